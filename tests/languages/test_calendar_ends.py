"""Dates at the ends of the calendar: no text and no date of publication raises."""

import pytest

from whence.languages.dates import Anchor, find_times
from whence.languages.pack import codes, pack
from whence.languages.tokens import Tokens

TEXTS = ("31 12", "12-31", "29. 2.", "31/12", "1. 1.")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("code", codes())
def test_dates_without_a_year_at_the_ends_of_the_calendar(code: str, day: str) -> None:
    own = pack(code)
    months = [name for names in own.dates.months.values() for name in names] if own.dates.months else []
    for text in (*TEXTS, *(f"31 {name}" for name in months), *(f"31. {name}" for name in months)):
        for found in find_times(Tokens(text), own.dates, own.cldr, Anchor(day, day)):
            assert found.start is None or len(found.start) == 10


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("by 31 December", "9999-12-31"),
        ("next week", "9999-12-31"),
        ("last week", "0001-01-01"),
        ("next year", "9999-12-31"),
        ("yesterday", "0001-01-01"),
        ("in the last 900000 weeks", "2031-02-03"),
    ],
)
def test_what_lies_beyond_the_calendar_has_no_date(text: str, day: str) -> None:
    own = pack("en")
    for found in find_times(Tokens(f"It ends {text}."), own.dates, own.cldr, Anchor(day, day)):
        assert found.start is None or "0001" <= found.start[:4] <= "9999"

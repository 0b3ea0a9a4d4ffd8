"""Our own words: singular and plural, dates, figures, names of groups without a name."""

import pytest

from whence.model import Figure, When
from whence.present import wording


@pytest.mark.parametrize(
    ("known", "unknown", "words"),
    [
        (1, 0, "1 outlet"),
        (5, 0, "5 outlets"),
        (0, 1, "1 page of unknown outlet"),
        (5, 3, "5 outlets and 3 pages of unknown outlet"),
        (1204, 0, "1,204 outlets"),
    ],
)
def test_outlets_and_pages_are_counted_apart(known: int, unknown: int, words: str) -> None:
    assert wording.outlet_count(known, unknown) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "no origin named"), (1, "at most 1 independent origin"), (2, "at most 2 independent origins")],
)
def test_origins_are_an_upper_bound(number: int, words: str) -> None:
    assert wording.origin_count(number) == words


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2025-03-15", "15 March 2025"),
        ("2025-03", "March 2025"),
        ("2025-21", "spring 2025"),
        ("2025", "2025"),
        ("XXXX-12-31", "31 December, year unknown"),
        ("XXXX-XX-XX", "XX-XX, year unknown"),
        ("soon", "soon"),
        ("2025-99", "2025-99"),
    ],
)
def test_dates_are_written_out_as_far_as_they_are_known(iso: str, words: str) -> None:
    if iso == "XXXX-XX-XX":
        time = When(edtf=iso, start=None, end=None, granularity="day", role="event", exact="one day")
        assert wording.when(time) == "one day, year unknown"
    else:
        assert wording.day(iso) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(3, 3, "3"), (None, 40000, "at most 40,000"), (1900, None, "at least 1,900"), (1, 2.5, "1 to 2.5")],
)
def test_figures_say_their_bounds(low: float | None, high: float | None, words: str) -> None:
    one = Figure(low=low, high=high, approximator=None, unit=None, exact="x", span=(0, 1))
    assert wording.figure(one) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("unnamed: foreign diplomats", "“foreign diplomats”"),
        ("unnamed: unstated", "nobody named"),
        ("Ada Quist", "Ada Quist"),
    ],
)
def test_groups_without_a_name_stand_in_their_own_words(name: str, words: str) -> None:
    assert wording.named(name) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("called_up", "called up"),
        ("army:UA", "army (Ukraine)"),
        ("DK", "Denmark"),
        ("name:kastrien", "kastrien"),
        ("", ""),
    ],
)
def test_values_of_changes_are_words(value: str, words: str) -> None:
    assert wording.concept(value) == words


def test_lists_and_cuts() -> None:
    assert wording.listing(["a"]) == "a"
    assert wording.listing(["a", "b", "c"]) == "a, b and c"
    assert wording.listing(list("abcdef"), most=2) == "a, b and 4 more"
    assert wording.cut("one two  three", 50) == "one two three"
    assert wording.cut("one two three four", 12) == "one two…"
    assert len(wording.cut("x" * 300, 20)) == 20


def test_quotation_marks_are_not_doubled() -> None:
    assert wording.in_marks("it opens") == "“it opens”"
    assert wording.in_marks("»Det åbner«") == "»Det åbner«"
    assert wording.in_marks("– Det åpner") == "– Det åpner"


def test_what_acts_on_a_terminal_is_shown() -> None:
    assert wording.legible("a\x1b[31mb\u202ec\n") == "a\ufffd[31mb\ufffdc\n"

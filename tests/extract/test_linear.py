"""That the work of extraction grows with the length of a text and with nothing else, in every pack.

Work is counted in executed lines, which no other process disturbs. The texts are those of `bench.linear`, which
measures seconds on texts of up to 10 MB.
"""

import pytest
from bench.linear import KINDS, MANY, document, exponent, text_of
from tests.tracing import lines_executed

from whence.extract import extract
from whence.languages.pack import codes

SHORT = 3_000
"""Characters of the shorter text; the other one has twice as many."""
MOST_GROWTH = 2.6
TEXTS = [*KINDS, *MANY]
EVERYWHERE = ("prose", "reporting verbs", "cues and names", "function words", "statements")
"""Texts of a pack's own words: read in every pack. The others are the same in all and take turns."""
CASES = [(text, code) for text in EVERYWHERE for code in codes()]
CASES += [
    (text, codes()[(2 * number + turn) % len(codes())])
    for number, text in enumerate(text for text in TEXTS if text not in EVERYWHERE)
    for turn in range(2)
]


def work(text: str, code: str) -> int:
    """How many lines of whence run while a text is extracted."""
    return lines_executed(lambda: extract(document(text, code)))


@pytest.mark.parametrize(("text", "code"), CASES)
def test_the_work_grows_with_the_text_only(text: str, code: str) -> None:
    long = text_of(text, code, 2 * SHORT) if text in MANY else text_of(text, code, SHORT) * 2
    extract(document(long, code))  # fills every table that is filled once
    once, twice = work(long[:SHORT], code), work(long, code)
    assert twice < MOST_GROWTH * once + 200, f"{once:,} lines, then {twice:,}"


def test_the_exponent_is_one_where_time_is_linear_and_two_where_it_is_quadratic() -> None:
    sizes = [1000, 10_000, 100_000]
    assert exponent(sizes, [0.1, 1.0, 10.0]) == pytest.approx(1.0)
    assert exponent(sizes, [0.1, 10.0, 1000.0]) == pytest.approx(2.0)

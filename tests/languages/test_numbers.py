"""Quantities in running text: the packs' own examples, expressions of our own, and the gold where present."""

import json
import random
from pathlib import Path

import pytest

from whence.languages.numbers import FigureMatch, find_figures
from whence.languages.pack import codes, pack
from whence.languages.tokens import Tokens

GOLD = Path(__file__).parents[3] / "shared" / "gold"
Bounds = tuple[float | None, float | None, str | None]


def figures(code: str, text: str) -> list[FigureMatch]:
    return find_figures(Tokens(text, pack(code).tokens), pack(code).numbers)


def bounds(code: str, text: str) -> list[Bounds]:
    return [(m.low, m.high, m.approximator) for m in figures(code, text)]


@pytest.mark.parametrize("code", codes())
def test_examples_of_the_pack_come_out_as_stated(code: str) -> None:
    words = pack(code).numbers
    assert words.examples, "a pack proves its numbers by examples"
    assert words.no_figures
    for example in words.examples:
        expected = (example.low, example.high, example.approximator)
        assert bounds(code, example.text)[0] == expected, example.text
    for text in words.no_figures:
        assert bounds(code, text) == [], text


UNSEEN: list[tuple[str, str, list[Bounds]]] = [
    ("en", "some 4,200 bales", [(4200, 4200, "about")]),
    ("en", "the theft of $1.75m in cash", [(1750000, 1750000, None)]),
    ("en", "seventy-five goats", [(75, 75, None)]),
    ("en", "at least three hundred thousand tonnes", [(300000, None, "at_least")]),
    ("en", "dozens of tents", [(24, 99, "vague")]),
    ("en", "two dozen tents", [(24, 24, None)]),
    ("en", "between 2 and 3 million birds", [(2000000, 3000000, "range")]),
    ("en", "an additional 45 nurses", [(45, 45, "increment")]),
    ("en", "cut its staff from 900 to 650", [(900, 900, None), (650, 650, None)]),
    ("en", "a few thousand crates", [(2000, 9999, "vague")]),
    ("da", "knap 800 får", [(800, 800, "nearly")]),
    ("da", "otteogtredive køer", [(38, 38, None)]),
    ("da", "halvandet tusind køer", [(1500, 1500, None)]),
    ("da", "to og en halv million kroner", [(2500000, 2500000, None)]),
    ("da", "tusindvis af fugle", [(1000, 9999, "vague")]),
    ("da", "1,2 mio. tons korn", [(1200000, 1200000, None)]),
    ("da", "flere hundrede huse", [(200, 999, "vague")]),
    ("nb", "drøyt 1 200 hus", [(1200, None, "more_than")]),
    ("nb", "åttifire kyr", [(84, 84, None)]),
    ("nb", "mellom tre og fire tusen sauer", [(3000, 4000, "range")]),
    ("nb", "opptil 60 000 tonn", [(None, 60000, "up_to")]),
    ("nb", "2000 soldater", [(2000, 2000, None)]),
    ("nb", "en halv milliard kroner", [(500000000, 500000000, None)]),
    ("sv", "drygt 700 renar", [(700, None, "more_than")]),
    ("sv", "tjugosju båtar", [(27, 27, None)]),
    ("sv", "tvåhundratusen ton", [(200000, 200000, None)]),
    ("sv", "färre än 30 byar", [(None, 30, "less_than")]),
    ("sv", "12–15 procent", [(12, 15, "range")]),
    ("sv", "ett tiotal hus", [(10, 99, "vague")]),
    ("de", "knapp 3.400 Schafe", [(3400, 3400, "nearly")]),
    ("de", "siebenundvierzig Kühe", [(47, 47, None)]),
    ("de", "hunderttausend Tonnen", [(100000, 100000, None)]),
    ("de", "12 bis 14 Mio. Euro", [(12000000, 14000000, "range")]),
    ("de", "mehrere tausend Kisten", [(2000, 9999, "vague")]),
    ("de", "zwei Dutzend Zelte", [(24, 24, None)]),
    ("de", "höchstens 80 Prozent", [(None, 80, "at_most")]),
    ("de", "4.5 Millionen Vögel", [(4500000, 4500000, None)]),
]


@pytest.mark.parametrize(("code", "text", "expected"), UNSEEN)
def test_expressions_of_our_own(code: str, text: str, expected: list[Bounds]) -> None:
    assert bounds(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The 72nd Brigade left in 2022."),
        ("en", "They lost 2-1 in 1998."),
        ("en", "One of them called +44 20 7946 0958."),
        ("en", "Call 0800 555 111 now."),
        ("en", "the two of them"),
        ("en", "Ms Hallow, 61, resigned."),
        ("en", "a 12-year-old boy"),
        ("de", "Die 72. Brigade stand in Artikel 5."),
        ("de", "Im Jahr 2021 gewann er 2:1."),
        ("sv", "Målet kom i 65:e minuten på 1800-talet."),
        ("da", "kl. 14.30 på Kanal 4"),
        ("nb", "en mann og ei ku i 1998"),
        ("sv", "Ni kan inte göra så."),
    ],
)
def test_what_is_no_figure(code: str, text: str) -> None:
    assert bounds(code, text) == []


def test_parts_of_dates_are_handed_in() -> None:
    tokens = Tokens("On 3 May 40 cows died.")
    found = find_figures(tokens, pack("en").numbers, taken=[(0, 2)])
    assert [(m.first, m.last, m.low) for m in found] == [(3, 3, 40.0)]


@pytest.mark.parametrize(
    ("code", "text", "unit"),
    [
        ("en", "tens of thousands of troops", "troops"),
        ("en", "a 120,000-strong army", "strong"),
        ("en", "worth $2.5bn in all", "$"),
        ("en", "about 40 per cent of them", "per"),
        ("da", "titusindvis af soldater", "soldater"),
        ("de", "2,5 Mrd. Euro", "Euro"),
    ],
)
def test_what_is_counted(code: str, text: str, unit: str) -> None:
    tokens = Tokens(text)
    (found,) = find_figures(tokens, pack(code).numbers)
    assert found.unit_at is not None
    assert tokens.words[found.unit_at] == unit


def test_the_approximator_belongs_to_the_figure() -> None:
    tokens = Tokens("It lost no fewer than 30 to 40 sheep.")
    (found,) = find_figures(tokens, pack("en").numbers)
    assert tokens.slice(found.first, found.last) == "no fewer than 30 to 40"
    assert (found.low, found.high) == (30, None)


@pytest.mark.skipif(not GOLD.exists(), reason="../shared/gold is absent")
def test_gold() -> None:
    right = total = 0
    for line in (GOLD / "numbers.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["lang"] in codes():
            total += 1
            found = [(m.low, m.high) for m in figures(row["lang"], row["text"])]
            right += found == [(row["low"], row["high"])]
    assert right / total >= 0.95


@pytest.mark.parametrize("code", codes())
def test_odd_input_is_survived(code: str) -> None:
    for text in ("", "0", "1,", "$", "$$$", "1.1.1.1", "9" * 400, "²", "٣١", "½", "- - -", "1 " * 3000):
        assert isinstance(figures(code, text), list)


@pytest.mark.parametrize("code", codes())
def test_any_mixture_of_a_pack_s_words_gives_ordered_bounds(code: str) -> None:
    chance = random.Random(7)
    words = pack(code).numbers
    examples = " ".join(example.text for example in words.examples)
    vocabulary = [*Tokens(examples).words, *words.articles, *words.joiners, "1,5", "31", "–", "$", "000"]
    for _ in range(120):
        tokens = Tokens(" ".join(chance.choices(vocabulary, k=40)))
        behind = -1
        for match in find_figures(tokens, words):
            assert behind < match.first <= match.last < len(tokens)
            behind = match.last
            assert match.low is None or match.high is None or match.low <= match.high

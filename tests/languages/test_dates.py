"""Times in running text: the packs' own examples, expressions of our own, and the gold where present."""

import json
import random
from datetime import date
from pathlib import Path

import pytest

from whence.languages.dates import Anchor, TimeMatch, find_times
from whence.languages.pack import codes, pack
from whence.languages.tokens import Tokens
from whence.read.stamps import stated

GOLD = Path(__file__).parents[3] / "shared" / "gold"
WEDNESDAY = Anchor("2023-01-04", "2023-01-04")
NOVEMBER = Anchor("2022-11-01", "2022-11-30")
DECEMBER = Anchor("2022-12-01", "2022-12-31")


def anchor_of(value: str | None) -> Anchor | None:
    when = stated(value) if value else None
    return None if when is None or when.start is None or when.end is None else Anchor(when.start, when.end)


def times(code: str, text: str, anchor: Anchor | None = WEDNESDAY) -> list[TimeMatch]:
    words = pack(code)
    return find_times(Tokens(text, words.tokens), words.dates, words.cldr, anchor)


def edtf(code: str, text: str, anchor: Anchor | None = WEDNESDAY) -> list[str]:
    return [match.edtf for match in times(code, text, anchor)]


@pytest.mark.parametrize("code", codes())
def test_examples_of_the_pack_come_out_as_stated(code: str) -> None:
    examples = pack(code).dates.examples
    assert examples, "a pack proves its dates by examples"
    for example in examples:
        found = times(code, example.text, anchor_of(example.anchor))
        assert tuple(match.edtf for match in found) == example.times, example.text
        if example.roles:
            assert tuple(match.role for match in found) == example.roles, example.text


UNSEEN = [
    ("en", "The strike ended on 17 October 2021.", ["2021-10-17"]),
    ("en", "He resigned on December 3rd.", ["2022-12-03"]),
    ("en", "The mine will close in March.", ["2023-03"]),
    ("en", "Prices rose again last Thursday morning.", ["2022-12-29"]),
    ("en", "The dam must be repaired within six weeks.", ["2023-01-04/2023-02-15"]),
    ("en", "The court sits next Tuesday.", ["2023-01-10"]),
    ("en", "She was born in the early 1980s.", ["198X"]),
    ("en", "Results are due by the end of February.", ["2023-02-28"]),
    ("en", "The law took effect in mid-November 2020.", ["2020-11-11/2020-11-20"]),
    ("en", "Talks lasted from 3 to 5 December 2022.", ["2022-12-03/2022-12-05"]),
    ("da", "Broen åbnede den 9. juni 1998.", ["1998-06-09"]),
    ("da", "Retten mødes igen på torsdag.", ["2023-01-05"]),
    ("da", "Han rejste i lørdags.", ["2022-12-31"]),
    ("da", "Rapporten ventes inden udgangen af marts.", ["2023-03-31"]),
    ("da", "Skolen lukker til sommer.", ["2023-22"]),
    ("da", "Det skete for fire måneder siden.", ["2022-09"]),
    ("da", "Byrådet mødtes tirsdag den 20. december.", ["2022-12-20"]),
    ("da", "Prisen steg i tredje kvartal 2021.", ["2021-07/2021-09"]),
    ("nb", "Tunnelen åpnet 1. mars 2016.", ["2016-03-01"]),
    ("nb", "Hun dro i forgårs.", ["2023-01-02"]),
    ("nb", "Skolen stenger om to uker.", ["2023-01-16/2023-01-22"]),
    ("nb", "Fristen er senest fredag 13. januar.", ["2023-01-13"]),
    ("nb", "De møttes natt til søndag.", ["2023-01-01"]),
    ("nb", "Det er viktig i vår kommune.", []),
    ("nb", "Anlegget skal stå ferdig før årsskiftet.", ["2023-12-31"]),
    ("sv", "Bron öppnades den 1 juli 2000.", ["2000-07-01"]),
    ("sv", "Han greps i onsdags.", ["2022-12-28"]),
    ("sv", "Skolan stänger om tre veckor.", ["2023-01-23/2023-01-29"]),
    ("sv", "Hon valdes 2014.", ["2014"]),
    ("sv", "Rapporten ska vara klar före utgången av april.", ["2023-04-30"]),
    ("sv", "Det hände i höstas.", ["2022-23"]),
    ("sv", "På tisdagsmorgonen sade hon nej.", ["2023-01-03"]),
    ("de", "Die Brücke wurde am 3. Oktober 2009 eröffnet.", ["2009-10-03"]),
    ("de", "Der Rat tagte am Freitagnachmittag.", ["2022-12-30"]),
    ("de", "Die Schule soll bis Ende Februar schließen.", ["2023-02-28"]),
    ("de", "Er reiste vorgestern ab.", ["2023-01-02"]),
    ("de", "Das Werk wird im nächsten Sommer fertig.", ["2023-22"]),
    ("de", "Vor fünf Jahren brannte die Halle.", ["2018"]),
    ("de", "Das geschah in der zweiten Jahreshälfte 2019.", ["2019-07/2019-12"]),
    ("de", "In der Nacht auf Mittwoch fiel der Strom aus.", ["2023-01-04"]),
]


@pytest.mark.parametrize(("code", "text", "expected"), UNSEEN)
def test_expressions_of_our_own(code: str, text: str, expected: list[str]) -> None:
    assert edtf(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Die 72. Brigade steht bei Nordhafen."),
        ("nb", "Den 4. bataljon fikk 50.000 skudd."),
        ("sv", "De fick 1 400 brev och 2 000 kort."),
        ("en", "It may take hours, and they march on."),
        ("en", "The office opens at 9.30 a.m. every Monday."),
        ("da", "Kampen begynder kl. 10.11, og 2100 så på."),
        ("de", "Am Morgen war es kalt."),
        ("en", "The sum was 2022 dollars."),
        ("da", "Den 31. februar findes ikke."),
    ],
)
def test_what_is_no_date(code: str, text: str) -> None:
    assert edtf(code, text) == []


def test_a_day_does_not_lose_its_first_digit() -> None:
    found = times("nb", "natt til 24. februar 2022")
    assert [(m.first, m.last, m.edtf) for m in found] == [(0, 5, "2022-02-24")]


def test_a_month_is_never_a_day() -> None:
    assert edtf("nb", "Det skriver avisen mandag kveld.", NOVEMBER) == ["XXXX-XX-XX"]
    assert edtf("nb", "Det skal skje innen 30. desember.", NOVEMBER) == ["2022-12-30"]
    assert edtf("en", "Last month it rained.", DECEMBER) == ["2022-11"]


def test_a_weekday_takes_its_date_from_the_same_text() -> None:
    text = "De skændtes tidligere mandag. De mødtes mandag 12. december."
    assert edtf("da", text, DECEMBER) == ["2022-12-12", "2022-12-12"]


def test_a_weekday_beside_a_day_decides_the_year() -> None:
    assert edtf("en", "They met on Tuesday, 22 February.", DECEMBER) == ["2022-02-22"]
    assert edtf("en", "They met on Wednesday, 22 February.", DECEMBER) == ["2023-02-22"]


def test_the_coming_january_and_the_past_february() -> None:
    assert edtf("da", "Angrebet kan komme allerede i januar.", DECEMBER) == ["2023-01"]
    assert edtf("da", "Angrebet i februar slog fejl.", DECEMBER) == ["2022-02"]


def test_without_an_anchor_the_year_stays_open() -> None:
    (found,) = times("en", "It ends before the New Year.", None)
    assert (found.edtf, found.start, found.end, found.role) == ("XXXX-12-31", None, None, "deadline")
    assert edtf("de", "Er kam am Montag.", None) == ["XXXX-XX-XX"]


def test_a_year_that_is_over_is_no_deadline() -> None:
    assert [m.role for m in times("en", "Those sold before 2009 were older.")] == ["event"]
    assert [m.role for m in times("en", "All will be sold before 2030.")] == ["deadline"]


def test_bounds_are_inclusive() -> None:
    (found,) = times("en", "in February 2024")
    assert (found.start, found.end, found.granularity) == ("2024-02-01", "2024-02-29", "month")


def _bounds(value: str) -> tuple[str, str]:
    first, _, last = value.partition("/")
    return first, last or first


@pytest.mark.skipif(not GOLD.exists(), reason="../shared/gold is absent")
def test_gold_expressions() -> None:
    right = total = 0
    for line in (GOLD / "dates.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["lang"] in codes():
            total += 1
            found = times(row["lang"], row["text"], anchor_of(row["anchor"]))
            right += [(m.start, m.end) for m in found] == [_bounds(row["value"])]
    assert right / total >= 0.95


@pytest.mark.skipif(not GOLD.exists(), reason="../shared/gold is absent")
def test_gold_sentences() -> None:
    for line in (GOLD / "dates_in_sentences.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["lang"] in ("en", "da", "nb", "sv", "de"):
            found = times(row["lang"], row["text"], anchor_of(row["anchor"]))
            assert [(m.start, m.end) for m in found] == [_bounds(d["value"]) for d in row["dates"]]


@pytest.mark.parametrize("code", codes())
def test_odd_input_is_survived(code: str) -> None:
    for text in ("", "2", "31.", "2022-", "//", "99/99/9999", "9999999999999999999", "٣١", "²", "1." * 2000):
        assert isinstance(times(code, text), list)


def test_time_is_linear_in_the_length() -> None:
    """Repeated openers are the worst case; a quadratic reader would need minutes here."""
    for text in ("early " * 20_000, "January of the " * 5_000, "1-2-" * 10_000, "end of " * 10_000):
        assert isinstance(times("en", text), list)


@pytest.mark.parametrize("code", codes())
def test_any_mixture_of_a_pack_s_words_gives_ordered_bounds(code: str) -> None:
    chance = random.Random(7)
    words = pack(code)
    examples = " ".join(example.text for example in words.dates.examples)
    vocabulary = [
        *Tokens(examples).words,
        *words.dates.before_date,
        *words.dates.deadline,
        "31",
        "2022",
        "–",
        "/",
    ]
    for anchor in (None, WEDNESDAY, DECEMBER, Anchor("2024-02-29", "2024-02-29")):
        for _ in range(40):
            tokens = Tokens(" ".join(chance.choices(vocabulary, k=40)))
            behind = -1
            for match in find_times(tokens, words.dates, words.cldr, anchor):
                assert behind < match.last < len(tokens)
                behind = match.last
                assert (match.start is None) == (match.end is None)
                if match.start is not None and match.end is not None:
                    assert date.fromisoformat(match.start) <= date.fromisoformat(match.end)

"""The fold of names: spellings that must meet, names that must stay apart, and the measured F1."""

import itertools
import json
import re
from pathlib import Path

import pytest

from whence.languages import sounds, spoken
from whence.languages.fold import fold_key, is_given_name, name_similarity, same_name, token_skeletons
from whence.languages.pack import codes, pack
from whence.languages.sounds import skeleton

GOLD = Path(__file__).resolve().parents[2].parent / "shared" / "gold"
FLOOR_F1 = 0.90


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Yevhen Shcherbytskyi", "Jewhen Schtscherbyzkyj"),
        ("Yevhen Shcherbytskyi", "Jevhen Sjtjerbytskyj"),
        ("Zhanna Kharitonova", "Schanna Charitonowa"),
        ("Zhanna Kharitonova", "Жанна Харитонова"),
        ("Tshernenko", "Tschernenko"),
        ("Mikhail Rozhkov", "Mykhailo Roschkow"),
        ("Nikolai Petrovich Baranov", "Nikolai Baranov"),
        ("the Harbour Herald", "Harbour Herald"),
        ("Tarasenkos", "Tarasenko"),
        ("Castellanos", "Castellnanos"),
        ("NPB", "North Point Bulletin"),
    ],
)
def test_spellings_of_one_name_meet(a: str, b: str) -> None:
    assert same_name(a, b), name_similarity(a, b)
    assert same_name(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Zelensky", "Zelinsky"),
        ("Polotsk", "Płock"),
        ("Niger", "Nigeria"),
        ("Лукашенко", "Лукьяненко"),
        ("Mykola Baranov", "Mykhailo Baranov"),
        ("Elsa Lindqvist", "Elsa Lindgren"),
        ("Baranov", "Nikolai Baranov"),
        ("Mill Valley", "Mill Valley Europe"),
        ("Sudan", "South Sudan"),
        ("Petersen", "Peters"),
    ],
)
def test_other_names_stay_apart(a: str, b: str) -> None:
    assert not same_name(a, b), name_similarity(a, b)
    assert not same_name(b, a)


def test_the_score_says_which_words_met() -> None:
    found = name_similarity("Mykola Baranow", "Mykhailo Baranov")
    assert [match.why for match in found.matches] == ["two different given names", "sounds"]
    assert "Mykola ~ Mykhailo" in found.why
    assert found.score < found.threshold


def test_a_key_is_equal_for_trivial_differences_only() -> None:
    assert fold_key("Pär  LINDQVIST") == fold_key("Par Lindqvist") == "par lindqvist"
    assert fold_key("Anna-Lena Berg") == "anna lena berg"
    assert fold_key("Lindqvist Pär") != fold_key("Pär Lindqvist")
    assert fold_key("…") == ""
    assert fold_key("Лена") == "lena"


def test_similarity_is_symmetric_and_bounded() -> None:
    names = ["Olha Tkachenko", "Olga Tkatschenko", "Tkachenko", "Bo", "", "12", "Łódź Post", "ÅÄÖ", "李"]
    for a, b in itertools.product(names, repeat=2):
        found = name_similarity(a, b)
        assert found.score == name_similarity(b, a).score
        assert 0.0 <= found.score <= 1.0


def test_given_names_are_known_in_any_spelling() -> None:
    assert is_given_name("Oleksandr")
    assert is_given_name("Александр")
    assert not is_given_name("Harbour")


def test_skeletons_index_romanisations_together() -> None:
    assert token_skeletons("Tschernenko") & token_skeletons("Чернeнко")
    assert token_skeletons("Roschkow") & token_skeletons("Rozhkov")


@pytest.mark.parametrize("code", codes())
def test_the_examples_of_each_pack(code: str) -> None:
    for a, b in pack(code).names.examples:
        assert same_name(a, b), (a, b, name_similarity(a, b))


def test_measured_on_gold() -> None:
    if not (GOLD / "names_same.jsonl").exists():
        pytest.skip("../shared/gold is absent: the names cannot be measured here")
    rows = [json.loads(line) for line in (GOLD / "names_same.jsonl").read_text("utf-8").splitlines()]
    pairs = [pair for row in rows for pair in itertools.combinations(row["variants"], 2)]
    others = [json.loads(line) for line in (GOLD / "names_different.jsonl").read_text("utf-8").splitlines()]
    hits = sum(same_name(a, b) for a, b in pairs)
    false = sum(same_name(row["a"], row["b"]) for row in others)
    f1 = 2 * hits / (hits + false + len(pairs))
    assert f1 >= FLOOR_F1, f"F1 {f1:.3f}: {hits} of {len(pairs)} found, {false} of {len(others)} wrong"


def test_a_role_before_the_name_is_no_part_of_it() -> None:
    assert same_name("Bremer Hafenmeister Peter Wiegand", "Peter Wiegand")
    assert not same_name("Bremer Hafenmeister Paul Wiegand", "Peter Wiegand")


def test_a_name_is_read_by_all_habits_as_by_each_of_them() -> None:
    """Habits that spell a word alike are asked once, and what nothing has to be made of is left as it is."""
    together = spoken._romanisations()
    for word in (
        *("zelenskyj", "schtschukin", "juan", "łukasz", "nguyễn", "kovács", "mette-marit", "aaaaa", "xyz"),
        *("щербаков", "ijssel", "jovanović", "þóra", "çelik", "o'neill", "dnipro", "ii", "-", ""),
    ):
        each = [reading for system in together._systems for reading in system.read(word)]
        assert together.read(word) == tuple(dict.fromkeys(each))
        assert token_skeletons(word) == {bones for reading in each if (bones := skeleton(reading))}


def test_only_glides_and_doublings_are_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the first look leaves alone, the whole rule leaves alone."""
    words = ["".join(some) for size in range(6) for some in itertools.product("aeibsJ", repeat=size)]
    left = [word for word in words if sounds._UNSETTLED.search(word) is None]
    assert len(left) > 1_000
    monkeypatch.setattr(sounds, "_UNSETTLED", re.compile(""))
    assert [sounds._settle(word) for word in left] == left

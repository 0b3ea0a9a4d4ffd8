"""What is compared together is what is compared one by one, to the last bit."""

import random

from hypothesis import given
from hypothesis import strategies as st

from whence.languages import spoken
from whence.languages.fold import OTHER_WORD, SAME_WORD
from whence.languages.inflection import bases
from whence.languages.sounds import LONGEST_TOGETHER, likeness, likenesses
from whence.languages.spoken import hear, sounds_alike

SURNAMES = (
    "Shcherbytskyi",
    "Sjtjerbytskyj",
    "Schtscherbyzkyj",
    "Щербицький",
    "Lindanquist",
    "Lindunholt",
    "Räihä",
    "Raiha",
    "Homelsky",
    "Gomelskij",
    "Yu",
    "Ü",
    "李",
    "x" * (LONGEST_TOGETHER + 1),
)


@given(st.lists(st.tuples(*[st.text("abdeioufvgkhszSZcCtJn", max_size=9)] * 2), max_size=30))
def test_readings_are_as_alike_together_as_one_by_one(pairs: list[tuple[str, str]]) -> None:
    assert likenesses(pairs) == [likeness(*pair) for pair in pairs]


def test_long_and_foreign_readings_are_as_alike_together_as_one_by_one() -> None:
    readings = ["", "a", "аб", "n" * (LONGEST_TOGETHER + 1), "nova", "nov"]
    pairs = [(a, b) for a in readings for b in readings]
    assert likenesses(pairs) == [likeness(*pair) for pair in pairs]


def test_words_sound_as_alike_together_as_one_by_one() -> None:
    pairs = [(a, b) for a in SURNAMES for b in SURNAMES]
    random.Random(7).shuffle(pairs)
    for floor in (SAME_WORD, OTHER_WORD, 0.93):
        spoken._heard.clear()
        alone = [sounds_alike(a, b, floor) for a, b in pairs]
        assert any(alone)
        hear(pairs, floor)
        assert [sounds_alike(a, b, floor) for a, b in pairs] == alone
        assert all((a.lower(), b.lower(), floor) in spoken._heard for a, b in pairs)


def test_what_was_heard_is_bounded() -> None:
    spoken._heard.clear()
    spoken._heard.update((("a", str(number), 0.0), 0.0) for number in range(spoken.MOST_HEARD + 1))
    hear([("Lund", "Lundy")], SAME_WORD)
    assert len(spoken._heard) == 1


def test_only_languages_that_know_an_ending_take_it_off() -> None:
    forms = {base.form: base.codes for base in bases("Lindanquistovou")}
    assert forms["lindanquist"]
    assert all(form.startswith("lindanqu") for form in forms)
    assert bases("Grünn") == bases("grünn")

"""The counts of the error analysis, on a text of our own."""

from bench.errors import Words, count

from whence.languages.pack import pack

TEXT = "Ida Holk said the weir was shut. The board frobnicates the weir. She denied the report."


def spans(*words: str) -> list[list[int]]:
    """The stretches at which words stand first in the text."""
    return [[TEXT.index(word), TEXT.index(word) + len(word)] for word in words]


def attribution(source: str, cue: str, content: str) -> dict[str, list[list[int]]]:
    """A gold attribution."""
    return {"source": spans(source), "cue": spans(cue), "content": spans(content)}


def test_what_is_missed_and_what_is_wrong_is_told_apart() -> None:
    gold = [
        attribution("Ida Holk", "said", "the weir was shut"),
        attribution("The board", "frobnicates", "the weir."),
    ]
    found = count([{"id": "x", "lang": "en", "text": TEXT, "statements": gold}])
    assert found["attributions"] == 2
    assert found["missed"] == {"all": 1, "a cue with no word of the pack": 1}
    assert found["content"] == {"all": 1, "right": 1}
    assert found["source"] == {"all": 1, "right": 1}
    assert found["not_in_the_gold"]["all"] == 1, "the denial, which this gold does not have"


def test_a_longer_content_is_named_so() -> None:
    gold = [attribution("Ida", "said", "the weir")]
    found = count([{"id": "x", "lang": "en", "text": TEXT, "statements": gold}])
    assert found["content"] == {"all": 1, "runs too far": 1}
    assert found["source"] == {"all": 1, "longer than the gold": 1}


def test_constructions_are_told_by_the_cue() -> None:
    words = Words(pack("en"))
    assert words.construction(":", "ida", False) == "a mark alone"
    assert words.construction("according to", "ida", False) == "an attribution phrase"
    assert words.construction("saying", "ida", False) == "a verb of the pack, in -ing"
    assert words.construction("would say", "ida", False).endswith("behind an auxiliary")
    assert words.construction("said", "", False) == "a verb of the pack, nobody named"
    assert words.construction("said", "he", False) == "a verb of the pack, a pronoun speaks"
    assert words.construction("said", "ida holk", True) == "a verb of the pack, content before it"

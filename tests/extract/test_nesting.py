"""What the origin says that another said: a statement within a statement, its voice alleged and never an origin."""

import pytest
from tests.extract.said import inside, read

SAID = [
    (
        "en",
        "Mayor Ida Holk said the port authority had declared that the weir was safe.",
        "the port authority",
    ),
    (
        "de",
        "Hafenmeister Brehmer sagte, das Küstenamt habe erklärt, dass der Kai sicher sei.",
        "das Küstenamt",
    ),
    ("da", "Borgmester Ida Holk siger, at politiet har oplyst, at slusen er sikker.", "politiet"),
]


@pytest.mark.parametrize(("language", "text", "voice"), SAID)
def test_the_outer_and_the_inner_statement_are_found(language: str, text: str, voice: str) -> None:
    (outer,) = read(text, language=language)
    (inner,) = inside(text, language=language)
    assert inner.within == outer.id
    assert inner.chain == outer.chain
    assert [one.exact for one in inner.alleged] == [one.exact for one in outer.alleged] == [voice]
    assert inner.content[0].start > outer.content[0].start
    assert inner.content[0].end == outer.content[0].end


def test_each_depth_adds_a_voice() -> None:
    text = "Mayor Ida Holk said the rebels claim that the board has admitted that the weir was mined."
    assert [len(one.alleged) for one in inside(text)] == [1, 2]


def test_one_that_does_not_open_the_content_is_found_too() -> None:
    text = "Der Minister sagte, neu sei, dass die Polizei versichere, dass der Kai sicher sei."
    assert [(one.alleged[0].exact, one.wording) for one in inside(text, language="de")] == [
        ("die Polizei", "dass der Kai sicher sei")
    ]


def test_direct_speech_is_read_too_and_its_first_person_is_its_speaker() -> None:
    text = "“The board claims that the weir is safe,” Mayor Ida Holk said."
    assert [(one.alleged[0].exact, one.wording) for one in inside(text)] == [
        ("The board", "that the weir is safe")
    ]
    assert inside("“I say that the weir is safe,” Mayor Ida Holk said.") == []


def test_an_outlet_that_passes_it_on_is_a_relay_and_nothing_is_nested() -> None:
    assert inside("The Lock Gazette reports that Mayor Ida Holk said the weir was safe.") == []

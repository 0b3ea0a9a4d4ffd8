"""Reporting verbs in the passive: an agent speaks, or nobody; adverbs that refer back to a voice."""

import pytest
from tests.extract.said import read, wordings

AGENTS = [
    ("de", "Die Werft wurde vom Küstenamt aufgefordert, den Kran zu sperren.", "Küstenamt"),
    (
        "de",
        "Die Werft wurde von der Gewerkschaft gebeten, den Kran zu sperren, weil er alt sei.",
        "der Gewerkschaft",
    ),
]

NOBODY = ["Die Werft wurde gestern informiert, dass der Kran alt ist.", "Der Kran wurde vom Sturm zerstört."]


@pytest.mark.parametrize(("language", "text", "agent"), AGENTS)
def test_an_agent_speaks(language: str, text: str, agent: str) -> None:
    found = read(text, language=language)
    assert [one.chain[0].exact for one in found] == [agent]
    assert wordings(found)[0].startswith("den Kran zu sperren")


def test_without_an_agent_and_a_subject_nobody_is_named() -> None:
    found = read("Am Abend wurde betont, dass der Kran sicher ist.", language="de")
    assert [(one.chain[0].exact, one.stance.reporter_hedge) for one in found] == [("", True)]


@pytest.mark.parametrize("text", NOBODY)
def test_who_was_told_does_not_speak(text: str) -> None:
    assert read(text, language="de") == []


def test_an_adverb_refers_to_the_last_voice_and_is_its_mention() -> None:
    found = read("Lotse Veit Ek meldete, der Kai brenne. Demnach brannten drei Hallen.", language="de")
    assert [one.chain[0].source_id for one in found] == [found[0].chain[0].source_id] * 2
    assert found[1].chain[0].exact == "Demnach"
    alone = read("Demnach brannten drei Hallen.", language="de")
    assert [one.chain[0].exact for one in alone] == [""]

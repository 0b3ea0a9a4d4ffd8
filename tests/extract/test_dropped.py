"""A reporting verb without a subject: who is meant, by a language invented for it."""

import msgspec
import pytest

from whence.extract.assembly import assemble
from whence.extract.document import read_document
from whence.extract.inside import Inside
from whence.extract.lexicon import Lexicon
from whence.extract.reading import Reading
from whence.languages.pack import AgreementWords, VerbGroup, pack
from whence.model import Document, Statement

SAY = VerbGroup(
    id="say",
    kind="assert",
    frames=("clause", "quote", "inquit"),
    finite=("saidon", "saida", "saidi", "saids"),
)
"""One verb: saidon (he), saida (she), saidi (they), saids (no gender)."""


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    source = pack("en")
    return Lexicon(
        msgspec.structs.replace(
            source,
            phenomena=(*source.phenomena, "pro_drop"),
            verbs=(SAY,),
            agreement=AgreementWords(
                masculine=("-don",), feminine=("-da",), plural=("-di",), oblique=("-rsom",)
            ),
        )
    )


def read(text: str, lexicon: Lexicon) -> list[Statement]:
    reading = Reading(
        Document(id="d", report="r", text=text, sha256="", language="en", language_confidence=1.0), lexicon
    )
    inside = Inside(reading)
    return assemble(reading, read_document(reading), inside)


def origins(text: str, lexicon: Lexicon) -> list[str]:
    return [one.chain[0].name for one in read(text, lexicon)]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Ida Holk saida that the quay is shut. Saida also that it leaks.", ["Ida Holk"] * 2),
        ("Ida Holk saida that the quay is shut. On the pier saida that it leaks.", ["Ida Holk"] * 2),
        ("Ida Holk saida that the quay is shut. “It leaks,” saida.", ["Ida Holk"] * 2),
        ("Ida Holk saida that the quay is shut. It was old, saida.", ["Ida Holk"] * 2),
        (
            "Ida Holk saida that it leaks. Erik Stald saidon that it holds. Saida that it is old.",
            ["Ida Holk", "Erik Stald", "Ida Holk"],
        ),
        (
            "Ida Holk saida that it leaks. Erik Stald saidon that it holds. Saids that it is old.",
            ["Ida Holk", "Erik Stald", "Erik Stald"],
        ),
    ],
)
def test_the_last_speaker_who_agrees_goes_on(text: str, speakers: list[str], lexicon: Lexicon) -> None:
    assert origins(text, lexicon) == speakers


def test_the_voice_carries_the_mention_that_it_goes_on_from(lexicon: Lexicon) -> None:
    text = "Ida Holk saida that the quay is shut. Saida also that it leaks."
    voice = read(text, lexicon)[1].chain[0]
    assert (voice.exact, voice.start) == ("Ida Holk", 0)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Saidon that the quay is shut.", "unnamed: unstated"),
        ("Erik Stald came to the quay. Saidon that it is shut.", "Erik Stald"),
        ("Erik Stald met Karl Weir. Saidon that it is shut.", "unnamed: unstated"),
    ],
)
def test_without_a_speaker_before_only_a_single_subject_is_meant(
    text: str, speaker: str, lexicon: Lexicon
) -> None:
    assert origins(text, lexicon) == [speaker]


def test_somebody_else_named_since_leaves_it_open(lexicon: Lexicon) -> None:
    text = "Erik Stald saidon that it leaks. Karl Weir left the town. Saidon that it is old."
    assert origins(text, lexicon) == ["Erik Stald", "unnamed: unstated"]


def test_they_is_nobody_but_a_group_is_somebody(lexicon: Lexicon) -> None:
    assert origins("Saidi that the quay is shut.", lexicon) == []
    text = "Experts saidi that the quay is shut. Saidi that it leaks."
    assert origins(text, lexicon) == ["unnamed: Experts"] * 2


def test_whom_one_told_is_no_subject(lexicon: Lexicon) -> None:
    text = "Ida Holk saida that the quay is shut. Saida reportersom that it leaks."
    assert origins(text, lexicon) == ["Ida Holk"] * 2


def test_a_clause_that_does_not_open_its_sentence_may_have_a_subject_that_was_missed(
    lexicon: Lexicon,
) -> None:
    assert origins("While they looked on, saidon that it is shut.", lexicon) == []

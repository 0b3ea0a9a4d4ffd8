"""What must not be found: nothing that nobody is given as saying becomes a statement."""

import pytest
from tests.extract.said import read

SILENT = {
    "en": [
        "The ferry left at noon according to plan.",
        "She reported for duty at six.",
        "The ministers agreed on a date.",
        "The letter was addressed to the harbour office.",
        "Nobody asked for a second opinion.",
        "The yard has built boats since 1911.",
        "The lighthouse stands on the northern shore, and the road ends there.",
    ],
    "da": [
        "Færgen sejlede efter planen klokken tolv.",
        "Værftet har bygget både siden 1911.",
        "Fyret står på nordkysten, og vejen ender dér.",
        "Hun købte »Slusen« i juni.",
    ],
    "nb": [
        "Ferja gikk etter planen klokken tolv.",
        "Verftet har bygd båter siden 1911.",
        "Fyret står på nordkysten, og veien ender der.",
        "Hun kjøpte «Slusa» i juni.",
    ],
    "sv": [
        "Färjan gick enligt tidtabell klockan tolv.",
        "Varvet har byggt båtar sedan 1911.",
        "Fyren står på norra kusten, och vägen slutar där.",
        "Hon köpte ”Slussen” i juni.",
    ],
    "de": [
        "Die Fähre fuhr nach Plan um zwölf ab.",
        "Die Werft baut seit 1911 Boote.",
        "Der Leuchtturm steht an der Nordküste, und die Straße endet dort.",
        "Sie kaufte „Die Schleuse“ im Juni.",
    ],
}


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in SILENT.items() for text in texts]
)
def test_nothing_is_found(language: str, text: str) -> None:
    assert read(text, language=language) == []


def test_a_language_without_a_pack_is_not_read() -> None:
    assert read("Ida Holk said the weir was shut.", language="tlh") == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", '"', "–"])
def test_next_to_nothing_gives_nothing(text: str) -> None:
    assert read(text) == []

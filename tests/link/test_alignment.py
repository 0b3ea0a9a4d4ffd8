"""Alignment: what is known without asking is what asking finds."""

import pytest
from bench.reports import reports
from tests.link.build import report

from whence.link.documents import alignment
from whence.link.documents.alignment import align, words_met
from whence.link.documents.outline import Outline
from whence.model import Document


def copied(given: Document) -> Document:
    """The same words on another page, in other signs."""
    return report("copy", given.text.replace(". ", "! "), language=given.language or "en")


@pytest.mark.parametrize(
    "text",
    [
        "Snow fell in Lom. 12. Snow fell in Lom. The road to Varde was closed for two days.",
        "1999. 2004.",
        "1999. The mill burned down. The mill burned down.",
    ],
)
def test_the_same_words_are_aligned_as_if_they_were_compared(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [report("own", text), *(one.document for one in reports(seed=5, first=0, count=12))]
    pairs = [(Outline(one), Outline(copied(one))) for one in documents]
    found = [align(*pair) for pair in pairs]
    assert all(a.pairs for a in found[1:])
    monkeypatch.setattr(alignment, "_same_words", lambda mine, theirs: False)
    assert [align(*pair) for pair in pairs] == found


def test_the_words_of_aligned_sentences_that_meet() -> None:
    a, b = (
        Outline(report(name, text))
        for name, text in (
            ("a", "The mayor of Varde counted 412 boats. Rain fell."),
            ("b", "Varde: 412 boats were counted. Rain fell."),
        )
    )
    met = words_met(align(a, b).sure, a, b)
    assert {"Varde", "412"} <= met

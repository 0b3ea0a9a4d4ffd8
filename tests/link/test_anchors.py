"""A stretch of text has the same anchors wherever it stands, and whether or not it was read before."""

import pytest
from bench.reports import reports
from tests.link.build import report

from whence.languages.pack import pack
from whence.languages.segment import segment
from whence.languages.tokens import Tokens
from whence.link.documents import anchors as reading
from whence.link.documents.anchors import LONGEST_SEEN, stretch, stretch_of
from whence.link.documents.outline import Outline


@pytest.fixture(autouse=True)
def nothing_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_seen", {})


def test_a_sentence_is_read_in_its_report_as_by_itself_and_again() -> None:
    for one in reports(seed=5, first=0, count=20):
        text, language = one.document.text, one.document.language
        assert language is not None
        tokens = Tokens(text)
        for first, last, _ in segment(tokens, pack(language).sentences):
            reading._seen.clear()
            alone = stretch(tokens.slice(first, last), language)
            again = stretch(tokens.slice(first, last), language)
            reading._seen.clear()
            assert alone == again == stretch_of(tokens, first, last, language)


def test_a_phrase_ends_with_its_sentence() -> None:
    headline = "Voters see North"
    whole = Outline(report("a", f"{headline}\nKorea fell silent in the match."))
    assert [anchor.exact for anchor in whole.lines[0].anchors] == [
        anchor.exact for anchor in stretch(headline, "en").anchors
    ]


def test_a_word_that_the_report_writes_small_is_no_name_in_it_and_stays_one_elsewhere() -> None:
    sentence = "Pelican waited."
    name = [anchor.kind for anchor in stretch(sentence, "en").anchors]
    assert "n" in name
    told = Outline(report("a", f"{sentence} The pelican slept.")).lines[0]
    assert "n" not in [anchor.kind for anchor in told.anchors]
    assert [anchor.kind for anchor in stretch(sentence, "en").anchors] == name


def test_what_counts_for_finding_a_report_is_all_but_borrowed_words() -> None:
    for one in reports(seed=6, first=0, count=5):
        for line in Outline(one.document).lines:
            assert line.firm == tuple(anchor for anchor in line.anchors if anchor.kind != "w")


def test_few_and_short_stretches_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SEEN_STRETCHES", 3)
    for number in range(10):
        stretch(f"Bridge {number} fell.", "en")
        assert len(reading._seen) <= 3
    reading._seen.clear()
    stretch("fell " * LONGEST_SEEN, "en")
    assert not reading._seen


def test_no_tokens_are_no_anchors() -> None:
    assert stretch("", "en") == stretch(" ", None) == ([], (), "", (), "", frozenset())

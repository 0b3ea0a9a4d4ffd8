"""Quotation marks: paired, nested, unbalanced, over several paragraphs, split by their cue; dashes."""

import pytest
from tests.extract.said import faults, only, read, who, wordings


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        ("en", "“The weir is shut,” said Petra Lundgaard.", "The weir is shut"),
        ("en", '"The weir is shut," said Petra Lundgaard.', "The weir is shut"),
        ("da", "»Slusen er lukket,« sagde Petra Lundgaard.", "Slusen er lukket"),
        ("da", "”Slusen er lukket”, sagde Petra Lundgaard.", "Slusen er lukket"),
        ("nb", "«Slusen er stengt», sa Petra Lundgaard.", "Slusen er stengt"),
        ("sv", "”Slussen är stängd”, sade Petra Lundgaard.", "Slussen är stängd"),
        ("de", "„Die Schleuse ist gesperrt“, sagte Petra Lundgaard.", "Die Schleuse ist gesperrt"),
        ("de", "»Die Schleuse ist gesperrt«, sagte Petra Lundgaard.", "Die Schleuse ist gesperrt"),
    ],
)
def test_each_language_has_its_own_marks(language: str, text: str, content: str) -> None:
    statement = only(text, language=language)
    assert wordings([statement]) == [content]
    assert who(statement) == [("Petra Lundgaard", "origin")]
    assert [one.exact.rstrip(",") for one in statement.quotes] == [content]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "– Slusen er lukket, siger Petra Lundgaard."),
        ("nb", "– Slusa er stengt, sier Petra Lundgaard."),
        ("sv", "– Slussen är stängd, säger Petra Lundgaard."),
        ("en", "– The weir is shut, says Petra Lundgaard."),
    ],
)
def test_a_paragraph_that_opens_with_a_dash_is_speech(language: str, text: str) -> None:
    assert who(only(text, language=language)) == [("Petra Lundgaard", "origin")]


def test_a_quotation_split_by_its_cue_is_one_statement_in_two_pieces() -> None:
    statement = only("“The pump is old,” Petra Lundgaard said, “and nobody has oiled it.”")
    assert len(statement.content) == 2
    assert statement.cue is not None
    first, second = statement.content
    assert first.end <= statement.cue.start
    assert statement.cue.end <= second.start


def test_the_same_speaker_goes_on_after_the_cue_sentence_by_sentence() -> None:
    found = read('"We have two boats," Petra Lundgaard said. "One of them leaks. The other is new."')
    assert wordings(found) == ["We have two boats", "One of them leaks", "The other is new"]
    assert [who(one) for one in found] == [[("Petra Lundgaard", "origin")]] * 3
    assert [one.rule for one in found[1:]] == ["continuation", "continuation"]


def test_a_quotation_inside_a_quotation_stays_inside() -> None:
    statement = only("“The board told us ‘not yet’ in May,” Petra Lundgaard said.")
    assert wordings([statement]) == ["The board told us ‘not yet’ in May"]


def test_words_in_marks_inside_a_clause_are_its_quotes() -> None:
    statement = only("Petra Lundgaard said the board had “no choice” but to shut the weir.")
    assert wordings([statement]) == ["the board had “no choice” but to shut the weir"]
    assert [one.exact for one in statement.quotes] == ["no choice"]


def test_a_mark_without_its_partner_does_not_swallow_the_rest() -> None:
    text = 'The weir is shut. "Nobody told us," said Petra Lundgaard. The "works go on.'
    assert wordings(read(text)) == ["Nobody told us"]
    (problem,) = faults(text)
    assert problem.code == "unbalanced_quotes"
    assert problem.start is not None
    assert text[problem.start] == '"'


def test_marks_do_not_pair_across_paragraphs() -> None:
    text = 'The weir "is shut.\n\nA pump broke.\n\nIt was "old.'
    assert read(text) == []
    assert [one.code for one in faults(text)] == ["unbalanced_quotes"]


@pytest.mark.parametrize("text", ["The “Sea Witch” is in dock.", "She bought “The Lock” in June."])
def test_names_and_titles_in_marks_are_no_speech(text: str) -> None:
    assert read(text) == []


def test_speech_over_two_paragraphs() -> None:
    found = read("“We waited all night.\n\n“Nobody came,” said Petra Lundgaard.")
    assert wordings(found) == ["We waited all night", "Nobody came"]
    assert {one.chain[0].name for one in found} == {"Petra Lundgaard"}


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        ("sv", "Tullen sänks, säger Petra Lundgaard.", "Tullen sänks"),
        ("da", "Tolden sænkes, siger Petra Lundgaard.", "Tolden sænkes"),
    ],
)
def test_a_definite_noun_and_one_unlisted_verb_before_the_cue_are_a_clause(
    language: str, text: str, content: str
) -> None:
    assert wordings([only(text, language=language)]) == [content]

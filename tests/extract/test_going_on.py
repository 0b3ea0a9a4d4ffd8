"""What goes on from before: dashes, subjunctives, second verbs; and what the publisher says in its own voice."""

import pytest
from tests.extract.said import document, only, read, who, wordings

from whence.extract import extract
from whence.model import Document, Mark


@pytest.mark.parametrize(
    ("language", "text", "second"),
    [
        ("nb", "– Brua er gammel, sier Ida Holk. – Men den holder.", "Men den holder"),
        ("sv", "– Det är för tidigt, säger talesmannen Mats Ek. Vi väntar på svar.", "Vi väntar på svar"),
        (
            "de",
            "Brehmer sagte, die Brücke sei gesperrt. Sie werde erst im Mai geöffnet.",
            "Sie werde erst im Mai geöffnet",
        ),
    ],
)
def test_the_speaker_goes_on(language: str, text: str, second: str) -> None:
    before, after = read(text, language=language)
    assert wordings([after]) == [second]
    assert who(after) == who(before)


def test_a_second_verb_keeps_its_subject() -> None:
    text = "Ida Holk siger, at broen er lukket, og tilføjer, at den åbner i maj."
    found = read(text, language="da")
    assert [who(one) for one in found] == [[("Ida Holk", "origin")]] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Die Fähre fällt aus, wie das Amt am Montag mitteilte.",
        "Wie das Amt mitteilte, fällt die Fähre aus.",
    ],
)
def test_an_as_clause_attributes_the_main_clause(text: str) -> None:
    statement = only(text, language="de")
    assert statement.rule == "as_clause"
    assert statement.chain[0].exact == "das Amt"


def test_rumours_have_no_source() -> None:
    statement = only("Der er rygter om, at generalen er blevet fyret.", language="da")
    assert who(statement) == [("unnamed: unstated", "origin")]


def marked(text: str, words: str) -> Document:
    """A document in which these words are boilerplate."""
    whole = document(text)
    start = text.index(words)
    mark = Mark(kind="see_also", start=start, end=start + len(words))
    return Document(
        **{name: getattr(whole, name) for name in whole.__struct_fields__ if name != "marks"}, marks=(mark,)
    )


def test_boilerplate_is_not_searched_and_shifts_nothing() -> None:
    pointer = "See also: The weir is doomed, says Karl Ottesen."
    text = f"Ida Holk said the weir was shut.\n{pointer}\nThe board denied that it was old."
    statements, _ = extract(marked(text, pointer))
    found = [one for one in statements if one.attributed]
    assert wordings(found) == ["the weir was shut", "that it was old"]
    for one in found:
        assert text[one.content[0].start : one.content[0].end] == one.content[0].exact


def test_the_publishers_own_sentences_are_kept_apart() -> None:
    text = "Velmark calls up 1,200 soldiers. Ida Holk said the weir was shut."
    statements, _ = extract(document(text, outlet="Lock Gazette"))
    own = [one for one in statements if not one.attributed]
    assert wordings(own) == ["Velmark calls up 1,200 soldiers"]
    assert own[0].chain[0].name == "Lock Gazette"
    assert own[0].cue is None


def test_what_a_paper_says_impersonally() -> None:
    statement = only("In der Mitteilung heißt es, der Preis steige.", language="de")
    assert wordings([statement]) == ["der Preis steige"]


def test_a_participle_behind_an_inquit_keeps_its_subject() -> None:
    found = read("The weir held, Ida Holk said, adding that it was old.")
    assert [one.chain[0].name for one in found] == ["Ida Holk", "Ida Holk"]

"""The subjunctive of reported speech: who goes on speaking, and when nobody does."""

import pytest
from tests.extract.said import read, who, wordings

from whence.extract.moods import subjunctives
from whence.languages.pack import pack

SAID = "Hafenmeister Brehmer sagte, die Brücke sei gesperrt."


@pytest.mark.parametrize(
    "sentence",
    [
        "Sie werde im Mai geöffnet.",
        "Die Pfeiler hätten Risse.",
        "Nachdem der Sturm abgeflaut ist, werde neu geprüft.",
        "Die Lotsen, die seit Wochen warten, bekämen ihr Geld.",
    ],
)
def test_it_goes_on_from_the_sentence_before(sentence: str) -> None:
    found = read(f"{SAID} {sentence}", language="de")
    assert wordings(found)[1:] == [sentence[:-1]]
    assert who(found[1]) == who(found[0])


def test_it_goes_on_over_a_sentence_between_and_a_new_paragraph() -> None:
    between = read(f"{SAID} Der Wind weht. Man suche weiter.", language="de")
    assert [who(one)[0] for one in between] == [who(between[0])[0]] * 2
    after = read(f"{SAID}\n\nMan suche weiter.", language="de")
    assert who(after[1]) == who(after[0])


def test_what_may_be_merely_imagined_does_not_go_on_over_a_gap() -> None:
    assert len(read(f"{SAID} Der Wind weht. Die Pfeiler könnten brechen.", language="de")) == 1
    assert len(read(f"{SAID}\n\nDie Pfeiler könnten brechen.", language="de")) == 1


def test_the_subject_of_the_sentence_before_speaks_where_no_statement_stands_there() -> None:
    found = read("Die Polizei sucht seit Montag. Zwei Boote seien leer gewesen.", language="de")
    assert [one.chain[0].exact for one in found] == ["Die Polizei"]


def test_where_nobody_spoke_it_has_no_source() -> None:
    found = read("Am Kai lagen zwei Boote. Es sei niemand mehr gesucht worden.", language="de")
    assert [one.chain[0].exact for one in found] == [""]
    assert found[0].stance.reporter_hedge


def test_an_indicative_main_clause_is_the_publishers_own() -> None:
    assert len(read(f"{SAID} Der Wind, der stark sei, weht weiter.", language="de")) == 1


def test_forms_are_made_of_plurals_and_none_that_a_list_has() -> None:
    forms = subjunctives(pack("de"))
    assert forms["melde"] == "melden"
    assert forms["versichere"] == "versichern"
    assert "sagte" not in forms
    assert subjunctives(pack("en")) == {}

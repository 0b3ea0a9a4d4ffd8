"""A verb beside a quotation has a speaker, even where he does not stand beside it."""

import pytest
from tests.extract.said import read


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“My cousin was hurt,” the cousin, referred to by his surname Brill, said.", "the cousin"),
        ("Ida Holk, of the analysts Brill said: “The trend goes on.”", "Ida Holk"),
        ("Another commented: “It is a good bridge.”", "Another"),
        ("“My cousin was hurt,” the cousin, who lives in Varde, said on Monday.", "the cousin"),
        ("Well, if I was concerned about it I would leave Varde,” Ida Holk said.", "Ida Holk"),
    ],
)
def test_the_speaker_stands_far_from_the_verb(text: str, speaker: str) -> None:
    (statement,) = read(text)
    assert statement.chain[0].exact.startswith(speaker)
    assert statement.rule == "direct_speech"


def test_a_person_set_apart_by_commas_speaks() -> None:
    (statement,) = read(
        "Ida Holk, 68, an electrician attending the fair with her son said she was no longer hopeful."
    )
    assert statement.chain[0].exact == "Ida Holk"
    assert statement.wording == "she was no longer hopeful"


def test_what_was_told_stands_behind_a_colon() -> None:
    (statement,) = read("The mayor told the Harbour Post: the bridge is closed.")
    assert statement.wording == "the bridge is closed"


def test_the_subject_of_another_clause_is_no_speaker() -> None:
    assert read("In the hall that Ida Holk opened a voice we knew said “nothing”.") == []


@pytest.mark.parametrize(
    ("text", "origin", "content"),
    [
        ("The firm cut 300 jobs, adding that more would follow.", "The firm", "more would follow"),
        ("Ida Holk sent a letter to the board saying he would leave.", "Ida Holk", "he would leave"),
        ("The men who saw the ship said it had no lights.", "The men who saw the ship", "it had no lights"),
        ("People who saw the ship said it had no lights.", "People who saw the ship", "it had no lights"),
        ("All she would say was that the yard was safe.", "she", "the yard was safe"),
        (
            "As Ida Holk told me later, nobody had checked the boat.",
            "Ida Holk",
            "nobody had checked the boat",
        ),
        ("Ida Holk said prices bother the fishermen.", "Ida Holk", "prices bother the fishermen"),
        ("Critics argue the bridge costs too much.", "Critics", "the bridge costs too much"),
        ("Ida Holk plans to leave, according to the report.", "the report", "Ida Holk plans to leave"),
        (
            "Police think the fire was set, according to the report.",
            "the report",
            "Police think the fire was set",
        ),
    ],
)
def test_who_says_what_in_one_sentence(text: str, origin: str, content: str) -> None:
    (statement,) = read(text)
    assert (statement.chain[0].exact, statement.proposition) == (origin, content)


def test_both_halves_stand_around_a_long_reporting_clause() -> None:
    (split,) = read("“The yard,” Ida Holk said in an interview from Varde on Tuesday night, “is safe.”")
    assert len(split.content) == 2
    (mid,) = read("The sale, the company said in a filing with the court, will close in May.")
    assert mid.proposition == "The sale … will close in May"


def test_an_object_is_nobody_who_speaks() -> None:
    assert read("Neither Holk nor Brill, who was also there, said a word.") == []

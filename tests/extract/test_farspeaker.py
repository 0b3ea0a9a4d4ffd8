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

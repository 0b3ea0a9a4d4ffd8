"""Negation written onto the verb: listed forms, reporting verbs, and verbs that no list knows."""

import pytest
from tests.extract.said import only

CASES = [
    ("Starosta řekl, že most je bezpečný.", "affirmed"),
    ("Starosta řekl, že most není bezpečný.", "negated"),
    ("Starosta řekl, že správa most nezbourala.", "negated"),
    ("Starosta řekl, že nemocnice je otevřená.", "affirmed"),
]


@pytest.mark.parametrize(("text", "polarity"), CASES)
def test_a_prefix_negates_the_verb_it_stands_on(text: str, polarity: str) -> None:
    assert only(text, language="cs").stance.polarity == polarity


def test_a_reporting_verb_that_is_negated_denies_nothing() -> None:
    statement = only("Ministr nevyloučil, že most bude zbourán.", language="cs")
    assert (statement.stance.denial, statement.stance.commitment) == (False, "hedged")

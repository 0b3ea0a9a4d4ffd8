"""Laws that hold for every case: what order and echoes may never do."""

import random
from datetime import date

import pytest
from tests.link.build import report, say, when
from tests.link.linking import link

from whence.assess import assess
from whence.model import Document, Statement

AS_OF = date(2031, 12, 1)
TEXT = (
    "The Staff of Norland said that 50,000 draft cards will be sent out by 31 December.\n\n"
    "Ada Brem doubts that the post office in Varde can carry so much paper.\n\n"
    "The last call-up in Norland was in 1994, after the war on the river Lom."
)
DANISH = (
    "Norlands stab sagde, at 50.000 indkaldelseskort sendes ud inden 31. december.\n\n"
    "Ada Brem tvivler på, at posthuset i Varde kan bære så meget papir.\n\n"
    "Den sidste indkaldelse i Norland var i 1994, efter krigen ved floden Lom."
)
CARDS = [(50_000, 50_000, "summons")]


def _bulletin(name: str, *, outlet: str, day: str) -> tuple[Document, list[Statement]]:
    document = report(name, TEXT, outlet=outlet, published=day)
    deadline = [when("2031-12-31", role="deadline")]
    claim = say(
        document,
        "50,000 draft cards will be sent out by 31 December",
        "org:general_staff:NO",
        figures=CARDS,
        times=deadline,
        horizon="future",
    )
    doubt = say(document, "the post office in Varde can carry so much paper", "Ada Brem", polarity="negated")
    return document, [claim, doubt]


def _echo(name: str, *, voices: tuple[str, ...], outlet: str, day: str) -> tuple[Document, list[Statement]]:
    document = report(name, DANISH, language="da", outlet=outlet, published=day)
    claim = say(
        document,
        "50.000 indkaldelseskort sendes ud inden 31. december",
        *voices,
        figures=CARDS,
        times=[when("2031-12-31", role="deadline")],
        horizon="future",
    )
    return document, [claim]


def _case() -> tuple[list[Document], list[Statement]]:
    parts = [
        _bulletin("a", outlet="Varde Post", day="2031-11-02"),
        _echo("b", voices=("unnamed:unstated",), outlet="Sund Avis", day="2031-11-03"),
        _echo("c", voices=("outlet:Varde Post",), outlet="Lom Tidende", day="2031-11-04"),
    ]
    return [d for d, _ in parts], [s for _, found in parts for s in found]


def _origins(documents: list[Document], statements: list[Statement]) -> list[tuple[str, ...]]:
    graph, _ = link(documents, statements)
    assessment, _ = assess(graph, documents, statements, as_of=AS_OF)
    wanted = {s.id for s in statements if s.figures}
    return sorted(c.origins for c in assessment.claims if wanted & {m.id for m in c.statements})


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_input_changes_nothing(seed: int) -> None:
    documents, statements = _case()
    expected = link(documents, statements)
    assessed = assess(expected[0], documents, statements, as_of=AS_OF)
    shuffled = random.Random(seed)
    shuffled.shuffle(documents)
    shuffled.shuffle(statements)
    assert link(documents, statements) == expected
    assert assess(expected[0], documents, statements, as_of=AS_OF) == assessed


def test_echoes_add_no_origin() -> None:
    document, statements = _bulletin("a", outlet="Varde Post", day="2031-11-02")
    assert _origins([document], statements) == [("general_staff:NO",)]
    assert _origins(*_case()) == [("general_staff:NO",)]


@pytest.mark.parametrize(
    "voices", [("unnamed:unstated",), (), ("outlet:Varde Post",), ("org:general_staff:NO",)]
)
def test_adding_a_copy_never_raises_a_count_and_removing_it_restores_everything(
    voices: tuple[str, ...],
) -> None:
    documents, statements = _case()
    before = _origins(documents, statements)
    graph = link(documents, statements)
    copy, found = _echo("copy", voices=voices, outlet="Kysten", day="2031-11-09")
    more = _origins([*documents, copy], [*statements, *found])
    assert len(more) == len(before)
    assert sum(map(len, more)) <= sum(map(len, before))
    assert link(documents, statements) == graph


def test_a_publishers_own_sentence_never_adds_an_origin() -> None:
    documents, statements = _case()
    before = _origins(documents, statements)
    page = report("own", "50,000 draft cards sent out by 31 December in Norland.\n\nThe weather was mild.")
    own = say(page, "50,000 draft cards sent out by 31 December in Norland", figures=CARDS, attributed=False)
    assert _origins([*documents, page], [*statements, own]) == before


def test_a_second_voice_that_knows_nothing_of_the_first_is_a_second_origin() -> None:
    documents, statements = _case()
    page = report(
        "second", "Otto Quill counted: 50,000 draft cards will be sent out by 31 December in Norland."
    )
    claim = say(
        page,
        "50,000 draft cards will be sent out by 31 December in Norland",
        "Otto Quill",
        figures=CARDS,
        times=[when("2031-12-31", role="deadline")],
        horizon="future",
    )
    assert _origins([*documents, page], [*statements, claim]) == [("Otto Quill", "general_staff:NO")]

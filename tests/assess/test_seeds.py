"""The five real reports, from text to answers: what the main job promises of them."""

from datetime import date
from pathlib import Path

import pytest
from tests.link.linking import link

from whence.assess import assess
from whence.extract import extract
from whence.model import Assessment, Document, Graph, Statement
from whence.read import read

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
STRONG = ("copy", "translation", "excerpt", "rewrite", "revision")

Found = tuple[Graph, Assessment, dict[str, Statement]]


@pytest.fixture(scope="module")
def found() -> Found:
    if not SEEDS.exists():
        pytest.skip("../shared/seeds is absent: the real reports cannot be read here")
    documents = [d for d in read([str(SEEDS)]) if isinstance(d, Document)]
    statements = [statement for document in documents for statement in extract(document)[0]]
    graph, _ = link(documents, statements)
    made, _ = assess(graph, documents, statements, as_of=date(2023, 2, 1))
    return graph, made, {statement.id: statement for statement in statements}


def test_one_report_is_a_translation_of_another_and_the_rest_stand_alone(found: Found) -> None:
    strong = [edge for edge in found[0].lineage if edge.kind in STRONG]
    assert [(Path(e.source).name[:3], Path(e.target).name[:3], e.kind) for e in strong] == [
        ("000", "001", "translation")
    ]
    assert strong[0].direction_known
    assert {proof.kind for proof in strong[0].evidence} >= {"alignment", "boilerplate", "garbled", "lost"}


def test_the_number_is_one_claim_of_one_origin_and_its_ladder_names_the_change(found: Found) -> None:
    _, made, by_id = found
    holders = [
        claim
        for claim in made.claims
        if any(
            figure.low == figure.high == 50_000 for m in claim.statements for figure in by_id[m.id].figures
        )
    ]
    (claim,) = holders
    assert len(claim.origins) == 1
    assert len(claim.outlets) == 2
    changes = {(c.kind, c.before, c.after) for step in claim.ladder for c in step.changes}
    assert ("unit", "summons", "soldier") in changes
    assert ("stage", "sent", "called_up") in changes


@pytest.mark.parametrize(
    "spellings",
    [("Aleksandr Lukasjenko", "Alexander Lukashenko"), ("Ilmari Käihkö", "Ilmarie Kehko")],
)
def test_spellings_are_one_source(found: Found, spellings: tuple[str, str]) -> None:
    assert any(set(spellings) <= set(source.variants) for source in found[0].sources)


@pytest.mark.parametrize(
    ("deadline", "state"), [("2022-12-31", "past"), ("2023-01", "past"), ("2023-21", "open")]
)
def test_deadlines_are_in_the_ledger(found: Found, deadline: str, state: str) -> None:
    states = {f.deadline.edtf: f.state for f in found[1].forecasts if f.deadline is not None}
    assert states.get(deadline) == state


def test_two_sizes_of_one_army_stand_side_by_side(found: Found) -> None:
    _, made, by_id = found
    pairs = {
        frozenset(f.high or f.low for key in (rival.statement, rival.other) for f in by_id[key].figures)
        for claim in made.claims
        for rival in claim.rivals
    }
    assert any({40_000, 65_000, 100_000} <= pair for pair in pairs)

"""Laws of linking on made-up collections: what order, echoes and removals may never do.

Reports come from `bench.reports`, whose truth is known; each collection holds stories with copies, excerpts,
translations and independent reports of one event.
"""

import random
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import msgspec
import pytest
from bench.reports import Report, record, reports, statements
from tests.link.linking import link

from whence import Case, open_case
from whence.assess import assess
from whence.model import Document, Graph, Lineage, Statement

AS_OF = date(2032, 1, 1)
SEEDS = (1, 2)
SIZE = 24
CASE_SIZE = 12
ECHOES = ("copy", "edited_copy", "excerpt", "translation", "rewrite", "revision", "cites")


def _inputs(given: Iterable[Report]) -> tuple[list[Document], list[Statement]]:
    documents: list[Document] = []
    said: list[Statement] = []
    for one in given:
        documents.append(one.document)
        said += statements(one)
    return documents, said


def _origins(given: Sequence[Report]) -> dict[str, int]:
    """For each attributed statement the origin count of its claim."""
    documents, said = _inputs(given)
    graph, _ = link(documents, said)
    assessment, _ = assess(graph, documents, said, as_of=AS_OF)
    return {
        member.id: len(claim.origins)
        for claim in assessment.claims
        for member in claim.statements
        if member.attributed
    }


# --- in memory --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_any_order_gives_the_same_graph(seed: int) -> None:
    documents, said = _inputs(reports(seed, 0, SIZE))
    expected = link(documents, said)
    shuffled = random.Random(seed)
    shuffled.shuffle(documents)
    shuffled.shuffle(said)
    assert link(documents, said) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_not_there_leaves_no_trace(seed: int) -> None:
    """Every id in a graph is of a document or a statement that was given."""
    documents, said = _inputs(list(reports(seed, 0, SIZE))[::2])
    graph, _ = link(documents, said)
    known, told = {one.id for one in documents}, {one.id for one in said}
    assert {edge.source_document for edge in graph.lineage} <= known
    assert {edge.target_document for edge in graph.lineage} <= known
    assert {key for family in graph.families for key in family.statements} <= told
    attributed = [one.id for one in said if one.attributed and one.within is None]
    held = [key for family in graph.families for key in family.statements]
    assert len(held) == len(set(held))
    assert set(attributed) <= set(held)


@pytest.mark.parametrize("kind", ECHOES)
def test_adding_what_was_made_from_a_report_never_raises_an_origin_count(kind: str) -> None:
    """Of the claims of the report it was made from, in its presence and without it."""
    raised: list[str] = []
    for seed in SEEDS:
        whole = list(reports(seed, 0, 100))
        added = [one for one in whole if one.truth.kind == kind][:1]
        for echo in added:
            rest = [one for one in whole if one.truth.story == echo.truth.story and one.number < echo.number]
            others = [one for one in whole[:6] if one.truth.story != echo.truth.story]
            before, after = _origins([*rest, *others]), _origins([*rest, *others, echo])
            raised += [
                f"seed {seed} report {echo.number}: {key}" for key in before if after[key] > before[key]
            ]
    assert not raised


# --- through a case -----------------------------------------------------------------------------------------------


def _files(folder: Path, given: Iterable[Report]) -> list[str]:
    """One JSONL file a report, so that a report is called the same however it is added."""
    folder.mkdir()
    made = []
    for one in given:
        path = folder / f"{one.number:04}.jsonl"
        path.write_bytes(msgspec.json.encode(record(one)) + b"\n")
        made.append(str(path))
    return made


def _story_slice(seed: int) -> list[Report]:
    """A dozen reports among which are reports made from others."""
    given = list(reports(seed, 0, 200))
    spread = next(one.truth.story for one in given if one.truth.made_from is not None)
    at = next(k for k, one in enumerate(given) if one.truth.story == spread)
    return given[max(0, at - 4) : max(0, at - 4) + CASE_SIZE]


def _graph(case: Case) -> tuple[tuple[Lineage, ...], object]:
    held = case.holdings(as_of=AS_OF.isoformat())
    graph: Graph = held.graph
    claims = sorted(
        (claim.id, claim.origins, tuple(m.id for m in claim.statements)) for claim in held.assessment.claims
    )
    return graph.lineage, (graph.families, graph.ties, claims)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_by_one_equals_all_at_once_in_any_order(tmp_path: Path, seed: int) -> None:
    paths = _files(tmp_path / "reports", _story_slice(seed))
    with open_case(tmp_path / "whole") as whole:
        whole.add(paths)
        expected = _graph(whole)
    shuffled = list(paths)
    random.Random(seed).shuffle(shuffled)
    with open_case(tmp_path / "single") as single:
        for path in shuffled:
            single.add([path])
        assert _graph(single) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_removing_equals_never_having_added(tmp_path: Path, seed: int) -> None:
    given = _story_slice(seed)
    paths = _files(tmp_path / "reports", given)
    child = next(k for k, one in enumerate(given) if one.truth.made_from is not None)
    parent = next(k for k, one in enumerate(given) if one.number == given[child].truth.made_from)
    for gone in (child, parent):
        with open_case(tmp_path / f"without-{gone}") as without:
            without.add([path for k, path in enumerate(paths) if k != gone])
            expected = _graph(without)
        with open_case(tmp_path / f"removed-{gone}") as removed:
            removed.add(paths)
            removed.remove(f"{paths[gone]}#1")
            assert _graph(removed) == expected

"""A part of a case, read by key, answers as the whole case does."""

import random
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest
from bench.reports import reports, statements

from whence.link.explain.pairs import explain
from whence.link.references import Reference, References
from whence.pipeline import Case
from whence.problems import Problem, RunAborted
from whence.store import Store

T = TypeVar("T")
COUNT = 80


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder = tmp_path_factory.mktemp("parts") / "case"
    with Case(Store.open(folder, create=True)) as made:
        for report in reports(2, 0, COUNT):
            made._store.add_document(report.document)
            made._store.put_statements(report.document.id, "k", statements(report))
        graph = made._graph()
        draw = random.Random(2)
        many = [family for family in graph.families if len(family.statements) > 1]
        made.judge("different", draw.choice(many).statements[:2], by="Ida Holk")
        made.judge("same", [one.id for one in draw.sample(made.documents(), 2)], by="Ida Holk")
        made.judge("same", [one.id for one in draw.sample(graph.sources, 2)], by="Ida Holk")
        made.judge("reject", [draw.choice(made.statements()).id], by="Ida Holk")
        yield made


def whole(case: Case) -> References:
    store = case._store
    return References(tuple(store.documents()), tuple(store.statements()), case._graph())


def answer(ask: Callable[..., T], *given: Any) -> T | Problem:
    try:
        return ask(*given)
    except RunAborted as refused:
        return refused.problem


def found_in_part(case: Case, words: str) -> Reference:
    return case._references(words).find(words)


def words_of(case: Case, draw: random.Random) -> list[str]:
    """Ids, their beginnings, reports, ends of paths and names, some of which name several things or nothing."""
    graph = case._graph()
    documents, said = case.documents(), tuple(case._store.statements())
    found = ["nobody at all", "", "./", "abcd", "/"]
    for one in draw.sample(documents, 12):
        found += [one.id, one.id[:5], one.report, one.report.rpartition("/")[2], one.outlet or ""]
    for statement in draw.sample(said, 12):
        found += [statement.id, statement.id[:5], statement.id[:4], statement.chain[0].name.upper()]
    for source in draw.sample(graph.sources, 12):
        found += [source.id, source.name, source.id[:6], *source.variants[:3]]
    for family in draw.sample(graph.families, 12):
        found += [family.id, family.id[:4]]
    return found


def test_words_name_the_same_things(case: Case) -> None:
    everything = whole(case)
    for words in words_of(case, random.Random(1)):
        assert answer(found_in_part, case, words) == answer(everything.find, words), words


def test_explanations_are_the_same(case: Case) -> None:
    draw = random.Random(3)
    everything, decisions = whole(case), case._decisions()
    graph = case._graph()
    pairs = [(edge.source_document, edge.target_document) for edge in draw.sample(graph.lineage, 6)]
    pairs += [(tie.a, tie.b) for tie in draw.sample(graph.ties, 12)]
    words = [one for one in words_of(case, draw) if len(one) > 3]
    pairs += [(draw.choice(words), draw.choice(words)) for _ in range(40)]
    pairs += [(a.id, b.id) for a, b in (draw.sample(graph.families, 2) for _ in range(6))]
    pairs += [(a.id, b.id) for a, b in (draw.sample(graph.sources, 2) for _ in range(6))]
    for a, b in pairs:
        assert answer(case.why, a, b) == answer(explain, (a, b), everything, decisions), (a, b)


def test_one_claim_is_assessed_as_among_all(case: Case) -> None:
    everything = case.holdings(as_of="2031-01-01")
    claims = sorted(everything.assessment.claims, key=lambda one: (-len(one.statements), one.id))
    for claim in claims[:40]:
        part = case.holdings_of(claim.id, as_of="2031-01-01")
        assert claim in part.assessment.claims
        mine, theirs = (
            [one for one in held.assessment.forecasts if one.claim == claim.id] for held in (part, everything)
        )
        assert mine == theirs
        assert len(part.documents) < len(everything.documents)


def test_the_edges_of_one_report_are_its_edges_among_all(case: Case) -> None:
    edges = case.lineage()
    for document in case.documents():
        ends = [one for one in edges if document.id in (one.source_document, one.target_document)]
        assert list(case.lineage(document.id)) == ends

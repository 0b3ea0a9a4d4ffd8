"""Who credits whom, and which reports tell of one event independently; claims of very many reports stay bounded."""

from collections.abc import Sequence

from tests.link.build import person, report, say

from whence.link.documents.credits import Island, cites, credit, same_event
from whence.model import Document, Family, Statement
from whence.settings import settings

MOST = settings().lineage.same_event_cap_documents


def _case(outlets: int, others: int) -> tuple[list[Document], list[Statement]]:
    """Reports of one agency, and reports of others that credit it."""
    documents, statements = [], []
    for number in range(outlets):
        one = report(
            f"a{number}", f"Snow fell on day {number}.", outlet="Norwood Wire", published="2031-04-02"
        )
        documents.append(one)
        statements.append(say(one, "Snow fell", "Ada Brem"))
    for number in range(others):
        one = report(
            f"b{number}",
            f"Snow fell, {number} times, said Norwood Wire.",
            outlet="Varde Post",
            published="2031-04-03",
        )
        documents.append(one)
        statements.append(say(one, "Snow fell", "outlet:Norwood Wire"))
    return documents, statements


def _island(documents: Sequence[Document], statements: Sequence[Statement]) -> Island:
    return Island({d.id: d for d in documents}, {s.id: s for s in statements}, {})


def test_a_report_credits_what_the_named_outlet_published_before_it() -> None:
    documents, statements = _case(2, 1)
    late = report("late", "Snow fell at last.", outlet="Norwood Wire", published="2031-05-01")
    first, _, target = documents
    said = [one for one in statements if one.document == target.id]
    proof = credit(first, target, said, {})
    assert proof is not None
    assert proof.exact == "Norwood Wire"
    assert credit(target, first, statements[:1], {}) is None
    assert credit(late, target, said, {}) is None


def test_a_credit_is_an_edge_where_the_claim_is_shared() -> None:
    documents, statements = _case(1, 1)
    island = _island(documents, statements)
    family = Family(id="f", statements=tuple(sorted(island.statements)))
    (edge,) = cites(island, [family], [])
    assert (edge.source, edge.target, edge.kind) == ("a0", "b0", "cites")
    assert cites(island, [], []) == []


def test_of_an_agencys_many_reports_the_latest_are_credited() -> None:
    most = settings().lineage.credited_cap_documents
    island = _island(*_case(most + 5, 1))
    family = Family(id="f", statements=tuple(sorted(island.statements)))
    assert len(cites(island, [family], [])) == most


def test_many_independent_reports_of_one_claim_are_bounded() -> None:
    documents, statements = [], []
    for number in range(MOST + 5):
        name = f"{['Ada', 'Erik', 'Jonas', 'Olga'][number % 4]} Brem{'abcdefghijklmnop'[number // 4]}"
        one = report(f"r{number}", f"Snow fell, said {name}.")
        documents.append(one)
        statements.append(say(one, "Snow fell", name))
    island = _island(documents, statements)
    family = Family(id="f", statements=tuple(sorted(island.statements)))
    assert len(same_event(island, [family], [])) == MOST * (MOST - 1) // 2 + 5 * MOST


def test_two_reports_with_one_origin_are_not_independent() -> None:
    documents, statements = [], []
    for number in range(2):
        one = report(f"r{number}", f"Snow fell, said Ada Brem {number}.")
        documents.append(one)
        statements.append(say(one, "Snow fell", "Ada Brem"))
    island = _island(documents, statements)
    family = Family(id="f", statements=tuple(sorted(island.statements)))
    assert same_event(island, [family], []) == []
    alias = {person("Ada Brem").source_id: "name:ada brem"}
    assert same_event(island._replace(source_of=alias), [family], []) == []

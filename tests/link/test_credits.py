"""Credits are looked up, never listed; claims of very many reports stay bounded, and that is said."""

from tests.link.build import person, report, say

from whence.link.credits import cites, credited, same_event
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


def test_a_report_credits_what_the_named_outlet_published_before_it() -> None:
    documents, statements = _case(2, 1)
    late = report("late", "Snow fell at last.", outlet="Norwood Wire", published="2031-05-01")
    credit = credited([*documents, late], statements)
    first, second, target = (document.id for document in documents)
    assert (first, target) in credit
    assert (second, target) in credit
    assert (target, first) not in credit
    assert (late.id, target) not in credit
    proof = credit.why(first, target)
    assert proof is not None
    assert proof.exact == "Norwood Wire"


def test_a_credit_is_an_edge_where_the_claim_is_shared() -> None:
    documents, statements = _case(1, 1)
    credit = credited(documents, statements)
    by_id, said = {d.id: d for d in documents}, {s.id: s for s in statements}
    family = Family(id="f", statements=tuple(sorted(said)))
    (edge,) = cites(by_id, said, [family], credit=credit, edges=[])
    assert (edge.source, edge.target, edge.kind) == ("a0", "b0", "cites")
    assert cites(by_id, said, [], credit=credit, edges=[]) == []


def test_many_independent_reports_of_one_claim_are_bounded_and_said() -> None:
    documents, statements = [], []
    for number in range(MOST + 5):
        name = f"{['Ada', 'Erik', 'Jonas', 'Olga'][number % 4]} Brem{'abcdefghijklmnop'[number // 4]}"
        one = report(f"r{number}", f"Snow fell, said {name}.")
        documents.append(one)
        statements.append(say(one, "Snow fell", name))
    by_id, said = {d.id: d for d in documents}, {s.id: s for s in statements}
    family = Family(id="f", statements=tuple(sorted(said)))
    edges, problems = same_event(by_id, said, [family], edges=[], source_of={})
    assert len(edges) == MOST * (MOST - 1) // 2
    assert [problem.code for problem in problems] == ["capped"]


def test_two_reports_with_one_origin_are_not_independent() -> None:
    documents, statements = [], []
    for number in range(2):
        one = report(f"r{number}", f"Snow fell, said Ada Brem {number}.")
        documents.append(one)
        statements.append(say(one, "Snow fell", "Ada Brem"))
    by_id, said = {d.id: d for d in documents}, {s.id: s for s in statements}
    family = Family(id="f", statements=tuple(sorted(said)))
    assert same_event(by_id, said, [family], edges=[], source_of={}) == ([], [])
    alias = {person("Ada Brem").source_id: "name:ada brem"}
    assert same_event(by_id, said, [family], edges=[], source_of=alias) == ([], [])

"""Who credits whom, and which reports tell of one event independently; claims of very many reports stay bounded."""

from collections.abc import Sequence

import msgspec
from tests.link.build import person, report, say

from whence.link.documents.credits import credit, credits
from whence.link.documents.events import Voices, candidates, independent, voices
from whence.link.documents.kin import cites
from whence.link.report import Report
from whence.link.settling.told import Said, Told, merged_said, merged_told, said, told
from whence.model import Document, Lineage, Statement
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


def _told(documents: Sequence[Document], statements: Sequence[Statement]) -> tuple[list[Told], list[Said]]:
    reports = [Report(d, [s for s in statements if s.document == d.id]) for d in documents]
    return [told(one) for one in reports], [each for one in reports for each in said(one)]


def _cites(given: Sequence[Told]) -> list[Lineage]:
    held = {one.id: one for one in given}
    return cites(held, [], credits("c", given, "Snow fell"))


def _pairs(given: Sequence[Told], statements: Sequence[Said]) -> set[tuple[str, str]]:
    return set(candidates(given, {one.id: one.id for one in given}, voices(statements)))


def test_a_report_credits_what_the_named_outlet_published_before_it() -> None:
    documents, statements = _case(2, 1)
    documents.append(report("late", "Snow fell at last.", outlet="Norwood Wire", published="2031-05-01"))
    (first, _, target, late), _ = _told(documents, statements)
    proof = credit(first, target)
    assert proof is not None
    assert proof.exact == "Norwood Wire"
    assert credit(target, first) is None
    assert credit(late, target) is None


def test_a_credit_is_an_edge_where_the_claim_is_shared() -> None:
    given, _ = _told(*_case(1, 1))
    (edge,) = _cites(given)
    assert (edge.source, edge.target, edge.kind) == ("a0", "b0", "cites")
    assert cites({one.id: one for one in given}, [], []) == []


def test_a_credit_is_no_edge_where_a_longer_way_leads_there() -> None:
    given, _ = _told(*_case(1, 2))
    first, middle, last = (one.id for one in given)
    found = list(credits("c", given, "Snow fell"))
    (one,) = [one for one in found if one.target == middle]
    way = [*found, msgspec.structs.replace(one, source=middle, target=last)]
    made = cites({one.id: one for one in given}, [], way)
    assert {(one.source_document, one.target_document) for one in made} == {(first, middle), (middle, last)}


def test_of_an_agencys_many_reports_the_latest_are_credited() -> None:
    most = settings().lineage.credited_cap_documents
    given, _ = _told(*_case(most + 5, 1))
    assert len(_cites(given)) == most


def test_many_independent_reports_of_one_claim_are_bounded() -> None:
    documents, statements = [], []
    for number in range(MOST + 5):
        name = f"{['Ada', 'Erik', 'Jonas', 'Olga'][number % 4]} Brem{'abcdefghijklmnop'[number // 4]}"
        one = report(f"r{number}", f"Snow fell, said {name}.")
        documents.append(one)
        statements.append(say(one, "Snow fell", name))
    assert len(_pairs(*_told(documents, statements))) == MOST * (MOST - 1) // 2 + 5 * MOST


def test_two_reports_with_one_origin_are_not_independent() -> None:
    documents, statements = [], []
    for number in range(2):
        name = ["Ada Brem", "Ada Brehm"][number]
        one = report(f"r{number}", f"Snow fell, said {name} {number}.")
        documents.append(one)
        statements.append(say(one, "Snow fell", name))
    given, found = _told(documents, statements)
    assert len(_pairs(given, found)) == 1
    alias = {person("Ada Brehm").source_id: person("Ada Brem").source_id}
    assert _pairs(given, [merged_said(one, alias) for one in found]) == set()


def test_a_merged_outlet_is_credited() -> None:
    given, _ = _told(*_case(1, 1))
    assert given[0].publisher is not None
    alias = {given[0].publisher: "outlet:norwood"}
    assert credit(merged_told(given[0], alias), given[1]) is None
    assert credit(*(merged_told(one, alias) for one in given)) is not None


def test_reports_that_have_a_claim_the_same_way_are_not_independent() -> None:
    brem, quill = Voices(("name:ada brem",), ()), Voices(("name:otto quill",), ())
    assert independent(brem, quill)
    assert not independent(brem, brem)
    told = Voices(("unnamed:a:officials",), ("outlet:post",))
    heard = Voices(("unnamed:b:sources",), ("outlet:post",))
    assert not independent(told, heard)
    assert independent(told, Voices(("unnamed:c:rescuers",), ("outlet:kurier",)))
    assert independent(Voices(brem.origins, ("outlet:post",)), Voices(quill.origins, ("outlet:post",)))
    assert not independent(Voices(brem.origins, ("name:otto quill",)), quill)

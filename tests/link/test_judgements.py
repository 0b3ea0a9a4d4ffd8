"""What people decided goes before what the machine finds, is found again, and can be taken back without a trace."""

from collections.abc import Sequence
from functools import partial
from random import Random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.link.build import report, say
from tests.link.linking import link

from whence.judgement import Decision, Judgement, Target, in_force
from whence.link.judgements.decided import Decisions, decide
from whence.link.judgements.targets import of_document, of_source, of_statement
from whence.model import Document, Graph, Statement, content_id, passage

QUAY = report(
    "quay.txt",
    "The old quay will be closed in May, said Ida Holk. The crane was sold, said Rolf Emdal.",
    outlet="Quay",
)
PIER = report(
    "pier.txt", "The swimming bath opens again, said Ida Holk. Ivar Holt expects rain.", outlet="Pier"
)
CLOSED = say(QUAY, "The old quay will be closed in May", "Ida Holk")
SOLD = say(QUAY, "The crane was sold", "Rolf Emdal")
OPENS = say(PIER, "The swimming bath opens again", "Ida Holk")
RAIN = say(PIER, "rain", "Ivar Holt")
DOCUMENTS = (QUAY, PIER)
STATEMENTS = (CLOSED, SOLD, OPENS, RAIN)


def judgement(
    number: int, decision: Decision, *targets: Target, by: str = "Ada Holt", value: str | None = None
) -> Judgement:
    return Judgement(
        number=number, decision=decision, targets=targets, by=by, at="2031-04-02T09:00:00Z", value=value
    )


def undo(number: int, undone: int) -> Judgement:
    return Judgement(
        number=number, decision="undo", targets=(), by="Bo Lund", at="2031-04-03T09:00:00Z", undoes=undone
    )


def at(statement: Statement) -> Target:
    return of_statement(statement, next(d for d in DOCUMENTS if d.id == statement.document))


def linked(
    *judgements: Judgement,
    documents: Sequence[Document] = DOCUMENTS,
    statements: Sequence[Statement] = STATEMENTS,
) -> tuple[Graph, Decisions]:
    decisions = decide(judgements, documents, statements)
    return link(documents, statements, decisions)[0], decisions


def family(graph: Graph, statement: Statement) -> str | None:
    return next((f.id for f in graph.families if statement.id in f.statements), None)


def together(graph: Graph, a: Statement, b: Statement) -> bool:
    return family(graph, a) is not None and family(graph, a) == family(graph, b)


# --- what is in force ---------------------------------------------------------------------------------------


def test_an_undo_takes_back_and_can_be_taken_back() -> None:
    made = [judgement(1, "same", at(CLOSED), at(OPENS)), undo(2, 1)]
    assert [one.number for one in in_force(made)] == [2]
    assert [one.number for one in in_force([*made, undo(3, 2)])] == [1, 3]
    assert [one.number for one in in_force([*made, undo(3, 2), undo(4, 3)])] == [2, 4]


def test_an_undo_restores_the_machines_view_exactly() -> None:
    untouched, _ = linked()
    made = [
        judgement(1, "same", at(CLOSED), at(OPENS)),
        judgement(2, "different", of_document(QUAY), of_document(PIER)),
        judgement(3, "reject", at(SOLD)),
        judgement(
            4, "same", of_source("name:ida holk", "Ida Holk"), of_source("name:ivar holt", "Ivar Holt")
        ),
    ]
    changed, _ = linked(*made)
    assert changed != untouched
    restored, decisions = linked(*made, *(undo(4 + n, n) for n in (1, 2, 3, 4)))
    assert restored == untouched
    assert [one.state for one in decisions.judged] == ["undone"] * 4 + ["in_force"] * 4


# --- statements ---------------------------------------------------------------------------------------------


def test_statements_judged_the_same_share_a_claim_that_says_so() -> None:
    assert not together(linked()[0], CLOSED, OPENS)
    graph, _ = linked(judgement(1, "same", at(OPENS), at(CLOSED)))
    assert together(graph, CLOSED, OPENS)
    tie = next(t for t in graph.ties if {t.a, t.b} == {CLOSED.id, OPENS.id})
    assert (tie.relation, tie.score) == ("same", 1.0)
    assert tie.evidence[0].why == "judged the same by Ada Holt on 2031-04-02"
    held = next(f for f in graph.families if CLOSED.id in f.statements)
    assert [e.kind for e in held.judged] == ["judgement"]
    assert not any(f.judged for f in graph.families if f is not held)


def test_people_join_what_the_machine_holds_apart() -> None:
    a = report("a.txt", "Norland will send out 50,000 call-up orders, said Ida Holk.")
    b = report("b.txt", "Norland will send out 180,000 call-up orders, said Ida Holk.")
    one = say(
        a, "Norland will send out 50,000 call-up orders", "Ida Holk", figures=[(50_000, 50_000, "summons")]
    )
    other = say(
        b, "Norland will send out 180,000 call-up orders", "Ida Holk", figures=[(180_000, 180_000, "summons")]
    )
    graph, _ = linked(documents=(a, b), statements=(one, other))
    assert {tie.relation for tie in graph.ties} == {"rival"}
    decided = judgement(1, "same", of_statement(one, a), of_statement(other, b))
    graph, _ = linked(decided, documents=(a, b), statements=(one, other))
    assert together(graph, one, other)
    assert [tie.relation for tie in graph.ties] == ["same"]


def test_statements_judged_different_never_share_a_claim() -> None:
    again = report("again.txt", QUAY.text, outlet="Mole")
    same = say(again, "The old quay will be closed in May", "Ida Holk")
    linking = partial(linked, documents=(*DOCUMENTS, again), statements=(*STATEMENTS, same))
    assert together(linking()[0], CLOSED, same)
    graph, _ = linking(judgement(1, "different", at(CLOSED), of_statement(same, again)))
    assert family(graph, CLOSED)
    assert family(graph, same)
    assert not together(graph, CLOSED, same)


def test_a_rejected_statement_takes_part_in_nothing() -> None:
    graph, decisions = linked(judgement(1, "reject", at(SOLD)))
    assert decisions.rejected == {SOLD.id}
    assert family(graph, SOLD) is None
    assert not any("Rolf Emdal" in source.variants for source in graph.sources)


def test_a_publishers_own_sentence_joins_and_leaves_a_claim_as_judged() -> None:
    own = say(PIER, "The swimming bath opens again", attributed=False)
    linking = partial(linked, statements=(CLOSED, SOLD, own))
    graph, _ = linking(judgement(1, "same", at(own), at(SOLD)))
    assert together(graph, SOLD, own)
    graph, _ = linking(judgement(1, "same", at(own), at(SOLD)), judgement(2, "different", at(own), at(SOLD)))
    assert family(graph, own) is None


# --- sources and documents ----------------------------------------------------------------------------------


def test_names_are_merged_and_split_as_judged() -> None:
    holk, holt = of_source("name:ida holk", "Ida Holk"), of_source("name:ivar holt", "Ivar Holt")
    graph, _ = linked(judgement(1, "same", holk, holt))
    merged = next(s for s in graph.sources if "Ivar Holt" in s.variants)
    assert {"Ida Holk", "Ivar Holt"} <= set(merged.variants)
    assert any("judged the same by Ada Holt" in e.why for e in merged.evidence)
    twice = report("twice.txt", "It rains, said Ida Hollk.")
    said = say(twice, "It rains", "Ida Hollk")
    linking = partial(linked, documents=(*DOCUMENTS, twice), statements=(*STATEMENTS, said))
    graph, _ = linking()
    assert any({"Ida Holk", "Ida Hollk"} <= set(s.variants) for s in graph.sources)
    graph, _ = linking(judgement(1, "reject", holk, of_source("name:ida hollk", "Ida Hollk")))
    assert not any({"Ida Holk", "Ida Hollk"} <= set(s.variants) for s in graph.sources)


def test_groups_without_a_name_are_merged_only_by_people() -> None:
    first = report("first.txt", "The trains are late, said railwaymen.")
    second = report("second.txt", "The trains are late, said the workers.")
    one, other = (
        say(first, "The trains are late", "unnamed:railwaymen"),
        say(second, "The trains are late", "unnamed:workers"),
    )
    linking = partial(linked, documents=(first, second), statements=(one, other))
    ids = [statement.chain[0].source_id for statement in (one, other)]
    assert not any(set(ids) <= set(source.aliases) for source in linking()[0].sources)
    targets = [
        of_source(key, name)
        for key, name in zip(ids, ("unnamed: railwaymen", "unnamed: workers"), strict=True)
    ]
    graph, _ = linking(judgement(1, "same", *targets))
    merged = next(source for source in graph.sources if set(ids) <= set(source.aliases))
    assert merged.evidence[-1].why.startswith("railwaymen and workers: judged the same by Ada Holt")


def test_who_is_another_is_nobody_whom_people_hold_for_that_other() -> None:
    twice = report("twice.txt", "It rains, said Ida Hollk.")
    said = say(twice, "It rains", "Ida Hollk")
    linking = partial(linked, documents=(*DOCUMENTS, twice), statements=(*STATEMENTS, said))
    holk, hollk = of_source("name:ida holk", "Ida Holk"), of_source("name:ida hollk", "Ida Hollk")
    holt = of_source("name:ivar holt", "Ivar Holt")
    graph, decisions = linking(judgement(1, "same", holk, holt), judgement(2, "different", hollk, holt))
    assert [one.state for one in decisions.judged] == ["in_force", "in_force"]
    variants = [set(source.variants) for source in graph.sources]
    assert any({"Ida Holk", "Ivar Holt"} <= one for one in variants)
    assert not any({"Ida Hollk", "Ida Holk"} <= one for one in variants)


def test_an_edge_is_made_changed_and_refused_as_judged() -> None:
    again = report("again.txt", QUAY.text, outlet="Mole")
    linking = partial(linked, documents=(*DOCUMENTS, again))
    pair = (of_document(QUAY), of_document(again))
    edge = linking()[0].lineage[0]
    assert edge.kind == "copy"
    edge = linking(judgement(1, "same", *pair, value="excerpt"))[0].lineage[0]
    assert (edge.kind, edge.score) == ("excerpt", 1.0)
    assert edge.evidence[0].why == "judged an excerpt by Ada Holt on 2031-04-02"
    assert len(edge.evidence) > 1, "what the machine found stays beside it"
    for decided in (judgement(1, "different", *pair), judgement(1, "reject", *pair, value="copy")):
        lines = linking(decided)[0].lineage
        assert not [one for one in lines if one.kind != "same_event"]
    made = linked(judgement(1, "same", of_document(QUAY), of_document(PIER), value="rewrite"))[0].lineage
    assert [(one.kind, one.direction_known) for one in made] == [("rewrite", False)]
    cited = linked(judgement(1, "same", of_document(QUAY), of_document(PIER), value="cites"))[0].lineage
    assert [one.kind for one in cited] == ["cites"]


# --- several judgements -------------------------------------------------------------------------------------


def test_the_later_of_two_on_one_pair_stands_and_both_are_told() -> None:
    graph, decisions = linked(
        judgement(1, "different", at(CLOSED), at(OPENS), by="Bo Lund"),
        judgement(2, "same", at(OPENS), at(CLOSED)),
    )
    assert together(graph, CLOSED, OPENS)
    assert [one.state for one in decisions.judged] == ["superseded", "in_force"]
    tie = next(t for t in graph.ties if {t.a, t.b} == {CLOSED.id, OPENS.id})
    assert "judged the same by Ada Holt" in tie.evidence[0].why
    assert "before that judged different by Bo Lund" in tie.evidence[0].why


def test_two_who_agree_are_both_in_force() -> None:
    _, decisions = linked(
        judgement(1, "same", at(CLOSED), at(OPENS), by="Bo Lund"), judgement(2, "same", at(OPENS), at(CLOSED))
    )
    assert [one.state for one in decisions.judged] == ["in_force", "in_force"]


def test_judgements_that_cannot_all_hold_keep_apart_and_say_so() -> None:
    graph, decisions = linked(
        judgement(1, "same", at(CLOSED), at(SOLD)),
        judgement(2, "same", at(SOLD), at(OPENS)),
        judgement(3, "different", at(CLOSED), at(OPENS)),
    )
    assert not together(graph, CLOSED, OPENS)
    assert sorted(one.state for one in decisions.judged) == ["blocked", "in_force", "in_force"]
    assert [one.code for one in decisions.problems] == ["blocked_judgement"]


PAIRS = [(a, b) for n, a in enumerate(STATEMENTS) for b in STATEMENTS[n + 1 :]]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 2 * len(PAIRS) - 1), max_size=7), st.integers(0, 10_000))
def test_the_order_of_judgements_on_different_pairs_makes_no_difference(drawn: list[int], seed: int) -> None:
    def made(order: list[tuple[int, Decision]]) -> list[Judgement]:
        return [judgement(n, d, *(at(s) for s in PAIRS[p])) for n, (p, d) in enumerate(order, 1)]

    kinds: tuple[Decision, Decision] = ("same", "different")
    chosen = [(number // 2, kinds[number % 2]) for number in drawn]
    by_pair = {pair: [one for one in chosen if one[0] == pair] for pair, _ in chosen}
    other = list(chosen)
    Random(seed).shuffle(other)
    other = [by_pair[pair].pop(0) for pair, _ in other]
    first, second = (decide(made(order), DOCUMENTS, STATEMENTS) for order in (chosen, other))
    assert first._replace(judged=()) == second._replace(judged=())
    assert sorted(one.state for one in first.judged) == sorted(one.state for one in second.judged)


# --- found again --------------------------------------------------------------------------------------------


def other_span(
    statement: Statement, document: Document, start: int, end: int, **changes: object
) -> Statement:
    """The statement as better code would read it: with another span, and so with another id."""
    piece = passage(document.text, start, end)
    return msgspec.structs.replace(
        statement, id=content_id(statement.id, "anew"), content=(piece,), **changes
    )


def test_a_judgement_follows_a_statement_whose_span_changed() -> None:
    start = CLOSED.content[0].start
    shorter = other_span(CLOSED, QUAY, start, CLOSED.content[0].end - len(" in May"))
    graph, decisions = linked(
        judgement(1, "same", at(CLOSED), at(OPENS)), statements=(shorter, SOLD, OPENS, RAIN)
    )
    assert decisions.judged[0].found == (shorter.id, OPENS.id)
    assert together(graph, shorter, OPENS)


def test_a_judgement_on_words_that_are_read_no_longer_is_orphaned() -> None:
    made = judgement(1, "same", at(CLOSED), at(OPENS))
    cut = other_span(CLOSED, QUAY, CLOSED.content[0].start, CLOSED.content[0].start + len("The old"))
    for held in ((cut, SOLD, OPENS), (SOLD, OPENS)):
        graph, decisions = linked(made, statements=held)
        assert graph == linked(statements=held)[0]
        assert [one.state for one in decisions.judged] == ["orphaned"]
        (problem,) = decisions.problems
        assert (problem.code, problem.where) == ("orphaned_judgement", "judgement 1")
        assert "The old quay will be closed in May" in problem.detail


def test_words_that_stand_in_a_text_twice_are_told_by_what_is_around_them() -> None:
    text = "It is late, said Ida Holk.\n\nThe train is full.\n\nIt is late, said Rolf Emdal."
    twice = report("twice.txt", text)
    first = say(twice, "It is late", "Ida Holk")
    at_end = text.rindex("It is late")
    last = other_span(
        first, twice, at_end, at_end + len("It is late"), chain=say(twice, "It is late", "Rolf Emdal").chain
    )
    anew = [
        msgspec.structs.replace(
            one,
            id=content_id(one.id, "again"),
            content=(passage(text, one.content[0].start, one.content[0].end - 5),),
        )
        for one in (first, last)
    ]
    made = judgement(1, "reject", of_statement(last, twice))
    _, decisions = linked(made, documents=(twice,), statements=anew)
    assert decisions.rejected == {anew[1].id}


def test_a_document_whose_id_changed_is_told_by_its_bytes() -> None:
    quay = msgspec.structs.replace(QUAY, sha256="aa")
    target = of_statement(CLOSED, quay)
    moved = msgspec.structs.replace(quay, id=content_id("other"), outlet="The Quay")
    said = msgspec.structs.replace(CLOSED, document=moved.id, id=content_id("moved"))
    _, decisions = linked(judgement(1, "reject", target), documents=(moved, PIER), statements=(said, OPENS))
    assert decisions.rejected == {said.id}
    twin = msgspec.structs.replace(moved, id=content_id("third"), report="twin.txt")
    renamed = msgspec.structs.replace(moved, report="else.txt")
    _, decisions = linked(judgement(1, "reject", target), documents=(renamed, twin), statements=(said,))
    assert decisions.judged[0].note == "2 documents have the bytes of quay.txt"


def test_a_source_whose_id_changed_is_told_by_its_name() -> None:
    gone = of_source("name:an older fold", "ivar HOLT")
    _, decisions = linked(judgement(1, "same", gone, of_source("name:ida holk", "Ida Holk")))
    assert decisions.judged[0].found == ("name:ivar holt", "name:ida holk")
    gone = of_source("name:nobody", "Nobody There")
    _, decisions = linked(judgement(1, "same", gone, of_source("name:ida holk", "Ida Holk")))
    assert decisions.judged[0].note == "no source is called Nobody There"

"""Why two statements are one claim or are not: the comparison that decides, opened up."""

from collections import deque
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from whence.explanation import Measure
from whence.link.blocks.candidates import meet
from whence.link.documents.days import first_day
from whence.link.documents.related import related
from whence.link.documents.wordings import quoted
from whence.link.judgements.decided import Decisions, ordered
from whence.link.report import Report
from whence.link.statements.evidence import Context
from whence.link.statements.features import Features, bare, features
from whence.link.statements.keys import ENOUGH, MERELY_MET, in_common, telling
from whence.link.statements.likeness import Verdict, compare
from whence.link.statements.verdicts import Between
from whence.model import Document, Evidence, Graph, Statement, Tie
from whence.settings import settings

MOST_ACROSS = 400
"""Pairs across two claims that are looked through for the one that keeps them apart."""


class Compared(NamedTuple):
    """What comparing two statements gave: what speaks for one claim, what against it, and how much all of it is."""

    verdict: Verdict
    for_: list[Evidence]
    against: list[Evidence]
    measures: list[Measure]


def compared(
    a: Statement,
    b: Statement,
    documents: Sequence[Document],
    statements: Sequence[Statement],
    graph: Graph,
    decisions: Decisions,
) -> Compared:
    """Two statements compared as linking compares them. `documents` are theirs, `statements` all of those."""
    source_of = {alias: source.id for source in graph.sources for alias in source.aliases}
    known = {one.id: features(one, source_of) for one in (*statements, a, b)}
    between = _between(a, b, documents, statements, source_of, decisions)
    one, other = known[a.id], known[b.id]
    verdict = compare(one, other, between.context(a, b))
    mine = [proof for proof in verdict.evidence if not _speaks_against(proof)]
    theirs = [proof for proof in verdict.evidence if _speaks_against(proof)]
    day = {one.id: first_day(one) for one in documents}
    ours, others = telling(bare(a), day[a.document]), telling(bare(b), day[b.document])
    met = a.document == b.document or ordered(a.id, b.id) in between.aligned
    if between.related or between.near:
        met |= in_common(bare(a), bare(b)) >= (ENOUGH if between.related else MERELY_MET)
    if len(ours & others) < ENOUGH and not met:
        why = (
            "what they have in common is too little: it takes two of a figure, a turn of phrase, an event with a name, "
            "a day or a figure, and a telling word of the same days; or reports of which one was made from the other: "
            "never compared when claims were made"
        )
        theirs.insert(0, Evidence(kind="never compared", why=why))
    theirs += _reasons(one, other, verdict)
    measure = Measure(
        what="all of it together (score)", value=round(verdict.score, 2), needed=_needed(one, other, verdict)
    )
    counted = verdict.relation != "rival" and one.statement.stance.polarity == other.statement.stance.polarity
    return Compared(verdict, mine, theirs, [measure] if counted else [])


def way(a: str, b: str, graph: Graph) -> tuple[Tie, ...]:
    """The fewest ties that lead from one statement to another of its claim; () where one tie does."""
    ties: dict[str, list[Tie]] = {}
    for tie in graph.ties:
        if tie.relation == "same":
            ties.setdefault(tie.a, []).append(tie)
            ties.setdefault(tie.b, []).append(tie)
    reached: dict[str, tuple[Tie, ...]] = {a: ()}
    queue = deque([a])
    while queue:
        here = queue.popleft()
        if here == b:
            return reached[b] if len(reached[b]) > 1 else ()
        for tie in sorted(ties.get(here, ()), key=lambda t: (-t.score, t.a, t.b)):
            there = tie.b if tie.a == here else tie.a
            if there not in reached:
                reached[there] = (*reached[here], tie)
                queue.append(there)
    return ()


def nearest(
    mine: Sequence[Statement], theirs: Sequence[Statement], graph: Graph
) -> tuple[Statement, Statement]:
    """The two statements of two claims that are most alike; of very large claims, the first ones are looked at."""
    return max(
        _across(mine, theirs, graph),
        key=lambda pair: (pair[2].score, pair[0].attributed and pair[1].attributed),
    )[:2]


def blocking(
    mine: Sequence[Statement], theirs: Sequence[Statement], graph: Graph, decisions: Decisions
) -> list[Evidence]:
    """What keeps two claims apart though two of their statements would join them, given the members of both."""
    found = [
        Evidence(kind="judgement", why=f"{quoted(x.wording)} and {quoted(y.wording)}: {proof.why}")
        for x in mine
        for y in theirs
        if (proof := decisions.statements.apart.get(ordered(x.id, y.id))) is not None
    ]
    pairs = _across(mine, theirs, graph)
    joining = max(
        (pair for pair in pairs if pair[2].relation == "same"), key=lambda p: p[2].score, default=None
    )
    if found or joining is None:
        return found
    relation = {ordered(tie.a, tie.b): tie.relation for tie in graph.ties if tie.relation != "same"}
    for x, y, verdict in pairs:
        apart = relation.get(ordered(x.id, y.id)) or ("cannot be one claim" if verdict.apart else None)
        if apart is not None:
            one, other, seen = joining
            would = f"{quoted(one.wording)} and {quoted(other.wording)} would be one claim ({seen.score:.2f})"
            why = f"{would}, but {quoted(x.wording)} and {quoted(y.wording)} keep the two apart: {apart}"
            return [Evidence(kind="blocked", why=why)]
    return []


def _across(
    mine: Sequence[Statement], theirs: Sequence[Statement], graph: Graph
) -> list[tuple[Statement, Statement, Verdict]]:
    """Pairs of statements of two claims, compared by themselves, without what their documents are to each other."""
    source_of = {alias: source.id for source in graph.sources for alias in source.aliases}
    most = int(MOST_ACROSS**0.5)
    ours = [features(one, source_of) for one in mine[:most]]
    others = [features(one, source_of) for one in theirs[:most]]
    return [(x.statement, y.statement, compare(x, y, Context())) for x in ours for y in others]


def _between(
    a: Statement,
    b: Statement,
    documents: Sequence[Document],
    statements: Sequence[Statement],
    source_of: Mapping[str, str],
    decisions: Decisions,
) -> Between:
    found = {one.id: Report(one, [s for s in statements if s.document == one.id]) for one in documents}
    one, other = found[a.document], found[b.document]
    if one is other:
        return Between(one, other, None, near=False, source_of=source_of, decisions=decisions)
    lineage = related(one, other, decisions)
    near = meet(one.outline, other.outline)
    return Between(one, other, lineage, near=near, source_of=source_of, decisions=decisions)


def _speaks_against(proof: Evidence) -> bool:
    """Whether a line of the comparison takes away: its weight stands at its end."""
    return proof.why.rpartition("(")[2].startswith("-")


def _needed(a: Features, b: Features, verdict: Verdict) -> float:
    w = settings().claims
    one, other = a.statement.stance, b.statement.stance
    if one.denial != other.denial:
        return w.denial_score
    if one.polarity != other.polarity and verdict.apart:
        return w.contradiction_score
    return w.same_score


def _reasons(a: Features, b: Features, verdict: Verdict) -> list[Evidence]:
    """What bars two statements from one claim however alike they are."""
    found: list[Evidence] = []

    def bar(why: str) -> None:
        found.append(Evidence(kind="barred", why=why))

    one, other = a.statement.stance, b.statement.stance
    if one.denial != other.denial:
        bar("one denies, the other does not: a denial is set beside a claim, never into it")
    elif one.polarity != other.polarity:
        bar("one says yes, the other no")
    if verdict.relation == "rival":
        bar("two numbers of one thing: rival figures are set side by side, never into one claim")
    if verdict.relation is None and verdict.apart and a.statement.document == b.statement.document:
        bar("two statements of one report are two claims unless one repeats the other")
    enough = verdict.score >= settings().claims.same_score and one.polarity == other.polarity
    if verdict.relation is None and not verdict.apart and enough:
        bar("nothing that they share is telling enough: neither aligned sentences, nor wording, nor a figure")
    return found

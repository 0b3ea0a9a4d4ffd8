"""Why two documents, statements or names belong together, or do not: evidence for and against, for one pair.

What decided is asked again, for these two alone, so that nothing has to be kept for pairs that nobody asks about. What
is in the graph is told as the graph has it; what is not there is told by what was measured, beside what it had to
reach, or by what barred it.
"""

from collections.abc import Sequence

from whence.explanation import Explanation, Measure, Thing
from whence.link.documents.outline import Outline
from whence.link.explain import documents as explain_documents
from whence.link.explain import names as explain_names
from whence.link.explain import statements as explain_statements
from whence.link.judgements.decided import KIND, Decisions, ordered
from whence.link.references import MADE_FROM, Reference, References
from whence.model import Document, Evidence, Lineage, Statement
from whence.problems import Problem, RunAborted

SHOWN_OF_ID = 8
"""So many characters of an id are told in words; any command takes them."""


def explain(names: tuple[str, str], known: References, decisions: Decisions) -> Explanation:
    """Everything about two things of a case. Raises `RunAborted`: not_found, ambiguous, not_comparable."""
    first, second = (known.find(name) for name in names)
    where = " and ".join(names)
    kinds = ["statement" if one.kind == "claim" else one.kind for one in (first, second)]
    if kinds[0] != kinds[1]:
        detail = f"the first is a {first.kind}, the second a {second.kind}"
        raise RunAborted(Problem(code="not_comparable", where=where, detail=detail))
    if kinds[0] == "document":
        found = _documents(first.id, second.id, known, decisions)
    elif kinds[0] == "source":
        found = _sources(first.id, second.id, known, decisions)
    else:
        found = _statements(first, second, known, decisions)
    if found.a.id == found.b.id:
        detail = f"both are one {first.kind}, {first.id}"
        raise RunAborted(Problem(code="not_comparable", where=where, detail=detail))
    return found


# --- documents --------------------------------------------------------------------------------------------


def _documents(a: str, b: str, known: References, decisions: Decisions) -> Explanation:
    held = known.targets.documents
    lines = [e for e in known.graph.lineage if {e.source_document, e.target_document} == {a, b}]
    lines.sort(key=lambda line: line.kind == "same_event")
    edge = lines[0] if lines else None
    if edge is not None:
        a, b = edge.source_document, edge.target_document
    one, other = Outline(held[a]), Outline(held[b])
    measures, beside = explain_documents.compared(one, other)
    made = edge is not None and edge.kind in MADE_FROM
    mine = [proof for line in lines if line.kind in MADE_FROM for proof in line.evidence]
    events = [proof for line in lines if line.kind not in MADE_FROM for proof in line.evidence]
    theirs = [proof for proof in events if proof.kind != "direction"]
    decided = decisions.documents.get(ordered(a, b))
    if decided is not None and decided.proof not in (*mine, *theirs):
        theirs.append(decided.proof)
    if not made:
        statements = [s for s in known.targets.statements.values() if s.document in (a, b)]
        mine += explain_documents.credits(held[a], held[b], statements)
        mine += _common_claims(a, b, known)
        if decided is None:
            theirs += [*explain_documents.against(one, other), *_short(measures)]
    return Explanation(
        a=_document(held[a]),
        b=_document(held[b]),
        outcome=edge.kind if edge is not None else "none",
        direction=_direction(edge),
        judged=decided is not None,
        for_=tuple(mine),
        against=tuple(theirs),
        measures=tuple(measure for measure in measures if measure.reached or not made),
        beside=beside,
    )


def _document(document: Document) -> Thing:
    return Thing(kind="document", id=document.id, words=document.outlet or "", report=document.report)


def _direction(edge: Lineage | None) -> bool | None:
    return None if edge is None or edge.kind not in MADE_FROM else edge.direction_known


def _common_claims(a: str, b: str, known: References) -> list[Evidence]:
    found = []
    for family in known.graph.families:
        members = [
            known.targets.statements[key] for key in family.statements if key in known.targets.statements
        ]
        words = [one.wording for one in members if one.document == a]
        if words and any(one.document == b for one in members):
            found.append(
                Evidence(kind="claim", why=f"both carry claim {family.id[:SHOWN_OF_ID]}", exact=words[0])
            )
    return found


# --- statements -------------------------------------------------------------------------------------------


def _statements(first: Reference, second: Reference, known: References, decisions: Decisions) -> Explanation:
    held = known.targets.statements
    a, b = _standing_for(first, second, known)
    families = [known.family_of.get(one.id) for one in (a, b)]
    together = families[0] is not None and families[0] == families[1]
    documents = [known.targets.documents[key] for key in sorted({a.document, b.document})]
    around = [
        s
        for s in held.values()
        if s.document in (a.document, b.document) and s.within is None and s.id not in decisions.rejected
    ]
    seen = explain_statements.compared(a, b, documents, around, known.graph, decisions)
    tie = next((t for t in known.graph.ties if ordered(t.a, t.b) == ordered(a.id, b.id)), None)
    mine, theirs = list(seen.for_), list(seen.against)
    if tie is not None:
        judged = [proof for proof in tie.evidence if proof.kind == KIND]
        mine = [*judged, *mine]
    if together:
        theirs = [proof for proof in theirs if proof.kind not in ("never compared", "barred")]
    for proof in _standing(a, b, families, decisions):
        theirs.insert(0, proof)
    if not together:
        theirs += _short(seen.measures)
    if not together and all(families):
        ours, others = (
            [held[key] for key in known.families[family].statements] for family in families if family
        )
        theirs += explain_statements.blocking(ours, others, known.graph, decisions)
    outcome = "same claim" if together else tie.relation if tie is not None else "none"
    return Explanation(
        a=_statement(a, families[0], known),
        b=_statement(b, families[1], known),
        outcome=outcome,
        judged=any(proof.kind == KIND for proof in (*mine, *theirs)),
        for_=tuple(mine),
        against=tuple(theirs),
        measures=tuple(seen.measures),
        way=explain_statements.way(a.id, b.id, known.graph) if together and tie is None else (),
    )


def _standing_for(first: Reference, second: Reference, known: References) -> tuple[Statement, Statement]:
    """The two statements that are explained: of claims, those that are most alike."""
    held = known.targets.statements
    mine, theirs = (
        [held[key] for key in known.families[one.id].statements] if one.kind == "claim" else [held[one.id]]
        for one in (first, second)
    )
    if len(mine) * len(theirs) == 1 or first.id == second.id:
        return mine[0], theirs[0]
    return explain_statements.nearest(mine, theirs, known.graph)


def _short(measures: Sequence[Measure]) -> list[Evidence]:
    """What was measured and did not reach what it had to."""
    return [
        Evidence(kind="measured", why=f"{one.what}: {one.value:g}, and {one.needed:g} is needed")
        for one in measures
        if not one.reached
    ]


def _standing(
    a: Statement, b: Statement, families: Sequence[str | None], decisions: Decisions
) -> list[Evidence]:
    """Why a statement is in no claim at all."""
    found = []
    for one, family in zip((a, b), families, strict=True):
        if one.id in decisions.rejected:
            found.append(
                Evidence(kind=KIND, why="rejected by a person: takes part in nothing", exact=one.wording)
            )
        elif one.within is not None:
            why = "stands within another statement, which carries its words: no claim of its own"
            found.append(Evidence(kind="within", why=why, exact=one.wording))
        elif family is None:
            why = "the report's own sentence, which joined no claim"
            found.append(Evidence(kind="own", why=why, exact=one.wording))
    return found


def _statement(statement: Statement, family: str | None, known: References) -> Thing:
    source = known.source_of.get(statement.chain[0].source_id)
    who = source.name if source is not None else statement.chain[0].name
    return Thing(
        kind="statement",
        id=statement.id,
        words=statement.wording,
        who=who,
        report=statement.report,
        claim=family or "",
    )


# --- names ------------------------------------------------------------------------------------------------


def _sources(a: str, b: str, known: References, decisions: Decisions) -> Explanation:
    names = known.targets.names
    one, other = known.source_of.get(a), known.source_of.get(b)
    together = one is not None and one == other
    mine, theirs, measures = explain_names.compared(a, names[a], b, names[b])
    if together and one is not None:
        mine = list(one.evidence) or mine
        theirs = []
    proofs = [
        table[ordered(a, b)]
        for table in (decisions.sources.same, decisions.sources.apart)
        if ordered(a, b) in table
    ]
    if not together:
        theirs += explain_names.told(a, b, known.told)
        theirs = [*proofs, *theirs, *_short(measures)]
        if mine and not proofs and one is not None and other is not None:
            theirs += explain_names.across(one.aliases, other.aliases, names)
    return Explanation(
        a=_source(a, known),
        b=_source(b, known),
        outcome="same source" if together else "none",
        judged=bool(proofs) or any(proof.kind == KIND for proof in mine),
        for_=tuple(mine),
        against=tuple(theirs),
        measures=tuple(measures),
    )


def _source(key: str, known: References) -> Thing:
    source = known.source_of.get(key)
    words = max(known.targets.names[key], key=lambda name: (len(name), name))
    return Thing(kind="source", id=key, words=words, claim="", who=source.name if source else words)

"""Many reports to one graph: lineage, sources, claims. One verb: `link`."""

from collections import defaultdict
from collections.abc import Sequence

from whence.link.claims import claims
from whence.link.credits import cites, credited, same_event
from whence.link.judged_edges import judged_edges, judged_lines
from whence.link.judged_sources import judged_sources
from whence.link.judgements import NOTHING, Decisions
from whence.link.lineage import candidates, lineage
from whence.link.names import aliases, sources
from whence.link.outline import MOST_LINES, Outline
from whence.model import Document, Graph, Statement
from whence.problems import Problem

__all__ = ["link"]


def link(
    documents: Sequence[Document], statements: Sequence[Statement], decisions: Decisions = NOTHING
) -> tuple[Graph, tuple[Problem, ...]]:
    """The graph of a case: who was made from whom, who is who, and what says the same.

    `statements` are all of `documents`, and publishers' own sentences (`attributed` False) as candidates:
    only those that match an attributed claim get into a family. What stands within another statement is no claim of
    its own: the statement around it carries its words and its voices. The order of the input makes no difference.
    `decisions` are what people decided (`judgements.decide`); what they rejected takes part in nothing.
    """
    documents = sorted(documents, key=lambda document: document.id)
    statements = sorted(statements, key=lambda statement: statement.id)
    outlines = [Outline(document) for document in documents]
    known = {document.id for document in documents}
    missing = [statement for statement in statements if statement.document not in known]
    statements = [
        one
        for one in statements
        if one.document in known and one.within is None and one.id not in decisions.rejected
    ]
    attributed: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.attributed:
            attributed[statement.document].append(statement)
    pairs, problems = candidates(outlines)
    problems += _limits(outlines, missing)
    edges = lineage(outlines, attributed, pairs=pairs)
    edges = judged_edges(edges, outlines, attributed, decisions.documents)
    named = sources(statements, edges, outlines)
    found = judged_sources(named.sources, decisions.sources, statements)
    credit = credited(documents, [s for s in statements if s.attributed])
    source_of = aliases(found)
    made = claims(
        statements,
        source_of,
        edges=edges,
        outlines=outlines,
        credits=credit,
        near=frozenset(pairs),
        decisions=decisions,
    )
    by_document = {document.id: document for document in documents}
    by_statement = {statement.id: statement for statement in statements}
    lines = [edge.lineage for edge in edges]
    lines += cites(by_document, by_statement, made.families, credit=credit, edges=lines)
    lines = judged_lines(lines, by_document, decisions)
    events, skipped = same_event(by_document, by_statement, made.families, edges=lines, source_of=source_of)
    lines = judged_lines([*lines, *events], by_document, decisions)
    lines.sort(key=lambda line: (line.source_document, line.target_document, line.kind))
    graph = Graph(lineage=tuple(lines), sources=found, ties=made.ties, families=made.families)
    return graph, (*problems, *named.problems, *made.problems, *skipped)


def _limits(outlines: Sequence[Outline], missing: Sequence[Statement]) -> list[Problem]:
    """Problems for documents that are longer than what is aligned, and statements without their document."""
    found = []
    for outline in outlines:
        if len(outline.lines) > MOST_LINES:
            detail = f"{len(outline.lines)} sentences, the first {MOST_LINES} are aligned with other reports"
            found.append(Problem(code="capped", where=outline.document.report, detail=detail))
    for report in sorted({statement.report for statement in missing}):
        found.append(
            Problem(code="not_found", where=report, detail="statements whose document was not given")
        )
    return found

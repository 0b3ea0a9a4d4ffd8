"""Many reports to one graph: lineage, sources, claims. One verb: `link`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from whence.link.judgements.decided import NOTHING, Decisions
from whence.link.keys import number
from whence.link.statements.claims import Settled
from whence.model import Document, Graph, Lineage, Source, Statement, decode, encode
from whence.problems import Problem

if TYPE_CHECKING:
    import pyarrow as pa

    from whence.link.engine import Engine

__all__ = ["link"]


def link(
    documents: Sequence[Document],
    statements: Sequence[Statement],
    engine: "Engine",
    decisions: Decisions = NOTHING,
) -> tuple[Graph, tuple[Problem, ...]]:
    """The graph of a case: who was made from whom, who is who, and what says the same.

    `statements` are all of `documents`, and publishers' own sentences (`attributed` False) as candidates:
    only those that match an attributed claim get into a family. What stands within another statement is no claim of
    its own: the statement around it carries its words and its voices. The order of the input makes no difference.
    `decisions` are what people decided (`judgements.decide`); what they rejected takes part in nothing.
    """
    from whence.link.program import run

    known = {document.id for document in documents}
    missing = sorted({one.report for one in statements if one.document not in known})
    engine.insert("reports", reports(documents, statements, decisions))
    skipped = run(engine, decisions)
    problems = [*skipped.limits, *skipped.faults]
    for report in missing:
        problems.append(
            Problem(code="not_found", where=report, detail="statements whose document was not given")
        )
    return graph(engine), tuple(problems)


def reports(
    documents: Iterable[Document], statements: Iterable[Statement], decisions: Decisions = NOTHING
) -> "pa.Table":
    """The table that the linking program reads (`program.REPORTS`)."""
    import pyarrow as pa

    from whence.link.program import REPORTS
    from whence.link.steps import schema

    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.id not in decisions.rejected:
            said[statement.document].append(statement)
    rows = [
        {
            "id": number(document.id),
            "record": encode((msgspec.structs.replace(document, text=""), said[document.id])),
            "text": document.text,
        }
        for document in documents
    ]
    return pa.Table.from_pylist(rows, schema=schema(REPORTS))


def graph(engine: "Engine") -> Graph:
    """The graph that the program made."""
    settled, lines, sources = (
        _records(engine, sql)
        for sql in (
            "SELECT record FROM settled",
            "SELECT record FROM lines",
            "SELECT record FROM sources WHERE record IS NOT NULL",
        )
    )
    return assembled(settled, lines, sources)


def _records(engine: "Engine", sql: str) -> Iterator[bytes]:
    for batch in engine.stream(sql):
        yield from batch.column("record").to_pylist()


def assembled(settled: Iterable[bytes], lines: Iterable[bytes], sources: Iterable[bytes]) -> Graph:
    """The graph of claims, edges and sources, in a fixed order."""
    parts = [decode(record, Settled) for record in settled]
    lineage = [decode(record, Lineage) for record in lines]
    ties = [tie for part in parts for tie in part.ties]
    families = [family for part in parts for family in part.families]
    return Graph(
        lineage=tuple(sorted(lineage, key=lambda one: (one.source_document, one.target_document, one.kind))),
        sources=tuple(sorted((decode(record, Source) for record in sources), key=lambda one: one.id)),
        ties=tuple(sorted(ties, key=lambda one: (one.a, one.b, one.relation))),
        families=tuple(sorted(families, key=lambda one: one.id)),
    )

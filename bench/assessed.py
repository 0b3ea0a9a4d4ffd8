"""What a linked collection says, island by island, so that no more than some islands are held at a time.

An island is what edges and claims connect: the origins of a claim follow from its reports, edges and sources alone.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from whence.assess import assess
from whence.link.components import components
from whence.link.engine import Engine
from whence.link.statements.claims import Settled
from whence.model import Document, Family, Graph, Lineage, Source, Statement, Tie, decode

AS_OF = date(2032, 1, 1)
REPORTS_A_SHARE = 20_000
_EDGES = """
SELECT one AS a, other AS b FROM lines
UNION SELECT w.document AS a, p.document AS b FROM parts p
JOIN (SELECT part, min(document) AS document FROM parts GROUP BY part) w ON w.part = p.part
"""
_ISLANDS = """
SELECT r.id, coalesce(p.component, r.id) AS island FROM reports r LEFT JOIN island_parts p ON p.node = r.id
"""
_OF_PARTS = """
SELECT DISTINCT p.part, i.island FROM parts p JOIN islands i ON i.id = p.document
UNION SELECT id AS part, island FROM islands
"""
_SHARE = """
SELECT m.reports, s.settled, e.lines FROM
  (SELECT i.island, array_agg(r.record) AS reports FROM islands i JOIN reports r ON r.id = i.id
    WHERE i.island % {0} IN ({1}, -{1}) GROUP BY i.island) m
  LEFT JOIN (SELECT p.island, array_agg(s.record) AS settled FROM settled s JOIN island_of_parts p ON p.part = s.part
    WHERE p.island % {0} IN ({1}, -{1}) GROUP BY p.island) s ON s.island = m.island
  LEFT JOIN (SELECT i.island, array_agg(e.record) AS lines FROM lines e JOIN islands i ON i.id = e.one
    WHERE i.island % {0} IN ({1}, -{1}) GROUP BY i.island) e ON e.island = m.island
"""


class Assessed(NamedTuple):
    """Edges without their evidence, families, and of each claim the statements (ids) and how many origins it has."""

    edges: list[Lineage]
    families: list[Family]
    counts: list[tuple[Sequence[str], int]]


def assessed(engine: Engine) -> Assessed:
    """Reads the tables of the linking program: `settled`, `parts`, `lines`, `reports` and `sources`."""
    merged = {alias: source for source in _sources(engine) for alias in source.aliases}
    engine.table("islands_edges", _EDGES)
    components(engine, "islands_edges", "island_parts")
    engine.table("islands", _ISLANDS)
    engine.table("island_of_parts", _OF_PARTS)
    found = Assessed([], [], [])
    count = engine.rows("SELECT count(*) AS n FROM reports").column("n")[0].as_py()
    shares = 1 + count // REPORTS_A_SHARE
    for share in range(shares):
        for batch in engine.stream(_SHARE.format(shares, share)):
            for row in batch.to_pylist():
                given = [decode(one, tuple[Document, tuple[Statement, ...]]) for one in row["reports"]]
                parts = [decode(one, Settled) for one in row["settled"] or ()]
                lines = [decode(one, Lineage) for one in row["lines"] or ()]
                families = tuple(family for part in parts for family in part.families)
                ties = tuple(tie for part in parts for tie in part.ties)
                found.edges.extend(msgspec.structs.replace(edge, evidence=()) for edge in lines)
                found.families.extend(families)
                island = _Island(given, tuple(lines), ties, families)
                found.counts.extend(_counts(island, merged))
    return found


class _Island(NamedTuple):
    """Reports that hang together, and what linking found about them."""

    given: Sequence[tuple[Document, tuple[Statement, ...]]]
    lines: tuple[Lineage, ...]
    ties: tuple[Tie, ...]
    families: tuple[Family, ...]


def _sources(engine: Engine) -> Iterator[Source]:
    for batch in engine.stream("SELECT record FROM sources WHERE record IS NOT NULL"):
        for record in batch.column("record").to_pylist():
            yield msgspec.structs.replace(decode(record, Source), variants=(), evidence=())


def _counts(island: _Island, merged: dict[str, Source]) -> Iterator[tuple[Sequence[str], int]]:
    used = {key for family in island.families for key in family.statements}
    said = [one for _, all_said in island.given for one in all_said if one.attributed or one.id in used]
    voices = {voice.source_id for one in said for voice in (*one.chain, *one.alleged)}
    voices |= {actor.source_id for one in said for actor in one.actors}
    sources: dict[str, set[str]] = {}
    for voice in voices & merged.keys():
        sources.setdefault(merged[voice].id, set()).add(voice)
    graph = Graph(
        lineage=island.lines,
        sources=tuple(
            msgspec.structs.replace(merged[min(aliases)], aliases=tuple(sorted(aliases)))
            for _, aliases in sorted(sources.items())
        ),
        ties=island.ties,
        families=island.families,
    )
    assessment, _ = assess(graph, [document for document, _ in island.given], said, as_of=AS_OF)
    for claim in assessment.claims:
        yield [one.id for one in claim.statements], len(claim.origins)

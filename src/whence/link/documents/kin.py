"""Kin: documents that edges and credits connect, and the citations among them.

A credit that shares a claim becomes an edge, except where the two are on another edge or a longer way already.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from whence.link.clusters import Clusters
from whence.link.documents.credits import Credit
from whence.link.documents.direction import Direction
from whence.link.documents.lineage import edge_of
from whence.link.judgements.decided import NOTHING, Decisions
from whence.link.judgements.edges import judged_lines
from whence.link.settling.told import Told
from whence.model import Evidence, Lineage
from whence.settings import settings


def kin_lines(
    told: Mapping[str, Told],
    edges: Iterable[Lineage],
    credits: Iterable[Credit],
    decisions: Decisions = NOTHING,
) -> list[Lineage]:
    """All edges among documents that hang together: those found in their texts, citations, and what people decided."""
    lines = sorted(edges, key=lambda one: (one.source_document, one.target_document, one.kind))
    lines += cites(told, lines, credits)
    return judged_lines(lines, told, decisions.within((), told))


def cites(told: Mapping[str, Told], edges: Sequence[Lineage], credits: Iterable[Credit]) -> list[Lineage]:
    """Edges for credits, told with the words of the first claim (by its id) that the two share."""
    ways: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        ways[edge.source_document].add(edge.target_document)
    linked = {frozenset((e.source_document, e.target_document)) for e in edges}
    wanted: dict[tuple[str, str], Credit] = {}
    for one in sorted(credits, key=lambda found: found.claim):
        if frozenset((one.source, one.target)) not in linked:
            wanted.setdefault((one.source, one.target), one)
    for source, target in wanted:
        ways[source].add(target)
    made = []
    for (source, target), found in sorted(wanted.items()):
        if _reaches(ways, source, target):
            continue
        why = Evidence(kind="claim", why="both make the same claim", exact=found.words)
        way = Direction(1, (found.proof,))
        made.append(edge_of(told[source], told[target], "cites", 0.8, way, [why]))
    return made


def groups(documents: Iterable[str], lines: Iterable[Lineage]) -> dict[str, str]:
    """From each document to the first, by id, of those that edges connect it with."""
    held = Clusters(documents)
    for line in lines:
        held.join(line.source_document, line.target_document)
    return {member: group[0] for group in held.groups() for member in group}


def _reaches(ways: Mapping[str, set[str]], source: str, target: str) -> bool:
    """Whether a way of at least two steps leads from source to target."""
    seen: set[str] = set()
    queue = sorted(ways.get(source, set()) - {target})
    while queue:
        key = queue.pop()
        if key == target or len(seen) > settings().lineage.way_cap_documents:
            return True
        if key not in seen:
            seen.add(key)
            queue += sorted(ways.get(key, set()))
    return False

"""What people decided on pairs of documents, laid over the lineage that was found.

A judged edge stands where the machine found none, and says whose decision it is; which way it points is still read
from the documents. Documents judged independent have no edge that makes one of the other.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from whence.link.documents.alignment import align
from whence.link.documents.direction import Direction, direction
from whence.link.documents.lineage import Edge, Reported, edge_of
from whence.link.documents.outline import Outline
from whence.link.judgements.decided import Decisions, OnDocuments, Pair, ordered
from whence.model import Evidence, Lineage, Statement

WITHOUT_TEXT = ("cites", "same_event")
"""Kinds of edge that rest on a claim and not on the likeness of whole texts."""


def judged_edge(
    found: Edge | None,
    one: Outline,
    other: Outline,
    statements: Mapping[str, Sequence[Statement]],
    decided: OnDocuments | None,
) -> Edge | None:
    """The edge made from whole texts, as people decided. `statements` are those of each document id."""
    if decided is None or decided.refused == "same_event":
        return found
    kind = decided.kind
    if kind is None or kind in WITHOUT_TEXT:
        return None
    if found is not None:
        evidence = (decided.proof, *found.lineage.evidence)
        line = msgspec.structs.replace(found.lineage, kind=kind, score=1.0, evidence=evidence)
        return found._replace(lineage=line)
    alignment = align(one, other)
    way = direction(one, other, alignment, statements, longer_first=kind == "excerpt")
    source, target = (other, one) if way.order < 0 else (one, other)
    line = edge_of(source.document, target.document, kind, 1.0, way, [decided.proof])
    return Edge(line, alignment)


def judged_lines(
    lines: Sequence[Lineage], documents: Mapping[str, Reported], decisions: Decisions
) -> list[Lineage]:
    """All edges, those that rest on a claim as people decided too."""
    if not decisions.documents:
        return list(lines)
    held: dict[Pair, list[Lineage]] = defaultdict(list)
    found: list[Lineage] = []
    for line in lines:
        pair = ordered(line.source_document, line.target_document)
        (held[pair] if pair in decisions.documents else found).append(line)
    for (one, other), decided in sorted(decisions.documents.items()):
        if one not in documents or other not in documents:
            continue
        between = held[one, other]
        if decisions.independent(one, other):
            kept = [line for line in between if line.kind == "same_event"]
        else:
            kept = [line for line in between if line.kind not in WITHOUT_TEXT or line.kind == decided.kind]
            if decided.refused == "same_event":
                kept = [line for line in between if line.kind != "same_event"]
        if not kept and decided.kind in WITHOUT_TEXT:
            unknown = Direction(0, (Evidence(kind="direction", why="direction unknown: nothing was found"),))
            kept = [edge_of(documents[one], documents[other], decided.kind, 1.0, unknown, ())]
        found += [_signed(line, decided) for line in kept]
    return found


def _signed(line: Lineage, decided: OnDocuments) -> Lineage:
    if decided.proof in line.evidence:
        return line
    return msgspec.structs.replace(line, evidence=(decided.proof, *line.evidence))

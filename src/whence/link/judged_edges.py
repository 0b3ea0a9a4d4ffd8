"""What people decided on pairs of documents, laid over the lineage that was found.

A judged edge stands where the machine found none, and says whose decision it is; which way it points is still read
from the documents. Documents judged independent have no edge that makes one of the other.
"""

from collections.abc import Mapping, Sequence

import msgspec

from whence.link.alignment import align
from whence.link.direction import Direction, direction
from whence.link.judgements import Decisions, OnDocuments, Pair
from whence.link.lineage import Edge, edge_of, turned
from whence.link.outline import Outline
from whence.model import Document, Evidence, Lineage, Statement

WITHOUT_TEXT = ("cites", "same_event")
"""Kinds of edge that rest on a claim and not on the likeness of whole texts."""


def judged_edges(
    edges: Sequence[Edge],
    outlines: Sequence[Outline],
    statements: dict[str, list[Statement]],
    judged: Mapping[Pair, OnDocuments],
) -> list[Edge]:
    """The edges made from whole texts, as people decided. `statements` are those of each document id."""
    if not judged:
        return list(edges)
    at = {outline.document.id: number for number, outline in enumerate(outlines)}
    made: dict[tuple[int, int], Edge] = {_key(edge): edge for edge in edges}
    for (one, other), decided in sorted(judged.items()):
        if one not in at or other not in at or decided.refused == "same_event":
            continue
        a, b = sorted((at[one], at[other]))
        known = made.pop((a, b), None)
        kind = decided.kind
        if kind is None or kind in WITHOUT_TEXT:
            continue
        if known is not None:
            evidence = (decided.proof, *known.lineage.evidence)
            line = msgspec.structs.replace(known.lineage, kind=kind, score=1.0, evidence=evidence)
            made[a, b] = known._replace(lineage=line)
            continue
        alignment = align(outlines[a], outlines[b])
        way = direction(outlines[a], outlines[b], alignment, statements, longer_first=kind == "excerpt")
        source, target = (b, a) if way.order < 0 else (a, b)
        line = edge_of(outlines[source].document, outlines[target].document, kind, 1.0, way, [decided.proof])
        made[a, b] = Edge(source, target, line, turned(alignment) if way.order < 0 else alignment)
    return [made[key] for key in sorted(made)]


def judged_lines(
    lines: Sequence[Lineage], documents: Mapping[str, Document], decisions: Decisions
) -> list[Lineage]:
    """All edges, those that rest on a claim as people decided too."""
    found = list(lines)
    for (one, other), decided in sorted(decisions.documents.items()):
        if one not in documents or other not in documents:
            continue
        between = [line for line in found if {one, other} == {line.source_document, line.target_document}]
        found = [line for line in found if line not in between]
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


def _key(edge: Edge) -> tuple[int, int]:
    return (edge.source, edge.target) if edge.source <= edge.target else (edge.target, edge.source)

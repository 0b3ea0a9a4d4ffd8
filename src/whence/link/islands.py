"""What remains to be decided among reports that an edge or tie connects: claims, credits, independent events."""

from collections.abc import Iterable, Mapping, Sequence

from whence.link.documents.credits import Island, cites, same_event
from whence.link.judgements.decided import NOTHING, Decisions
from whence.link.judgements.edges import judged_lines
from whence.link.report import Report
from whence.link.statements.claims import claims
from whence.link.statements.verdicts import Compared
from whence.model import Family, Lineage, Record, Tie


class Settled(Record, frozen=True):
    """An island's part of the graph: all its edges, ties and families, each in a fixed order."""

    lineage: tuple[Lineage, ...]
    ties: tuple[Tie, ...]
    families: tuple[Family, ...]


def settled(
    reports: Iterable[Report],
    *,
    edges: Sequence[Lineage],
    compared: Iterable[Compared],
    source_of: Mapping[str, str],
    decisions: Decisions = NOTHING,
) -> Settled:
    """The part of the graph that one island makes. The texts of the documents are not looked at."""
    found = {report.id: report for report in reports}
    decisions = decisions.within((s.id for one in found.values() for s in one.statements), found)
    island = Island(
        documents={key: found[key].document for key in sorted(found)},
        statements={s.id: s for key in sorted(found) for s in found[key].statements},
        source_of=source_of,
        decisions=decisions,
    )
    made = claims(island.statements, compared, decisions)
    lines = sorted(edges, key=_place)
    lines += cites(island, made.families, lines)
    lines = judged_lines(lines, island.documents, decisions)
    lines += same_event(island, made.families, lines)
    lines = judged_lines(lines, island.documents, decisions)
    return Settled(lineage=tuple(sorted(lines, key=_place)), ties=made.ties, families=made.families)


def _place(line: Lineage) -> tuple[str, str, str]:
    return (line.source_document, line.target_document, line.kind)

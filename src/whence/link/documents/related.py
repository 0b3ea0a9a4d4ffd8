"""What two reports are to each other, once for all their statements: the edge, and whose sentences were aligned."""

from collections import defaultdict
from collections.abc import Sequence

from whence.link.documents.alignment import FILL, Alignment
from whence.link.documents.lineage import edge
from whence.link.judgements.decided import NOTHING, Decisions, ordered
from whence.link.judgements.edges import judged_edge
from whence.link.names.pairs import NamePair
from whence.link.names.sources import aligned_names
from whence.link.report import Report
from whence.model import Lineage, Record, Statement
from whence.settings import settings


class Related(Record, frozen=True):
    """An edge between two documents with what it says about their statements, by their ids.

    `aligned`: pairs of statements in aligned sentences, the one of the document with the smaller id first, with how
    sure the sentences are (0..1). `placed`: statements in a sentence that is aligned with one that holds statements.
    `names`: names that stand in place of each other.
    """

    edge: Lineage
    aligned: tuple[tuple[str, str, float], ...]
    placed: tuple[str, ...]
    names: tuple[NamePair, ...]


def related(one: Report, other: Report, decisions: Decisions = NOTHING) -> Related | None:
    """What two reports are to each other, or None where neither was made from the other."""
    if other.id < one.id:
        one, other = other, one
    said = {report.id: _attributed(report.statements) for report in (one, other)}
    found = edge(one.outline, other.outline, said)
    decided = decisions.documents.get(ordered(one.id, other.id))
    found = judged_edge(found, one.outline, other.outline, said, decided)
    if found is None:
        return None
    aligned: dict[tuple[str, str], float] = {}
    placed: set[str] = set()
    names: list[NamePair] = []
    if found.alignment is not None:
        aligned, placed = _sides(found.alignment, one, other)
        names = aligned_names(found.alignment, one, other)
    return Related(
        edge=found.lineage,
        aligned=tuple((a, b, sure) for (a, b), sure in sorted(aligned.items())),
        placed=tuple(sorted(placed)),
        names=tuple(names),
    )


def _attributed(statements: Sequence[Statement]) -> list[Statement]:
    return [statement for statement in statements if statement.attributed]


def _sides(alignment: Alignment, one: Report, other: Report) -> tuple[dict[tuple[str, str], float], set[str]]:
    left, right = _by_line(one), _by_line(other)
    aligned: dict[tuple[str, str], float] = {}
    placed: set[str] = set()
    for pair in alignment.pairs:
        mine = [s for line in pair.a for s in left.get(line, ())]
        theirs = [s for line in pair.b for s in right.get(line, ())]
        if not mine or not theirs:
            continue
        sure = 1.0 if pair.score > FILL else settings().claims.filled_share
        aligned |= {(a.id, b.id): sure for a, b in _side_by_side(mine, theirs)}
        placed |= {s.id for s in (*mine, *theirs)}
    return aligned, placed


def _by_line(report: Report) -> dict[int, list[Statement]]:
    lines: dict[int, list[Statement]] = defaultdict(list)
    for statement in sorted(report.statements, key=lambda s: (s.content[0].start, s.id)):
        line = report.outline.at(statement.content[0].start)
        if line is not None:
            lines[line].append(statement)
    return lines


def _side_by_side(
    mine: Sequence[Statement], theirs: Sequence[Statement]
) -> list[tuple[Statement, Statement]]:
    """Statements of aligned sentences, by their order; attributed ones with attributed ones first."""
    ours, others = _attributed(mine), _attributed(theirs)
    if ours and others:
        return _in_order(ours, others)
    if ours or others:
        return _in_order(ours or list(mine), others or list(theirs))
    return []


def _in_order(mine: Sequence[Statement], theirs: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    if len(mine) == len(theirs):
        return list(zip(mine, theirs, strict=True))
    few, many, swap = (mine, theirs, False) if len(mine) < len(theirs) else (theirs, mine, True)
    pairs = []
    for number, item in enumerate(many):
        partner = few[min(len(few) - 1, number * len(few) // len(many))]
        pairs.append((item, partner) if swap else (partner, item))
    return pairs

"""What the statements of two reports (or of one) are to each other, with what the lineage of the two says."""

from collections.abc import Iterable, Mapping

from whence.link.blocks.prints import ENOUGH, common, first_day, last_day
from whence.link.documents.credits import credit
from whence.link.documents.related import Related
from whence.link.judgements.decided import NOTHING, Decisions
from whence.link.report import Report
from whence.link.statements.features import Features, merged
from whence.link.statements.likeness import Context, compare
from whence.model import Record, Statement, Tie
from whence.settings import settings

MOST_SAID = 100
"""Statements of a report that are compared with all of another's; the rest are found by their keys."""


class Compared(Record, frozen=True):
    """Two statements that are something to each other. `a` < `b` by id.

    `tie`: what they are, with the evidence; None where they are only `apart`: never in one claim. `echo`: one of them
    is a publisher's own sentence.
    """

    a: str
    b: str
    tie: Tie | None
    apart: bool
    echo: bool


def verdicts(
    one: Report,
    other: Report,
    pairs: Iterable[tuple[str, str]],
    *,
    lineage: Related | None,
    near: bool,
    source_of: Mapping[str, str],
    decisions: Decisions = NOTHING,
) -> list[Compared]:
    """The verdicts on the pairs of statements, and on those whose sentences are aligned.

    `pairs` are of statement ids, one of either report (both of one where the reports are one). `near`: whether the two
    reports share telling keys. `source_of` leads from the ids that statements carry to merged sources.
    """
    known = {s.id: s for report in (one, other) for s in report.statements}
    between = Between(one, other, lineage, near=near, source_of=source_of, decisions=decisions)
    made: dict[str, Features] = {}
    found = []
    wanted = {_key(a, b) for a, b in pairs} | between.aligned.keys()
    if near or lineage is not None or one.id == other.id:
        wanted |= _common(one, other)
    for a, b in sorted(wanted):
        x, y = known.get(a), known.get(b)
        if x is None or y is None or not (x.attributed or y.attributed):
            continue
        for statement in (x, y):
            if statement.id not in made:
                owner = one if statement.document == one.id else other
                made[statement.id] = merged(owner.features(statement), source_of)
        compared = _compared(made[a], made[b], between.context(x, y))
        if compared is not None:
            found.append(compared)
    return found


def _common(one: Report, other: Report) -> set[tuple[str, str]]:
    """Pairs of statements of two reports that meet (or of one) which share enough, of the first MOST_SAID of either."""
    mine, theirs = (
        [(s.id, common(report.features(s))) for s in report.statements[:MOST_SAID]] for report in (one, other)
    )
    least = 1 if one.id == other.id else ENOUGH
    return {
        _key(a, b)
        for a, ours in mine
        for b, others in theirs
        if a != b and sum(min(ours[key], others[key]) for key in ours.keys() & others.keys()) >= least
    }


class Between:
    """What two reports (or one, twice) are to each other, as far as it matters to their statements."""

    def __init__(
        self,
        one: Report,
        other: Report,
        lineage: Related | None,
        *,
        near: bool,
        source_of: Mapping[str, str],
        decisions: Decisions = NOTHING,
    ) -> None:
        self._one, self._other, self.near = one, other, near
        self.aligned = {} if lineage is None else {_key(a, b): sure for a, b, sure in lineage.aligned}
        self._placed = frozenset(() if lineage is None else lineage.placed)
        self._derived = lineage is not None or (
            not decisions.independent(one.id, other.id)
            and (_credited(one, other, source_of) or _credited(other, one, source_of))
        )

    def context(self, a: Statement, b: Statement) -> Context:
        """The context in which two of their statements are compared."""
        sure = self.aligned.get(_key(a.id, b.id), 0.0)
        ahead = a.document == self._one.id
        return Context(
            aligned=sure,
            elsewhere=not sure and (a.id in self._placed or b.id in self._placed),
            derived=self._derived,
            earlier=_earlier(self._one, self._other) if ahead else _earlier(self._other, self._one),
            near=self.near,
        )


def _credited(source: Report, target: Report, source_of: Mapping[str, str]) -> bool:
    one, other = source.document, target.document
    return one.id != other.id and credit(one, other, target.statements, source_of) is not None


def _compared(a: Features, b: Features, context: Context) -> Compared | None:
    verdict = compare(a, b, context)
    own = not a.statement.attributed or not b.statement.attributed
    if own and not (verdict.relation == "same" and verdict.score >= settings().claims.echo_score):
        return None
    if verdict.relation is None and not verdict.apart:
        return None
    tie = None
    if verdict.relation is not None:
        tie = Tie(
            a=a.id,
            b=b.id,
            relation=verdict.relation,
            score=round(verdict.score, 3),
            evidence=verdict.evidence,
        )
    return Compared(a=a.id, b=b.id, tie=tie, apart=verdict.apart and not own, echo=own)


def _key(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)


def _earlier(one: Report, other: Report) -> int:
    """-1: the first was certainly published first; 1: the second; 0: not known."""
    mine, theirs = one.document, other.document
    if one.id == other.id:
        return 0
    if (end := last_day(mine)) is not None and (begin := first_day(theirs)) is not None and end < begin:
        return -1
    if (end := last_day(theirs)) is not None and (begin := first_day(mine)) is not None and end < begin:
        return 1
    return 0

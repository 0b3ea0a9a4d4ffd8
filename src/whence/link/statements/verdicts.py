"""What the statements of two reports (or of one) are to each other, with what the lineage of the two says."""

from collections.abc import Mapping
from typing import Protocol

from whence.link.documents.related import Related
from whence.link.judgements.decided import NOTHING, Decisions
from whence.link.keys import number
from whence.link.statements.evidence import Context
from whence.link.statements.features import Features
from whence.link.statements.likeness import compare
from whence.model import Record, Statement, Tie
from whence.settings import settings


class Party(Protocol):
    """What matters of a report to all of its statements: a `Report` has it, and `About` alone."""

    @property
    def id(self) -> str:
        """The document's id."""

    @property
    def days(self) -> tuple[int | None, int | None]:
        """The first and the last day on which it may have been published."""

    @property
    def outlet(self) -> str | None:
        """The source id of its outlet."""

    @property
    def credited(self) -> frozenset[str]:
        """The ids of the sources that its attributed statements name in the text."""


class About(Record, frozen=True):
    """A party by itself."""

    id: str
    days: tuple[int | None, int | None]
    outlet: str | None
    credited: frozenset[str]


def about(party: Party) -> About:
    """What matters of a report to its statements."""
    return About(id=party.id, days=party.days, outlet=party.outlet, credited=party.credited)


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


def filed(compared: Compared, first: bool) -> tuple[int, int, bool, int | None, int | None, int | None]:
    """How a verdict is filed: both statements, whether a tie connects them, and of an echo which of the two it is, what
    it echoes, and how surely (permille). `first`: whether the one with the smaller id is attributed."""
    a, b = number(compared.a), number(compared.b)
    if compared.tie is None or not compared.echo:
        return a, b, compared.tie is not None, None, None, None
    echo, echoed = (b, a) if first else (a, b)
    return a, b, True, echo, echoed, round(compared.tie.score * 1000)


class Between:
    """What two reports (or one, twice) are to each other, as far as it matters to their statements."""

    def __init__(
        self,
        one: Party,
        other: Party,
        lineage: Related | None,
        *,
        near: bool,
        source_of: Mapping[str, str],
        decisions: Decisions = NOTHING,
    ) -> None:
        self.aligned: dict[tuple[str, str], float] = {}
        self._placed: frozenset[str] = frozenset()
        if lineage is not None:
            self.aligned = {_key(a, b): sure for a, b, sure in lineage.aligned}
            self._placed = frozenset(lineage.placed)
        self.related, self.near, self._one = lineage is not None, near, one.id
        derived = self.related or (
            not decisions.independent(one.id, other.id)
            and (_credited(one, other, source_of) or _credited(other, one, source_of))
        )
        earlier, days = _earlier(one, other), _apart(one, other)
        self._ahead, self._behind = (
            Context(derived=derived, earlier=sign, near=near, days=days) for sign in (earlier, -earlier)
        )

    def context(self, a: Statement, b: Statement) -> Context:
        """The context in which two of their statements are compared."""
        found = self._ahead if a.document == self._one else self._behind
        if not self.related:
            return found
        sure = self.aligned.get(_key(a.id, b.id), 0.0)
        return found._replace(
            aligned=sure, elsewhere=not sure and (a.id in self._placed or b.id in self._placed)
        )


def _earlier(one: Party, other: Party) -> int:
    """-1: the first was certainly published first; 1: the second; 0: not known."""
    (begin, end), (start, stop) = one.days, other.days
    if one.id == other.id:
        return 0
    if end is not None and start is not None and end < start:
        return -1
    return int(stop is not None and begin is not None and stop < begin)


def _apart(one: Party, other: Party) -> int | None:
    """How many days there are at least between the publication of the two; None where that is not known."""
    (begin, end), (start, stop) = one.days, other.days
    if begin is None or end is None or start is None or stop is None:
        return None
    return max(0, begin - stop, start - end)


def _credited(source: Party, target: Party, source_of: Mapping[str, str]) -> bool:
    """Whether the target credits the source, as `documents.credits.credit` finds it."""
    if source.id == target.id or source.outlet is None or not target.credited:
        return False
    begin, end = source.days[0], target.days[1]
    wanted = source_of.get(source.outlet, source.outlet)
    own = None if target.outlet is None else source_of.get(target.outlet, target.outlet)
    if own == wanted or (begin is not None and end is not None and begin > end):
        return False
    return any(source_of.get(voice, voice) == wanted for voice in target.credited)


def verdict(a: Features, b: Features, between: Between) -> Compared | None:
    """What two statements are to each other, None where it is nothing. `a` is the one with the smaller id."""
    context = between.context(a.statement, b.statement)
    verdict = compare(a, b, context, whole=False)
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

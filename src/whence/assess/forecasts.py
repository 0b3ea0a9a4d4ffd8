"""The ledger of forward-looking claims: open, due, past, come true or withdrawn on a given day.

Nothing here decides what happened in the world. A forecast has come true where a later report in the case,
which was not made from the forecast's own reports, says in the past tense that the same thing has happened;
it is withdrawn where its own origin takes it back or says the contrary later. Both decisions are automatic
and say so.
"""

import re
from collections.abc import Sequence
from datetime import date

from whence.assess.case import Case, distinct, published_first, published_last
from whence.assess.changes import may_be_same
from whence.model import Evidence, Family, Forecast, ForecastState, Statement, When, content_id

_NAME = re.compile(r"\w++")
SHORTEST_NAME = 4  # letters of a capitalised word that two reports may have in common
TAKEN_BACK = frozenset(("retract",))
REACHED = frozenset((None, "completed", "arrived", "begun", "called_up"))


def forecasts(
    case: Case, family: Family, ordered: Sequence[Statement], who: Sequence[str], *, as_of: date
) -> tuple[Forecast, ...]:
    """The forecast of a claim on a day, or none. `ordered`: its members in order of transmission."""
    ahead = [s for s in ordered if _looks_ahead(case, s)]
    if not ahead:
        return ()
    first = next((s for s in ahead if s.attributed), ahead[0])
    deadline = _deadline(ahead)
    evidence = [_why(first, deadline)]
    state: ForecastState = _state(deadline, as_of)
    outcome: Statement | None = None
    withdrawal = _withdrawal(case, ahead, as_of)
    fulfilment = _fulfilment(case, ahead, ordered, as_of)
    if withdrawal is not None:
        state, outcome = "withdrawn", withdrawal
        evidence.append(_decided("withdrawn", f"{case.name(withdrawal)} takes it back", withdrawal))
    elif fulfilment is not None:
        state, outcome = "came_true", fulfilment
        evidence.append(
            _decided("came true", f"{case.name(fulfilment)} says that it has happened", fulfilment)
        )
    made = Forecast(
        id=content_id("forecast", family.id),
        claim=family.id,
        statement=first.id,
        report=first.report,
        content=first.proposition or first.wording,
        who=tuple(who),
        deadline=deadline,
        state=state,
        as_of=as_of.isoformat(),
        outcome=None if outcome is None else outcome.id,
        evidence=tuple(evidence),
    )
    return (made,)


def _looks_ahead(case: Case, statement: Statement) -> bool:
    """Whether a statement is about the future: it says so, or it speaks of a time that was yet to come."""
    stance = statement.stance
    if stance.denial or stance.commitment == "questioned" or stance.polarity == "negated":
        return False
    return stance.horizon == "future" or any(_ahead(case, statement, time) for time in statement.times)


def _ahead(case: Case, statement: Statement, time: When) -> bool:
    """Whether a time lies wholly behind the day of publication, or is a deadline that had not passed then."""
    document = case.documents.get(statement.document)
    day = published_last(document.published) if document is not None else None
    if day is None or time.role == "publication" or time.start is None or time.end is None:
        return time.role == "deadline" and statement.stance.horizon == "present"
    return time.start > day or (time.role == "deadline" and time.end > day)


def _deadline(ahead: Sequence[Statement]) -> When | None:
    """The latest deadline, or else the latest time, in the forward-looking wordings; resolved ones first."""
    times = [t for s in ahead for t in s.times if t.role == "deadline"]
    times = times or [t for s in ahead for t in s.times if t.role == "event" and s.stance.horizon != "past"]
    resolved = [t for t in times if t.end is not None]
    open_ones = [t for t in times if t.end is None]
    if resolved:
        return max(resolved, key=lambda t: (t.end or "", t.start or "", t.edtf))
    return max(open_ones, key=lambda t: t.edtf, default=None)


def _state(deadline: When | None, as_of: date) -> ForecastState:
    if deadline is None or deadline.end is None:
        return "open"
    day = as_of.isoformat()
    if day > deadline.end:
        return "past"
    start = deadline.end if deadline.role == "deadline" and deadline.granularity == "day" else deadline.start
    return "due" if start is not None and day >= start else "open"


def _why(first: Statement, deadline: When | None) -> Evidence:
    piece = first.content[0]
    if deadline is None:
        why = "it speaks of the future and sets no date"
    elif deadline.end is None:
        why = f"its deadline is {deadline.exact or deadline.edtf}; no report tells the year"
    else:
        why = f"its deadline is {deadline.exact or deadline.edtf} ({deadline.edtf})"
    return Evidence(kind="deadline", why=why, exact=piece.exact, start=piece.start, end=piece.end)


def _decided(what: str, why: str, statement: Statement) -> Evidence:
    piece = statement.content[0]
    words = f"automatic decision, {what}: {why} [{statement.report}]"
    return Evidence(kind="outcome", why=words, exact=piece.exact, start=piece.start, end=piece.end)


# --- outcomes -------------------------------------------------------------------------------------------


def _later(case: Case, statement: Statement, ahead: Sequence[Statement], as_of: date) -> bool:
    """Whether a statement was published after the forecast was first made, and not after the given day."""
    document = case.documents.get(statement.document)
    day = published_first(document.published) if document is not None else None
    made = [
        last
        for s in ahead
        if (known := case.documents.get(s.document)) is not None
        and (last := published_last(known.published)) is not None
    ]
    return bool(made) and day is not None and min(made) < day <= as_of.isoformat()


def _fulfilment(
    case: Case, ahead: Sequence[Statement], ordered: Sequence[Statement], as_of: date
) -> Statement | None:
    sources = {s.document for s in ahead}
    family = {s.id for s in ordered}
    found: list[tuple[str, str]] = []
    for statement in case.statements.values():
        stance = statement.stance
        if (
            stance.horizon != "past"
            or stance.polarity != "affirmed"
            or stance.denial
            or stance.reporter_hedge
        ):
            continue
        if stance.commitment != "asserted" or not statement.attributed:
            continue
        if any(case.related(statement.document, source) for source in sources):
            continue
        if not _later(case, statement, ahead, as_of):
            continue
        if any(_happened(case, forecast, statement, statement.id in family) for forecast in ahead):
            document = case.documents[statement.document]
            found.append((published_first(document.published) or "", statement.id))
    return case.statements[min(found)[1]] if found else None


def _happened(case: Case, forecast: Statement, report: Statement, in_claim: bool) -> bool:
    """Whether a report of the past tells that what was forecast has happened: the same event, in the same
    place or to the same people, at no other time, and as far along as it was said to get."""
    mine, theirs = _events(forecast), _events(report)
    if not mine & theirs:
        return False
    if report.event is not None and report.event.stage not in REACHED:
        stage = forecast.event.stage if forecast.event is not None else None
        if report.event.stage != stage:
            return False
    if any(t.end is not None and f.end is not None and t.start and t.start > f.end
           for t in report.times for f in forecast.times if f.role == "deadline"):  # fmt: skip
        return False
    if {f.unit for f in forecast.figures} & {f.unit for f in report.figures} and not any(
        (a.low, a.high) == (b.low, b.high) for a in forecast.figures for b in report.figures
    ):
        return False
    shared = {a.exact for a in forecast.actors} & {a.exact for a in report.actors}
    places = {p.id for p in forecast.places} & {p.id for p in report.places}
    names = _names(forecast) & _names(report)
    return in_claim or bool(shared or places or names)


def _withdrawal(case: Case, ahead: Sequence[Statement], as_of: date) -> Statement | None:
    origins = {case.source(s.chain[0].source_id) for s in ahead if s.attributed}
    origins = {origin for origin in origins if not origin.startswith("unnamed:")}
    found: list[tuple[str, str]] = []
    for statement in case.statements.values():
        if not statement.attributed or case.source(statement.chain[0].source_id) not in origins:
            continue
        if _told_with(case, statement, ahead) and not _takes_back(statement):
            continue
        if not _later(case, statement, ahead, as_of):
            continue
        if any(_contrary(forecast, statement) for forecast in ahead):
            document = case.documents[statement.document]
            found.append((published_first(document.published) or "", statement.id))
    return case.statements[min(found)[1]] if found else None


def _told_with(case: Case, statement: Statement, ahead: Sequence[Statement]) -> bool:
    """Whether a statement was said together with the forecast: in its only report, or in one made from another of them.

    A later report of its own may recall what it tells the end of.
    """
    documents = {s.document for s in ahead}
    if statement.document not in documents:
        return False
    others = documents - {statement.document}
    return not others or any(case.related(statement.document, other) for other in others)


def _takes_back(statement: Statement) -> bool:
    return bool(_events(statement) & TAKEN_BACK)


def _contrary(forecast: Statement, statement: Statement) -> bool:
    """Whether the same voice now says that it will not happen, or that it takes the forecast back."""
    same = bool(_events(forecast) & _events(statement) - TAKEN_BACK)
    meets = any(may_be_same(a, b) for a in forecast.times for b in statement.times)
    if _takes_back(statement):
        return same or meets or bool(_names(forecast) & _names(statement))
    stance = statement.stance
    against = stance.polarity == "negated" or stance.denial
    return against and stance.horizon != "past" and (meets or (same and not statement.times))


def _events(statement: Statement) -> set[str]:
    events = {concept.id for concept in statement.concepts if concept.kind == "event"}
    return events | ({statement.event.concept} if statement.event is not None else set())


def _names(statement: Statement) -> frozenset[str]:
    """Capitalised words of a wording, without the one it opens with."""
    words = _NAME.findall(statement.wording)
    return frozenset(distinct(w for w in words[1:] if w[0].isupper() and len(w) >= SHORTEST_NAME))

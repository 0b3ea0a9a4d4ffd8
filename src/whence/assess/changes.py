"""What changed between two wordings of a claim, typed, with the words that show it."""

from collections.abc import Iterable

from whence.assess.case import Case
from whence.model import Change, Figure, Statement, When


def changes(case: Case, before: Statement, after: Statement) -> tuple[Change, ...]:
    """The typed changes from one wording to the next, in a fixed order of kinds."""
    found: list[Change] = []
    found += _figures(case, before, after)
    found += _stage(before, after)
    found += _sets(case, before, after)
    found += _time(before, after)
    found += _stance(before, after)
    found += _attribution(case, before, after)
    return tuple(found)


# --- numbers and what they count ----------------------------------------------------------------------------


def amount(figure: Figure) -> str:
    """A figure's bounds as words: "50,000", "at least 200", "10,000 to 99,999"."""
    low, high = figure.low, figure.high
    if low is not None and high is not None:
        return f"{low:,.10g}" if low == high else f"{low:,.10g} to {high:,.10g}"
    if low is not None:
        return f"at least {low:,.10g}"
    return "an unknown number" if high is None else f"at most {high:,.10g}"


def _figures(case: Case, before: Statement, after: Statement) -> Iterable[Change]:
    old, new = list(before.figures), list(after.figures)
    for a in before.figures:
        b = next((f for f in new if (f.low, f.high) == (a.low, a.high)), None)
        if b is None:
            continue
        old.remove(a)
        new.remove(b)
        if a.unit != b.unit and a.unit in case.units and b.unit in case.units:
            why = f"{amount(a)} counted {words(a.unit)}, now {words(b.unit)}"
            yield Change(
                kind="unit", before=a.unit, after=b.unit, before_exact=a.exact, after_exact=b.exact, why=why
            )
    for a, b in zip(old, new, strict=False):
        if a.unit != b.unit and a.unit in case.units and b.unit in case.units:
            continue
        why = f"{amount(a)} became {amount(b)}"
        yield Change(
            kind="number",
            before=amount(a),
            after=amount(b),
            before_exact=a.exact,
            after_exact=b.exact,
            why=why,
        )


def words(concept: str) -> str:
    """A concept id as words."""
    return concept.replace("_", " ")


def _stages(statement: Statement) -> dict[str, str]:
    """Stages with their words; the event's own stage alone where it has one."""
    event = statement.event
    if event is not None and event.stage is not None:
        return {event.stage: event.exact}
    return {c.id: c.exact for c in statement.concepts if c.kind == "stage"}


def _stage(before: Statement, after: Statement) -> Iterable[Change]:
    old, new = _stages(before), _stages(after)
    if not old or not new or old.keys() & new.keys():
        return
    a, b = next(iter(sorted(old))), next(iter(sorted(new)))
    why = f"what was {words(a)} is now {words(b)}"
    yield Change(kind="stage", before=a, after=b, before_exact=old[a], after_exact=new[b], why=why)


# --- actors, places, times ------------------------------------------------------------


def _sets(case: Case, before: Statement, after: Statement) -> Iterable[Change]:
    actors = [
        {case.source(a.source_id): a.exact for a in s.actors if case.acts(a.source_id)}
        for s in (before, after)
    ]
    places = [{p.id: p.exact for p in s.places} for s in (before, after)]
    if actors[0] and actors[1] and not actors[0].keys() & actors[1].keys():
        a, b = min(actors[0]), min(actors[1])
        why = f"{actors[0][a]} was spoken of, now {actors[1][b]}"
        yield Change(
            kind="actor", before=a, after=b, before_exact=actors[0][a], after_exact=actors[1][b], why=why
        )
    if places[0] and places[1] and not places[0].keys() & places[1].keys():
        a, b = min(places[0]), min(places[1])
        why = f"the place was {places[0][a]}, now {places[1][b]}"
        yield Change(
            kind="place", before=a, after=b, before_exact=places[0][a], after_exact=places[1][b], why=why
        )


def _time(before: Statement, after: Statement) -> Iterable[Change]:
    old = [t for t in before.times if t.role != "publication"]
    new = [t for t in after.times if t.role != "publication"]
    if old and new:
        if any(may_be_same(a, b) for a in old for b in new):
            return
        a, b = _main(old), _main(new)
        why = f"{a.edtf} became {b.edtf}"
        yield Change(
            kind="time", before=a.edtf, after=b.edtf, before_exact=a.exact, after_exact=b.exact, why=why
        )
    elif old and any(t.role == "deadline" for t in old):
        a = _main(old)
        why = f"the deadline {a.edtf} was dropped"
        yield Change(kind="time", before=a.edtf, after="", before_exact=a.exact, after_exact="", why=why)
    elif new and any(t.role == "deadline" for t in new):
        b = _main(new)
        why = f"the deadline {b.edtf} was added"
        yield Change(kind="time", before="", after=b.edtf, before_exact="", after_exact=b.exact, why=why)


def _main(times: list[When]) -> When:
    return next((t for t in times if t.role == "deadline"), times[0])


def may_be_same(a: When, b: When) -> bool:
    """Whether two times can be one: overlapping, or a date whose year is open and one that fits it."""
    if a.edtf == b.edtf:
        return True
    if "X" in a.edtf or "X" in b.edtf:
        mine, theirs = a.edtf.split("-"), b.edtf.split("-")
        return len(mine) == len(theirs) and all(
            len(x) == len(y) and all(p == q or "X" in (p, q) for p, q in zip(x, y, strict=True))
            for x, y in zip(mine, theirs, strict=True)
        )
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return False
    return a.start <= b.end and b.start <= a.end


# --- stance and attribution ------------------------------------------------------------


def _stance(before: Statement, after: Statement) -> Iterable[Change]:
    a, b = before.stance, after.stance
    for label, old, new in (
        ("commitment", a.commitment, b.commitment),
        ("horizon", a.horizon, b.horizon),
        ("condition", "conditional" if a.condition else "plain", "conditional" if b.condition else "plain"),
    ):
        if old != new:
            why = f"{label}: {old} became {new}"
            yield Change(
                kind="modality",
                before=old,
                after=new,
                before_exact=before.wording,
                after_exact=after.wording,
                why=why,
            )
    if a.polarity != b.polarity:
        why = f"{a.polarity} became {b.polarity}"
        yield Change(
            kind="polarity",
            before=a.polarity,
            after=b.polarity,
            before_exact=before.wording,
            after_exact=after.wording,
            why=why,
        )


def _attribution(case: Case, before: Statement, after: Statement) -> Iterable[Change]:
    """Who said it got lost: no source at all, or only the outlet that passed it on."""
    if not before.attributed:
        return
    origin = case.source(before.chain[0].source_id)
    voices = {case.source(voice.source_id) for voice in after.chain}
    was = case.name(before)
    if not after.attributed:
        why = f"{was} said so; here it stands as a fact"
        now = ""
    elif origin not in voices and _faceless(case, after) and not origin.startswith("unnamed:"):
        now = case.name(after)
        why = f"{was} said so; here only {now} does"
    else:
        return
    yield Change(
        kind="attribution_lost",
        before=was,
        after=now,
        before_exact=before.chain[0].exact,
        after_exact=after.chain[0].exact,
        why=why,
    )


def _faceless(case: Case, statement: Statement) -> bool:
    source_id = statement.chain[0].source_id
    found = case.source_of.get(source_id)
    return source_id.startswith(("unnamed:", "outlet:")) or (found is not None and found.kind == "outlet")

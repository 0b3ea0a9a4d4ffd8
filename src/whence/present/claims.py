"""One claim as a page shows it: its counts, its chain as a drawing, its ladder, who says otherwise."""

from whence.model import Change, Claim, Conflict, Forecast, Statement, Step
from whence.present.passages import Passages, label
from whence.present.picture import Web, rows, tall, tree, wide
from whence.present.views import (
    ChangeView,
    ClaimView,
    ConflictView,
    EchoView,
    ForecastView,
    LineView,
    Piece,
    SideView,
    StepView,
    Words,
)
from whence.present.wording import (
    CHANGES,
    CONFLICTS,
    LINKS,
    STATES,
    concept,
    count,
    day,
    file_name,
    language_name,
    named,
    origin_count,
    outlet_count,
    when,
)

AROUND_CHARACTERS = 160


def importance(claim: Claim, forecasts: list[Forecast]) -> tuple[int, int, str]:
    """How early a claim stands on the page: reports, conflicts, deadlines and changes, then its id."""
    reports = len({one.report for one in claim.statements})
    conflicts = len(claim.denials) + len(claim.rivals)
    changes = sum(len(step.changes) for step in claim.ladder)
    deadlines = sum(1 for one in forecasts if one.deadline is not None)
    score = 4 * (reports - 1) + 3 * min(conflicts, 2) + 3 * min(deadlines, 2) + min(changes, 8)
    return (-score, -len(claim.statements), claim.id)


def counts(claim: Claim, passages: Passages) -> tuple[str, str, str]:
    """Origins, outlets and languages of a claim in words. Pages of unknown outlet are counted one by one."""
    documents = {d.id: d for one in claim.statements if (d := passages.document_of(one.id))}
    outlets = {one.outlet for one in documents.values() if one.outlet is not None}
    unknown = sum(1 for one in documents.values() if one.outlet is None)
    return (
        origin_count(len(claim.origins)),
        outlet_count(len(outlets), unknown),
        count(len(claim.languages), "language"),
    )


def claim_view(claim: Claim, n: int, passages: Passages, forecasts: tuple[ForecastView, ...]) -> ClaimView:
    """The claim as the page shows it."""
    origins, outlets, languages = counts(claim, passages)
    cites = passages.cites(one.id for one in claim.statements)
    ladder = ladder_view(claim, passages)
    web = chain_web(claim, passages)
    folded = web.straightened().folded()
    drawn = len(web.spots) > 2
    path = " → ".join(one.name for _, one, _ in rows(web))
    return ClaimView(
        id=claim.id,
        n=n,
        words=_gloss(claim, passages),
        english=_english(claim),
        counts=f"{origins} · {outlets} · {languages}",
        origin_count=origins,
        outlet_count=outlets,
        language_count=languages,
        origins=tuple(named(one) for one in claim.origins),
        path="" if drawn else path,
        tree=tree(folded),
        small=len(ladder) < 2 and not claim.denials and not claim.rivals,
        why_origins=tuple(one.why for one in claim.origin_evidence),
        wide=wide(folded) if drawn else None,
        tall=tall(folded) if drawn else None,
        ladder=ladder,
        denials=conflict_views(claim.denials, passages),
        rivals=conflict_views(claim.rivals, passages),
        forecasts=forecasts,
        cites=cites,
    )


def _gloss(claim: Claim, passages: Passages) -> Words:
    """The claim's wording, with whether the statement that it was taken from denies it."""
    for member in claim.statements:
        held = passages.statements.get(member.id)
        if held is not None and held.wording == claim.gloss.wording:
            return passages.words(member.id, claim.gloss.wording)
    return Words(text=claim.gloss.wording, language=claim.gloss.language)


def _english(claim: Claim) -> str:
    english = claim.gloss.english
    for name in claim.origins:
        english = english.replace(name, named(name))
    return english


def line_view(claim: Claim, passages: Passages) -> LineView:
    """The claim on one line."""
    return LineView(
        id=claim.id,
        words=_gloss(claim, passages),
        who=", ".join(named(one) for one in claim.origins) or "no origin named",
        cites=passages.cites(one.id for one in claim.statements),
    )


# --- the chain --------------------------------------------------------------------------------------------


def chain_web(claim: Claim, passages: Passages) -> Web:
    """The voices of a claim's statements, put together. A voice that stands in several chains is drawn once.

    Where a statement names nobody, or somebody who does not count as an origin, a dashed line leads to it
    from the page of the step before it.
    """
    web = Web()
    publisher: dict[str, str] = {}
    first: dict[str, tuple[str, bool]] = {}
    for member in claim.statements:
        statement = passages.statements.get(member.id)
        if statement is None:
            continue
        last = ""
        voices = [v for v in statement.chain if v.role != "publisher"] if statement.attributed else []
        for voice in voices:
            key, name = passages.resolved(voice)
            web.spot(key, named(name), voice.role)
            first.setdefault(statement.id, (key, bool({name, voice.name} & set(claim.origins))))
            if last:
                web.line(last, key)
            last = key
        key, name = _publisher(statement, passages)
        spot = web.spot(key, name, "publisher")
        if (cite := passages.cite(statement.id)) and cite not in spot.cites:
            spot.cites.append(cite)
        publisher[statement.id] = key
        if last:
            web.line(last, key)
    first_keys = {key for key, _ in first.values()}
    for step in claim.ladder:
        before = publisher.get(step.previous or "")
        here, counts_as_one = first.get(step.statement, (publisher.get(step.statement, ""), False))
        # An origin that does not count as one has its words from the step before, by comparison.
        if here in web.spots and before in web.spots and not counts_as_one and not web.before(here):
            web.line(before, here, dashed=True)
            if not web.before(here) and here in first_keys:
                # The one it would have its words from has them from it: another name for the same origin.
                web.drop(here)
    for spot in web.spots.values():
        # An agency that one page names as the origin, and another as a relay, has its words from somebody.
        origins = web.before(spot.key)
        if spot.role == "origin" and origins:
            found = all(web.lines[one, spot.key] for one in origins)
            spot.role = "named" if found else "relay"
    return web


def _publisher(statement: Statement, passages: Passages) -> tuple[str, str]:
    """The key and the name of the page that a statement stands on."""
    document = passages.documents[statement.document]
    voice = statement.chain[-1] if statement.chain else None
    if voice is not None and not voice.exact and document.outlet:
        return passages.resolved(voice)[0], document.outlet
    return f"document:{document.id}", label(document)


# --- the ladder ---------------------------------------------------------------------------------------------


def ladder_view(claim: Claim, passages: Passages) -> tuple[StepView, ...]:
    """The steps in order; those that repeat a step without a change that could be seen fold under it."""
    shown: dict[str, StepView] = {}
    home: dict[str, str] = {}
    later: dict[str, list[Change]] = {}
    for step in claim.ladder:
        if step.previous:
            later.setdefault(step.previous, []).extend(step.changes)
    echoes: dict[str, list[EchoView]] = {}
    for step in claim.ladder:
        cite = passages.cite(step.statement)
        if cite is None:
            continue
        published = day(step.published) if step.published else None
        outlet = step.outlet or f"{file_name(step.report)} (outlet unknown)"
        before = home.get(step.previous or "")
        if before and not step.changes:
            home[step.statement] = before
            echoes.setdefault(before, []).append(
                EchoView(
                    outlet=outlet,
                    language=step.language,
                    published=published,
                    cite=cite,
                    how=_edge(step, passages),
                )
            )
            continue
        home[step.statement] = step.statement
        statement = passages.statements[step.statement]
        shown[step.statement] = StepView(
            n=len(shown) + 1,
            outlet=outlet,
            language=language_name(step.language),
            published=published,
            wording=tuple(pieces(step, later.get(step.statement, []))),
            words=Words(text=step.content, language=step.language),
            changes=tuple(_change(one, step, claim, passages) for one in step.changes),
            attributed=statement.attributed,
            cite=cite,
            how=_how(step, shown[before].n if before in shown else 0, passages) if shown else "",
        )
    return tuple(
        StepView(
            **{**{f: getattr(one, f) for f in one.__struct_fields__}, "echoes": tuple(echoes.get(key, ()))}
        )
        for key, one in shown.items()
    )


def _how(step: Step, n: int, passages: Passages) -> str:
    """How a later step came from step `n`: by the edge between their reports; else it is only the most alike."""
    if step.previous is None or not n:
        return "by an origin of its own"
    if edge := _edge(step, passages):
        return f"from step {n} ({edge})"
    here, there = passages.document_of(step.statement), passages.document_of(step.previous)
    return f"most like step {n}" + (", in the same report" if here == there else "")


def _edge(step: Step, passages: Passages) -> str:
    """The edge between the reports of a step and of the one before it, in words; empty where there is none."""
    edge = passages.edge(step.statement, step.previous) if step.previous else None
    if edge is None or edge.kind == "same_event":
        return ""
    return LINKS[edge.kind] + ("" if edge.direction_known else ", which came first is not known")


def _change(change: Change, step: Step, claim: Claim, passages: Passages) -> ChangeView:
    before = passages.statements.get(step.previous or "")

    def words(exact: str, language: str | None) -> Words | None:
        return Words(text=exact, language=language) if exact else None

    return ChangeView(
        kind=CHANGES[change.kind],
        before=change_value(change, after=False),
        after=change_value(change, after=True),
        before_words=words(change.before_exact, before.language if before else None),
        after_words=words(change.after_exact, step.language),
    )


def change_value(change: Change, *, after: bool) -> str:
    """What a change leads from, or to, as a reader would say it."""
    value = change.after if after else change.before
    if change.kind == "time":
        value = " to ".join(day(part) for part in value.split("/"))
    return concept(value) or "nothing"


def pieces(step: Step, later: list[Change]) -> list[Piece]:
    """The step's wording, with the words that changed here and those that a later step changes marked."""
    text = step.content
    spans: list[tuple[int, int, str]] = []
    for kind, words in [("new", c.after_exact) for c in step.changes] + [
        ("lost", c.before_exact) for c in later
    ]:
        # A change that lies in the whole wording (its tense) has no words of its own to mark.
        at = text.find(words) if words and len(words) < 0.6 * len(text) else -1
        if at >= 0 and not any(at < e and b < at + len(words) for b, e, _ in spans):
            spans.append((at, at + len(words), kind))
    found: list[Piece] = []
    here = 0
    for begin, end, kind in sorted(spans):
        if begin > here:
            found.append(Piece(text=text[here:begin]))
        found.append(Piece(text=text[begin:end], kind=kind))  # type: ignore[arg-type]
        here = end
    if here < len(text):
        found.append(Piece(text=text[here:]))
    return found


# --- conflicts and forecasts --------------------------------------------------------------------------------


def conflict_views(conflicts: tuple[Conflict, ...], passages: Passages) -> tuple[ConflictView, ...]:
    """Both sides of each conflict whose statements the case holds."""
    found = []
    seen: set[tuple[str, str]] = set()
    for one in conflicts:
        left, right = _side(one.statement, passages), _side(one.other, passages)
        # The same claim, said by the same source on many pages, is one thing that stands against this one.
        against = (one.kind, one.other_claim or one.other)
        if not left or not right or against in seen:
            continue
        seen.add(against)
        why = one.why
        for name in sorted({one.who, passages.statements[one.statement].chain[0].name}, key=len):
            why = why.replace(name, named(name))
        found.append(ConflictView(kind=CONFLICTS[one.kind], left=left, right=right, why=why))
    return tuple(found)


def _side(statement_id: str, passages: Passages) -> SideView | None:
    cite = passages.cite(statement_id)
    if cite is None:
        return None
    statement = passages.statements[statement_id]
    document = passages.documents[statement.document]
    where = label(document)
    before, after = around(statement, document.text)
    if document.published:
        where += f", {day(document.published.edtf)}"
    return SideView(
        who=passages.who(statement),
        before=before,
        after=after,
        words=Words(text=statement.wording, language=statement.language),
        where=where,
        cite=cite,
    )


def around(statement: Statement, text: str) -> tuple[str, str]:
    """The words before and after the content as far as they carry the cue or a voice: "Smith denies"."""
    first, last = statement.content[0].start, statement.content[-1].end
    near = [(v.start, v.end) for v in statement.chain if v.start is not None and v.end is not None]
    if statement.cue:
        near.append((statement.cue.start, statement.cue.end))
    near = [(s, e) for s, e in near if max(first - s, e - last) < AROUND_CHARACTERS]
    before = text[min([first, *(s for s, _ in near)]) : first]
    after = text[last : max([last, *(e for _, e in near)])]
    return before.rpartition("\n")[2], after.partition("\n")[0]


def forecast_view(forecast: Forecast, passages: Passages) -> ForecastView | None:
    """A forecast; None where the case does not hold its statement."""
    cite = passages.cite(forecast.statement)
    if cite is None:
        return None
    deadline = forecast.deadline
    return ForecastView(
        id=forecast.id,
        claim=forecast.claim,
        who=", ".join(named(one) for one in forecast.who) or "no origin named",
        words=passages.words(forecast.statement, forecast.content),
        when=when(deadline),
        first=deadline.start if deadline else None,
        last=deadline.end if deadline else None,
        state=forecast.state,
        state_words=STATES[forecast.state],
        cite=cite,
        outcome=passages.cite(forecast.outcome) if forecast.outcome else None,
    )

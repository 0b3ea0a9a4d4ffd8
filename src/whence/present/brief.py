"""The brief: from what a case holds to the one record that all renderers read."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import msgspec

from whence.model import Claim, Conflict, Document, Forecast, Lineage, SourceRecord
from whence.pipeline import Holdings
from whence.present.claims import claim_view, forecast_view, importance, line_view
from whence.present.judgements import judged_lines
from whence.present.lead import lead, read_line
from whence.present.passages import Passages, label
from whence.present.picture import strip
from whence.present.views import (
    BriefView,
    ClaimView,
    ForecastView,
    LineView,
    LinkView,
    ProblemView,
    SourceView,
)
from whence.present.wording import GRADES, LIMITS, LINKS, concept, day, legible, named
from whence.problems import CATALOGUE, Problem

FULL_CLAIMS = 12
LINE_CLAIMS = 60
MOST_FORECASTS = 40
MOST_SOURCES = 25
MOST_LINKS = 25
MOST_UNCITED = 40
MOST_PLACES = 5

STATE_ORDER = {"due": 0, "past": 1, "open": 2, "came_true": 3, "withdrawn": 4}


def brief_view(holdings: Holdings, *, title: str) -> BriefView:
    """The page for a case. `title` is the question or the case's name. It follows from the holdings alone."""
    passages = Passages(
        holdings.documents, holdings.statements, holdings.graph.sources, holdings.graph.lineage
    )
    of_claim: dict[str, list[Forecast]] = {}
    for one in holdings.assessment.forecasts:
        of_claim.setdefault(one.claim, []).append(one)
    ordered = sorted(holdings.assessment.claims, key=lambda c: importance(c, of_claim.get(c.id, [])))
    full = _full(ordered, of_claim) or ordered[:1]
    rest = [one for one in ordered if one not in full]

    sentences = lead(holdings, ordered, passages)
    shown: dict[frozenset[str], int] = {}
    views = []
    for n, claim in enumerate(full, 1):
        once, see = _once(claim, n, shown)
        made = claim_view(once, n, passages, tuple(_forecast_views(of_claim.get(claim.id, []), passages)))
        views.append(msgspec.structs.replace(made, see=see, judged=judged_lines(claim, holdings)))
    claims = tuple(views)
    forecasts = _forecast_views(holdings.assessment.forecasts, passages)[:MOST_FORECASTS]
    lines = tuple(line_view(one, passages) for one in rest[:LINE_CLAIMS])
    sources = sorted(
        holdings.assessment.sources, key=lambda s: (-s.as_origin - s.as_relay, -s.as_origin, s.name, s.id)
    )
    links = sorted(holdings.graph.lineage, key=lambda e: (-e.score, e.source, e.target, e.kind))
    documents = {one.id: one for one in holdings.documents}
    uncited = passages.uncited()
    view = BriefView(
        title=title,
        as_of=holdings.as_of,
        as_of_words=day(holdings.as_of),
        lead=sentences,
        read=read_line(holdings),
        claims=claims,
        lines=lines,
        more_claims=max(0, len(rest) - LINE_CLAIMS),
        forecasts=tuple(forecasts),
        strip=strip(forecasts, holdings.as_of),
        sources=tuple(source_view(one) for one in sources[:MOST_SOURCES]),
        more_sources=max(0, len(sources) - MOST_SOURCES),
        links=tuple(link_view(one, documents) for one in links[:MOST_LINKS]),
        more_links=max(0, len(links) - MOST_LINKS),
        documents=passages.cited_documents(),
        uncited=tuple(uncited[:MOST_UNCITED]),
        more_uncited=max(0, len(uncited) - MOST_UNCITED),
        problems=problem_views(holdings.problems),
        limits=LIMITS,
        backs=_backs(claims, lines, forecasts),
    )
    return msgspec.convert(_legible(msgspec.to_builtins(view)), BriefView)


def one_claim_view(holdings: Holdings, claim: Claim) -> ClaimView:
    """One claim as the brief would show it."""
    passages = Passages(
        holdings.documents, holdings.statements, holdings.graph.sources, holdings.graph.lineage
    )
    forecasts = [one for one in holdings.assessment.forecasts if one.claim == claim.id]
    view = claim_view(claim, 1, passages, tuple(_forecast_views(forecasts, passages)))
    view = msgspec.structs.replace(view, judged=judged_lines(claim, holdings))
    return msgspec.convert(_legible(msgspec.to_builtins(view)), ClaimView)


def _legible(value: Any) -> Any:
    """The same with every text made legible."""
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, dict):
        return {key: _legible(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_legible(one) for one in value]
    return value


def _once(claim: Claim, n: int, shown: dict[frozenset[str], int]) -> tuple[Claim, tuple[int, ...]]:
    """The claim without the conflicts that earlier claims show from their side, and their numbers."""
    see: dict[int, None] = {}

    def fresh(conflicts: tuple[Conflict, ...]) -> tuple[Conflict, ...]:
        kept = []
        for one in conflicts:
            key = frozenset({one.kind, claim.id, one.other_claim or one.other})
            if shown.setdefault(key, n) == n:
                kept.append(one)
            else:
                see[shown[key]] = None
        return tuple(kept)

    once = msgspec.structs.replace(claim, denials=fresh(claim.denials), rivals=fresh(claim.rivals))
    return once, tuple(see)


def _full(ordered: list[Claim], forecasts: dict[str, list[Forecast]]) -> list[Claim]:
    """The claims that are shown at length: not those that are only one page's answer to one of them."""
    full: list[Claim] = []
    answers: set[str] = set()
    for claim in ordered:
        if importance(claim, forecasts.get(claim.id, []))[0] == 0 or len(full) == FULL_CLAIMS:
            break
        if len(claim.statements) == 1 and claim.statements[0].id in answers:
            continue
        full.append(claim)
        answers |= {one.other for one in claim.denials + claim.rivals}
    return full


def _backs(
    claims: Iterable[ClaimView], lines: Iterable[LineView], forecasts: Iterable[ForecastView]
) -> dict[int, str]:
    """From a passage's number to where the page cites it: its claim before its line before its forecast."""
    found: dict[int, str] = {}
    for claim in claims:
        sides = [side for pair in claim.denials + claim.rivals for side in (pair.left, pair.right)]
        for cite in (*claim.cites, *(side.cite for side in sides)):
            found.setdefault(cite.n, f"c{claim.n}")
    for n, line in enumerate(lines, 1):
        for cite in line.cites:
            found.setdefault(cite.n, f"l{n}")
    for n, forecast in enumerate(forecasts, 1):
        found.setdefault(forecast.cite.n, f"f{n}")
        if forecast.outcome:
            found.setdefault(forecast.outcome.n, f"f{n}")
    return found


def _forecast_views(forecasts: Iterable[Forecast], passages: Passages) -> list[ForecastView]:
    """What needs attention first; then by deadline, those without one last."""

    def order(one: Forecast) -> tuple[int, str, str]:
        first = one.deadline.start if one.deadline and one.deadline.start else "9999"
        return (STATE_ORDER[one.state], first, one.id)

    views = (forecast_view(one, passages) for one in sorted(forecasts, key=order))
    return [one for one in views if one is not None]


def source_view(source: SourceRecord) -> SourceView:
    """A source on one row."""
    parts = [f"{n} {concept(state)}" for state, n in source.forecasts.items() if n]
    return SourceView(
        name=named(source.name),
        kind=source.kind,
        as_origin=source.as_origin,
        as_relay=source.as_relay,
        forecasts=", ".join(parts) or "none",
        grade=source.grade,
        grade_words=GRADES[source.grade],
    )


def link_view(edge: Lineage, documents: dict[str, Document]) -> LinkView:
    """An edge between two reports on one row."""

    def name(document: str, report: str) -> str:
        return label(documents[document]) if document in documents else report

    return LinkView(
        first=name(edge.source_document, edge.source),
        second=name(edge.target_document, edge.target),
        kind=LINKS[edge.kind],
        arrow="→" if edge.direction_known else "–",
        why="; ".join(dict.fromkeys(one.why for one in edge.evidence)),
        score=f"{edge.score:.2f}",
    )


def problem_views(problems: Iterable[Problem]) -> tuple[ProblemView, ...]:
    """Problems by kind, most frequent first."""
    listed = list(problems)
    number = Counter(one.code for one in listed)
    found = []
    for code, n in sorted(number.items(), key=lambda item: (-item[1], item[0])):
        places = []
        for one in listed:
            if one.code == code:
                place = f"{one.where}:{one.line}" if one.line is not None else one.where
                places.append(f"{place} ({one.detail})" if one.detail else place)
        found.append(
            ProblemView(
                code=code,
                count=n,
                meaning=CATALOGUE[code].meaning,
                remedy=CATALOGUE[code].remedy,
                places=tuple(places[:MOST_PLACES]),
                more=max(0, len(places) - MOST_PLACES),
            )
        )
    return tuple(found)

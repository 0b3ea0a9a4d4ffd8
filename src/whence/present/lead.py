"""The paragraph that answers first: plain sentences from the numbers, each with the passages it rests on."""

from whence.judgement import rejected
from whence.model import Change, Claim, Forecast, Statement
from whence.pipeline import Holdings
from whence.present.claims import change_value, counts
from whence.present.passages import Passages
from whence.present.views import Sentence
from whence.present.wording import (
    MARKS,
    count,
    cut,
    day,
    figure,
    in_marks,
    in_words,
    listing,
    named,
    outlet_count,
)

QUOTED_CHARACTERS = 100

TOLD = ("stage", "unit", "number", "polarity", "place", "time")
"""Changes that the first paragraph tells, in this order; the ladder shows all."""


def lead(holdings: Holdings, ordered: list[Claim], passages: Passages) -> tuple[Sentence, ...]:
    """The sentences, from the most repeated claim to the forecasts. An empty case gets one sentence."""
    found: list[Sentence] = []
    if not holdings.documents:
        return (Sentence(text="This case holds no reports yet."),)
    if ordered:
        found.extend(_top(ordered[0], passages))
        found.extend(_conflicts(ordered, passages))
    found.extend(_forecasts(holdings, passages))
    return tuple(found)


def read_line(holdings: Holdings) -> str:
    """What was read for the page, in numbers; nothing for an empty case."""
    if not holdings.documents:
        return ""
    documents = holdings.documents
    outlets = {one.outlet for one in documents if one.outlet}
    unknown = sum(1 for one in documents if one.outlet is None)
    languages = {one.language for one in documents if one.language}
    gone = rejected(holdings.judgements)
    attributed = sum(
        1 for one in holdings.statements if one.attributed and one.within is None and one.id not in gone
    )
    claims = len(holdings.assessment.claims)
    where = f"{count(len(documents), 'report')} by {outlet_count(len(outlets), unknown)}"
    text = f"Read for this: {where}, in {count(len(languages), 'language')}; "
    if not attributed:
        text += "nobody is given in them as saying anything."
    else:
        text += f"{count(attributed, 'attributed statement')}, {count(claims, 'claim')}."
    if gone:
        text += f" {count(len(gone), 'statement')} rejected by people {'takes' if len(gone) == 1 else 'take'} no part."
    return text


def _top(claim: Claim, passages: Passages) -> list[Sentence]:
    reports = len({one.report for one in claim.statements})
    quote = in_marks(cut(claim.gloss.wording, QUOTED_CHARACTERS).strip(MARKS).rstrip(","))
    cites = passages.cites(one.id for one in claim.statements)
    origins = listing([named(one) for one in claim.origins])
    _, outlets, _ = counts(claim, passages)
    if reports > 1:
        if origins:
            noun = "independent origin" if len(claim.origins) == 1 else "independent origins"
            back = f"they go back to at most {in_words(len(claim.origins))} {noun}: {origins}"
        else:
            back = "they name no origin"
        say = f"{in_words(reports).capitalize()} reports ({outlets}) carry one claim, {quote}; {back}."
        first = Sentence(text=say, cites=cites)
    else:
        first = Sentence(text=f"{origins or 'The report itself'} says, in one report: {quote}.", cites=cites)
    return [first, *_changes(claim, passages)]


def _changes(claim: Claim, passages: Passages) -> list[Sentence]:
    """What became of the wording between the first step and the one that is furthest from it."""
    seen: dict[str, list[Change]] = {}
    rests: dict[str, list[str]] = {}
    lost: list[str] = []
    for step in claim.ladder:
        for change in step.changes:
            seen.setdefault(change.kind, []).append(change)
            rests.setdefault(change.kind, []).extend([step.previous or step.statement, step.statement])
            held = passages.statements.get(step.statement)
            if change.kind == "attribution_lost" and held is not None and not held.attributed:
                lost.append(step.statement)
    turns, cited = [], []
    for kind in TOLD:
        if kind in seen:
            before, after = change_value(seen[kind][0], after=False), change_value(seen[kind][-1], after=True)
            if before != after and not {"nothing", ""} & {before, after} and "unknown" not in before + after:
                turns.append(f"“{cut(before, 40)}” became “{cut(after, 40)}”")
                cited += rests[kind]
    sentences = []
    if turns:
        text = f"On the way {listing(turns[:3])}."
        sentences.append(Sentence(text=text, cites=passages.cites(cited)))
    if lost:
        number = len(set(lost))
        subject = f"{in_words(number).capitalize()} {'report gives' if number == 1 else 'reports give'}"
        sentences.append(
            Sentence(text=f"{subject} it as fact, with nobody named.", cites=passages.cites(lost))
        )
    return sentences


def _conflicts(ordered: list[Claim], passages: Passages) -> list[Sentence]:
    found: list[Sentence] = []
    if ordered[0].denials:
        denials = ordered[0].denials
        names = list(dict.fromkeys(named(one.who) for one in denials))
        plain = all(one.kind == "denial" for one in denials)
        verbs = ("denies it", "deny it") if plain else ("says the opposite", "say the opposite")
        text = f"{listing(names)} {verbs[len(names) > 1]}."
        found.append(Sentence(text=text, cites=passages.cites(one.other for one in denials)))
    rivals = [one for claim in ordered for one in claim.rivals]
    if rivals:
        one = rivals[0]
        left, right = passages.statements.get(one.statement), passages.statements.get(one.other)
        if left and right:
            cites = passages.cites([left.id, right.id])
            sides = [_says(side, passages) for side in (left, right)]
            more = f" ({count(len(rivals) - 1, 'more pair')} below)" if len(rivals) > 1 else ""
            found.append(Sentence(text=f"Figures disagree: {'; '.join(sides)}{more}.", cites=cites))
    return found


def _says(side: Statement, passages: Passages) -> str:
    figures = list(dict.fromkeys(figure(one) for one in side.figures))
    who = passages.who(side)
    return f"{who} says {listing(figures)}" if figures else who


def _forecasts(holdings: Holdings, passages: Passages) -> list[Sentence]:
    """How many forecasts stand where; the cites are those of the forecasts that need somebody's attention."""
    forecasts = holdings.assessment.forecasts
    if not forecasts:
        return []
    groups: dict[str, list[Forecast]] = {}
    for one in forecasts:
        groups.setdefault(one.state, []).append(one)
    words = {
        "due": "due now",
        "past": "past the deadline with no outcome in the case",
        "open": "open",
        "came_true": "reported as come true",
        "withdrawn": "withdrawn",
    }
    parts = [f"{len(groups[state]):,} {text}" for state, text in words.items() if state in groups]
    text = f"On {day(holdings.as_of)}, of {count(len(forecasts), 'forecast')}: {listing(parts, most=9)}."
    urgent = [one.statement for state in ("due", "past") for one in groups.get(state, [])][:6]
    return [Sentence(text=text, cites=passages.cites(urgent))]

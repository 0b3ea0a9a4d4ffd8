"""The paragraph that answers first: plain sentences from the numbers, each with the passages it rests on."""

from whence.model import Claim, Forecast
from whence.pipeline import Holdings
from whence.present.claims import counts, who
from whence.present.passages import Passages
from whence.present.views import Sentence
from whence.present.wording import (
    count,
    cut,
    day,
    figure,
    in_words,
    listing,
    named,
    outlet_count,
)

QUOTED_CHARACTERS = 110

TOLD = ("unit", "stage", "number", "polarity", "place", "time")
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
    """What was read for the page, in numbers."""
    documents = holdings.documents
    outlets = {one.outlet for one in documents if one.outlet}
    unknown = sum(1 for one in documents if one.outlet is None)
    languages = {one.language for one in documents if one.language}
    attributed = sum(1 for one in holdings.statements if one.attributed)
    claims = len(holdings.assessment.claims)
    where = f"{count(len(documents), 'report')} by {outlet_count(len(outlets), unknown)}"
    text = f"Read for this: {where}, in {count(len(languages), 'language')}; "
    if not attributed:
        text += "nobody is given in them as saying anything."
    else:
        text += f"{count(attributed, 'attributed statement')}, {count(claims, 'claim')}."
    return text


def _top(claim: Claim, passages: Passages) -> list[Sentence]:
    reports = len({one.report for one in claim.statements})
    quote = f"“{cut(claim.gloss.wording, QUOTED_CHARACTERS)}”"
    cites = passages.cites(one.id for one in claim.statements)
    origins = listing([named(one) for one in claim.origins])
    _, outlets, _ = counts(claim, passages)
    if reports > 1:
        if origins:
            noun = "independent origin" if len(claim.origins) == 1 else "independent origins"
            back = f"go back to at most {in_words(len(claim.origins))} {noun}: {origins}."
        else:
            back = "name no origin."
        first = Sentence(text=f"{quote}: {count(reports, 'report')} ({outlets}) {back}", cites=cites)
    else:
        first = Sentence(
            text=f"{quote}: so says {origins or 'the report itself'}, in one report.", cites=cites
        )
    return [first, *_changes(claim, passages)]


def _changes(claim: Claim, passages: Passages) -> list[Sentence]:
    """What became of the wording between the first step and the one that is furthest from it."""
    seen: dict[str, list[tuple[str, str]]] = {}
    rests: list[str] = []
    lost: list[str] = []
    for step in claim.ladder:
        for change in step.changes:
            if change.kind == "attribution_lost":
                if not passages.statements[step.statement].attributed:
                    lost.append(step.statement)
            elif change.kind in TOLD and _differ(change.before_exact, change.after_exact):
                rests += [step.previous or step.statement, step.statement]
                seen.setdefault(change.kind, []).append((change.before_exact, change.after_exact))
    if not seen and not lost:
        return []
    sentences = []
    if seen:
        turns = [
            f"“{cut(pairs[0][0], 40)}” became “{cut(pairs[-1][1], 40)}”"
            for pairs in (seen[kind] for kind in TOLD if kind in seen)
        ]
        sentences.append(Sentence(text=f"On the way {listing(turns, most=3)}.", cites=passages.cites(rests)))
    if lost:
        number = len(set(lost))
        subject = f"{in_words(number).capitalize()} {'report gives' if number == 1 else 'reports give'}"
        sentences.append(
            Sentence(
                text=f"{subject} it as fact, with nobody named.",
                cites=passages.cites(lost),
            )
        )
    return sentences


def _differ(before: str, after: str) -> bool:
    """Whether two wordings differ for a reader: "30,000" and "30 000" do not."""
    bare = ["".join(c for c in words.casefold() if c.isalnum()) for words in (before, after)]
    return all(bare) and bare[0] != bare[1]


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
            sides = [
                f"{who(side)} says {figure(side.figures[0])}" if side.figures else who(side)
                for side in (left, right)
            ]
            more = f" ({count(len(rivals) - 1, 'more pair')} below)" if len(rivals) > 1 else ""
            found.append(Sentence(text=f"Figures disagree: {' against '.join(sides)}{more}.", cites=cites))
    return found


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

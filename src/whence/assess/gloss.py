"""An English line for a claim, built from concept ids, figures, times and names: no translation.

"50,000 call-up orders · mobilisation, sent out · by 31 December 2022 · in Belarus · says General Staff". It
holds what the records hold and nothing else: what no pack has a concept for stays in the original wording
beside it.
"""

from datetime import date

from whence.assess.case import Case, distinct
from whence.assess.changes import amount, words
from whence.model import Figure, Gloss, Statement, When

_UNITS = {
    "summons": "call-up orders",
    "soldier": "soldiers",
    "person": "people",
    "casualty": "casualties",
    "vehicle": "vehicles",
    "aircraft": "aircraft",
    "missile": "missiles",
    "ship": "ships",
    "train": "trains",
    "money_dollar": "dollars",
    "money_euro": "euros",
    "money_krone": "kroner",
    "money_pound": "pounds",
    "kilometre": "kilometres",
    "tonne": "tonnes",
    "day": "days",
    "house": "houses",
}
_EVENTS = {
    "mobilize": "mobilisation",
    "attack": "attack",
    "exercise": "military exercise",
    "deploy": "deployment",
    "withdraw": "withdrawal",
    "agree": "agreement",
    "arrest": "arrest",
    "resign": "resignation",
    "close": "closure",
    "open": "opening",
    "elect": "election",
    "kill": "deaths",
    "evacuate": "evacuation",
    "sanction": "sanctions",
    "retract": "retraction",
}
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}  # EDTF level 1
_STAGES = {"sent": "sent out", "called_up": "called up", "tendered": "put out to tender"}
_APPROXIMATORS = {"about": "about ", "nearly": "nearly ", "up_to": "up to ", "more_than": "more than ",
                  "less_than": "fewer than ", "increment": "another "}  # fmt: skip


def gloss(case: Case, statement: Statement) -> Gloss:
    """The wording of a statement, its language, and the English line."""
    parts = [*_figures(statement), _what(statement), _when(statement), _where(case, statement)]
    line = " · ".join(part for part in parts if part)
    if statement.stance.polarity == "negated":
        line = f"not: {line}" if line else ""
    says = "denies" if statement.stance.denial else "says"
    who = f"{says} {case.name(statement)}" if statement.attributed else "no source named"
    english = f"{line} · {who}" if line else f"{_named(statement) or 'untranslated · '}{who}"
    return Gloss(wording=statement.heading, language=statement.language, english=english)


def _figures(statement: Statement) -> list[str]:
    return list(distinct(quantity(figure) for figure in statement.figures))


def quantity(figure: Figure) -> str:
    """A figure in English: "50,000 call-up orders", "at most 40,000 soldiers", "12 %"."""
    if figure.unit == "percent":
        return f"{amount(figure)} per cent"
    unit = "" if figure.unit is None else " " + _UNITS.get(figure.unit, words(figure.unit))
    number = amount(figure)
    if figure.approximator in _APPROXIMATORS and not number.startswith("at "):
        number = _APPROXIMATORS[figure.approximator] + number
    if figure.approximator == "more_than":
        number = number.replace("at least", "more than")
    return number + unit


def _what(statement: Statement) -> str:
    event = statement.event
    kinds = (
        [event.concept] if event is not None else [c.id for c in statement.concepts if c.kind == "event"][:2]
    )
    topics = [] if kinds else [c.id for c in statement.concepts if c.kind == "topic"][:2]
    stage = event.stage if event is not None else None
    if stage is None:
        stage = next((c.id for c in statement.concepts if c.kind == "stage"), None)
    names = distinct(_EVENTS.get(kind, words(kind)) for kind in (*kinds, *topics))
    text = " and ".join(names)
    if stage is not None:
        phrase = _STAGES.get(stage, words(stage))
        text = f"{text}, {phrase}" if text else phrase
    return text


def _when(statement: Statement) -> str:
    times = [time for time in statement.times if time.role != "publication"]
    return ", ".join(distinct(_time(time) for time in times[:2]))


def _time(time: When) -> str:
    by = "by " if time.role == "deadline" else ""
    if time.start is None or time.end is None:
        return by + (time.exact or time.edtf)
    start, end = date.fromisoformat(time.start), date.fromisoformat(time.end)
    if start == end:
        return f"{by or 'on '}{start.day} {start:%B} {start.year}"
    if start.day == 1 and (start.year, start.month) == (end.year, end.month):
        return f"{by or 'in '}{start:%B} {start.year}"
    if time.granularity == "season" and (season := _SEASONS.get(time.edtf[5:7])) is not None:
        return f"{by or 'in '}{season} {time.edtf[:4]}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return f"{by or 'in '}{start.year}"
    last = f"{end.day} {end:%B} {end.year}"
    return f"by {last}" if by else f"from {start.day} {start:%B} {start.year} to {last}"


def _where(case: Case, statement: Statement) -> str:
    names = distinct(place.name for place in statement.places)[:3]
    return "in " + ", ".join(names) if names else ""


def _named(statement: Statement) -> str:
    names = distinct(actor.name for actor in statement.actors)[:3]
    return f"about {', '.join(names)} · " if names else ""

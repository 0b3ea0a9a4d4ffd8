"""A source's history in the case, and the letter it earns by it.

The letter is the Admiralty Code's. F means "cannot be judged" and is what a source has until enough of its
forecasts have an outcome that somebody reported; a deadline that merely passed proves nothing either way.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from whence.assess.case import Case
from whence.model import Claim, Forecast, SourceRecord
from whence.settings import settings

Grade = Literal["A", "B", "C", "D", "E", "F"]
LETTERS: tuple[Grade, ...] = ("A", "B", "C", "D")


def records(case: Case, claims: Sequence[Claim], forecasts: Sequence[Forecast]) -> tuple[SourceRecord, ...]:
    """One record a source, by id."""
    said: dict[str, set[str]] = defaultdict(set)
    first: dict[str, set[str]] = defaultdict(set)
    passed: dict[str, set[str]] = defaultdict(set)
    documents: dict[str, set[str]] = defaultdict(set)
    for statement in case.statements.values():
        if not statement.attributed:
            continue
        for voice in (*statement.chain, *statement.alleged):
            key = case.source(voice.source_id)
            said[key].add(statement.id)
            documents[key].add(statement.report)
        first[case.source(statement.chain[0].source_id)].add(statement.id)
        for voice in statement.chain[1:]:
            if voice.role == "relay":
                passed[case.source(voice.source_id)].add(statement.id)
    origins = _origins(case)
    tally: dict[str, dict[str, int]] = defaultdict(dict)
    for forecast in forecasts:
        for key in origins.get(forecast.claim, set()):
            if case.source_of.get(key) is None or case.source_of[key].name in forecast.who:
                tally[key][forecast.state] = tally[key].get(forecast.state, 0) + 1
    return tuple(
        SourceRecord(
            id=source.id,
            name=source.name,
            kind=source.kind,
            variants=source.variants,
            statements=len(said[source.id]),
            as_origin=len(first[source.id]),
            as_relay=len(passed[source.id]),
            documents=tuple(sorted(documents[source.id])),
            forecasts=dict(sorted(tally[source.id].items())),
            grade=grade(tally[source.id]),
            outlet_kind=source.outlet_kind,
            owner=source.owner,
        )
        for source in sorted(case.graph.sources, key=lambda s: s.id)
    )


def grade(tally: Mapping[str, int]) -> Grade:
    """The letter for forecasts by state: by the share that came true, once enough have an outcome."""
    weights = settings().records
    true, withdrawn = tally.get("came_true", 0), tally.get("withdrawn", 0)
    resolved = true + withdrawn
    if resolved < weights.fewest_resolved:
        return "F"
    share = true / resolved
    bounds = (weights.a_share, weights.b_share, weights.c_share, weights.d_share)
    for letter, bound in zip(LETTERS, bounds, strict=True):
        if share >= bound:
            return letter
    return "E"


def _origins(case: Case) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for family in case.families:
        members = (s for s in case.members(family) if s.attributed)
        found[family.id] = {case.source(s.chain[0].source_id) for s in members}
    return found

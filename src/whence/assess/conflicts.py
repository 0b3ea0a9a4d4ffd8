"""Who says otherwise: denials, contradictions and rival figures, as pairs side by side. Never a verdict."""

from collections.abc import Sequence

from whence.assess.case import Case
from whence.assess.changes import amount
from whence.model import Conflict, Statement, Tie


def conflicts(case: Case, members: Sequence[Statement]) -> tuple[tuple[Conflict, ...], tuple[Conflict, ...]]:
    """Rivals and denials (with contradictions) of a claim, each seen from the claim's own statement.

    Of several pairs with the same other claim and voice the surest is kept: one voice is one conflict.
    """
    best: dict[tuple[str, str, str], tuple[float, str, Conflict]] = {}
    for statement in members:
        for tie in case.ties_of.get(statement.id, ()):
            if tie.relation == "same":
                continue
            other = case.statements.get(tie.b if tie.a == statement.id else tie.a)
            if other is None:
                continue
            made = _conflict(case, statement, other, tie)
            key = (made.kind, made.other_claim or other.id, made.who)
            rank = (-tie.score, made.statement + made.other)
            if key not in best or rank < (-best[key][0], best[key][1]):
                best[key] = (tie.score, made.statement + made.other, made)
    found = [made for _, _, made in sorted(best.values(), key=lambda item: (-item[0], item[1]))]
    rivals = tuple(conflict for conflict in found if conflict.kind == "rival_figure")
    return rivals, tuple(conflict for conflict in found if conflict.kind != "rival_figure")


def _conflict(case: Case, statement: Statement, other: Statement, tie: Tie) -> Conflict:
    who = case.name(other)
    if tie.relation == "rival":
        kind = "rival_figure"
        mine, theirs = (", ".join(amount(f) for f in s.figures) for s in (statement, other))
        why = f"{case.name(statement)} says {mine}, {who} says {theirs}"
    elif tie.relation == "denial":
        kind = "denial"
        why = f"{who} denies it" if other.stance.denial else f"it denies what {who} says"
    else:
        kind = "contradiction"
        why = f"{case.name(statement)} and {who} say opposite things"
    return Conflict(
        kind=kind,  # type: ignore[arg-type]
        statement=statement.id,
        other=other.id,
        report=other.report,
        content=other.wording,
        who=who,
        other_claim=case.family_of.get(other.id),
        why=why,
        evidence=tie.evidence,
    )

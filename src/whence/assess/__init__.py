"""The graph to answers: origins, ladders, conflicts, forecasts, records. One verb: `assess`."""

from collections.abc import Sequence
from datetime import date

from whence.assess.case import Case, distinct
from whence.assess.conflicts import conflicts
from whence.assess.forecasts import forecasts
from whence.assess.gloss import gloss
from whence.assess.ladder import ladder, transmission
from whence.assess.origins import origins
from whence.assess.records import records
from whence.model import Assessment, Claim, ClaimStatement, Document, Forecast, Graph, Statement
from whence.problems import Problem

__all__ = ["assess"]


def assess(
    graph: Graph, documents: Sequence[Document], statements: Sequence[Statement], *, as_of: date
) -> tuple[Assessment, tuple[Problem, ...]]:
    """The answers for every claim of a case on the day `as_of`.

    `statements` must hold all that `graph` names. Claims are ordered by how many outlets carry them, most
    first. A family whose statements are missing is reported as a Problem and left out.
    """
    case = Case(graph, documents, statements)
    claims: list[Claim] = []
    ledger: list[Forecast] = []
    problems: list[Problem] = []
    for family in graph.families:
        members = case.members(family)
        if len(members) < len(family.statements):
            missing = len(family.statements) - len(members)
            detail = f"{missing} statements of claim {family.id} are not in the case"
            problems.append(Problem(code="not_found", where="assess", detail=detail))
        if not members:
            continue
        ordered = transmission(case, members)
        names, evidence = origins(case, ordered)
        rivals, denials = conflicts(case, ordered)
        lead = next((s for s in ordered if s.attributed), ordered[0])
        claims.append(
            Claim(
                id=family.id,
                gloss=gloss(case, lead),
                statements=tuple(_member(statement) for statement in ordered),
                origins=names,
                outlets=distinct(
                    case.outlet(case.documents[s.document]) for s in ordered if s.document in case.documents
                ),
                languages=distinct(s.language for s in ordered),
                ladder=ladder(case, ordered),
                rivals=rivals,
                denials=denials,
                origin_evidence=evidence,
                judged=family.judged,
            )
        )
        ledger += forecasts(case, family, ordered, names, as_of=as_of)
    claims.sort(key=lambda c: (-len(c.outlets), -len(c.statements), c.id))
    ledger.sort(key=lambda f: (f.deadline is None, f.deadline.end or "" if f.deadline else "", f.id))
    found = records(case, claims, ledger)
    return Assessment(claims=tuple(claims), forecasts=tuple(ledger), sources=found), tuple(problems)


def _member(statement: Statement) -> ClaimStatement:
    return ClaimStatement(
        id=statement.id, report=statement.report, content=statement.wording, attributed=statement.attributed
    )

"""The order of transmission of a claim's wordings.

The order follows the lineage of the documents where it is known, then the day of publication, then the length
of the chain (the fewer go-betweens the earlier), then how much a wording holds: what is fuller cannot have
come from what is poorer. Each step is compared with the wording it most likely came from.
"""

from collections.abc import Mapping, Sequence

from whence.assess.case import Case, published_first, tied
from whence.assess.changes import changes
from whence.model import Statement, Step

LATEST = "9999-12-31"


def transmission(case: Case, members: Sequence[Statement]) -> list[Statement]:
    """The members of a claim in order of transmission."""
    shortest: dict[str, int] = {}
    for statement in members:
        known = shortest.get(statement.document, _voices(statement))
        shortest[statement.document] = min(known, _voices(statement))
    rest = sorted(members, key=lambda s: _rank(case, s, shortest))
    done: list[Statement] = []
    placed: set[str] = set()
    while rest:
        waiting = {s.document for s in rest}
        ready = next((s for s in rest if not (case.ancestors(s.document) & waiting - {s.document})), rest[0])
        rest.remove(ready)
        done.append(ready)
        placed.add(ready.document)
    return done


def ladder(case: Case, ordered: Sequence[Statement]) -> tuple[Step, ...]:
    """The steps, the first without a previous one."""
    steps: list[Step] = []
    for number, statement in enumerate(ordered):
        before = _previous(case, statement, ordered[:number])
        document = case.documents.get(statement.document)
        steps.append(
            Step(
                statement=statement.id,
                report=statement.report,
                content=statement.wording,
                previous=None if before is None else before.id,
                outlet=None if document is None else document.outlet,
                language=statement.language,
                published=document.published.edtf if document is not None and document.published else None,
                changes=() if before is None else changes(case, before, statement),
            )
        )
    return tuple(steps)


def _rank(case: Case, statement: Statement, shortest: Mapping[str, int]) -> tuple[object, ...]:
    document = case.documents.get(statement.document)
    day = published_first(document.published) if document is not None else None
    held = len(statement.figures) + len(statement.times) + len(statement.concepts) + len(statement.alleged)
    near = shortest[statement.document]
    return (day or LATEST, not statement.attributed, near, statement.document, -held, statement.id)


def _voices(statement: Statement) -> int:
    return sum(voice.role != "publisher" for voice in statement.chain)


def _previous(case: Case, statement: Statement, earlier: Sequence[Statement]) -> Statement | None:
    """The wording that a statement most likely came from: from the documents its own was made from, else the
    one most alike."""
    if not earlier or _independent(case, statement, earlier):
        return None
    parents = case.parents.get(statement.document, set())
    ancestors = case.ancestors(statement.document)
    order = {s.id: number for number, s in enumerate(earlier)}

    def preference(candidate: Statement) -> tuple[int, float, int]:
        near = 2 if candidate.document in parents else 1 if candidate.document in ancestors else 0
        return near, tied(case, statement.id, candidate.id), -order[candidate.id]

    return max(earlier, key=preference)


def _independent(case: Case, statement: Statement, earlier: Sequence[Statement]) -> bool:
    """Whether a statement begins a line of its own: from a document that was made from none of the others', by an
    origin that none of them names. An outlet or nobody as origin is no beginning but an attribution that was lost."""
    origin = statement.chain[0].source_id
    if not statement.attributed or origin.startswith("outlet:") or origin.endswith(":unstated"):
        return False
    if case.ancestors(statement.document) & {other.document for other in earlier}:
        return False
    mine = {case.source(voice.source_id) for voice in statement.chain if voice.role != "publisher"}
    return not any(
        mine & {case.source(voice.source_id) for voice in other.chain if voice.role != "publisher"}
        for other in earlier
    )

"""The event of a statement: PLOVER type and mode, and the stage of a process, from the concepts in its content."""

from collections.abc import Sequence

from whence.languages.events import event_table
from whence.model import Concept, Event

STAGE_ORDER = (
    "planned",
    "tendered",
    "ordered",
    "printed",
    "sent",
    "called_up",
    "begun",
    "arrived",
    "completed",
    "cancelled",
)


def event_of(concepts: Sequence[Concept]) -> Event | None:
    """The event: the first event concept (`tender` and other vehicles yield to what they serve), and its stage.

    The stage is the one that the wording claims to be reached or aimed at: the last of the process that is named.
    """
    if not concepts:
        return None
    events = [concept for concept in concepts if concept.kind == "event"]
    units = [concept for concept in concepts if concept.kind == "unit" and concept.id == "summons"]
    if not events and not units:
        return None
    main = next((event for event in events if event.id != "tender"), events[0] if events else units[0])
    kind = "mobilize" if main.kind == "unit" else main.id
    ranked = sorted(
        (concept for concept in concepts if concept.kind == "stage"),
        key=lambda concept: STAGE_ORDER.index(concept.id) if concept.id in STAGE_ORDER else -1,
    )
    known = event_table().concepts.get(kind)
    return Event(
        concept=kind,
        type=known.type if known is not None else None,
        mode=_mode(concepts, known.type, known.mode) if known is not None else None,
        stage=ranked[-1].id if ranked else None,
        exact=main.exact,
        start=main.start,
        end=main.end,
    )


def _mode(concepts: Sequence[Concept], type: str, mode: str | None) -> str | None:
    """The concept's own mode; for MOBILIZE what is said to be mobilised decides, where it is said."""
    if type != "MOBILIZE":
        return mode
    told = event_table().mobilized
    return next((told[one.id] for one in concepts if one.kind in ("unit", "topic") and one.id in told), mode)

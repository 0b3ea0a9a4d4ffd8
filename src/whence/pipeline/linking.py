"""When and how a case is linked: a few changes by themselves, many as a whole."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from whence.model import Record, decode, encode
from whence.pipeline.parts import file_names
from whence.pipeline.printing import Printing
from whence.problems import Problem

if TYPE_CHECKING:
    from whence.link.judgements.decided import Decisions
    from whence.store import Store

FEW, FEW_OF = 30, 50
"""So many reports that came, changed or went, and one more for so many linked ones, are linked by themselves: linking a
whole case takes about as long."""

Decide = Callable[[], "Decisions"]
"""What people decided, by the ids of now; asked for only where something is linked."""


class _Laid(Record, frozen=True):
    """The judgements that the linked tables rest on, what these decided on the ids of then, and how many keys of each
    space are crowded (`link.live.blocks.Crowded`); nothing where that was not counted yet."""

    judged: str = ""
    decisions: bytes = b""
    crowded: dict[str, tuple[int, int]] = {}


def link_case(store: "Store", key: str, judged: str, decide: Decide) -> tuple[Problem, ...]:
    """Links what is not linked yet; what was skipped on the way, all of which the case keeps as well.

    `key` names the code that linking rests on: with another one the whole case is linked anew. `judged` names the
    judgements that are in force.
    """
    changed, made = store.queued(), store.linked_by()
    known = made is not None and made[0] == key
    before = decode(made[1], _Laid) if made is not None and known else _Laid()
    if known and not changed and before.judged == judged:
        return ()
    few = len(changed) <= FEW or len(changed) <= FEW + store.linked_documents() // FEW_OF
    if few and (known or (made is None and not store.linked_documents())):
        # One transaction: each is written out and synchronised, which costs as much as a tenth of all else.
        with store.transaction():
            file_names(store, changed)
            return live(store, changed, key, judged, decide(), before)
    file_names(store, changed)
    return bulk(store, key, judged, decide())


def live(
    store: "Store", changed: Sequence[str], key: str, judged: str, decisions: "Decisions", before: _Laid
) -> tuple[Problem, ...]:
    """Links documents that came, changed or went, and what people decided otherwise than `before`."""
    from whence.link.judgements.laid import kept, restored
    from whence.link.live.changes import Live

    printing = Printing(store, key, decisions)
    with store.transaction():
        linked = Live(
            store.connection,
            printing.report,
            decisions,
            restored(before.decisions),
            printed=printing.of,
            crowded=before.crowded,
        )
        faults = linked.change(changed)
        laid = _Laid(judged=judged, decisions=kept(decisions), crowded=linked.crowded)
        store.put_links(key, encode(laid))
        return _kept(store, linked.problems(), faults)


def bulk(store: "Store", key: str, judged: str, decisions: "Decisions") -> tuple[Problem, ...]:
    """Links everything at once."""
    from whence.link import reports
    from whence.link.judgements.laid import kept
    from whence.link.live.exports import exports
    from whence.link.program import run
    from whence.store.engines.duckdb import DuckDB
    from whence.store.links import Table

    printing = Printing(store, key, decisions)
    printing.keep()
    with DuckDB(workers=1) as engine:
        engine.insert("reports", reports(store.documents(), store.statements(), decisions))
        skipped = run(engine, decisions, growing=True, printed=printing.batches)
        with store.transaction():
            laid = encode(_Laid(judged=judged, decisions=kept(decisions)))
            store.put_links(key, laid, (Table(*table) for table in exports(engine)))
            return _kept(store, skipped.limits, skipped.faults)


def _kept(store: "Store", limits: Sequence[Problem], faults: Sequence[Problem]) -> tuple[Problem, ...]:
    """Keeps what linking had to skip; `limits` take the place of those that were known."""
    for place in ("link", "names"):
        store.put_problems(place, [one for one in limits if one.where == place])
    store.add_problems(faults)
    return (*limits, *faults)

"""When and how a case is linked: a few new reports one by one, many or changed ones as a whole."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from whence.problems import Problem

if TYPE_CHECKING:
    from whence.link.judgements.decided import Decisions
    from whence.store import Store

FEW, FEW_OF = 30, 50
"""So many new reports, and one more for so many linked ones, are linked one by one: linking a whole case takes about as
long."""

Decide = Callable[[], "Decisions"]
"""What people decided, by the ids of now; asked for only where something is linked."""


def link_case(store: "Store", key: str, decide: Decide) -> tuple[Problem, ...]:
    """Links what is not linked yet; what was skipped on the way, all of which the case keeps as well.

    `key` names the code and the judgements that linking rests on: with another one the whole case is linked anew.
    """
    new, others = store.queued()
    empty = store.linked_by() is None and not store.linked_documents()
    if (empty or store.linked_by() == key) and not others:
        if not new:
            return ()
        if len(new) <= FEW + store.linked_documents() // FEW_OF:
            found = live(store, new, key, decide())
            if found is not None:
                return found
    return bulk(store, key, decide())


def live(store: "Store", new: Sequence[str], key: str, decisions: "Decisions") -> tuple[Problem, ...] | None:
    """Adds reports one by one; None where the case has to be linked as a whole."""
    from whence.link.live.adding import Live, NotLive
    from whence.link.report import Report

    def load(name: str) -> Report:
        document = store.document(name)
        assert document is not None, name
        return Report(document, (one for one in store.statements(name) if one.id not in decisions.rejected))

    try:
        with store.transaction():
            linked = Live(store.connection, load, decisions)
            faults = [fault for name in new for fault in linked.add(load(name))]
            store.put_links(key)
            return _kept(store, linked.problems(), faults)
    except NotLive:
        return None


def bulk(store: "Store", key: str, decisions: "Decisions") -> tuple[Problem, ...]:
    """Links everything at once."""
    from whence.link import reports
    from whence.link.live.exports import exports
    from whence.link.program import run
    from whence.store.engines.duckdb import DuckDB
    from whence.store.links import Table

    with DuckDB(workers=1) as engine:
        engine.insert("reports", reports(store.documents(), store.statements(), decisions))
        skipped = run(engine, decisions)
        with store.transaction():
            store.put_links(key, (Table(*table) for table in exports(engine)))
            return _kept(store, skipped.limits, skipped.faults)


def _kept(store: "Store", limits: Sequence[Problem], faults: Sequence[Problem]) -> tuple[Problem, ...]:
    """Keeps what linking had to skip; `limits` take the place of those that were known."""
    for place in ("link", "names"):
        store.put_problems(place, [one for one in limits if one.where == place])
    store.add_problems(faults)
    return (*limits, *faults)

"""One graph, however a case came to be: all at once, one by one, in any order."""

import random
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
from bench.reports import Report, reports, statements

from whence.link.judgements.decided import Decisions
from whence.model import Graph, encode
from whence.pipeline import Case, linking
from whence.problems import Problem
from whence.settings import Blocks
from whence.store import Store

COUNT = 40


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits so small that blocks fill up, leaders are displaced and the best of an item are more than are kept."""
    from whence.link.blocks import candidates as blocks
    from whence.link.live import adding as live

    def limits(space: str) -> Blocks:
        given = kept(space)
        return msgspec.structs.replace(given, cap_items=5, leaders=2, hot_items=12, best_items=3)

    kept = blocks.limits
    monkeypatch.setattr(blocks, "limits", limits)
    monkeypatch.setattr(live, "limits", limits)


def linked(
    folder: Path, made: Iterable[Report], monkeypatch: pytest.MonkeyPatch, *, at_once: bool
) -> tuple[Graph, int]:
    """The graph of a case of these reports, and how often it was linked as a whole."""
    times: list[str] = []
    as_it_is = linking.bulk

    def bulk(store: Store, key: str, decisions: Decisions) -> tuple[Problem, ...]:
        times.append(key)
        return as_it_is(store, key, decisions)

    with Case(Store.open(folder, create=True)) as case, monkeypatch.context() as patched:
        patched.setattr(linking, "bulk", bulk)
        for report in made:
            store = case._store
            store.add_document(report.document)
            store.put_statements(report.document.id, "k", statements(report))
            if not at_once:
                case._link()
        return case._graph(), len(times)


def same(a: Graph, b: Graph) -> None:
    """Asserts that two graphs are the same, part by part."""
    for part in ("lineage", "sources", "ties", "families"):
        ours, theirs = ([encode(one) for one in getattr(graph, part)] for graph in (a, b))
        assert ours == theirs, part


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_by_one_in_any_order_is_all_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    made = list(reports(seed, 0, COUNT))
    monkeypatch.setattr(linking, "FEW", -1)
    monkeypatch.setattr(linking, "FEW_OF", 10**9)
    whole, times = linked(tmp_path / "whole", made, monkeypatch, at_once=True)
    assert times == 1
    assert whole.lineage
    monkeypatch.setattr(linking, "FEW", 10**9)
    random.Random(seed).shuffle(made)
    live, times = linked(tmp_path / "live", made, monkeypatch, at_once=False)
    assert times < len(made) / 4
    same(whole, live)


def test_a_copy_that_comes_before_its_source_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [one for one in reports(1, 0, 400) if one.truth.kind == "copy"][:1]
    source = next(one for one in reports(1, 0, 400) if one.number == made[0].truth.made_from)
    other = next(
        one for one in reports(1, 0, 400) if one.truth.made_from is None and one.number != source.number
    )
    monkeypatch.setattr(linking, "FEW", 10**9)
    first, times = linked(tmp_path / "first", [*made, other, source], monkeypatch, at_once=False)
    assert times == 1
    second, times = linked(tmp_path / "second", [source, other, *made], monkeypatch, at_once=False)
    assert times == 0
    same(first, second)

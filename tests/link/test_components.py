"""Connected components over an engine: right, named alike, and in few rounds."""

from itertools import pairwise
from random import Random
from typing import Any

import pyarrow as pa
import pytest

from whence.link import components as module
from whence.link.components import components
from whence.link.engine import Engine
from whence.problems import RunAborted
from whence.store.engines.duckdb import DuckDB


def joined(pairs: list[tuple[int, int]]) -> dict[int, int]:
    """The same by union-find, in Python."""
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in pairs:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    return {node: root(node) for node in parent}


@pytest.fixture(autouse=True)
def by_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAIRS_HERE", -1)


def connected(engine: Engine, pairs: list[tuple[Any, Any]]) -> tuple[dict[Any, Any], int]:
    """Components by the engine, and the rounds."""
    engine.insert("edges", pa.table({"a": [a for a, _ in pairs], "b": [b for _, b in pairs]}))
    rounds = components(engine, "edges", "found")
    table = engine.rows("SELECT node, component FROM found").to_pylist()
    assert len({row["node"] for row in table}) == len(table)
    return {row["node"]: row["component"] for row in table}, rounds


def test_components_are_named_by_their_smallest_member(engine: Engine) -> None:
    pairs = [(5, 4), (4, 5), (9, 5), (2, 2), (7, 8), (8, 6), (6, 7), (9, 9)]
    assert connected(engine, pairs)[0] == joined(pairs)


def test_members_may_be_strings() -> None:
    with DuckDB(workers=1) as engine:
        named = connected(engine, [("ø", "z"), ("z", "a"), ("c", "b")])[0]
    assert named == {"ø": "a", "z": "a", "a": "a", "c": "b", "b": "b"}


@pytest.mark.parametrize("kind", ["sorted", "shuffled", "zigzag"])
def test_long_chains_take_few_rounds(kind: str) -> None:
    nodes = list(range(10_000))
    if kind == "shuffled":
        Random(1).shuffle(nodes)
    if kind == "zigzag":
        nodes = [one for pair in zip(nodes[:5000], nodes[:4999:-1], strict=True) for one in pair]
    with DuckDB(workers=1) as engine:
        found, rounds = connected(engine, list(pairwise(nodes)))
    assert set(found.values()) == {0}
    assert len(found) == 10_000
    assert rounds <= 15


@pytest.mark.parametrize("hub", [0, 5000, 10_000])
def test_stars_take_one_round(hub: int) -> None:
    with DuckDB(workers=1) as engine:
        found, rounds = connected(engine, [(hub, n) for n in range(10_001) if n != hub])
    assert set(found.values()) == {0}
    assert rounds <= 1


@pytest.mark.parametrize("seed", range(5))
def test_random_components_are_those_of_union_find_in_any_order(seed: int) -> None:
    random = Random(seed)
    pairs = [(random.randrange(3000), random.randrange(3000)) for _ in range(400 * (seed + 1))]
    with DuckDB(workers=1) as engine:
        assert connected(engine, pairs)[0] == joined(pairs)
        random.shuffle(pairs)
        assert connected(engine, [(b, a) for a, b in pairs])[0] == joined(pairs)


def test_few_pairs_are_joined_here_alike(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAIRS_HERE", 3000)
    random = Random(7)
    pairs = [(random.randrange(3000), random.randrange(3000)) for _ in range(2000)]
    assert connected(engine, pairs) == (joined(pairs), 0)
    assert connected(engine, [("ø", "z"), ("z", "a"), ("b", "b")])[0] == {
        "ø": "a",
        "z": "a",
        "a": "a",
        "b": "b",
    }
    engine.table("edges", "SELECT a, b FROM edges WHERE a < 'a'")
    components(engine, "edges", "none")
    assert engine.rows("SELECT node FROM none").num_rows == 0


def test_rounds_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROUNDS", 2)
    with DuckDB(workers=1) as engine, pytest.raises(RunAborted, match="after 2 rounds"):
        connected(engine, [(n, n + 1) for n in range(100)])

"""Which items are paired: the sums over flat arrays, and the parts they are made in, against the rule told plainly."""

import random
from collections import defaultdict
from collections.abc import Iterator

import pyarrow as pa
import pytest

from whence.link import program
from whence.link.blocks import candidates
from whence.link.blocks.prints import UNDATED
from whence.link.steps import schema
from whence.settings import Blocks
from whence.store.engines.duckdb import DuckDB

LIMITS = Blocks(
    cap_items=9,
    leaders=2,
    hot_items=20,
    least_weight=5,
    share_permille=120,
    window_days=20,
    best_items=3,
)
LANGUAGES = ("xa", "xb", None)
Item = tuple[int, int | None, str | None, dict[int, int]]


@pytest.fixture
def engine() -> Iterator[DuckDB]:
    with DuckDB(workers=1) as opened:
        yield opened


def _items(seed: int, *, even: bool = True) -> list[Item]:
    drawn = random.Random(seed)
    found = []
    for item in drawn.sample(range(-10_000, 10_000), 120):
        day = None if drawn.random() < 0.05 else 730_000 + drawn.randrange(50)
        keys = {int(80 * drawn.random() ** 2): 0 for _ in range(drawn.randrange(1, 14))}
        heavy = {key: 1 + key * 7 % 9 if even else drawn.randrange(1, 10) for key in keys}
        found.append((item, day, drawn.choice(LANGUAGES), heavy))
    return found


def _plainly(items: list[Item], limits: Blocks, *, apart: bool) -> set[tuple[int, int, int]]:
    """The pairs as `candidates` tells the rule, each with each."""
    blocks = defaultdict(list)
    for item, day, _, keys in items:
        for key in keys:
            blocks[key].append((UNDATED if day is None else day, item))
    met: dict[tuple[int, int], int] = defaultdict(int)
    known = {item: (day, language, keys) for item, day, language, keys in items}
    for key, block in blocks.items():
        block.sort()
        meets = len(block) if len(block) <= limits.cap_items else limits.leaders
        for place, (_, a) in enumerate(block[: meets if len(block) <= limits.hot_items else 0]):
            for _, b in block[place + 1 :]:
                met[min(a, b), max(a, b)] += min(known[a][2][key], known[b][2][key])
    near: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (a, b), score in met.items():
        (day, language, mine), (other_day, other_language, theirs) = known[a], known[b]
        if day is not None and other_day is not None and abs(day - other_day) > limits.window_days:
            continue
        if apart and language is not None and language == other_language:
            continue
        poorer = min(sum(mine.values()), sum(theirs.values()))
        if score >= limits.least_weight and score * 1000 >= limits.share_permille * poorer:
            near[a].append((-score, b))
            near[b].append((-score, a))
    return {
        (min(item, other), max(item, other), -score)
        for item, others in near.items()
        for score, other in sorted(others)[: limits.best_items]
    }


def _paired(engine: DuckDB, items: list[Item], space: str) -> set[tuple[int, int, int]]:
    keys = [
        {"item": item, "key": key, "weight": weight, "day": day, "document": item}
        for item, day, _, held in items
        for key, weight in held.items()
    ]
    numbers = dict.fromkeys(("item", "key", "weight", "day", "document"), "number")
    engine.insert(f"{space}_keys", pa.Table.from_pylist(keys, schema=schema(numbers)))
    printed = [{"document": item, "language": language} for item, _, language, _ in items]
    columns = schema({"document": "number", "language": "words"})
    engine.insert("printed", pa.Table.from_pylist(printed, schema=columns))
    program._paired(engine, space, growing=False)  # type: ignore[arg-type]
    rows = engine.rows(f"SELECT one, other, score FROM {space}_pairs").to_pylist()
    assert len(rows) == len({(row["one"], row["other"]) for row in rows})
    return {(row["one"], row["other"], row["score"]) for row in rows}


@pytest.mark.parametrize("space", ["document", "abroad"])
@pytest.mark.parametrize("keys_a_part", [10, 150, 1_000_000])
@pytest.mark.parametrize("cells", [0, 8])
def test_pairs_are_those_of_the_rule_in_parts_of_any_size(
    engine: DuckDB, monkeypatch: pytest.MonkeyPatch, space: str, keys_a_part: int, cells: int
) -> None:
    monkeypatch.setattr(candidates, "limits", lambda _: LIMITS)
    monkeypatch.setattr(candidates, "KEYS_A_PART", keys_a_part)
    monkeypatch.setattr(candidates, "PARTS_A_QUERY", 2)
    monkeypatch.setattr("whence.link.blocks.nearest._CELLS", cells)
    monkeypatch.setattr("whence.link.blocks.nearest._MET", 64)
    for seed in range(3):
        items = _items(seed, even=seed != 2)
        expected = _plainly(items, LIMITS, apart=space == "abroad")
        assert len(expected) > 40
        assert _paired(engine, items, space) == expected


def test_a_case_without_keys_has_no_pairs(engine: DuckDB) -> None:
    assert _paired(engine, [], "abroad") == set()


def test_many_reports_of_one_day_are_several_parts(engine: DuckDB, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "limits", lambda _: LIMITS)
    monkeypatch.setattr(candidates, "KEYS_A_PART", 10)
    items: list[Item] = [(item, 730_000, language, keys) for item, _, language, keys in _items(7)]
    assert _paired(engine, items, "document") == _plainly(items, LIMITS, apart=False)


def test_a_key_weighs_no_more_than_can_be_told(engine: DuckDB) -> None:
    items: list[Item] = [(number, 730_000, None, {1: 1 << 40}) for number in range(3)]
    assert {score for *_, score in _paired(engine, items, "document")} == {(1 << 14) - 1}

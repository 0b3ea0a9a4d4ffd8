"""The blocks of a space in a case's own database: what `blocks` computes for all at once, kept while items come and go.

A pair's score rests on the blocks that both items are in, and a pair stands where it is among the best of either. Items
that come or go make some blocks too large or small enough again, and lead others or cease to; the pairs of those that
stay lose or gain by it. What they lose is taken from the score that is kept. Only an item that gained, or that lost one
of its best while there may be others to take its place, is scored anew (`best`).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, Protocol

from whence.link.blocks.prints import UNDATED, Space
from whence.link.live.best import Best, Pair, paired
from whence.model import decode, encode
from whence.settings import Blocks


class Database(Protocol):
    """The connection that is handed in: the case's own, inside its transaction."""

    def execute(self, sql: str, values: Sequence[Any] = ..., /) -> Any:
        """Runs one statement."""

    def executemany(self, sql: str, values: Iterable[Sequence[Any]], /) -> Any:
        """Runs one statement for each row of values."""


class Item(NamedTuple):
    """An item that comes in: its number, document, day, and keys with their weights."""

    number: int
    document: int
    day: int | None
    keys: Sequence[tuple[int, int]]


class Changed(NamedTuple):
    """Pairs that are new, and pairs that are none any more."""

    new: set[Pair]
    lost: set[Pair]


Meets = Literal["all", "leaders", "none"]
Apart = Callable[[int, Collection[int]], set[int]]
"""Of some items those that one does not meet, whatever they share."""


class _State(NamedTuple):
    """A block at one moment: who meets whom in it, and its first items in order (where it matters)."""

    meets: Meets
    leaders: tuple[int, ...]

    def leads(self, item: int) -> bool:
        """Whether an item of the block meets all that come behind it."""
        return self.meets == "all" or item in self.leaders


class _Known(NamedTuple):
    """An item as it is filed: its day, the weight of all its keys, and these."""

    day: int | None
    whole: int
    keys: dict[int, int]


class LiveBlocks:
    """The tables `link_keys`, `link_counts`, `link_items`, `link_pairs` and `link_cuts` of one space."""

    def __init__(
        self, database: Database, space: Space, limits: Blocks, apart: Apart = lambda item, others: set()
    ) -> None:
        self._db, self._space, self._limits, self._apart = database, space, limits, apart

    def change(self, gone: Iterable[int], came: Sequence[Item]) -> Changed:
        """Takes items out and files others; gives the pairs that came and went by it.

        An item that is among both is filed anew.
        """
        out = {item: self._known(item) for item in sorted(set(gone))}
        keys = sorted(
            {key for one in out.values() for key in one.keys} | {k for one in came for k, _ in one.keys}
        )
        before = self._states(keys)
        best = Best(self._db, self._space, self._limits.best_items)
        stale: set[int] = set()
        for item, known in out.items():
            stale |= best.forget(item)
            self._unfile(item, known)
        for one in came:
            self._file(one)
        fresh = {one.number for one in came}
        after = self._states(keys)
        losses: dict[Pair, int] = defaultdict(int)
        for key in keys:
            if before[key] != after[key]:
                lost, gained = self._shifted(key, before[key], after[key], fresh, best)
                stale |= gained
                for pair, weight in lost.items():
                    losses[pair] += weight
        stale |= self._lessened(losses, best)
        for item in sorted((stale - out.keys()) | fresh):
            best.replace(item, self._scores(item))
        return Changed(*best.write())

    # --- filing --------------------------------------------------------------------------------------------------

    def _file(self, item: Item) -> None:
        whole = sum(weight for _, weight in item.keys)
        self._db.execute(
            "INSERT INTO link_items (space, item, document, day, whole, keys) VALUES (?, ?, ?, ?, ?, ?)",
            (self._space, item.number, item.document, item.day, whole, encode(tuple(item.keys))),
        )
        day = UNDATED if item.day is None else item.day
        self._db.executemany(
            "INSERT INTO link_keys (space, key, day, item, weight, whole) VALUES (?, ?, ?, ?, ?, ?)",
            [(self._space, key, day, item.number, weight, whole) for key, weight in item.keys],
        )
        self._db.executemany(
            "INSERT INTO link_counts (space, key, n) VALUES (?, ?, 1)"
            " ON CONFLICT (space, key) DO UPDATE SET n = n + 1",
            [(self._space, key) for key, _ in item.keys],
        )

    def _unfile(self, item: int, known: _Known) -> None:
        day = UNDATED if known.day is None else known.day
        self._db.execute("DELETE FROM link_items WHERE space = ? AND item = ?", (self._space, item))
        self._db.executemany(
            "DELETE FROM link_keys WHERE space = ? AND key = ? AND day = ? AND item = ?",
            [(self._space, key, day, item) for key in known.keys],
        )
        self._db.executemany(
            "UPDATE link_counts SET n = n - 1 WHERE space = ? AND key = ?",
            [(self._space, key) for key in known.keys],
        )
        self._db.executemany(
            "DELETE FROM link_counts WHERE space = ? AND key = ? AND n = 0",
            [(self._space, key) for key in known.keys],
        )

    def _known(self, item: int) -> _Known:
        row = self._db.execute(
            "SELECT day, whole, keys FROM link_items WHERE space = ? AND item = ?", (self._space, item)
        ).fetchone()
        return _Known(row[0], row[1], dict(decode(row[2], list[tuple[int, int]])))

    # --- who meets whom ------------------------------------------------------------------------------------------

    def _states(self, keys: Iterable[int]) -> dict[int, _State]:
        wanted = list(keys)
        counts = self._counts(wanted)
        return {key: self._state(key, counts.get(key, 0)) for key in wanted}

    def _state(self, key: int, n: int) -> _State:
        if n <= self._limits.cap_items:
            return _State("all", ())
        if n > self._limits.hot_items:
            return _State("none", ())
        return _State("leaders", tuple(self._first(key)))

    def _counts(self, keys: Sequence[int]) -> dict[int, int]:
        rows = self._db.execute(
            "SELECT key, n FROM link_counts WHERE space = ? AND key IN (SELECT value FROM json_each(?))",
            (self._space, encode(keys).decode()),
        )
        return dict(rows.fetchall())

    def _first(self, key: int) -> list[int]:
        """The leaders of a block, in order."""
        rows = self._db.execute(
            "SELECT item FROM link_keys WHERE space = ? AND key = ? ORDER BY day, item LIMIT ?",
            (self._space, key, self._limits.leaders),
        )
        return [row[0] for row in rows]

    def _shifted(
        self, key: int, before: _State, after: _State, fresh: set[int], best: Best
    ) -> tuple[dict[Pair, int], set[int]]:
        """What a block that is another one now means to those who stay in it: what their pairs lose by it, and the
        items of which some pair gained."""
        rows = self._db.execute(
            "SELECT item, weight FROM link_keys WHERE space = ? AND key = ? ORDER BY day, item",
            (self._space, key),
        ).fetchall()
        weights = {item: weight for item, weight in rows if item not in fresh}
        place = {item: at for at, item in enumerate(weights)}
        led, leads = ({item for item in place if state.leads(item)} for state in (before, after))
        losses: dict[Pair, int] = {}
        ceased = sorted(led - leads)
        best.load(ceased)
        for item in ceased:
            for other in best.of(item):
                if place.get(other, -1) > place[item]:
                    losses[paired(item, other)] = min(weights[item], weights[other])
        return losses, leads - led

    def _lessened(self, losses: Mapping[Pair, int], best: Best) -> set[int]:
        """Takes from the scores of pairs what they lost; gives the items that may have better partners now."""
        items = sorted({item for pair in losses for item in pair})
        rows = self._db.execute(
            "SELECT item, whole FROM link_items WHERE space = ? AND item IN (SELECT value FROM json_each(?))",
            (self._space, encode(items).decode()),
        )
        whole = dict(rows.fetchall())
        best.load(items)
        left: dict[Pair, int | None] = {}
        for (a, b), loss in losses.items():
            score = best.of(a)[b] - loss
            left[a, b] = score if self._enough(score, whole[a], whole[b]) else None
        return best.lessen(left)

    # --- scores --------------------------------------------------------------------------------------------------

    def _scores(self, item: int) -> dict[int, int]:
        """What every other item shares with one, where it is enough."""
        limits, own = self._limits, self._known(item)
        shared: dict[int, int] = defaultdict(int)
        known: dict[int, tuple[int, int]] = {}
        whole = []
        for key, n in self._counts(list(own.keys)).items():
            if n <= limits.cap_items or (n <= limits.hot_items and item in self._first(key)):
                whole.append((key, own.keys[key]))
            elif n <= limits.hot_items:
                for other, day, other_whole, weight in self._leading(key):
                    shared[other] += min(own.keys[key], weight)
                    known[other] = (day, other_whole)
        # Of most keys all items count: they are summed where they are kept.
        rows = self._db.execute(
            "SELECT k.item, k.day, k.whole, sum(min(k.weight, json_extract(j.value, '$[1]')))"
            " FROM json_each(?) j CROSS JOIN link_keys k"
            " ON k.space = ? AND k.key = json_extract(j.value, '$[0]') GROUP BY k.item",
            (encode(whole).decode(), self._space),
        )
        for other, day, other_whole, weight in rows:
            shared[other] += weight
            known[other] = (day, other_whole)
        shared.pop(item, None)
        met = {
            other: score
            for other, score in shared.items()
            if self._enough(score, own.whole, known[other][1]) and self._near(own.day, known[other][0])
        }
        for other in self._apart(item, met):
            del met[other]
        return met

    def _enough(self, score: int, a: int, b: int) -> bool:
        """Whether two items share enough; `a` and `b` are what all keys of either weigh."""
        return score >= self._limits.least_weight and score * 1000 >= self._limits.share_permille * min(a, b)

    def _near(self, day: int | None, other: int) -> bool:
        return day is None or other == UNDATED or abs(day - other) <= self._limits.window_days

    def _leading(self, key: int) -> list[tuple[int, int, int, int]]:
        """The leaders of a block: number, day, weight of all their keys, weight."""
        rows: list[tuple[int, int, int, int]] = self._db.execute(
            "SELECT item, day, whole, weight FROM link_keys WHERE space = ? AND key = ? ORDER BY day, item LIMIT ?",
            (self._space, key, self._limits.leaders),
        ).fetchall()
        return rows

"""The blocks of a space in a case's own database: what `blocks` computes for all at once, kept while items come and go.

A pair's score rests on the blocks that both items are in, and a pair stands where it is among the best of either. Items
that come or go make some blocks too large or small enough again, and lead others or cease to; the pairs of those that
stay lose or gain by it. What they lose is taken from the score that is kept. Only an item that gained, or that lost one
of its best while there may be others to take its place, is scored anew (`best`).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
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


class _Leader(NamedTuple):
    """An item that meets all of a block: its number, day, the weight of all its keys, and that of the block's."""

    item: int
    day: int
    whole: int
    weight: int


class Crowded(NamedTuple):
    """How many keys more items have than may all meet (`led`), and more than find anything (`hot`, also among `led`);
    or how many more have than did."""

    led: int
    hot: int

    def more(self, known: tuple[int, int]) -> "Crowded":
        """These and what was known."""
        return Crowded(self.led + known[0], self.hot + known[1])


class LiveBlocks:
    """The tables `link_keys`, `link_counts`, `link_items`, `link_pairs` and `link_cuts` of one space. `crowded` tells
    by how many keys the crowded ones became more."""

    def __init__(
        self, database: Database, space: Space, limits: Blocks, apart: Apart = lambda item, others: set()
    ) -> None:
        self._db, self._space, self._limits, self._apart = database, space, limits, apart
        self.crowded = Crowded(0, 0)

    def change(self, gone: Iterable[int], came: Sequence[Item]) -> Changed:
        """Takes items out and files others; gives the pairs that came and went by it.

        An item that is among both is filed anew. One without keys is nowhere filed.
        """
        out = self._many(gone)
        came = [one for one in came if one.keys]
        steps = Counter(key for one in came for key, _ in one.keys)
        steps.subtract(key for one in out.values() for key in one.keys)
        keys = sorted(steps)
        held = self._counts(keys)
        before = self._states(held)
        best = Best(self._db, self._space, self._limits.best_items)
        stale: set[int] = set()
        for item, known in out.items():
            stale |= best.forget(item)
            self._unfile(item, known)
        for one in came:
            self._file(one)
        fresh = {one.number for one in came}
        counts = {key: n + steps[key] for key, n in held.items()}
        self.crowded = self._more(held, counts).more(self.crowded)
        after = self._states(counts)
        losses: dict[Pair, int] = defaultdict(int)
        for key in keys:
            if before[key] != after[key]:
                lost, gained = self._shifted(key, before[key], after[key], fresh, best)
                stale |= gained
                for pair, weight in lost.items():
                    losses[pair] += weight
        stale |= self._lessened(losses, best)
        scored = sorted((stale - out.keys()) | fresh)
        best.replace(dict(self._scored(scored, counts)))
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

    def _many(self, items: Iterable[int]) -> dict[int, _Known]:
        rows = self._db.execute(
            "SELECT item, day, whole, keys FROM link_items WHERE space = ?"
            " AND item IN (SELECT value FROM json_each(?))",
            (self._space, encode(sorted(items)).decode()),
        )
        return {
            item: _Known(day, whole, dict(decode(keys, list[tuple[int, int]])))
            for item, day, whole, keys in rows
        }

    # --- who meets whom ------------------------------------------------------------------------------------------

    def _states(self, counts: Mapping[int, int]) -> dict[int, _State]:
        return {key: self._state(key, n) for key, n in counts.items()}

    def _state(self, key: int, n: int) -> _State:
        if n <= self._limits.cap_items:
            return _State("all", ())
        if n > self._limits.hot_items:
            return _State("none", ())
        return _State("leaders", tuple(self._first(key)))

    def _counts(self, keys: Sequence[int]) -> dict[int, int]:
        """How many items have each of some keys."""
        rows = self._db.execute(
            "SELECT key, n FROM link_counts WHERE space = ? AND key IN (SELECT value FROM json_each(?))",
            (self._space, encode(keys).decode()),
        )
        return dict.fromkeys(keys, 0) | dict(rows.fetchall())

    def _more(self, before: Mapping[int, int], after: Mapping[int, int]) -> Crowded:
        return Crowded(
            *(
                sum((after[key] > most) - (n > most) for key, n in before.items())
                for most in (self._limits.cap_items, self._limits.hot_items)
            )
        )

    def crowds(self) -> Crowded:
        """How many keys are crowded, counted."""
        return Crowded(*(self._above(most) for most in (self._limits.cap_items, self._limits.hot_items)))

    def _above(self, least: int) -> int:
        found: int = self._db.execute(
            f"SELECT count(*) FROM link_counts WHERE {indexed(least)} space = ? AND n > ?",
            (self._space, least),
        ).fetchone()[0]
        return found

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

    def _scored(
        self, items: Sequence[int], counts: Mapping[int, int]
    ) -> Iterator[tuple[int, dict[int, int]]]:
        """Of each item what every other shares with it, where it is enough. `counts` are known of some keys."""
        known = self._many(items)
        others = sorted({key for one in known.values() for key in one.keys} - counts.keys())
        counts = {**counts, **self._counts(others)}
        leading = lru_cache(maxsize=None)(self._leading)
        for item in items:
            yield item, self._scores(item, known[item], counts, leading) if item in known else {}

    def _scores(
        self, item: int, own: _Known, counts: Mapping[int, int], leading: Callable[[int], Sequence[_Leader]]
    ) -> dict[int, int]:
        """What every other item shares with one, where it is enough."""
        limits = self._limits
        shared: dict[int, int] = defaultdict(int)
        whole_of: dict[int, int] = {}
        whole, most = [], 0
        for key, weight in own.keys.items():
            if counts[key] > limits.hot_items:
                continue
            if counts[key] <= limits.cap_items or any(item == one.item for one in leading(key)):
                whole.append((key, weight))
                continue
            most += weight
            for one in leading(key):
                if self._near(own.day, one.day):
                    shared[one.item] += min(weight, one.weight)
                    whole_of[one.item] = one.whole
        # Of most keys all items of the days around count: they are summed where they are kept, and what cannot be
        # enough, whatever is shared with leaders, is left there.
        least = limits.least_weight - most
        for other, other_whole, score in self._summed(whole, own.day, least):
            shared[other] += score
            whole_of[other] = other_whole
        shared.pop(item, None)
        enough, permille, mine = limits.least_weight, limits.share_permille, own.whole
        met = {
            other: score
            for other, score in shared.items()
            if score >= enough and (not permille or score * 1000 >= permille * min(mine, whole_of[other]))
        }
        for other in self._apart(item, met):
            del met[other]
        return met

    def _summed(
        self, keys: Sequence[tuple[int, int]], day: int | None, least: int
    ) -> list[tuple[int, int, int]]:
        """The items near a day that share so much by some keys: number, weight of all their keys, what is shared."""
        near = "k.day >= ?" if day is None else "k.day BETWEEN ? AND ?"
        days = (0,) if day is None else (day - self._limits.window_days, day + self._limits.window_days)
        joined = (
            "SELECT k.item, k.whole, min(k.weight, j.weight) AS weight FROM wanted j CROSS JOIN link_keys k"
            " ON k.space = ? AND k.key = j.key AND"
        )
        rows = f"{joined} {near}"
        values = [encode(keys).decode(), self._space, *days]
        if day is not None:
            rows += f" UNION ALL {joined} k.day = ?"
            values += [self._space, UNDATED]
        # The keys are unpacked once, and not for each of their rows.
        found: list[tuple[int, int, int]] = self._db.execute(
            "WITH wanted AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS key,"
            f" json_extract(value, '$[1]') AS weight FROM json_each(?))"
            f" SELECT item, whole, sum(weight) FROM ({rows}) GROUP BY item HAVING sum(weight) >= ?",
            (*values, least),
        ).fetchall()
        return found

    def _enough(self, score: int, a: int, b: int) -> bool:
        """Whether two items share enough; `a` and `b` are what all keys of either weigh."""
        return score >= self._limits.least_weight and score * 1000 >= self._limits.share_permille * min(a, b)

    def _near(self, day: int | None, other: int) -> bool:
        return day is None or other == UNDATED or abs(day - other) <= self._limits.window_days

    def _leading(self, key: int) -> list[_Leader]:
        """The leaders of a block, in order."""
        rows = self._db.execute(
            "SELECT item, day, whole, weight FROM link_keys WHERE space = ? AND key = ? ORDER BY day, item LIMIT ?",
            (self._space, key, self._limits.leaders),
        )
        return [_Leader(*row) for row in rows]


def indexed(least: int) -> str:
    """What lets SQLite take the index of large counts, as far as it reaches: without it all counts are read."""
    return "n > 50 AND" if least >= 50 else ""

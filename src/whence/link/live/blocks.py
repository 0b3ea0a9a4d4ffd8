"""The blocks of a space in a case's own database, one item at a time: what `blocks` computes for all at once.

A pair's score rests on the blocks that both items are in. An item that comes in makes some blocks too large and may
come before their leaders; the pairs of others that lose by it are found through the block and scored anew, so that
the pairs that stand after the last item are those that the program finds among all. Items that go out are not
handled here: the case is then linked anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from whence.link.blocks.prints import UNDATED
from whence.model import decode, encode
from whence.settings import Blocks

Pair = tuple[int, int]


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
    """Pairs that are new, and pairs of others that are pairs no more."""

    new: set[Pair]
    lost: set[Pair]


class _Known(NamedTuple):
    day: int | None
    whole: int
    record: bytes

    @property
    def keys(self) -> list[tuple[int, int]]:
        return decode(self.record, list[tuple[int, int]])


class LiveBlocks:
    """The tables `link_keys`, `link_counts`, `link_items` and `link_pairs` of one space."""

    def __init__(self, database: Database, space: str, limits: Blocks) -> None:
        self._db, self._space, self._limits = database, space, limits

    def add(self, items: Sequence[Item]) -> Changed:
        """Files items under their keys; gives what that changed. The items must not be there yet."""
        before: dict[Pair, bool] = {}
        for item in items:
            self._file(item)
            weaker = self._weaker(item)
            mine = self._scores(item.number)
            best = set(self._ranked(mine)[: self._limits.best_items])
            for other, score in sorted(mine.items()):
                if other in best or self._enters(item.number, other, score):
                    self._put(_pair(item.number, other), score, before)
                    self._trim(other, before)
            for one in sorted(weaker):
                self._rebest(one, before)
        now = {pair for pair in before if self._score(pair) is not None}
        return Changed(
            {pair for pair in now if not before[pair]},
            {pair for pair, was in before.items() if was and pair not in now},
        )

    def partners(self, item: int) -> list[int]:
        """The items with which one is a pair."""
        return sorted(self._stored(item))

    # --- filing --------------------------------------------------------------------------------------------------

    def _file(self, item: Item) -> None:
        self._db.execute(
            "INSERT INTO link_items (space, item, document, day, whole, keys) VALUES (?, ?, ?, ?, ?, ?)",
            (
                self._space,
                item.number,
                item.document,
                item.day,
                sum(weight for _, weight in item.keys),
                encode(tuple(item.keys)),
            ),
        )
        day = UNDATED if item.day is None else item.day
        self._db.executemany(
            "INSERT INTO link_keys (space, key, day, item, weight) VALUES (?, ?, ?, ?, ?)",
            [(self._space, key, day, item.number, weight) for key, weight in item.keys],
        )
        self._db.executemany(
            "INSERT INTO link_counts (space, key, n) VALUES (?, ?, 1)"
            " ON CONFLICT (space, key) DO UPDATE SET n = n + 1",
            [(self._space, key) for key, _ in item.keys],
        )

    def _weaker(self, item: Item) -> set[int]:
        """Items of pairs that share less than before, because the new one made a block too large or leads it."""
        limits, found = self._limits, set[int]()
        day = UNDATED if item.day is None else item.day
        for key, _ in item.keys:
            n = self._count(key)
            if n <= limits.cap_items or n > limits.hot_items + 1:
                continue
            first = self._first(key, limits.leaders + 1)
            if n == limits.hot_items + 1:
                for _, leader in first:
                    found |= {leader, *self._stored(leader)}
            elif n == limits.cap_items + 1:
                held = {row[1] for row in self._block(key, limits.cap_items + 1)}
                found |= {one for one in held if not held.isdisjoint(self._stored(one))}
            elif (day, item.number) in first[: limits.leaders]:
                for _, left in first[limits.leaders :]:
                    found |= {left, *self._stored(left)}
        return found - {item.number}

    # --- the best of each ------------------------------------------------------------------------------------------

    def _scores(self, item: int) -> dict[int, int]:
        """What every other item shares with one, where it is enough."""
        limits, own = self._limits, self._known(item)
        day = UNDATED if own.day is None else own.day
        shared: dict[int, int] = defaultdict(int)
        for key, weight in own.keys:
            n = self._count(key)
            if n < 2 or n > limits.hot_items:
                continue
            most = n
            if n > limits.cap_items and (day, item) not in self._first(key, limits.leaders):
                most = limits.leaders
            for _, other, theirs in self._block(key, most):
                shared[other] += min(weight, theirs)
        shared.pop(item, None)
        return {other: score for other, score in shared.items() if self._enough(own, other, score)}

    def _enough(self, own: _Known, other: int, score: int) -> bool:
        limits = self._limits
        if score < limits.least_weight:
            return False
        known = self._known(other)
        if own.day is not None and known.day is not None and abs(own.day - known.day) > limits.window_days:
            return False
        return score * 1000 >= limits.share_permille * min(own.whole, known.whole)

    def _ranked(self, scores: dict[int, int]) -> list[int]:
        return sorted(scores, key=lambda other: (-scores[other], other))

    def _enters(self, item: int, other: int, score: int) -> bool:
        """Whether an item is among the best of another."""
        stored = self._stored(other)
        stored[item] = score
        return item in self._ranked(stored)[: self._limits.best_items]

    def _trim(self, item: int, before: dict[Pair, bool]) -> None:
        """Takes away pairs of an item that are among the best of neither any more."""
        stored = self._stored(item)
        for other in self._ranked(stored)[self._limits.best_items :]:
            if not self._enters(item, other, stored[other]):
                self._take(_pair(item, other), before)

    def _rebest(self, item: int, before: dict[Pair, bool]) -> None:
        """Finds the best of an item anew."""
        scores, stored = self._scores(item), self._stored(item)
        best = set(self._ranked(scores)[: self._limits.best_items])
        for other in stored.keys() - scores.keys():
            self._take(_pair(item, other), before)
        for other in sorted((stored.keys() & scores.keys()) | best):
            self._put(_pair(item, other), scores[other], before)
        for other in sorted((stored.keys() | best) & scores.keys()):
            self._trim(other, before)
        self._trim(item, before)

    # --- the tables --------------------------------------------------------------------------------------------------

    def _put(self, pair: Pair, score: int, before: dict[Pair, bool]) -> None:
        before.setdefault(pair, self._score(pair) is not None)
        self._db.execute(
            "INSERT INTO link_pairs (space, one, other, score) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (space, one, other) DO UPDATE SET score = excluded.score",
            (self._space, *pair, score),
        )

    def _take(self, pair: Pair, before: dict[Pair, bool]) -> None:
        before.setdefault(pair, self._score(pair) is not None)
        self._db.execute(
            "DELETE FROM link_pairs WHERE space = ? AND one = ? AND other = ?", (self._space, *pair)
        )

    def _score(self, pair: Pair) -> int | None:
        row = self._db.execute(
            "SELECT score FROM link_pairs WHERE space = ? AND one = ? AND other = ?", (self._space, *pair)
        ).fetchone()
        return None if row is None else int(row[0])

    def _stored(self, item: int) -> dict[int, int]:
        rows = self._db.execute(
            "SELECT other, score FROM link_pairs WHERE space = ? AND one = ?"
            " UNION ALL SELECT one, score FROM link_pairs WHERE space = ? AND other = ?",
            (self._space, item, self._space, item),
        )
        return dict(rows.fetchall())

    def _known(self, item: int) -> _Known:
        row = self._db.execute(
            "SELECT day, whole, keys FROM link_items WHERE space = ? AND item = ?", (self._space, item)
        ).fetchone()
        return _Known(row[0], row[1], row[2])

    def _count(self, key: int) -> int:
        row = self._db.execute(
            "SELECT n FROM link_counts WHERE space = ? AND key = ?", (self._space, key)
        ).fetchone()
        return 0 if row is None else int(row[0])

    def _first(self, key: int, count: int) -> list[tuple[int, int]]:
        """The first items of a block, in order, with their days."""
        rows = self._db.execute(
            "SELECT day, item FROM link_keys WHERE space = ? AND key = ? ORDER BY day, item LIMIT ?",
            (self._space, key, count),
        )
        return [(row[0], row[1]) for row in rows]

    def _block(self, key: int, most: int) -> list[tuple[int, int, int]]:
        """The first items of a block: day, number, weight."""
        rows = self._db.execute(
            "SELECT day, item, weight FROM link_keys WHERE space = ? AND key = ? ORDER BY day, item LIMIT ?",
            (self._space, key, most),
        )
        return [(row[0], row[1], row[2]) for row in rows]


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)

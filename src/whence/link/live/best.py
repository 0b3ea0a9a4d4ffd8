"""The pairs of a space that stand, by item: those among the best of either of the two, with their scores.

They are read from `link_pairs` as they are asked for, changed in memory, and written at the end. `link_cuts` holds, of
an item that has all the pairs it may have, the score of the last of its best: what scores less does not enter.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from whence.model import encode

if TYPE_CHECKING:
    from whence.link.live.blocks import Database

Pair = tuple[int, int]
Scores = dict[int, int]


class Best:
    """The pairs of one space while items come and go; `most` of each item are its best."""

    def __init__(self, database: "Database", space: str, most: int) -> None:
        self._db, self._space, self._most = database, space, most
        self._was: dict[int, Scores] = {}
        self._now: dict[int, Scores] = {}
        self._last: dict[int, tuple[int, int]] = {}

    def of(self, item: int) -> Mapping[int, int]:
        """The partners of an item with their scores."""
        if item not in self._now:
            self.load((item,))
        return self._now[item]

    def load(self, items: Iterable[int]) -> None:
        """Reads the pairs of many items at once."""
        missing = [item for item in items if item not in self._now]
        if not missing:
            return
        for item in missing:
            self._was[item] = {}
        wanted = encode(missing).decode()
        rows = self._db.execute(
            "SELECT one, other, score FROM link_pairs WHERE space = ? AND one IN (SELECT value FROM json_each(?))"
            " UNION ALL"
            " SELECT other, one, score FROM link_pairs WHERE space = ? AND other IN (SELECT value FROM json_each(?))",
            (self._space, wanted, self._space, wanted),
        )
        for item, other, score in rows:
            self._was[item][other] = score
        for item in missing:
            self._now[item] = dict(self._was[item])

    def forget(self, item: int) -> set[int]:
        """Takes away all pairs of an item; gives those that may have better partners now."""
        return self.lessen({paired(item, other): None for other in list(self.of(item))}) - {item}

    def lessen(self, left: Mapping[Pair, int | None]) -> set[int]:
        """Sets lower scores (None: a pair no more); gives the items that may have better partners now.

        Those are the items that have all the pairs they may have, one of which fell behind the last of the best.
        """
        ends = {item for pair in left for item in pair}
        self.load(sorted(ends))
        top = {item: self._first(self._now[item]) for item in ends}
        last = {
            item: (-self._now[item][found[-1]], found[-1])
            for item, found in top.items()
            if len(found) == self._most
        }
        stale = set()
        for (a, b), score in left.items():
            for one, other in ((a, b), (b, a)):
                if one not in last or other not in top[one]:
                    continue
                if score is None or (-score, other) > last[one]:
                    stale.add(one)
        for (a, b), score in left.items():
            self._set(a, b, score)
        return stale

    def replace(self, scored: Mapping[int, Scores]) -> None:
        """Sets all that some items share with others: what is among the best of either of two stands.

        What falls out of the best of both by this stays until all is written.
        """
        self.load(scored)
        best = {item: set(self._first(scores)) for item, scores in scored.items()}
        rest = {other for item, scores in scored.items() for other in scores.keys() - best[item]}
        cuts = self._cuts(sorted(rest - self._now.keys()))
        entering = {
            item: [
                other
                for other, score in scores.items()
                if other not in best[item] and (other not in cuts or score >= cuts[other])
            ]
            for item, scores in scored.items()
        }
        none = {other for item, scores in scored.items() for other in self._now[item].keys() - scores.keys()}
        self.load(sorted(none.union(*best.values(), *entering.values())))
        for item, scores in scored.items():
            for other in sorted(self._now[item].keys() - scores.keys()):
                self._set(item, other, None)
            for other in best[item]:
                self._set(item, other, scores[other])
            for other in entering[item]:
                if other in self._now[item] or self._enters(item, other, scores[other]):
                    self._set(item, other, scores[other])

    def write(self) -> tuple[set[Pair], set[Pair]]:
        """Takes away what is among the best of neither, and writes; gives pairs that are new, and that are none."""
        changed = [item for item, now in self._now.items() if now != self._was[item]]
        for pair in self._fallen(changed):
            self._set(*pair, None)
        new, lost, kept = set(), set(), {}
        for item in changed:
            was, now = self._was[item], self._now[item]
            for other in was.keys() - now.keys():
                lost.add(paired(item, other))
            for other, score in now.items():
                if was.get(other) != score:
                    kept[paired(item, other)] = score
                    if other not in was:
                        new.add(paired(item, other))
        self._db.executemany(
            "DELETE FROM link_pairs WHERE space = ? AND one = ? AND other = ?",
            [(self._space, *pair) for pair in sorted(lost)],
        )
        self._db.executemany(
            "INSERT INTO link_pairs (space, one, other, score) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (space, one, other) DO UPDATE SET score = excluded.score",
            [(self._space, *pair, score) for pair, score in sorted(kept.items())],
        )
        self._write_cuts(changed)
        return new, lost

    # --- inside ------------------------------------------------------------------------------------------------

    def _set(self, a: int, b: int, score: int | None) -> None:
        for one, other in ((a, b), (b, a)):
            if score is None:
                self._now[one].pop(other, None)
            else:
                self._now[one][other] = score
            self._last.pop(one, None)

    def _first(self, scores: Mapping[int, int]) -> list[int]:
        """The best of some partners, in order."""
        return [
            other for _, other in sorted([(-score, other) for other, score in scores.items()])[: self._most]
        ]

    def _enters(self, item: int, other: int, score: int) -> bool:
        """Whether an item is among the best of another."""
        now = self._now[other]
        if len(now) - (item in now) < self._most:
            return True
        if other not in self._last:
            self._last[other] = sorted([(-known, one) for one, known in now.items()])[self._most - 1]
        return (-score, item) <= self._last[other]

    def _fallen(self, changed: Iterable[int]) -> set[Pair]:
        """The pairs that are among the best of neither of the two.

        Before, every pair was among the best of one: only those are looked at that are new, score otherwise, or were
        among the best of an item that changed.
        """
        doubtful: list[Pair] = []
        for item in changed:
            was, now = self._was[item], self._now[item]
            if len(now) <= self._most:
                continue
            best = set(self._first(now))
            others = {other for other, score in now.items() if was.get(other) != score}
            others.update(other for other in self._first(was) if other in now)
            doubtful += [(item, other) for other in others - best]
        self.load(sorted({other for _, other in doubtful}))
        return {
            paired(item, other)
            for item, other in doubtful
            if not self._enters(item, other, self._now[item][other])
        }

    def _cuts(self, items: list[int]) -> dict[int, int]:
        rows = self._db.execute(
            "SELECT item, score FROM link_cuts WHERE space = ? AND item IN (SELECT value FROM json_each(?))",
            (self._space, encode(items).decode()),
        )
        return dict(rows.fetchall())

    def _cut(self, scores: Scores) -> int | None:
        """The score of the last of the best, where there are as many as there may be."""
        return None if len(scores) < self._most else sorted(scores.values(), reverse=True)[self._most - 1]

    def _write_cuts(self, changed: Iterable[int]) -> None:
        cuts = [(item, self._cut(self._was[item]), self._cut(self._now[item])) for item in changed]
        self._db.executemany(
            "DELETE FROM link_cuts WHERE space = ? AND item = ?",
            [(self._space, item) for item, before, after in cuts if after is None and before is not None],
        )
        self._db.executemany(
            "INSERT OR REPLACE INTO link_cuts (space, item, score) VALUES (?, ?, ?)",
            [
                (self._space, item, after)
                for item, before, after in cuts
                if after is not None and after != before
            ],
        )


def paired(a: int, b: int) -> Pair:
    """A pair in the order of its numbers."""
    return (a, b) if a < b else (b, a)

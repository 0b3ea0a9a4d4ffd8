"""What reports tell of who is who, one report at a time: `link_bearings`, and the pairs of names that it shows."""

from collections.abc import Iterable, Mapping, Sequence

from whence.link.live.blocks import Database
from whence.link.names.pairs import NamePair
from whence.link.names.told import Bearing, told_pairs
from whence.model import decode, encode

TOLD = 0
"""What stands in `link_name_pairs.one` for a pair that is told; in `other` is the key."""


class LiveBearings:
    """The table `link_bearings`, and those rows of `link_name_pairs` that rest on it."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def change(self, gone: Iterable[int], came: Mapping[int, Sequence[Bearing]]) -> set[str]:
        """Takes out what documents told and files what others tell; gives the nodes of which a pair changed."""
        keys: set[int] = set()
        for document in gone:
            rows = self._db.execute("SELECT key FROM link_bearings WHERE document = ?", (document,))
            keys |= {row[0] for row in rows}
            self._db.execute("DELETE FROM link_bearings WHERE document = ?", (document,))
        for found in came.values():
            self._db.executemany(
                "INSERT INTO link_bearings (document, key, record) VALUES (?, ?, ?)",
                [(one.document, one.number, encode(one)) for one in found],
            )
            keys |= {one.number for one in found}
        return {node for key in sorted(keys) for node in self._paired(key)}

    def _paired(self, key: int) -> set[str]:
        """Makes the pairs of a key anew; gives the nodes of pairs that were or are."""
        where = "WHERE one = ? AND other = ?"
        rows = self._db.execute(f"SELECT record FROM link_name_pairs {where}", (TOLD, key)).fetchall()
        before = {row[0] for row in rows}
        rows = self._db.execute("SELECT record FROM link_bearings WHERE key = ?", (key,)).fetchall()
        pairs = told_pairs([decode(row[0], Bearing) for row in sorted(rows)])
        after = {encode(pair): pair for pair in pairs}
        if before == after.keys():
            return set()
        touched = {node for record in before for node in _nodes(record)}
        self._db.execute(f"DELETE FROM link_name_pairs {where}", (TOLD, key))
        self._db.executemany(
            "INSERT INTO link_name_pairs (a, b, one, other, record) VALUES (?, ?, ?, ?, ?)",
            [(pair.a, pair.b, TOLD, key, record) for record, pair in after.items()],
        )
        return touched | {node for pair in pairs for node in (pair.a, pair.b)}


def _nodes(record: bytes) -> tuple[str, str]:
    pair = decode(record, NamePair)
    return pair.a, pair.b

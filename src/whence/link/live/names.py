"""Names in a case's own database, one report at a time: what the program's name tables hold, kept up to date.

A report that comes in may bring new names, or spell known ones in a longer way; the names filed with them are compared
again, and the connected parts in which something changed are grouped again. What is returned is which ids are one
source with others than before, so that only their statements are looked at once more.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from whence.link.judgements.decided import Forced
from whence.link.live.bearings import LiveBearings
from whence.link.live.blocks import Database
from whence.link.names.keys import Key, name_keys, node_of, spelling
from whence.link.names.pairs import NamePair, compare
from whence.link.names.sources import Known, Mention, judged_pairs, known, mentions, sources
from whence.link.names.told import bearings
from whence.link.report import Report
from whence.model import decode, encode
from whence.settings import settings

Aliases = dict[str, str]
"""From the ids that statements carry to the id of their source."""
Moved = dict[str, set[str]]
"""From an id to those with which it became, or ceased to be, one source."""


class Aligned(NamedTuple):
    """A pair of names that stand in place of each other in two documents."""

    one: int
    other: int
    pair: NamePair


class LiveNames:
    """The tables `link_mentions`, `link_words`, `link_nodes`, `link_names`, `link_name_keys`, `link_name_counts`,
    `link_name_pairs`, `link_sources` and `link_refused`. `judged` are the pairs that people decided on."""

    def __init__(self, database: Database, judged: Forced) -> None:
        self._db, self._judged = database, judged
        self._told = LiveBearings(database)

    def change(
        self,
        gone: Collection[int],
        came: Mapping[int, Report],
        *,
        parted: Iterable[tuple[int, int]],
        aligned: Iterable[Aligned],
        decided: Iterable[str],
    ) -> Moved:
        """Takes out the names of documents and files those of others; gives what changed for ids that stay.

        `parted` are pairs of documents of which the alignment says nothing any more, `aligned` what others say.
        `decided` are the ids on which people decided otherwise than before.
        """
        touched: set[str] = set()
        for one, other in parted:
            touched |= self._parted(one, other)
        touched |= self._decided(decided)
        mentioned: set[str] = set()
        for document in gone:
            mentioned |= self._unmentioned(document)
        for document, report in came.items():
            mentioned |= self._mentioned(document, mentions(report.statements))
        for source in sorted(mentioned):
            touched |= self._filed(source)
        for one, other, pair in aligned:
            self._db.execute(
                "INSERT INTO link_name_pairs (a, b, one, other, record) VALUES (?, ?, ?, ?, ?)",
                (pair.a, pair.b, one, other, encode(pair)),
            )
            touched |= {pair.a, pair.b}
        touched |= self._told.change(gone, {one: bearings(report) for one, report in came.items()})
        return self._grouped(touched)

    def _parted(self, one: int, other: int) -> set[str]:
        """Forgets what the alignment of two documents said of names; gives the nodes concerned."""
        rows = self._db.execute(
            "SELECT a, b FROM link_name_pairs WHERE one = ? AND other = ?", (one, other)
        ).fetchall()
        self._db.execute("DELETE FROM link_name_pairs WHERE one = ? AND other = ?", (one, other))
        return {node for row in rows for node in row}

    def _decided(self, ids: Iterable[str]) -> set[str]:
        """Keeps what people decided on some ids now; gives the nodes concerned."""
        touched = set(ids)
        if not touched:
            return touched
        wanted = encode(sorted(touched)).decode()
        rows = self._db.execute(
            "SELECT rowid, a, b FROM link_name_pairs WHERE one = 0 AND other = 0"
            " AND a IN (SELECT value FROM json_each(?))",
            (wanted,),
        ).fetchall()
        rows += self._db.execute(
            "SELECT rowid, a, b FROM link_name_pairs WHERE one = 0 AND other = 0"
            " AND b IN (SELECT value FROM json_each(?))",
            (wanted,),
        ).fetchall()
        found = {node for _, *pair in rows for node in pair}
        self._db.executemany("DELETE FROM link_name_pairs WHERE rowid = ?", [(row[0],) for row in rows])
        for pair in judged_pairs(self._judged):
            if not touched.isdisjoint((pair.a, pair.b)):
                self._db.execute(
                    "INSERT INTO link_name_pairs (a, b, one, other, record) VALUES (?, ?, 0, 0, ?)",
                    (pair.a, pair.b, encode(pair)),
                )
        return touched | found

    def documents(self, source_id: str) -> list[int]:
        """The documents that carry an id."""
        rows = self._db.execute("SELECT DISTINCT document FROM link_mentions WHERE source = ?", (source_id,))
        return [row[0] for row in rows]

    # --- filing ------------------------------------------------------------------------------------------------

    def _mentioned(self, document: int, own: Sequence[Mention]) -> set[str]:
        """Keeps the mentions of a document; gives their ids."""
        self._db.executemany(
            "INSERT INTO link_words (source, words, times) VALUES (?, ?, ?)"
            " ON CONFLICT (source, words) DO UPDATE SET times = times + excluded.times",
            [(one.id, _words(one), one.times) for one in own],
        )
        self._db.executemany(
            "INSERT INTO link_mentions (document, source, words, times) VALUES (?, ?, ?, ?)",
            [(document, one.id, _words(one), one.times) for one in own],
        )
        return {one.id for one in own}

    def _unmentioned(self, document: int) -> set[str]:
        """Forgets the mentions of a document; gives their ids."""
        rows = self._db.execute(
            "SELECT source, words, times FROM link_mentions WHERE document = ?", (document,)
        ).fetchall()
        self._db.execute("DELETE FROM link_mentions WHERE document = ?", (document,))
        self._db.executemany(
            "UPDATE link_words SET times = times - ? WHERE source = ? AND words = ?",
            [(times, source, words) for source, words, times in rows],
        )
        self._db.executemany(
            "DELETE FROM link_words WHERE source = ? AND words = ? AND times = 0",
            [(source, words) for source, words, _ in rows],
        )
        return {row[0] for row in rows}

    def _filed(self, source: str) -> set[str]:
        """Files an id under the node of its spelling of now; gives the nodes of which something changed."""
        before = self._db.execute(
            "SELECT node, spelling FROM link_nodes WHERE source = ?", (source,)
        ).fetchone()
        made = self._known(source)
        if not made.names:
            self._db.execute("DELETE FROM link_nodes WHERE source = ?", (source,))
            self._db.execute("DELETE FROM link_sources WHERE alias = ?", (source,))
            return set() if before is None else {before[0]} | self._respelt(before[0])
        node = node_of(source, made.spelling) or source
        if before is not None and tuple(before) == (node, made.spelling):
            return {node}
        self._db.execute(
            "INSERT OR REPLACE INTO link_nodes (source, node, spelling) VALUES (?, ?, ?)",
            (source, node, made.spelling),
        )
        left = set() if before is None or before[0] == node else {before[0]} | self._respelt(before[0])
        return {node} | self._respelt(node) | left

    def _known(self, source: str) -> Known:
        rows = self._db.execute("SELECT words, times FROM link_words WHERE source = ?", (source,))
        found = []
        for words, times in rows:
            name, exact = decode(words, tuple[str, str])
            found.append(Mention(source, name, exact, times))
        return known(source, found)

    def _respelt(self, node: str) -> set[str]:
        """Files a node under the keys of its spelling of now, or nowhere; gives the nodes whose pairs changed."""
        held = self._db.execute("SELECT spelling FROM link_nodes WHERE node = ?", (node,)).fetchall()
        name = spelling(row[0] for row in held) if held else None
        before = self._db.execute("SELECT spelling FROM link_names WHERE node = ?", (node,)).fetchone()
        if before is not None and before[0] == name:
            return set()
        touched: set[str] = set()
        for key in () if before is None else name_keys(node, before[0]):
            self._db.execute("DELETE FROM link_name_keys WHERE key = ? AND node = ?", (key.key, node))
            if key.answers and self._counted(key.key, -1) == settings().names.key_cap_names:
                touched |= self._opened(key.key)
        rows = self._db.execute(
            "SELECT a, b FROM link_name_pairs WHERE (a = ? OR b = ?) AND one IS NULL", (node, node)
        ).fetchall()
        touched |= {found for row in rows for found in row}
        self._db.execute("DELETE FROM link_name_pairs WHERE (a = ? OR b = ?) AND one IS NULL", (node, node))
        if name is None:
            self._db.execute("DELETE FROM link_names WHERE node = ?", (node,))
            self._db.execute("DELETE FROM link_refused WHERE node = ?", (node,))
            return touched
        self._db.execute("INSERT OR REPLACE INTO link_names (node, spelling) VALUES (?, ?)", (node, name))
        partners: set[str] = set()
        for key in name_keys(node, name):
            self._db.execute(
                "INSERT INTO link_name_keys (key, node, answers) VALUES (?, ?, ?)",
                (key.key, node, key.answers),
            )
            if key.answers and self._counted(key.key, 1) == settings().names.key_cap_names + 1:
                touched |= self._closed(key.key)
            partners |= self._partners(key)
        for other in sorted(partners - {node}):
            touched |= self._pair(node, other)
        return touched

    def _counted(self, key: str, step: int) -> int:
        """How many names answer under a key, after one more or one less."""
        self._db.execute(
            "INSERT INTO link_name_counts (key, n) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET n = n + excluded.n",
            (key, step),
        )
        return self._count(key)

    def _count(self, key: str) -> int:
        row = self._db.execute("SELECT n FROM link_name_counts WHERE key = ?", (key,)).fetchone()
        return 0 if row is None else int(row[0])

    def _partners(self, key: Key) -> set[str]:
        if self._count(key.key) > settings().names.key_cap_names:
            return set()
        rows = self._db.execute(
            "SELECT node FROM link_name_keys WHERE key = ? AND (answers OR ?)", (key.key, key.answers)
        )
        return {row[0] for row in rows}

    def _pair(self, node: str, other: str) -> set[str]:
        """Compares two nodes and keeps the pair if they are one; gives the nodes of which a pair changed."""
        a, b = sorted((node, other))
        seen = compare(a, self._spelling(a), b, self._spelling(b))
        if seen.relation != "same":
            return set()
        pair = NamePair(a, b, seen.score, seen.kind, seen.why)
        self._db.execute(
            "INSERT INTO link_name_pairs (a, b, one, other, record) VALUES (?, ?, NULL, NULL, ?)",
            (a, b, encode(pair)),
        )
        return {a, b}

    def _spelling(self, node: str) -> str:
        return str(self._db.execute("SELECT spelling FROM link_names WHERE node = ?", (node,)).fetchone()[0])

    def _closed(self, key: str) -> set[str]:
        """Takes away the pairs that only a key which has become too large had brought together."""
        held = self._held(key)
        touched: set[str] = set()
        for a in held:
            rows = self._db.execute(
                "SELECT b FROM link_name_pairs WHERE a = ? AND one IS NULL", (a,)
            ).fetchall()
            for (b,) in rows:
                if b in held and not self._meet(a, b):
                    self._db.execute(
                        "DELETE FROM link_name_pairs WHERE a = ? AND b = ? AND one IS NULL", (a, b)
                    )
                    touched |= {a, b}
        return touched

    def _opened(self, key: str) -> set[str]:
        """Makes the pairs of a key that is no longer too large."""
        held = self._held(key)
        touched: set[str] = set()
        for at, a in enumerate(sorted(held)):
            for b in sorted(held)[at + 1 :]:
                known = self._db.execute(
                    "SELECT 1 FROM link_name_pairs WHERE a = ? AND b = ? AND one IS NULL", (a, b)
                ).fetchone()
                if known is None and (held[a] or held[b]):
                    touched |= self._pair(a, b)
        return touched

    def _held(self, key: str) -> dict[str, bool]:
        rows = self._db.execute("SELECT node, answers FROM link_name_keys WHERE key = ?", (key,))
        return {row[0]: bool(row[1]) for row in rows}

    def _meet(self, a: str, b: str) -> bool:
        """Whether two nodes share a key that is not too large and under which one answers."""
        mine = dict(name_keys(a, self._spelling(a)))
        theirs = dict(name_keys(b, self._spelling(b)))
        return any(
            (mine[key] or theirs[key]) and self._count(key) <= settings().names.key_cap_names
            for key in mine.keys() & theirs.keys()
        )

    # --- grouping ----------------------------------------------------------------------------------------------

    def _grouped(self, touched: set[str]) -> Moved:
        """Groups the connected parts of some nodes again; gives what changed for ids that were there."""
        before: dict[str, str | None] = {}
        after: Aliases = {}
        done: set[str] = set()
        for node in sorted(touched):
            if node not in done:
                part, pairs = self._part(node)
                done |= part
                was, now = self._settle(part, pairs)
                before |= was
                after |= now
        return _moved(before, after)

    def _part(self, node: str) -> tuple[set[str], list[NamePair]]:
        part, queue = {node}, [node]
        pairs: set[NamePair] = set()
        while queue:
            at = queue.pop()
            rows = self._db.execute(
                "SELECT record FROM link_name_pairs WHERE a = ? UNION SELECT record FROM link_name_pairs WHERE b = ?",
                (at, at),
            )
            for (record,) in rows.fetchall():
                pair = decode(record, NamePair)
                pairs.add(pair)
                for found in (pair.a, pair.b):
                    if found not in part:
                        part.add(found)
                        queue.append(found)
        return part, sorted(pairs)

    def _settle(self, part: set[str], pairs: Sequence[NamePair]) -> tuple[dict[str, str | None], Aliases]:
        """Groups a connected part; gives the source of each id before and now."""
        held: dict[str, list[Known]] = defaultdict(list)
        for node in sorted(part):
            rows = self._db.execute("SELECT source FROM link_nodes WHERE node = ? ORDER BY source", (node,))
            for (source,) in rows.fetchall():
                held[node].append(self._known(source))
        self._db.executemany("DELETE FROM link_refused WHERE node = ?", [(node,) for node in sorted(part)])
        if not held:
            return {}, {}
        ids = [one.id for found in held.values() for one in found]
        before = {alias: self._source(alias) for alias in ids}
        made, refused = sources(held, pairs, self._judged)
        after = {alias: source.id for source in made for alias in source.aliases}
        self._db.executemany(
            "INSERT OR REPLACE INTO link_sources (alias, source, record) VALUES (?, ?, ?)",
            [
                (alias, source.id, encode(source) if alias == source.id else None)
                for source in made
                for alias in source.aliases
            ],
        )
        self._db.executemany(
            "INSERT OR REPLACE INTO link_refused (node, detail) VALUES (?, ?)",
            [(min(part), f"too many spellings to join {a} with {b}") for a, b in refused],
        )
        return before, after

    def _source(self, alias: str) -> str | None:
        row = self._db.execute("SELECT source FROM link_sources WHERE alias = ?", (alias,)).fetchone()
        return None if row is None else str(row[0])


def _words(mention: Mention) -> str:
    return encode((mention.name, mention.exact)).decode()


def _moved(before: Mapping[str, str | None], after: Aliases) -> Moved:
    """For each id that was there, those of which it became the source's companion or ceased to be.

    Where the source became of another kind (somebody unnamed got a name), all companions count.
    """
    old: dict[str, set[str]] = defaultdict(set)
    new: dict[str, set[str]] = defaultdict(set)
    for alias, source in after.items():
        if (was := before[alias]) is not None:
            new[source].add(alias)
            old[was].add(alias)
    moved: Moved = {}
    for alias, source in after.items():
        if (was := before[alias]) is None:
            continue
        others = old[was] ^ new[source]
        if was.partition(":")[0] != source.partition(":")[0]:
            others = old[was] | new[source]
        if others:
            moved[alias] = others
    return moved

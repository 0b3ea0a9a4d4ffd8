"""Names in a case's own database, one report at a time: what the program's name tables hold, kept up to date.

A report that comes in may bring new names, or spell known ones in a longer way; the names filed with them are compared
again, and the connected parts in which something changed are grouped again. What is returned is which ids are one
source with others than before, so that only their statements are looked at once more.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from whence.link.judgements.decided import Forced
from whence.link.live.bearings import LiveBearings
from whence.link.live.blocks import Database
from whence.link.names.keys import Key, name_keys, node_of, spelling
from whence.link.names.pairs import NamePair, same
from whence.link.names.sources import Known, Mention, judged_pairs, known, mentions, source_of, sources
from whence.link.names.told import bearings
from whence.link.report import Report
from whence.model import Source, decode, encode
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
        self._read: dict[str, Known] = {}

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
        again: dict[str, str] = {}
        self._read.clear()
        self._known(mentioned)
        for source in sorted(mentioned):
            found, node = self._filed(source)
            touched |= found
            if node is not None:
                again[source] = node
        for one, other, pair in aligned:
            self._db.execute(
                "INSERT INTO link_name_pairs (a, b, one, other, record) VALUES (?, ?, ?, ?, ?)",
                (pair.a, pair.b, one, other, encode(pair)),
            )
            touched |= {pair.a, pair.b}
        touched |= self._told.change(gone, {one: bearings(report) for one, report in came.items()})
        known_as = self._sources_of(again)
        touched |= {node for one, node in again.items() if one not in known_as}
        moved, done = self._grouped(touched)
        self._reword({source.id: source for one, source in known_as.items() if again[one] not in done})
        return moved

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

    def _filed(self, source: str) -> tuple[set[str], str | None]:
        """Files an id under the node of its spelling of now; gives the nodes of which something changed, or the node
        under which the id stays as it is: only how often it is called what is another then."""
        before = self._db.execute(
            "SELECT node, spelling FROM link_nodes WHERE source = ?", (source,)
        ).fetchone()
        made = self._known((source,))[source]
        if not made.names:
            self._db.execute("DELETE FROM link_nodes WHERE source = ?", (source,))
            self._db.execute("DELETE FROM link_sources WHERE alias = ?", (source,))
            return (set() if before is None else {before[0]} | self._respelt(before[0])), None
        node = node_of(source, made.spelling) or source
        if before is not None and tuple(before) == (node, made.spelling):
            return set(), node
        self._db.execute(
            "INSERT OR REPLACE INTO link_nodes (source, node, spelling) VALUES (?, ?, ?)",
            (source, node, made.spelling),
        )
        left = set() if before is None or before[0] == node else {before[0]} | self._respelt(before[0])
        return {node} | self._respelt(node) | left, None

    def _known(self, ids: Iterable[str]) -> dict[str, Known]:
        """What all documents say about some ids, read once in a change."""
        wanted = list(ids)
        missing = sorted({one for one in wanted if one not in self._read})
        if missing:
            found: dict[str, list[Mention]] = {source: [] for source in missing}
            rows = self._db.execute(
                "SELECT source, words, times FROM link_words WHERE source IN (SELECT value FROM json_each(?))",
                (encode(missing).decode(),),
            )
            for source, words, times in rows:
                name, exact = _WORDS.decode(words)
                found[source].append(Mention(source, name, exact, times))
            self._read |= {source: known(source, mentioned) for source, mentioned in found.items()}
        return {one: self._read[one] for one in wanted}

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
        return touched | self._paired([(node, other) for other in sorted(partners - {node})])

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

    def _paired(self, nodes: Iterable[tuple[str, str]]) -> set[str]:
        """Compares nodes and keeps the pairs that are one; gives the nodes of these."""
        pairs = [(min(pair), max(pair)) for pair in nodes]
        spelt = self._spellings({node for pair in pairs for node in pair})
        seen = same([(a, spelt[a], b, spelt[b]) for a, b in pairs])
        found = [
            NamePair(*pair, one.score, one.kind, one.why)
            for pair, one in zip(pairs, seen, strict=True)
            if one is not None
        ]
        self._db.executemany(
            "INSERT INTO link_name_pairs (a, b, one, other, record) VALUES (?, ?, NULL, NULL, ?)",
            [(pair.a, pair.b, encode(pair)) for pair in found],
        )
        return {node for pair in found for node in (pair.a, pair.b)}

    def _spellings(self, nodes: Iterable[str]) -> dict[str, str]:
        rows = self._db.execute(
            "SELECT node, spelling FROM link_names WHERE node IN (SELECT value FROM json_each(?))",
            (encode(sorted(nodes)).decode(),),
        )
        return dict(rows.fetchall())

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
        new: list[tuple[str, str]] = []
        for at, a in enumerate(sorted(held)):
            for b in sorted(held)[at + 1 :]:
                known = self._db.execute(
                    "SELECT 1 FROM link_name_pairs WHERE a = ? AND b = ? AND one IS NULL", (a, b)
                ).fetchone()
                if known is None and (held[a] or held[b]):
                    new.append((a, b))
        return self._paired(new)

    def _held(self, key: str) -> dict[str, bool]:
        rows = self._db.execute("SELECT node, answers FROM link_name_keys WHERE key = ?", (key,))
        return {row[0]: bool(row[1]) for row in rows}

    def _meet(self, a: str, b: str) -> bool:
        """Whether two nodes share a key that is not too large and under which one answers."""
        spelt = self._spellings((a, b))
        mine, theirs = (dict(name_keys(node, spelt[node])) for node in (a, b))
        return any(
            (mine[key] or theirs[key]) and self._count(key) <= settings().names.key_cap_names
            for key in mine.keys() & theirs.keys()
        )

    # --- grouping ----------------------------------------------------------------------------------------------

    def _grouped(self, touched: set[str]) -> tuple[Moved, set[str]]:
        """Groups the connected parts of some nodes again; gives what changed for ids that were there, and all nodes of
        these parts."""
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
        return _moved(before, after), done

    def _sources_of(self, ids: Collection[str]) -> dict[str, Source]:
        """The sources of ids as they were grouped last, but for those on which people decided."""
        rows = self._db.execute(
            "SELECT a.alias, s.record FROM link_sources a JOIN link_sources s ON s.alias = a.source"
            " WHERE a.alias IN (SELECT value FROM json_each(?))",
            (encode(sorted(ids)).decode(),),
        )
        found = {alias: decode(record, Source) for alias, record in rows}
        judged = self._judged.others.keys()
        return {alias: source for alias, source in found.items() if judged.isdisjoint(source.aliases)}

    def _reword(self, grouped: Mapping[str, Source]) -> None:
        """Makes sources anew of which only the words, or how often they stand, are others. Names are grouped by their
        spellings and pairs alone: the groups, and what shows them, are as they were."""
        for key, source in sorted(grouped.items()):
            made = source_of(list(self._known(source.aliases).values()), source.evidence)
            if made != source:
                self._db.execute("UPDATE link_sources SET record = ? WHERE alias = ?", (encode(made), key))

    def _part(self, node: str) -> tuple[set[str], list[NamePair]]:
        part, edge = {node}, {node}
        pairs: set[NamePair] = set()
        while edge:
            wanted = encode(sorted(edge)).decode()
            rows = self._db.execute(
                "SELECT record FROM link_name_pairs WHERE a IN (SELECT value FROM json_each(?))"
                " UNION SELECT record FROM link_name_pairs WHERE b IN (SELECT value FROM json_each(?))",
                (wanted, wanted),
            )
            found = {decode(record, NamePair) for (record,) in rows}
            pairs |= found
            edge = {end for pair in found for end in (pair.a, pair.b)} - part
            part |= edge
        return part, sorted(pairs)

    def _settle(self, part: set[str], pairs: Sequence[NamePair]) -> tuple[dict[str, str | None], Aliases]:
        """Groups a connected part; gives the source of each id before and now."""
        wanted = encode(sorted(part)).decode()
        rows = self._db.execute(
            "SELECT node, source FROM link_nodes WHERE node IN (SELECT value FROM json_each(?))"
            " ORDER BY node, source",
            (wanted,),
        ).fetchall()
        self._db.execute("DELETE FROM link_refused WHERE node IN (SELECT value FROM json_each(?))", (wanted,))
        if not rows:
            return {}, {}
        words = self._known(source for _, source in rows)
        held: dict[str, list[Known]] = defaultdict(list)
        for node, source in rows:
            held[node].append(words[source])
        found = self._db.execute(
            "SELECT alias, source, record FROM link_sources WHERE alias IN (SELECT value FROM json_each(?))",
            (encode(sorted(words)).decode(),),
        )
        kept = {alias: (source, record) for alias, source, record in found}
        before = {alias: kept[alias][0] if alias in kept else None for alias in words}
        made, refused = sources(held, pairs, self._judged)
        after = {alias: source.id for source in made for alias in source.aliases}
        new = {
            alias: (source.id, encode(source) if alias == source.id else None)
            for source in made
            for alias in source.aliases
        }
        self._db.executemany(
            "INSERT OR REPLACE INTO link_sources (alias, source, record) VALUES (?, ?, ?)",
            [(alias, *row) for alias, row in new.items() if kept.get(alias) != row],
        )
        self._db.executemany(
            "INSERT OR REPLACE INTO link_refused (node, detail) VALUES (?, ?)",
            [(min(part), f"too many spellings to join {a} with {b}") for a, b in refused],
        )
        return before, after


_WORDS = msgspec.json.Decoder(tuple[str, str])


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

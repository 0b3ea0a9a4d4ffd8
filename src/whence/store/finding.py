"""What a person's words name in a case, and the part of the case that hangs together with it, found by key.

Ids and their beginnings, reports and the ends of their paths, and names, in whatever spelling they are looked up by
(`called`: link folds them). Nothing here reads the case as a whole.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

TABLES = """
CREATE TABLE link_called (            -- in which words the statements of a document carry each source id
  document TEXT NOT NULL,
  source TEXT NOT NULL,
  words TEXT NOT NULL,
  folded TEXT NOT NULL,                -- as they are looked up
  is_name INTEGER NOT NULL,            -- 1: the source's name in it, 0: how the text mentions it
  PRIMARY KEY (document, source, words, is_name)
) WITHOUT ROWID;
CREATE INDEX link_called_by_source ON link_called (source, is_name, words);
CREATE INDEX link_called_by_words ON link_called (folded, source);
"""

_LAST = "\U0010ffff"
"""Behind every character: what begins with some words stands between these and these with it."""


class Called(NamedTuple):
    """Words by which a source is carried; `folded` as they are looked up."""

    source: str
    words: str
    folded: str
    is_name: bool


class Named(NamedTuple):
    """What some words may name: ids of documents, statements, sources and claims."""

    documents: set[str]
    statements: set[str]
    sources: set[str]
    claims: set[str]


class Finding:
    """Questions to one case's database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put_called(self, document: str, rows: Iterable[Called]) -> None:
        """Replaces the words by which a document carries sources."""
        self._connection.execute("DELETE FROM link_called WHERE document = ?", (document,))
        self._connection.executemany(
            "INSERT OR IGNORE INTO link_called (document, source, words, folded, is_name) VALUES (?, ?, ?, ?, ?)",
            [(document, *row) for row in rows],
        )

    def named(self, words: str, folded: str, fewest: int) -> Named:
        """Everything that the words may name; from `fewest` characters on they may be the beginning of an id."""
        last = words + _LAST if len(words) >= fewest else words
        between = (words, words, last)
        path = f"/{words}"
        documents = self._ids("SELECT id FROM documents WHERE id = ? OR id > ? AND id < ?", *between)
        documents |= self._ids(
            "SELECT document FROM captures WHERE report = ? OR substr(replace(report, '\\', '/'), ?) = ?",
            words,
            -len(path),
            path,
        )
        sources = self._ids(
            "SELECT source FROM link_called WHERE source = ? OR source > ? AND source < ?", *between
        )
        sources |= self._ids("SELECT source FROM link_called WHERE folded = ?", folded) if folded else set()
        return Named(
            documents,
            self._ids("SELECT id FROM statements WHERE id = ? OR id > ? AND id < ?", *between),
            sources,
            self._ids("SELECT claim FROM link_claims WHERE claim = ? OR claim > ? AND claim < ?", *between),
        )

    def claims(self, beginning: str) -> set[str]:
        """The claims whose ids begin so."""
        return self._ids(
            "SELECT claim FROM link_claims WHERE claim >= ? AND claim < ?", beginning, beginning + _LAST
        )

    def said_in(self, documents: Iterable[str]) -> list[tuple[str, str]]:
        """The statements of documents, each with its document."""
        return self._connection.execute(
            "SELECT id, document FROM statements WHERE document IN (SELECT value FROM json_each(?))",
            (_list(documents),),
        ).fetchall()

    def documents_of(self, statements: Iterable[str]) -> set[str]:
        """The documents of statements."""
        return self._ids(
            "SELECT document FROM statements WHERE id IN (SELECT value FROM json_each(?))", _list(statements)
        )

    def called(self, sources: Iterable[str], folded: Iterable[str] = ()) -> dict[str, set[str]]:
        """The names of sources, by their ids and as they are looked up."""
        found: dict[str, set[str]] = {}
        ids = set(sources) | self._ids(
            "SELECT source FROM link_called WHERE is_name AND folded IN (SELECT value FROM json_each(?))",
            _list(folded),
        )
        rows = self._connection.execute(
            "SELECT DISTINCT source, words FROM link_called"
            " WHERE is_name = 1 AND source IN (SELECT value FROM json_each(?))",
            (_list(ids),),
        )
        for source, words in rows:
            found.setdefault(source, set()).add(words)
        return found

    # --- claims and edges, by the numbers of documents ------------------------------------------------------------

    def parts_of(self, numbers: Iterable[int]) -> set[int]:
        """Where the claims of documents are: the parts of their statements, and what is in none."""
        wanted = _list(numbers)
        rows = self._connection.execute(
            "SELECT part FROM link_parts WHERE document IN (SELECT value FROM json_each(?))"
            " UNION SELECT value FROM json_each(?)",
            (wanted, wanted),
        )
        return {row[0] for row in rows}

    def parts_of_claims(self, claims: Iterable[str]) -> set[int]:
        """Where claims are."""
        rows = self._connection.execute(
            "SELECT DISTINCT part FROM link_claims WHERE claim IN (SELECT value FROM json_each(?))",
            (_list(claims),),
        )
        return {row[0] for row in rows}

    def settled(self, parts: Iterable[int]) -> Iterator[bytes]:
        """The claims of parts."""
        rows = self._connection.execute(
            "SELECT record FROM link_settled WHERE part IN (SELECT value FROM json_each(?))", (_list(parts),)
        )
        for (record,) in rows:
            yield record

    def kin(self, numbers: Iterable[int]) -> set[int]:
        """The documents that edges and credits connect with some."""
        rows = self._connection.execute(
            "SELECT document FROM link_kins WHERE kin IN"
            " (SELECT kin FROM link_kins WHERE document IN (SELECT value FROM json_each(?)))",
            (_list(numbers),),
        )
        return {row[0] for row in rows}

    def lines(self, numbers: Iterable[int]) -> Iterator[bytes]:
        """The edges of documents."""
        wanted = _list(numbers)
        rows = self._connection.execute(
            "SELECT source, target, kind, record FROM link_lines WHERE source IN (SELECT value FROM json_each(?))"
            " UNION SELECT source, target, kind, record FROM link_lines"
            " WHERE target IN (SELECT value FROM json_each(?))",
            (wanted, wanted),
        )
        for *_, record in rows:
            yield record

    def sources(self, numbers: Iterable[int], ids: Iterable[str]) -> Iterator[bytes]:
        """The records of the sources that documents carry, and of those with these ids."""
        rows = self._connection.execute(
            "SELECT record FROM link_sources WHERE alias IN (SELECT s.source FROM link_sources s WHERE s.alias IN ("
            " SELECT source FROM link_mentions WHERE document IN (SELECT value FROM json_each(?))"
            " UNION SELECT value FROM json_each(?)))",
            (_list(numbers), _list(ids)),
        )
        for (record,) in rows:
            yield record

    def told(self, ids: Iterable[str]) -> Iterator[bytes]:
        """All that documents tell of who is who by what the documents of these sources call somebody."""
        rows = self._connection.execute(
            "SELECT record FROM link_bearings WHERE key IN (SELECT b.key FROM link_bearings b"
            " JOIN link_mentions m ON m.document = b.document WHERE m.source IN (SELECT value FROM json_each(?)))"
            " ORDER BY key, record",
            (_list(ids),),
        )
        for (record,) in rows:
            yield record

    def _ids(self, sql: str, *values: str | int) -> set[str]:
        return {row[0] for row in self._connection.execute(sql, values)}


def _list(values: Iterable[str | int]) -> str:
    return json.dumps(list(values))

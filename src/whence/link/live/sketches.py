"""Sketches of documents in a case's own database, for a first look at pairs before their sentences are aligned."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from whence.link.blocks.prints import Print
from whence.link.documents.possible import possible
from whence.link.live.best import Pair
from whence.link.live.blocks import Database
from whence.model import encode


class _Sketch(NamedTuple):
    language: str | None
    own: bytes
    abroad: bytes


class LiveSketches:
    """The table `link_sketches`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def change(self, gone: Iterable[int], came: Iterable[Print]) -> None:
        """Forgets the sketches of documents and keeps those of others."""
        self._db.executemany("DELETE FROM link_sketches WHERE document = ?", [(one,) for one in gone])
        self._db.executemany(
            "INSERT INTO link_sketches (document, language, own, abroad) VALUES (?, ?, ?, ?)",
            [(one.document, one.language, one.own, one.abroad) for one in came],
        )

    def possible(self, pairs: Collection[Pair]) -> set[Pair]:
        """Those of the pairs that can be versions of one another; a document's pairs are looked at together."""
        kept = self._read({one for pair in pairs for one in pair})
        often = Counter(one for pair in pairs for one in pair)
        met: dict[tuple[int, bool], list[int]] = defaultdict(list)
        for pair in sorted(pairs):
            one, other = sorted(pair, key=lambda document: (-often[document], document))
            language = kept[one].language
            met[one, bool(language) and language == kept[other].language].append(other)
        found: set[Pair] = set()
        for (one, own), others in met.items():
            mine, *theirs = ((kept[key].own if own else kept[key].abroad) for key in (one, *others))
            for other, may in zip(others, possible(mine, theirs, own=own), strict=True):
                if may:
                    found.add((min(one, other), max(one, other)))
        return found

    def of_its_language(self, document: int, others: Collection[int]) -> set[int]:
        """Those of others that are of the language of a document."""
        rows = self._db.execute(
            # The index is named: without it SQLite reads the rows, of which each fills a page or two.
            "SELECT document FROM link_sketches INDEXED BY link_sketches_by_language"
            " WHERE document IN (SELECT value FROM json_each(?)) AND language ="
            " (SELECT language FROM link_sketches WHERE document = ?)",
            (encode(sorted(others)).decode(), document),
        )
        return {row[0] for row in rows}

    def _read(self, documents: Iterable[int]) -> dict[int, _Sketch]:
        rows = self._db.execute(
            "SELECT document, language, own, abroad FROM link_sketches"
            " WHERE document IN (SELECT value FROM json_each(?))",
            (encode(sorted(documents)).decode(),),
        )
        return {document: _Sketch(*row) for document, *row in rows}

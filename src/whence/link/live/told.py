"""What settling needs of documents and statements, kept in a case's own database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from whence.link.keys import number
from whence.link.live.blocks import Database
from whence.link.report import Report
from whence.link.settling.told import Said, Told, merged_said, merged_told, said, told
from whence.model import decode, encode


class LiveTold:
    """The table `link_told`, read with the merged sources of now."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._merged: dict[int, dict[str, str]] = {}
        self._told: dict[int, Told] = {}
        self._said: dict[int, Said] = {}

    def change(self, gone: Iterable[int], came: Mapping[int, Report]) -> tuple[set[int], set[int]]:
        """Forgets what documents said and keeps what others say; gives the statements of before, and of now."""
        gone = sorted(gone)
        before = {item for item, _ in self.statements_of(gone)}
        self._db.executemany("DELETE FROM link_told WHERE document = ?", [(one,) for one in gone])
        rows = [(one, one, False, encode(told(report))) for one, report in came.items()]
        rows += [
            (number(found.id), one, found.attributed, encode(found))
            for one, report in came.items()
            for found in said(report)
        ]
        self._db.executemany(
            "INSERT INTO link_told (item, document, attributed, record) VALUES (?, ?, ?, ?)", rows
        )
        return before, {item for item, document, *_ in rows if item != document}

    def holds(self, items: Iterable[int]) -> dict[int, int]:
        """The documents of those statements (or documents) that take part in the case."""
        rows = self._db.execute(
            "SELECT item, document FROM link_told WHERE item IN (SELECT value FROM json_each(?))",
            (encode(sorted(items)).decode(),),
        )
        return dict(rows.fetchall())

    def statements(self, items: Iterable[int]) -> set[int]:
        """Those of some numbers that are statements which take part in the case."""
        return {item for item, document in self.holds(items).items() if item != document}

    def statements_of(self, documents: Iterable[int]) -> list[tuple[int, bool]]:
        """The statements of documents, and whether each is attributed."""
        rows = self._db.execute(
            "SELECT item, attributed FROM link_told"
            " WHERE document IN (SELECT value FROM json_each(?)) AND item <> document",
            (encode(sorted(documents)).decode(),),
        )
        return [(item, bool(attributed)) for item, attributed in rows]

    def documents(self, documents: Iterable[int]) -> dict[int, Told]:
        """Documents by their numbers; to be asked for only once the names are settled."""
        wanted = sorted(set(documents))
        missing = [one for one in wanted if one not in self._told]
        for item, document, record in self._rows(missing):
            self._told[item] = merged_told(decode(record, Told), self._merged[document])
        return {one: self._told[one] for one in wanted if one in self._told}

    def said(self, items: Iterable[int]) -> dict[int, Said]:
        """Statements by their numbers; to be asked for only once the names are settled."""
        wanted = sorted(set(items))
        missing = [one for one in wanted if one not in self._said]
        for item, document, record in self._rows(missing):
            self._said[item] = merged_said(decode(record, Said), self._merged[document])
        return {one: self._said[one] for one in wanted if one in self._said}

    def source_of(self, documents: Iterable[int]) -> dict[str, str]:
        """From the ids that documents carry to their sources; ids that are their own source are left out."""
        wanted = sorted(set(documents))
        self._merge(wanted)
        return {alias: source for one in wanted for alias, source in self._merged[one].items()}

    def _rows(self, items: list[int]) -> list[tuple[int, int, bytes]]:
        rows: list[tuple[int, int, bytes]] = self._db.execute(
            "SELECT item, document, record FROM link_told WHERE item IN (SELECT value FROM json_each(?))",
            (encode(items).decode(),),
        ).fetchall()
        self._merge({document for _, document, _ in rows})
        return rows

    def _merge(self, documents: Iterable[int]) -> None:
        missing = [one for one in documents if one not in self._merged]
        if not missing:
            return
        found: dict[int, dict[str, str]] = defaultdict(dict)
        rows = self._db.execute(
            # The index holds the few ids that are another's alone: the rows of the table are wide.
            "SELECT DISTINCT m.document, m.source, s.source FROM link_mentions m"
            " JOIN link_sources s INDEXED BY link_sources_merged ON s.alias = m.source AND s.source <> s.alias"
            " WHERE m.document IN (SELECT value FROM json_each(?))",
            (encode(sorted(missing)).decode(),),
        )
        for document, alias, source in rows:
            found[document][alias] = source
        self._merged |= {one: found.get(one, {}) for one in missing}

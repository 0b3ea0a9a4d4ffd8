"""Islands in a case's own database: reports that an edge or a tie connects, settled anew where something changed."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from whence.link.documents.related import Related
from whence.link.islands import settled
from whence.link.judgements.decided import Decisions
from whence.link.keys import number
from whence.link.live.blocks import Database
from whence.link.live.names import LiveNames
from whence.link.report import Report
from whence.link.statements.claims import claim_ids
from whence.link.statements.verdicts import Compared
from whence.model import Lineage, decode, encode

ReportOf = Callable[[int], Report | None]


class LiveIslands:
    """The tables `link_islands` and `link_settled`, and the edges and ties that make them."""

    def __init__(
        self, database: Database, report_of: ReportOf, names: LiveNames, decisions: Decisions
    ) -> None:
        self._db, self._report, self._names, self._decisions = database, report_of, names, decisions

    def holds(self, document: int) -> bool:
        """Whether a document is linked."""
        return self._of(document) is not None

    def settle(
        self, gone: Iterable[int], came: Iterable[int], concerned: Iterable[int], changed: Iterable[int]
    ) -> None:
        """Makes islands anew: those of documents that came, went, or are `concerned`, and others that `changed`."""
        islands = {found for one in {*gone, *concerned} if (found := self._of(one)) is not None} | set(
            changed
        )
        members = set(came)
        for island in sorted(islands):
            rows = self._db.execute("SELECT document FROM link_islands WHERE island = ?", (island,))
            members |= {row[0] for row in rows}
        for table in ("link_settled", "link_claims"):
            self._db.executemany(f"DELETE FROM {table} WHERE island = ?", [(one,) for one in sorted(islands)])
        left = set(gone) - set(came)
        self._db.executemany("DELETE FROM link_islands WHERE document = ?", [(one,) for one in sorted(left)])
        for island, documents in sorted(self._parts(members - left).items()):
            self._settle(island, sorted(documents))

    def _of(self, document: int) -> int | None:
        row = self._db.execute("SELECT island FROM link_islands WHERE document = ?", (document,)).fetchone()
        return None if row is None else int(row[0])

    def _parts(self, members: Collection[int]) -> dict[int, list[int]]:
        """The connected parts of some documents, by the least of each. No edge leads to any other document."""
        lead = {one: one for one in members}

        def find(one: int) -> int:
            while lead[one] != one:
                lead[one] = lead[lead[one]]
                one = lead[one]
            return one

        wanted = encode(sorted(members)).decode()
        rows = self._db.execute(
            "SELECT one, other FROM link_related WHERE one IN (SELECT value FROM json_each(?))"
            " UNION ALL SELECT one, other FROM link_compared"
            " WHERE tied AND one <> other AND one IN (SELECT value FROM json_each(?))",
            (wanted, wanted),
        ).fetchall()
        for a, b in (*rows, *self._judged(members)):
            one, other = sorted((find(a), find(b)))
            lead[other] = one
        parts: dict[int, list[int]] = defaultdict(list)
        for one in members:
            parts[find(one)].append(one)
        return parts

    def _judged(self, members: Collection[int]) -> list[tuple[int, int]]:
        """Pairs of members that people's decisions connect."""
        pairs = [(number(a), number(b)) for a, b in self._decisions.documents]
        for pair in self._decisions.statements.same:
            found = [document for key in pair if (document := self._said_in(key)) is not None]
            if len(found) == len(pair):
                pairs.append((found[0], found[1]))
        return [(a, b) for a, b in pairs if a in members and b in members]

    def _said_in(self, statement: str) -> int | None:
        """The document of a statement that takes part in the case."""
        row = self._db.execute("SELECT document FROM statements WHERE id = ?", (statement,)).fetchone()
        report = None if row is None else self._report(number(row[0]))
        return number(report.id) if report is not None and statement in report.said else None

    def _settle(self, island: int, documents: Collection[int]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO link_islands (document, island) VALUES (?, ?)",
            [(one, island) for one in documents],
        )
        wanted = encode(list(documents)).decode()
        edges: list[Lineage] = []
        compared: list[Compared] = []
        for (record,) in self._db.execute(
            "SELECT record FROM link_related WHERE one IN (SELECT value FROM json_each(?))", (wanted,)
        ):
            edges.append(decode(record, Related).edge)
        for (record,) in self._db.execute(
            "SELECT record FROM link_compared WHERE one IN (SELECT value FROM json_each(?))", (wanted,)
        ):
            compared += decode(record, tuple[Compared, ...])
        made = settled(
            [found for one in documents if (found := self._report(one)) is not None],
            edges=edges,
            compared=compared,
            source_of=self._names.of_documents(documents),
            decisions=self._decisions,
        )
        self._db.execute(
            "INSERT OR REPLACE INTO link_settled (island, record) VALUES (?, ?)", (island, encode(made))
        )
        self._db.executemany(
            "INSERT INTO link_claims (claim, island) VALUES (?, ?)",
            [(claim, island) for claim in claim_ids(made.families)],
        )

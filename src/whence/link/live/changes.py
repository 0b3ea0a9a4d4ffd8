"""Reports that come, change or go in a linked case: the same graph as if all had been linked together.

The tables are the program's, kept in the case's own database with an index for each question (`store.links`). What is
decided about two reports, names or statements is decided by the functions that the program calls; what a change means
to others (a block that became too large, a copy that takes an older one's place, two names that turn out to be one,
what people decided otherwise) is found, and only that is decided anew.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from whence.link.blocks import candidates as blocks
from whence.link.blocks.prints import Print, Space, long, prints
from whence.link.documents.outline import MOST_LINES
from whence.link.documents.related import Related, related
from whence.link.judgements.decided import NOTHING, Decisions
from whence.link.judgements.laid import differing
from whence.link.keys import content, number
from whence.link.live.best import Pair, paired
from whence.link.live.blocks import Database, Item, LiveBlocks, indexed
from whence.link.live.claims import LiveClaims
from whence.link.live.lines import LiveLines
from whence.link.live.meetings import Meetings, Met
from whence.link.live.names import Aligned, LiveNames, Moved
from whence.link.live.said import LiveSaid, Meeting
from whence.link.live.sketches import LiveSketches
from whence.link.live.told import LiveTold
from whence.link.names.sources import name_problems
from whence.link.report import Report
from whence.link.statements.verdicts import filed
from whence.model import decode, encode
from whence.problems import Problem
from whence.settings import settings

KEPT_REPORTS = 1_024
Load = Callable[[str], Report | None]
"""From a document's id to the report as the case holds it now; None where it is there no more."""
Printed = Callable[[Sequence[Report]], list[Print]]
"""The prints of reports, made or kept."""


class Live:
    """The linked tables of a case. Whoever uses it holds a transaction; after an exception it must be rolled back.

    `decisions` are what people decided, `before` what was laid over the case when it was linked last. `printed`
    gives the prints of reports. `crowded` is what was known of crowded keys when the case was linked last.
    """

    def __init__(
        self,
        database: Database,
        load: Load,
        decisions: Decisions = NOTHING,
        before: Decisions = NOTHING,
        *,
        printed: Printed = prints,
        crowded: Mapping[str, tuple[int, int]] | None = None,
    ) -> None:
        self._db = database
        self._decisions = decisions
        self._differing = differing(before, decisions)
        self._printed = printed
        self._load = lru_cache(maxsize=KEPT_REPORTS)(load)
        self._sketches = LiveSketches(database)
        self._meetings = Meetings(database, self._sketches, decisions)
        self._statements = LiveBlocks(database, "statement", blocks.limits("statement"))
        self._spaces: dict[Space, LiveBlocks] = {**self._meetings.blocks, "statement": self._statements}
        self._crowded: Mapping[str, tuple[int, int]] = crowded or {
            space: filed.crowds() for space, filed in self._spaces.items()
        }
        self._names = LiveNames(database, decisions.sources)
        self._told = LiveTold(database)
        self._said = LiveSaid(database, self._told, decisions)
        self._claims = LiveClaims(database, self._told, decisions)
        self._lines = LiveLines(database, self._told, decisions)

    def change(self, documents: Iterable[str]) -> list[Problem]:
        """Links documents that came, changed or went, and what people decided otherwise; what was skipped in them."""
        changed = {number(one) for one in documents} | self._documents(self._differing.rejected)
        gone = {one for one in changed if self._lines.holds(one)}
        reports = {one: found for one in sorted(changed) if (found := self._report(one)) is not None}
        made = dict(zip(reports, self._printed(list(reports.values())), strict=True))
        judged = {paired(number(a), number(b)) for a, b in self._differing.documents}
        self._sketches.change(gone, made.values())
        before = self._meetings.around(gone)
        met = self._meetings.change(gone, made, self._print)
        pairs = before | met.pairs | judged | self._meetings.around(reports)
        edges, moved = self._relate(gone, reports, pairs)
        touched = pairs | self._say(gone, made, met) | self._moved_pairs(moved)
        touched |= {(one, one) for one in changed}
        before_said, now_said = self._told.change(gone, reports)
        self._said.change(gone, reports)
        said = before_said | now_said | self._compare(touched)
        said |= self._told.statements(map(number, self._differing.statements))
        recast = self._claims.settle(said, changed)
        for claim, made_by in self._moved_claims(moved).items():
            recast[claim] = recast.get(claim, set()) | made_by
        self._lines.settle(changed, recast, edges, judged)
        return [
            long(report.document.report, lines)
            for report in reports.values()
            if (lines := len(report.outline.lines)) > MOST_LINES
        ]

    def problems(self) -> list[Problem]:
        """What was skipped in the whole case."""
        found: list[Problem] = []
        crowded = self.crowded
        for space in blocks.SPACES:
            led, hot = crowded[space]
            found += blocks.problems(space, blocks.limits(space), led=led - hot, hot=hot)
        most = settings().names.key_cap_names
        names = self._db.execute(
            f"SELECT count(*) FROM link_name_counts WHERE {indexed(most)} n > ?", (most,)
        ).fetchone()[0]
        refused = self._db.execute("SELECT DISTINCT detail FROM link_refused ORDER BY detail").fetchall()
        return found + name_problems(names, [row[0] for row in refused])

    @property
    def crowded(self) -> dict[str, tuple[int, int]]:
        """How many keys of each space are crowded now (`Crowded`). Counted once, and then kept: a large case has
        thousands."""
        return {space: filed.crowded.more(self._crowded[space]) for space, filed in self._spaces.items()}

    def _report(self, document: int) -> Report | None:
        return self._load(content(document))

    def _print(self, document: int) -> Print:
        report = self._report(document)
        assert report is not None, document
        return self._printed([report])[0]

    def _documents(self, ids: Iterable[str]) -> set[int]:
        """The documents of statements; what is no statement of the case is a document, or nowhere any more."""
        found = set()
        for one in sorted(ids):
            row = self._db.execute("SELECT document FROM statements WHERE id = ?", (one,)).fetchone()
            found.add(number(one if row is None else row[0]))
        return found

    # --- documents ------------------------------------------------------------------------------------------------

    def _relate(
        self, gone: Collection[int], reports: Mapping[int, Report], pairs: Iterable[Pair]
    ) -> tuple[set[Pair], Moved]:
        """Compares documents that may be something else to each other than before, where they meet.

        Gives the pairs that hang together or did, and the ids of which the sources moved.
        """
        stand = self._meetings.stand(pairs)
        by_keys = stand - self._meetings.sure(stand)
        stand -= by_keys - self._sketches.possible(by_keys)
        edges: set[Pair] = {(one, other) for one, other, _ in self._between("link_related", "record", pairs)}
        aligned: list[Aligned] = []
        self._db.executemany("DELETE FROM link_related WHERE one = ? AND other = ?", sorted(edges))
        for pair in sorted(stand):
            one, other = map(self._report, pair)
            if one is None or other is None:
                continue
            found = related(one, other, self._decisions)
            if found is not None:
                edges.add(pair)
                aligned += [Aligned(*pair, names) for names in found.names]
                self._db.execute(
                    "INSERT INTO link_related (one, other, record) VALUES (?, ?, ?)",
                    (*pair, encode(msgspec.structs.replace(found, names=()))),
                )
        moved = self._names.change(
            gone,
            reports,
            parted=edges,
            aligned=aligned,
            decided=self._differing.sources,
        )
        return edges, moved

    # --- statements -----------------------------------------------------------------------------------------------

    def _say(self, gone: Collection[int], made: Mapping[int, Print], met: Met) -> set[Pair]:
        """Files the statements of documents that enter the blocks, takes those of others out.

        Gives the pairs of documents whose statements meet otherwise than before, or are others.
        """
        rows = self._db.execute(
            "SELECT item, document FROM link_items WHERE space = 'statement'"
            " AND document IN (SELECT value FROM json_each(?))",
            (encode(sorted(met.out)).decode(),),
        )
        owner = dict(rows.fetchall())
        out = set(owner)
        items = [item for one in sorted(met.into) for item in _statements(met.into[one])]
        found = self._statements.change(out, items)
        owner |= {item.number: item.document for item in items}
        owner |= self._owners({one for pair in found.new | found.lost for one in pair} - owner.keys())
        talks = {pair: paired(owner[pair[0]], owner[pair[1]]) for pair in found.new | found.lost}
        self._db.executemany(
            "INSERT INTO link_talks (one, other, a, b) VALUES (?, ?, ?, ?)",
            [(*talks[pair], *pair) for pair in sorted(found.new)],
        )
        self._db.executemany(
            "DELETE FROM link_talks WHERE one = ? AND other = ? AND a = ? AND b = ?",
            [(*talks[pair], *pair) for pair in sorted(found.lost)],
        )
        return set(talks.values()) | self._talking(made.keys() & gone)

    def _talking(self, documents: Iterable[int]) -> set[Pair]:
        """Pairs of documents whose statements meet."""
        found: set[Pair] = set()
        for document in documents:
            rows = self._db.execute(
                "SELECT DISTINCT one, other FROM link_talks WHERE one = ?"
                " UNION SELECT DISTINCT one, other FROM link_talks WHERE other = ?",
                (document, document),
            )
            found |= {(row[0], row[1]) for row in rows}
        return found

    def _owners(self, items: Iterable[int]) -> dict[int, int]:
        """The documents of statements."""
        rows = self._db.execute(
            "SELECT item, document FROM link_items WHERE space = 'statement'"
            " AND item IN (SELECT value FROM json_each(?))",
            (encode(sorted(items)).decode(),),
        )
        return dict(rows.fetchall())

    def _moved_pairs(self, moved: Moved) -> set[Pair]:
        """Pairs of documents whose statements are compared and carry ids that became, or ceased to be, one source."""
        found: set[Pair] = set()
        for a, b in _ids(moved):
            few, many = sorted((set(self._names.documents(a)), set(self._names.documents(b))), key=len)
            for document in sorted(few):
                met = {one for pair in self._around(document) for one in pair}
                found |= {paired(document, other) for other in (met | {document}) & many}
        return found

    def _around(self, document: int) -> set[Pair]:
        return self._meetings.around((document,)) | self._talking((document,))

    def _moved_claims(self, moved: Moved) -> dict[int, set[int]]:
        """Claims whose documents carry ids which became, or ceased to be, one source; with all these documents."""
        found: dict[int, set[int]] = {}
        for a, b in _ids(moved):
            found |= self._lines.made_with(self._names.documents(a), self._names.documents(b))
        return found

    def _compare(self, pairs: Collection[Pair]) -> set[int]:
        """Compares the statements of documents anew; gives those that are something else to others than before."""
        found: set[int] = set()
        documents = {one for pair in pairs for one in pair}
        stand, held = self._meetings.stand(pairs), self._meetings.held(documents)
        self._said.load(documents)
        before: dict[Pair, dict[Pair, bytes]] = defaultdict(dict)
        for one, other, a, b, record in self._between("link_compared", "a, b, record", pairs):
            before[one, other][a, b] = record
        talks: dict[Pair, list[Pair]] = defaultdict(list)
        for one, other, a, b in self._between("link_talks", "a, b", pairs):
            talks[one, other].append((a, b))
        lineage = {(a, b): record for a, b, record in self._between("link_related", "record", pairs)}
        meetings = [
            Meeting(
                pair,
                talks[pair],
                decode(lineage[pair], Related) if pair in lineage else None,
                near=pair in stand,
            )
            for pair in sorted(pairs)
            if held.issuperset(pair)
        ]
        made = dict(zip((one.pair for one in meetings), self._said.compared(meetings), strict=True))
        for pair in sorted(pairs):
            after = {}
            for compared in made.get(pair, ()):
                a, b, *how = filed(compared, self._said.attributed(pair, number(compared.a)))
                after[a, b] = (*how, encode(compared))
            found |= self._file(pair, before[pair], after)
        return found

    def _between(self, table: str, columns: str, pairs: Iterable[Pair]) -> list[tuple[Any, ...]]:
        """The rows of a table about pairs of documents, which come first in each row."""
        found: list[tuple[Any, ...]] = self._db.execute(
            f"SELECT one, other, {columns} FROM json_each(?) j CROSS JOIN {table}"
            " ON one = json_extract(j.value, '$[0]') AND other = json_extract(j.value, '$[1]')",
            (encode(sorted(pairs)).decode(),),
        ).fetchall()
        return found

    def _file(
        self, pair: Pair, before: Mapping[Pair, bytes], after: Mapping[Pair, tuple[object, ...]]
    ) -> set[int]:
        """Keeps what the statements of two documents are to each other now; gives those of which it changed."""
        lost = [key for key, record in before.items() if key not in after or after[key][-1] != record]
        new = [key for key, row in after.items() if row[-1] != before.get(key)]
        if not lost and not new:
            return set()
        self._db.executemany("DELETE FROM link_compared WHERE a = ? AND b = ?", lost)
        self._db.executemany(
            "INSERT INTO link_compared (one, other, a, b, tied, echo, echoed, permille, record)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(*pair, *key, *after[key]) for key in new],
        )
        return {item for key in (*lost, *new) for item in key}


def _statements(made: Print) -> list[Item]:
    """The statements that leave keys."""
    keys: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for item, key, weight in made.of("statement"):
        keys[item].append((key, weight))
    return [Item(item, made.document, made.day, found) for item, found in sorted(keys.items())]


def _ids(moved: Moved) -> list[tuple[str, str]]:
    """Pairs of ids that became, or ceased to be, one source, each once."""
    return sorted({(min(a, b), max(a, b)) for a, others in moved.items() for b in others})

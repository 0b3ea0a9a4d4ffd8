"""A report added to a linked case: the same graph as if all had been linked together, by looking only at what it meets.

The tables are the program's, kept in the case's own database with an index for each question (`store.links`). What is
decided about two reports, names or statements is decided by the functions that the program calls; what a new report
changes among others (a block that became too large, two names that turn out to be one) is found and decided anew.
One case is not handled here: a report of the same words as an earlier one that comes before it in time takes its place
in the blocks. Then `add` says so, and the case is linked as a whole.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache

import msgspec

from whence.link.blocks.candidates import limits, problems
from whence.link.blocks.prints import Print, long, prints
from whence.link.documents.outline import MOST_LINES
from whence.link.documents.related import Related, related
from whence.link.islands import settled
from whence.link.judgements.decided import NOTHING, Decisions
from whence.link.keys import content, number
from whence.link.live.blocks import Changed, Database, Item, LiveBlocks, Pair
from whence.link.live.names import LiveNames, Moved
from whence.link.names.sources import mentions, name_problems
from whence.link.report import Report
from whence.link.statements.verdicts import Compared, verdicts
from whence.model import Lineage, decode, encode
from whence.problems import Problem
from whence.settings import settings

KEPT_REPORTS = 256
Load = Callable[[str], Report]
"""From a document's id to the report, as the case holds it."""


class NotLive(Exception):
    """The report cannot be added by itself; the case has to be linked as a whole."""


class Live:
    """The linked tables of a case. Whoever uses it holds a transaction; after an exception it must be rolled back."""

    def __init__(self, database: Database, load: Load, decisions: Decisions = NOTHING) -> None:
        self._db = database
        self._decisions = decisions
        self._judged = self._judged_ways()
        self._load = lru_cache(maxsize=KEPT_REPORTS)(load)
        self._documents = LiveBlocks(database, "document", limits("document"))
        self._statements = LiveBlocks(database, "statement", limits("statement"))
        self._names = LiveNames(database)

    def add(self, report: Report) -> list[Problem]:
        """Adds a report that the tables do not hold yet; what was skipped in it. Raises `NotLive`."""
        made = prints(report)
        met, lost, first = self._meet(made)
        moved = self._relate(report, met, lost)
        said = self._say(made) if first else Changed(set(), set())
        touched = met | lost
        touched |= {self._between(pair) for pair in (*said.new, *said.lost)}
        touched |= set(self._moved_pairs(moved))
        touched.add((made.document, made.document))
        changed = {pair for pair in sorted(touched) if self._compare(pair)} | met | lost
        self._settle(made.document, {one for pair in changed for one in pair})
        lines = len(report.outline.lines)
        return [long(report.document.report, lines)] if lines > MOST_LINES else []

    def problems(self) -> list[Problem]:
        """What was skipped in the whole case."""
        found: list[Problem] = []
        for space in ("document", "statement"):
            given = limits(space)
            led, hot = (
                self._db.execute(
                    "SELECT count(*) FROM link_counts WHERE space = ? AND n > 50 AND n > ?", (space, least)
                ).fetchone()[0]
                for least in (given.cap_items, given.hot_items)
            )
            found += problems(space, given, led=led - hot, hot=hot)
        crowded = self._db.execute(
            "SELECT count(*) FROM link_name_counts WHERE n > ?", (settings().names.key_cap_names,)
        ).fetchone()[0]
        refused = self._db.execute("SELECT DISTINCT detail FROM link_refused ORDER BY detail").fetchall()
        return found + name_problems(crowded, [row[0] for row in refused])

    # --- documents ------------------------------------------------------------------------------------------------

    def _meet(self, made: Print) -> tuple[set[Pair], set[Pair], bool]:
        """Pairs of documents that are compared now, pairs that are none any more, and whether the new one is the first
        of its words."""
        rows = []
        if made.text is not None:
            rows = self._db.execute(
                "SELECT day, document FROM link_texts WHERE text = ? ORDER BY day IS NULL, day, document",
                (made.text,),
            ).fetchall()
        self._db.execute(
            "INSERT INTO link_texts (document, text, day) VALUES (?, ?, ?)",
            (made.document, made.text, made.day),
        )
        if not rows:
            keys = [(key.key, key.weight) for key in made.keys if key.space == "document"]
            found = self._documents.add([Item(made.document, made.document, made.day, keys)])
            return found.new, found.lost, True
        day, head = rows[0]
        if (made.day is None, made.day or 0, made.document) < (day is None, day or 0, head):
            raise NotLive
        twin = _pair(head, made.document)
        self._db.execute("INSERT INTO link_twins (head, twin) VALUES (?, ?)", (head, made.document))
        return {twin}, set(), False

    def _relate(self, report: Report, met: set[Pair], lost: set[Pair]) -> Moved:
        """Compares documents that meet now and did not before; gives the ids of which the sources moved."""
        moved: Moved = {}
        judged = {_pair(number(a), number(b)) for a, b in self._decisions.documents}
        for pair in sorted(lost - judged):
            self._db.execute("DELETE FROM link_related WHERE one = ? AND other = ?", pair)
            moved |= self._names.drop_aligned(*pair)
        aligned = []
        for pair in sorted(met):
            one, other = (self._load(content(document)) for document in pair)
            found = related(one, other, self._decisions)
            if found is not None:
                aligned += [(*pair, names) for names in found.names]
                self._db.execute(
                    "INSERT INTO link_related (one, other, record) VALUES (?, ?, ?)",
                    (*pair, encode(msgspec.structs.replace(found, names=()))),
                )
        moved |= self._names.add(number(report.id), mentions(report.statements), aligned)
        return moved

    # --- statements -----------------------------------------------------------------------------------------------

    def _say(self, made: Print) -> Changed:
        keys: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for key in made.keys:
            if key.space == "statement":
                keys[key.item].append((key.key, key.weight))
        items = [Item(item, made.document, made.day, found) for item, found in sorted(keys.items())]
        found = self._statements.add(items)
        self._db.executemany(
            "INSERT INTO link_talks (one, other, a, b) VALUES (?, ?, ?, ?)",
            [(*self._between(pair), *pair) for pair in sorted(found.new)],
        )
        self._db.executemany(
            "DELETE FROM link_talks WHERE one = ? AND other = ? AND a = ? AND b = ?",
            [(*self._between(pair), *pair) for pair in sorted(found.lost)],
        )
        return found

    def _between(self, pair: Pair) -> Pair:
        """The documents of two statements."""
        one, other = (
            self._db.execute(
                "SELECT document FROM link_items WHERE space = 'statement' AND item = ?", (item,)
            ).fetchone()[0]
            for item in pair
        )
        return _pair(one, other)

    def _moved_pairs(self, moved: Moved) -> Iterable[Pair]:
        """Pairs of documents whose statements are compared and carry ids that became, or ceased to be, one source."""
        for alias in sorted(moved):
            others = {document for other in moved[alias] for document in self._names.documents(other)}
            for document in self._names.documents(alias):
                rows = self._db.execute(
                    "SELECT other FROM link_talks WHERE one = ? UNION SELECT one FROM link_talks WHERE other = ?"
                    " UNION SELECT other FROM link_pairs WHERE space = 'document' AND one = ?"
                    " UNION SELECT one FROM link_pairs WHERE space = 'document' AND other = ?"
                    " UNION SELECT head FROM link_twins WHERE twin = ?"
                    " UNION SELECT twin FROM link_twins WHERE head = ?",
                    (document,) * 6,
                )
                met = {row[0] for row in rows.fetchall()} | {document} | self._judged.get(document, set())
                yield from (_pair(document, other) for other in sorted(met & others))

    def _compare(self, pair: Pair) -> bool:
        """Compares the statements of two documents anew; whether there is, or was, anything between them."""
        one, other = (self._load(content(document)) for document in pair)
        talks = self._db.execute("SELECT a, b FROM link_talks WHERE one = ? AND other = ?", pair)
        pairs = [(content(a), content(b)) for a, b in talks.fetchall()]
        lineage = self._db.execute(
            "SELECT record FROM link_related WHERE one = ? AND other = ?", pair
        ).fetchone()
        near = self._db.execute(
            "SELECT 1 FROM link_pairs WHERE space = 'document' AND one = ? AND other = ?"
            " UNION SELECT 1 FROM link_twins WHERE head IN (?, ?) AND twin IN (?, ?)",
            (*pair, *pair, *pair),
        ).fetchone()
        found = verdicts(
            one,
            other,
            pairs,
            lineage=None if lineage is None else decode(lineage[0], Related),
            near=near is not None,
            source_of=self._names.of_document(pair[0]) | self._names.of_document(pair[1]),
            decisions=self._decisions,
        )
        gone = self._db.execute("DELETE FROM link_compared WHERE one = ? AND other = ?", pair).rowcount
        if found:
            self._db.execute(
                "INSERT INTO link_compared (one, other, tied, record) VALUES (?, ?, ?, ?)",
                (*pair, any(compared.tie is not None for compared in found), encode(tuple(found))),
            )
        return bool(found or gone)

    # --- islands --------------------------------------------------------------------------------------------------

    def _settle(self, document: int, touched: set[int]) -> None:
        """Makes the islands anew in which something changed."""
        self._db.execute("INSERT INTO link_islands (document, island) VALUES (?, ?)", (document, document))
        islands = set()
        for one in touched | {document}:
            row = self._db.execute("SELECT island FROM link_islands WHERE document = ?", (one,)).fetchone()
            islands.add(row[0])
        members = {
            row[0]
            for island in islands
            for row in self._db.execute(
                "SELECT document FROM link_islands WHERE island = ?", (island,)
            ).fetchall()
        }
        self._db.executemany("DELETE FROM link_settled WHERE island = ?", [(one,) for one in sorted(islands)])
        while members:
            self._island(self._reached(min(members)), members)

    def _judged_ways(self) -> dict[int, set[int]]:
        """Documents that people's decisions connect."""
        ways: dict[int, set[int]] = defaultdict(set)
        pairs = [tuple(number(one) for one in pair) for pair in self._decisions.documents]
        for pair in self._decisions.statements.same:
            rows = [
                self._db.execute("SELECT document FROM statements WHERE id = ?", (one,)).fetchone()
                for one in pair
            ]
            pairs += [tuple(number(row[0]) for row in rows)] if all(rows) else []
        for one, other in pairs:
            ways[one].add(other)
            ways[other].add(one)
        return ways

    def _reached(self, start: int) -> set[int]:
        reached, queue = {start}, [start]
        while queue:
            at = queue.pop()
            rows = self._db.execute(
                "SELECT other FROM link_related WHERE one = ? UNION SELECT one FROM link_related WHERE other = ?"
                " UNION SELECT other FROM link_compared WHERE one = ? AND tied"
                " UNION SELECT one FROM link_compared WHERE other = ? AND tied",
                (at,) * 4,
            )
            for found in {row[0] for row in rows.fetchall()} | self._judged.get(at, set()):
                if found not in reached:
                    reached.add(found)
                    queue.append(found)
        return reached

    def _island(self, documents: set[int], members: set[int]) -> None:
        island = min(documents)
        members -= documents
        self._db.executemany(
            "UPDATE link_islands SET island = ? WHERE document = ?",
            [(island, one) for one in sorted(documents)],
        )
        edges: list[Lineage] = []
        compared: list[Compared] = []
        source_of: dict[str, str] = {}
        for one in sorted(documents):
            rows = self._db.execute("SELECT record FROM link_related WHERE one = ?", (one,))
            edges += [decode(row[0], Related).edge for row in rows.fetchall()]
            rows = self._db.execute("SELECT record FROM link_compared WHERE one = ?", (one,))
            compared += [found for row in rows.fetchall() for found in decode(row[0], tuple[Compared, ...])]
            source_of |= self._names.of_document(one)
        reports = [self._load(content(one)) for one in sorted(documents)]
        made = settled(
            reports,
            edges=edges,
            compared=compared,
            source_of=source_of,
            decisions=self._decisions,
        )
        self._db.execute(
            "INSERT OR REPLACE INTO link_settled (island, record) VALUES (?, ?)", (island, encode(made))
        )


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)

"""Which documents meet: by the blocks, as copies of one text, or because a person decided on the two.

Of documents of the same words only the first in time leaves keys, and the others meet it alone. An older copy takes
that place when it comes, and the next one when the first goes.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from whence.link.blocks import candidates as blocks
from whence.link.blocks.prints import Print, Space
from whence.link.judgements.decided import Decisions
from whence.link.keys import number
from whence.link.live.best import Pair, paired
from whence.link.live.blocks import Database, Item, LiveBlocks
from whence.link.live.sketches import LiveSketches
from whence.model import encode


class Met(NamedTuple):
    """What a change means: `pairs` that meet now and did not, or meet no more; documents that left the blocks
    (`out`); the traces of those that entered them (`into`). A document may be in both."""

    pairs: set[Pair]
    out: set[int]
    into: dict[int, Print]


class Meetings:
    """The tables `link_texts` and `link_twins`, and the blocks of documents."""

    def __init__(self, database: Database, sketches: LiveSketches, decisions: Decisions) -> None:
        self._db = database
        self._blocks: dict[Space, LiveBlocks] = {
            "document": LiveBlocks(database, "document", blocks.limits("document")),
            "abroad": LiveBlocks(database, "abroad", blocks.limits("abroad"), sketches.of_its_language),
        }
        self._judged: dict[int, set[int]] = defaultdict(set)
        for pair in decisions.documents:
            one, other = map(number, pair)
            self._judged[one].add(other)
            self._judged[other].add(one)

    def change(
        self, gone: Collection[int], made: Mapping[int, Print], print_of: Callable[[int], Print]
    ) -> Met:
        """Takes documents out and puts others in; one that is among both is put in anew."""
        texts = {one: self._text(one) for one in gone}
        given = {*texts.values(), *(one.text for one in made.values())}
        held = {text: self._head(text) for text in given if text is not None}
        self._db.executemany("DELETE FROM link_texts WHERE document = ?", [(one,) for one in gone])
        self._db.executemany(
            "INSERT INTO link_texts (document, text, day) VALUES (?, ?, ?)",
            [(one.document, one.text, one.day) for one in made.values()],
        )
        out = {one for one, text in texts.items() if text is None or held[text] == one}
        into = {one: found for one, found in made.items() if found.text is None}
        pairs: set[Pair] = set()
        for text, before in held.items():
            head = self._head(text)
            if before is not None and before != head:
                out.add(before)
            if head is not None and (head in made or head != before):
                into[head] = made[head] if head in made else print_of(head)
            pairs |= self._headed(text, before, head)
        for space, filed in self._blocks.items():
            found = filed.change(out, [_item(into[one], space) for one in sorted(into)])
            pairs |= found.new | found.lost
        return Met(pairs, out, into)

    @property
    def blocks(self) -> Mapping[Space, LiveBlocks]:
        """The spaces of documents."""
        return self._blocks

    def stand(self, pairs: Iterable[Pair]) -> set[Pair]:
        """Those of the pairs whose documents meet."""
        wanted = set(pairs)
        rows = self._db.execute(
            "SELECT p.one, p.other FROM json_each(?) j CROSS JOIN link_pairs p"
            " ON p.space IN ('document', 'abroad')"
            " AND p.one = json_extract(j.value, '$[0]') AND p.other = json_extract(j.value, '$[1]')",
            (encode(sorted(wanted)).decode(),),
        )
        return {(row[0], row[1]) for row in rows} | self.sure(wanted)

    def sure(self, pairs: Iterable[Pair]) -> set[Pair]:
        """Those of the pairs that meet whatever their keys: as copies of one text, or because a person decided."""
        wanted = set(pairs)
        rows = self._db.execute(
            "SELECT min(head, twin), max(head, twin) FROM link_twins WHERE twin IN (SELECT value FROM json_each(?))",
            (encode(sorted({one for pair in wanted for one in pair})).decode(),),
        )
        found = wanted & {(row[0], row[1]) for row in rows}
        judged = {pair for pair in wanted if pair[1] in self._judged.get(pair[0], ())}
        held = self.held({one for pair in judged for one in pair})
        return found | {pair for pair in judged if held.issuperset(pair)}

    def around(self, documents: Iterable[int]) -> set[Pair]:
        """The pairs in which some documents meet others."""
        found = set()
        for document in documents:
            rows = self._db.execute(
                "SELECT other FROM link_pairs WHERE space IN ('document', 'abroad') AND one = ?"
                " UNION SELECT one FROM link_pairs WHERE space IN ('document', 'abroad') AND other = ?"
                " UNION SELECT head FROM link_twins WHERE twin = ?"
                " UNION SELECT twin FROM link_twins WHERE head = ?",
                (document,) * 4,
            )
            others = {row[0] for row in rows} | self._judged.get(document, set())
            found |= {paired(document, other) for other in others}
        return found

    def held(self, documents: Collection[int]) -> set[int]:
        """Those of some documents that are linked."""
        rows = self._db.execute(
            "SELECT document FROM link_texts WHERE document IN (SELECT value FROM json_each(?))",
            (encode(sorted(documents)).decode(),),
        )
        return {row[0] for row in rows}

    # --- copies of one text ------------------------------------------------------------------------------------

    def _headed(self, text: int, before: int | None, head: int | None) -> set[Pair]:
        """Puts all documents of a text behind its first one; gives the pairs that came and went by it."""
        rows = self._db.execute(
            "SELECT document FROM link_texts WHERE text = ? AND document <> ?", (text, head)
        ).fetchall()
        twins = {row[0] for row in rows}
        known = {
            row[0]
            for row in self._db.execute("SELECT twin FROM link_twins WHERE head = ?", (before,)).fetchall()
        }
        stay = twins & known if before == head else set()
        self._db.executemany(
            "DELETE FROM link_twins WHERE twin = ?", [(one,) for one in sorted(known - stay)]
        )
        self._db.executemany(
            "INSERT INTO link_twins (head, twin) VALUES (?, ?)", [(head, one) for one in sorted(twins - stay)]
        )
        lost = {paired(before, one) for one in known - stay} if before is not None else set()
        return lost | ({paired(head, one) for one in twins - stay} if head is not None else set())

    def _head(self, text: int) -> int | None:
        """The first document of a text."""
        row = self._db.execute(
            "SELECT document FROM link_texts WHERE text = ? ORDER BY day IS NULL, day, document LIMIT 1",
            (text,),
        ).fetchone()
        return None if row is None else int(row[0])

    def _text(self, document: int) -> int | None:
        found: int | None = self._db.execute(
            "SELECT text FROM link_texts WHERE document = ?", (document,)
        ).fetchone()[0]
        return found


def _item(given: Print, space: Space) -> Item:
    """A document as it is filed in a space."""
    keys = [(key, weight) for _, key, weight in given.of(space)]
    return Item(given.document, given.document, given.day, keys)

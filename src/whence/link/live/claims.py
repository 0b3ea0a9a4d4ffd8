"""Claims in a case's own database: statements that ties connect, settled anew where one of their ties changed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from whence.link.judgements.decided import Decisions
from whence.link.keys import number
from whence.link.live.blocks import Database
from whence.link.live.told import LiveTold
from whence.link.statements.claims import Settled, claim_ids, claims
from whence.link.statements.verdicts import Compared
from whence.model import decode, encode


class _Filed(NamedTuple):
    """A statement as it is filed: its document, its part, and the claim that it is in."""

    document: int
    part: int
    claim: int | None


class _Row(NamedTuple):
    """A verdict that ties two statements; of an echo which of them it is, what it echoes, and how surely."""

    a: int
    b: int
    echo: int | None
    echoed: int | None
    permille: int | None


class LiveClaims:
    """The tables `link_parts`, `link_settled` and `link_claims`."""

    def __init__(self, database: Database, told: LiveTold, decisions: Decisions) -> None:
        self._db, self._told, self._decisions = database, told, decisions
        self._decided = {number(one) for one in decisions.statements.others}
        self._same = [(number(a), number(b)) for a, b in decisions.statements.same]

    def settle(self, touched: set[int], documents: Collection[int]) -> dict[int, set[int]]:
        """Makes the claims of `touched` statements anew (those that came, went, or of which a verdict or a decision
        changed), and those of `documents` (that came, changed or went) as far as they are nothing to others.

        Gives the claims of which the statements changed, with all documents that make them now or made them before.
        """
        chosen = self._chosen(touched)
        around = {*touched, *(item for pair in chosen for item in pair)}
        before = self._filed(around)
        lead = {item: item for item in {*before, *self._told.holds(around)}}
        self._connect(lead)
        parts: dict[int, list[int]] = defaultdict(list)
        for item in lead:
            parts[_find(lead, item)].append(item)
        made = [sorted(items) for items in parts.values() if len(items) > 1]
        held = self._told.holds(lead)
        document_of = {item: one.document for item, one in before.items()} | held
        joined = {item for items in made for item in items}
        others = (before.keys() ^ joined) | (touched & held.keys() - joined)
        alone = {*documents, *(document_of[item] for item in others)}
        self._forget(alone.union(one.part for one in before.values()))
        self._db.executemany("DELETE FROM link_parts WHERE item = ?", [(item,) for item in sorted(before)])
        after: dict[int, _Filed] = {}
        for items in made:
            after |= self._settled(items, held)
        self._db.executemany(
            "INSERT INTO link_parts (item, document, part, claim) VALUES (?, ?, ?, ?)",
            [(item, *after[item]) for item in sorted(after)],
        )
        self._alone(sorted(alone))
        return _recast(before, after)

    # --- inside --------------------------------------------------------------------------------------------------

    def _tied(self, items: Iterable[int]) -> list[_Row]:
        """The verdicts that tie some statements to others."""
        wanted = encode(sorted(items)).decode()
        columns = "SELECT a, b, echo, echoed, permille FROM link_compared WHERE tied AND"
        rows = self._db.execute(
            f"{columns} a IN (SELECT value FROM json_each(?)) UNION {columns} b IN (SELECT value FROM json_each(?))",
            (wanted, wanted),
        )
        return [_Row(*row) for row in rows]

    def _chosen(self, items: Collection[int]) -> set[tuple[int, int]]:
        """The pairs by which some statements hang together, with each other and with others. Of what a sentence echoes
        only the surest counts, unless people decided on the sentence."""
        rows = self._tied(items)
        echoes = {row.echo for row in rows if row.echo is not None}
        found = {(row.a, row.b) for row in rows if row.echo is None}
        surest: dict[int, _Row] = {}
        for row in self._echoes(echoes):
            assert row.echo is not None
            best = surest.setdefault(row.echo, row)
            if row.echo in self._decided:
                found.add((row.a, row.b))
            elif _sureness(row) < _sureness(best):
                surest[row.echo] = row
        found |= {(row.a, row.b) for row in surest.values()} | self._judged(items)
        return {pair for pair in found if pair[0] in items or pair[1] in items}

    def _echoes(self, echoes: Iterable[int]) -> list[_Row]:
        rows = self._db.execute(
            "SELECT a, b, echo, echoed, permille FROM link_compared"
            " WHERE tied AND echo IN (SELECT value FROM json_each(?))",
            (encode(sorted(echoes)).decode(),),
        )
        return [_Row(*row) for row in rows]

    def _judged(self, items: Iterable[int]) -> set[tuple[int, int]]:
        """Pairs that people joined and of which both are there."""
        if not self._same:
            return set()
        wanted = set(items)
        pairs = {pair for pair in self._same if not wanted.isdisjoint(pair)}
        held = self._told.holds({one for pair in pairs for one in pair})
        return {pair for pair in pairs if held.keys() >= set(pair)}

    def _filed(self, items: Iterable[int]) -> dict[int, _Filed]:
        """All statements of the parts in which some statements are."""
        rows = self._db.execute(
            "SELECT item, document, part, claim FROM link_parts WHERE part IN"
            " (SELECT part FROM link_parts WHERE item IN (SELECT value FROM json_each(?)))",
            (encode(sorted(items)).decode(),),
        )
        return {row[0]: _Filed(*row[1:]) for row in rows}

    def _connect(self, lead: dict[int, int]) -> None:
        """Joins the statements that hang together; what hangs together with any of them is among them, or comes in."""
        pending = set(lead)
        while pending:
            pairs = self._chosen(pending)
            known = set(lead)
            met = {item for pair in pairs for item in pair} - known
            for item in {*met, *self._filed(met)} - known:
                lead[item] = item
            for a, b in pairs:
                one, other = sorted((_find(lead, a), _find(lead, b)))
                lead[other] = one
            pending = lead.keys() - known

    def _forget(self, parts: Collection[int]) -> None:
        for table in ("link_settled", "link_claims"):
            self._db.executemany(f"DELETE FROM {table} WHERE part = ?", [(one,) for one in sorted(parts)])

    def _settled(self, items: list[int], held: Mapping[int, int]) -> dict[int, _Filed]:
        """Makes the claims of one part, which is named after its first statement."""
        wanted = encode(items).decode()
        rows = self._db.execute(
            "SELECT record FROM link_compared WHERE a IN (SELECT value FROM json_each(?))"
            " AND b IN (SELECT value FROM json_each(?))",
            (wanted, wanted),
        )
        compared = [decode(record, Compared) for (record,) in rows]
        made = self._made(items[0], items, compared)
        claim_of = {number(key): number(family.id) for family in made.families for key in family.statements}
        return {item: _Filed(held[item], items[0], claim_of.get(item)) for item in items}

    def _alone(self, documents: Iterable[int]) -> None:
        """Makes the claims of those statements of documents that are nothing to others."""
        for document in documents:
            rows = self._db.execute(
                "SELECT item FROM link_told WHERE document = ? AND attributed"
                " AND item NOT IN (SELECT item FROM link_parts WHERE document = ?)",
                (document, document),
            )
            if items := [row[0] for row in rows]:
                self._made(document, items, ())

    def _made(self, part: int, items: Iterable[int], compared: Iterable[Compared]) -> Settled:
        statements = {one.id: one for one in self._told.said(items).values()}
        made = claims(statements, compared, self._decisions)
        self._db.execute("INSERT INTO link_settled (part, record) VALUES (?, ?)", (part, encode(made)))
        self._db.executemany(
            "INSERT INTO link_claims (claim, part) VALUES (?, ?)",
            [(claim, part) for claim in claim_ids(made.families)],
        )
        return made


def _sureness(row: _Row) -> tuple[int, int]:
    """What the claims that a sentence echoes are ordered by, the surest first."""
    assert row.permille is not None
    assert row.echoed is not None
    return (-row.permille, row.echoed)


def _find(lead: dict[int, int], item: int) -> int:
    while lead[item] != item:
        lead[item] = lead[lead[item]]
        item = lead[item]
    return item


def _recast(before: Mapping[int, _Filed], after: Mapping[int, _Filed]) -> dict[int, set[int]]:
    was, now = _members(before), _members(after)
    found = {}
    for claim in was.keys() | now.keys():
        if was.get(claim) != now.get(claim):
            found[claim] = {document for side in (was, now) for _, document in side.get(claim, ())}
    return found


def _members(filed: Mapping[int, _Filed]) -> dict[int, set[tuple[int, int]]]:
    found: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for item, one in filed.items():
        if one.claim is not None:
            found[one.claim].add((item, one.document))
    return found

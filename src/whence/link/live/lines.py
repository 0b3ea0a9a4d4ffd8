"""Edges in a case's own database; those that rest on claims are made anew where a claim, an edge or a name changed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from whence.link.clusters import Clusters
from whence.link.documents.credits import Credit, credits
from whence.link.documents.events import Voices, candidates, event, independent, voices
from whence.link.documents.kin import groups, kin_lines
from whence.link.documents.related import Related
from whence.link.judgements.decided import Decisions
from whence.link.keys import content, number
from whence.link.live.best import Pair, paired
from whence.link.live.blocks import Database
from whence.link.live.told import LiveTold
from whence.model import Lineage, decode, encode


class _Kin(NamedTuple):
    """What a document hangs together with, and what stands for those that edges connect it with."""

    kin: int
    head: int


class _Claim(NamedTuple):
    """What one claim says about documents: who gives it in each, and the pairs that it alone would make independent;
    with its words."""

    given: Mapping[int, Voices]
    candidates: set[Pair]
    words: str


class _Near:
    """Pairs of documents that make one of some claims, or made it, and others on which people decided otherwise."""

    def __init__(self, claims: Mapping[int, set[int]], judged: set[Pair]) -> None:
        self._judged = judged
        self._claims: dict[int, set[int]] = defaultdict(set)
        for claim, documents in claims.items():
            for one in documents:
                self._claims[one].add(claim)
        self.documents = self._claims.keys() | {one for pair in judged for one in pair}

    def holds(self, pair: Pair) -> bool:
        """Whether a pair is one of them."""
        mine, theirs = (self._claims.get(one, ()) for one in pair)
        return pair in self._judged or not set(mine).isdisjoint(theirs)


class LiveLines:
    """The tables `link_credits`, `link_kins` and `link_lines`."""

    def __init__(self, database: Database, told: LiveTold, decisions: Decisions) -> None:
        self._db, self._told, self._decisions = database, told, decisions
        self._judged = {paired(number(a), number(b)) for a, b in decisions.documents}
        self._claims: dict[int, _Claim] = {}

    def holds(self, document: int) -> bool:
        """Whether a document is linked."""
        row = self._db.execute("SELECT 1 FROM link_kins WHERE document = ?", (document,)).fetchone()
        return row is not None

    def settle(
        self,
        changed: Collection[int],
        claims: Mapping[int, set[int]],
        edges: Iterable[Pair],
        judged: Iterable[Pair],
    ) -> None:
        """Makes edges anew: of documents that came, changed or went (`changed`), of `claims` that did, with the
        documents that make them or made them, of pairs whose edge changed, and of those on which people decided
        otherwise."""
        recast = dict(claims)
        for claim, documents in self._made_by(self._claims_of(changed)).items():
            recast[claim] = recast.get(claim, set()) | documents
        judged = set(judged)
        touched = {*changed, *self._credit(recast)}
        touched |= {one for pair in (*edges, *judged) for one in pair}
        # Documents that a person says to tell of one event are connected: the machine's own edge, found anew below
        # if it still stands, must not stand in the way of hers.
        self._db.executemany(
            "DELETE FROM link_lines WHERE event AND source = ? AND target = ?",
            sorted((*judged, *((other, one) for one, other in judged))),
        )
        moved = self._connect(touched)
        for claim, documents in self._made_by(self._claims_of(moved)).items():
            recast[claim] = recast.get(claim, set()) | documents
        self._events(recast, judged)

    def made_with(self, some: Iterable[int], others: Iterable[int]) -> dict[int, set[int]]:
        """The claims that documents of both kinds make, with all documents that do."""
        few, many = sorted((set(some), set(others)), key=len)
        return {
            claim: documents
            for claim, documents in self._made_by(self._claims_of(few)).items()
            if not many.isdisjoint(documents)
        }

    # --- claims --------------------------------------------------------------------------------------------------

    def _claims_of(self, documents: Iterable[int]) -> set[int]:
        rows = self._db.execute(
            "SELECT DISTINCT claim FROM link_parts WHERE claim IS NOT NULL"
            " AND document IN (SELECT value FROM json_each(?))",
            (encode(sorted(documents)).decode(),),
        )
        return {row[0] for row in rows}

    def _made_by(self, claims: Iterable[int]) -> dict[int, set[int]]:
        """The documents that make claims, of those that several make."""
        found: dict[int, set[int]] = defaultdict(set)
        rows = self._db.execute(
            "SELECT DISTINCT claim, document FROM link_parts WHERE claim IN (SELECT value FROM json_each(?))",
            (encode(sorted(claims)).decode(),),
        )
        for claim, document in rows:
            found[claim].add(document)
        return {claim: documents for claim, documents in found.items() if len(documents) > 1}

    def _words(self, claim: int) -> str:
        item = self._db.execute("SELECT min(item) FROM link_parts WHERE claim = ?", (claim,)).fetchone()[0]
        return self._told.said((item,))[item].wording

    # --- credits and citations -----------------------------------------------------------------------------------

    def _credit(self, claims: Collection[int]) -> set[int]:
        """Finds the credits of claims anew; gives the documents of which one came, changed or went."""
        wanted = encode(sorted(claims)).decode()
        rows = self._db.execute(
            "SELECT source, target, claim, record FROM link_credits"
            " WHERE claim IN (SELECT value FROM json_each(?))",
            (wanted,),
        )
        before = {(source, target, claim): bytes(record) for source, target, claim, record in rows}
        after: dict[tuple[int, int, int], bytes] = {}
        for claim, documents in self._made_by(claims).items():
            told = self._told.documents(documents).values()
            for one in credits(content(claim), told, self._words(claim)):
                after[number(one.source), number(one.target), claim] = encode(one)
        lost = [key for key, record in before.items() if after.get(key) != record]
        new = [key for key, record in after.items() if before.get(key) != record]
        self._db.executemany(
            "DELETE FROM link_credits WHERE source = ? AND target = ? AND claim = ?", sorted(lost)
        )
        self._db.executemany(
            "INSERT INTO link_credits (source, target, claim, record) VALUES (?, ?, ?, ?)",
            [(*key, after[key]) for key in sorted(new)],
        )
        return {one for source, target, _ in (*lost, *new) for one in (source, target)}

    def _connect(self, touched: Collection[int]) -> set[int]:
        """Makes the edges of what hangs together with some documents anew; gives the documents that others stand for
        than before, or no more."""
        held = self._told.holds(touched)
        before = self._kins(touched)
        documents = self._told.holds({*before, *held}).keys()
        wanted = encode(sorted({*before, *documents})).decode()
        related = [
            decode(record, Related).edge
            for (record,) in self._db.execute(
                "SELECT record FROM link_related WHERE one IN (SELECT value FROM json_each(?))", (wanted,)
            )
        ]
        credited = [
            decode(record, Credit)
            for (record,) in self._db.execute(
                "SELECT record FROM link_credits WHERE source IN (SELECT value FROM json_each(?))", (wanted,)
            )
        ]
        self._db.execute(
            "DELETE FROM link_kins WHERE document IN (SELECT value FROM json_each(?))", (wanted,)
        )
        self._db.execute(
            "DELETE FROM link_lines WHERE NOT event AND source IN (SELECT value FROM json_each(?))", (wanted,)
        )
        after: dict[int, _Kin] = {}
        for kin in _parts(documents, related, credited, self._judged):
            after |= self._related(kin, related, credited)
        self._db.executemany(
            "INSERT INTO link_kins (document, kin, head) VALUES (?, ?, ?)",
            [(document, *after[document]) for document in sorted(after)],
        )
        return _moved(before, after)

    def _kins(self, documents: Iterable[int]) -> dict[int, _Kin]:
        """All documents that hang together with some."""
        rows = self._db.execute(
            "SELECT document, kin, head FROM link_kins WHERE kin IN"
            " (SELECT kin FROM link_kins WHERE document IN (SELECT value FROM json_each(?)))",
            (encode(sorted(documents)).decode(),),
        )
        return {row[0]: _Kin(*row[1:]) for row in rows}

    def _related(
        self, kin: Collection[int], related: Iterable[Lineage], credited: Iterable[Credit]
    ) -> dict[int, _Kin]:
        """Makes the edges of documents that hang together."""
        if len(kin) == 1:
            return {document: _Kin(document, document) for document in kin}
        told = {one.id: one for one in self._told.documents(kin).values()}
        lines = kin_lines(
            told,
            (one for one in related if one.source_document in told),
            (one for one in credited if one.source in told),
            self._decisions,
        )
        self._put(lines, of_event=False)
        name = min(kin)
        return {number(one): _Kin(name, number(head)) for one, head in groups(told, lines).items()}

    def _put(self, lines: Iterable[Lineage], *, of_event: bool) -> None:
        self._db.executemany(
            "INSERT INTO link_lines (source, target, kind, event, record) VALUES (?, ?, ?, ?, ?)",
            [
                (number(one.source_document), number(one.target_document), one.kind, of_event, encode(one))
                for one in lines
            ],
        )

    # --- independent reports of one event ------------------------------------------------------------------------

    def _events(self, recast: Mapping[int, set[int]], judged: set[Pair]) -> None:
        """Decides anew which documents tell of one event independently, among those that make some claims or made
        them, and of pairs on which people decided otherwise."""
        near = _Near(recast, judged)
        claims_of: dict[int, set[int]] = defaultdict(set)
        rows = self._db.execute(
            "SELECT DISTINCT document, claim FROM link_parts WHERE claim IS NOT NULL"
            " AND document IN (SELECT value FROM json_each(?))",
            (encode(sorted(near.documents)).decode(),),
        )
        makers: dict[int, int] = defaultdict(int)
        for document, claim in rows:
            claims_of[document].add(claim)
            makers[claim] += 1
        lines: list[Lineage] = []
        lost = self._lost(near)
        pairs = {
            pair
            for claim, found in makers.items()
            if found > 1
            for pair in self._claim(claim).candidates
            if near.holds(pair)
        }
        for one, other in sorted(pairs):
            line = self._event(one, other, claims_of[one] & claims_of[other])
            lines += () if line is None else (line,)
        self._db.executemany("DELETE FROM link_lines WHERE source = ? AND target = ? AND event", lost)
        self._put(lines, of_event=True)

    def _lost(self, near: "_Near") -> list[Pair]:
        """The edges of one event that may stand no more."""
        rows = self._db.execute(
            "SELECT source, target FROM link_lines WHERE event AND source IN (SELECT value FROM json_each(?))",
            (encode(sorted(near.documents)).decode(),),
        )
        return sorted((a, b) for a, b in rows if near.holds((a, b)))

    def _event(self, one: int, other: int, claims: Iterable[int]) -> Lineage | None:
        """The edge of two documents, where every claim that they share comes from others."""
        first: _Claim | None = None
        for claim in sorted(claims):
            found = self._claim(claim)
            if not independent(found.given[one], found.given[other]):
                return None
            if first is None and (one, other) in found.candidates:
                first = found
        if first is None:
            return None
        told = self._told.documents((one, other))
        return event(told[one], told[other], first.words, self._decisions)

    def _claim(self, claim: int) -> _Claim:
        if claim not in self._claims:
            self._claims[claim] = self._read(claim)
        return self._claims[claim]

    def _read(self, claim: int) -> _Claim:
        rows = self._db.execute("SELECT item, document FROM link_parts WHERE claim = ?", (claim,)).fetchall()
        said = self._told.said(item for item, _ in rows)
        given = voices(said.values())
        told = self._told.documents(document for _, document in rows)
        heads = self._db.execute(
            "SELECT document, head FROM link_kins WHERE document IN (SELECT value FROM json_each(?))",
            (encode(sorted(told)).decode(),),
        )
        group = {content(document): content(head) for document, head in heads}
        pairs = {(number(a), number(b)) for a, b in candidates(told.values(), group, given)}
        return _Claim({number(key): found for key, found in given.items()}, pairs, said[min(said)].wording)


def _parts(
    documents: Collection[int],
    related: Iterable[Lineage],
    credited: Iterable[Credit],
    judged: Iterable[Pair],
) -> list[list[int]]:
    """The connected parts of some documents. No edge leads to any other document."""
    found = Clusters(documents)
    pairs = [(number(one.source_document), number(one.target_document)) for one in related]
    pairs += [(number(one.source), number(one.target)) for one in credited]
    held = set(documents)
    pairs += [(a, b) for a, b in judged if a in held and b in held]
    for a, b in pairs:
        found.join(a, b)
    return found.groups()


def _moved(before: Mapping[int, _Kin], after: Mapping[int, _Kin]) -> set[int]:
    """The documents that edges connect with others than before, of those that were there and are."""
    was, now = (_companions(side, before.keys() & after.keys()) for side in (before, after))
    return {document for document, found in now.items() if was[document] != found}


def _companions(kins: Mapping[int, _Kin], documents: Collection[int]) -> dict[int, frozenset[int]]:
    groups: dict[int, set[int]] = defaultdict(set)
    for document in documents:
        groups[kins[document].head].add(document)
    held = {head: frozenset(found) for head, found in groups.items()}
    return {document: held[kins[document].head] for document in documents}

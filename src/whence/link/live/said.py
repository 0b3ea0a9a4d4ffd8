"""What statements are compared by, kept in a case's own database: of those that a new report meets the features are
read, and not the texts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from whence.link.documents.related import Related
from whence.link.judgements.decided import Decisions
from whence.link.keys import key64, number
from whence.link.live.best import Pair, paired
from whence.link.live.blocks import Database
from whence.link.live.told import LiveTold
from whence.link.report import Report
from whence.link.settling.told import Told
from whence.link.statements.features import Features, loaded, merged, stored
from whence.link.statements.keys import ENOUGH, MERELY_MET
from whence.link.statements.likely import likely
from whence.link.statements.sketches import merged_bits, sketches
from whence.link.statements.verdicts import About, Between, Compared, verdict
from whence.model import encode

Keys = tuple[tuple[int, int], ...]


class Meeting(NamedTuple):
    """Two documents (or one, twice) of which the statements are compared: those that are found by each other (`talks`),
    the edge between the two documents, and whether they meet (`near`)."""

    pair: Pair
    talks: Sequence[Pair]
    lineage: Related | None
    near: bool


class Packed(NamedTuple):
    """A statement as it is kept (column `features`): its sketch, and its features."""

    sketch: bytes
    features: bytes


class _Pair(NamedTuple):
    """Two statements with their documents, the smaller statement first; `aligned`: they stand in aligned sentences."""

    a: int
    b: int
    one: int
    other: int
    aligned: bool


class LiveSaid:
    """The table `link_said`."""

    def __init__(self, database: Database, told: LiveTold, decisions: Decisions) -> None:
        self._db, self._told, self._decisions = database, told, decisions
        self._attributed: dict[int, dict[int, bool]] = {}
        self._keys: dict[int, dict[int, dict[int, int]]] = {}
        self._packed: dict[int, Packed] = {}

    def change(self, gone: Iterable[int], came: Mapping[int, Report]) -> None:
        """Forgets the statements of documents and keeps those of others."""
        self._db.executemany("DELETE FROM link_said WHERE document = ?", [(one,) for one in sorted(gone)])
        self._db.executemany(
            "INSERT INTO link_said (item, document, attributed, keys, features) VALUES (?, ?, ?, ?, ?)",
            [row for document, report in came.items() for row in _rows(document, report)],
        )

    def load(self, documents: Iterable[int]) -> None:
        """Reads which statements many documents have, and whether each is attributed."""
        missing = sorted(set(documents) - self._attributed.keys())
        self._attributed |= {document: {} for document in missing}
        rows = self._db.execute(
            "SELECT document, item, attributed FROM link_said WHERE document IN (SELECT value FROM json_each(?))",
            (encode(missing).decode(),),
        )
        for document, item, attributed in rows:
            self._attributed[document][item] = bool(attributed)

    def _load_keys(self, documents: Iterable[int]) -> None:
        """Reads which statements of many documents have each key, with weights."""
        missing = sorted(set(documents) - self._keys.keys())
        self._keys |= {document: defaultdict(dict) for document in missing}
        rows = self._db.execute(
            "SELECT document, item, keys FROM link_said WHERE document IN (SELECT value FROM json_each(?))",
            (encode(missing).decode(),),
        )
        for document, item, record in rows:
            for key, weight in _KEYS.decode(record):
                self._keys[document][key][item] = weight

    def _load_packed(self, items: Iterable[int]) -> None:
        """Reads what many statements are compared by."""
        missing = sorted(set(items) - self._packed.keys())
        rows = self._db.execute(
            "SELECT item, features FROM link_said WHERE item IN (SELECT value FROM json_each(?))",
            (encode(missing).decode(),),
        )
        self._packed |= {item: _PACKED.decode(record) for item, record in rows}

    def compared(self, meetings: Sequence[Meeting]) -> Iterator[list[Compared]]:
        """Of each meeting the verdicts on statements that are found by each other, stand in aligned sentences, or share
        enough where the documents are `near`. All are looked at together first."""
        self.load({one for meeting in meetings for one in meeting.pair})
        self._load_keys({one for meeting in meetings if _share_keys(meeting) for one in meeting.pair})
        met = [self._met(meeting) for meeting in meetings]
        kept = iter(
            self._likely(
                [(meeting, pair) for meeting, some in zip(meetings, met, strict=True) for pair in some]
            )
        )
        wanted = [[pair for pair in some if next(kept)] for some in met]
        self._told.documents({one for some in wanted for pair in some for one in (pair.one, pair.other)})
        for meeting, some in zip(meetings, wanted, strict=True):
            yield self._verdicts(meeting, some)

    def _met(self, meeting: Meeting) -> list[_Pair]:
        lineage, pair = meeting.lineage, meeting.pair
        aligned = {paired(number(a), number(b)) for a, b, _ in (() if lineage is None else lineage.aligned)}
        wanted = aligned | {paired(*found) for found in meeting.talks}
        if _share_keys(meeting):
            least = 1 if pair[0] == pair[1] else MERELY_MET if lineage is None else ENOUGH
            wanted |= _common(*(self._keys[document] for document in pair), least=least)
        one, other = (self._attributed[document] for document in pair)
        attributed = one | other
        return [
            _Pair(a, b, *(pair if a in one else pair[::-1]), aligned=(a, b) in aligned)
            for a, b in sorted(wanted)
            if a in attributed and b in attributed and (attributed[a] or attributed[b])
        ]

    def _likely(self, met: Sequence[tuple[Meeting, _Pair]]) -> list[bool]:
        """Which of the pairs may get a verdict."""
        self._load_packed({item for _, pair in met for item in (pair.a, pair.b)})
        documents = sorted({one for _, pair in met for one in (pair.one, pair.other)})
        self._told.source_of(documents)  # read at once
        merges = merged_bits([self._told.source_of((one,)) for one in documents])
        bits = dict(zip(documents, merges, strict=True))
        found = likely(
            [self._packed[pair.a].sketch for _, pair in met],
            [self._packed[pair.b].sketch for _, pair in met],
            together=np.array([pair.one == pair.other for _, pair in met], dtype=bool),
            related=np.array([meeting.lineage is not None for meeting, _ in met], dtype=bool),
            merged=([bits[pair.one] for _, pair in met], [bits[pair.other] for _, pair in met]),
        )
        return [pair.aligned or bool(may) for (_, pair), may in zip(met, found, strict=True)]

    def _verdicts(self, meeting: Meeting, wanted: Sequence[_Pair]) -> list[Compared]:
        if not wanted:
            return []
        pair = meeting.pair
        told, source_of = self._told.documents(pair), self._told.source_of(pair)
        between = Between(
            _about(told[pair[0]]),
            _about(told[pair[1]]),
            meeting.lineage,
            near=meeting.near,
            source_of=source_of,
            decisions=self._decisions,
        )
        made: dict[int, Features] = {
            item: merged(loaded(self._packed[item].features), source_of)
            for item in {item for one in wanted for item in (one.a, one.b)}
        }
        found = (verdict(made[one.a], made[one.b], between) for one in wanted)
        return [one for one in found if one is not None]

    def attributed(self, documents: Iterable[int], item: int) -> bool:
        """Whether a statement of one of some documents that were read is attributed."""
        return any(self._attributed[one].get(item, False) for one in documents)


def _rows(document: int, report: Report) -> list[tuple[int, int, bool, bytes, bytes]]:
    keys: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for words, held in report.common.items():
        for one, weight in held.items():
            keys[one].append((key64("common", words), weight))
    features = [report.features(one) for one in report.statements]
    return [
        (
            number(one.id),
            document,
            one.attributed,
            encode(sorted(keys[one.id])),
            packed(sketch, stored(found)),
        )
        for one, found, sketch in zip(
            report.statements, features, sketches([(features, report)])[0], strict=True
        )
    ]


_PACKED = msgspec.msgpack.Decoder(Packed)
_KEYS = msgspec.json.Decoder(Keys)


def packed(sketch: bytes, features: bytes) -> bytes:
    """What is kept of a statement."""
    return msgspec.msgpack.encode(Packed(sketch, features))


def _share_keys(meeting: Meeting) -> bool:
    """Whether the statements of two documents are compared that share enough, and not those alone that are found."""
    return meeting.near or meeting.lineage is not None or meeting.pair[0] == meeting.pair[1]


def _common(
    one: Mapping[int, Mapping[int, int]], other: Mapping[int, Mapping[int, int]], *, least: int
) -> set[Pair]:
    """Pairs of statements that share so much."""
    shared: dict[Pair, int] = defaultdict(int)
    for key in one.keys() & other.keys():
        theirs: Collection[tuple[int, int]] = other[key].items()
        for a, weight in one[key].items():
            for b, weighs in theirs:
                if a != b:
                    shared[a, b] += min(weight, weighs)
    return {paired(*pair) for pair, weight in shared.items() if weight >= least}


def _about(told: Told) -> About:
    return About(
        id=told.id,
        days=told.days,
        outlet=told.publisher,
        credited=frozenset(one.source for one in told.credits),
    )

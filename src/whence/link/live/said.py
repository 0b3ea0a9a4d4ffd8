"""What statements are compared by, kept in a case's own database: of those that a new report meets the features are
read, and not the texts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

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
from whence.link.statements.verdicts import About, Between, Compared, verdict
from whence.model import decode, encode

Keys = tuple[tuple[int, int], ...]


class _Held(NamedTuple):
    """The statements of a document: whether each is attributed, its features, and which have each key, with weights."""

    attributed: dict[int, bool]
    features: dict[int, bytes]
    keys: Mapping[int, Mapping[int, int]]


class LiveSaid:
    """The table `link_said`."""

    def __init__(self, database: Database, told: LiveTold, decisions: Decisions) -> None:
        self._db, self._told, self._decisions = database, told, decisions
        self._held: dict[int, _Held] = {}

    def change(self, gone: Iterable[int], came: Mapping[int, Report]) -> None:
        """Forgets the statements of documents and keeps those of others."""
        self._db.executemany("DELETE FROM link_said WHERE document = ?", [(one,) for one in sorted(gone)])
        self._db.executemany(
            "INSERT INTO link_said (item, document, attributed, keys, features) VALUES (?, ?, ?, ?, ?)",
            [row for document, report in came.items() for row in _rows(document, report)],
        )

    def load(self, documents: Iterable[int]) -> None:
        """Reads the statements of many documents at once."""
        missing = sorted(set(documents) - self._held.keys())
        rows = self._db.execute(
            "SELECT document, item, attributed, keys, features FROM link_said"
            " WHERE document IN (SELECT value FROM json_each(?))",
            (encode(missing).decode(),),
        )
        found: dict[int, list[tuple[int, int, bytes, bytes]]] = defaultdict(list)
        for document, *row in rows:
            found[document].append((row[0], row[1], row[2], row[3]))
        for document in missing:
            held = found[document]
            keys: dict[int, dict[int, int]] = defaultdict(dict)
            for item, _, record, _ in held:
                for key, weight in decode(record, Keys):
                    keys[key][item] = weight
            self._held[document] = _Held(
                {item: bool(attributed) for item, attributed, _, _ in held},
                {item: features for item, _, _, features in held},
                keys,
            )

    def compared(
        self,
        pair: Pair,
        talks: Iterable[Pair],
        lineage: Related | None,
        *,
        near: bool,
    ) -> list[Compared]:
        """The verdicts on statements of two documents (or of one) that are found by each other, stand in aligned
        sentences, or share enough where the documents are `near`."""
        self.load(pair)
        one, other = (self._held[document] for document in pair)
        wanted = {paired(*found) for found in talks}
        if lineage is not None:
            wanted |= {paired(number(a), number(b)) for a, b, _ in lineage.aligned}
        if lineage is not None or pair[0] == pair[1]:
            wanted |= _common(one, other, least=1 if pair[0] == pair[1] else ENOUGH)
        elif near:
            wanted |= _common(one, other, least=MERELY_MET)
        attributed, features = one.attributed | other.attributed, one.features | other.features
        wanted = {(a, b) for a, b in wanted if attributed.get(a) or attributed.get(b)}
        wanted = {(a, b) for a, b in wanted if a in attributed and b in attributed}
        if not wanted:
            return []
        told, source_of = self._told.documents(pair), self._told.source_of(pair)
        between = Between(
            _about(told[pair[0]]),
            _about(told[pair[1]]),
            lineage,
            near=near,
            source_of=source_of,
            decisions=self._decisions,
        )
        made: dict[int, Features] = {
            item: merged(loaded(features[item]), source_of) for found in wanted for item in found
        }
        found = (verdict(made[a], made[b], between) for a, b in sorted(wanted))
        return [one for one in found if one is not None]

    def attributed(self, documents: Iterable[int], item: int) -> bool:
        """Whether a statement of one of some documents that were read is attributed."""
        return any(self._held[one].attributed.get(item, False) for one in documents)


def _rows(document: int, report: Report) -> list[tuple[int, int, bool, bytes, bytes]]:
    keys: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for words, held in report.common.items():
        for one, weight in held.items():
            keys[one].append((key64("common", words), weight))
    return [
        (number(one.id), document, one.attributed, encode(sorted(keys[one.id])), stored(report.features(one)))
        for one in report.statements
    ]


def _common(one: _Held, other: _Held, *, least: int) -> set[Pair]:
    """Pairs of statements that share so much."""
    shared: dict[Pair, int] = defaultdict(int)
    for key in one.keys.keys() & other.keys.keys():
        theirs: Collection[tuple[int, int]] = other.keys[key].items()
        for a, weight in one.keys[key].items():
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

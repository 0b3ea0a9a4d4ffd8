"""What reports themselves tell of who is who: whose an office is, what an acronym or a byname stands for.

"Nordby mayor Lena Krag said" is evidence that "the mayor of Nordby" of another report is she, "Forsvarshøgskolen (FHS)"
that FHS is the school: what a mention says of the name in it (`languages.callings`), with the passage. In one document
that is enough. Between documents an office counts only `told_days` around the days on which it is told, and an acronym
of two letters never. Whoever is called so by two names that are not one is nobody: negatives block.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from whence.languages.callings import SHORTEST_ACRONYM, Calling, borne, called
from whence.languages.fold import fold_key
from whence.languages.pack import codes
from whence.link.brief import Spoken
from whence.link.documents.days import first_day
from whence.link.keys import key64, number
from whence.link.names.keys import node_of
from whence.link.names.pairs import NamePair, compare
from whence.model import Voice
from whence.settings import settings

KINDS = ("role", "alias")
SURENESS = 0.9
"""What a pair that is told scores: it comes behind all names that are alike."""


class Bearing(NamedTuple):
    """That a document calls a source something (`bears`), or tells of somebody by it alone. `day` is an ordinal."""

    key: str
    kind: str
    words: str
    source: str
    name: str
    document: int
    day: int | None
    exact: str
    bears: bool

    @property
    def number(self) -> int:
        """The key as tables hold it."""
        return key64(self.key)


def bearings(report: Spoken) -> list[Bearing]:
    """What a report's voices tell of who is who, in order and each once."""
    found: set[Bearing] = set()
    document, day = number(report.id), first_day(report.document)
    known = codes()
    for statement in report.statements:
        for voice in (*statement.chain, *statement.alleged):
            if voice.start is not None and voice.exact and statement.language in known:
                for calling, bears in _callings(voice, statement.language):
                    found.add(
                        Bearing(*calling, voice.source_id, voice.name, document, day, voice.exact, bears)
                    )
    return sorted(found, key=lambda one: (one.key, one.source, one.name, one.exact, one.bears))


def _callings(voice: Voice, language: str) -> Iterable[tuple[Calling, bool]]:
    prefix = voice.source_id.partition(":")[0]
    name = voice.name.removeprefix("unnamed: ")
    for calling in borne(voice.exact, name, language):
        if calling.kind == "alias" or prefix == "name":
            yield calling, True
    if prefix == "name" and len(name.split()) == 1:
        yield from ((one, False) for one in called(name, language) if one.kind == "alias")
    elif prefix == "role" or (prefix == "unnamed" and node_of(voice.source_id, voice.name) is None):
        yield from ((one, False) for one in called(voice.exact, language))


def told_pairs(found: Iterable[Bearing]) -> list[NamePair]:
    """The pairs that the bearings of one key show, in order."""
    bearers = _Bearers(one for one in found if one.bears)
    asking: dict[str, list[Bearing]] = defaultdict(list)
    for one in found:
        if not one.bears:
            asking[one.source].append(one)
    return [pair for source in sorted(asking) for pair in bearers.pairs(source, asking[source])]


class _Bearers:
    """Who is called by one key, by documents and by days."""

    def __init__(self, found: Iterable[Bearing]) -> None:
        rows = sorted(found, key=lambda one: (one.day or 0, one.document, one.source, one.name, one.exact))
        self._by_document: dict[int, list[Bearing]] = defaultdict(list)
        for one in rows:
            self._by_document[one.document].append(one)
        self._dated = [one for one in rows if one.day is not None]
        self._days = [one.day for one in self._dated if one.day is not None]
        self._around: dict[int | None, dict[str, Bearing] | None] = {}

    def pairs(self, source: str, asking: Sequence[Bearing]) -> Iterable[NamePair]:
        """The pairs of one id with the one who bears what it is called, in all documents that have it."""
        all_of_them: dict[str, Bearing] = {}
        for one in asking:
            own = self._by_document.get(one.document)
            meant = _one(own) if own else self._near(one)
            if not meant or source in meant:
                return
            all_of_them |= meant
        if _one(all_of_them.values()) is None:
            return
        for other, passage in sorted(all_of_them.items()):
            a, b = sorted((source, other))
            name = passage.name.removeprefix("unnamed: ")
            why = f"a report calls {name} so: “{passage.exact.strip(' ,')}”"
            yield NamePair(a, b, SURENESS, passage.kind, why)

    def _near(self, asking: Bearing) -> dict[str, Bearing] | None:
        """Who is called so in other documents: at any time by an acronym, else around the day of this one."""
        if asking.kind == "alias" and asking.words.isupper():
            if len(asking.words) < SHORTEST_ACRONYM:
                return None
            if None not in self._around:
                rows = [one for own in self._by_document.values() for one in own]
                self._around[None] = _one(sorted(rows))
            return self._around[None]
        if asking.day is None:
            return None
        if asking.day not in self._around:
            days = settings().names.told_days
            first = bisect_left(self._days, asking.day - days)
            last = bisect_right(self._days, asking.day + days)
            self._around[asking.day] = _one(self._dated[first:last])
        return self._around[asking.day]


def _one(rows: Iterable[Bearing]) -> dict[str, Bearing] | None:
    """From each id of those who bear a calling to a passage; None where they are two, or nobody."""
    found: dict[str, Bearing] = {}
    for row in rows:
        known = found.get(row.source)
        if known is None or (len(row.exact), row.exact, row.name) < (
            len(known.exact),
            known.exact,
            known.name,
        ):
            found[row.source] = row
    first = next(iter(found.values()), None)
    if first is None or not all(_same(first, other) for other in found.values()):
        return None
    return found


def _same(one: Bearing, other: Bearing) -> bool:
    if one.source == other.source or fold_key(one.name) == fold_key(other.name):
        return True
    return compare(one.source, one.name, other.source, other.name).relation == "same"


def not_told(a: str, b: str, rows: Sequence[Bearing]) -> str:
    """Why one of two ids is not the other though a report calls it so; `rows` are all bearings of the key."""
    bearing = [one for one in rows if one.bears]
    mine = min(one for one in bearing if one.source in (a, b))
    other = next((one for one in sorted(bearing) if not _same(mine, one)), None)
    said = f"“{mine.exact.strip(' ,')}” says so"
    if other is not None:
        return f"{said}, but “{other.exact.strip(' ,')}” says so too: two that bear it block"
    return (
        f"{said}, but of other days: it holds {settings().names.told_days} days around a report that says it"
    )

"""What is packed of a statement for a first look at many pairs at once (`likely`): less than what it is compared by.

Whether it is attributed, denies or negates, the days of its report, its sense and its words stand there as such. Of its
voices, names, concepts and content words, and of the bounds and units of its figures, there are bits: one for each
member, the same in every process, so that two sets which share a member share a bit.
"""

import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from whence.link.documents.vectors import SEEN_WORDS
from whence.link.keys import remembered64
from whence.link.statements.evidence import telling
from whence.link.statements.features import Features
from whence.model import Figure

if TYPE_CHECKING:
    from whence.link.statements.verdicts import Party

MOST, MANY, SOME, FEW = 512, 256, 128, 64
"""Bits for names (with all that they may sound like), for content words, for ids of sources and borrowed words, and for
what a statement has one or two of."""
_EVERY = np.uint64(2**64 - 1)
UNKNOWN = -1
"""Stands for a day that is not known."""
ATTRIBUTED, DENIAL, NEGATED, PAST, FUTURE, FIGURES, TELLING, TIMES = (1 << at for at in range(8))

HEAD = np.dtype(
    [
        ("origin", "<i8"),
        ("language", "<i8"),
        ("begin", "<i4"),
        ("end", "<i4"),
        ("flags", "<u4"),
        ("sense", "<u4"),
        ("words", "<u4"),
        ("content", "<u4"),
        ("concepts", "<u4"),
        ("plain", "<u4"),
        ("outlet_bits", "<u8", SOME // 64),
        ("credited_bits", "<u8", SOME // 64),
        ("voice_bits", "<u8", SOME // 64),
        ("borrowed_bits", "<u8", SOME // 64),
        ("name_bits", "<u8", MOST // 64),
        ("content_bits", "u1", MANY // 8),
        ("concepts_bits", "u1", FEW // 8),
        ("figure_bits", "<u8"),
        ("unit_bits", "<u8"),
    ]
)
"""What a sketch begins with. `flags` are those above, `begin` and `end` the days of the report (`UNKNOWN`: not known);
`sense` says how many features the sense has that follows; the words by the alphabet come last. `words`, `content`,
`concepts` and `plain` (concepts that are no units) count the statement's."""
Bits = NDArray[np.uint8]


class _Hashes(dict[str, int]):
    """The hashes of the words that were met."""

    def __missing__(self, word: str) -> int:
        if len(self) >= SEEN_WORDS:
            self.clear()
        found = self[word] = zlib.crc32(word.encode("utf-8", "surrogatepass")) % MOST
        return found


_hashes = _Hashes()


def bits(sets: Sequence[Collection[str]], width: int) -> Bits:
    """The bits of sets, a row for each."""
    marks = np.zeros((len(sets), width), dtype=bool)
    rows = np.repeat(np.arange(len(sets)), [len(one) for one in sets])
    places = np.fromiter(map(_hashes.__getitem__, chain.from_iterable(sets)), np.int64, len(rows))
    marks[rows, places % width] = True
    return np.packbits(marks, axis=1, bitorder="little")


def merged_bits(given: Sequence[Mapping[str, str]]) -> list[bytes]:
    """Of reports the bits of those of their ids that were merged into others, and of the sources that these are now."""
    sides = (bits([one.keys() for one in given], SOME), bits([one.values() for one in given], SOME))
    return [row.tobytes() for row in np.concatenate(sides, axis=1)]


def sketches(given: Sequence[tuple[Sequence[Features], "Party"]]) -> list[list[bytes]]:
    """The statements of reports packed. `Party`: what matters of a report to all of them."""
    said = [found for features, _ in given for found in features]
    sizes = [len(features) for features, _ in given]
    parties = [party for _, party in given]
    statements = [found.statement for found in said]
    heads = np.zeros(len(said), dtype=HEAD)
    heads["origin"] = [remembered64(found.origin) for found in said]
    heads["language"] = [remembered64(one.language or "") for one in statements]
    days = [[UNKNOWN if day is None else day for day in party.days] for party in parties]
    heads["begin"], heads["end"] = np.repeat(np.array(days, dtype=np.int32).reshape(-1, 2), sizes, axis=0).T
    heads["flags"] = [_flags(found) for found in said]
    heads["sense"] = [len(found.sense) // 8 for found in said]
    heads["words"] = [found.words.count(" ") + 1 for found in said]
    heads["content"] = [len(found.content) for found in said]
    heads["concepts"] = [len(found.concepts) for found in said]
    heads["plain"] = [sum([not one.startswith("unit:") for one in found.concepts]) for found in said]
    outlets = bits([() if party.outlet is None else (party.outlet,) for party in parties], SOME)
    credited = bits([party.credited for party in parties], SOME)
    for name, of_all in (("outlet_bits", outlets), ("credited_bits", credited)):
        heads[name] = np.repeat(of_all.view("<u8"), sizes, axis=0)
    # What an outlet was merged with is known of the ids that its report carries.
    carried = [
        party.outlet is None or party.outlet in {voice.source_id for voice in found.statement.chain}
        for features, party in given
        for found in features
    ]
    heads["outlet_bits"][~np.array(carried, dtype=bool)] = _EVERY
    voices = bits([(found.origin, *found.voices, *found.alleged) for found in said], SOME)
    units = bits([[one.unit for one in found.figures if one.unit is not None] for found in said], FEW)
    heads["voice_bits"] = voices.view("<u8")
    borrowed = [[key for key in found.named_keys if key[0] == "w"] for found in said]
    heads["borrowed_bits"] = bits(borrowed, SOME).view("<u8")
    heads["name_bits"] = bits(
        [found.named_keys.difference(some) for found, some in zip(said, borrowed, strict=True)], MOST
    ).view("<u8")
    heads["figure_bits"] = bits([_bounds(found.figures) for found in said], FEW).view("<u8")[:, 0]
    heads["unit_bits"] = units.view("<u8")[:, 0]
    heads["content_bits"] = bits([found.content for found in said], MANY)
    heads["concepts_bits"] = bits([found.concepts for found in said], FEW)
    packed, step = heads.tobytes(), HEAD.itemsize
    made = (
        b"".join((packed[at : at + step], found.sense, found.ordered.encode("utf-8", "surrogatepass")))
        for at, found in zip(range(0, len(packed), step), said, strict=True)
    )
    return [list(islice(made, size)) for size in sizes]


def _flags(found: Features) -> int:
    stance = found.statement.stance
    flags = _HORIZONS.get(stance.horizon, 0) | (NEGATED if stance.polarity == "negated" else 0)
    flags |= (ATTRIBUTED if found.statement.attributed else 0) | (DENIAL if stance.denial else 0)
    if found.figures:
        flags |= FIGURES | (TELLING if any(map(telling, found.figures)) else 0)
    return flags | (TIMES if found.times else 0)


_HORIZONS = {"past": PAST, "future": FUTURE}


def _bounds(figures: Iterable[Figure]) -> list[str]:
    """The bounds of figures: two that say the same number share one, or have none."""
    return [str(bound) for one in figures for bound in ({one.low, one.high} - {None} or {None})]


class Sketched:
    """Sketches unpacked."""

    def __init__(self, given: Sequence[bytes]) -> None:
        start = HEAD.itemsize
        self.heads = np.frombuffer(b"".join([one[:start] for one in given]), HEAD)
        self._given = given
        self._sizes = self.heads["sense"].tolist()

    def sense(self, at: int) -> tuple[bytes, bytes]:
        """The features of the sense of one of them, and their weights."""
        one, size, start = self._given[at], 4 * self._sizes[at], HEAD.itemsize
        return one[start : start + size], one[start + size : start + 2 * size]

    def ordered(self, at: int) -> str:
        """The words of one of them by the alphabet."""
        return self._given[at][HEAD.itemsize + 8 * self._sizes[at] :].decode("utf-8", "surrogatepass")

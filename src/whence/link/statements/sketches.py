"""What is packed of a statement for a first look at many pairs at once (`likely`): less than what it is compared by.

Whether it is attributed, denies or negates, the days of its report, its sense and its words stand there as such. Of its
voices, names, concepts and content words, and of the bounds and units of its figures, there are bits: one for each
member, the same in every process, so that two sets which share a member share a bit.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from whence.link.documents.vectors import SEEN_WORDS
from whence.link.keys import remembered64
from whence.link.statements.evidence import telling
from whence.link.statements.features import Features

if TYPE_CHECKING:
    from whence.link.statements.verdicts import Party

MANY, SOME, FEW = 256, 128, 64
"""Bits for content words and names, for ids of sources, and for what a statement has one or two of."""
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
        ("name_bits", "<u8", MANY // 64),
        ("content_bits", "u1", MANY // 8),
        ("concepts_bits", "u1", FEW // 8),
        ("figure_bits", "<u8"),
        ("unit_bits", "<u8"),
    ]
)
"""What a sketch begins with. `flags` are those above, `begin` and `end` the days of the report (`UNKNOWN`: not known);
`sense` says how many features the sense has that follows; the words by the alphabet come last. `words`, `content`,
`concepts` and `plain` (concepts that are no units) count the statement's."""
_COUNTS = struct.Struct("<2q2i6I")


class _Bits(dict[str, int]):
    """The bit of each word that was met."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width

    def __missing__(self, word: str) -> int:
        if len(self) >= SEEN_WORDS:
            self.clear()
        found = self[word] = 1 << zlib.crc32(word.encode("utf-8", "surrogatepass")) % self._width
        return found

    def packed(self, words: Iterable[str]) -> bytes:
        """The bits of all words."""
        bits = 0
        for word in words:
            bits |= self[word]
        return bits.to_bytes(self._width // 8, "little")


_many, _some, _few = _Bits(MANY), _Bits(SOME), _Bits(FEW)
_EVERY = b"\xff" * (SOME // 8)


def id_bits(ids: Iterable[str]) -> bytes:
    """The bits of ids of sources."""
    return _some.packed(ids)


def sketches(features: Iterable[Features], party: "Party") -> Iterator[bytes]:
    """The statements of a report packed. `party`: what matters of it to all of them."""
    begin, end = (UNKNOWN if day is None else day for day in party.days)
    credited = id_bits(party.credited)
    for found in features:
        statement = found.statement
        letters = found.ordered.encode("utf-8", "surrogatepass")
        named = party.outlet is None or any(one.source_id == party.outlet for one in statement.chain)
        yield b"".join(
            (
                _COUNTS.pack(
                    remembered64(found.origin),
                    remembered64(statement.language or ""),
                    begin,
                    end,
                    _flags(found),
                    len(found.sense) // 8,
                    found.words.count(" ") + 1,
                    len(found.content),
                    len(found.concepts),
                    sum([not one.startswith("unit:") for one in found.concepts]),
                ),
                # What an outlet is merged with is known where a statement carries it.
                id_bits(() if party.outlet is None else (party.outlet,)) if named else _EVERY,
                credited,
                id_bits((found.origin, *found.voices, *found.alleged)),
                _many.packed(found.named_keys),
                _many.packed(found.content),
                _few.packed(found.concepts),
                _few.packed([str(bound) for one in found.figures for bound in _bounds(one.low, one.high)]),
                _few.packed([one.unit for one in found.figures if one.unit is not None]),
                found.sense,
                letters,
            )
        )


def _flags(found: Features) -> int:
    statement, stance = found.statement, found.statement.stance
    return (
        ATTRIBUTED * statement.attributed
        | DENIAL * stance.denial
        | NEGATED * (stance.polarity == "negated")
        | PAST * (stance.horizon == "past")
        | FUTURE * (stance.horizon == "future")
        | FIGURES * bool(found.figures)
        | TELLING * any(map(telling, found.figures))
        | TIMES * bool(found.times)
    )


def _bounds(low: float | None, high: float | None) -> list[float | None]:
    """The bounds of a figure of which another one that says the same number shares one."""
    given: list[float | None] = [float(one) for one in (low, high) if one is not None]
    return given or [None]


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

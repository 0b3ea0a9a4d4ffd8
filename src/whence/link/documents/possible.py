"""Which pairs of documents can be versions of one another at all: a first look, before their sentences are aligned.

Of twenty pairs that share keys one is an edge, and aligning is what costs. What an edge needs is bounded here from
above by the likeness of the sentences alone, for one document and all that it meets in one multiplication: so many of
its five-word sequences, or so many sentences with a partner that is alike enough, in the order of both; and in two
languages as much gain as the best chain has. A pair that fails cannot pass `lineage.kind_of`; one that passes may
fail there. Weights are kept as halves of four bytes, so every bound is eased by `SLACK`.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.link.documents.alignment import (
    ALIGNED,
    ALIGNED_WORDS,
    CHAINED_ABROAD,
    beyond_the_next,
    chain_gain,
    fewest_aligned,
)
from whence.link.documents.outline import SHINGLE_WORDS, Outline
from whence.link.documents.vectors import LENGTH, SEEN_WORDS, Entries, Meaning, entries, listed
from whence.link.keys import key64
from whence.settings import settings

SLACK = 0.004
"""More than what halves of floats (eleven bits) can take from a cosine of two vectors of unit length, twice."""


_MIX = np.uint64(0x9E3779B97F4A7C15)
"""Odd, with its bits well mixed: what is multiplied by it keeps no order."""
_LAST = np.uint32(0xFFFF)
_COUNTS = struct.Struct("<q4I")
_SIZES, _KEYS, _WEIGHTS, _LENGTHS = map(np.dtype, (np.uint16, np.uint32, np.float16, np.float32))


class _Sketch(NamedTuple):
    """A sketch unpacked: the key of the `address` (0: none), how many sentences there are (`lines`), and how many
    entries each has that is looked at (`sizes`)."""

    address: int
    lines: int
    sizes: NDArray[np.uint16]
    keys: NDArray[np.uint32]
    weights: NDArray[np.float16]
    lengths: NDArray[np.float32]
    sequences: NDArray[np.uint32]


class Sketches(NamedTuple):
    """What is kept of a document for a first look: for documents of its own language, and for those of others."""

    own: bytes
    abroad: bytes


def sketches(outlines: Sequence[Outline]) -> list[Sketches]:
    """The sentences of documents as `vectors` has them, packed for comparing with documents of the same language (with
    hashes of the five-word sequences), and of another. Documents of one language are packed together."""
    found = [Sketches(b"", b"")] * len(outlines)
    languages: dict[Meaning, list[int]] = {}
    for at, outline in enumerate(outlines):
        languages.setdefault(outline.known, []).append(at)
    for known, places in languages.items():
        some = [outlines[at] for at in places]
        packed = [outline.packed() for outline in some]
        given = listed([one for sentences in packed for one in sentences])
        ends = np.cumsum([len(sentences) for sentences in packed])
        counts = [_counted(outline) for outline in some]
        own = _packed(entries(given, known, own=True), ends, counts, _sequenced(some))
        abroad = _packed(entries(given, known), ends, counts, [b""] * len(some))
        for at, *made in zip(places, own, abroad, strict=True):
            found[at] = Sketches(*made)
    return found


def _counted(outline: Outline) -> tuple[int, int]:
    """The key of the address (0: none), and how many sentences there are."""
    url = outline.document.url
    return 0 if url is None else key64("url", url), len(outline.lines)


def _packed(
    made: Entries, ends: NDArray[np.intp], counts: Sequence[tuple[int, int]], sequences: Sequence[bytes]
) -> Iterator[bytes]:
    """The entries of documents, whose sentences end at `ends`, one document after another."""
    sizes = np.bincount(made.rows, minlength=len(made.lengths)).astype(np.uint16)
    parts = (made.keys.astype(np.uint32), made.weights.astype(np.float16))
    cuts = np.searchsorted(made.rows, ends).tolist()
    start = first = 0
    for stop, cut, count, hashed in zip(ends.tolist(), cuts, counts, sequences, strict=True):
        held = (sizes[start:stop], *(part[first:cut] for part in parts), made.lengths[start:stop])
        head = _COUNTS.pack(*count, stop - start, cut - first, len(hashed) // 4)
        yield b"".join((head, *(part.tobytes() for part in held), hashed))
        start, first = stop, cut


class _Hashes(dict[str, int]):
    """The hashes of the words that were met."""

    def __missing__(self, word: str) -> int:
        if len(self) >= SEEN_WORDS:
            self.clear()
        found = self[word] = zlib.crc32(word.encode("utf-8", "surrogatepass"))
        return found


_hashes = _Hashes()


def _sequenced(outlines: Sequence[Outline]) -> list[bytes]:
    """Hashes of the sequences of five words of each document, sorted, each once."""
    sizes = np.array([len(outline.words) for outline in outlines])
    words = map(_hashes.__getitem__, (word for outline in outlines for word in outline.words))
    found = np.fromiter(words, dtype=np.uint64, count=int(sizes.sum()))
    mixed = np.zeros(max(0, len(found) - SHINGLE_WORDS + 1), dtype=np.uint64)
    for at in range(SHINGLE_WORDS):
        mixed = (mixed * _MIX) ^ found[at : at + len(mixed)]
    owner = np.repeat(np.arange(len(sizes), dtype=np.uint64), sizes)
    inside = owner[: len(mixed)] == owner[SHINGLE_WORDS - 1 :]  # a sequence is of one document
    unique = np.unique((owner[: len(mixed)] << np.uint64(32) | (mixed * _MIX) >> np.uint64(32))[inside])
    ends = np.searchsorted(unique >> np.uint64(32), np.arange(len(sizes)), side="right").tolist()
    hashed = unique.astype(np.uint32)
    return [hashed[start:end].tobytes() for start, end in zip([0, *ends], ends, strict=False)]


def _unpacked(data: bytes) -> _Sketch:
    address, lines, sentences, held, sequences = _COUNTS.unpack_from(data)
    parts = []
    at = _COUNTS.size
    for kind, count in (
        (_SIZES, sentences),
        (_KEYS, held),
        (_WEIGHTS, held),
        (_LENGTHS, sentences),
        (_KEYS, sequences),
    ):
        parts.append(np.frombuffer(data, kind, count, at))
        at += count * kind.itemsize
    return _Sketch(address, lines, *parts)


def possible(one: bytes, others: Sequence[bytes], *, own: bool) -> list[bool]:
    """Whether a document and each of others can be versions of one another; all sketches are of one kind."""
    mine, theirs = _unpacked(one), [_unpacked(other) for other in others]
    found = [
        (mine.address != 0 and mine.address == other.address) or (own and _sequences(mine, other))
        for other in theirs
    ]
    at = [k for k, other in enumerate(theirs) if len(other.sizes) and not found[k]]
    if not len(mine.sizes) or not at:
        return found
    right = [theirs[k] for k in at]
    alike, starts = _alike(mine, right, own=own)
    fewest = np.array([fewest_aligned(mine.lines, theirs[k].lines) for k in at])
    floor = (ALIGNED_WORDS if own else ALIGNED) - SLACK
    of_mine = (np.maximum.reduceat(alike, starts, axis=1) >= floor).sum(axis=0)
    of_theirs = np.add.reduceat((alike.max(axis=0) >= floor).astype(np.int64), starts)
    enough = np.minimum(of_mine, of_theirs) >= fewest
    for place, k in enumerate(at):
        begin, end = starts[place], starts[place] + len(right[place].sizes)
        found[k] = bool(enough[place]) and _in_order(alike[:, begin:end], int(fewest[place]), own=own)
    return found


def _sequences(mine: _Sketch, other: _Sketch) -> bool:
    """Whether enough of the five-word sequences of either are the other's."""
    fewer = min(len(mine.sequences), len(other.sequences))
    if not fewer:
        return False
    shared = len(np.intersect1d(mine.sequences, other.sequences, assume_unique=True))
    return shared >= (settings().lineage.rewrite_share - SLACK) * fewer


def _in_order(alike: NDArray[np.float32], fewest: int, *, own: bool) -> bool:
    """Whether so many sentences can be alike in the order of both texts, and in two languages the best chain can gain
    enough: first as if order did not matter and each sentence were paired once on its side."""
    if own:
        paired = (alike >= ALIGNED_WORDS - SLACK).astype(np.float32)
        return chain_gain(paired, 0.0) >= fewest
    gain = beyond_the_next(alike) + np.float32(2 * SLACK)
    chained = gain + np.float32(CHAINED_ABROAD)
    most = min(float(np.maximum(chained.max(axis=side), 0.0).sum()) for side in (0, 1))
    needed = settings().lineage.order_gain * min(gain.shape) - CHAINED_ABROAD
    return bool(most >= needed and chain_gain(gain, CHAINED_ABROAD) >= needed)


def _alike(
    left: _Sketch, right: Sequence[_Sketch], *, own: bool
) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """How alike each sentence of one document (rows) is to those of all others (columns, one document after another),
    and where each document's columns start."""
    counts = np.array([len(one.sizes) for one in right])
    starts = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.intp)
    known, column = np.unique(left.keys, return_inverse=True)
    matrix = np.zeros((len(left.sizes), len(known)), dtype=np.float32)
    matrix[np.repeat(np.arange(len(left.sizes)), left.sizes), column] = left.weights
    keys = np.concatenate([one.keys for one in right])
    # Most features of others are none of this document's, and most of those differ in their last bits already.
    last = np.zeros(int(_LAST) + 1, dtype=np.bool_)
    last[known & _LAST] = True
    maybe = np.flatnonzero(last.take(keys & _LAST))
    place = np.minimum(np.searchsorted(known, keys[maybe]), max(len(known) - 1, 0))
    met = np.flatnonzero(known[place] == keys[maybe])
    place, at = place[met], maybe[met]
    rows = np.repeat(np.arange(int(counts.sum())), np.concatenate([one.sizes for one in right]))
    other = np.zeros((int(counts.sum()), len(known)), dtype=np.float32)
    other[rows[at], place] = np.concatenate([one.weights for one in right])[at]
    alike = matrix @ other.T
    if not own:
        longer = left.lengths[:, None] - np.concatenate([one.lengths for one in right])[None, :]
        alike *= np.exp(-np.float32(LENGTH) * longer * longer)
    return alike, starts

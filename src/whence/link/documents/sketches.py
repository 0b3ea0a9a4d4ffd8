"""Sketches: what is kept of every document for a first look at the pairs that it makes (`possible`).

A sketch is the sentences of a document as `vectors` has them, in few bytes, once for documents of its own language and
once for those of others. It is read where it stands: `read` takes very many, one behind another in one buffer, and
gives flat arrays.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.link.documents.outline import SHINGLE_WORDS, Outline
from whence.link.documents.vectors import SEEN_WORDS, Entries, Meaning, entries, listed
from whence.link.keys import key64

_MIX = np.uint64(0x9E3779B97F4A7C15)
"""Odd, with its bits well mixed: what is multiplied by it keeps no order."""
_COUNTS = struct.Struct("<q4I")
_SIZES, _KEYS, _WEIGHTS = map(np.dtype, ("<u2", "<u4", "<f2"))
_LENGTHS = np.dtype("<f4")
_WORD = _KEYS.itemsize
"""All parts begin at multiples of so many bytes, those of two bytes stand last."""

Places = NDArray[np.int64]


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
    """The entries of documents, whose sentences end at `ends`, one document after another: parts of four bytes, then
    those of two, filled up to four, so that what stands behind one another can be read where it stands."""
    sizes = np.bincount(made.rows, minlength=len(made.lengths)).astype(np.uint16)
    keys, weights = made.keys.astype(_KEYS), made.weights.astype(_WEIGHTS)
    cuts = np.searchsorted(made.rows, ends).tolist()
    start = first = 0
    for stop, cut, count, hashed in zip(ends.tolist(), cuts, counts, sequences, strict=True):
        head = _COUNTS.pack(*count, stop - start, cut - first, len(hashed) // 4)
        held = (keys[first:cut], made.lengths[start:stop], hashed, weights[first:cut], sizes[start:stop])
        packed = b"".join((head, *(one if isinstance(one, bytes) else one.tobytes() for one in held)))
        yield packed + bytes(-len(packed) % _WORD)
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


class Sketched(NamedTuple):
    """Many sketches where they stand. Of each the key of the `address` (0: none), how many sentences there are in all
    (`lines`), and those that are looked at (`sentences`), how many entries these have (`held`), how many sequences
    there are; and where its parts begin, in words of four bytes (`at`) and in halves of such (`halves_at`)."""

    words: NDArray[np.uint32]
    address: Places
    lines: Places
    sentences: Places
    held: Places
    sequences: Places
    at: Places
    halves_at: Places

    def some(self, places: slice | Places) -> "Sketched":
        """Some of the sketches."""
        return Sketched(self.words, *(column[places] for column in self[1:]))

    def keys(self) -> NDArray[np.uint32]:
        """The features of all entries, by sentence, then by feature."""
        return self._words(self.at, self.held)

    def lengths(self) -> NDArray[np.float32]:
        """The lengths of all sentences, as `vectors` has them."""
        return self._words(self.at + self.held, self.sentences).view(_LENGTHS)

    def hashes(self) -> NDArray[np.uint32]:
        """The hashes of all sequences, of each document sorted."""
        return self._words(self.at + self.held + self.sentences, self.sequences)

    def weights(self) -> NDArray[np.float16]:
        """The weights of all entries."""
        return self._halves(self.halves_at, self.held).view(_WEIGHTS)

    def sizes(self) -> NDArray[np.uint16]:
        """How many entries each sentence has."""
        return self._halves(self.halves_at + self.held, self.sentences)

    def _words(self, at: Places, counts: Places) -> NDArray[np.uint32]:
        places = zip(at.tolist(), (at + counts).tolist(), strict=True)
        return np.concatenate([self.words[start:end] for start, end in places])

    def _halves(self, at: Places, counts: Places) -> NDArray[np.uint16]:
        halves = self.words.view(_SIZES)
        places = zip(at.tolist(), (at + counts).tolist(), strict=True)
        return np.concatenate([halves[start:end] for start, end in places])


def read(data: bytes | memoryview, starts: Places) -> Sketched:
    """The sketches that start at some bytes of a buffer, all of them multiples of four."""
    words = np.frombuffer(data, _KEYS, len(data) // _WORD)
    heads = words[(starts // _WORD)[:, None] + np.arange(_COUNTS.size // _WORD)]
    low, high, lines, sentences, held, sequences = (heads[:, at].astype(np.int64) for at in range(6))
    at = starts // _WORD + _COUNTS.size // _WORD
    return Sketched(
        words,
        high << 32 | low,
        lines,
        sentences,
        held,
        sequences,
        at,
        2 * (at + held + sentences + sequences),
    )

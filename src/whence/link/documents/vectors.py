"""Sentences as weighted features that survive translation, and how alike the sentences of two documents are.

A feature is a number, a name's sound, a concept of the packs, a stem of the pivot language that a word may mean
(`languages.word_tables`), or four letters of the romanised text (what borrowed words and names share). Two
sentences are as alike as the cosine of their features, less where one is much longer than the other; nothing here
depends on what else is in the case, so that a pair scores the same in a pool of ten and of a million.
"""

import re
import zlib
from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

from whence.languages.learned import known_pivot, known_words, learned_in_force, usual_letters
from whence.languages.stems import word_stems
from whence.languages.translation import Table
from whence.languages.word_tables import Pivot, manifest, pivot_stems, sentence_letters

NUMBER, NAME, CONCEPT, LETTERS, OWN = 6.0, 4.5, 2.5, 1.5, 2.5
"""Weights of features; a pivot stem weighs `STEM` times what it tells (about 1 for "the", 7 for a word of one sentence
in a thousand) to the power of `TELLS`, times the root of its probability. Chosen on fold 0 of NTREX, nine language
pairs: what a stem tells counted in full finds .833 of the sentences by themselves, its root .884."""
STEM, TELLS = 1.8, 0.6
LENGTH = 1.0
"""How much a difference in length takes away: a sentence e times as long as its translation usually is keeps 1/e."""
GRAM = 4
SEEN_WORDS = 100_000
"""Words of one language whose features are remembered."""
_WORD = re.compile(r"[a-z]++")
_DOUBLED = re.compile(r"(.)\1++")
_ROUGH = str.maketrans({"c": "k", "q": "k", "z": "s", "w": "v", "x": "s", "y": "i", "j": "i", "h": None})

Numbers = NDArray[np.uint64]
Weights = NDArray[np.float32]


class Vectors(NamedTuple):
    """The sentences of one document: entry k says that sentence `rows[k]` has the feature `keys[at[k]]`.

    `keys` are sorted and unique; `weights` are of unit length by sentence; `lengths` are logarithms of the sentences'
    letters over what is usual in the language.
    """

    sentences: int
    rows: NDArray[np.int32]
    keys: Numbers
    at: NDArray[np.intp]
    weights: Weights
    lengths: Weights


class _Places(dict[str, int]):
    """Where words stand; `add` puts in what was not met, and is told its place by how many there are."""

    __slots__ = ("_make",)

    def __init__(self, add: Callable[[str], int]) -> None:
        super().__init__()
        self._make = add

    def __missing__(self, low: str) -> int:
        at = self[low] = self._make(low)
        return at


Made = tuple[list[int], list[float]]
"""The keys and weights of a word's features."""


class Words:
    """The features of the words that were met, one word behind another in growing columns; `made` makes those of one.

    Plain arrays, because a word is put behind them in a tenth of the time that arrays of numpy take.
    """

    def __init__(self, made: Callable[[str], Made]) -> None:
        self._made = made
        self._clear()

    def _clear(self) -> None:
        self._place = _Places(self._add)
        self._starts, self._sizes, self._keys, self._weights = array("q"), array("q"), array("Q"), array("f")

    def places(self, words: Sequence[str]) -> NDArray[np.int64]:
        """Where the words stand, for `gathered`; words that were not met are made."""
        if len(self._place) > SEEN_WORDS:
            self._clear()
        return np.fromiter(map(self._place.__getitem__, words), dtype=np.int64, count=len(words))

    def _add(self, low: str) -> int:
        keys, weights = self._made(low)
        self._starts.append(len(self._keys))
        self._sizes.append(len(keys))
        self._keys.fromlist(keys)
        self._weights.fromlist(weights)
        return len(self._place)

    def gathered(self, places: NDArray[np.int64]) -> tuple[Numbers, Weights, NDArray[np.int64]]:
        """The keys and weights of the words at some places, in their order, and how many each has."""
        sizes = np.frombuffer(self._sizes, np.int64)[places]
        ends = np.cumsum(sizes)
        inside = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - sizes, sizes)
        at = np.repeat(np.frombuffer(self._starts, np.int64)[places], sizes) + inside
        keys, weights = np.frombuffer(self._keys, np.uint64), np.frombuffer(self._weights, np.float32)
        return keys[at], weights[at], sizes


class Meaning:
    """What leads from the words of one language to the pivot's stems: its table (None: it has none).

    `usual` is how many letters a sentence of the language has.
    """

    def __init__(
        self, language: str | None, table: Table | None, pivot: Pivot | None, usual: float | None = None
    ) -> None:
        self.language, self.table, self.pivot = language, table, pivot
        facts = manifest()
        is_pivot = facts is not None and language == facts.pivot
        self.translates = pivot is not None and (table is not None or is_pivot)
        self.usual = (
            usual or sentence_letters(language) or (sentence_letters(facts.pivot) if facts else None) or 1.0
        )
        self.words = Words(self.features)
        self._led: dict[str, tuple[tuple[str, float], ...]] = {}

    def led(self, low: str) -> tuple[tuple[str, float], ...]:
        """The pivot stems to which the table leads from a word, each with its probability; in the pivot its own."""
        found = self._led.get(low)
        if found is None:
            if len(self._led) >= SEEN_WORDS:
                self._led.clear()
            found = self._led[low] = pivot_stems(low, self.language, self.table)
        return found

    def stems(self, low: str) -> tuple[tuple[str, float], ...]:
        """The pivot stems that a word may mean, each with its probability: of the pivot's own words only those that
        the tables know, because nothing else leads to them."""
        found = self.led(low)
        holding = self.pivot.holding if self.pivot is not None else {}
        return found if self.table is not None else tuple(one for one in found if one[0] in holding)

    def of(self, low: str) -> Iterator[tuple[str, float]]:
        """The pivot stems that a word may mean, each with what it tells in nats, less where unsure."""
        if self.pivot is not None:
            for stem, p in self.stems(low):
                yield stem, p**0.5 * self.pivot.tells(stem)

    def features(self, low: str) -> Made:
        """What a word in lower case may mean, and four letters each of how it sounds. A feature may come twice."""
        keys = [f"g:{gram}" for gram in _grams(low)]
        weights = [LETTERS] * len(keys)
        if self.pivot is not None:
            for stem, p in self.stems(low):
                keys.append(f"p:{stem}")
                weights.append(p**0.5 * self.pivot.tells(stem) ** TELLS * STEM)
        return list(map(number, keys)), weights


def meaning(language: str | None) -> Meaning:
    """The shipped table of a language, with what the case in hand taught of it."""
    return _meaning(language, learned_in_force())


@lru_cache(maxsize=256)
def _meaning(language: str | None, learned: bytes) -> Meaning:
    if language is None:
        return Meaning(None, None, known_pivot(learned))
    table, usual = known_words(language, learned), usual_letters(language, learned)
    return Meaning(language, table, known_pivot(learned), usual)


def own_features(low: str) -> Made:
    """The features of a word for comparing two texts of one language: its stems as they are."""
    keys = [number(f"o:{stem}") for stem in word_stems(low)]
    return keys, [OWN] * len(keys)


_OWN = Words(own_features)


@lru_cache(maxsize=200_000)
def number(key: str) -> int:
    """A feature's number, the same whatever language it came from."""
    return zlib.crc32(key.encode())


@lru_cache(maxsize=200_000)
def _grams(low: str) -> tuple[str, ...]:
    romanised = _DOUBLED.sub(r"\1", anyascii(low).lower().translate(_ROUGH))
    grams = []
    for word in _WORD.findall(romanised):
        edged = f"^{word}$"
        grams += [edged[k : k + GRAM] for k in range(max(1, len(edged) - GRAM + 1))]
    return tuple(grams)


class Sentence(NamedTuple):
    """A sentence to be packed: its words in lower case, and the weights of its other features by their names."""

    words: Collection[str]
    others: Mapping[str, float]


class Entries(NamedTuple):
    """What `Vectors` packs: sentence `rows[k]` has the feature `keys[k]`, each once, by sentence, then by feature."""

    rows: NDArray[np.int32]
    keys: Numbers
    weights: Weights
    lengths: Weights


def vectors(sentences: Sequence[Sentence], known: Meaning, *, own: bool = False) -> Vectors:
    """Sentences packed for comparing: with other languages, or (`own`) within one."""
    made = entries(listed(sentences), known, own=own)
    unique, at = np.unique(made.keys, return_inverse=True)
    return Vectors(len(sentences), made.rows, unique, at, made.weights, made.lengths)


class Listed(NamedTuple):
    """Sentences as their features are looked up: the words of each, then what else they have; `rows` say of which
    sentence. A word that comes twice has the same features twice, which count once (`entries`). `letters` are those of
    each sentence and one more."""

    words: list[str]
    word_rows: NDArray[np.uint64]
    other_rows: NDArray[np.uint64]
    others: Numbers
    weights: Weights
    letters: Weights


def listed(sentences: Sequence[Sentence]) -> Listed:
    """Sentences to be looked up, for both kinds of `entries`."""
    rows = np.arange(len(sentences), dtype=np.uint64)
    others = [one.others for one in sentences]
    sizes = [len(one) for one in others]
    return Listed(
        list(chain.from_iterable([one.words for one in sentences])),
        np.repeat(rows, [len(one.words) for one in sentences]),
        np.repeat(rows, sizes),
        np.fromiter(map(number, chain.from_iterable(others)), dtype=np.uint64, count=sum(sizes)),
        np.fromiter(
            chain.from_iterable([one.values() for one in others]), dtype=np.float32, count=sum(sizes)
        ),
        np.array([1 + sum(map(len, one.words)) for one in sentences], dtype=np.float32),
    )


def entries(given: Listed, known: Meaning, *, own: bool = False) -> Entries:
    """The features of sentences for comparing with other languages, or (`own`) within one."""
    words = _OWN if own else known.words
    keys, weights, sizes = words.gathered(words.places(given.words))
    rows = np.concatenate((np.repeat(given.word_rows, sizes), given.other_rows))
    keys, weights = np.concatenate((keys, given.others)), np.concatenate((weights, given.weights))
    lengths = np.log(given.letters / np.float32(1 + known.usual))
    if not len(rows):
        return Entries(rows.astype(np.int32), keys, weights, lengths)
    placed = rows << np.uint64(32) | keys
    order = np.argsort(placed)  # not stable, and need not be: of equals the heaviest is taken
    placed = placed[order]
    first = np.flatnonzero(np.concatenate(([True], placed[1:] != placed[:-1])))
    best = np.maximum.reduceat(weights[order], first)
    placed = placed[first]
    at_row = (placed >> np.uint64(32)).astype(np.int32)
    norms = np.sqrt(np.bincount(at_row, weights=best * best, minlength=len(lengths)))
    return Entries(at_row, placed & np.uint64(0xFFFFFFFF), (best / norms[at_row]).astype(np.float32), lengths)


def similarity(a: Vectors, b: Vectors, *, length: float = LENGTH) -> Weights:
    """How alike every sentence of `a` (rows) is to every sentence of `b` (columns), 0 to 1.

    `length` is how much a difference in length takes away: for claims nothing, because a headline and the sentence
    that spells it out say the same.
    """
    _, in_a, in_b = np.intersect1d(a.keys, b.keys, assume_unique=True, return_indices=True)
    longer: Weights = a.lengths[:, None] - b.lengths[None, :]
    alike: Weights = (_dense(a, in_a) @ _dense(b, in_b).T) * np.exp(-np.float32(length) * longer * longer)
    return alike


def _dense(one: Vectors, kept: NDArray[np.intp]) -> Weights:
    column = np.full(len(one.keys), -1, dtype=np.intp)
    column[kept] = np.arange(len(kept))
    columns = column[one.at]
    shared = columns >= 0
    matrix = np.zeros((one.sentences, len(kept)), dtype=np.float32)
    matrix[one.rows[shared], columns[shared]] = one.weights[shared]
    return matrix

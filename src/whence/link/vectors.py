"""Sentences as weighted features that survive translation, and how alike the sentences of two documents are.

A feature is a number, a name's sound, a concept of the packs, a stem of the pivot language that a word may mean
(`languages.word_tables`), or four letters of the romanised text (what borrowed words and names share). Two
sentences are as alike as the cosine of their features; nothing here depends on what else is in the case, so that
a pair scores the same in a pool of ten and of a million.
"""

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

from whence.languages.stems import word_stems
from whence.languages.translation import Table
from whence.languages.word_tables import Pivot, manifest, pivot, pivot_stems, word_table

NUMBER, NAME, CONCEPT, LETTERS, OWN = 6.0, 4.5, 2.5, 1.0, 2.5
"""Weights of features; a pivot stem weighs what it tells (about 1 for "the", 7 for a word of one sentence in a
thousand) times the root of its probability. Chosen on fold 0 of NTREX, six language pairs."""
GRAM = 4
_WORD = re.compile(r"[a-z]++")
_DOUBLED = re.compile(r"(.)\1++")
_ROUGH = str.maketrans({"c": "k", "q": "k", "z": "s", "w": "v", "x": "s", "y": "i", "j": "i", "h": None})


class Vectors(NamedTuple):
    """The sentences of one document: entry k says that sentence `rows[k]` has the feature `keys[at[k]]`.

    `keys` are sorted and unique; `weights` are of unit length by sentence.
    """

    sentences: int
    rows: NDArray[np.int32]
    keys: NDArray[np.uint32]
    at: NDArray[np.intp]
    weights: NDArray[np.float32]


class Meaning:
    """What leads from the words of one language to the pivot's stems: its table (None: it has none)."""

    def __init__(self, language: str | None, table: Table | None, pivot: Pivot | None) -> None:
        self.language, self.table, self.pivot = language, table, pivot
        facts = manifest()
        is_pivot = facts is not None and language == facts.pivot
        self.translates = pivot is not None and (table is not None or is_pivot)

    def of(self, low: str) -> Iterable[tuple[str, float]]:
        """The pivot stems of a word with their weights."""
        if self.pivot is None:
            return
        for stem, p in pivot_stems(low, self.language, self.table):
            yield stem, p**0.5 * self.pivot.tells(stem)


@cache
def meaning(language: str | None) -> Meaning:
    """The shipped table of a language."""
    return Meaning(language, word_table(language) if language is not None else None, pivot())


def word_features(words: Iterable[str], known: Meaning) -> dict[str, float]:
    """The features of words in lower case: what they may mean, and four letters each of how they sound."""
    found: dict[str, float] = {}
    for low in words:
        for stem, weight in known.of(low):
            key = f"p:{stem}"
            found[key] = max(found.get(key, 0.0), weight)
        for gram in _grams(low):
            found[gram] = LETTERS
    return found


def own_features(words: Iterable[str]) -> dict[str, float]:
    """The features of words for comparing two texts of one language: their stems as they are."""
    return {f"o:{stem}": OWN for low in words for stem in word_stems(low)}


@lru_cache(maxsize=200_000)
def _grams(low: str) -> tuple[str, ...]:
    romanised = _DOUBLED.sub(r"\1", anyascii(low).lower().translate(_ROUGH))
    grams = []
    for word in _WORD.findall(romanised):
        edged = f"^{word}$"
        grams += [f"g:{edged[k : k + GRAM]}" for k in range(max(1, len(edged) - GRAM + 1))]
    return tuple(grams)


def vectors(sentences: Sequence[Mapping[str, float]]) -> Vectors:
    """Sentences packed for comparing. Features of the same name are the same, whatever language they came from."""
    rows: list[int] = []
    keys: list[int] = []
    weights: list[float] = []
    for number, features in enumerate(sentences):
        length = sum(weight * weight for weight in features.values()) ** 0.5 or 1.0
        rows += [number] * len(features)
        keys += [zlib.crc32(key.encode()) for key in features]
        weights += [weight / length for weight in features.values()]
    unique, at = np.unique(np.array(keys, dtype=np.uint32), return_inverse=True)
    return Vectors(
        len(sentences), np.array(rows, dtype=np.int32), unique, at, np.array(weights, dtype=np.float32)
    )


def similarity(a: Vectors, b: Vectors) -> NDArray[np.float32]:
    """The cosine of every sentence of `a` (rows) with every sentence of `b` (columns)."""
    _, in_a, in_b = np.intersect1d(a.keys, b.keys, assume_unique=True, return_indices=True)
    return _dense(a, in_a) @ _dense(b, in_b).T


def _dense(one: Vectors, kept: NDArray[np.intp]) -> NDArray[np.float32]:
    column = np.full(len(one.keys), -1, dtype=np.intp)
    column[kept] = np.arange(len(kept))
    columns = column[one.at]
    shared = columns >= 0
    matrix = np.zeros((one.sentences, len(kept)), dtype=np.float32)
    np.add.at(matrix, (one.rows[shared], columns[shared]), one.weights[shared])
    return matrix

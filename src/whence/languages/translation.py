"""Word translations learned from sentence pairs: IBM model 1, both ways.

Brown et al. 1993, "The Mathematics of Statistical Machine Translation", section 4: expectation maximisation of
t(target | source) over sentence pairs, every word of the target explained by one of the source's or by nothing.
Each word counts once a sentence. Learned in both directions, and an entry is kept where its own direction is sure
enough and the other does not gainsay it. Deterministic: no random start, no sampling.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

ROUNDS = 5
"""More change nothing that matters: the tables of fifty languages differ by less than one entry in a hundred."""
NOTHING = 0.002
"""The weight of the empty word, which explains what nothing else does."""
SMOOTHING = 0.1
"""Added to a source word's count: a word seen once is sure of nothing."""

Table = Mapping[str, tuple[tuple[str, float], ...]]
"""Stem -> its best translations, best first, each with p(translation | stem)."""


class Kept(NamedTuple):
    """What of the learned probabilities goes into a table: the least of either direction, entries a stem.

    Many unsure entries find more sentences than few sure ones, because a sentence has many words: of fold 0 of NTREX,
    nine language pairs, .884 with (.05, .02, 4), .896 with (.02, .01, 8), .903 with these, .904 with (.01, .005, 12).
    """

    least: float = 0.02
    least_back: float = 0.003
    most: int = 8


KEPT = Kept()


def learn(pairs: Sequence[tuple[frozenset[str], frozenset[str]]], kept: Kept = KEPT) -> Table:
    """The table from the first side's stems to the second's. Empty for no pairs."""
    sources = _numbered(source for source, _ in pairs)
    targets = _numbered(target for _, target in pairs)
    if not sources or not targets:
        return {}
    s, t, n = _product(pairs, sources, targets)
    width = len(targets)
    links, at = np.unique(s * width + t, return_inverse=True)
    link_s, link_t = links // width, links % width
    forth = _maximised(n, t, at, link_s, len(sources))
    back = _maximised(n, s, at, link_t, len(targets))
    words, others = list(sources), list(targets)
    found: dict[str, list[tuple[float, float, str]]] = {}
    for link in np.flatnonzero((forth >= kept.least) & (back >= kept.least_back)).tolist():
        entry = (-float(forth[link]), -float(back[link]), others[int(link_t[link])])
        found.setdefault(words[int(link_s[link])], []).append(entry)
    return {
        word: tuple((other, -p) for p, _, other in sorted(entries)[: kept.most])
        for word, entries in sorted(found.items())
    }


def _numbered(sides: Iterable[frozenset[str]]) -> dict[str, int]:
    """Every word with its number, in the order of the alphabet."""
    return {word: number for number, word in enumerate(sorted({w for side in sides for w in side}))}


def _product(
    pairs: Sequence[tuple[frozenset[str], frozenset[str]]], sources: dict[str, int], targets: dict[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Every source word with every target word of its sentence pair, and the pair's number."""
    left, right, number = [], [], []
    for k, (source, target) in enumerate(pairs):
        a = np.array(sorted(sources[word] for word in source), dtype=np.int64)
        b = np.array(sorted(targets[word] for word in target), dtype=np.int64)
        left.append(np.repeat(a, len(b)))
        right.append(np.tile(b, len(a)))
        number.append(np.full(len(a) * len(b), k, dtype=np.int64))
    return np.concatenate(left), np.concatenate(right), np.concatenate(number)


def _maximised(
    number: NDArray[np.int64],
    explained: NDArray[np.int64],
    link: NDArray[np.int64],
    given: NDArray[np.int64],
    size: int,
) -> NDArray[np.float64]:
    """p(explained | given) of each link. In each sentence pair every explained word shares its one count out
    among the words that may have given it."""
    group = np.unique(number * (int(explained.max()) + 1) + explained, return_inverse=True)[1]
    p = np.full(len(given), 0.01)
    for _ in range(ROUNDS):
        weight = p[link]
        share = weight / (np.bincount(group, weights=weight) + NOTHING)[group]
        counts = np.bincount(link, weights=share, minlength=len(given))
        p = counts / (np.bincount(given, weights=counts, minlength=size) + SMOOTHING)[given]
    return p

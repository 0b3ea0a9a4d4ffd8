"""Word translations learned from sentence pairs: IBM model 1, both ways, in agreement and near the diagonal.

Brown et al. 1993, "The Mathematics of Statistical Machine Translation", section 4: expectation maximisation of
t(target | source) over sentence pairs, every word of the target explained by one of the source's or by nothing.
Each word counts once a sentence. Two things sharpen what few sentences teach. Both directions are learned together, and
a link counts as far as both believe it (Liang, Taskar and Klein 2006, "Alignment by Agreement"). And words that stand
far from where they would stand if both sentences went in step are linked less readily (Dyer, Chahuneau and Smith 2013,
"A Simple, Fast, and Effective Reparameterization of IBM Model 2"). Deterministic: no random start, no sampling.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.languages.stems import Placed

ROUNDS = 5
"""More change nothing that matters: the tables of fifty languages differ by less than one entry in a hundred."""
NOTHING = 0.002
"""The weight of the empty word, which explains what nothing else does."""
SMOOTHING = 0.3
"""Added to a word's count: a word seen once is sure of nothing."""
TABLE = 5.0
"""So many sentences an entry of a table counts for beside sentences that are learned from afterwards."""
STEP, DIAGONAL = 32, 2.0
"""A link between words that stand so far apart (0: the same place of both sentences; 1: the one first, the other last)
weighs exp(-DIAGONAL * distance), the distance counted in STEP steps, for weights that are the same on every machine."""


class Kept(NamedTuple):
    """What of the learned probabilities goes into a table: the least of either direction, entries a stem.

    Many unsure entries find more sentences than few sure ones, because a sentence has many words: of fold 0 of NTREX,
    six hard language pairs, .899 with these, .901 with (.01, .002, 12), .903 with (.005, .001, 16); but
    those tables are a third larger and more.
    """

    least: float = 0.02
    least_back: float = 0.003
    most: int = 8


KEPT = Kept()
_NEAR = np.array([exp(-DIAGONAL * step / STEP) for step in range(STEP + 1)])

Table = Mapping[str, tuple[tuple[str, float], ...]]
"""Stem -> its best translations, best first, each with p(translation | stem)."""
Sides = tuple[Placed, Placed]
"""A sentence and its translation."""


class Seen(NamedTuple):
    """What sentence pairs teach of one stem: how many hold it, and how often each translation stands for it."""

    sentences: int
    others: tuple[tuple[str, float], ...]


def learn(pairs: Sequence[Sides], kept: Kept = KEPT) -> Table:
    """The table from the first side's stems to the second's. Empty for no pairs."""
    links = _Links(pairs, {})
    forth, back = links.believed()[1:]
    found: dict[str, list[tuple[float, float, str]]] = {}
    for link in np.flatnonzero((forth >= kept.least) & (back >= kept.least_back)).tolist():
        word, other = links.words(link)
        found.setdefault(word, []).append((-float(forth[link]), -float(back[link]), other))
    return {
        word: tuple((other, -p) for p, _, other in sorted(entries)[: kept.most])
        for word, entries in sorted(found.items())
    }


def count(pairs: Sequence[Sides], known: Table, kept: Kept = KEPT) -> dict[str, Seen]:
    """What sentence pairs teach beyond a table: it says beforehand which words belong together, so that what it does
    not know finds what is left over. The counts are those of the pairs alone. Empty for no pairs."""
    links = _Links(pairs, known)
    counts, forth, back = links.believed()
    found: dict[str, list[tuple[float, str]]] = {}
    for link in np.flatnonzero((forth >= kept.least) & (back >= kept.least_back)).tolist():
        word, other = links.words(link)
        found.setdefault(word, []).append((-round(float(counts[link]), 3), other))
    held = Counter(stem for source, _ in pairs for stem in source)
    return {
        word: Seen(held[word], tuple((other, -n) for n, other in sorted(entries)[: kept.most] if n))
        for word, entries in sorted(found.items())
    }


def added(known: Table, seen: Mapping[str, Seen], kept: Kept = KEPT) -> Table:
    """A table with what sentences taught beside it: an entry of the table counts for `TABLE` sentences, so that a few
    sentences shift it and replace nothing."""
    merged: dict[str, tuple[tuple[str, float], ...]] = {}
    for word, one in seen.items():
        before = dict(known.get(word, ()))
        weight = TABLE if before else 0.0
        whole = weight + one.sentences + SMOOTHING
        counts = {other: weight * p for other, p in before.items()}
        for other, n in one.others:
            counts[other] = counts.get(other, 0.0) + n
        ranked = sorted((-n / whole, other) for other, n in counts.items())
        merged[word] = tuple((other, -p) for p, other in ranked[: kept.most] if -p >= kept.least)
    return _Over(merged, known)


class _Over(Mapping[str, tuple[tuple[str, float], ...]]):
    """A table over another, of which few entries are ever asked for."""

    def __init__(self, upper: Table, lower: Table) -> None:
        self._upper, self._lower = upper, lower

    def __getitem__(self, stem: str) -> tuple[tuple[str, float], ...]:
        found = self._upper.get(stem)
        return self._lower[stem] if found is None else found

    def __iter__(self) -> Iterator[str]:
        yield from self._upper
        yield from (stem for stem in self._lower if stem not in self._upper)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _numbered(sides: Iterable[Placed]) -> dict[str, int]:
    """Every word with its number, in the order of the alphabet."""
    return {word: number for number, word in enumerate(sorted({w for side in sides for w in side}))}


Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]


class _Links:
    """Every source word with every target word of its sentence pair (an occurrence), and every two words that ever
    occur so (a link, from number `source` to number `target`)."""

    def __init__(self, pairs: Sequence[Sides], known: Table) -> None:
        sources = _numbered(source for source, _ in pairs)
        targets = _numbered(target for _, target in pairs)
        none = np.empty(0, dtype=np.int64)
        left, right, number, near = [none], [none], [none], [none.astype(np.float64)]
        for k, (one, other) in enumerate(pairs):
            a = np.array([sources[word] for word in one], dtype=np.int64)
            b = np.array([targets[word] for word in other], dtype=np.int64)
            apart = np.abs(np.array(list(one.values()))[:, None] - np.array(list(other.values()))[None, :])
            left.append(np.repeat(a, len(b)))
            right.append(np.tile(b, len(a)))
            number.append(np.full(len(a) * len(b), k, dtype=np.int64))
            near.append(_NEAR[np.rint(apart * STEP).astype(np.int64)].ravel())
        s, t, n = np.concatenate(left), np.concatenate(right), np.concatenate(number)
        self._near = np.concatenate(near)
        width = max(1, len(targets))
        links, self._at = np.unique(s * width + t, return_inverse=True)
        self._source, self._target = links // width, links % width
        self._of_target = np.unique(n * width + t, return_inverse=True)[1]
        self._of_source = np.unique(n * max(1, len(sources)) + s, return_inverse=True)[1]
        self._sources, self._targets = list(sources), list(targets)
        self._known = np.zeros(len(links))
        if known:
            held = {word: dict(known.get(word, ())) for word in sources}
            self._known += [
                TABLE * held[word].get(other, 0.0) for word, other in map(self.words, range(len(links)))
            ]

    def words(self, link: int) -> tuple[str, str]:
        """The two words of a link."""
        return self._sources[int(self._source[link])], self._targets[int(self._target[link])]

    def believed(self) -> tuple[Shares, Shares, Shares]:
        """How often each link stands for a translation, p(target | source) and p(source | target)."""
        start = 0.01 + self._known / TABLE
        counts, forth, back = start, start, start
        for _ in range(ROUNDS):
            both = np.sqrt(self._shared(forth, self._of_target) * self._shared(back, self._of_source))
            counts = np.bincount(self._at, weights=both, minlength=len(start)).astype(np.float64)
            forth = _given(counts + self._known, self._source, len(self._sources))
            back = _given(counts + self._known, self._target, len(self._targets))
        return counts, forth, back

    def _shared(self, p: Shares, group: NDArray[np.intp]) -> Shares:
        """Of each occurrence: in its sentence pair every explained word shares its one count out among the words that
        may have given it."""
        weight = p[self._at] * self._near
        shared: Shares = weight / (np.bincount(group, weights=weight) + NOTHING)[group]
        return shared


def _given(counts: Shares, given: Numbers, size: int) -> Shares:
    whole = np.bincount(given, weights=counts, minlength=size) + SMOOTHING
    shares: Shares = counts / whole[given]
    return shares

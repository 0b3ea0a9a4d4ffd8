"""Which sentence of one document became which of another: monotone alignment on what survives translation.

Two sentences are as alike as their features (`vectors`). The best chain of pairs in the order of both texts is found
by dynamic programming: a pair gains what it is more alike than chance, and pairs that go on from one another gain
more, because sentences of independent reports do not follow each other. Between two languages chance is what else
there is: how alike either sentence is to the next best of the other text, so that neither the language pair nor the
affair that both report has to be known. One sentence may have become two, or two one. Order is kept: what a translator
moves across paragraphs is not found.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from whence.link.documents.outline import MOST_LINES, MOST_WORDS, Line, Outline
from whence.link.documents.vectors import similarity
from whence.settings import settings

CHANCE = 0.10  # cosine that two sentences of one language in unrelated reports reach
NEXT_BEST = 0.05  # the least that the next best is taken to reach: in a text of two sentences there is none
CHAINED = 0.20  # what a pair gains by going on where the pair before ended, in one language
CHAINED_ABROAD = 0.10  # the same in two, where a pair's own gain is less
ALIGNED = 0.15  # likeness below which two sentences of two languages are not held to be one
ALIGNED_WORDS = 0.35  # the same for two of one language, which share words for being about one affair
JOINED = 1.25  # a sentence left over belongs to its neighbour's partner from so many times that cosine
SAME_WORDS = 0.72  # token-sort similarity of two sentences in one language that are one sentence reworded
FILL = 0.02  # score of two sentences that only stand between aligned ones, as many on either side
FILLED_LENGTHS = 0.6  # the least share of lengths for that
MOST_FILLED = 3  # sentences in a row that may be filled in


class Pair(NamedTuple):
    """Sentences `a` (indexes in the first outline) that became sentences `b`; `score` in 0..1."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    score: float


class Alignment(NamedTuple):
    """All pairs in order; `coverage_a` and `coverage_b` are the shares of code points in them.

    `order` is what the best chain gains by sentence of the shorter text, its first pair as if it went on too. Two
    independent reports of one event are alike as well, but not sentence by sentence and in a row.
    """

    pairs: tuple[Pair, ...]
    coverage_a: float
    coverage_b: float
    order: float

    @property
    def sure(self) -> tuple[Pair, ...]:
        """The pairs whose sentences are alike, without those that were filled in between."""
        return tuple(pair for pair in self.pairs if pair.score > FILL)


def align(a: Outline, b: Outline) -> Alignment:
    """The best monotone alignment of two documents."""
    mine, theirs = a.lines[:MOST_LINES], b.lines[:MOST_LINES]
    if not mine or not theirs:
        return Alignment((), 0.0, 0.0, 0.0)
    same_language = a.document.language is not None and a.document.language == b.document.language
    if same_language and _same_words(mine, theirs):
        pairs, order = [Pair((k,), (k,), 1.0) for k in range(len(mine))], 0.0
    else:
        pairs, order = _chained(a, b, same_language=same_language)
    pairs = _fill(pairs, a, b)
    covered_a = sum(a.lines[k].end - a.lines[k].start for pair in pairs for k in pair.a)
    covered_b = sum(b.lines[k].end - b.lines[k].start for pair in pairs for k in pair.b)
    return Alignment(tuple(pairs), covered_a / a.size, covered_b / b.size, order)


def words_met(pairs: Iterable[Pair], a: Outline, b: Outline) -> set[str]:
    """The words, names and numbers of the first text that meet their like in its partner."""
    found: set[str] = set()
    for pair in pairs:
        others = frozenset().union(*(b.lines[k].keys for k in pair.b))
        for k in pair.a:
            found.update([one.exact for one in a.lines[k].anchors if not others.isdisjoint(one.keys)])
    return found


def _same_words(mine: Sequence[Line], theirs: Sequence[Line]) -> bool:
    """Whether the sentences are those of the other text, word for word; each has a word and is alike to itself, so that
    no chain gains more than the one of all."""
    return len(mine) == len(theirs) and all(
        one.words == other.words and any(word[0].isalpha() for word in one.words[:MOST_WORDS])
        for one, other in zip(mine, theirs, strict=True)
    )


def _chained(a: Outline, b: Outline, *, same_language: bool) -> tuple[list[Pair], float]:
    """The pairs of the best chain that are alike enough, with what became two of one; and its order."""
    mine, theirs = a.lines[:MOST_LINES], b.lines[:MOST_LINES]
    alike = similarity(a.own_vectors, b.own_vectors) if same_language else similarity(a.vectors, b.vectors)
    if same_language:
        _reworded(alike, mine, theirs)
        gained, chain = _chain(alike - np.float32(CHANCE), CHAINED)
        floor, order = ALIGNED_WORDS, 0.0
    else:
        gained, chain = _chain(beyond_the_next(alike), CHAINED_ABROAD)
        floor, order = ALIGNED, (gained + CHAINED_ABROAD) / min(len(mine), len(theirs))
    scores = [(i, j, float(alike[i, j])) for i, j in chain]
    pairs = [Pair((i,), (j,), round(score, 4)) for i, j, score in scores if score >= floor]
    return _joined(pairs, alike, JOINED * floor), order


def fewest_aligned(lines: int, others: int) -> int:
    """How many sentences have to be alike for two texts of so many to be versions of one another."""
    return min(settings().lineage.aligned_sentences, max(2, min(lines, others) - 1))


def _reworded(alike: NDArray[np.float32], mine: tuple[Line, ...], theirs: tuple[Line, ...]) -> None:
    """Raises the likeness of sentences of one language, where it is enough for one, to that of their words in any
    order."""
    for i, j in np.argwhere(alike >= ALIGNED_WORDS).tolist():
        ratio = fuzz.ratio(mine[i].ordered, theirs[j].ordered, score_cutoff=SAME_WORDS * 100) / 100
        alike[i, j] = max(alike[i, j], ratio)


def beyond_the_next(alike: NDArray[np.float32]) -> NDArray[np.float32]:
    """How much more alike each pair is than the next best of either sentence, on the average of both."""
    return alike - np.float32(0.5) * (_next_best(alike) + _next_best(alike.T).T)


def _next_best(alike: NDArray[np.float32]) -> NDArray[np.float32]:
    """In each row the best of all other cells."""
    if alike.shape[1] == 1:
        return np.full_like(alike, NEXT_BEST)
    ranked = np.partition(alike, -2, axis=1)
    best, second = ranked[:, -1:], ranked[:, -2:-1]
    return np.maximum(np.where(alike == best, second, best), np.float32(NEXT_BEST))


def chain_gain(gain: NDArray[np.float32], chained: float) -> float:
    """What the best chain gains."""
    return float(_best(gain if gain.shape[0] <= gain.shape[1] else gain.T, chained)[0][-1, -1])


def _chain(gain: NDArray[np.float32], chained: float) -> tuple[float, list[tuple[int, int]]]:
    """What the best chain gains, and its pairs in order."""
    rows, columns = gain.shape
    more = np.float32(chained)
    best, ends = _best(gain, chained)
    i, j, pairs, inside = rows, columns, [], False
    while i and j:
        if not inside and best[i, j] == best[i - 1, j]:
            i -= 1
        elif not inside and best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            pairs.append((i - 1, j - 1))
            inside = bool(ends[i - 1, j - 1] + more >= best[i - 1, j - 1])
            i, j = i - 1, j - 1
    pairs.reverse()
    return float(best[rows, columns]), pairs


def _best(gain: NDArray[np.float32], chained: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """`best[i, j]` is the most that the first i and j sentences gain; `ends[i, j]` the most where sentence i and
    sentence j are its last pair. Row by row; what a row's cell takes from its left neighbour is a running maximum.
    """
    rows, columns = gain.shape
    more = np.float32(chained)
    best = np.zeros((rows + 1, columns + 1), dtype=np.float32)
    ends = np.full((rows + 1, columns + 1), -np.inf, dtype=np.float32)
    for i in range(rows):
        ends[i + 1, 1:] = gain[i] + np.maximum(best[i, :-1], ends[i, :-1] + more)
        best[i + 1, 1:] = np.maximum.accumulate(np.maximum(best[i, 1:], ends[i + 1, 1:]))
    return best, ends


def _joined(pairs: list[Pair], alike: NDArray[np.float32], floor: float) -> list[Pair]:
    """The pairs, with sentences left over beside them that are as alike to the same partner: one became two."""
    rows, columns = alike.shape
    if len(pairs) == rows == columns:
        return pairs
    left_a, left_b = set(range(rows)).difference(*(pair.a for pair in pairs)), set(range(columns))
    left_b.difference_update(*(pair.b for pair in pairs))
    out = []
    for pair in pairs:
        (i,), (j,) = pair.a, pair.b
        left = [k for k in (i - 1, i + 1) if k in left_a and alike[k, j] >= floor]
        right = [k for k in (j - 1, j + 1) if k in left_b and alike[i, k] >= floor]
        if left or right:
            left_a.difference_update(left)
            left_b.difference_update(right)
            pair = Pair(tuple(sorted((i, *left))), tuple(sorted((j, *right))), pair.score)
        out.append(pair)
    return out


def _fill(sure: list[Pair], a: Outline, b: Outline) -> list[Pair]:
    """The sure pairs, and between two of them (or behind the last) the sentences left over where both sides
    have as many. What stands before the first is not filled: leads are what gets lost."""
    out: list[Pair] = []
    for pair in sure:
        if out:
            out += _between(out[-1], (pair.a[0], pair.b[0]), a, b)
        out.append(pair)
    if out:
        out += _between(out[-1], (len(a.lines), len(b.lines)), a, b)
    return out


def _between(last: Pair, stop: tuple[int, int], a: Outline, b: Outline) -> list[Pair]:
    left, right = range(last.a[-1] + 1, stop[0]), range(last.b[-1] + 1, stop[1])
    if not left or len(left) != len(right) or len(left) > MOST_FILLED:
        return []
    pairs = list(zip(left, right, strict=True))
    lengths = ((a.lines[x], b.lines[y]) for x, y in pairs)
    if all(_ratio(x.end - x.start, y.end - y.start) >= FILLED_LENGTHS for x, y in lengths):
        return [Pair((x,), (y,), FILL) for x, y in pairs]
    return []


def _ratio(x: int, y: int) -> float:
    return min(x, y) / max(x, y, 1)

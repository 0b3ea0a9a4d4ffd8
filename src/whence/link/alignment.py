"""Which sentence of one document became which of another: monotone alignment on anchors.

Two sentences are as alike as the share of their anchors that meet; a meeting counts only as far as there is
something to meet, because "Norway … Norway" alone aligns everything with everything. One sentence may have
become two, or two one. Order is kept: what a translator moves across paragraphs is not found.
"""

from typing import NamedTuple

from rapidfuzz import fuzz

from whence.link.outline import Line, Outline

ALIGNED = 0.30  # score below which two sentences are not held to be one
ENOUGH = 1.4  # weight of meeting anchors that makes a sentence pair sure
LENGTHS = 0.4  # the shorter sentence has at least this share of the longer one's code points
SAME_WORDS = 0.72  # token-sort similarity of two sentences in one language that are one sentence reworded
MOST_LINES = 250  # sentences of a document that are aligned; the rest is not looked at
FILL = 0.02  # score of two sentences that only stand between aligned ones, as many on either side
FILLED_LENGTHS = 0.6  # the least share of lengths for that
MOST_FILLED = 3  # sentences in a row that may be filled in


class Pair(NamedTuple):
    """Sentences `a` (indexes in the first outline) that became sentences `b`; `score` in 0..1."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    score: float
    met: tuple[str, ...]


class Alignment(NamedTuple):
    """All pairs in order; `coverage_a` and `coverage_b` are the shares of code points in them."""

    pairs: tuple[Pair, ...]
    coverage_a: float
    coverage_b: float

    @property
    def sure(self) -> tuple[Pair, ...]:
        """The pairs that rest on anchors."""
        return tuple(pair for pair in self.pairs if pair.score >= ALIGNED)


def align(a: Outline, b: Outline) -> Alignment:
    """The best monotone alignment of two documents."""
    mine, theirs = a.lines[:MOST_LINES], b.lines[:MOST_LINES]
    same_language = a.document.language is not None and a.document.language == b.document.language
    scores = [[_score((x,), (y,), same_language) for y in theirs] for x in mine]
    rows, columns = len(mine), len(theirs)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    back: list[list[tuple[int, int]]] = [[(0, 0)] * (columns + 1) for _ in range(rows + 1)]
    joined: dict[tuple[int, int, int, int], float] = {}
    for i in range(rows + 1):
        for j in range(columns + 1):
            if not i and not j:
                continue
            options: list[tuple[float, tuple[int, int]]] = []
            if i:
                options.append((best[i - 1][j], (1, 0)))
            if j:
                options.append((best[i][j - 1], (0, 1)))
            if i and j:
                options.append((best[i - 1][j - 1] + _gain(scores[i - 1][j - 1]), (1, 1)))
                for di, dj in ((2, 1), (1, 2)):
                    if i >= di and j >= dj and max(scores[i - 1][j - 1], scores[i - di][j - dj]) > 0.15:
                        score = _score(mine[i - di : i], theirs[j - dj : j], same_language)
                        if score > max(scores[i - 1][j - 1], scores[i - di][j - dj]) and score >= ALIGNED:
                            joined[(i, j, di, dj)] = score
                            options.append((best[i - di][j - dj] + score - ALIGNED, (di, dj)))
            best[i][j], back[i][j] = max(options, key=lambda option: (option[0], option[1]))
    return _read_back(a, b, scores, back, joined)


def _gain(score: float) -> float:
    if score >= ALIGNED:
        return score - ALIGNED + 0.05
    return -1.0


def _read_back(
    a: Outline,
    b: Outline,
    scores: list[list[float]],
    back: list[list[tuple[int, int]]],
    joined: dict[tuple[int, int, int, int], float],
) -> Alignment:
    i, j = len(back) - 1, len(back[0]) - 1
    pairs: list[Pair] = []
    while i or j:
        di, dj = back[i][j]
        if di and dj:
            score = joined[(i, j, di, dj)] if di + dj > 2 else scores[i - 1][j - 1]
            left, right = tuple(range(i - di, i)), tuple(range(j - dj, j))
            met = _met(tuple(a.lines[k] for k in left), tuple(b.lines[k] for k in right))
            pairs.append(Pair(left, right, round(score, 4), met))
        i, j = i - di, j - dj
    pairs.reverse()
    pairs = _fill([pair for pair in pairs if pair.score >= ALIGNED], a, b)
    covered_a = sum(a.lines[k].end - a.lines[k].start for pair in pairs for k in pair.a)
    covered_b = sum(b.lines[k].end - b.lines[k].start for pair in pairs for k in pair.b)
    return Alignment(tuple(pairs), covered_a / a.size, covered_b / b.size)


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
    if len(left) != len(right) or len(left) > MOST_FILLED:
        return []
    pairs = list(zip(left, right, strict=True))
    lengths = ((a.lines[x], b.lines[y]) for x, y in pairs)
    if all(_ratio(x.end - x.start, y.end - y.start) >= FILLED_LENGTHS for x, y in lengths):
        return [Pair((x,), (y,), FILL, ()) for x, y in pairs]
    return []


def _ratio(x: int, y: int) -> float:
    return min(x, y) / max(x, y, 1)


def _score(x: tuple[Line, ...], y: tuple[Line, ...], same_language: bool) -> float:
    ours = x[0].keys if len(x) == 1 else frozenset().union(*(line.keys for line in x))
    others = y[0].keys if len(y) == 1 else frozenset().union(*(line.keys for line in y))
    shared = ours & others
    words = 0.0
    if same_language:
        left = " ".join(line.ordered for line in x)
        right = " ".join(line.ordered for line in y)
        words = fuzz.ratio(left, right, score_cutoff=SAME_WORDS * 100) / 100
    if not shared:
        return words
    met = missed = 0.0
    for lines, keys in ((x, others), (y, ours)):
        for line in lines:
            for anchor in line.anchors:
                if anchor.keys & keys:
                    met += anchor.met
                else:
                    missed += anchor.missed
    score = met / (met + missed) * min(1.0, met / 2 / ENOUGH)
    lengths = _ratio(sum(line.end - line.start for line in x), sum(line.end - line.start for line in y))
    if lengths < LENGTHS:
        score *= lengths / LENGTHS
    return max(words, score)


def _met(x: tuple[Line, ...], y: tuple[Line, ...]) -> tuple[str, ...]:
    others = frozenset().union(*(line.keys for line in y))
    return tuple(anchor.exact for line in x for anchor in line.anchors if anchor.keys & others)

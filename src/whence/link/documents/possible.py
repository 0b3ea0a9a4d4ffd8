"""Which pairs of documents can be versions of one another at all: a first look, before their sentences are aligned.

Of twenty pairs that share keys one is an edge, and aligning is what costs. What an edge needs is bounded here from
above by the likeness of the sentences alone: so many of the five-word sequences, or so many sentences with a partner
that is alike enough, in the order of both; and in two languages as much gain as the best chain has. A pair that fails
cannot pass `lineage.kind_of`; one that passes may fail there. Weights are kept as halves of four bytes, so every bound
is eased by `SLACK`.

Some hundred features meet some hundred, most of them none, in each of very many pairs. So a part of the pairs is looked
at in one pass over flat arrays, as large as a processor holds near itself.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
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
from whence.link.documents.sketches import Places, Sketched, read
from whence.link.documents.vectors import LENGTH
from whence.settings import settings

SLACK = 0.004
"""More than what halves of floats (eleven bits) can take from a cosine of two vectors of unit length, twice."""

_PART = 1 << 15
"""Features and cells (sentence by sentence) that are looked at together, about: half of those of both documents."""
_A_PAIR = _PART >> 8
"""What a pair counts for besides, so that the documents of a part can be told by eight bits."""
_LAST = 13
"""Bits of a feature by which most are seen to be none of the other document's."""
_KEY, _ROW = map(np.uint64, (24, 16))
"""Where in 64 bits a feature behind its document's number, and its sentence begin (one of `MOST_LINES`, fewer than
256); the weight stands last."""
_WIDTH = np.uint64(32)

Truths = NDArray[np.bool_]


def possible(one: bytes, others: Sequence[bytes], *, own: bool) -> list[bool]:
    """Whether a document and each of others can be versions of one another; all sketches are of one kind."""
    ends = np.cumsum([len(one), *map(len, others)])
    held = read(b"".join((one, *others)), np.concatenate(([0], ends[:-1])))
    at = np.zeros(len(others), dtype=np.int64)
    found: list[bool] = may_be(held.some(slice(0, 1)), at, held.some(slice(1, None)), own=own).tolist()
    return found


def first_look(held: Sketched, one: Places, other: Places, *, own: bool) -> Places:
    """Which pairs of some documents, by their places among `held`, can be versions of one another. A document is read
    once for all pairs in which it stands first, so each pair has that one first which is in more of them."""
    times = np.bincount(np.concatenate((one, other)))
    turned = times[one] < times[other]
    first, second = np.where(turned, other, one), np.where(turned, one, other)
    order = np.argsort(first, kind="stable")
    known, at = np.unique(first[order], return_inverse=True)
    return order[may_be(held.some(known), at, held.some(second[order]), own=own)]


def may_be(ones: Sketched, at: Places, others: Sketched, *, own: bool) -> Truths:
    """Whether the documents of pairs can be versions of one another; all sketches are of one kind. `at` says with which
    of `ones` each of `others` goes, and never falls."""
    found = np.zeros(len(at), dtype=np.bool_)
    for part in _parts(ones, at, others):
        first, last = int(at[part][0]), int(at[part][-1])
        left = ones.some(slice(first, last + 1))
        found[part] = _looked(left, at[part] - first, others.some(part), own=own)
    return found


def _parts(ones: Sketched, at: Places, others: Sketched) -> Iterator[slice]:
    """The pairs, cut where enough is together."""
    cells = ones.sentences[at] * others.sentences
    ends = np.cumsum((ones.held[at] + others.held + cells) // 2 + _A_PAIR)
    cuts = (np.flatnonzero(np.diff(ends // _PART)) + 1).tolist()
    yield from (slice(start, end) for start, end in pairwise((0, *cuts, len(at))) if start < end)


def _looked(left: Sketched, at: Places, right: Sketched, *, own: bool) -> Truths:
    found: Truths = (left.address[at] != 0) & (left.address[at] == right.address)
    if own:
        found |= _worded(left, at, right)
    left_over = np.flatnonzero(~found & (left.held[at] > 0) & (right.held > 0))
    if len(left_over):
        found[left_over] = _aligned(left, at[left_over], right.some(left_over), own=own)
    return found


class _Keys(NamedTuple):
    """Keys of documents of several pairs, and of each the number of the first document of its pair."""

    keys: NDArray[np.uint32]
    numbers: Places

    def low(self) -> Places:
        """The number and the last bits of each."""
        return (self.numbers << _LAST) + (self.keys & np.uint32((1 << _LAST) - 1))

    def placed(self, at: Places) -> NDArray[np.uint64]:
        """Some of the keys behind their numbers."""
        return self.numbers[at].astype(np.uint64) << _WIDTH | self.keys[at]


def _maybe(ours: _Keys, theirs: _Keys, count: int) -> tuple[Places, Places]:
    """Of the keys of either side those that the other may have, of `count` first documents: most have no like in a
    pair, and most of those differ in their last bits already."""
    found = []
    low = ours.low(), theirs.low()
    for mine, other in (low, low[::-1]):
        table = np.zeros(count << _LAST, dtype=np.bool_)
        table[other] = True
        found.append(np.flatnonzero(table.take(mine)))
    return found[0], found[1]


def _met(ours: NDArray[np.uint64], theirs: NDArray[np.uint64]) -> tuple[Places, Places]:
    """Which of their keys are ours, and where they stand among these, which are sorted and each there once."""
    if not len(ours):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    place = np.minimum(np.searchsorted(ours, theirs), len(ours) - 1)
    met = np.flatnonzero(ours[place] == theirs)
    return met, place[met]


def _worded(left: Sketched, at: Places, right: Sketched) -> Truths:
    """Whether enough of the five-word sequences of either are the other's."""
    ours = _Keys(left.hashes(), np.repeat(np.arange(len(left.at)), left.sequences))
    theirs = _Keys(right.hashes(), np.repeat(at, right.sequences))
    mine, other = _maybe(ours, theirs, len(left.at))
    met, _ = _met(ours.placed(mine), theirs.placed(other))
    pair = np.repeat(np.arange(len(at)), right.sequences)
    shared = np.bincount(pair[other[met]], minlength=len(at))
    fewer = np.minimum(left.sequences[at], right.sequences)
    return (fewer > 0) & (shared >= (settings().lineage.rewrite_share - SLACK) * fewer)


def _aligned(left: Sketched, at: Places, right: Sketched, *, own: bool) -> Truths:
    """Whether enough sentences are alike, and in an order in which they can be aligned."""
    alike, starts = _alike(left, at, right)
    rows, columns = left.sentences[at], right.sentences
    floor = (ALIGNED_WORDS if own else ALIGNED) - SLACK
    ours, theirs = (np.cumsum(one) - one for one in (rows, columns))  # where the sentences of a pair begin
    lengths = left.lengths(), right.lengths()
    first = (np.cumsum(left.sentences) - left.sentences)[at]
    high = np.flatnonzero(alike >= floor)
    pair = np.searchsorted(starts, high, side="right") - 1
    row, column = np.divmod(high - starts[pair], columns[pair])
    if not own:
        kept = alike[high] * _as_long(
            lengths[0][first[pair] + row], lengths[1][theirs[pair] + column]
        ) >= np.float32(floor)
        pair, row, column = pair[kept], row[kept], column[kept]
    fewer = np.minimum(
        _sentences(ours[pair] + row, ours, int(rows.sum())),
        _sentences(theirs[pair] + column, theirs, int(columns.sum())),
    )
    found = np.zeros(len(at), dtype=np.bool_)
    for k in np.flatnonzero(fewer).tolist():
        fewest = fewest_aligned(int(left.lines[at[k]]), int(right.lines[k]))
        if fewer[k] < fewest:
            continue
        n, m = int(rows[k]), int(columns[k])
        one = alike[starts[k] : starts[k] + n * m].reshape(n, m)
        if not own:
            mine = lengths[0][first[k] : first[k] + n, None]
            one = one * _as_long(mine, lengths[1][None, theirs[k] : theirs[k] + m])
        found[k] = _in_order(one, fewest, own=own)
    return found


def _sentences(places: Places, starts: Places, count: int) -> Places:
    """Of each pair how many different sentences there are among `places`, of `count`; they begin at `starts`."""
    there = np.zeros(count, dtype=np.int64)
    there[places] = 1
    return np.add.reduceat(there, starts)


def _as_long(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    """What is left of the likeness of sentences by their lengths."""
    longer = one - other
    return np.exp(-np.float32(LENGTH) * longer * longer)


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


def _alike(left: Sketched, at: Places, right: Sketched) -> tuple[NDArray[np.float32], Places]:
    """How alike the sentences of pairs are whatever their lengths, each of the one to all of the other, and where the
    cells of each pair start."""
    ours = _Keys(left.keys(), np.repeat(np.arange(len(left.at)), left.held))
    theirs = _Keys(right.keys(), np.repeat(at, right.held))
    mine, other = _maybe(ours, theirs, len(left.at))
    entries = _entries(left, ours, mine)
    features = entries >> _KEY
    first = np.flatnonzero(np.diff(features, prepend=features[:1] + np.uint64(1)))
    met, place = _met(features[first], theirs.placed(other))
    # A feature that several sentences of the one document have meets in each of them.
    times = np.diff(first, append=len(entries))[place]
    other = np.repeat(other[met], times)
    one = entries[np.arange(len(other)) + np.repeat(first[place] - (np.cumsum(times) - times), times)]
    weights = one.astype(np.uint16).view(np.float16).astype(np.float32)
    weights *= right.weights()[other].astype(np.float32)
    row = (one >> _ROW & np.uint64(0xFF)).astype(np.int64)
    cells = left.sentences[at] * right.sentences
    starts = np.cumsum(cells) - cells
    column = np.repeat(starts, right.sentences) + _inside(right.sentences)  # the first cell of each
    sentence = np.repeat(np.arange(len(column)), right.sizes())[other]
    cell = column[sentence] + row * np.repeat(right.sentences, right.sentences)[sentence]
    return np.bincount(cell, weights, int(cells.sum())).astype(np.float32), starts


def _entries(left: Sketched, keys: _Keys, at: Places) -> NDArray[np.uint64]:
    """Some of the entries of documents, packed, by document and feature."""
    row = np.repeat(_inside(left.sentences), left.sizes())[at].astype(np.uint64) << _ROW
    packed = keys.placed(at) << _KEY | row | left.weights().view(np.uint16)[at]
    packed.sort()
    return packed


def _inside(counts: Places) -> Places:
    """From 0 to each count, one after another."""
    return np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)

"""The nearest of each item: of all that share its keys those that share most, summed over flat arrays.

What two items share is a sum over their blocks, and there are a thousand times more pairs that share something than
pairs that are kept. So no table ever holds them: a part of the items comes with all keys that they have and all other
items that have these (`candidates.met`), and of each item what it shares with every other is summed in one array and
forgotten when its best are taken. A pair is summed twice, once from either side: that costs less than to bring what one
side found to the other.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.settings import Blocks

_WEIGHT, _DAY, _TONGUE, _WHOLE = 14, 22, 9, 15
"""Bits of what is told of a key and its item."""
MOST_WEIGHT = (1 << _WEIGHT) - 1
"""A key that weighs more counts for so much: an address, the heaviest, weighs 10,000."""
LAST_DAY = (1 << _DAY) - 1
"""The day of what has none; behind the year 9999."""
MOST_TONGUES = (1 << _TONGUE) - 1
"""Languages that are told apart; what is of another one meets all, as what has none (0)."""
MOST_WHOLE = (1 << _WHOLE) - 1
"""What all keys of an item weigh, at most: 250 sentences and an address weigh 25,000."""
_LED, _LEADS = 1, 2
"""How an item stands in a block that is too large: it meets the leaders, or is one of them and meets all."""
_ITEM, _SCORE = 24, 23
"""Bits of an item's number inside its part, and of what two share."""
_LAST_ITEM, _MOST_SCORE = (1 << _ITEM) - 1, (1 << _SCORE) - 1
_MET = 1 << 16
"""Keys of others that are summed together, about: as large as a processor holds near itself."""
_CELLS = 8
"""A cell costs an eighth of what it costs to bring a key of another item beside its like."""

Integers = NDArray[np.int64]


class Part(NamedTuple):
    """The keys of the items of a part, and of those they meet: block by block, leaders first. Items are numbered anew
    in their order; `names` are their numbers outside.

    `starts`: where each block begins in `items` and `weights`, then their end; `leading`: how many of it lead. `uses`:
    the keys of the part's own items, item by item; `block` and `rank` of each. `day`, `tongue`, `whole` of each item.
    """

    names: Integers
    day: Integers
    tongue: Integers
    whole: Integers
    items: Integers
    weights: Integers
    starts: Integers
    leading: Integers
    uses: Integers
    block: Integers
    rank: Integers


def part(blocks: Integers, items: Integers, told: Integers) -> Part:
    """Reads a row of `candidates.met`; its three lists are in one order, whichever."""
    rank = told >> 1 + _WEIGHT & 3
    # Sorting whole numbers is ten times faster than finding the order of them.
    packed = (blocks << 1 | (rank == _LED)) << 32 | np.arange(len(blocks))
    packed.sort()
    order = packed & 0xFFFFFFFF
    there = np.zeros(int(items.max()) + 1, dtype=np.bool_)
    there[items] = True
    names = np.flatnonzero(there)
    number = np.zeros(len(there), dtype=np.int64)
    number[names] = np.arange(len(names))
    at, traits = number[items], told >> 3 + _WEIGHT
    known = np.zeros(len(names), dtype=np.int64)
    known[at] = traits
    at, told, rank = at[order], told[order], rank[order]
    sorted_blocks = packed >> 33
    first = np.flatnonzero(np.diff(sorted_blocks, prepend=-1))
    size = np.diff(first, append=len(at))
    block = np.repeat(np.arange(len(first)), size)
    own = np.flatnonzero(told & 1)
    packed = at[own] << 32 | own
    packed.sort()
    uses = packed & 0xFFFFFFFF
    return Part(
        names=names,
        day=known & LAST_DAY,
        tongue=known >> _DAY & MOST_TONGUES,
        whole=known >> _DAY + _TONGUE,
        items=at,
        weights=told >> 1 & MOST_WEIGHT,
        starts=np.append(first, len(at)),
        leading=np.add.reduceat((rank == _LEADS).astype(np.int64), first),
        uses=uses,
        block=block[uses],
        rank=rank[uses],
    )


def nearest(given: Part, limits: Blocks) -> tuple[Integers, Integers, Integers]:
    """Of the part's own items (first array) the nearest (second), at most `best_items` each, and what they share: the
    most first, and of what shares as much the items that come first."""
    start = given.starts[given.block]
    met = np.where(given.rank == _LED, given.leading[given.block], given.starts[given.block + 1] - start)
    who = given.items[given.uses]
    turns = np.flatnonzero(np.diff(who, prepend=-1))
    ends = np.cumsum(met)[np.append(turns[1:], len(who)) - 1]
    cuts = np.flatnonzero(np.diff(ends // _MET)) + 1
    evens = np.repeat(given.weights[given.starts[:-1]], np.diff(given.starts))
    uneven = not np.array_equal(evens, given.weights)
    found = []
    for low, high in pairwise((0, *cuts.tolist(), len(turns))):
        some = slice(turns[low], turns[high] if high < len(turns) else None)
        size = met[some]
        stops = np.cumsum(size)
        at = np.arange(stops[-1]) + np.repeat(start[some] - (stops - size), size)
        weights = np.repeat(given.weights[given.uses[some]], size)
        if uneven:
            weights = np.minimum(weights, given.weights[at])
        turn = np.cumsum(np.diff(who[some], prepend=who[some][:1]) != 0) * len(given.names)
        pairs, score = _shared(np.repeat(turn, size) + given.items[at], weights, limits.least_weight)
        one, other = np.divmod(pairs, len(given.names))
        found.append(_best(given, (who[turns[low:high]], one, other, score), limits))
    one, other, score = map(np.concatenate, zip(*found, strict=True))
    return given.names[one], given.names[other], score


def _shared(pairs: Integers, weights: Integers, least: int) -> tuple[Integers, Integers]:
    """Which of the numbers of pairs have so much weight together, and how much: summed in a cell for each pair where
    not many more are possible than there are, else brought side by side."""
    if not len(pairs) or int(pairs[-1]) < _CELLS * len(pairs):
        cells = np.bincount(pairs, weights)
        found = np.flatnonzero(cells >= least)
        return found, cells[found].astype(np.int64)
    packed = pairs << _WEIGHT | weights
    packed.sort()
    pairs = packed >> _WEIGHT
    first = np.flatnonzero(np.diff(pairs, prepend=-1))
    score = np.add.reduceat(packed & MOST_WEIGHT, first)
    enough = np.flatnonzero(score >= least)
    return pairs[first[enough]], score[enough]


def _best(
    given: Part, shared: tuple[Integers, Integers, Integers, Integers], limits: Blocks
) -> tuple[Integers, Integers, Integers]:
    """The nearest of some items, from which of them shares how much with which others."""
    items, turn, other, score = shared
    one = items[turn]
    kept = one != other
    kept &= (given.tongue[one] == 0) | (given.tongue[one] != given.tongue[other])
    day, others = given.day[one], given.day[other]
    kept &= (np.abs(day - others) <= limits.window_days) | (day == LAST_DAY) | (others == LAST_DAY)
    if limits.share_permille:
        kept &= score * 1000 >= limits.share_permille * np.minimum(given.whole[one], given.whole[other])
    packed = (turn[kept] << _SCORE | _MOST_SCORE - score[kept]) << _ITEM | other[kept]
    packed.sort()
    turn = packed >> _SCORE + _ITEM
    first = np.flatnonzero(np.diff(turn, prepend=-1))
    place = np.arange(len(turn)) - np.repeat(first, np.diff(first, append=len(turn)))
    packed = packed[place < limits.best_items]
    score = _MOST_SCORE - (packed >> _ITEM & _MOST_SCORE)
    return items[packed >> _SCORE + _ITEM], packed & _LAST_ITEM, score

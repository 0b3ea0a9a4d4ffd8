"""How alike two words sound: the best pair of the ways in which either may be read aloud.

Half is the whole sound string, half the consonants alone (`sounds`). What this module refuses to do: it takes no ending
off, knows no given names, and says nothing of whether two names are one (`fold`).

`hear` compares many pairs at once and remembers what it found; `sounds_alike` then answers from memory. One by one, the
edit distances are the dearest part of linking names.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein

from whence.languages.sounds import (
    Romanisation,
    Romanisations,
    bound,
    likeness,
    likenesses,
    outline,
    skeleton,
)

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray


class _Reading(NamedTuple):
    """One reading of a word and what is compared of it."""

    sounds: str
    bones: str
    outline: str


class _Frame(NamedTuple):
    """The readings of a word whose bones have one outline: mostly they differ in vowels, or in how one sound is heard,
    and one look tells that none of them is like another word."""

    outline: str
    readings: tuple[_Reading, ...]


class _Spoken(NamedTuple):
    """A word as it may be read."""

    sounds: frozenset[str]
    frames: tuple[_Frame, ...]
    outlines: frozenset[str]
    bones: tuple[int, int]
    """The lengths of the shortest and of the longest outline of its consonants."""
    whole: tuple[int, int]
    """The same of its readings."""
    longest: int
    """Sounds of its longest reading."""


def sounds_alike(a: str, b: str, floor: float, codes: frozenset[str] | None = None) -> float:
    """The likeness of the best pair of readings, in 0..1; 0 where none is above `floor`. With `codes` the first word is
    read by the habits of these languages alone."""
    mine_low, theirs_low = a.lower(), b.lower()
    if codes is None and (found := _heard.get((mine_low, theirs_low, floor))) is not None:
        return found
    mine, theirs = _spoken(mine_low, codes), _spoken(theirs_low)
    if not mine.sounds.isdisjoint(theirs.sounds):
        return 1.0
    if _another_length(mine, theirs, floor):
        return 0.0
    promising = []
    for x in mine.frames:
        for y in theirs.frames:
            bones = bound(x.outline, y.outline, max(len(x.outline), len(y.outline)))
            if (bones + 1.0) / 2 > floor:
                for one in x.readings:
                    for other in y.readings:
                        whole = bound(one.outline, other.outline, max(len(one.sounds), len(other.sounds)))
                        if (bones + whole) / 2 > floor:
                            promising.append(((bones + whole) / 2, whole, one, other))
    promising.sort(reverse=True)
    best = floor
    for most, whole, one, other in promising:
        if most <= best:
            break
        bones = likeness(one.bones, other.bones)
        if (bones + whole) / 2 > best:
            best = max(best, (likeness(one.sounds, other.sounds) + bones) / 2)
    return best if best > floor else 0.0


def _another_length(mine: _Spoken, theirs: _Spoken, floor: float) -> bool:
    """Whether the lengths of two words alone, or in short words one other consonant, keep them at or below `floor`:
    what their outlines would tell, at a look."""
    longest = max(mine.bones[1], theirs.bones[1], 1)
    if (1.0 - 1 / longest + 1.0) / 2 <= floor and mine.outlines.isdisjoint(theirs.outlines):
        return True
    gap = max(mine.bones[0] - theirs.bones[1], theirs.bones[0] - mine.bones[1])
    bones = 1.0 - gap / max(mine.bones[0], theirs.bones[0]) if gap > 0 else 1.0
    gap = max(mine.whole[0] - theirs.whole[1], theirs.whole[0] - mine.whole[1])
    whole = 1.0 - gap / max(mine.longest, theirs.longest) if gap > 0 else 1.0
    return (bones + whole) / 2 <= floor


_heard: dict[tuple[str, str, float], float] = {}
"""What `hear` found: answers of `sounds_alike`."""
MOST_HEARD = 100_000
"""When so many are remembered, all are forgotten."""


def hear(pairs: Iterable[tuple[str, str]], floor: float) -> None:
    """Compares many pairs of words at once, for `sounds_alike` with this floor."""
    if len(_heard) > MOST_HEARD:
        _heard.clear()
    asked = dict.fromkeys((a.lower(), b.lower()) for a, b in pairs)
    words = [pair for pair in asked if (*pair, floor) not in _heard]
    best = [0.0] * len(words)
    todo: list[tuple[int, _Spoken, _Spoken]] = []
    for number, (a, b) in enumerate(words):
        mine, theirs = _spoken(a), _spoken(b)
        if mine.sounds.isdisjoint(theirs.sounds):
            todo.append((number, mine, theirs))
        else:
            best[number] = 1.0
    near = list(_promising(todo, floor)) if todo else []
    nearer = [
        (number, bones, one, other)
        for (number, whole, one, other), bones in zip(
            near, likenesses([(one.bones, other.bones) for *_, one, other in near]), strict=True
        )
        if (bones + whole) / 2 > floor
    ]
    found = likenesses([(one.sounds, other.sounds) for *_, one, other in nearer])
    for (number, bones, *_), whole in zip(nearer, found, strict=True):
        best[number] = max(best[number], (whole + bones) / 2)
    _heard.update(
        ((*pair, floor), score if score > floor else 0.0) for pair, score in zip(words, best, strict=True)
    )


def _promising(
    todo: Sequence[tuple[int, _Spoken, _Spoken]], floor: float
) -> Iterator[tuple[int, float, _Reading, _Reading]]:
    """The pairs of readings that may be more alike than `floor` by their outlines: the number of the pair of words, and
    what the likeness of the whole sounds cannot exceed."""
    import numpy as np

    held = {id(word): word for _, *both in todo for word in both}
    place = {key: number for number, key in enumerate(held)}
    ends = [[place[id(mine)], place[id(theirs)]] for _, mine, theirs in todo]
    frames = [frame for word in held.values() for frame in word.frames]
    readings = [reading for frame in frames for reading in frame.readings]
    one, other = np.array(ends).T
    pair, one, other = _each_with_each(one, other, np.array([len(word.frames) for word in held.values()]))
    bones = _bounds([frame.outline for frame in frames], one, other)
    kept = np.flatnonzero((bones + 1.0) / 2 > floor)
    at, one, other = _each_with_each(one[kept], other[kept], np.array([len(f.readings) for f in frames]))
    wholes = _bounds([r.outline for r in readings], one, other, [r.sounds for r in readings])
    near = np.flatnonzero((bones[kept][at] + wholes) / 2 > floor)
    numbers = pair[kept][at[near]]
    for number, whole, x, y in zip(
        numbers.tolist(), wholes[near].tolist(), one[near].tolist(), other[near].tolist(), strict=True
    ):
        yield todo[number][0], whole, readings[x], readings[y]


def _each_with_each(
    ones: "NDArray[int64]", others: "NDArray[int64]", sizes: "NDArray[int64]"
) -> "tuple[NDArray[int64], NDArray[int64], NDArray[int64]]":
    """Every part of one thing with every part of another, for pairs of things; parts are numbered through, `sizes` say
    how many each thing has. Gives the place of the pair, and both parts."""
    import numpy as np

    firsts = np.cumsum(sizes) - sizes
    wide = sizes[others]
    many = sizes[ones] * wide
    at = np.repeat(np.arange(len(ones)), many)
    within = np.arange(len(at)) - np.repeat(np.cumsum(many) - many, many)
    return at, firsts[ones[at]] + within // wide[at], firsts[others[at]] + within % wide[at]


def _bounds(
    outlines: Sequence[str],
    ones: "NDArray[int64]",
    others: "NDArray[int64]",
    words: Sequence[str] | None = None,
) -> "NDArray[float64]":
    """`bound` of pairs of outlines by their numbers; the length is that of the longer word (default: outline). Few
    outlines differ, and each two are measured once."""
    import numpy as np
    from rapidfuzz.process import cpdist

    held: dict[str, int] = {}
    numbers = np.array([held.setdefault(outline, len(held)) for outline in outlines], np.int64)
    asked, place = np.unique(numbers[ones] * len(held) + numbers[others], return_inverse=True)
    known = list(held)
    apart = cpdist(
        [known[one] for one in (asked // len(held)).tolist()],
        [known[other] for other in (asked % len(held)).tolist()],
        scorer=Levenshtein.distance,
    )
    lengths = np.array([len(word) for word in words or outlines])
    longer = np.maximum(np.maximum(lengths[ones], lengths[others]), 1)
    made: NDArray[float64] = 1.0 - apart[place] / longer
    return made


@cache
def _romanisations() -> Romanisations:
    """Every spelling habit: those of the packs and those of languages without one, in a fixed order."""
    from whence.languages.pack import codes, part  # the packs' schema needs NameWords: not at import time

    own: list[tuple[str, dict[str, tuple[str, ...]]]] = [
        (code, part(code, "names").readings) for code in codes()
    ]
    text = (files("whence.languages") / "data" / "romanisations.toml").read_text("utf-8")
    for name, table in tomllib.loads(text).items():
        if isinstance(table, dict):
            own.append((name, {key: tuple(sounds) for key, sounds in table.items()}))
    return Romanisations([Romanisation(name, habits) for name, habits in own])


@lru_cache(maxsize=100_000)
def readings(low: str) -> tuple[str, ...]:
    """Every reading of a lower-case word, by all habits."""
    return _romanisations().read(low)


@lru_cache(maxsize=20_000)  # some 3 kB each
def _spoken(low: str, codes: frozenset[str] | None = None) -> _Spoken:
    found = readings(low) if codes is None else _romanisations().read(low, codes)
    frames: dict[str, list[_Reading]] = {}
    for sounds in found:
        bones = skeleton(sounds)
        frames.setdefault(outline(bones), []).append(_Reading(sounds, bones, outline(sounds)))
    lengths = [len(reading.outline) for held in frames.values() for reading in held] or [0]
    bones_lengths = list(map(len, frames)) or [0]
    return _Spoken(
        frozenset(found),
        tuple(_Frame(bones, tuple(held)) for bones, held in frames.items()),
        frozenset(frames),
        (min(bones_lengths), max(bones_lengths)),
        (min(lengths), max(lengths)),
        max(map(len, found), default=0),
    )

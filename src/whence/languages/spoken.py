"""How alike two words sound: the best pair of the ways in which either may be read aloud.

Half is the whole sound string, half the consonants alone (`sounds`). What this module refuses to do: it takes no ending
off, knows no given names, and says nothing of whether two names are one (`fold`).

`hear` compares many pairs at once and remembers what it found; `sounds_alike` then answers from memory. One by one, the
edit distances are the dearest part of linking names.
"""

import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

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


def sounds_alike(a: str, b: str, floor: float, codes: frozenset[str] | None = None) -> float:
    """The likeness of the best pair of readings, in 0..1; 0 where none is above `floor`. With `codes` the first word is
    read by the habits of these languages alone."""
    mine_low, theirs_low = a.lower(), b.lower()
    if codes is None and (found := _heard.get((mine_low, theirs_low, floor))) is not None:
        return found
    mine, theirs = _spoken(mine_low, codes), _spoken(theirs_low)
    if not mine.sounds.isdisjoint(theirs.sounds):
        return 1.0
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
    framed: list[tuple[int, _Frame, _Frame]] = []
    for number, (a, b) in enumerate(words):
        mine, theirs = _spoken(a), _spoken(b)
        if mine.sounds.isdisjoint(theirs.sounds):
            framed += [(number, x, y) for x in mine.frames for y in theirs.frames]
        else:
            best[number] = 1.0
    outlines = [(x.outline, y.outline) for _, x, y in framed]
    met = [
        (number, most, one, other)
        for (number, x, y), most in zip(framed, _bounds(outlines, outlines), strict=True)
        if (most + 1.0) / 2 > floor
        for one in x.readings
        for other in y.readings
    ]
    wholes = _bounds(
        [(one.outline, other.outline) for *_, one, other in met],
        [(one.sounds, other.sounds) for *_, one, other in met],
    )
    near = [
        (number, whole, one, other)
        for (number, most, one, other), whole in zip(met, wholes, strict=True)
        if (most + whole) / 2 > floor
    ]
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


def _bounds(outlines: list[tuple[str, str]], words: list[tuple[str, str]]) -> list[float]:
    """`bound` of many pairs of outlines; the length is that of the longer word."""
    from rapidfuzz.process import cpdist

    if not words:
        return []
    apart = cpdist(*zip(*outlines, strict=True), scorer=Levenshtein.distance).tolist()
    return [1.0 - distance / max(len(a), len(b), 1) for distance, (a, b) in zip(apart, words, strict=True)]


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


@lru_cache(maxsize=100_000)
def _spoken(low: str, codes: frozenset[str] | None = None) -> _Spoken:
    found = readings(low) if codes is None else _romanisations().read(low, codes)
    frames: dict[str, list[_Reading]] = {}
    for sounds in found:
        bones = skeleton(sounds)
        frames.setdefault(outline(bones), []).append(_Reading(sounds, bones, outline(sounds)))
    return _Spoken(frozenset(found), tuple(_Frame(bones, tuple(held)) for bones, held in frames.items()))

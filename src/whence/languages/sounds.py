"""From spellings to sounds: every way in which a foreign name may have been romanised.

A name that was carried over from another script is spelt by the habits of the language it landed in: one
sound is `sh`, `sch`, `sj`, `sz`, `ch` or `š`. A `Romanisation` reads such spellings back into sounds. It is
not phonology: it says nothing about how a language sounds, and it does not find out which language a name is
from; all romanisations are tried and a word keeps every distinct reading.

The alphabet of sounds: `S` (she), `Z` (measure), `C` (church), `c` (tsar), `h` (also the ch of loch), `J`
(yes), and the plain letters. Weights are costs of an edit, in symbols.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    import numpy as np

MOST_READINGS = 6
"""Readings that one romanisation may give one word; more alternatives are cut, the usual ones first."""

VOWELS = frozenset("aeiou")
_CONSONANTS = str.maketrans(dict.fromkeys("aeiouJ"))

_LETTERS = {
    **{letter: letter for letter in "abdefghiklmnoprstuvz"},
    "c": "k",
    "j": "J",
    "q": "k",
    "w": "v",
    "x": "ks",
    "y": "i",
}
VOWEL_COST = 1.7  # Zelensky / Zelinsky, Polotsk / Płock: one vowel tells two names apart
CONSONANT_COST = 1.0
ENDING_COST = 1.0  # Rozhin / Rogine read the French way: a vowel at the end of one word only

_CLOSE: dict[frozenset[str], float] = {
    frozenset(pair): cost
    for pair, cost in {
        "ao": 0.15,  # Kolesnikova / Kalesnikava: unstressed o is written a in Belarusian
        "ae": 0.8,  # Käihkö / Kehko
        "eo": 0.8,  # Chernobyl / Chornobyl
        "gh": 0.15,  # Gomel / Homel
        "sz": 0.3,  # Resnikow / Reznikov
        "SZ": 0.3,  # Zaluschnyj / Zaluzhny
        "uv": 0.3,  # Tsikhanouski / Tikhanovsky
        "ct": 0.4,  # Pucin / Putin
        "cs": 0.6,
        "CS": 0.5,  # Gulewitch read the French way
        "fv": 0.4,
        "dt": 0.6,
        "hk": 0.8,  # Bachmut / Bakhmut where kh fell to k
    }.items()
}


_CLASS = str.maketrans(
    {sound: kind for kind, sounds in {"a": "aeouvf", "k": "ghk", "s": "szctdSZC"}.items() for sound in sounds}
    | {"J": None}
)
"""Sounds that a chain of close pairs connects are one; only what is a sound of another class costs a whole edit."""


class _Sounds(dict[str, tuple[str, ...]]):
    """The sounds of each group; a letter that is in no group reads as itself."""

    def __missing__(self, letter: str) -> tuple[str, ...]:
        found = self[letter] = ("".join(_LETTERS.get(plain, "") for plain in anyascii(letter).lower()),)
        return found


class Romanisation:
    """One language's spelling habits, compiled. `readings` as in `NameWords.readings`."""

    __slots__ = ("_longest_first", "_several", "_sounds", "name", "own")

    def __init__(self, name: str, readings: Mapping[str, tuple[str, ...]]) -> None:
        self.name = name
        self.own = readings
        keys = sorted({"^", "$", *readings}, key=lambda key: (-len(key), key))
        self._longest_first = re.compile("|".join([*(re.escape(key) for key in keys), "."]), re.DOTALL)
        self._sounds = _Sounds({"^": ("",), "$": ("",), **{key: own for key, own in readings.items() if own}})
        self._several = frozenset(key for key, own in readings.items() if len(own) > 1)

    def read(self, word: str) -> tuple[str, ...]:
        """All readings of one lower-case word, the usual first; never empty."""
        return tuple(dict.fromkeys(map(_settle, self.spelt(word))))

    def spelt(self, word: str) -> list[str]:
        """The readings before glides and doublings are made one. Most groups have one sound: what stands between two
        that have several is joined once, not to every reading."""
        groups = self._longest_first.findall(f"^{word}$")
        if self._several.isdisjoint(groups):
            return ["".join([self._sounds[group][0] for group in groups])]
        found, run = [""], ""
        for sounds in map(self._sounds.__getitem__, groups):
            if len(sounds) == 1:
                run += sounds[0]
            else:
                found = [head + run + sound for head in found for sound in sounds][:MOST_READINGS]
                run = ""
        return [head + run for head in found]


class Romanisations:
    """All spelling habits together. Those that spell every group of a word alike read it alike, and are asked once."""

    def __init__(self, systems: Sequence[Romanisation]) -> None:
        self._systems = systems
        groups = {group for system in systems for group in system.own}
        numbers: dict[tuple[str, ...] | None, int] = {}
        self._habits = {
            group: tuple(numbers.setdefault(system.own.get(group), len(numbers)) for system in systems)
            for group in sorted(groups)
        }
        """What each system makes of a group (also: that it has no habit of it), by a number."""
        self._longest = max(map(len, groups), default=0)

    def read(self, word: str, names: Collection[str] | None = None) -> tuple[str, ...]:
        """All readings of one lower-case word by all habits, or by those of these names: in order, each once."""
        if names is not None:
            return _settled(system.spelt(word) for system in self._systems if system.name in names)
        edged = f"^{word}$"
        groups = {
            edged[start : start + size]
            for size in range(1, self._longest + 1)
            for start in range(len(edged) - size + 1)
        }
        habits = [self._habits[group] for group in groups & self._habits.keys()]
        first: dict[tuple[int, ...], Romanisation] = {}
        for own, system in zip(zip(*habits, strict=True) if habits else ((),), self._systems, strict=False):
            first.setdefault(own, system)
        return _settled(system.spelt(word) for system in first.values())


def _settled(spelt: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The readings by several habits, settled, each once. Habits share half of them, which are settled once."""
    return tuple(dict.fromkeys(map(_settle, dict.fromkeys(chain.from_iterable(spelt)))))


_UNSETTLED = re.compile(r"(.)\1|J|i[aeou]", re.DOTALL)
"""What `_settle` changes; most readings have none of it."""


def _settle(sounds: str) -> str:
    """The glides and doublings on which romanisations differ, made one: ie, je and ye are e."""
    if _UNSETTLED.search(sounds) is None:
        return sounds
    out: list[str] = []
    last = len(sounds) - 1
    for index, sound in enumerate(sounds):
        before = out[-1] if out else ""
        after = sounds[index + 1] if index < last else ""
        if sound == before:
            continue
        if sound == "J" and (
            after in ("e", "i", "J") or before == "i" or (before and before not in VOWELS) or not after
        ):
            if not after and before and before not in VOWELS:
                continue
            if not after and before in VOWELS and before != "i":
                out.append("i")
            continue
        if sound == "i" and after in VOWELS and after != "i" and before and before not in VOWELS:
            continue
        out.append(sound)
    text = "".join(out)
    while text.endswith("ii"):
        text = text[:-1]
    return text


def skeleton(sounds: str) -> str:
    """The consonants alone."""
    return sounds.translate(_CONSONANTS)


@cache
def _swap(a: str, b: str) -> float:
    if a == b:
        return 0.0
    close = _CLOSE.get(frozenset((a, b)))
    if close is not None:
        return close
    return VOWEL_COST if a in VOWELS or b in VOWELS else CONSONANT_COST


@cache
def _lose(sound: str) -> float:
    return 0.5 if sound == "J" else VOWEL_COST if sound in VOWELS else CONSONANT_COST


def outline(sounds: str) -> str:
    """The sounds by their classes: what `bound` compares."""
    return sounds.translate(_CLASS)


def bound(a: str, b: str, longer: int) -> float:
    """What the likeness of two readings cannot exceed: from their outlines and the longer one's length."""
    return 1.0 - Levenshtein.distance(a, b) / longer if longer else 1.0


@lru_cache(maxsize=200_000)
def likeness(a: str, b: str) -> float:
    """1 minus the weighted edit distance over the longer length, never below 0; two ends of two kinds cost more."""
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    lost = [_lose(sound) for sound in b]
    row = [0.0, *accumulate(lost)]
    for mine in a:
        cost = _lose(mine)
        left = row[0] + cost
        fresh = [left]
        for above, before, theirs, gained in zip(row[1:], row, b, lost, strict=False):
            swapped = _swap(mine, theirs) + before
            if above + cost < swapped:
                swapped = above + cost
            left += gained
            if swapped < left:
                left = swapped
            fresh.append(left)
        row = fresh
    ended = ENDING_COST if (a[-1] in VOWELS) != (b[-1] in VOWELS) else 0.0
    return max(0.0, 1.0 - (row[-1] + ended) / max(len(a), len(b)))


LONGEST_TOGETHER = 32
"""Sounds of a word that is compared together with others: all are given the room of the longest."""
PAIRS_TOGETHER = 4_096


def likenesses(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """`likeness` of many pairs at once, to the last bit: the same sums in the same order, of all pairs side by side."""
    found: dict[tuple[str, str], float] = {}
    todo = []
    for pair in dict.fromkeys(pairs):
        a, b = pair
        if a != b and a and b and a.isascii() and b.isascii() and max(map(len, pair)) <= LONGEST_TOGETHER:
            todo.append(pair)
        else:
            found[pair] = likeness(a, b)
    todo.sort(key=lambda pair: (len(pair[0]), len(pair[1])))
    for first in range(0, len(todo), PAIRS_TOGETHER):
        some = todo[first : first + PAIRS_TOGETHER]
        found.update(zip(some, _likenesses(some), strict=True))
    return [found[pair] for pair in pairs]


def _likenesses(pairs: Sequence[tuple[str, str]]) -> list[float]:
    import numpy as np

    swaps, losses = _costs()
    words = list(zip(*pairs, strict=True))
    lengths = np.array([[len(word) for word in side] for side in words])
    longest = lengths.max(axis=1)
    mine, theirs = (
        np.frombuffer("".join(word.ljust(most, "\0") for word in side).encode(), np.uint8).reshape(-1, most).T
        for side, most in zip(words, longest.tolist(), strict=True)
    )
    every = np.arange(len(pairs))
    gained = losses[theirs]
    row = np.vstack([np.zeros(len(pairs)), np.cumsum(gained, axis=0)])
    spent = np.empty(len(pairs))
    for at, sounds in enumerate(mine, 1):
        cost = losses[sounds]
        cheaper = np.minimum(swaps[sounds, theirs] + row[:-1], row[1:] + cost)
        left = row[0] + cost
        fresh = [left]
        for cheap, gain in zip(cheaper, gained, strict=True):
            left = np.minimum(cheap, left + gain)
            fresh.append(left)
        row = np.stack(fresh)
        whole = lengths[0] == at
        spent[whole] = row[lengths[1][whole], every[whole]]
    ended = [ENDING_COST if (a[-1] in VOWELS) != (b[-1] in VOWELS) else 0.0 for a, b in pairs]
    made: list[float] = np.maximum(0.0, 1.0 - (spent + ended) / lengths.max(axis=0)).tolist()
    return made


@cache
def _costs() -> "tuple[np.ndarray, np.ndarray]":
    """What it costs to put one sound in another's place, and to lose one, by their characters' codes."""
    import numpy as np

    sounds = [chr(code) for code in range(128)]
    swaps = np.array([[_swap(a, b) for b in sounds] for a in sounds])
    return swaps, np.array([_lose(sound) for sound in sounds])

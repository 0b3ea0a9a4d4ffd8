"""What a statement means, as far as word tables tell: to be found again, and compared, in another language.

Two independent reports of one event share no sentence, and in two languages no word either. What is left of a
statement then is what its words may mean in the pivot language (`documents.vectors`), its names and concepts, and the
sound of what languages borrow. What this module refuses to do: numbers are not looked at, because figures and times
are compared as such, and the same number may count two things.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import sqrt
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from whence.link.documents.anchors import Anchor, weighed
from whence.link.documents.vectors import SEEN_WORDS, Meaning, Sentence, entries, listed, meaning, number

NO_REST = 1e-6
"""Of the squared length: what is left is rounding."""

Sense = bytes
"""Features by their numbers in order (4 bytes each), then their weights of unit length (4 bytes each); empty where
nothing is known. It is compared as often as it is decoded, and most of what is stored of a statement."""


class Sensed(NamedTuple):
    """What a statement's sense is made of: its content words, and its anchors without borrowed words."""

    content: frozenset[str]
    firm: tuple[Anchor, ...]
    language: str | None


def senses(given: Sequence[Sensed]) -> list[Sense]:
    """What content words and anchors may mean. Statements of one language are looked up together; each has the sense
    that it has by itself."""
    found = [b""] * len(given)
    languages: dict[Meaning, list[int]] = defaultdict(list)
    for at, one in enumerate(given):
        languages[meaning(one.language)].append(at)
    for known, places in languages.items():
        made = entries(listed([_sentence(given[at]) for at in places]), known)
        keys, weights = made.keys.astype(np.uint32), made.weights
        cuts = np.searchsorted(made.rows, np.arange(1, len(places) + 1)).tolist()
        for at, start, end in zip(places, [0, *cuts], cuts, strict=False):
            found[at] = keys[start:end].tobytes() + weights[start:end].tobytes()
    return found


def _sentence(one: Sensed) -> Sentence:
    return Sentence(one.content, weighed([anchor for anchor in one.firm if anchor.kind != "#"]))


def alike(a: Sense, b: Sense) -> float:
    """How alike two senses are, 0 to 1: the cosine, the same whichever comes first."""
    if not a or not b:
        return 0.0
    size, other = len(a) // 8, len(b) // 8
    mine, theirs = np.frombuffer(a, np.uint32, size), np.frombuffer(b, np.uint32, other)
    at = mine.searchsorted(theirs)
    at[at == size] = 0
    met = (mine[at] == theirs).nonzero()[0]
    weights = np.frombuffer(a, np.float32, size, 4 * size)[at[met]].astype(np.float64)
    return round(float((weights * np.frombuffer(b, np.float32, other, 4 * other)[met]).sum()), 4)


def alike_but_for(a: Sense, b: Sense, keys: frozenset[str]) -> float:
    """How alike the rest of two senses is, 0 to 1, without these keys of anchors, which count by themselves. Never more
    than they are alike as a whole (what may be said of a pair before it is compared is said of that)."""
    whole = alike(a, b)
    if not whole or not keys:
        return whole
    left = np.array(sorted({number(key) for key in keys}), np.uint32)
    ours, others = _weights_of(a, left), _weights_of(b, left)
    both = (ours > 0) & (others > 0)
    ours, others = ours[both], others[both]
    rest = (1 - float((ours * ours).sum())) * (1 - float((others * others).sum()))
    if rest <= NO_REST:
        return 0.0
    return round(min(whole, max(0.0, whole - float((ours * others).sum())) / sqrt(rest)), 4)


def _weights_of(sense: Sense, keys: NDArray[np.uint32]) -> NDArray[np.float64]:
    """What each of some features weighs in a sense, 0 where it has none of it."""
    size = len(sense) // 8
    known = np.frombuffer(sense, np.uint32, size)
    at = known.searchsorted(keys)
    at[at == size] = 0
    weights = np.frombuffer(sense, np.float32, size, 4 * size)[at].astype(np.float64)
    return np.where(known[at] == keys, weights, 0.0)


def telling_stems(content: Iterable[str], language: str | None, most: int) -> list[str]:
    """The likeliest stem of the pivot language for each word, those that tell most."""
    tables = meaning(language)
    likeliest = _likeliest.get(tables)
    if likeliest is None:
        likeliest = _likeliest[tables] = {}
    best: dict[str, float] = {}
    for low in content:
        if low in likeliest:
            found = likeliest[low]
        else:
            if len(likeliest) >= SEEN_WORDS:
                likeliest.clear()
            found = likeliest[low] = _most_telling(low, tables)
        if found is not None and found[1] > best.get(found[0], 0.0):
            best[found[0]] = found[1]
    return sorted(best, key=lambda stem: (-best[stem], stem))[:most]


_likeliest: WeakKeyDictionary[Meaning, dict[str, tuple[str, float] | None]] = WeakKeyDictionary()


def _most_telling(low: str, tables: Meaning) -> tuple[str, float] | None:
    if low[:1].isdigit():
        return None
    return min(tables.of(low), key=lambda item: (-item[1], item[0]), default=None)

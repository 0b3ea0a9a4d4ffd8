"""Keys that bring the versions of a text together, so that not every pair of documents is compared.

A document has few keys, each with a weight; its candidates are the documents whose shared keys weigh most. What a
key weighs follows from the key alone (its kind, and how rare its word is in the texts that the word tables were
learned from), never from what else is in the case: a report that is added changes nobody else's score. Which of
its keys a document keeps follows from their weights too, so that two versions keep the same ones.

Two kinds of keys. By *meaning* (even numbers): numbers, sounds of names, concepts of the packs, and stems of the pivot
language that words may mean; they meet in any two languages. By *wording* (odd numbers): runs of three words, of
which every so many-th is kept by its content, so that an excerpt keeps what its source keeps; they meet in one
language. What this module refuses to do: it compares nothing. A key that very many documents have is left out by
whoever keeps the index, and said so.

A key by meaning is a word, and the larger a case, the more reports have it, until it tells nothing. Versions of a text
follow each other within days: `of_the_days` makes of a key one of a few days, which stays as rare as the word is among
the reports of these days, however long the case goes on. Only the heaviest keys stand for all time as well.
"""

import zlib
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from weakref import WeakKeyDictionary, ref

from whence.languages.stems import word_stems
from whence.link.documents.outline import MOST_LINES, MOST_WORDS, Outline
from whence.link.documents.vectors import Meaning

FEWEST, BY_SENTENCE, MOST = 6, 3, 50
"""Keys by meaning that a document keeps: so many, and so many more for each sentence, up to so many."""
LEAST_P, TRANSLATIONS = 0.12, 2
"""The least probability of a translation that makes a key, and how many of a word do."""
STEMS_OF_TWO_SIGNS = 4
"""Where words are written without spaces, a run of n signs has 2n - 1 stems and is some n / 2 words."""
LEAST_HOLDING = 2
"""Sentences that a pivot stem must stand in: no table translates into a word that was seen once."""
RUN, EVERY, MOST_RUNS = 3, 16, 24
"""Words of a run; one in so many runs makes a key, or one in `EVERY_UNTRANSLATED` where words have no table; and how
many keys a document has of them at most."""
EVERY_UNTRANSLATED = 4
SEEN_WORDS = 100_000
"""Words of one language whose keys are remembered."""

UNIT = 8
"""A weight is in eighths of a nat: what it says that a document has the key, by how rare it is."""
_NAME = {2: 1.3, 3: 2.6, 4: 3.25}
_YEAR, _TWO_DIGITS, _NUMBER = 4.5, 4.0, 6.5
_CONCEPT = {"t": 2.4, "e": 2.4, "c": 2.0, "s": 1.2, "u": 1.2}
_RUN = 4.0

Key = tuple[int, int]
"""A signed 64-bit number, odd for wording, and what it weighs."""
DAYS = 4
"""A key of the days stands for so many; a document has those of two such spans: any two fewer days apart share one."""

_Found = tuple[float, Key]
"""The share of its weight that counts when a document chooses its keys, below 0, and the key: the first is the best."""


class _Words(dict[str, tuple[_Found, ...]]):
    """The keys of the words of one language that were met."""

    def __init__(self, known: Meaning) -> None:
        super().__init__()
        self._known = ref(known)

    def __missing__(self, low: str) -> tuple[_Found, ...]:
        known = self._known()
        assert known is not None  # who asks holds it
        found = self[low] = _word_keys(low, known)
        return found


_seen: WeakKeyDictionary[Meaning, _Words] = WeakKeyDictionary()


def meaning_keys(outline: Outline) -> list[Key]:
    """The keys of a document by meaning with their weights, the heaviest first."""
    words = _seen.get(outline.known)
    if words is None or len(words) > SEEN_WORDS:
        words = _seen[outline.known] = _Words(outline.known)
    lines = outline.lines[:MOST_LINES]
    anchors = {anchor.keys for line in lines for anchor in line.firm}
    lows = set(chain.from_iterable([line.words[:MOST_WORDS] for line in lines]))
    found = list(chain.from_iterable(chain(map(_anchor_keys, anchors), map(words.__getitem__, lows))))
    found.sort()
    most = min(MOST, FEWEST + BY_SENTENCE * len(lines))
    kept: dict[Key, None] = {}
    for _, key in found:
        kept[key] = None  # by the heaviest of its shares, which comes first
        if len(kept) == most:
            break
    return list(kept)


def of_the_days(keys: Iterable[Key], day: int) -> list[Key]:
    """The keys of a document that was published on a day, as those of the days around it."""
    span = day // DAYS
    spans = (_turned(span), _turned(span + 1))
    return [(key ^ turned, weight) for key, weight in keys for turned in spans]


def of_the_language(keys: Iterable[Key], language: str) -> list[Key]:
    """The keys of a document as those of its language."""
    turned = _turned(zlib.crc32(language.encode()))
    return [(key ^ turned, weight) for key, weight in keys]


def wording_keys(outline: Outline) -> list[Key]:
    """The keys of a document by its wording, with their weights."""
    weight = round(_RUN * UNIT)
    return [(key, weight) for key in _runs(outline)]


@lru_cache(maxsize=200_000)
def _anchor_keys(keys: frozenset[str]) -> tuple[_Found, ...]:
    weighed = ((_number(_cut(key)), _anchor_weight(key)) for key in keys)
    return tuple((-found[1] * len(keys) ** -0.5, found) for found in weighed if found[1] > 0)


@lru_cache(maxsize=100_000)
def _anchor_weight(key: str) -> int:
    kind, value = key[0], _cut(key)[2:]
    nats = _CONCEPT.get(kind, 0.0)
    if kind == "n":
        nats = _NAME.get(len(value), 0.0)
    elif kind == "#" and len(value) > 1:
        year = len(value) == 4 and value[:2] in ("19", "20")
        nats = _YEAR if year else _TWO_DIGITS if len(value) == 2 else _NUMBER
    return round(nats * UNIT)


def _cut(key: str) -> str:
    """The key of an anchor, a name's sound cut to four consonants: endings differ by language and case."""
    return key[:6] if key[0] == "n" else key


def _word_keys(low: str, known: Meaning) -> tuple[_Found, ...]:
    """The keys of what a word may mean: of two cuts of one stem the longer, which tells more."""
    if known.pivot is None:
        return ()
    likely = [(stem, p) for stem, p in known.led(low) if p >= LEAST_P]
    if not likely:
        return ()
    likely.sort(key=lambda item: (-item[1], item[0]))
    words = max(1, len(word_stems(low)) // STEMS_OF_TWO_SIGNS)
    best = [
        (s, p) for s, p in likely[: TRANSLATIONS * words] if known.pivot.holding.get(s, 0) >= LEAST_HOLDING
    ]
    longer = {stem[:4] for stem, _ in best if stem.endswith("-")}
    return tuple(
        (-weight * p**0.4, (_number(f"p:{stem}"), weight))
        for stem, p in best
        if (stem.endswith("-") or stem not in longer)
        and (weight := round(known.pivot.tells(stem) * UNIT)) > 0
    )


def _runs(outline: Outline) -> list[int]:
    """Keys of runs of words, chosen by their content."""
    every = EVERY if outline.known.translates else EVERY_UNTRANSLATED
    words = [low.encode() for line in outline.lines[:MOST_LINES] for low in line.words[:MOST_WORDS]]
    runs = list(map(b" ".join, zip(words, words[1:], words[2:], strict=False)))
    chosen = {
        (mixed, run) for mixed, run in zip(map(zlib.crc32, runs), runs, strict=True) if not mixed % every
    }
    return [_hashed(run) | 1 for _, run in sorted(chosen)[:MOST_RUNS]]


@lru_cache(maxsize=200_000)
def _number(key: str) -> int:
    return _hashed(key.encode()) & ~1


def _hashed(key: bytes) -> int:
    return int.from_bytes(blake2b(key, digest_size=8).digest(), "big", signed=True)


@lru_cache(maxsize=10_000)
def _turned(number: int) -> int:
    """Some even 64 bits, others for every number: keys are hashes, so that one may be laid over another by them."""
    return _hashed(f"~{number}".encode()) & ~1

"""Word lists as packs write them, compiled for look-up.

An entry is a word ("soldat"), several words ("call up"), a stem with a hyphen behind it ("soldat-": every word
that begins so), a compound's tail with a hyphen before it ("-soldater": every word that ends so), or with a hyphen
on both sides what a compound with endings holds ("-miniszter-": every word that holds it behind its beginning). All
lower case. Look-ups are by dictionary and remembered, so their time does not grow with the list.
"""

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

import msgspec

V = TypeVar("V")


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of everything in a pack: an unknown key is an error."""


SHORTEST_STEM = 3
"""Stems and tails shorter than this would match half a dictionary."""


class WordMap(Generic[V]):
    """From words to values. Exact words win over stems, longer stems over shorter, stems over tails, tails
    over what stands inside."""

    __slots__ = (
        "_exact",
        "_inner",
        "_memo",
        "_phrases",
        "_stem_lengths",
        "_stems",
        "_tail_lengths",
        "_tails",
    )

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        self._exact: dict[str, V] = {}
        self._stems: dict[str, V] = {}
        self._tails: dict[str, V] = {}
        self._inner: list[tuple[str, V]] = []
        self._phrases: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        self._memo: dict[str, V | None] = {}
        for entry, value in entries:
            words = tuple(entry.split())
            if len(words) > 1:
                self._phrases.setdefault(words[0], []).append((words, value))
            elif entry.startswith("-") and entry.endswith("-") and len(entry) > 2:
                self._inner.append((entry[1:-1], value))
            elif entry.endswith("-") and len(entry) > 1:
                self._stems.setdefault(entry[:-1], value)
            elif entry.startswith("-") and len(entry) > 1:
                self._tails.setdefault(entry[1:], value)
            else:
                self._exact.setdefault(entry, value)
        for phrases in self._phrases.values():
            phrases.sort(key=lambda item: -len(item[0]))
        self._stem_lengths = sorted({len(s) for s in self._stems}, reverse=True)
        self._tail_lengths = sorted({len(s) for s in self._tails}, reverse=True)
        self._inner.sort(key=lambda item: -len(item[0]))

    def __bool__(self) -> bool:
        return bool(self._exact or self._stems or self._tails or self._inner or self._phrases)

    def word(self, low: str) -> V | None:
        """The value of one lower-case word, or None."""
        hit = self._exact.get(low)
        if hit is not None or not (self._stem_lengths or self._tail_lengths or self._inner):
            return hit
        if low in self._memo:
            return self._memo[low]
        found = self._affix(low)
        if len(self._memo) < 200_000:
            self._memo[low] = found
        return found

    def _affix(self, low: str) -> V | None:
        size = len(low)
        for length in self._stem_lengths:
            if length <= size and (hit := self._stems.get(low[:length])) is not None:
                return hit
        for length in self._tail_lengths:
            if length <= size and (hit := self._tails.get(low[size - length :])) is not None:
                return hit
        return next((value for part, value in self._inner if low.find(part, 1) > 0), None)

    def at(self, lows: list[str], index: int) -> tuple[V, int] | None:
        """The longest entry that begins at token `index`: its value and the index behind it, or None."""
        low = lows[index]
        for words, value in self._phrases.get(low, ()):
            if tuple(lows[index : index + len(words)]) == words:
                return value, index + len(words)
        hit = self.word(low)
        return None if hit is None else (hit, index + 1)


def word_map(table: Mapping[str, Iterable[str]]) -> WordMap[str]:
    """A map from each word of a table `id -> words` to its id."""
    return WordMap((form, key) for key, forms in table.items() for form in forms)

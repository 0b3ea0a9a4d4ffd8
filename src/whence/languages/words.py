"""Word lists as packs write them, compiled for look-up.

An entry is a word ("soldat"), several words ("call up"), a stem with a hyphen behind it ("soldat-": every word
that begins so), a compound's tail with a hyphen before it ("-soldater": every word that ends so), or with a hyphen
on both sides what a compound with endings holds ("-miniszter-": every word that holds it behind its beginning). In an
entry of several words each may be a stem ("call- up"). All lower case. Look-ups are by dictionary and remembered, so
their time does not grow with the list.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import compress
from typing import Generic, TypeVar

import msgspec

V = TypeVar("V")


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of everything in a pack: an unknown key is an error."""


MOST_REMEMBERED = 200_000
"""So many distinct words are remembered; a longer run works on without remembering more."""
SHORTEST_STEM = 3
"""Stems and tails shorter than this would match half a dictionary."""


class _Met(dict[str, "tuple[tuple[tuple[tuple[str, ...], V], ...], V | None] | None"], Generic[V]):
    """What begins with a word, remembered by word: the phrases (longest first) and the word's own value, or None.

    Reading asks by the hundred thousand, nearly always in vain: the answer must cost one look-up.
    """

    __slots__ = ("_source",)

    def __init__(self, source: "WordMap[V]") -> None:
        super().__init__()
        self._source = source

    def __missing__(self, low: str) -> tuple[tuple[tuple[tuple[str, ...], V], ...], V | None] | None:
        found = self._source.look_up(low)
        if len(self) < MOST_REMEMBERED:
            self[low] = found
        return found


Trigger = bool | frozenset[str]
"""Whether something may begin with a word: always, never, or only where one of these words follows."""


class Remembered(dict[str, Trigger]):
    """Answers about words, found by a function when first asked."""

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[str], Trigger]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, low: str) -> Trigger:
        found = self._find(low)
        if len(self) < MOST_REMEMBERED:
            self[low] = found
        return found

    def opened(self, lows: list[str], among: Iterable[int] | None = None) -> Iterator[int]:
        """The tokens of a text at which something may begin, in order; `among`: those whose word is known to."""
        if among is None:
            among = compress(range(len(lows)), map(self.__getitem__, lows))
        behind = len(lows) - 1
        for i in among:
            trigger = self[lows[i]]
            if trigger is True or (trigger and i < behind and lows[i + 1] in trigger):
                yield i


class WordMap(Generic[V]):
    """From words to values. Exact words win over stems, longer stems over shorter, stems over tails, tails
    over what stands inside."""

    __slots__ = (
        "_exact",
        "_inner",
        "_loose",
        "_openings",
        "_phrases",
        "_stem_lengths",
        "_stem_openings",
        "_stems",
        "_tail_closings",
        "_tail_lengths",
        "_tails",
        "met",
    )

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        self._exact: dict[str, V] = {}
        self._stems: dict[str, V] = {}
        self._tails: dict[str, V] = {}
        self._inner: list[tuple[str, V]] = []
        self._loose: list[tuple[tuple[str, ...], V]] = []
        phrases: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for entry, value in entries:
            words = tuple(entry.split())
            if len(words) > 1 and any(_is_stem(word) for word in words):
                self._loose.append((words, value))
            elif len(words) > 1:
                phrases.setdefault(words[0], []).append((words, value))
            elif entry.startswith("-") and entry.endswith("-") and len(entry) > 2:
                self._inner.append((entry[1:-1], value))
            elif entry.endswith("-") and len(entry) > 1:
                self._stems.setdefault(entry[:-1], value)
            elif entry.startswith("-") and len(entry) > 1:
                self._tails.setdefault(entry[1:], value)
            else:
                self._exact.setdefault(entry, value)
        self._phrases = {
            first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in phrases.items()
        }
        self._openings: dict[str, list[int]] = {}
        for number, (words, _) in enumerate(self._loose):
            self._openings.setdefault(words[0], []).append(number)
        self._stem_lengths = sorted({len(s) for s in self._stems}, reverse=True)
        self._tail_lengths = sorted({len(s) for s in self._tails}, reverse=True)
        self._stem_openings = frozenset(s[: self._stem_lengths[-1]] for s in self._stems)
        self._tail_closings = frozenset(s[len(s) - self._tail_lengths[-1] :] for s in self._tails)
        """How the stems begin and the tails end, as far as the shortest goes: most words do neither."""
        self._inner.sort(key=lambda item: -len(item[0]))
        self.met = _Met(self)
        """`met[word]` is None where no entry begins with the word."""

    def __bool__(self) -> bool:
        return bool(self._exact or self._stems or self._tails or self._inner or self._phrases or self._loose)

    def word(self, low: str) -> V | None:
        """The value of one lower-case word, or None."""
        found = self.met[low]
        return None if found is None else found[1]

    def look_up(self, low: str) -> tuple[tuple[tuple[tuple[str, ...], V], ...], V | None] | None:
        """What `met` remembers."""
        phrases = self._phrases.get(low, ())
        if self._loose and (loose := self._loosely(low)):
            phrases = tuple(sorted((*phrases, *loose), key=lambda item: -len(item[0])))
        hit = self._exact.get(low)
        if hit is None and (self._stem_lengths or self._tail_lengths or self._inner):
            hit = self._affix(low)
        return None if hit is None and not phrases else (phrases, hit)

    def _loosely(self, low: str) -> list[tuple[tuple[str, ...], V]]:
        """The entries with stems that begin with a word."""
        found = [
            number for size in range(1, len(low) + 1) for number in self._openings.get(low[:size] + "-", ())
        ]
        return [self._loose[number] for number in sorted({*found, *self._openings.get(low, ())})]

    def _affix(self, low: str) -> V | None:
        size = len(low)
        if self._stem_lengths and low[: self._stem_lengths[-1]] in self._stem_openings:
            for length in self._stem_lengths:
                if length <= size and (hit := self._stems.get(low[:length])) is not None:
                    return hit
        if self._tail_lengths and low[-self._tail_lengths[-1] :] in self._tail_closings:
            for length in self._tail_lengths:
                if length <= size and (hit := self._tails.get(low[size - length :])) is not None:
                    return hit
        return next((value for part, value in self._inner if low.find(part, 1) > 0), None)

    def at(self, lows: list[str], index: int) -> tuple[V, int] | None:
        """The longest entry that begins at token `index`: its value and the index behind it, or None."""
        found = self.met[lows[index]]
        if found is None:
            return None
        for words, value in found[0]:
            end = index + len(words)
            if tuple(lows[index:end]) == words or (self._loose and _fits(words, lows[index:end])):
                return value, end
        hit = found[1]
        return None if hit is None else (hit, index + 1)


def _is_stem(word: str) -> bool:
    return len(word) > 1 and word[-1] == "-"


def _fits(entry: tuple[str, ...], lows: list[str]) -> bool:
    """Whether words are those of an entry, or begin with its stems."""
    return len(entry) == len(lows) and all(
        low == word or (_is_stem(word) and low.startswith(word[:-1]))
        for word, low in zip(entry, lows, strict=True)
    )


class Phrases:
    """Phrases of one word or more, each with a key: the longest that begins at, or ends before, a token."""

    __slots__ = ("_from", "_to", "first_words")

    def __init__(self, entries: Mapping[tuple[str, ...], str]) -> None:
        self._from: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._to: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for words, key in sorted(entries.items(), key=lambda item: -len(item[0])):
            self._from.setdefault(words[0], []).append((words, key))
            self._to.setdefault(words[-1], []).append((words, key))
        self.first_words = frozenset(self._from)
        """The words with which a phrase begins."""

    def __bool__(self) -> bool:
        return bool(self._from)

    def __contains__(self, word: str) -> bool:
        """Whether a word is a phrase by itself."""
        return any(len(words) == 1 for words, _ in self._from.get(word, ()))

    def second_words(self, first: str) -> frozenset[str] | None:
        """What may stand behind a first word; None where the word is a phrase by itself."""
        found = [words for words, _ in self._from.get(first, ())]
        return None if any(len(words) == 1 for words in found) else frozenset(words[1] for words in found)

    def at(self, lows: list[str], index: int) -> tuple[str, int] | None:
        """The longest phrase that begins at token `index`: its key and the token behind it."""
        found = self._from.get(lows[index]) if index < len(lows) else None
        if found is not None:
            for words, key in found:
                if len(words) == 1 or tuple(lows[index : index + len(words)]) == words:
                    return key, index + len(words)
        return None

    def before(self, lows: list[str], index: int, floor: int) -> tuple[str, int] | None:
        """The longest phrase that ends before token `index`, not reaching before `floor`: its key and first token."""
        found = self._to.get(lows[index - 1]) if index > floor else None
        if found is not None:
            for words, key in found:
                start = index - len(words)
                if start >= floor and (len(words) == 1 or tuple(lows[start:index]) == words):
                    return key, start
        return None


def word_map(table: Mapping[str, Iterable[str]]) -> WordMap[str]:
    """A map from each word of a table `id -> words` to its id."""
    return WordMap((form, key) for key, forms in table.items() for form in forms)

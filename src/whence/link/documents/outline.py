"""A document as the sentences that linking compares, each with its anchors.

An anchor is something in a sentence that survives rewording and translation: a number, a name, a territory, a
concept word of the pack, a long word that both languages may have borrowed. Boilerplate has no sentences
here. What this module refuses to do: it never translates and never compares words of two languages by their
meaning, except through the concept ids that both packs give them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from anyascii import anyascii
from babel import Locale

from whence.languages.closed_class import closed_class
from whence.languages.fold import token_skeletons
from whence.languages.pack import Pack, codes, pack
from whence.languages.segment import segment
from whence.languages.tokens import Tokens
from whence.languages.words import WordMap, word_map
from whence.link.documents.vectors import (
    CONCEPT,
    NAME,
    NUMBER,
    Meaning,
    Sentence,
    Vectors,
    meaning,
    vectors,
)
from whence.model import Document

SHINGLE_WORDS = 5
MOST_LINES = 250  # sentences of a document that are aligned; the rest is not looked at
MOST_WORDS = 200  # words of a sentence that are compared: a page without full stops is one sentence
SHORTEST_BORROWED = 6  # letters from which a lower-case word may be a borrowed one: military / militær
SHORTEST_SKELETON = 4  # consonants that a borrowed word must keep

SEEN_WORDS = 100_000
"""Words of one language whose anchors are remembered."""

_Table = tuple[str, WordMap[str], float, float]
_APOSTROPHES = str.maketrans("’ʼ", "''")
_DIGITS = re.compile(r"\d++(?:[.,]\d{3}(?!\d))*+")
_LINE = re.compile(r"[^\n]++")


class Anchor(NamedTuple):
    """One anchor: any of `keys` meets it. `met` counts where it meets, `missed` where it does not."""

    keys: frozenset[str]
    met: float
    missed: float
    exact: str

    @property
    def kind(self) -> str:
        """What the anchor is: the letter before the colon, the same in all of its keys."""
        return next(iter(self.keys))[0]

    def eased(self, by: float) -> "Anchor":
        """The same anchor, counting less."""
        return Anchor(self.keys, self.met / by, self.missed / by, self.exact)


class Line:
    """A sentence `[start, end)`, its paragraph, anchors, words in lower case.

    What only aligned sentences are asked for is made when first asked.
    """

    def __init__(
        self,
        start: int,
        end: int,
        *,
        paragraph: int,
        anchors: tuple[Anchor, ...],
        words: tuple[str, ...],
        first: str,
    ) -> None:
        self.start, self.end, self.paragraph = start, end, paragraph
        self.anchors, self.words = anchors, words
        self._first = first

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all anchors."""
        return frozenset(key for anchor in self.anchors for key in anchor.keys)

    @cached_property
    def ordered(self) -> str:
        """The words by the alphabet."""
        return " ".join(sorted(self.words))

    @property
    def opens_lower(self) -> bool:
        """Whether the first word begins with a small letter."""
        return self._first.islower()


def sequences(words: Sequence[str]) -> Iterator[str]:
    """The sequences of five words."""
    return (" ".join(words[at : at + SHINGLE_WORDS]) for at in range(len(words) - SHINGLE_WORDS + 1))


class Outline:
    """The sentences of one document and what blocks and compares it as a whole.

    `vectors` compare with documents of other languages, `own_vectors` with those of its own; made when first asked.
    """

    def __init__(self, document: Document, known: Meaning | None = None) -> None:
        self.document = document
        self.known = known if known is not None else meaning(document.language)
        self.lines = _lines(document)
        self.size = sum(line.end - line.start for line in self.lines) or 1
        self.words = [word for line in self.lines for word in line.words]

    @cached_property
    def shingles(self) -> frozenset[str]:
        """The sequences of five words."""
        return frozenset(sequences(self.words))

    @cached_property
    def vectors(self) -> Vectors:
        """The sentences as features that survive translation."""
        return vectors(self.packed(), self.known)

    @cached_property
    def own_vectors(self) -> Vectors:
        """The sentences as features for texts of one language."""
        return vectors(self.packed(), self.known, own=True)

    def packed(self) -> list[Sentence]:
        """What of each sentence is compared by meaning."""
        return self._packed

    @cached_property
    def _packed(self) -> list[Sentence]:
        return [Sentence(line.words[:MOST_WORDS], weighed(line.anchors)) for line in self.lines[:MOST_LINES]]

    def exact(self, index: int) -> str:
        """The words of one sentence."""
        line = self.lines[index]
        return self.document.text[line.start : line.end]

    def at(self, offset: int) -> int | None:
        """The index of the sentence that covers an offset, or None."""
        for index, line in enumerate(self.lines):
            if line.start <= offset < line.end:
                return index
        return None


def weighed(anchors: Iterable[Anchor]) -> dict[str, float]:
    """The anchors of a sentence as features. A borrowed word's sound is among the letters already."""
    found: dict[str, float] = {}
    for anchor in anchors:
        keys = anchor.keys
        kind = anchor.kind
        if kind == "w":
            continue
        weight = NUMBER if kind == "#" else NAME if kind == "n" else CONCEPT
        weight *= anchor.met / len(keys) ** 0.5
        for key in keys:
            if weight > found.get(key, 0.0):
                found[key] = weight
    return found


def _lines(document: Document) -> tuple[Line, ...]:
    tokens = Tokens(document.text)
    words = pack(document.language) if document.language in codes() else None
    spans = _sentences(document, tokens, words)
    marked = [(mark.start, mark.end) for mark in document.marks]
    closed = closed_class(words.code) if words else frozenset()
    lower = {low for word, low in zip(tokens.words, tokens.lows, strict=True) if word[0].islower()}
    common = closed | lower
    rough: list[tuple[int, int, int, list[Anchor]]] = []
    for sentence_first, sentence_last, paragraph in spans:
        kept = (
            _unmarked(tokens, sentence_first, sentence_last, marked)
            if marked
            else (sentence_first, sentence_last)
        )
        if kept is None:
            continue
        first, last = kept
        rough.append((first, last, paragraph, _anchors(tokens, first, last, words, common)))
    often = Counter(chain.from_iterable([anchor.keys for *_, anchors in rough for anchor in anchors]))
    frequent = {key: times for key, times in often.items() if times > 1}
    lines: list[Line] = []
    for first, last, paragraph, anchors in rough:
        # A name in every sentence (the case's main figure) says little about which sentence is which.
        eased = [
            a
            if frequent.keys().isdisjoint(a.keys)
            else a.eased(max(frequent.get(key, 1) for key in a.keys) ** 0.5)
            for a in anchors
        ]
        lines.append(
            Line(
                tokens.starts[first],
                tokens.ends[last],
                paragraph=paragraph,
                anchors=tuple(eased),
                words=tuple([low for low in tokens.lows[first : last + 1] if low[0].isalnum()]),
                first=next((w[0] for w in tokens.words[first : last + 1] if w[0].isalnum()), ""),
            )
        )
    return tuple(lines)


def _sentences(document: Document, tokens: Tokens, words: Pack | None) -> list[tuple[int, int, int]]:
    if words is not None:
        return [(s.first, s.last, s.paragraph) for s in segment(tokens, words.sentences)]
    found: list[tuple[int, int, int]] = []
    at = 0
    for number, line in enumerate(_LINE.finditer(document.text)):
        first = at
        while at < len(tokens) and tokens.starts[at] < line.end():
            at += 1
        if at > first:
            found.append((first, at - 1, number))
    return found


def _unmarked(tokens: Tokens, first: int, last: int, marked: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The sentence without the boilerplate at its beginning and end; None where nothing else is left."""
    start, end = tokens.starts[first], tokens.ends[last]
    near = [(begin, stop) for begin, stop in marked if start < stop and begin < end]
    while first <= last and any(begin <= tokens.starts[first] < stop for begin, stop in near):
        first += 1
    while first <= last and any(begin < tokens.ends[last] <= stop for begin, stop in near):
        last -= 1
    return (first, last) if first <= last else None


# --- anchors ------------------------------------------------------------------------------------------------


class _Word(NamedTuple):
    """What a word may be as an anchor, by itself: the tables of which an entry may begin with it, and else a number, a
    name (None where it has no sound), a borrowed word."""

    tables: tuple[_Table, ...]
    number: Anchor | None
    capital: bool
    name: Anchor | None
    borrowed: Anchor | None


class _Words(dict[str, _Word]):
    """The words of one language that were met, each looked at once."""

    def __init__(self, code: str | None) -> None:
        super().__init__()
        self._tables = _tables(code) if code is not None else ()
        self._any = _any(code) if code is not None else None
        self._share = 0.35 if code is not None and pack(code).has("capitalised_nouns") else 1.0

    def __missing__(self, word: str) -> _Word:
        if len(self) >= SEEN_WORDS:
            self.clear()
        found = self[word] = self._made(word)
        return found

    def _made(self, word: str) -> _Word:
        low = word.lower().translate(_APOSTROPHES)
        tables: tuple[_Table, ...] = ()
        if self._any is not None and self._any.look_up(low) is not None:
            tables = tuple([table for table in self._tables if table[1].met[low] is not None])
        if (digits := _DIGITS.match(word)) is not None:
            return _Word(tables, _number(digits.group(), word), False, None, None)
        name = borrowed = None
        if capital := word[0].isupper():
            keys = frozenset(f"n:{s}" for s in token_skeletons(word) if len(s) >= 2)
            name = Anchor(keys, 1.0 * self._share, 0.6 * self._share, word) if keys else None
        if len(low) >= SHORTEST_BORROWED and low.isalpha() and len(bones := _bones(low)) >= SHORTEST_SKELETON:
            borrowed = Anchor(frozenset((f"w:{bones}",)), 0.5, 0.08, word)
        return _Word(tables, None, capital, name, borrowed)


@cache
def _words(code: str | None) -> _Words:
    return _Words(code)


def _anchors(
    tokens: Tokens, first: int, last: int, words: Pack | None, common: frozenset[str]
) -> list[Anchor]:
    found: list[Anchor] = []
    seen = _words(words.code if words else None)
    lows = tokens.lows
    at = first
    while at <= last:
        tables, number, capital, name, borrowed = seen[tokens.words[at]]
        step = 1
        hit = False
        for kind, table, met, missed in tables:
            if (entry := table.at(lows, at)) is not None and entry[1] <= last + 1:
                value, behind = entry
                exact = tokens.slice(at, behind - 1)
                found.append(Anchor(frozenset((f"{kind}:{value}",)), met, missed, exact))
                step = max(step, behind - at)
                hit = True
        if number is not None:
            found.append(number)
        elif not hit:
            if capital and lows[at] not in common:
                if name is not None:
                    found.append(name)
            elif borrowed is not None:
                found.append(borrowed)
        at += step
    return found


_ROUGH = str.maketrans({"c": "k", "q": "k", "z": "s", "w": "v", "x": "s", **dict.fromkeys("aeiouyhj", None)})


@lru_cache(maxsize=200_000)
def _bones(low: str) -> str:
    """The consonants of a borrowed word, roughly: military and militær are mltr. Names are read with care."""
    bones = anyascii(low).lower().translate(_ROUGH)
    return "".join(c for at, c in enumerate(bones) if not at or bones[at - 1] != c)


def _number(digits: str, exact: str) -> Anchor:
    plain = digits.replace(".", "").replace(",", "").lstrip("0") or "0"
    telling = len(plain) > 1
    return Anchor(frozenset((f"#:{plain}",)), 1.0 if telling else 0.5, 0.6 if telling else 0.25, exact)


@cache
def _tables(code: str) -> tuple[_Table, ...]:
    """Word tables of a pack: the prefix of their keys, the table, and what an anchor of it weighs."""
    own = pack(code)
    return (
        ("t", _territories(code), 0.6, 0.3),
        ("e", word_map(own.concepts.events), 0.7, 0.2),
        ("s", word_map(own.concepts.stages), 0.3, 0.05),
        ("u", word_map(own.concepts.units), 0.5, 0.15),
        ("c", word_map(own.concepts.topics), 0.5, 0.15),
    )


@cache
def _any(code: str) -> WordMap[str]:
    """All entries of all tables: most words begin none, which one look-up tells."""
    own = pack(code).concepts
    tables = (_territory_names(code), own.events, own.stages, own.units, own.topics)
    return WordMap((form, "") for table in tables for forms in table.values() for form in forms)


@cache
def _territories(code: str) -> WordMap[str]:
    return word_map(_territory_names(code))


def _territory_names(code: str) -> dict[str, tuple[str, ...]]:
    """Names of territories and their inhabitants, by ISO 3166-1 alpha-2."""
    own = pack(code)
    table: dict[str, tuple[str, ...]] = dict(own.demonyms)
    names = Locale.parse(own.cldr).territories
    for territory, name in names.items():
        if len(territory) == 2 and territory.isalpha():
            low = name.lower()
            inflected = tuple(low + ending for ending in own.names.case_endings)
            table[territory] = (*table.get(territory, ()), low, *inflected)
    return table


def anchors(tokens: Tokens, language: str | None) -> tuple[Anchor, ...]:
    """The anchors of a stretch of text by itself."""
    if not len(tokens):
        return ()
    words = pack(language) if language is not None and language in codes() else None
    common = closed_class(words.code) if words else frozenset()
    return tuple(_anchors(tokens, 0, len(tokens) - 1, words, common))

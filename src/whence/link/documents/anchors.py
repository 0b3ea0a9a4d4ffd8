"""What survives rewording and translation in a stretch of text: its anchors.

An anchor is a number, a name, a territory, a concept word of the pack, a long word that both languages may have
borrowed. A sentence is read where it stands in its report, where a statement quotes it, and again in every copy of it:
what was read is remembered by the words themselves. That is sound because what begins and ends with a whole token has
the same tokens wherever it stands, and nothing else about its place is looked at.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from anyascii import anyascii
from babel import Locale

from whence.languages.closed_class import closed_class
from whence.languages.fold import token_skeletons
from whence.languages.pack import codes, pack
from whence.languages.tokens import Tokens
from whence.languages.words import WordMap, word_map
from whence.link.documents.vectors import CONCEPT, NAME, NUMBER

SHORTEST_BORROWED = 6  # letters from which a lower-case word may be a borrowed one: military / militær
SHORTEST_SKELETON = 4  # consonants that a borrowed word must keep

SEEN_WORDS = 100_000
"""Words of one language whose anchors are remembered."""
SEEN_STRETCHES, LONGEST_SEEN = 8_192, 1_000
"""So many stretches are remembered (some 2 kB each): a batch of 250 reports has three thousand. Of how many characters
at most: a page without full stops is one sentence, and nobody quotes it."""

_Table = tuple[str, WordMap[str], float, float]
_APOSTROPHES = str.maketrans("’ʼ", "''")
_DIGITS = re.compile(r"\d++(?:[.,]\d{3}(?!\d))*+")
_NONE: frozenset[str] = frozenset()


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


class Stretch(NamedTuple):
    """A stretch of text as linking reads it: its tokens in lower case (`lows`), those that are words or numbers, how
    the first of these begins, the anchors with their kinds (a letter each), and the words in lower case that are
    anchors by their capital (`names`): where a report writes one of them small elsewhere, it is no name there."""

    lows: list[str]
    words: tuple[str, ...]
    opening: str
    anchors: tuple[Anchor, ...]
    kinds: str
    names: frozenset[str]


def stretch(text: str, language: str | None) -> Stretch:
    """A stretch of text by itself. `language` may be one without a pack."""
    found = _seen.get((language, text))
    if found is None:
        tokens = Tokens(text)
        found = _read(tokens, 0, len(tokens) - 1, language) if len(tokens) else _NOTHING
    return found


def stretch_of(tokens: Tokens, first: int, last: int, language: str | None) -> Stretch:
    """The same of what stands from token `first` to token `last` of a text, both inclusive."""
    return _seen.get((language, tokens.slice(first, last))) or _read(tokens, first, last, language)


_NOTHING = Stretch([], (), "", (), "", _NONE)
_seen: dict[tuple[str | None, str], Stretch] = {}


def _read(tokens: Tokens, first: int, last: int, language: str | None) -> Stretch:
    lows, written = tokens.lows[first : last + 1], tokens.words[first : last + 1]
    made = Stretch(
        lows,
        tuple([low for low in lows if low[0].isalnum()]),
        next((word[0] for word in written if word[0].isalnum()), ""),
        *anchors(tokens, first, last, language, _NONE),
    )
    text = tokens.slice(first, last)
    if len(text) <= LONGEST_SEEN:
        if len(_seen) >= SEEN_STRETCHES:
            _seen.clear()
        _seen[language, text] = made
    return made


# --- words ------------------------------------------------------------------------------------------------


class _Word(NamedTuple):
    """What a word may be as an anchor, by itself: the tables of which an entry may begin with it, and else a number, a
    name (None where it has no sound), a borrowed word."""

    tables: tuple[_Table, ...]
    number: Anchor | None
    capital: bool
    name: Anchor | None
    borrowed: Anchor | None


class _Words(dict[str, _Word | None]):
    """The words of one language that were met, each looked at once; None for what can be no anchor, as most are."""

    def __init__(self, code: str | None) -> None:
        super().__init__()
        self._tables = _tables(code) if code is not None else ()
        self._any = _any(code) if code is not None else None
        self._share = 0.35 if code is not None and pack(code).has("capitalised_nouns") else 1.0

    def __missing__(self, word: str) -> _Word | None:
        if len(self) >= SEEN_WORDS:
            self.clear()
        made = self._made(word)
        found = self[word] = made if made.tables or made.number or made.name or made.borrowed else None
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
def _words(language: str | None) -> _Words:
    return _Words(language if language in codes() else None)


@cache
def closed(language: str | None) -> frozenset[str]:
    """The function words of a language; none where it has no pack."""
    return closed_class(language) if language is not None and language in codes() else _NONE


def anchors(
    tokens: Tokens, first: int, last: int, language: str | None, small: frozenset[str]
) -> tuple[tuple[Anchor, ...], str, frozenset[str]]:
    """`anchors`, `kinds` and `names` of a stretch of a text that writes the words `small` without a capital too."""
    found: list[Anchor] = []
    kinds, names = [], []
    function, lows = closed(language), tokens.lows[first : last + 1]
    behind = 0
    for at, word in enumerate(map(_words(language).__getitem__, tokens.words[first : last + 1])):
        if word is None or at < behind:
            continue
        tables, number, capital, name, borrowed = word
        hit = False
        for kind, table, met, missed in tables:
            if (entry := table.at(lows, at)) is not None:
                value, end = entry
                exact = tokens.slice(first + at, first + end - 1)
                found.append(Anchor(frozenset((f"{kind}:{value}",)), met, missed, exact))
                kinds.append(kind)
                behind = max(behind, end)
                hit = True
        if number is not None:
            found.append(number)
            kinds.append("#")
        elif not hit:
            if capital and lows[at] not in function and lows[at] not in small:
                names.append(lows[at])
                if name is not None:
                    found.append(name)
                    kinds.append("n")
            elif borrowed is not None:
                found.append(borrowed)
                kinds.append("w")
    return tuple(found), "".join(kinds), frozenset(names)


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


def firm(read: Stretch) -> tuple[Anchor, ...]:
    """The anchors of a stretch that are no borrowed words, whose sound is among the letters already."""
    return tuple([anchor for anchor, kind in zip(read.anchors, read.kinds, strict=True) if kind != "w"])


def eased(anchors: Iterable[Anchor], often: Mapping[str, int]) -> tuple[Anchor, ...]:
    """Anchors that count less the oftener they come; `often` has what comes more than once."""
    return tuple(
        [
            one
            if often.keys().isdisjoint(one.keys)
            else one.eased(max([often.get(key, 1) for key in one.keys]) ** 0.5)
            for one in anchors
        ]
    )


_WEIGHTS = {"#": NUMBER, "n": NAME, **dict.fromkeys("tesuc", CONCEPT)}


def weighed(firm: Iterable[Anchor]) -> dict[str, float]:
    """Anchors that are no borrowed words as features of a sentence."""
    found: dict[str, float] = {}
    for keys, met, _, _ in firm:
        if len(keys) == 1:  # most, and their weight needs no root
            (key,) = keys
            weight = _WEIGHTS[key[0]] * met
            if weight > found.get(key, 0.0):
                found[key] = weight
            continue
        weight = NAME * (met / len(keys) ** 0.5)
        for key in keys:
            if weight > found.get(key, 0.0):
                found[key] = weight
    return found

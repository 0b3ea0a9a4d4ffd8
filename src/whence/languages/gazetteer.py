"""Places in running text, by name: countries (GeoNames and CLDR) and towns (a GeoNames extract).

Only words with a capital are looked up, the longest name wins, and where two places share a name the more
populous one has it (decided when the file is built, `scripts/build_gazetteer.py`). A name that is also an
ordinary word counts only behind a preposition; one that is used as a surname or a given name in the same text
does not count at all. A spelling that is not listed is looked up by its sound behind a preposition ("in
Machulishchi"). What this module refuses to do: it guesses no place from context, and reads no adjectives
("Belarusian"; those are the packs' demonyms).
"""

import gzip
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from anyascii import anyascii

from whence.languages.fold import is_given_name, name_similarity, token_skeletons
from whence.languages.pack import codes, pack
from whence.languages.tokens import Tokens


class PlaceMatch(NamedTuple):
    """A place: tokens `first` to `last` (inclusive), its name, id, and country.

    `name` is the GeoNames name, the same in every language of text. `id` is `geonames:<number>` or
    `territory:<ISO 3166-1 alpha-2>`; `country` ISO 3166-1 alpha-2.
    """

    first: int
    last: int
    name: str
    id: str
    country: str


class Place(NamedTuple):
    """A row of the gazetteer. `population` is that of the town proper or the country."""

    id: str
    name: str
    country: str
    population: int


_LONGEST_NAME = 6
SHORTEST_FOLDED = 6
"""Letters; shorter words sound like too many towns."""
KNOWN_EVERYWHERE = 250_000
"""Inhabitants from which a town is believed where its capital may be the sentence's own."""
_STOPS = frozenset(".!?:–—-•\"“”„«»'‘’")
_GENITIVES = ("'s", "s", "'")


class _Gazetteer:
    """The built file, ready for look-up."""

    def __init__(self) -> None:
        data = (files("whence.languages") / "data" / "gazetteer.gz").read_bytes()
        places, names, numbers, skeletons = gzip.decompress(data).decode().split("\0")
        self._places = places.split("\n")
        self.names = dict(zip(names.split("\n"), numbers.split("\n"), strict=True))
        self.skeletons = dict(line.split("\t") for line in skeletons.split("\n"))
        self.openers = _sizes(self.names)
        self.territories = {
            line.split("\t", 1)[0][10:]: str(n)
            for n, line in enumerate(self._places)
            if line.startswith("territory:")
        }

        self.countries = frozenset(int(n) for n in self.territories.values())

    def place(self, number: int) -> Place:
        identity, name, country, population = self._places[number].split("\t")
        return Place(identity, name, country, int(population))


@cache
def _gazetteer() -> _Gazetteer:
    return _Gazetteer()


@cache
def _everywhere() -> dict[str, str]:
    """The numbers of territories by their names in all packs' languages."""
    return {name: number for code in codes() for name, number in _local(code).names.items()}


def place_of(name: str) -> Place | None:
    """The place that a name alone is listed for, in any language, or None. Nothing is read from its sound."""
    low = name.strip().lower()
    names = _gazetteer().names
    number = _everywhere().get(low) or names.get(low) or names.get(anyascii(low).lower())
    return None if number is None else _gazetteer().place(int(number.lstrip("?")))


def place_names(place: Place) -> tuple[str, ...]:
    """All names that are listed for a place, in lower case."""
    return _names_of().get(place.id, ())


@cache
def _names_of() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    numbers: dict[str, str] = {}
    for name, number in _gazetteer().names.items():
        if (bare := number.lstrip("?")) not in numbers:
            numbers[bare] = _gazetteer().place(int(bare)).id
        found.setdefault(numbers[bare], []).append(name)
    return {key: tuple(sorted(names)) for key, names in found.items()}


def _sizes(names: Iterable[str]) -> dict[str, set[int]]:
    """From the first words of names of several words to how many words these have."""
    found: dict[str, set[int]] = {}
    for name in names:
        if " " in name:
            found.setdefault(name.split(" ", 1)[0], set()).add(name.count(" ") + 1)
    return found


class _Local:
    """What a language adds: its names of territories, its prepositions and function words."""

    def __init__(self, code: str) -> None:
        from babel import Locale  # CLDR's tables are large, and not every run reads a text

        known = pack(code) if code in codes() else None
        cldr = code if known is None else known.cldr
        gazetteer = _gazetteer()
        self.names: dict[str, str] = {}
        for territory, name in Locale.parse(cldr, sep="-" if "-" in cldr else "_").territories.items():
            number = gazetteer.territories.get(territory)
            if number is not None:
                form = " ".join(Tokens(name, known.tokens if known is not None else None).lows)
                self.names[form] = number
        self.openers = _sizes(self.names)
        self.prepositions: frozenset[str] = frozenset()
        self.words: frozenset[str] = frozenset()
        self.capitalised_nouns = known is not None and known.has("capitalised_nouns")
        if known is not None:
            grammar = known.grammar
            self.prepositions = frozenset(grammar.prepositions)
            self.words = frozenset(
                word
                for group in (
                    grammar.determiners,
                    grammar.possessives,
                    grammar.prepositions,
                    grammar.complementisers,
                    grammar.interrogatives,
                    grammar.subordinators,
                    grammar.coordinators,
                    grammar.auxiliaries,
                    grammar.modals,
                    grammar.adverbs,
                    grammar.negations,
                    grammar.finite_verbs,
                )
                for word in group
            )
        self.memo: dict[str, str | None] = {}
        self.folding = frozenset() if self.capitalised_nouns else self.prepositions
        """Words behind which an unlisted spelling is looked up by its sound."""
        self.folded: dict[str, str | None] = {}


@cache
def _local(code: str) -> _Local:
    return _Local(code)


def find_places(tokens: Tokens, code: str) -> list[PlaceMatch]:
    """All places of a text, in order. `code` is a pack's code, or a locale that CLDR knows."""
    local = _local(code)
    scan: _Scan | None = None
    out: list[PlaceMatch] = []
    behind = 0
    lows, memo = tokens.lows, local.memo
    for i in tokens.raised:
        low = lows[i]
        if i < behind:
            continue
        hit = memo.get(low, "")
        if hit == "":
            hit = _look_up(low, local)
        if hit is None:
            if not (i and lows[i - 1] in local.folding and len(low) >= SHORTEST_FOLDED):
                continue
            hit = _folded(low, local)
            if hit is None:
                continue
        if scan is None:
            scan = _Scan(tokens, local)
        match = scan.match(i, hit)
        if match is not None:
            out.append(match)
            behind = match.last + 1
    return out


def _folded(low: str, local: _Local) -> str | None:
    """The number of the town that an unlisted spelling reads as, for words behind a preposition."""
    if low in local.folded:
        return local.folded[low]
    found = None
    if low.isalpha() and low not in local.words and not is_given_name(low):
        gazetteer = _gazetteer()
        numbers = {n for s in token_skeletons(low) for n in gazetteer.skeletons.get(s, "").split(",") if n}
        best = max(
            ((name_similarity(low, gazetteer.place(int(n)).name), n) for n in sorted(numbers, key=int)),
            key=lambda scored: scored[0].score,
            default=None,
        )
        if best is not None and best[0].same:
            found = f"?{best[1]}"
    if len(local.folded) < 200_000:
        local.folded[low] = found
    return found


_OPENER = "+"
"""Stands for a word that is no place itself but may open a longer name."""


def _look_up(low: str, local: _Local) -> str | None:
    """The number of the place that one word names, `_OPENER`, or None."""
    gazetteer = _gazetteer()
    found = None if low in local.words else _named(low, local)
    if found is None and (low in gazetteer.openers or low in local.openers):
        found = _OPENER
    if len(local.memo) < 200_000:
        local.memo[low] = found
    return found


def _named(low: str, local: _Local) -> str | None:
    """The number behind a name or its genitive."""
    names = _gazetteer().names
    found = local.names.get(low) or names.get(low)
    if found is not None:
        return found
    if not low.isascii() and len(low) >= 4 and (found := names.get(anyascii(low).lower())) is not None:
        return found  # Kyïv
    whole, hyphen, _ = low.partition("-")
    if hyphen and len(whole) >= 4:  # Brest-oblast, Ukraine-krigen
        return local.names.get(whole) or names.get(whole)
    for ending in _GENITIVES:
        bare = low.removesuffix(ending)
        if bare != low and len(bare) >= 4 and bare not in local.words:
            found = local.names.get(bare) or names.get(bare)
            if found is not None:
                return found
    return None


class _Scan:
    """One pass over one text; what must be known of the whole text is gathered when first needed."""

    def __init__(self, tokens: Tokens, local: _Local) -> None:
        self.tokens, self.local = tokens, local
        self.words, self.lows, self.size = tokens.words, tokens.lows, len(tokens.lows)
        self._ordinary: set[str] | None = None
        self._surnames: set[str] | None = None
        self._counts: Counter[str] | None = None
        self._end = -9
        """The last token of the place before."""

    def match(self, i: int, hit: str) -> PlaceMatch | None:
        """The place that begins at token `i`."""
        low = self.lows[i]
        sizes = (*_gazetteer().openers.get(low, ()), *self.local.openers.get(low, ()))
        if sizes:
            for size in range(min(_LONGEST_NAME, self.size - i), 1, -1):
                if not (self.capital(i + size - 1) or self.lows[i + size - 1].isdecimal()):
                    continue
                name = " ".join(self.lows[i : i + size])
                if size not in sizes and name.isascii() and "-" not in name:
                    continue  # no name of so many words: nothing to fold or to part
                found = _named(name, self.local)
                if found is not None:
                    return self.made(i, i + size - 1, found)
        if hit == _OPENER or self.is_person(i):
            return None
        listed = self._end >= i - 2 and not self.words[i - 1][0].isupper()
        placed = listed or (i > 0 and self.lows[i - 1] in self.local.prepositions)
        if hit.startswith("?") and not placed:
            return None
        if int(hit.lstrip("?")) in _gazetteer().countries:
            if len(low) <= 3 and not self.words[i].isupper():
                return None  # "Us" is no country
        elif self.is_ordinary(i) or (not placed and self.is_dubious(i, hit)):
            return None
        return self.made(i, i, hit)

    def made(self, first: int, last: int, number: str) -> PlaceMatch:
        place = _gazetteer().place(int(number.lstrip("?")))
        self._end = last
        return PlaceMatch(first, last, place.name, place.id, place.country)

    def capital(self, i: int) -> bool:
        return 0 <= i < self.size and self.words[i] != self.lows[i]

    def is_ordinary(self, i: int) -> bool:
        """Whether the text has the same word in lower case: then the capital is the sentence's."""
        if self._ordinary is None:
            self._ordinary = set(self.words)
        return self.lows[i] in self._ordinary

    def opens_sentence(self, i: int) -> bool:
        """Whether the capital may be the sentence's own."""
        return i == 0 or self.lows[i - 1] in _STOPS or "\n" in self.between(i)

    def between(self, i: int) -> str:
        return self.tokens.text[self.tokens.ends[i - 1] : self.tokens.starts[i]]

    def is_dubious(self, i: int, hit: str) -> bool:
        """Whether a name is too little known to be believed where other words have capitals too ("Bron")."""
        if not (self.local.capitalised_nouns or self.opens_sentence(i)):
            return False
        if _gazetteer().place(int(hit.lstrip("?"))).population >= KNOWN_EVERYWHERE:
            return False
        if self.local.capitalised_nouns:
            return True
        if self._counts is None:
            self._counts = Counter(self.words)
        return self._counts[self.words[i]] < 2

    def is_person(self, i: int) -> bool:
        """Whether the word is part of a person's name here, or a person's surname elsewhere in the text."""
        if self.capital(i + 1) and self.words[i + 1][0].isalpha() and is_given_name(self.words[i]):
            return True
        if self._surnames is None:
            self._surnames = {
                self.lows[j].removesuffix("'s")
                for i, j in pairwise(self.tokens.raised)
                if j == i + 1 and is_given_name(self.words[i])
            }
        return self.lows[i].removesuffix("'s") in self._surnames

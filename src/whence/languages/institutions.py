"""Institutions that are known by what they are and whose they are: "the Kastrian general staff".

The packs' organisation words say what an institution is in any language. Whose it is stands in an adjective,
which each language derives in its own way from the same name (Kastrian, kastrisk, kastrischen); two such
adjectives are one where they begin alike. Generic words (ministry, company, party) say too little and are not
read.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from whence.languages.closed_class import closed_class
from whence.languages.fold import fold_key, territory_of
from whence.languages.gazetteer import place_of
from whence.languages.pack import codes, pack
from whence.languages.tokens import Tokens
from whence.languages.words import WordMap, word_map

GENERIC = frozenset(
    (
        "ministry",
        "company",
        "party",
        "union",
        "army",
        "police",
        "government",
        "parliament",
        "court",
        "organisation",
    )
)
SHORTEST_ROOT = 4  # letters that two adjectives of one name have in common
TERRITORY = 2  # letters of a territory's code
ROOT_SHARE = 0.6  # of the shorter one


class Institution(NamedTuple):
    """What it is (a concept id) and the folded words that say whose it is: a territory code or adjectives."""

    concept: str
    whose: frozenset[str]


def institution(source_id: str, name: str) -> Institution | None:
    """The institution that a source id or a name speaks of, or None."""
    prefix, _, rest = source_id.partition(":")
    if prefix == "org":
        concept, _, whose = rest.partition(":")
        return Institution(concept, frozenset((whose.lower(),)) if whose else frozenset())
    if prefix == "unnamed":
        # "the Kastrian general staff" is no group without a name, though its country is in no table.
        words = name.removeprefix("unnamed: ")
        found = _read(words)
        return found if found is not None and found.whose and not _is_group(words) else None
    return _read(name) if prefix == "name" else None


def same_institution(a: Institution, b: Institution) -> bool:
    """Whether two institutions are one: the same kind, and theirs by words that begin alike."""
    return a.concept == b.concept and any(_alike(x, y) for x in a.whose for y in b.whose)


def other_country(a: Institution, b: Institution) -> bool:
    """Whether both say by a territory whose they are, and no territory is the same."""
    mine, theirs = ({w for w in i.whose if len(w) == TERRITORY} for i in (a, b))
    return bool(mine and theirs and mine.isdisjoint(theirs))


@lru_cache(maxsize=20_000)
def _is_group(name: str) -> bool:
    """Whether a name speaks of several people: experts, sources, many."""
    lows = Tokens(name).lows
    return any(
        group.at(lows, at) or lows[at] in vague for group, vague in _groups() for at in range(len(lows))
    )


@cache
def _groups() -> tuple[tuple[WordMap[str], frozenset[str]], ...]:
    sources = [pack(code).sources for code in codes()]
    return tuple((word_map(words.groups), frozenset(words.vague)) for words in sources)


def _alike(x: str, y: str) -> bool:
    if x == y:
        return True
    shorter = min(len(x), len(y))
    common = next((at for at in range(shorter) if x[at] != y[at]), shorter)
    return common >= SHORTEST_ROOT and common >= ROOT_SHARE * shorter


@lru_cache(maxsize=20_000)
def _read(name: str) -> Institution | None:
    tokens = Tokens(name)
    if all(_any_language().met[low] is None for low in tokens.lows):
        return None
    for code, words in _tables():
        kinds: dict[str, set[int]] = {}
        at = 0
        while at < len(tokens):
            hit = words.at(tokens.lows, at)
            if hit is None:
                at += 1
                continue
            kinds.setdefault(hit[0], set()).update(range(at, hit[1]))
            at = hit[1]
        concept = next((kind for kind in kinds if kind not in GENERIC), None)
        if concept is None:
            continue
        taken = set().union(*kinds.values()) if len(kinds) > 1 else kinds[concept]
        rest = [
            (word, low)
            for at, (word, low) in enumerate(zip(tokens.words, tokens.lows, strict=True))
            if at not in taken and low[0].isalnum() and low not in closed_class(code)
        ]
        return Institution(concept, _whose(rest))
    return None


def _whose(rest: list[tuple[str, str]]) -> frozenset[str]:
    """Territory codes among the words beside an institution's own, in any language; else the words, folded."""
    states = set()
    for word, low in rest:
        place = place_of(word) if word != low else None
        state = territory_of(low) or (
            place.id.partition(":")[2] if place and place.id[:9] == "territory" else None
        )
        if state is not None:
            states.add(state.lower())
    return frozenset(states or {fold_key(low).lower() for _, low in rest})


@cache
def _any_language() -> WordMap[str]:
    """The words for institutions in all languages together: most names hold none of any, which one look-up a word
    tells."""
    tables = (pack(code).sources.organisations for code in codes())
    return WordMap((form, key) for table in tables for key, forms in table.items() for form in forms)


@cache
def _tables() -> tuple[tuple[str, WordMap[str]], ...]:
    return tuple((code, word_map(pack(code).sources.organisations)) for code in codes())

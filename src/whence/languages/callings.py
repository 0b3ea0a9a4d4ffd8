"""What somebody is called beside a name: an office with the place or house it is held in, an acronym, a byname.

"Nordby mayor Lena Krag", "Anna Holm, the harbour master of Nordby,", "the Institute of Tides (IT)", "Karl Brand, known
as the Fox,". Read in the words of one mention alone. An office is told by its words in one language, cut to their
stems: "the mayor of Nordby" and "Nordby mayor" are one, "a former mayor of Nordby" is another. What many hold at a time
(spokesperson, expert, lawyer, soldier) is nobody's, and so is an office without a place.
"""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from whence.languages.closed_class import closed_class
from whence.languages.fold import fold_key, is_given_name, territory_of
from whence.languages.gazetteer import place_of
from whence.languages.pack import codes, pack
from whence.languages.tokens import Tokens
from whence.languages.words import WordMap, word_map

SHARED = frozenset(("spokesperson", "expert", "lawyer", "person", "general"))
"""Functions that many have at a time."""
OF_A_STATE = frozenset(("president", "prime_minister", "ruler"))
"""Offices that a state has one of: with its adjective they are one in every language."""
ONE_AT_A_TIME = frozenset(("president", "prime_minister"))
"""Those of which a state has no two: there are several ministers, princes and generals."""
STEM = 6
MOST_WORDS = 7
LONGEST_ACRONYM = 8
SHORTEST_ACRONYM = 3
_BREAKS = frozenset(",;:–—")
_QUOTES = frozenset("\"“”„»«'‘’")


class Calling(NamedTuple):
    """What somebody is called: a key that is equal for equal callings, its kind, and the words."""

    key: str
    kind: str
    words: str


@lru_cache(maxsize=50_000)
def borne(exact: str, name: str, code: str) -> tuple[Calling, ...]:
    """The callings that a mention gives to the name in it: `exact` holds the name and more."""
    tokens = Tokens(exact, pack(code).tokens)
    found = list(_acronym(tokens)) if "(" in exact else []
    mine = [word for word in fold_key(name).split() if len(word) > 1]
    if len(mine) > 1:
        named = [_is_of(word, mine) for word in tokens.words]
        if any(named):
            for first, last in _segments(tokens, named):
                found += _offices(tokens, first, last, code, asked=False)
                found += _byname(tokens, first, last, code)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=50_000)
def called(exact: str, code: str) -> tuple[Calling, ...]:
    """The callings that a mention without a name may be: the office whose holder it is, an acronym, a byname."""
    tokens = Tokens(exact, pack(code).tokens)
    last = next((k - 1 for k, word in enumerate(tokens.words) if word in _BREAKS), len(tokens) - 1)
    found = list(_offices(tokens, 0, last, code, asked=True))
    first = _behind_articles(tokens, 0, last, code)
    words = tokens.slice(first, last) if first <= last else ""
    if any(letter.isupper() for letter in words) and last - first < MOST_WORDS:
        found.append(_alias(words))
    return tuple(found)


def is_office(exact: str, code: str) -> bool:
    """Whether the words of a mention tell of one person by an office that one has at a time."""
    if code not in codes():
        return False
    tokens, words = Tokens(exact, pack(code).tokens), _words(code)
    concepts = set()
    for k in range(len(tokens)):
        if tokens.words[k] in _BREAKS:
            break
        if tokens.lows[k] in words.barring or words.groups.at(tokens.lows, k) is not None:
            return False
        if (hit := words.roles.at(tokens.lows, k)) is not None:
            concepts.add(hit[0])
    return bool(concepts) and not concepts & SHARED and tokens.lows[0] not in words.indefinite


@lru_cache(maxsize=50_000)
def is_state_office(exact: str, code: str) -> bool:
    """Whether a mention that tells of a state says by its words alone who is meant in every report: its president or
    head of government ("the Kastrian president", "der Präsident von Kastrien").

    Not a former or a deputy one, in a word of their own or in one with the office ("vicepresidente"); not one of many.
    """
    if code not in codes():
        return False
    tokens, words = Tokens(exact, pack(code).tokens), _words(code)
    if not tokens.lows or tokens.lows[0] in words.indefinite:
        return False
    rest: list[str] = []
    offices, k = 0, 0
    while k < len(tokens):
        low = tokens.lows[k]
        if low in words.barring or words.groups.at(tokens.lows, k) is not None:
            return False
        if (hit := words.roles.at(tokens.lows, k)) is not None:
            if hit[0] not in ONE_AT_A_TIME or any(low.find(form, 1) > 0 for form in words.offices[hit[0]]):
                return False
            offices, k = offices + 1, hit[1]
            continue
        if low not in words.closed and tokens.words[k] not in _QUOTES:
            rest.append(tokens.words[k])
        k += 1
    place = place_of(" ".join(rest)) if len(rest) > 1 else None
    return offices == 1 and (len(rest) == 1 or (place is not None and place.id.startswith("territory:")))


def _alias(words: str) -> Calling:
    return Calling(f"alias:{fold_key(words)}", "alias", words)


# --- the parts of a mention -------------------------------------------------------------------------------------


def _is_of(word: str, name: Sequence[str]) -> bool:
    """Whether a word of a mention is one of the name's, in any case."""
    low = fold_key(word)
    if low in name:
        return True
    return word[:1].isupper() and any(
        len(own) >= STEM - 2 and low.startswith(own[: STEM - 2]) for own in name
    )


def _segments(tokens: Tokens, named: Sequence[bool]) -> Iterable[tuple[int, int]]:
    """The stretches of a mention before and behind the name, cut at commas."""
    first = 0
    for k in range(len(tokens) + 1):
        if k == len(tokens) or named[k] or tokens.words[k] in _BREAKS:
            if first < k:
                yield first, k - 1
            first = k + 1


def _offices(tokens: Tokens, first: int, last: int, code: str, *, asked: bool) -> Iterable[Calling]:
    """The office that a stretch of words tells; `asked`, if it has to say whose it is by itself."""
    words = _words(code)
    lows = tokens.lows
    if first > last or lows[first] in words.indefinite or lows[first] in words.prepositions:
        return
    content: list[int] = []
    concepts: set[str] = set()
    covered: set[int] = set()
    for k in range(first, last + 1):
        if lows[k] in words.barring or words.groups.at(lows, k) is not None:
            return
        if (hit := words.roles.at(lows, k)) is not None:
            concepts.add(hit[0])
            covered.update(range(k, hit[1]))
        if lows[k] not in words.closed and tokens.words[k] not in _QUOTES:
            content.append(k)
    if concepts & SHARED or not 2 <= len(content) <= MOST_WORDS:
        return
    if not all(tokens.words[k][0].isalpha() for k in content):
        return
    states = {state for k in content if (state := territory_of(lows[k])) is not None}
    rest = [k for k in content if k not in covered]
    if not rest or (asked and not (states or any(_is_place(tokens, k, first, words) for k in rest))):
        return
    said = tokens.slice(first, last)
    if concepts & OF_A_STATE and len(states) == 1 and len(rest) == 1 and "-" not in said:
        yield Calling(f"office:{min(concepts & OF_A_STATE)}:{min(states)}", "role", said)
    stems = " ".join(sorted({fold_key(lows[k])[:STEM] for k in content}))
    yield Calling(f"office:{code}:{stems}", "role", said)


def _is_place(tokens: Tokens, token: int, first: int, words: "_Words") -> bool:
    """Whether a word says where or whose an office is: a name of its own."""
    word = tokens.words[token]
    if not word[0].isupper() or words.nouns.at(tokens.lows, token) is not None:
        return False
    if words.capitalised:
        before = tokens.lows[token - 1] if token > first else ""
        return place_of(word) is not None or before in words.binding
    return token > first or place_of(word) is not None


def _acronym(tokens: Tokens) -> Iterable[Calling]:
    """ "the Institute of Tides (IT)": either is called what the other is; what stands behind a person is a party."""
    for k in range(1, len(tokens) - 2):
        if tokens.words[k] == "(" and tokens.words[k + 2] == ")" and _abbreviates(tokens, k + 1):
            yield _alias(tokens.words[k + 1])
            start = next((j for j in range(k) if tokens.words[j][:1].isupper() and j + 1 < k), 0)
            for first in {start, 0, min(start + 1, k - 1)}:
                yield _alias(tokens.slice(first, k - 1))


def _abbreviates(tokens: Tokens, token: int) -> bool:
    """Whether a word in brackets is made of letters of the words before it, in their order, the first one first."""
    short = tokens.words[token]
    if any(is_given_name(word) for word in tokens.words[: token - 1]):
        return False
    capitals = sum(letter.isupper() for letter in short)
    if not (short.isalpha() and 2 <= capitals <= LONGEST_ACRONYM and 2 * capitals > len(short)):
        return False
    letters = iter("".join(tokens.lows[: token - 1]))
    opens = any(word[:1] == short[:1] for word in tokens.words[: token - 1])
    return opens and all(letter in letters for letter in short.lower())


def _byname(tokens: Tokens, first: int, last: int, code: str) -> Iterable[Calling]:
    """ "known as the Fox"."""
    markers = _words(code).bynames
    for k in range(first, min(last, first + 3)):
        hit = markers.at(tokens.lows, k)
        if hit is None or hit[1] > last:
            continue
        start = _behind_articles(tokens, hit[1], last, code)
        said = "".join(letter for letter in tokens.slice(start, last) if letter not in _QUOTES)
        if said[:1].isupper() and last - start < MOST_WORDS:
            yield _alias(said)
        return


def _behind_articles(tokens: Tokens, first: int, last: int, code: str) -> int:
    closed = _words(code).closed
    while first < last and (tokens.lows[first] in closed or tokens.words[first] in _QUOTES):
        first += 1
    return first


# --- words ------------------------------------------------------------------------------------------------------


class _Words(NamedTuple):
    roles: WordMap[str]
    groups: WordMap[str]
    nouns: WordMap[str]
    bynames: WordMap[str]
    closed: frozenset[str]
    barring: frozenset[str]
    prepositions: frozenset[str]
    binding: frozenset[str]
    indefinite: frozenset[str]
    offices: dict[str, tuple[str, ...]]
    capitalised: bool


@cache
def _words(code: str) -> _Words:
    one = pack(code)
    sources, grammar = one.sources, one.grammar
    nouns = [
        (form, concept)
        for table in (sources.roles, sources.organisations, sources.media, sources.documents, sources.groups)
        for concept, forms in table.items()
        for form in forms
    ]
    return _Words(
        roles=word_map(sources.roles),
        groups=word_map(sources.groups),
        nouns=WordMap(nouns),
        bynames=WordMap([(form, form) for form in sources.bynames]),
        closed=closed_class(code),
        barring=frozenset((*grammar.negations, *grammar.coordinators, *sources.vague)),
        prepositions=frozenset((*grammar.prepositions, *grammar.noun_prepositions)),
        binding=frozenset(grammar.noun_prepositions),
        indefinite=frozenset(grammar.indefinite_articles),
        offices={
            concept: tuple(form.strip("-") for form in sources.roles.get(concept, ()))
            for concept in ONE_AT_A_TIME
        },
        capitalised=one.has("capitalised_nouns"),
    )

"""What an inflected name may be the case of, by the language that has the ending, and what must stand beside it.

An ending belongs to a language: what is left of a word without it is spelt by that language's habits, and where the
language inflects every word of a name, a surname is in another case only where the given name is. "Peter Berga" is no
case of Peter Berg: Polish says "Petera Berga"; German, which has no such ending, hangs an "s" on the last word alone.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from whence.languages.declension import Declensions

SHORTEST_STEM = 4
"""Letters that a bare case ending must leave."""
PLAINEST = 3
"""Letters of an ending that shows a word to be a nominative: "-ski" is one, and no stem with "-i" on it."""
_FREE = frozenset("ou")
_FREE_PAIRS = frozenset(a + "e" for a in "aeiouy")


class Base(NamedTuple):
    """A form that a word may be another case of, lower case, and the languages that inflect so."""

    form: str
    codes: frozenset[str]


@lru_cache(maxsize=100_000)
def bases(word: str) -> tuple[Base, ...]:
    """The nominatives that a word may be another case of, and what is left without a case ending."""
    low = word.lower()
    declined, ended = _ending_in(low)
    found: dict[str, set[str]] = {}
    for code in sorted(declined.union(ended)):
        inflects = _languages()[code]
        if code in declined:
            for form in inflects.declensions.nominatives(low):
                found.setdefault(form, set()).add(code)
        if code in ended and not low.endswith(inflects.nominatives):
            for stem in ended[code]:
                found.setdefault(stem, set()).add(code)
    return tuple(Base(form, frozenset(codes)) for form, codes in found.items())


def _ending_in(low: str) -> tuple[set[str], dict[str, list[str]]]:
    """The languages that may decline a word by its ending, and of those with bare case endings what these leave of it,
    the longest ending first. Most words end in none of most languages: only those that know the ending are asked."""
    by_declension, by_ending, longest = _endings()
    declined: set[str] = set()
    ended: dict[str, list[str]] = {}
    for size in range(min(longest, len(low)), 0, -1):
        ending = low[-size:]
        declined.update(by_declension.get(ending, ()))
        if ending in by_ending:
            least = SHORTEST_STEM if ending[0].isalpha() else 1  # "STT:lle"
            if len(low) - size >= least:
                for code in by_ending[ending]:
                    ended.setdefault(code, []).append(low[:-size])
    declined.update(by_declension.get("", ()))
    return declined, ended


def goes_with(given: str, met: frozenset[str], *, known: bool) -> frozenset[str]:
    """The languages in which a surname may be in another case behind a given name in plain letters.

    `met` are those in which the given name itself is in another case. One that ends in a vowel which takes no endings
    (Joe, Marco), or is short and not `known` to be a given name (Xi), says nothing.
    """
    if not met and (
        given[-1:] in _FREE or given[-2:] in _FREE_PAIRS or (not known and len(given) < SHORTEST_STEM)
    ):
        return everywhere()
    return met | _last_word_only()


@cache
def everywhere() -> frozenset[str]:
    """The languages of all packs."""
    return frozenset(_languages())


class _Inflects(NamedTuple):
    declensions: Declensions
    endings: tuple[str, ...]
    nominatives: tuple[str, ...]
    last_word_only: bool


@cache
def _languages() -> dict[str, _Inflects]:
    from whence.languages.pack import codes, part  # the packs' schema needs the fold, which needs this file

    found = {}
    for code in codes():
        names = part(code, "names")
        tables = names.declensions, names.surname_declensions
        long = tuple(sorted({form for table in tables for form in table if len(form) >= PLAINEST}))
        endings = tuple(sorted(names.case_endings, key=lambda ending: (-len(ending), ending)))
        found[code] = _Inflects(Declensions(tables), endings, long, names.last_word_inflected)
    return found


@cache
def _endings() -> tuple[dict[str, list[str]], dict[str, list[str]], int]:
    """From each ending to the languages whose declensions have it, and to those that have it as a bare case ending; and
    the letters of the longest."""
    declined: dict[str, list[str]] = {}
    ended: dict[str, list[str]] = {}
    for code, inflects in _languages().items():
        for ending in inflects.declensions.endings:
            declined.setdefault(ending, []).append(code)
        for ending in inflects.endings:
            ended.setdefault(ending, []).append(code)
    return declined, ended, max(map(len, (*declined, *ended)), default=0)


@cache
def _last_word_only() -> frozenset[str]:
    return frozenset(code for code, inflects in _languages().items() if inflects.last_word_only)

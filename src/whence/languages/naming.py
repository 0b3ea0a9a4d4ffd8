"""Whether two names are one, whatever they name: an outlet of the table, an institution, a place, or somebody.

Facts go before sounds: two names that a table knows are one where it gives them one id, and two where it gives them two
(Niger and Nigeria). What only one of the two tables' names is met by sounds like it, or like another of its names.
"""

from functools import lru_cache
from typing import NamedTuple

from whence.languages.fold import SAME_WORD, name_similarity, telling_words
from whence.languages.gazetteer import place_names, place_of
from whence.languages.institutions import institution, same_institution
from whence.languages.outlets import outlet_id


class Naming(NamedTuple):
    """Whether two names are one, how sure that is (0..1), by what kind of fact, and why, in words."""

    same: bool
    score: float
    kind: str
    why: str


def naming(a: str, b: str) -> Naming:
    """Compares two names. A user's table of outlets counts where one is in force."""
    mine, theirs = outlet_id(a), outlet_id(b)
    if mine and theirs:
        said = f"both are the outlet {mine}" if mine == theirs else f"{mine} is not {theirs}"
        return Naming(mine == theirs, 1.0 if mine == theirs else 0.0, "outlet", said)
    return _institution(a, b) or _place(a, b) or _name(a, b)


def _institution(a: str, b: str) -> Naming | None:
    """What both are and whose; None where one of them is no institution, or neither says whose it is."""
    mine, theirs = institution("name:", a), institution("name:", b)
    if mine is None or theirs is None or not (mine.whose and theirs.whose):
        return None
    same = same_institution(mine, theirs)
    what = mine.concept.replace("_", " ")
    said = f"both are one {what} by whose it is" if same else f"{a} and {b} are two"
    return Naming(same, 1.0 if same else 0.0, "institution", said)


@lru_cache(maxsize=50_000)
def _place(a: str, b: str) -> Naming | None:
    """What the gazetteer says; None where it knows neither, or one of them is met by nothing."""
    mine, theirs = place_of(a), place_of(b)
    if mine is None and theirs is None:
        return None
    if mine is not None and theirs is not None:
        same = mine == theirs
        said = f"both are {mine.name}" if same else f"{mine.name} is not {theirs.name}"
        return Naming(same, 1.0 if same else 0.0, "place", said)
    known, other = (mine, b) if mine is not None else (theirs, a)
    if known is None or len(telling_words(other)) != 1:
        return None
    for name in place_names(known):
        found = name_similarity(name, other, floor=SAME_WORD)
        if found.same:
            return Naming(True, found.score, "place", f"{other} sounds like {name}, which is {known.name}")
    return None


def _name(a: str, b: str) -> Naming:
    found = name_similarity(a, b, floor=SAME_WORD)
    return Naming(found.same, found.score, "name", found.why)

"""Which names are worth comparing: the keys under which a name is filed.

Two names that are one share a key; how names are compared is `name_pairs`. The keys are plain strings, so that a
table of an engine, an index of a file and a dictionary in memory hold the same ones. A key says what of the name it was
made from: the consonants of the surname in every reading, cut to five, with what opens the given name; the
initials of a name of several words; what an institution is and whose.

A name of one word is no evidence between documents unless one of the two is an outlet, so bare names only *ask*: a
pair is made where at least one of the two *answers*.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from whence.languages.fold import fold_key, given_rows, is_given_name, telling_words, token_skeletons
from whence.languages.institutions import institution
from whence.languages.outlets import outlet, outlet_id, outlets_in_force

SKELETON = 5  # consonants of a surname that a key holds: endings and slips come behind them
SHORT_SKELETON = (
    3  # from this length on, a skeleton no longer than SKELETON is filed without its last one too
)
OPENING = 2  # consonants of a given name
SHORTEST_ROOT = 4  # letters of whose an institution is

_CLASSES = str.maketrans({"z": "s", "Z": "S", "C": "S", "h": "g", "f": "v", "c": "t"})
"""Sounds that are one or the other by the habit of the desk: Gomel and Homel, Resnikow and Reznikov."""


class Key(NamedTuple):
    """A key of a name, and whether the name answers those who ask under it or only asks itself."""

    key: str
    answers: bool = True


def node_of(source_id: str, name: str) -> str | None:
    """The name that an id stands for when documents are compared, or None: it is of its own document only.

    Ids of unnamed sources are unique to their document; where their words hold a full name or say whose
    institution it is, all that are worded alike are one node.
    """
    prefix = source_id.partition(":")[0]
    if prefix != "unnamed":
        return source_id
    words = name.removeprefix("unnamed: ")
    if holds_name(words) or institution(source_id, name) is not None:
        return f"unnamed:{fold_key(words)}"
    return None


def spelling(names: Iterable[str]) -> str:
    """The name by which an id is compared: the longest, one in capitals only where there is no other.

    How often a spelling stands somewhere plays no part: one more report must not change what is one name.
    """
    return min(names, key=lambda name: (name.isupper(), -len(name), name))


def name_keys(source_id: str, name: str) -> tuple[Key, ...]:
    """The keys of one name, in order and each once. `source_id` is a node's id, `name` its spelling."""
    return _name_keys(source_id, name, outlets_in_force())


def outlet_of(source_id: str, name: str) -> str | None:
    """The id of the outlet of the table that a node is, or None."""
    prefix, _, rest = source_id.partition(":")
    if prefix == "outlet" and outlet(rest) is not None:
        return rest
    return outlet_id(name) if prefix in ("outlet", "name") else None


@lru_cache(maxsize=5_000)  # some 2 kB each; in bulk each name is asked for once
def _name_keys(source_id: str, name: str, _: str) -> tuple[Key, ...]:
    prefix = source_id.partition(":")[0]
    found: set[Key] = set()
    belonging = institution(source_id, name)
    if belonging is not None:
        for word in belonging.whose:
            found.add(Key(f"institution:{belonging.concept}:{word[:SHORTEST_ROOT]}"))
    words = name.removeprefix("unnamed: ")
    if prefix in ("name", "outlet") or (prefix == "unnamed" and holds_name(words)):
        found.update(_spelt(words, answers=prefix == "outlet"))
        if (known := outlet_of(source_id, name)) is not None:
            found.add(Key(f"outlet:{known}", prefix == "outlet"))
    # One word may be the surname in one reading and the given name in another ("Martinsen Martin"): what answers to a
    # key in any of them answers to it.
    answers: dict[str, bool] = {}
    for one in found:
        answers[one.key] = one.answers or answers.get(one.key, False)
    return tuple(sorted(Key(*item) for item in answers.items()))


def holds_name(words: str) -> bool:
    """Whether the words of an unnamed source end with a full name: "the researcher Jonas Weidling"."""
    parts = words.split()
    return len(parts) > 2 and is_given_name(parts[-2]) and parts[-2][:1].isupper() and parts[-1][:1].isupper()


def _spelt(name: str, *, answers: bool) -> set[Key]:
    words = telling_words(name)
    if not words:
        return set()
    if len(words) == 1:
        found = {Key(f"word:{bones}", answers) for bones in _cut(words[0])}
        return found | _short(words[0], answers=answers) if words[0].isupper() else found
    found = _long("".join(word[0] for word in words), answers=answers)
    for surname, given in _readings_of(words):
        openings = {opening for word in given for opening in _openings(word)}
        initial = any(len(word) == 1 for word in given)
        for bones in _cut(surname):
            found.update(Key(f"name:{bones}:{opening.key}", opening.answers) for opening in openings)
            found.add(Key(f"name:{bones}:*", initial))
    return found


def _short(letters: str, *, answers: bool) -> set[Key]:
    """The keys of a name in capitals: it finds the outlets whose initials it may be, which only ask under them; as an
    outlet it is found by all names that may have been cut to it."""
    folded = fold_key(letters)
    return {Key(f"initials:{folded}")} | ({Key(f"acronym:{folded}")} if answers else set())


def _long(initials: str, *, answers: bool) -> set[Key]:
    """The keys of the initials of a name: it asks for the outlets that may be called by them. Two names that merely
    have the same initials do not meet: in a large case every person would meet some outlets for nothing, and the
    Gazettes of all towns that begin alike each other."""
    folded = fold_key(initials)
    return {Key(f"acronym:{folded}", False)} | ({Key(f"initials:{folded}", False)} if answers else set())


def _readings_of(words: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    """The surname that a name may have, with what may be its given names; the surname may stand first."""
    heads = [word for word in words[:-1] if is_given_name(word)]
    found = [(words[-1], heads or [words[0]])]
    if words[0] not in heads and (heads or is_given_name(words[-1])):
        found.append((words[0], heads or [words[-1]]))
    return found


@lru_cache(maxsize=50_000)
def _openings(word: str) -> frozenset[Key]:
    """How a given name opens: its rows of the table, else its first sounds. What the table knows is filed by its
    sounds too, only to be found by what it does not know; an initial is found by all that have the surname."""
    if len(word) == 1:
        return frozenset()
    rows = given_rows(word)
    sounds = {bones.translate(_CLASSES)[:OPENING] for bones in token_skeletons(word)} or {""}
    return frozenset((*(Key(f"={row}") for row in rows), *(Key(opening, not rows) for opening in sounds)))


@lru_cache(maxsize=50_000)
def _cut(word: str) -> frozenset[str]:
    """The skeletons of a word that it is filed under."""
    found: set[str] = set()
    for skeleton in token_skeletons(word):
        bones = skeleton.translate(_CLASSES)
        found.add(bones[:SKELETON])
        if SHORT_SKELETON <= len(bones) <= SKELETON:
            found.add(bones[:-1])
    return frozenset(found or {fold_key(word)[:SKELETON]})

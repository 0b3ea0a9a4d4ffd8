"""Whether two names are one source: the evidence for it, and what keeps them apart.

`compare` sees two names and nothing else, so it gives the same answer in one process, on an engine's workers, and when
a single report is added. `group` makes sources of the answers: the surest pairs first, never across two names that are
apart, and never by a chain of names of which the ends do not meet.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Literal, NamedTuple

from whence.languages.fold import (
    SAME_WORD,
    given_rows,
    name_similarity,
    telling_words,
    token_similarity,
    unlike,
)
from whence.languages.institutions import Institution, institution, other_country, same_institution
from whence.languages.outlets import outlets_in_force
from whence.languages.spoken import hear
from whence.link.clusters import Clusters
from whence.link.names.keys import outlet_of
from whence.settings import settings

Relation = Literal["same", "apart", "open"]


MOST_STANDING = 8  # full names that a name with an initial may stand for before it stands for none


class Comparison(NamedTuple):
    """What two names are to each other, how sure that is (0..1), by what kind of evidence, and why, in words.

    "apart" is known to be another; "open" is neither shown to be the same nor to be another.
    """

    relation: Relation
    score: float
    kind: str
    why: str


class NamePair(NamedTuple):
    """Two nodes that are one source, with the evidence. Where `aligned`, only a translation shows it."""

    a: str
    b: str
    score: float
    kind: str
    why: str
    aligned: bool = False

    @property
    def told(self) -> bool:
        """Whether no sound shows it: a translation does, or a report that says who is called what."""
        return self.aligned or self.kind in ("role", "alias")


def compare(a: str, name_a: str, b: str, name_b: str) -> Comparison:
    """Compares two nodes by their ids and spellings. The order makes no difference to relation and score."""
    return _compare(a, name_a, b, name_b, outlets_in_force())


class _Node(NamedTuple):
    """A node as it is compared with many others: its id, spelling and words, the institution that it speaks of,
    and whether it is a name at all, an outlet's, or of one word and no outlet's."""

    id: str
    name: str
    words: str
    institution: Institution | None
    named: bool
    is_outlet: bool
    bare: bool


@lru_cache(maxsize=20_000)
def _node(node: str, name: str, _: str) -> _Node:
    words, kind = _words(name), node.partition(":")[0]
    return _Node(
        node,
        name,
        words,
        institution(node, name),
        kind in ("name", "outlet", "unnamed"),
        kind == "outlet",
        bare(node, words),
    )


def same(pairs: Sequence[tuple[str, str, str, str]]) -> list[Comparison | None]:
    """`compare` of many pairs of nodes, where they are the same; else None. The words by which most are told apart are
    read aloud together, and what they tell apart is not looked at again."""
    known = outlets_in_force()
    found: list[Comparison | None] = [None] * len(pairs)
    full: list[tuple[int, _Node, _Node]] = []
    for number, (a, name_a, b, name_b) in enumerate(pairs):
        mine, theirs = _node(a, name_a, known), _node(b, name_b, known)
        told = _told(mine, theirs)
        if told is not None:
            found[number] = told if told.relation == "same" else None
        elif (
            mine.named
            and theirs.named
            and (mine.is_outlet or theirs.is_outlet or not (mine.bare or theirs.bare))
        ):
            full.append((number, mine, theirs))
    words = [(telling_words(mine.words), telling_words(theirs.words)) for _, mine, theirs in full]
    hear([(mine[-1], theirs[-1]) for mine, theirs in words if mine and theirs], SAME_WORD)
    for number, mine, theirs in full:
        if not unlike(mine.words, theirs.words):
            seen = _named(mine, theirs)
            found[number] = seen if seen.relation == "same" else None
    return found


@lru_cache(maxsize=50_000)
def _compare(a: str, name_a: str, b: str, name_b: str, known: str) -> Comparison:
    mine, theirs = _node(a, name_a, known), _node(b, name_b, known)
    return _told(mine, theirs) or _named(mine, theirs)


def _told(mine: _Node, theirs: _Node) -> Comparison | None:
    """What tables say of two nodes, before their names are compared."""
    if mine.is_outlet or theirs.is_outlet:
        one, other = outlet_of(mine.id, mine.name), outlet_of(theirs.id, theirs.name)
        if one is not None and one == other:
            why = f"{mine.name} and {theirs.name} are the outlet {one}"
            return Comparison("same", 1.0, "outlet", why)
        if one is not None and other is not None:
            why = f"{mine.name} and {theirs.name} are two outlets of the table"
            return Comparison("apart", 1.0, "outlet", why)
    if mine.institution is not None and theirs.institution is not None:
        if same_institution(mine.institution, theirs.institution):
            what = mine.institution.concept.replace("_", " ")
            why = f"{mine.words} and {theirs.words} are one {what} by whose it is"
            return Comparison("same", 1.0, "institution", why)
        if other_country(mine.institution, theirs.institution):
            why = f"{mine.words} and {theirs.words} belong to two states"
            return Comparison("apart", 1.0, "institution", why)
    return None


def _named(mine: _Node, theirs: _Node) -> Comparison:
    """What two nodes are to each other by their names."""
    if not (mine.named and theirs.named):
        return Comparison("open", 0.0, "name", "")
    found = name_similarity(mine.words, theirs.words, floor=SAME_WORD)
    if other_person(mine.words, theirs.words):
        why = f"{mine.words} and {theirs.words} have one surname and two given names"
        return Comparison("apart", 1.0, "name", why)
    if found.same and (mine.is_outlet or theirs.is_outlet or not (mine.bare or theirs.bare)):
        why = f"{mine.words} and {theirs.words} are one name: {found.why}"
        return Comparison("same", found.score, "name", why)
    return Comparison("open", found.score, "name", found.why)


class Groups(NamedTuple):
    """Nodes of one source each (sorted), the pairs that joined them, and groups too large to be joined."""

    groups: tuple[tuple[str, ...], ...]
    used: tuple[NamePair, ...]
    refused: tuple[tuple[str, str], ...]


def group(names: Mapping[str, str], pairs: Iterable[NamePair]) -> Groups:
    """The sources that pairs make of nodes; `names` hold all nodes to be grouped with their spellings.

    Groups depend on nothing outside the connected part they lie in, so parts may be grouped anywhere and apart.
    """
    clusters = Clusters(sorted(names))
    used: list[NamePair] = []
    refused: list[tuple[str, str]] = []
    pairs = _without_doubt(set(pairs), names)
    shown = {(pair.a, pair.b) for pair in pairs}
    for pair in sorted(pairs, key=lambda p: (p.told, -p.score, p.a, p.b, p.why)):
        one, other = clusters.members(pair.a), clusters.members(pair.b)
        if one is other:
            continue
        if len(one) * len(other) > settings().names.group_cap_pairs:
            refused.append((pair.a, pair.b))
        elif (share := _share(one, other, names, shown)) is not None and (pair.told or 2 * share >= 1):
            clusters.join(pair.a, pair.b)
            used.append(pair)
    return Groups(tuple(tuple(members) for members in clusters.groups()), tuple(used), tuple(refused))


def _without_doubt(pairs: set[NamePair], names: Mapping[str, str]) -> set[NamePair]:
    """The pairs, without those of a name with an initial that may stand for two people: "A. Brem", where there are an
    Ada and an Anton."""
    full: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
            if has_initial(names[one]) and not has_initial(names[other]):
                full[one].add(other)
    doubtful = {
        one
        for one, others in full.items()
        if any(
            compare(a, names[a], b, names[b]).relation != "same" for a, b in combinations(sorted(others), 2)
        )
    }
    return {
        pair
        for pair in pairs
        if not any(
            one in doubtful and other in full[one] for one, other in ((pair.a, pair.b), (pair.b, pair.a))
        )
    }


def has_initial(name: str) -> bool:
    """Whether a word of a name is an initial: "A. Brem"."""
    return any(len(word) == 1 and word.isupper() for word in telling_words(name))


def _share(
    one: Sequence[str], other: Sequence[str], names: Mapping[str, str], shown: Container[tuple[str, str]]
) -> float | None:
    """The share of names across two groups that are the same (`shown` are known to be); None where two are apart.

    In a chain most names do not meet.
    """
    same = 0
    for x in one:
        for y in other:
            a, b = (x, y) if x <= y else (y, x)
            relation = compare(a, names[a], b, names[b]).relation
            if relation == "apart":
                return None
            same += relation == "same" or (a, b) in shown
    return same / (len(one) * len(other))


def other_person(a: str, b: str) -> bool:
    """Whether two full names have the same surname and another given name."""
    mine, theirs = telling_words(a), telling_words(b)
    if len(mine) < 2 or len(theirs) < 2:
        return False
    numbers = settings().names
    given = _given(mine), _given(theirs)
    if min(map(len, given)) == 1:
        return False  # an initial may stand for either
    same = token_similarity(mine[-1], theirs[-1], floor=SAME_WORD) >= numbers.single_token_score
    return same and token_similarity(*given) <= numbers.other_given_name_score


def _words(name: str) -> str:
    return name.removeprefix("unnamed: ")


def _given(words: Sequence[str]) -> str:
    """The given name among the words before the surname; the first word where none is known."""
    return next((word for word in words[:-1] if given_rows(word)), words[0])


def is_outlet(a: str, b: str) -> bool:
    """Whether one of two nodes is an outlet's: a name of one word may be that outlet."""
    return a.startswith("outlet:") or b.startswith("outlet:")


def bare(node: str, name: str) -> bool:
    """Whether a name of one word, which says nothing between documents. Outlets may have one word."""
    return node.startswith("name:") and len(name.split()) == 1

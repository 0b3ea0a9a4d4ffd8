"""Why two names are one source or are not: the comparison that decides, opened up."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from whence.explanation import Measure
from whence.languages.fold import name_similarity
from whence.languages.institutions import institution
from whence.link.names.keys import name_keys, node_of, spelling
from whence.link.names.pairs import bare, compare, is_outlet
from whence.link.names.told import Bearing, not_told
from whence.model import Evidence

MOST_ACROSS = 400
"""Pairs of names of two sources that are looked through for the one that keeps them apart."""


def compared(
    a: str, names_a: Collection[str], b: str, names_b: Collection[str]
) -> tuple[list[Evidence], list[Evidence], list[Measure]]:
    """What speaks for two ids being one source, what against it, and what was measured."""
    spelt = spelling(names_a), spelling(names_b)
    nodes = node_of(a, spelt[0]), node_of(b, spelt[1])
    one, other = (words.removeprefix("unnamed: ") for words in spelt)
    mine: list[Evidence] = []
    theirs: list[Evidence] = []
    for node, words in zip(nodes, (one, other), strict=True):
        if node is None:
            why = f"“{words}” is a group without a name: two are never merged by wording alone"
            theirs.append(Evidence(kind="unnamed", why=why))
    found = name_similarity(one, other)
    measures = [
        Measure(what="how alike the names sound (score)", value=round(found.score, 2), needed=found.threshold)
    ]
    first, second = nodes
    if first is None or second is None:
        return mine, theirs, measures
    seen = compare(first, spelt[0], second, spelt[1])
    if seen.relation == "same":
        mine.append(Evidence(kind=seen.kind, why=seen.why))
        return mine, theirs, measures if seen.kind == "name" else []
    shared = {key.key for key in name_keys(first, spelt[0])} & {
        key.key for key in name_keys(second, spelt[1])
    }
    if not shared:
        why = "they share no sound, no initials and no institution by which names are looked for: never compared"
        theirs.append(Evidence(kind="never compared", why=why))
    if seen.relation == "apart":
        theirs.append(Evidence(kind="blocked", why=seen.why))
    if institution(first, spelt[0]) is not None or institution(second, spelt[1]) is not None:
        why = "an institution is one with another only where both are of one kind and one state"
        theirs.append(Evidence(kind="institution", why=why))
    elif (bare(first, one) or bare(second, other)) and not is_outlet(first, second):
        why = "a name of one word is no evidence between reports, unless aligned sentences show it"
        theirs.append(Evidence(kind="blocked", why=why))
    if found.score > 0 and seen.relation != "apart":
        theirs.append(Evidence(kind="name", why=found.why))
    return mine, theirs, measures


def told(a: str, b: str, bearings: Iterable[Bearing]) -> list[Evidence]:
    """Why an office, an acronym or a byname is not the source that a report names for it, by all that reports tell."""
    held: dict[str, list[Bearing]] = defaultdict(list)
    for bearing in bearings:
        held[bearing.key].append(bearing)
    found: dict[str, None] = {}
    for rows in held.values():
        if {(a, False), (b, True)} <= (sides := {(one.source, one.bears) for one in rows}) or {
            (b, False),
            (a, True),
        } <= sides:
            found[not_told(a, b, rows)] = None
    return [Evidence(kind="blocked", why=why) for why in found]


def across(
    mine: Sequence[str], theirs: Sequence[str], names: Mapping[str, Collection[str]]
) -> list[Evidence]:
    """What keeps two sources apart though two of their names are one, given the ids of both."""
    pairs = [(x, y) for x in mine for y in theirs if x in names and y in names][:MOST_ACROSS]
    for x, y in pairs:
        seen = compare(x, spelling(names[x]), y, spelling(names[y]))
        if seen.relation == "apart":
            return [Evidence(kind="blocked", why=f"{seen.why}, which keeps the two sources apart")]
    if len(pairs) > 1:
        why = "of the other names of the two sources too few are one: no chain of names makes a source"
        return [Evidence(kind="blocked", why=why)]
    return []

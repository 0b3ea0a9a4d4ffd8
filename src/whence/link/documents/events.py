"""Two reports of one event, independent of each other: they share a claim by different origins, and no way leads from
one to the other. Of several reports that edges connect, the first that makes the claim stands for all."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from whence.link.documents.credits import age
from whence.link.documents.direction import Direction
from whence.link.documents.lineage import edge_of
from whence.link.judgements.decided import NOTHING, Decisions
from whence.link.judgements.edges import judged_lines
from whence.link.settling.told import Said, Told
from whence.model import Evidence, Lineage
from whence.settings import settings

Origins = Mapping[str, Collection[str]]
"""Of one claim, the named origins of every document that makes it."""


def origins(said: Iterable[Said]) -> dict[str, tuple[str, ...]]:
    """The named origins of a claim's statements, by document, in order."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in said:
        found[one.document].update(() if one.origin is None else (one.origin,))
    return {document: tuple(sorted(held)) for document, held in sorted(found.items())}


def candidates(told: Iterable[Told], group: Mapping[str, str], named: Origins) -> Iterator[tuple[str, str]]:
    """The pairs of documents (in order) that this claim alone would make independent. `group` leads from each document
    to what stands for all that edges connect it with."""
    first: dict[str, str] = {}
    for one in sorted(told, key=age):
        first.setdefault(group[one.id], one.id)
    for a, b in _against(list(first.values())):
        if independent(named[a], named[b]):
            yield min(a, b), max(a, b)


def _against(heads: Sequence[str]) -> Iterator[tuple[str, str]]:
    most = settings().lineage.same_event_cap_documents
    yield from combinations(heads[:most], 2)
    yield from product(heads[:most], heads[most:])


def independent(one: Collection[str], other: Collection[str]) -> bool:
    """Whether a claim comes from somebody in each of two documents, and never from the same; given its origins.

    Two documents are independent where every claim that they share is.
    """
    if not one or not other or not set(one).isdisjoint(other):
        return False
    # An outlet that names nobody may have it from anywhere.
    return not any(key.startswith("outlet:") for key in (*one, *other))


def event(one: Told, other: Told, words: str, decisions: Decisions = NOTHING) -> Lineage | None:
    """The edge of two independent reports, the smaller id first, as people decided; `words` are those of a claim."""
    why = "both make the same claim, and neither was made from the other as far as can be seen"
    proof = Evidence(kind="claim", why=why, exact=words)
    unknown = Direction(0, (Evidence(kind="direction", why="independent reports have no direction"),))
    line = edge_of(one, other, "same_event", 0.5, unknown, [proof])
    held = {one.id: one, other.id: other}
    found = judged_lines([line], held, decisions.within((), held))
    return next((made for made in found if made.kind == "same_event"), None)

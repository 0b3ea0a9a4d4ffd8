"""Two reports of one event, independent of each other: they share a claim by different origins, and no way leads from
one to the other. Of several reports that edges connect, the first that makes the claim stands for all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from whence.link.documents.credits import age
from whence.link.documents.direction import Direction
from whence.link.documents.lineage import edge_of
from whence.link.judgements.decided import NOTHING, Decisions
from whence.link.judgements.edges import judged_lines
from whence.link.settling.told import Said, Told
from whence.model import Evidence, Lineage, Record
from whence.settings import settings

UNNAMED = "unnamed:"
"""What the id of a source without a name begins with."""


class Voices(Record, frozen=True):
    """Who gives one claim in one document: the origins that the text names, and who is named as having passed it on."""

    origins: tuple[str, ...]
    relays: tuple[str, ...]


Given = Mapping[str, Voices]
"""Of one claim, who gives it in every document that makes it."""


def voices(said: Iterable[Said]) -> dict[str, Voices]:
    """Who gives a claim, by document, in order; its statements are `said`."""
    origins: dict[str, set[str]] = defaultdict(set)
    relays: dict[str, set[str]] = defaultdict(set)
    for one in said:
        origins[one.document].update(() if one.origin is None else (one.origin,))
        relays[one.document].update(one.relays)
    return {
        key: Voices(tuple(sorted(held)), tuple(sorted(relays[key]))) for key, held in sorted(origins.items())
    }


def candidates(told: Iterable[Told], group: Mapping[str, str], given: Given) -> Iterator[tuple[str, str]]:
    """The pairs of documents (in order) that this claim alone would make independent. `group` leads from each document
    to what stands for all that edges connect it with."""
    first: dict[str, str] = {}
    for one in sorted(told, key=age):
        first.setdefault(group[one.id], one.id)
    for a, b in _against(list(first.values())):
        if independent(given[a], given[b]):
            yield min(a, b), max(a, b)


def _against(heads: Sequence[str]) -> Iterator[tuple[str, str]]:
    most = settings().lineage.same_event_cap_documents
    yield from combinations(heads[:most], 2)
    yield from product(heads[:most], heads[most:])


def independent(one: Voices, other: Voices) -> bool:
    """Whether a claim comes from somebody in each of two documents, and never from the same.

    Nor by the same way: what two reports have from one paper's nameless sources, one may have from the paper itself,
    comes from that paper. Two documents are independent where every claim that they share is.
    """
    mine, theirs = set(one.origins), set(other.origins)
    if not mine or not theirs or mine & theirs or mine & set(other.relays) or theirs & set(one.relays):
        return False
    nameless = any(key.startswith(UNNAMED) for key in (*mine, *theirs))
    if nameless and not set(one.relays).isdisjoint(other.relays):
        return False
    # An outlet that names nobody may have it from anywhere.
    return not any(key.startswith("outlet:") for key in (*mine, *theirs))


def event(one: Told, other: Told, words: str, decisions: Decisions = NOTHING) -> Lineage | None:
    """The edge of two independent reports, the smaller id first, as people decided; `words` are those of a claim."""
    why = "both make the same claim, and neither was made from the other as far as can be seen"
    proof = Evidence(kind="claim", why=why, exact=words)
    unknown = Direction(0, (Evidence(kind="direction", why="independent reports have no direction"),))
    line = edge_of(one, other, "same_event", 0.5, unknown, [proof])
    held = {one.id: one, other.id: other}
    found = judged_lines([line], held, decisions.within((), held))
    return next((made for made in found if made.kind == "same_event"), None)

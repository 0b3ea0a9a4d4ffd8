"""Edges that need no likeness of whole texts: one report credits another, or both tell of one event.

A credit becomes an edge where the credited outlet's report makes the same claim, and is not the later of the two.
Two reports that share a claim without any way from one to the other tell of the same event. Everything here looks at
one island: reports that some edge or tie connects.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple

from whence.languages.outlets import outlet_source
from whence.link.blocks.prints import UNDATED
from whence.link.clusters import Clusters
from whence.link.documents.days import first_day, last_day
from whence.link.documents.direction import Direction
from whence.link.documents.lineage import edge_of
from whence.link.judgements.decided import NOTHING, Decisions
from whence.model import Document, Evidence, Family, Lineage, Statement, Voice
from whence.settings import settings

MOST_GROUPS = (
    20  # groups of reports of one claim that are set against each other; the later ones against these
)


class Island(NamedTuple):
    """Reports by id, their statements by id, the merged source of every id that these carry, what people decided."""

    documents: Mapping[str, Document]
    statements: Mapping[str, Statement]
    source_of: Mapping[str, str]
    decisions: Decisions = NOTHING

    def source(self, source_id: str) -> str:
        """The merged source of an id."""
        return self.source_of.get(source_id, source_id)

    def age(self, document: str) -> tuple[int, str]:
        """What the documents are ordered by: the first possible day, then the id."""
        day = first_day(self.documents[document])
        return (UNDATED if day is None else day, document)


def publisher(document: Document) -> str | None:
    """The source id of a document's outlet, as extraction writes it."""
    return None if document.outlet is None else outlet_source(document.outlet, document.url)


def credit(
    source: Document, target: Document, said: Sequence[Statement], source_of: Mapping[str, str]
) -> Evidence | None:
    """The words by which `target` (`said` are its statements) names the outlet of `source`; None where it does not.

    No report credits one that came certainly later, nor its own outlet.
    """
    outlet = publisher(source)
    if outlet is None or later(source, target):
        return None
    wanted = source_of.get(outlet, outlet)
    if (own := publisher(target)) is not None and source_of.get(own, own) == wanted:
        return None
    for statement in said:
        for voice in statement.chain if statement.attributed else ():
            if named(voice) and source_of.get(voice.source_id, voice.source_id) == wanted:
                why = f"{target.report} credits {source.outlet}"
                return Evidence(kind="credit", why=why, exact=voice.exact, start=voice.start, end=voice.end)
    return None


def named(voice: Voice) -> bool:
    """Whether a voice is named in the text itself."""
    return voice.role != "publisher" and voice.start is not None


def later(source: Document, target: Document) -> bool:
    """Whether the source was certainly published after the target."""
    mine, theirs = first_day(source), last_day(target)
    return mine is not None and theirs is not None and mine > theirs


def cites(island: Island, families: Sequence[Family], edges: Sequence[Lineage]) -> list[Lineage]:
    """Edges for credits that share a claim and are not on another edge or a longer way already."""
    ways: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        ways[edge.source_document].add(edge.target_document)
    linked = {frozenset((e.source_document, e.target_document)) for e in edges}
    wanted: dict[tuple[str, str], tuple[Evidence, str]] = {}
    for source, target, proof, words in _credited(island, families):
        if frozenset((source, target)) not in linked:
            wanted.setdefault((source, target), (proof, words))
    for source, target in wanted:
        ways[source].add(target)
    made = []
    for (source, target), (proof, words) in sorted(wanted.items()):
        if _reaches(ways, source, target):
            continue
        why = Evidence(kind="claim", why="both make the same claim", exact=words)
        one, other = island.documents[source], island.documents[target]
        made.append(edge_of(one, other, "cites", 0.8, Direction(1, (proof,)), [why]))
    return made


def _credited(island: Island, families: Sequence[Family]) -> Iterator[tuple[str, str, Evidence, str]]:
    """Source, target, the credit, and the claim's words; each pair as often as it shares claims."""
    said: dict[str, list[Statement]] = defaultdict(list)
    for key in sorted(island.statements):
        said[island.statements[key].document].append(island.statements[key])
    credits_of: dict[str, frozenset[str]] = {
        document: frozenset(
            island.source(v.source_id) for s in found if s.attributed for v in s.chain if named(v)
        )
        for document, found in said.items()
    }
    for family in families:
        members = [island.statements[key] for key in family.statements]
        by_outlet: dict[str, list[str]] = defaultdict(list)
        documents = sorted({s.document for s in members}, key=island.age)
        for document in documents:
            if (outlet := publisher(island.documents[document])) is not None:
                by_outlet[island.source(outlet)].append(document)
        for target in documents:
            for outlet in sorted(credits_of[target] & by_outlet.keys()):
                for source in _before(target, by_outlet[outlet], island):
                    one, other = island.documents[source], island.documents[target]
                    proof = credit(one, other, said[target], island.source_of) if source != target else None
                    if proof is not None:
                        yield source, target, proof, members[0].wording


def _before(target: str, sources: Sequence[str], island: Island) -> Sequence[str]:
    """Of the reports of one outlet (in order of time) the latest that may have come before another."""
    earlier = [one for one in sources if not later(island.documents[one], island.documents[target])]
    return earlier[-settings().lineage.credited_cap_documents :]


def same_event(island: Island, families: Sequence[Family], edges: Sequence[Lineage]) -> list[Lineage]:
    """Edges between reports that share a claim by different origins and that no other edges connect.

    Of several reports that edges connect, the first stands for all.
    """
    group = _connected(island, edges)
    origins = _origins(island, families)
    held: dict[str, set[int]] = defaultdict(set)
    for at, found in enumerate(origins):
        for document in found:
            held[document].add(at)
    made: dict[tuple[str, str], Lineage] = {}
    for family in families:
        members = [island.statements[key] for key in family.statements]
        first: dict[str, str] = {}
        for document in sorted({s.document for s in members}, key=island.age):
            first.setdefault(group[document], document)
        heads = list(first.values())
        for one, other in _against(heads):
            pair = (min(one, other), max(one, other))
            shared = [origins[at] for at in sorted(held[one] & held[other])]
            if pair in made or not _independent(pair, shared):
                continue
            why = "both make the same claim, and neither was made from the other as far as can be seen"
            proof = Evidence(kind="claim", why=why, exact=members[0].wording)
            unknown = Direction(0, (Evidence(kind="direction", why="independent reports have no direction"),))
            a, b = (island.documents[key] for key in pair)
            made[pair] = edge_of(a, b, "same_event", 0.5, unknown, [proof])
    return [made[pair] for pair in sorted(made)]


def _against(heads: Sequence[str]) -> Iterator[tuple[str, str]]:
    most = settings().lineage.same_event_cap_documents
    yield from combinations(heads[:most], 2)
    yield from product(heads[:most], heads[most:])


def _connected(island: Island, edges: Sequence[Lineage]) -> dict[str, str]:
    """From each document to the one that stands for all that edges connect it with."""
    groups = Clusters(island.documents)
    for edge in edges:
        groups.join(edge.source_document, edge.target_document)
    return {key: groups.find(key) for key in island.documents}


def _independent(pair: tuple[str, str], shared: Sequence[Mapping[str, set[str]]]) -> bool:
    """Whether every claim that two documents share comes from somebody in each, and never from the same.

    `shared`: of each claim that both make, the named origins by document.
    """
    for origins in shared:
        one, other = (origins[key] for key in pair)
        if not one or not other or one & other:
            return False
        if any(key.startswith("outlet:") for key in one | other):
            return False  # an outlet that names nobody may have it from anywhere
    return True


def _origins(island: Island, families: Sequence[Family]) -> list[dict[str, set[str]]]:
    """Of each family, the named origins of every document that has a statement in it."""
    found = []
    for family in families:
        origins: dict[str, set[str]] = defaultdict(set)
        for key in family.statements:
            statement = island.statements[key]
            origins[statement.document].update()
            if statement.attributed and statement.chain[0].start is not None:
                origins[statement.document].add(island.source(statement.chain[0].source_id))
        found.append(dict(origins))
    return found


def _reaches(ways: Mapping[str, set[str]], source: str, target: str) -> bool:
    """Whether a way of at least two steps leads from source to target."""
    seen: set[str] = set()
    queue = sorted(ways.get(source, set()) - {target})
    while queue:
        key = queue.pop()
        if key == target or len(seen) > settings().lineage.way_cap_documents:
            return True
        if key not in seen:
            seen.add(key)
            queue += sorted(ways.get(key, set()))
    return False

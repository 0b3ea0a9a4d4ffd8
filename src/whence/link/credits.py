"""Edges that need no likeness of whole texts: one report credits another, or both tell of one event.

A credit becomes an edge where the credited outlet's report is in the case, makes the same claim, and is not
the later of the two. Two reports that share a claim without any way from one to the other tell of the same
event.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from whence.languages.fold import same_name
from whence.link.direction import Direction
from whence.link.lineage import edge_of
from whence.model import Document, Evidence, Family, Lineage, Statement, Voice


def credited(
    documents: Sequence[Document], statements: Sequence[Statement]
) -> dict[tuple[str, str], Evidence]:
    """Pairs (credited document, crediting document) by id, with the words of the credit."""
    outlets: dict[str, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda d: d.id):
        if document.outlet is not None:
            outlets[document.outlet].append(document)
    by_id = {document.id: document for document in documents}
    found: dict[tuple[str, str], Evidence] = {}
    for statement in sorted(statements, key=lambda s: s.id):
        target = by_id[statement.document]
        for voice in statement.chain:
            if voice.role == "publisher" or voice.start is None:
                continue
            for outlet, sources in outlets.items():
                if outlet == target.outlet or not same_name(voice.name, outlet):
                    continue
                for source in sources:
                    if source.id != target.id and not _later(source, target):
                        found.setdefault((source.id, target.id), _words(voice, target, outlet))
    return found


def cites(
    documents: Mapping[str, Document],
    statements: Mapping[str, Statement],
    families: Sequence[Family],
    *,
    credit: Mapping[tuple[str, str], Evidence],
    edges: Sequence[Lineage],
) -> list[Lineage]:
    """Edges for credits that share a claim and are not on another edge or a longer way already."""
    together = _together(statements, families)
    ways: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        ways[edge.source_document].add(edge.target_document)
    linked = {frozenset((e.source_document, e.target_document)) for e in edges}
    wanted = [
        pair for pair in sorted(credit) if frozenset(pair) in together and frozenset(pair) not in linked
    ]
    for source, target in wanted:
        ways[source].add(target)
    made = []
    for source, target in wanted:
        if _reaches(ways, source, target):
            continue
        why = Evidence(
            kind="claim", why="both make the same claim", exact=together[frozenset((source, target))]
        )
        way = Direction(1, (credit[(source, target)],))
        made.append(edge_of(documents[source], documents[target], "cites", 0.8, way, [why]))
    return made


def same_event(
    documents: Mapping[str, Document],
    statements: Mapping[str, Statement],
    families: Sequence[Family],
    *,
    edges: Sequence[Lineage],
    source_of: Mapping[str, str],
) -> list[Lineage]:
    """Edges between reports that share a claim by different origins and that no other edges connect."""
    group = {key: key for key in documents}

    def find(key: str) -> str:
        while group[key] != key:
            key = group[key]
        return key

    for edge in edges:
        one, other = sorted((find(edge.source_document), find(edge.target_document)))
        group[other] = one
    made = []
    for pair, words in sorted(_together(statements, families).items(), key=lambda item: sorted(item[0])):
        a, b = sorted(pair)
        if find(a) == find(b) or not _independent(a, b, statements, families, source_of):
            continue
        why = "both make the same claim, and neither was made from the other as far as can be seen"
        proof = Evidence(kind="claim", why=why, exact=words)
        unknown = Direction(0, (Evidence(kind="direction", why="independent reports have no direction"),))
        made.append(edge_of(documents[a], documents[b], "same_event", 0.5, unknown, [proof]))
    return made


def _independent(
    a: str,
    b: str,
    statements: Mapping[str, Statement],
    families: Sequence[Family],
    source_of: Mapping[str, str],
) -> bool:
    """Whether every claim that two documents share comes from somebody in each, and never from the same."""
    for family in families:
        origins: dict[str, set[str]] = {a: set(), b: set()}
        shared = {statements[key].document for key in family.statements}
        if not {a, b} <= shared:
            continue
        for key in family.statements:
            statement = statements[key]
            if statement.document in origins and statement.attributed:
                voices = statement.chain[:1] if statement.chain[0].start is not None else ()
                origins[statement.document] |= {source_of.get(v.source_id, v.source_id) for v in voices}
        if not origins[a] or not origins[b] or origins[a] & origins[b]:
            return False
        if any(key.startswith("outlet:") for key in origins[a] | origins[b]):
            return False  # an outlet that names nobody may have it from anywhere
    return True


def _words(voice: Voice, target: Document, outlet: str) -> Evidence:
    why = f"{target.report} credits {outlet}"
    return Evidence(kind="credit", why=why, exact=voice.exact, start=voice.start, end=voice.end)


def _later(source: Document, target: Document) -> bool:
    """Whether the source was certainly published after the target."""
    mine, theirs = source.published, target.published
    if mine is None or theirs is None or mine.start is None or theirs.end is None:
        return False
    return mine.start > theirs.end


def _reaches(ways: Mapping[str, set[str]], source: str, target: str) -> bool:
    """Whether a way of at least two steps leads from source to target."""
    seen: set[str] = set()
    queue = sorted(ways.get(source, set()) - {target})
    while queue:
        key = queue.pop()
        if key == target:
            return True
        if key not in seen:
            seen.add(key)
            queue += sorted(ways.get(key, set()))
    return False


def _together(statements: Mapping[str, Statement], families: Sequence[Family]) -> dict[frozenset[str], str]:
    """Pairs of documents that share a claim, with its wording in one of them."""
    found: dict[frozenset[str], str] = {}
    for family in families:
        members = [statements[key] for key in family.statements]
        ids = sorted({s.document for s in members})
        for at, a in enumerate(ids):
            for b in ids[at + 1 :]:
                found.setdefault(frozenset((a, b)), members[0].wording)
    return found

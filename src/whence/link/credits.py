"""Edges that need no likeness of whole texts: one report credits another, or both tell of one event.

A credit becomes an edge where the credited outlet's report is in the case, makes the same claim, and is not
the later of the two. Two reports that share a claim without any way from one to the other tell of the same
event.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from whence.languages.fold import fold_key, same_name
from whence.link.clusters import Clusters
from whence.link.direction import Direction
from whence.link.lineage import edge_of
from whence.link.name_keys import name_keys
from whence.model import Document, Evidence, Family, Lineage, Statement, Voice
from whence.problems import Problem
from whence.settings import settings


class Credits:
    """Who credits whom: the outlets that each report names, and the reports of each outlet.

    A pair (credited document, crediting document), by id, is `in` it where the second names the first's outlet and
    the first was not certainly published later. Pairs are never listed: an agency has as many reports as are
    credited to it.
    """

    def __init__(self, documents: Iterable[Document], named: Mapping[str, Mapping[str, Evidence]]) -> None:
        self._documents = {document.id: document for document in documents}
        self._named = named

    def of(self, target: str) -> Mapping[str, Evidence]:
        """The outlets that a document credits, with the words that do."""
        return self._named.get(target, {})

    def why(self, source: str, target: str) -> Evidence | None:
        """The words by which `target` credits `source`, or None."""
        named = self._named.get(target)
        if not named or source == target:
            return None
        document = self._documents[source]
        proof = None if document.outlet is None else named.get(document.outlet)
        return None if proof is None or _later(document, self._documents[target]) else proof

    def __contains__(self, pair: object) -> bool:
        return isinstance(pair, tuple) and len(pair) == 2 and self.why(*pair) is not None


def credited(documents: Sequence[Document], statements: Sequence[Statement]) -> Credits:
    """The credits of all documents. A voice that is no publisher and has the name of an outlet credits it."""
    by_id = {document.id: document for document in documents}
    outlets = sorted({document.outlet for document in documents if document.outlet is not None})
    voices: dict[str, dict[str, Voice]] = defaultdict(dict)
    for statement in sorted(statements, key=lambda s: s.id):
        for voice in statement.chain:
            if voice.role != "publisher" and voice.start is not None:
                voices[statement.document].setdefault(voice.name, voice)
    matching = _matching(outlets, {name for found in voices.values() for name in found})
    named: dict[str, dict[str, Evidence]] = defaultdict(dict)
    for key, found in voices.items():
        target = by_id[key]
        for name, voice in found.items():
            for outlet in matching.get(name, ()):
                if outlet != target.outlet:
                    named[key].setdefault(outlet, _words(voice, target, outlet))
    return Credits(documents, dict(named))


def _matching(outlets: Sequence[str], names: Iterable[str]) -> dict[str, list[str]]:
    """From the name of a voice to the outlets that it names."""
    index: dict[str, set[str]] = defaultdict(set)
    for outlet in outlets:
        for key in name_keys(f"outlet:{fold_key(outlet)}", outlet):
            index[key.key].add(outlet)
    found = {}
    for name in names:
        asked = {
            outlet for key in name_keys(f"name:{fold_key(name)}", name) for outlet in index.get(key.key, ())
        }
        if matched := sorted(outlet for outlet in asked if same_name(name, outlet)):
            found[name] = matched
    return found


def cites(
    documents: Mapping[str, Document],
    statements: Mapping[str, Statement],
    families: Sequence[Family],
    *,
    credit: Credits,
    edges: Sequence[Lineage],
) -> list[Lineage]:
    """Edges for credits that share a claim and are not on another edge or a longer way already."""
    ways: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        ways[edge.source_document].add(edge.target_document)
    linked = {frozenset((e.source_document, e.target_document)) for e in edges}
    wanted: dict[tuple[str, str], str] = {}
    for family in families:
        ids, words = _members(family, statements)
        for pair in _credits_within(ids, documents, credit):
            if frozenset(pair) not in linked:
                wanted.setdefault(pair, words)
    for source, target in wanted:
        ways[source].add(target)
    made = []
    for source, target in sorted(wanted):
        proof = credit.why(source, target)
        if proof is None or _reaches(ways, source, target):
            continue
        why = Evidence(kind="claim", why="both make the same claim", exact=wanted[(source, target)])
        way = Direction(1, (proof,))
        made.append(edge_of(documents[source], documents[target], "cites", 0.8, way, [why]))
    return made


def _credits_within(
    ids: Sequence[str], documents: Mapping[str, Document], credit: Credits
) -> Iterable[tuple[str, str]]:
    """Pairs (credited, crediting) among the documents of one claim."""
    of_outlet: dict[str, list[str]] = defaultdict(list)
    for key in ids:
        outlet = documents[key].outlet
        if outlet is not None:
            of_outlet[outlet].append(key)
    for held in of_outlet.values():
        held.sort(key=lambda key: (_day(documents[key]), key), reverse=True)
    for target in ids:
        for outlet in credit.of(target):
            found = 0
            for source in of_outlet.get(outlet, ()):
                if found == settings().lineage.credited_cap_documents:
                    break
                if credit.why(source, target) is not None:
                    found += 1
                    yield source, target


def same_event(
    documents: Mapping[str, Document],
    statements: Mapping[str, Statement],
    families: Sequence[Family],
    *,
    edges: Sequence[Lineage],
    source_of: Mapping[str, str],
) -> tuple[list[Lineage], list[Problem]]:
    """Edges between reports that share a claim by different origins and that no other edges connect.

    Where too many reports make one claim, one of each connected group is compared, and a Problem
    says so where even these are more.
    """
    group = Clusters(documents)
    for edge in edges:
        group.join(edge.source_document, edge.target_document)
    most = settings().lineage.same_event_cap_documents
    told = _Told(statements, families, source_of)
    found: dict[tuple[str, str], str] = {}
    problems = []
    for family in families:
        ids, words = _members(family, statements)
        if len(ids) > most:
            firsts: dict[str, str] = {}
            for key in ids:
                firsts.setdefault(group.find(key), key)
            ids = sorted(firsts.values())
        if len(ids) > most:
            detail = f"{len(ids)} independent reports make one claim, {most} are shown beside each other"
            problems.append(Problem(code="capped", where=documents[ids[0]].report, detail=detail))
            ids = ids[:most]
        for a, b in combinations(ids, 2):
            if (a, b) not in found and group.find(a) != group.find(b) and told.independent(a, b):
                found[(a, b)] = words
    why = "both make the same claim, and neither was made from the other as far as can be seen"
    unknown = Direction(0, (Evidence(kind="direction", why="independent reports have no direction"),))
    made = []
    for (a, b), words in sorted(found.items()):
        proof = Evidence(kind="claim", why=why, exact=words)
        made.append(edge_of(documents[a], documents[b], "same_event", 0.5, unknown, [proof]))
    return made, problems


class _Told:
    """From whom each document has each of its claims."""

    def __init__(
        self, statements: Mapping[str, Statement], families: Sequence[Family], source_of: Mapping[str, str]
    ) -> None:
        self._families: dict[str, dict[str, set[str]]] = defaultdict(dict)
        for family in families:
            for key in family.statements:
                statement = statements[key]
                origins = self._families[statement.document].setdefault(family.id, set())
                if statement.attributed and statement.chain[0].start is not None:
                    origins.add(source_of.get(statement.chain[0].source_id, statement.chain[0].source_id))

    def independent(self, a: str, b: str) -> bool:
        """Whether every claim that two documents share comes from somebody in each, and never from the same."""
        few, many = sorted((self._families[a], self._families[b]), key=len)
        for family, mine in few.items():
            theirs = many.get(family)
            if theirs is None:
                continue
            if not mine or not theirs or mine & theirs:
                return False
            if any(key.startswith("outlet:") for key in mine | theirs):
                return False  # an outlet that names nobody may have it from anywhere
        return True


def _members(family: Family, statements: Mapping[str, Statement]) -> tuple[list[str], str]:
    """The documents of a claim, sorted, and its wording in one of them."""
    return sorted({statements[key].document for key in family.statements}), statements[
        family.statements[0]
    ].wording


def _words(voice: Voice, target: Document, outlet: str) -> Evidence:
    why = f"{target.report} credits {outlet}"
    return Evidence(kind="credit", why=why, exact=voice.exact, start=voice.start, end=voice.end)


def _later(source: Document, target: Document) -> bool:
    """Whether the source was certainly published after the target."""
    mine, theirs = source.published, target.published
    if mine is None or theirs is None or mine.start is None or theirs.end is None:
        return False
    return mine.start > theirs.end


def _day(document: Document) -> str:
    published = document.published
    return (published.start or "") if published is not None else ""


def _reaches(ways: Mapping[str, set[str]], source: str, target: str) -> bool:
    """Whether a way of at least two steps leads from source to target; taken for granted after very many."""
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

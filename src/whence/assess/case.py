"""The graph, indexed: what every question of this stage looks up."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from whence.model import Document, Family, Graph, Source, Statement, Tie, When

UNNAMED = "unnamed:"
"""What the id of a source without a name begins with, and its name in a chain."""
UNSTATED = "unnamed: unstated"
MADE_FROM = ("copy", "translation", "excerpt", "rewrite", "revision", "cites")


class Case:
    """Documents, statements, sources and ties by their ids; and which document was made from which."""

    def __init__(self, graph: Graph, documents: Sequence[Document], statements: Sequence[Statement]) -> None:
        self.graph = graph
        self.documents = {document.id: document for document in documents}
        self.statements = {statement.id: statement for statement in statements}
        self.families = graph.families
        self.family_of = {member: family.id for family in graph.families for member in family.statements}
        self.source_of: dict[str, Source] = {alias: s for s in graph.sources for alias in s.aliases}
        self.ties_of: dict[str, list[Tie]] = defaultdict(list)
        for tie in graph.ties:
            self.ties_of[tie.a].append(tie)
            self.ties_of[tie.b].append(tie)
        self.parents: dict[str, set[str]] = defaultdict(set)
        self.twins: dict[str, set[str]] = defaultdict(set)
        self.kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
        for edge in graph.lineage:
            if edge.kind not in MADE_FROM:
                continue
            one, other = edge.source_document, edge.target_document
            self.kinds[(one, other)].add(edge.kind)
            if edge.direction_known:
                self.parents[other].add(one)
            else:
                self.twins[one].add(other)
                self.twins[other].add(one)
        self.units = {c.id for s in statements for c in s.concepts if c.kind == "unit"}
        self._roots: dict[str, frozenset[str]] = {}

    def members(self, family: Family) -> list[Statement]:
        """The statements of a family that are at hand, by id."""
        return [self.statements[key] for key in family.statements if key in self.statements]

    def source(self, source_id: str) -> str:
        """The id of the merged source; the id itself where linking did not know it."""
        found = self.source_of.get(source_id)
        return source_id if found is None else found.id

    def name(self, statement: Statement) -> str:
        """The name of the statement's origin, the same in all documents."""
        voice = statement.chain[0]
        found = self.source_of.get(voice.source_id)
        return voice.name if found is None or found.kind == "unnamed" else found.name

    def called(self, statement: Statement) -> str:
        """The origin as evidence calls it: what has no name in the words of the text, in quotation marks."""
        name = self.name(statement)
        if name == UNSTATED:
            return "hearsay"
        return f"“{name.removeprefix(f'{UNNAMED} ')}”" if name.startswith(UNNAMED) else name

    def acts(self, source_id: str) -> bool:
        """Whether a source is known to be somebody: a person, an institution, a state or an outlet."""
        found = self.source_of.get(source_id)
        return found is not None and found.kind in ("person", "organisation", "state", "outlet")

    def outlet(self, document: Document) -> str:
        """The outlet's name, or the report's where it is unknown."""
        return document.outlet or document.report

    def ancestors(self, document: str) -> frozenset[str]:
        """All documents that this one was made from, directly or not."""
        if document not in self._roots:
            seen: set[str] = set()
            queue = list(self.parents.get(document, ()))
            while queue:
                key = queue.pop()
                if key not in seen and key != document:
                    seen.add(key)
                    queue += self.parents.get(key, ())
            self._roots[document] = frozenset(seen)
        return self._roots[document]

    def related(self, a: str, b: str) -> bool:
        """Whether one document was made from the other, in whichever direction."""
        return a == b or a in self.ancestors(b) or b in self.ancestors(a) or b in self.twins.get(a, ())


def published_first(when: When | None) -> str | None:
    """The first day on which a document may have been published."""
    return None if when is None else when.start


def published_last(when: When | None) -> str | None:
    """The last day on which a document may have been published."""
    return None if when is None else when.end


def tied(case: Case, a: str, b: str) -> float:
    """The score of the tie "same" between two statements, or 0."""
    return max(
        (t.score for t in case.ties_of.get(a, ()) if t.relation == "same" and b in (t.a, t.b)), default=0.0
    )


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Names without repetition, in the order of their first appearance."""
    return tuple(dict.fromkeys(names))

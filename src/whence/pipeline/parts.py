"""The graph of a case, and parts of it, read by key: what people decided, what their words name, and one claim with all
that touches it.

A whole case may be too large to be read for one question. What concerns a claim is the statements that ties connect
with its own, and the documents that edges connect with theirs.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from whence.model import Document, Graph, Lineage, Statement

if TYPE_CHECKING:
    from whence.link.judgements.decided import Decisions
    from whence.link.references import References
    from whence.store import Store


class Part(NamedTuple):
    """Documents with all their statements, and what the graph says of them."""

    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    graph: Graph


def file_names(store: "Store", documents: Iterable[str]) -> None:
    """Files the words by which documents that came, changed or went carry their sources."""
    from whence.link.judgements.targets import carried, looked_up
    from whence.store.finding import Called

    def rows(document: str) -> Iterator[Called]:
        for statement in store.statements(document):
            for source, name, exact in carried(statement):
                yield Called(source, name, looked_up(name), True)
                if exact and exact != name:
                    yield Called(source, exact, looked_up(exact), False)

    with store.transaction():
        for document in documents:
            store.finding.put_called(document, set(rows(document)))


def decisions(store: "Store") -> "Decisions":
    """What people decided, by the ids that the case's documents, statements and sources have now."""
    from whence.link.judgements.decided import NOTHING, decide
    from whence.link.judgements.targets import looked_up

    made = store.judgements()
    if not made:
        return NOTHING
    targets = [target for one in made for target in one.targets]
    documents = tuple(store.documents_of(target.sha256 for target in targets))
    statements = tuple(one for held in documents for one in store.statements(held.id))
    named = [target for target in targets if target.kind == "source"]
    if named and (waiting := store.queued()):
        file_names(store, waiting)
    names = store.finding.called(
        {target.id for target in named}, {folded for target in named if (folded := looked_up(target.name))}
    )
    return decide(made, documents, statements, names)


def graph(store: "Store") -> Graph:
    """The graph of the whole case. The case is linked."""
    from whence.link import assembled

    return assembled(store.linked("link_settled"), store.linked("link_lines"), store.linked("link_sources"))


def references(store: "Store", words: Sequence[str]) -> "References":
    """Everything that any of the words may name, with all that hangs together with it. The case is linked."""
    from whence.link import assembled
    from whence.link.judgements.targets import looked_up
    from whence.link.keys import number
    from whence.link.references import FEWEST_CHARACTERS, References

    finding = store.finding
    documents: set[str] = set()
    sources: set[str] = set()
    claims: set[str] = set()
    for one in words:
        plain = one.removeprefix("./")
        found = finding.named(plain, looked_up(plain), FEWEST_CHARACTERS)
        documents |= found.documents | finding.documents_of(found.statements)
        sources |= found.sources
        claims |= found.claims
    graph = assembled(finding.settled(finding.parts_of_claims(claims)), (), ())
    documents |= finding.documents_of(_members(graph, claims))
    numbers = {number(one) for one in documents}
    parts = finding.parts_of(numbers) | finding.parts_of_claims(claims)
    graph = assembled(finding.settled(parts), finding.lines(numbers), ())
    # Only what is named is told with its text; of the others that make the same claims, what they say.
    around = {document for _, document in finding.said_in(documents)}
    said = {statement for statement, _ in finding.said_in(documents)}
    touched = {one.id for one in graph.families if not said.isdisjoint(one.statements)}
    around |= finding.documents_of(_members(graph, touched))
    found_sources = finding.sources(map(number, around), sources)
    graph = msgspec.structs.replace(graph, sources=assembled((), (), found_sources).sources)
    aliases = {alias for one in graph.sources if not sources.isdisjoint(one.aliases) for alias in one.aliases}
    held = tuple(named for key in sorted(documents) if (named := store.document(key)) is not None)
    statements = tuple(one for key in sorted(around) for one in store.statements(key))
    return References(held, statements, graph, finding.called(sources | aliases), finding.told(sources))


def _members(graph: Graph, claims: set[str]) -> set[str]:
    """The statements of claims."""
    return {statement for one in graph.families if one.id in claims for statement in one.statements}


def edges(store: "Store", document: str) -> tuple[Lineage, ...]:
    """The edges of one document, by its id. The case is linked."""
    from whence.link import assembled
    from whence.link.keys import number

    return assembled((), store.finding.lines((number(document),)), ()).lineage


def claim(store: "Store", beginning: str) -> Part:
    """The claims whose ids begin so, and all others of the reports that make them, with every report that makes one of
    these and those that edges connect with it. The case is linked."""
    from whence.link import assembled
    from whence.link.keys import content, number

    finding = store.finding
    making = _documents(store, finding.parts_of_claims(finding.claims(beginning)))
    parts = finding.parts_of(map(number, making))
    numbers = sorted(finding.kin(map(number, _documents(store, parts))))
    held = tuple(found for one in numbers if (found := store.document(content(one))) is not None)
    statements = tuple(said for one in held for said in store.statements(one.id))
    graph = assembled(finding.settled(parts), finding.lines(numbers), finding.sources(numbers, ()))
    ids = {one.id for one in held}
    lines = tuple(one for one in graph.lineage if {one.source_document, one.target_document} <= ids)
    return Part(held, statements, msgspec.structs.replace(graph, lineage=lines))


def _documents(store: "Store", parts: set[int]) -> set[str]:
    """The documents whose statements are in the claims of parts."""
    from whence.link import assembled

    families = assembled(store.finding.settled(parts), (), ()).families
    return store.finding.documents_of(one for family in families for one in family.statements)

"""Parts of a case, read by key: what people decided, what their words name, and one claim with all that touches it.

A whole case may be too large to be read for one question. What hangs together is an island of the linked tables; what
is in another has no edge, tie or claim in common with it.
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
    islands: set[int] = set()
    for one in words:
        plain = one.removeprefix("./")
        found = finding.named(plain, looked_up(plain), FEWEST_CHARACTERS)
        documents |= found.documents | finding.documents_of(found.statements)
        sources |= found.sources
        claims |= found.claims
        islands |= finding.islands_of_claims(found.claims)
    islands |= finding.islands_of(map(number, documents))
    graph = assembled(finding.settled(islands), ())
    documents |= finding.documents_of(_members(graph, claims))
    # Only what is named is told with its text; of the others that make the same claims, what they say.
    around = {document for _, document in finding.said_in(documents)}
    said = {statement for statement, _ in finding.said_in(documents)}
    touched = {one.id for one in graph.families if not said.isdisjoint(one.statements)}
    around |= finding.documents_of(_members(graph, touched))
    found_sources = finding.sources(map(number, around), sources)
    graph = msgspec.structs.replace(graph, sources=assembled((), found_sources).sources)
    aliases = {alias for one in graph.sources if not sources.isdisjoint(one.aliases) for alias in one.aliases}
    held = tuple(named for key in sorted(documents) if (named := store.document(key)) is not None)
    statements = tuple(one for key in sorted(around) for one in store.statements(key))
    return References(held, statements, graph, finding.called(sources | aliases))


def _members(graph: Graph, claims: set[str]) -> set[str]:
    """The statements of claims."""
    return {statement for one in graph.families if one.id in claims for statement in one.statements}


def edges(store: "Store", document: str) -> tuple[Lineage, ...]:
    """The edges of one document, by its id. The case is linked."""
    from whence.link import assembled
    from whence.link.keys import number

    found = assembled(store.finding.settled(store.finding.islands_of((number(document),))), ()).lineage
    return tuple(one for one in found if document in (one.source_document, one.target_document))


def claim(store: "Store", beginning: str) -> Part:
    """The islands of the claims whose ids begin so. The case is linked."""
    from whence.link import assembled
    from whence.link.keys import content

    finding = store.finding
    islands = finding.islands_of_claims(finding.claims(beginning))
    numbers = sorted(finding.members(islands))
    held = tuple(found for one in numbers if (found := store.document(content(one))) is not None)
    statements = tuple(said for one in held for said in store.statements(one.id))
    return Part(held, statements, assembled(finding.settled(islands), finding.sources(numbers, ())))

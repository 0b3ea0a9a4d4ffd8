"""Parts of a case, read by key: what people decided, what their words name, and one claim with all that touches it.

A whole case may be too large to be read for one question. What hangs together is an island of the linked tables; what
is in another has no edge, tie or claim in common with it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from whence.model import Document, Graph, Statement

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
    from whence.link.judgements.targets import looked_up
    from whence.link.keys import number
    from whence.link.references import FEWEST_CHARACTERS, References

    finding = store.finding
    documents: set[str] = set()
    sources: set[str] = set()
    islands: set[int] = set()
    for one in words:
        plain = one.removeprefix("./")
        found = finding.named(plain, looked_up(plain), FEWEST_CHARACTERS)
        documents |= found.documents | finding.documents_of(found.statements)
        sources |= found.sources
        islands |= found.islands
    islands |= finding.islands_of(map(number, documents))
    part = _part(store, documents, islands, sources)
    aliases = {
        alias for one in part.graph.sources if not sources.isdisjoint(one.aliases) for alias in one.aliases
    }
    return References(*part, finding.called(sources | aliases))


def claim(store: "Store", beginning: str) -> Part:
    """The islands of the claims whose ids begin so. The case is linked."""
    return _part(store, set(), store.finding.islands(beginning), set())


def _part(store: "Store", documents: set[str], islands: set[int], sources: set[str]) -> Part:
    from whence.link import assembled
    from whence.link.keys import content, number

    finding = store.finding
    ids = sorted(documents | {content(one) for one in finding.members(islands)})
    held = tuple(found for one in ids if (found := store.document(one)) is not None)
    statements = tuple(said for one in held for said in store.statements(one.id))
    graph = assembled(finding.settled(islands), finding.sources(map(number, ids), sources))
    return Part(held, statements, graph)

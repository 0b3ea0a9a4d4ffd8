"""What a person means by a word on the command line: a statement, a claim, a document, a source.

An id or a beginning of one, a report's path or its file's name, the name of a source or of an outlet. What names
several things is never guessed at: all of them are named and the person chooses.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from whence.judgement import Target, claim_id
from whence.languages.fold import fold_key
from whence.link.documents.wordings import quoted
from whence.link.judgements.targets import Targets, of_document, of_source, of_statement
from whence.link.names.told import Bearing
from whence.model import Document, Graph, LineageKind, Statement, decode
from whence.problems import Problem, RunAborted

FEWEST_CHARACTERS = 4
"""From so many on, characters can be the beginning of an id; the report "ab.txt" and the name "Ada" are none."""
MOST_NAMED = 5

MADE_FROM = ("copy", "translation", "excerpt", "rewrite", "cites", "revision")


class Reference(NamedTuple):
    """A thing in the case. `words` is how a person knows it."""

    kind: Literal["statement", "claim", "document", "source"]
    id: str
    words: str


class References:
    """A case's documents, statements and graph, indexed by whatever a person calls them.

    They may be the part of a case in which everything is that some words name; then `names` are those of its sources.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        statements: Sequence[Statement],
        graph: Graph,
        names: Mapping[str, Iterable[str]] | None = None,
        told: Iterable[bytes] = (),
    ) -> None:
        self.targets = Targets(documents, statements, names)
        self.graph = graph
        self.told = tuple(decode(record, Bearing) for record in told)
        """What reports tell of who is who (`names.told`), by all that the sources in question are called."""
        self.families = {family.id: family for family in graph.families}
        self.family_of = {member: family.id for family in graph.families for member in family.statements}
        self.named_after = {claim_id(member): family for member, family in self.family_of.items()}
        """From every id that a claim has had, or had when fewer reports were there, to its id now."""
        self.source_of = {alias: source for source in graph.sources for alias in source.aliases}

    def find(self, words: str) -> Reference:
        """The one thing that the words name. Raises `RunAborted`: not_found, ambiguous."""
        words = words.removeprefix("./")
        for found in (self._exactly(words), self._named(words), self._beginning(words)):
            things = sorted(set(found))
            if len(things) == 1:
                return things[0]
            if things:
                named = "; ".join(f"{one.kind} {one.id}: {one.words}" for one in things[:MOST_NAMED])
                more = f"; and {len(things) - MOST_NAMED} more" if len(things) > MOST_NAMED else ""
                raise RunAborted(Problem(code="ambiguous", where=words, detail=named + more))
        raise RunAborted(Problem(code="not_found", where=words))

    def _exactly(self, words: str) -> Iterable[Reference]:
        if words in self.targets.statements:
            yield self._statement(words)
        if words in self.families:
            yield self._claim(words)
        elif words in self.named_after:
            yield self._claim(self.named_after[words])
        if words in self.targets.documents:
            yield self._document(self.targets.documents[words])
        if words in self.targets.names:
            yield Reference("source", words, self._name(words))
        for document in self.targets.documents.values():
            if document.report == words:
                yield self._document(document)

    def _named(self, words: str) -> Iterable[Reference]:
        """Documents by the end of their path, sources by a name; names that are one source are one thing."""
        for document in self.targets.documents.values():
            if document.report.replace("\\", "/").endswith(f"/{words}"):
                yield self._document(document)
        sources: dict[str, str] = {}
        for key in self.targets.called(words):
            merged = self.source_of.get(key)
            sources.setdefault(merged.id if merged else key, key)
        if not sources:
            wanted = fold_key(words)
            held = (s for s in self.graph.sources if wanted and wanted in map(fold_key, s.variants))
            sources = {source.id: source.id for source in held}
        for key in sources.values():
            yield Reference("source", key, self._name(key))

    def _beginning(self, words: str) -> Iterable[Reference]:
        if len(words) < FEWEST_CHARACTERS:
            return
        yield from (self._statement(key) for key in self.targets.statements if key.startswith(words))
        yield from (self._claim(key) for key in self.families if key.startswith(words))
        yield from (
            self._document(document)
            for key, document in self.targets.documents.items()
            if key.startswith(words)
        )
        yield from (
            Reference("source", key, self._name(key)) for key in self.targets.names if key.startswith(words)
        )

    def _statement(self, key: str) -> Reference:
        return Reference("statement", key, quoted(self.targets.statements[key].wording))

    def _claim(self, key: str) -> Reference:
        return Reference("claim", key, quoted(self.targets.statements[self.first(key)].wording))

    def _document(self, document: Document) -> Reference:
        return Reference("document", document.id, document.report)

    def _name(self, key: str) -> str:
        return min(self.targets.names[key], key=lambda name: (-len(name), name))

    def first(self, claim: str) -> str:
        """The statement that stands for a claim: the first attributed one by id, as the claim's own id does."""
        members = self.families[claim].statements
        voiced = [key for key in members if self.targets.statements[key].attributed]
        return min(voiced or members)

    # --- what is judged -----------------------------------------------------------------------------------

    def target(self, reference: Reference) -> Target:
        """The thing as a target. A claim is judged through the statement that stands for it."""
        if reference.kind == "source":
            return of_source(reference.id, self._name(reference.id))
        if reference.kind == "document":
            return of_document(self.targets.documents[reference.id])
        key = self.first(reference.id) if reference.kind == "claim" else reference.id
        statement = self.targets.statements[key]
        return of_statement(statement, self.targets.documents[statement.document])

    def judged(
        self,
        decision: Literal["same", "different", "accept", "reject"],
        names: Sequence[str],
        value: str | None,
    ) -> tuple[tuple[Target, ...], str | None]:
        """The targets of a judgement and its value, checked. Raises `RunAborted`: bad_judgement, and as `find`.

        `value` is the kind of edge that a person named for two documents; it is told where nobody named one.
        """
        found = [self.find(name) for name in names]
        where = " and ".join(names)
        if len(found) == 1 and found[0].kind == "claim" and len(self.families[found[0].id].statements) > 1:
            keys = ", ".join(self.families[found[0].id].statements[:MOST_NAMED])
            raise _refused(where, f"a claim of several statements; say which of them: {keys}")
        targets = tuple(self.target(one) for one in found)
        kinds = {target.kind for target in targets}
        if len(targets) == 1 and kinds != {"statement"}:
            raise _refused(where, f"a {found[0].kind} by itself; give a statement, or two {found[0].kind}s")
        if len(kinds) > 1:
            raise _refused(where, f"the first is a {found[0].kind}, the second a {found[1].kind}")
        if len(targets) == 2 and targets[0].id == targets[1].id:
            raise _refused(where, f"both are one {found[0].kind}, as every report gives it")
        if value is not None and (kinds != {"document"} or decision != "same"):
            raise _refused(where, "only `same` on two documents takes a kind of edge")
        if len(targets) == 2:
            self._check_pair(decision, targets[0], targets[1], where)
        return targets, self._value(decision, targets, value, where) if kinds == {"document"} else None

    def _check_pair(self, decision: str, a: Target, b: Target, where: str) -> None:
        if a.kind == "statement":
            held = [self.targets.statements[target.id] for target in (a, b)]
            if any(one.within is not None for one in held):
                raise _refused(
                    where, "a statement within another is no claim of its own; judge the one around it"
                )
            if not any(one.attributed for one in held):
                raise _refused(where, "neither is attributed to anybody")
            one = self.family_of.get(a.id) is not None and self.family_of.get(a.id) == self.family_of.get(
                b.id
            )
        elif a.kind == "source":
            mine, theirs = self.source_of.get(a.id), self.source_of.get(b.id)
            one = mine is not None and mine == theirs
        else:
            return
        if decision in ("accept", "reject") and not one:
            raise _refused(where, f"the two {a.kind}s are not merged; say `same` or `different`")

    def _value(
        self, decision: str, targets: tuple[Target, ...], value: str | None, where: str
    ) -> LineageKind | None:
        pair = {target.id for target in targets}
        between = [e for e in self.graph.lineage if {e.source_document, e.target_document} == pair]
        if decision in ("accept", "reject"):
            if not between:
                raise _refused(where, "no edge connects the two documents; say `same` or `different`")
            return between[0].kind
        if decision == "different":
            return None
        if value is not None:
            return value  # type: ignore[return-value]
        known = [edge.kind for edge in between if edge.kind in MADE_FROM]
        languages = {self.targets.documents[target.id].language for target in targets}
        return known[0] if known else "rewrite" if len(languages) == 1 else "translation"


def _refused(where: str, detail: str) -> RunAborted:
    return RunAborted(Problem(code="bad_judgement", where=where, detail=detail))

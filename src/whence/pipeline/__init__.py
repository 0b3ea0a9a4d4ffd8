"""The order of the stages, incremental runs and resumption: the only file that knows all stages.

Stages are imported where they are called, so that `import whence` stays light.

What is made is keyed by what it was made from and with (a document's statements by the document, code, packs and
weights; the graph by all those keys): a run does only what changed, and goes on where a killed one had got to.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Literal, Self

from whence.explanation import Explanation
from whence.judgement import Decision, Judged, Judgement, Target, in_force
from whence.model import (
    Assessment,
    Claim,
    Document,
    Forecast,
    Graph,
    Lineage,
    Record,
    SourceRecord,
    Statement,
    content_id,
    encode,
)
from whence.pipeline.keys import hashed
from whence.problems import Problem, RunAborted

if TYPE_CHECKING:
    from whence.languages.learned import Learned
    from whence.link.judgements.decided import Decisions
    from whence.link.references import References
    from whence.store import Hit, Removed, Store

VERSION = "0.1.0"

OUTLETS = "outlets.toml"
"""A case's own table of outlets, a file in its folder."""

Progress = Callable[[str, int], None]
"""Called with what is being done and how many documents are done so far."""


class Holdings(Record, frozen=True):
    """Everything a case holds at one moment: what the views are made from.

    `statements` include publishers' own sentences (`attributed` False) where a claim uses them. `as_of` is
    the ISO date at which forecasts are judged. `judgements` are people's, with what became of each; the statements
    that they rejected are among `statements` but in no claim.
    """

    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    graph: Graph
    assessment: Assessment
    problems: tuple[Problem, ...]
    as_of: str
    judgements: tuple[Judged, ...] = ()


class Added(Record, frozen=True):
    """What a run did: documents that were new, that were known, that were extracted, and what went wrong."""

    new: int
    known: int
    extracted: int
    statements: int
    problems: tuple[Problem, ...]


def read(
    inputs: Iterable[str], *, language: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Document | Problem]:
    """Documents, and the problems met on the way, one at a time. See `whence.read.read`.

    Raises `RunAborted` where an option cannot be used (bad_option) or a pack does not fit (bad_pack).
    """
    from whence.languages.pack import PackError
    from whence.read import read as stage

    try:
        yield from stage(list(inputs), language=language, stdin=stdin)
    except PackError as error:
        raise RunAborted(Problem(code="bad_pack", where="languages/packs", detail=str(error))) from error


def extract(document: Document) -> tuple[tuple[Statement, ...], tuple[Problem, ...]]:
    """The statements of one document. See `whence.extract.extract`."""
    from whence.extract import extract as stage

    return stage(document)


def open_case(path: str | Path, *, create: bool = True) -> "Case":
    """The case in the folder `path`, made where there is none. Raises `RunAborted` if it does not open."""
    from whence.store import Store

    return Case(Store.open(path, create=create))


class Case:
    """An open case: reports go in, claims with their answers come out. Close it, or use it in a `with`."""

    def __init__(self, store: "Store") -> None:
        self._store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the case. What was added is on disk already."""
        self._store.close()

    @property
    def name(self) -> str:
        """The name of the case's folder."""
        return self._store.folder.resolve().name

    # --- writing ------------------------------------------------------------------------------------------

    def add(
        self,
        inputs: Iterable[str],
        *,
        language: str | None = None,
        stdin: BinaryIO | None = None,
        progress: Progress | None = None,
    ) -> Added:
        """Reads files and folders, extracts what is new, and links anew.

        Each document is kept as soon as it is read. Raises `RunAborted` where nothing can go on.
        """
        with self._outlets():
            return self._added(list(inputs), language=language, stdin=stdin, progress=progress)

    def _added(
        self, given: list[str], *, language: str | None, stdin: BinaryIO | None, progress: Progress | None
    ) -> Added:
        store = self._store
        run, interrupted = store.begin_run(given, version=VERSION)
        problems: list[Problem] = [interrupted] if interrupted else []
        counts = {"new": 0, "known": 0, "extracted": 0, "statements": 0}
        try:
            for done in self._add(read(given, language=language, stdin=stdin), problems, counts):
                if progress:
                    progress("reading", done)
            if progress:
                progress("linking", counts["new"] + counts["known"])
            self._link(problems)
            problems += self._decisions().problems
        except RunAborted:
            store.end_run(run, counts)
            raise
        store.end_run(run, counts)
        return Added(**counts, problems=tuple(problems))

    def _add(
        self, items: Iterator[Document | Problem], problems: list[Problem], counts: dict[str, int]
    ) -> Iterator[int]:
        """Keeps what is read, one transaction a document; yields how many documents are done."""
        store = self._store
        pending: list[Problem] = []
        cleared: set[str] = set()
        for item in items:
            if isinstance(item, Problem):
                problems.append(item)
                pending.append(item)
                continue
            with store.transaction():
                fresh = store.add_document(item)
                counts["new" if fresh else "known"] += 1
                held = item if fresh else (store.document(item.id) or item)
                if held.report != item.report:
                    pending.append(
                        Problem(code="duplicate", where=item.report, detail=f"it is {held.report}")
                    )
                    problems.append(pending[-1])
                elif held != item:
                    # The same bytes, read anew: a language was named, or what counts as boilerplate changed.
                    store.replace_document(item)
                    held = item
                key = _statements_key(held, self._own_outlets())
                cleared.add(held.report)
                if store.stage_key(held.id) != key:
                    statements, faults = extract(held)
                    store.put_statements(held.id, key, statements)
                    store.put_problems(held.report, faults)
                    problems += faults
                    counts["extracted"] += 1
                    counts["statements"] += sum(one.attributed for one in statements)
                if (file := item.report.partition("#")[0]) not in cleared:
                    cleared.add(file)
                    store.put_problems(file, ())
                self._note(pending, cleared)
            yield counts["new"] + counts["known"]
        self._note(pending, cleared)

    def _note(self, pending: list[Problem], cleared: set[str]) -> None:
        """Keeps problems. Those that an earlier run had with the same place go: the place was read anew."""
        with self._store.transaction():
            for one in pending:
                if one.where not in cleared:
                    cleared.add(one.where)
                    self._store.put_problems(one.where, ())
            self._store.add_problems(pending)
        pending.clear()

    def remove(self, report: str) -> "Removed":
        """Takes out a report with all that rested on it, and links anew. Raises `RunAborted` (not_found)."""
        removed = self._store.remove(report)
        if not removed.captures and not removed.documents:
            raise RunAborted(Problem(code="not_found", where=report))
        self._link()
        return removed

    def judge(
        self,
        decision: Literal["same", "different", "accept", "reject"],
        things: Sequence[str],
        *,
        by: str,
        why: str = "",
        kind: str | None = None,
    ) -> Judgement:
        """Keeps a person's decision on one thing or on two; it holds from now on and over every run.

        `things` are ids or their beginnings, reports, or names; `kind` is the edge between two documents judged
        the same. Nobody is `by` by default. Raises `RunAborted`: not_found, ambiguous, bad_judgement.
        """
        wanted = (1, 2) if decision in ("accept", "reject") else (2,)
        if len(things) not in wanted:
            detail = f"{decision} takes {' or '.join(map(str, wanted))} of them, not {len(things)}"
            raise RunAborted(Problem(code="bad_judgement", where=decision, detail=detail))
        targets, value = self._references(*things).judged(decision, things, kind)
        return self._keep(decision, targets, by, why, value=value)

    def undo(self, number: int, *, by: str, why: str = "") -> Judgement:
        """Takes back the judgement of this number; that is a judgement too. Raises `RunAborted`."""
        made = self._store.judgements()
        if number not in {one.number for one in made}:
            detail = f"{len(made)} judgements were made" if made else "no judgement was made"
            raise RunAborted(Problem(code="not_found", where=f"judgement {number}", detail=detail))
        if number not in {one.number for one in in_force(made)}:
            raise RunAborted(
                Problem(code="bad_judgement", where=f"judgement {number}", detail="it was taken back already")
            )
        return self._keep("undo", (), by, why, undoes=number)

    def _keep(
        self,
        decision: Decision,
        targets: tuple[Target, ...],
        by: str,
        why: str,
        *,
        value: str | None = None,
        undoes: int | None = None,
    ) -> Judgement:
        who = " ".join(by.split())
        if not who:
            raise RunAborted(
                Problem(code="bad_judgement", where=decision, detail="nobody is named as its author")
            )
        return self._store.add_judgement(
            Judgement(
                number=0,
                decision=decision,
                targets=targets,
                by=who,
                at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                why=" ".join(why.split()),
                value=value,
                undoes=undoes,
            )
        )

    def learn(self) -> tuple["Learned", tuple[Problem, ...]]:
        """Learns words from the case's own translations, for linking. Raises `RunAborted`: too_little, unwritable."""
        from whence.pipeline.learning import learn

        return learn(self._store, self._graph().lineage)

    def unlearn(self) -> int | None:
        """Takes back what was learned last; the number of what is in force now. Raises `RunAborted` (not_found)."""
        from whence.pipeline.learning import unlearn

        return unlearn(self._store.folder)

    # --- reading ------------------------------------------------------------------------------------------

    def holdings(self, *, as_of: str | None = None) -> Holdings:
        """Everything, with forecasts judged at `as_of` (an ISO date; today where None)."""
        graph = self._graph()
        return self._held(tuple(self._store.documents()), tuple(self._store.statements()), graph, as_of)

    def holdings_of(self, claim: str, *, as_of: str | None = None) -> Holdings:
        """The part of `holdings` that one claim hangs together with, by its id or the beginning of it.

        Empty where no claim has it; of several claims, the parts of all. What a source did elsewhere is not in it.
        """
        from whence.pipeline.parts import claim as part

        self._link()
        return self._held(*part(self._store, claim), as_of)

    def _held(
        self,
        documents: tuple[Document, ...],
        everything: tuple[Statement, ...],
        graph: Graph,
        as_of: str | None,
    ) -> Holdings:
        day = _day(as_of)
        used = {one for family in graph.families for one in family.statements}
        decisions = self._decisions()
        statements = tuple(one for one in everything if one.attributed or one.id in used)
        taken = tuple(one for one in statements if one.id not in decisions.rejected)
        assessment, faults = _assess(graph, documents, taken, day)
        return Holdings(
            documents=documents,
            statements=statements,
            graph=graph,
            assessment=assessment,
            problems=(*self._store.problems(), *decisions.problems, *faults),
            as_of=day,
            judgements=decisions.judged,
        )

    def claims(self, *, as_of: str | None = None) -> tuple[Claim, ...]:
        """All claims with their origins, ladders, denials and rival figures."""
        return self.holdings(as_of=as_of).assessment.claims

    def lineage(self, document: str | None = None) -> tuple[Lineage, ...]:
        """How documents hang together; one document (by its id) with all others."""
        if document is None:
            return self._graph().lineage
        from whence.pipeline.parts import edges

        self._link()
        return edges(self._store, document)

    def forecasts(self, *, as_of: str | None = None) -> tuple[Forecast, ...]:
        """All forecasts and their state at `as_of`."""
        return self.holdings(as_of=as_of).assessment.forecasts

    def sources(self, *, as_of: str | None = None) -> tuple[SourceRecord, ...]:
        """All sources and their records."""
        return self.holdings(as_of=as_of).assessment.sources

    def documents(self) -> tuple[Document, ...]:
        """All documents, in order of arrival."""
        return tuple(self._store.documents())

    def document(self, name: str) -> Document:
        """The document with this id (or a beginning of it), or of this report (or whose path ends so).

        Raises `RunAborted`: not_found, ambiguous, bad_option (it names something else).
        """
        if (held := self._store.document(name)) is not None:
            return held
        known = self._references(name)
        if (found := known.find(name)).kind == "document":
            return known.targets.documents[found.id]
        detail = f"it is a {found.kind}; give a report, or the id of a document"
        raise RunAborted(Problem(code="bad_option", where=name, detail=detail))

    def statements(self, document: str | None = None) -> tuple[Statement, ...]:
        """The attributed statements of one document (by its id), or of all."""
        return tuple(one for one in self._store.statements(document) if one.attributed)

    def problems(self) -> tuple[Problem, ...]:
        """Everything that could not be read, parsed or decided."""
        return (*self._store.problems(), *self._decisions().problems)

    def judgements(self) -> tuple[Judged, ...]:
        """Everything that people decided here, in order, and what became of it."""
        return self._decisions().judged

    def why(self, first: str, second: str) -> Explanation:
        """What two reports, statements, claims or names are to each other, with the evidence for and against.

        Both are ids or their beginnings, reports, or names. Raises `RunAborted`: not_found, ambiguous,
        not_comparable.
        """
        from whence.link.explain.pairs import explain

        known = self._references(first, second)
        with self._outlets():
            return explain((first, second), known, self._decisions())

    def search(self, words: str, *, limit: int = 50) -> tuple["Hit", ...]:
        """Statements and documents that hold all the words."""
        hits = self._store.search(words, limit=limit)
        documents = {hit.document for hit in hits if hit.statement is not None}
        said = {one.id for document in documents for one in self.statements(document)}
        return tuple(hit for hit in hits if hit.statement is None or hit.statement in said)

    # --- inside -------------------------------------------------------------------------------------------

    def _decisions(self) -> "Decisions":
        """What people decided, by the ids that the case's documents and statements have now."""
        from whence.pipeline.parts import decisions

        return decisions(self._store)

    def _references(self, *words: str) -> "References":
        """What in the case any of the words may name, with all that hangs together with it."""
        from whence.pipeline.parts import references

        self._link()
        return references(self._store, words)

    def _own_outlets(self) -> str:
        """The text of the case's own table of outlets, "" where it has none."""
        file = self._store.folder / OUTLETS
        try:
            return file.read_text("utf-8") if file.is_file() else ""
        except (OSError, UnicodeDecodeError) as error:
            raise RunAborted(Problem(code="bad_outlets", where=str(file), detail=str(error))) from error

    @contextmanager
    def _outlets(self) -> Iterator[None]:
        """Inside, the case's own outlets and words are known. Raises `RunAborted` (bad_outlets, bad_learned)."""
        from whence.languages.learned import with_learned
        from whence.languages.outlets import OutletError, with_outlets
        from whence.pipeline.learning import learned_record

        text = self._own_outlets()
        with ExitStack() as stack:
            stack.enter_context(with_learned(learned_record(self._store.folder)))
            try:
                stack.enter_context(with_outlets(text))
            except OutletError as error:
                where = str(self._store.folder / OUTLETS)
                raise RunAborted(Problem(code="bad_outlets", where=where, detail=str(error))) from error
            yield

    def _graph(self) -> Graph:
        """The graph of what the case holds now; linked anew only where something changed since."""
        from whence.pipeline.parts import graph

        self._link()
        return graph(self._store)

    def _link(self, faults_to: list[Problem] | None = None) -> None:
        """Links what is not linked yet."""
        from whence.pipeline.learning import learned_record
        from whence.pipeline.linking import link_case

        own = self._own_outlets()
        judged = content_id(*(encode(one).decode() for one in in_force(self._store.judgements())))
        taught = learned_record(self._store.folder)
        key = content_id(_code_key("link"), own, taught.decode("utf-8"))
        with self._outlets() if own or taught else nullcontext():
            faults = link_case(self._store, key, judged, self._decisions)
        if faults_to is not None:
            faults_to.extend(faults)


def _assess(
    graph: Graph, documents: tuple[Document, ...], statements: tuple[Statement, ...], as_of: str
) -> tuple[Assessment, tuple[Problem, ...]]:
    from whence.assess import assess

    assessment, faults = assess(graph, documents, statements, as_of=date.fromisoformat(as_of))
    return assessment, tuple(faults)


def _day(as_of: str | None) -> str:
    """An ISO date, checked; today (UTC) where None. Raises `RunAborted` (bad_option)."""
    if as_of is None:
        return datetime.now(UTC).date().isoformat()
    try:
        return datetime.strptime(as_of, "%Y-%m-%d").date().isoformat()
    except ValueError as error:
        raise RunAborted(
            Problem(code="bad_option", where="--as-of", detail=f"{as_of!r} is no day such as 2025-02-15")
        ) from error


def _statements_key(document: Document, outlets: str) -> str:
    """What the statements of a document rest on: the document as read, the case's own outlets, and what extracts."""
    return content_id(encode(document).decode("utf-8", "replace"), _code_key("extract"), outlets)


@cache
def _code_key(stage: str) -> str:
    """A hash of the code, packs and weights that a stage runs on."""
    return hashed(("model.py", "judgement.py", "settings.py", "weights.toml", "languages", stage))

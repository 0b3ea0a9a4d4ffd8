"""A case on disk: one folder with `case.sqlite` and `originals/`.

Every method that writes is one transaction, so a run that is killed leaves a case that opens and goes on;
`transaction` makes one of several. Whatever is listed comes in order of arrival. What was made from documents
is keyed by what it was made with (`stage_key`, `derived_key`), so that a re-run does only what changed.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, NamedTuple, Self

import msgspec

from whence.judgement import Judgement
from whence.model import Assessment, Document, Record, Statement, decode, encode
from whence.problems import Problem, RunAborted
from whence.store import links, originals
from whence.store.finding import Finding
from whence.store.schema import ORIGINALS, aborted, connect
from whence.store.search import Hit, search

BUSY_TIMEOUT_SECONDS = 5.0
"""How long a writer waits for another before it gives up with `case_locked`."""
_BOM = b"\xef\xbb\xbf"


class Capture(Record, frozen=True):
    """That a report (a path, `path#LINE`, or `-`) gave a document."""

    report: str
    document: str


class Run(Record, frozen=True):
    """One run that wrote to the case. `interrupted`: its process ended before it did."""

    number: int
    state: Literal["running", "ended", "interrupted"]
    version: str
    inputs: tuple[str, ...]
    counts: dict[str, int]


class Removed(NamedTuple):
    """How much a removal took out of the case."""

    captures: int
    documents: int
    statements: int
    problems: int


class Store:
    """An open case. Use it as a context manager, or close it; one thread at a time."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self._connection = connection
        self._depth = 0

    @classmethod
    def open(
        cls, folder: str | Path, *, create: bool = False, busy_timeout_seconds: float = BUSY_TIMEOUT_SECONDS
    ) -> Self:
        """The case in a folder; with `create` it is made where there is none.

        Raises `RunAborted`: not_a_case, case_version (another schema), case_locked, unwritable, unreadable.
        """
        path = Path(folder)
        return cls(path, connect(path, create=create, busy_timeout_seconds=busy_timeout_seconds))

    def close(self) -> None:
        """Closes the database. What was not committed is lost."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Makes one transaction of all that is written inside: all of it is kept, or nothing.

        Raises `RunAborted`: case_locked where another process writes for too long, unwritable where the disk
        refuses.
        """
        if self._depth:
            yield
            return
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._depth = 1
            yield
            self._connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise aborted(error, self.folder) from error
        finally:
            self._depth = 0
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    # --- documents -------------------------------------------------------------------------------------

    def add_document(self, document: Document, *, data: bytes | None = None) -> bool:
        """Keeps a document and its capture; False where the same document was there already.

        `data` are the captured bytes; without them they are the text's UTF-8 (with its byte order mark, if it
        had one). A document that is there already gets one more capture if its report is another. Raises
        ValueError where the bytes are not those that `sha256` names.
        """
        original = _original(document) if data is None else data
        if hashlib.sha256(original).hexdigest() != document.sha256:
            raise ValueError(f"{document.report}: the bytes do not fit the document's sha256")
        try:
            originals.put(self.folder / ORIGINALS, document.sha256, original)
        except OSError as error:
            detail = error.strerror or str(error)
            raise RunAborted(Problem(code="unwritable", where=str(self.folder), detail=detail)) from error
        with self.transaction():
            known = self._one("SELECT 1 FROM documents WHERE id = ?", document.id)
            if known is None:
                record = encode(msgspec.structs.replace(document, text=""))
                self._connection.execute(
                    "INSERT INTO documents (id, sha256, title, text, record) VALUES (?, ?, ?, ?, ?)",
                    (document.id, document.sha256, document.title, document.text, record),
                )
            # A report that is captured again with an earlier text is that text's once more: it moves to the
            # end.
            latest = self._one(
                "SELECT document FROM captures WHERE report = ? ORDER BY number DESC", document.report
            )
            if latest is None or latest[0] != document.id:
                self._connection.execute(
                    "INSERT OR REPLACE INTO captures (report, document) VALUES (?, ?)",
                    (document.report, document.id),
                )
        return known is None

    def replace_document(self, document: Document) -> None:
        """Keeps a known document as it was read anew: the same text in another language, with other marks.

        Raises KeyError where the case has no such document.
        """
        with self.transaction():
            if self._one("SELECT 1 FROM documents WHERE id = ?", document.id) is None:
                raise KeyError(document.id)
            indexed = "SELECT {}number, title, text FROM documents WHERE id = ?"
            self._connection.execute(
                "INSERT INTO document_search (document_search, rowid, title, text) "
                + indexed.format("'delete', "),
                (document.id,),
            )
            record = encode(msgspec.structs.replace(document, text=""))
            self._connection.execute(
                "UPDATE documents SET title = ?, record = ? WHERE id = ?",
                (document.title, record, document.id),
            )
            self._connection.execute(
                "INSERT INTO document_search (rowid, title, text) " + indexed.format(""), (document.id,)
            )

    def documents(self) -> Iterator[Document]:
        """All documents, in order of arrival, one by one."""
        for record, text in self._connection.execute("SELECT record, text FROM documents ORDER BY number"):
            yield _document(record, text)

    def documents_of(self, sha256: Iterable[str]) -> Iterator[Document]:
        """The documents that have the bytes of one of these hashes, found by key, hash by hash in order."""
        for one in sorted(set(sha256)):
            rows = self._connection.execute(
                "SELECT record, text FROM documents WHERE sha256 = ? ORDER BY number", (one,)
            )
            for record, text in rows.fetchall():
                yield _document(record, text)

    def document(self, name: str) -> Document | None:
        """The document with this id, or the one that a report gave last; None where there is none."""
        row = self._one("SELECT record, text FROM documents WHERE id = ?", name) or self._one(
            "SELECT d.record, d.text FROM captures c JOIN documents d ON d.id = c.document WHERE c.report = ?"
            " ORDER BY c.number DESC",
            name,
        )
        return None if row is None else _document(row[0], row[1])

    def original(self, document: Document) -> bytes:
        """The bytes as captured. Raises FileNotFoundError where somebody deleted them."""
        return originals.get(self.folder / ORIGINALS, document.sha256)

    def captures(self, document: str | None = None) -> tuple[Capture, ...]:
        """Which report gave which document, in order; of one document where its id is given."""
        where, values = ("", ()) if document is None else (" WHERE document = ?", (document,))
        rows = self._connection.execute(
            f"SELECT report, document FROM captures{where} ORDER BY number", values
        )
        return tuple(Capture(report=report, document=id_) for report, id_ in rows)

    def remove(self, report: str) -> Removed:
        """Takes out a report with all that rested on it: a file (with all its lines), a line of one, or a
        document's id.

        A document that other reports gave too loses only this capture, and is then theirs. The next run takes what
        rested on it out of the graph; the assessment is dropped. Nothing is removed where nothing has that name.
        """
        unused: list[str] = []
        with self.transaction():
            rows = self._connection.execute(
                "SELECT report, document FROM captures WHERE report = ? OR document = ?"
                " OR substr(report, 1, ?) = ? ORDER BY number",
                (report, report, len(report) + 1, f"{report}#"),
            ).fetchall()
            if not rows:
                return Removed(0, 0, 0, 0)
            problems = self._delete("problems WHERE place = ?", report)
            for name, document in rows:
                self._connection.execute(
                    "DELETE FROM captures WHERE report = ? AND document = ?", (name, document)
                )
                problems += self._delete("problems WHERE place = ?", name)
            gone = statements = 0
            for document in dict.fromkeys(document for _, document in rows):
                left = self._one("SELECT report FROM captures WHERE document = ? ORDER BY number", document)
                if left is not None:
                    self._rename(document, left[0])
                    continue
                sha256 = self._one("SELECT sha256 FROM documents WHERE id = ?", document)[0]
                self._queue(document)
                statements += self._delete("statements WHERE document = ?", document)
                gone += self._delete("documents WHERE id = ?", document)
                if self._one("SELECT 1 FROM documents WHERE sha256 = ?", sha256) is None:
                    unused.append(sha256)
            self._connection.execute("DELETE FROM derived WHERE name = 'assessment'")
        for sha256 in unused:
            originals.discard(self.folder / ORIGINALS, sha256)
        return Removed(len(rows), gone, statements, problems)

    def _rename(self, document: str, report: str) -> None:
        """Gives a document, and its statements, the name of another report that it was captured from."""
        record = self._one("SELECT record FROM documents WHERE id = ?", document)[0]
        renamed = msgspec.structs.replace(decode(record, Document), report=report)
        self._queue(document)
        self._connection.execute("UPDATE documents SET record = ? WHERE id = ?", (encode(renamed), document))
        for statement in list(self.statements(document)):
            self._connection.execute(
                "UPDATE statements SET record = ? WHERE document = ? AND id = ?",
                (encode(msgspec.structs.replace(statement, report=report)), document, statement.id),
            )

    # --- statements ------------------------------------------------------------------------------------

    def stage_key(self, document: str) -> str | None:
        """What the statements of a document were made with, or None where they were not made yet."""
        row = self._one("SELECT key FROM stages WHERE document = ?", document)
        return None if row is None else str(row[0])

    def put_statements(self, document: str, key: str, statements: Sequence[Statement]) -> None:
        """Replaces the statements of a document. Raises KeyError where the case has no such document."""
        with self.transaction():
            if self._one("SELECT 1 FROM documents WHERE id = ?", document) is None:
                raise KeyError(document)
            self._delete("statements WHERE document = ?", document)
            self._connection.executemany(
                "INSERT INTO statements (document, position, id, wording, record) VALUES (?, ?, ?, ?, ?)",
                [(document, at, s.id, s.wording, encode(s)) for at, s in enumerate(statements)],
            )
            self._queue(document)
            self._connection.execute(
                "INSERT OR REPLACE INTO stages (document, key) VALUES (?, ?)", (document, key)
            )

    def statements(self, document: str | None = None) -> Iterator[Statement]:
        """The statements of one document (by its id), or of all, in order of documents and of the text."""
        where, values = ("", ()) if document is None else (" WHERE s.document = ?", (document,))
        rows = self._connection.execute(
            "SELECT s.record FROM statements s JOIN documents d ON d.id = s.document"
            f"{where} ORDER BY d.number, s.position",
            values,
        )
        for (record,) in rows:
            yield decode(record, Statement)

    # --- what documents leave for linking ---------------------------------------------------------------

    def put_prints(self, key: str, made: Iterable[tuple[str, bytes]]) -> None:
        """Keeps what documents (by their ids) with their statements leave for linking; `key` says what made it."""
        with self.transaction():
            self._connection.executemany(
                "INSERT OR REPLACE INTO prints (document, key, record) VALUES (?, ?, ?)",
                [(document, key, record) for document, record in made],
            )

    def prints(self, key: str) -> Iterator[tuple[str, bytes]]:
        """Documents (by their ids, in order of arrival) with what they leave, as far as `key` made it."""
        yield from self._connection.execute(
            "SELECT d.id, p.record FROM documents d JOIN prints p ON p.document = d.id WHERE p.key = ?"
            " ORDER BY d.number",
            (key,),
        )

    def unprinted(self, key: str) -> tuple[str, ...]:
        """Ids of documents of which nothing is kept that `key` made, in order of arrival."""
        rows = self._connection.execute(
            "SELECT d.id FROM documents d LEFT JOIN prints p ON p.document = d.id AND p.key = ?"
            " WHERE p.key IS NULL ORDER BY d.number",
            (key,),
        )
        return tuple(row[0] for row in rows)

    def print_of(self, document: str, key: str) -> bytes | None:
        """What one document leaves; None where nothing is kept that `key` made."""
        row = self._one("SELECT record FROM prints WHERE document = ? AND key = ?", document, key)
        return None if row is None else bytes(row[0])

    # --- what was made of the whole case ---------------------------------------------------------------

    @property
    def connection(self) -> sqlite3.Connection:
        """The open database, for linking to read and write its tables (`links`) inside a `transaction`."""
        return self._connection

    @property
    def finding(self) -> Finding:
        """Questions to parts of the case."""
        return Finding(self._connection)

    def queued(self) -> tuple[str, ...]:
        """Ids of documents that came, changed or went since the last linking."""
        rows = self._connection.execute("SELECT document FROM link_queue ORDER BY document")
        return tuple(row[0] for row in rows)

    def linked_by(self) -> tuple[str, bytes] | None:
        """What the linked tables were made with, and what was laid over them; None where they are empty."""
        row = self._one("SELECT key, record FROM derived WHERE name = 'links'")
        return None if row is None else (str(row[0]), bytes(row[1]))

    def put_links(self, key: str, laid: bytes, tables: Iterable[links.Table] | None = None) -> None:
        """Says that all documents are linked, with what and what was laid over them; replaces the linked tables where
        new ones are given."""
        with self.transaction():
            if tables is not None:
                links.replace(self._connection, tables)
            self._connection.execute("DELETE FROM link_queue")
            self._put_derived("links", key, laid)

    def linked(self, table: Literal["link_settled", "link_lines", "link_sources"]) -> Iterator[bytes]:
        """The records of the graph's claims, of its edges, or of its sources."""
        return links.records(self._connection, table)

    def linked_documents(self) -> int:
        """How many documents are linked."""
        return int(self._one("SELECT count(*) FROM link_kins")[0])

    def _queue(self, document: str) -> None:
        """Notes that a document came, changed or went: what it left for linking holds no more."""
        self._delete("prints WHERE document = ?", document)
        self._connection.execute("INSERT OR IGNORE INTO link_queue (document) VALUES (?)", (document,))

    def put_assessment(self, assessment: Assessment, *, key: str) -> None:
        """Replaces the assessment."""
        self._put_derived("assessment", key, encode(assessment))

    def assessment(self) -> Assessment | None:
        """The last assessment, or None."""
        assessment: Assessment | None = self._derived("assessment", Assessment)
        return assessment

    def derived_key(self, name: Literal["assessment"]) -> str | None:
        """What the assessment was made with, or None where there is none."""
        row = self._one("SELECT key FROM derived WHERE name = ?", name)
        return None if row is None else str(row[0])

    # --- what people decided -----------------------------------------------------------------------------

    def add_judgement(self, judgement: Judgement) -> Judgement:
        """Keeps a judgement for good and gives it the next number, whatever number it came with.

        There is no way to change or to delete one; the table itself refuses.
        """
        with self.transaction():
            last = self._connection.execute("SELECT max(number) FROM judgements").fetchone()[0] or 0
            kept = msgspec.structs.replace(judgement, number=last + 1)
            self._connection.execute(
                "INSERT INTO judgements (number, record) VALUES (?, ?)", (kept.number, encode(kept))
            )
        return kept

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements ever made here, in order."""
        rows = self._connection.execute("SELECT record FROM judgements ORDER BY number")
        return tuple(decode(record, Judgement) for (record,) in rows)

    # --- problems and runs -----------------------------------------------------------------------------

    def put_problems(self, report: str, problems: Iterable[Problem]) -> None:
        """Replaces what is known to be wrong with a report, so that a mended file is rid of its problems."""
        with self.transaction():
            self._delete("problems WHERE place = ?", report)
            self.add_problems(problems)

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Keeps problems; one that is known already is kept once."""
        with self.transaction():
            self._connection.executemany(
                "INSERT OR IGNORE INTO problems (place, code, record) VALUES (?, ?, ?)",
                [(problem.where, problem.code, encode(problem)) for problem in problems],
            )

    def problems(self) -> tuple[Problem, ...]:
        """All problems, in order of their reports, then of arrival."""
        rows = self._connection.execute("SELECT record FROM problems ORDER BY place, number")
        return tuple(decode(record, Problem) for (record,) in rows)

    def begin_run(self, inputs: Sequence[str], *, version: str) -> tuple[int, Problem | None]:
        """Enters a run: its number, and the Problem `interrupted` where the one before never ended."""
        with self.transaction():
            stopped = self._connection.execute(
                "UPDATE runs SET state = 'interrupted' WHERE state = 'running'"
            ).rowcount
            cursor = self._connection.execute(
                "INSERT INTO runs (state, version, inputs, counts) VALUES ('running', ?, ?, ?)",
                (version, encode(tuple(inputs)), encode({})),
            )
        number = int(cursor.lastrowid or 0)
        return number, Problem(code="interrupted", where=str(self.folder)) if stopped else None

    def end_run(self, number: int, counts: dict[str, int]) -> None:
        """Marks a run as ended, with what it did."""
        with self.transaction():
            self._connection.execute(
                "UPDATE runs SET state = 'ended', counts = ? WHERE number = ?", (encode(counts), number)
            )

    def runs(self) -> tuple[Run, ...]:
        """All runs, in order."""
        rows = self._connection.execute(
            "SELECT number, state, version, inputs, counts FROM runs ORDER BY number"
        )
        return tuple(
            Run(
                number=number,
                state=state,
                version=version,
                inputs=decode(inputs, tuple[str, ...]),
                counts=decode(counts, dict[str, int]),
            )
            for number, state, version, inputs, counts in rows
        )

    def counts(self) -> dict[str, int]:
        """How many documents, captures, statements and problems the case holds."""
        return {
            table: self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("documents", "captures", "statements", "problems")
        }

    def search(self, words: str, *, limit: int = 50) -> list[Hit]:
        """Statements and documents that hold all words, statements first, at most `limit` of each, best
        first."""
        return search(self._connection, words, limit=limit)

    # --- inside ----------------------------------------------------------------------------------------

    def _one(self, sql: str, *values: str) -> Any:
        return self._connection.execute(sql, values).fetchone()

    def _delete(self, what: str, value: str) -> int:
        return self._connection.execute(f"DELETE FROM {what}", (value,)).rowcount

    def _put_derived(self, name: str, key: str, record: bytes) -> None:
        with self.transaction():
            self._connection.execute(
                "INSERT OR REPLACE INTO derived (name, key, record) VALUES (?, ?, ?)", (name, key, record)
            )

    def _derived(self, name: str, kind: Any) -> Any:
        row = self._one("SELECT record FROM derived WHERE name = ?", name)
        return None if row is None else decode(row[0], kind)


def _document(record: bytes, text: str) -> Document:
    return msgspec.structs.replace(decode(record, Document), text=text)


def _original(document: Document) -> bytes:
    """The bytes that a text was read from: its UTF-8, with or without a byte order mark."""
    data = document.text.encode("utf-8")
    if hashlib.sha256(data).hexdigest() == document.sha256:
        return data
    return _BOM + data

"""The tables of a case, and the opening of its database. No other file opens one.

`case.sqlite` is SQLite in WAL mode: readers are undisturbed by a writing process, and a process that is
killed leaves the last whole transaction. The schema's number is SQLite's `user_version`; a case of another
number is refused, except where all it lacks is new tables (`_LATER`): those are made when it is opened.
"""

import sqlite3
from pathlib import Path

from whence.problems import Problem, RunAborted
from whence.store import finding, links

VERSION = 9
"""9: indexes that hold what linking reads of wide rows. 8: an index of crowded keys of names. 7: what documents leave
for linking. 6: claims and edges by what concerns them, no longer by whole islands. 5: linked tables from which reports
can go, and names to be looked up. 4: the tables of a linked case. 3: judgements. 2: an event carries its concept, its
PLOVER type and its mode."""
APPLICATION = 0x77686E63
"""SQLite's `application_id`: "whnc"."""
CACHE_KIB = 65_536
"""Pages of the database that an open case keeps in memory, at most."""
DATABASE = "case.sqlite"
ORIGINALS = "originals"
_OURS = frozenset(
    {DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal", ORIGINALS, "bulk", "learned"}
)

_TABLES = """
CREATE TABLE documents (
  number INTEGER PRIMARY KEY,          -- order of arrival
  id TEXT NOT NULL UNIQUE,
  sha256 TEXT NOT NULL,
  title TEXT,
  text TEXT NOT NULL,
  record BLOB NOT NULL                 -- the Document as JSON, without its text
);
CREATE INDEX documents_by_bytes ON documents (sha256);
CREATE TABLE captures (
  number INTEGER PRIMARY KEY,
  report TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  UNIQUE (report, document)
);
CREATE INDEX captures_by_document ON captures (document);
CREATE TABLE stages (                  -- what the statements of a document were made with
  document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  key TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE statements (
  number INTEGER PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,           -- order in the document
  id TEXT NOT NULL,
  wording TEXT NOT NULL,
  record BLOB NOT NULL,
  UNIQUE (document, position)
);
CREATE INDEX statements_by_id ON statements (id);
CREATE TABLE problems (
  number INTEGER PRIMARY KEY,
  place TEXT NOT NULL,                 -- the report (or case) concerned
  code TEXT NOT NULL,
  record BLOB NOT NULL UNIQUE
);
CREATE INDEX problems_by_place ON problems (place);
CREATE TABLE derived (                 -- what linking and assessment made of the whole case
  name TEXT PRIMARY KEY,
  key TEXT NOT NULL,
  record BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE runs (
  number INTEGER PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('running', 'ended', 'interrupted')),
  version TEXT NOT NULL,
  inputs BLOB NOT NULL,
  counts BLOB NOT NULL
);
"""

_PRINTS = """
CREATE TABLE IF NOT EXISTS prints (    -- what a document with its statements leaves for linking, and what made it
  document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  record BLOB NOT NULL
);
"""

_JUDGEMENTS = """
CREATE TABLE judgements (              -- what people decided: added to, never changed
  number INTEGER PRIMARY KEY,
  record BLOB NOT NULL                 -- the Judgement as JSON
);
CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements BEGIN
  SELECT raise(ABORT, 'a judgement is never changed');
END;
CREATE TRIGGER judgements_are_kept BEFORE DELETE ON judgements BEGIN
  SELECT raise(ABORT, 'a judgement is never deleted');
END;
CREATE TRIGGER judgements_follow BEFORE INSERT ON judgements
WHEN new.number <> (SELECT coalesce(max(number), 0) + 1 FROM judgements) BEGIN
  SELECT raise(ABORT, 'judgements are numbered in order');
END;
"""

_SEARCH = """
CREATE VIRTUAL TABLE document_search USING fts5 (
  title, text, content = 'documents', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER documents_in AFTER INSERT ON documents BEGIN
  INSERT INTO document_search (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER documents_out AFTER DELETE ON documents BEGIN
  INSERT INTO document_search (document_search, rowid, title, text)
  VALUES ('delete', old.number, old.title, old.text);
END;
CREATE VIRTUAL TABLE statement_search USING fts5 (
  wording, content = 'statements', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER statements_in AFTER INSERT ON statements BEGIN
  INSERT INTO statement_search (rowid, wording) VALUES (new.number, new.wording);
END;
CREATE TRIGGER statements_out AFTER DELETE ON statements BEGIN
  INSERT INTO statement_search (statement_search, rowid, wording) VALUES ('delete', old.number, old.wording);
END;
"""

_LINKED_ANEW = """
DELETE FROM derived;
INSERT INTO link_queue (document) SELECT document FROM stages;
"""
_GONE = ("link_islands",)
_WITHOUT = "".join(
    f"DROP TABLE IF EXISTS {name};\n" for name in ("link_queue", "link_called", *links.LINKED, *_GONE)
)
_RELINKED = _WITHOUT + links.TABLES + finding.TABLES + _LINKED_ANEW
_CROWDED = "CREATE INDEX IF NOT EXISTS link_name_counts_large ON link_name_counts (n) WHERE n > 50;\n"
_NARROW = """
DROP INDEX IF EXISTS link_said_by_document;
CREATE INDEX link_said_by_document ON link_said (document, item, attributed, keys);
CREATE INDEX IF NOT EXISTS link_sketches_by_language ON link_sketches (document, language);
CREATE INDEX IF NOT EXISTS link_sources_merged ON link_sources (alias, source) WHERE source <> alias;
"""
_LATER = {2: _JUDGEMENTS, 3: "", 4: "", 5: _RELINKED, 6: _PRINTS, 7: _CROWDED, 8: _NARROW}
"""What a case of an older schema lacks, by its number: it is brought up to date when it is opened."""


def connect(folder: Path, *, create: bool, busy_timeout_seconds: float) -> sqlite3.Connection:
    """The open database of the case in `folder`, made first where `create` allows it.

    Raises `RunAborted`: not_a_case, case_version, case_locked, unwritable, unreadable.
    """
    _check_folder(folder, create=create)
    try:
        connection = sqlite3.connect(folder / DATABASE, timeout=busy_timeout_seconds, isolation_level=None)
    except sqlite3.Error as error:
        raise RunAborted(Problem(code="unreadable", where=str(folder), detail=str(error))) from error
    try:
        _prepare(connection, folder)
    except sqlite3.OperationalError as error:
        connection.close()
        raise aborted(error, folder) from error
    except sqlite3.DatabaseError as error:
        connection.close()
        raise RunAborted(
            Problem(code="not_a_case", where=str(folder), detail=f"{DATABASE}: {error}")
        ) from error
    except BaseException:
        connection.close()
        raise
    return connection


def aborted(error: sqlite3.OperationalError, folder: Path) -> RunAborted:
    """The failure of a run for an error that the database raised while it was used."""
    busy = "locked" in str(error) or "busy" in str(error)
    return RunAborted(
        Problem(code="case_locked" if busy else "unreadable", where=str(folder), detail=str(error))
    )


def _check_folder(folder: Path, *, create: bool) -> None:
    if (folder / DATABASE).is_file():
        return
    if not create:
        detail = "" if folder.is_dir() else "there is no such folder"
        raise RunAborted(Problem(code="not_a_case", where=str(folder), detail=detail))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        others = sorted(entry.name for entry in folder.iterdir() if entry.name not in _OURS)
    except OSError as error:
        raise RunAborted(
            Problem(code="unreadable", where=str(folder), detail=error.strerror or "")
        ) from error
    if others:
        detail = f"it holds other files, such as {others[0]}; give an empty or a new folder"
        raise RunAborted(Problem(code="not_a_case", where=str(folder), detail=detail))


def _prepare(connection: sqlite3.Connection, folder: Path) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application == 0 and version == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        connection.execute("PRAGMA journal_mode = WAL")
        _make(connection)
    elif application != APPLICATION:
        raise RunAborted(
            Problem(code="not_a_case", where=str(folder), detail="a database, but not one of whence")
        )
    elif 0 < version < VERSION and all(number in _LATER for number in range(version, VERSION)):
        _bring_up(connection)
    elif version != VERSION:
        detail = f"its schema is {version}, this version knows {VERSION}"
        raise RunAborted(Problem(code="case_version", where=str(folder), detail=detail))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    # The log is written back every 32 MB and not every 4: the pages that each report touches are mostly the same.
    connection.execute("PRAGMA wal_autocheckpoint = 8000")
    # A report that is linked touches thousands of pages all over a large case, of which SQLite's 2 MB hold few.
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")


def _make(connection: sqlite3.Connection) -> None:
    """Makes the tables in one transaction, so that a killed process leaves all of them or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            for statement in _statements(
                _TABLES + _PRINTS + _JUDGEMENTS + _SEARCH + links.TABLES + finding.TABLES
            ):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _bring_up(connection: sqlite3.Connection) -> None:
    """Makes the tables that later schemas have, in one transaction; another process may have been faster."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        while (version := connection.execute("PRAGMA user_version").fetchone()[0]) < VERSION:
            for statement in _statements(_LATER[version]):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version + 1}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> list[str]:
    """The statements of a script one by one (`executescript` would commit in between)."""
    found: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    return found

"""Full-text search in a case: every hit with its passage in the document.

A query is words, nothing else: each must occur (case and accents aside), the last may be a beginning. Signs
that the search engine would take for operators are no words, so that nothing a person types can be an error.
"""

import re
import sqlite3
from typing import Literal

from whence.model import Passage, Record, Statement, decode, passage

_WORD = re.compile(r"\w+")
_OPEN, _CLOSE = "\ue000\ue001", "\ue001\ue000"
"""Marks around a match; private-use characters, which no report should hold. Where one does, they are left
out."""
_AROUND_CODE_POINTS = 80
_MOST_WORDS = 32


class Hit(Record, frozen=True):
    """A document or a statement that holds all words: the first match in it, and the text around that.

    `snippet` is a passage of the document's text that holds `match`; both are None where only the title
    matched.
    """

    kind: Literal["document", "statement"]
    report: str
    document: str
    statement: str | None
    title: str | None
    snippet: Passage | None
    match: Passage | None


def expression(words: str) -> str | None:
    """The query in the engine's language, or None where it holds no word."""
    found = _WORD.findall(words.replace("\0", " "))[:_MOST_WORDS]
    if not found:
        return None
    return " AND ".join(f'"{word}"' for word in found) + "*"


def search(connection: sqlite3.Connection, words: str, *, limit: int) -> list[Hit]:
    """At most `limit` statements and as many documents, statements first, best first, ties in order of
    arrival."""
    query = expression(words)
    if query is None:
        return []
    hits: list[Hit] = []
    rows = connection.execute(
        "SELECT s.record, d.text, d.title FROM statement_search f JOIN statements s ON s.number = f.rowid"
        " JOIN documents d ON d.id = s.document WHERE statement_search MATCH ?"
        " ORDER BY bm25(statement_search), s.number LIMIT ?",
        (query, limit),
    )
    for record, text, title in rows:
        statement = decode(record, Statement)
        first = statement.content[0] if statement.content else None
        hits.append(
            Hit(
                kind="statement",
                report=statement.report,
                document=statement.document,
                statement=statement.id,
                title=title,
                snippet=None if first is None else passage(text, first.start, statement.content[-1].end),
                match=first,
            )
        )
    rows = connection.execute(
        "SELECT d.id, (SELECT report FROM captures WHERE document = d.id ORDER BY number LIMIT 1),"
        " d.title, d.text,"
        " highlight(document_search, 1, ?, ?) FROM document_search f JOIN documents d ON d.number = f.rowid"
        " WHERE document_search MATCH ? ORDER BY bm25(document_search), d.number LIMIT ?",
        (_OPEN, _CLOSE, query, limit),
    )
    for document, report, title, text, highlighted in rows:
        match = _first_match(text, highlighted)
        hits.append(
            Hit(
                kind="document",
                report=report,
                document=document,
                statement=None,
                title=title,
                snippet=None if match is None else _around(text, match),
                match=match,
            )
        )
    return hits


def _first_match(text: str, highlighted: str) -> Passage | None:
    start = highlighted.find(_OPEN)
    if start < 0 or _OPEN in text or _CLOSE in text:
        return None
    end = highlighted.find(_CLOSE, start) - len(_OPEN)
    return passage(text, start, end)


def _around(text: str, match: Passage) -> Passage:
    """The words around a match, cut at blanks and never over a line's end."""
    start = max(text.rfind("\n", 0, match.start) + 1, match.start - _AROUND_CODE_POINTS)
    if start > 0 and not text[start - 1].isspace():
        blank = text.find(" ", start, match.start)
        start = blank + 1 if blank >= 0 else start
    newline = text.find("\n", match.end)
    end = min(len(text) if newline < 0 else newline, match.end + _AROUND_CODE_POINTS)
    if end < len(text) and not text[end].isspace():
        blank = text.rfind(" ", match.end, end)
        end = blank if blank >= 0 else end
    return passage(text, start, end)

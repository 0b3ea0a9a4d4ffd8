"""What a report leaves in the indexes by which others find it: its text's key, and keys of the two spaces.

A key is a hash; it weighs the same in a case of ten reports and of a million, so that what two reports share is
theirs alone. Everything here is a pure function of one report: extraction and printing run side by side.
"""

from typing import Literal, NamedTuple

from whence.link.blocks.blocking import blocking_keys
from whence.link.documents.days import first_day
from whence.link.documents.outline import MOST_LINES, SHINGLE_WORDS, Outline
from whence.link.keys import key64, number
from whence.link.report import Report
from whence.link.statements.keys import statement_keys
from whence.problems import Problem

UNDATED = 9_999_999
"""The day of a document without a date: behind all others."""

SAME_SENTENCE = 60
"""What a whole sentence weighs, in eighths of a nat: an excerpt of two sentences has hardly any other key."""
SAME_ADDRESS = 10_000
"""What an address weighs: two reports that have it are always compared."""

Space = Literal["document", "statement"]


class Key(NamedTuple):
    """A key of a space: whose it is (`item`: the document's number, or the statement's), and what it weighs."""

    space: Space
    item: int
    key: int
    weight: int


class Print(NamedTuple):
    """A report's traces. `text` is the key of its words without boilerplate: two reports with one are copies; None
    where there are too few words. `day` is the first day it may have been published on (proleptic ordinal)."""

    document: int
    day: int | None
    text: int | None
    keys: tuple[Key, ...]


def prints(report: Report) -> Print:
    """The traces of one report and of what it says."""
    name, day = number(report.id), first_day(report.document)
    keys = [Key("document", name, key, weight) for key, weight in document_keys(report.outline)]
    for statement in report.statements:
        item = number(statement.id)
        keys += [Key("statement", item, *key) for key in statement_keys(report.features(statement), day)]
    return Print(name, day, text_key(report.outline), tuple(keys))


def long(report: str, lines: int) -> Problem:
    """What is wrong with a report of more sentences than are aligned."""
    detail = f"{lines} sentences, the first {MOST_LINES} are aligned with other reports"
    return Problem(code="capped", where=report, detail=detail)


def text_key(outline: Outline) -> int | None:
    """The key of a text's words in their order."""
    words = outline.words
    if len(words) < SHINGLE_WORDS or outline.document.language is None:
        return None
    return key64("text", outline.document.language, *words)


# --- documents ----------------------------------------------------------------------------------------------


def document_keys(outline: Outline) -> list[tuple[int, int]]:
    """The keys of a document with their weights: its address, its sentences, and what versions share (`blocking`)."""
    found = dict(blocking_keys(outline))
    for line in outline.lines[:MOST_LINES]:
        if len(line.words) >= SHINGLE_WORDS:
            found[key64("line", outline.document.language or "", *line.words)] = SAME_SENTENCE
    if outline.document.url is not None:
        found[key64("url", outline.document.url)] = SAME_ADDRESS
    return sorted(found.items())

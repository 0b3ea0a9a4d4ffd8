"""What a report leaves in the indexes by which others find it: its text's key, and keys of the spaces.

A key is a hash; it weighs the same in a case of ten reports and of a million, so that what two reports share is
theirs alone. Everything here is a pure function of one report: extraction and printing run side by side.
"""

from typing import Literal, NamedTuple

from whence.link.blocks.blocking import DAYS, meaning_keys, of_the_days, of_the_language, wording_keys
from whence.link.blocks.blocking import Key as Weighed
from whence.link.documents.days import day_within, first_day
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

OWN, OWN_ALWAYS = 12, 4
"""Of the keys by meaning so many, and one more for every second sentence, find a report in its language; so many of
these by themselves, where it has a day, and all as keys of its days."""
ABROAD, ABROAD_ALWAYS, MOST_ALWAYS = 18, 6, 30
"""The same for other languages, where every second sentence makes one of the latter more too, up to so many. Of a
translation every fourth key is its source's."""

Space = Literal["document", "abroad", "statement"]
"""Documents are found by their wording, and by meaning within a language (document) and in other languages (abroad):
apart, so that the many reports of an affair in one language do not take the place of a translation."""


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
    found = document_keys(report.outline)
    keys = [Key("document", name, key, weight) for key, weight in found.own]
    keys += [Key("abroad", name, key, weight) for key, weight in found.abroad]
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


class DocumentKeys(NamedTuple):
    """The keys of a document with their weights. `own`: its address, its sentences, runs of words, and meanings of its
    language; `abroad`: meanings."""

    own: list[Weighed]
    abroad: list[Weighed]


def document_keys(outline: Outline) -> DocumentKeys:
    """The keys of a document."""
    meanings, more = meaning_keys(outline), len(outline.lines) // 2
    day = day_within(outline.document, DAYS)
    language = outline.document.language or ""
    own, abroad = of_the_language(meanings[: OWN + more], language), meanings
    if day is not None:
        own = own[:OWN_ALWAYS] + of_the_days(own, day)
        abroad = meanings[: min(MOST_ALWAYS, ABROAD_ALWAYS + more)]
        abroad = abroad + of_the_days(meanings[: ABROAD + more], day)
    found = dict(own + wording_keys(outline))
    for line in outline.lines[:MOST_LINES]:
        if len(line.words) >= SHINGLE_WORDS:
            found[key64("line", language, *line.words)] = SAME_SENTENCE
    if outline.document.url is not None:
        found[key64("url", outline.document.url)] = SAME_ADDRESS
    return DocumentKeys(sorted(found.items()), sorted(dict(abroad).items()))

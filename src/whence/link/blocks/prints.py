"""What a report leaves in the indexes by which others find it: its text's key, and keys of the two spaces.

A key is a hash; it weighs the same in a case of ten reports and of a million, so that what two reports share is
theirs alone. Everything here is a pure function of one report: extraction and printing run side by side.
"""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple
from zlib import crc32

from whence.link.blocks.blocking import blocking_keys
from whence.link.documents.outline import MOST_LINES, SHINGLE_WORDS, Outline
from whence.link.keys import key64, number
from whence.link.report import Report
from whence.link.statements.features import Features, size
from whence.model import Document
from whence.problems import Problem
from whence.settings import settings

UNDATED = 9_999_999
"""The day of a document without a date: behind all others."""

ENOUGH = 2
"""What the keys that two statements share must weigh for them to be compared."""
MOST_CONCEPTS, MOST_NAMES, MOST_TURNS = 4, 16, 3
"""Of each kind so many make keys of a statement. A name counts as often as it may be read."""
SOUNDS = 6
"""The kind of a key and four consonants of a name: endings come behind them."""
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
    name = number(report.id)
    keys = [Key("document", name, key, weight) for key, weight in document_keys(report.outline)]
    for statement in report.statements:
        item = number(statement.id)
        keys += [Key("statement", item, *key) for key in statement_keys(report.features(statement))]
    return Print(name, first_day(report.document), text_key(report.outline), tuple(keys))


def long(report: str, lines: int) -> Problem:
    """What is wrong with a report of more sentences than are aligned."""
    detail = f"{lines} sentences, the first {MOST_LINES} are aligned with other reports"
    return Problem(code="capped", where=report, detail=detail)


def first_day(document: Document) -> int | None:
    """The first day on which a document may have been published, as a proleptic ordinal."""
    when = document.published
    return None if when is None or when.start is None else date.fromisoformat(when.start).toordinal()


def last_day(document: Document) -> int | None:
    """The last day on which a document may have been published, as a proleptic ordinal."""
    when = document.published
    return None if when is None or when.end is None else date.fromisoformat(when.end).toordinal()


def text_key(outline: Outline) -> int | None:
    """The key of a text's words in their order."""
    words = [word for line in outline.lines for word in line.words]
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


# --- statements ---------------------------------------------------------------------------------------------


def statement_keys(found: Features) -> list[tuple[int, int]]:
    """The blocking keys of a statement with their weights, each once."""
    return sorted((key64("s", key), ENOUGH) for key in telling(found))


def telling(found: Features) -> set[str]:
    """What a statement is found by among all: two things said together, a telling figure, or a turn of phrase.

    One name or one concept stands in thousands of statements; statements of reports that meet are compared by such too
    (`common`), and those of all others only by what is rarer: an event or topic with a name, a day or a figure.
    """
    names = {key[:SOUNDS] for key in found.keys if key[0] in "nt"} | found.places
    if not found.origin.startswith("unnamed:"):
        names.add(f"o:{found.origin}")
    days = {f"d:{time.edtf[-5:]}" for time in found.times if time.granularity == "day"}
    figures = {f"#{size(figure):g}" for figure in found.figures}
    concepts = {one for one in found.concepts if not one.startswith(("stage:", "unit:"))}
    keys = {f"#{size(one):g}" for one in found.figures if size(one) >= settings().claims.telling_figure}
    with_names = _first(names | days, MOST_NAMES)
    keys |= {f"{a} {b}" for a in _first(concepts | figures, MOST_CONCEPTS) for b in with_names}
    keys |= {f"{a} {b}" for a in _first(found.concepts, MOST_NAMES) for b in _first(figures, MOST_CONCEPTS)}
    return keys | _turns(found)


def common(found: Features) -> dict[str, int]:
    """What the statements of two reports that meet are compared by, with weights."""
    keys = {key: 1 for key in found.keys if key[0] in "nwt"}
    keys |= {f"c:{concept}": ENOUGH for concept in found.concepts}
    keys |= {f"#{size(figure):g}": ENOUGH for figure in found.figures}
    keys[f"o:{found.origin}"] = 1
    return keys


def _turns(found: Features) -> set[str]:
    """A few turns of phrase of two content words, chosen by what they are, so that a copy has the same."""
    content = [word for word in found.words.split() if word in found.content]
    pairs = {f"{a} {b}" for a, b in pairwise(content)}
    return {f"{found.statement.language}: {one}" for one in sorted(pairs, key=_chosen)[:MOST_TURNS]}


def _chosen(words: str) -> tuple[int, str]:
    return crc32(words.encode("utf-8", "surrogatepass")), words


def _first(keys: Iterable[str], most: int) -> list[str]:
    return sorted(keys)[:most]

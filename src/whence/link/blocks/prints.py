"""What a report leaves in the indexes by which others find it: its text's key, and keys of the spaces.

A key is a hash; it weighs the same in a case of ten reports and of a million, so that what two reports share is
theirs alone. Everything here is a pure function of one report: extraction and printing run side by side.
"""

from array import array
from collections.abc import Sequence
from itertools import chain, repeat
from typing import Literal, NamedTuple, get_args

import msgspec

from whence.link.blocks.blocking import DAYS, meaning_keys, of_the_days, of_the_language, wording_keys
from whence.link.blocks.blocking import Key as Weighed
from whence.link.documents.days import day_within, first_day
from whence.link.documents.outline import MOST_LINES, SHINGLE_WORDS, Outline
from whence.link.documents.sketches import Sketches, sketches
from whence.link.keys import key64, number
from whence.link.report import MOST_SAID, Report, featured
from whence.link.statements.features import stored
from whence.link.statements.keys import common_keys, statement_keys
from whence.link.statements.sketches import sketches as statement_sketches
from whence.link.statements.verdicts import about
from whence.model import encode
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
Kind = Literal["document", "abroad", "statement", "common"]
"""The keys of a space, or (common) those by which the statements of reports that meet are compared."""
KINDS: tuple[Kind, ...] = get_args(Kind)


Key = tuple[int, int, int]
"""Whose a key is (the document's number, or the statement's), the key, and what it weighs."""
_INTEGERS = "q"
"""Of 64 bits and signed, as `array` names them."""


class Print(NamedTuple):
    """What a report leaves for others to find it and to compare it by.

    `day` is the first day it may have been published on (proleptic ordinal). `text` is the key of its words without
    boilerplate: two reports with one are copies; None where there are too few words. Then how many sentences it has,
    its language, its sketches, what matters of it to its statements (`about`). Of its keys, whose they are (`items`),
    the keys, and what they weigh, are integers of 64 bits one behind another, in the order of `KINDS`; `counts` are
    how many there are of each kind. Last its statements, whether they are attributed, and their features; and
    their sketches.
    """

    document: int
    day: int | None
    text: int | None
    lines: int
    language: str | None
    own: bytes
    abroad: bytes
    about: bytes
    items: bytes
    keys: bytes
    weights: bytes
    counts: tuple[int, ...]
    said: tuple[int, ...]
    attributed: tuple[int, ...]
    features: tuple[bytes, ...]
    sketched: tuple[bytes, ...]

    def of(self, space: Kind) -> list[Key]:
        """The keys of one kind."""
        at = KINDS.index(space)
        start, stop = sum(self.counts[:at]), sum(self.counts[: at + 1])
        packed = (array(_INTEGERS, one)[start:stop] for one in (self.items, self.keys, self.weights))
        return list(zip(*packed, strict=True))


def packed(one: Print) -> bytes:
    """A print as a case keeps it."""
    return msgspec.msgpack.encode(one)


_PRINT = msgspec.msgpack.Decoder(Print)


def unpacked(record: bytes) -> Print:
    """A print back from `packed`."""
    return _PRINT.decode(record)


def prints(reports: Sequence[Report]) -> list[Print]:
    """The traces of reports and of what they say; made together they cost less, and are the same."""
    drawn = sketches([report.outline for report in reports])
    featured(reports)  # behind the outlines: most statements quote a sentence that was read there
    said = statement_sketches(
        [([report.features(one) for one in report.statements], report) for report in reports]
    )
    return [_print(*one) for one in zip(reports, drawn, said, strict=True)]


def _print(report: Report, drawn: Sketches, sketched: Sequence[bytes]) -> Print:
    outline, name, day = report.outline, number(report.id), first_day(report.document)
    of_document = document_keys(outline)
    features = [report.features(one) for one in report.statements]
    said = [number(one.id) for one in report.statements]
    keys: dict[Kind, list[tuple[int, list[Weighed]]]] = {
        "document": [(name, of_document.own)],
        "abroad": [(name, of_document.abroad)],
        "statement": [(item, statement_keys(found, day)) for item, found in zip(said, features, strict=True)],
        "common": [
            (item, common_keys(found)) for item, found in zip(said[:MOST_SAID], features, strict=False)
        ],
    }
    held = [of_one for space in KINDS for of_one in keys[space]]
    items = array(_INTEGERS, chain.from_iterable([repeat(item, len(found)) for item, found in held]))
    weighed = list(chain.from_iterable([found for _, found in held]))
    numbers, weights = zip(*weighed, strict=True) if weighed else ((), ())
    return Print(
        document=name,
        day=day,
        text=text_key(outline),
        lines=len(outline.lines),
        language=report.document.language,
        own=drawn.own,
        abroad=drawn.abroad,
        about=encode(about(report)),
        items=items.tobytes(),
        keys=array(_INTEGERS, numbers).tobytes(),
        weights=array(_INTEGERS, weights).tobytes(),
        counts=tuple([sum([len(found) for _, found in keys[space]]) for space in KINDS]),
        said=tuple(said),
        attributed=tuple([int(one.attributed) for one in report.statements]),
        features=tuple(map(stored, features)),
        sketched=tuple(sketched),
    )


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

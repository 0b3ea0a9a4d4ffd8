"""What `extract` finds in the parts of sentences and the frames around them, each asked about once.

A part is asked about between parts that hold nothing of note, a frame around a content of which the same is true, with
sample values in the slots. What is found is kept with its place in the part.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from bench.reports.phrases import Language, Part, language
from bench.reports.render import line_pieces, origin_part, value
from bench.reports.stories import Line, Origin, Sentence
from msgspec.structs import replace

from whence.extract import extract
from whence.model import Actor, Concept, Document, Figure, Stance, Statement, When

DAY = date(2031, 5, 17).toordinal()
PAST_DAY = date(2031, 1, 17).toordinal()
_PUBLISHED = "2031-04-01"
SAMPLE = Sentence(11, 1, 0, 33, 45_675, 44 + 48 * 300, 4_321, 5_432, DAY, 38_905)
"""What stands where nothing is asked about: it holds a figure and no concept that changes anything."""
_SPEAKER = Origin(2, 9, 0, 0, 0)
RELAY = "Telumar"
_OUTLET = "Ralkin Vestod"
PARTS = frozenset(("who", "does", "rest", "verb", "tail"))
"""The keys of the pieces of a content."""


class Found(NamedTuple):
    """What a part holds; offsets count from the part's beginning, with the sample in its slot."""

    concepts: tuple[Concept, ...]
    figures: tuple[Figure, ...]
    times: tuple[When, ...]
    actors: tuple[Actor, ...]
    sample: str


Stances = tuple[tuple[str, object], ...]
"""Fields of a stance and their values, where they differ from the usual."""


class Framed(NamedTuple):
    """A statement as its frame gives it: a sample, and where its pieces were in the sample."""

    statement: Statement
    pieces: tuple[tuple[str, int, int], ...]


@lru_cache(maxsize=4_096)
def iso(ordinal: int) -> str:
    """The day as ISO writes it."""
    return date.fromordinal(ordinal).isoformat()


def part_of(own: Language, key: str, topic: int, index: int) -> Part:
    """The part of a language that a key and its place in the lists name."""
    if key == "tail":
        return own.tails[index]
    if key == "verb":
        return Part(f" {own.topics[topic].verbs[index]}", "", "")
    table = own.topics[topic]
    return (table.who if key == "who" else table.rest if key == "rest" else table.does)[index]


def merged_pieces(pieces: Sequence[tuple[str, str]], line: Line, own: Language) -> list[tuple[str, int]]:
    """Pieces as the frame sees them, with their lengths: the content is one, an origin is its words and its slot."""
    merged: list[tuple[str, int]] = []
    for key, words in pieces:
        if key in PARTS:
            if merged and merged[-1][0] == "C":
                merged[-1] = ("C", merged[-1][1] + len(words))
            else:
                merged.append(("C", len(words)))
        elif key == "O" and line.origin is not None:
            part = origin_part(line.origin, own)
            sizes = len(part.before), len(words) - len(part.before) - len(part.after), len(part.after)
            merged += [("", sizes[0]), ("q", sizes[1]), ("", sizes[2])]
        else:
            merged.append((key, len(words)))
    return merged


def sample_origin(origin: Origin) -> Origin:
    """An origin of the same role or office, by another name."""
    if origin.role >= 0:
        return Origin(origin.role, 901 if origin.person % 2 else 902, 0, 0, 0)
    return Origin(-1, 44 + 48 * 301, origin.topic, origin.who, 4_567)


# --- asking extract -------------------------------------------------------------------------------------------


def _ask(code: str, text: str) -> tuple[Statement, ...]:
    document = Document(
        id="0" * 16,
        report="sample",
        text=text,
        sha256="",
        language=code,
        language_confidence=1.0,
        outlet=_OUTLET,
        published=When(
            edtf=_PUBLISHED,
            start=_PUBLISHED,
            end=_PUBLISHED,
            granularity="day",
            role="publication",
            exact=_PUBLISHED,
        ),
    )
    return extract(document)[0]


def _ask_line(code: str, line: Line) -> tuple[Statement, list[tuple[str, str]]]:
    own = language(code)
    pieces = line_pieces(line, own)
    text = "".join(words for _, words in pieces)
    found = _ask(code, text)
    if not found:
        raise LookupError(f"{code}: nothing is found in {text!r}")
    return found[0], pieces


@cache
def own_stance(code: str) -> Stance:
    """The stance of the publisher's own sentence of which nothing is to be noted."""
    return _ask_line(code, Line(SAMPLE))[0].stance


@cache
def who_found(code: str, topic: int, who: int, main: bool) -> Found:
    """What the first part of a sentence holds, as `extract` reads it before things done that hold a figure."""
    does = next(k for k, part in enumerate(language(code).topics[topic].does) if part.slot)
    sentence = SAMPLE._replace(topic=topic, who=who, does=does)
    statement, pieces = _content(code, sentence, main)
    return _within(statement, pieces, "who", _slot(code, "who", sentence))


@cache
def predicate_found(
    code: str, topic: int, does: int, tail: int, main: bool, past: bool
) -> tuple[dict[str, Found], Stances]:
    """What the rest of a sentence holds, by part, and how it changes the stance: what is done decides with when.

    `past`: its day is not after the day of publication.
    """
    day = PAST_DAY if past else DAY
    sentence = SAMPLE._replace(topic=topic, who=_neutral_who(topic), does=does, tail=tail, d=day)
    statement, pieces = _content(code, sentence, main)
    base = _sample_stance(code, main)
    changes = tuple(
        (name, getattr(statement.stance, name))
        for name in statement.stance.__struct_fields__
        if getattr(statement.stance, name) != getattr(base, name)
    )
    keys = [key for key, _ in pieces if key in PARTS and key != "who"]
    return {key: _within(statement, pieces, key, _slot(code, key, sentence)) for key in keys}, changes


@cache
def _sample_stance(code: str, main: bool) -> Stance:
    """The stance of the sample sentence, to which others are compared."""
    return _content(code, SAMPLE, main)[0].stance


def _content(code: str, sentence: Sentence, main: bool) -> tuple[Statement, list[tuple[str, str]]]:
    """A statement with this content: the publisher's own where there is one, else one that somebody makes."""
    if main:
        pieces = line_pieces(Line(sentence), language(code))
        found = [one for one in _ask(code, "".join(words for _, words in pieces)) if not one.attributed]
        if found:
            return found[0], pieces
    return _ask_line(code, Line(sentence, "quoted" if main else "said", 0, _SPEAKER))


def _slot(code: str, key: str, sentence: Sentence) -> str:
    index = sentence.who if key == "who" else sentence.tail if key == "tail" else sentence.does
    part = part_of(language(code), key, sentence.topic, index)
    return value(part.slot, sentence, code) if part.slot else ""


def _within(statement: Statement, pieces: Sequence[tuple[str, str]], key: str, sample: str) -> Found:
    """What a statement holds inside one of the pieces of its line."""
    at = 0
    for piece, words in pieces:
        if piece == key:
            break
        at += len(words)
    end = at + len(words)
    return Found(
        concepts=tuple(
            replace(one, start=one.start - at, end=one.end - at)
            for one in statement.concepts
            if at <= one.start and one.end <= end
        ),
        figures=tuple(
            replace(one, span=(one.span[0] - at, one.span[1] - at))
            for one in statement.figures
            if at <= one.span[0] and one.span[1] <= end
        ),
        times=tuple(
            replace(one, span=(one.span[0] - at, one.span[1] - at))
            for one in statement.times
            if one.span is not None and at <= one.span[0] and one.span[1] <= end
        ),
        actors=tuple(
            replace(one, start=one.start - at, end=one.end - at)
            for one in statement.actors
            if at <= one.start and one.end <= end
        ),
        sample=sample,
    )


def _neutral_who(topic: int) -> int:
    """An office of the topic without a slot."""
    return next(k for k, part in enumerate(language("en").topics[topic].who) if not part.slot)


@cache
def framed(code: str, frame: str, variant: int, signature: tuple[int, int] | None) -> Framed:
    """What `extract` makes of a frame with an origin: (role, 1 for a woman), (-1, topic * 16 + who), or none."""
    own = language(code)
    origin: Origin | None = None
    if signature is not None and signature[0] >= 0:
        origin = sample_origin(Origin(signature[0], signature[1], 0, 0, 0))
    elif signature is not None:
        origin = sample_origin(Origin(-1, 0, signature[1] // 16, signature[1] % 16, 0))
    relay = RELAY if frame in ("relayed", "credited") else ""
    line = Line(SAMPLE, frame, variant, origin, relay)
    statement, pieces = _ask_line(code, line)
    places: list[tuple[str, int, int]] = []
    at = 0
    for key, size in merged_pieces(pieces, line, own):
        places.append((key, at, at + size))
        at += size
    return Framed(statement, tuple(places))

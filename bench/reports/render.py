"""From a draft to a document: the words, and what `read` would add to them."""

import hashlib
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from bench.reports.phrases import (
    Language,
    Part,
    agency_name,
    day,
    language,
    number,
    outlet_name,
    person_name,
    place_name,
)
from bench.reports.stories import Draft, Line, Origin, Sentence, drafts
from bench.reports.world import is_woman

from whence.model import Document, Mark, When
from whence.read.document import Stated, build, document_id
from whence.read.stamps import stated

FILE = "reports.jsonl"
SENTENCES_A_PARAGRAPH = 3


class Told(NamedTuple):
    """One claim in one report: its name, who said it first ("" where nobody can know), and what was changed on the way.

    `claim` ends in "!" where the report tells the denial of the claim of that name. `line` is the sentence, from 0.
    """

    claim: str
    source: str
    changed: str
    line: int


class Truth(NamedTuple):
    """What is true of a report: its story, how it was made, from which report (by number), and its claims.

    `kind` is original, event (an independent report of its story's event), denial, cycle, copy, edited_copy, excerpt,
    translation, rewrite, cites or revision; the last seven are made from the report `made_from`.
    """

    story: int
    kind: str
    made_from: int | None
    claims: tuple[Told, ...]


class Report(NamedTuple):
    """A report: its number in the collection, as `read` gives it, what is true of it, and what it was made of."""

    number: int
    document: Document
    truth: Truth
    draft: Draft
    starts: tuple[int, ...]
    """Where each line of the draft starts in the text."""


def reports(seed: int, first: int, count: int) -> Iterator[Report]:
    """The reports `first` to `first + count - 1` (from 0), one by one; nothing but the current story is held."""
    for at, draft in drafts(seed, first, count):
        yield _report(at, draft)


def record(report: Report) -> dict[str, Any]:
    """The report as a line of JSONL that `whence add` reads."""
    document = report.document
    made = {
        "text": document.text,
        "url": document.url,
        "outlet": document.outlet,
        "title": document.title,
        "published": date.fromordinal(report.draft.day).isoformat(),
        "language": document.language,
        "id": str(report.number),
    }
    return {key: value for key, value in made.items() if value is not None}


def _report(at: int, draft: Draft) -> Report:
    own = language(draft.language)
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for k, line in enumerate(draft.lines):
        if k:
            joint = " " if k % SENTENCES_A_PARAGRAPH else "\n\n"
            pieces.append(joint)
            length += len(joint)
        text = line_text(line, own)
        starts.append(length)
        pieces.append(text)
        length += len(text)
    name = draft.outlet
    outlet = agency_name(name, own.code) if isinstance(name, str) else outlet_name(name, own.code)
    marks: tuple[Mark, ...] = ()
    if draft.extra >= 0:
        before, _, after = own.boilerplate[draft.extra]
        value = outlet if draft.extra == 0 else title_of(draft.title, own)
        words = before + value + after if own.boilerplate[draft.extra].slot else before
        kind = _boilerplate_kind(own.code, draft.extra)
        pieces.append("\n\n" + words)
        if kind is not None:
            marks = (Mark(kind=kind, start=length + 2, end=length + 2 + len(words)),)  # type: ignore[arg-type]
    text = "".join(pieces)
    # Of every tenth story no addresses are known.
    url = None
    if draft.story % 10:
        url = f"https://{own.code}-{name}.example/{draft.story}-{draft.address}".lower()
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        id=document_id(sha256, url=url, outlet=outlet, key=str(at)),
        report=f"{FILE}#{at + 1}",
        text=text,
        sha256=sha256,
        language=own.code,
        language_confidence=1.0,
        outlet=outlet,
        url=url,
        title=title_of(draft.title, own),
        published=_published(draft.day),
        marks=marks,
    )
    told = [
        Told(line.claim, line.source, line.changed, k) for k, line in enumerate(draft.lines) if line.claim
    ]
    truth = Truth(draft.story, draft.kind, draft.made_from, tuple(told))
    return Report(at, document, truth, draft, tuple(starts))


def title_of(sentence: Sentence, own: Language) -> str:
    """A headline: who does what."""
    topic = own.topics[sentence.topic]
    words = part_text(topic.who[sentence.who], sentence, own) + part_text(
        topic.does[sentence.does], sentence, own
    )
    return words[0].upper() + words[1:]


@lru_cache(maxsize=4_096)
def _published(ordinal: int) -> When | None:
    return stated(date.fromordinal(ordinal).isoformat())


@cache
def _boilerplate_kind(code: str, number: int) -> str | None:
    """What `read` takes a line of the site for; None where it takes it for text."""
    own = language(code)
    part = own.boilerplate[number]
    line = part.before + ("Ralkin Vestod" if part.slot else "") + part.after
    text = f"Ralkin vestod dar mina.\n\nOlud teras kolin.\n\n{line}"
    for item in build(text, text.encode(), Stated(report="", where="", language=code)):
        if isinstance(item, Document):
            return next((mark.kind for mark in item.marks if mark.end == len(text)), None)
    return None


# --- lines --------------------------------------------------------------------------------------------------


def line_text(line: Line, own: Language) -> str:
    """The words of a line: the pieces of `line_pieces` joined, at a third of their cost."""
    if not line.frame:
        text = _clause_text(line.sentence, own, True)
        return f"{text[0].upper()}{text[1:]}."
    frames = own.frames[line.frame]
    frame = frames[line.variant % len(frames)]
    found: list[str] = []
    for piece in frame.pieces:
        if piece == "O":
            found.append(origin_text(line.origin, own) if line.origin is not None else "")
        elif piece == "R":
            found.append(agency_name(line.relay, own.code))
        elif piece == "C":
            found.append(_clause_text(line.sentence, own, False))
        elif piece == "M":
            text = _clause_text(line.sentence, own, True)
            found.append(text[0].upper() + text[1:])
        else:
            found.append(piece)
    text = "".join(found)
    return text[0].upper() + text[1:]


def _clause_text(sentence: Sentence, own: Language, main: bool) -> str:
    topic, code = own.topics[sentence.topic], own.code
    before, slot, after = topic.who[sentence.who]
    who = before + value(slot, sentence, code) + after if slot else before
    tail = own.tails[sentence.tail]
    before, slot, after = tail
    how = before + value(slot, sentence, code) + after if slot else before
    whole = main or not own.verb_last
    before, slot, after = (topic.does if whole else topic.rest)[sentence.does]
    does = before + value(slot, sentence, code) + after if slot else before
    if whole:
        return who + does + how
    verb = topic.verbs[sentence.does]
    return f"{who}{does} {verb}{how}" if tail.before[:1] == "," else f"{who}{does}{how} {verb}"


def line_pieces(line: Line, own: Language) -> list[tuple[str, str]]:
    """The pieces of a line, in order: what each is, and its words.

    What they are: "" (words of the frame), O (the origin), R (the relay), or the key of a part of the content:
    (`who`, `does`, `rest`, `verb`, `tail`).
    """
    if not line.frame:
        found = clause(line.sentence, own, main=True)
        found.append(("", "."))
    else:
        frames = own.frames[line.frame]
        frame = frames[line.variant % len(frames)]
        found = []
        for piece in frame.pieces:
            if piece == "O":
                found.append(("O", origin_text(line.origin, own) if line.origin is not None else ""))
            elif piece == "R":
                found.append(("R", agency_name(line.relay, own.code)))
            elif piece == "C" or piece == "M":
                found += clause(line.sentence, own, main=frame.direct)
            else:
                found.append(("", piece))
    key, first = found[0]
    found[0] = (key, first[0].upper() + first[1:])
    if line.frame and frame.direct:
        found[1] = (found[1][0], found[1][1][0].upper() + found[1][1][1:])
    return found


def clause(sentence: Sentence, own: Language, *, main: bool) -> list[tuple[str, str]]:
    """Who does what, where: as a sentence, or as a clause behind "that" where that has another order."""
    topic = own.topics[sentence.topic]
    who = ("who", part_text(topic.who[sentence.who], sentence, own))
    tail = own.tails[sentence.tail]
    how = ("tail", part_text(tail, sentence, own))
    if main or not own.verb_last:
        return [who, ("does", part_text(topic.does[sentence.does], sentence, own)), how]
    rest = ("rest", part_text(topic.rest[sentence.does], sentence, own))
    verb = ("verb", f" {topic.verbs[sentence.does]}")
    return [who, rest, verb, how] if tail.before[:1] == "," else [who, rest, how, verb]


def part_text(part: Part, sentence: Sentence, own: Language) -> str:
    """A part with its slot filled."""
    before, slot, after = part
    return before + value(slot, sentence, own.code) + after if slot else before


def value(slot: str, sentence: Sentence, code: str) -> str:
    """What stands in a slot."""
    if slot == "n" or slot == "m":
        return number(sentence.n if slot == "n" else sentence.m, code)
    if slot == "q":
        return person_name(sentence.q, code)
    if slot == "d":
        return day(sentence.d, code)
    return place_name(sentence.p if slot == "p" else sentence.r, code)


def origin_part(origin: Origin, own: Language) -> Part:
    """The phrase for an origin, with its slot."""
    if origin.role >= 0:
        return own.roles[is_woman(origin.person)][origin.role]
    return own.topics[origin.topic].who[origin.who]


def origin_value(origin: Origin, code: str, slot: str) -> str:
    """What stands in that slot."""
    if not slot:
        return ""
    return place_name(origin.place, code) if slot == "p" else person_name(origin.person, code)


def origin_text(origin: Origin, own: Language) -> str:
    """An origin in words."""
    part = origin_part(origin, own)
    return part.before + origin_value(origin, own.code, part.slot) + part.after

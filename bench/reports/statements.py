"""A report's statements as `extract` gives them, put together from its parts instead of found in its text.

`extract` is asked once about each frame with each kind of origin, and once about each part of a sentence: what it finds
there is kept with its place in the part, and a report's statements are the frames and parts of its lines with other
values in their slots. So they have the shape that today's `extract` gives, at a fraction of its time. Which of several
events counts is decided by the same function that `extract` calls. `bench.agreement` compares both on a sample.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache

from bench.reports.phrases import Language, agency_name, language
from bench.reports.render import Report, line_pieces, origin_part, origin_value, value
from bench.reports.samples import (
    DAY,
    PARTS,
    PAST_DAY,
    RELAY,
    SAMPLE,
    framed,
    iso,
    merged_pieces,
    own_stance,
    part_of,
    predicate_found,
    sample_origin,
    who_found,
)
from bench.reports.stories import Line, Sentence
from msgspec.structs import replace

from whence.extract.events import event_of
from whence.languages.fold import fold_key
from whence.model import (
    Actor,
    Concept,
    Document,
    Evidence,
    Figure,
    Passage,
    Role,
    Stance,
    Statement,
    Voice,
    When,
    content_id,
    passage,
)


def statements(report: Report) -> tuple[Statement, ...]:
    """The statements of a report: attributed ones in the order of its lines, then the publisher's own."""
    own = language(report.document.language or "")
    said: list[Statement] = []
    plain: list[Statement] = []
    for line, start in zip(report.draft.lines, report.starts, strict=True):
        if line.frame:
            said.append(_said(report.document, line, start, own, report.draft.day))
        else:
            made = _plain(report.document, line, start, own, report.draft.day)
            if made is not None:
                plain.append(made)
    return (*said, *plain)


def attributed(report: Report) -> tuple[Statement, ...]:
    """The statements that somebody is said to have made, without the publisher's own: a third of the cost."""
    own = language(report.document.language or "")
    lines = zip(report.draft.lines, report.starts, strict=True)
    return tuple(
        _said(report.document, line, start, own, report.draft.day) for line, start in lines if line.frame
    )


# --- building -----------------------------------------------------------------------------------------------


def _plain(document: Document, line: Line, start: int, own: Language, published: int) -> Statement | None:
    pieces = line_pieces(line, own)
    inside = _Inside(document.text, line.sentence, own, published=published, main=True)
    end = inside.walk(pieces, start)
    event = event_of(inside.concepts)
    if event is None and not inside.figures:
        return None
    piece = passage(document.text, start, end)
    return Statement(
        id=content_id(document.id, f"{start}-{end}", "own"),
        document=document.id,
        report=document.report,
        language=own.code,
        content=(piece,),
        quotes=(),
        cue=None,
        chain=(_publisher(document.outlet or "", "origin"),),
        alleged=(),
        stance=inside.stance(own_stance(own.code)),
        figures=tuple(inside.figures),
        times=tuple(inside.times),
        places=(),
        actors=tuple(inside.actors),
        concepts=tuple(inside.concepts),
        event=event,
        rule="own_sentence",
        proposition=piece.exact,
        evidence=(),
        attributed=False,
    )


def _said(document: Document, line: Line, start: int, own: Language, published: int) -> Statement:
    text = document.text
    origin = line.origin
    signature = (
        None
        if origin is None
        else (origin.role, origin.person % 2)
        if origin.role >= 0
        else (-1, origin.topic * 16 + origin.who)
    )
    frames = own.frames[line.frame]
    frame = framed(own.code, line.frame, line.variant % len(frames), signature)
    sample = frame.statement
    pieces = line_pieces(line, own)
    direct = frames[line.variant % len(frames)].direct
    inside = _Inside(text, line.sentence, own, published=published, main=direct)
    inside.walk(pieces, start)
    move = _mover(frame.pieces, merged_pieces(pieces, line, own), start)
    names = _names(line, own)

    def moved(piece: Passage) -> Passage:
        return passage(text, move(piece.start), move(piece.end))

    def renamed(words: str) -> str:
        for old, new in names:
            words = words.replace(old, new)
        return words

    def voice(one: Voice) -> Voice:
        if one.role == "publisher":
            return _publisher(document.outlet or "", "publisher")
        if one.start is None or one.end is None:
            return replace(one, source_id=one.source_id.replace(sample.document, document.id))
        begin, end = move(one.start), move(one.end)
        source = one.source_id.replace(sample.document, document.id)
        for old, new in names:
            source = source.replace(fold_key(old), fold_key(new))
        return Voice(
            name=renamed(one.name),
            source_id=source,
            role=one.role,
            exact=text[begin:end],
            start=begin,
            end=end,
            channel=one.channel,
        )

    content = tuple(moved(piece) for piece in sample.content)
    chain = tuple(voice(one) for one in sample.chain)
    place = ";".join(f"{piece.start}-{piece.end}" for piece in content)
    before = len(sample.content[0].exact) - len(sample.content[0].exact.lstrip("“„«”» ‘"))
    opening = sample.content[0].exact.find(sample.proposition)
    closing = len(sample.content[0].exact) - opening - len(sample.proposition)
    whole = content[0].exact
    return Statement(
        id=content_id(document.id, place, chain[0].source_id),
        document=document.id,
        report=document.report,
        language=own.code,
        content=content,
        quotes=tuple(moved(piece) for piece in sample.quotes),
        cue=moved(sample.cue) if sample.cue is not None else None,
        chain=chain,
        alleged=tuple(voice(one) for one in sample.alleged),
        stance=inside.stance(sample.stance),
        figures=tuple(inside.figures),
        times=tuple(inside.times),
        places=(),
        actors=tuple(inside.actors),
        concepts=tuple(inside.concepts),
        event=event_of(inside.concepts),
        rule=sample.rule,
        evidence=tuple(_evidence(one, text, move, renamed) for one in sample.evidence),
        proposition=whole[opening : len(whole) - closing] if opening >= 0 else whole[before:],
    )


def _evidence(
    one: Evidence, text: str, move: Callable[[int], int], renamed: Callable[[str], str]
) -> Evidence:
    if one.start is None or one.end is None:
        return replace(one, why=renamed(one.why))
    begin, end = move(one.start), move(one.end)
    return Evidence(kind=one.kind, why=renamed(one.why), exact=text[begin:end], start=begin, end=end)


@lru_cache(maxsize=20_000)
def _publisher(outlet: str, role: Role) -> Voice:
    return Voice(
        name=outlet, source_id=f"outlet:{fold_key(outlet)}", role=role, exact="", start=None, end=None
    )


def _names(line: Line, own: Language) -> tuple[tuple[str, str], ...]:
    """What stood in the sample's slots, and what stands there now."""
    found: list[tuple[str, str]] = []
    if line.origin is not None:
        slot = origin_part(line.origin, own).slot
        if slot:
            sample = sample_origin(line.origin)
            found.append((origin_value(sample, own.code, slot), origin_value(line.origin, own.code, slot)))
    if line.relay:
        found.append((agency_name(RELAY, own.code), agency_name(line.relay, own.code)))
    return tuple(found)


class _Inside:
    """What the parts of one content hold, at their places in a text."""

    def __init__(self, text: str, sentence: Sentence, own: Language, *, published: int, main: bool) -> None:
        self.text, self.sentence, self.own = text, sentence, own
        self.opens = main
        self.concepts: list[Concept] = []
        self.figures: list[Figure] = []
        self.times: list[When] = []
        self.actors: list[Actor] = []
        told = own.tails[sentence.tail].slot == "d" and sentence.d <= published
        predicate = (sentence.topic, sentence.does, sentence.tail)
        self.parts, self.changes = predicate_found(own.code, *predicate, main, told)
        self.sample_day = iso(PAST_DAY if told else DAY)

    def walk(self, pieces: Sequence[tuple[str, str]], at: int) -> int:
        """Takes the pieces of a line that start at an offset; the offset of its end."""
        for key, words in pieces:
            if key in PARTS:
                self._part(key, at)
            at += len(words)
        return at

    def _part(self, key: str, at: int) -> None:
        sentence, own, text = self.sentence, self.own, self.text
        index = sentence.who if key == "who" else sentence.tail if key == "tail" else sentence.does
        found = who_found(own.code, sentence.topic, index, self.opens) if key == "who" else self.parts[key]
        part = part_of(own, key, sentence.topic, index)
        edge = len(part.before)
        filled = value(part.slot, sentence, own.code) if part.slot else ""
        longer = len(filled) - len(found.sample)

        half = edge + len(found.sample) // 2

        def move(offset: int) -> int:
            return at + (offset + longer if part.slot and offset > half else offset)

        for concept in found.concepts:
            begin, end = move(concept.start), move(concept.end)
            self.concepts.append(
                Concept(id=concept.id, kind=concept.kind, exact=text[begin:end], start=begin, end=end)
            )
        for figure in found.figures:
            begin, end = move(figure.span[0]), move(figure.span[1])
            counted = {float(SAMPLE.n): sentence.n, float(SAMPLE.m): sentence.m}
            self.figures.append(
                Figure(
                    low=None if figure.low is None else float(counted.get(figure.low, figure.low)),
                    high=None if figure.high is None else float(counted.get(figure.high, figure.high)),
                    approximator=figure.approximator,
                    unit=figure.unit,
                    exact=text[begin:end],
                    span=(begin, end),
                )
            )
        for time in found.times:
            assert time.span is not None
            begin, end = move(time.span[0]), move(time.span[1])
            day = iso(sentence.d)
            self.times.append(
                When(
                    edtf=time.edtf.replace(self.sample_day, day),
                    start=day if time.start == self.sample_day else time.start,
                    end=day if time.end == self.sample_day else time.end,
                    granularity=time.granularity,
                    role=time.role,
                    exact=text[begin:end],
                    span=(begin, end),
                )
            )
        for actor in found.actors:
            begin, end = move(actor.start), move(actor.end)
            name, source = actor.name, actor.source_id
            if part.slot:
                name = name.replace(found.sample, filled)
                source = source.replace(fold_key(found.sample), fold_key(filled))
            self.actors.append(
                Actor(name=name, source_id=source, exact=text[begin:end], start=begin, end=end)
            )

    def stance(self, base: Stance) -> Stance:
        """The stance of the frame, changed as the parts change it."""
        return replace(base, **dict(self.changes)) if self.changes else base


def _mover(
    sample: Sequence[tuple[str, int, int]], merged: Sequence[tuple[str, int]], start: int
) -> Callable[[int], int]:
    """Leads from an offset in the sample to the offset in the text. A piece's end is kept as its end."""
    starts = [begin for _, begin, _ in sample]
    places: list[tuple[int, int]] = []
    at = start
    for _, size in merged:
        places.append((at, at + size))
        at += size

    def move(offset: int) -> int:
        k = bisect_right(starts, offset) - 1
        _, begin, end = sample[k]
        if offset >= end:
            return places[k][1] + offset - end
        if offset - begin > (end - begin) // 2:
            return places[k][1] - (end - offset)
        return places[k][0] + offset - begin

    return move

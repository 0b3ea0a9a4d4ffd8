"""What settling needs of a report and of its statements: who is named where, on which days, in which words.

Little enough to be kept beside the case and read for every claim that one more report joins; the texts are not in it.
"""

from collections.abc import Mapping

import msgspec

from whence.link.brief import Spoken
from whence.model import Record, Voice


class Named(Record, frozen=True):
    """A source that a document's statements name in the text: its id, and the first words that do."""

    source: str
    exact: str
    start: int | None
    end: int | None


class Told(Record, frozen=True):
    """A document: `publisher` is the source id of its outlet, `days` the first and the last possible day of
    publication (proleptic ordinals), `credits` whom its attributed statements name, in their order, each once."""

    id: str
    report: str
    outlet: str | None
    publisher: str | None
    days: tuple[int | None, int | None]
    credits: tuple[Named, ...]


class Said(Record, frozen=True):
    """A statement: `origin` is the source id of an origin that the text names, `relays` of those with a name who are
    given as having passed it on."""

    id: str
    document: str
    attributed: bool
    denial: bool
    origin: str | None
    relays: tuple[str, ...]
    wording: str


def told(report: Spoken) -> Told:
    """The report's document, with source ids as its statements carry them."""
    first: dict[str, Named] = {}
    for one in report.statements:
        for voice in one.chain if one.attributed else ():
            if named(voice) and voice.source_id not in first:
                first[voice.source_id] = Named(
                    source=voice.source_id, exact=voice.exact, start=voice.start, end=voice.end
                )
    return Told(
        id=report.id,
        report=report.document.report,
        outlet=report.document.outlet,
        publisher=report.outlet,
        days=report.days,
        credits=tuple(first.values()),
    )


def said(report: Spoken) -> tuple[Said, ...]:
    """The report's statements, by id."""
    return tuple(
        Said(
            id=one.id,
            document=report.id,
            attributed=one.attributed,
            denial=one.stance.denial,
            origin=one.chain[0].source_id if one.attributed and one.chain[0].start is not None else None,
            relays=tuple(v.source_id for v in one.chain if v.role == "relay" and one.attributed),
            wording=one.wording,
        )
        for one in report.statements
    )


def named(voice: Voice) -> bool:
    """Whether a voice is named in the text itself."""
    return voice.role != "publisher" and voice.start is not None


def merged_told(one: Told, source_of: Mapping[str, str]) -> Told:
    """With merged sources in the place of the ids that lead to them; the same object where none does."""
    ids = (one.publisher, *(found.source for found in one.credits))
    if source_of.keys().isdisjoint(ids):
        return one
    publisher = None if one.publisher is None else source_of.get(one.publisher, one.publisher)
    credits = tuple(
        msgspec.structs.replace(found, source=source_of.get(found.source, found.source))
        for found in one.credits
    )
    return msgspec.structs.replace(one, publisher=publisher, credits=credits)


def merged_said(one: Said, source_of: Mapping[str, str]) -> Said:
    """With the merged source in the place of the id that leads to it; the same object where none does."""
    if source_of.keys().isdisjoint((one.origin, *one.relays)):
        return one
    origin = None if one.origin is None else source_of.get(one.origin, one.origin)
    relays = tuple(source_of.get(relay, relay) for relay in one.relays)
    return msgspec.structs.replace(one, origin=origin, relays=relays)

"""Documents and statements by hand, in one line each: what linking and assessment are tested with.

Concepts come from the packs' own tables, so that a test reads like a report; all else is said in the call.
"""

from collections.abc import Sequence
from typing import Literal

from whence.languages.fold import fold_key
from whence.languages.pack import pack
from whence.languages.tokens import Tokens
from whence.languages.words import word_map
from whence.model import (
    Actor,
    Concept,
    Document,
    Event,
    Figure,
    Mark,
    Stance,
    Statement,
    Voice,
    When,
    content_id,
    passage,
)


def report(
    name: str,
    text: str,
    *,
    language: str = "en",
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    marks: Sequence[Mark] = (),
) -> Document:
    """A document. `published` is a day (`2031-04-02`) or a month (`2031-04`)."""
    return Document(
        id=content_id(name, text),
        report=name,
        text=text,
        sha256="",
        language=language,
        language_confidence=1.0,
        outlet=outlet,
        url=url,
        published=None if published is None else when(published, role="publication"),
        marks=tuple(marks),
    )


def when(edtf: str, *, role: str = "event", exact: str = "") -> When:
    """A time from a day, a month, or a date without its year (`XXXX-12-31`)."""
    start: str | None = None
    end: str | None = None
    if "X" not in edtf:
        start, end = (edtf, edtf) if len(edtf) == 10 else (f"{edtf}-01", f"{edtf}-28")
    granularity = "day" if len(edtf) == 10 else "month"
    return When(edtf=edtf, start=start, end=end, granularity=granularity, role=role, exact=exact or edtf)  # type: ignore[arg-type]


def person(name: str, role: str = "origin", *, exact: str = "", start: int | None = None) -> Voice:
    """A voice by name; `outlet:`, `org:`, `unnamed:` and `territory:` ids are given as they are."""
    prefix, _, rest = name.partition(":")
    known = prefix in ("outlet", "org", "unnamed", "territory")
    shown = rest if known else name
    source = (
        f"name:{fold_key(name)}"
        if not known
        else f"{prefix}:{rest if prefix != 'outlet' else fold_key(rest)}"
    )
    return Voice(
        name=f"unnamed: {rest.split(':')[-1]}" if prefix == "unnamed" else shown,
        source_id=source,
        role=role,  # type: ignore[arg-type]
        exact=exact,
        start=start,
        end=None if start is None else start + len(exact),
    )


def say(
    document: Document,
    content: str,
    *voices: str,
    figures: Sequence[tuple[float | None, float | None, str | None]] = (),
    times: Sequence[When] = (),
    actors: Sequence[str] = (),
    event: tuple[str, str | None] | None = None,
    polarity: str = "affirmed",
    horizon: str = "present",
    denial: bool = False,
    attributed: bool = True,
) -> Statement:
    """A statement whose content stands in the document's text; voices are origin first, then relays."""
    start = document.text.index(content)
    chain = [_voice(document, name, "origin" if not at else "relay") for at, name in enumerate(voices)]
    if document.outlet is not None:
        publisher = person(f"outlet:{document.outlet}", "publisher" if chain else "origin")
        chain.append(publisher)
    if not chain:
        chain.append(person(f"unnamed:{document.id}:unstated"))
    return Statement(
        id=content_id(document.id, str(start), content, *voices, str(attributed)),
        document=document.id,
        report=document.report,
        language=document.language or "und",
        content=(passage(document.text, start, start + len(content)),),
        quotes=(),
        cue=None,
        chain=tuple(chain),
        alleged=(),
        stance=Stance(polarity=polarity, commitment="asserted", horizon=horizon, denial=denial),  # type: ignore[arg-type]
        figures=tuple(
            Figure(low=low, high=high, approximator=None, unit=unit, exact="", span=(start, start))
            for low, high, unit in figures
        ),
        times=tuple(times),
        places=(),
        actors=tuple(_actor(document, name) for name in actors),
        concepts=_concepts(document, content),
        event=None
        if event is None
        else Event(concept=event[0], type=None, mode=None, stage=event[1], exact="", start=start, end=start),
        rule="by hand",
        evidence=(),
        attributed=attributed,
    )


def _voice(document: Document, name: str, role: str) -> Voice:
    if name.startswith("unnamed:"):
        return person(f"unnamed:{document.id}:{name.partition(':')[2]}", role)
    shown = name.partition(":")[2] if name.startswith("outlet:") else name
    at = document.text.find(shown)
    return person(name, role, exact=shown if at >= 0 else "", start=at if at >= 0 else None)


def _actor(document: Document, name: str) -> Actor:
    at = document.text.index(name)
    return Actor(name=name, source_id=f"name:{fold_key(name)}", exact=name, start=at, end=at + len(name))


def _concepts(document: Document, content: str) -> tuple[Concept, ...]:
    words = pack(document.language or "en").concepts
    tokens = Tokens(content)
    offset = document.text.index(content)
    found = []
    kinds: tuple[tuple[Literal["unit", "event", "stage", "topic"], dict[str, tuple[str, ...]]], ...] = (
        ("unit", words.units),
        ("event", words.events),
        ("stage", words.stages),
        ("topic", words.topics),
    )
    for kind, table in kinds:
        entries = word_map(table)
        for at in range(len(tokens)):
            if (hit := entries.at(tokens.lows, at)) is not None:
                start, end = offset + tokens.starts[at], offset + tokens.ends[hit[1] - 1]
                found.append(
                    Concept(id=hit[0], kind=kind, exact=document.text[start:end], start=start, end=end)
                )
    return tuple(found)

"""How a sentence was read, in words: what `whence try` prints."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from whence.model import Document, Event, Evidence, Statement, Voice
from whence.present.tables import chain_text, stance_words
from whence.present.wording import concept, count, figure, language_name, legible, named, when

ROLES = {
    "origin": "the origin",
    "relay": "passes it on",
    "publisher": "publishes it",
}


def print_reading(document: Document, statements: Sequence[Statement], console: Console) -> None:
    """The text with what was found in it, and then each statement part by part."""
    console.print(Text(legible(document.text.strip())))
    sure = f"{document.language_confidence:.0%} sure" if document.language else "name it with --language"
    console.print(Text(f"{language_name(document.language)} ({sure})", style="dim"))
    if not statements:
        console.print("Nobody is given in it as saying anything.")
    for n, one in enumerate(statements, 1):
        console.print("")
        console.print(Text(f"Statement {n} of {count(len(statements), 'statement')}", style="bold"))
        _row(console, "said", Text(f"“{legible(one.wording)}”"))
        for quote in one.quotes:
            _row(console, "quoted", Text(f"“{legible(quote.exact)}”"))
        _row(console, "by", chain_text(one))
        for voice in one.chain + one.alleged:
            _row(console, "", _voice(voice))
        _row(console, "cue", Text(f"“{legible(one.cue.exact)}”" if one.cue else "none"))
        _row(console, "rule", Text(concept(one.rule)))
        _row(console, "stance", Text(", ".join(stance_words(one))))
        for f in one.figures:
            words = f"“{f.exact}”: {figure(f)}" + (f", of {concept(f.unit)}" if f.unit else "")
            words += f" ({concept(f.approximator)})" if f.approximator else ""
            _row(console, "figure", Text(legible(words)))
        for t in one.times:
            _row(console, "time", Text(legible(f"“{t.exact}”: {when(t)} [{t.edtf}], {t.role}")))
        for place in one.places:
            _row(console, "place", Text(legible(f"“{place.exact}”: {place.name} [{place.id}]")))
        for actor in one.actors:
            _row(console, "actor", Text(legible(f"“{actor.exact}”: {actor.name}")))
        if one.event:
            _row(console, "event", Text(legible(f"“{one.event.exact}”: {event_words(one.event)}")))
        for evidence in one.evidence:
            _row(console, "because", _evidence(evidence))


def event_words(event: Event) -> str:
    """An event in words: "mobilize (MOBILIZE: troops), stage: called up"."""
    kind = f"{event.type}: {event.mode}" if event.mode else event.type
    stage = f", stage: {concept(event.stage)}" if event.stage else ""
    return concept(event.concept) + (f" ({kind})" if kind else "") + stage


def _row(console: Console, label: str, words: Text) -> None:
    console.print(Text(f"  {label:<9}", style="dim").append_text(words))


def _voice(voice: Voice) -> Text:
    role = ROLES[voice.role]
    where = f"“{voice.exact}” at {voice.start}" if voice.start is not None else "not named in the text"
    channel = f", on {concept(voice.channel)}" if voice.channel else ""
    return Text(legible(f"{named(voice.name)}: {role}{channel}; {where} [{voice.source_id}]"), style="dim")


def _evidence(evidence: Evidence) -> Text:
    exact = f": “{evidence.exact}”" if evidence.exact else ""
    return Text(legible(f"{evidence.why}{exact}"))

"""Speech that a sentence gives as a purpose: "took to the radio to say that", "used the speech to argue that"."""

from whence.extract.drafts import Draft
from whence.extract.frames import content_after
from whence.extract.groups import Group
from whence.extract.lexicon import C, Verb
from whence.extract.mentions import analyse
from whence.extract.reading import Reading
from whence.extract.subjects import clause_subject

INFM, CAP, TIME, COMP, PUNCT = int(C.INFM), int(C.CAP), int(C.TIME), int(C.COMP), int(C.PUNCT)
SPEAKERS = ("person", "name", "role", "organisation", "group", "pronoun", "state")
RULES = ("content_clause", "bare_clause", "direct_speech")


def read_purpose(
    reading: Reading, verb: Verb, first: int, last: int, *, sentence: int, floor: int, ceiling: int
) -> Draft | None:
    """The draft of an infinitive of speech behind a name, a time or a known noun, or None where nobody speaks by it."""
    classes, lows = reading.classes, reading.tokens.lows
    marker = first - 1
    if not reading.lexicon.tells_apart or marker - 1 <= floor or not classes[marker] & INFM:
        return None
    if "quote" not in verb.group.frames or verb.group.kind != "assert":
        return None
    before = marker - 1
    placed = classes[before] & (CAP | TIME) or reading.lexicon.nouns.word(lows[before])
    if not placed and not reading.lexicon.channels.word(lows[before]):
        return None
    if any(classes[k] & (PUNCT | COMP) for k in range(floor, before)):
        return None
    source = clause_subject(reading, before, floor)
    if source is None or source.full[1] >= before - 1 or analyse(reading, *source.core).kind not in SPEAKERS:
        return None
    draft = Draft(
        rule="purpose",
        kind=verb.group.kind,
        sentence=sentence,
        anchor=first,
        cue=(first, last),
        source=source,
        content=[],
        verb=verb.group.id,
        media_verb=verb.group.media,
    )
    draft.span = (first, last)
    found = content_after(reading, draft, Group(verb, first, last, negated=verb.negated), last + 1, ceiling)
    return draft if found and draft.rule in RULES else None

"""What the origin says that another said: the attributions inside a statement's content, to any depth.

A voice inside is alleged: the origin says that it spoke. The attribution that opens the content goes on inwards, each
level inside the one before; any other stands by itself. What is quoted inside is read too.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from whence.extract.drafts import Draft
from whence.extract.lexicon import C
from whence.extract.reading import Reading
from whence.extract.sentences import read_range
from whence.extract.spans import Range
from whence.extract.voices import Voices
from whence.model import Voice

PUNCT, COMP, FIRST, CUE = int(C.PUNCT), int(C.COMP), int(C.FIRST), int(C.CUE)
DEEPEST = 4
FARTHEST_OPENING = 3
SAYING = frozenset(
    ("content_clause", "bare_clause", "colon", "inquit", "attribution", "mid_inquit", "passive")
)
"""Rules whose content is a proposition of its own."""
SPEECH = frozenset(("assert", "deny", "predict"))
NO_SPEECH = frozenset(("show", "reveal", "judge", "speak_of", "put_at"))
"""Groups of verbs of the kind "assert" by which things tell, or a speaker judges."""
SPEAKERS = frozenset(("person", "name", "role", "organisation", "group", "outlet", "state", "pronoun"))


@dataclass(frozen=True, slots=True)
class Level:
    """An attribution inside a statement, and the voices from the outermost inwards that are given as saying it."""

    draft: Draft
    alleged: tuple[Voice, ...]
    said: bool
    """Whether it is speech, and so a statement; else only its voice is kept."""


def opening(reading: Reading, draft: Draft, content: Range) -> Draft | None:
    """The attribution that opens a stretch of content, if there is one."""
    if reading.quote_of[content[0]] >= 0:
        return None
    return next(iter(_opening(reading, draft, content, _within(reading, draft, content))), None)


def levels(
    reading: Reading, draft: Draft, content: Range, voices: Voices, *, origin: Voice
) -> tuple[list[Level], Range | None]:
    """The attributions inside the content, those of the opening one inwards first, and the innermost proposition."""
    found: list[Level] = []
    inner: Range | None = None
    number = reading.quote_of[content[0]]
    if number >= 0:
        content = (content[0], min(content[1], reading.quotations[number].last))
    if not reading.holds_cue(*content):
        return found, inner
    current, said = content, tuple[Voice, ...]()
    quoted = number >= 0
    with _unquoted(reading, content) if quoted else nullcontext():
        drafts = _within(reading, draft, content)
        beside = [one for one in drafts if one.rule in SAYING and one.source is not None]
        for _ in range(DEEPEST):
            nested = next(iter(_opening(reading, draft, current, drafts)), None)
            if nested is None or nested.source is None or nested.content[0][1] <= nested.content[0][0]:
                break
            voice = voices.voice(nested.source, "origin")
            if voice is None or nested.content[0][0] < current[0]:
                break
            beside = [one for one in beside if one.anchor != nested.anchor]
            speech = _is_speech(reading, nested, voices)
            if quoted and not speech:
                break
            if voice[0].source_id != origin.source_id:
                said = (*said, voice[0])
                found.append(Level(nested, said, speech))
            inner = current = nested.content[0]
            drafts = _within(reading, draft, current)
        for one in beside:
            if inner is not None and inner[0] <= one.anchor <= inner[1]:
                continue
            level = _beside(reading, one, content, voices, origin)
            if level is not None:
                found.append(level)
    return found, inner


def _beside(reading: Reading, draft: Draft, content: Range, voices: Voices, origin: Voice) -> Level | None:
    """An attribution that stands somewhere inside: somebody else's, and less than all of the content."""
    first, last = draft.content[0]
    whole = content[1] - content[0] - (last - first) <= FARTHEST_OPENING
    if draft.source is None or whole or not _is_speech(reading, draft, voices):
        return None
    voice = voices.voice(draft.source, "origin")
    if voice is None or voice[0].source_id == origin.source_id:
        return None
    return Level(draft, (voice[0],), said=True)


def _within(reading: Reading, draft: Draft, content: Range) -> list[Draft]:
    """The drafts inside a stretch of content."""
    first, last = content
    while first < last and reading.classes[first] & (COMP | PUNCT):
        first += 1
    if not reading.holds_cue(first, last):
        return []
    return [
        one
        for one in read_range(reading, first, last, draft.sentence)
        if one.rule != "citing" and one.content
    ]


def _opening(reading: Reading, draft: Draft, content: Range, drafts: list[Draft]) -> Iterator[Draft]:
    first, last = content
    while first < last and reading.classes[first] & (COMP | PUNCT):
        first += 1
    for inner in drafts:
        if inner.kind in ("plan", "order") or inner.rule in ("infinitive", "noun_phrase"):
            continue
        source = inner.source
        if inner.span[0] - first <= FARTHEST_OPENING or (
            source is not None and source.full[0] - first <= FARTHEST_OPENING
        ):
            yield inner
        return


def _is_speech(reading: Reading, draft: Draft, voices: Voices) -> bool:
    """Whether somebody else says something: no "I", no "it", no thing that shows something, no mere belief."""
    source = draft.source
    if source is None or draft.kind not in SPEECH or draft.verb in NO_SPEECH or draft.rule not in SAYING:
        return False
    first = source.core[0]
    if reading.classes[first] & FIRST or reading.tokens.lows[first] in reading.lexicon.neuter:
        return False
    return voices.kind_of(source) in SPEAKERS


@contextmanager
def _unquoted(reading: Reading, content: Range) -> Iterator[None]:
    """Reads what stands between quotation marks as it is said."""
    first, last = content
    kept = reading.quote_of[first : last + 1]
    reading.quote_of[first : last + 1] = [-1] * (last - first + 1)
    try:
        yield
    finally:
        reading.quote_of[first : last + 1] = kept

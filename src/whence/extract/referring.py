"""A sentence that an adverb gives to whoever spoke before: "Demnach brannten drei Lagerhallen."."""

from whence.extract.clauses import strip_end
from whence.extract.drafts import Draft
from whence.extract.mentions import analyse
from whence.extract.reading import Reading
from whence.extract.spans import Phrase
from whence.extract.standing import finite_at
from whence.extract.subjects import clause_subject

FARTHEST_SPEAKER = 2
"""Sentences back to the statement that the adverb refers to."""
SPEAKERS = frozenset(("person", "name", "role", "organisation", "group", "document", "outlet"))


def read_referring(reading: Reading, sentence: int, drafts: list[Draft]) -> Draft | None:
    """The draft of a sentence that such an adverb opens, or None. `drafts` are those nearby, in order.

    The voice is the one of the last statement, else the subject of the sentence before, else nobody; the adverb is
    its mention.
    """
    here = reading.sentences[sentence]
    first = here.first
    if reading.tokens.lows[first] not in reading.lexicon.referring or here.last - first < FARTHEST_SPEAKER:
        return None
    if reading.lexicon.pack.has("inverted_statement") and not finite_at(reading, first + 1):
        return None
    draft = Draft(
        rule="referring",
        kind="assert",
        sentence=sentence,
        anchor=first,
        cue=(first, first),
        source=None,
        content=[(first + 1, strip_end(reading, first + 1, here.last))],
        verb="according_to",
    )
    draft.span = (first, here.last)
    draft.why.append(("referring", "refers to what was said before", (first, first)))
    before = max(
        (d for d in drafts if d.span[1] < first and d.source is not None and d.sentence >= 0),
        key=lambda d: d.span[1],
        default=None,
    )
    if before is not None and sentence - before.sentence <= FARTHEST_SPEAKER:
        draft.source, draft.speaker_of = before.source, before
        draft.mention = Phrase((first, first), (first, first))
        return draft
    if sentence > 0:
        earlier = reading.sentences[sentence - 1]
        phrase = clause_subject(reading, earlier.last, earlier.first)
        if phrase is not None and analyse(reading, *phrase.core).kind in SPEAKERS:
            draft.source = phrase
            draft.mention = Phrase((first, first), (first, first))
            return draft
    draft.reporter_hedge = True
    return draft

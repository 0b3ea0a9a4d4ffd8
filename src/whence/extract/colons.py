"""A quotation behind a colon that no reporting verb claims: "Hier sparte X nicht mit Kritik: „…“"."""

from whence.extract.drafts import Draft
from whence.extract.lexicon import C
from whence.extract.mentions import analyse
from whence.extract.phrases import phrase_after, phrase_before
from whence.extract.reading import Reading
from whence.extract.spans import Phrase
from whence.extract.standing import finite_at
from whence.extract.subjects import opens_with_adverbial

DET = int(C.DET)
SHORTEST_QUOTATION = 3
"""Behind a colon: a quotation of fewer tokens is a title or a word set apart."""


def read_colon_quotation(reading: Reading, sentence: int, found: list[Draft]) -> Draft | None:
    """The draft of such a quotation, or None. `found` are the sentence's other drafts.

    The voice is the subject of the clause before the colon, where that can be somebody who speaks.
    """
    here = reading.sentences[sentence]
    quote_of = reading.quote_of
    colon = reading.next_colon(here.first + 2, here.last - 1)
    while colon is not None and not quote_of[colon] < 0 <= quote_of[colon + 1]:
        colon = reading.next_colon(colon + 1, here.last - 1)
    if colon is None:
        return None
    quotation = reading.quotations[quote_of[colon + 1]]
    if (
        quotation.open != colon + 1
        or quotation.kind == "dash"
        or quotation.last - quotation.first < SHORTEST_QUOTATION
    ):
        return None
    if any(piece[0] <= quotation.open <= piece[1] for draft in found for piece in draft.content):
        return None
    phrase = _subject(reading, here.first, colon)
    if phrase is None or not _speaks(reading, phrase):
        return None
    draft = Draft(
        rule="colon_quotation",
        kind="assert",
        sentence=sentence,
        anchor=colon,
        cue=(colon, colon),
        source=phrase,
        content=[(quotation.open, quotation.close)],
        direct=True,
    )
    draft.span = (here.first, quotation.close)
    return draft


def _subject(reading: Reading, first: int, colon: int) -> Phrase | None:
    verb = next((k for k in range(first, colon) if finite_at(reading, k) and reading.quote_of[k] < 0), None)
    if verb is None:
        return None
    phrase = phrase_before(reading, verb - 1, floor=first) if verb > first else None
    if phrase is None or opens_with_adverbial(reading, first, phrase):
        return phrase_after(reading, verb + 1, ceiling=colon - 1)
    return phrase


def _speaks(reading: Reading, phrase: Phrase) -> bool:
    """Nobody speaks behind "es", a relative pronoun, or a common noun that is no source ("ein Satz")."""
    if reading.tokens.lows[phrase.core[0]] in reading.lexicon.expletives:
        return False
    kind = analyse(reading, *phrase.core).kind
    determined = bool(reading.classes[phrase.core[0]] & DET) and reading.lexicon.pack.has("capitalised_nouns")
    return kind not in ("unknown", "relative") and not (kind == "name" and determined)

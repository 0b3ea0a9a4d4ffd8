"""Verbs of denying with somebody as their object: "dismissed 45 workers", "rejected the applicant" deny nothing."""

from whence.extract.lexicon import C
from whence.extract.mentions import analyse
from whence.extract.phrases import phrase_after
from whence.extract.reading import Reading

AS, COMP, GENITIVE, PREP = int(C.AS), int(C.COMP), int(C.GENITIVE), int(C.PREP)
PEOPLE = frozenset(("person", "role", "group"))


def turns_away(reading: Reading, first: int, ceiling: int) -> bool:
    """Whether the object at token `first` is people who are sent away, not something that was said.

    "Dismissed the critics as liars" judges them, and "rejected the critics' claim" is about a claim.
    """
    lexicon, lows = reading.lexicon, reading.tokens.lows
    if lexicon.genitive_attributes or lexicon.genitive_endings:
        return False  # there "the pilots' claim" begins with the claim, or its owner has an ending
    whom = phrase_after(reading, first, ceiling=ceiling, apposition=False, oblique=True)
    if whom is None:
        return False
    owned = any(lows[k].endswith(("'", "’", "'s", "’s")) for k in range(first, whom.core[1]))
    if owned or any(reading.classes[k] & GENITIVE for k in range(first + 1, whom.core[1] + 1)):
        return False
    counted = first
    while counted < whom.core[1] and reading.tokens.words[counted][0].isdigit():
        counted += 1
    stop = next((k for k in range(counted + 1, whom.core[1]) if reading.classes[k] & PREP), whom.core[1] + 1)
    mention = analyse(reading, counted, stop - 1)
    plural = counted > first and mention.kind == "unknown"
    if mention.kind not in PEOPLE and not plural:
        return False
    behind = whom.core[1] + 1
    return behind > ceiling or not reading.classes[behind] & (AS | COMP)

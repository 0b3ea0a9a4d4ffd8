"""Whom somebody told or asked, between a verb and its content: "asked Holk why", "told a woman who had asked that"."""

from whence.extract.clauses import skip_modifiers
from whence.extract.lexicon import C
from whence.extract.mentions import analyse
from whence.extract.phrases import phrase_after
from whence.extract.reading import Reading
from whence.extract.reporting import verb_cue_at
from whence.extract.spans import Phrase
from whence.extract.standing import finite_at, likely_finite

INTERROG, COMP, REL, PUNCT = int(C.INTERROG), int(C.COMP), int(C.REL), int(C.PUNCT)
LONGEST_QUESTION = 20
LONGEST_RELATIVE = 24
TOLD = frozenset(("person", "name", "role", "group", "organisation", "outlet", "pronoun", "state", "unknown"))


def addressee(reading: Reading, token: int, ceiling: int) -> Phrase | None:
    """The phrase behind a verb that may be whom somebody told or asked."""
    phrase = phrase_after(reading, token, ceiling=ceiling, apposition=False)
    return phrase if phrase is not None and analyse(reading, *phrase.core).kind in TOLD else None


def asked_clause(reading: Reading, token: int, ceiling: int) -> int | None:
    """Where an embedded question begins behind whom somebody asked: "asked the senator | why he left"."""
    told = addressee(reading, token, ceiling)
    if told is None:
        return None
    opener = skip_modifiers(reading, told.core[1] + 1, ceiling)
    if opener >= ceiling or not reading.classes[opener] & INTERROG or reading.classes[opener] & (PUNCT | REL):
        return None
    reach = range(opener + 1, min(ceiling, opener + LONGEST_QUESTION) + 1)
    return opener if any(likely_finite(reading, k) for k in reach) else None


def told_clause(reading: Reading, token: int, ceiling: int) -> int | None:
    """The complementiser behind an addressee with a clause of its own: "told a woman who had asked | that …".

    One right behind a reporting verb of that clause belongs to it ("who said that …, that …").
    """
    told = addressee(reading, token, ceiling)
    if told is None:
        return None
    classes, opener = reading.classes, told.core[1] + 1
    if opener >= ceiling or not classes[opener] & REL or classes[opener] & COMP:
        return None
    verb = False
    for k in range(opener + 1, min(ceiling, opener + LONGEST_RELATIVE) + 1):
        if reading.quote_of[k] >= 0 or reading.tokens.words[k] in (";", ":", "."):
            return None
        if verb and classes[k] & COMP and verb_cue_at(reading, k - 1) is None:
            return k if k < ceiling else None
        verb = verb or finite_at(reading, k) or likely_finite(reading, k)
    return None

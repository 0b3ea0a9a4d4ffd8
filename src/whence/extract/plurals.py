"""Words that are a noun and a verb ("claim", "states"): which of the two their subject allows."""

from whence.extract.lexicon import C, Verb
from whence.extract.reading import Reading
from whence.extract.shapes import clause_here
from whence.extract.spans import Phrase
from whence.extract.standing import finite_at

PRON, REL, COORD, PREP, CAP = int(C.PRON), int(C.REL), int(C.COORD), int(C.PREP), int(C.CAP)
VAGUE, GENERIC, DET = int(C.VAGUE), int(C.GENERIC), int(C.DET)
POSS, COMP, INFM, FIN = int(C.POSS), int(C.COMP), int(C.INFM), int(C.FIN)
FARTHEST_VERB = 8
"""Tokens from an article to the verb of its clause: "claims the old crane at the quay is safe"."""


def could_be_verb(reading: Reading, verb: Verb, first: int, last: int, subject: Phrase) -> bool:
    """Whether the form at tokens `first` to `last` is a verb beside the subject: "many claim", not "his claim".

    A plain form takes a plural subject, any other one whose head can speak ("18 states", "early tweets" are nouns).
    """
    lows, classes, lexicon = reading.tokens.lows, reading.classes, reading.lexicon
    if verb.form != "finite" or last > first or lows[first] not in lexicon.noun_verbs:
        return True
    behind = classes[last + 1] if last + 2 < len(classes) else 0
    if behind & FIN and (finite_at(reading, last + 1) or classes[last + 2] & COMP):
        return False  # "New documents | show that"
    if lows[first] in verb.group.infinitive:
        apart = subject.core[1] + 1 < first and reading.tokens.words[first - 1] == ","
        named = apart and bool(classes[subject.core[1]] & CAP)  # "The Low Tide, from Varde, claim that"
        return named or may_be_plural(reading, subject)
    head = subject.core[1]
    if subject.core[0] == last + 1 and reading.tokens.words[first - 1] == "," and classes[last + 1] & DET:
        return True  # "…, notes the yard"
    if _opens_content(reading, last + 1) and classes[subject.full[0]] & (DET | POSS | CAP):
        return True  # "the yard hopes its ferry will sail", "the show claims to help"
    return bool(classes[head] & (CAP | PRON | REL) or lexicon.nouns.word(lows[head]))


def _opens_content(reading: Reading, token: int) -> bool:
    """Whether what follows a word that is a noun too opens a clause or an infinitive of its own."""
    if token >= len(reading.classes):
        return False
    bits = reading.classes[token]
    if bits & INFM and token + 1 < len(reading.classes):
        return not reading.classes[token + 1] & (DET | POSS | CAP | PRON)
    if bits & COMP:
        return not (bits & REL and finite_at(reading, token + 1))  # "rules that promise": a relative clause
    if bits & DET and not bits & (PRON | POSS):
        return clause_here(reading, token, min(len(reading.classes) - 1, token + FARTHEST_VERB))
    return bool(bits & (PRON | POSS)) and not bits & PREP


def may_be_plural(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase is plural by its pronoun, its quantifier, a conjunction in it or its head's ending."""
    classes, lows, lexicon = reading.classes, reading.tokens.lows, reading.lexicon
    first, last = phrase.core
    low = lows[first]
    if first == last and classes[first] & (PRON | REL):
        return not (low in lexicon.masculine or low in lexicon.feminine or low in lexicon.neuter)
    if lows[first] in lexicon.pack.grammar.indefinite_articles:
        return False  # "a gas"
    head = next((k - 1 for k in range(first + 1, last + 1) if classes[k] & PREP), last)
    if any(classes[k] & COORD for k in range(first, last + 1)):
        return True
    if (classes[first] | classes[head]) & (VAGUE | GENERIC) or lexicon.units.word(lows[head]):
        return True
    noun = lexicon.nouns.word(lows[head])
    plural = noun is not None and (noun.kind == "group" or noun.concept == "police")
    return plural or lows[head].endswith(lexicon.pack.grammar.plural_endings)

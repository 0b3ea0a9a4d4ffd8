"""Words that are a noun and a verb ("claim", "states"): which of the two their subject allows."""

from whence.extract.lexicon import C, Verb
from whence.extract.reading import Reading
from whence.extract.spans import Phrase

PRON, REL, COORD, PREP, CAP = int(C.PRON), int(C.REL), int(C.COORD), int(C.PREP), int(C.CAP)
VAGUE, GENERIC = int(C.VAGUE), int(C.GENERIC)


def could_be_verb(reading: Reading, verb: Verb, first: int, last: int, subject: Phrase) -> bool:
    """Whether the form at tokens `first` to `last` is a verb beside the subject: "many claim", not "his claim".

    A plain form takes a plural subject, any other one whose head can speak ("18 states", "early tweets" are nouns).
    """
    lows, classes, lexicon = reading.tokens.lows, reading.classes, reading.lexicon
    if verb.form != "finite" or last > first or lows[first] not in lexicon.noun_verbs:
        return True
    if lows[first] in verb.group.infinitive:
        apart = subject.core[1] + 1 < first and reading.tokens.words[first - 1] == ","
        named = apart and bool(classes[subject.core[1]] & CAP)  # "The Low Tide, from Varde, claim that"
        return named or may_be_plural(reading, subject)
    head = subject.core[1]
    return bool(classes[head] & (CAP | PRON | REL) or lexicon.nouns.word(lows[head]))


def may_be_plural(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase is plural by its pronoun, its quantifier, a conjunction in it or its head's ending."""
    classes, lows, lexicon = reading.classes, reading.tokens.lows, reading.lexicon
    first, last = phrase.core
    low = lows[first]
    if first == last and classes[first] & (PRON | REL):
        return not (low in lexicon.masculine or low in lexicon.feminine or low in lexicon.neuter)
    head = next((k - 1 for k in range(first + 1, last + 1) if classes[k] & PREP), last)
    if any(classes[k] & COORD for k in range(first, last + 1)):
        return True
    if (classes[first] | classes[head]) & (VAGUE | GENERIC) or lexicon.units.word(lows[head]):
        return True
    noun = lexicon.nouns.word(lows[head])
    plural = noun is not None and (noun.kind == "group" or noun.concept == "police")
    return plural or lows[head].endswith(lexicon.pack.grammar.plural_endings)

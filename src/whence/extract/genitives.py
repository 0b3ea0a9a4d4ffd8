"""Genitives that an ending tells: the source before a postposition, the owner before a noun."""

from whence.extract.lexicon import C
from whence.extract.reading import Reading
from whence.extract.spans import Phrase
from whence.extract.standing import finite_at, has_finite

CAP, ADV, COORD, PRON, POSS = int(C.CAP), int(C.ADV), int(C.COORD), int(C.PRON), int(C.POSS)
DET, VAGUE = int(C.DET), int(C.VAGUE)
STOPS = int(
    C.PUNCT | C.COMP | C.SUBORD | C.REL | C.INFM | C.NEG | C.PREP | C.TIME | C.OBLIQUE | C.OBJECT | C.INTERROG
)
LONGEST_GENITIVE = 12


def is_genitive(reading: Reading, token: int) -> bool:
    """Whether the word ends like a genitive; a name of capitals alone bends in no language."""
    word = reading.tokens.words[token]
    if reading.classes[token] & (STOPS | COORD):
        return False
    return reading.tokens.lows[token].endswith(reading.lexicon.genitive_endings) or (
        word.isupper() and len(word) > 1
    )


def genitive_before(reading: Reading, last: int, floor: int) -> Phrase | None:
    """The run of genitives, names and roles that ends at `last`: "Suomen hallituksen | mukaan".

    Behind a finite verb only what can belong to a source is taken, so that an object stays outside.
    """
    classes, words = reading.classes, reading.tokens.words
    if last < floor or reading.quote_of[last] >= 0:
        return None
    if classes[last] & (PRON | POSS) and not classes[last] & DET:
        return Phrase((last, last), (last, last))
    if not is_genitive(reading, last) or (classes[last] & ADV and not classes[last] & CAP):
        return None
    if finite_at(reading, last) and not classes[last] & CAP:
        return None
    first = last
    late: bool | None = None
    while first > floor and last - first < LONGEST_GENITIVE:
        k = first - 1
        bits = classes[k]
        if reading.quote_of[k] >= 0 or bits & STOPS or (finite_at(reading, k) and not bits & CAP):
            break
        if bits & COORD:
            if k - 1 <= floor or not is_genitive(reading, k - 1) or not is_genitive(reading, first):
                break
            first = k - 1
            continue
        if bits & (ADV | PRON) and not bits & (CAP | DET | VAGUE):
            break
        named = bool(bits & CAP) and bool(classes[first] & CAP)
        titled = bool(classes[first] & CAP) and reading.lexicon.nouns.word(reading.tokens.lows[k]) is not None
        if not (is_genitive(reading, k) or named or titled or (words[k] == "." and len(words[k - 1]) <= 2)):
            break
        if not (named or titled) and not _describes(reading, k):
            if late is None:
                late = has_finite(reading, floor, k)
            if late:
                break
        first = k
    return Phrase((first, last), (first, last))


def _describes(reading: Reading, token: int) -> bool:
    """Whether a word is known to belong to sources: a name, a noun of the pack, a country."""
    lexicon, low = reading.lexicon, reading.tokens.lows[token]
    return bool(
        reading.classes[token] & (CAP | DET | VAGUE) or lexicon.nouns.word(low) or lexicon.demonyms.word(low)
    )

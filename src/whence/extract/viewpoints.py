"""In whose view something is so: "in the mayor's view", "efter Holks mening", "in Holks Augen"."""

from whence.extract.lexicon import C, Word
from whence.extract.owned import owner
from whence.extract.reading import Reading
from whence.extract.spans import Phrase
from whence.extract.standing import finite_at

PUNCT, COORD, ADV, COMP, SUBORD = int(C.PUNCT), int(C.COORD), int(C.ADV), int(C.COMP), int(C.SUBORD)


def viewpoint(reading: Reading, word: Word, noun: int, floor: int) -> Phrase | None:
    """Who owns the noun at a token ("view", "opinion"), where a preposition of the entry stands before him and all of
    it is set apart; else None.

    It is set apart at the start of a clause, behind a mark and, where the verb stands second, behind the verb: "a
    change in Holk's view" is no viewpoint.
    """
    who = owner(reading, noun, floor)
    if who is None or word.heads is None:
        return None
    preposition = who.full[0] - 1
    if preposition < floor or not word.heads.word(reading.tokens.lows[preposition]):
        return None
    if preposition == floor or reading.classes[preposition - 1] & (PUNCT | COORD | COMP | SUBORD):
        return who
    second = reading.lexicon.pack.has("inverted_statement")
    opens = all(reading.classes[k] & (ADV | COORD | PUNCT) for k in range(floor, preposition))
    return who if opens or (second and finite_at(reading, preposition - 1)) else None

"""Clauses behind a cue that do not begin with their subject: an adverbial, an insertion or an occasion comes first.

"He said despite the loss, the team played well", "she said, however, the pier was safe", "he said at the debate the
deal was void": what stands between commas belongs to the clause, an occasion without one to the reporting clause.
"""

from whence.extract.lexicon import C
from whence.extract.phrases import phrase_after
from whence.extract.reading import Reading
from whence.extract.shapes import clause_here, opens_clause
from whence.extract.standing import has_finite

PREP, SUBORD, PUNCT, ADV, TIME = int(C.PREP), int(C.SUBORD), int(C.PUNCT), int(C.ADV), int(C.TIME)
COMP, COORD, REL = int(C.COMP), int(C.COORD), int(C.REL)
SUBJECT = int(C.DET) | int(C.POSS) | int(C.PRON) | int(C.CAP) | int(C.VAGUE)
LONGEST_FRONTED = 24
LONGEST_INSERTION = 10


def fronted_clause(reading: Reading, first: int, last: int) -> bool:
    """Whether an adverbial opens the stretch, a comma closes it, and a clause with its subject follows."""
    words = reading.tokens.words
    if not reading.classes[first] & (PREP | SUBORD):
        return False
    for k in range(first + 2, min(last - 1, first + LONGEST_FRONTED) + 1):
        if reading.quote_of[k] >= 0 or words[k] in (";", ":", ".", "–", "—"):
            return False
        if words[k] == ",":
            return not reading.classes[k + 1] & (COORD | REL | PREP) and clause_here(reading, k + 1, last)
    return False


def behind_occasion(reading: Reading, first: int, last: int) -> int | None:
    """Where a clause begins behind one prepositional phrase that no comma closes ("said at the debate | the deal was
    void"), or None."""
    classes = reading.classes
    if not classes[first] & PREP or classes[first] & SUBORD or first + 1 >= last:
        return None
    phrase = phrase_after(reading, first + 1, ceiling=last, apposition=False)
    if phrase is None:
        return None
    start = phrase.core[1] + 1
    while start < last and classes[start] & TIME:
        start += 1
    opens = start < last and classes[start] & SUBJECT and not classes[start] & (PREP | COMP | REL)
    return start if opens and opens_clause(reading, start) and clause_here(reading, start, last) else None


def behind_inserted(reading: Reading, comma: int, ceiling: int) -> int | None:
    """The token behind a short insertion between commas that opens at `comma` ("said, however, | the pier …"), where a
    clause with its subject begins; or None."""
    words = reading.tokens.words
    for k in range(comma + 2, min(ceiling - 2, comma + LONGEST_INSERTION) + 1):
        if reading.quote_of[k] >= 0 or words[k] in (";", ":", ".", "–", "—"):
            return None
        if words[k] == ",":
            start = k + 1
            opens = reading.classes[start] & SUBJECT and not reading.classes[start] & (COORD | REL | COMP)
            inserted = not has_finite(reading, comma + 1, k - 1)
            return start if opens and inserted and clause_here(reading, start, ceiling) else None
    return None

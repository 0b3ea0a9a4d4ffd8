"""Content ends with the subordinate clause that opened the sentence: "While X said it was old, Y paid for it"."""

from whence.extract.drafts import Draft
from whence.extract.lexicon import C
from whence.extract.phrases import phrase_after
from whence.extract.quotations import MARKS
from whence.extract.reading import Reading
from whence.extract.spans import Phrase
from whence.extract.standing import likely_finite

NUMBER = int(C.NUMBER)

DET, SUBORD, PREP, COORD, REL = int(C.DET), int(C.SUBORD), int(C.PREP), int(C.COORD), int(C.REL)
PRON, ADV, TIME = int(C.PRON), int(C.ADV), int(C.TIME)


def within_its_clause(reading: Reading, draft: Draft, floor: int) -> None:
    """ "While X said the ferry was old, Y paid for it": content ends with the subordinate clause that opened."""
    classes, words, quote_of = reading.classes, reading.tokens.words, reading.quote_of
    if draft.source is None or not draft.content or draft.direct or draft.content[0][0] < draft.anchor:
        return
    opener = draft.source.full[0] - 1
    if opener < floor or not classes[opener] & SUBORD or classes[opener] & REL:
        return
    if any(not classes[k] & (ADV | COORD | TIME | NUMBER) for k in range(floor, opener)):
        return
    first, last = draft.content[0]
    for k in range(first + 1, last):
        if words[k] not in (",", "–", "—", "―") and not (words[k] in MARKS and words[k - 1] == ","):
            continue
        if quote_of[k] >= 0 and quote_of[k] == quote_of[k + 1]:
            continue
        if classes[k + 1] & (REL | COORD | PREP | ADV) and not classes[k + 1] & (DET | PRON):
            continue
        phrase = phrase_after(reading, k + 1, ceiling=last, apposition=False)
        if phrase is not None and phrase.core[1] < last and _verb_in(reading, phrase, last):
            end = k if words[k] in MARKS else k - 1
            draft.content = [(first, end)]
            draft.span = (draft.span[0], end)
            return


def _verb_in(reading: Reading, phrase: Phrase, last: int) -> bool:
    token = phrase.core[1] + 1
    if any(likely_finite(reading, k) for k in range(phrase.core[0] + 1, token)):
        return True
    while token < last and reading.classes[token] & (ADV | TIME):
        token += 1
    return likely_finite(reading, token)

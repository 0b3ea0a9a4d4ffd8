"""Content ends where another clause goes on: behind the subordinate clause that opened the sentence ("While X said it
was old, Y paid for it"), and where a finite verb joins an infinitive, which has no subject of its own.
"""

from whence.extract.clauses import opens_infinitive
from whence.extract.drafts import Draft
from whence.extract.lexicon import C
from whence.extract.phrases import phrase_after
from whence.extract.quotations import MARKS
from whence.extract.reading import Reading
from whence.extract.spans import Phrase
from whence.extract.standing import finite_at, likely_finite

NUMBER = int(C.NUMBER)

DET, SUBORD, PREP, COORD, REL = int(C.DET), int(C.SUBORD), int(C.PREP), int(C.COORD), int(C.REL)
PRON, ADV, TIME = int(C.PRON), int(C.ADV), int(C.TIME)
COMP, INTERROG, NEG, CLITIC = int(C.COMP), int(C.INTERROG), int(C.NEG), int(C.CLITIC)
PUNCT, INFM = int(C.PUNCT), int(C.INFM)
BEFORE_VERB = ADV | NEG | CLITIC | TIME | int(C.OBLIQUE) | int(C.OBJECT)
SUBJECTLESS = frozenset(("infinitive", "participial_clause"))
"""Rules whose content has no subject of its own."""


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


def up_to_main_verb(reading: Reading, draft: Draft) -> None:
    """ "nekter for å ha møtt ham og | kaller påstanden oppspinn", "kiisti tavanneensa hänet ja | kutsui …": an
    infinitive or a participle has no subject, so that a finite verb behind "and" is the speaker's next one.

    Where verbs are told apart by their place alone (English), a word behind "and" is too often a noun.
    """
    if draft.rule not in SUBJECTLESS and not _opens_subjectless(reading, draft):
        return
    if reading.lexicon.tells_apart or draft.direct or len(draft.content) != 1:
        return
    classes, lows, (first, last) = reading.classes, reading.tokens.lows, draft.content[0]
    objects = reading.lexicon.pack.grammar.object_endings or ("\0",)
    for k in range(first + 1, last):
        bits = classes[k]
        if bits & (COMP | SUBORD | REL | INTERROG) and not bits & (INFM | PREP | COORD):
            return  # a verb behind it may be this clause's
        if not bits & COORD or reading.quote_of[k] >= 0 or bits & ADV:
            continue
        verb = k + 1
        while verb < last and not finite_at(reading, verb):
            if not classes[verb] & BEFORE_VERB and not lows[verb].endswith(objects):
                break  # "ir kaltinimą | pavadino": an object may stand before the verb
            verb += 1
        if finite_at(reading, verb) and reading.quote_of[verb] < 0:
            end = k - 2 if classes[k - 1] & PUNCT else k - 1
            if end > first:
                draft.content = [(first, end)]
                draft.span = (draft.span[0], end)
            return


def _opens_subjectless(reading: Reading, draft: Draft) -> bool:
    """Whether content is an infinitive that no marker opens: "negó haberse reunido con él y | calificó …"."""
    if draft.rule != "content_clause" or not draft.content:
        return False
    first = draft.content[0][0]
    return not reading.classes[first] & COMP and opens_infinitive(reading, first)

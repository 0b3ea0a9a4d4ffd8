"""Reporting clauses inside a relative one: "the deal, which he said was unfair", "a man who police said was armed"."""

from whence.extract.clauses import clause_end
from whence.extract.drafts import Draft
from whence.extract.groups import Group
from whence.extract.lexicon import C
from whence.extract.phrases import phrase_before
from whence.extract.reading import Reading
from whence.extract.spans import Phrase, Range
from whence.extract.standing import finite_at, likely_finite

REL, INTERROG, DET, ADV, COMP = int(C.REL), int(C.INTERROG), int(C.DET), int(C.ADV), int(C.COMP)
NEG, AUX, MODAL, CAP, PRON, TITLE = (
    int(C.NEG),
    int(C.AUX),
    int(C.MODAL),
    int(C.CAP),
    int(C.PRON),
    int(C.TITLE),
)
CLOSED = int(C.PUNCT) | int(C.PREP) | int(C.COORD) | int(C.SUBORD) | COMP | DET | ADV | CAP | PRON


def read_gap(reading: Reading, draft: Draft, group: Group, token: int, floor: int, ceiling: int) -> bool:
    """Fills the content of a clause whose subject stands before the reporting clause; False where it is none.

    A finite verb right behind the cue has no subject of its own there: the relative pronoun is it.
    """
    classes = reading.classes
    if draft.source is None or not {"clause", "bare"} & set(group.verb.group.frames) or token >= ceiling:
        return False
    pronoun = draft.source.full[0] - 1
    if pronoun < floor - 1 or not reading.lexicon.pack.has("bare_clause"):
        return False
    verb = token
    while verb < ceiling and classes[verb] & (ADV | NEG):
        verb += 1
    if classes[verb] & (DET | COMP) or not likely_finite(reading, verb, opens=True):
        return False
    if pronoun < floor or reading.quote_of[pronoun] >= 0 or not classes[pronoun] & (REL | INTERROG):
        return _contact(reading, draft, token, verb, floor, ceiling)
    if not classes[pronoun] & REL and not (
        classes[pronoun] & INTERROG and draft.source.full[0] < draft.anchor
    ):
        return False
    if (
        classes[pronoun] & INTERROG
        and not classes[pronoun] & REL
        and _opens_cleft(reading, pronoun, verb, floor)
    ):
        return False
    end = clause_end(reading, token, ceiling)
    if pronoun > floor and reading.tokens.words[pronoun - 1] == ",":
        closed = next((k for k in range(token + 1, end) if reading.tokens.words[k] == ","), None)
        end = end if closed is None or reading.quote_of[closed] >= 0 else closed - 1
    draft.rule, draft.content = "mid_inquit", [(pronoun, pronoun), (token, end)]
    draft.span = (pronoun, end)
    return True


def _opens_cleft(reading: Reading, pronoun: int, verb: int, floor: int) -> bool:
    """ "What he said | was that the yard is safe", "What he said was unfair": the words stand behind it."""
    be = reading.tokens.lows[verb] in reading.lexicon.be_forms
    return be and (
        pronoun == floor or bool(reading.classes[verb + 1 : verb + 2] and reading.classes[verb + 1] & COMP)
    )


def _contact(reading: Reading, draft: Draft, token: int, verb: int, floor: int, ceiling: int) -> bool:
    """ "the deal he said | was unfair", "a plan officials say | would fail": the relative pronoun is left out."""
    classes = reading.classes
    if not reading.lexicon.tells_apart or not classes[verb] & (AUX | MODAL) or draft.source is None:
        return False
    if draft.source.full[0] > draft.anchor:
        return False
    speaker = _speaker_in(reading, draft.source.core)
    before = speaker - 1
    closed = before < floor or classes[before] & CLOSED or finite_at(reading, before)
    if closed or reading.quote_of[before] >= 0:
        return False
    described = phrase_before(reading, before, floor=floor)
    if described is None or classes[described.core[1]] & (CAP | PRON) or described.core[1] != before:
        return False
    end = clause_end(reading, token, ceiling)
    draft.source = Phrase((speaker, draft.source.core[1]), (speaker, draft.source.core[1]))
    draft.rule, draft.content = "mid_inquit", [described.core, (token, end)]
    draft.span = (described.core[0], end)
    return True


def _speaker_in(reading: Reading, phrase: Range) -> int:
    """Where the speaker begins in "a plan officials", "the deal Ida Holk", "he"."""
    classes, last = reading.classes, phrase[1]
    before = phrase[0] - 1
    if (
        classes[phrase[0]] & DET
        and before >= 0
        and not classes[before] & CLOSED
        and not finite_at(reading, before)
    ):
        return phrase[0]  # "a story | the campaign said was false"
    first = last
    if classes[last] & CAP:
        while first > phrase[0] and classes[first - 1] & (CAP | TITLE):
            first -= 1
    return first

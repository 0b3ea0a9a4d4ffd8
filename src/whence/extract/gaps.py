"""Reporting clauses inside a relative one: "the deal, which he said was unfair", "a man who police said was armed"."""

from whence.extract.clauses import clause_end
from whence.extract.drafts import Draft
from whence.extract.groups import Group
from whence.extract.lexicon import C
from whence.extract.reading import Reading
from whence.extract.standing import likely_finite

REL, INTERROG, DET, ADV, COMP = int(C.REL), int(C.INTERROG), int(C.DET), int(C.ADV), int(C.COMP)


def read_gap(reading: Reading, draft: Draft, group: Group, token: int, floor: int, ceiling: int) -> bool:
    """Fills the content of a clause whose subject stands before the reporting clause; False where it is none.

    A finite verb right behind the cue has no subject of its own there: the relative pronoun is it.
    """
    classes = reading.classes
    if draft.source is None or not {"clause", "bare"} & set(group.verb.group.frames) or token >= ceiling:
        return False
    pronoun = draft.source.full[0] - 1
    if pronoun < floor or not reading.lexicon.pack.has("bare_clause") or reading.quote_of[pronoun] >= 0:
        return False
    if not classes[pronoun] & REL and not (
        classes[pronoun] & INTERROG and draft.source.full[0] < draft.anchor
    ):
        return False
    verb = token
    while verb < ceiling and classes[verb] & ADV:
        verb += 1
    if classes[verb] & (DET | COMP) or not likely_finite(reading, verb, opens=True):
        return False
    end = clause_end(reading, token, ceiling)
    if pronoun > floor and reading.tokens.words[pronoun - 1] == ",":
        closed = next((k for k in range(token + 1, end) if reading.tokens.words[k] == ","), None)
        end = end if closed is None or reading.quote_of[closed] >= 0 else closed - 1
    draft.rule, draft.content = "mid_inquit", [(pronoun, pronoun), (token, end)]
    draft.span = (pronoun, end)
    return True

"""What stands behind a noun phrase and a comma and belongs to it: a description, a name, a relative clause."""

from whence.extract.lexicon import C
from whence.extract.reading import Reading
from whence.extract.standing import finite_at, has_finite, is_attribution, is_quoted_by

GENITIVE = int(C.GENITIVE)

DET, PREP, NPREP = int(C.DET), int(C.PREP), int(C.NPREP)
SUBORD, COORD, REL = int(C.SUBORD), int(C.COORD), int(C.REL)
ADV, FIN, PRON, INFM = int(C.ADV), int(C.FIN), int(C.PRON), int(C.INFM)
PUNCT, TITLE, CAP, CUE, VAGUE = int(C.PUNCT), int(C.TITLE), int(C.CAP), int(C.CUE), int(C.VAGUE)
LONGEST_APPOSITION = 45


def nounish(reading: Reading, first: int, last: int) -> bool:
    nouns = reading.lexicon.nouns
    return any(nouns.at(reading.tokens.lows, i) for i in range(first, min(last + 1, first + 6)))


def _name_closes(reading: Reading, first: int, ceiling: int, *, head: int) -> int | None:
    """The last token of a bare name of two words or more that fills the stretch up to a mark: "the director, X Y.",
    "direktøren i reiarlaget, X Y." """
    classes = reading.classes
    last = first
    while last < ceiling and classes[last + 1] & CAP and not classes[last + 1] & PUNCT:
        last += 1
    ends = last == ceiling or reading.tokens.words[last + 1] in (",", ".", ";", ":", "!", "?")
    nouns, lows = reading.lexicon.nouns, reading.tokens.lows
    named = range(head, first - 1)
    bound = PREP | GENITIVE
    stop = next((k for k in named if classes[k] & bound and k > head), first - 1)
    roles = (nouns.word(lows[k]) for k in {stop - 1, first - 2} if k >= 0)
    is_role = any(role is not None and role.kind == "role" for role in roles)
    return last if last > first and ends and is_role else None


def apposition_after(reading: Reading, first: int, ceiling: int, *, head: int) -> int | None:
    """The last token of an apposition or relative clause that begins at `first`, behind the phrase that begins at
    `head`, or None."""
    classes, words = reading.classes, reading.tokens.words
    bits = classes[first]
    relative = bool(bits & REL) and not bits & DET
    if bits & CUE and (is_attribution(reading, first) or is_quoted_by(reading, first)):
        return None
    if bits & CAP and not bits & ~CAP and (closes := _name_closes(reading, first, ceiling, head=head)):
        return closes
    if bits & ADV and first < ceiling and classes[first + 1] & DET:
        bits = classes[first + 1]  # "Holk, now the director of the port"
    if not relative and not bits & (DET | VAGUE | NPREP) and not nounish(reading, first, ceiling):
        return None
    if bits & (COORD | SUBORD | PRON | FIN | ADV) and not relative:
        return None
    last = first
    while last < ceiling and last - first < LONGEST_APPOSITION:
        k = last + 1
        if words[k] in (",", ";", ":", ".", "–", "—", "―", "--") or reading.quote_of[k] >= 0:
            if words[k] == "." and k < ceiling and (classes[last] & TITLE or len(words[last]) == 1):
                last = k
                continue
            break
        if classes[k] & CUE and is_attribution(reading, k) and not relative:
            break
        last = k
    if bits & PREP and not bits & DET and any(classes[i] & INFM for i in range(first, last + 1)):
        return None  # "erklärten die Fischer, aus Vorsicht nicht ausfahren zu wollen"
    if not relative and has_finite(reading, first, last):
        stop = next((i for i in range(first, last + 1) if classes[i] & REL), None)
        if stop is None or _main_clause(reading, first, last):
            return None
    return last


def _main_clause(reading: Reading, first: int, last: int) -> bool:
    """ "sagte Ek, der Kai sei sicher": where verbs close relative clauses, one in the middle makes a main clause."""
    if not reading.lexicon.pack.has("verb_final_clauses"):
        return False
    return not finite_at(reading, last)

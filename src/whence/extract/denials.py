"""Who denies what was just said, where a pronoun is all that stands for it: "…, but the mayor denied this", "El alcalde
lo negó", "A polgármester ezt cáfolta".

What is denied is the statement before, in the same sentence or in the one before: that is the content, no pronoun is.
"""

from functools import cache

from whence.extract.drafts import Draft
from whence.extract.groups import Group, perfect_at
from whence.extract.institutions import institution_before
from whence.extract.lexicon import C, Lexicon, Verb
from whence.extract.mentions import analyse
from whence.extract.phrases import phrase_after, phrase_before
from whence.extract.reading import Reading

ADV, AUX, CLITIC, COMP, COORD = int(C.ADV), int(C.AUX), int(C.CLITIC), int(C.COMP), int(C.COORD)
CUE, DEMO, DET, NEG, PRON = int(C.CUE), int(C.DEMO), int(C.DET), int(C.NEG), int(C.PRON)
PREP, PUNCT, SUBORD, TIME = int(C.PREP), int(C.PUNCT), int(C.SUBORD), int(C.TIME)
REL, INTERROG, AS = int(C.REL), int(C.INTERROG), int(C.AS)
JOINT = PUNCT | COORD | SUBORD | ADV
FARTHEST_VERB = 14
"""Tokens from the beginning of the clause to its verb."""
CLOSING = frozenset((".", ";", "!", "?", ")"))
LONGEST_JUDGEMENT = 4
"""Tokens of what the denial takes it for: "als reines Gerücht"."""
LONGEST_BEHIND = 8
"""Tokens of a time, a place, an occasion behind the verb: "denied this at a meeting on Friday"."""
DENIERS = frozenset(
    ("person", "name", "role", "organisation", "outlet", "group", "state", "pronoun", "unknown")
)


@cache
def denying(lexicon: Lexicon) -> frozenset[str]:
    """The first words of the forms of verbs of denying."""
    groups = (group for group in lexicon.pack.verbs if group.kind == "deny")
    return frozenset(form.split()[0] for group in groups for form in (*group.finite, *group.participle))


def read_denial(
    reading: Reading, first: int, last: int, *, sentence: int, beside: bool = False
) -> Draft | None:
    """The denial whose clause begins at token `first` and ends at `last` at the latest, its content still empty; None
    where it is no clause of a subject, a verb of denying and a pronoun.

    `beside`: what is denied stands before it in its sentence, so that no pronoun need stand for it.
    """
    while first < last and reading.classes[first] & JOINT and not reading.classes[first] & (DET | PRON):
        first += 1
    object_before = _relative_opens(reading, first) if beside else 0
    first += object_before
    for k in range(first + (not object_before), min(last, first + FARTHEST_VERB) + 1):
        bits = reading.classes[k]
        if bits & PUNCT or (bits & COMP and not bits & DEMO):
            return None
        found = _perfect(reading, k, first) if bits & CUE else None
        found = found or (_verb_at(reading, k, last) if bits & (CUE | AUX) else None)
        if found is not None:
            denial = _denial(reading, found, first, last, sentence, given=object_before > 0)
            alone = denial is None and beside and _alone(reading, found[0], found[2] + 1, last)
            return _denial(reading, found, first, last, sentence, given=True) if alone else denial
    return None


def _relative_opens(reading: Reading, first: int) -> int:
    """How many tokens stand for what was said where a relative clause denies it: "…, | was sein Büro bestritt", "…, |
    ce que son cabinet a démenti", "…, | algo que su oficina desmintió"; 0 where none does."""
    classes = reading.classes
    if first + 1 >= len(classes) or reading.tokens.words[first - 1] != ",":
        return 0
    if classes[first] & REL and classes[first] & INTERROG and not classes[first] & PREP:
        return 1
    opens = classes[first] & (DEMO | DET) or not classes[first] & ~INTERROG
    return 2 if opens and classes[first + 1] & (REL | COMP) else 0


def _perfect(reading: Reading, token: int, first: int) -> tuple[Verb, int, int] | None:
    """A participle of denying with its auxiliary, which may stand before the pronoun: "hat dies bestritten", "has
    denied this"."""
    lows, classes = reading.tokens.lows, reading.classes
    verb = next(
        (
            cue
            for entry, cue in reading.lexicon.cues.get(lows[token], ())
            if isinstance(cue, Verb)
            and cue.group.kind == "deny"
            and cue.form == "participle"
            and len(entry) == 1
        ),
        None,
    )
    k = token - 1
    between = ADV | TIME | PREP
    while k > first and not classes[k] & (AUX | NEG) and (classes[k] & between or _stands_for(reading, k)):
        k -= 1
    return None if verb is None or k <= first or not classes[k] & AUX else (verb, k, token)


def _verb_at(reading: Reading, token: int, last: int) -> tuple[Verb, int, int] | None:
    """A verb of denying at a token, with its first and last token."""
    perfect = perfect_at(reading, token)
    if perfect is not None:
        return (perfect[0], token, perfect[2]) if perfect[0].group.kind == "deny" else None
    lows = reading.tokens.lows
    for entry, cue in reading.lexicon.cues.get(lows[token], ()):
        end = token + len(entry) - 1
        if isinstance(cue, Verb) and cue.group.kind == "deny" and cue.form == "finite":
            if end <= last and tuple(lows[token : end + 1]) == entry and not cue.negated:
                return cue, token, end
    return None


def _denial(
    reading: Reading, found: tuple[Verb, int, int], first: int, last: int, sentence: int, *, given: bool
) -> Draft | None:
    """`given`: what is denied stands before the clause, with a relative that points to it or without."""
    verb, start, end = found
    before = start - 1
    while before > first and reading.classes[before] & ADV and not _stands_for(reading, before):
        before -= 1
    ahead = _stands_for(reading, before) and before > first and not given
    source = institution_before(reading, Group(verb, start, end), before - ahead + 1, first)
    whole = source is not None
    source = source or phrase_before(reading, before - ahead, floor=first)
    behind = end + 1
    if source is None and given and start == first:
        source = phrase_after(
            reading, behind, ceiling=last, apposition=False
        )  # "lo que desmintió el ministerio"
        behind = behind if source is None else source.core[1] + 1
        whole = source is not None
    if source is None or (source.full[0] != first and not whole):
        return None
    if analyse(reading, *source.core).kind not in DENIERS:
        return None
    if given and source.core[0] == source.core[1] and _stands_for(reading, source.core[0]):
        return None
    ahead = ahead or given
    ahead = ahead or any(_stands_for(reading, k) for k in range(start + 1, end))
    if not ahead:
        while behind <= last and reading.classes[behind] & ADV and not _stands_for(reading, behind):
            behind += 1
        if behind > last or not _stands_for(reading, behind):
            return None
        behind += 1
        behind = _judged(reading, verb, behind, last)
        stands = (
            behind > last or bool(reading.classes[behind] & (PUNCT | AS)) or _particle(reading, verb, behind)
        )
        if reading.classes[behind - 1] & COMP and not stands:
            return None  # "ontkent dat er soldaten zijn gestuurd"
    if verb.group.particle is not None:
        if behind > last or not _particle(reading, verb, behind):
            return None
        behind += 1
    stop = _end(reading, behind, last)
    if stop is None:
        return None
    draft = Draft(
        rule="anaphor",
        kind="deny",
        sentence=sentence,
        anchor=start,
        cue=(start, end),
        source=source,
        content=[],
        verb=verb.group.id,
    )
    draft.span = (first, stop)
    return draft


def _particle(reading: Reading, verb: Verb, token: int) -> bool:
    return reading.tokens.lows[token] == verb.group.particle


def _judged(reading: Reading, verb: Verb, behind: int, last: int) -> int:
    """The particle behind what the denial takes it for ("wies dies | als Gerücht | zurück"), else `behind`."""
    opens = AS | SUBORD | PREP
    for k in range(behind, min(last, behind + LONGEST_JUDGEMENT) + 1):
        if reading.classes[k] & PUNCT or not reading.classes[behind] & opens:
            break
        if _particle(reading, verb, k):
            return k
    return behind


def _alone(reading: Reading, verb: Verb, behind: int, last: int) -> bool:
    """Whether a verb that means to deny by itself closes its clause without an object: "men hans kansli dementerar"."""
    closes = behind > last or reading.tokens.words[behind] in CLOSING
    return closes and "inquit" in verb.group.frames


def _stands_for(reading: Reading, token: int) -> bool:
    """Whether a token is a pronoun that stands for what was said: "this", "it", "lo", "ezt"."""
    lexicon, low, bits = reading.lexicon, reading.tokens.lows[token], reading.classes[token]
    if bits & CLITIC or low in lexicon.neuter:
        return True
    return bool(bits & DEMO) or low in lexicon.pack.pronouns.demonstrative


def _end(reading: Reading, behind: int, last: int) -> int | None:
    """The last token of the clause whose object ends before `behind`; None where what follows is its object instead."""
    classes = reading.classes
    for k in range(behind, min(last, behind + LONGEST_BEHIND) + 1):
        if classes[k] & PUNCT:
            return None if reading.tokens.words[k] == ":" else k - 1
        opens = k == behind and not classes[k] & (PUNCT | TIME | ADV | COORD | SUBORD | PREP)
        if opens or classes[k] & (COMP | NEG) or reading.quote_of[k] >= 0:
            return None
    return last if last - behind < LONGEST_BEHIND else None


__all__ = ["read_denial"]

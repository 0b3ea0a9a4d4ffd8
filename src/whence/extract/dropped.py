"""A finite reporting verb without a subject ("Dodał, że …"): whether it has none, and what its form tells of one.

Nothing is resolved here. The verb's own token stands for the subject that is left out; `voices` looks for the last
voice that fits it, and says nothing where two would.
"""

from whence.extract.attributes import is_converb, subject_behind_adverbial
from whence.extract.groups import Group
from whence.extract.lexicon import SHORT_ENDING, C
from whence.extract.quotations import MARKS
from whence.extract.reading import Reading
from whence.extract.spans import Phrase, Range
from whence.extract.standing import finite_at

FIN = int(C.FIN)
FIRST = int(C.FIRST)

ADV, NEG, AUX, PREP, COORD, COMP = int(C.ADV), int(C.NEG), int(C.AUX), int(C.PREP), int(C.COORD), int(C.COMP)
INTERROG, TITLE = int(C.INTERROG), int(C.TITLE)
REL, SUBORD, TIME, CAP, CUE = int(C.REL), int(C.SUBORD), int(C.TIME), int(C.CAP), int(C.CUE)
BOUNDS = frozenset((",", ";", ":", "–", "—", "―", "-", "--", "?", "!", "…", "...", "."))
LONGEST_ADVERBIAL = 14
"""Tokens of a fronted adverbial: "Podczas poniedziałkowej konferencji prasowej w ratuszu dodał"."""


def dropped_subject(reading: Reading, group: Group, *, floor: int, ceiling: int) -> Phrase | None:
    """The phrase that stands for the subject of a finite verb that has none, or None where one may have been missed.

    Only adverbs, times, objects and one prepositional phrase may stand between the verb and the start of its clause.
    """
    if not reading.lexicon.pro_drop or group.verb.form not in ("finite", "participle"):
        return None
    first = group.first if group.brace is None else group.brace
    if group.verb.form == "participle" and not any(
        reading.classes[k] & AUX for k in range(first, group.last)
    ):
        return None
    opener = _clause_start(reading, first, floor)
    if opener is None or not _only_adverbial(reading, opener, first):
        return None
    around = range(max(floor, first - 2), min(ceiling, group.last + 2) + 1)
    if any(reading.classes[k] & FIRST for k in around):
        return None  # "věděla jsem": I
    if _subject_may_follow(reading, group.last + 1, ceiling):
        return None
    token = first
    reading.dropped[token] = agreement(reading, (group.first, group.last))
    return Phrase((token, token), (token, token))


def stands_first(reading: Reading, token: int, floor: int) -> bool:
    """Whether the clause of a dropped subject opens its sentence: only then may its content stand behind the verb."""
    opener = _clause_start(reading, token, floor)
    if opener is None:
        return False
    if opener <= floor or reading.classes[opener] & COORD or _opens_with_converb(reading, floor, opener):
        return True
    return reading.tokens.words[opener - 1] in (";", ":", ".", "–", "—", "―", "-", "!", "?", "…")


def _opens_with_converb(reading: Reading, floor: int, opener: int) -> bool:
    """Whether a clause with the main clause's subject opens the sentence: "Otwierając targ, powiedział, że"."""
    endings = reading.lexicon.pack.agreement.converb_endings
    if not endings or reading.tokens.words[opener - 1] != ",":
        return False
    first = next((k for k in range(floor, opener) if not reading.classes[k] & (ADV | COORD)), floor)
    if not reading.tokens.lows[first].endswith(endings):
        return False
    return not any(reading.classes[k] & FIN for k in range(first + 1, opener))


def agreement(reading: Reading, tokens: Range) -> str | None:
    """The gender or number that a verb group tells of its subject: the last of its words that tells any.

    "singular" where the pack knows plural forms and this is none; None where its forms tell nothing.
    """
    forms = reading.lexicon.agreement
    if not forms:
        return None
    found = None
    for k in range(tokens[0], tokens[1] + 1):
        if reading.classes[k] & (CUE | AUX) and (hit := forms.word(reading.tokens.lows[k])) is not None:
            found = "plural" if "plural" in (hit, found) else hit
    return found or ("singular" if reading.lexicon.pack.agreement.plural else None)


def _subject_may_follow(reading: Reading, token: int, ceiling: int) -> bool:
    """Whether a word stands behind the verb that could be its subject, though no subject was found there."""
    classes, lexicon = reading.classes, reading.lexicon
    while token <= ceiling and (
        classes[token] & (ADV | TIME | NEG) or reading.tokens.lows[token] in lexicon.objective
    ):
        token += 1
    if token > ceiling or reading.quote_of[token] >= 0 or reading.tokens.words[token] in BOUNDS:
        return False
    known = classes[token] & ~CAP
    if known & PREP and _named_farther(reading, token, ceiling):
        return True
    if known & (PREP | COORD | COMP | SUBORD | REL | INTERROG) or lexicon.oblique.word(
        reading.tokens.lows[token]
    ):
        return False
    return not lexicon.pack.has("bare_clause") and not (known and not classes[token] & CAP)


def _named_farther(reading: Reading, preposition: int, ceiling: int) -> bool:
    """Whether a name stands behind a phrase that it need not belong to: "stwierdził w telewizji Jan Lis"."""
    classes, lexicon, lows = reading.classes, reading.lexicon, reading.tokens.lows
    for k in range(preposition + 2, min(ceiling, preposition + LONGEST_ADVERBIAL) + 1):
        bits = classes[k]
        if reading.tokens.words[k] in BOUNDS or bits & (COMP | REL | SUBORD) or reading.quote_of[k] >= 0:
            return False
        before = classes[k - 1]
        if bits & CAP and not before & (CAP | PREP | TITLE) and not lexicon.nouns.word(lows[k - 1]):
            return True
    return False


def _clause_start(reading: Reading, token: int, floor: int) -> int | None:
    """The first token of the clause whose verb stands at `token`; None where it opens like a subordinate clause."""
    words = reading.tokens.words
    k = token
    while k > floor and token - k < LONGEST_ADVERBIAL:
        before = words[k - 1]
        if before in BOUNDS or before in MARKS or reading.quote_of[k - 1] >= 0:
            break
        k -= 1
        if reading.classes[k] & (REL | SUBORD | COMP) and not reading.classes[k] & (PREP | COORD | ADV | CAP):
            return None
    return k if token - k < LONGEST_ADVERBIAL else None


def _only_adverbial(reading: Reading, first: int, verb: int) -> bool:
    """Whether nothing that could be a subject stands between the start of a clause and its verb."""
    classes, lows = reading.classes, reading.tokens.lows
    inside = False
    for k in range(first, verb):
        bits = classes[k]
        if k == first and is_converb(reading, k):
            inside = True  # "Pytany o cła odparł"
            continue
        if bits & (ADV | NEG | TIME | COORD | AUX) or lows[k] in reading.lexicon.objective:
            continue
        if bits & PREP:
            inside = True
            continue
        if not inside or (finite_at(reading, k) and not bits & CAP):
            return False
        if subject_behind_adverbial(reading, first, k) is not None or _may_be_hers(reading, k, verb):
            return False  # "Po naradzie resort dodał"
        if bits & CAP and not classes[k - 1] & (CAP | PREP) and not _right_behind(reading, k - 1):
            return False  # "Po naradzie wojewoda Adam Lis dodał": the subject
    return True


def _may_be_hers(reading: Reading, token: int, verb: int) -> bool:
    """Whether a woman's role inside an adverbial may be the subject of a feminine verb ("posłanka dodała")."""
    lexicon, low = reading.lexicon, reading.tokens.lows[token]
    noun = lexicon.nouns.word(low)
    if noun is None or noun.kind != "role" or reading.classes[token - 1] & PREP:
        return False
    feminine = any(
        len(one) == SHORT_ENDING and low.endswith(one[1:]) for one in lexicon.pack.agreement.feminine_names
    )
    return feminine and agreement(reading, (verb, verb)) == "feminine"


def _right_behind(reading: Reading, token: int) -> bool:
    """Whether the noun before a name stands right behind a preposition, or is an outlet's: "z prezydentem Lisem"."""
    noun = reading.lexicon.nouns.word(reading.tokens.lows[token])
    if noun is None:
        return True
    return noun.kind in ("media", "organisation") or bool(reading.classes[token - 1] & PREP)

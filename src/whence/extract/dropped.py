"""A finite reporting verb without a subject ("Dodał, że …"): whether it has none, and what its form tells of one.

Nothing is resolved here. The verb's own token stands for the subject that is left out; `voices` looks for the last
voice that fits it, and says nothing where two would.
"""

from whence.extract.groups import Group
from whence.extract.lexicon import C
from whence.extract.quotations import MARKS
from whence.extract.reading import Reading
from whence.extract.spans import Phrase, Range
from whence.extract.standing import finite_at

ADV, NEG, AUX, PREP, COORD, COMP = int(C.ADV), int(C.NEG), int(C.AUX), int(C.PREP), int(C.COORD), int(C.COMP)
REL, SUBORD, TIME, CAP, CUE = int(C.REL), int(C.SUBORD), int(C.TIME), int(C.CAP), int(C.CUE)
BOUNDS = frozenset((",", ";", ":", "–", "—", "―", "-", "--", "?", "!", "…", "...", "."))
LONGEST_ADVERBIAL = 14
"""Tokens of a fronted adverbial: "Podczas poniedziałkowej konferencji prasowej w ratuszu dodał"."""


def dropped_subject(reading: Reading, group: Group, *, floor: int) -> Phrase | None:
    """The phrase that stands for the subject of a finite verb that has none, or None where one may have been missed.

    Only adverbs, times, objects and one prepositional phrase may stand between the verb and the start of its clause.
    """
    if not reading.lexicon.pack.has("pro_drop") or group.verb.form not in ("finite", "participle"):
        return None
    first = group.first if group.brace is None else group.brace
    if group.verb.form == "participle" and not any(
        reading.classes[k] & AUX for k in range(first, group.last)
    ):
        return None
    opener = _clause_start(reading, first, floor)
    if opener is None or not _only_adverbial(reading, opener, first):
        return None
    token = first
    reading.dropped[token] = agreement(reading, (group.first, group.last))
    return Phrase((token, token), (token, token))


def stands_first(reading: Reading, token: int, floor: int) -> bool:
    """Whether the clause of a dropped subject opens its sentence: only then may its content stand behind the verb."""
    opener = _clause_start(reading, token, floor)
    if opener is None:
        return False
    if opener <= floor or reading.classes[opener] & COORD:
        return True
    return reading.tokens.words[opener - 1] in (";", ":", ".", "–", "—", "―", "-", "!", "?", "…")


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
        if bits & (ADV | NEG | TIME | COORD | AUX) or lows[k] in reading.lexicon.objective:
            continue
        if bits & PREP:
            inside = True
            continue
        if not inside or (finite_at(reading, k) and not bits & CAP):
            return False
    return True

"""An institution in the locative behind an impersonal plural: "soobshchili v Genshtabe", "V merii otmetili, chto"."""

from whence.extract.adverbials import adverbials_right
from whence.extract.groups import Group
from whence.extract.lexicon import C
from whence.extract.mentions import analyse
from whence.extract.phrases import phrase_after
from whence.extract.reading import Reading
from whence.extract.spans import Phrase

PREP, ADV, COORD, TIME, PUNCT, COMP = (
    int(C.PREP),
    int(C.ADV),
    int(C.COORD),
    int(C.TIME),
    int(C.PUNCT),
    int(C.COMP),
)
LONGEST_INSTITUTION = 10
SPEAKERS = frozenset(("organisation", "outlet", "state"))


def institution_behind(reading: Reading, group: Group, ceiling: int) -> Phrase | None:
    """The institution behind the verb, its preposition left out, or None."""
    if not _impersonal(reading, group):
        return None
    return institution_at(reading, group.last + 1, ceiling)


def institution_at(reading: Reading, token: int, ceiling: int) -> Phrase | None:
    """The institution behind a preposition at the token or behind the adverbials there, or None."""
    if not reading.lexicon.pack.has("institution_as_place"):
        return None
    return _institution(reading, adverbials_right(reading, token, ceiling), ceiling)


def institution_before(reading: Reading, group: Group, start: int, floor: int) -> Phrase | None:
    """The institution that opens the clause before the verb at `start`; None where a subject stands before it too."""
    if not _impersonal(reading, group):
        return None
    classes = reading.classes
    last = start - 1
    while last > floor and classes[last] & TIME:
        last -= 1
    for k in range(last - 1, max(floor, last - LONGEST_INSTITUTION) - 1, -1):
        if classes[k] & PUNCT:
            return None
        if (
            reading.tokens.lows[k] not in reading.lexicon.pack.grammar.institution_prepositions
            or classes[k] & TIME
        ):
            continue
        opens = k
        while opens > floor and classes[opens - 1] & (ADV | COORD | TIME | COMP):
            opens -= 1
        if opens > floor and not classes[opens - 1] & PUNCT:
            return None
        phrase = _institution(reading, k, last)
        return phrase if phrase is not None and phrase.core[1] == last else None
    return None


def _impersonal(reading: Reading, group: Group) -> bool:
    pack = reading.lexicon.pack
    if not pack.has("institution_as_place") or group.verb.form != "finite":
        return False
    low = reading.tokens.lows[group.last] if group.first == group.last else reading.tokens.lows[group.first]
    return low.endswith(pack.grammar.impersonal_endings)


def _institution(reading: Reading, preposition: int, ceiling: int) -> Phrase | None:
    if (
        preposition >= ceiling
        or reading.tokens.lows[preposition] not in reading.lexicon.pack.grammar.institution_prepositions
    ):
        return None
    if reading.classes[preposition] & TIME:
        return None
    phrase = phrase_after(reading, preposition + 1, ceiling=ceiling, apposition=False, oblique=True)
    if phrase is None or reading.lexicon.channels.at(reading.tokens.lows, phrase.core[0]):
        return None
    kind = analyse(reading, *phrase.core).kind
    word = reading.tokens.words[phrase.core[0]]
    initials = kind == "name" and phrase.core[0] == phrase.core[1] and word.isupper() and len(word) > 1
    return phrase if initials or kind in SPEAKERS else None

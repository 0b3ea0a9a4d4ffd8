"""Nouns that somebody owns or carries, with an infinitive or what they are about: "the mayor's promise to close it"."""

from whence.extract.clauses import clause_end
from whence.extract.drafts import Draft
from whence.extract.genitives import genitive_before
from whence.extract.lexicon import C, Word
from whence.extract.mentions import analyse
from whence.extract.phrases import COORD, POSS, PREP, phrase_after, phrase_before
from whence.extract.reading import Reading
from whence.extract.shapes import object_end
from whence.extract.spans import Phrase
from whence.extract.standing import finite_at, has_finite, likely_finite

CAP = int(C.CAP)
TITLE = int(C.TITLE)

LONGEST_OWNER = 4
"""Tokens between an owner and its noun: "the mayor's latest public claim"."""
LONGEST_POSSESSOR = 8
FARTHEST_CARRIER = 4
"""Tokens between a light verb and its noun: "made another very public promise"."""
DET, ADV, PUNCT, NEG, INFM = int(C.DET), int(C.ADV), int(C.PUNCT), int(C.NEG), int(C.INFM)
TIME = int(C.TIME)
AUXILIARY, COMP, SUBORD, PRON = int(C.AUX) | int(C.MODAL), int(C.COMP), int(C.SUBORD), int(C.PRON)


def read_owned(
    reading: Reading, word: Word, first: int, last: int, *, sentence: int, floor: int, ceiling: int
) -> Draft | None:
    """The draft of a noun with an infinitive or a preposition behind it, or None where nobody owns or carries it."""
    noun, classes, lows = word.noun, reading.classes, reading.tokens.lows
    behind = last + 1
    while behind < ceiling and classes[behind] & TIME:
        behind += 1
    if noun is None or behind >= ceiling:
        return None
    infinitive = "infinitive" in noun.frames and bool(classes[behind] & INFM)
    about = lows[behind] in noun.prepositions
    if not infinitive and not about:
        return None
    start = behind if infinitive else behind + 1
    if start >= ceiling or classes[start] & (PUNCT | COORD | COMP | NEG | TIME):
        return None
    source, left, why = owner(reading, first, floor), first, "the noun's owner"
    if source is None:
        carried = _carrier(reading, first, floor)
        if carried is None:
            return None
        (source, left), why = carried, "the subject of the verb that carries the noun"
    if not classes[source.core[0]] & POSS and analyse(reading, *source.core).kind in ("unknown", "document"):
        return None
    if left < first or has_finite(reading, floor, first - 1):
        end = object_end(reading, start, clause_end(reading, start, ceiling))
    else:
        end = _before_verb(reading, start, ceiling)
    draft = Draft(
        rule="noun_cue",
        kind=word.kind,
        sentence=sentence,
        anchor=first,
        cue=(left, last if infinitive else behind),
        source=source,
        content=[(start, end)],
        verb=word.id,
    )
    draft.frame = "np"
    draft.why.append(("source", why, source.core))
    draft.span = (min(source.full[0], first), end)
    return draft


def _carrier(reading: Reading, noun: int, floor: int) -> tuple[Phrase, int] | None:
    """The subject of a light verb right before the noun's phrase, and where the verb's group begins."""
    classes, lows = reading.classes, reading.tokens.lows
    k = noun - 1
    while k > floor and noun - k <= FARTHEST_CARRIER and lows[k] not in reading.lexicon.light_verbs:
        if classes[k] & (PUNCT | PREP | COORD | COMP | SUBORD | NEG | PRON) and not classes[k] & DET:
            return None
        k -= 1
    if k <= floor or lows[k] not in reading.lexicon.light_verbs:
        return None
    left = k
    while left > floor + 1 and classes[left - 1] & (ADV | AUXILIARY) and not classes[left - 1] & (COMP | DET):
        left -= 1
    while left < k and classes[left] & ADV:
        left += 1
    subject = phrase_before(reading, left - 1, floor=floor)
    if subject is None or lows[subject.core[0]] in reading.lexicon.expletives:
        return None  # "There have been calls for"
    return subject, left


def _before_verb(reading: Reading, first: int, ceiling: int) -> int:
    """Where what a subject noun is about ends: before the main verb."""
    phrase = phrase_after(reading, first, ceiling=ceiling, apposition=False)
    stop = ceiling if phrase is None else phrase.core[1]
    for k in range(first + 1, min(ceiling, stop + LONGEST_OWNER) + 1):
        if (
            finite_at(reading, k)
            or (k > first + 1 and likely_finite(reading, k))
            or reading.classes[k] & PUNCT
        ):
            return k - 1
    return stop


def owner(reading: Reading, noun: int, floor: int) -> Phrase | None:
    """ "Holk's claim", "his claim", "Holks påstand": who stands before the noun as its possessor."""
    classes, lows = reading.classes, reading.tokens.lows
    possessed = reading.lexicon.pack.grammar.possessed_endings
    if possessed and lows[noun].endswith(possessed):
        return phrase_before(reading, noun - 1, floor=floor)  # "a polgármester ígéretét"
    k = noun - 1
    while k > floor and not classes[k] & (POSS | PUNCT | COORD | PREP) and noun - k < LONGEST_OWNER:
        if lows[k].endswith(("'s", "s'", "'")) and not classes[k] & DET:
            break
        bare = reading.lexicon.pack.has("genitive_s_without_apostrophe") and lows[k].endswith("s")
        if bare and (classes[k] & CAP or (reading.lexicon.pack.has("definite_suffix") and k == noun - 1)):
            break
        if classes[k] & DET:
            return None
        k -= 1
    if k < floor:
        return None
    if classes[k] & POSS:
        return Phrase((k, k), (k, k))
    bare_s = (
        reading.lexicon.pack.has("genitive_s_without_apostrophe")
        and lows[k].endswith("s")
        and len(lows[k]) > 3
    )
    definite = reading.lexicon.pack.has("definite_suffix") and k == noun - 1
    apostrophe = lows[k].endswith(("'s", "s'", "'")) and not classes[k] & (DET | PREP)
    genitive = apostrophe or (bare_s and (definite or bool(classes[k] & CAP)))
    if reading.lexicon.genitive_endings and not genitive:
        return genitive_before(reading, noun - 1, floor)
    if genitive and reading.lexicon.pack.has("possessive_apostrophe_s"):
        return _possessor(reading, k, floor)
    if genitive:
        return phrase_before(reading, k, floor=floor) or Phrase((k, k), (k, k))
    return None


def _possessor(reading: Reading, last: int, floor: int) -> Phrase:
    """The short phrase whose last word has the ending: "a report on | the old mayor's | claim"."""
    classes = reading.classes
    first = last
    while first > floor and last - first < LONGEST_POSSESSOR:
        bits = classes[first - 1]
        dotted = reading.tokens.words[first - 1] == "." and classes[first - 2] & TITLE
        if bits & (PREP | PUNCT | COORD | COMP | SUBORD | PRON | NEG | TIME | INFM) and not dotted:
            break
        if finite_at(reading, first - 1) or (bits & ADV and not bits & DET):
            break
        first -= 1
        if bits & DET:
            break
    return Phrase((first, last), (first, last))

"""How far a noun phrase reaches to the left of its last token, and what of it only opens the clause."""

from whence.extract.attributes import behind_converb, opens_as_subject, role_of_name, subject_behind_adverbial
from whence.extract.lexicon import C
from whence.extract.reading import Reading
from whence.extract.standing import has_finite

AUX = int(C.AUX)
MODAL = int(C.MODAL)

DET, POSS, PREP = int(C.DET), int(C.POSS), int(C.PREP)
COMP, SUBORD, COORD, REL = int(C.COMP), int(C.SUBORD), int(C.COORD), int(C.REL)
NPREP = int(C.NPREP)
ADV, NEG, INFM, FIN, PRON = int(C.ADV), int(C.NEG), int(C.INFM), int(C.FIN), int(C.PRON)
INTERROG, NUMBER, CUE = int(C.INTERROG), int(C.NUMBER), int(C.CUE)
PUNCT, TITLE, CAP, TIME = int(C.PUNCT), int(C.TITLE), int(C.CAP), int(C.TIME)
AS, GENITIVE, GENERIC, VAGUE = int(C.AS), int(C.GENITIVE), int(C.GENERIC), int(C.VAGUE)
CASE = int(C.OBLIQUE) | int(C.OBJECT)
DETERMINER, COUNTING = DET | POSS, DET | VAGUE
OPENING = COUNTING | PREP
BREAKING = COMP | SUBORD | REL | PRON | INFM | NEG
"""What no noun phrase holds, unless it determines."""
NO_NOUN = PUNCT | COMP | SUBORD | COORD | PREP | FIN | TIME | ADV | REL | INFM | NEG
LEADING = ADV | COORD | NEG
"""What may stand before a phrase that opens its clause."""
OBLIQUE_OR_TIME = TIME | CASE
LONGEST_PHRASE = 28
APOSTROPHES = frozenset(("'", "’"))
LONGEST_PARENTHESIS = 10


def _named(reading: Reading, token: int) -> bool:
    """Whether a capital inside a sentence makes a name of a word."""
    return bool(reading.classes[token] & CAP) and token not in reading.sentence_openers


def _is_described(reading: Reading, token: int, last: int) -> bool:
    """Whether what stands behind a word like "people" tells which ones: "people close to the family"."""
    behind = token + 1
    return token < last and not reading.classes[behind] & ~(PREP | NPREP) and behind < last


def possessed(reading: Reading, token: int, floor: int) -> bool:
    """Whether a possessive stands behind its noun: "forsvararen hans"."""
    if token <= floor or not reading.classes[token] & POSS or not reading.lexicon.pack.has("definite_suffix"):
        return False
    return reading.lexicon.nouns.word(reading.tokens.lows[token - 1]) is not None


def walk_left(reading: Reading, last: int, floor: int) -> int:
    classes, words, lows = reading.classes, reading.tokens.words, reading.tokens.lows
    first = last
    if words[first] == ")":
        first = _parenthesis_left(reading, first, floor)
    while first > floor and last - first < LONGEST_PHRASE:
        k = first - 1
        bits = classes[k]
        word = words[k]
        if reading.quote_of[k] != reading.quote_of[last] or k in reading.stray_marks:
            break
        if word in APOSTROPHES and glued(reading, k):
            first = k
            continue
        if bits & PUNCT:
            if word == ")":
                opening = _parenthesis_left(reading, k, floor)
                if opening < k:
                    first = opening
                    continue
            if word == "." and k > floor and (classes[k - 1] & TITLE or len(words[k - 1]) == 1):
                first = k - 1
                continue
            break
        determines = k < last and determines_at(reading, k, first, floor)
        counted = bits & GENERIC and (
            bits & DET or (k > floor and classes[k - 1] & (DET | VAGUE)) or _is_described(reading, k, last)
        )
        if (
            not determines
            and not counted  # "two people familiar with it", "one official"
            and bits & BREAKING
            and not (bits & (DET | POSS | PREP) and not bits & PRON)
        ):
            break
        if bits & OBLIQUE_OR_TIME or (
            bits & INTERROG and reading.lexicon.tells_apart and not bits & DET and not _named(reading, k)
        ):
            break
        if bits == 0 and classes[first] & CAP and reading.lexicon.names_before_titles:
            break  # "A híd | Kővári Péter szerint"
        if bits & SUBORD and bits & PREP and not bits & (DET | AS):
            return k  # "after the vote Holk", "after Holk": what stands before it is another clause
        if bits & COORD:
            if k - 1 >= floor and _joins(reading, k, floor):
                first = k - 1
                continue
            break
        if bits & FIN and not determines and not bits & CAP and not reading.lexicon.nouns.word(lows[k]):
            break
        if bits & FIN and not determines and bits & CAP and (k == floor or bits & (AUX | MODAL)):
            break
        if bits & ADV and not bits & OPENING:
            inside = reading.lexicon.tells_apart and k > floor and classes[k - 1] & DET and k < last
            if not inside or (classes[first] & (FIN | CUE) and not reading.lexicon.ends_past(lows[first])):
                break  # but "a visibly shaken man"
        determined = classes[first] & DETERMINER and not (first == last and possessed(reading, last, floor))
        named = article_of_name(reading, first, last)
        if determined and not named and not classes[first] & PREP and not bits & OPENING:
            if not (classes[first] & GENITIVE and bits & CAP):
                break
        first = k
    return first


def glued(reading: Reading, token: int) -> bool:
    """Whether an apostrophe stands right behind a word and before a space: "Workers' Union"."""
    starts, ends = reading.tokens.starts, reading.tokens.ends
    return token > 0 and starts[token] == ends[token - 1] and reading.tokens.lows[token - 1].endswith("s")


def _parenthesis_left(reading: Reading, closing: int, floor: int) -> int:
    words = reading.tokens.words
    for k in range(closing - 1, max(floor, closing - LONGEST_PARENTHESIS) - 1, -1):
        if words[k] == "(":
            return k
    return closing


def _joins(reading: Reading, coordinator: int, floor: int) -> bool:
    """Whether "A and B" is one phrase: no finite verb stands on the left."""
    classes = reading.classes
    left, right = classes[coordinator - 1], classes[coordinator + 1]
    if left & (PUNCT | PRON | FIN | PREP | ADV) or right & (PUNCT | FIN | PREP | PRON):
        return False
    start = coordinator - 1
    while start > floor and not classes[start - 1] & (PUNCT | SUBORD | COMP):
        start -= 1
    return not has_finite(reading, start, coordinator - 1)


def without_adverbial(reading: Reading, first: int, last: int) -> int | None:
    """The phrase without what opens the clause: "In a speech | the minister", "After the vote | Holk"."""
    classes = reading.classes
    while first <= last and classes[first] & LEADING and not classes[first] & COUNTING:
        first += 1
    if first > last:
        return None
    if not classes[first] & PREP or classes[first] & (DET | VAGUE):
        return behind_converb(reading, first, last) or first
    if reading.lexicon.tells_apart and first < last and classes[first + 1] & NUMBER:
        return first  # "About 40 percent of them"
    nouns = reading.lexicon.nouns
    if reading.lexicon.genitive_attributes:
        role = role_of_name(reading, first, last) or subject_behind_adverbial(reading, first, last)
        if role is not None:
            return role
    capitals_mean_names = not reading.lexicon.pack.has("capitalised_nouns")
    for k in range(first + 2, last + 1):
        before = classes[k - 1]
        if before & (PREP | COORD | DET | POSS | VAGUE | TITLE | PUNCT):
            continue
        if classes[k] & (DET | POSS | VAGUE):
            return k
        if opens_as_subject(reading, k):
            return k
        if (
            capitals_mean_names
            and classes[k] & CAP
            and not before & CAP
            and ((noun := nouns.word(reading.tokens.lows[k - 1])) is None or noun.kind == "document")
        ):
            return k
    return first + 1 if classes[first] & SUBORD and first < last else None


def determines_at(reading: Reading, token: int, noun: int, floor: int) -> bool:
    """Before a noun a word that may be a pronoun or a verb too is a determiner: "van het ministerie", "De danske
    politikere", "ein rapport"; one that may be a verb ("zijn") only behind a preposition or where nothing stands."""
    classes = reading.classes
    bits = classes[token]
    if not bits & DETERMINER or bits & COMP or classes[noun] & (DET | POSS) or not opens_noun(reading, noun):
        return False
    if token == floor or classes[token - 1] & PREP:
        return True
    return not bits & FIN and not classes[token - 1] & FIN


def opens_noun(reading: Reading, token: int) -> bool:
    bits = reading.classes[token]
    return not bits & NO_NOUN


def article_of_name(reading: Reading, token: int, ceiling: int) -> bool:
    """Whether an article with a capital inside a sentence opens a name: "el diario El Faro"."""
    if not reading.lexicon.pack.has("postnominal_adjectives") or token >= ceiling:
        return False
    capitals = reading.classes[token] & reading.classes[token + 1] & CAP
    return bool(capitals) and token not in reading.sentence_openers


def participle_before(reading: Reading, first: int, last: int, floor: int) -> int | None:
    """The past participle before what belongs to it: "a poll | published | last Monday by the institute", "papers |
    seen | by"; or None."""
    classes = reading.classes
    if is_participle(reading, first) and (first == last or classes[first + 1] & PREP):
        return first if first > floor else None
    if not classes[first] & (PREP | TIME) or classes[first] & (DET | SUBORD):
        return None
    k = first - 1
    while k > floor and not is_participle(reading, k):
        between = classes[k] & TIME or (classes[k + 1] & TIME and (not classes[k] or classes[k] & PREP))
        if not between and (not classes[k] & ADV or classes[k] & (PREP | DET)):
            return None  # "on Monday", "last spring", "jointly" may stand between
        k -= 1
    return k if k > floor else None


def is_participle(reading: Reading, token: int) -> bool:
    """Whether a word may be a past participle: a listed one, or by its ending."""
    low = reading.tokens.lows[token]
    if low in reading.lexicon.participles or low in reading.lexicon.past_participles:
        return not reading.classes[token] & CAP
    return not reading.classes[token] & ~FIN and reading.lexicon.ends_past(low)


def opens_as_noun(reading: Reading, token: int) -> bool:
    """Whether a sentence opens with a common noun in the plural, whose capital makes no name: "Documents seen by"."""
    if token not in reading.sentence_openers or reading.classes[token] & ~(CAP | CUE | FIN):
        return False
    low = reading.tokens.lows[token]
    plural = low.endswith(reading.lexicon.pack.grammar.plural_endings) and low not in reading.lexicon.given
    return plural or reading.lexicon.nouns.word(low) is not None


def those_described(reading: Reading, last: int, floor: int) -> tuple[int, int] | None:
    """A determiner that stands for its noun and the participle that tells which ones: "half of those | asked",
    "families of those | lost"."""
    lexicon = reading.lexicon
    if not lexicon.tells_apart or last <= floor or not is_participle(reading, last):
        return None
    if reading.tokens.lows[last - 1] not in lexicon.standing_determiners:
        return None
    return walk_left(reading, last - 1, floor), last

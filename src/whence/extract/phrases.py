"""Noun phrases beside a cue, found without a parser: who stands before the verb, who behind it.

A phrase is a run of tokens that closed classes, marks, times and known finite verbs bound. `core` leaves out an
apposition ("Ida Holk" of "Ida Holk, the press secretary,"), `full` has it. When in doubt the phrase is
the shorter one, and where no phrase can begin the answer is None.
"""

from whence.extract.appositions import LONGEST_APPOSITION, apposition_after, nounish
from whence.extract.attributes import (
    adjective_comma,
    bounds_attributes,
    described_end,
    heads_attribute,
)
from whence.extract.edges import heads_institution, named_before
from whence.extract.lexicon import C
from whence.extract.quotations import MARKS
from whence.extract.reading import Reading
from whence.extract.spans import Phrase
from whence.extract.standing import club_number, finite_at, has_finite, is_attribution, is_quoted_by
from whence.extract.walking import (
    BREAKING,
    article_of_name,
    determines_at,
    glued,
    opens_as_noun,
    opens_noun,
    participle_before,
    possessed,
    those_described,
    walk_left,
    without_adverbial,
)
from whence.languages.outlets import outlet_kind
from whence.languages.particles import name_particles

DET, POSS, PREP, NPREP = int(C.DET), int(C.POSS), int(C.PREP), int(C.NPREP)
COMP, SUBORD, COORD, REL = int(C.COMP), int(C.SUBORD), int(C.COORD), int(C.REL)
ADV, NEG, INFM, FIN, PRON = int(C.ADV), int(C.NEG), int(C.INFM), int(C.FIN), int(C.PRON)
PUNCT, TITLE, CAP, CUE, TIME = int(C.PUNCT), int(C.TITLE), int(C.CAP), int(C.CUE), int(C.TIME)
AUXILIARY = int(C.AUX) | int(C.MODAL)
AS, GENITIVE, GENERIC = int(C.AS), int(C.GENITIVE), int(C.GENERIC)
CASE = int(C.OBLIQUE) | int(C.OBJECT)
VAGUE, DEMO, FIRST, INTERROG = int(C.VAGUE), int(C.DEMO), int(C.FIRST), int(C.INTERROG)
CLITIC, NUMBER = int(C.CLITIC), int(C.NUMBER)
OPENS_NONE = PUNCT | COMP | SUBORD | INFM | NEG | COORD | TIME  # unless it has a capital or determines
CLOSES_NONE = PUNCT | COMP | SUBORD | COORD | INFM | NEG
MARKED_NOUN, NO_HEAD = DET | CAP | VAGUE, PREP | ADV | REL
JOINING, PREP_OR_TIME = MARKED_NOUN | PREP, PREP | TIME
LONGEST_PHRASE = 28
APOSTROPHES = frozenset(("'", "’"))
PARTICLES = name_particles()
LONGEST_PARENTHESIS = 10
LONGEST_NAME = 6
LONGEST_SUFFIX = 3
"""Letters of what is abbreviated behind a name: Jr., Sr., Inc."""


def phrase_before(reading: Reading, last: int, *, floor: int) -> Phrase | None:
    """The noun phrase that ends at token `last`, not reaching below `floor`; None where none can end there."""
    classes, words = reading.classes, reading.tokens.words
    while (
        last > floor
        and classes[last] & CLITIC
        and classes[last + 1] & (FIN | CUE)
        and not classes[last] & CAP
    ):
        last -= 1  # "su primo | lo encontró"
    if last < floor or (classes[last] & CLITIC and not classes[last] & (DET | PRON)):
        return None
    if words[last] == ",":
        return _with_apposition_before(reading, last, floor)
    if (
        words[last] == "."
        and last > floor
        and classes[last - 1] & CAP
        and len(words[last - 1]) <= LONGEST_SUFFIX
    ):
        dotted = phrase_before(reading, last - 1, floor=floor)  # "Ida Holk Jr. said"
        return None if dotted is None else Phrase((dotted.core[0], last), (dotted.full[0], last))
    if bits_apart(reading, last) and last > floor + 1:
        for k in range(last - 2, max(floor, last - LONGEST_APPOSITION), -1):
            if words[k] == words[last]:
                return phrase_before(reading, k - 1, floor=floor)  # "the film – which tells of it – explains"
    if words[last] in MARKS and not (classes[last] & CAP and last > floor):
        return None
    bits = classes[last]
    if bits & REL and not bits & CAP:
        return Phrase((last, last), (last, last))
    if bits & CAP and bits & (SUBORD | INTERROG) and last in reading.sentence_openers and last == floor:
        return None  # "When asked"
    if reading.tokens.lows[last] in reading.lexicon.objective and not bits & (PRON | POSS | DET):
        return None  # "Yemu soobshchili"
    if bits & PRON:
        return None if last > floor and classes[last - 1] & PREP else Phrase((last, last), (last, last))
    if bits & INTERROG and not bits & (DET | REL | SUBORD):
        return None
    if words[last] != ")" and bits & CLOSES_NONE and not bits & CAP:
        return None
    if bits & TIME or (reading.tokens.lows[last] in reading.lexicon.particles and not bits & CAP):
        return None
    if bits & FIN and (those := those_described(reading, last, floor)) is not None:
        return Phrase(those, those)
    verbal = bits & FIN and not _noun_behind_article(reading, last)
    if (
        (verbal or bits & PREP_OR_TIME)
        and not bits & (DET | CAP)
        and not reading.lexicon.nouns.word(words[last].lower())
    ):
        return None
    if bits & (DET | POSS) and not bits & (VAGUE | DEMO) and not possessed(reading, last, floor):
        alone = words[last].lower() in reading.lexicon.standing_determiners and last + 1 < len(classes)
        return Phrase((last, last), (last, last)) if alone and classes[last + 1] & CUE else None
    if (bits & ADV and not bits & CAP) or bits & CASE:
        return None
    if reading.quote_of[last] >= 0:
        return None
    left = walk_left(reading, last, floor)
    head = _reduced(reading, left, last, floor)
    if head is not None:
        return Phrase(head.core, (head.full[0], last))
    first = without_adverbial(reading, left, last)
    if first is None or first > last:
        return None
    if reading.lexicon.open_apposition and classes[first] & DET:
        named = named_before(reading, first, floor)
        if named is not None:
            return Phrase((named, first - 2), (named, last))
    last = described_end(reading, first, last)
    return Phrase((first, last), (first, last))


def bits_apart(reading: Reading, token: int) -> bool:
    """Whether a dash stands at the token, written in whatever way: "–", "--", "-" between spaces."""
    word = reading.tokens.words[token]
    return word in reading.lexicon.dashes or word == "--" or (word == "-" and bool(reading.classes[token]))


def _noun_behind_article(reading: Reading, token: int) -> bool:
    """Whether a word that is a noun and a verb has its article: "critics of the plan | said"."""
    return reading.tokens.lows[token] in reading.lexicon.noun_verbs and not finite_at(reading, token)


def _reduced(reading: Reading, first: int, last: int, floor: int) -> Phrase | None:
    """The noun before a participle that describes it: "a poll | published by the institute | said"."""
    classes = reading.classes
    if not reading.lexicon.tells_apart:
        return None
    participle = participle_before(reading, first, last, floor)
    if participle is None:
        return None
    before = classes[participle - 1]
    generic = before & GENERIC
    if before & (PUNCT | PRON | REL | COORD | COMP | SUBORD | AUXILIARY | CAP | PREP) and not generic:
        if not opens_as_noun(reading, participle - 1):
            return None
    head = phrase_before(reading, participle - 1, floor=floor)
    if head is None or not generic or head.core[0] != head.core[1]:
        return head
    counted = participle - 2 >= floor and classes[participle - 2] & (DET | VAGUE | NUMBER)
    return Phrase((participle - 2, participle - 1), (participle - 2, last)) if counted else None


def _with_apposition_before(reading: Reading, comma: int, floor: int) -> Phrase | None:
    """The phrase that ends at a comma; where it stands inside a relative clause, what that clause describes.

    "X, der er rådgiver for lederen, Y," is X.
    """
    found = _apposed_before(reading, comma, floor)
    if found is None or found.full[0] <= floor:
        return found
    opener = found.full[0]
    describes = reading.classes[opener] & DET or reading.lexicon.nouns.at(reading.tokens.lows, opener)
    if reading.tokens.words[opener - 1] == "," and describes and opener - 1 > floor:
        named = _apposed_before(reading, opener - 1, floor)  # "Holk, the mayor, one of the founders, said"
        if named is None:
            named = phrase_before(reading, opener - 2, floor=floor)
            if named is not None:
                named = Phrase(named.core, (named.full[0], found.core[1] + 1))
        if (
            named is not None
            and not _fronted_participle(reading, named, floor)
            and reading.classes[named.core[1]] & CAP
            and not reading.classes[named.core[0]] & DET
        ):
            return named
    classes, words = reading.classes, reading.tokens.words
    for k in range(found.full[0] - 1, max(floor, comma - LONGEST_APPOSITION), -1):
        if words[k] == "," and classes[k + 1] & REL and has_finite(reading, k + 1, found.full[0] - 1):
            head = phrase_before(reading, k - 1, floor=floor)
            if head is not None and head.full[0] - 1 > floor and words[head.full[0] - 1] == ",":
                named = phrase_before(reading, head.full[0] - 2, floor=floor)
                if named is not None and classes[named.core[1]] & CAP and not classes[named.core[0]] & DET:
                    return Phrase(named.core, (named.full[0], k))  # "Holk, head of X, which runs it, said"
            return Phrase(head.core, (head.full[0], comma)) if head is not None else found
        if words[k] in ".;:!?" or reading.quote_of[k] >= 0:
            break
    return found


def _apposed_before(reading: Reading, comma: int, floor: int) -> Phrase | None:
    """ "Ida Holk, the press secretary," and "Holk, die im Exil lebt," ending at a comma."""
    classes, words = reading.classes, reading.tokens.words
    lowest = max(floor, comma - LONGEST_APPOSITION)
    for k in range(comma - 1, lowest, -1):
        if reading.quote_of[k] >= 0 or words[k] in ";:–—―":
            return None
        if words[k] == ",":
            opener = classes[k + 1]
            inside = not has_finite(reading, k + 1 + bool(opener & PREP), comma - 1) or opener & REL
            head = phrase_before(reading, k - 1, floor=floor) if not classes[k - 1] & PUNCT else None
            owned = bool(opener & CAP) and reading.tokens.lows[k + 1].endswith(("'s", "s'"))
            named = owned or (
                comma - k <= LONGEST_NAME and all(classes[j] & CAP for j in range(k + 1, comma))
            )
            opens = bool(opener & (DET | REL | POSS | VAGUE)) or named or nounish(reading, k + 1, comma - 1)
            joined = bool(opener & (SUBORD | COORD)) and not opener & REL
            inserted = inside and opener & (SUBORD | PREP | ADV) and not opener & (COORD | REL | DET)
            if inserted and head is not None and _opens_only(reading, head, floor):
                return head  # "Holk, while praising it, said", "Holk, though, said"
            if head is not None and is_quoted_by(reading, k + 1):
                return Phrase(
                    head.core, (head.full[0], comma)
                )  # "a clerk of the old mill, quoted by Reuters, said"
            if (
                opener & SUBORD
                and head is not None
                and k + 2 <= comma
                and reading.tokens.lows[k + 2] in reading.lexicon.participles
            ):
                if classes[head.core[1]] & (CAP | PRON):
                    return head  # "Holk, when asked about the pier, said"
            if inside and opens and head is not None and not joined:
                if _fronted_participle(reading, head, floor):
                    fronted = phrase_before(reading, comma - 1, floor=k + 1)
                    return None if fronted is None else Phrase(fronted.core, (fronted.full[0], comma))
                return Phrase(head.core, (head.full[0], comma))
            adverbial = inside and opener & PREP and not opener & SUBORD
            if adverbial and head is not None and classes[head.core[1]] & CAP:
                return head  # "Holk, at the debate, said": an adverbial is no part of the name
            if head is not None and head.full[0] == floor and classes[floor] & CAP and not joined:
                if head.core[1] - head.core[0] < LONGEST_NAME:
                    return Phrase(head.core, (head.full[0], comma))
            opening = (
                head is not None
                and head.full[0] > floor
                and bool(classes[head.full[0] - 1] & (PUNCT | SUBORD))
            )
            if opening and head is not None and inside and classes[head.core[1]] & CAP and not joined:
                return head  # "– Ida Holk, opening the pier, said"
            if joined:
                return None
    return None


def _opens_only(reading: Reading, head: Phrase, floor: int) -> bool:
    """Whether a subject with a name or an article opens its clause, behind conjunctions and adverbs at most."""
    classes, first = reading.classes, head.core[0]
    named = classes[first] & (DET | PRON | POSS) or classes[head.core[1]] & CAP
    if not reading.lexicon.tells_apart or not named:
        return False
    if reading.lexicon.ends_past(reading.tokens.lows[head.core[1]]):
        return False
    return all(classes[k] & (ADV | COORD | PUNCT) for k in range(floor, head.full[0]))


def phrase_after(
    reading: Reading, first: int, *, ceiling: int, apposition: bool = True, oblique: bool = False
) -> Phrase | None:
    """The noun phrase that begins at token `first`, not reaching beyond `ceiling`; None where none can begin.

    `oblique` lets it stand in a case that no subject has: behind a preposition, or whom somebody tells.
    """
    if first > ceiling:
        return None
    classes, words, lows = reading.classes, reading.tokens.words, reading.tokens.lows
    bits = _any_case(classes[first]) if oblique else classes[first]
    if bits & CASE:
        return None
    if bits & TIME and reading.lexicon.tells_apart and first < ceiling:
        start = next((k + 1 for k in (first, first + 1) if lows[k].endswith("'s")), ceiling)
        if start < ceiling:  # "last year's figures"
            return phrase_after(reading, start, ceiling=ceiling, apposition=apposition, oblique=oblique)
    described = bits & GENERIC and first < ceiling and not classes[first + 1] & ~(NPREP | PREP)
    if bits & PRON and not bits & (DET | POSS) and not described:
        return Phrase((first, first), (first, first))  # but "people familiar with it", "one of the men"
    alone = first == ceiling or not (described or opens_noun(reading, first + 1))
    if bits & PRON and bits & (DET | POSS) and alone:
        return Phrase((first, first), (first, first))
    if words[first] in ("“", '"', "”", "«", "»", "„") and not bits & CAP:
        return None
    if bits & OPENS_NONE and not bits & MARKED_NOUN:
        return None
    verbal = bits & FIN and (lows[first] not in reading.lexicon.noun_verbs or finite_at(reading, first))
    if (
        (verbal or bits & NO_HEAD)
        and not bits & (DET | CAP | VAGUE | POSS)
        and not reading.lexicon.nouns.at(lows, first)
    ):
        return None
    last = first
    names_only = not reading.lexicon.pack.has("capitalised_nouns")
    postnominal = reading.lexicon.pack.has("postnominal_adjectives")
    genitives = reading.lexicon.genitive_attributes
    while last < ceiling and last - first < LONGEST_PHRASE:
        k = last + 1
        bits = _any_case(classes[k]) if oblique else classes[k]
        here = classes[last]
        if reading.quote_of[k] != reading.quote_of[first]:
            break
        if words[k] in APOSTROPHES and glued(reading, k) and k < ceiling:
            last = k
            continue
        if bits & PUNCT:
            if words[k] == "," and adjective_comma(reading, k, ceiling):
                last = k + 1
                continue
            if words[k] == "(":
                closing = next(
                    (j for j in range(k + 1, min(ceiling, k + LONGEST_PARENTHESIS) + 1) if words[j] == ")"),
                    None,
                )
                if closing is not None:
                    last = closing
                    continue
            if (
                words[k] == "."
                and k < ceiling
                and (here & TITLE or len(words[last]) == 1)
                and classes[k + 1] & CAP
            ):
                last = k
                continue
            break
        if here & (PUNCT) and words[last] == ")" and not bits & NPREP:
            break
        determines = k < ceiling and bool(here & PREP) and determines_at(reading, k, k + 1, first)
        if not determines and bits & BREAKING and not (bits & (DET | POSS | PREP) and not bits & PRON):
            break
        if bits & INTERROG and reading.lexicon.tells_apart and not bits & (DET | CAP):
            break  # "asked a reporter | why"
        verbal = bits & FIN and not determines and not bits & CAP and finite_at(reading, k)
        if bits & (TIME | CASE) or verbal:
            break
        if bits & CUE and (is_attribution(reading, k) or is_quoted_by(reading, k)):
            break
        if bits & COORD:
            right = classes[k + 1] if k < ceiling else PUNCT
            if (here & CAP and right & CAP) or (
                not here & CAP and not has_finite(reading, k + 1, ceiling) and not right & (PREP | PUNCT)
            ):
                last = k + 1
                continue
            break
        if bits & ADV and not bits & JOINING:
            break
        if bits & PREP:
            joins = bits & NPREP and k < ceiling and not classes[k + 1] & (TIME | NUMBER)
            noun = reading.lexicon.nouns.word(lows[last])
            if not joins or _is_channel(reading, k + 1, ceiling):
                break
            place = last > first and lows[k] in reading.lexicon.owners and bool(classes[k + 1] & CAP)
            if here & CAP and names_only and not (noun or place or _heads_outlet(reading, last, ceiling)):
                break
            if not names_only and not noun and lows[k] not in reading.lexicon.owners:
                if _holds_given_name(reading, first, last):
                    break  # "sagte Oskar Zell bei der Vorstellung des Programms"
            last = k
            continue
        particle = names_only and lows[k] in PARTICLES and k < ceiling and here & classes[k + 1] & CAP
        if (
            bits & (DET | POSS)
            and not here & (PREP | DET | VAGUE)
            and not article_of_name(reading, k, ceiling)
            and not particle
        ):
            if not bits & GENITIVE or _holds_given_name(reading, first, last):
                break  # a person's name takes no genitive: "sagte Karin Berg der Agentur"
        if here & CAP and club_number(reading, k, ceiling):
            last = k
            continue
        if words[k][0].isdigit() and outlet_kind(reading.tokens.slice(first, k)) is not None:
            last = k
            continue
        opens = words[last] in MARKS  # “247news”: the mark has the capital of the name that it opens
        if (
            names_only
            and here & CAP
            and not bits & CAP
            and not particle
            and not here & (DET | VAGUE | TITLE | PREP)
            and not opens
        ):
            demonym = reading.lexicon.demonyms.word(lows[last])
            hyphened = "-" in words[last]
            noun_next = reading.lexicon.nouns.at(lows, k)
            attribute = genitives and heads_attribute(reading, last, k)
            adjective = postnominal and not bits & ~CUE and bool(classes[first] & DET)
            titled = (
                not postnominal and k < ceiling and not bits and bool(classes[k + 1] & CAP)
            )  # "Westland host Ida"
            several = (hit := reading.lexicon.nouns.at(lows, last)) is not None and hit[1] > k  # "Belyy dom"
            institution = k < ceiling and heads_institution(reading, last, k)  # "Krašto apsaugos ministerija"
            counted = (
                not bits and classes[first] & (DET | VAGUE) and first < last and reading.lexicon.tells_apart
            )
            counted = counted and (k == ceiling or bool(classes[k + 1] & (PUNCT | REL | PREP | TIME)))
            known = several or demonym or hyphened or noun_next or titled or institution or counted
            if not (known or attribute or adjective):
                break
        if (
            not names_only
            and here & CAP
            and not bits & CAP
            and not bits & (GENITIVE | DET)
            and lows[k] not in PARTICLES
        ):
            break
        if bits & CAP and here & CAP and reading.lexicon.oblique and outlet_kind(words[k]) is not None:
            if outlet_kind(reading.tokens.slice(first, k)) is None:
                break  # "powiedział Nowak PAP": whom one told
        if bits & CAP and here & CAP and reading.lexicon.channels.word(lows[k]):
            break
        if (
            words[k][0].isdigit()
            and not here & (PREP | DET)
            and not opens
            and outlet_kind(reading.tokens.slice(first, k)) is None
        ):
            break
        if lows[k] in reading.lexicon.be_forms:
            break
        if (
            not here & CAP
            and not bits
            and reading.lexicon.nouns.word(lows[last])
            and not reading.lexicon.nouns.at(lows, k)
            and not (
                reading.lexicon.genitive_endings and lows[last].endswith(reading.lexicon.genitive_endings)
            )
            and not genitives
            and not postnominal
        ):
            break
        if genitives and bounds_attributes(reading, first, k, oblique=oblique):
            break
        last = k
    while last > first and classes[last] & (PREP | DET | POSS) and not classes[last] & CAP:
        last -= 1
    if last == first and words[first] in MARKS:
        return None
    core = (first, last)
    if apposition and last + 2 <= ceiling and words[last + 1] == ",":
        end = apposition_after(reading, last + 2, ceiling, head=first)
        if end is not None:
            return Phrase(core, (first, end))
    return Phrase(core, core)


def _any_case(bits: int) -> int:
    """Word classes without what an oblique case takes away."""
    return bits & ~(ADV | CASE) if bits & CASE else bits


def _fronted_participle(reading: Reading, head: Phrase, floor: int) -> bool:
    """Whether a participle with its agent opens the clause: "Interrogé par Radio X, | le directeur"."""
    first = head.core[0]
    endings = reading.lexicon.participle_endings
    return (
        reading.lexicon.pack.has("postnominal_adjectives")
        and first == floor
        and head.core[1] > first
        and bool(endings)
        and reading.tokens.lows[first].endswith(endings)
        and bool(reading.classes[first + 1] & PREP)
    )


def _heads_outlet(reading: Reading, token: int, ceiling: int) -> bool:
    """Whether an outlet's name goes on behind its head and a preposition: "El Faro de Corberas"."""
    if not reading.lexicon.pack.has("postnominal_adjectives") or token + 2 > ceiling:
        return False
    return bool(
        reading.lexicon.media_heads.word(reading.tokens.lows[token]) and reading.classes[token + 2] & CAP
    )


def _holds_given_name(reading: Reading, first: int, last: int) -> bool:
    lexicon, lows = reading.lexicon, reading.tokens.lows
    return any(
        lows[k] in lexicon.feminine_given or lows[k] in lexicon.masculine_given for k in range(first, last)
    )


def _is_channel(reading: Reading, token: int, ceiling: int) -> bool:
    channels = reading.lexicon.channels
    lows = reading.tokens.lows
    return any(channels.at(lows, i) for i in range(token, min(token + 3, ceiling + 1)))

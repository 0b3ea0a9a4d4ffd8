"""Adverbials that no preposition tells: times, and nouns whose case says where, when, whom."""

from whence.extract.genitives import citing_left
from whence.extract.lexicon import C
from whence.extract.reading import Reading

DET, POSS, PREP, NPREP, CAP = int(C.DET), int(C.POSS), int(C.PREP), int(C.NPREP), int(C.CAP)
ADV, TIME, OBLIQUE, OBJECT = int(C.ADV), int(C.TIME), int(C.OBLIQUE), int(C.OBJECT)
VAGUE, NUMBER = int(C.VAGUE), int(C.NUMBER)
STOPS = int(
    C.PUNCT | C.FIN | C.COMP | C.COORD | C.SUBORD | C.REL | C.PRON | C.INTERROG | C.NEG | C.PREP | C.TIME
)
INNER_STOPS = STOPS & ~TIME
"""An adjective of time may stand inside: "a hétfői vitában"."""
LONGEST_ADVERBIAL = 6
INQUIT_OPENERS = frozenset((",", "–", "—", "―", "-", "?", "!"))


def adverbials_left(reading: Reading, start: int, floor: int) -> int:
    """Where the adverbials before token `start` begin: "A miniszter | hétfőn a vitában azt | mondta"."""
    classes = reading.classes
    k = start
    while k > floor + 1:
        bits = classes[k - 1]
        if bits & OBLIQUE:
            k = _modifiers_left(reading, k - 1, floor)
        elif bits & TIME or (bits & ADV and not bits & (CAP | DET | VAGUE)):
            k -= 1
        elif (cited := citing_left(reading, k - 1, floor)) is not None:
            k = cited
        else:
            opener = _preposition_left(reading, k - 1, floor)
            if opener is None:
                return k
            k = opener
    return k


def _modifiers_left(reading: Reading, head: int, floor: int) -> int:
    """The first token of the oblique phrase whose noun is `head`: from its article, else its genitives."""
    classes, lows = reading.classes, reading.tokens.lows
    for k in range(head - 1, max(floor, head - LONGEST_ADVERBIAL) - 1, -1):
        if classes[k] & (DET | POSS):
            return k
        if classes[k] & (INNER_STOPS | OBLIQUE | OBJECT):
            break
    k = head
    endings = reading.lexicon.genitive_endings
    while (
        endings
        and k > floor + 1
        and lows[k - 1].endswith(endings)
        and not classes[k - 1] & (STOPS | OBLIQUE | OBJECT)
    ):
        k -= 1
    return k


def _preposition_left(reading: Reading, last: int, floor: int) -> int | None:
    """The preposition of the phrase that ends at `last` and does not belong to the noun before it, or None."""
    classes = reading.classes
    for k in range(last, max(floor, last - LONGEST_ADVERBIAL) - 1, -1):
        if classes[k] & PREP:
            return k if k < last and k > floor and not classes[k] & NPREP else None
        if classes[k] & STOPS:
            return None
    return None


def opened_by_adverbials(reading: Reading, verb: int, floor: int) -> int:
    """Where a reporting clause begins that adverbials open: "…“, – | sekmadienį pranešė taryba"; else its verb."""
    k = verb
    while k > floor and reading.classes[k - 1] & (TIME | OBLIQUE | ADV) and reading.quote_of[k - 1] < 0:
        k -= 1
    opens = k > floor and (reading.tokens.words[k - 1] in INQUIT_OPENERS or reading.quote_of[k - 1] >= 0)
    return k if opens else verb


def adverbials_right(reading: Reading, start: int, ceiling: int) -> int:
    """The first token behind the adverbials at `start`: "mondta | hétfőn a parlamentben | a miniszter"."""
    classes = reading.classes
    k = start
    while k <= ceiling and reading.quote_of[k] < 0:
        bits = classes[k]
        if bits & (TIME | OBLIQUE) or (bits & ADV and not bits & (DET | VAGUE)):
            k += 1
            continue
        end = oblique_phrase_end(reading, k, ceiling)
        if end is None:
            return k
        k = end + 1
    return k


def oblique_phrase_end(reading: Reading, first: int, ceiling: int) -> int | None:
    """The noun of the oblique phrase that begins at `first` ("a hétfői vitában", "Seimo posėdyje"), or None.

    Between its article and its noun stands no other article and no person; where a language has no articles,
    only genitives stand before the noun.
    """
    lexicon, classes, lows = reading.lexicon, reading.classes, reading.tokens.lows
    if not lexicon.long_oblique_endings:
        return None
    genitives = lexicon.genitive_endings
    if not genitives and not classes[first] & DET:
        return None
    for k in range(first, min(ceiling, first + LONGEST_ADVERBIAL) + 1):
        bits = classes[k]
        if bits & OBLIQUE:
            return k
        if bits & (INNER_STOPS | OBJECT) or (k > first and bits & DET):
            return None
        if genitives and not lows[k].endswith(genitives):
            return None
        noun = lexicon.nouns.word(lows[k])
        if noun is not None and noun.kind in ("role", "group") and not genitives:
            return None
    return None

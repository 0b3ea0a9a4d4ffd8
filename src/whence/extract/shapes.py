"""What a stretch of tokens looks like: a clause, a noun phrase, something negated."""

from whence.extract.groups import Group
from whence.extract.lexicon import C
from whence.extract.reading import Reading
from whence.extract.standing import finite_at, has_finite, likely_finite

CUE = int(C.CUE)

DET = int(C.DET)
POSS = int(C.POSS)
PREP = int(C.PREP)
COMP = int(C.COMP)
SUBORD = int(C.SUBORD)
COORD = int(C.COORD)
REL = int(C.REL)
ADV = int(C.ADV)
NEG = int(C.NEG)
INFM = int(C.INFM)
FIN = int(C.FIN)
PRON = int(C.PRON)
DEMO = int(C.DEMO)
PUNCT = int(C.PUNCT)
CAP = int(C.CAP)
VAGUE = int(C.VAGUE)
OPENING = REL | SUBORD | COORD | PRON | PREP | ADV
FARTHEST_QUOTE = 8
SHORTEST_INFINITIVE = 4


def negated_between(reading: Reading, first: int, opener: int) -> bool:
    """ "anser inte att", "glaubt nicht, dass", "schließt nicht aus, dass": the negation stands behind the verb."""
    return any(reading.classes[k] & NEG for k in range(first, opener))


def object_end(reading: Reading, first: int, last: int) -> int:
    """A noun phrase stops at a comma that opens another clause ("…, which …", "…, while …", "…, and he")."""
    classes, words = reading.classes, reading.tokens.words
    for k in range(first + 1, last):
        if reading.quote_of[k] >= 0:
            continue
        if words[k] == ":" or (classes[k] & COORD and _finite_follows(reading, k + 1, last)):
            return k - 1
        if words[k] == "," and classes[k + 1] & OPENING:
            return k - 1
        if words[k] == "," and finite_at(reading, k + 1) and not classes[k + 1] & CAP:
            return k - 1  # "…, teilte jedoch mit, …"
        if k > first + 1 and classes[k] & SUBORD and not classes[k] & PREP:
            return k - 1
    return last


def _finite_follows(reading: Reading, first: int, last: int) -> bool:
    """Whether a verb of the main clause goes on behind a conjunction: "… og rejste hjem"."""
    k = first
    while k < last and reading.classes[k] & ADV:
        k += 1
    low = reading.tokens.lows[k]
    return finite_at(reading, k) or (reading.lexicon.ends_past(low) and len(low) > 4)


def contracted(reading: Reading, token: int) -> bool:
    """Whether the token is a subject and its verb in one: "he's", "that's", "there's"."""
    bits = reading.classes[token]
    subject = bits & (PRON | DEMO) or reading.tokens.lows[token] in reading.lexicon.expletives
    return bool(bits & FIN and subject) and not bits & DET


def opens_clause(reading: Reading, token: int) -> bool:
    bits = reading.classes[token]
    if contracted(reading, token):
        return True
    return not bits & (PUNCT | COORD | SUBORD | COMP | REL | FIN) or bool(bits & (DET | PRON | CAP | PREP))


def clause_here(reading: Reading, first: int, last: int) -> bool:
    """Whether subject and finite verb follow: the verb must come before any comma that nothing closes."""
    classes, words = reading.classes, reading.tokens.words
    if first >= last or not opens_clause(reading, first):
        return False
    if reading.quote_of[first] >= 0:
        return False
    if contracted(reading, first):
        return True  # "said he's leaving"
    inserted = joined = False
    for k in range(first + 1, last + 1):
        if classes[k - 1] & INFM and reading.lexicon.tells_apart:
            continue  # "to ask": a plain form is no finite verb there
        if reading.quote_of[k] < 0 and (
            likely_finite(reading, k, opens=words[k - 1] == ",")
            if k > first + 1 or classes[first] & PRON
            else finite_at(reading, k)
        ):
            if not inserted or joined:
                return True
            continue
        if words[k] == ",":
            if classes[first] & PREP:
                return False  # "said at the time, and …": an adverbial, no clause
            inserted, joined = not inserted, False
        elif classes[k] & COORD:
            joined = True
        if words[k] in (";", ":"):
            return False
    return False


def surely_clause(reading: Reading, group: Group, first: int, last: int) -> bool:
    """Behind "said" a subject-like opening is a clause even where its verb is unknown."""
    frames = group.verb.group.frames
    if "bare" not in frames or "np" in frames or reading.quote_of[first] >= 0:
        return False
    says = group.verb.group.id == "say"
    while says and first < last and reading.classes[first] & ADV and reading.lexicon.tells_apart:
        first += 1  # "said just one had died"
    bits = reading.classes[first]
    if not says and (not reading.lexicon.tells_apart or {"addressee", "evidence"} & set(frames)):
        return False
    opens = bool(bits & (DET | CAP | PRON | POSS | VAGUE | NEG)) or _finite_quoted(reading, first, last)
    if opens or (says and reading.tokens.words[first][0].isdigit()):
        return last - first >= (3 if says else 2)
    noun = not bits and reading.tokens.words[first][0].isalpha() and reading.lexicon.tells_apart
    if says and noun and last - first == 1 and likely_finite(reading, last):
        return True  # "say women died"
    return says and noun and last - first >= 2 and not reading.classes[first + 1] & (PREP | PUNCT | COORD)


def _finite_quoted(reading: Reading, first: int, last: int) -> bool:
    """ "says fraud “would be one way to lose”": a noun whose verb stands in the quotation behind it."""
    if reading.classes[first]:
        return False
    k = next(
        (k for k in range(first + 1, min(last, first + FARTHEST_QUOTE) + 1) if reading.quote_of[k] >= 0), None
    )
    return k is not None and has_finite(reading, k, min(last, k + FARTHEST_QUOTE))


def is_infinitive(reading: Reading, token: int) -> bool:
    """Whether a word is an infinitive by its ending, in a language that puts no marker before it."""
    low = reading.tokens.lows[token]
    if (
        reading.classes[token] & ~CUE
        or reading.lexicon.not_finite.word(low)
        or len(low) < SHORTEST_INFINITIVE
    ):
        return False
    return low.endswith(reading.lexicon.infinitive_endings)


def wants(kind: str, verb: str) -> bool:
    """Whether a verb takes a clause of what is wanted: it demands, plans, asks or tells somebody."""
    return kind in ("order", "plan", "ask", "predict", "fear") or verb in ("say", "tell", "write", "suggest")


def relative_apart(reading: Reading, first: int, opener: int) -> bool:
    """Whether a word that may open a clause of content opens a relative one that a comma sets apart from the object at
    `first`: "negó | la venta, que era ilegal"."""
    bits, between = reading.classes[opener], reading.tokens.words[first:opener]
    if not bits & COMP or not bits & REL or not reading.classes[first] & (DET | VAGUE):
        return False
    return between[-1:] == [","] and between.count(",") == 1

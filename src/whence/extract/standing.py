"""What a token is where it stands: a finite verb, or the beginning of an attribution."""

from whence.extract.lexicon import C, Verb, Word
from whence.extract.reading import Reading

DET, POSS, PREP, DEMO = int(C.DET), int(C.POSS), int(C.PREP), int(C.DEMO)
COMP, SUBORD, COORD, REL = int(C.COMP), int(C.SUBORD), int(C.COORD), int(C.REL)
ADV, FIN, PRON = int(C.ADV), int(C.FIN), int(C.PRON)
TIME, VAGUE = int(C.TIME), int(C.VAGUE)
PUNCT, CAP, CUE = int(C.PUNCT), int(C.CAP), int(C.CUE)
AUXILIARY = int(C.AUX) | int(C.MODAL)
FARTHEST_HEAD = 6
CLUB_DIGITS = 2
LONGEST_TIME = 3


def finite_tokens(reading: Reading) -> bytearray:
    """Of each token, 1 where it is, or by its ending looks like, a finite verb.

    Found once for the whole document, for rules ask for each token again and again, and for whole stretches.
    """
    found = bytearray(len(reading.tokens))
    classes = reading.classes
    if reading.lexicon.finite_endings:
        for token, bits in enumerate(classes):
            found[token] = _is_verb(reading, token) if bits & FIN else _ends_finite(reading, token)
    else:
        for token in reading.verbal:
            found[token] = bool(classes[token] & FIN) and _is_verb(reading, token)
    return found


def finite_at(reading: Reading, token: int) -> bool:
    """Whether the token is, or by its ending looks like, a finite verb."""
    return bool(reading.finite[token])


def _is_verb(reading: Reading, token: int) -> bool:
    """Whether a word that may be a finite verb is one where it stands."""
    bits = reading.classes[token]
    if bits & CAP and bits & (DET | TIME):
        return False  # "in May"
    return not _behind_article(reading, token) and not _rather_noun(reading, token)


def _ends_finite(reading: Reading, token: int) -> bool:
    """Whether a word in no list ends like a finite verb."""
    bits = reading.classes[token]
    if bits & ~(CAP | CUE):
        return False
    lexicon, low = reading.lexicon, reading.tokens.lows[token]
    if len(low) <= 4 or not low.endswith(lexicon.finite_endings):
        return False
    if bits & CAP and not (
        lexicon.pro_drop and token in reading.sentence_openers and low not in lexicon.given
    ):
        return False  # a verb may open a sentence: "Spłonęły trzy magazyny"
    return not (lexicon.not_finite.word(low) or lexicon.nouns.word(low))


def _rather_noun(reading: Reading, token: int) -> bool:
    """Whether a word that is a noun too stands where a verb cannot: "early state elections", "announced plans"."""
    lexicon, lows = reading.lexicon, reading.tokens.lows
    if not token or lows[token] not in lexicon.noun_verbs:
        return False
    before, behind = (
        reading.classes[token - 1],
        reading.classes[token + 1] if token + 1 < len(lows) else PUNCT,
    )
    if token > 1 and reading.classes[token - 2] & PREP and not before & ~CAP and behind & (COMP | PUNCT):
        return True  # "said in court documents that"
    if before & FIN and token > 1 and not reading.classes[token - 2] & (DET | POSS | PREP | PUNCT):
        return True  # "the council demands | answers"
    if before & (PRON | REL | CAP | ADV | PUNCT | COORD | AUXILIARY | VAGUE):
        return False
    plural = lexicon.pack.grammar.plural_endings
    return not (lows[token - 1].endswith(plural) or lexicon.nouns.word(lows[token - 1]))


def _behind_article(reading: Reading, token: int) -> bool:
    """Whether an article stands right before a word that could be a verb: "the report", "a claim" are nouns."""
    before = reading.classes[token - 1] if token else 0
    return (
        bool(before & (DET | POSS))
        and not before & (REL | PRON | DEMO)
        and not reading.classes[token] & AUXILIARY
    )


def likely_finite(reading: Reading, token: int, *, opens: bool = False) -> bool:
    """Whether the token is a finite verb or, in no list, ends like a past one where a verb may stand.

    `opens`: its subject stands before an insertion, so that what is right before it tells nothing.
    """
    if finite_at(reading, token):
        return True
    if reading.classes[token] & ~(ADV | CUE) or not reading.lexicon.ends_past(reading.tokens.lows[token]):
        return False
    if opens:
        return True
    before = reading.classes[token - 1] if token else PUNCT
    return not before & (DET | POSS | PREP | PUNCT | AUXILIARY | COORD) and reading.quote_of[token] < 0


def has_finite(reading: Reading, first: int, last: int) -> bool:
    """Whether a finite verb stands among the tokens `first` to `last`."""
    return reading.finite.find(1, first, last + 1) >= 0


def is_attribution(reading: Reading, token: int) -> bool:
    """Whether a word like "according to" begins at the token."""
    lows = reading.tokens.lows
    entries = reading.lexicon.attributions.get(lows[token])
    if entries is None or not reading.classes[token] & CUE:
        return False
    return any(
        tuple(lows[token : token + len(words)]) == words
        and (cue.heads is None or head_after(reading, cue, token + len(words)) is not None)
        for words, cue in entries
    )


def is_quoted_by(reading: Reading, token: int) -> bool:
    """Whether a participle of quoting with its agent begins at the token: "quoted by X", "cité mardi par X"."""
    return quoting_agent(reading, token) is not None


def quoting_agent(reading: Reading, token: int) -> int | None:
    """The preposition of the agent behind a participle of quoting at the token, times between them or not; or None."""
    lows, classes = reading.tokens.lows, reading.classes
    if not classes[token] & CUE:
        return None
    agent = token + 1
    while agent + 1 < len(lows) and agent - token <= LONGEST_TIME and classes[agent] & TIME:
        agent += 1
    if agent >= len(lows) or lows[agent] not in reading.lexicon.agents:
        return None
    quotes = any(
        isinstance(cue, Verb) and cue.group.id == "cite" and lows[token] in cue.group.participle
        for _, cue in reading.lexicon.cues.get(lows[token], ())
    )
    return agent if quotes else None


def head_after(reading: Reading, cue: Word, token: int) -> int | None:
    """The noun that makes a phrase at `token` an attribution ("nach ersten, inoffiziellen Angaben"), or None."""
    if cue.heads is None:
        return None
    classes, lows, words = reading.classes, reading.tokens.lows, reading.tokens.words
    for k in range(token, min(len(lows), token + FARTHEST_HEAD)):
        if cue.heads.word(lows[k]):
            return k
        if (
            classes[k] & (PUNCT | COMP | SUBORD | FIN)
            and not classes[k] & (CAP | DET | POSS)
            and words[k] != ","
        ):
            return None
        if classes[k] & PREP and k > token:
            return None
    return None


def club_number(reading: Reading, token: int, ceiling: int) -> bool:
    """A number inside a name: "Blau-Weiß 04 Sandkamp"."""
    word = reading.tokens.words[token]
    inside = token < ceiling and bool(reading.classes[token + 1] & CAP)
    return inside and len(word) == CLUB_DIGITS and word.isdigit()

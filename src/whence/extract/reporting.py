"""Where a reporting clause begins: a reporting verb at a token, and the subject that it may have.

"…, said X", "…, X said", "… and X added", "…, saying": content ends where another one begins.
"""

from bisect import bisect_right

from whence.extract.groups import perfect_at
from whence.extract.lexicon import C, Verb
from whence.extract.phrases import phrase_after, phrase_before
from whence.extract.reading import Reading
from whence.extract.standing import is_attribution

COMP, SUBORD, COORD, REL = int(C.COMP), int(C.SUBORD), int(C.COORD), int(C.REL)
DET, POSS, PREP, PRON = int(C.DET), int(C.POSS), int(C.PREP), int(C.PRON)
ADV, AUX, CAP, CUE = int(C.ADV), int(C.AUX), int(C.CAP), int(C.CUE)
CLITIC, PUNCT, TIME = int(C.CLITIC), int(C.PUNCT), int(C.TIME)
TITLED = int(C.TITLE) | CAP
SUBJECT = DET | POSS | PRON | CAP
DEMO = int(C.DEMO)
PARTING = PUNCT | COMP | SUBORD
FARTHEST_PARTICLE = 24
LONGEST_SPEAKER, LONGEST_BRACKET = 14, 6
"""Tokens of a subject before its verb ("…, Sen. Ida Holk (R-Ohio) told"), and of a bracket in it."""


def verb_cue_at(reading: Reading, token: int) -> Verb | None:
    """A finite reporting verb (or gerund) that begins at the token, if any; also "a déclaré" where it is one group."""
    bits, lows = reading.classes[token], reading.tokens.lows
    for words, cue in reading.lexicon.verb_cues.get(lows[token], ()) if bits & CUE else ():
        if tuple(lows[token : token + len(words)]) == words:
            particle = cue.group.particle
            if particle is None or _particle_ahead(reading, token, particle):
                return cue
    perfect = perfect_at(reading, token) if bits & AUX else None
    return None if perfect is None else perfect[0]


def frames_at(reading: Reading, token: int, verb: Verb) -> set[str]:
    """The frames of every reporting verb that is spelt like the one at the token: "warn" tells, asks and reports."""
    lows = reading.tokens.lows
    return {
        frame
        for words, cue in reading.lexicon.cues.get(lows[token], ())
        if isinstance(cue, Verb)
        and cue.form == verb.form
        and tuple(lows[token : token + len(words)]) == words
        for frame in cue.group.frames
    }


def _particle_ahead(reading: Reading, token: int, particle: str) -> bool:
    """Whether the separable prefix without which a verb is another one follows in its clause ("warfen … vor")."""
    lows, words = reading.tokens.lows, reading.tokens.words
    for k in range(token + 1, min(len(words), token + FARTHEST_PARTICLE)):
        if words[k] in (".", ";", ":", "!", "?"):
            return False
        if lows[k] == particle:
            return True
    return False


def gerund_at(reading: Reading, token: int) -> bool:
    verb = verb_cue_at(reading, token)
    return verb is not None and verb.form == "gerund"


def new_attribution(reading: Reading, token: int, ceiling: int, *, inquit: bool) -> bool:
    """Whether a reporting clause begins at `token`: "…, said X", "…, X said", "… and X added", "…, saying"."""
    classes, words = reading.classes, reading.tokens.words
    if is_attribution(reading, token):
        return True
    if classes[token] & COORD and token < ceiling:
        token += 1
    start = token
    skipped = CLITIC | ADV if inquit else CLITIC | ADV | AUX
    while (
        start < ceiling
        and classes[start] & skipped
        and not (classes[start] & CLITIC and classes[start] & DET)
    ):
        if classes[start] & AUX and perfect_at(reading, start) is not None:
            break
        start += 1
    verb = verb_cue_at(reading, start)
    if verb is not None:
        if verb.form == "gerund":
            return True
        if verb.form == "participle":
            return _inverted_perfect(reading, start, ceiling, inquit=inquit)
        if inquit and start < ceiling and classes[start + 1] & COMP:
            return True  # the main clause goes on behind a relative one: "X, which runs it, said that"
        if inquit:
            behind = start + 1
            while behind < ceiling and classes[behind] & TIME:
                behind += 1  # "…, передаёт | во вторник | газета"
            return phrase_after(reading, behind, ceiling=ceiling) is not None or start >= ceiling - 1
        frames = frames_at(reading, start, verb)
        if reading.lexicon.tells_apart and "np" in frames and _has_object(reading, start, ceiling):
            return True  # "… and criticised the plan"
        return bool({"clause", "quote", "inquit"} & frames) and not classes[token] & TIME
    closing = -1
    for k in range(start + 1, min(ceiling + 1, start + LONGEST_SPEAKER)):
        if k <= closing or (words[k] == "." and classes[k - 1] & TITLED):
            continue
        if words[k] == "(":
            closing = next((j for j in range(k, min(ceiling, k + LONGEST_BRACKET)) if words[j] == ")"), k)
            continue
        if classes[k] & PARTING and not classes[k] & REL:
            return False
        verb = verb_cue_at(reading, k)
        if verb is not None and verb.form in ("finite", "participle"):
            perfect = perfect_at(reading, k) if verb.form == "participle" else None
            left = _before_group(reading, k, start)
            if not inquit and verb.group.kind == "deny" and left > start and classes[left] & (DEMO | PRON):
                left -= 1  # "de a polgármester | ezt | cáfolta"
            phrase = phrase_before(reading, left, floor=start)
            k = k if perfect is None else perfect[2]
            if phrase is None or phrase.full[0] != start or classes[start] & REL:
                return False
            frames = frames_at(reading, k, verb) if perfect is None else set(verb.group.frames)
            if not inquit:
                return verb.group.kind == "deny" or bool({"clause", "inquit"} & frames)
            if "addressee" in verb.group.frames:
                return True  # "…, X told the Post"
            if reading.lexicon.tells_apart and "inquit" not in frames:
                return False  # "…, the board has lied."
            if k < ceiling and reading.lexicon.tells_apart and "clause" in frames and classes[k + 1] & COMP:
                return True  # "Back when he wrote his book, X said that"
            if k < ceiling and "clause" in frames and _behind_subordinate(reading, k):
                return True  # "Though the plans are vague, experts say the price …"
            return k >= ceiling - 1 or words[k + 1] in (",", ".") or bool(classes[k + 1] & (TIME | PREP))
        if reading.finite[k] and not _only_auxiliary(reading, k):
            return False
    return False


def _behind_subordinate(reading: Reading, verb: int) -> bool:
    """Whether a verb's sentence opens with a subordinate clause, and a clause with its subject follows the verb."""
    if not reading.lexicon.tells_apart or not reading.classes[verb + 1] & SUBJECT:
        return False
    opener = reading.sentence_starts[bisect_right(reading.sentence_starts, verb) - 1]
    while opener < verb and reading.classes[opener] & ADV and not reading.classes[opener] & SUBORD:
        opener += 1
    return bool(reading.classes[opener] & SUBORD)


def _before_group(reading: Reading, verb: int, floor: int) -> int:
    """The last token before the adverbs and auxiliaries of a verb: "officials | have also said"."""
    k = verb - 1
    if not reading.lexicon.tells_apart:
        return k
    while k > floor and reading.classes[k] & (ADV | AUX) and not reading.classes[k] & CAP:
        k -= 1
    return k


def _only_auxiliary(reading: Reading, token: int) -> bool:
    """Whether a word only helps the verb behind it: "has", "had" (not "was", which makes a passive)."""
    if not reading.lexicon.tells_apart or not reading.classes[token] & AUX:
        return False
    return reading.tokens.lows[token] not in reading.lexicon.be_forms


def _inverted_perfect(reading: Reading, token: int, ceiling: int, *, inquit: bool) -> bool:
    """Whether "a déclaré", whose auxiliary stands at `token`, opens a reporting clause with its subject behind."""
    perfect = perfect_at(reading, token)
    if perfect is None:
        return False
    verb, first, last = perfect
    if not inquit:
        return bool({"clause", "quote", "inquit"} & set(verb.group.frames))
    if any(reading.is_enclitic(k) for k in range(token + 1, first)):
        return True
    if last < ceiling and reading.classes[last + 1] & COMP:
        return False
    return phrase_after(reading, last + 1, ceiling=ceiling) is not None or last >= ceiling - 1


def _has_object(reading: Reading, verb: int, ceiling: int) -> bool:
    """Whether a past form that is no noun has an object right behind it."""
    low = reading.tokens.lows[verb]
    if verb >= ceiling or low in reading.lexicon.noun_verbs or not low.endswith(reading.lexicon.past_endings):
        return False
    opener = reading.classes[verb + 1]
    return bool(opener & (DET | POSS | CAP | PRON)) and not opener & PREP

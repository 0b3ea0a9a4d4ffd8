"""Where content begins and ends around a cue."""

from whence.extract.lexicon import C
from whence.extract.mentions import analyse
from whence.extract.phrases import (
    COMP,
    COORD,
    CUE,
    FIN,
    PRON,
    PUNCT,
    REL,
    SUBORD,
    TIME,
    phrase_after,
)
from whence.extract.reading import Reading
from whence.extract.reporting import LONGEST_SPEAKER, frames_at, gerund_at, new_attribution, verb_cue_at
from whence.extract.standing import finite_at, has_finite, is_attribution, likely_finite

CAP = int(C.CAP)
DEMO = int(C.DEMO)
INTERROG = int(C.INTERROG)
POSS = int(C.POSS)
VAGUE = int(C.VAGUE)

ADV, PREP, NEG, INFM, AUX = int(C.ADV), int(C.PREP), int(C.NEG), int(C.INFM), int(C.AUX)
CLITIC, DET = int(C.CLITIC), int(C.DET)
BREAKS = frozenset(("–", "—", "―", "--", ";"))
ENDERS = frozenset((".", "!", "?", "…", "...", ":", ";", ",", "–", "—", "―", "--"))
OPENING = COMP | SUBORD | INFM
NO_INFINITIVE = PRON | PREP | COMP | CAP | ADV | DET | POSS | VAGUE
JOINT = PUNCT | COORD | CUE | CAP
"""Classes of the tokens at which a clause may end; a mark inside a name has a capital."""
FARTHEST_COMPLEMENTISER = 16
LONGEST_INSERTION = 22
LONGEST_TIME = 3


def strip_end(reading: Reading, first: int, last: int) -> int:
    """The last token of a stretch without the marks that end a sentence (a question mark stays)."""
    words = reading.tokens.words
    while last > first and words[last] in ENDERS and words[last] not in ("?", "!"):
        if (
            words[last] == "."
            and len(words[last - 1]) == 1
            and words[last - 1].isalpha()
            and last - 1 > first
        ):
            break
        last -= 1
    return last


def clause_end(reading: Reading, first: int, ceiling: int) -> int:
    """The last token of content that begins at `first`: up to the sentence's end or to the next attribution."""
    classes, words = reading.classes, reading.tokens.words
    quote_of, stray = reading.quote_of, reading.stray_marks
    i = first
    while i < ceiling:
        k = i + 1
        if not classes[k] & JOINT and quote_of[k] < 0 and k not in stray:
            i = k
            continue
        if quote_of[k] >= 0:
            i = min(ceiling, max(k, reading.quotations[quote_of[k]].close))
            inner = words[i - 1] in (",", "!", "?") and i < ceiling
            if inner and new_attribution(reading, i + 1, ceiling, inquit=True):
                return i
            continue
        word = words[k]
        if (
            word in BREAKS
            and not _inside_number(reading, k)
            and k > first + 1
            and (k == ceiling or quote_of[k] < 0)
        ):
            second = _insertion_end(reading, k, ceiling)
            if second is not None:
                i = second
                continue
            return strip_end(reading, first, i)
        if word == ":" and k < ceiling and quote_of[k + 1] >= 0:
            return strip_end(reading, first, i)
        if k in stray and k < ceiling and new_attribution(reading, k + 1, ceiling, inquit=True):
            return strip_end(reading, first, i)  # direct speech ends here, wherever its opening mark was lost
        if word == "," and k < ceiling and (k > first + 1 or gerund_at(reading, k + 1)):
            if new_attribution(reading, k + 1, ceiling, inquit=True):
                if not _closes_adverbial(reading, first, k, ceiling):
                    return i
            if reading.lexicon.tells_apart and _later(reading, k + 1, ceiling):
                return i
            joint = classes[k + 1] & (COORD | SUBORD) and not classes[k + 1] & (REL | DET) and k + 2 < ceiling
            if (
                joint
                and reading.lexicon.tells_apart
                and new_attribution(reading, k + 2, ceiling, inquit=False)
            ):
                return i  # "…, although she said that", "…, but X says"
        elif (
            classes[k] & COORD
            and k < ceiling
            and not classes[k - 1] & classes[k + 1] & ADV  # "definitely or probably believed"
            and new_attribution(reading, k + 1, ceiling, inquit=False)
        ) or (
            classes[k] & CUE and k > first + 2 and not in_relative(reading, k) and is_attribution(reading, k)
        ):
            return strip_end(reading, first, i)
        i = k
    return strip_end(reading, first, i)


def in_relative(reading: Reading, token: int) -> bool:
    """Whether an attribution belongs to the relative clause that it opens: "rapporten, som | ifølge X kom i maj"."""
    before = reading.classes[token - 1]
    return bool(before & REL) and not before & (COMP | DET) and reading.tokens.words[token - 2] == ","


def _later(reading: Reading, token: int, ceiling: int) -> bool:
    """Whether a reporting clause with a time before its conjunction begins: "…, a day after X said"."""
    classes, k = reading.classes, token
    while k < ceiling and k - token < LONGEST_TIME and not classes[k] & (SUBORD | PUNCT):
        k += 1
    if k == token or k + 1 >= ceiling or not classes[k] & SUBORD or classes[k] & REL:
        return False
    timed = any(
        classes[j] & (TIME | ADV) or reading.tokens.lows[j] in reading.lexicon.time_units
        for j in range(token, k)
    )
    return timed and new_attribution(reading, k + 1, ceiling, inquit=False)


def _closes_adverbial(reading: Reading, first: int, comma: int, ceiling: int) -> bool:
    """Whether a comma only closes what opens the content, whose main clause reports itself: "According to her account,
    after the visit, she insisted that …"."""
    opens = reading.classes[first] & (PREP | SUBORD) and reading.lexicon.tells_apart
    if not opens or any(reading.tokens.words[k] == "," for k in range(first, comma)):
        return False
    for k in range(comma + 1, min(ceiling, comma + LONGEST_SPEAKER) + 1):
        if verb_cue_at(reading, k) is not None:
            return k < ceiling and bool(reading.classes[k + 1] & COMP)
    return False


def _inside_number(reading: Reading, dash: int) -> bool:
    """Whether a dash joins two numbers without a space: "700–800"."""
    tokens = reading.tokens
    if dash + 1 >= len(tokens):
        return False
    tight = tokens.ends[dash - 1] == tokens.starts[dash] and tokens.ends[dash] == tokens.starts[dash + 1]
    return tight and tokens.words[dash - 1][-1].isdigit() and tokens.words[dash + 1][0].isdigit()


def _insertion_end(reading: Reading, dash: int, ceiling: int) -> int | None:
    """The dash that closes an insertion ("the board – the owners – said"), or None where the dash stands alone."""
    words = reading.tokens.words
    if words[dash] == ";":
        return None
    for k in range(dash + 2, min(ceiling - 1, dash + LONGEST_INSERTION) + 1):
        if words[k] == words[dash] and reading.quote_of[k] < 0 and not _inside_number(reading, k):
            return k
    return None


def skip_modifiers(reading: Reading, token: int, ceiling: int) -> int:
    """The first token behind the times and adverbs that follow a cue ("said on Monday", "told reporters")."""
    classes = reading.classes
    opens_phrase = DET | VAGUE | PREP
    while token <= ceiling and reading.quote_of[token] < 0:
        bits = classes[token]
        if bits & PREP and token < ceiling and classes[token + 1] & TIME and not bits & SUBORD:
            token += 2  # "on Monday"
            continue
        if not bits & TIME and (not bits & ADV or bits & opens_phrase):
            break
        token += 1
    return token


def comma_behind_adjuncts(reading: Reading, token: int, ceiling: int) -> int | None:
    """The first comma behind addressees, places and occasions that follow a cue ("sagte in der Rede vom Mai,"), or
    None where a verb, a clause or another mark comes first."""
    classes, words = reading.classes, reading.tokens.words
    for k in range(token, min(ceiling - 1, token + FARTHEST_COMPLEMENTISER) + 1):
        if words[k] == ",":
            return k if k > token else None
        bits = classes[k]
        if bits & TIME:
            continue
        clause = bits & OPENING and not bits & PREP
        if words[k] == "." and _in_address(reading, k):
            continue
        if reading.quote_of[k] >= 0 or words[k] in ENDERS or clause or (bits & FIN and finite_at(reading, k)):
            return None
    return None


def _in_address(reading: Reading, token: int) -> bool:
    """Whether a dot stands inside a web address: "hafen.com"."""
    starts, ends = reading.tokens.starts, reading.tokens.ends
    if reading.tokens.words[token] != "." or not 0 < token < len(starts) - 1:
        return False
    glued = starts[token] == ends[token - 1] and starts[token + 1] == ends[token]
    return glued and reading.tokens.words[token + 1].islower()


def complementiser(reading: Reading, token: int, ceiling: int, *, interrogative: bool = False) -> int | None:
    """The complementiser that opens the content of a cue ending before `token`, or None.

    Between them may stand an addressee, a time, a channel ("told reporters on Monday that"), a comma directly
    before it, but no finite verb.
    """
    classes, words, lows = reading.classes, reading.tokens.words, reading.tokens.lows
    wanted = COMP | (INTERROG if interrogative else 0)
    for k in range(token, min(ceiling, token + FARTHEST_COMPLEMENTISER) + 1):
        if reading.quote_of[k] >= 0:
            return None
        bits = classes[k]
        if bits & wanted:
            if bits & COMP and k > token and _is_demonstrative(reading, k, ceiling):
                continue
            if (
                bits & COMP
                and bits & INFM
                and k > token
                and classes[k - 1] & PREP
                and infinitive_follows(reading, k, ceiling)
            ):
                return None
            if bits & COMP and bits & REL and k > token and _object_before(reading, token, k):
                return None
            if bits & COMP and bits & REL and k > token and _relates(reading, token, k, ceiling):
                return None
            if bits & COMP and k > token and _is_purpose(reading, k):
                return None
            if bits & COMP:
                return k
            if k < ceiling and classes[k + 1] & COMP:
                return k + 1
            behind = range(k + 1, min(ceiling, k + 20) + 1)
            near = k - token <= 1 or words[k - 1] == "," or _addressed(reading, token, k)
            if near and any(likely_finite(reading, j) for j in behind):
                return k
        if words[k] == ",":
            inserted = k + 1
            while inserted < ceiling and classes[inserted] & ADV and not classes[inserted] & wanted:
                inserted += 1
            if inserted > k + 1 and words[inserted] == ",":
                inserted += 1
            if interrogative and _asks(reading, inserted, ceiling):
                return inserted
            if (
                inserted <= ceiling
                and classes[inserted] & wanted
                and (inserted == k + 1 or classes[inserted] & COMP)
            ):
                return inserted
            closed = next(
                (j for j in range(k + 2, min(ceiling, k + LONGEST_INSERTION)) if words[j] == ","), None
            )
            if closed is not None and classes[closed + 1] & COMP:
                described = classes[k + 1] & REL and reading.lexicon.tells_apart
                if described or not has_finite(reading, k + 1, closed):
                    return closed + 1  # "said, speaking of the weir, that", "told the board, which met, that"
            return None
        if words[k] in ENDERS and not _in_address(reading, k):
            return None
        verbal = bits & FIN and not bits & CAP and finite_at(reading, k)
        if k > token and verbal and lows[k] not in reading.lexicon.perfect:
            return None
    return None


def _object_before(reading: Reading, token: int, opener: int) -> bool:
    """Whether an object stands before a word that is a relative too ("mostró un plan que …"); whom one tells may stand
    there ("ha avvertito i cittadini che"), and a noun that a preposition ties to its clause ("la noticia de que")."""
    classes = reading.classes
    if not reading.lexicon.pack.has("postnominal_adjectives") or classes[opener - 1] & PREP:
        return False
    start = skip_modifiers(reading, token, opener)
    if start >= opener or (
        classes[start] & (PREP | CLITIC | PRON | ADV | NEG | int(C.PUNCT)) and not classes[start] & DET
    ):
        return False
    told = ("person", "name", "role", "group", "organisation", "outlet", "pronoun", "state")
    return analyse(reading, start, opener - 1).kind not in told


def _relates(reading: Reading, token: int, opener: int, ceiling: int) -> bool:
    """Whether a word that is a relative too stands behind what somebody reacts to, and is the subject of a reporting
    verb with a clause: "reaccionaba a un informe de X que | decía que", "reageerde op een bericht dat | meldde dat"."""
    classes = reading.classes
    if classes[opener - 1] & (PUNCT | TIME | PREP | ADV | CUE) or not classes[token] & PREP:
        return False
    verb = opener + 1
    while verb < ceiling and classes[verb] & (CLITIC | NEG | ADV) and not classes[verb] & CUE:
        verb += 1
    cue = verb_cue_at(reading, verb) if verb < ceiling else None
    return cue is not None and cue.form == "finite" and "clause" in frames_at(reading, verb, cue)


def _is_purpose(reading: Reading, token: int) -> bool:
    """Whether the complementiser belongs to a conjunction with the word or the two before it ("antes de que")."""
    lows, purpose = reading.tokens.lows, reading.lexicon.purpose
    return lows[token - 1] in purpose or (token > 1 and f"{lows[token - 2]} {lows[token - 1]}" in purpose)


def _asks(reading: Reading, first: int, ceiling: int) -> bool:
    """Whether a particle behind its first words makes an embedded question of a clause: "sprosil, otkroyut li most"."""
    particles = reading.lexicon.pack.grammar.question_particles
    return bool(particles) and any(
        low in particles for low in reading.tokens.lows[first + 1 : min(ceiling, first + 3) + 1]
    )


def infinitive_follows(reading: Reading, marker: int, ceiling: int) -> bool:
    """Whether a word that is both complementiser and infinitive marker ("att", "at") opens an infinitive here."""
    classes = reading.classes
    if not classes[marker] & INFM:
        return False
    if not classes[marker] & COMP:
        return True
    k = marker + 1
    while k <= ceiling and classes[k] & (ADV | NEG):
        k += 1
    if k <= ceiling and reading.tokens.lows[k] in reading.lexicon.perfect:
        return True  # "fortsætter med at være"
    if k > ceiling or classes[k] & (PRON | DET | POSS | CAP | VAGUE):
        return False
    if reading.lexicon.nouns.at(reading.tokens.lows, k) or is_definite(reading, k):
        return False
    endings = reading.lexicon.infinitive_endings
    if endings and reading.tokens.lows[k].endswith(endings):
        return not any(classes[j] & FIN for j in range(k, min(ceiling, k + 5) + 1))
    while k <= ceiling and not classes[k] & PUNCT:
        if finite_at(reading, k):
            return False
        k += 1
    return True


def opens_infinitive(reading: Reading, token: int) -> bool:
    """Whether an infinitive opens here that only its ending tells: "de fermer", "di non aver visto", "cerrar"."""
    lexicon, classes, lows = reading.lexicon, reading.classes, reading.tokens.lows
    if not lexicon.states_infinitives:
        return False
    k = token + 1 if lows[token] in lexicon.infinitive_prepositions else token
    if k == token and not lexicon.pack.has("bare_infinitives"):
        return False
    while k < len(lows) - 1 and classes[k] & (NEG | CLITIC | ADV):
        k += 1
    return k < len(lows) and not classes[k] & NO_INFINITIVE and lows[k].endswith(lexicon.infinitive_endings)


def is_definite(reading: Reading, token: int) -> bool:
    """Whether an unknown word looks like a definite noun ("at trafikken genoptages")."""
    grammar = reading.lexicon.pack.grammar
    if not reading.lexicon.pack.has("definite_suffix") or reading.classes[token] & ~CAP:
        return False
    return reading.tokens.lows[token].endswith((*grammar.definite_endings, *grammar.definite_plural_endings))


def _addressed(reading: Reading, token: int, opener: int) -> bool:
    """Whether only whom one tells stands before an embedded question: "outlined for the jury how he found it"."""
    classes = reading.classes
    if not classes[token] & PREP or classes[opener] & REL:
        return False
    whom = phrase_after(reading, token + 1, ceiling=opener - 1, apposition=False)
    return whom is not None and whom.core[1] == opener - 1


def _is_demonstrative(reading: Reading, token: int, ceiling: int) -> bool:
    """ "that" behind a preposition is no complementiser ("because of that")."""
    before = reading.classes[token - 1]
    return (
        bool(before & PREP)
        and not before & int(C.COORD)
        and bool(reading.classes[token] & (DEMO | DET))
        and not reading.lexicon.pack.has("inverted_statement")
    )


def content_looks_like_clause(reading: Reading, first: int, last: int) -> bool:
    """Whether a stretch has a subject-like beginning and a finite verb behind it."""
    classes = reading.classes
    if first >= last or (classes[first] & (PUNCT | COORD) and not classes[first] & CAP):
        return False
    return has_finite(reading, first + (0 if classes[first] & PRON == 0 else 1), last)


__all__ = [
    "BREAKS",
    "clause_end",
    "complementiser",
    "content_looks_like_clause",
    "infinitive_follows",
    "is_definite",
    "opens_infinitive",
    "skip_modifiers",
    "strip_end",
]

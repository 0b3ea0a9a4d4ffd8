"""Content that stands before the reporting clause, or around it: "…, sagde X, …"."""

from whence.extract.beside import told_behind
from whence.extract.clauses import clause_end, is_definite, skip_modifiers, strip_end
from whence.extract.drafts import Draft
from whence.extract.genitives import postposed_source
from whence.extract.lexicon import C
from whence.extract.mentions import analyse
from whence.extract.phrases import bits_apart, phrase_after
from whence.extract.quotations import MARKS
from whence.extract.reading import Reading
from whence.extract.reporting import new_attribution, verb_cue_at
from whence.extract.standing import finite_at, has_finite, likely_finite

AUX, MODAL, COMP, CAP = int(C.AUX), int(C.MODAL), int(C.COMP), int(C.CAP)
FIN, PRON = int(C.FIN), int(C.PRON)
PREP = int(C.PREP)
NEG, DET, CAP = int(C.NEG), int(C.DET), int(C.CAP)
SUBORD = int(C.SUBORD)
INTERROG, AS = int(C.INTERROG), int(C.AS)
COORD = int(C.COORD)
REL = int(C.REL)
ADV = int(C.ADV)
PUNCT = int(C.PUNCT)
CUE = int(C.CUE)
TIME = int(C.TIME)
MOST_MODIFIERS = 4
LONGEST_ADVERBIAL = 10
"""\"X, the company said in a filing with the court, …\""""


def content_before(reading: Reading, draft: Draft, left: int, end: int, floor: int, ceiling: int) -> bool:
    """Content that stands before the reporting clause ("…, sagde X") or around it ("…, said X, …")."""
    words, classes = reading.tokens.words, reading.classes
    assert draft.source is not None
    if classes[draft.source.core[0]] & REL and draft.source.core[0] == draft.source.core[1]:
        return False
    head = reading.tokens.lows[draft.source.core[0]]
    object_behind = (
        draft.source.core[0] > draft.anchor and head in reading.lexicon.pack.grammar.indefinite_articles
    )
    if (
        object_behind
        and reading.lexicon.tells_apart
        and analyse(reading, *draft.source.core).kind == "unknown"
    ):
        return False  # "neither of them said a word"
    quoted = left - 2 > floor and words[left - 1] in MARKS and words[left - 2] in (",", "!", "?")
    parts = left - 1 >= floor and (words[left - 1] in (",", "!", "?") or bits_apart(reading, left - 1))
    if not (quoted or parts):
        return False
    first, last = floor, left - 1 if quoted else left - 2
    while first < last and (words[first] in (",", ";", ":") or reading.marked[first]):
        first += 1
    if classes[first] & AS and reading.quote_of[first] < 0:
        first = _behind_as_clause(reading, first, last)
    if (
        first < last
        and reading.lexicon.tells_apart
        and classes[first] & COORD
        and not reading.quote_of[first] >= 0
    ):
        first += 1  # "But the weir, X said, was closed"
    asked_first = first + (first < last and bool(classes[first] & SUBORD))
    if reading.tokens.lows[asked_first] in reading.lexicon.participles and reading.lexicon.tells_apart:
        return False  # "Asked about it, X said", "When asked about it, X shrugged"
    asked = words[left - 1] == "?" and not quoted  # "Why? she asked"
    answers = reading.lexicon.tells_apart and last == first and _answers(reading, first, end, ceiling)
    if last < first or (
        last == first and not (asked or answers) and (end >= ceiling or words[end + 1] != ",")
    ):
        return False
    last += asked
    draft.content = [(first, last)]
    if not has_finite(reading, first, last) or _breaks_off(reading, last):
        comma = _behind_adverbial(reading, end + 1, ceiling)
        passed_on = _passed_on(reading, comma + 1, ceiling) or _describes(reading, comma + 1, ceiling)
        if comma + 1 <= ceiling and words[comma] == "," and not passed_on:
            behind = (comma + 1, strip_end(reading, comma + 1, ceiling))
            if (
                has_finite(reading, *behind)
                or likely_finite(reading, comma + 1, opens=True)
                or (_breaks_off(reading, last) and behind[1] > behind[0])
            ):
                draft.content.append(behind)
                draft.rule = "mid_inquit"
                draft.span = (first, behind[1])
                return True
        if draft.verb == "tell" and reading.lexicon.tells_apart:
            whom = phrase_after(reading, end + 1, ceiling=ceiling, apposition=False)
            if whom is not None and (
                whom.core[1] >= ceiling or classes[whom.core[1] + 1] & (PUNCT | TIME | PREP)
            ):
                draft.rule, draft.span = "inquit", (first, whom.core[1])
                draft.told.append(whom)
                return True  # "It was over, X told reporters on Monday"
        placed = PREP if quoted or _says_where(reading, (first, last), end + 1, ceiling) else 0
        goes_on = end < ceiling and not classes[end + 1] & (PUNCT | TIME | placed)
        if goes_on and not postposed_source(reading, end + 1, ceiling):
            draft.content = []
            return False
        adverbial = classes[first] & (SUBORD | PREP | COORD | ADV)
        nominal = reading.lexicon.pack.has("null_copula") and not classes[first] & (PREP | ADV)
        short = not nominal and last - first < (5 if adverbial and not classes[first] & SUBORD else 3)
        short = short and not asked and not answers and not _subject_and_verb(reading, first, last)
        opens = adverbial and reading.lexicon.tells_apart and not _acts(reading, first, last)
        if (short or opens or classes[first] & SUBORD) and not _says_all(reading, first, last, end, ceiling):
            draft.content = []
            return False
    end = told_behind(reading, draft, end, ceiling)
    draft.rule = "inquit"
    draft.span = (first, end)
    if not _rest_of_clause(reading, draft, end, ceiling):
        circumstance = classes[first] & SUBORD and finite_at(reading, last) and not classes[first] & PREP
        if circumstance and reading.lexicon.pack.has("verb_final_clauses"):
            draft.content = []
            return False  # "Weil es stürmte, warnte X: …": why, not what
        _goes_on(reading, draft, end, ceiling)
    return True


def _answers(reading: Reading, token: int, end: int, ceiling: int) -> bool:
    """Whether one word is an answer, with nothing behind its reporting clause: "No, he said." """
    opens = token in reading.sentence_openers and end + 1 >= ceiling
    return opens and not reading.classes[token] & (ADV | TIME | COORD | PREP | SUBORD | FIN | PRON | DET)


def _behind_as_clause(reading: Reading, first: int, last: int) -> int:
    """ "As the Post reports, | the weir is closed, said Holk": who passed it on is no part of what was said."""
    words = reading.tokens.words
    comma = next((k for k in range(first + 1, last - 1) if words[k] == ","), None)
    if comma is None or not any(verb_cue_at(reading, k) for k in range(first + 1, comma)):
        return first
    return comma + 1


def _acts(reading: Reading, first: int, last: int) -> bool:
    """Whether something among the tokens ends like a verb: "In May the weir collapsed"."""
    return any(likely_finite(reading, k) for k in range(first + 1, last + 1))


def _says_where(reading: Reading, content: tuple[int, int], behind: int, ceiling: int) -> bool:
    """Whether only where or when it was said stands behind the cue of something that acts: "The strike killed two
    people, Holk said | in a statement"."""
    classes = reading.classes
    opens = classes[content[0]] & (PREP | SUBORD | ADV | COORD | TIME) and not classes[content[0]] & DET
    if opens or not reading.lexicon.tells_apart or not _acts(reading, *content):
        return False
    clause = COMP | REL | SUBORD | INTERROG
    return not any(
        (classes[k] & clause and not classes[k] & PREP)
        or likely_finite(reading, k)
        or reading.quote_of[k] >= 0
        for k in range(behind, ceiling + 1)
    )


def _says_all(reading: Reading, first: int, last: int, end: int, ceiling: int) -> bool:
    """Whether a sentence of which no verb is known holds nothing but what is said and who says it.

    "Great news, she added.", "If it rains, ships sink, she added."; but not "When pressed, she added." or "A year
    later, she added.", which only open a sentence.
    """
    classes, words = reading.classes, reading.tokens.words
    if not reading.lexicon.tells_apart or end < ceiling - 1 or last == first:
        return False
    opens = classes[first] & (SUBORD | PREP | ADV | COORD | TIME) and not classes[first] & DET
    opens = opens or (classes[first] & INTERROG and last - first == 1)
    if opens:
        comma = next((k for k in range(first + 1, last - 1) if words[k] == ","), None)
        return comma is not None and not any(classes[k] & TIME for k in range(comma, last + 1))
    return not any(classes[k] & (TIME | ADV) for k in range(first, last + 1))


def _behind_adverbial(reading: Reading, token: int, ceiling: int) -> int:
    """The comma behind times, adverbs and one prepositional phrase that follow a cue; else what comes first there."""
    start = skip_modifiers(reading, token, ceiling)
    if start > ceiling or not reading.classes[start] & PREP:
        return start
    for k in range(start + 1, min(ceiling, start + LONGEST_ADVERBIAL) + 1):
        if reading.tokens.words[k] == ",":
            return k
        if reading.classes[k] & (PUNCT | COMP | REL) or reading.quote_of[k] >= 0 or finite_at(reading, k):
            break
    return start


def _rest_of_clause(reading: Reading, draft: Draft, end: int, ceiling: int) -> bool:
    """ "The quay is, Ek said, not safe", "Weil es stürme, so Ek, bleibe er": one clause around the reporting one.

    What follows has no verb of its own and is nobody's description, or it has the verb that the clause before asks for.
    """
    words, classes = reading.tokens.words, reading.classes
    start = end + 2
    if start > ceiling or words[end + 1] not in (",", "–", "—") or reading.quote_of[start] >= 0:
        return False
    if _passed_on(reading, start, ceiling):
        return False
    last = strip_end(reading, start, clause_end(reading, start, ceiling))
    first, stop = draft.content[0]
    if has_finite(reading, start, last):
        fronted = bool(classes[first] & SUBORD) and finite_at(reading, start)
        if not fronted or not reading.lexicon.pack.has("inverted_statement"):
            return False
    elif not any(classes[k] & NEG for k in range(start, last + 1)):
        open_ended = finite_at(reading, stop) and not reading.lexicon.pack.has("capitalised_nouns")
        if not open_ended or classes[start] & (DET | CAP | COORD | REL):
            return False
    if last < start:
        return False
    draft.content.append((start, last))
    draft.rule, draft.span = "mid_inquit", (draft.span[0], last)
    return True


def _passed_on(reading: Reading, token: int, ceiling: int) -> bool:
    """Whether another reporting clause begins behind the first: "…, mondta X, | írja a Parti Hírlap"."""
    if reading.lexicon.tells_apart or token >= ceiling:
        return False
    return new_attribution(reading, token, ceiling, inquit=True)


def _describes(reading: Reading, token: int, ceiling: int) -> bool:
    """Whether a relative clause begins behind the reporting clause, which describes somebody in it: "…, powiedział X
    agencji Y, | na którą powołuje się Z"."""
    if reading.lexicon.tells_apart or token >= ceiling:
        return False
    k = token + 1 if reading.classes[token] & PREP else token
    bits = reading.classes[k]
    return bool(bits & REL) and not bits & (COMP | DET | INTERROG)


def _breaks_off(reading: Reading, last: int) -> bool:
    """Whether a clause cannot end with the token: "It is, X said, a matter of time"."""
    bits = reading.classes[last]
    return (
        bool(bits & (AUX | MODAL | PREP | COMP | SUBORD))
        and not bits & (CAP | ADV)
        and reading.quote_of[last] < 0
    )


def _subject_and_verb(reading: Reading, first: int, last: int) -> bool:
    """Whether two words are a definite noun and a verb that the pack does not list ("Tullen sänks")."""
    return (
        last - first == 1
        and is_definite(reading, first)
        and not reading.classes[last] & ~CUE
        and reading.tokens.words[last].islower()
    )


def _goes_on(reading: Reading, draft: Draft, end: int, ceiling: int) -> None:
    """ "…, Holk said, since the weir was old …": the clause behind the reporting clause is content too."""
    classes, words = reading.classes, reading.tokens.words
    k = end + 1
    for _ in range(MOST_MODIFIERS):
        k = skip_modifiers(reading, k, ceiling)
        if k > ceiling or words[k] == ",":
            break
        if classes[k] & PREP:
            phrase = phrase_after(reading, k + 1, ceiling=ceiling, apposition=False)
            if phrase is None:
                return
            k = phrase.core[1] + 1
        else:
            return
    if (
        k >= ceiling
        or words[k] != ","
        or not classes[k + 1] & (COORD | SUBORD | COMP)
        or reading.quote_of[k + 1] >= 0
    ):
        return
    last = clause_end(reading, k + 1, ceiling)
    if has_finite(reading, k + 2, last) and not _new_reporting(reading, k + 1, last):
        draft.content.append((k + 1, last))
        draft.span = (draft.span[0], last)


def _new_reporting(reading: Reading, first: int, last: int) -> bool:
    """Whether the clause behind is another speaker's: it has a reporting verb of its own near its start."""
    return any(
        reading.classes[j] & CUE and finite_at(reading, j) for j in range(first, min(last, first + 6) + 1)
    )

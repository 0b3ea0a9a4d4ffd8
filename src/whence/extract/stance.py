"""The stance of the voice: polarity, commitment, horizon, denial, condition, probability.

All are read from the proposition: a nested reporting clause ("the office announced that …") and the speaker's own
frame ("I think", "there is no doubt that") are peeled off first, the frame's hedge is kept. Polarity and horizon
come from the main clause, up to its first subordinate clause.
"""

from bisect import bisect_left, bisect_right
from typing import Literal

from whence.extract.drafts import Draft
from whence.extract.hearsay import hedge_tokens, perfect_follows
from whence.extract.lexicon import SHORTEST_PAST, C, T
from whence.extract.phrases import COMP, NEG, PUNCT, SUBORD
from whence.extract.quotations import MARKS
from whence.extract.reading import Reading
from whence.extract.spans import Range
from whence.extract.standing import has_finite
from whence.model import Stance, When

CUE = int(C.CUE)
POSS = int(C.POSS)
PRON = int(C.PRON)
SUBJUNCTIVE = int(C.SUBJUNCTIVE)
VAGUE = int(C.VAGUE)

COORD, CAP, INTERROG, ADV = int(C.COORD), int(C.CAP), int(C.INTERROG), int(C.ADV)
REACH = 40
FARTHEST_AMOUNT = 2
"""Tokens from the beginning of an approximator to its word of negation: "nog geen", "no more than"."""
TIME, PREP, DET = int(C.TIME), int(C.PREP), int(C.DET)
HEDGE, BAND, CONDITIONAL, CANCEL = int(T.HEDGE), int(T.PROBABILITY), int(T.CONDITIONAL), int(T.CANCEL)
PARTING = COMP | SUBORD | COORD | PUNCT | CAP
"""Classes of what may part two clauses; a mark inside a name has a capital."""
ATTACHED = PREP | DET
ADVERBIAL = PREP | DET | ADV
CLAUSE = COMP | SUBORD
SAID_OF_THE_PAST = frozenset(("assert", "deny", "believe"))
"""Kinds of verbs whose infinitive tells what was, where it is a perfect; what one plans or orders is to come."""
FUTURE, PAST, PRESENT = int(T.FUTURE), int(T.PAST), int(T.PRESENT)


def stance(
    reading: Reading, draft: Draft, content: list[Range], inner: Range | None, *, times: tuple[When, ...] = ()
) -> Stance:
    """The stance of a draft whose proposition is `inner` where a voice is nested in it, else `content`."""
    lexicon = reading.lexicon
    lows = reading.tokens.lows
    first, last = inner or (
        content[0][0],
        content[-1][1] if draft.rule in ("attribution", "mid_inquit") else content[0][1],
    )
    if draft.rule == "split_quotation" and len(content) > 1 and not has_finite(reading, *content[0]):
        first, last = content[-1]  # "The weir, said X, was never safe": the verb stands in the second half
    end = content[-1][1]
    hedged = draft.kind in ("fear",)
    questioned = reading.tokens.words[end] == "?" or _last_mark(reading, end) == "?"
    negated_frame = False
    peeled = _peel(reading, first, last)
    if peeled is not None:
        head_first, head_last, start = peeled
        hedged = hedged or _hedge_in(reading, head_first, head_last)
        negated_frame = _negated(reading, head_first, head_last)
        first = start
    while (
        first < last
        and reading.classes[first] & (COMP | PUNCT)
        and not reading.classes[first] & NEG  # "ettei": that and not in one word
        and reading.quote_of[first] < 0
    ):
        first += 1
    while first < last and reading.tokens.words[first] in MARKS:
        first += 1
    first = _behind_opening_clause(reading, first, last)
    main = _main_clause(reading, first, last)
    hedged = hedged or _hedge_in(reading, first, main)
    band = next(
        (hit[0] for i in reading.rare(BAND, content[0][0], main) if (hit := lexicon.probability.at(lows, i))),
        None,
    )
    negative = _negated(reading, first, main) != (negated_frame and peeled is not None)
    if draft.rule in ("mid_inquit", "split_quotation") and inner is None and len(content) > 1:
        negative = _negated_around(reading, content)
    if draft.kind == "ask" or (
        draft.content and reading.classes[content[0][0]] & INTERROG and draft.kind in ("doubt", "ask")
    ):
        questioned = questioned or (draft.kind == "ask" and draft.rule != "infinitive")
    condition = _condition(reading, content[0][0], end)
    if draft.kind == "deny" and draft.negated:
        hedged = True  # "does not rule out that"
    denial = (draft.kind == "deny") != draft.negated if draft.kind == "deny" else False
    if (draft.kind == "deny" and not draft.negated and draft.frame == "np") or (
        draft.kind == "deny" and not draft.negated
    ):
        negative = True
    if draft.kind == "doubt" and not draft.negated:
        questioned = True
    if draft.negated and draft.kind == "plan" and draft.rule == "infinitive":
        negative = not negative  # "ne veut pas fermer"
    if (
        draft.negated
        and draft.kind in ("believe", "predict", "fear")
        and draft.rule in ("content_clause", "bare_clause")
    ):
        negative = not negative
    return Stance(
        polarity="negated" if negative else "affirmed",
        commitment="questioned" if questioned else "hedged" if hedged or band is not None else "asserted",
        horizon=_dated(reading, _horizon(reading, draft, first, main, last), times, first, main),
        denial=denial,
        condition=condition,
        reporter_hedge=draft.reporter_hedge and not (denial and draft.rule == "anaphor"),
        probability=band,
    )


def _last_mark(reading: Reading, end: int) -> str:
    words = reading.tokens.words
    return words[end - 1] if reading.quote_of[end] >= 0 and end > 0 else words[end]


def _hedge_in(reading: Reading, first: int, last: int) -> bool:
    """Whether a hedge stands there; words of a time are none ("by 31 May")."""
    lows, classes = reading.tokens.lows, reading.classes
    return any(
        not classes[i] & TIME and reading.lexicon.hedges.at(lows, i) for i in reading.rare(HEDGE, first, last)
    )


def _peel(reading: Reading, first: int, last: int) -> tuple[int, int, int] | None:
    """The speaker's own frame at the head of the content: its tokens and where the proposition begins."""
    lows, classes = reading.tokens.lows, reading.classes
    start = first
    while start < last and classes[start] & (COMP | PUNCT | COORD | ADV):
        start += 1
    hit = reading.lexicon.attitudes.at(lows, start)
    if hit is None:
        for k in range(start, min(last - 1, start + 5)):
            band = reading.lexicon.probability.at(lows, k) if reading.traits[k] & BAND else None
            if band is not None and band[1] < last and classes[band[1]] & COMP:
                return (start, band[1] - 1, band[1] + 1)  # "it is unlikely that"
        return None
    k = hit[1]
    for step in range(4):
        if k + step >= last:
            break
        if classes[k + step] & COMP:
            return (start, hit[1] - 1, k + step + 1)
        if not classes[k + step] & (PUNCT | PREP):
            break
    return (start, hit[1] - 1, k) if k < last else None


def _main_clause(reading: Reading, first: int, last: int) -> int:
    end = _main_clause_end(reading, first, last)
    while end > first and reading.classes[end] & PUNCT:
        end -= 1
    return end


def _main_clause_end(reading: Reading, first: int, last: int) -> int:
    """The last token of the main clause: before the first clause that follows its finite verb."""
    classes, words, lows = reading.classes, reading.tokens.words, reading.tokens.lows
    traits, finite = reading.traits, reading.finite
    stop = min(last, first + REACH)
    seen = False
    for k in range(first, stop + 1):
        bits = classes[k]
        if not (bits & PARTING or finite[k] or traits[k] & CONDITIONAL or words[k - 1] == ","):
            continue  # no rule below looks at it
        if k > first + 1:
            after_comma = words[k - 1] == ","
            if bits & COORD and after_comma:
                return k - 1
            if seen and after_comma and has_finite(reading, k, stop):
                return k - 1  # another clause: ", noe politiet ikke vil bekrefte"
            if (
                traits[k] & CONDITIONAL
                and (not bits & INTERROG or (not seen and bits & SUBORD))  # "amenaza con cerrar si no …"
                and reading.lexicon.conditionals.at(lows, k)
            ):
                return k - 1
        if bits & SUBORD and k > first + 3 and not bits & ADVERBIAL:
            return k - 1
        if seen and k > first:
            if bits & CLAUSE and not bits & ATTACHED:
                return k - 1
            if words[k] in (";", "–", "—") or (words[k] in (".", "!", "?") and k < last - 1):
                return k - 1
        if finite[k]:
            seen = True
    return stop


def _behind_opening_clause(reading: Reading, first: int, last: int) -> int:
    """Where the main clause begins if a subordinate clause opens the content: "If the pump fails, | the weir …"."""
    classes, words = reading.classes, reading.tokens.words
    question = bool(classes[first] & INTERROG) and first in reading.sentence_openers
    if not (classes[first] & SUBORD or question) or classes[first] & (DET | PRON):
        return first
    for k in range(first + 1, min(last, first + REACH)):
        if words[k] == ",":
            nominal = reading.lexicon.pack.has("null_copula")
            return k + 1 if nominal or has_finite(reading, k + 1, last) else first
    return first


def _negated_around(reading: Reading, content: list[Range]) -> bool:
    """ "The quay, Ek said, is not safe": one clause around the reporting one, which is none of it.

    A piece behind with a verb of its own is another clause where the first one has its verb already.
    """
    whole = has_finite(reading, *content[0])
    pieces = [
        (first, last)
        for number, (first, last) in enumerate(content)
        if number == 0
        or (not (whole and has_finite(reading, first, last)) and not reading.classes[first] & COORD)
    ]
    return any(_negated(reading, first, _main_clause(reading, first, last)) for first, last in pieces)


def _negated(reading: Reading, first: int, last: int) -> bool:
    """Whether a negation stands there that nothing turns back ("not only", "not in doubt")."""
    classes, lows = reading.classes, reading.tokens.lows
    particles, paired = reading.lexicon.negation_particles, reading.lexicon.paired_negations
    count = 0
    for k in reading.negations_within(first, last):
        if classes[k] & NEG or (
            lows[k] in paired and any(lows[j] in particles for j in range(max(0, k - 4), k))
        ):
            cancelled = any(reading.lexicon.cancels.at(lows, j) for j in range(k + 1, min(last, k + 3) + 1))
            if not cancelled and not _counts(reading, k) and not classes[k] & TIME:
                count += 1  # a word of negation inside a time denies nothing: "no later than March"
    return count > 0


def _counts(reading: Reading, negation: int) -> bool:
    """Whether a word of negation belongs to a number: "no more than 200", "nog geen 200" are no denials."""
    lows, words = reading.tokens.lows, reading.tokens.words
    for start in range(max(0, negation - FARTHEST_AMOUNT), negation + 1):
        hit = reading.lexicon.amounts.at(lows, start)
        if hit is not None and start <= negation < hit[1] < len(words):
            if words[hit[1]][0].isdigit():
                return True
    return False


def _condition(reading: Reading, first: int, last: int) -> bool:
    """Whether the content holds only if something else does; an embedded question is no condition."""
    lows, classes = reading.tokens.lows, reading.classes
    for k in reading.rare(CONDITIONAL, first, last):
        if reading.lexicon.conditionals.at(lows, k) and not (
            k > first and classes[k] & INTERROG and classes[k - 1] & (CUE | PREP)
        ):
            return not (k == first and classes[k] & INTERROG and reading.classes[k - 1] & CUE)
    return False


def _dated(
    reading: Reading,
    horizon: Literal["past", "present", "future"],
    times: tuple[When, ...],
    first: int,
    main: int,
) -> Literal["past", "present", "future"]:
    """A present tense with a coming date speaks of the future ("opens again by 31 March")."""
    if horizon != "present":
        return horizon
    published, lows = reading.document.published, reading.tokens.lows
    start, end = reading.tokens.starts[first], reading.tokens.ends[main]
    for time in times:
        if time.span is None or not (start <= time.span[0] and time.span[1] <= end):
            continue
        coming = published is not None and published.end and time.start and time.start > published.end
        state = any(
            lows[k] in reading.lexicon.be_forms and reading.lexicon.present.word(lows[k])
            for k in range(first, main + 1)
        )
        if coming or (time.role == "deadline" and not state):
            return "future"  # but "is closed until Friday" is now
    return horizon


def _horizon(
    reading: Reading, draft: Draft, first: int, main: int, last: int
) -> Literal["past", "present", "future"]:
    lexicon, lows, classes = reading.lexicon, reading.tokens.lows, reading.classes
    traits, finite, tensed = reading.traits, reading.finite, reading.tensed
    forms = tensed[bisect_left(tensed, first) : bisect_right(tensed, main)]
    if draft.rule == "infinitive" and draft.kind in SAID_OF_THE_PAST and reading.lexicon.perfect:
        if any(lows[k] in reading.lexicon.perfect and _perfect_tense(reading, k, main) for k in forms):
            return "past"  # "claims to have taken the town", "bestritt, ihn getroffen zu haben"
    if draft.rule == "participial_clause":
        before = lexicon.pack.grammar.past_participle_clause_endings
        verb = _participle(reading, first, main)
        if before and verb is not None and lows[verb].endswith(before):
            return "past"  # "kiisti tavanneensa hänet"
    wished = draft.kind == "order" and draft.rule == "content_clause"  # "pidió que se abra"
    if draft.rule == "hearsay" and draft.cue is not None and lows[draft.cue[0]] not in lexicon.hearsay_modals:
        if lexicon.future.at(lows, draft.cue[0]):
            return "future"  # "it is expected that"
    volitional = bool(lexicon.volitional & {lows[first], lows[first - 1]})  # "zaapelowała, aby zostali"
    if draft.rule == "infinitive" or (wished and (volitional or lexicon.pack.has("postposed_subject"))):
        return "future"
    if draft.kind in ("fear", "predict", "plan", "order") and draft.frame == "np":
        return "future"
    perfects = [k for k in forms if k > first and lows[k] in lexicon.perfect]
    if any(_reported_perfect(reading, k, first, main) for k in perfects):
        return "past"
    mark = next((mark for mark in hedge_tokens(reading, first, main) if mark[2].family == "passive"), None)
    if mark is not None and first < mark[1] < main:
        verb = _participle(reading, mark[0] + 1, main)
        if verb is not None and lows[verb].endswith(lexicon.pack.grammar.past_participle_clause_endings):
            return "past"  # "kerrotaan poistuneen"
        if traits[mark[0]] & FUTURE and lexicon.future.at(lows, mark[0]):
            return "future"  # "odotetaan nostavan"
        return "present"  # "was said to be holding": the infinitive is as old as the saying
    verb_first = lexicon.pro_drop
    for k in forms:
        if lows[k] in lexicon.reportive and draft.rule not in ("content_clause", "bare_clause"):
            if any(at == k for at, _, _ in hedge_tokens(reading, first, main)):
                return "past"
        if traits[k] & FUTURE and lexicon.future.at(lows, k):
            if lows[k] in lexicon.hearsay_modals and _perfect_in(reading, k, main):
                return "past"
            return "future"
        if lows[k] in lexicon.perfect_auxiliaries and not _perfect_tense(reading, k, main, opens=k == first):
            return "future" if _future_behind(reading, k, main) else _coming(reading, draft)
        if traits[k] & PAST and lexicon.past.at(lows, k):
            return "future" if _future_behind(reading, k, main) else "past"
        if traits[k] & PRESENT and lexicon.present.at(lows, k):
            if _passive_perfect(reading, k, main):
                return "past"
            return "future" if _future_behind(reading, k, main) else _coming(reading, draft)
        low = lows[k]
        if classes[k] & CAP and not (verb_first and k in reading.sentence_openers):
            pass
        elif len(low) >= SHORTEST_PAST and lexicon.ends_past(low) and (k > first or verb_first):
            return "past"
        if classes[k] & SUBJUNCTIVE and draft.kind in ("predict", "fear", "plan", "order"):
            return "future"
        if finite[k] and k > first:
            return "future" if _future_behind(reading, k, main) else _coming(reading, draft)
    if draft.kind in ("predict", "fear", "plan"):
        return "future"
    return "present"


def _participle(reading: Reading, first: int, last: int) -> int | None:
    """The participle that is the verb of a clause without a finite one, or None."""
    endings = reading.lexicon.pack.grammar.participle_clause_endings
    if not endings:
        return None
    return next((k for k in range(first, last + 1) if reading.tokens.lows[k].endswith(endings)), None)


def _coming(reading: Reading, draft: Draft) -> Literal["present", "future"]:
    """What a present tense speaks of: where a language has no future, what is feared or foretold is to come."""
    foretold = draft.kind in ("predict", "fear", "plan", "order")
    return "future" if foretold and reading.lexicon.pack.has("present_for_future") else "present"


def _reported_perfect(reading: Reading, token: int, first: int, main: int) -> bool:
    """ "is said to have fled", "uppges ha kostat": a perfect infinitive behind a passive of hearsay."""
    if not _perfect_tense(reading, token, main):
        return False
    return any(
        word.family == "passive" for _, _, word in hedge_tokens(reading, max(first, token - 5), token - 1)
    )


def _perfect_tense(reading: Reading, token: int, last: int, *, opens: bool = False) -> bool:
    """Whether a form of have makes a perfect: a participle follows, not a noun phrase."""
    lexicon, lows, classes = reading.lexicon, reading.tokens.lows, reading.classes
    k = token + 1
    while k <= last and (classes[k] & (ADV | NEG | TIME) or (classes[k] & PRON and k == token + 1)):
        k += 1
    if k > last:
        return not lexicon.present.word(lows[token])  # "on kiinni": be, which makes the perfect too
    stop = min(last, token + (18 if lexicon.pack.has("verb_second_inversion") else 4))
    if any(lows[j] in lexicon.participles for j in range(k, stop + 1)):
        return True
    if classes[k] & (DET | POSS | PREP | VAGUE) or lexicon.demonyms.word(lows[k]):
        if opens and lexicon.pack.has("inverted_statement") and lexicon.participle_endings:
            # "har flere skippere forladt havnen": the subject stands between
            return any(
                lows[j].endswith(lexicon.participle_endings)
                and not classes[j] & CAP
                and not classes[j - 1] & DET
                for j in range(k + 1, stop + 1)
            )
        final = lexicon.pack.has("verb_final_clauses") and not classes[last] & CAP
        return final and bool(lexicon.participle_endings) and lows[last].endswith(lexicon.participle_endings)
    endings = lexicon.participle_endings
    return not endings or any(
        lows[j].endswith(endings) and not classes[j] & CAP for j in range(k, min(stop, k + 6) + 1)
    )


def _passive_perfect(reading: Reading, token: int, last: int) -> bool:
    """ "er blevet flyttet", "ist gesperrt worden", "sei gewesen": a present auxiliary that speaks of the past."""
    participles = reading.lexicon.passive_participles
    if reading.lexicon.pack.has("postposed_subject"):
        while token < last and reading.classes[token + 1] & (ADV | NEG):
            token += 1
        last = min(last, token + 1)  # participle and auxiliary stand side by side
    return any(low in participles for low in reading.tokens.lows[token + 1 : min(last, token + 18) + 1])


def _future_behind(reading: Reading, token: int, last: int) -> bool:
    """ "is going to", "is set to", "is imminent": a future expression right behind the finite verb."""
    lows = reading.tokens.lows
    return any(
        reading.traits[k] & FUTURE
        and (hit := reading.lexicon.future.at(lows, k))
        and (hit[1] - k > 1 or k - token <= 2)
        for k in range(token, min(last, token + 3) + 1)
    ) and not reading.lexicon.past.at(lows, token)


def _perfect_in(reading: Reading, token: int, last: int) -> bool:
    """A future or modal auxiliary with a perfect infinitive speaks of the past ("skal ha gitt")."""
    lows = reading.tokens.lows
    if not reading.lexicon.pack.has("perfect_infinitive_hearsay"):
        return False
    if reading.lexicon.pack.has("verb_final_clauses"):
        return perfect_follows(reading, token + 1, last)
    for k in range(token + 1, min(last, token + 8) + 1):
        if lows[k] in reading.lexicon.perfect:
            return True
        if reading.tokens.words[k] == ",":
            return False
    return False

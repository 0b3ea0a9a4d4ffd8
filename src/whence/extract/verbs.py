"""Reporting verbs: the verb group, its subject, and the content that its frames allow."""

from whence.extract.spans import Phrase
from whence.extract.clauses import (
    clause_end,
    complementiser,
    content_looks_like_clause,
    infinitive_follows,
    skip_modifiers,
    strip_end,
)
from whence.extract.drafts import Draft
from whence.extract.lexicon import C, Verb
from whence.extract.mentions import analyse
from whence.extract.phrases import (
    COMP,
    COORD,
    CUE,
    DET,
    FIN,
    INFM,
    INTERROG,
    NEG,
    POSS,
    PREP,
    PRON,
    PUNCT,
    REL,
    SUBORD,
    TIME,
    VAGUE,
    _is_channel,
    finite_at,
    has_finite,
    is_attribution,
    phrase_after,
    phrase_before,
)
from whence.extract.quotations import Quotation
from whence.extract.reading import Reading

ADV, AUX, MODAL, CAP = int(C.ADV), int(C.AUX), int(C.MODAL), int(C.CAP)
GENERIC = int(C.GENERIC)
MOST_MODIFIERS = 4
LONGEST_OUTLET = 5
SUBJECT_ENDS = frozenset((",", ".", ":", ";", "!", "?", "–", "—", "―", "(", ")", "…"))
LONGEST_VERB_BRACKET = 24
"""Tokens between an auxiliary and its participle: "har de seneste dage meldt om"."""


class Group:
    """A verb group: the cue's tokens, where its subject may stand, and its form."""

    __slots__ = ("brace", "first", "last", "negated", "verb")

    def __init__(self, verb: Verb, first: int, last: int) -> None:
        self.verb = verb
        self.first = first
        self.last = last
        self.brace: int | None = None
        self.negated = False


def verb_group(reading: Reading, verb: Verb, first: int, last: int, *, floor: int) -> Group | None:
    """The group of a form at tokens `first` to `last`, or None where the form cannot be a cue there."""
    classes, lows = reading.classes, reading.tokens.lows
    group = Group(verb, first, last)
    k = first
    brace = None
    while (
        k > floor
        and classes[k - 1] & (ADV | NEG | AUX | MODAL | INFM)
        and not classes[k - 1] & (COMP | REL | DET | SUBORD)
    ):
        if classes[k - 1] & NEG:
            group.negated = True
        if classes[k - 1] & (AUX | MODAL):
            brace = k - 1
        if reading.quote_of[k - 1] >= 0:
            break
        k -= 1
    if verb.form == "finite":
        if brace is not None and any(_is_be(reading, j) for j in range(brace, first)):
            return None
        if brace is None:
            # "also said": the adverbs belong to the subject's side unless they touch the verb
            group.first = first
            m = first
            while m > k and classes[m - 1] & (ADV | NEG) and not classes[m - 1] & (AUX | MODAL):
                m -= 1
            group.first = m if m > floor or classes[m] & NEG == 0 else first
            if m == floor:
                group.first = first
            return group
        group.first = k
        while group.first < first and classes[group.first] & ADV and group.first != brace:
            group.first += 1
        return group
    if verb.form == "participle":
        if brace is not None:
            if any(_is_be(reading, j) for j in range(brace, first)):
                return None
            group.first = brace
            while group.first > k and classes[group.first - 1] & (AUX | MODAL | NEG):
                group.first -= 1
            return group
        brace = _brace(reading, first, floor)
        if brace is None or any(_is_be(reading, j) for j in range(brace, first)):
            return None
        group.brace = brace
        return group
    if verb.form == "infinitive":
        if brace is None:
            brace = _brace(reading, first, floor)
            if brace is None or not classes[brace] & (MODAL | AUX):
                return None
            group.brace = brace
            return group
        if not classes[brace] & (MODAL | AUX):
            return None
        group.first = brace
        return group
    # a gerund hangs on the clause before it: "…, saying that"
    if first > floor and (classes[first - 1] & (AUX) and _is_be(reading, first - 1)):
        group.first = first - 1
        return group
    if first > floor and classes[first - 1] & PREP and lows[first - 1] not in ("by", "without"):
        return None
    return group


def _is_be(reading: Reading, token: int) -> bool:
    return reading.tokens.lows[token] in reading.lexicon.be_forms


def _brace(reading: Reading, participle: int, floor: int) -> int | None:
    """The auxiliary or modal that opens the bracket which a participle or infinitive closes."""
    classes, words = reading.classes, reading.tokens.words
    if not reading.lexicon.pack.has("inverted_statement"):
        return None
    for k in range(participle - 1, max(floor, participle - LONGEST_VERB_BRACKET) - 1, -1):
        bits = classes[k]
        if words[k] in (",", ";", ":", "–", "—") or (bits & COMP and not bits & DET):
            return None
        if bits & (AUX | MODAL):
            return k
        if bits & FIN and not bits & CAP:
            return None
    return None


def subject(reading: Reading, group: Group, *, floor: int, ceiling: int) -> tuple[Phrase, bool, int] | None:
    """The subject, whether it stands behind the verb, and the last token of the reporting clause."""
    inversion = reading.lexicon.pack.has("verb_second_inversion")
    start = group.brace if group.brace is not None else group.first
    while start > floor + 1 and reading.classes[start - 1] & ADV and not reading.classes[start - 1] & (CAP | DET | VAGUE):
        start -= 1
    before = phrase_before(reading, start - 1, floor=floor)
    if group.brace is not None:
        start = group.brace
        if before is not None:
            return before, False, group.last
        after = phrase_after(
            reading, skip_modifiers(reading, start + 1, group.last), ceiling=group.last - 1, apposition=False
        )
        return None if after is None else (after, False, group.last)
    inverted = None
    if inversion and group.verb.form == "finite":
        inverted = _inverted(reading, group, ceiling)
    if before is not None:
        behind_comma = reading.tokens.words[start - 1] == ","
        opens = before.full[0] == floor or reading.quote_of[before.full[0] - 1] >= 0
        if inverted is None or (opens if behind_comma else not _fronted(reading, floor, before)):
            return before, False, group.last
    if inverted is not None:
        return inverted, True, inverted.full[1]
    if reading.classes[start - 1] & COORD and start - 1 > floor:
        shared = reading.speaker or clause_subject(reading, start - 1, floor)
        if shared is not None:
            return shared, False, group.last
    return None


def _fronted(reading: Reading, floor: int, before: Phrase) -> bool:
    """Where the verb stands second, a clause that opens with an adverbial has its subject behind the verb."""
    if not reading.lexicon.pack.has("inverted_statement"):
        return False
    bits = reading.classes[floor]
    opens = bool(bits & (PREP | TIME)) and not bits & (DET | PRON)
    return opens and before.full[0] > floor


def _inverted(reading: Reading, group: Group, ceiling: int) -> Phrase | None:
    """The subject behind the verb: "sagde X", "sagte mir X", "fortalte træneren reporterne"."""
    classes, lows = reading.classes, reading.tokens.lows
    objects = reading.lexicon.objective
    start = group.last + 1
    while start <= ceiling and ((classes[start] & ADV and not classes[start] & (DET | VAGUE)) or lows[start] in objects):
        start += 1
    after = phrase_after(reading, start, ceiling=ceiling)
    if after is None or classes[after.core[0]] & int(C.FIRST):
        return None
    behind = after.core[1] + 1
    if behind <= ceiling and lows[behind] in objects:
        behind += 1
    if _closes_subject(reading, behind, ceiling):
        return after
    other = phrase_after(reading, behind, ceiling=ceiling, apposition=False)
    ends = other is not None and (other.core[1] == ceiling or bool(classes[other.core[1] + 1] & PUNCT))
    return after if ends and group.verb.group.id in ("tell", "write", "explain", "inform") else None


def _closes_subject(reading: Reading, token: int, ceiling: int) -> bool:
    """Whether an inverted subject may end before the token: a mark, a quotation, a preposition, a new clause."""
    if token > ceiling or reading.tokens.words[token] in SUBJECT_ENDS or reading.quote_of[token] >= 0:
        return True
    bits = reading.classes[token]
    if bits & (COMP | PREP | TIME | COORD | ADV | REL | SUBORD | NEG | INTERROG) or is_attribution(reading, token):
        return True
    return reading.tokens.lows[token] in reading.lexicon.particles


def quotation_before(reading: Reading, token: int, paragraph: int) -> Quotation | None:
    """The quotation that ends right before the token (a comma or full stop may stand between)."""
    words, quote_of = reading.tokens.words, reading.quote_of
    k = token - 1
    steps = 0
    while k >= 0 and steps < 2 and quote_of[k] < 0 and words[k] in (",", ".", "–", "—", "―", "-", "?", "!"):
        k -= 1
        steps += 1
    if k < 0 or quote_of[k] < 0:
        return None
    quotation = reading.quotations[quote_of[k]]
    return (
        quotation
        if quotation.paragraph == paragraph and quotation.close == k and quotation.kind != "dash"
        else None
    )


def quotation_after(reading: Reading, token: int, ceiling: int, *, reach: int = 14) -> Quotation | None:
    """The quotation that opens behind a cue ending before `token`: at once, or behind a comma or a colon."""
    classes, words, quote_of = reading.classes, reading.tokens.words, reading.quote_of
    k = token
    while k <= min(ceiling, token + reach):
        if quote_of[k] >= 0:
            quotation = reading.quotations[quote_of[k]]
            return quotation if quotation.open == k and quotation.kind != "dash" else None
        if words[k] in (",", ":"):
            if k + 1 <= ceiling and quote_of[k + 1] >= 0:
                k += 1
                continue
            if words[k] == ":":
                return None
            return None
        if classes[k] & (COMP | SUBORD | FIN | INFM | COORD) or words[k] in (".", ";", "!", "?"):
            return None
        k += 1
    return None


def particle_closes(reading: Reading, group: Group, ceiling: int) -> int | None:
    """Where the separable prefix of a verb stands ("teilte das Ministerium mit"), or None."""
    particle = group.verb.group.particle
    lows, words = reading.tokens.lows, reading.tokens.words
    for k in range(group.last + 1, min(ceiling, group.last + LONGEST_VERB_BRACKET) + 1):
        if lows[k] == particle:
            nxt = words[k + 1] if k < ceiling else "."
            if k == ceiling or nxt in (",", ".", ":", ";", "!", "?") or reading.quote_of[k + 1] >= 0:
                return k
        if words[k] in (".", ";", ":", "!", "?"):
            return None
    return None


def read_verb(
    reading: Reading, verb: Verb, first: int, last: int, *, sentence: int, floor: int, ceiling: int
) -> Draft | None:
    """The draft of one form of a reporting verb, or None where it is no cue here."""
    group = verb_group(reading, verb, first, last, floor=floor)
    if group is None:
        return None
    close = None
    if verb.group.particle and verb.form == "finite":
        close = particle_closes(reading, group, ceiling)
        if close is None:
            return None
    if verb.form == "gerund" and group.first == first:
        return _gerund(reading, group, sentence=sentence, floor=floor, ceiling=ceiling)
    found = subject(reading, group, floor=floor, ceiling=ceiling if close is None else close - 1)
    if found is None:
        return None
    phrase, inverted, end = found
    if phrase.core[0] == phrase.core[1]:
        alone = phrase.core[0]
        relative = reading.classes[alone] & REL and alone > floor and reading.tokens.words[alone - 1] == ","
        expletive = reading.tokens.lows[alone] in reading.lexicon.expletives and not relative
        if reading.classes[alone] & GENERIC or expletive:
            return None
    if close is not None:
        end = max(end, close)
    speaker = analyse(reading, *phrase.core).kind
    draft = Draft(
        rule="verb",
        kind=verb.group.kind,
        sentence=sentence,
        anchor=first,
        cue=(group.first, group.last),
        source=phrase,
        content=[],
        verb=verb.group.id,
        media_verb=verb.group.media,
        negated=group.negated,
    )
    left = group.first if group.brace is None else group.brace
    if phrase.full[0] < left and not reading.classes[left - 1] & COORD:
        left = phrase.full[0]
    end = _voices_beside(reading, draft, max(end, group.last), ceiling)
    draft.can_will = speaker not in ("unknown", "document")
    if verb.group.id == "read" and analyse(reading, *phrase.core).kind != "document":
        return None
    if verb.group.id == "cite":
        cited = phrase_after(reading, end + 1, ceiling=ceiling)
        if cited is None:
            return None
        draft.behind.append(cited)
        draft.why.append(("citing", "names the voice behind", cited.core))
        end = cited.full[1]
    draft.span = (left, end)
    frames = verb.group.frames
    paragraph = reading.sentences[sentence].paragraph
    if "quote" in frames or "inquit" in frames:
        quotation = quotation_before(reading, left, paragraph)
        if quotation is not None and quotation.close < floor:
            quotation = None  # it ended a sentence of its own
        if quotation is not None and not _embedded(reading, quotation, floor):
            _direct(reading, draft, quotation, "direct_speech")
            draft.content = [(_opening(reading, quotation, floor), quotation.close)]
            _split(reading, draft, end, ceiling)
            return draft
    if group.brace is not None and "np" in frames and not _clause_behind(reading, group.last + 1, ceiling):
        if _bracketed_participle(reading, draft, group, inverted):
            return draft
    if left > floor + 1 and left - 1 in reading.stray_marks and "quote" in frames:
        draft.rule, draft.direct = "direct_speech", True
        draft.content, draft.span = [(floor, left - 1)], (floor, end)
        return draft
    if close is not None and "np" in frames and _bracketed(reading, draft, group, close, inverted):
        return draft
    if not inverted or reading.lexicon.pack.has("inverted_statement") or end == ceiling:
        if _content_after(reading, draft, group, end + 1, ceiling):
            return draft
    if "inquit" in frames and _content_before(reading, draft, left, end, floor, ceiling):
        return draft
    return None


def _voices_beside(reading: Reading, draft: Draft, end: int, ceiling: int) -> int:
    """ "siger ifølge Reuters", "siger X ifølge bureauet", "X, der er general, ifølge Y": voices at the verb."""
    classes, words = reading.classes, reading.tokens.words
    assert draft.source is not None
    k = end + 1
    if (
        draft.cue is not None
        and draft.source.full[1] > draft.cue[1]
        and draft.source.core[1] < draft.source.full[1]
    ):
        k = draft.source.full[1] + 1
    for _ in range(3):
        probe = k
        while (
            probe <= ceiling
            and (classes[probe] & (TIME | ADV) or words[probe] == ",")
            and reading.quote_of[probe] < 0
        ):
            probe += 1
        if probe <= ceiling and classes[probe] & PREP and not is_attribution(reading, probe):
            told = _told(reading, probe, ceiling)
            if told is not None:
                draft.told.append(told)
                draft.why.append(("relay", "whom the speaker told", told.core))
                end, k = told.full[1], told.full[1] + 1
                continue
        if probe > ceiling or not is_attribution(reading, probe):
            return k - 1 if k - 1 > end else end
        width = _attribution_width(reading, probe)
        phrase = phrase_after(reading, probe + width, ceiling=ceiling)
        if phrase is None:
            return end
        draft.behind.append(phrase)
        draft.why.append(("attribution", "a voice beside the verb", (probe, phrase.core[1])))
        end = phrase.full[1]
        k = end + 1
    return end


def _told(reading: Reading, preposition: int, ceiling: int) -> Phrase | None:
    """The outlet behind a preposition at the verb: "siger X til Ritzau", "said X in an interview with Y"."""
    start = preposition + 1
    while start <= ceiling and reading.classes[start] & PREP:
        start += 1
    phrase = phrase_after(reading, start, ceiling=ceiling, apposition=False)
    if phrase is None or phrase.core[1] - phrase.core[0] > LONGEST_OUTLET:
        return None
    mention = analyse(reading, *phrase.core)
    return phrase if mention.kind == "outlet" and mention.name else None


def _attribution_width(reading: Reading, token: int) -> int:
    from whence.extract.lexicon import Word

    lows = reading.tokens.lows
    for words, cue in reading.lexicon.cues.get(lows[token], ()):
        if (
            isinstance(cue, Word)
            and cue.family in ("attribution", "citing")
            and tuple(lows[token : token + len(words)]) == words
        ):
            return len(words)
    return 1


def _direct(reading: Reading, draft: Draft, quotation: Quotation, rule: str) -> Draft:
    draft.rule = rule
    draft.direct = True
    draft.content = [(quotation.open, quotation.close)]
    draft.span = (min(draft.span[0], quotation.open), draft.span[1])
    return draft


def _split(reading: Reading, draft: Draft, end: int, ceiling: int) -> None:
    """"…", sagde X, "…": the second half of one sentence is the second piece of one statement."""
    words, quote_of = reading.tokens.words, reading.quote_of
    if end + 2 > ceiling or words[end + 1] != "," or quote_of[end + 2] < 0:
        return
    second = reading.quotations[quote_of[end + 2]]
    if second.open == end + 2:
        draft.rule = "split_quotation"
        draft.content.append((second.open, second.close))
        draft.span = (draft.span[0], second.close)


def _clause_behind(reading: Reading, token: int, ceiling: int) -> bool:
    return token <= ceiling and complementiser(reading, token, ceiling) is not None


def _bracketed_participle(reading: Reading, draft: Draft, group: Group, inverted: bool) -> bool:
    """The object inside a verb bracket: "hat Berichte über … zurückgewiesen"."""
    assert draft.source is not None and group.brace is not None
    first = draft.source.full[1] + 1 if inverted else group.brace + 1
    first = skip_modifiers(reading, first, group.first)
    if first >= group.first or group.first - first < 1 or not _opens_clause(reading, first):
        return False
    draft.rule, draft.frame = "noun_phrase", "np"
    draft.content = [(first, group.first - 1)]
    draft.span = (draft.span[0], group.last)
    return True


def _bracketed(reading: Reading, draft: Draft, group: Group, close: int, inverted: bool) -> bool:
    """The object between a separable verb and its prefix: "wies den Bericht zurück"."""
    assert draft.source is not None
    first = draft.source.full[1] + 1 if inverted else group.last + 1
    first = skip_modifiers(reading, first, close)
    behind = close + 1 < len(reading.classes) and reading.tokens.words[close + 1] == ","
    if first >= close or (behind and complementiser(reading, close + 1, min(close + 3, len(reading.classes) - 1))):
        return False
    draft.rule, draft.frame = "noun_phrase", "np"
    draft.content = [(first, close - 1)]
    draft.span = (draft.span[0], close)
    return True


def _late_infinitive(reading: Reading, draft: Draft, start: int, ceiling: int) -> bool:
    """"verspricht, die Karten zu erstatten": behind the comma a clause that ends with its infinitive."""
    if not reading.lexicon.pack.has("verb_final_clauses"):
        return False
    last = start
    while last < ceiling and reading.tokens.words[last + 1] not in (",", ".", ";", ":", "!", "?", "–"):
        last += 1
    tail = range(max(start, last - 2), last + 1)
    marked = any(reading.classes[k] & INFM for k in tail) or "zu" in reading.tokens.lows[last][2:-3]
    if not marked or has_finite(reading, start, last):
        return False
    draft.rule = "infinitive"
    draft.content = [(start, last)]
    draft.span = (draft.span[0], last)
    return True


def _embedded(reading: Reading, quotation: Quotation, floor: int) -> bool:
    """Whether the marks only set off some words of a longer clause that another cue or mark has begun."""
    words = reading.tokens.words
    if quotation.open <= floor or words[quotation.open - 1] in (",", ":", "–", "—", "―", ".", "(") or words[quotation.first][0].isupper():
        return False
    return any(reading.classes[k] & (CUE | PUNCT | COORD) for k in range(floor, quotation.open))


def _opening(reading: Reading, quotation: Quotation, floor: int) -> int:
    """Where direct speech begins: a quotation that goes on a sentence ("The country “has changed,” he said") takes it."""
    first = quotation.first
    if not floor < quotation.open or reading.tokens.words[first][0].isupper() or reading.quote_of[floor] >= 0:
        return quotation.open
    if any(reading.classes[k] & (CUE | PUNCT | COORD) for k in range(floor, quotation.open)):
        return quotation.open
    return floor


def _content_after(reading: Reading, draft: Draft, group: Group, token: int, ceiling: int) -> bool:
    """Fills the content that follows the cue; False where no frame of the verb fits."""
    classes, words = reading.classes, reading.tokens.words
    frames = group.verb.group.frames
    kind = group.verb.group.kind
    if token > ceiling:
        return False
    start = skip_modifiers(reading, token, ceiling)
    if start > ceiling:
        return False
    if "quote" in frames:
        quotation = quotation_after(reading, token, ceiling)
        if quotation is not None:
            behind = quotation.close + 1
            touches = words[quotation.open - 1] in (",", ":") or quotation.open in (token, start)
            direct_now = touches or (bool(classes[start] & PREP) or draft.verb == "tell")
            if direct_now and (
                behind > ceiling
                or classes[behind] & (PUNCT | TIME | PREP)
                or "np" not in frames
                or classes[behind] & CAP
            ):
                if (
                    behind <= ceiling
                    and not classes[behind] & (PUNCT | TIME | PREP | CAP | COORD | SUBORD | ADV)
                    and words[quotation.open - 1] not in (":",)
                ):
                    draft.rule = "mixed_quotation"
                    draft.content = [(quotation.open, clause_end(reading, quotation.open, ceiling))]
                    draft.span = (draft.span[0], draft.content[0][1])
                    return True
                _direct(reading, draft, quotation, "direct_speech")
                draft.span = (draft.span[0], quotation.close)
                return True
    if words[start] == ":" and start < ceiling and ("quote" in frames or "clause" in frames):
        draft.rule = "colon"
        draft.content = [(start + 1, strip_end(reading, start + 1, ceiling))]
        draft.span = (draft.span[0], ceiling)
        return True
    if "clause" in frames:
        opener = complementiser(reading, token, ceiling, interrogative=True)
        plans = bool({"infinitive", "object_infinitive"} & set(frames))
        if opener is not None and not (plans and infinitive_follows(reading, opener, ceiling)):
            last = clause_end(reading, opener, ceiling)
            if last > opener:
                draft.negated = draft.negated or _negated_between(reading, token, opener)
                draft.rule = "content_clause"
                draft.content = [(opener, last)]
                draft.span = (draft.span[0], last)
                _addressee(reading, draft, token, opener)
                return True
    if "bare" in frames and reading.lexicon.pack.has("inverted_statement") and words[start] != ",":
        told = phrase_after(reading, start, ceiling=ceiling, apposition=False)
        if told is not None and told.core[1] + 1 < ceiling and words[told.core[1] + 1] == ",":
            behind = told.core[1] + 2
            last = clause_end(reading, behind, ceiling)
            if _opens_clause(reading, behind) and content_looks_like_clause(reading, behind, last):
                draft.rule, draft.content = "bare_clause", [(behind, last)]
                draft.span = (draft.span[0], last)
                _addressee(reading, draft, start, behind)
                return True
    if words[start] == ",":
        if {"infinitive", "object_infinitive"} & set(frames) and start < ceiling and _late_infinitive(reading, draft, start + 1, ceiling):
            return True
        if "bare" in frames and reading.lexicon.pack.has("inverted_statement") and start < ceiling:
            last = clause_end(reading, start + 1, ceiling)
            if _opens_clause(reading, start + 1) and content_looks_like_clause(reading, start + 1, last):
                draft.rule = "bare_clause"
                draft.content = [(start + 1, last)]
                draft.span = (draft.span[0], last)
                return True
        return False
    if ("object_infinitive" in frames or "infinitive" in frames) and draft.can_will:
        marker = next((k for k in range(start, min(ceiling, start + 9)) if classes[k] & INFM), None)
        if (
            marker is not None
            and marker < ceiling
            and not has_finite(reading, start, marker - 1)
            and not any(classes[k] & (PUNCT | COMP) for k in range(start, marker))
        ):
            here = marker == start
            if (
                (here and "infinitive" in frames)
                or (not here and "object_infinitive" in frames)
                or (here and "object_infinitive" in frames)
            ):
                opener = marker if here or classes[start] & PRON else start
                last = clause_end(reading, opener, ceiling)
                draft.rule = "infinitive"
                draft.content = [(opener, last)]
                draft.span = (draft.span[0], last)
                return True
    if ("bare" in frames and not classes[start] & (PUNCT | COORD | SUBORD | INFM | PREP)) or (
        "bare" in frames and classes[start] & PREP and not classes[start] & (COORD | PUNCT)
    ):
        last = clause_end(reading, start, ceiling)
        skip = _addressee_end(reading, draft, start, last)
        if skip is not None:
            start = skip
        if _clause_here(reading, start, last) or _surely_clause(reading, group, start, last):
            draft.rule = "bare_clause"
            draft.content = [(start, last)]
            draft.span = (draft.span[0], last)
            return True
    if (
        "np" in frames
        and not classes[start] & (COORD | SUBORD | COMP | INFM)
        and words[start] not in (".", ";", "!", "?", ")", "(")
    ):
        if (
            classes[start] & PREP
            and len(group.verb.group.finite[0].split()) == 1
            and kind not in ("fear",)
            and not classes[start] & (DET | VAGUE)
        ):
            return False
        if classes[start] & FIN and not classes[start] & CAP:
            return False
        last = clause_end(reading, start, ceiling)
        last = _np_end(reading, start, last)
        draft.rule = "noun_phrase"
        draft.frame = "np"
        draft.content = [(start, last)]
        draft.span = (draft.span[0], last)
        return True
    return False


def _negated_between(reading: Reading, first: int, opener: int) -> bool:
    """ "anser inte att", "glaubt nicht, dass": the negation stands behind the verb."""
    return any(reading.classes[k] & NEG for k in range(first, opener))


def _np_end(reading: Reading, first: int, last: int) -> int:
    """A noun phrase stops at a comma that opens another clause ("…, which …", "…, while …", "…, and he")."""
    classes, words = reading.classes, reading.tokens.words
    for k in range(first + 1, last):
        if reading.quote_of[k] >= 0:
            continue
        if words[k] == ":" or (classes[k] & COORD and _finite_follows(reading, k + 1, last)):
            return k - 1
        if words[k] == "," and classes[k + 1] & (REL | SUBORD | COORD | PRON | PREP | ADV):
            return k - 1
        if k > first + 1 and classes[k] & SUBORD and not classes[k] & PREP:
            return k - 1
    return last


def _finite_follows(reading: Reading, first: int, last: int) -> bool:
    """Whether a verb of the main clause goes on behind a conjunction: "… og rejste hjem"."""
    k = first
    while k < last and reading.classes[k] & ADV:
        k += 1
    low = reading.tokens.lows[k]
    endings = reading.lexicon.past_endings
    return finite_at(reading, k) or bool(endings and low.endswith(endings) and len(low) > 4)


def _opens_clause(reading: Reading, token: int) -> bool:
    bits = reading.classes[token]
    return not bits & (PUNCT | COORD | SUBORD | COMP | REL | FIN) or bool(bits & (DET | PRON | CAP | PREP))


def _clause_here(reading: Reading, first: int, last: int) -> bool:
    """Whether subject and finite verb follow: the finite verb must come before any comma or end."""
    words = reading.tokens.words
    if first >= last or not _opens_clause(reading, first):
        return False
    if reading.quote_of[first] >= 0:
        return False
    for k in range(first + 1, last + 1):
        if finite_at(reading, k) and reading.quote_of[k] < 0:
            return True
        if words[k] in (";", ":"):
            return False
    return False


def _surely_clause(reading: Reading, group: Group, first: int, last: int) -> bool:
    """Behind a verb that takes no object ("said"), a subject-like opening is a clause even where its verb is unknown."""
    frames = group.verb.group.frames
    if group.verb.group.id != "say" or "np" in frames:
        return False
    bits = reading.classes[first]
    return last - first >= 3 and bool(bits & (DET | CAP | PRON | POSS | VAGUE)) and reading.quote_of[first] < 0


def _addressee(reading: Reading, draft: Draft, first: int, opener: int) -> None:
    """Whoever was told ("told Meridian Radio that") is kept: an outlet there is a relay."""
    start = first
    while start < opener - 1 and not reading.classes[start] & CAP:
        if not reading.classes[start] & (PREP | PRON | DET):
            break
        start += 1
    phrase = phrase_after(reading, start, ceiling=opener - 1)
    if phrase is not None and draft.kind == "assert" and not _is_channel(reading, phrase.core[0], phrase.core[1]) and (draft.verb == "tell" or analyse(reading, *phrase.core).kind == "outlet"):
        draft.told.append(phrase)


def _addressee_end(reading: Reading, draft: Draft, first: int, last: int) -> int | None:
    """Behind "told", the addressee stands before the clause: "told reporters the bridge was closed"."""
    if draft.verb != "tell":
        return None
    phrase = phrase_after(reading, first, ceiling=last, apposition=False)
    if phrase is None:
        return None
    draft.told.append(phrase)
    return skip_modifiers(reading, phrase.core[1] + 1, last)


def _content_before(reading: Reading, draft: Draft, left: int, end: int, floor: int, ceiling: int) -> bool:
    """Content that stands before the reporting clause ("…, sagde X") or around it ("…, said X, …")."""
    words, classes = reading.tokens.words, reading.classes
    assert draft.source is not None
    if classes[draft.source.core[0]] & REL and draft.source.core[0] == draft.source.core[1]:
        return False
    if left - 1 < floor or words[left - 1] not in (",", "–", "—", "―", "!", "?"):
        return False
    first, last = floor, left - 2
    while first < last and (words[first] in (",", ";", ":") or reading.marked[first]):
        first += 1
    if last - first < 1:
        return False
    draft.content = [(first, last)]
    if not has_finite(reading, first, last):
        if end < ceiling and words[min(end + 1, ceiling)] == "," and end + 2 <= ceiling:
            behind = (end + 2, strip_end(reading, end + 2, ceiling))
            if has_finite(reading, *behind):
                draft.content.append(behind)
                draft.rule = "mid_inquit"
                draft.span = (first, behind[1])
                return True
        behind = end + 1
        if behind <= ceiling and not classes[behind] & (PUNCT | TIME):
            draft.content = []
            return False
        adverbial = classes[first] & (SUBORD | PREP | COORD | ADV)
        if last - first < (5 if adverbial and not classes[first] & SUBORD else 3) or classes[first] & SUBORD:
            draft.content = []
            return False
    draft.rule = "inquit"
    draft.span = (first, end)
    _goes_on(reading, draft, end, ceiling)
    return True


def _goes_on(reading: Reading, draft: Draft, end: int, ceiling: int) -> None:
    """"…, Graham said, since most of them …": the clause behind the reporting clause is content too."""
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
    if k >= ceiling or words[k] != "," or not classes[k + 1] & (COORD | SUBORD) or reading.quote_of[k + 1] >= 0:
        return
    last = clause_end(reading, k + 1, ceiling)
    if has_finite(reading, k + 2, last) and not _new_reporting(reading, k + 1, last):
        draft.content.append((k + 1, last))
        draft.span = (draft.span[0], last)


def _new_reporting(reading: Reading, first: int, last: int) -> bool:
    """Whether the clause behind is another speaker's: it has a reporting verb of its own near its start."""
    return any(reading.classes[j] & CUE and finite_at(reading, j) for j in range(first, min(last, first + 6) + 1))


def _gerund(reading: Reading, group: Group, *, sentence: int, floor: int, ceiling: int) -> Draft | None:
    """ "…, saying that": the subject is the subject of the clause before."""
    words = reading.tokens.words
    if group.first - 1 < floor or (
        words[group.first - 1] not in (",", "–", "—", "―")
        and not reading.classes[group.first - 1] & (COORD | PREP | ADV)
    ):
        return None
    phrase = clause_subject(reading, group.first - 1, floor)
    if phrase is None:
        return None
    draft = Draft(
        rule="participle_clause",
        kind=group.verb.group.kind,
        sentence=sentence,
        anchor=group.first,
        cue=(group.first, group.last),
        source=phrase,
        content=[],
        verb=group.verb.group.id,
        media_verb=group.verb.group.media,
    )
    draft.span = (group.first, group.last)
    return draft if _content_after(reading, draft, group, group.last + 1, ceiling) else None


def clause_subject(reading: Reading, before: int, floor: int) -> Phrase | None:
    """The subject of the clause that ends before a token: what stands before its first finite verb."""
    endings = reading.lexicon.past_endings
    for k in range(floor + 1, before):
        past = bool(endings) and not reading.classes[k] and reading.tokens.lows[k].endswith(endings)
        if (finite_at(reading, k) or past) and reading.quote_of[k] < 0:
            phrase = phrase_before(reading, k - 1, floor=floor)
            if phrase is not None:
                return phrase
            after = phrase_after(reading, k + 1, ceiling=before, apposition=False)
            if after is not None and reading.lexicon.pack.has("inverted_statement"):
                return after
            phrase = (
                phrase_before(reading, k - 2, floor=floor)
                if k - 2 >= floor and reading.classes[k - 1] & ADV
                else None
            )
            if phrase is not None:
                return phrase
    return None


__all__ = ["Group", "clause_subject", "quotation_after", "quotation_before", "read_verb", "verb_group"]

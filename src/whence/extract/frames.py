"""What a reporting verb's frames let follow it: a quotation, a clause, an infinitive, an object."""

from msgspec.structs import replace

from whence.extract.addressees import addressee, asked_clause, told_clause
from whence.extract.beside import addressee_end, keep_addressee
from whence.extract.brackets import late_infinitive
from whence.extract.clauses import (
    clause_end,
    comma_behind_adjuncts,
    complementiser,
    content_looks_like_clause,
    infinitive_follows,
    opens_infinitive,
    skip_modifiers,
    strip_end,
)
from whence.extract.drafts import Draft
from whence.extract.fronted import behind_inserted, behind_occasion, fronted_clause
from whence.extract.genitives import is_genitive, postposed_source
from whence.extract.groups import Group
from whence.extract.lexicon import C, Word
from whence.extract.mentions import analyse, can_will, is_writing
from whence.extract.phrases import phrase_after
from whence.extract.reading import Reading
from whence.extract.rebuffs import turns_away
from whence.extract.shapes import (
    clause_here,
    is_infinitive,
    negated_between,
    object_end,
    opens_clause,
    relative_apart,
    surely_clause,
    wants,
)
from whence.extract.spans import Shape
from whence.extract.spoken import block_behind, make_direct, quotation_after
from whence.extract.standing import finite_at, has_finite

DET, DEMO, PREP = int(C.DET), int(C.DEMO), int(C.PREP)
COMP, SUBORD, COORD, REL = int(C.COMP), int(C.SUBORD), int(C.COORD), int(C.REL)
ADV, NEG, INFM, FIN, PRON = int(C.ADV), int(C.NEG), int(C.INFM), int(C.FIN), int(C.PRON)
INTERROG, PUNCT, CAP, CUE = int(C.INTERROG), int(C.PUNCT), int(C.CAP), int(C.CUE)
TIME, NUMBER, VAGUE, SUBJUNCTIVE = int(C.TIME), int(C.NUMBER), int(C.VAGUE), int(C.SUBJUNCTIVE)
FARTHEST_INFINITIVE = 9
LONGEST_POINTED = 3
"""Tokens behind "that" which are a noun with its attributes: "that early claim"."""
LONGEST_INSERTION = 24
FARTHEST_PARTICIPLE = 14
SHORTEST_PARTICIPLE = 5


class Slot(Shape, frozen=True):
    """Where content may follow a cue: `token` right behind it, `start` behind its times and adverbs."""

    group: Group
    token: int
    start: int
    ceiling: int


def content_after(reading: Reading, draft: Draft, group: Group, token: int, ceiling: int) -> bool:
    """Fills the content that follows the cue; False where no frame of the verb fits.

    The frames are tried from the one that says most (a quotation) to the one that says least (a bare object).
    """
    start = skip_modifiers(reading, token, ceiling)
    if token > ceiling or start > ceiling:
        return False
    slot = Slot(group, token, start, ceiling)
    if _cleft(reading, draft, slot):
        return True
    if _quotation(reading, draft, slot) or _colon(reading, draft, slot):
        return True
    if _participial(reading, draft, slot) or _clause(reading, draft, slot):
        return True
    if _told_clause(reading, draft, slot) or _told_colon(reading, draft, slot):
        return True
    if reading.tokens.words[start] == ",":
        return (
            _behind_comma(reading, draft, slot)
            or _behind_insertion(reading, draft, slot)
            or _behind_inserted(reading, draft, slot)
        )
    comma = comma_behind_adjuncts(reading, start, ceiling)
    if comma is not None and _behind_adjuncts(reading, draft, replace(slot, start=comma)):
        return True
    return (
        _infinitive(reading, draft, slot)
        or _bare(reading, draft, slot)
        or _figure(reading, draft, slot)
        or _about(reading, draft, slot)
        or _object(reading, draft, slot)
    )


def _behind_insertion(reading: Reading, draft: Draft, slot: Slot) -> bool:
    """ "a affirmé, dans un communiqué, avoir abattu": a clause or an infinitive behind an insertion between commas."""
    words = reading.tokens.words
    if not reading.lexicon.pack.has("postposed_subject") or slot.start >= slot.ceiling:
        return False
    for k in range(slot.start + 2, min(slot.ceiling - 1, slot.start + LONGEST_INSERTION) + 1):
        if words[k] != ",":
            continue
        if has_finite(reading, slot.start + 1, k - 1):
            return False
        opens = reading.classes[k + 1] & COMP or opens_infinitive(reading, k + 1)
        if not opens:
            continue
        behind = replace(slot, token=k + 1, start=k + 1)
        return _clause(reading, draft, behind) or _infinitive(reading, draft, behind)
    return False


def _behind_inserted(reading: Reading, draft: Draft, slot: Slot) -> bool:
    """ "said, however, the pier was safe": a clause without complementiser behind an insertion."""
    bare = "bare" in slot.group.verb.group.frames and reading.lexicon.tells_apart
    if not bare or not reading.lexicon.pack.has("bare_clause") or _reaches_back(reading, draft):
        return False
    start = behind_inserted(reading, slot.start, slot.ceiling)
    if start is None:
        return False
    return _fill(draft, "bare_clause", start, clause_end(reading, start, slot.ceiling))


def _fill(draft: Draft, rule: str, first: int, last: int) -> bool:
    draft.rule, draft.content = rule, [(first, last)]
    draft.span = (draft.span[0], last)
    return True


def _quotation(reading: Reading, draft: Draft, slot: Slot) -> bool:
    frames = slot.group.verb.group.frames
    if "quote" not in frames:
        return False
    quotation = quotation_after(reading, slot.token, slot.ceiling)
    if quotation is None:
        return False
    classes, words = reading.classes, reading.tokens.words
    before, behind = words[quotation.open - 1], quotation.close + 1
    touches = before in (",", ":") or quotation.open in (slot.token, slot.start)
    if not touches and not classes[slot.start] & PREP and draft.verb != "tell":
        return False
    closes = behind > slot.ceiling or bool(classes[behind] & (PUNCT | TIME | PREP | CAP))
    sign = draft.rule == "participle_clause" and not closes  # "A sign reading “…” hung"
    closes = closes or (sign and finite_at(reading, behind))
    if not closes and "np" in frames:
        return False
    if not closes and not classes[behind] & (COORD | SUBORD | ADV) and before != ":":
        return _fill(
            draft, "mixed_quotation", quotation.open, clause_end(reading, quotation.open, slot.ceiling)
        )
    make_direct(reading, draft, quotation, "direct_speech")
    draft.span = (draft.span[0], quotation.close)
    return True


def _colon(reading: Reading, draft: Draft, slot: Slot) -> bool:
    frames = slot.group.verb.group.frames
    if reading.tokens.words[slot.start] != ":" or not {"quote", "clause"} & set(frames):
        return False
    if slot.start >= slot.ceiling:
        behind = slot.start + 1
        if behind >= len(reading.classes):
            return False
        if reading.quote_of[behind] < 0:
            block = block_behind(reading, behind)
            return block is not None and _fill(draft, "colon", *block)
        quotation = reading.quotations[reading.quote_of[behind]]
        if quotation.open != behind or quotation.kind == "dash":
            return False
        make_direct(reading, draft, quotation, "direct_speech")  # in the next paragraph
        draft.span = (draft.span[0], quotation.close)
        return True
    _fill(draft, "colon", slot.start + 1, strip_end(reading, slot.start + 1, slot.ceiling))
    draft.span = (draft.span[0], slot.ceiling)
    return True


def _clause(reading: Reading, draft: Draft, slot: Slot) -> bool:
    frames = slot.group.verb.group.frames
    if "clause" not in frames:
        return False
    # "demander que" is no question, "demander si" no request
    asks = slot.group.verb.group.kind != "order" or not reading.lexicon.pack.has("postposed_subject")
    opener = complementiser(reading, slot.token, slot.ceiling, interrogative=asks)
    if opener is None and "addressee" in frames:
        opener = asked_clause(reading, slot.start, slot.ceiling) or told_clause(
            reading, slot.start, slot.ceiling
        )
    if opener is not None and _over_object(reading, slot, opener):
        return False
    near = opener is not None and opener + 2 < slot.ceiling
    marked = opener is not None and near and reading.tokens.words[opener + 1] in (":", ",")
    if opener is not None and marked and (number := reading.quote_of[opener + 2]) >= 0:
        quotation = reading.quotations[number]
        whole = reading.tokens.words[opener + 1] == ":" or quotation.close >= slot.ceiling - 1
        if quotation.open == opener + 2 and whole:
            make_direct(reading, draft, quotation, "direct_speech")  # "said that: “…”"
            draft.span = (draft.span[0], quotation.close)
            return True
    plans = bool({"infinitive", "object_infinitive"} & set(frames))
    if opener is None or (plans and infinitive_follows(reading, opener, slot.ceiling)):
        return False
    group = slot.group.verb.group
    volitional = reading.lexicon.volitional
    wanted = reading.tokens.lows[opener] in volitional
    if wanted and not wants(group.kind, group.id):
        return False  # "wrócił, żeby powiedzieć": a purpose
    if volitional and not wanted and group.kind == "plan":
        return False  # "chce wygrać tym, że": how, not what
    last = clause_end(reading, opener, slot.ceiling)
    if last <= opener or (last == opener + 1 and reading.classes[last] & NEG):
        return False  # "dijo que no"
    pointed = reading.lexicon.tells_apart and "np" in frames and last - opener <= LONGEST_POINTED
    if pointed and reading.classes[opener] & (DET | DEMO):
        if not has_finite(reading, opener + 1, last):
            return False  # "contested that claim": no complementiser
    draft.negated = draft.negated or negated_between(reading, slot.token, opener)
    if draft.negated and group.kind == "assert" and not reading.classes[opener] & INTERROG:
        if reading.classes[opener] & COMP and not _only(reading, slot, opener):
            return False  # "did not say that": nothing was said
    keep_addressee(reading, draft, slot.token, opener)
    return _fill(draft, "content_clause", opener, last)


def _only(reading: Reading, slot: Slot, opener: int) -> bool:
    """Whether what negates the verb is turned back: "did not only say that"."""
    return any(reading.lexicon.cancels.at(reading.tokens.lows, k) for k in range(slot.group.first, opener))


def _over_object(reading: Reading, slot: Slot, opener: int) -> bool:
    """An object before the clause of a verb that tells nobody: "proposed nothing that", "negó la venta, | que era"."""
    if "np" in slot.group.verb.group.frames and relative_apart(reading, slot.start, opener):
        return True
    if not reading.lexicon.tells_apart or "addressee" in slot.group.verb.group.frames or opener <= slot.start:
        return False
    if slot.group.verb.group.kind in ("deny", "doubt") and _noun_cue_at(reading, opener - 1):
        return False  # "rejected the allegation that"
    adverbial = reading.classes[slot.start] & (PREP | TIME | ADV | COMP)
    return not adverbial and reading.tokens.words[slot.start] != ","


def _noun_cue_at(reading: Reading, token: int) -> bool:
    cues = reading.lexicon.cues.get(reading.tokens.lows[token], ())
    return any(isinstance(cue, Word) and cue.family == "noun" for _, cue in cues)


def _cleft(reading: Reading, draft: Draft, slot: Slot) -> bool:
    """ "What he said | was that the yard is safe", "all she would say is that …"."""
    start = slot.start
    if "clause" not in slot.group.verb.group.frames or start + 2 > slot.ceiling:
        return False
    if reading.tokens.lows[start] not in reading.lexicon.be_forms or not reading.classes[start + 1] & COMP:
        return False
    return _fill(draft, "content_clause", start + 1, clause_end(reading, start + 1, slot.ceiling))


def _told_clause(reading: Reading, draft: Draft, slot: Slot) -> bool:
    """ "sagte der Zeitung X, er habe": an addressee, a comma, a clause."""
    words = reading.tokens.words
    frames = slot.group.verb.group.frames
    if "bare" not in frames or not reading.lexicon.pack.has("inverted_statement") or words[slot.start] == ",":
        return False
    told = phrase_after(reading, slot.start, ceiling=slot.ceiling, apposition=False)
    if told is None or told.core[1] + 1 >= slot.ceiling or words[told.core[1] + 1] != ",":
        return False
    behind = told.core[1] + 2
    last = clause_end(reading, behind, slot.ceiling)
    if not opens_clause(reading, behind) or not content_looks_like_clause(reading, behind, last):
        return False
    if reading.classes[behind] & REL and not any(
        reading.classes[k] & SUBJUNCTIVE for k in range(behind, last + 1)
    ):
        return False  # "kündigte Vorschläge an, die weit reichen": a relative clause
    keep_addressee(reading, draft, slot.start, behind)
    return _fill(draft, "bare_clause", behind, last)


def _told_colon(reading: Reading, draft: Draft, slot: Slot) -> bool:
    """ "told Radio Varde: the bridge is closed": an addressee, a colon, what was said without marks that pair."""
    if draft.verb != "tell" or reading.tokens.words[slot.start] == ":":
        return False
    told = phrase_after(reading, slot.start, ceiling=slot.ceiling, apposition=False)
    if told is None or told.core[1] + 2 >= slot.ceiling or reading.tokens.words[told.core[1] + 1] != ":":
        return False
    draft.told.append(told)
    first = told.core[1] + 2
    return _fill(draft, "colon", first, strip_end(reading, first, slot.ceiling))


def _behind_comma(reading: Reading, draft: Draft, slot: Slot) -> bool:
    """ "Er sagte, die Brücke sei gesperrt", "verspricht, die Karten zu erstatten"."""
    frames = slot.group.verb.group.frames
    first = slot.start + 1
    if first > slot.ceiling:
        return False
    if {"infinitive", "object_infinitive"} & set(frames) and late_infinitive(
        reading, draft, first, slot.ceiling
    ):
        return True
    pack = reading.lexicon.pack
    bare = "bare" in frames or ("clause" in frames and pack.has("comma_clause"))
    if not bare or not pack.has("inverted_statement"):
        return False
    last = clause_end(reading, first, slot.ceiling)
    if not opens_clause(reading, first) or not content_looks_like_clause(reading, first, last):
        return False
    return _fill(draft, "bare_clause", first, last)


def _behind_adjuncts(reading: Reading, draft: Draft, slot: Slot) -> bool:
    """ "Er sagte in einem Interview, die Brücke sei gesperrt", "empfahl allen Bürgern, das Land zu verlassen"."""
    if not reading.lexicon.pack.has("inverted_statement"):
        return False
    frames, first = slot.group.verb.group.frames, slot.start + 1
    if {"infinitive", "object_infinitive"} & set(frames) and late_infinitive(
        reading, draft, first, slot.ceiling
    ):
        return True
    last = clause_end(reading, first, slot.ceiling)
    if "bare" not in frames or not opens_clause(reading, first):
        return False
    lows, moods = reading.tokens.lows, reading.lexicon.past_subjunctives
    told = any(reading.classes[k] & SUBJUNCTIVE or lows[k] in moods for k in range(first, last + 1))
    return (
        told and content_looks_like_clause(reading, first, last) and _fill(draft, "bare_clause", first, last)
    )


def _infinitive(reading: Reading, draft: Draft, slot: Slot) -> bool:
    frames, classes, start = slot.group.verb.group.frames, reading.classes, slot.start
    claims = reading.lexicon.tells_apart and slot.group.verb.group.kind == "assert"  # "claims to have sold"
    if not {"infinitive", "object_infinitive"} & set(frames) or not (claims or can_will(reading, draft)):
        return False
    reach = range(start, min(slot.ceiling, start + FARTHEST_INFINITIVE))
    bare = reading.lexicon.pack.has("bare_infinitives") and not reading.lexicon.states_infinitives
    marker = next(
        (
            k
            for k in reach
            if classes[k] & INFM or (bare and is_infinitive(reading, k)) or opens_infinitive(reading, k)
        ),
        None,
    )
    if marker is None or has_finite(reading, start, marker - 1):
        return False
    words = reading.tokens.words
    if any(classes[k] & (PUNCT | COMP) and words[k] != "." for k in range(start, marker)):
        return False
    named = (
        classes[marker] & PREP and marker < slot.ceiling and classes[marker + 1] & (DET | CAP | PRON | NUMBER)
    )
    if named and not bare and not opens_infinitive(reading, marker):
        return False  # "told her story to the paper"
    here = marker == start
    final = "infinitive" in frames and reading.lexicon.pack.has("verb_final_clauses")
    done = reading.lexicon.states_infinitives and bool(classes[start] & PREP) and _done(reading, marker)
    if not here and not final and not done and "object_infinitive" not in frames:
        return False
    denied = any(classes[k] & NEG for k in range(start, marker))  # "zegt het rapport niet te kennen"
    opener = marker if (here or done or classes[start] & PRON) and not denied else start
    kind = slot.group.verb.group.kind
    stated = kind in ("assert", "deny", "believe", "perceive") and reading.lexicon.states_infinitives
    rule = "content_clause" if stated else "infinitive"  # "ha detto di aver visto": no plan
    return _fill(draft, rule, opener, clause_end(reading, opener, slot.ceiling))


def _participial(reading: Reading, draft: Draft, slot: Slot) -> bool:
    """ "sanoi sillan olevan kiinni", "teigė nežinąs": the verb of the content is a participle."""
    endings = reading.lexicon.pack.grammar.participle_clause_endings
    if "participial" not in slot.group.verb.group.frames or not endings:
        return False
    classes, lows = reading.classes, reading.tokens.lows
    for k in range(slot.start, min(slot.ceiling, slot.start + FARTHEST_PARTICIPLE) + 1):
        if classes[k] & (PUNCT | COMP | SUBORD | REL | FIN) or reading.quote_of[k] >= 0:
            return False
        if not classes[k] & CAP and lows[k].endswith(endings) and len(lows[k]) >= SHORTEST_PARTICIPLE:
            if k < slot.ceiling and is_genitive(reading, k + 1) and _clause_behind(reading, k, slot):
                return False  # "kertoi paikalla olevan yleisön edessä, että": an attribute
            return _fill(
                draft, "participial_clause", slot.start, clause_end(reading, slot.start, slot.ceiling)
            )
    return False


def _clause_behind(reading: Reading, token: int, slot: Slot) -> bool:
    return complementiser(reading, token + 1, slot.ceiling) is not None


def _done(reading: Reading, marker: int) -> bool:
    """Whether a perfect infinitive begins there: "(afirmó en un comunicado) haber derribado"."""
    perfect, lows = reading.lexicon.perfect, reading.tokens.lows
    return lows[marker] in perfect or (marker + 1 < len(lows) and lows[marker + 1] in perfect)


def _bare(reading: Reading, draft: Draft, slot: Slot) -> bool:
    classes, start = reading.classes, slot.start
    if "bare" not in slot.group.verb.group.frames or classes[start] & (COORD | PUNCT):
        return False
    if reading.lexicon.pack.has("verb_final_clauses"):
        return False  # where every clause has its comma, none follows without one
    last = clause_end(reading, start, slot.ceiling)
    told = addressee_end(reading, draft, start, last)
    start = start if told is None else told
    if start >= last:
        return False
    if reading.lexicon.tells_apart and not _reaches_back(reading, draft):
        if fronted_clause(reading, start, last):
            return _fill(draft, "bare_clause", start, last)
        start = behind_occasion(reading, start, last) or start
    if classes[start] & (SUBORD | INFM) and not classes[start] & PREP:
        return False
    if not clause_here(reading, start, last) and not surely_clause(reading, slot.group, start, last):
        return False
    return _fill(draft, "bare_clause", start, last)


def _reaches_back(reading: Reading, draft: Draft) -> bool:
    """Whether a whole clause stands before the reporting one, and may be what is said: "The pier is safe, X said"."""
    first = reading.sentences[draft.sentence].first
    left = draft.span[0]
    if left <= first + 1 or reading.tokens.words[left - 1] != ",":
        return False
    return not reading.classes[first] & (SUBORD | PREP) and has_finite(reading, first, left - 2)


def _figure(reading: Reading, draft: Draft, slot: Slot) -> bool:
    """ "put the army at 40,000 men": an object that holds a number."""
    if "figure" not in slot.group.verb.group.frames:
        return False
    words = reading.tokens.words
    last = object_end(reading, slot.start, clause_end(reading, slot.start, slot.ceiling))
    numbers = [k for k in range(slot.start, last + 1) if words[k][0].isdigit()]
    if not numbers or numbers[0] == slot.start:
        return False
    draft.frame = "np"
    return _fill(draft, "noun_phrase", slot.start, last)


def _about(reading: Reading, draft: Draft, slot: Slot) -> bool:
    """ "spoke openly about the strike", "is critical of the plan": the object of a preposition of the verb."""
    group, classes, lows = slot.group.verb.group, reading.classes, reading.tokens.lows
    if not group.prepositions or (draft.negated and group.kind == "assert"):
        return False
    places = [slot.token, slot.start]
    if "addressee" in group.frames and (told := addressee(reading, slot.start, slot.ceiling)) is not None:
        places.append(told.core[1] + 1)  # "asked Holk about the pier"
    opener = next((k for k in places if k <= slot.ceiling and lows[k] in group.prepositions), None)
    words = reading.tokens.words
    if opener is None or opener >= slot.ceiling or any(words[k] in ",:;" for k in range(slot.token, opener)):
        return False
    first = opener + 1
    if classes[first] & (COORD | COMP | INFM | NEG | PUNCT | SUBORD) and not classes[first] & (
        DET | INTERROG
    ):
        return False
    if classes[first] & TIME:
        return False  # "spoke on Monday"
    if draft.cue is not None and opener in places[:2] and opener - draft.cue[1] <= 2:
        draft.cue = (draft.cue[0], opener)
    draft.frame = "np"
    return _fill(
        draft, "noun_phrase", first, object_end(reading, first, clause_end(reading, first, slot.ceiling))
    )


def _object(reading: Reading, draft: Draft, slot: Slot) -> bool:
    """A noun phrase: "denied the report", "fears an offensive"."""
    group, classes, start = slot.group.verb.group, reading.classes, slot.start
    bits = classes[start]
    evident = "evidence" in group.frames and _is_document(reading, draft)
    if not ("np" in group.frames or evident) or bits & (COORD | SUBORD | COMP | INFM | NEG | PUNCT):
        return False
    written = group.id == "judge" and draft.source is not None and is_writing(reading, *draft.source.core)
    wants = group.kind in ("plan", "order") or group.id == "judge"
    if wants and not written and not can_will(reading, draft):
        return False  # "the ad compares mothers with cows": things judge nothing
    shown = group.id == "reveal" and not can_will(reading, draft) and not _is_document(reading, draft)
    if shown or (group.kind == "deny" and turns_away(reading, start, slot.ceiling)):
        return False  # "fashion shows reveal the latest line"
    if group.kind == "assert" and draft.negated:
        return False  # "would not confirm the report"
    takes_preposition = any(" " in form for form in group.finite[:1]) or group.kind == "fear"
    if bits & PREP and not bits & (DET | VAGUE) and not takes_preposition:
        return False
    verbal = bits & FIN and not bits & CAP and finite_at(reading, start)
    if verbal or postposed_source(reading, start, slot.ceiling):
        return False
    if reading.lexicon.pack.has("bare_infinitives") and is_infinitive(reading, start):
        return False  # "opasayetsya zakryt' most"
    draft.frame = "np"
    end = object_end(reading, start, clause_end(reading, start, slot.ceiling))
    unsaid = bool(classes[end] & NEG) and group.kind == "assert"  # "bestätigte das nicht"
    return not unsaid and _fill(draft, "noun_phrase", start, end)


def _is_document(reading: Reading, draft: Draft) -> bool:
    return draft.source is not None and analyse(reading, *draft.source.core).kind == "document"

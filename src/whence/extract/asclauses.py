"""Reporting clauses opened by a word like "as": "as the office said, …", "…, wie das Amt mitteilte"."""

from whence.extract.beside import attribution_width
from whence.extract.clauses import clause_end, skip_modifiers
from whence.extract.drafts import Draft
from whence.extract.dropped import dropped_subject
from whence.extract.groups import Group, is_be, perfect_at
from whence.extract.institutions import institution_at
from whence.extract.lexicon import C, Verb
from whence.extract.phrases import FIN, PUNCT, phrase_after, phrase_before
from whence.extract.postponed import behind_circumstances, is_addressee
from whence.extract.reading import Reading
from whence.extract.reporting import verb_cue_at
from whence.extract.spans import Phrase
from whence.extract.standing import has_finite, is_attribution

PREP = int(C.PREP)
DEMO = int(C.DEMO)
REL = int(C.REL)
SUBORD = int(C.SUBORD)
TIME = int(C.TIME)

COORD = int(C.COORD)
CAP, ADV, CUE, AUX = int(C.CAP), int(C.ADV), int(C.CUE), int(C.AUX)
CLITIC = int(C.CLITIC)
LONGEST_AS_CLAUSE = 30


def read_as_clause(reading: Reading, opener: int, *, sentence: int, floor: int, ceiling: int) -> Draft | None:
    """The draft of a clause that begins at `opener` (the word "as"), or None where it reports nothing."""
    words, classes = reading.tokens.words, reading.classes
    leads = opener - 1 == floor and bool(classes[floor] & COORD)  # "Denn wie X berichtet, …"
    mark = opener - 1
    while mark > floor and classes[mark] & ADV and reading.lexicon.tells_apart:
        mark -= 1  # ", just as X said"
    if opener > floor and words[mark] not in (",", "–", "—", "(") and not leads:
        return None
    described = phrase_after(reading, opener + 1, ceiling=ceiling)
    closing = described.full[1] + 1 if described is not None and described.core != described.full else -1
    closing = closing if closing <= ceiling and words[closing] == "," else -1
    verb_at = None
    for k in range(opener + 1, min(ceiling, opener + LONGEST_AS_CLAUSE) + 1):
        if described is not None and described.core[1] < k <= closing:
            continue  # "wie der Richter, Ottmar Breit, ausführte"
        verb = verb_cue_at(reading, k) or _perfect_at(reading, k, ceiling)
        verb = verb if k not in reading.capital_nouns else None
        finite = verb is not None and (verb.form != "gerund" or _progressive(reading, k, opener))
        if verb is not None and finite and {"inquit", "clause"} & set(verb.group.frames):
            verb_at = k
            break
        if words[k] in (",", ";", ":", ".") or (classes[k] & FIN and not classes[k] & (CUE | CAP | AUX)):
            return None
    if verb_at is None or verb is None:
        return None
    perfect = perfect_at(reading, verb_at) if verb.form == "participle" else None
    if perfect is not None:
        width = perfect[2] - verb_at + 1
    else:
        lows = reading.tokens.lows
        width = next(len(entry) for entry, cue in reading.lexicon.cues.get(lows[verb_at], ()) if cue is verb)
        width += verb.form == "participle"  # "bekanntgegeben hat"
    subject_end = verb_at - 1
    while subject_end > opener and classes[subject_end] & (CLITIC | REL):
        subject_end -= 1
    source = phrase_after(reading, opener + 1, ceiling=subject_end) if subject_end > opener else None
    if source is None and subject_end > opener:
        source = phrase_before(reading, subject_end, floor=opener + 1)
    if source is None and reading.lexicon.pack.has("postposed_subject"):
        behind_verb = skip_modifiers(reading, verb_at + width, ceiling)
        source = institution_at(reading, behind_verb, ceiling)
        source = source or phrase_after(reading, behind_verb, ceiling=ceiling)
    if source is None and not reading.classes[opener] & REL:
        source = _behind_verb(reading, verb_at, verb_at + width - 1, opener, ceiling)
    if source is not None and source.core[0] == source.core[1] and reading.classes[source.core[0]] & DEMO:
        return None  # "jak to mówią": what people say, not what that says
    if source is None or (reading.classes[opener] & REL and verb_at == opener + 1):
        return None
    behind = max(verb_at + width, source.full[1] + 1)
    if behind <= ceiling and reading.tokens.lows[behind] in reading.lexicon.objective:
        behind += 1  # "as X told me"
    elif "addressee" in verb.group.frames and source.full[0] < verb_at:
        told = phrase_after(reading, behind, ceiling=ceiling, apposition=False)
        behind = behind if told is None else told.core[1] + 1  # "as X told the board"
    if (
        behind <= ceiling
        and not classes[behind] & (PUNCT | TIME | PREP | ADV)
        and not is_attribution(reading, behind)
    ):
        if source.full[0] < verb_at:
            return None  # the verb has an object: a relative clause, no reporting clause
    end = max(verb_at + width - 1, source.full[1])
    voices_at = end + 1
    while end < ceiling and not (classes[end + 1] & PUNCT and words[end + 1] != "("):
        end += 1
        if end - opener > LONGEST_AS_CLAUSE + 10:
            return None
    draft = Draft(
        rule="as_clause",
        kind=verb.group.kind,
        sentence=sentence,
        anchor=verb_at,
        cue=(verb_at, verb_at + width - 1),
        source=source,
        content=[],
        verb=verb.group.id,
        media_verb=verb.group.media,
    )
    for k in (*range(source.full[1] + 1, verb_at), *range(voices_at, min(ceiling, voices_at + 4))):
        if is_attribution(reading, k):
            cited = phrase_after(
                reading, k + attribution_width(reading, k), ceiling=verb_at - 1 if k < verb_at else ceiling
            )
            if cited is not None:
                draft.behind.append(cited)
                draft.why.append(("citing", "names the voice behind", cited.core))
            break
    draft.why.append(("as_clause", "opens a reporting clause", (opener, opener)))
    if opener == floor or leads or _only_opens(reading, floor, opener - 2):
        start = end + 1
        while start <= ceiling and classes[start] & PUNCT:
            start += 1
        if start >= ceiling:
            return None
        last = clause_end(reading, start, ceiling)
        if not has_finite(reading, start, last) and last - start < 4:
            return None
        draft.content, draft.span = [(start, last)], (opener, last)
        return draft
    first = floor
    last = mark - 1
    if last <= first:
        return None
    draft.content, draft.span = [(first, last)], (first, end)
    breaks_off = classes[last] & (SUBORD | AUX) and not classes[last] & (CAP | ADV)
    rest = end + 2
    if rest < ceiling and words[end + 1] == "," and (breaks_off or not has_finite(reading, first, last)):
        stop = clause_end(reading, rest, ceiling)  # "The quay, as X says, is too narrow"
        if has_finite(reading, rest, stop):
            draft.content.append((rest, stop))
            draft.span = (first, stop)
    return draft


def _progressive(reading: Reading, gerund: int, opener: int) -> bool:
    """ "as many drivers are probably hoping": a form of be before the participle, adverbs between."""
    k = gerund - 1
    while k > opener and reading.classes[k] & ADV:
        k -= 1
    return k > opener and is_be(reading, k)


def _behind_verb(reading: Reading, verb: int, last: int, opener: int, ceiling: int) -> Phrase | None:
    """The subject behind the verb of an as-clause ("jak podał w piątek zarząd portu"), or the one that it leaves out
    ("jak dodał")."""
    if not reading.lexicon.pro_drop:
        return None
    cue = verb_cue_at(reading, verb)
    start = behind_circumstances(reading, last + 1, ceiling)
    found = phrase_after(reading, start, ceiling=ceiling)
    if found is not None and cue is not None and not is_addressee(reading, cue, found):
        runs_out = found.full[1] >= ceiling - 1 and found.full != found.core
        return Phrase(found.core, found.core) if runs_out else found  # what is left must hold the content
    return (
        dropped_subject(
            reading, Group(cue, verb, last, negated=cue.negated), floor=opener + 1, ceiling=ceiling
        )
        if cue is not None
        else None
    )


def _perfect_at(reading: Reading, token: int, ceiling: int) -> Verb | None:
    """A participle with its auxiliary behind it, at the end of the clause: "wie X bekanntgegeben hat"."""
    if not reading.lexicon.pack.has("verb_final_clauses") or not reading.classes[token] & CUE:
        return None
    lows = reading.tokens.lows
    for entry, cue in reading.lexicon.cues.get(lows[token], ()):
        behind = token + len(entry)
        if not isinstance(cue, Verb) or cue.form != "participle" or tuple(lows[token:behind]) != entry:
            continue
        if (
            behind <= ceiling
            and reading.classes[behind] & AUX
            and lows[behind] not in reading.lexicon.be_forms
        ):
            return cue
    return None


def _only_opens(reading: Reading, first: int, last: int) -> bool:
    """Whether nothing but words that open a clause stands there: "If, as X says, the pier is closed"."""
    opens = ADV | SUBORD | COORD | PUNCT
    return first <= last and all(reading.classes[k] & opens for k in range(first, last + 1))


__all__ = ["Phrase", "read_as_clause"]

"""Nouns that carry a content clause: "the mayor's claim that …", "has intelligence that …"."""

from whence.extract.clauses import clause_end
from whence.extract.drafts import Draft
from whence.extract.lexicon import C, Word
from whence.extract.owned import owner, read_owned
from whence.extract.phrases import PREP, phrase_after
from whence.extract.reading import Reading
from whence.extract.shapes import clause_here, opens_clause
from whence.extract.spans import Phrase
from whence.extract.standing import finite_at, has_finite
from whence.extract.subjects import clause_subject

AUX = int(C.AUX)
COORD = int(C.COORD)
CUE = int(C.CUE)
DEMO = int(C.DEMO)
GENITIVE = int(C.GENITIVE)
NEG = int(C.NEG)
SUBJUNCTIVE = int(C.SUBJUNCTIVE)
SUBORD = int(C.SUBORD)

SOURCELESS = frozenset(("report", "reports", "rumour", "information"))
"""Nouns that carry hearsay where nobody owns them: "there are reports that"."""
SHORTEST_CLAUSE = 3
LONGEST_ATTRIBUTE = 3
"""Tokens from a preposition to its noun: "amid many new claims"."""
REL = int(C.REL)
VAGUE = int(C.VAGUE)
DET, POSS, ADV, COMP, PUNCT = int(C.DET), int(C.POSS), int(C.ADV), int(C.COMP), int(C.PUNCT)


def read_noun(
    reading: Reading, word: Word, first: int, last: int, *, sentence: int, floor: int, ceiling: int
) -> Draft | None:
    """The draft of a noun cue at tokens `first` to `last`, or None where no content clause or no source is near."""
    classes = reading.classes
    by: Phrase | None = None
    opener = last + 1
    if opener <= ceiling and classes[opener] & GENITIVE:
        by = phrase_after(reading, opener, ceiling=ceiling, apposition=False)
        if by is not None and by.core[1] < ceiling:
            opener = by.core[1] + 1
    elif opener <= ceiling and reading.tokens.lows[opener] in reading.lexicon.owners:
        by = phrase_after(reading, opener + 1, ceiling=ceiling, apposition=False)
        if by is not None and by.core[1] < ceiling:
            opener = by.core[1] + 1
    elif (
        opener < ceiling
        and reading.lexicon.genitive_attributes
        and not classes[opener] & (COMP | PREP | PUNCT | COORD | CUE)
        and not finite_at(reading, opener)
    ):
        by = phrase_after(reading, opener, ceiling=ceiling, apposition=False)
        if by is not None and by.core[1] < ceiling:
            opener = by.core[1] + 1
    elif opener + 1 < ceiling and classes[opener] & PREP:
        place = phrase_after(reading, opener + 1, ceiling=ceiling, apposition=False)
        if place is not None and place.core[1] < ceiling and classes[place.core[1] + 1] & COMP:
            opener = place.core[1] + 1
        elif place is not None and _equals(reading, place.core[1] + 1, ceiling):
            by, opener = place, place.core[1] + 2  # "the feeling among pilots is that"
    found = _clause_opener(reading, opener, ceiling)
    if found is None and _equals(reading, last + 1, ceiling) and owner(reading, first, floor) is not None:
        found = last + 2  # "Holk's view is that"
    named = reading.lexicon.tells_apart and first > floor and classes[first - 1] & (DET | ADV | VAGUE)
    equated = found is None and bool(named) and _equals(reading, last + 1, ceiling)
    if equated:
        found = last + 2  # "the consensus is that": nobody's
    if found is None and opener != last + 1:
        by, found = None, _clause_opener(reading, last + 1, ceiling)
    circumstance = _circumstance(reading, first, floor)
    if found is None and circumstance is not None and _bare_clause(reading, circumstance, last, ceiling):
        found = last + 1
    if found is None or (word.noun is not None and "clause" not in word.noun.frames):
        return read_owned(reading, word, first, last, sentence=sentence, floor=floor, ceiling=ceiling)
    source = owner(reading, first, floor)
    why = "the noun's owner"
    if source is None and by is not None:
        source, why = by, "who the noun is from"
    if source is None and circumstance is None and not equated:
        source, why = clause_subject(reading, first, floor), "the subject of the noun's clause"
    expletive = source is not None and _expletive(reading, source)
    if expletive:
        source = None
    end = clause_end(reading, found, ceiling)
    if end <= found:
        return None
    if not has_finite(reading, found + 1, end) and not reading.lexicon.pack.has("null_copula"):
        return None
    hearsay = (
        equated or expletive or circumstance is not None or (word.kind == "assert" and word.id in SOURCELESS)
    )
    if source is None and not hearsay:
        return None
    if circumstance == floor:
        end = _before_comma(reading, found, end)
    if not has_finite(reading, floor, first - 1):
        end = _before_main_verb(reading, found, end)
    draft = Draft(
        rule="noun_cue",
        kind=word.kind,
        sentence=sentence,
        anchor=first,
        cue=(first, last),
        source=source,
        content=[(found + 1 if classes[found] & REL and not classes[found] & COMP else found, end)],
        verb=word.id,
    )
    if source is None and any(classes[k] & NEG for k in range(floor, first)):
        draft.can_will = False  # "no truth in reports that": kept only inside a statement of somebody
    if source is None:
        draft.rule, draft.reporter_hedge = "hearsay", word.kind == "assert"
        draft.span = (first, end)
        return draft
    draft.why.append(("source", why, source.core))
    draft.span = (min(source.full[0], first), end)
    return draft


def _equals(reading: Reading, token: int, ceiling: int) -> bool:
    """Whether a form of be and a complementiser follow."""
    if token + 1 >= ceiling or not reading.classes[token + 1] & COMP:
        return False
    return reading.tokens.lows[token] in reading.lexicon.be_forms


def _circumstance(reading: Reading, noun: int, floor: int) -> int | None:
    """The preposition of "He left after reports that", "amid new claims that": what others say, not the subject."""
    k = noun - 1
    while (
        k > floor
        and noun - k < LONGEST_ATTRIBUTE
        and not reading.classes[k] & (PREP | PUNCT | COORD | SUBORD)
    ):
        k -= 1
    return k if k >= floor and reading.tokens.lows[k] in reading.lexicon.circumstances else None


def _bare_clause(reading: Reading, preposition: int, noun: int, ceiling: int) -> bool:
    """ "amid reports he was about to resign": a bare plural has no relative clause without a pronoun."""
    plural = reading.tokens.lows[noun].endswith(reading.lexicon.pack.grammar.plural_endings)
    if not reading.lexicon.tells_apart or not plural:
        return False
    determined = any(reading.classes[k] & (DET | POSS) for k in range(preposition + 1, noun))
    return not determined and clause_here(reading, noun + 1, ceiling)


def _before_comma(reading: Reading, first: int, end: int) -> int:
    """Where the clause of a fronted noun ends: "After reports that the pier was closed, | the mayor spoke"."""
    commas = (k for k in range(first + 1, end) if reading.tokens.words[k] == ",")
    return next((k - 1 for k in commas if has_finite(reading, first, k - 1)), end)


def _before_main_verb(reading: Reading, opener: int, end: int) -> int:
    """Where a subject noun's clause ends, before the main verb: "the claim that A has B | convinced nobody".

    The sentence needs a verb of its own: where only one is seen, it is that one, and the clause's own is unknown.
    """
    verbs: list[int] = []
    for k in range(opener + 1, end + 1):
        if verbs and reading.tokens.words[k] == "," and _verb_follows(reading, k + 1, end):
            return k - 1  # "slova o tom, chto ekipazhu zaplatili, | ne podtverdilis'"
        if reading.classes[k] & (PUNCT | COMP | SUBORD | REL) and verbs:
            return end
        if finite_at(reading, k) and reading.quote_of[k] < 0:
            if verbs and not reading.classes[k - 1] & AUX:
                return k - 1
            verbs.append(k)
    alone = bool(verbs) and verbs[0] - opener > SHORTEST_CLAUSE
    return verbs[0] - 1 if alone else end


def _verb_follows(reading: Reading, token: int, end: int) -> bool:
    while token < end and reading.classes[token] & (ADV | NEG):
        token += 1
    return token <= end and finite_at(reading, token)


def _expletive(reading: Reading, source: Phrase) -> bool:
    """ "There are reports that": a neuter pronoun or "there" before the noun is nobody."""
    first = source.core[0]
    low = reading.tokens.lows[first]
    return (
        low in reading.lexicon.neuter
        or bool(reading.classes[first] & DEMO)
        or low in reading.lexicon.expletives
    )


def _clause_opener(reading: Reading, token: int, ceiling: int) -> int | None:
    """The complementiser right behind the noun; a preposition or a comma may stand between ("om, at")."""
    classes, words = reading.classes, reading.tokens.words
    k = token
    for _ in range(4):
        if k > ceiling:
            return None
        if classes[k] & COMP:
            if k > token and reading.tokens.lows[k - 1] in reading.lexicon.purpose:
                return None
            relative = k == token and classes[k] & REL and k < ceiling and finite_at(reading, k + 1)
            return None if relative else k  # "a charge that might sting": the pronoun is the subject
        pointing = classes[k] & (DEMO | DET)
        points = (
            pointing and k < ceiling and words[k + 1] == ","
        )  # "lupausta siitä, että", "slova o tom, chto"
        if words[k] == "," and _reported_clause(reading, k + 1, ceiling):
            return k + 1
        related = k < ceiling and classes[k] & PREP and classes[k + 1] & REL
        if related and reading.lexicon.pack.has("postnominal_adjectives") and not classes[k + 1] & COMP:
            return k + 1  # "l'accusation selon laquelle"
        if classes[k] & PREP or words[k] == "," or points:
            k += 1
            continue
        return None
    return None


def _reported_clause(reading: Reading, first: int, ceiling: int) -> bool:
    """A main clause in the subjunctive of reported speech: "mit der Begründung, man sei zu beschäftigt"."""
    if (
        not reading.lexicon.pack.has("free_subjunctive")
        or first >= ceiling
        or not opens_clause(reading, first)
    ):
        return False
    verb = next((k for k in range(first + 1, ceiling) if finite_at(reading, k)), None)
    return verb is not None and bool(reading.classes[verb] & SUBJUNCTIVE) and verb < ceiling

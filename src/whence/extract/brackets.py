"""Content inside a verb bracket: between an auxiliary and its participle, a verb and its prefix."""

from whence.extract.clauses import complementiser, skip_modifiers
from whence.extract.drafts import Draft
from whence.extract.groups import Group
from whence.extract.lexicon import C
from whence.extract.phrases import phrase_after
from whence.extract.reading import Reading
from whence.extract.shapes import opens_clause
from whence.extract.standing import finite_at

PREP, COMP, SUBORD, REL = int(C.PREP), int(C.COMP), int(C.SUBORD), int(C.REL)
NEG = int(C.NEG)
INFM, DET, CAP = int(C.INFM), int(C.DET), int(C.CAP)
PRON, DEMO = int(C.PRON), int(C.DEMO)
SHORTEST_PREFIX, SHORTEST_STEM = 2, 3
"""Letters around a marker inside the verb: "an-zu-heben"."""


def clause_behind(reading: Reading, token: int, ceiling: int) -> bool:
    return token <= ceiling and complementiser(reading, token, ceiling) is not None


def bracketed_participle(reading: Reading, draft: Draft, group: Group, inverted: bool) -> bool:
    """The object inside a verb bracket: "hat Berichte über … zurückgewiesen"."""
    assert draft.source is not None
    assert group.brace is not None
    behind = inverted or draft.source.core[0] > group.brace
    first = draft.source.full[1] + 1 if behind else group.brace + 1
    first = skip_modifiers(reading, first, group.first)
    while first < group.first and reading.classes[first] & PREP:
        inside = phrase_after(reading, first + 1, ceiling=group.first - 1, apposition=False)
        if inside is None:
            return False
        first = skip_modifiers(reading, inside.core[1] + 1, group.first)  # "vor dem Landgericht" is no object
    if first >= group.first or group.first - first < 1 or not opens_clause(reading, first):
        return False
    draft.rule, draft.frame = "noun_phrase", "np"
    draft.content = [(first, group.first - 1)]
    draft.span = (draft.span[0], group.last)
    return True


def bracketed_object(reading: Reading, draft: Draft, group: Group, close: int, inverted: bool) -> bool:
    """The object between a separable verb and its prefix: "wies den Bericht zurück"."""
    assert draft.source is not None
    first = draft.source.full[1] + 1 if inverted else group.last + 1
    first = skip_modifiers(reading, first, close)
    behind = close + 1 < len(reading.classes) and (
        reading.tokens.words[close + 1] == "," or bool(reading.classes[close + 1] & COMP)
    )
    if first >= close or (
        behind and complementiser(reading, close + 1, min(close + 3, len(reading.classes) - 1))
    ):
        return False
    last = close - 1
    while last > first and reading.classes[last] & (PREP | DET | NEG) and not reading.classes[last] & CAP:
        last -= 1  # "hielt den Bericht für falsch", "sluit sabotage niet uit"
    if last == first and reading.classes[first] & (PRON | DEMO | COMP):
        return False  # "spreekt dat tegen"
    draft.rule, draft.frame = "noun_phrase", "np"
    draft.content = [(first, last)]
    draft.span = (draft.span[0], close)
    return True


def late_infinitive(reading: Reading, draft: Draft, start: int, ceiling: int) -> bool:
    """ "verspricht, die Karten zu erstatten": behind the comma a clause that ends with its infinitive."""
    if not reading.lexicon.pack.has("verb_final_clauses"):
        return False
    last = start
    while last < ceiling and reading.tokens.words[last + 1] not in (",", ".", ";", ":", "!", "?", "–"):
        last += 1
    if not _infinitive_ends(reading, start, last) or _has_own_verb(reading, start, last - 1):
        return False
    draft.rule = "infinitive"
    draft.content = [(start, _with_clauses(reading, last, ceiling))]
    draft.span = (draft.span[0], draft.content[0][1])
    return True


def _has_own_verb(reading: Reading, first: int, last: int) -> bool:
    """Whether a finite verb stands there that is no marked infinitive ("zu verlassen")."""
    classes = reading.classes
    return any(
        finite_at(reading, k) and not (k > first and classes[k - 1] & INFM) for k in range(first, last + 1)
    )


def _infinitive_ends(reading: Reading, first: int, last: int) -> bool:
    """Whether a clause ends with a marked infinitive: "zu räumen", "einzuräumen", "schützen zu wollen"."""
    tail = range(max(first, last - 2), last + 1)
    infix = reading.tokens.lows[last][SHORTEST_PREFIX:-SHORTEST_STEM]
    markers = reading.lexicon.pack.grammar.infinitive_markers
    return any(reading.classes[k] & INFM for k in tail) or any(marker in infix for marker in markers)


def _with_clauses(reading: Reading, last: int, ceiling: int) -> int:
    """The end of an infinitive with the clauses that hang on it: "…, die Insel zu räumen, weil ein Sturm drohe"."""
    words, classes = reading.tokens.words, reading.classes
    end = last
    while end + 2 < ceiling and words[end + 1] == ",":
        stop = end + 2
        while stop < ceiling and words[stop + 1] not in (",", ".", ";", ":", "!", "?", "–"):
            stop += 1
        hangs = bool(classes[end + 2] & (COMP | SUBORD | REL)) and finite_at(reading, stop)
        goes_on = not _has_own_verb(reading, end + 2, stop - 1) and _infinitive_ends(reading, end + 2, stop)
        if not hangs and not goes_on:
            break
        end = stop
    return end

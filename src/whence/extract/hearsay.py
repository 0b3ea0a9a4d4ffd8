"""The reporter's distance: "reportedly", "skal ha", "soll … haben", "is said to", "it is reported that".

With a source in the same statement it hedges that statement; without one it is a statement whose origin is
`unnamed: unstated`.
"""

from whence.extract.clauses import clause_end, complementiser, strip_end
from whence.extract.drafts import Draft
from whence.extract.lexicon import C, T, Word
from whence.extract.mentions import analyse
from whence.extract.phrases import CUE, PUNCT, phrase_after, phrase_before
from whence.extract.reading import Reading
from whence.extract.shapes import is_infinitive
from whence.extract.spans import Phrase
from whence.extract.standing import finite_at, has_finite

CAP = int(C.CAP)
COMP = int(C.COMP)
COORD = int(C.COORD)
INFM = int(C.INFM)
NEG = int(C.NEG)
OBLIQUE = int(C.OBLIQUE)
PREP, REL = int(C.PREP), int(C.REL)
TIME = int(C.TIME)

FARTHEST_PERFECT = 22
FARTHEST_PARTICIPLE, SHORTEST_PARTICIPLE = 5, 6
ADV, HEARSAY = int(C.ADV), int(T.HEARSAY)


def hedge_tokens(reading: Reading, first: int, last: int) -> list[tuple[int, int, Word]]:
    """All marks of hearsay among the tokens, outside quotations: (first, last, entry)."""
    found: list[tuple[int, int, Word]] = []
    classes, lows = reading.classes, reading.tokens.lows
    for i in reading.rare(HEARSAY, first, last):
        if not classes[i] & CUE or reading.quote_of[i] >= 0:
            continue
        for words, cue in reading.lexicon.beginning.at(lows, i):
            if not isinstance(cue, Word):
                continue
            if (
                cue.family in ("adverb", "impersonal")
                or (cue.family == "passive" and (len(words) > 1 or _with_participle(reading, i, last)))
                or (
                    cue.family == "modal"
                    and not _on_condition(reading, i, first, last)
                    and (
                        perfect_follows(reading, i + 1, last)
                        or _person_with_infinitive(reading, i, first, last)
                    )
                )
                or (cue.family == "conditional" and _reportive(reading, i, first, last))
            ):
                found.append((i, i + len(words) - 1, cue))
                break
    return found


def _with_participle(reading: Reading, passive: int, last: int) -> bool:
    """Whether a passive has the participle that it reports of, where a participle may be a clause's verb: "Kuvernöörin
    kerrotaan poistuneen", but "Sadetta odotetaan"."""
    endings = reading.lexicon.pack.grammar.participle_clause_endings
    if not endings:
        return True
    for k in range(passive + 1, min(last, passive + FARTHEST_PARTICIPLE) + 1):
        if reading.classes[k] & (PUNCT | COMP) or finite_at(reading, k):
            return False
        if reading.tokens.lows[k].endswith(endings) and len(reading.tokens.lows[k]) >= SHORTEST_PARTICIPLE:
            return True
    return False


def _on_condition(reading: Reading, modal: int, first: int, last: int) -> bool:
    """Whether a clause of condition with a verb of its own stands beside the modal, which then tells what would be:
    "Als de brug was gesloten, zou X de stad hebben verlaten"."""
    lexicon, lows, words = reading.lexicon, reading.tokens.lows, reading.tokens.words
    for k in range(first, last):
        if not lexicon.conditionals.at(lows, k):
            continue
        end = next((j for j in range(k + 1, last + 1) if words[j] == ","), last)
        if any(
            finite_at(reading, j) and lows[j] not in lexicon.perfect and j != modal for j in range(k + 1, end)
        ):
            return True
    return False


def _person_with_infinitive(reading: Reading, modal: int, floor: int, ceiling: int) -> bool:
    """Whether a modal that is a plan of things ("otwarcie miało się odbyć") is hearsay of a person: "kasjer miał
    ukraść"."""
    if not reading.lexicon.pack.has("infinitive_hearsay"):
        return False
    k = modal + 1
    while k < ceiling and reading.classes[k] & (ADV | TIME):
        k += 1
    if (
        k > ceiling
        or not is_infinitive(reading, k)
        or reading.tokens.lows[k] in reading.lexicon.be_infinitives
    ):
        return False
    if modal == floor:
        return False
    noun = reading.lexicon.nouns.word(reading.tokens.lows[modal - 1])
    if noun is not None:
        return noun.kind in ("role", "group")
    before = phrase_before(reading, modal - 1, floor=floor)
    return before is not None and analyse(reading, *before.core).kind in ("person", "role", "group")


def perfect_follows(reading: Reading, first: int, last: int) -> bool:
    """Whether a perfect infinitive belongs to the modal: "skal ha gitt", "soll … gegeben haben"."""
    lexicon, lows, words = reading.lexicon, reading.tokens.lows, reading.tokens.words
    if not lexicon.pack.has("perfect_infinitive_hearsay"):
        return False
    final = lexicon.pack.has("verb_final_clauses")
    for k in range(first, min(last, first + FARTHEST_PERFECT) + 1):
        if lows[k] in lexicon.perfect:
            if not final:
                return _participle(reading, k + 1, last)
            if _ends_like_participle(reading, k - 1) and _closes_clause(reading, k, last):
                return True
            # the participle may close the clause too: "zou … hebben verkocht"; "sein", "zijn" may be a possessive
            if k < last and _ends_like_participle(reading, k + 1):
                prepositional = k + 2 <= last and bool(reading.classes[k + 2] & PREP)
                if prepositional or _closes_clause(reading, k + 1, last):
                    return True
            continue
        if words[k] in (";", ":", ".") or (words[k] == "," and not final):
            return False
        if lows[k] in lexicon.classes and reading.classes[k] & INFM:
            return False
    return False


def _closes_clause(reading: Reading, token: int, last: int) -> bool:
    return (
        token == last
        or reading.tokens.words[token + 1] in (",", ".", ";", "!", "?", "–")
        or bool(reading.classes[token + 1] & COORD)
    )


def _reportive(reading: Reading, token: int, first: int, last: int) -> bool:
    """Whether a conditional perfect reports ("il aurait quitté la ville"): no condition stands beside it, and it is
    not what somebody should or could have done."""
    lexicon, lows, classes = reading.lexicon, reading.tokens.lows, reading.classes
    if not lexicon.pack.has("reportive_conditional") or not _participle(reading, token + 1, last):
        return False
    k = token + 1
    while k < last and classes[k] & (ADV | NEG):
        k += 1
    if lows[k] in lexicon.counterfactual or any(classes[j] & NEG for j in range(token - 1, k)):
        return False
    if any(classes[j] & COMP for j in range(first + 1, token)):
        return False  # "era chiaro che avrebbero": a tense
    return not any(lexicon.conditionals.at(lows, j) for j in range(first, last + 1))


def _ends_like_participle(reading: Reading, token: int) -> bool:
    endings = reading.lexicon.pack.hearsay.participle_endings
    return not endings or reading.tokens.lows[token].endswith(endings)


def _participle(reading: Reading, token: int, last: int) -> bool:
    """Whether a participle follows at once (an adverb may stand between): by its ending or as a listed form."""
    lows = reading.tokens.lows
    while token <= last and reading.classes[token] & (ADV | NEG):
        token += 1
    if token > last:
        return False
    low = lows[token]
    endings = reading.lexicon.pack.hearsay.participle_endings
    return not endings or low.endswith(endings)


def _plan(reading: Reading, mark: tuple[int, int, Word]) -> bool:
    """Whether a modal may tell a plan as well, so that it makes no statement of its own."""
    return mark[2].family == "modal" and reading.lexicon.pack.has("infinitive_hearsay")


def read_hearsay(
    reading: Reading, *, sentence: int, floor: int, ceiling: int, denied: bool = False
) -> Draft | None:
    """A statement without a source, where the sentence has a mark of hearsay; else None.

    `denied`: somebody denies it, so that a modal that could tell a plan tells what is said of somebody.
    """
    marks = [mark for mark in hedge_tokens(reading, floor, ceiling) if denied or not _plan(reading, mark)]
    if not marks:
        return None
    first, last, word = marks[0]
    words = reading.tokens.words
    ceiling = _own_clause(reading, marks, floor, ceiling)
    content = (floor, strip_end(reading, floor, ceiling))
    behind_insertion: tuple[int, int] | None = None
    behind = None
    if word.family == "impersonal":
        carries = bool(reading.classes[last] & COMP)  # "se espera que", "on dit que"
        behind = last + 1 if carries else complementiser(reading, last + 1, ceiling)
        if behind is None and first > floor and reading.classes[first - 1] & REL:
            return None  # "the rain that is expected on Friday"
    if word.family == "impersonal":
        if (behind is None or behind > last + 2) and (
            any(not reading.classes[i] & (ADV | PUNCT | COORD) for i in range(floor, first))
            and first > floor + 2
        ):
            end = first - 1
            while end > floor and words[end] in (",", "–", "—"):
                end -= 1
            content = (floor, end)
            behind_insertion = _behind_insertion(reading, first, last, ceiling)
        else:
            start = behind if behind is not None else last + 1
            while start < ceiling and words[start] in (",", ":"):
                start += 1
            content = (start, clause_end(reading, start, ceiling))
    if content[1] <= content[0] or all(
        reading.classes[k] & (TIME | PREP | ADV) for k in range(content[0], content[1] + 1)
    ):
        return None  # "It was announced on Monday."
    source = None
    stated_in = phrase_after(reading, floor + 1, ceiling=first - 1) if reading.classes[floor] & PREP else None
    if stated_in is not None and reading.classes[stated_in.core[1]] & TIME:
        stated_in = None  # "Am Mittwoch hieß es": when, not where
    if word.family == "impersonal" and stated_in is None:
        stated_in = _document_before(reading, first - 1, floor)
    if word.family == "impersonal" and stated_in is not None and stated_in.full[1] == first - 1:
        # "In der Mitteilung heißt es, der Preis steige": where it stands comes first
        start = last + 1
        while start < ceiling and reading.classes[start] & (PUNCT | ADV) and reading.quote_of[start] < 0:
            start += 1
        if start < ceiling:
            source, content = stated_in, (start, clause_end(reading, start, ceiling))
    elif word.family == "impersonal" and last + 2 <= ceiling and words[last + 1] == ":":
        source, content = stated_in, (last + 2, strip_end(reading, last + 2, ceiling))
    elif (
        word.family == "impersonal"
        and content[1] < first
        and last + 1 < ceiling
        and reading.classes[last + 1] & PREP
        and not reading.classes[last + 2] & TIME
    ):
        source = phrase_after(reading, last + 2, ceiling=ceiling)
    draft = Draft(
        rule="hearsay",
        kind="assert",
        sentence=sentence,
        anchor=first,
        cue=(first, last),
        source=source,
        content=[content] if behind_insertion is None or source is not None else [content, behind_insertion],
        verb="hearsay",
        reporter_hedge=source is None,
    )
    draft.span = (min(content[0], first), max(content[1], last))
    return draft


def _own_clause(reading: Reading, marks: list[tuple[int, int, Word]], floor: int, ceiling: int) -> int:
    """Where the clause with the hearsay ends: another main clause behind it is the reporter's own ("X reportedly
    fled, | but his brother stayed", "soll geflohen sein; | die Polizei sucht ihn")."""
    words, classes = reading.tokens.words, reading.classes
    nominal = reading.lexicon.pack.has("null_copula")
    for k in range(marks[-1][1] + 1, ceiling - 1):
        if words[k] not in (",", ";") or reading.quote_of[k] >= 0 or classes[k] & CAP:
            continue
        joined = words[k] == ";" or classes[k + 1] & COORD
        whole = nominal or has_finite(reading, floor, k - 1)
        if joined and whole and has_finite(reading, k + 1, ceiling):
            return k - 1
    return ceiling


def _behind_insertion(reading: Reading, first: int, last: int, ceiling: int) -> tuple[int, int] | None:
    """What goes on behind hearsay between commas: "The ferry, it is hoped, | will sail in May"."""
    words = reading.tokens.words
    inserted = words[first - 1] == "," and last + 2 < ceiling and words[last + 1] == ","
    if not inserted or reading.classes[last + 2] & (COORD | COMP):
        return None
    return last + 2, strip_end(reading, last + 2, ceiling)


def _document_before(reading: Reading, last: int, floor: int) -> Phrase | None:
    """The document whose case says where something stands: "Ministeriön kirjeessä sanotaan, että"."""
    if last < floor or not reading.classes[last] & OBLIQUE:
        return None
    noun = reading.lexicon.nouns.word(reading.tokens.lows[last])
    if noun is None or noun.kind != "document":
        return None
    return Phrase((floor, last), (floor, last))

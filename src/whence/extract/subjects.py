"""Who does the reporting: the subject before or behind a verb group."""

from whence.extract.adverbials import adverbials_left, adverbials_right, oblique_phrase_end
from whence.extract.attributes import is_addressed, is_converb
from whence.extract.clauses import skip_modifiers
from whence.extract.genitives import postposed_source, without_postposed
from whence.extract.groups import Group
from whence.extract.institutions import institution_before, institution_behind
from whence.extract.lexicon import C
from whence.extract.mentions import analyse
from whence.extract.phrases import phrase_after, phrase_before
from whence.extract.postponed import (
    behind_circumstances,
    behind_times_and_places,
    is_addressee,
    outlet_width,
    told_at,
    told_before,
)
from whence.extract.reading import Reading
from whence.extract.shapes import clause_here, is_infinitive
from whence.extract.spans import Phrase
from whence.extract.standing import finite_at, has_finite, is_attribution
from whence.extract.told import told_name_at, without_told

CUE = int(C.CUE)
DEMO = int(C.DEMO)
FIRST = int(C.FIRST)
GENERIC = int(C.GENERIC)
TITLE = int(C.TITLE)

DET = int(C.DET)
PREP = int(C.PREP)
COMP = int(C.COMP)
SUBORD = int(C.SUBORD)
COORD = int(C.COORD)
REL = int(C.REL)
ADV = int(C.ADV)
NEG = int(C.NEG)
PRON = int(C.PRON)
PUNCT = int(C.PUNCT)
CAP = int(C.CAP)
TIME = int(C.TIME)
VAGUE = int(C.VAGUE)
INTERROG = int(C.INTERROG)
CASE = int(C.OBLIQUE) | int(C.OBJECT)
PARTING = PUNCT | COMP
CLAUSE, LINKING = PARTING | COORD | SUBORD, REL | PREP
FARTHEST_NAME = 14
LONGEST_OUTLET_NAME = 3
FARTHEST_RELATIVE = 9
FARTHEST_OBJECT = 6
LONGEST_INSERTION = 9
LONGEST_RELATIVE = 14
"""Tokens from a relative pronoun to the verb of its clause: \"who had never seen\"."""
SPEAKERS = frozenset(("person", "role", "organisation", "outlet", "group"))
SUBJECT_ENDS = frozenset((",", ".", ":", ";", "!", "?", "–", "—", "―", "(", ")", "…"))


def subject(reading: Reading, group: Group, *, floor: int, ceiling: int) -> tuple[Phrase, bool, int] | None:
    """The subject, whether it stands behind the verb, and the last token of the reporting clause."""
    if group.hung is not None:
        return Phrase((group.hung, group.hung), (group.hung, group.hung)), True, group.last
    if group.last < ceiling and reading.is_enclitic(group.last + 1):
        hung = group.last + 1
        return Phrase((hung, hung), (hung, hung)), True, hung
    inversion = reading.lexicon.pack.has("verb_second_inversion")
    postposed = reading.lexicon.pack.has("postposed_subject")
    start = group.brace if group.brace is not None else group.first
    while (
        start > floor + 1
        and reading.classes[start - 1] & ADV
        and not reading.classes[start - 1] & (CAP | DET | VAGUE)
    ):
        start -= 1
    start = _behind_time(reading, start, floor)
    before = None
    if reading.lexicon.adverbials_before_verb:
        left = group.first if group.brace is None else group.brace
        before = phrase_before(reading, adverbials_left(reading, left, floor) - 1, floor=floor)
        if before is not None and before.core[0] == before.core[1] and is_converb(reading, before.core[0]):
            before = None  # "Pytana o cła | minister powiedziała"
    if before is None:
        before = phrase_before(reading, start - 1, floor=floor) or _relative_far(reading, start - 1, floor)
        if before is not None and before.core[0] == before.core[1] and is_converb(reading, before.core[0]):
            before = None
    place = institution_before(reading, group, start, floor)
    if place is not None:
        return place, False, group.last
    if before is not None:
        before = without_told(reading, _over_relative(reading, before, floor) or before)
    elif reading.lexicon.tells_apart:
        before = _relative_clause(reading, start - 1, floor)
    if group.brace is not None:
        start = group.brace
        if before is not None and not opens_with_adverbial(reading, floor, before):
            return before, False, group.last
        after = phrase_after(
            reading, skip_modifiers(reading, start + 1, group.last), ceiling=group.last - 1, apposition=False
        )
        return None if after is None else (after, False, group.last)
    free_order = reading.lexicon.pack.has("inverted_statement") or reading.lexicon.pack.has("object_first")
    if before is not None and not free_order and reading.tokens.words[start - 1] != ",":
        return before, False, group.last  # whatever may look like a subject behind the verb
    inverted = None
    if group.verb.form == "infinitive" and reading.tokens.words[start - 1] == "," and start > floor:
        if reading.tokens.lows[start] in reading.lexicon.going_on:
            shared = reading.speaker or clause_subject(reading, start - 1, floor)  # ", going on to say"
            return None if shared is None else (shared, False, group.last)
    goes_on = reading.lexicon.tells_apart and start > floor and reading.classes[start - 1] & COORD
    if goes_on and before is None and group.verb.form == "finite":
        shared = reading.speaker or clause_subject(reading, start - 1, floor)
        if shared is not None:
            return shared, False, group.last  # "said … and warned Tarland to refrain": whom one warned
    if (inversion and group.verb.form == "finite") or (
        postposed and group.verb.form in ("finite", "participle")
    ):
        inverted = institution_behind(reading, group, ceiling) or _inverted(reading, group, ceiling)
    spoken = (
        start - 2 >= floor and reading.tokens.words[start - 1] == "," and reading.quote_of[start - 2] >= 0
    )
    if inverted is not None and spoken and reading.lexicon.pack.has("inverted_statement"):
        return inverted, True, inverted.full[1]  # "…“, sagte X": what stands before is said
    if before is not None:
        behind_comma = reading.tokens.words[start - 1] == ","
        opens = reading.quote_of[before.full[0] - 1] >= 0 or all(
            reading.classes[k] & (ADV | COORD | PUNCT) for k in range(floor, before.full[0])
        )
        fronted = opens_with_adverbial(reading, floor, before) or _object_first(reading, before, inverted)
        first_of_all = opens and behind_comma and not _object_first(reading, before, inverted)
        if inverted is not None and postposed and behind_comma and _holds_clause(reading, before):
            return inverted, True, inverted.full[1]
        if inverted is None or (first_of_all if behind_comma else not fronted):
            return before, False, group.last
    if inverted is not None:
        return inverted, True, inverted.full[1]
    joined = reading.tokens.words[start - 1] == "," and (
        reading.lexicon.pack.has("inverted_statement") or _goes_on(reading, group, ceiling)
    )
    if (joined or reading.classes[start - 1] & COORD) and start - 1 > floor:
        shared = reading.speaker or clause_subject(reading, start - 1, floor)
        if shared is not None:
            return shared, False, group.last
    return None


def _goes_on(reading: Reading, group: Group, ceiling: int) -> bool:
    """Whether a verb behind a comma has its clause behind it, and so its subject before: "Holk condemned the attack,
    said the men would be caught, and …"."""
    spoken = group.verb.form == "finite" and "bare" in group.verb.group.frames
    if not spoken or not reading.lexicon.tells_apart or group.last + 1 >= ceiling:
        return False
    return bool(reading.classes[group.last + 1] & COMP) or clause_here(reading, group.last + 1, ceiling)


def _over_relative(reading: Reading, before: Phrase, floor: int) -> Phrase | None:
    """ "The men who saw the ship | said": the object of a relative clause is no subject, what it describes is."""
    classes = reading.classes
    verb = before.full[0] - 1
    if verb > floor and (using := _before_gerund(reading, verb, before, floor)) is not None:
        return using
    beside = verb > floor + 1 and classes[verb - 1] & REL and not classes[verb - 1] & (COMP | DET)
    if verb <= floor + 1 or not (finite_at(reading, verb) or (beside and reading.lexicon.tells_apart)):
        return None  # behind "who" any word is the verb: "those who oppose the plan"
    for k in range(verb - 1, max(floor, verb - FARTHEST_OBJECT), -1):
        if classes[k] & (PUNCT | COMP | SUBORD):
            return None
        if classes[k] & REL and not classes[k] & (COMP | DET):
            described = phrase_before(reading, k - 1, floor=floor)
            if described is None and reading.tokens.lows[k - 1] in reading.lexicon.standing_determiners:
                return Phrase((k - 1, before.full[1]), (k - 1, before.full[1]))  # "those who oppose the plan"
            if described is None:
                return None
            whole = (described.full[0], before.full[1])
            generic = described.core[0] == described.core[1] and classes[described.core[0]] & GENERIC
            return Phrase(whole if generic else described.core, whole)
    return None


def _before_gerund(reading: Reading, gerund: int, before: Phrase, floor: int) -> Phrase | None:
    """ "Police investigating the fire | said": the object of a participle is no subject, what that describes is."""
    endings = reading.lexicon.pack.grammar.gerund_endings
    if not endings or not reading.tokens.lows[gerund].endswith(endings) or reading.classes[gerund] & ~CUE:
        return None
    noun = reading.classes[gerund - 1]
    if noun & (PUNCT | PREP | DET | COORD | PRON | REL | SUBORD | NEG) or finite_at(reading, gerund - 1):
        return None
    described = phrase_before(reading, gerund - 1, floor=floor)
    return None if described is None else Phrase(described.core, (described.full[0], before.full[1]))


def _relative_clause(reading: Reading, last: int, floor: int) -> Phrase | None:
    """ "An engineer who asked not to be named | said": what a relative clause describes that no comma sets apart."""
    classes = reading.classes
    for k in range(last, max(floor, last - LONGEST_RELATIVE), -1):
        if classes[k] & CLAUSE and not classes[k] & LINKING:
            return None
        if reading.quote_of[k] >= 0:
            return None
        if classes[k] & REL and not classes[k] & COMP:
            described = phrase_before(reading, k - 1, floor=floor)
            plain = described is not None and not classes[described.core[0]] & (PRON | REL)
            if described is None or not plain or not has_finite(reading, k + 1, last):
                return None
            return Phrase(described.core, (described.full[0], last))
    return None


def _behind_time(reading: Reading, start: int, floor: int) -> int:
    """ "X on Friday said", "who in 2010 said": where the subject ends, before a time between it and its verb."""
    classes = reading.classes
    k = start
    while k > floor + 1 and classes[k - 1] & TIME:
        k -= 1
    if k == start:
        return start
    return k - 1 if k > floor + 1 and classes[k - 1] & PREP else k


def _relative_far(reading: Reading, last: int, floor: int) -> Phrase | None:
    """ "who in a speech said": a relative pronoun with a prepositional phrase between it and its verb."""
    classes, finite = reading.classes, reading.finite
    for k in range(last, max(floor, last - FARTHEST_RELATIVE), -1):
        if finite[k] or classes[k] & PARTING:
            return None
        if classes[k] & PREP and classes[k - 1] & REL and not classes[k - 1] & (COMP | DET):
            return Phrase((k - 1, k - 1), (k - 1, k - 1))
    return None


def _holds_clause(reading: Reading, before: Phrase) -> bool:
    """Whether what looks like an apposition holds the sentence's verb: "Les travaux, prévus pour mars, n'ont pas
    commencé, | a déclaré le préfet"."""
    opener = before.core[1] + 2
    if opener >= before.full[1] or reading.classes[opener] & REL:
        return False
    return has_finite(reading, opener, before.full[1])


def _object_first(reading: Reading, before: Phrase, inverted: Phrase | None) -> bool:
    """ "Den Plan lehnte er ab", "Die Forderung wies das Kabinett zurück": what stands first is the object."""
    pack = reading.lexicon.pack
    if inverted is None or not (pack.has("inverted_statement") or pack.has("object_first")):
        return False
    first = inverted.core[0]
    if first == inverted.core[1] and reading.tokens.lows[first] in reading.lexicon.expletives:
        return False  # "Das Amt hält es für möglich, dass"
    if first == inverted.core[1] and reading.classes[first] & PRON and not reading.classes[first] & DET:
        return True
    speaks = analyse(reading, *inverted.core).kind
    if pack.has("object_first"):
        return _said_thing(reading, before) and speaks in (*SPEAKERS, "name")
    opens = analyse(reading, *before.core).kind
    if opens == "name" and reading.lexicon.pack.has("capitalised_nouns"):
        opens = "unknown" if reading.classes[before.core[0]] & DET else opens  # "Die Zahl der Menschen"
    if opens == "outlet":
        return speaks in ("person", "role")  # "Der Zeitung sagte Ek": an outlet is told
    return opens in ("unknown", "document") and speaks in SPEAKERS


def _said_thing(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase is what is said rather than who says it: "this fact", a report, a claim."""
    first, last = phrase.core
    if reading.classes[first] & (DEMO | DET):
        return True
    document = analyse(reading, first, last).kind == "document"
    return document or any(reading.classes[k] & CUE for k in range(first, last + 1))


def opens_with_adverbial(reading: Reading, floor: int, before: Phrase) -> bool:
    """Where the verb stands second, a clause that opens with an adverbial has its subject behind the verb."""
    if not reading.lexicon.pack.has("inverted_statement"):
        return False
    bits = reading.classes[floor]
    opens = bool(bits & (PREP | TIME)) and not bits & (DET | PRON)
    return opens and (before.full[0] > floor or bool(bits & TIME))


def _inverted(reading: Reading, group: Group, ceiling: int) -> Phrase | None:
    """The subject behind the verb: "sagde X", "sagte mir X", "fortalte træneren reporterne"."""
    classes, lows = reading.classes, reading.tokens.lows
    objects = reading.lexicon.objective
    start = group.last + 1
    while start <= ceiling and (
        (classes[start] & ADV and not classes[start] & (DET | VAGUE)) or lows[start] in objects
    ):
        start += 1
    if reading.lexicon.adverbials_before_verb:
        start = adverbials_right(reading, start, ceiling)
    if reading.lexicon.pack.has("postposed_subject"):
        start = behind_times_and_places(reading, start, ceiling)
    elif reading.lexicon.pro_drop:
        start = behind_circumstances(reading, start, ceiling)
    start += told_before(reading, start, ceiling) if reading.lexicon.oblique else 0
    after = phrase_after(reading, start, ceiling=ceiling)
    after = after if after is None else without_told(reading, after)
    if after is not None and is_addressee(reading, group.verb, after):
        start = after.core[1] + 1
        after = phrase_after(reading, start, ceiling=ceiling)
    if after is None or classes[after.core[0]] & FIRST or is_addressee(reading, group.verb, after):
        return None
    if reading.lexicon.pack.has("bare_infinitives") and after.core[0] == after.core[1]:
        if is_infinitive(reading, after.core[0]):
            return None  # "odmítl spekulovat, proč"
    trimmed = without_postposed(reading, after, ceiling)
    if trimmed is not after:
        return trimmed
    behind = after.core[1] + 1
    if behind <= ceiling and lows[behind] in objects:
        behind += 1
    if _closes_subject(reading, behind, ceiling):
        return after
    other = phrase_after(reading, behind, ceiling=ceiling, apposition=False)
    ends = other is not None and (other.core[1] == ceiling or bool(classes[other.core[1] + 1] & PUNCT))
    if other is not None and reading.lexicon.oblique and outlet_width(reading, other.core[0], ceiling):
        return after  # "przekazał Nowak PAP"
    return after if ends and group.verb.group.id in ("say", "tell", "write", "explain", "inform") else None


def _closes_subject(reading: Reading, token: int, ceiling: int) -> bool:
    """Whether an inverted subject may end before the token: a mark, a quotation, a preposition, a new clause."""
    if token > ceiling or reading.tokens.words[token] in SUBJECT_ENDS or reading.quote_of[token] >= 0:
        return True
    bits = reading.classes[token]
    if bits & (ADV | NEG) and token < ceiling and finite_at(reading, token + 1):
        return False  # "said parents still want", "said she never saw": the clause goes on
    if bits & (COMP | PREP | TIME | COORD | ADV | REL | SUBORD | NEG | INTERROG) or is_attribution(
        reading, token
    ):
        return True
    if is_addressed(reading, token) or told_name_at(reading, token, ceiling):
        return True
    if (
        bits & DET
        and token < ceiling
        and (reading.classes[token + 1] & CASE or told_at(reading, token, ceiling))
    ):
        return True  # "mondta Kővári Péter | az MTI-nek", "| az Északi Hírügynökségnek"
    if bits & CASE or oblique_phrase_end(reading, token, ceiling) is not None:
        return True
    if postposed_source(reading, token, ceiling):
        return True
    return reading.tokens.lows[token] in reading.lexicon.particles


def clause_subject(reading: Reading, before: int, floor: int) -> Phrase | None:
    """The subject of the clause that ends before a token: what stands before its first finite verb."""
    for k in range(floor + 1, before):
        past = not reading.classes[k] and reading.lexicon.ends_past(reading.tokens.lows[k])
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

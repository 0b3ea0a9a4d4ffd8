"""Whom a pronoun or a verb without a subject means.

A pronoun is the nearest person that fits. A verb without a subject says less: it is the last voice that its form fits,
or nobody where two would fit.
"""

from bisect import bisect_right
from collections.abc import Iterable

from msgspec.structs import replace

from whence.extract.drafts import Draft
from whence.extract.dropped import agreement
from whence.extract.entities import UNSTATED, Entity
from whence.extract.lexicon import C
from whence.extract.mentions import analyse
from whence.extract.names import same_head
from whence.extract.phrases import phrase_after, phrase_before
from whence.extract.reading import Reading
from whence.extract.spans import Mention, Phrase, Range
from whence.extract.standing import likely_finite

TITLE = int(C.TITLE)
NUMBER = int(C.NUMBER)
DET, VAGUE, COORD = int(C.DET), int(C.VAGUE), int(C.COORD)
AUX = int(C.AUX)
PREP, CAP, POSS, CUE = int(C.PREP), int(C.CAP), int(C.POSS), int(C.CUE)
CLAUSE = PREP | int(C.SUBORD)
OPENING = CLAUSE | COORD | int(C.ADV) | int(C.TIME) | int(C.PUNCT)
SENTENCES_BACK = 2
STOPS = (
    int(C.PUNCT) | int(C.FIN) | int(C.COMP) | int(C.REL) | int(C.PRON) | COORD | int(C.SUBORD) | int(C.ADV)
)
FARTHEST_DESCRIBED, LONGEST_GOVERNED = 30, 8
"""Tokens from a relative pronoun back to what it describes, and of a noun with its adjectives."""
DESCRIBED = frozenset(("state", "organisation", "outlet", "person", "name", "role"))
LONGEST_OPENING = 24
"""Tokens of an adverbial or a clause before the subject of its sentence."""

FARTHEST_ANTECEDENT_TOKENS = 220
FAR_BEHIND_TOKENS = 40
GENDERS = {"masculine": "m", "feminine": "f", "neuter": "n"}
BY_VERB = frozenset(
    (
        "content_clause",
        "bare_clause",
        "inquit",
        "mid_inquit",
        "direct_speech",
        "mixed_quotation",
        "split_quotation",
        "dash_quote",
        "colon",
        "infinitive",
        "noun_phrase",
    )
)
"""Rules whose cue is a verb that agrees with its subject."""
FARTHEST_SUBJECT_TOKENS = 60


def note_speech(reading: Reading, entity: Entity, draft: Draft) -> None:
    """Notes that a source is the origin of a draft: who speaks next without being named may be the same, where the
    form of the verb agrees. A verb beside its named subject tells the subject's gender and number."""
    if draft.source is None:
        return
    entity.spoke = (min(draft.anchor, draft.source.core[0]), max(draft.span[1], draft.anchor))
    told = draft.rule in BY_VERB and draft.cue is not None and draft.source.core[0] not in reading.dropped
    form = agreement(reading, draft.cue) if told and draft.cue is not None else None
    if form is not None:
        entity.plural = form == "plural"
        entity.gender = entity.gender or GENDERS.get(form)


def agrees(known: Entity, asked: str | None) -> bool:
    """Whether the form of a verb may have somebody as its subject."""
    if asked == "plural":
        return known.plural is True or (known.plural is None and known.kind == "group")
    if asked is not None and (known.plural or (known.plural is None and known.kind == "group")):
        return False
    return asked not in GENDERS or known.gender in (None, GENDERS[asked])


def last_speaker(reading: Reading, known: list[Entity], token: int) -> Entity | None:
    """The last origin before a verb without a subject that the verb's form fits."""
    asked = reading.dropped[token]
    speakers = [
        one
        for one in known
        if one.spoke is not None
        and one.span is not None
        and 0 <= token - one.spoke[1] < FARTHEST_ANTECEDENT_TOKENS
        and agrees(one, asked)
    ]
    return max(speakers, key=lambda one: one.spoke or (0, 0), default=None)


def runs_since(reading: Reading, runs: Iterable[Range], best: Entity | None, token: int) -> list[Range]:
    """The names between the last speaker's words and the sentence of a verb without a subject."""
    since = best.spoke[1] if best is not None and best.spoke else token - FARTHEST_SUBJECT_TOKENS
    here = reading.sentence_starts[bisect_right(reading.sentence_starts, token) - 1]
    return [run for run in runs if since < run[0] < here]


def could_mean(reading: Reading, person: Entity, token: int, best: Entity | None) -> bool:
    """Whether the form of a verb may mean a person other than the last speaker."""
    other = best is None or (person is not best and not same_head(person.name, best.name))
    return other and agrees(person, reading.dropped[token])


def only_subject(reading: Reading, rivals: dict[Range, Entity]) -> Range | None:
    """The name that opens a sentence where it is the only one that a verb may mean."""
    if len({entity.source_id for entity in rivals.values()}) > 1:
        return None
    return next((run for run in rivals if _opens(reading, run[0])), None)


def _opens(reading: Reading, first: int) -> bool:
    """Whether a name opens its sentence, a role or a title before it included."""
    while first not in reading.sentence_openers and first > 0:
        before = reading.classes[first - 1]
        if not before & TITLE and not reading.lexicon.nouns.word(reading.tokens.lows[first - 1]):
            return False
        first -= 1
    return True


def unstated(reading: Reading, token: int) -> Entity:
    """Somebody of whom the text does not tell who it is."""
    return Entity(UNSTATED, "pronoun", f"unnamed:{reading.document.id}:unstated", token)


def nearer(reading: Reading, run: Range, best: Entity) -> bool:
    """Whether a full name is a better antecedent than the last speaker: it stands behind him as a subject."""
    if run[1] <= best.last:
        return False
    opens = run[0] in reading.sentence_openers or (run[0] - 1) in reading.sentence_openers
    return opens or run[1] > best.last + FAR_BEHIND_TOKENS


def plural_subject(reading: Reading, token: int) -> Mention | None:
    """Whom "they" means who has not spoken yet: the group that is the subject of its sentence or of one of the two
    before ("The girls were scared. They told …"), or None. An institution is itself, others are a group."""
    here = bisect_right(reading.sentence_starts, token) - 1
    for number in range(here, max(-1, here - SENTENCES_BACK - 1), -1):
        sentence = reading.sentences[number]
        last = min(sentence.last, token - 1)
        first = _behind_adverbial(reading, sentence.first, last)
        if first is None or reading.quote_of[first] >= 0:
            continue
        phrase = phrase_after(reading, first, ceiling=last)
        phrase = phrase if phrase is None else _before_verb(reading, phrase)
        if phrase is not None and _is_plural(reading, phrase):
            found = analyse(reading, *phrase.core)
            known = found.kind in ("organisation", "outlet", "state")
            return found if known else replace(found, kind="group", name="", name_span=None)
    return None


def _before_verb(reading: Reading, phrase: Phrase) -> Phrase:
    """A subject without the verb behind it that no list has: "tjenestemenn | snakket"."""
    first, last = phrase.core
    verb = next((k for k in range(first + 1, last + 1) if likely_finite(reading, k)), None)
    return phrase if verb is None else Phrase((first, verb - 1), (first, verb - 1))


def _behind_adverbial(reading: Reading, first: int, last: int) -> int | None:
    """Where the subject of a sentence may begin: behind its adverbs, or the comma that closes what opens it."""
    classes, words = reading.classes, reading.tokens.words
    while first < last and classes[first] & OPENING and not classes[first] & (DET | VAGUE):
        if not classes[first] & CLAUSE:
            first += 1
            continue
        comma = next((k for k in range(first, min(last, first + LONGEST_OPENING)) if words[k] == ","), None)
        if comma is None:
            return None
        first = comma + 1
    return first if first < last else None


def _is_plural(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase names several: a group, an institution, a plural, "A and B"."""
    first, last = phrase.core
    if reading.classes[last] & NUMBER or not reading.tokens.words[last][0].isalpha():
        return False
    kind = analyse(reading, first, last).kind
    counted = bool(reading.classes[first] & (NUMBER | VAGUE)) and kind == "role"  # "Dva chinovnika"
    if counted or kind in ("group", "organisation", "outlet", "state"):
        return True
    if any(reading.classes[k] & COORD for k in range(first + 1, last)):
        return True
    endings = reading.lexicon.pack.grammar.plural_endings
    plain = kind == "role" or (kind == "unknown" and reading.classes[first] & DET)
    return bool(plain and endings and reading.tokens.lows[last].endswith(endings))


def latest_person(reading: Reading, runs: Iterable[Range], before: int, gender: str | None) -> Range | None:
    """The nearest full name of a person among runs of capitals that end before a token, nearest first."""
    lexicon, lows = reading.lexicon, reading.tokens.lows
    for first, last in runs:
        if before - last > FARTHEST_ANTECEDENT_TOKENS:
            break
        given = lows[first]
        known = given in lexicon.masculine_given or given in lexicon.feminine_given
        if last > first and (known or analyse(reading, first, last).kind == "person"):
            if not known:
                return (first, last)
            if gender == "m" and given not in lexicon.masculine_given:
                continue
            if gender == "f" and given not in lexicon.feminine_given:
                continue
            return (first, last)
    return None


def described_by(reading: Reading, pronoun: int) -> Phrase | None:
    """What a relative pronoun stands for: the noun phrase before it."""
    k = pronoun - 1
    if k >= 0 and reading.tokens.words[k] == ",":
        k -= 1
    floor = max(0, k - FARTHEST_DESCRIBED)
    whole = phrase_before(reading, k, floor=floor) if k >= 0 else None
    whole = _governed(reading, k, floor, whole) or whole
    whole = _without_verb(reading, whole) if whole is not None else None
    if whole is None or analyse(reading, *whole.core).kind not in ("group", "unknown"):
        return whole
    stop = next((j for j in range(k, whole.core[0], -1) if reading.classes[j] & PREP), None)
    nearest = (stop + 1, k) if stop is not None and stop < k else None
    if nearest is not None and analyse(reading, *nearest).kind in DESCRIBED:
        return Phrase(nearest, nearest)
    return whole


def _without_verb(reading: Reading, whole: Phrase) -> Phrase:
    """A phrase without the verb before it whose object it is: "officials reviewed | data that", "ont examiné | des
    données qui", "Holk reagerade på | en rapport som"; "the report published by X" stays whole."""
    first, last = whole.core
    start = first
    if first and reading.classes[first - 1] & AUX and not reading.classes[first] & ~CUE:
        start = first + 1 + bool(reading.classes[first + 1] & PREP and not reading.classes[first + 1] & DET)
    for k in range(first + 1, last):
        if likely_finite(reading, k):
            if reading.tokens.lows[k + 1] in reading.lexicon.agents:
                return whole
            start = k + 1 + bool(reading.classes[k + 1] & PREP and not reading.classes[k + 1] & DET)
    return whole if start in (first, last + 1) else Phrase((start, last), (start, max(last, whole.full[1])))


def _governed(reading: Reading, last: int, floor: int, nearest: Phrase | None) -> Phrase | None:
    """The noun phrase that a preposition governs, whole: "citó a | funcionarios anónimos | que", where an adjective
    behind the noun is all that could be a subject."""
    if not reading.lexicon.pack.has("postnominal_adjectives"):
        return None
    if nearest is not None and analyse(reading, *nearest.core).kind not in ("group", "unknown"):
        return None
    for k in range(last, max(floor, last - LONGEST_GOVERNED), -1):
        bits = reading.classes[k]
        if bits & PREP and k - 1 > floor and not reading.classes[k - 1]:
            continue  # "funcionarios | del puerto"
        if bits & PREP:
            whole = nearest is not None and nearest.core[0] <= k + 1
            return None if k == last or whole else Phrase((k + 1, last), (k + 1, last))
        if bits & STOPS:
            return None
    return None

"""A verb group: the tokens of a reporting verb with its auxiliaries, and where its bracket opens."""

from msgspec import Struct

from whence.extract.lexicon import C, Verb
from whence.extract.reading import Reading

CUE = int(C.CUE)
TIME = int(C.TIME)

DET = int(C.DET)
PREP = int(C.PREP)
COMP = int(C.COMP)
INTERROG = int(C.INTERROG)
SUBORD = int(C.SUBORD)
REL = int(C.REL)
AUX = int(C.AUX)
MODAL = int(C.MODAL)
ADV = int(C.ADV)
NEG = int(C.NEG)
INFM = int(C.INFM)
FIN = int(C.FIN)
CAP = int(C.CAP)
PRON = int(C.PRON)
OBLIQUE = int(C.OBLIQUE)
PRON = int(C.PRON)
CLITIC = int(C.CLITIC)
AUXILIARY = AUX | MODAL
HELPING = ADV | NEG | AUX | MODAL | INFM | CLITIC
OPENING = COMP | REL | DET | SUBORD
JOINING = HELPING | SUBORD
"""What stands before a verb in its group; before one that is not finite a pronoun may hang on the auxiliary."""
MOST_INSERTED = 3
"""Tokens between an auxiliary and its participle where they stand side by side: "a-t-il également déclaré"."""
LONGEST_VERB_BRACKET = 24
"""Tokens between an auxiliary and its participle: "har i denne uge advaret om"."""


class Group(Struct, gc=False):
    """A verb group: the cue's tokens, where its subject may stand, and its form."""

    verb: Verb
    first: int
    last: int
    negated: bool = False
    brace: int | None = None
    contracted: bool = False
    """Whether the auxiliary is one token with its subject: "he's claiming"."""
    hung: int | None = None
    """The subject pronoun that hangs on the auxiliary: "a-t-|il| déclaré"."""


def verb_group(reading: Reading, verb: Verb, first: int, last: int, *, floor: int) -> Group | None:
    """The group of a form at tokens `first` to `last`, or None where the form cannot be a cue there."""
    classes, lows = reading.classes, reading.tokens.lows
    group = Group(verb, first, last, negated=verb.negated)
    k = first
    brace = None
    joining = JOINING if verb.form == "finite" else JOINING | PRON
    while (
        k > floor
        and (bits := classes[k - 1]) & joining
        and (
            (bits & HELPING and not bits & OPENING)
            or (k - 2 >= floor and bits & SUBORD and classes[k - 2] & AUX and first - k < 2)
            or (bits & CLITIC and classes[k] & AUXILIARY)
            or (bits & CLITIC and k - 2 >= floor and _opens_negation(reading, k - 2))
            or (verb.form != "finite" and bits & PRON and reading.is_enclitic(k - 1))
        )
    ):
        if bits & PRON and reading.is_enclitic(k - 1):
            group.hung = k - 1
        if bits & NEG:
            group.negated = True
        if bits & AUXILIARY:
            brace = k - 1
        if reading.quote_of[k - 1] >= 0:
            break
        k -= 1
    if k < first and _is_reflexive(reading, k, first):
        return None
    if reading.lexicon.negation_particles and last + 1 < len(classes) and classes[last + 1] & NEG:
        group.negated = True  # "ne dément pas"
    joint = k - 1
    if (
        brace is None
        and joint >= floor
        and verb.form != "finite"
        and classes[joint] & PRON
        and classes[joint] & FIN
    ):
        group.first = k if k > joint else first  # "he's claiming", "they've said", "she's sure"
        group.contracted = True
        return group
    if verb.form == "finite" and brace is None and _closes_bracket(reading, verb, first, last, floor):
        return None  # "hat … bestritten": the participle's entry reads it
    if verb.form == "finite":
        if brace is not None and _is_passive(reading, brace, first, last):
            return None
        if brace is None:
            # "also said": the adverbs belong to the subject's side unless they touch the verb
            group.first = first
            m = first
            while (
                m > k
                and classes[m - 1] & (ADV | NEG | CLITIC)
                and not classes[m - 1] & (AUX | MODAL | OBLIQUE)
            ):
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
            if _is_passive(reading, brace, first, last):
                return None
            group.first = brace
            while group.first > k and classes[group.first - 1] & (AUX | MODAL | NEG | CLITIC):
                group.first -= 1
            return group
        brace = brace_of(reading, first, floor)
        if brace is None or _is_passive(reading, brace, first, last):
            return None
        group.brace = brace
        return group
    if verb.form == "adjective":
        if brace is None or not any(is_be(reading, j) for j in range(brace, first)):
            return None
        group.first = brace
        return group
    if verb.form == "infinitive":
        done = _catenative(reading, first, floor)
        if done is not None:
            inner = Group(verb, done, last, negated=verb.negated)
            k = done
            while (
                k > floor
                and classes[k - 1] & (ADV | NEG | AUX | MODAL)
                and not classes[k - 1] & (COMP | REL | DET)
            ):
                inner.negated = inner.negated or bool(classes[k - 1] & NEG)
                k -= 1
                if classes[k] & (AUX | MODAL):
                    inner.first = k
            return inner
        if brace is None:
            brace = brace_of(reading, first, floor)
            if brace is None or not classes[brace] & (MODAL | AUX):
                return None
            group.brace = brace
            return group
        if not classes[brace] & (MODAL | AUX):
            return None
        group.first = brace
        return group
    if verb.form == "gerund" and first - 1 > floor and lows[first - 1] in reading.lexicon.catenatives:
        group.first = first - 1
        group.contracted = True  # "kept saying": the subject is beside it
        return group
    # a gerund hangs on the clause before it: "…, saying that"
    if brace is not None and any(is_be(reading, j) for j in range(brace, first)):
        group.first = brace
        return group
    if (
        first > floor
        and classes[first - 1] & PREP
        and lows[first - 1] not in reading.lexicon.gerund_prepositions
        and lows[first - 1] not in reading.lexicon.blame_prepositions
    ):
        return None
    return group


def _catenative(reading: Reading, infinitive: int, floor: int) -> int | None:
    """The verb that tells the infinitive behind it as done ("continues to insist"), or None."""
    classes, lows = reading.classes, reading.tokens.lows
    k = infinitive - 1
    if k <= floor or not classes[k] & INFM:
        return None
    k -= 1
    while k > floor and classes[k] & ADV and lows[k] not in reading.lexicon.catenatives:
        k -= 1
    if lows[k] in reading.lexicon.catenatives:
        return k
    joined = " ".join(lows[max(floor, k - 1) : k + 1])
    return k - 1 if k > floor and joined in reading.lexicon.catenatives else None


def _opens_negation(reading: Reading, token: int) -> bool:
    """Whether a negation or its particle stands there: behind it an article is an object ("ne l'exclut pas")."""
    return (
        bool(reading.classes[token] & NEG) or reading.tokens.lows[token] in reading.lexicon.negation_particles
    )


def _is_reflexive(reading: Reading, left: int, verb: int) -> bool:
    """Whether a reflexive stands in the group: it makes another verb ("se muestra receloso") or a passive ("se espera
    que"). Where the verb reports with it, its entry holds it ("se quejó de"). "Se lo dijo" is a dative."""
    lows, reflexives = reading.tokens.lows, reading.lexicon.reflexives
    for j in range(left, verb):
        if lows[j] in reflexives and not (j + 1 < verb and reading.classes[j + 1] & CLITIC):
            return True
    return False


def _closes_bracket(reading: Reading, verb: Verb, first: int, last: int, floor: int) -> bool:
    """Whether a form that is finite and participle in one ("bestritten") stands at the end of a verb bracket."""
    if not reading.lexicon.pack.has("inverted_statement"):
        return False  # the language has no bracket
    words = " ".join(reading.tokens.lows[first : last + 1])
    if words not in verb.group.participle and words not in verb.group.infinitive:
        return False
    brace = brace_of(reading, first, floor)
    if brace is None:
        return False
    return words in verb.group.participle or bool(reading.classes[brace] & MODAL)


def _is_passive(reading: Reading, brace: int, first: int, last: int) -> bool:
    """Whether "be" makes a passive of the participle; of verbs of motion ("war ausgegangen") and behind a reflexive
    ("s'est félicité") it makes a perfect."""
    lows = reading.tokens.lows
    if not any(is_be(reading, j) for j in range(brace, first)):
        return False
    if lows[last].endswith(reading.lexicon.pack.stance.motion_participles):
        return False
    return not (brace > 0 and lows[brace - 1] in reading.lexicon.reflexives)


def perfect_at(reading: Reading, token: int) -> tuple[Verb, int, int] | None:
    """The participle of a reporting verb whose auxiliary stands at `token`: its entry, its first and last token.

    Only where auxiliary and participle stand side by side: "a déclaré", "a-t-il aussi déclaré", "ha detto".
    """
    classes, lows = reading.classes, reading.tokens.lows
    if not classes[token] & AUX or not reading.lexicon.pack.has("postposed_subject"):
        return None
    k = token + 1
    while k < len(lows) and k <= token + MOST_INSERTED:
        if classes[k] & CUE:
            for words, cue in reading.lexicon.cues.get(lows[k], ()):
                fits = isinstance(cue, Verb) and cue.form == "participle"
                if fits and tuple(lows[k : k + len(words)]) == words:
                    assert isinstance(cue, Verb)
                    last = k + len(words) - 1
                    return None if _is_passive(reading, token, k, last) else (cue, k, last)
        if not classes[k] & (ADV | NEG | AUX) and not reading.is_enclitic(k):
            return None
        k += 1
    return None


def is_be(reading: Reading, token: int) -> bool:
    return reading.tokens.lows[token] in reading.lexicon.be_forms


def brace_of(reading: Reading, participle: int, floor: int) -> int | None:
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


def particle_closes(reading: Reading, group: Group, ceiling: int) -> int | None:
    """Where the separable prefix of a verb stands ("teilte das Ministerium mit"), or None."""
    particle = group.verb.group.particle
    lows, words = reading.tokens.lows, reading.tokens.words
    for k in range(group.last + 1, min(ceiling, group.last + LONGEST_VERB_BRACKET) + 1):
        if lows[k] == particle:
            nxt = words[k + 1] if k < ceiling else "."
            if k == ceiling or nxt in (",", ".", ":", ";", "!", "?") or reading.quote_of[k + 1] >= 0:
                return k
            if reading.classes[k + 1] & (COMP | INTERROG | INFM):
                return k  # no comma stands before a clause: "voegde eraan toe dat", "legger hun til at"
        if words[k] in (".", ";", ":", "!", "?") and not reading.classes[k] & TIME:
            return None
    return None

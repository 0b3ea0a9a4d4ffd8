"""A pack compiled for reading: one dictionary of word classes, one of cue words.

Everything that reading asks of a word is answered by one look-up: `classes` gives a word's closed classes as
bits, `cues` its cue entries. Compiled once a language.
"""

from dataclasses import dataclass
from enum import IntFlag
from functools import cache
from typing import Literal

from msgspec import structs

from whence.extract.cases import NounCases, in_all_cases
from whence.extract.moods import subjunctives
from whence.extract.negation import with_negated_forms
from whence.extract.traits import Beginning, Traits, entries_of
from whence.languages.date_words import date_table
from whence.languages.declension import declensions
from whence.languages.number_words import number_table
from whence.languages.pack import NounCue, Pack, VerbGroup, pack
from whence.languages.words import WordMap, word_map

LONGEST_MEMORY = 100_000
SHORTEST_ADVERB = 4
SHORTEST_PAST = 5
"""Letters of a word in no list whose ending may tell a past: "jagged" may, "need" not."""
SHORTEST_INFLECTED = 5
LONG_ENDING = 3
SHORT_ENDING = 2
"""An entry of a hyphen and one letter tells a given name only: men's surnames end in -a too."""


class C(IntFlag):
    """Word classes. Plain integers at run time: reading tests them by the million."""

    DET = 1
    POSS = 1 << 1
    PREP = 1 << 2
    NPREP = 1 << 3
    COMP = 1 << 4
    INTERROG = 1 << 5
    SUBORD = 1 << 6
    COORD = 1 << 7
    REL = 1 << 8
    AUX = 1 << 9
    MODAL = 1 << 10
    ADV = 1 << 11
    NEG = 1 << 12
    INFM = 1 << 13
    FIN = 1 << 14
    PRON = 1 << 15
    GENERIC = 1 << 16
    FIRST = 1 << 17
    DEMO = 1 << 18
    CUE = 1 << 19
    PUNCT = 1 << 20
    TITLE = 1 << 21
    VAGUE = 1 << 22
    SOURCE = 1 << 23
    CAP = 1 << 24
    SUBJUNCTIVE = 1 << 25
    TIME = 1 << 26
    NUMBER = 1 << 27
    AS = 1 << 28
    GENITIVE = 1 << 29
    OBLIQUE = 1 << 30
    OBJECT = 1 << 31
    CLITIC = 1 << 32


class T(IntFlag):
    """Tables of which an entry begins with a word: what makes a look-up in them worth while."""

    UNIT = 1
    EVENT = 1 << 1
    STAGE = 1 << 2
    TOPIC = 1 << 3
    NOUN = 1 << 4
    DEMONYM = 1 << 5
    CHANNEL = 1 << 6
    PROBABILITY = 1 << 7
    HEDGE = 1 << 8
    CONDITIONAL = 1 << 9
    FUTURE = 1 << 10
    PAST = 1 << 11
    PRESENT = 1 << 12
    CANCEL = 1 << 13
    HEARSAY = 1 << 14
    MEDIA_HEAD = 1 << 15
    TENSE = 1 << 16
    ADVERB = 1 << 17
    HYPHEN = 1 << 18
    DATED = 1 << 19
    COUNTED = 1 << 20


HEARSAY_FAMILIES = frozenset(("adverb", "passive", "impersonal", "modal", "conditional"))

Form = Literal["finite", "participle", "infinitive", "gerund", "adjective"]


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a reporting verb."""

    group: VerbGroup
    form: Form
    negated: bool = False
    """By a prefix of its own: "nepotvrdil"."""


@dataclass(frozen=True, slots=True)
class Word:
    """Any other cue: its family and, for those that have one, the id of its group and its kind."""

    family: Literal[
        "fixed",
        "attribution",
        "citing",
        "attribution_after",
        "attribution_between",
        "attribution_owned",
        "citing_after",
        "noun",
        "adverb",
        "modal",
        "passive",
        "impersonal",
        "adjective",
        "conditional",
    ]
    id: str
    kind: str = "assert"
    heads: WordMap[bool] | None = None
    noun: NounCue | None = None


Cue = Verb | Word
Entry = tuple[tuple[str, ...], Cue]
"""A cue's words and the cue."""


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun can be a source as: a kind and the concept id shared between languages."""

    kind: Literal["role", "organisation", "media", "document", "group"]
    concept: str


class Lexicon:
    """One language, compiled. Attributes are look-ups by lower-case word."""

    def __init__(self, source: Pack) -> None:
        source = with_negated_forms(source)
        self.pack = source
        self.code = source.code
        self.classes = _classes(source)
        self.cues = _cues(source)
        self.beginning = Beginning(self.cues)
        self.attributions = entries_of(self.cues, Word, lambda word: word.family in ("attribution", "citing"))
        """The entries of words like "according to", by their first word."""
        self.verb_cues = entries_of(self.cues, Verb, lambda verb: verb.form in ("finite", "gerund"))
        """The entries of finite reporting verbs and gerunds, by their first word."""
        self.nouns = WordMap(_nouns(source))
        self.declensions = declensions(source.code)
        self.cases = NounCases(self.declensions, self.nouns.word)
        self.demonyms = word_map(source.demonyms)
        self.channels = word_map(source.channels)
        self.units = word_map(source.concepts.units)
        self.events = word_map(source.concepts.events)
        self.stages = word_map(source.concepts.stages)
        self.topics = word_map(source.concepts.topics)
        self.media_heads = WordMap((entry.lower(), True) for entry in source.sources.media_heads)
        women, men = source.sources.feminine_given, source.sources.masculine_given
        self.feminine_given = in_all_cases(women, men, self.declensions)
        self.masculine_given = in_all_cases(men, women, self.declensions)
        self.given = self.feminine_given | self.masculine_given
        stance = source.stance
        self.probability = WordMap(stance.probability.items())
        self.hedges = WordMap((entry, True) for entry in stance.hedges)
        self.conditionals = WordMap((entry, True) for entry in stance.conditionals)
        self.future = WordMap((entry, True) for entry in stance.future)
        self.past = WordMap((entry, True) for entry in stance.past)
        self.present = WordMap((entry, True) for entry in stance.present)
        self.cancels = WordMap((entry, True) for entry in stance.cancels)
        negations = frozenset(source.grammar.negations)
        self.amounts = WordMap(
            (entry, True)
            for entries in source.numbers.approximators.values()
            for entry in entries
            if negations.intersection(entry.split())
        )
        """Approximators that hold a word of negation: "no more than", "nog geen"."""
        self.attitudes = WordMap((entry, True) for entry in stance.attitudes)
        self.hearsay_modals = frozenset(source.hearsay.modals)
        self.owners = frozenset((*source.grammar.owner_prepositions, *source.grammar.agent_prepositions))
        self.reporting = frozenset(
            form
            for group in source.verbs
            if {"quote", "inquit"} & set(group.frames)
            for form in group.finite
            if " " not in form
        )
        self.infinitive_endings = source.grammar.infinitive_endings
        self.objective = frozenset(source.pronouns.objective)
        self.purpose = frozenset(source.grammar.purpose)
        self.gerund_prepositions = frozenset(source.grammar.gerund_prepositions)
        self.expletives = frozenset(source.pronouns.expletive)
        self.demonstratives = WordMap(
            (entry, True) for entry in source.pronouns.demonstrative if " " in entry
        )
        self.perfect_auxiliaries = frozenset(stance.perfect_auxiliaries)
        self.past_participles = frozenset(source.grammar.past_participles)
        reported = (form for group in source.verbs for form in group.participle if " " not in form)
        self.participles = frozenset((*reported, *stance.passive_participles))
        self.participle_endings = source.hearsay.participle_endings
        self.noun_cue_stems = WordMap(
            (entry, Word("noun", noun.id, noun.kind, noun=noun))
            for noun in source.noun_cues
            for entry in noun.forms
            if entry.startswith("-") or entry.endswith("-")
        )
        self.passive_participles = frozenset(stance.passive_participles)
        self.past_endings = stance.past_endings
        self.perfect = frozenset(source.hearsay.perfect)
        self.masculine = frozenset(source.pronouns.masculine)
        self.feminine = frozenset(source.pronouns.feminine)
        self.plural = frozenset(source.pronouns.plural)
        self.neuter = frozenset(source.pronouns.neuter)
        self.pronoun_genders: dict[str, frozenset[str]] = {}
        for gender in ("masculine", "feminine", "neuter", "plural"):
            for word in getattr(source.pronouns, gender):
                self.pronoun_genders[word] = self.pronoun_genders.get(word, frozenset()) | {gender}
        self.governed = source.pronouns.governed
        for word, gender in (*source.pronouns.possessive.items(), *self.governed.items()):
            self.pronoun_genders[word] = frozenset({gender})
        told = source.agreement
        self.agreement = word_map(
            {
                "plural": told.plural,
                "feminine": told.feminine,
                "neuter": told.neuter,
                "masculine": told.masculine,
            }
        )
        self.feminine_names = WordMap((entry, True) for entry in told.feminine_names)
        self.oblique = WordMap(
            [(entry, False) for entry in source.grammar.nominatives]
            + [(entry, True) for entry in told.oblique]
        )
        self.told_endings = tuple(entry[1:] for entry in told.oblique if entry.startswith("-")) or ("\0",)
        self.instrumental_endings = source.grammar.instrumental_endings or ("\0",)
        self.genitive_noun_endings = source.grammar.genitive_noun_endings
        self.attribute_endings = source.grammar.attribute_endings
        self.pro_drop = source.has("pro_drop")
        self.genitive_attributes = source.has("genitive_attributes")
        self.volitional = frozenset(source.grammar.volitional)
        self.finite_endings = source.grammar.finite_endings
        self.never_capital = frozenset(subjunctives(source))
        self.referring = frozenset(source.grammar.referring_adverbs)
        self.past_subjunctives = frozenset(source.grammar.past_subjunctives)
        self.not_finite = WordMap((entry, True) for entry in source.grammar.not_finite)
        self.dashes = frozenset(source.quotation.dashes)
        self.be_infinitives = frozenset(source.hearsay.be_infinitives)
        self.be_forms = frozenset(source.grammar.be_forms)
        self.time_units = frozenset(source.boilerplate.age_units)
        self.habitual = frozenset(source.grammar.habitual_adverbs)
        self.standing_determiners = frozenset(source.grammar.standing_determiners)
        self.present_forms = frozenset(form for group in source.verbs for form in group.infinitive)
        self.catenatives = frozenset(source.grammar.catenatives)
        self.going_on = frozenset(form.split()[0] for form in source.grammar.gerund_catenatives)
        self.light_verbs = frozenset(source.grammar.light_verbs)
        self.blame_prepositions = frozenset(source.grammar.blame_prepositions)
        self.tells_apart = any("addressee" in group.frames for group in source.verbs)
        self.absolute = frozenset(source.grammar.absolute_prepositions)
        self.circumstances = frozenset(source.grammar.circumstance_prepositions)
        self.noun_verbs = frozenset(source.grammar.noun_verbs)
        self.agents = frozenset(source.grammar.agent_prepositions)
        self.adverbials_before_verb = source.has("adverbials_before_verb")
        self.open_apposition = source.has("open_apposition")
        self.names_before_titles = source.has("names_before_titles")
        self.has_postpositions = any(one.position == "after" for one in source.attribution)
        self.genitive_endings = source.grammar.genitive_endings
        self.dative_endings = source.grammar.dative_endings
        self.long_oblique_endings = tuple(
            ending for ending in source.grammar.oblique_endings if len(ending) >= LONG_ENDING
        )
        self._nominatives = WordMap((entry, True) for entry in source.grammar.nominatives)
        self._case_memo: dict[str, int] = {}
        self.particles = frozenset(group.particle for group in source.verbs if group.particle)
        self.reflexives = frozenset(source.grammar.reflexives)
        self.states_infinitives = bool(source.grammar.infinitive_prepositions)
        """Infinitives are told by their endings, and also an assertion may be one: "ha detto di aver visto"."""
        self.infinitive_prepositions = frozenset(source.grammar.infinitive_prepositions)
        self.paired_negations = frozenset(source.grammar.paired_negations)
        self.negation_particles = frozenset(source.grammar.negation_particles)
        self.reportive = frozenset(source.hearsay.conditionals)
        self.counterfactual = frozenset(source.hearsay.counterfactual)
        self.directed = source.quotation.directed()
        hearsay = entries_of(self.cues, Word, lambda word: word.family in HEARSAY_FAMILIES)
        self.traits = Traits(
            self.classes,
            {
                T.UNIT: self.units,
                T.EVENT: self.events,
                T.STAGE: self.stages,
                T.TOPIC: self.topics,
                T.NOUN: self.nouns,
                T.DEMONYM: self.demonyms,
                T.CHANNEL: self.channels,
                T.PROBABILITY: self.probability,
                T.HEDGE: self.hedges,
                T.CONDITIONAL: self.conditionals,
                T.FUTURE: self.future,
                T.PAST: self.past,
                T.PRESENT: self.present,
                T.CANCEL: self.cancels,
                T.MEDIA_HEAD: self.media_heads,
            },
            {
                T.HEARSAY: hearsay.__contains__,
                T.TENSE: self._tells_tense,
                T.ADVERB: self._ends_adverb,
                T.HYPHEN: "-".__eq__,
                T.DATED: lambda low: bool(date_table(source.dates, source.cldr).triggers[low]),
                T.COUNTED: lambda low: bool(number_table(source.numbers).triggers[low]),
            },
        )
        """`traits[low]`: the word's classes (`C`), and the tables (`T`) of which an entry begins with it."""

    def is_told(self, low: str) -> bool:
        """Whether a word's ending tells that it is whom somebody tells ("dziennikarzom")."""
        return low.endswith(self.told_endings) and not self._nominatives.word(low)

    def is_feminine(self, name: list[str]) -> bool:
        """Whether a name is a woman's by an ending of the given name, or by one of the surname that few men have."""
        surname = self.feminine_names.word(name[-1]) and any(
            len(entry) > SHORT_ENDING and name[-1].endswith(entry[1:])
            for entry in self.pack.agreement.feminine_names
        )
        return bool(self.feminine_names.word(name[0]) or surname)

    def ends_past(self, low: str) -> bool:
        """Whether a word that is in no list ends like a past form."""
        return bool(self.past_endings) and low.endswith(self.past_endings) and not self.not_finite.word(low)

    def _ends_adverb(self, low: str) -> bool:
        grammar = self.pack.grammar
        if not grammar.adverb_endings or len(low) <= SHORTEST_ADVERB:
            return False
        return low.endswith(grammar.adverb_endings) and low not in grammar.not_adverbs

    def _tells_tense(self, low: str) -> bool:
        """Whether a word may tell a tense by its form, or by making a perfect."""
        makes = low in self.perfect or low in self.perfect_auxiliaries or low in self.reportive
        return makes or (len(low) >= SHORTEST_PAST and self.ends_past(low))

    def case(self, low: str) -> int:
        """`C.OBLIQUE` or `C.OBJECT` where a word's ending tells that it is no subject, else 0."""
        found = self._case_memo.get(low)
        if found is None:
            found = self._case(low)
            if len(self._case_memo) < LONGEST_MEMORY:
                self._case_memo[low] = found
        return found

    def _case(self, low: str) -> int:
        grammar = self.pack.grammar
        if len(low) < SHORTEST_INFLECTED or self._nominatives.word(low):
            return 0
        if low.endswith(grammar.oblique_endings):
            return int(C.OBLIQUE)
        return int(C.OBJECT) if low.endswith(grammar.object_endings) else 0


def _classes(source: Pack) -> dict[str, int]:
    grammar, pronouns = source.grammar, source.pronouns
    table: dict[str, int] = {}

    def put(words: tuple[str, ...], bit: int) -> None:
        for word in words:
            table[word] = table.get(word, 0) | bit

    put(grammar.determiners, C.DET)
    put(grammar.possessives, C.POSS)
    put(grammar.prepositions, C.PREP)
    put(grammar.noun_prepositions, C.PREP | C.NPREP)
    put(grammar.complementisers, C.COMP)
    put(grammar.interrogatives, C.INTERROG)
    put(grammar.subordinators, C.SUBORD)
    put(grammar.coordinators, C.COORD)
    put(grammar.relatives, C.REL)
    put(grammar.auxiliaries, C.AUX | C.FIN)
    put(grammar.modals, C.MODAL | C.FIN)
    put(grammar.adverbs, C.ADV)
    put(grammar.negations, C.NEG)
    put(grammar.infinitive_markers, C.INFM)
    put(grammar.finite_verbs, C.FIN)
    put(grammar.subjunctives, C.SUBJUNCTIVE | C.FIN)
    put(tuple(subjunctives(source)), C.SUBJUNCTIVE | C.FIN)
    put(grammar.past_subjunctives, C.FIN)
    for words in (pronouns.masculine, pronouns.feminine, pronouns.neuter, pronouns.plural):
        put(words, C.PRON)
    put(pronouns.first_person, C.PRON | C.FIRST)
    put(pronouns.generic, C.PRON | C.GENERIC)
    put(tuple(word for word in pronouns.demonstrative if " " not in word), C.DEMO)
    put(source.sources.titles, C.TITLE)
    put(source.sources.vague, C.VAGUE)
    for group in source.verbs:
        for form in group.finite:
            if " " not in form:
                table[form] = table.get(form, 0) | C.FIN
    put(tuple(word for word in (*source.stance.past, *source.stance.present) if " " not in word), C.FIN)
    put(grammar.as_words, C.AS)
    put(grammar.genitive_determiners, C.GENITIVE)
    put(grammar.clitics, C.CLITIC)
    for low in _cues(source):
        table[low] = table.get(low, 0) | C.CUE
    put((*",.;:!?()[]…–—―-", "--", "..", "..."), C.PUNCT)
    return {word: int(bits) for word, bits in table.items()}


def _cues(source: Pack) -> dict[str, list[Entry]]:
    """From the first word of a cue to its entries, longest first; several entries may share their words."""
    table: dict[str, list[Entry]] = {}

    def put(entry: str, cue: Cue) -> None:
        words = tuple(entry.lower().split())
        table.setdefault(words[0], []).append((words, cue))

    made_of = subjunctives(source)
    for group in source.verbs:
        own = {*group.finite, *group.infinitive}
        made = tuple(form for form, plural in made_of.items() if plural in own)
        for name in ("finite", "participle", "infinitive", "gerund", "adjective"):
            form: Form = name
            for entry in (*getattr(group, name), *(made if form == "finite" else ())):
                put(entry, Verb(group, form))
                for prefix in source.grammar.negative_prefixes if form == "finite" else ():
                    put(prefix + entry, Verb(group, form, negated=True))
                if group.particle and form == "finite" and " " not in entry:
                    # in a clause that ends with its verb the prefix is joined: "wie das Amt mitteilte"
                    put(group.particle + entry, Verb(structs.replace(group, particle=None), form))
    for attribution in source.attribution:
        family = "citing" if attribution.citing else "attribution"
        if attribution.position != "before":
            family = f"attribution_{attribution.position}"
        if attribution.position == "after" and attribution.citing:
            family = "citing_after"
        heads = WordMap((head, True) for head in attribution.heads) if attribution.heads else None
        for entry in attribution.forms:
            put(entry, Word(family, attribution.id, heads=heads))  # type: ignore[arg-type]
    for noun in source.noun_cues:
        for entry in noun.forms:
            put(entry, Word("noun", noun.id, noun.kind, noun=noun))
    hearsay = source.hearsay
    for kind, entries in (
        ("adverb", hearsay.adverbs),
        ("modal", hearsay.modals),
        ("passive", hearsay.passives),
        ("impersonal", hearsay.impersonal),
        ("conditional", hearsay.conditionals),
        ("adjective", hearsay.adjectives),
    ):
        for entry in entries:
            put(entry, Word(kind, "hearsay"))  # type: ignore[arg-type]
    for entry in source.grammar.fixed:
        put(entry, Word("fixed", "fixed"))
    for found in table.values():
        found.sort(key=lambda item: (-len(item[0]), not _separable(item[1])))
    return table


def _separable(cue: Cue) -> bool:
    """Whether a verb asks for another word at the end of its clause: it says more than the bare verb."""
    return isinstance(cue, Verb) and cue.group.particle is not None


def _nouns(source: Pack) -> list[tuple[str, Noun]]:
    words = source.sources
    found: list[tuple[str, Noun]] = []
    for kind, table in (
        ("media", words.media),
        ("organisation", words.organisations),
        ("group", words.groups),
        ("role", words.roles),
        ("document", words.documents),
    ):
        for concept, forms in table.items():
            found += [(form, Noun(kind, concept)) for form in forms]  # type: ignore[arg-type]
    return found


@cache
def lexicon(code: str) -> Lexicon:
    """The compiled pack of a language. Raises KeyError where there is no pack."""
    return Lexicon(pack(code))

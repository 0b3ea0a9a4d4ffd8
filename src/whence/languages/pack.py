"""Language packs: one strict TOML file a language, discovered from the folder.

A pack holds words and stems (see `words`), named phenomena and examples; no regular expressions. An unknown key
is an error. What a word does is code, once, for all languages; which words do it is the pack. Each engine that
needs words of its own declares them beside itself (`dates`, `numbers`, `segment`, …); this file puts them
together and says what the rest means.
"""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

import msgspec
from msgspec import structs

from whence.languages.boilerplate import BoilerplateWords
from whence.languages.dates import DateWords
from whence.languages.name_words import NameWords
from whence.languages.numbers import NumberWords
from whence.languages.pack_source import in_tokens, tables_of
from whence.languages.segment import SentenceWords
from whence.languages.stance_words import ConceptWords, StanceWords
from whence.languages.telling import IdentifyWords
from whence.languages.tokens import TokenWords
from whence.languages.words import Strict

Phenomenon = Literal[
    "verb_second_inversion",  # "…, siger X": the verb may stand before its subject
    "inverted_statement",  # "Derudover siger X, at …": inversion also before a content clause
    "bare_clause",  # "X said the bridge was closed": content without a complementiser
    "dash_quotes",  # a paragraph that opens with a dash is direct speech
    "perfect_infinitive_hearsay",  # "skal ha gitt", "soll gegeben haben"
    "free_subjunctive",  # "… Er sei nicht dort gewesen.": Konjunktiv I goes on from the speaker before
    "separable_verbs",  # "lehnte … ab"
    "verb_final_clauses",  # the finite verb closes a subordinate clause
    "capitalised_nouns",  # a capital letter does not make a name
    "genitive_s_without_apostrophe",  # "Holks Sprecher"
    "definite_suffix",  # "presidenten", "generalstaben": the article is an ending
    "possessive_apostrophe_s",  # "Holk's claim"
    "pro_drop",  # "Dodał, że …": a finite verb without a subject goes on from the last voice that its form fits
    "genitive_attributes",  # "rzecznik prasowy policji": adjectives and genitives stand behind their noun, unmarked
    "infinitive_hearsay",  # "kasjer miał ukraść": a hearsay modal with a person and a plain infinitive hedges
    "bare_infinitives",  # "obiecał zamknąć most": an infinitive without a marker, told by `infinitive_endings`
    "present_for_future",  # no future tense: "pelkää, että armeija lähetetään" speaks of what is to come
    "comma_clause",  # "azt mondta, a híd zárva van": a comma may stand for the complementiser
    "open_apposition",  # "Kővári Péter, a párt szóvivője azt mondta": no comma closes an apposition
    "names_before_titles",  # "Lovas Ernő kikötőmester": no common noun before a name belongs to it
    "quoted_names",  # "soobshchil «Golos zaliva»": a quotation without a comma, colon or dash beside it is a name
    "null_copula",  # "most zakryt": a clause needs no finite verb
    "institution_as_place",  # "soobshchili v Genshtabe": an institution in the locative is who says it
    "object_first",  # "Etu informatsiyu oproverg Genshtab": the object may stand before, the subject behind the verb
    "adverbials_before_verb",  # "A miniszter hétfőn a vitában azt mondta": times and places behind the subject
    "postposed_subject",  # "…, a déclaré le ministre": the subject may stand behind the whole verb
    "inquit_in_quotation",  # « Le pont, a dit le maire, est fermé »: a reporting clause inside the marks
    "reportive_conditional",  # "il aurait quitté la ville": the conditional perfect is the reporter's distance
    "postnominal_adjectives",  # "le ministre sortant": an unknown word behind a noun belongs to it
]

VerbKind = Literal[
    "assert", "deny", "predict", "doubt", "believe", "ask", "order", "plan", "fear", "perceive"
]

Frame = Literal[
    "clause",  # with a complementiser: "said that …"
    "bare",  # a clause without one: "said the bridge was closed"
    "addressee",  # who is told may stand before the clause: "told reporters that …"; no group has it: all may
    "quote",  # direct speech beside it
    "inquit",  # after (or inside) its content, without quotation marks: "…, said X"
    "figure",  # an object with a number: "put the army at 40,000 men"
    "np",  # a noun phrase: "denied the report", "fears an offensive"
    "evidence",  # a noun phrase, where the subject is a document: "the chart shows a fall"
    "infinitive",  # "promised to close the bridge"
    "object_infinitive",  # "urged them to close the bridge"
    "participial",  # "sanoi sillan olevan kiinni", "teigė nežinąs": a clause whose verb is a participle
]


class Expected(Strict, frozen=True, kw_only=True):
    """What an example must come out as. Pieces of discontinuous content are joined by " … ".

    None means "not tested here". `content` is without complementiser and quotation marks.
    """

    content: str
    origin: str
    cue: str | None = None
    relays: tuple[str, ...] | None = None
    alleged: tuple[str, ...] | None = None
    polarity: Literal["affirmed", "negated"] | None = None
    commitment: Literal["asserted", "hedged", "questioned"] | None = None
    horizon: Literal["past", "present", "future"] | None = None
    denial: bool | None = None
    condition: bool | None = None
    reporter_hedge: bool | None = None
    channel: str | None = None


class Example(Strict, frozen=True, kw_only=True):
    """A text, the group of the pack that it proves, and all statements in it (none: nothing may be found)."""

    group: str
    text: str
    statements: tuple[Expected, ...] = ()


class Quotation(Strict, frozen=True, kw_only=True):
    """`pairs` are [opening, closing]; `dashes` open direct speech at the start of a paragraph."""

    pairs: tuple[tuple[str, str], ...]
    dashes: tuple[str, ...] = ()

    def directed(self) -> dict[str, bool]:
        """The marks that only ever open (True) or only ever close (False) in this language."""
        opening, closing = ({pair[side] for pair in self.pairs} for side in (0, 1))
        return {mark: mark in opening for mark in opening ^ closing}

    def opening(self) -> frozenset[str]:
        """The marks that only ever open."""
        return frozenset(mark for mark, opens in self.directed().items() if opens)


class Grammar(Strict, frozen=True, kw_only=True):
    """Closed classes, lower case."""

    determiners: tuple[str, ...]
    possessives: tuple[str, ...]
    prepositions: tuple[str, ...]
    noun_prepositions: tuple[str, ...]
    """Those that bind a noun to the noun before them: of, for, from, i, for, von."""
    complementisers: tuple[str, ...]
    interrogatives: tuple[str, ...]
    """Words that open an embedded question: whether, how, why, what."""
    subordinators: tuple[str, ...]
    coordinators: tuple[str, ...]
    relatives: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    """Finite forms of be, have, do and the future auxiliary: what may stand between a subject and its verb."""
    modals: tuple[str, ...]
    adverbs: tuple[str, ...]
    """Adverbs that stand between a subject and its verb, or open a sentence: also, then, meanwhile, recently."""
    negations: tuple[str, ...]
    negative_prefixes: tuple[str, ...] = ()
    """What is written onto a finite verb to negate it (cs ne-, lt ne-): listed forms, and by `finite_endings`."""
    infinitive_markers: tuple[str, ...] = ()
    genitive_determiners: tuple[str, ...] = ()
    """Determiners that bind a noun to the one before it: des, der, eines ("ein Bericht des Amtes")."""
    as_words: tuple[str, ...] = ()
    """They open a reporting clause: "as the office said", "wie das Amt mitteilte"."""
    gerund_prepositions: tuple[str, ...] = ()
    """Prepositions behind which a participle still reports: "by saying", "without naming"."""
    purpose: tuple[str, ...] = ()
    """Prepositions that make a purpose of the complementiser behind them: for at, för att."""
    fixed: tuple[str, ...] = ()
    """Expressions that look like a cue and are none: "according to plan", "enligt tidtabell"."""
    question_particles: tuple[str, ...] = ()
    """They make a question of the clause whose first words they follow (ru "li")."""
    institution_prepositions: tuple[str, ...] = ()
    """With `institution_as_place`: in, at ("soobshchili v Genshtabe")."""
    impersonal_endings: tuple[str, ...] = ()
    """With `institution_as_place`: what a verb in the plural ends in."""
    infinitive_endings: tuple[str, ...] = ()
    """Where complementiser and infinitive marker are one word: what an infinitive behind it ends in (sv -a). With
    `bare_infinitives`: what every infinitive ends in (pl -ać)."""
    attribute_endings: tuple[str, ...] = ()
    """With `genitive_attributes`: endings of attributes behind a noun that few nominatives have (pl -ego, -ości)."""
    instrumental_endings: tuple[str, ...] = ()
    """With `genitive_attributes`: further endings that no subject has (pl -em, -ami, -ach; cs -em, -ech)."""
    genitive_noun_endings: tuple[str, ...] = ()
    """With `genitive_attributes`: what nouns in the genitive end in: another one begins the clause (pl -a, -ów)."""
    volitional: tuple[str, ...] = ()
    """Complementisers of what is wanted (pl żeby, cs aby): behind other verbs they open a purpose."""
    not_finite: tuple[str, ...] = ()
    """Words, stems and tails that only look finite by one of `finite_endings` or the past endings (pl udział)."""
    indefinite_articles: tuple[str, ...] = ()
    definite_plural_endings: tuple[str, ...] = ()
    """With `definite_suffix`: endings of definite nouns, singular or plural, that few names have."""
    definite_endings: tuple[str, ...] = ()
    """With `definite_suffix`: what a definite singular ends in (-en, -et)."""
    plural_endings: tuple[str, ...] = ()
    """What a bare plural ends in (en -s, de -en): it tells a group where no noun of the pack is known."""
    habitual_adverbs: tuple[str, ...] = ()
    """Adverbs with which "they" means people in general: "They always said that it would end so"."""
    standing_determiners: tuple[str, ...] = ()
    """Determiners that may stand for their noun before a verb: "another said", "both agreed"."""
    blame_prepositions: tuple[str, ...] = ()
    """Behind whom somebody blames or praises, they open what he said: "attacked Holk for saying"."""
    absolute_prepositions: tuple[str, ...] = ()
    """Prepositions that give a participle a subject of its own: "with many saying that"."""
    circumstance_prepositions: tuple[str, ...] = ()
    """Prepositions of time and reason, behind which a noun cue is not what the subject says: after, amid, trods."""
    noun_verbs: tuple[str, ...] = ()
    """Present forms of reporting verbs that are nouns too: claim, states, comments, plan."""
    catenatives: tuple[str, ...] = ()
    """Verbs that tell the infinitive behind them as done: "continues to insist", "went on to say"."""
    gerund_catenatives: tuple[str, ...] = ()
    """Those of them that hang on the clause before, whose subject they have: "…, X said, going on to add"."""
    light_verbs: tuple[str, ...] = ()
    """Verbs that only carry a noun, whose subject speaks: "made a promise to", "has doubts about"."""
    be_forms: tuple[str, ...] = ()
    """Auxiliaries that make a passive of a participle: is, was, been; blev; wurde."""
    told_prepositions: tuple[str, ...] = ()
    """Before whom somebody tells, where it stands behind the subject: fr "ont dit des sources au Courrier"."""
    owner_prepositions: tuple[str, ...] = ()
    """Behind a noun cue they name whose it is: "the claim of", "from", "fra", "von"."""
    agent_prepositions: tuple[str, ...] = ()
    """by, af, av, von."""
    finite_verbs: tuple[str, ...] = ()
    """Frequent finite verb forms that are no cue: they tell a clause from a noun phrase."""
    past_participles: tuple[str, ...] = ()
    """Frequent ones that report nothing and have no past ending: "papers seen by", "a letter sent to"."""
    gerund_endings: tuple[str, ...] = ()
    """What a participle ends in that describes the noun before it: "drivers using the bridge"."""
    adverb_endings: tuple[str, ...] = ()
    """Endings that tell an adverb, for lower-case words that are in no list: -ly, -vis."""
    not_adverbs: tuple[str, ...] = ()
    """Words that end so and are no adverbs: family, assembly."""
    finite_endings: tuple[str, ...] = ()
    """Endings (at least two letters) that tell a finite verb, for words that are in no list."""
    oblique_endings: tuple[str, ...] = ()
    """Case endings that no subject has (fi -ssa, hu -ban): an adverbial; with a capital only those of three letters."""
    object_endings: tuple[str, ...] = ()
    """Endings of the direct object (hu -ot, lt -ą): such a word is no subject and bounds one."""
    nominatives: tuple[str, ...] = ()
    """Words, stems and tails that only look oblique: fi "silta", "-valta"; hu "parlament"."""
    genitive_endings: tuple[str, ...] = ()
    """What a genitive ends in. It owns the noun behind it; a run of them is the source before a postposition."""
    question_endings: tuple[str, ...] = ()
    """Written onto a finite verb they make it open a question: fi "kestääkö"."""
    possessed_endings: tuple[str, ...] = ()
    """Endings of a noun whose owner stands before it in the nominative: hu "a polgármester ígérete"."""
    dative_endings: tuple[str, ...] = ()
    """Case endings of whom somebody tells: "kertoi Ylelle", "mondta az MTI-nek"."""
    participle_clause_endings: tuple[str, ...] = ()
    """For the frame "participial": what the participle of such a clause ends in (fi -van, -neen; lt -ąs, -ęs)."""
    past_participle_clause_endings: tuple[str, ...] = ()
    """Those of them that tell what was before (fi -neen, -neensa; lt -ęs, -usi)."""
    subjunctives: tuple[str, ...] = ()
    """Konjunktiv I forms that are unmistakable: sei, seien, habe, werde, könne."""
    clitics: tuple[str, ...] = ()
    """Object pronouns and particles that stand between a subject and its verb: lui, se, gli, ne."""
    reflexives: tuple[str, ...] = ()
    """Clitics with which a form of be makes an active perfect: s', se, si ("s'est félicité")."""
    infinitive_prepositions: tuple[str, ...] = ()
    """Prepositions that open an infinitive, told by its ending: de, di ("a promis de fermer")."""
    paired_negations: tuple[str, ...] = ()
    """Words that negate only behind one of `negation_particles`: plus, personne ("n'est plus")."""
    negation_particles: tuple[str, ...] = ()
    """ne, n'."""
    subjunctive_endings: tuple[tuple[str, str], ...] = ()
    """Pairs of endings, of the infinitive and of the subjunctive of reported speech (de -en, -e: melden, melde). Forms
    that a list of the pack has as something else (sagten, sagte) are left alone."""
    referring_adverbs: tuple[str, ...] = ()
    """Adverbs that give a sentence to whoever spoke before: demnach, demzufolge."""
    past_subjunctives: tuple[str, ...] = ()
    """What reported speech takes where the present subjunctive looks like the indicative: hätten, würden, wäre. They go
    on from a statement right before, and tell nothing alone."""


class Pronouns(Strict, frozen=True, kw_only=True):
    """Subject forms, lower case. `generic` never become a source (one, man, people)."""

    masculine: tuple[str, ...]
    feminine: tuple[str, ...]
    neuter: tuple[str, ...]
    plural: tuple[str, ...]
    first_person: tuple[str, ...]
    generic: tuple[str, ...]
    objective: tuple[str, ...] = ()
    """Object forms: me, him, mig, ham, mir, ihm ("sagte mir X")."""
    expletive: tuple[str, ...] = ()
    """Subjects that are nobody: there, der, es ("there are reports that")."""
    possessive: dict[str, Literal["masculine", "feminine", "neuter", "plural"]] = {}
    """his -> masculine: whom a possessive before a noun cue points to ("his claim that")."""
    governed: dict[str, Literal["masculine", "feminine", "neuter", "plural"]] = {}
    """them -> plural: whom a form means that stands behind "according to" (or before "zufolge")."""
    reflexive: tuple[str, ...] = ()
    """Possessives of the clause's own subject: "Ministr podle svých slov o tom nevěděl" is what the minister says."""
    demonstrative: tuple[str, ...]
    """"Det skriver X", "Das berichtet X", "O tym poinformował X": they point to the sentence beside them. Entries of
    several words may stand behind the verb too ("Poinformował o tym X")."""


class AgreementWords(Strict, frozen=True, kw_only=True):
    """What a finite verb form tells of its subject. With `pro_drop` it chooses the voice before; words and tails."""

    masculine: tuple[str, ...] = ()
    """Forms with a masculine singular subject: pl "-ł"."""
    feminine: tuple[str, ...] = ()
    """pl "-ła"."""
    neuter: tuple[str, ...] = ()
    """pl "-ło"."""
    plural: tuple[str, ...] = ()
    """pl "-li", it "hanno". Where there are any, other forms are singular."""
    feminine_names: tuple[str, ...] = ()
    """Given names and surnames of women, by their ends: pl "-a", cs "-ová". The lists of given names go before."""
    converb_endings: tuple[str, ...] = ()
    """What a converb or participle ends in that opens a clause with the main clause's subject (pl -ąc, pytany)."""
    oblique: tuple[str, ...] = ()
    """Forms that no subject has: a phrase behind the verb that holds one is whom one told (pl "-om", fi "-lle")."""


class VerbGroup(Strict, frozen=True, kw_only=True):
    """One reporting verb (or several that behave alike), by what it does and where it may stand.

    `id` is shared between languages ("say", "deny", "write"). Forms may be several words ("called for").
    `particle` is a separable prefix that closes the clause ("lehnte … ab"). `media` tells that the subject is
    usually an outlet (writes, reports).
    """

    id: str
    kind: VerbKind
    frames: tuple[Frame, ...]
    finite: tuple[str, ...]
    participle: tuple[str, ...] = ()
    infinitive: tuple[str, ...] = ()
    gerund: tuple[str, ...] = ()
    adjective: tuple[str, ...] = ()
    """Behind a form of be: "is confident that", "was critical of"."""
    prepositions: tuple[str, ...] = ()
    """What may open its object, words between them or not: "spoke openly about", "is critical of"."""
    particle: str | None = None
    media: bool = False


class Attribution(Strict, frozen=True, kw_only=True):
    """Words that attribute without a verb. before: "ifølge X"; after: "X zufolge"; around: "nach Angaben von X".
    between: "aus X geht hervor, dass …", behind a preposition with its source and before its clause. owned: "in X's
    view", nouns behind their owner and one of the prepositions that `heads` lists.

    `citing` is for words that name the voice behind the one who speaks: "citing X", "med henvisning til X".
    """

    id: str
    position: Literal["before", "after", "between", "owned"]
    forms: tuple[str, ...]
    citing: bool = False
    heads: tuple[str, ...] = ()
    """For words that attribute only with certain nouns: "nach offiziellen Angaben", "seiner Meinung nach". Words, stems
    and tails, one of which must stand in the phrase."""


class NounCue(Strict, frozen=True, kw_only=True):
    """A noun that carries a content clause: "the claim that …". `kind` as for verbs."""

    id: str
    kind: VerbKind
    forms: tuple[str, ...]
    frames: tuple[Frame, ...] = ("clause",)
    """Also "infinitive" ("the mayor's promise to close it"), where somebody owns it or a light verb carries it."""
    prepositions: tuple[str, ...] = ()
    """Where somebody owns it, they open what it is about: "the mayor's criticism of", "has doubts about"."""


class Hearsay(Strict, frozen=True, kw_only=True):
    """The reporter's distance, with or without a source.

    `adverbs`: reportedly, angiveligt. `modals`: skal, soll, where a perfect infinitive (`perfect`: ha, have,
    haben, være, sein) follows. `passives`: "is said to", "hævdes at". `impersonal`: whole clauses without a
    source, before ("it is reported that") or after the content ("it is said", "heißt es").
    """

    adverbs: tuple[str, ...] = ()
    modals: tuple[str, ...] = ()
    perfect: tuple[str, ...] = ()
    passives: tuple[str, ...] = ()
    impersonal: tuple[str, ...] = ()
    participle_endings: tuple[str, ...] = ()
    """Endings of the participle behind `perfect` (da -et, -t; sv -it), where they tell it from a plain "have"."""
    be_infinitives: tuple[str, ...] = ()
    """With `infinitive_hearsay`: infinitives with which the modal tells a plan (pl być, zostać)."""
    adjectives: tuple[str, ...] = ()
    """alleged, påstået: they hedge the noun behind them."""
    conditionals: tuple[str, ...] = ()
    """With `reportive_conditional`: auxiliaries in the conditional, which a participle must follow: aurait, habría."""
    counterfactual: tuple[str, ...] = ()
    """Participles of modal verbs behind such an auxiliary: what should or could have been, no hearsay (dû, pu)."""


class SourceWords(Strict, frozen=True, kw_only=True):
    """Nouns that can be a source, by concept id shared between languages; tables `id -> forms`."""

    roles: dict[str, tuple[str, ...]]
    """Persons by function: president, minister, spokesman, general, mayor."""
    titles: tuple[str, ...]
    """What stands before a name and is no part of it: Mr, Dr, Herr."""
    organisations: dict[str, tuple[str, ...]]
    """general_staff, defence_ministry, police, court, parliament, army, company."""
    media: dict[str, tuple[str, ...]]
    """Generic nouns: news_agency, newspaper, portal, broadcaster."""
    media_heads: tuple[str, ...]
    """Words and tails of outlets' names: "Times", "-bladet", "-Zeitung"."""
    norms: tuple[str, ...] = ()
    """What is in force and is nobody's word, in all cases: law, constitution. No source of "according to"."""
    bynames: tuple[str, ...] = ()
    """What stands between a name and another name of the same: "known as", "alias"."""
    documents: dict[str, tuple[str, ...]]
    """letter, report, statement, video, post, map, document, poll, study."""
    groups: dict[str, tuple[str, ...]]
    """Plural nouns for unnamed people: experts, sources, officials, diplomats, witnesses, analysts."""
    vague: tuple[str, ...]
    """Quantifiers and adjectives of unnamed groups: many, several, some, unnamed, Western."""
    feminine_given: tuple[str, ...] = ()
    masculine_given: tuple[str, ...] = ()
    """Frequent given names: they tell persons from outlets, and "he" from "she"."""


class Pack(Strict, frozen=True, kw_only=True, dict=True):
    """One language. `code` is the pack's code, `cldr` the locale that Babel knows."""

    schema: Literal[1]
    code: str
    name: str
    native: str
    cldr: str
    status: Literal["tested", "draft"]
    identify: IdentifyWords
    phenomena: tuple[Phenomenon, ...]
    tokens: TokenWords = TokenWords()
    quotation: Quotation
    sentences: SentenceWords
    grammar: Grammar
    pronouns: Pronouns
    agreement: AgreementWords = AgreementWords()
    verbs: tuple[VerbGroup, ...]
    attribution: tuple[Attribution, ...]
    noun_cues: tuple[NounCue, ...]
    hearsay: Hearsay
    sources: SourceWords
    channels: dict[str, tuple[str, ...]]
    stance: StanceWords
    dates: DateWords
    numbers: NumberWords
    concepts: ConceptWords
    demonyms: dict[str, tuple[str, ...]] = {}
    """ISO 3166-1 alpha-2 -> adjectives and names of inhabitants, as stems ("ukrain-")."""
    names: NameWords
    boilerplate: BoilerplateWords
    examples: tuple[Example, ...]

    @cached_property
    def has(self) -> Callable[[Phenomenon], bool]:
        """Whether the pack switches a phenomenon on. Asked by the ten thousand: made once, of a set."""
        return frozenset(self.phenomena).__contains__


class PackError(ValueError):
    """A pack that does not fit the schema: the file, the key and what is wrong with it."""


@cache
def codes() -> tuple[str, ...]:
    """The codes of all packs, discovered from the folder, sorted."""
    folder = files("whence.languages") / "packs"
    return tuple(sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml")))


@cache
def pack(code: str) -> Pack:
    """The pack of a language. Raises `PackError` where the file does not fit the schema, KeyError where none is."""
    return parse(_source(code), f"{code}.toml")


@cache
def part(code: str, name: str) -> Any:
    """One table of a pack, as `pack(code)` has it, read without the rest of the file.

    What is asked of all packs (names, demonyms, boilerplate, telling languages apart) must not load them all: a
    run reads one or two languages. Raises as `pack` does.
    """
    field = next(one for one in structs.fields(Pack) if one.name == name)
    with _told(f"{code}.toml"):
        table = tables_of(_source(code), (name, "tokens"))
        return msgspec.convert(table[name], field.type) if name in table else field.default


def _source(code: str) -> str:
    if code not in codes():
        raise KeyError(code)
    return (files("whence.languages") / "packs" / f"{code}.toml").read_text("utf-8")


def parse(source: str, where: str) -> Pack:
    """A pack from TOML text; `where` names it in errors."""
    with _told(where):
        return msgspec.convert(in_tokens(tomllib.loads(source)), Pack)


@contextmanager
def _told(where: str) -> Iterator[None]:
    try:
        yield
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise PackError(f"{where}: {error}") from error

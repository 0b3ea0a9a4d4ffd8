"""One document, read once: its tokens, sentences, word classes, quotations, times. What all rules look at."""

from bisect import bisect_left, bisect_right
from functools import cache
from itertools import chain, compress

from whence.extract.lexicon import SHORTEST_ADVERB, C, Lexicon, T, Word
from whence.extract.namelessness import mark_nameless
from whence.extract.negation import negated_by_prefix
from whence.extract.quotations import SIGNS, Quotation, quotations
from whence.extract.spans import Mention, Phrase
from whence.languages.dates import TimeMatch
from whence.languages.outlets import outlet_kind
from whence.languages.segment import Sentence, segment
from whence.languages.tokens import Tokens
from whence.model import Document

FIN = int(C.FIN)
PRON = int(C.PRON)
PUNCT = int(C.PUNCT)

CAP, ADV, OBLIQUE, CUE, AS = int(C.CAP), int(C.ADV), int(C.OBLIQUE), int(C.CUE), int(C.AS)
ADVERB, HYPHEN = int(T.ADVERB), int(T.HYPHEN)
CONCEPT = int(T.UNIT | T.EVENT | T.STAGE | T.TOPIC)
NAMING = int(T.NOUN | T.DEMONYM)
TENSED = int(T.FUTURE | T.PAST | T.PRESENT | T.TENSE)
LISTED_TRAITS = (NAMING, TENSED, int(T.DATED), int(T.COUNTED))
RARE = (
    int(T.HEARSAY),
    int(T.HEDGE),
    int(T.PROBABILITY),
    int(T.CONDITIONAL),
    int(T.CHANNEL),
    ADVERB,
    HYPHEN,
    CONCEPT,
)
"""Traits of few words that rules look for in long stretches."""
SPECIAL = sum(RARE)
SHORTEST_COMPOUND = 8
LONGEST_OUTLET_NAME = 5
LONGEST_HEADLINE = 30
OPENING = frozenset((":", "„", "“", "»", "«", '"', "‚", "'", "–", "—", "-"))
CLOSED = int(
    C.FIN
    | C.AUX
    | C.MODAL
    | C.ADV
    | C.PREP
    | C.NPREP
    | C.COORD
    | C.SUBORD
    | C.NEG
    | C.INFM
    | C.AS
    | C.SUBJUNCTIVE
)

VERBAL = int(C.FIN | C.CUE | C.AUX | C.MODAL)
NOMINAL = int(C.DET | C.POSS | C.PREP)
CLOSED_OR_CUE = CLOSED | VERBAL
SUBJUNCTIVE = int(C.SUBJUNCTIVE)
NEG = int(C.NEG)
LISTED = CUE | AS | CAP | FIN | SUBJUNCTIVE | NEG
"""Classes whose tokens are listed, for the rules that go through all of them."""


class Reading:
    """`classes[i]` are the word-class bits of token i, `traits[i]` those of the tables that it may begin an entry
    of (`lexicon.T`); `quote_of[i]` the index of its quotation or -1.

    `marked[i]` is True inside boilerplate. `paragraphs` are (first, last) token indexes, inclusive.
    """

    __slots__ = (
        "_cue_words",
        "_cues",
        "_openings",
        "_rare",
        "capital_nouns",
        "classes",
        "colons",
        "compound_cues",
        "document",
        "dropped",
        "finite",
        "inner_capitals",
        "inner_names",
        "lexicon",
        "marked",
        "mentions",
        "named",
        "named_marks",
        "negations",
        "paragraphs",
        "quotations",
        "quote_of",
        "sentence_openers",
        "sentence_starts",
        "sentences",
        "speaker",
        "stray",
        "stray_marks",
        "tensed",
        "text",
        "times",
        "tokens",
        "traits",
        "verbal",
        "words",
    )
    """More attributes than a dictionary shares between instances: slots are read faster."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document = document
        self.lexicon = lexicon
        self.text = document.text
        self.tokens = tokens = Tokens(document.text, lexicon.pack.tokens)
        opening = lexicon.pack.quotation.opening()
        self.sentences: list[Sentence] = segment(
            tokens, lexicon.pack.sentences, reporting=lexicon.reporting, opening=opening
        )
        known = list(map(lexicon.traits.__getitem__, tokens.lows))
        self.classes = [bits for bits, _ in known]
        self.traits = traits = [bits for _, bits in known]
        for i in tokens.capitals:
            self.classes[i] |= CAP
        telling = list(compress(range(len(traits)), traits))
        special = [i for i in telling if traits[i] & SPECIAL]
        self._rare = {bit: [i for i in special if traits[i] & bit] for bit in RARE}
        self._rare |= {bit: [i for i in telling if traits[i] & bit] for bit in LISTED_TRAITS}
        for i in self._rare[HYPHEN]:
            glued = 0 < i < len(tokens) - 1 and tokens.starts[i] == tokens.ends[i - 1]
            if glued and tokens.starts[i + 1] == tokens.ends[i]:
                self.classes[i] = 0  # "a 62-year-old": no dash
        self.capital_nouns: set[int] = set()
        """Where nouns are capitalised, the words inside a sentence that a capital keeps from being a verb."""
        if lexicon.pack.has("capitalised_nouns"):
            self._nouns_are_no_verbs()
        self._names_are_no_function_words()
        for i in self._rare[ADVERB]:
            if not self.classes[i] and not (lexicon.pack.has("postnominal_adjectives") and self._is_noun(i)):
                self.classes[i] = ADV
        mark_nameless(lexicon, tokens.lows, self.classes)
        if lexicon.pack.grammar.question_endings:
            self._question_verbs()
        if lexicon.pack.grammar.negative_prefixes:
            self._negated_verbs()
        if lexicon.pack.grammar.oblique_endings or lexicon.pack.grammar.object_endings:
            self._cases()
        self.compound_cues = self._compound_cues()
        self.paragraphs = self._paragraphs()
        self.quotations, self.stray = quotations(
            tokens, self.paragraphs, dashes=lexicon.dashes, directed=lexicon.directed, signs=_signs(lexicon)
        )
        self.stray_marks = frozenset(self.stray)
        self.named_marks: list[int] = []
        """Quotation marks that belong to a name, and stand as its first and last word."""
        self._name_quotes()
        self._inner_dashes()
        self.quote_of = [-1] * len(tokens)
        for number, quotation in enumerate(self.quotations):
            self.quote_of[quotation.open : quotation.close + 1] = [number] * (
                quotation.close + 1 - quotation.open
            )
        self.marked = bytearray(len(tokens))
        for mark in document.marks:
            first = bisect_right(tokens.ends, mark.start)
            for i in range(first, len(tokens)):
                if tokens.starts[i] >= mark.end:
                    break
                self.marked[i] = 1
        self.sentence_starts = [sentence.first for sentence in self.sentences]
        self.sentence_openers = set(self.sentence_starts)
        self.words = set(tokens.words)
        """As they are written, for the question whether a word stands in lower case too."""
        self.inner_capitals = {
            tokens.lows[i]
            for i in chain(self.tokens.capitals, self.named_marks)
            if self.classes[i] & CAP and i not in self.sentence_openers
        }
        self.inner_names = {
            tokens.lows[i]
            for i in self.tokens.capitals
            if i not in self.sentence_openers and not (i + 1 < len(tokens) and self.classes[i + 1] & CAP)
        }
        """Words with a capital inside a sentence that end a name: "York", not the "New" before it."""
        classes = self.classes
        listed = [i for i, bits in enumerate(classes) if bits & LISTED]
        verbal = FIN | SUBJUNCTIVE
        self._cue_words = [i for i in listed if classes[i] & CUE]
        """The tokens with the first word of a cue, in order."""
        lows, stands = tokens.lows, lexicon.beginning.may
        self._cues = [i for i in self._cue_words if i in self.compound_cues or stands(lows, i)]
        """Those at which a cue may begin, by the word behind too: many open phrases of plain words ("in", "is")."""
        self._openings = sorted({*self._cues, *(i for i in listed if classes[i] & AS)})
        self.named = [i for i in listed if classes[i] & CAP]
        """The tokens that have a capital as names do, marks that belong to a name included, in order."""
        self.verbal = [i for i in listed if classes[i] & verbal]
        """The tokens that may be finite verbs, or stand in the subjunctive, in order."""
        paired = lexicon.paired_negations
        self.negations = [i for i in listed if classes[i] & NEG]
        """The tokens that negate, or do so behind a particle ("ne … pas"), in order."""
        if paired:
            self.negations = sorted(
                {*self.negations, *(i for i, low in enumerate(tokens.lows) if low in paired)}
            )
        self.colons = [i for i in tokens.marks if tokens.words[i] == ":"]
        self.speaker: Phrase | None = None
        """The last speaker of the sentence that is being read: the subject of "and added"."""
        self.dropped: dict[int, str | None] = {}
        """Verbs that stand for the subject they leave out -> the gender or number that their form tells."""
        self.times: list[TimeMatch] = []
        self.finite = bytearray()
        """Of each token whether it is a finite verb (`standing.finite_tokens`), once the times are known."""
        self.tensed: list[int] = []
        """The tokens that may tell a tense, in order, once the finite verbs are known."""
        self.mentions: dict[tuple[int, int], Mention] = {}
        """What `mentions.analyse` has made of stretches of tokens: rules ask for the same one again and again."""

    def is_common(self, token: int) -> bool:
        """Whether a capitalised word that opens a sentence is a common noun: by its other uses in the text, else by
        its definite ending."""
        lexicon, low, word = self.lexicon, self.tokens.lows[token], self.tokens.words[token]
        if lexicon.pack.has("capitalised_nouns") or token not in self.sentence_openers or word.isupper():
            return False
        if low in self.words and low[0].islower():
            return True
        if low in self.inner_capitals or low in lexicon.feminine_given or low in lexicon.masculine_given:
            return False
        if outlet_kind(word) is not None:
            return False
        return lexicon.pack.has("definite_suffix") and low.endswith(
            lexicon.pack.grammar.definite_plural_endings
        )

    def _name_quotes(self) -> None:
        """A short quotation of capitals with an outlet's head word, or behind a media noun, is a name, not speech."""
        kept: list[Quotation] = []
        lexicon, words, lows = self.lexicon, self.tokens.words, self.tokens.lows
        for quotation in self.quotations:
            inner = range(quotation.first, quotation.last + 1)
            short = quotation.kind != "dash" and quotation.last - quotation.first < LONGEST_OUTLET_NAME
            noun = lexicon.nouns.word(lows[quotation.open - 1]) if quotation.open else None
            if short and noun is not None and noun.kind in ("media", "organisation"):
                if words[quotation.first][0].isupper():
                    # "telekanal «Golos zaliva»": a capital only at its beginning
                    for k in range(quotation.open, quotation.close + 1):
                        self.classes[k] = CAP
                    continue
            if short and words[quotation.first][0].isupper() and self._is_quoted_name(quotation):
                for k in range(quotation.open, quotation.close + 1):
                    self.classes[k] = CAP
                continue
            if short and all(words[k][0].isupper() or not words[k][0].isalpha() for k in inner):
                heads = any(lexicon.media_heads.word(lows[k]) for k in inner) or self._known_outlet(quotation)
                behind_attribution = quotation.open > 0 and any(
                    isinstance(entry, Word) and entry.family in ("attribution", "citing")
                    for _, entry in lexicon.cues.get(lows[quotation.open - 1], ())
                )
                if (
                    heads
                    or behind_attribution
                    or (noun is not None and noun.kind in ("media", "organisation"))
                ):
                    self.classes[quotation.open] |= CAP
                    self.classes[quotation.close] |= CAP
                    self.named_marks += (quotation.open, quotation.close)
                    continue
            kept.append(quotation)
        self.quotations = kept

    def _is_quoted_name(self, quotation: Quotation) -> bool:
        """Whether a short quotation is a name because no mark sets it off: "soobshchil «Golos zaliva» v pyatnitsu"."""
        words, classes, lexicon = self.tokens.words, self.classes, self.lexicon
        if not lexicon.pack.has("quoted_names"):
            return False
        fin = FIN
        if quotation.open and words[quotation.open - 1][0].isalpha():
            said = classes[quotation.open - 1] & fin
            return not (said and any(classes[k] & fin for k in range(quotation.first, quotation.last + 1)))
        behind = quotation.close + 1
        opens = quotation.open == 0 or words[quotation.open - 1] in (".", "!", "?", ",")
        return opens and behind < len(words) and bool(classes[behind] & fin)

    def _known_outlet(self, quotation: Quotation) -> bool:
        return outlet_kind(self.tokens.slice(quotation.first, quotation.last)) is not None

    def _inner_dashes(self) -> None:
        """Direct speech behind a dash that opens a sentence inside a paragraph (crawls lose the line break)."""
        words, lexicon = self.tokens.words, self.lexicon
        if not lexicon.dashes or not lexicon.pack.has("dash_quotes"):
            return
        ends = dict(self.paragraphs)
        opens = {quotation.paragraph for quotation in self.quotations if quotation.kind == "dash"}
        starts = [quotation.open for quotation in self.quotations]
        current, number = -1, -1
        found: list[Quotation] = []
        for sentence in self.sentences:
            if sentence.paragraph != current:
                current, number = sentence.paragraph, number + 1
                continue
            i = sentence.first
            if number in opens or words[i] not in lexicon.dashes or i + 2 > sentence.last:
                continue
            number_before = bisect_right(starts, i) - 1
            if number_before >= 0 and self.quotations[number_before].close >= i:
                continue  # «Most zakryt, — skazal mer. — Nadolgo»: inside quotation marks
            if words[i - 1] in (".", "!", "?") and words[i + 1][0].isupper():
                last = self.paragraphs[number][1]
                found.append(Quotation(i, last, i + 1, last, number, "dash"))
                opens.add(number)
        if found and ends:
            reach = {quotation.paragraph: quotation.open for quotation in found}
            self.quotations = sorted(
                [q for q in self.quotations if q.open < reach.get(q.paragraph, q.open + 1)] + found,
                key=lambda q: q.open,
            )

    def _question_verbs(self) -> None:
        """Finite verbs with a particle of questions open an embedded question ("kysyi, kestääkö silta")."""
        grammar, classes = self.lexicon.pack.grammar, self.classes
        for i, low in enumerate(self.tokens.lows):
            if classes[i] & ~CAP or not low.endswith(grammar.question_endings):
                continue
            for ending in grammar.question_endings:
                verb = low.removesuffix(ending)
                known = self.lexicon.classes.get(verb, 0) & FIN
                if verb != low and (
                    known or (len(verb) > SHORTEST_ADVERB and verb.endswith(grammar.finite_endings))
                ):
                    classes[i] |= int(C.INTERROG | C.FIN)
                    break

    def _cases(self) -> None:
        """Words whose ending tells an oblique case are adverbials, those in the case of the object are no subjects."""
        lows, lexicon, classes = self.tokens.lows, self.lexicon, self.classes
        for i, low in enumerate(lows):
            bits = classes[i]
            if bits & ~CAP:
                continue
            case = lexicon.case(low)
            if not case:
                continue
            if not bits & CAP:
                classes[i] = case | ADV if case & OBLIQUE else case
            elif (
                case & OBLIQUE
                and (low.endswith(lexicon.long_oblique_endings) or lexicon.channels.word(low))
                and low not in lexicon.masculine_given
                and low not in lexicon.feminine_given
            ):
                classes[i] |= case

    def _compound_cues(self) -> dict[int, Word]:
        """Compounds whose tail is a noun cue ("politiopplysninger")."""
        stems = self.lexicon.noun_cue_stems
        found: dict[int, Word] = {}
        if not stems:
            return found
        for i, low in enumerate(self.tokens.lows):
            if (
                len(low) > SHORTEST_COMPOUND
                and not self.classes[i] & ~CAP
                and (word := stems.word(low)) is not None
            ):
                found[i] = word
                self.classes[i] |= CUE
        return found

    def _negated_verbs(self) -> None:
        """Verbs in no list that a prefix negates; capitalised ones only where they open a sentence."""
        openers = {sentence.first for sentence in self.sentences}
        for i, low in enumerate(self.tokens.lows):
            bits = self.classes[i]
            if bits & ~CAP or (bits & CAP and i not in openers):
                continue
            if negated_by_prefix(low, self.lexicon.pack):
                self.classes[i] = bits | int(C.NEG | C.FIN)

    def _nouns_are_no_verbs(self) -> None:
        """Where nouns are capitalised, a capital inside a sentence takes a word out of the closed classes."""
        openers = {sentence.first for sentence in self.sentences}
        words, lows, lowered = self.tokens.words, self.tokens.lows, self.lexicon.never_capital
        for i, bits in enumerate(self.classes):
            if bits & CAP and lows[i] in lowered:
                self.classes[i] = bits & ~int(C.FIN | C.SUBJUNCTIVE)
                self.capital_nouns.add(i)
            elif bits & CAP and i not in openers and words[i - 1] not in OPENING:
                self.classes[i] = bits & ~CLOSED
                if bits & CUE:
                    self.capital_nouns.add(i)

    def _names_are_no_function_words(self) -> None:
        """A given name before a capitalised surname is no preposition and no verb ("Per Ek", "Rose Hill").

        Nor is a capital behind another one a verb or a cue ("United States"), unless its whole sentence is written so.
        """
        words, lows, lexicon = self.tokens.words, self.tokens.lows, self.lexicon
        closed = [i for i in self.tokens.capitals if self.classes[i] & CLOSED_OR_CUE]
        named = [i for i in closed if self.classes[i] & VERBAL and i and self.classes[i - 1] & CAP]
        if named:
            starts = [sentence.first for sentence in self.sentences]
            for i in named:
                k = bisect_right(starts, i) - 1
                if i != starts[k] and not self._titled(k):
                    self.classes[i] &= ~VERBAL
        for i in closed:
            bits = self.classes[i]
            if (
                bits & CLOSED
                and i + 1 < len(words)
                and self.classes[i + 1] & CAP
                and not words[i].isupper()
                and (lows[i] in lexicon.masculine_given or lows[i] in lexicon.feminine_given)
            ):
                self.classes[i] = bits & ~CLOSED

    def _titled(self, sentence: int) -> bool:
        """Whether most words of a sentence are capitalised, as in a headline."""
        here = self.sentences[sentence]
        bits = self.classes[here.first : min(here.last, here.first + LONGEST_HEADLINE) + 1]
        return 2 * sum(1 for one in bits if one & CAP) > sum(1 for one in bits if not one & PUNCT)

    def _paragraphs(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        current = -1
        for sentence in self.sentences:
            if sentence.paragraph != current:
                found.append((sentence.first, sentence.last))
                current = sentence.paragraph
            else:
                found[-1] = (found[-1][0], sentence.last)
        return found

    def _is_noun(self, token: int) -> bool:
        """Whether a word that ends like an adverb is a noun: a known one, or behind an article or a preposition."""
        before = self.classes[token - 1] if token else 0
        return bool(before & NOMINAL) or bool(self.lexicon.nouns.word(self.tokens.lows[token]))

    def is_enclitic(self, token: int) -> bool:
        """Whether a pronoun hangs on the verb before it by a hyphen: "dit-il", "a-t-il"."""
        text = self.text
        return token > 0 and bool(self.classes[token] & PRON) and text[self.tokens.ends[token - 1]] in "-‑"

    def holds_cue_word(self, first: int, last: int) -> bool:
        """Whether the first word of a cue stands among the tokens `first` to `last`."""
        return _any_within(self._cue_words, first, last)

    def holds_cue(self, first: int, last: int) -> bool:
        """Whether a cue may begin among the tokens `first` to `last`."""
        return _any_within(self._cues, first, last)

    def with_rare(self, trait: int) -> list[int]:
        """All tokens that have one of the traits of `RARE`, in order."""
        return self._rare[trait]

    def rare(self, trait: int, first: int, last: int) -> list[int]:
        """The tokens `first` to `last` that have one of the traits of `RARE`, in order."""
        found = self._rare[trait]
        start = bisect_left(found, first)
        if start == len(found) or found[start] > last:
            return []  # nearly always
        return found[start : bisect_right(found, last, start)]

    def next_colon(self, first: int, last: int) -> int | None:
        """The first colon among the tokens `first` to `last`."""
        k = bisect_left(self.colons, first)
        return self.colons[k] if k < len(self.colons) and self.colons[k] <= last else None

    def negations_within(self, first: int, last: int) -> list[int]:
        """Those of `negations` that lie among the tokens `first` to `last`."""
        return self.negations[bisect_left(self.negations, first) : bisect_right(self.negations, last)]

    def cues_within(self, first: int, last: int) -> list[int]:
        """The tokens `first` to `last` at which a cue or a word like "as" may begin, in order."""
        return self._openings[bisect_left(self._openings, first) : bisect_right(self._openings, last)]

    def lows(self, first: int, last: int) -> list[str]:
        """Lower-case words of tokens `first` to `last`, inclusive."""
        return self.tokens.lows[first : last + 1]


def _any_within(tokens: list[int], first: int, last: int) -> bool:
    k = bisect_left(tokens, first)
    return k < len(tokens) and tokens[k] <= last


@cache
def _signs(lexicon: Lexicon) -> frozenset[str]:
    """The signs that this language's packs pair like quotation marks."""
    return (
        frozenset(opening for opening, closing in lexicon.pack.quotation.pairs if opening == closing) & SIGNS
    )

"""Nouns with their attributes behind them, unmarked: "rzecznik prasowy policji", "wojewoda Adam Lis"."""

from whence.extract.lexicon import C
from whence.extract.reading import Reading
from whence.extract.standing import finite_at

DET, VAGUE, NPREP = int(C.DET), int(C.VAGUE), int(C.NPREP)
PREP, CAP, PUNCT, TIME = int(C.PREP), int(C.CAP), int(C.PUNCT), int(C.TIME)


def role_of_name(reading: Reading, first: int, last: int) -> int | None:
    """Where "wojewoda Adam Lis" begins behind an adverbial: the role before the name that ends a phrase, not the noun
    that stands right behind a preposition."""
    classes, lexicon, lows = reading.classes, reading.lexicon, reading.tokens.lows
    k = last
    while k > first and classes[k] & CAP:
        k -= 1
    found = None
    while k > first + 1 and last > k and not classes[k] & (PREP | CAP | PUNCT | TIME):
        noun = lexicon.nouns.word(lows[k])
        if noun is not None and noun.kind == "role" and not classes[k - 1] & PREP:
            found = k
        elif noun is None and not lows[k].endswith(lexicon.attribute_endings):
            break
        k -= 1
    return found


def subject_behind_adverbial(reading: Reading, first: int, last: int) -> int | None:
    """The noun that ends a stretch, where it can be a source and stands in no case that the adverbial before it gives:
    "W liście do załogi | dyrektor"."""
    lexicon, lows = reading.lexicon, reading.tokens.lows
    noun = lexicon.nouns.word(lows[last])
    endings = lexicon.genitive_noun_endings
    if noun is None or noun.kind == "document" or last < first + 2 or not endings:
        return None
    if reading.classes[last - 1] & (PREP | CAP) or lows[last].endswith(
        (*endings, *lexicon.attribute_endings)
    ):
        return None
    return None if lexicon.is_told(lows[last]) or lows[last].endswith(lexicon.instrumental_endings) else last


def described_end(reading: Reading, first: int, last: int) -> int:
    """The end of a noun phrase before what only describes it: "Burmistrz | pytany o termin", "Otec | u soudu"."""
    if not reading.lexicon.genitive_attributes:
        return last
    endings = reading.lexicon.pack.agreement.converb_endings or ("\0",)
    for k in range(first + 1, last + 1):
        bits = reading.classes[k]
        if (not bits and reading.tokens.lows[k].endswith(endings)) or (
            bits & PREP and not bits & (NPREP | CAP | DET | VAGUE)
        ):
            return k - 1
    return last


def is_converb(reading: Reading, token: int) -> bool:
    """Whether a participle that describes the main clause's subject stands there: "Pytana o cła …"."""
    endings = reading.lexicon.pack.agreement.converb_endings
    return bool(endings) and reading.tokens.lows[token].endswith(endings)


def behind_converb(reading: Reading, first: int, last: int) -> int | None:
    """The subject behind a participle that opens a clause without a comma: "Pytana o cła | minister Ewa Sowa"."""
    if not is_converb(reading, first):
        return None
    return role_of_name(reading, first, last) or subject_behind_adverbial(reading, first, last)


def is_addressed(reading: Reading, token: int) -> bool:
    """Whether a listed word is whom one tells and no genitive, where the pack knows its cases: "agentstvu"."""
    lexicon, low = reading.lexicon, reading.tokens.lows[token]
    return bool(lexicon.declensions and lexicon.oblique.word(low)) and not low.endswith(lexicon.told_endings)


def bounds_attributes(reading: Reading, first: int, token: int, *, oblique: bool) -> bool:
    """Whether the phrase that begins at `first` ends before the token: a verb, whom one told, what is no attribute."""
    lexicon, low = reading.lexicon, reading.tokens.lows[token]
    acronym = (
        oblique and reading.tokens.words[token].isupper()
    )  # "po soobshcheniyam polskikh | SMI" has no cases
    addressed = is_addressed(reading, token) and not acronym
    if finite_at(reading, token) or addressed or (not oblique and lexicon.is_told(low)):
        return True
    return ends_attributes(reading, first, token, genitive=oblique)


def ends_attributes(reading: Reading, first: int, token: int, *, genitive: bool) -> bool:
    """Whether a lower-case word behind a phrase's noun is no attribute of it by its ending.

    `genitive`: the phrase stands in the genitive itself, so that a noun in another case opens the clause behind it.
    """
    lexicon, lows = reading.lexicon, reading.tokens.lows
    endings = lexicon.genitive_noun_endings
    if genitive and endings and not reading.classes[token] and not lows[token].endswith(endings):
        return any(lexicon.nouns.word(lows[k]) is not None for k in range(first, token))
    if (
        reading.classes[token]
        or lexicon.nouns.at(lows, token)
        or lows[token].endswith(lexicon.attribute_endings)
    ):
        return False
    if any((hit := lexicon.nouns.at(lows, k)) is not None and hit[1] > token for k in range(first, token)):
        return False  # "straż przybrzeżna" is one noun of the pack
    return any(
        lexicon.nouns.word(lows[k]) is not None or (reading.classes[k] & CAP and k > first)
        for k in range(first, token)
    )


def heads_attribute(reading: Reading, noun: int, token: int) -> bool:
    """Whether a capitalised noun that can be a source has an attribute behind it: "Komenda miejska policji"."""
    head = reading.lexicon.nouns.word(reading.tokens.lows[noun])
    return head is not None and not reading.classes[token] and not finite_at(reading, token)


def opens_as_subject(reading: Reading, token: int) -> bool:
    """Whether a noun behind an adverbial can be no genitive in it by its form: "Na zasedanii soveta | ministr"."""
    lexicon, lows = reading.lexicon, reading.tokens.lows
    if not lexicon.genitive_attributes or not lexicon.declensions or lexicon.nouns.at(lows, token) is None:
        return False
    return lexicon.cases.is_nominative(lows[token])


def adjective_comma(reading: Reading, comma: int, ceiling: int) -> bool:
    """ "det gamle, kommunale busselskab": a comma between two adjectives of one noun."""
    lows, nouns = reading.tokens.lows, reading.lexicon.nouns
    if comma + 2 > ceiling or reading.classes[comma - 1] or nouns.word(lows[comma - 1]):
        return False
    if reading.classes[comma + 1] and not reading.lexicon.demonyms.word(lows[comma + 1]):
        return False
    return any(nouns.at(lows, k) for k in range(comma + 2, min(ceiling, comma + 3) + 1))

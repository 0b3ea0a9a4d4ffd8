"""Genitives that an ending tells: the source before a postposition, the owner before a noun."""

from whence.extract.lexicon import C, Word
from whence.extract.reading import Reading
from whence.extract.spans import Phrase
from whence.extract.standing import finite_at, has_finite
from whence.languages.outlets import outlet_kind

CUE = int(C.CUE)
PUNCT = int(C.PUNCT)

CAP, ADV, COORD, PRON, POSS = int(C.CAP), int(C.ADV), int(C.COORD), int(C.PRON), int(C.POSS)
DET, VAGUE = int(C.DET), int(C.VAGUE)
STOPS = int(
    C.PUNCT | C.COMP | C.SUBORD | C.REL | C.INFM | C.NEG | C.PREP | C.TIME | C.OBLIQUE | C.OBJECT | C.INTERROG
)
CASES = int(C.OBLIQUE | C.OBJECT)
LONGEST_GENITIVE = 12
FARTHEST_POSTPOSITION = 5


def is_genitive(reading: Reading, token: int) -> bool:
    """Whether the word ends like a genitive; a name of capitals alone bends in no language."""
    word = reading.tokens.words[token]
    if reading.classes[token] & (STOPS | COORD):
        return False
    return reading.tokens.lows[token].endswith(reading.lexicon.genitive_endings) or (
        word.isupper() and len(word) > 1
    )


def genitive_before(reading: Reading, last: int, floor: int) -> Phrase | None:
    """The run of genitives, names and roles that ends at `last`: "Suomen hallituksen | mukaan".

    Behind a finite verb only what can belong to a source is taken, so that an object stays outside.
    """
    classes, words = reading.classes, reading.tokens.words
    if last < floor or reading.quote_of[last] >= 0:
        return None
    if classes[last] & (PRON | POSS) and not classes[last] & DET:
        return Phrase((last, last), (last, last))
    if not is_genitive(reading, last) or (classes[last] & ADV and not classes[last] & CAP):
        return None
    if finite_at(reading, last) and not classes[last] & CAP:
        return None
    first = last
    late: bool | None = None
    while first > floor and last - first < LONGEST_GENITIVE:
        k = first - 1
        bits = classes[k]
        if reading.quote_of[k] >= 0 or bits & STOPS or (finite_at(reading, k) and not bits & CAP):
            break
        if bits & COORD:
            if k - 1 <= floor or not is_genitive(reading, k - 1) or not is_genitive(reading, first):
                break
            first = k - 1
            continue
        if bits & (ADV | PRON) and not bits & (CAP | DET | VAGUE):
            break
        named = bool(bits & CAP) and bool(classes[first] & CAP) and not _is_media(reading, k)
        titled = bool(classes[first] & CAP) and reading.lexicon.nouns.word(reading.tokens.lows[k]) is not None
        if not (is_genitive(reading, k) or named or titled or (words[k] == "." and len(words[k - 1]) <= 2)):
            break
        if not (named or titled) and not _describes(reading, k):
            if late is None:
                late = has_finite(reading, floor, k)
            if late:
                break
        first = k
    return Phrase((first, last), (first, last))


def cited_before(reading: Reading, last: int, floor: int) -> Phrase | None:
    """Who is cited before a word like "viitaten" or "hivatkozva": from the article, else names and known nouns."""
    classes, words = reading.classes, reading.tokens.words
    if last < floor or classes[last] & PUNCT or reading.quote_of[last] >= 0:
        return None
    first = last
    while first > floor and last - first < LONGEST_GENITIVE:
        k = first - 1
        if reading.quote_of[k] >= 0 or classes[k] & (STOPS & ~CASES) or classes[k] & COORD:
            break
        if classes[k] & DET:
            return Phrase((k, last), (k, last))
        noun = reading.lexicon.nouns.word(reading.tokens.lows[k])
        if noun is not None and noun.kind == "media":
            break  # "A lap | meg nem nevezett tisztviselőkre hivatkozva": who cites, not who is cited
        genitive = bool(reading.lexicon.genitive_endings) and is_genitive(reading, k)
        if not (genitive or _describes(reading, k)) or outlet_kind(words[k]) or _is_media(reading, k):
            break
        first = k
    return Phrase((first, last), (first, last))


def citing_left(reading: Reading, last: int, floor: int) -> int | None:
    """Where a cited voice with its postposition begins that ends at a token: "A Hírlap | két forrásra hivatkozva"."""
    family = _postposition(reading, last) if last > floor else None
    cited = cited_before(reading, last - 1, floor) if family == "citing_after" else None
    return None if cited is None else cited.full[0]


def without_postposed(reading: Reading, phrase: Phrase, ceiling: int) -> Phrase | None:
    """A subject behind its verb without the source of a postposition behind it: "kirjoittaa X | Y:n mukaan"."""
    last = phrase.core[1]
    family = _postposition(reading, last + 1) if last < ceiling else None
    if family is None:
        return phrase
    if family == "citing_after":
        source = cited_before(reading, last, phrase.core[0])
    elif reading.lexicon.genitive_endings:
        source = genitive_before(reading, last, phrase.core[0])
    else:
        return phrase
    if source is None or source.core[0] <= phrase.core[0]:
        return None if source is not None else phrase
    core = (phrase.core[0], source.core[0] - 1)
    return Phrase(core, core)


def postposed_source(reading: Reading, token: int, ceiling: int) -> bool:
    """Whether the source of a postposition begins at the token: "uutisoi X | palokuntaan viitaten"."""
    lexicon = reading.lexicon
    if not lexicon.has_postpositions:
        return False
    for k in range(token + 1, min(ceiling, token + FARTHEST_POSTPOSITION) + 1):
        family = _postposition(reading, k)
        if family == "citing_after":
            found = cited_before(reading, k - 1, token)
            return found is not None and found.core[0] == token
        if family is not None:
            source = genitive_before(reading, k - 1, token) if lexicon.genitive_endings else None
            return source is not None and source.core[0] == token
        if reading.classes[k] & STOPS & ~CASES:
            return False
    return False


def _postposition(reading: Reading, token: int) -> str | None:
    """The family of the postposition that begins at the token: attribution_after, citing_after, or None."""
    if not reading.classes[token] & CUE:
        return None
    lows = reading.tokens.lows
    for entry, cue in reading.lexicon.cues.get(lows[token], ()):
        if isinstance(cue, Word) and cue.family in ("attribution_after", "citing_after"):
            if tuple(lows[token : token + len(entry)]) == entry:
                return cue.family
    return None


def _is_media(reading: Reading, token: int) -> bool:
    low = reading.tokens.lows[token]
    return bool(reading.classes[token] & CAP and reading.lexicon.media_heads.word(low))


def _describes(reading: Reading, token: int) -> bool:
    """Whether a word is known to belong to sources: a name, a noun of the pack, a country."""
    lexicon, low = reading.lexicon, reading.tokens.lows[token]
    return bool(
        reading.classes[token] & (CAP | DET | VAGUE) or lexicon.nouns.word(low) or lexicon.demonyms.word(low)
    )


def attribute_start(reading: Reading, first: int, last: int) -> int | None:
    """Where the bare genitive behind the head noun of a phrase begins: "pis'mo | ministerstva oborony", or None."""
    if not reading.lexicon.pack.has("genitive_attributes"):
        return None
    for k in range(first, last):
        hit = reading.lexicon.nouns.at(reading.tokens.lows, k)
        if hit is not None:
            return hit[1] if hit[1] <= last else None
    return None

"""The outlet that somebody told, right behind the subject, which stands behind its verb or before it.

"ont dit des sources | au Courrier", "povidomyv ministr | Ukrinformu", "sagte der Minister | der Agentur X": it passed
the words on and did not say them.
"""

from whence.extract.lexicon import C
from whence.extract.mentions import analyse
from whence.extract.reading import Reading
from whence.extract.spans import Phrase
from whence.languages.outlets import outlet_kind

CAP, DET = int(C.CAP), int(C.DET)
MARKS = '«»„“”"'


def without_told(reading: Reading, phrase: Phrase) -> Phrase:
    """The subject without the outlet at its end that was told; the phrase itself where there is none."""
    first, last = phrase.core
    lexicon, classes, lows = reading.lexicon, reading.classes, reading.tokens.lows
    prepositions = lexicon.pack.grammar.told_prepositions
    articled = lexicon.pack.has("verb_final_clauses") or bool(lexicon.dative_endings)
    cased = bool(lexicon.oblique)
    endings = lexicon.dative_endings
    stop = last
    if endings and last + 1 < len(lows) and classes[last + 1] & CAP and lows[last + 1].endswith(endings):
        stop = (
            last + 1
        )  # "maaherra Jani Lehto uutistoimisto | Pohjolalle": the phrase ends before another case
    if not (prepositions or articled or cased):
        return phrase
    for k in range(first + 1, last + 1):
        if lows[k] in prepositions:
            told = k < last and analyse(reading, k + 1, last).kind == "outlet"
        elif classes[k] & DET and articled:
            told = k < last and analyse(reading, k, last).kind == "outlet"
        elif is_media(reading, k) and classes[k - 1] & CAP and _addressed(reading, k):
            told = k < last  # "wojewoda Jan Lis | agencji Północ", "Министр Рита Холк | агентству «Север»"
        elif endings and lows[stop].endswith(endings) and (classes[k] & CAP or is_media(reading, k)):
            named = not lexicon.given.isdisjoint(lows[k - 1 : k + 1])  # "Jani Lehto | Orvan Sanomille"
            # "Rita Holk | uutistoimisto Pohjolalle": the noun, which keeps its form, opens what was told
            named |= any(is_media(reading, j) and not lows[j].endswith(endings) for j in range(k + 1, stop))
            told = not named and analyse(reading, k, stop).kind == "outlet"
        elif classes[k] & CAP and cased:
            told = outlet_kind(reading.tokens.slice(k, last).strip(MARKS)) is not None
        else:
            continue
        if told and _speaks(reading, first, k - 1):
            return Phrase((first, k - 1), (phrase.full[0], k - 1))
    return phrase


def is_media(reading: Reading, token: int) -> bool:
    """Whether a common noun for an outlet stands at the token: "agencji", "uutistoimisto"."""
    noun = reading.lexicon.nouns.word(reading.tokens.lows[token])
    return noun is not None and noun.kind == "media"


def _addressed(reading: Reading, token: int) -> bool:
    """Whether a noun has the form of whom one tells; a name in quotation marks behind it has none."""
    lexicon, low = reading.lexicon, reading.tokens.lows[token]
    return bool(lexicon.oblique.word(low)) or bool(
        lexicon.dative_endings and low.endswith(lexicon.dative_endings)
    )


def told_name_at(reading: Reading, token: int, ceiling: int) -> bool:
    """Whether a noun for an outlet stands at the token before the name that has the case of whom one tells:
    "uutistoimisto Pohjolalle"."""
    endings, lows = reading.lexicon.dative_endings, reading.tokens.lows
    if not endings or token >= ceiling or not reading.classes[token + 1] & CAP:
        return False
    return is_media(reading, token) and lows[token + 1].endswith(endings)


def _speaks(reading: Reading, first: int, last: int) -> bool:
    """Whether what is left is somebody: a name, a role, a group."""
    return analyse(reading, first, last).kind in ("person", "name", "role", "group", "organisation")

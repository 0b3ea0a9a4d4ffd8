"""The outlet that somebody told, right behind the subject that stands behind its verb.

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
    if not (prepositions or articled or cased):
        return phrase
    for k in range(first + 1, last + 1):
        if lows[k] in prepositions:
            told = k < last and analyse(reading, k + 1, last).kind == "outlet"
        elif classes[k] & DET and articled:
            told = k < last and analyse(reading, k, last).kind == "outlet"
        elif classes[k] & CAP and cased:
            told = outlet_kind(reading.tokens.slice(k, last).strip(MARKS)) is not None
        else:
            continue
        if told and _speaks(reading, first, k - 1):
            return Phrase((first, k - 1), (phrase.full[0], k - 1))
    return phrase


def _speaks(reading: Reading, first: int, last: int) -> bool:
    """Whether what is left is somebody: a name, a role, a group."""
    return analyse(reading, first, last).kind in ("person", "name", "role", "group", "organisation")

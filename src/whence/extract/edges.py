"""What stands at the edge of a noun phrase and belongs to it: the name before an apposition that no comma closes."""

from whence.extract.lexicon import C
from whence.extract.reading import Reading

CAP, DET, PUNCT = int(C.CAP), int(C.DET), int(C.PUNCT)


def named_before(reading: Reading, first: int, floor: int) -> int | None:
    """Where the name begins that an apposition without a closing comma describes: "Kővári Péter, a párt szóvivője"."""
    classes = reading.classes
    if first - 3 < floor or reading.tokens.words[first - 1] != ",":
        return None
    k = first - 1
    while k > floor and classes[k - 1] & CAP and not classes[k - 1] & (PUNCT | DET):
        k -= 1
    return k if first - 1 - k > 1 else None


def heads_institution(reading: Reading, name: int, token: int) -> bool:
    """Whether a genitive stands between a capitalised genitive and its noun: "Krašto | apsaugos | ministerija"."""
    lexicon, lows = reading.lexicon, reading.tokens.lows
    endings = lexicon.genitive_endings
    return bool(
        endings
        and lows[name].endswith(endings)
        and lows[token].endswith(endings)
        and lexicon.nouns.at(lows, token + 1)
    )

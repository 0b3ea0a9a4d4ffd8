"""What stands at the edges of a noun phrase and may belong to it: a name before an apposition, a bracket."""

from whence.extract.lexicon import C
from whence.extract.reading import Reading

CAP, DET, PUNCT = int(C.CAP), int(C.DET), int(C.PUNCT)
LONGEST_PARENTHESIS = 10


def named_before(reading: Reading, first: int, floor: int) -> int | None:
    """Where the name begins that an apposition without a closing comma describes: "Kővári Péter, a párt szóvivője"."""
    classes = reading.classes
    if first - 3 < floor or reading.tokens.words[first - 1] != ",":
        return None
    k = first - 1
    while k > floor and classes[k - 1] & CAP and not classes[k - 1] & (PUNCT | DET):
        k -= 1
    return k if first - 1 - k > 1 else None


def parenthesis_left(reading: Reading, closing: int, floor: int) -> int:
    words = reading.tokens.words
    for k in range(closing - 1, max(floor, closing - LONGEST_PARENTHESIS) - 1, -1):
        if words[k] == "(":
            return k
    return closing


def holds_given_name(reading: Reading, first: int, last: int) -> bool:
    lexicon, lows = reading.lexicon, reading.tokens.lows
    return any(
        lows[k] in lexicon.feminine_given or lows[k] in lexicon.masculine_given for k in range(first, last)
    )

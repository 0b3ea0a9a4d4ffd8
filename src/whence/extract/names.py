"""The names that stand in a document: runs of capitals, the roles beside them, institutions that may be the same."""

from whence.extract.lexicon import C, T
from whence.extract.phrases import PARTICLES
from whence.extract.reading import NAMING, Reading
from whence.languages.outlets import outlet_kind

COMP = int(C.COMP)
CUE = int(C.CUE)
FIN = int(C.FIN)
PREP = int(C.PREP)
REL = int(C.REL)
TITLE = int(C.TITLE)

CAP, PUNCT, DET = int(C.CAP), int(C.PUNCT), int(C.DET)
NOUN = int(T.NOUN)
CLOSED = int(
    C.DET
    | C.PRON
    | C.PREP
    | C.COORD
    | C.SUBORD
    | C.FIN
    | C.ADV
    | C.DEMO
    | C.POSS
    | C.VAGUE
    | C.NEG
    | C.COMP
    | C.INTERROG
)
OPENING = DET | PREP
SHORTEST_STEM = 4


def same_head(name: str, known: str) -> bool:
    """Whether a bare institution ("ministeriet", "the ministry") can be one named before ("justitsministeriet").

    Its last word, without what may be an ending, must stand in the other's words: two institutions of one kind
    with different names stay two.
    """
    head = name.lower().split()[-1] if name.split() else ""
    stem = head[: max(SHORTEST_STEM, len(head) - 3)]
    return bool(stem) and stem in known.lower()


def fits(known: str | None, asked: str | None) -> bool:
    return known is None or asked is None or known == asked


def around(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """The stretch around a noun that may hold its country: adjectives before it, "of …" behind it."""
    classes = reading.classes
    start = first
    while start > 0 and first - start < 4 and not classes[start - 1] & (PUNCT | FIN | PREP):
        start -= 1
    end = last
    while end + 1 < len(classes) and end - last < 8 and not classes[end + 1] & (PUNCT | FIN | COMP):
        end += 1
    return start, end


def name_runs(reading: Reading) -> list[tuple[int, int]]:
    """Runs of capitalised tokens outside boilerplate that may be names (their first word not merely a sentence's)."""
    classes, words, lows = reading.classes, reading.tokens.words, reading.tokens.lows
    openers, marked = reading.sentence_openers, reading.marked
    runs: list[tuple[int, int]] = []
    behind, size = 0, len(words)
    apart = reading.lexicon.pack.has("capitalised_nouns")
    for i in reading.named:
        bits = classes[i]
        if i < behind or bits & TITLE or marked[i] or (bits & CLOSED and (i in openers or bits & OPENING)):
            continue
        if reading.traits[i] & NAMING and (
            reading.lexicon.demonyms.word(lows[i]) or reading.lexicon.nouns.word(lows[i])
        ):
            continue
        office = reading.lexicon.nouns.at(lows, i) if reading.traits[i] & NOUN else None
        if office is not None and office[0].kind == "organisation":
            behind = office[1]  # "minister van Binnenlandse Zaken | Tadjo Urrea"
            continue
        end = i
        while end + 1 < size:
            nxt = end + 1
            if nxt in openers or (apart and _is_role(reading, nxt + (lows[nxt] in PARTICLES))):
                break
            if classes[nxt] & CAP and not classes[nxt] & CLOSED and not lows[end].endswith(("'s", "’s")):
                end = nxt
            elif (lows[nxt] in PARTICLES and nxt + 1 < size and classes[nxt + 1] & CAP) or (
                words[nxt] == "." and len(words[end]) == 1 and nxt + 1 < size and classes[nxt + 1] & CAP
            ):
                end = nxt + 1
            else:
                break
        runs.append((i, end))
        behind = end + 1
    return runs


def _is_role(reading: Reading, token: int) -> bool:
    """Whether a word with a capital is a role and so no part of the name before it: "Angaben von | Präsident Holk"."""
    if token >= len(reading.tokens.lows) or not reading.traits[token] & NOUN:
        return False
    noun = reading.lexicon.nouns.word(reading.tokens.lows[token])
    return noun is not None and noun.kind == "role"


def appositions(reading: Reading, runs: list[tuple[int, int]]) -> list[tuple[str, str | None, int, int]]:
    """Roles that stand beside names: "president X", "X, the mayor of Y": (concept, territory, first, last)."""
    lexicon, lows, words = reading.lexicon, reading.tokens.lows, reading.tokens.words
    classes, traits = reading.classes, reading.traits
    found: list[tuple[str, str | None, int, int]] = []
    for first, last in runs:
        k = first - 1
        while k >= 0 and classes[k] & TITLE:
            k -= 1
        if k >= 0:
            noun = lexicon.nouns.word(lows[k]) if traits[k] & NOUN else None
            if noun is None and k >= 1 and traits[k - 1] & NOUN:
                pair = lexicon.nouns.at(lows, k - 1)
                noun = pair[0] if pair is not None and pair[1] == k + 1 else None
            beside = noun is not None and noun.kind == "role"
            if beside and outlet_kind(reading.tokens.slice(first, last)) is not None:
                beside = False  # "řekl starosta | ČTK": whom the mayor told
            if noun is not None and beside:
                territory = next(
                    (
                        code
                        for j in range(max(0, k - 3), k)
                        if (code := lexicon.demonyms.word(lows[j])) is not None
                    ),
                    None,
                )
                found.append((noun.concept, territory, first, last))
        if last + 2 < len(words) and words[last + 1] == ",":
            for j in range(last + 2, min(len(words), last + 9)):
                if words[j] in (",", ".", ";") or (classes[j] & FIN and not classes[j] & REL):
                    break
                if classes[j] & CUE and j == last + 2:
                    break  # "the bridge, according to the engineer,"
                hit = lexicon.nouns.at(lows, j) if traits[j] & NOUN else None
                if hit is not None and hit[0].kind == "role":
                    around = range(last + 2, min(len(words), j + 4))
                    territory = next(
                        (code for n in around if (code := lexicon.demonyms.word(lows[n])) is not None), None
                    )
                    found.append((hit[0].concept, territory, first, last))
                    break
    return found

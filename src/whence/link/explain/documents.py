"""Why two documents hang together or do not: the comparison that decides on lineage, opened up.

The same functions are called that made the edges; what they measured is set beside what it has to reach.
"""

from collections.abc import Iterable, Sequence

from whence.explanation import Beside, Measure
from whence.languages.fold import same_name
from whence.link.blocks.candidates import meet
from whence.link.documents.alignment import FILL, Alignment, Pair, align
from whence.link.documents.lineage import fewest_worded_alike, kind_of, worded_alike
from whence.link.documents.outline import MOST_WORDS, Line, Outline
from whence.link.documents.vectors import Meaning
from whence.model import Document, Evidence, Statement, passage
from whence.settings import settings

MOST_AGREEING = 6
"""So many numbers, names or words are named for one pair of sentences."""
LEAST_TELLING = 9.0
"""The product of two words' weights from which their agreeing says something: "the" weighs 1, a rare word 7."""
_NUMBERS, _NAMES = "#", "nt"


def compared(one: Outline, other: Outline) -> tuple[tuple[Measure, ...], tuple[Beside, ...]]:
    """What was measured about two documents, and their sentences side by side. The order of the two is kept."""
    _, _, alignment, _ = kind_of(one, other)
    alignment = alignment or align(one, other)
    return tuple(_measures(one, other, alignment)), tuple(
        _beside(one, other, pair) for pair in alignment.pairs
    )


def against(one: Outline, other: Outline) -> list[Evidence]:
    """Why two documents were never compared, where they have no edge that makes one of the other."""
    found: list[Evidence] = []
    if not meet(one, other):
        why = "of the numbers, names and words by which versions are found they share too few: never compared"
        found.append(Evidence(kind="never compared", why=why))
    elif kind_of(one, other)[0] is not None:
        why = (
            "alike enough when they are compared, but what they share stands in too many other reports to find "
            "them by: never compared"
        )
        found.append(Evidence(kind="never compared", why=why))
    return found


def credits(a: Document, b: Document, statements: Iterable[Statement]) -> list[Evidence]:
    """Where one of two documents names the other's outlet as a voice."""
    found: list[Evidence] = []
    for statement in statements:
        here, there = (a, b) if statement.document == a.id else (b, a)
        if statement.document != here.id or there.outlet is None:
            continue
        if here.outlet is not None and same_name(here.outlet, there.outlet):
            continue
        for voice in statement.chain:
            if voice.role != "publisher" and voice.start is not None and same_name(voice.name, there.outlet):
                why = f"{here.report} names {there.outlet}"
                found.append(
                    Evidence(kind="credit", why=why, exact=voice.exact, start=voice.start, end=voice.end)
                )
    return found[:1]


def _measures(a: Outline, b: Outline, alignment: Alignment) -> Iterable[Measure]:
    """What decided, in the order in which it is asked."""
    weights = settings().lineage
    same_language = a.document.language is not None and a.document.language == b.document.language
    if same_language and a.shingles and b.shingles:
        common = len(a.shingles & b.shingles)
        low, high = sorted((common / len(a.shingles), common / len(b.shingles)))
        yield Measure(
            what="five-word sequences of the one that are in the other (share)",
            value=round(high, 2),
            needed=weights.rewrite_share,
        )
        yield Measure(
            what="sentences that hold such a sequence, in the text where they are fewer",
            value=worded_alike(a, b),
            needed=fewest_worded_alike(a, b),
        )
    fewest = min(weights.aligned_sentences, max(2, min(len(a.lines), len(b.lines)) - 1))
    yield Measure(
        what="sentences that are alike, in the same order", value=len(alignment.sure), needed=fewest
    )
    if same_language:
        low = min(alignment.coverage_a, alignment.coverage_b)
        yield Measure(
            what="of the less covered text, in aligned sentences (share)",
            value=round(low, 2),
            needed=weights.rewrite_coverage_share,
        )
    else:
        yield Measure(
            what="what the order of the sentences gains over chance (cosine)",
            value=round(alignment.order, 3),
            needed=weights.order_gain,
        )


# --- sentences side by side ---------------------------------------------------------------------------------


def _beside(a: Outline, b: Outline, pair: Pair) -> Beside:
    mine, theirs = [a.lines[n] for n in pair.a], [b.lines[n] for n in pair.b]
    agreeing: dict[str, dict[str, None]] = {"numbers": {}, "names": {}, "words": {}}
    there = {key: anchor.exact for line in theirs for anchor in line.anchors for key in anchor.keys}
    for line in mine:
        for anchor in line.anchors:
            if (met := next((there[key] for key in sorted(anchor.keys) if key in there), None)) is not None:
                agreeing[_kind(min(anchor.keys)[0])][_met(anchor.exact, met)] = None
    named = {part.lower() for words in agreeing.values() for exact in words for part in exact.split()}
    for word in _alike(mine, theirs, a.known, b.known):
        if word.partition(" ")[0] not in named:
            agreeing["words"][word] = None
    return Beside(
        a=tuple(passage(a.document.text, line.start, line.end) for line in mine),
        b=tuple(passage(b.document.text, line.start, line.end) for line in theirs),
        score=round(pair.score, 2),
        filled=pair.score <= FILL,
        **{name: tuple(words)[:MOST_AGREEING] for name, words in agreeing.items()},
    )


def _kind(prefix: str) -> str:
    return "numbers" if prefix in _NUMBERS else "names" if prefix in _NAMES else "words"


def _alike(mine: Sequence[Line], theirs: Sequence[Line], here: Meaning, there: Meaning) -> list[str]:
    """Pairs of words that may mean the same, the most telling first: "harbour ~ havn"."""
    stems: dict[str, tuple[float, str]] = {}
    for line in theirs:
        for word in line.words[:MOST_WORDS]:
            for stem, weight in there.of(word):
                stems[stem] = max(stems.get(stem, (0.0, "")), (weight, word))
    found: dict[tuple[str, str], float] = {}
    for line in mine:
        for word in line.words[:MOST_WORDS]:
            for stem, weight in here.of(word):
                if stem in stems:
                    met, tells = (word, stems[stem][1]), weight * stems[stem][0]
                    if tells >= LEAST_TELLING:
                        found[met] = max(found.get(met, 0.0), tells)
    best: dict[str, str] = {}
    taken: set[str] = set()
    for word, other in sorted(found, key=lambda met: (-found[met], met)):
        if word not in best and other not in taken:
            best[word] = other
            taken.add(other)
    return [_met(word, other) for word, other in best.items()]


def _met(word: str, other: str) -> str:
    return word if word.lower() == other.lower() else f"{word} ~ {other}"

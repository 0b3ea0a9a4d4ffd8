"""The keys of statements: by which they are found among all, and by which those of reports that meet are compared."""

from collections.abc import Iterable
from itertools import pairwise
from zlib import crc32

from whence.link.keys import key64
from whence.link.statements.features import Features, size
from whence.link.statements.senses import telling_stems
from whence.settings import settings

ENOUGH, HALF = 2, 1
"""What the keys that two statements share must weigh for them to be compared, and what weighs half of that: a turn of
phrase or a telling figure by itself. Of 125,000 pairs of made-up statements that shared one turn of phrase and nothing
else none made one claim, of 28,000 that shared one figure two did; two such keys, or one that joins two things, do."""
MOST_CONCEPTS, MOST_NAMES, MOST_TURNS = 4, 16, 3
"""Of each kind so many make keys of a statement. A name counts as often as it may be read."""
MOST_STEMS, FRESH_DAYS = 6, 4
"""Words that a statement is found by among those of the same days, and how many days are the same."""
SOUNDS = 6
"""The kind of a key and four consonants of a name: endings come behind them."""


def statement_keys(found: Features, day: int | None) -> list[tuple[int, int]]:
    """The blocking keys of a statement with their weights, each once. `day`: when its report was published."""
    return sorted((key64("s", key), weight) for key, weight in telling(found, day).items())


def telling(found: Features, day: int | None) -> dict[str, int]:
    """What a statement is found by among all, with weights: two things said together; one telling word among the
    statements of the same days (`day`: when its report was published); telling figures and turns of phrase, of which it
    takes two.

    One name or one concept stands in thousands of statements; statements of reports that meet are compared by such too
    (`common`), and those of all others only by what is rarer: an event or topic with a name, a day or a figure.
    """
    names = {key[:SOUNDS] for key in found.keys if key[0] in "nt"} | found.places
    if not found.origin.startswith("unnamed:"):
        names.add(f"o:{found.origin}")
    days = {f"d:{time.edtf[-5:]}" for time in found.times if time.granularity == "day"}
    figures = {f"#{size(figure):g}" for figure in found.figures}
    concepts = {one for one in found.concepts if not one.startswith(("stage:", "unit:"))}
    keys = {f"#{size(one):g}": HALF for one in found.figures if size(one) >= settings().claims.telling_figure}
    keys |= dict.fromkeys(_turns(found), HALF)
    with_names = _first(names | days, MOST_NAMES)
    keys |= {f"{a} {b}": ENOUGH for a in _first(concepts | figures, MOST_CONCEPTS) for b in with_names}
    keys |= {
        f"{a} {b}": ENOUGH for a in _first(found.concepts, MOST_NAMES) for b in _first(figures, MOST_CONCEPTS)
    }
    return keys | dict.fromkeys(_fresh(found, day), ENOUGH)


def _fresh(found: Features, day: int | None) -> set[str]:
    """What a statement is found by among those of the same days: one telling word, in whatever language.

    Independent reports of an event come within days, in words of their own. A key stands for `FRESH_DAYS` days,
    and each statement has those of two such spans: any two less than `FRESH_DAYS` days apart share one.
    """
    if day is None or not found.statement.attributed:
        return set()
    stems = telling_stems(found.content, found.statement.language, MOST_STEMS)
    span = day // FRESH_DAYS
    return {f"~{at} {stem}" for at in (span, span + 1) for stem in stems}


def common(found: Features) -> dict[str, int]:
    """What the statements of two reports that meet are compared by, with weights."""
    keys = {key: 1 for key in found.keys if key[0] in "nwt"}
    keys |= {f"c:{concept}": ENOUGH for concept in found.concepts}
    keys |= {f"#{size(figure):g}": ENOUGH for figure in found.figures}
    keys[f"o:{found.origin}"] = 1
    return keys


def _turns(found: Features) -> set[str]:
    """A few turns of phrase of two content words, chosen by what they are, so that a copy has the same."""
    content = [word for word in found.words.split() if word in found.content]
    pairs = {f"{a} {b}" for a, b in pairwise(content)}
    return {f"{found.statement.language}: {one}" for one in sorted(pairs, key=_chosen)[:MOST_TURNS]}


def _chosen(words: str) -> tuple[int, str]:
    return crc32(words.encode("utf-8", "surrogatepass")), words


def _first(keys: Iterable[str], most: int) -> list[str]:
    return sorted(keys)[:most]

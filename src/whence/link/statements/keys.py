"""The keys of statements: by which they are found among all, and by which those of reports that meet are compared."""

from collections.abc import Iterable
from itertools import pairwise
from operator import methodcaller
from zlib import crc32

from whence.link.keys import remembered64
from whence.link.statements.features import Features, size
from whence.link.statements.senses import telling_stems
from whence.settings import settings

ENOUGH, MERELY_MET = 2, 5
"""What the keys that two statements share must weigh for them to be compared. A key of those that are looked for among
all weighs 1, whatever it is: of 28,000 pairs of made-up statements that shared one thing, ten made one claim. Of those
of two reports that hang together little is enough; reports that merely meet, and were not made from each other, have a
place or an office in common anyway: of 32,000 pairs of theirs that shared less than so much none made one claim."""
MOST_CONCEPTS, MOST_NAMES, MOST_TURNS = 4, 16, 3
"""Of each kind so many make keys of a statement. A name counts as often as it may be read."""
MOST_STEMS, FRESH_DAYS = 6, 4
"""Words that a statement is found by among those of the same days, and how many days are the same."""
SOUNDS = 6
"""The kind of a key and four consonants of a name: endings come behind them."""


def statement_keys(found: Features, day: int | None) -> list[tuple[int, int]]:
    """The blocking keys of a statement with their weights, each once. `day`: when its report was published."""
    return sorted([(remembered64(f"s\x1f{key}"), 1) for key in telling(found, day)])


def common_keys(found: Features) -> list[tuple[int, int]]:
    """The keys by which the statements of two reports that meet are compared, with their weights, each once."""
    return sorted([(remembered64(f"common\x1f{key}"), weight) for key, weight in common(found).items()])


def telling(found: Features, day: int | None) -> set[str]:
    """What a statement is found by among all: two things said together (an event or topic with a name, a day or a
    figure); a telling word among the statements of the same days (`day`: when its report was published); telling
    figures and turns of phrase. It takes two of them (`ENOUGH`).

    One name or one concept stands in thousands of statements; statements of reports that meet are compared by such too
    (`common`), and those of all others only by what is rarer. A publisher's own sentence is found by its wording and
    its figures alone: nothing else makes it an echo of what another report tells.
    """
    figures = {f"#{size(figure):g}" for figure in found.figures}
    days = {f"d:{time.edtf[-5:]}" for time in found.times if time.granularity == "day"}
    keys = {f"#{size(one):g}" for one in found.figures if size(one) >= settings().claims.telling_figure}
    keys |= _turns(found)
    keys |= {f"{a} {b}" for a in _first(found.concepts, MOST_NAMES) for b in _first(figures, MOST_CONCEPTS)}
    if not found.statement.attributed:
        return keys | {f"{a} {b}" for a in _first(figures, MOST_CONCEPTS) for b in _first(days, MOST_NAMES)}
    names = {key[:SOUNDS] for key in found.keys if key[0] in "nt"} | found.places
    if not found.origin.startswith("unnamed:"):
        names.add(f"o:{found.origin}")
    concepts = {one for one in found.concepts if not one.startswith(("stage:", "unit:"))}
    with_names = _first(names | days, MOST_NAMES)
    keys |= {f"{a} {b}" for a in _first(concepts | figures, MOST_CONCEPTS) for b in with_names}
    return keys | _fresh(found, day)


def _fresh(found: Features, day: int | None) -> set[str]:
    """What a statement is found by among those of the same days: one telling word, in whatever language.

    Independent reports of an event come within days, in words of their own. A key stands for `FRESH_DAYS` days,
    and each statement has those of two such spans: any two less than `FRESH_DAYS` days apart share one, and the nearest
    both, so that one word is enough for them.
    """
    if day is None:
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


def in_common(a: Features, b: Features) -> int:
    """What the keys weigh by which two statements of reports that meet are compared."""
    mine, theirs = common(a), common(b)
    return sum(min(mine[key], theirs[key]) for key in mine.keys() & theirs.keys())


def _turns(found: Features) -> set[str]:
    """A few turns of phrase of two content words, chosen by what they are, so that a copy has the same."""
    content = filter(found.content.__contains__, found.words.split())
    pairs = set(map(" ".join, pairwise(content)))
    chosen = sorted(zip(map(crc32, map(_ENCODED, pairs)), pairs, strict=True))[:MOST_TURNS]
    return {f"{found.statement.language}: {one}" for _, one in chosen}


_ENCODED = methodcaller("encode", "utf-8", "surrogatepass")


def _first(keys: Iterable[str], most: int) -> list[str]:
    return sorted(keys)[:most]

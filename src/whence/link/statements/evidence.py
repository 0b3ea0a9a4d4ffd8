"""What two statements have in common and what they have not, kind by kind: a table of named evidence.

Each line of the table adds or takes away a weight of `weights.toml` and says why in words. What the sum makes of two
statements is said elsewhere: `likeness` where their reports or sentences are known to hang together, `independent`
where they are not.
"""

from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz

from whence.link.statements.features import Features, overlap, related_units, same_value, size, times_meet
from whence.link.statements.senses import alike
from whence.model import Evidence, Figure, When
from whence.settings import settings


class Context(NamedTuple):
    """What is known about the two documents: how sure their sentences are aligned (0: not; 1: sure), whether
    either sentence is aligned elsewhere, whether one document credits or was made from the other, which was
    certainly published first (-1: the first; 1: the second; 0: not known), whether they share telling anchors
    (`near`), and how many days there are at least between their publication (None: not known)."""

    aligned: float = 0.0
    elsewhere: bool = False
    derived: bool = False
    earlier: int = 0
    near: bool = False
    days: int | None = None


Line = tuple[str, float, str, str]
"""A line of the table: the kind of evidence, its weight, why, and the words."""
ROUNDING = 1e-9
"""More than the order of adding changes in a sum."""


class Table:
    """Evidence with weights, summed."""

    def __init__(self) -> None:
        self.score = 0.0
        self.lines: list[Line] = []

    def add(self, kind: str, weight: float, why: str, exact: str = "") -> None:
        if weight:
            self.score += weight
            self.lines.append((kind, weight, why, exact))


def written(lines: Iterable[Line]) -> tuple[Evidence, ...]:
    """The lines in words; most pairs come to nothing, and theirs are never written."""
    return tuple(
        Evidence(kind=kind, why=f"{why} ({weight:+.2f})", exact=exact) for kind, weight, why, exact in lines
    )


def by_figures(a: Features, b: Features, table: Table, *, strangers: bool) -> str:
    """same | overlap | rival | other | one side | none; adds its line."""
    w = settings().claims
    if not a.figures or not b.figures:
        return "none" if not a.figures and not b.figures else "one side"
    pairs = [(x, y) for x in a.figures for y in b.figures if related_units(x.unit, y.unit)]
    best = _largest_equal(pairs)
    if best is not None:
        x, y = best
        weight = w.same_figure if telling(x) and telling(y) else w.same_small_figure
        unit = "" if x.unit == y.unit else f", counted as {x.unit or 'nothing'} and as {y.unit or 'nothing'}"
        table.add("figure", weight, f"the same figure{unit}", f"{x.exact} / {y.exact}")
        return "same"
    if any(overlap(x, y) for x, y in pairs):
        table.add("figure", w.overlapping_figure, "figures that can both be true")
        return "overlap"
    rivals = [(x, y) for x, y in pairs if x.unit == y.unit and x.unit is not None and _comparable(x, y)]
    if rivals:
        x, y = rivals[0]
        table.add("figure", -w.other_figure, f"another number of {x.unit}", f"{x.exact} / {y.exact}")
        return "rival"
    table.add("figure", -w.other_figure / (1 if strangers else 2), "other figures")
    return "other"


def equal_figures(a: Features, b: Features) -> tuple[Figure, Figure] | None:
    """The largest figure that both give, as either gives it."""
    return _largest_equal((x, y) for x in a.figures for y in b.figures if related_units(x.unit, y.unit))


def _largest_equal(pairs: Iterable[tuple[Figure, Figure]]) -> tuple[Figure, Figure] | None:
    return max(((x, y) for x, y in pairs if same_value(x, y)), key=lambda p: size(p[0]), default=None)


def telling(figure: Figure) -> bool:
    """Whether a number is rare enough to tell: 50,000 is; 2, "millions" and 35 per cent are not."""
    if figure.approximator == "vague" or figure.unit == "percent":
        return False
    return size(figure) >= settings().claims.telling_figure


def _comparable(x: Figure, y: Figure) -> bool:
    """Whether two numbers may measure one thing: none is an increment, and neither dwarfs the other."""
    if "increment" in (x.approximator, y.approximator):
        return False
    small, large = sorted((size(x), size(y)))
    return large <= settings().claims.rival_ratio * max(small, 1.0)


def by_times(a: Features, b: Features, table: Table) -> str:
    """same | apart | none; adds its line."""
    w = settings().claims
    if not a.times or not b.times:
        return "none"
    met, (x, y) = times_met(a, b)
    if met:
        table.add("time", w.same_time, "the same time", f"{x.exact} / {y.exact}")
        return "same"
    if met is False:
        table.add("time", -w.other_time, "another time", f"{x.exact} / {y.exact}")
        return "apart"
    return "none"


def times_met(a: Features, b: Features) -> tuple[bool | None, tuple[When, When]]:
    """Whether two statements that both give times give one that may be the same, and the two that say so; None where
    that is not known."""
    meets = [(times_meet(x, y), x, y) for x in a.times for y in b.times]
    hit = next(((x, y) for met, x, y in meets if met), None)
    if hit is not None:
        return True, hit
    return (False if all(met is False for met, _, _ in meets) else None), (a.times[0], b.times[0])


def by_concepts(a: Features, b: Features, table: Table) -> float:
    """The share of concepts in common; adds its line."""
    counted = {f"unit:{figure.unit}" for figure in (*a.figures, *b.figures)}  # the figures have said that
    mine, theirs = a.concepts - counted, b.concepts - counted
    shared = mine & theirs
    if not shared:
        return 0.0
    share = 2 * len(shared) / (len(mine) + len(theirs))
    weight = settings().claims.concepts * share * min(1.0, (1 + len(shared)) / 3)
    table.add(
        "concept",
        round(weight, 3),
        "the same concepts",
        ", ".join(sorted(c.partition(":")[2] for c in shared)),
    )
    return share


def by_names(a: Features, b: Features, table: Table) -> float:
    """The share of names, places and borrowed words in common; adds its line."""
    if a.named_keys.isdisjoint(b.named_keys):
        return 0.0
    met = missed = 0.0
    words: list[str] = []
    for mine, keys in ((a, b.named_keys), (b, a.named_keys)):
        for anchor in mine.named:
            if anchor.keys.isdisjoint(keys):
                missed += anchor.missed
            else:
                met += anchor.met
                words += [anchor.exact] if mine is a else []
    if met == 0.0:
        return 0.0
    share = met / (met + missed) * min(1.0, met / 2 / 2)
    table.add(
        "name", round(settings().claims.names * share, 3), "names and words in common", ", ".join(words)
    )
    return share


def by_wording(a: Features, b: Features, table: Table, *, strangers: bool) -> float:
    """The likeness of the words themselves where the language is the same; adds its line."""
    w = settings().claims
    share = wording_share(a, b, strangers=strangers)
    if share > w.words_floor_share:
        weight = w.wording * (share - w.words_floor_share) / (1 - w.words_floor_share)
        table.add("wording", round(weight, 3), f"{share:.0%} of the wording is the same")
    return share


def wording_share(a: Features, b: Features, *, strangers: bool) -> float:
    """How much of the wording is the same, 0 to 1; 0 where the languages are two.

    Between `strangers` the words that tell most count most: two offices close two quays in the same words but one.
    """
    w = settings().claims
    if a.statement.language != b.statement.language:
        return 0.0
    if _few(a, b):
        return 1.0 if a.words == b.words else 0.0
    share = fuzz.ratio(a.ordered, b.ordered, score_cutoff=100 * w.words_floor_share) / 100
    fewer = min(len(a.content), len(b.content))
    if fewer >= w.fewest_words:
        share = max(share, 0.95 * len(a.content & b.content) / fewer)
    return told_apart(share, a, b) if strangers else share


def told_apart(share: float, a: Features, b: Features) -> float:
    """How much of the wording is the same between strangers, where so much of it is the same in one report."""
    return share if not share or _few(a, b) else min(share, alike(a.sense, b.sense))


def _few(a: Features, b: Features) -> bool:
    return min(a.words.count(" "), b.words.count(" ")) + 1 < settings().claims.fewest_words

"""What a score is: spans of tokens, their three kinds of agreement, and the rows that a report is made of."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from whence.model import Record

Span = tuple[int, int]
"""First and last token, both inclusive."""

Split = Literal["all", "even", "odd", "fold0", "fold1"]
"""A part of the records: by the hash of their id, or by the folds that stand beside the gold."""

_TOKEN = re.compile(r"\w+|[^\w\s]")


class Row(Record, frozen=True):
    """One number of a report.

    `part` is what was scored, `measure` how: exact, begin and overlap for spans, found for statements,
    accuracy for what was scored on found statements only. `right` of `predicted` were right (precision), and
    `found` of `gold` were found (recall); 0 of 0 counts as 1. For an accuracy both are the same, and `f1` is
    the macro F1 over the classes where there are classes, else the accuracy again.
    """

    part: str
    measure: str
    language: str
    split: Split
    right: int
    predicted: int
    found: int
    gold: int
    precision: float
    recall: float
    f1: float


class Miss(Record, frozen=True):
    """One thing that was not found or not right: where, and what gold and whence say."""

    part: str
    where: str
    gold: str
    predicted: str


class Report(Record, frozen=True):
    """The scores of one gold file. `kind` is what was recognised in it, `items` its number of records."""

    path: str
    kind: str
    items: int
    rows: tuple[Row, ...]
    misses: tuple[Miss, ...] = ()
    schema: int = 1

    def row(self, part: str, measure: str, *, language: str = "all", split: Split = "all") -> Row:
        """The row with these keys. Raises KeyError where there is none."""
        for one in self.rows:
            if (one.part, one.measure, one.language, one.split) == (part, measure, language, split):
                return one
        raise KeyError((part, measure, language, split))


def share(part: float, whole: float) -> float:
    """`part` of `whole`; 1 where there was nothing to find."""
    return part / whole if whole else 1.0


def f1_of(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


class Tally:
    """Adds up counts by (part, measure, language, split) and makes rows of them.

    All languages come first, then each by itself, then the halves; inside, the order in which they were met.
    """

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str, str, Split], list[float]] = {}
        self._pairs: dict[tuple[str, str, str, Split], list[tuple[str, str]]] = {}

    def add(
        self,
        part: str,
        measure: str,
        keys: Iterable[tuple[str, Split]],
        counts: tuple[float, float, float, float],
    ) -> None:
        """Adds right, predicted, found, gold under each (language, split); shares of one are added as they are."""
        for language, split in keys:
            row = self._counts.setdefault((part, measure, language, split), [0, 0, 0, 0])
            for place, number in enumerate(counts):
                row[place] += number

    def answer(self, part: str, keys: Iterable[tuple[str, Split]], gold: str, predicted: str) -> None:
        """Adds one answer of a class: for accuracy and macro F1."""
        for language, split in keys:
            key = (part, "accuracy", language, split)
            self._counts.setdefault(key, [0, 0, 0, 0])
            self._pairs.setdefault(key, []).append((gold, predicted))

    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        found = []
        for key, counts in sorted(
            self._counts.items(), key=lambda item: (item[0][3], item[0][2] != "all", item[0][2])
        ):
            part, measure, language, split = key
            right, predicted, hit, gold = counts
            if pairs := self._pairs.get(key):
                right = hit = sum(g == p for g, p in pairs)
                predicted = gold = len(pairs)
            precision, recall = share(right, predicted), share(hit, gold)
            f1 = macro_f1(pairs) if pairs else f1_of(precision, recall)
            found.append(
                Row(
                    part=part,
                    measure=measure,
                    language=language,
                    split=split,
                    right=round(right),
                    predicted=round(predicted),
                    found=round(hit),
                    gold=round(gold),
                    precision=round(precision, 4),
                    recall=round(recall, 4),
                    f1=round(f1, 4),
                )
            )
        return tuple(found)


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """The mean F1 over all classes that occur, in gold or in the answers."""
    scores = []
    for name in {one for pair in pairs for one in pair}:
        right = sum(g == p == name for g, p in pairs)
        wrong = sum((g == name) != (p == name) for g, p in pairs)
        scores.append(2 * right / (2 * right + wrong))
    return sum(scores) / len(scores) if scores else 1.0


class TokenGrid:
    r"""The tokens (`\w+|[^\w\s]`) of a text, to turn stretches of characters into stretches of tokens."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for match in _TOKEN.finditer(text):
            self._starts.append(match.start())
            self._ends.append(match.end())

    def span(self, start: int, end: int) -> Span | None:
        """The tokens that share a character with `[start, end)`; None where there are none."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end) - 1
        return (first, last) if first <= last else None

    def spans(self, pieces: Iterable[tuple[int, int]]) -> set[Span]:
        """The distinct stretches of tokens of several pieces."""
        return {one for start, end in pieces if (one := self.span(start, end)) is not None}


def compare(gold: Collection[Span], predicted: Collection[Span]) -> dict[str, tuple[int, int, int, int]]:
    """Right, predicted, found, gold, for each of exact, begin and overlap."""
    golden, guessed = set(gold), set(predicted)
    same = len(golden & guessed)
    begins, guessed_begins = {s for s, _ in golden}, {s for s, _ in guessed}

    def touched(spans: Collection[Span], others: Collection[Span]) -> int:
        covered = {token for s, e in others for token in range(s, e + 1)}
        return sum(any(token in covered for token in range(s, e + 1)) for s, e in spans)

    sizes = len(guessed), len(golden)
    return {
        "exact": (same, sizes[0], same, sizes[1]),
        "begin": (
            sum(s in begins for s, _ in guessed),
            sizes[0],
            sum(s in guessed_begins for s, _ in golden),
            sizes[1],
        ),
        "overlap": (touched(guessed, golden), sizes[0], touched(golden, guessed), sizes[1]),
    }

"""Scores the small engines by themselves: names, times, numbers."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Any

from whence.evaluate.scores import Miss, Row, Split, Tally
from whence.languages.dates import Anchor, TimeMatch, find_times
from whence.languages.fold import name_similarity, same_name
from whence.languages.naming import naming
from whence.languages.numbers import find_figures
from whence.languages.pack import codes, pack
from whence.languages.tokens import Tokens

Scores = tuple[tuple[Row, ...], tuple[Miss, ...]]
ALL: tuple[str, Split] = ("all", "all")


def score_names(same: Sequence[dict[str, Any]], different: Sequence[dict[str, Any]]) -> Scores:
    """Pairs of spellings: those of one name, and those of two names that are easily confused."""
    tally = Tally()
    misses = []
    for row in same:
        for a, b in combinations(row["variants"], 2):
            hit = naming(a, b).same
            for part in ("names", f"names of kind {row['kind']}"):
                tally.add(part, "exact", [ALL], (hit, hit, hit, 1))
            if not hit:
                misses.append(Miss(part="same name", where=row["kind"], gold=a, predicted=b))
    for row in different:
        wrong = naming(row["a"], row["b"]).same
        for part in ("names", f"names of kind {row['kind']}"):
            tally.add(part, "exact", [ALL], (0, wrong, 0, 0))
        if wrong:
            misses.append(Miss(part="different names", where=row["kind"], gold=row["a"], predicted=row["b"]))
    return tally.rows(), tuple(misses)


def score_inflected(rows: Sequence[dict[str, Any]]) -> Scores:
    """An inflected form resolves to the name that it is most like among all names of the file."""
    tally = Tally()
    misses = []
    names = sorted({row["name"] for row in rows})
    for row in rows:
        best = max(names, key=lambda name: (name_similarity(row["form"], name).score, name == row["name"]))
        # The file holds some names in several spellings; each of them names the same.
        right = name_similarity(row["form"], best).same and same_name(best, row["name"])
        tally.add("inflected names", "accuracy", [ALL], (right, 1, right, 1))
        if not right:
            misses.append(Miss(part="inflected names", where=row["form"], gold=row["name"], predicted=best))
    return tally.rows(), tuple(misses)


def score_dates(rows: Sequence[dict[str, Any]]) -> Scores:
    """Times of expressions (`value`) or of whole sentences (`dates`), at the day that `anchor` gives."""
    tally = Tally()
    misses = []
    for row in rows:
        language = row["lang"]
        wanted = Counter([row["value"]] if "value" in row else [one["value"] for one in row["dates"]])
        read: Counter[str] = Counter()
        if language in codes():
            words = pack(language)
            anchor = Anchor(start=row["anchor"], end=row["anchor"])
            read = Counter(
                map(_value, find_times(Tokens(row["text"], words.tokens), words.dates, words.cldr, anchor))
            )
        right = (wanted & read).total()
        keys: list[tuple[str, Split]] = [ALL, (language, "all")]
        tally.add("dates", "exact", keys, (right, read.total(), right, wanted.total()))
        if wanted != read:
            misses.append(
                Miss(part="dates", where=row["text"], gold=" ".join(wanted), predicted=" ".join(read))
            )
    return tally.rows(), tuple(misses)


def _value(time: TimeMatch) -> str:
    if time.start is None or time.end is None:
        return time.edtf
    return time.start if time.start == time.end else f"{time.start}/{time.end}"


def score_numbers(rows: Sequence[dict[str, Any]]) -> Scores:
    """Figures by both bounds, inclusive, None for unbounded."""
    tally = Tally()
    misses = []
    for row in rows:
        language = row["lang"]
        wanted = (row["low"], row["high"])
        read: list[tuple[float | None, float | None]] = []
        if language in codes():
            found = find_figures(Tokens(row["text"], pack(language).tokens), pack(language).numbers)
            read = [(one.low, one.high) for one in found]
        right = wanted in read
        tally.add("numbers", "exact", [ALL, (language, "all")], (right, len(read), right, 1))
        if read != [wanted]:
            misses.append(Miss(part="numbers", where=row["text"], gold=str(wanted), predicted=str(read)))
    return tally.rows(), tuple(misses)

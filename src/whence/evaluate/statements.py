"""Scores whole statements: found at all, and of those found origin, chain, stance, figures and times."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from whence.evaluate.scores import Miss, Row, Split, Tally
from whence.model import Statement, Voice

AXES = ("polarity", "commitment", "horizon", "reporter_hedge", "condition", "denial")

LEAST_OVERLAP = 0.5
"""Shared characters over all characters of two contents; from here on they are the same statement."""

Extract = Callable[[Sequence[dict[str, Any]]], list[tuple[str, list[Statement]]]]
"""From gold records to the text of each and the statements found in it."""


def score(records: Sequence[dict[str, Any]], extract: Extract) -> tuple[tuple[Row, ...], tuple[Miss, ...]]:
    """Rows by part and language, and what was missed."""
    tally = Tally()
    misses: list[Miss] = []
    for record, (text, predicted) in zip(records, extract(records), strict=True):
        keys: list[tuple[str, Split]] = [("all", "all"), (record["lang"], "all")]
        gold = record["statements"]
        predicted = [one for one in predicted if one.within is None]  # gold states them as `alleged` voices
        pairs = match(gold, predicted)
        tally.add("statements", "found", keys, (len(pairs), len(predicted), len(pairs), len(gold)))
        where = str(record["id"])
        found_gold, found_predicted = {g for g, _ in pairs}, {p for _, p in pairs}
        for g, one in enumerate(gold):
            if g not in found_gold:
                misses.append(Miss(part="not found", where=where, gold=one["exact"], predicted=""))
        for p, guess in enumerate(predicted):
            if p not in found_predicted:
                misses.append(Miss(part="not in gold", where=where, gold="", predicted=guess.wording))
        for g, p in pairs:
            misses += _details(tally, keys, where, text, (gold[g], predicted[p]))
    return tally.rows(), tuple(misses)


def match(gold: Sequence[dict[str, Any]], predicted: Sequence[Statement]) -> list[tuple[int, int]]:
    """Pairs of indexes, one to one, best overlap first."""
    golden = [_characters(one["content"]) for one in gold]
    guessed = [_characters([(p.start, p.end) for p in one.content]) for one in predicted]
    scored = sorted(
        (-len(a & b) / len(a | b), g, p)
        for g, a in enumerate(golden)
        for p, b in enumerate(guessed)
        if a & b and len(a & b) >= LEAST_OVERLAP * len(a | b)
    )
    pairs: list[tuple[int, int]] = []
    for _, g, p in scored:
        if all(g != other and p != another for other, another in pairs):
            pairs.append((g, p))
    return sorted(pairs)


def _characters(pieces: Sequence[Sequence[int]]) -> set[int]:
    return {place for start, end in pieces for place in range(start, end)}


def same_voice(voice: Voice, gold: dict[str, Any], text: str) -> bool:
    """Whether a predicted voice overlaps a mention of the gold one.

    A gold voice without a mention is one that the text does not name; the prediction must name none either.
    """
    if not gold["mentions"]:
        return voice.start is None
    if voice.start is None or voice.end is None:
        return False
    for mention in gold["mentions"]:
        for found in re.finditer(rf"(?<!\w){re.escape(mention)}(?!\w)", text):
            if found.start() < voice.end and voice.start < found.end():
                return True
    return False


def _details(
    tally: Tally,
    keys: list[tuple[str, Split]],
    where: str,
    text: str,
    pair: tuple[dict[str, Any], Statement],
) -> list[Miss]:
    gold, predicted = pair
    misses: list[Miss] = []

    def judge(part: str, right: bool, wanted: str, got: str) -> None:
        tally.add(part, "accuracy", keys, (right, 1, right, 1))
        if not right:
            misses.append(Miss(part=part, where=f"{where}: {gold['exact']}", gold=wanted, predicted=got))

    voices = [one for one in predicted.chain if one.role != "publisher"]
    golden = [one for one in gold["chain"] if one["role"] != "publisher"]
    origin = predicted.chain[0] if predicted.chain else None
    right = bool(golden) and origin is not None and same_voice(origin, golden[0], text)
    judge("origin", right, golden[0]["name"] if golden else "", origin.name if origin else "")
    whole = len(voices) == len(golden) and all(
        same_voice(v, g, text) for v, g in zip(voices, golden, strict=True)
    )
    judge("chain", whole, _names(g["name"] for g in golden), _names(v.name for v in voices))
    for axis in AXES:
        wanted, got = str(gold["stance"][axis]), str(getattr(predicted.stance, axis))
        tally.answer(axis, keys, wanted, got)
        if wanted != got:
            misses.append(Miss(part=axis, where=f"{where}: {gold['exact']}", gold=wanted, predicted=got))
    inside = [(p.start, p.end) for p in predicted.content]
    figures = Counter((_number(f["low"]), _number(f["high"])) for f in gold["figures"])
    guessed = Counter((_number(f.low), _number(f.high)) for f in predicted.figures)
    _bag(tally, keys, "figures", figures, guessed)
    dates = Counter(gold["dates"])
    read = Counter(
        t.edtf
        for t in predicted.times
        if t.span is not None and any(s <= t.span[0] and t.span[1] <= e for s, e in inside)
    )
    _bag(tally, keys, "dates", dates, read)
    for part, want, have in (("figures", figures, guessed), ("dates", dates, read)):
        if want != have:
            misses.append(
                Miss(
                    part=part,
                    where=f"{where}: {gold['exact']}",
                    gold=_names(map(str, want)),
                    predicted=_names(map(str, have)),
                )
            )
    return misses


def _bag(
    tally: Tally, keys: list[tuple[str, Split]], part: str, gold: "Counter[Any]", predicted: "Counter[Any]"
) -> None:
    right = (gold & predicted).total()
    tally.add(part, "exact", keys, (right, predicted.total(), right, gold.total()))


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _names(names: Any) -> str:
    return " < ".join(names)

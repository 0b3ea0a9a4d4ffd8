"""Lineage on real translations that no table has seen: versions are found, independent reports of an event are not."""

import pytest
from bench.lineage import GOLD, Counts, meanings, open_world, same_event, texts

PAIRS = (("en", "da"), ("en", "ru"))
FLOOR_F1 = 0.98
CEILING_SAME_EVENT = 0.01


def test_translations_are_found_and_independent_reports_are_not() -> None:
    if not (GOLD / "ntrex.jsonl").exists():
        pytest.skip("../shared/gold is absent: lineage cannot be measured here")
    given = texts()
    test = [name for name, fold in given.fold.items() if fold == 1]
    train = [name for name, fold in given.fold.items() if fold == 0]
    known = meanings(given, [language for pair in PAIRS for language in pair], train)
    counts, events = Counts(), Counts()
    for pair in PAIRS:
        counts = counts.plus(open_world(given, pair, test, known, 0))
        events = events.plus(same_event(given, pair, test, known, 0))
    assert counts.f1 >= FLOOR_F1, counts
    assert events.taken / events.events <= CEILING_SAME_EVENT, events

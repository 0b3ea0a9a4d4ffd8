"""Lineage on real translations that no table has seen: versions are found, independent reports of an event are not."""

import pytest
from bench.corpora import GOLD, meanings, texts
from bench.lineage import Counts, Pool, open_world, same_event, sentence_r1

PAIRS = (("en", "da"), ("en", "ru"))
FLOOR_F1 = 0.98
CEILING_SAME_EVENT = 0.01
FLOOR_SENTENCE = 0.95


def test_translations_are_found_and_independent_reports_are_not() -> None:
    if not (GOLD / "ntrex.jsonl").exists():
        pytest.skip("../shared/gold is absent: lineage cannot be measured here")
    given = texts()
    test = [name for name, fold in given.fold.items() if fold == 1]
    train = [name for name, fold in given.fold.items() if fold == 0]
    pool = Pool(given, test, meanings(given, [language for pair in PAIRS for language in pair], train))
    counts = Counts()
    for pair in PAIRS:
        counts = counts.plus(open_world(pool, pair, 0)).plus(same_event(pool, pair, 0))
    assert counts.f1 >= FLOOR_F1, counts
    assert counts.taken / counts.events <= CEILING_SAME_EVENT, counts
    assert sentence_r1(pool, PAIRS[0]).alone >= FLOOR_SENTENCE

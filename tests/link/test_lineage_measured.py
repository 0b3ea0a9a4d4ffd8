"""Lineage on real translations: versions of a report are found, independent reports of an event are not."""

import json
from pathlib import Path

import pytest
from tests.link.build import report

from whence.link import link

GOLD = Path(__file__).resolve().parents[2].parent / "shared" / "gold"
LANGUAGES = ("en", "da", "de")
CLUSTERS = 4  # clusters of independent reports that are read
FLOOR_RECALL = 0.8
FLOOR_PRECISION = 0.9


def test_translations_are_found_and_independent_reports_are_not() -> None:
    if not (GOLD / "ntrex.jsonl").exists():
        pytest.skip("../shared/gold is absent: lineage cannot be measured here")
    clusters = json.loads((GOLD / "ntrex_same_event.json").read_text("utf-8"))["clusters"]
    wanted = {name for cluster in clusters[:CLUSTERS] for name in cluster}
    documents = []
    for line in (GOLD / "ntrex.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["doc"] in wanted and row["lang"] in LANGUAGES:
            text = "\n\n".join(row["sentences"])
            documents.append(report(f"{row['doc']}/{row['lang']}", text, language=row["lang"]))
    graph, _ = link(documents, [])
    found = [(e.source.partition("/")[0], e.target.partition("/")[0]) for e in graph.lineage]
    right = sum(a == b for a, b in found)
    possible = len(wanted) * len(LANGUAGES) * (len(LANGUAGES) - 1) // 2
    assert right / possible >= FLOOR_RECALL, f"{right} of {possible} translations found"
    assert right / len(found) >= FLOOR_PRECISION, f"{len(found) - right} of {len(found)} edges are wrong"

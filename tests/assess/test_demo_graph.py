"""The demo corpus from text to answers, against its gold: lineage, the affair's one origin, the ledger."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.link.linking import link

from whence.assess import assess
from whence.extract import extract
from whence.model import Assessment, Document, Graph
from whence.read import read

DEMO = Path(__file__).resolve().parents[2] / "demo"
STRONG = ("copy", "translation", "excerpt", "rewrite", "revision", "cites")

Found = tuple[Graph, Assessment]


def _gold(name: str) -> Any:
    return json.loads((DEMO / "gold" / name).read_text("utf-8"))


def _short(report: str) -> str:
    return report.rpartition("/")[2]


@pytest.fixture(scope="module")
def found() -> Found:
    documents = [d for d in read([str(DEMO / "reports")]) if isinstance(d, Document)]
    statements = [statement for document in documents for statement in extract(document)[0]]
    graph, _ = link(documents, statements)
    return graph, assess(
        graph, documents, statements, as_of=date.fromisoformat(_gold("claims.json")["as_of"])
    )[0]


def test_every_edge_of_the_gold_is_found_as_it_says(found: Found) -> None:
    edges = {(_short(e.source), _short(e.target)): e for e in found[0].lineage}
    for gold in _gold("lineage.json"):
        pair = (gold["from"], gold["to"])
        edge = edges.get(pair) or (None if gold["direction_known"] else edges.get((pair[1], pair[0])))
        assert edge is not None, pair
        assert edge.kind in (gold["kind"], *gold["also"]), (pair, edge.kind)
        assert edge.direction_known == gold["direction_known"], pair


def test_no_other_report_was_made_from_another(found: Found) -> None:
    wanted = {(gold["from"], gold["to"]) for gold in _gold("lineage.json")}
    made = {(_short(e.source), _short(e.target)) for e in found[0].lineage if e.kind in STRONG}
    assert made <= wanted


def test_the_echoed_claim_has_one_origin_behind_eight_reports(found: Found) -> None:
    gold = next(claim for claim in _gold("claims.json")["claims"] if claim["id"] == "cards_30k")
    claim = found[1].claims[0]
    assert {_short(m.report) for m in claim.statements} == set(gold["reports"])
    assert len(claim.origins) == gold["origin_count"] == 1
    assert len(claim.languages) == 5


def test_forecasts_with_a_deadline_stand_as_the_gold_says(found: Found) -> None:
    mine = {(f.deadline.edtf, f.state) for f in found[1].forecasts if f.deadline is not None}
    for gold in _gold("claims.json")["forecasts"]:
        if gold["deadline"] is not None:
            assert (gold["deadline"], gold["state"]) in mine, gold

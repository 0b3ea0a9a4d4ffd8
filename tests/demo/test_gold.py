"""The demo's gold fits its texts: spans, mentions, claims, edges, and every point it is there to show."""

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

DEMO = Path(__file__).parents[2] / "demo"
AXES: dict[str, set[str | bool]] = {
    "polarity": {"affirmed", "negated"},
    "commitment": {"asserted", "hedged", "questioned"},
    "horizon": {"past", "present", "future"},
    "reporter_hedge": {True, False},
    "condition": {True, False},
    "denial": {True, False},
}
EDTF = re.compile(r"(?:\d{4}|XXXX)(?:-\d{2}(?:-\d{2})?)?")


def jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def texts() -> dict[str, str]:
    found = {path.name: path.read_text("utf-8") for path in (DEMO / "reports").glob("*.txt")}
    for number, record in enumerate(jsonl(DEMO / "reports" / "wire.jsonl"), start=1):
        found[f"wire.jsonl#{number}"] = record["text"]
    return found


TEXTS = texts()
GOLD = jsonl(DEMO / "gold" / "statements.jsonl")
CLAIMS = json.loads((DEMO / "gold" / "claims.json").read_text("utf-8"))
LINEAGE = json.loads((DEMO / "gold" / "lineage.json").read_text("utf-8"))
STATEMENTS = [(report["id"], statement) for report in GOLD for statement in report["statements"]]
IDS = {statement["claim"] for _, statement in STATEMENTS}


def test_every_report_is_annotated_once() -> None:
    assert sorted(report["id"] for report in GOLD) == sorted(TEXTS)


def test_the_corpus_has_its_size() -> None:
    assert 20 <= len(TEXTS) <= 24
    assert len(STATEMENTS) >= 70
    assert {report["lang"] for report in GOLD} == {"en", "da", "nb", "sv", "de"}
    assert all(70 <= len(re.findall(r"\w+", text)) <= 220 for text in TEXTS.values())


@pytest.mark.parametrize("report", GOLD, ids=lambda report: report["id"])
def test_spans_and_mentions_stand_in_the_text(report: dict[str, Any]) -> None:
    text = TEXTS[report["id"]]
    for statement in report["statements"]:
        pieces = [text[start:end] for start, end in statement["content"]]
        assert " … ".join(pieces) == statement["exact"]
        assert all(piece == piece.strip() and piece for piece in pieces)
        assert not set("".join(pieces)[:1]) & set("–-»«„“”\"'")
        for piece in (statement["cue"] or "").split(" … "):
            assert piece in text
        assert (statement["speaker"] or "") in text
        assert [voice["role"] for voice in statement["chain"]] == ["origin"] + ["relay"] * (
            len(statement["chain"]) - 1
        )
        for voice in statement["chain"]:
            assert voice["mentions"] or voice["name"] == "unnamed: unstated"
            assert all(mention in text for mention in voice["mentions"])


@pytest.mark.parametrize("report", GOLD, ids=lambda report: report["id"])
def test_statements_of_a_report_do_not_overlap(report: dict[str, Any]) -> None:
    spans = sorted(tuple(span) for statement in report["statements"] for span in statement["content"])
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_stance_figures_and_dates_are_well_formed() -> None:
    for where, statement in STATEMENTS:
        assert statement["stance"].keys() == AXES.keys(), where
        assert all(value in AXES[axis] for axis, value in statement["stance"].items()), where
        assert all(EDTF.fullmatch(date) for date in statement["dates"]), where
        for figure in statement["figures"]:
            assert figure["low"] is not None or figure["high"] is not None
            assert None in (figure["low"], figure["high"]) or figure["low"] <= figure["high"]


def test_published_is_what_the_report_says() -> None:
    wire = jsonl(DEMO / "reports" / "wire.jsonl")
    for report in GOLD:
        if "#" in report["id"]:
            record = wire[int(report["id"].split("#")[1]) - 1]
            assert (record["published"], record["language"]) == (report["published"], report["lang"])
        else:
            stamp = re.match(r" date (\S+) ", TEXTS[report["id"]])
            assert (stamp[1] if stamp else None) == report["published"]


def test_claims_fit_the_statements() -> None:
    assert {claim["id"] for claim in CLAIMS["claims"]} == IDS
    for claim in CLAIMS["claims"]:
        here = [(where, s) for where, s in STATEMENTS if s["claim"] == claim["id"]]
        assert claim["reports"] == list(dict.fromkeys(where for where, _ in here))
        assert claim["origin_count"] == len(claim["origins"])
        assert set(claim["origins"]) <= {s["chain"][0]["name"] for _, s in here}
    assert {x for pair in CLAIMS["rivals"] for x in pair.values()} <= IDS
    for denial in CLAIMS["denials"]:
        assert {denial["denial"], denial["of"]} <= IDS
        assert any(
            w == denial["report"] and s["claim"] == denial["denial"] and s["stance"]["denial"]
            for w, s in STATEMENTS
        )


def test_one_origin_is_echoed_in_every_language_and_another_claim_has_two() -> None:
    claims = {claim["id"]: claim for claim in CLAIMS["claims"]}
    cards = claims["cards_30k"]
    languages = {report["lang"] for report in GOLD if report["id"] in cards["reports"]}
    assert languages == {"en", "da", "nb", "sv", "de"}
    assert cards["origin_count"] == 1
    assert claims["four_trains"]["origin_count"] == 2


def test_forecasts_show_every_state() -> None:
    assert {forecast["state"] for forecast in CLAIMS["forecasts"]} == {
        "open",
        "due",
        "past",
        "came_true",
        "withdrawn",
    }
    for forecast in CLAIMS["forecasts"]:
        told = [s for _, s in STATEMENTS if s["claim"] == forecast["claim"]]
        assert told
        assert forecast["deadline"] is None or any(forecast["deadline"] in s["dates"] for s in told)
        assert set(forecast["who"]) <= {s["chain"][0]["name"] for s in told}


def test_lineage_names_reports_and_known_kinds() -> None:
    kinds = {"copy", "translation", "excerpt", "rewrite", "cites", "same_event"}
    for edge in LINEAGE:
        assert {edge["from"], edge["to"]} <= TEXTS.keys()
        assert {edge["kind"], *edge["also"]} <= kinds
    assert {edge["kind"] for edge in LINEAGE} == kinds


def test_ladder_wordings_stand_in_their_reports() -> None:
    for ladder in CLAIMS["ladders"]:
        for step in ladder["steps"]:
            assert step["before"] in TEXTS[step["from"]]
            assert step["after"] in TEXTS[step["to"]]


def test_every_kind_of_stance_occurs() -> None:
    seen = Counter(
        (axis, value) for _, statement in STATEMENTS for axis, value in statement["stance"].items()
    )
    assert all(seen[axis, value] for axis, values in AXES.items() for value in values)
    assert any(len(statement["chain"]) == 3 for _, statement in STATEMENTS)
    assert any(len(statement["content"]) == 2 for _, statement in STATEMENTS)
    assert any("alleged" in statement for _, statement in STATEMENTS)

"""Aligned texts: where one language speaks, does the other? On invented sentences."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from tests.evaluate.test_scores import make

from whence.evaluate import evaluate
from whence.evaluate.aligned import Sentence, judge, sentences
from whence.evaluate.speech import is_speech, speech, speech_ids
from whence.model import Evidence
from whence.present.cli import group
from whence.problems import RunAborted

ENGLISH = ("The mayor said that the bridge was closed.", "The bridge is old.", "It rained on Monday.")
DANISH = ("Borgmesteren sagde, at broen var lukket.", "Broen er gammel.", "Det regnede mandag, sagde hun.")


def gold(folder: Path, folds: dict[str, int] | None = None) -> Path:
    path = folder / "news.jsonl"
    rows: list[dict[str, Any]] = []
    for doc in ("harbour", "quarry"):
        rows += [
            {"doc": doc, "lang": "en", "sentences": ENGLISH},
            {"doc": doc, "lang": "da", "sentences": DANISH if doc == "harbour" else DANISH[:2] + ENGLISH[2:]},
            {"doc": doc, "lang": "xx", "sentences": ENGLISH},
        ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    if folds is not None:
        (folder / "folds.json").write_text(json.dumps({"news_fold": folds}), encoding="utf-8")
    return path


def test_a_language_is_compared_sentence_by_sentence(tmp_path: Path) -> None:
    report = evaluate(gold(tmp_path))
    assert report.kind == "aligned"
    assert {row.language for row in report.rows} == {"all", "da"}
    found = report.row("speech found", "accuracy", language="da")
    assert (found.found, found.gold) == (2, 2)
    for part in ("none where none", "no speech where none", "no speech where none, by group"):
        row = report.row(part, "accuracy", language="da")
        assert (row.found, row.gold) == (3, 4), part
    assert {(miss.where, miss.gold, miss.predicted) for miss in report.misses} == {
        ("da harbour sentence 3", ENGLISH[2], DANISH[2])
    }


def test_folds_are_reported_apart_and_only_one_is_shown(tmp_path: Path) -> None:
    path = gold(tmp_path, {"harbour": 1, "quarry": 0})
    report = evaluate(path)
    assert report.row("none where none", "accuracy", split="fold1").found == 1
    assert report.row("none where none", "accuracy", split="fold0").found == 2
    assert not report.misses
    part = evaluate(path, split="fold0")
    assert part.items == 3
    assert part.row("speech found", "accuracy").gold == 1


def test_one_language_alone_is_all_languages(tmp_path: Path) -> None:
    report = evaluate(gold(tmp_path), languages=("da",))
    assert report.row("speech found", "accuracy").gold == 2
    assert not evaluate(gold(tmp_path), languages=("nb",)).rows


def test_the_command_takes_languages_and_folds(tmp_path: Path) -> None:
    path = gold(tmp_path, {"harbour": 0, "quarry": 1})
    ran = CliRunner().invoke(
        group, ["eval", str(path), "--language", "da", "--split", "fold0", "--format", "jsonl"]
    )
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    assert {(row["language"], row["split"]) for row in rows} == {
        ("all", "all"),
        ("da", "all"),
        ("all", "fold0"),
        ("da", "fold0"),
    }
    assert {row["gold"] for row in rows} == {1, 2}


def test_languages_with_gold_of_their_own_are_summed_apart(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    texts = {"en": ENGLISH, "da": DANISH, "de": ("Die Brücke ist zu.",) * 3}
    rows = [{"doc": "harbour", "lang": code, "sentences": some} for code, some in texts.items()]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    report = evaluate(path)
    assert "de" in speech().apart
    assert report.row("speech found", "accuracy", language="de").found == 0
    assert report.row("speech found", "accuracy").gold == 1


def test_broken_folds_are_named(tmp_path: Path) -> None:
    path = gold(tmp_path)
    (tmp_path / "folds.json").write_text("[", encoding="utf-8")
    with pytest.raises(RunAborted, match=r"folds\.json"):
        evaluate(path)


def test_a_statement_belongs_to_the_sentence_of_its_cue() -> None:
    parts = ["It rained.", "So said Ida.", "She left."]
    text = "\n".join(parts)
    cued = make(text, ["It rained."], source="Ida", cue="said")
    bare = make(text, ["She left"])
    assert [one.any for one in sentences(parts, [cued])] == [False, True, False]
    assert [one.any for one in sentences(parts, [bare])] == [False, False, True]
    assert [one.words for one in sentences(parts, [cued, bare])] == [False, True, False]
    assert sentences([], []) == []


def test_speech_is_told_by_word_and_by_group() -> None:
    text = "It rained, Ida warns."
    warns = make(text, ["It rained"], source="Ida", cue="warns")
    assert not is_speech(warns)
    assert {"say", "warn", "according_to"} <= speech_ids()
    assert not {"believe", "plan", "fear"} & speech_ids()
    known = replace(warns, evidence=(Evidence(kind="cue", why="assert: warn"),))
    assert sentences([text], [known]) == [Sentence(any=True, words=False, id=True)]


def test_what_a_pair_of_sentences_is_scored_for() -> None:
    nothing, warned = Sentence(False, False, False), Sentence(True, False, True)
    said, feared = Sentence(True, True, True), Sentence(True, False, False)
    assert judge(said, feared) == [("speech found", True)]
    assert judge(warned, nothing) == [("no speech where none", True)]
    assert judge(feared, said) == [
        ("no speech where none", False),
        ("no speech where none, by group", False),
    ]
    assert judge(nothing, feared)[-1] == ("none where none", False)

"""Names, times and numbers are scored through the engines themselves, on a few rows of our own."""

import json
from pathlib import Path
from typing import Any

import pytest

from whence.evaluate import evaluate


def gold(folder: Path, name: str, rows: list[dict[str, Any]]) -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_names_count_pairs_of_spellings_and_confusions(tmp_path: Path) -> None:
    path = gold(
        tmp_path, "names.jsonl", [{"kind": "person", "variants": ["Ivan Petrov", "Iwan Petrow", "Zoe Q"]}]
    )
    gold(tmp_path, "names_different.jsonl", [{"kind": "person", "a": "Ivan Petrov", "b": "Ivan Petrov"}])
    row = evaluate(path).row("names", "exact")
    assert (row.right, row.predicted, row.gold) == (1, 2, 3)


def test_an_inflected_form_belongs_to_the_nearest_name(tmp_path: Path) -> None:
    rows = [
        {"kind": "surname", "form": "Petrovs", "name": "Petrov"},
        {"kind": "surname", "form": "Lindqvist", "name": "Lindqvist"},
    ]
    assert evaluate(gold(tmp_path, "inflected.jsonl", rows)).row("inflected names", "accuracy").right == 2


def test_times_are_scored_by_value_and_language(tmp_path: Path) -> None:
    rows = [
        {"lang": "en", "anchor": "2023-01-04", "text": "by 3 March", "kind": "noyear", "value": "2023-03-03"},
        {
            "lang": "da",
            "anchor": "2023-01-04",
            "text": "den 3. marts 2023",
            "kind": "abs",
            "value": "2023-03-04",
        },
        {"lang": "xx", "anchor": "2023-01-04", "text": "3 3", "kind": "abs", "value": "2023-03-03"},
    ]
    report = evaluate(gold(tmp_path, "times.jsonl", rows))
    assert report.kind == "dates"
    assert [report.row("dates", "exact", language=code).right for code in ("en", "da", "xx")] == [1, 0, 0]
    assert [miss.where for miss in report.misses] == ["den 3. marts 2023", "3 3"]


def test_numbers_are_scored_by_both_bounds(tmp_path: Path) -> None:
    rows = [
        {"lang": "en", "text": "more than 300", "low": 300.0, "high": None},
        {"lang": "en", "text": "300", "low": 300.0, "high": None},
    ]
    row = evaluate(gold(tmp_path, "numbers.jsonl", rows)).row("numbers", "exact")
    assert (row.right, row.predicted, row.gold) == (1, 2, 2)


@pytest.mark.parametrize("split", ["even", "odd"])
def test_halves_add_up(tmp_path: Path, split: str) -> None:
    text = "The mayor said that the bridge was closed."
    rows = [
        {
            "id": str(n),
            "lang": "en",
            "text": text,
            "statements": [{"source": [[0, 9]], "cue": [], "content": []}],
        }
        for n in range(8)
    ]
    path = gold(tmp_path, "attributions.jsonl", rows)
    whole = evaluate(path)
    half = evaluate(path, split=split)  # type: ignore[arg-type]
    assert half.row("source", "exact").gold == whole.row("source", "exact", split=split).gold  # type: ignore[arg-type]
    assert whole.items == 8
    assert 0 < half.items < 8

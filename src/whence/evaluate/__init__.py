"""How good is it? `evaluate` scores whence against annotated data, by the same rules as published figures.

Rules: a token is a match of `\\w+|[^\\w\\s]`; each contiguous piece of a role counts by itself; exact is the
same first and last token, begin the same first one, overlap any shared one. A statement is found where its
content and the gold one share at least half of their union of characters, one to one, best first.
"""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whence.evaluate import aligned, attributions, statements
from whence.evaluate.gold import folds_of, kind_of, load, text_path
from whence.evaluate.scores import Miss, Report, Row, Split
from whence.model import Document, Statement
from whence.pipeline import extract, read

__all__ = ["Miss", "Report", "Row", "evaluate"]


def evaluate(
    path: str | Path, *, split: Split = "all", limit: int | None = None, languages: Sequence[str] = ()
) -> Report:
    """Scores the gold file at `path`; what it annotates is told from its content.

    `split` keeps only the records whose id hashes to an even or odd number, or those of a fold of `folds.json`
    beside the gold; `limit` only the first ones, `languages` only those in one of these languages.
    Raises `RunAborted` where the file, or a text that it annotates, cannot be read.
    """
    gold = Path(path)
    records = load(gold)
    kind = kind_of(records, str(path))
    folds = folds_of(gold)
    if split in ("fold0", "fold1"):
        number = int(split == "fold1")
        records = [one for one in records if folds.get(str(one.get("doc", one.get("id")))) == number]
    elif split != "all":
        named = ((str(one.get("doc", one.get("id", ""))), one) for one in records)
        records = [one for name, one in named if attributions.parity(name) == split]
    if languages and kind != "aligned":
        records = [one for one in records if one.get("lang") in languages]
    if limit is not None:
        records = records[:limit]
    if kind == "attributions":
        rows, misses = attributions.score(records, _from_texts)
    elif kind == "aligned":
        rows, misses = aligned.score(records, _from_texts, folds, languages)
    elif kind == "statements":
        rows, misses = statements.score(records, lambda some: _from_files(gold, some))
    else:
        rows, misses = _expressions(kind, gold, records)
    return Report(path=str(path), kind=kind, items=len(records), rows=rows, misses=misses)


def _expressions(
    kind: str, gold: Path, records: list[dict[str, Any]]
) -> tuple[tuple[Row, ...], tuple[Miss, ...]]:
    from whence.evaluate import expressions

    if kind == "names":
        beside = gold.with_name("names_different.jsonl")
        return expressions.score_names(records, load(beside) if beside.is_file() else [])
    if kind == "different_names":
        return expressions.score_names([], records)
    if kind == "inflected":
        return expressions.score_inflected(records)
    if kind == "dates":
        return expressions.score_dates(records)
    return expressions.score_numbers(records)


def _from_texts(records: Sequence[dict[str, Any]]) -> list[list[Statement]]:
    """Reads texts that the gold itself holds as reports of a JSONL file, which is what they would be."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.jsonl"
        with file.open("w", encoding="utf-8") as out:
            for n, one in enumerate(records, 1):
                # The outlet tells apart identical texts of two records, which are two documents.
                fields = {"text": one["text"], "language": one["lang"], "outlet": f"Gold {n}"}
                if "published" in one:
                    fields["published"] = one["published"]
                out.write(json.dumps(fields, ensure_ascii=False) + "\n")
        found = _by_report([str(file)])
        return [found.get(f"{file}#{n}", ("", []))[1] for n in range(1, len(records) + 1)]


def _from_files(gold: Path, records: Sequence[dict[str, Any]]) -> list[tuple[str, list[Statement]]]:
    places = [text_path(gold, str(one["id"])) for one in records]
    found = _by_report(list(dict.fromkeys(str(path) for path, _ in places)))
    return [found.get(f"{path}#{line}" if line else str(path), ("", [])) for path, line in places]


def _by_report(inputs: list[str]) -> dict[str, tuple[str, list[Statement]]]:
    found: dict[str, tuple[str, list[Statement]]] = {}
    for item in read(inputs):
        if isinstance(item, Document):
            some, _ = extract(item)
            found[item.report] = (item.text, [one for one in some if one.attributed])
    return found

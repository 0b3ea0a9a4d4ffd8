"""What kind of gold a file holds, told from its content, and where its texts are."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from whence.problems import Problem, RunAborted

Kind = Literal[
    "attributions", "statements", "aligned", "names", "different_names", "inflected", "dates", "numbers"
]

TEXT_FOLDERS = ("../reports", "../seeds", ".", "..")
"""Where texts that a gold file only names are looked for, from its own folder."""


def load(path: Path) -> list[dict[str, Any]]:
    """The records of a JSONL file. Raises `RunAborted` where it cannot be read as one."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError as error:
        raise RunAborted(Problem(code="missing", where=str(path))) from error
    except (OSError, UnicodeDecodeError) as error:
        raise RunAborted(Problem(code="unreadable", where=str(path), detail=str(error))) from error
    records = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise RunAborted(
                Problem(code="broken_line", where=str(path), line=number, detail=str(error))
            ) from error
        if not isinstance(record, dict):
            raise RunAborted(Problem(code="broken_line", where=str(path), line=number, detail="no object"))
        records.append(record)
    if not records:
        raise RunAborted(Problem(code="empty", where=str(path)))
    return records


def kind_of(records: Sequence[dict[str, Any]], where: str) -> Kind:
    """What the records annotate. Raises `RunAborted` where nothing known is recognised."""
    keys = set(records[0])
    if "statements" in keys:
        return "attributions" if "text" in keys else "statements"
    kinds: tuple[tuple[set[str], Kind], ...] = (
        ({"doc", "lang", "sentences"}, "aligned"),
        ({"variants"}, "names"),
        ({"a", "b"}, "different_names"),
        ({"form", "name"}, "inflected"),
        ({"anchor", "text"}, "dates"),
        ({"low", "high", "text"}, "numbers"),
    )
    for needed, kind in kinds:
        if needed <= keys:
            return kind
    detail = f"nothing known in the keys {', '.join(sorted(keys))}; see docs/06-formats.md"
    raise RunAborted(Problem(code="bad_field", where=where, line=1, detail=detail))


def text_path(gold: Path, record_id: str) -> tuple[Path, int | None]:
    """The file that a record of a gold file annotates, and the line (from 1) of it for `file.jsonl#LINE`."""
    name, _, line = record_id.partition("#")
    for folder in TEXT_FOLDERS:
        path = gold.parent / folder / name
        if path.is_file():
            return path.resolve(), int(line) if line.isdigit() else None
    looked = ", ".join(TEXT_FOLDERS)
    raise RunAborted(
        Problem(code="missing", where=record_id, detail=f"looked in {looked} beside {gold.name}")
    )


def folds_of(gold: Path) -> dict[str, int]:
    """The folds (0 or 1) of a gold file's documents: `<name>_fold` in `folds.json` beside it; empty without."""
    path = gold.with_name("folds.json")
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text("utf-8"))
        return {str(doc): int(fold) for doc, fold in found.get(f"{gold.stem}_fold", {}).items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise RunAborted(Problem(code="unreadable", where=str(path), detail=str(error))) from error

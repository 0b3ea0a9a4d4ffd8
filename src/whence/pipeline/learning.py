"""What a case taught of words, as files in its folder: `learned/0001.json`, `learned/0002.json`, …

The last is in force whenever the case is linked. Each run of learning starts from the case's reports and the shipped
tables alone, so that the last says everything; taking it back brings the one before into force.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from whence.languages.learned import Learned, LearnedError, read_learned
from whence.model import Lineage, encode
from whence.problems import Problem, RunAborted

if TYPE_CHECKING:
    from whence.store import Store

FOLDER = "learned"


def learned_record(folder: Path) -> bytes:
    """The record in force, b"" for none. Raises `RunAborted` (bad_learned) where it cannot be read."""
    kept = _kept(folder)
    if not kept:
        return b""
    try:
        record = kept[-1].read_bytes()
        read_learned(record)
    except (OSError, LearnedError) as error:
        raise RunAborted(Problem(code="bad_learned", where=str(kept[-1]), detail=str(error))) from error
    return record


def learn(store: "Store", lineage: Iterable[Lineage]) -> tuple[Learned, tuple[Problem, ...]]:
    """Learns from the reports that are translations of each other, and keeps what was learned.

    Raises `RunAborted`: too_little where no language had enough, unwritable.
    """
    from whence.link.learning import learned
    from whence.link.report import Report

    pairs = []
    for edge in lineage:
        if edge.kind == "translation":
            one, other = store.document(edge.source_document), store.document(edge.target_document)
            if one is not None and other is not None:
                pairs.append((Report(one, ()), Report(other, ())))
    kept = _kept(store.folder)
    found, problems = learned(pairs, 1 + (int(kept[-1].stem) if kept else 0))
    if not found.tables:
        detail = "; ".join(f"{one.where}: {one.detail}" for one in problems)
        if not detail:
            detail = (
                f"{len(pairs)} pairs of reports are translations of each other, none from beginning to end"
            )
        raise RunAborted(Problem(code="too_little", where=str(store.folder), detail=detail))
    _write(store.folder / FOLDER, f"{found.number:04}.json", encode(found))
    return found, tuple(problems)


def unlearn(folder: Path) -> int | None:
    """Takes back the last result of learning; the number of the one in force now, None for none.

    Raises `RunAborted`: not_found where nothing was learned, unwritable.
    """
    kept = _kept(folder)
    if not kept:
        raise RunAborted(Problem(code="not_found", where=str(folder), detail="nothing was learned here"))
    try:
        kept[-1].unlink()
    except OSError as error:
        raise RunAborted(Problem(code="unwritable", where=str(kept[-1]), detail=str(error))) from error
    return int(kept[-2].stem) if len(kept) > 1 else None


def _kept(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / FOLDER).glob("*.json") if path.stem.isdecimal())


def _write(folder: Path, name: str, content: bytes) -> None:
    """Writes a file that is there as a whole or not at all."""
    try:
        folder.mkdir(exist_ok=True)
        half = folder / f"{name}.part"
        half.write_bytes(content)
        os.replace(half, folder / name)
    except OSError as error:
        raise RunAborted(Problem(code="unwritable", where=str(folder), detail=str(error))) from error

"""The quality gate: no number may fall below its floor. `python -m tests.gate`, or `make gate`.

A floor is lowered only by a commit that says why. Each gold file is named with the start of its SHA-256:
numbers on other data are other numbers. Exit status: 0 all floors hold, 1 one does not, 2 gold is absent or
another.
"""

import hashlib
import sys
from pathlib import Path
from typing import NamedTuple

from whence.evaluate import Report, evaluate

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path("..") / "shared" / "gold"
DEMO = Path("demo") / "gold"


class Floor(NamedTuple):
    """The least F1 of one row (of an accuracy, the accuracy itself), or its recall or precision."""

    part: str
    measure: str
    least: float
    of: str = "f1"
    split: str = "all"


class Gold(NamedTuple):
    """A gold file, the beginning of its SHA-256, and its floors."""

    path: Path
    sha256: str
    floors: tuple[Floor, ...]


def stance(least: float) -> tuple[Floor, ...]:
    """The same floor for each axis of stance, as accuracy."""
    axes = ("polarity", "commitment", "horizon", "reporter_hedge", "condition", "denial")
    return tuple(Floor(axis, "accuracy", least, "recall") for axis in axes)


GOLD = (
    Gold(
        DEMO / "statements.jsonl",
        "9a6560e2a20b",
        (
            Floor("statements", "found", 0.95, "recall"),
            Floor("statements", "found", 0.95, "precision"),
            Floor("origin", "accuracy", 0.95),
            Floor("chain", "accuracy", 0.95),
            *stance(0.95),
            Floor("figures", "exact", 0.95),
            Floor("dates", "exact", 0.95),
        ),
    ),
    Gold(
        SHARED / "seed_statements.jsonl",
        "a91f9b137b44",
        (
            Floor("statements", "found", 0.96, "recall"),
            Floor("statements", "found", 0.96, "precision"),
            Floor("origin", "accuracy", 0.96),
            Floor("chain", "accuracy", 0.93),
            *stance(0.96),
            Floor("figures", "exact", 1.0, "recall"),
            Floor("dates", "exact", 1.0, "recall"),
        ),
    ),
    Gold(
        SHARED / "polnear_dev.jsonl",
        "598729bb643a",
        (
            Floor("source", "exact", 0.72),
            Floor("cue", "exact", 0.67),
            Floor("content", "exact", 0.594),
            Floor("content", "overlap", 0.812),
            Floor("speech cue", "overlap", 0.967, "precision"),
            Floor("speech cue", "overlap", 0.948, "recall"),
            Floor("speech cue", "overlap", 0.925, "recall", split="odd"),
            Floor("speech source", "exact", 0.885),
            Floor("speech content", "exact", 0.76),
            Floor("source", "exact", 0.69, split="odd"),
            Floor("cue", "exact", 0.652, split="odd"),
            Floor("content", "exact", 0.575, split="odd"),
        ),
    ),
    Gold(
        SHARED / "german_wikinews_dev.jsonl",
        "d19e4c816259",
        (
            Floor("source", "exact", 0.50),
            Floor("cue", "exact", 0.495),
            Floor("content", "exact", 0.46),
            Floor("message", "mean", 0.68),
            Floor("message", "tokens", 0.69),
            Floor("joint", "mean", 0.55),
            Floor("joint", "tokens", 0.55),
            Floor("nested", "found", 0.67, "recall"),
            Floor("message", "mean", 0.64, split="odd"),
            Floor("joint", "mean", 0.505, split="odd"),
            Floor("nested", "found", 0.55, "recall", split="odd"),
        ),
    ),
    Gold(
        SHARED / "ntrex.jsonl",
        "6ad53b6f2f79",
        (
            # a share of what English finds: it fell from 0.912 when English came to find 2.4 in 100 more
            Floor("speech found", "accuracy", 0.905),
            Floor("none where none", "accuracy", 0.95),
            Floor("no speech where none, by group", "accuracy", 0.95),
            Floor("speech found", "accuracy", 0.903, split="fold1"),
            Floor("none where none", "accuracy", 0.944, split="fold1"),
        ),
    ),
    Gold(SHARED / "dates.jsonl", "6fc043c156cd", (Floor("dates", "exact", 1.0),)),
    Gold(SHARED / "dates_in_sentences.jsonl", "d41718bf75d2", (Floor("dates", "exact", 1.0),)),
    Gold(SHARED / "numbers.jsonl", "3c4471050c87", (Floor("numbers", "exact", 0.98),)),
    Gold(SHARED / "names_same.jsonl", "73765df5030e", (Floor("names", "exact", 0.993),)),
    Gold(SHARED / "names_inflected.jsonl", "523e6fc1f819", (Floor("inflected names", "accuracy", 0.972),)),
)


def check(gold: Gold) -> tuple[Report, list[str]]:
    """The scores of a gold file, and a line for every floor that does not hold."""
    report = evaluate(ROOT / gold.path)
    failed = []
    for floor in gold.floors:
        row = report.row(floor.part, floor.measure, split=floor.split)  # type: ignore[arg-type]
        value: float = getattr(row, floor.of)
        if value < floor.least:
            failed.append(
                f"{gold.path}: {floor.part} {floor.measure} {floor.of} {value:.3f} < {floor.least:.3f}"
            )
    return report, failed


def wrong_data(gold: Gold) -> str | None:
    """Why a gold file cannot be used, or None."""
    path = ROOT / gold.path
    if not path.is_file():
        return f"{gold.path}: it is not there"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if not digest.startswith(gold.sha256):
        return f"{gold.path}: it is not the file that the floors were set on ({digest[:12]})"
    return None


def main() -> int:
    """Checks every floor and prints every number that has one."""
    status = 0
    for gold in GOLD:
        if problem := wrong_data(gold):
            print(problem, file=sys.stderr)
            status = 2
            continue
        report, failed = check(gold)
        for floor in gold.floors:
            row = report.row(floor.part, floor.measure, split=floor.split)  # type: ignore[arg-type]
            half = "" if floor.split == "all" else f" ({floor.split} half)"
            name = f"{gold.path.name} {floor.part} {floor.measure} {floor.of}{half}"
            print(f"{name:<62} {getattr(row, floor.of):6.3f}  floor {floor.least:.3f}")
        for line in failed:
            print(f"below its floor: {line}", file=sys.stderr)
        status = max(status, 1 if failed else 0)
    return status


if __name__ == "__main__":
    sys.exit(main())

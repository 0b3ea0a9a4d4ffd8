"""Linking made-up reports at growing sizes: processor time, peak memory, how time grows, and how right the graph is.

`python -m bench.scale --sizes 300,1000` links collections of the generator with the program of `whence.link`;
`--program module:function` measures another one. A program takes a `Collection` and gives a `Linked`. Every size
runs in a process of its own, so that its peak memory is its own; what making the reports costs is taken off the
time. One JSON line a size, then the exponent of the growth (1 is linear).
"""

import argparse
import importlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
from bench.linear import exponent
from bench.quality import Answers, claim_quality, claims_of, lineage_quality, origin_quality
from bench.reports import Report, attributed, reports, statements

from whence.model import Document, Family, Lineage, Statement

SIZES = (300, 1_000)
SAMPLED_SECONDS = 0.2
AS_OF = date(2032, 1, 1)


class Collection:
    """The reports of one size, and with what they are linked; `seconds` is the processor time that making them, and
    what else is no linking (`aside`), has taken so far."""

    def __init__(
        self, seed: int, count: int, first: int = 0, *, workers: int = 1, memory: str | None = None
    ) -> None:
        self.seed, self.count, self.first = seed, count, first
        self.workers, self.memory = workers, memory
        self.seconds = 0.0

    def reports(self) -> Iterator[Report]:
        """The reports one by one."""
        made = reports(self.seed, self.first, self.count)
        while (one := self.aside(lambda: next(made, None))) is not None:
            yield one

    def batches(self, size: int) -> Iterator[tuple[list[Document], list[Statement]]]:
        """Documents with their statements, `size` documents at a time."""
        documents: list[Document] = []
        said: list[Statement] = []
        for report in self.reports():
            documents.append(report.document)
            said += self.aside(partial(statements, report))
            if len(documents) == size:
                yield documents, said
                documents, said = [], []
        if documents:
            yield documents, said

    def aside(self, make: Callable[[], Any]) -> Any:
        """Does something of which the time does not count."""
        start = time.process_time()
        made = make()
        self.seconds += time.process_time() - start
        return made


class Linked(NamedTuple):
    """What a program found. `counts`: each claim's statements (ids) and its number of origins; None: not counted."""

    edges: Iterable[Lineage]
    families: Iterable[Family]
    counts: Iterable[tuple[Sequence[str], int]] | None


Program = Callable[[Collection], Linked]


def bulk(given: Collection) -> Linked:
    """The linking program on DuckDB, in memory or (where `memory` is limited) in a scratch file, and the origin counts
    of `whence.assess`, which are no part of the time."""
    from whence.assess import assess
    from whence.link import graph, reports
    from whence.link.program import REPORTS, run
    from whence.link.steps import schema
    from whence.store.engines.duckdb import DuckDB

    documents: list[Document] = []
    said: list[Statement] = []

    def batches() -> Iterator[pa.RecordBatch]:
        for some, more in given.batches(1_000):
            documents.extend(some)
            said.extend(more)
            yield from reports(some, more).to_batches()

    with (
        tempfile.TemporaryDirectory(prefix="scale-") as folder,
        DuckDB(
            workers=given.workers, memory=given.memory, scratch=Path(folder) if given.memory else None
        ) as engine,
    ):
        engine.insert("reports", pa.RecordBatchReader.from_batches(schema(REPORTS), batches()))
        run(engine)
        found = graph(engine)
    used = {key for family in found.families for key in family.statements}
    held = [one for one in said if one.attributed or one.id in used]
    assessment, _ = given.aside(lambda: assess(found, documents, held, as_of=AS_OF))
    counts = [([one.id for one in claim.statements], len(claim.origins)) for claim in assessment.claims]
    return Linked(found.lineage, found.families, counts)


class _Peak(threading.Thread):
    """The most memory (proportional set size) that this process and its children held at once, sampled."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.kilobytes = 0
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.wait(SAMPLED_SECONDS):
            self.kilobytes = max(self.kilobytes, _tree_kilobytes(os.getpid()))


def _tree_kilobytes(process: int) -> int:
    own = Path(f"/proc/{process}")
    try:
        lines = (own / "smaps_rollup").read_text().splitlines()
        held = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        children = [
            int(child)
            for task in (own / "task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except (OSError, StopIteration):
        return 0
    return held + sum(_tree_kilobytes(child) for child in children)


def measure(program: Program, given: Collection) -> dict[str, Any]:
    """Runs a program on a collection, in this process."""
    seed, count = given.seed, given.count
    peak = _Peak()
    began, start = time.perf_counter(), time.process_time()
    peak.start()
    linked = program(given)
    edges, families = tuple(linked.edges), tuple(linked.families)
    counts = None if linked.counts is None else tuple(linked.counts)
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = time.process_time() - start - given.seconds + children.ru_utime + children.ru_stime
    wall = time.perf_counter() - began
    peak.done.set()
    peak.join()
    largest = max(peak.kilobytes, own.ru_maxrss, children.ru_maxrss)
    answers = Answers(reports(seed, 0, count))
    said = claims_of((one for report in reports(seed, 0, count) for one in attributed(report)), answers)
    found: dict[str, Any] = {
        "reports": count,
        "seconds": round(seconds, 2),
        "wall_seconds_with_making": round(wall, 2),
        "reports_a_second": round(count / max(seconds, 1e-9), 1),
        "peak_megabytes": largest // 1_024,
        "lineage": lineage_quality(edges, answers)._asdict(),
        "claims": claim_quality(families, said)._asdict(),
    }
    if counts is not None:
        found["origins"] = origin_quality(counts, said, answers)._asdict()
    return found


def main() -> int:
    """Measures each size in a process of its own and prints a JSON line for each, and the exponent."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument(
        "--sizes", default=",".join(map(str, SIZES)), help="numbers of reports, comma between them"
    )
    parser.add_argument("--program", default="bench.scale:bulk", help="module:function to measure")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1, help="processes for Python functions")
    parser.add_argument("--memory", help="the engine's memory (3GB); with it tables live in a scratch file")
    parser.add_argument("--here", action="store_true", help="measure in this process (one size)")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    if asked.here:
        module, _, name = asked.program.partition(":")
        program: Program = getattr(importlib.import_module(module), name)
        given = Collection(asked.seed, sizes[0], workers=asked.workers, memory=asked.memory)
        print(json.dumps(measure(program, given)))
        return 0
    seconds = []
    for size in sizes:
        command = [sys.executable, "-m", "bench.scale", "--here", "--sizes", str(size)]
        command += ["--program", asked.program, "--seed", str(asked.seed), "--workers", str(asked.workers)]
        command += ["--memory", asked.memory] if asked.memory else []
        run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        found = json.loads(run.stdout)
        seconds.append(found["seconds"])
        print(json.dumps(found), flush=True)
    if len(sizes) > 1:
        print(json.dumps({"exponent": round(exponent(sizes, seconds), 2)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())

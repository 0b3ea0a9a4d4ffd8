"""Linking made-up reports at growing sizes: processor time, peak memory, how time grows, and how right the graph is.

`python -m bench.scale --sizes 300,1000` links collections of the generator with the program of `whence.link`;
`--program module:function` measures another one; `--from FOLDER` takes the reports that `bench.made` wrote, and with
`--printed` their prints as well (`bench.prints`). A program takes a `Collection`, says when it is `done`, and gives a
`Linked`. Every size runs in a process of its own, so that its peak memory is its own; what making the reports costs is
taken off the time, and what is counted afterwards (origins, and how right all is) is in neither. One JSON line a size,
then the exponent of the growth (1 is linear). `--tables` prints a line for each table as well: what it took, and how
many rows it has; and adds them up by part of the program: prints, lineage, names, claims, settling.
"""

import argparse
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
from bench.assessed import assessed
from bench.linear import exponent
from bench.made import generated, stored
from bench.prints import prints
from bench.processes import Peak, tree
from bench.quality import Answers, claim_quality, claims_of, lineage_quality, origin_quality
from bench.reports import attributed, reports
from bench.watched import Watched

from whence.link.program import REPORTS, run
from whence.link.steps import said, schema
from whence.model import Family, Lineage, Statement
from whence.store.engines.duckdb import DuckDB

SIZES = (300, 1_000)


class Collection:
    """The reports of one size, with what they are linked, and what that took once it is `done`: `seconds` of processor
    time, `wall` seconds, and `peak` bytes, all of the whole process tree."""

    def __init__(
        self,
        seed: int,
        count: int,
        *,
        workers: int = 1,
        memory: str | None = None,
        folder: Path | None = None,
        tables: bool = False,
        printed: bool = False,
    ) -> None:
        self.seed, self.count = seed, count
        self.printed_before = printed and folder is not None
        self.workers, self.memory, self.folder, self.tables = workers, memory, folder, tables
        self.seconds = self.wall = 0.0
        self.parts: dict[str, float] = {}
        self.peak = 0
        self._making = 0.0
        self._began = time.perf_counter(), tree(os.getpid(), memory=False).seconds
        self._watch = Peak(os.getpid())

    def reports(self) -> Iterator[pa.RecordBatch]:
        """The rows of the table `reports`. What making them takes does not count, what reading them takes does."""
        if self.folder is not None:
            yield from stored(self.folder, self.seed, self.count)
            return
        made = generated(self.seed, 0, self.count)
        while True:
            start = time.process_time()
            batch = next(made, None)
            self._making += time.process_time() - start
            if batch is None:
                return
            yield batch

    def attributed(self) -> Iterator[Statement]:
        """The attributed statements; to read them costs a tenth of making them."""
        if self.folder is None:
            yield from (one for report in reports(self.seed, 0, self.count) for one in attributed(report))
            return
        for batch in stored(self.folder, self.seed, self.count):
            for record in batch.column("record").to_pylist():
                yield from (one for one in said(record).statements if one.attributed)

    def printed(self) -> Callable[[Sequence[str]], pa.RecordBatchReader] | None:
        """Reads the prints of the reports, where they are to be had."""
        if self.folder is None or not self.printed_before:
            return None
        return partial(prints, self.folder, self.seed, self.count)

    def done(self) -> None:
        """Linking is through: what comes now is not measured."""
        wall, seconds = self._began
        self.wall = time.perf_counter() - wall
        self.peak = self._watch.end()
        used = tree(os.getpid(), memory=False).seconds - seconds
        self.seconds = used - self._making - self._watch.cost


class Linked(NamedTuple):
    """What a program found. `counts`: each claim's statements (ids) and its number of origins; None: not counted."""

    edges: Iterable[Lineage]
    families: Iterable[Family]
    counts: Iterable[tuple[Sequence[str], int]] | None


Program = Callable[[Collection], Linked]


def bulk(given: Collection) -> Linked:
    """The linking program on DuckDB, in memory or (where `memory` is limited) in a scratch file, up to its tables; then
    the origin counts of `whence.assess`."""
    with tempfile.TemporaryDirectory(prefix="scale-") as folder:
        scratch = Path(folder) if given.memory else None
        with DuckDB(workers=given.workers, memory=given.memory, scratch=scratch) as engine:
            batches = pa.RecordBatchReader.from_batches(schema(REPORTS), given.reports())
            engine.insert("reports", batches)
            watched = Watched(engine) if given.tables else engine
            run(watched, printed=given.printed())
            given.parts = watched.parts if isinstance(watched, Watched) else {}
            given.done()
            return Linked(*assessed(engine))


def measure(program: Program, given: Collection) -> dict[str, Any]:
    """Runs a program on a collection, in this process."""
    seed, count = given.seed, given.count
    linked = program(given)
    edges, families = tuple(linked.edges), tuple(linked.families)
    counts = None if linked.counts is None else tuple(linked.counts)
    if not given.peak:
        given.done()
    answers = Answers(reports(seed, 0, count))
    claims = claims_of(given.attributed(), answers)
    found: dict[str, Any] = {
        "reports": count,
        "printed_before": given.printed_before,
        "seconds": round(given.seconds, 2),
        **({"seconds_by_part": given.parts} if given.parts else {}),
        "wall_seconds": round(given.wall, 2),
        "reports_a_second": round(count / max(given.seconds, 1e-9), 1),
        "peak_megabytes": given.peak >> 20,
        "lineage": lineage_quality(edges, answers)._asdict(),
        "claims": claim_quality(families, claims)._asdict(),
    }
    if counts is not None:
        found["origins"] = origin_quality(counts, claims, answers)._asdict()
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
    parser.add_argument("--from", dest="folder", type=Path, help="where bench.made wrote the reports")
    parser.add_argument("--printed", action="store_true", help="with the prints that bench.prints made there")
    parser.add_argument("--tables", action="store_true", help="say of each table what it took")
    parser.add_argument("--here", action="store_true", help="measure in this process (one size)")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    if asked.here:
        module, _, name = asked.program.partition(":")
        program: Program = getattr(importlib.import_module(module), name)
        options = {name: getattr(asked, name) for name in ("memory", "folder", "tables", "printed")}
        print(
            json.dumps(measure(program, Collection(asked.seed, sizes[0], workers=asked.workers, **options)))
        )
        return 0
    seconds = []
    given = sys.argv[1:]
    for size in sizes:
        command = [sys.executable, "-m", "bench.scale", *given, "--here", "--sizes", str(size)]
        run_alone = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        found = json.loads(run_alone.stdout)
        seconds.append(found["seconds"])
        print(json.dumps(found), flush=True)
    if len(sizes) > 1:
        print(json.dumps({"exponent": round(exponent(sizes, seconds), 2)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The same program on both engines: how long it takes, how much memory, and whether the rows are the same.

`python -m bench.engines` runs `bench.engine_program` (the shape of linking, cheap) on 10,000, 100,000 and 1,000,000
synthetic reports, each in a process of its own, and prints one JSON line a run and one a comparison. Time is that of
the whole process tree on the processors as well as on the clock, memory is the tree's largest (proportional set size,
so that what processes share counts once); making the reports and comparing the rows are not in it. `--master
local-cluster[2,1,2048]` takes separate executors; `--program linking_program` runs the linking program itself. Exit
status 1 where rows differ, 2 where Spark cannot be started.
"""

import argparse
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.parquet
from bench.digests import digest
from bench.linking_program import SEED
from bench.made import stored
from bench.processes import SAMPLED_SECONDS, tree
from bench.watched import Watched

from whence.link.engine import Engine
from whence.problems import RunAborted
from whence.store.engines.duckdb import DuckDB
from whence.store.engines.session import require
from whence.store.engines.spark import Spark

QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Java that is to run for a few minutes should not compile as if for a day."""


class Program(Protocol):
    """What a module offers here: the columns of its reports, the reports, the program, and what it makes."""

    REPORTS: pa.Schema
    RESULTS: tuple[str, ...]

    def synthetic(self, count: int) -> pa.RecordBatchReader: ...
    def run(self, engine: Engine) -> int: ...


def program(name: str) -> Program:
    """The program of `bench` by its module's name."""
    found: Program = importlib.import_module(f"bench.{name}")
    return found


def one(arguments: argparse.Namespace) -> None:
    """Runs the program once, in this process, and prints its figures: `started` when the clock begins."""
    source = pa.parquet.ParquetFile(arguments.reports)
    batches = pa.RecordBatchReader.from_batches(source.schema_arrow, source.iter_batches(10_000))
    chosen = program(arguments.program)
    engine: Engine
    with tempfile.TemporaryDirectory() as scratch:
        if arguments.one == "spark":
            java = {f"spark.{side}.extraJavaOptions": QUICK for side in ("driver", "executor")}
            conf = {"spark.driver.memory": arguments.driver_memory, **(java if arguments.quick else {})}
            engine = Spark(arguments.master, conf=conf)
        else:
            engine = DuckDB(memory=arguments.memory, scratch=scratch)
        with engine:
            begun = time.monotonic()
            engine.insert("reports", batches)
            gave = chosen.run(Watched(engine) if arguments.tables else engine)
            seconds = time.monotonic() - begun
            print(json.dumps({"seconds": round(seconds, 1), "gave": gave}), flush=True)
            digests = {table: digest(engine, table) for table in chosen.RESULTS}
        print(json.dumps(digests), flush=True)


def measured(name: str, reports: Path, arguments: argparse.Namespace) -> dict[str, object]:
    """Runs it in a process of its own and watches the tree until the program is through."""
    options = [
        "--program",
        arguments.program,
        "--master",
        arguments.master,
        "--driver-memory",
        arguments.driver_memory,
        "--memory",
        arguments.memory,
        *(["--quick"] if arguments.quick else []),
        *(["--tables"] if arguments.tables else []),
    ]
    command = [sys.executable, "-m", "bench.engines", "--one", name, "--reports", str(reports), *options]
    with tempfile.TemporaryFile("w+") as out, subprocess.Popen(command, stdout=out) as child:
        most, seconds, first = 0, 0.0, ""
        while child.poll() is None and not first:
            now = tree(child.pid)
            most, seconds = max(most, now.bytes), max(seconds, now.seconds)
            time.sleep(SAMPLED_SECONDS)
            first = os.pread(out.fileno(), 10_000, 0).decode().partition("\n")[0]
        child.wait()
        out.seek(0)
        lines = out.read().splitlines()
    if child.returncode or len(lines) < 2:
        raise SystemExit(f"{name} ended with status {child.returncode}")
    return {
        "engine": name,
        **json.loads(lines[0]),
        "processor_seconds": round(seconds, 1),
        "peak_mb": most // 1_000_000,
        "rows": json.loads(lines[1]),
    }


def main() -> int:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", default="10000,100000,1000000")
    parser.add_argument("--engines", default="duckdb,spark")
    parser.add_argument("--program", default="engine_program", choices=("engine_program", "linking_program"))
    parser.add_argument("--master", default="local[*]")
    parser.add_argument(
        "--driver-memory", default="3g", help="Spark's driver (with local[*] it is everything)"
    )
    parser.add_argument(
        "--quick", action="store_true", help="Java for short runs: started fast, compiled little"
    )
    parser.add_argument("--memory", default="2GB", help="DuckDB's limit")
    parser.add_argument("--tables", action="store_true", help="say of each table what it took")
    parser.add_argument(
        "--from", dest="folder", type=Path, help="where bench.made wrote the reports of linking_program"
    )
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--reports", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        one(arguments)
        return 0
    engines = arguments.engines.split(",")
    if "spark" in engines:
        try:
            require(arguments.master)
        except RunAborted as aborted:
            print(aborted, file=sys.stderr)
            return 2
    chosen, alike = program(arguments.program), True
    with tempfile.TemporaryDirectory() as folder:
        for count in map(int, arguments.counts.split(",")):
            reports = Path(folder, f"{count}.parquet")
            with pa.parquet.ParquetWriter(reports, chosen.REPORTS) as writer:
                kept = stored(arguments.folder, SEED, count) if arguments.folder else chosen.synthetic(count)
                for batch in kept:
                    writer.write_batch(batch)
            runs = []
            for name in engines:
                runs.append(measured(name, reports, arguments))
                print(json.dumps({"reports": count, **runs[-1]}), flush=True)
            same = all(run["rows"] == runs[0]["rows"] for run in runs)
            alike = alike and same
            print(json.dumps({"reports": count, "rows_alike": same}), flush=True)
    return 0 if alike else 1


if __name__ == "__main__":
    sys.exit(main())

"""The prints of made-up reports, made once and kept beside them, as a case keeps those of its reports.

`python -m bench.prints --count 100000 --from FOLDER` reads the reports that `bench.made` wrote to the folder, and
writes what each leaves for linking (`steps.PRINTED`) to a Parquet file beside each of theirs, in parallel processes; it
prints one JSON line: the processor time a report took. Prints of other code are made anew. `bench.scale --printed`
links with them, so that its time is that of linking a case whose reports were printed when they came in.
"""

import argparse
import json
import multiprocessing
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
from bench.made import REPORTS_A_FILE, stored

from whence.link.steps import PRINTED, print_reports, schema
from whence.pipeline import _code_key

REPORTS_TOGETHER = 250
CODE = b"code"
"""Under this key a file tells which code made it."""


def prints(folder: Path, seed: int, count: int, columns: Sequence[str]) -> pa.RecordBatchReader:
    """Some columns of the prints of the first `count` reports. Raises `ValueError`, at once or while they are read,
    where prints are missing, or other code's."""
    types = schema({name: PRINTED[name] for name in columns})
    return pa.RecordBatchReader.from_batches(types, _read(folder, seed, count, types))


def _read(folder: Path, seed: int, count: int, types: pa.Schema) -> Iterator[pa.RecordBatch]:
    for first in range(0, count, REPORTS_A_FILE):
        path = _file(folder, seed, first)
        if not _fresh(path):
            raise ValueError(
                f"{path} is not of today's code: python -m bench.prints --count {count} --from {folder}"
            )
        left = min(REPORTS_A_FILE, count - first)
        with pa.parquet.ParquetFile(path) as source:
            for batch in source.iter_batches(REPORTS_TOGETHER, columns=types.names):
                some = batch.slice(0, left)
                yield pa.RecordBatch.from_arrays(some.select(types.names).columns, schema=types)
                left -= some.num_rows
                if not left:
                    break
        if left:
            raise ValueError(f"{path} lacks {left} prints: delete it")


def write(folder: Path, seed: int, count: int, workers: int) -> tuple[int, float]:
    """Makes what is missing, whole files at a time; of how many reports, and the seconds of processor time."""
    missing = [first for first in range(0, count, REPORTS_A_FILE) if not _fresh(_file(folder, seed, first))]
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        seconds = list(pool.map(partial(_write, folder, seed), missing))
    return len(missing) * REPORTS_A_FILE, sum(seconds)


def _write(folder: Path, seed: int, first: int) -> float:
    path, seconds = _file(folder, seed, first), 0.0
    half, made_by = path.with_suffix(".half"), {CODE: _code_key("link").encode()}
    columns = schema(PRINTED).with_metadata(made_by)
    with pa.parquet.ParquetWriter(half, columns, compression="zstd") as writer:
        for batch in stored(folder, seed, REPORTS_A_FILE, first=first):
            for start in range(0, batch.num_rows, REPORTS_TOGETHER):
                begun = time.process_time()
                made = print_reports(batch.slice(start, REPORTS_TOGETHER))
                seconds += time.process_time() - begun
                writer.write_batch(made)
    half.rename(path)
    return seconds


def _fresh(path: Path) -> bool:
    return (
        path.exists()
        and (pa.parquet.read_schema(path).metadata or {}).get(CODE) == _code_key("link").encode()
    )


def _file(folder: Path, seed: int, first: int) -> Path:
    return folder / f"prints-{seed}-{first:09}.parquet"


def main() -> int:
    """See the module."""
    parser = argparse.ArgumentParser(prog="python -m bench.prints", description=__doc__)
    parser.add_argument(
        "--count", type=int, required=True, help="of how many reports; whole files are written"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2, help="processes")
    parser.add_argument("--from", dest="folder", type=Path, required=True, help="where bench.made wrote them")
    asked = parser.parse_args()
    made, seconds = write(asked.folder, asked.seed, asked.count, asked.workers)
    milliseconds = round(1_000 * seconds / made, 2) if made else None
    print(json.dumps({"prints": made, "seconds": round(seconds, 1), "milliseconds_a_report": milliseconds}))
    return 0


if __name__ == "__main__":
    sys.exit(main())

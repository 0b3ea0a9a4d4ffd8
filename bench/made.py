"""Made-up reports as the linking program reads them, made once and kept, so that making them is in no measurement.

`python -m bench.made --count 100000 --out FOLDER` writes the table `reports` (number, record, text) to Parquet files of
`REPORTS_A_FILE` reports each, in parallel processes; files that are there already are kept, so that a hundred thousand
grow to a million. `bench.scale` and `bench.engines` read them with `--from FOLDER`. Where today's generator or
today's extraction gives other reports than the files hold, that is an error: the first report of each file is compared.
"""

import argparse
import multiprocessing
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
from bench.reports import reports as made
from bench.reports import statements

from whence.link import reports
from whence.link.program import REPORTS
from whence.link.steps import schema

REPORTS_A_FILE = 10_000
REPORTS_A_BATCH = 1_000


def generated(seed: int, first: int, count: int) -> Iterator[pa.RecordBatch]:
    """Rows of the table `reports` for the reports `first` to `first + count - 1` of a collection."""
    for start in range(first, first + count, REPORTS_A_BATCH):
        some = list(made(seed, start, min(REPORTS_A_BATCH, first + count - start)))
        said = [one for report in some for one in statements(report)]
        yield from reports([report.document for report in some], said).to_batches()


def stored(folder: Path, seed: int, count: int, *, first: int = 0) -> Iterator[pa.RecordBatch]:
    """The same from a folder that `write` filled; `first` begins a file. Raises `ValueError` where it holds fewer, or
    others."""
    end = first + count
    for start in range(first, end, REPORTS_A_FILE):
        path = _file(folder, seed, start)
        if not path.exists():
            raise ValueError(
                f"{path} is missing: python -m bench.made --seed {seed} --count {end} --out {folder}"
            )
        left, fresh = min(REPORTS_A_FILE, end - start), next(generated(seed, start, 1))
        with pa.parquet.ParquetFile(path) as source:
            for batch in source.iter_batches(REPORTS_A_BATCH):
                if left == min(REPORTS_A_FILE, end - start) and not batch.slice(0, 1).equals(fresh):
                    raise ValueError(f"{path} holds other reports than are made now: delete it")
                yield batch.slice(0, left)
                left -= min(left, batch.num_rows)
                if not left:
                    break
        if left:
            raise ValueError(f"{path} lacks {left} reports: delete it and make it again with --count {end}")


def write(folder: Path, seed: int, count: int, workers: int) -> None:
    """Makes what is missing of the first `count` reports, whole files at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = [first for first in range(0, count, REPORTS_A_FILE) if not _file(folder, seed, first).exists()]
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        list(pool.map(partial(_write, folder, seed), missing))


def _write(folder: Path, seed: int, first: int) -> None:
    path = _file(folder, seed, first)
    half = path.with_suffix(".half")
    with pa.parquet.ParquetWriter(half, schema(REPORTS), compression="zstd") as writer:
        for batch in generated(seed, first, REPORTS_A_FILE):
            writer.write_batch(batch)
    half.rename(path)


def _file(folder: Path, seed: int, first: int) -> Path:
    return folder / f"reports-{seed}-{first:09}.parquet"


def main() -> int:
    """See the module."""
    parser = argparse.ArgumentParser(prog="python -m bench.made", description=__doc__)
    parser.add_argument("--count", type=int, required=True, help="how many reports; whole files are written")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2, help="processes")
    parser.add_argument("--out", type=Path, required=True, help="the folder")
    asked = parser.parse_args()
    write(asked.out, asked.seed, asked.count, asked.workers)
    return 0


if __name__ == "__main__":
    sys.exit(main())

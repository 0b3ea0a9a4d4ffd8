"""The linking program itself, on made-up reports, for comparing engines: what `whence case build` runs.

The interface is that of `engine_program`, which has the shape of linking and next to nothing of its work: that one
compares what engines cost, this one shows that a cluster finds what a laptop finds.
"""

from collections.abc import Iterator

import pyarrow as pa
from bench.reports import reports as made
from bench.reports import statements

from whence.link import program, reports, steps
from whence.link.engine import Engine

REPORTS = steps.schema(program.REPORTS)
SEED = 1

RESULTS = ("settled", "lines", "sources", "related", "compared", "near_pairs", "statement_pairs")
"""Tables whose rows are compared: what is found, and what was looked at to find it."""


def synthetic(count: int, *, batch_rows: int = 1_000) -> pa.RecordBatchReader:
    """So many reports of the generator with their statements, in a stream."""

    def batches() -> Iterator[pa.RecordBatch]:
        for first in range(0, count, batch_rows):
            some = list(made(SEED, first, min(batch_rows, count - first)))
            said = [one for report in some for one in statements(report)]
            yield from reports([report.document for report in some], said).to_batches()

    return pa.RecordBatchReader.from_batches(REPORTS, batches())


def run(engine: Engine) -> int:
    """Links the table `reports`; gives how many limits were met."""
    return len(program.run(engine).limits)

"""The linking program itself, on made-up reports, for comparing engines: what `whence case build` runs.

The interface is that of `engine_program`, which has the shape of linking and next to nothing of its work: that one
compares what engines cost, this one shows that a cluster finds what a laptop finds.
"""

import pyarrow as pa
from bench.made import generated

from whence.link import program, steps
from whence.link.engine import Engine

REPORTS = steps.schema(program.REPORTS)
SEED = 1

RESULTS = ("settled", "lines", "sources", "related", "compared", "near_pairs", "statement_pairs")
"""Tables whose rows are compared: what is found, and what was looked at to find it."""


def synthetic(count: int) -> pa.RecordBatchReader:
    """So many reports of the generator with their statements, in a stream."""
    return pa.RecordBatchReader.from_batches(REPORTS, generated(SEED, 0, count))


def run(engine: Engine) -> int:
    """Links the table `reports`; gives how many limits were met."""
    return len(program.run(engine).limits)

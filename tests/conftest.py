"""Engines for tests: DuckDB, and one Spark a run, on executors in processes of their own.

`--dist=loadgroup` (pyproject.toml) gives all tests that need Spark to one worker.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from bench.engines import QUICK

if TYPE_CHECKING:
    from whence.link.engine import Engine
    from whence.store.engines.spark import Spark


@pytest.fixture(scope="session")
def spark() -> "Iterator[Spark]":
    """The one Spark of this run; the test is skipped where it cannot be started, with the reason."""
    from whence.problems import RunAborted
    from whence.store.engines.session import require
    from whence.store.engines.spark import Spark

    try:
        require(None)
    except RunAborted as missing:
        pytest.skip(str(missing))
    conf = {
        "spark.driver.extraJavaOptions": QUICK,
        "spark.executor.extraJavaOptions": QUICK,
        "spark.task.maxFailures": "1",
    }
    with Spark("local-cluster[2,1,1024]", conf=conf) as made:
        yield made


@pytest.fixture(params=["duckdb", pytest.param("spark", marks=pytest.mark.xdist_group("spark"))])
def engine(request: pytest.FixtureRequest) -> "Iterator[Engine]":
    """Each engine in turn."""
    from whence.store.engines.duckdb import DuckDB

    if request.param == "spark":
        yield request.getfixturevalue("spark")
    else:
        with DuckDB(workers=1) as made:
            yield made

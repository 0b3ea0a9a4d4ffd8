"""Opening a Spark session: what must be there, what it is told, and what is said where something is missing."""

import os
import shutil
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from whence.problems import Problem, RunAborted
from whence.store.engines.failures import first_line

READ_ALIKE = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.parser.escapedStringLiterals": "false",
    "spark.sql.legacy.consecutiveStringLiterals.enabled": "false",
    "spark.sql.caseSensitive": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.execution.arrow.useLargeVarTypes": "false",
}
"""What makes Spark read SQL as DuckDB does. It is set after whatever a user sets."""
_DEFAULTS = {
    "spark.app.name": "whence",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
_ON_THIS_MACHINE = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": str(max(4, 2 * (os.cpu_count() or 1))),
}
"""Where all executors are here: no network, and no more parts than are of use (Spark's own number is 200)."""


def session(master: str | None, conf: Mapping[str, str], *, batch_rows: int) -> tuple[Any, bool]:
    """A Spark session, and whether it was started here (and not by whoever called).

    Raises `RunAborted`: engine_missing (no pyspark, no Java), bad_option (a master that is not known),
    engine_failed (it does not start).
    """
    require(master)
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    own = {**_DEFAULTS}
    if master is None and "PYSPARK_GATEWAY_PORT" not in os.environ:  # not started by spark-submit
        master = "local[*]"
    if master and master.startswith("local"):
        own |= {**_ON_THIS_MACHINE, "spark.executorEnv.PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if master and master.startswith("local-cluster"):
        spec = find_spec("pyspark")
        os.environ.setdefault("SPARK_HOME", str(Path(spec.origin or "").parent) if spec else "")
    builder = SparkSession.builder
    if master:
        builder = builder.master(master)
    settings = {**own, **conf, "spark.sql.execution.arrow.maxRecordsPerBatch": str(batch_rows)}
    for key, value in settings.items():
        builder = builder.config(key, value)
    try:
        made = running or builder.getOrCreate()
        for key, value in READ_ALIKE.items():
            made.conf.set(key, value)
    except Exception as error:
        raise RunAborted(Problem(code="engine_failed", where="spark", detail=first_line(error))) from error
    return made, running is None


def require(master: str | None) -> None:
    """Raises `RunAborted` where Spark cannot be started at all."""
    if master and master.startswith("sc://"):
        detail = f"{master}: Spark Connect has no local checkpoints; give the cluster's own URL"
        raise RunAborted(Problem(code="bad_option", where="master", detail=detail))
    for package in ("pyspark", "pandas"):
        if find_spec(package) is None:
            raise RunAborted(Problem(code="engine_missing", where="spark", detail=f"no {package}"))
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java") is None and not (home and Path(home, "bin", "java").is_file()):
        raise RunAborted(Problem(code="engine_missing", where="spark", detail="no java"))

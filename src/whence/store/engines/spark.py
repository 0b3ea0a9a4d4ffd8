"""Tables in Spark, on a cluster or on one machine: the same SQL, the same functions, the same rows as in DuckDB.

A table is a DataFrame that is computed at once and cut from what it was made of (a local checkpoint on the
executors, or Parquet in a work folder that all machines see), so that a loop of tables does not grow a plan without
end. Functions run through `mapInArrow`; executors import whence by name, so it must be installed where they are
(docs/07-scale.md says how).

pyspark is imported when an engine is opened, not before.
"""

import contextlib
import itertools
import shutil
import tempfile
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet

from whence.problems import Problem, RunAborted
from whence.store.engines import generations
from whence.store.engines.batches import (
    BATCH_ROWS,
    Mapped,
    Refused,
    RowFunction,
    gathered,
    packed,
    pieces,
    shaped,
    table_schema,
    unpacked,
)
from whence.store.engines.failures import aborts
from whence.store.engines.files import Files, LocalFiles
from whence.store.engines.hadoop import HadoopFiles
from whence.store.engines.portable import checked_columns, checked_name, checked_sql, spark_sql
from whence.store.engines.session import session

MAP_PARTITIONS_PER_CORE = 3
"""Into how many parts the rows for a function are dealt, for each core: more parts, evener work. They are dealt
by their first column: rows that begin alike share what a process keeps, and dealing in turns would sort all rows first,
whole records too, so that a part that is lost could be made again."""

INSERT_ROWS = 100_000
"""Rows of a Parquet row group, or of a part that goes through the driver, at most about."""


class Spark:
    """See `whence.link.engine.Engine`.

    `master` is Spark's URL ("local[*]", "local-cluster[2,1,1024]", "spark://…", "yarn", "k8s://…"; without it what
    `spark-submit` was given, else all cores of this machine), `conf` any of
    its settings, `py_files` zips, wheels or modules for the executors' import path. `work` is a folder for tables on
    a storage that all machines see ("hdfs://…", "s3a://…"): it costs writing and survives the loss of an executor;
    without it tables are held by the executors. One process has one session; it is stopped with the engine that
    started it.
    """

    def __init__(
        self,
        master: str | None = None,
        *,
        conf: Mapping[str, str] | None = None,
        py_files: Sequence[str] = (),
        work: str | None = None,
        batch_rows: int = BATCH_ROWS,
    ) -> None:
        self._work = f"{work.rstrip('/')}/engine-{uuid.uuid4().hex}" if work else None
        self._numbers = itertools.count()
        self._batch_rows = batch_rows
        self._closing = contextlib.ExitStack()
        self._session, ours = session(master, conf or {}, batch_rows=batch_rows)
        if ours:
            self._closing.callback(self._session.stop)
        self._local = self._session.sparkContext.master.startswith("local")
        self._held: dict[
            str, tuple[Any, str]
        ] = {}  # each table's DataFrame, and the URL of files only it reads
        self._spool = Path(tempfile.mkdtemp(prefix="whence-spark-"))
        self._closing.callback(shutil.rmtree, self._spool, ignore_errors=True)
        with aborts("py_files"):
            for file in py_files:
                self._session.sparkContext.addPyFile(file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """See `Engine`."""
        with contextlib.suppress(RunAborted), aborts("close"):  # a lost cluster is no second error
            self.drop(*list(self._held))
            if self._work:
                HadoopFiles(self._session, self._work).remove("")
        with aborts("close"):
            self._closing.close()

    # --- making tables -------------------------------------------------------------------------------------

    def insert(self, name: str, batches: pa.Table | pa.RecordBatchReader) -> None:
        """See `Engine`. On a cluster the rows pass through this process: large input is better loaded."""
        with aborts(name):
            checked_name(name)
            schema = table_schema(batches.schema)
            checked_columns(schema.names)
            given = batches.to_batches() if isinstance(batches, pa.Table) else batches
            shapely = gathered((shaped(batch, schema) for batch in given), schema, rows=INSERT_ROWS)
            if self._local:
                file = self._spool / f"{next(self._numbers)}.parquet"
                with pa.parquet.ParquetWriter(file, schema) as writer:
                    for some in shapely:
                        writer.write_table(some)
                self._hold(name, self._session.read.parquet(_here(file)), _here(file))
            else:
                frame = self._session.createDataFrame(schema.empty_table())
                for some in shapely:
                    frame = frame.unionAll(self._session.createDataFrame(some))
                self._keep(name, frame)

    def table(self, name: str, sql: str) -> None:
        """See `Engine`."""
        with aborts(name):
            self._keep(checked_name(name), self._query(sql))

    def map_arrow(
        self,
        name: str,
        sql: str | Sequence[str],
        fn: RowFunction,
        schema: pa.Schema,
        *,
        light: bool = False,
    ) -> None:
        """See `Engine`. Several queries are one plan: what they hold at once is Spark's to bound. Functions run where
        the rows are, `light` or not."""
        queries = [sql] if isinstance(sql, str) else sql
        mapped, rows = Mapped(fn, table_schema(schema)), self._batch_rows

        def task(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            return run_batches(mapped, rows, batches)

        with aborts(name, mapped.name):
            checked_name(name)
            parts = MAP_PARTITIONS_PER_CORE * self._session.sparkContext.defaultParallelism
            given = reduce(lambda one, other: one.unionAll(other), map(self._query, queries))
            dealt = given.repartition(parts, given.columns[0])
            self._keep(name, dealt.mapInArrow(task, _ddl(mapped.schema)))

    def drop(self, *names: str) -> None:
        """See `Engine`."""
        for name in names:
            with aborts(name):
                self._session.catalog.dropTempView(checked_name(name))
                self._release(name)

    # --- reading ---------------------------------------------------------------------------------------------

    def rows(self, sql: str) -> pa.Table:
        """See `Engine`."""
        with aborts("rows"):
            found = self._session.sql(spark_sql(checked_sql(sql))).toArrow()
            return found.cast(table_schema(found.schema))

    def stream(self, sql: str) -> Iterator[pa.RecordBatch]:
        """See `Engine`. One part of the result is held here at a time."""
        with aborts("stream"):
            sent = self._query(sql).mapInArrow(pack_batches, "packed binary")
            for row in sent.toLocalIterator():
                yield from unpacked(bytes(row.packed))

    # --- generations -----------------------------------------------------------------------------------------

    def publish(self, folder: str, tables: Sequence[str]) -> None:
        """See `Engine`. `folder` may be anything that Spark can write to, by its URL."""

        def write(name: str, path: str) -> int:
            frame = self._session.table(checked_name(name))
            frame.write.parquet(self._url(folder, path))
            return int(frame.count())

        with aborts(folder):
            generations.publish(self._files(folder), folder, tables, write)

    def load(self, folder: str, tables: Mapping[str, str]) -> bool:
        """See `Engine`. Files are read where they lie, and not copied."""

        def read(name: str, paths: list[str]) -> int:
            frame = self._session.read.parquet(*(self._url(folder, path) for path in paths))
            rows = int(frame.count())
            self._hold(checked_name(name), frame)
            return rows

        with aborts(folder, code="bulk_damaged"):
            return generations.load(self._files(folder), folder, tables, read)

    # --- inside ----------------------------------------------------------------------------------------------

    def _query(self, sql: str) -> Any:
        """A query's DataFrame, its columns cast to what a table may hold."""
        frame = self._session.sql(spark_sql(checked_sql(sql)))
        checked_columns(frame.columns)
        columns = []
        for field in frame.schema.fields:
            given = field.dataType.simpleString()
            wanted = _column_type(given, field.name)
            column = frame[field.name]
            columns.append(column if wanted == given else column.cast(wanted).alias(field.name))
        return frame.select(*columns)

    def _keep(self, name: str, frame: Any) -> None:
        """Computes a table, cuts it from what it was made of, and lets go of the old one of its name."""
        if self._work:
            url = f"{self._work}/{next(self._numbers)}"
            frame.write.parquet(url)
            self._hold(name, self._session.read.schema(frame.schema).parquet(url), url)
        else:
            self._hold(name, frame.localCheckpoint(eager=True))

    def _hold(self, name: str, frame: Any, url: str = "") -> None:
        frame.createOrReplaceTempView(name)
        self._release(name)
        self._held[name] = frame, url

    def _release(self, name: str) -> None:
        """Lets go of what a table took on executors or in files now, and not when garbage is collected."""
        frame, url = self._held.pop(name, (None, ""))
        if url:
            HadoopFiles(self._session, url).remove("")
        elif frame is not None:
            plan = frame._jdf.logicalPlan()
            if plan.getClass().getSimpleName() == "LogicalRDD":
                plan.rdd().unpersist(False)

    def _is_remote(self, folder: str) -> bool:
        """Whether a folder is a URL. Raises `RunAborted` where it is not and other machines must write to it."""
        if "://" in folder:
            return True
        if not self._local:
            detail = f"{folder}: other machines do not see it; give hdfs://… or s3a://…"
            raise RunAborted(Problem(code="bad_option", where="folder", detail=detail))
        return False

    def _url(self, folder: str, path: str) -> str:
        return f"{folder.rstrip('/')}/{path}" if self._is_remote(folder) else _here(Path(folder, path))

    def _files(self, folder: str) -> Files:
        return HadoopFiles(self._session, folder) if self._is_remote(folder) else LocalFiles(Path(folder))


def run_batches(mapped: Mapped, rows: int, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Runs a function on an executor."""
    for batch in batches:
        given = shaped(batch, table_schema(batch.schema))
        for piece in pieces(given, rows):
            yield from mapped(piece)


def pack_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Makes one row of each batch on an executor, so that a result comes back as Arrow and not as Python rows."""
    for batch in batches:
        schema = table_schema(batch.schema)
        data = [packed([shaped(batch, schema)], schema)]
        yield pa.RecordBatch.from_pydict({"packed": pa.array(data, pa.binary())})


def _here(path: Path) -> str:
    """The URL of a file on this machine, as Hadoop reads one: nothing is escaped."""
    return f"file://{path.resolve().as_posix()}"


_SQL = {
    pa.int64(): "bigint",
    pa.float64(): "double",
    pa.string(): "string",
    pa.bool_(): "boolean",
    pa.binary(): "binary",
}


def _sql(kind: pa.DataType) -> str:
    """A table's type as Spark writes it."""
    return f"array<{_sql(kind.value_type)}>" if pa.types.is_list(kind) else _SQL[kind]


def _ddl(schema: pa.Schema) -> str:
    return ", ".join(f"{field.name} {_sql(field.type)}" for field in schema)


def _column_type(given: str, column: str) -> str:
    """The type that a column of Spark's type has in a table. Raises `Refused` where it can have none."""
    if given.startswith("array<"):
        return f"array<{_column_type(given[6:-1], column)}>"
    if given in _SQL.values():
        return given
    if given in ("tinyint", "smallint", "int"):
        return "bigint"
    if given == "float":
        return "double"
    raise Refused(f"column {column} is {given}: cast it to BIGINT, DOUBLE, VARCHAR, BOOLEAN or BLOB")

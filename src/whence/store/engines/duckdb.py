"""Tables in DuckDB, on one machine: in memory, and in files of a scratch folder where they are larger.

Python functions run in a pool of processes. Batches are read with `sql(…).to_arrow_reader`: `execute(…)` would
make all rows at once. A connection of DuckDB 2 has one open result at a time, so what is streamed is read through
a cursor of its own.
"""

import contextlib
import multiprocessing
import os
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import pyarrow as pa

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
    run_packed,
    shaped,
    table_schema,
    unpacked,
)
from whence.store.engines.failures import aborts, first_line
from whence.store.engines.files import LocalFiles
from whence.store.engines.portable import checked_columns, checked_name, checked_sql

IN_FLIGHT = 3
"""Batches that are with the pool at once, for each worker."""
POOL_SECONDS = 30.0
"""A table that took longer lets go of the pool: its processes hold what they remembered for it (words, features,
up to a gigabyte each), and to start them anew takes a second or two."""
APPEND_ROWS = 50_000
"""Rows that are collected before they are appended to a table: an append costs about a millisecond."""
_MAKING = "whence_making"
"""The table that is being made; it takes its name when it is whole."""
_WAITING = "whence_waiting"
"""Rows that are being appended to it."""


class DuckDB:
    """See `whence.link.engine.Engine`.

    `memory` is DuckDB's limit ("4GB"; its own default is four fifths of the machine), `threads` its threads
    (default: all cores), `workers` the processes for Python functions (default: all cores; 1 runs them here),
    `scratch` a folder for what does not fit into memory, of tables and of intermediate results; without it nothing is
    spilled. Tables are DuckDB's in-memory ones either way: a database file would be logged, compressed and written for
    each of them, which took two to four times the processor time and is of no use for tables that end with the engine.
    """

    def __init__(
        self,
        *,
        memory: str | None = None,
        threads: int | None = None,
        workers: int | None = None,
        scratch: str | Path | None = None,
        batch_rows: int = BATCH_ROWS,
    ) -> None:
        self._workers = workers or os.cpu_count() or 1
        self._batch_rows = batch_rows
        self._pool: ProcessPoolExecutor | None = None
        self._closing = contextlib.ExitStack()
        config: dict[str, str | bool | int | float | list[str]] = {
            "preserve_insertion_order": False,
            "allocator_background_threads": True,  # gives back what was freed though nothing more is asked for
        }
        if memory:
            config["memory_limit"] = memory
        if threads:
            config["threads"] = threads
        try:
            if scratch is None:
                config["temp_directory"] = ""
            else:
                Path(scratch).mkdir(parents=True, exist_ok=True)
                own = self._closing.enter_context(tempfile.TemporaryDirectory(prefix="engine-", dir=scratch))
                config["temp_directory"] = str(Path(own, "spilled"))
            self._connection = duckdb.connect(":memory:", config=config)
            self._closing.callback(self._connection.close)
        except OSError as error:
            self._closing.close()
            raise RunAborted(Problem(code="unwritable", where=str(scratch), detail=str(error))) from error
        except duckdb.Error as error:
            self._closing.close()
            raise RunAborted(Problem(code="bad_option", where="duckdb", detail=first_line(error))) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """See `Engine`."""
        self._end_pool()
        self._closing.close()

    # --- making tables -------------------------------------------------------------------------------------

    def insert(self, name: str, batches: pa.Table | pa.RecordBatchReader) -> None:
        """See `Engine`."""
        with aborts(name):
            schema = table_schema(batches.schema)
            given = batches.to_batches() if isinstance(batches, pa.Table) else batches
            self._append(checked_name(name), (shaped(batch, schema) for batch in given), schema)

    def table(self, name: str, sql: str) -> None:
        """See `Engine`."""
        with aborts(name):
            self._connection.execute(f"CREATE OR REPLACE TABLE {checked_name(name)} AS {self._cast(sql)}")

    def map_arrow(
        self,
        name: str,
        sql: str | Sequence[str],
        fn: RowFunction,
        schema: pa.Schema,
        *,
        light: bool = False,
    ) -> None:
        """See `Engine`."""
        mapped, queries = Mapped(fn, table_schema(schema)), [sql] if isinstance(sql, str) else sql
        start = time.perf_counter()
        with aborts(name, mapped.name):
            checked_name(name)
            with self._connection.cursor() as cursor:
                given = (batch for query in queries for batch in self._stream(query, cursor))
                here = light or self._workers == 1
                made = _here(mapped, given) if here else self._pooled(mapped, given)
                self._append(name, made, mapped.schema)
        if time.perf_counter() - start > POOL_SECONDS:
            self._end_pool()
        pa.default_memory_pool().release_unused()

    def drop(self, *names: str) -> None:
        """See `Engine`."""
        for name in names:
            with aborts(name):
                self._connection.execute(f"DROP TABLE IF EXISTS {checked_name(name)}")

    # --- reading ---------------------------------------------------------------------------------------------

    def rows(self, sql: str) -> pa.Table:
        """See `Engine`."""
        with aborts("rows"):
            found = self._connection.sql(checked_sql(sql)).to_arrow_table()
            return found.cast(table_schema(found.schema))

    def stream(self, sql: str) -> Iterator[pa.RecordBatch]:
        """See `Engine`."""
        with aborts("stream"), self._connection.cursor() as cursor:
            yield from self._stream(sql, cursor)

    # --- generations -----------------------------------------------------------------------------------------

    def publish(self, folder: str, tables: Sequence[str]) -> None:
        """See `Engine`. `folder` is a local one."""

        def write(name: str, path: str) -> int:
            target = Path(folder, path)
            target.mkdir()
            file = _quoted(target / "part-0.parquet")
            self._connection.execute(f"COPY {checked_name(name)} TO {file} (FORMAT parquet)")
            return self._count(name)

        with aborts(folder):
            generations.publish(LocalFiles(Path(folder)), folder, tables, write)

    def load(self, folder: str, tables: Mapping[str, str]) -> bool:
        """See `Engine`."""

        def read(name: str, paths: list[str]) -> int:
            listed = ", ".join(_quoted(Path(folder, path)) for path in paths)
            self._connection.execute(
                f"CREATE OR REPLACE TABLE {checked_name(name)} AS SELECT * FROM read_parquet([{listed}])"
            )
            return self._count(name)

        with aborts(folder, code="bulk_damaged"):
            return generations.load(LocalFiles(Path(folder)), folder, tables, read)

    # --- inside ----------------------------------------------------------------------------------------------

    def _cast(self, sql: str) -> str:
        """The query with its columns cast to what a table may hold; refused where it is not portable."""
        relation = self._connection.sql(checked_sql(sql))
        checked_columns(relation.columns)
        columns = []
        for name, given in zip(relation.columns, map(str, relation.types), strict=True):
            wanted = _column_type(given, name)
            columns.append(f'"{name}"' if wanted == given else f'CAST("{name}" AS {wanted}) AS "{name}"')
        return f"SELECT {', '.join(columns)} FROM ({sql})"

    def _stream(self, sql: str, cursor: duckdb.DuckDBPyConnection) -> Iterator[pa.RecordBatch]:
        """A query's rows in batches of a table's types."""
        reader = cursor.sql(checked_sql(sql)).to_arrow_reader(self._batch_rows)
        schema = table_schema(reader.schema)
        for batch in reader:
            for piece in pieces(batch, self._batch_rows):
                yield shaped(piece, schema)

    def _append(self, name: str, batches: Iterator[pa.RecordBatch], schema: pa.Schema) -> None:
        """Makes a table of batches as they come; the old one of that name stays until all are there."""
        run = self._connection.execute
        checked_columns(schema.names)
        columns = ", ".join(f'"{field.name}" {_sql(field.type)}' for field in schema)
        run(f"CREATE OR REPLACE TABLE {_MAKING} ({columns})")
        for some in gathered(batches, schema, rows=APPEND_ROWS):
            self._connection.register(_WAITING, some)
            run(f"INSERT INTO {_MAKING} SELECT * FROM {_WAITING}")
            self._connection.unregister(_WAITING)
        run("BEGIN")
        run(f"DROP TABLE IF EXISTS {name}")
        run(f"ALTER TABLE {_MAKING} RENAME TO {name}")
        run("COMMIT")

    def _count(self, name: str) -> int:
        return int(self._connection.sql(f"SELECT COUNT(*) FROM {name}").fetchall()[0][0])

    def _end_pool(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _pooled(self, mapped: Mapped, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Runs a function in the pool; results come in the order of their batches, so that runs are alike."""
        if self._pool is None:
            methods = multiprocessing.get_all_start_methods()
            context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
            self._pool = ProcessPoolExecutor(self._workers, mp_context=context)
        pool, waiting = self._pool, deque[Future[bytes]]()
        try:
            for batch in batches:
                waiting.append(pool.submit(run_packed, mapped, packed([batch], batch.schema)))
                if len(waiting) >= IN_FLIGHT * self._workers:
                    yield from unpacked(waiting.popleft().result())
            while waiting:
                yield from unpacked(waiting.popleft().result())
        except BrokenProcessPool:
            self._pool = None
            raise
        finally:
            for future in waiting:
                future.cancel()


def _here(mapped: Mapped, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Runs a function in this process."""
    for batch in batches:
        yield from mapped(batch)


_SQL = {
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
    pa.string(): "VARCHAR",
    pa.bool_(): "BOOLEAN",
    pa.binary(): "BLOB",
}
_INTEGERS = frozenset(
    {"TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT", "UHUGEINT"}
)


def _sql(kind: pa.DataType) -> str:
    """A table's type in SQL."""
    return f"{_sql(kind.value_type)}[]" if pa.types.is_list(kind) else _SQL[kind]


def _column_type(given: str, column: str) -> str:
    """The type that a column of DuckDB's type has in a table. Raises `Refused` where it can have none."""
    if given.endswith("[]"):
        return f"{_column_type(given[:-2], column)}[]"
    if given in _SQL.values():
        return given
    if given in _INTEGERS:
        return "BIGINT"
    if given == "FLOAT":
        return "DOUBLE"
    raise Refused(f"column {column} is {given}: cast it to BIGINT, DOUBLE, VARCHAR, BOOLEAN or BLOB")


def _quoted(path: Path) -> str:
    """A path as a string of SQL."""
    return "'" + str(path).replace("'", "''") + "'"

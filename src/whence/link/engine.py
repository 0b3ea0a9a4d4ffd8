"""What the linking program needs of an engine: named tables of standard SQL, and functions over Arrow batches.

The program is written once over these primitives and runs on whatever has them: DuckDB on one machine, Spark on
a cluster (`whence.store.engines`, the only place that opens a connection; `pipeline` hands it in). An adapter
conforms by its shape and does not import this file.

What a program may rely on, and nothing else:

* a table is a bag of rows: no order, no batches, no partitions;
* its columns are BIGINT, DOUBLE, VARCHAR, BOOLEAN, BLOB, or lists of these. Smaller integers and sums become
  BIGINT on the way in; a column of any other type is refused;
* the SQL is the part that both engines read alike: docs/07-scale.md lists it;
* a function sees rows that stand for themselves. Which rows share a batch, and in which order, means nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from typing import TypeAlias

    import pyarrow as pa

    Batches: TypeAlias = "pa.Table | pa.RecordBatchReader"
    RowFunction: TypeAlias = Callable[["pa.RecordBatch"], "pa.RecordBatch | Iterable[pa.RecordBatch]"]


class Engine(Protocol):
    """A place for named tables. Use it as a context manager, or close it; one thread at a time.

    Table names are lower-case ASCII identifiers; a name that is there already is replaced, and only when the
    new rows are complete, so that a table may be made from itself. Whatever goes wrong is `RunAborted`:
    engine_missing, engine_failed (with the table's name and the cause), bulk_damaged, unwritable.
    """

    def insert(self, name: str, batches: "Batches") -> None:
        """Makes a table of rows handed in. A reader is read as a stream."""

    def table(self, name: str, sql: str) -> None:
        """Makes a table of a query over earlier tables. It is computed now, and once."""

    def map_arrow(
        self,
        name: str,
        sql: str | Sequence[str],
        fn: "RowFunction",
        schema: "pa.Schema",
        *,
        light: bool = False,
    ) -> None:
        """Makes a table of what `fn` makes of the rows of a query, or of several, one after the other, batch by batch.

        `fn` is a function of a module, or a `functools.partial` of one, because it runs in other processes and
        on other machines; it gives one batch or several, with the columns of `schema` in any order. Memory is
        bounded by some batches, not by the table. `light`: `fn` only takes rows apart, which costs less than to bring
        them to another process and back; it may run in this one.
        """

    def rows(self, sql: str) -> "pa.Table":
        """A small result, all at once. Order it by what is unique, if order matters."""

    def stream(self, sql: str) -> "Iterator[pa.RecordBatch]":
        """A result of any size, batch by batch, in no order."""

    def drop(self, *names: str) -> None:
        """Forgets tables; names that are not there are passed over."""

    def publish(self, folder: str, tables: Sequence[str]) -> None:
        """Writes tables as the folder's next generation of Parquet files, which counts from the moment it is whole."""

    def load(self, folder: str, tables: Mapping[str, str]) -> bool:
        """Makes tables (key) of those of the folder's newest generation (value); False where there is none yet."""

    def close(self) -> None:
        """Lets go of all tables, processes and connections."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

"""Arrow batches on their way: what columns a table may have, and how batches go to other processes and back.

Both adapters use this, so that a function's result is checked and shaped alike whichever engine runs it.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import pyarrow as pa

BATCH_ROWS = 1024
"""Rows of a batch that a function is given, at most."""
BATCH_BYTES = 8_000_000
"""Bytes of such a batch, about; a single larger row goes alone."""
APPEND_BYTES = 32_000_000
"""Bytes that are collected at most before they are appended to a table, about."""

RowFunction = Callable[[pa.RecordBatch], pa.RecordBatch | Iterable[pa.RecordBatch]]

_KEPT = (pa.int64(), pa.float64(), pa.string(), pa.bool_(), pa.binary())
_BECOMES = {
    **dict.fromkeys((pa.int8(), pa.int16(), pa.int32(), pa.uint8(), pa.uint16(), pa.uint32()), pa.int64()),
    pa.uint64(): pa.int64(),
    pa.float32(): pa.float64(),
    pa.large_string(): pa.string(),
    pa.string_view(): pa.string(),
    pa.large_binary(): pa.binary(),
    pa.binary_view(): pa.binary(),
}


class Refused(Exception):
    """A table, a query or a function that is not portable or not as declared; the message names the place."""


def column_type(given: pa.DataType, column: str) -> pa.DataType:
    """The type that a column of this type has in a table. Raises `Refused` where it can have none."""
    if pa.types.is_list(given) or pa.types.is_large_list(given):
        return pa.list_(column_type(given.value_type, column))
    if pa.types.is_dictionary(given):
        return column_type(given.value_type, column)
    if given in _KEPT:
        return given
    if pa.types.is_decimal(given) and given.scale == 0:  # what DuckDB gives for a sum of BIGINT
        return pa.int64()
    if given in _BECOMES:
        return _BECOMES[given]
    raise Refused(f"column {column} is {given}: cast it to BIGINT, DOUBLE, VARCHAR, BOOLEAN or BLOB")


def table_schema(given: pa.Schema) -> pa.Schema:
    """The schema that a table of these columns has: every column nullable, no metadata."""
    return pa.schema([pa.field(field.name, column_type(field.type, field.name)) for field in given])


def shaped(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """The batch with exactly these columns, in this order. Raises `Refused` where one is missing or does not fit."""
    missing = [name for name in schema.names if name not in batch.schema.names]
    if missing or batch.num_columns != len(schema):
        raise Refused(f"the columns are {batch.schema.names} and should be {schema.names}")
    if batch.schema.equals(schema):
        return batch
    columns = []
    for field in schema:
        try:
            columns.append(batch.column(field.name).cast(field.type))
        except pa.ArrowException as error:
            raise Refused(f"column {field.name}: {error}") from error
    return pa.RecordBatch.from_arrays(columns, schema=schema)


class Mapped(NamedTuple):
    """A function of rows together with the columns that it promised."""

    fn: RowFunction
    schema: pa.Schema

    def __call__(self, batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        """What the function makes of a batch, checked; batches without rows are left out."""
        made = self.fn(batch)
        for one in [made] if isinstance(made, pa.RecordBatch) else made:
            if one.num_rows:
                yield shaped(one, self.schema)

    @property
    def name(self) -> str:
        """What to call the function in a message."""
        inner = getattr(self.fn, "func", self.fn)
        return str(getattr(inner, "__qualname__", inner))


def pieces(batch: pa.RecordBatch, rows: int) -> Iterator[pa.RecordBatch]:
    """A batch cut to at most so many rows, and to `BATCH_BYTES` where its rows are of about one size."""
    if not batch.num_rows:
        return
    parts = max(-(-batch.num_rows // rows), -(-batch.nbytes // BATCH_BYTES))
    step = -(-batch.num_rows // parts)
    for start in range(0, batch.num_rows, step):
        yield batch.slice(start, step)


def gathered(batches: Iterable[pa.RecordBatch], schema: pa.Schema, *, rows: int) -> Iterator[pa.Table]:
    """Batches put together to at least so many rows, or `APPEND_BYTES`; the last one may be smaller."""
    waiting: list[pa.RecordBatch] = []
    held_rows = held_bytes = 0
    for batch in batches:
        waiting.append(batch)
        held_rows += batch.num_rows
        held_bytes += batch.nbytes
        if held_rows >= rows or held_bytes >= APPEND_BYTES:
            yield pa.Table.from_batches(waiting, schema=schema)
            waiting, held_rows, held_bytes = [], 0, 0
    if waiting:
        yield pa.Table.from_batches(waiting, schema=schema)


def packed(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> bytes:
    """Batches as an Arrow stream. Of a slice only the slice is written, which pickling does not promise."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
    return bytes(sink.getvalue())


def unpacked(data: bytes) -> list[pa.RecordBatch]:
    """The batches of an Arrow stream."""
    with pa.ipc.open_stream(pa.py_buffer(data)) as reader:
        return list(reader)


def run_packed(mapped: Mapped, data: bytes) -> bytes:
    """Runs a function in another process: an Arrow stream in, an Arrow stream out."""
    return packed((made for batch in unpacked(data) for made in mapped(batch)), mapped.schema)

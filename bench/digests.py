"""Tables of two engines compared without holding them: each row becomes a number, and a table the sum of them."""

import struct
from hashlib import blake2b

import pyarrow as pa

from whence.link.engine import Engine

DIGESTS = pa.schema([("n", pa.int64()), ("low", pa.int64()), ("high", pa.int64())])
_ALL = "CAST(coalesce(sum({0}), 0) AS BIGINT) AS {0}"


def digest(engine: Engine, table: str) -> tuple[int, ...]:
    """A table's rows, and two checksums that do not depend on their order. They are made where the rows are."""
    engine.map_arrow("digested", f"SELECT * FROM {table}", digests, DIGESTS)
    sums = ", ".join(_ALL.format(name) for name in DIGESTS.names)
    return tuple(engine.rows(f"SELECT {sums} FROM digested").to_pylist()[0].values())


def digests(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Rows of any columns -> how many they are, and the sums of the halves of their hashes."""
    low = high = 0
    for row in batch.to_pylist():
        words = repr(sorted(row.items())).encode("utf-8", "surrogatepass")
        halves = struct.unpack("<II", blake2b(words, digest_size=8).digest())
        low, high = low + halves[0], high + halves[1]
    return pa.RecordBatch.from_pydict({"n": [batch.num_rows], "low": [low], "high": [high]}, schema=DIGESTS)

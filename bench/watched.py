"""An engine that says of each table what it took: one JSON line a table on standard error."""

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self

import pyarrow as pa
from bench.processes import Peak, tree

from whence.link.engine import Engine
from whence.store.engines.batches import RowFunction

BEGINS = {
    "printed": "prints",
    "document_keys": "lineage",
    "voiced": "names",
    "statement_counts": "claims",
    "told_merged": "settling",
}
"""The parts of the linking program, by the table that each begins with."""


class Watched:
    """Does what another engine does (see `Engine`; the part of it that a program needs), and watches. `parts` are the
    seconds of processor time of each part of the linking program, as far as it came."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.parts: dict[str, float] = {}
        self._part = ""
        self.rows, self.stream = engine.rows, engine.stream
        self.drop, self.publish, self.load = engine.drop, engine.publish, engine.load
        self.close = engine.close

    def __enter__(self) -> Self:
        self._engine.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._engine.__exit__(kind, error, trace)

    def insert(self, name: str, batches: pa.Table | pa.RecordBatchReader) -> None:
        """See `Engine`."""
        with self._watching(name):
            self._engine.insert(name, batches)

    def table(self, name: str, sql: str) -> None:
        """See `Engine`."""
        with self._watching(name):
            self._engine.table(name, sql)

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
        with self._watching(name):
            self._engine.map_arrow(name, sql, fn, schema, light=light)

    @contextmanager
    def _watching(self, name: str) -> Iterator[None]:
        start, before = time.perf_counter(), tree(os.getpid(), memory=False)
        watch = Peak(os.getpid())
        yield
        wall, peak, after = time.perf_counter() - start, watch.end(), tree(os.getpid())
        found = {
            "table": name,
            "rows": self._engine.rows(f"SELECT count(*) AS n FROM {name}").column("n")[0].as_py(),
            "seconds": round(after.seconds - before.seconds - watch.cost, 2),
            "wall_seconds": round(wall, 2),
            "peak_megabytes": peak >> 20,
            "left_megabytes": after.bytes >> 20,
        }
        print(json.dumps(found), file=sys.stderr, flush=True)
        if name in BEGINS and BEGINS[name] not in self.parts:
            self._part = BEGINS[name]
        if self._part:
            spent = self.parts.get(self._part, 0.0) + after.seconds - before.seconds - watch.cost
            self.parts[self._part] = round(spent, 2)

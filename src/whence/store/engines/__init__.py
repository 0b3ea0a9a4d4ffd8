"""Engines: where the linking program's tables live. Two adapters of one shape (`whence.link.engine.Engine`).

`duckdb.DuckDB` runs on one machine, `spark.Spark` on a cluster or on one machine. Both are imported where they are
used, because the libraries behind them are large.
"""

import os

os.environ.setdefault("DUCKDB_JE_MALLOC_CONF", "dirty_decay_ms:100,muzzy_decay_ms:0")
# DuckDB's allocator (jemalloc, on Linux) keeps what was freed for a second or two, or for good where no thread frees
# more, and counts none of it against the limit: half as much again as the limit. It reads how long it may when the
# library is loaded, so this stands before that; what the user has set himself stays.

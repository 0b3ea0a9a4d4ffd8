"""Engines: where the linking program's tables live. Two adapters of one shape (`whence.link.engine.Engine`).

`duckdb.DuckDB` runs on one machine, `spark.Spark` on a cluster or on one machine. Both are imported where they are
used, because the libraries behind them are large.
"""

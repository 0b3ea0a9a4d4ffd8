"""Both engines do the same: tests that take `engine` run on DuckDB and, where it can be started, on Spark."""

import importlib
import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pyarrow as pa
import pytest

from bench import engine_program
from whence.link.engine import Engine
from whence.problems import RunAborted
from whence.store.engines import duckdb, session
from whence.store.engines.batches import pieces
from whence.store.engines.duckdb import DuckDB
from whence.store.engines.spark import Spark

UNLISTED = pa.schema([("key", pa.int64()), ("one", pa.string())])
NUMBERED = pa.schema([("n", pa.int64()), ("twice", pa.int64())])


def rows(engine: Engine, sql: str) -> list[dict[str, Any]]:
    """What a query gives."""
    found: list[dict[str, Any]] = engine.rows(sql).to_pylist()
    return found


def test_both_adapters_have_the_shape_that_linking_asks_for() -> None:
    shapes: list[type[Engine]] = [DuckDB, Spark]  # what proves it is mypy
    for shape in shapes:
        assert {name for name in vars(Engine) if not name.startswith("_")} <= set(vars(shape))


# --- functions of the tests: of a module, because they run in other processes ---------------------------------


def doubled(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Rows (n) -> rows (n, twice)."""
    numbers = batch.column("n").to_pylist()
    return pa.RecordBatch.from_pydict({"twice": [2 * n for n in numbers], "n": numbers})


def repeated(batch: pa.RecordBatch, *, times: int) -> Iterator[pa.RecordBatch]:
    """Rows -> the same rows several times, in several batches."""
    for _ in range(times):
        yield batch


def unlisted(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Rows (key, held: list) -> rows (key, one)."""
    found = [{"key": row["key"], "one": one} for row in batch.to_pylist() for one in row["held"]]
    return pa.RecordBatch.from_pylist(found, schema=UNLISTED)


def sizes(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Rows -> one row with their number."""
    return pa.RecordBatch.from_pydict({"rows": [batch.num_rows]})


def process(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Rows -> one row with the process that it runs in."""
    return pa.RecordBatch.from_pydict({"process": [os.getpid()]})


def failing(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Raises."""
    raise ValueError(f"no {batch.schema.names[0]} today")


def killed(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Ends the process that it runs in, as a system does that has no memory left."""
    os.kill(os.getpid(), signal.SIGKILL)
    return batch


# --- the same program, the same rows ----------------------------------------------------------------------------


@pytest.mark.xdist_group("spark")
def test_a_program_gives_the_same_rows_on_both_engines(spark: Spark) -> None:
    results = []
    with DuckDB(workers=2) as duckdb:
        engines: list[Engine] = [duckdb, spark]
        for engine in engines:
            engine.insert("reports", engine_program.synthetic(600, batch_rows=100))
            engine_program.run(engine)
            results.append(
                {
                    name: sorted(rows(engine, f"SELECT * FROM {name}"), key=repr)
                    for name in engine_program.RESULTS
                }
            )
            engine.drop(*engine_program.RESULTS, "reports", "shingles", "frequencies", "keys", "candidates")
    assert results[0] == results[1]
    assert len(results[0]["summary"]) == 600
    assert results[0]["skipped"] == [{"shingles": 2}]
    assert 0 < results[0]["alone"][0]["alone"] < 600


QUERIES: list[tuple[str, object]] = [
    ("SELECT 7 / 2 AS x", 3.5),
    ("SELECT CAST(FLOOR(7 / 2) AS BIGINT) AS x", 3),
    ("SELECT CAST(FLOOR(-7 / 2) AS BIGINT) AS x", -4),
    ("SELECT -7 % 3 AS x", -1),
    ("SELECT CAST(9007199254740993 AS BIGINT) + 1 AS x", 9007199254740994),
    ("SELECT 'it''s' AS x", "it's"),
    ("SELECT 'a' || CAST(NULL AS VARCHAR) AS x", None),
    ("SELECT COALESCE(NULL, 'b') AS x", "b"),
    ("SELECT LENGTH('Ø🦊é') AS x", 3),
    ("SELECT SUBSTR('Ø🦊zé', 2, 2) AS x", "🦊z"),
    ("SELECT 'Z' < 'a' AND 'z' < 'é' AND 'é' < 'я' AND '\uff5e' < '🦊' AS x", True),
    ("SELECT GREATEST(1, NULL, 3) AS x", 3),
    ("SELECT LEAST('b', 'a') AS x", "a"),
    ("SELECT NULL IS NOT DISTINCT FROM NULL AS x", True),
    ("SELECT 'a_b' LIKE 'a%' AS x", True),
    ("SELECT CASE WHEN 1 > 2 THEN 'x' ELSE 'y' END AS x", "y"),
    ("SELECT CAST('12' AS BIGINT) AS x", 12),
    ("SELECT CAST(12 AS VARCHAR) AS x", "12"),
    ("SELECT ABS(-3) AS x", 3),
    ("SELECT SUM(n) AS x FROM (VALUES (1), (2), (NULL)) AS t(n)", 3),
    ("SELECT SUM(n) AS x FROM (VALUES (1)) AS t(n) WHERE n > 1", None),
    ("SELECT COUNT(*) FILTER (WHERE n > 1) AS x FROM (VALUES (1), (2)) AS t(n)", 1),
    ("SELECT COUNT(DISTINCT n) AS x FROM (VALUES (1), (1), (NULL)) AS t(n)", 1),
    ("SELECT MAX(s) AS x FROM (VALUES ('Z'), ('a'), (NULL)) AS t(s)", "a"),
    ("WITH t AS (SELECT 4 AS n UNION ALL SELECT 4) SELECT SUM(n) AS x FROM t", 8),
    ("SELECT COUNT(*) AS x FROM (SELECT 1 AS n UNION SELECT 1 INTERSECT SELECT 1) AS t", 1),
    ("SELECT COUNT(*) AS x FROM (SELECT 1 AS n EXCEPT SELECT 1) AS t", 0),
    (
        "SELECT MIN(n) AS x FROM (SELECT n, ROW_NUMBER() OVER (ORDER BY n DESC NULLS LAST) AS p"
        " FROM (VALUES (1), (5), (NULL)) AS t(n)) AS q WHERE p = 1",
        5,
    ),
    (
        "SELECT SUM(r) AS x FROM (SELECT RANK() OVER (ORDER BY n NULLS FIRST) AS r"
        " FROM (VALUES (1), (1), (NULL)) AS t(n)) AS q",
        5,
    ),
    (
        "SELECT COUNT(*) AS x FROM (VALUES (1), (2)) AS t(n) SEMI JOIN (VALUES (2), (2)) AS u(m) ON t.n = u.m",
        1,
    ),
    ("SELECT COUNT(*) AS x FROM (VALUES (1), (2)) AS t(n) ANTI JOIN (VALUES (2)) AS u(n) USING (n)", 1),
    ("SELECT COUNT(*) AS x FROM (VALUES (1)) AS t(n) CROSS JOIN (VALUES (1), (2)) AS u(m)", 2),
]


def test_the_portable_subset_means_the_same(engine: Engine) -> None:
    assert [(sql, rows(engine, sql)[0]["x"]) for sql, _ in QUERIES] == QUERIES


# --- tables ------------------------------------------------------------------------------------------------------


def test_integers_of_any_size_become_bigint(engine: Engine) -> None:
    engine.table(
        "small", "SELECT CAST(n AS SMALLINT) AS n, CAST(n AS REAL) AS f FROM (VALUES (1), (2)) AS t(n)"
    )
    engine.table("sums", "SELECT SUM(n) AS total, COUNT(*) AS many, ARRAY_AGG(n) AS listed FROM small")
    found = engine.rows("SELECT total, many, listed, 1 AS one FROM sums").schema
    assert [str(kind) for kind in found.types] == ["int64", "int64", "list<item: int64>", "int64"]
    assert [field.nullable for field in found] == [True] * 4
    assert str(engine.rows("SELECT f FROM small").schema.field("f").type) == "double"


@pytest.mark.parametrize("cast", ["DECIMAL(9, 2)", "DATE", "TIMESTAMP"])
def test_other_types_are_refused(engine: Engine, cast: str) -> None:
    with pytest.raises(RunAborted, match="column odd is") as aborted:
        engine.table("odd", f"SELECT CAST(NULL AS {cast}) AS odd")
    assert aborted.value.problem.code == "engine_failed"


def test_a_table_can_be_made_from_itself(engine: Engine) -> None:
    engine.table("chain", "SELECT 1 AS n")
    for _ in range(5):
        engine.table("chain", "SELECT n + 1 AS n FROM chain")
    engine.map_arrow("chain", "SELECT n FROM chain", doubled, NUMBERED)
    assert rows(engine, "SELECT n, twice FROM chain") == [{"n": 6, "twice": 12}]


@pytest.mark.parametrize("name", ["Upper", "two words", "x; DROP TABLE y", "", "1st"])
def test_odd_table_names_are_refused(engine: Engine, name: str) -> None:
    with pytest.raises(RunAborted, match="no table name"):
        engine.table(name, "SELECT 1 AS n")


def test_a_column_without_a_name_is_refused(engine: Engine) -> None:
    engine.table("one", "SELECT 1 AS n")
    with pytest.raises(RunAborted, match="write AS name"):
        engine.table("counted", "SELECT COUNT(*) FROM one")


def test_a_fault_in_the_sql_names_the_table(engine: Engine) -> None:
    with pytest.raises(RunAborted, match="nowhere") as aborted:
        engine.table("broken", "SELECT n FROM nowhere")
    assert aborted.value.problem.where == "broken"


def test_what_is_inserted_comes_out(engine: Engine) -> None:
    schema = pa.schema(
        [("n", pa.int32()), ("s", pa.large_string()), ("l", pa.list_(pa.string())), ("b", pa.binary())]
    )
    given: list[dict[str, Any]] = [
        {"n": 1, "s": "Ærø 🦊", "l": ["x", None], "b": b"\x00\xff"},
        {"n": None, "s": None, "l": None, "b": None},
        {"n": 3, "s": "", "l": [], "b": b""},
    ]
    table = pa.Table.from_pylist(given, schema=schema)
    engine.insert("whole", table)
    engine.insert("streamed", pa.RecordBatchReader.from_batches(schema, table.to_batches(max_chunksize=1)))
    engine.insert("empty", schema.empty_table())
    for name in ("whole", "streamed"):
        assert sorted(rows(engine, f"SELECT * FROM {name}"), key=repr) == sorted(given, key=repr)
        streamed = [row for batch in engine.stream(f"SELECT * FROM {name}") for row in batch.to_pylist()]
        assert sorted(streamed, key=repr) == sorted(given, key=repr)
    assert rows(engine, "SELECT * FROM empty") == []
    assert list(engine.stream("SELECT * FROM empty")) == []
    engine.drop("whole", "never_there")
    with pytest.raises(RunAborted, match="whole"):
        engine.rows("SELECT * FROM whole")


# --- functions ---------------------------------------------------------------------------------------------------


def test_functions_give_one_batch_or_many(engine: Engine) -> None:
    engine.insert("numbers", pa.table({"n": list(range(100))}))
    engine.map_arrow("twice", "SELECT n FROM numbers", doubled, NUMBERED)
    engine.map_arrow("thrice", "SELECT n, twice FROM twice", partial(repeated, times=3), NUMBERED)
    engine.map_arrow("none", "SELECT n, twice FROM twice", partial(repeated, times=0), NUMBERED)
    assert rows(engine, "SELECT SUM(twice) AS s FROM twice") == [{"s": 9900}]
    assert rows(engine, "SELECT COUNT(*) AS c, SUM(n) AS s FROM thrice") == [{"c": 300, "s": 14850}]
    assert rows(engine, "SELECT * FROM none") == []
    engine.map_arrow("still_none", "SELECT n FROM none", doubled, NUMBERED)
    assert rows(engine, "SELECT * FROM still_none") == []


def test_a_function_takes_the_rows_of_several_queries(engine: Engine) -> None:
    engine.insert("numbers", pa.table({"n": list(range(100))}))
    thirds = [f"SELECT n FROM numbers WHERE n % 3 = {third}" for third in range(3)]
    engine.map_arrow("twice", thirds, doubled, NUMBERED)
    assert rows(engine, "SELECT COUNT(*) AS c, SUM(twice) AS s FROM twice") == [{"c": 100, "s": 9900}]


def test_lists_go_in_and_come_out(engine: Engine) -> None:
    engine.table("flat", "SELECT * FROM (VALUES (1, 'a'), (1, 'b'), (2, 'c')) AS t(key, one)")
    engine.table("folded", "SELECT key, ARRAY_AGG(one) AS held FROM flat GROUP BY key")
    engine.map_arrow("unfolded", "SELECT key, held FROM folded", unlisted, UNLISTED)
    found = rows(engine, "SELECT key, one FROM unfolded ORDER BY one NULLS LAST")
    assert found == [{"key": 1, "one": "a"}, {"key": 1, "one": "b"}, {"key": 2, "one": "c"}]


def test_a_function_that_raises_is_named_and_leaves_the_old_table(engine: Engine) -> None:
    engine.table("kept", "SELECT 5 AS n, 10 AS twice")
    with pytest.raises(RunAborted, match="failing: ValueError: no n today") as aborted:
        engine.map_arrow("kept", "SELECT n FROM kept", failing, NUMBERED)
    assert (aborted.value.problem.code, aborted.value.problem.where) == ("engine_failed", "kept")
    with pytest.raises(RunAborted, match="the columns are"):
        engine.map_arrow("kept", "SELECT n FROM kept", sizes, NUMBERED)
    assert rows(engine, "SELECT n FROM kept") == [{"n": 5}]


@pytest.mark.parametrize("workers", [1, 2])
def test_batches_are_bounded(workers: int) -> None:
    with DuckDB(workers=workers, batch_rows=100) as engine:
        engine.insert("numbers", pa.table({"n": list(range(5000))}))
        engine.map_arrow("sized", "SELECT n FROM numbers", sizes, pa.schema([("rows", pa.int64())]))
        found = rows(engine, "SELECT MAX(rows) AS most, SUM(rows) AS total FROM sized")
    assert found[0]["most"] <= 100
    assert found[0]["total"] == 5000


def test_large_rows_make_small_batches() -> None:
    batch = pa.RecordBatch.from_pydict({"text": ["x" * 1_000_000] * 100})
    cut = [piece.num_rows for piece in pieces(batch, 1024)]
    assert max(cut) <= 16
    assert sum(cut) == 100


def test_rows_of_uneven_size_are_cut_evenly() -> None:
    batch = pa.RecordBatch.from_pydict({"text": ["x" * 10_000] * 1000})
    assert [piece.num_rows for piece in pieces(batch, 1024)] == [500, 500]


def test_a_light_function_runs_where_the_rows_are() -> None:
    with DuckDB(workers=2) as engine:
        engine.table("numbers", "SELECT 1 AS n")
        schema = pa.schema([("process", pa.int64())])
        for light in (True, False):
            engine.map_arrow("out", "SELECT n FROM numbers", process, schema, light=light)
            assert (rows(engine, "SELECT process FROM out") == [{"process": os.getpid()}]) is light


def test_the_pool_is_let_go_after_a_long_table_and_started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duckdb, "POOL_SECONDS", 0.0)
    with DuckDB(workers=2) as engine:
        engine.table("numbers", "SELECT 1 AS n")
        seen = set()
        for _ in range(2):
            engine.map_arrow("out", "SELECT n FROM numbers", process, pa.schema([("process", pa.int64())]))
            seen.add(rows(engine, "SELECT process FROM out")[0]["process"])
        assert len(seen) == 2


def test_what_duckdb_frees_is_given_back_soon() -> None:
    assert "dirty_decay_ms" in os.environ["DUCKDB_JE_MALLOC_CONF"]


def test_a_killed_worker_aborts_and_the_engine_goes_on() -> None:
    with DuckDB(workers=2) as engine:
        engine.table("numbers", "SELECT 1 AS n")
        with pytest.raises(RunAborted, match="killed: a worker process ended"):
            engine.map_arrow("out", "SELECT n FROM numbers", killed, NUMBERED)
        engine.map_arrow("out", "SELECT n FROM numbers", doubled, NUMBERED)
        assert rows(engine, "SELECT twice FROM out") == [{"twice": 2}]


def test_tables_larger_than_memory_go_to_the_scratch_folder(tmp_path: Path) -> None:
    with DuckDB(workers=1, memory="60MB", threads=1, scratch=tmp_path / "scratch") as engine:
        engine.insert("reports", engine_program.synthetic(30_000))
        for name in ("again", "more", "most"):
            engine.table(name, "SELECT report, text || outlet AS text FROM reports WHERE outlet IS NOT NULL")
        found = rows(engine, "SELECT COUNT(DISTINCT text) AS texts, COUNT(*) AS many FROM most")
        assert found[0]["texts"] == found[0]["many"] > 25_000
        assert any((tmp_path / "scratch").iterdir())
    assert not any((tmp_path / "scratch").iterdir())


def test_odd_options_are_problems(tmp_path: Path) -> None:
    with pytest.raises(RunAborted) as aborted:
        DuckDB(memory="much")
    assert aborted.value.problem.code == "bad_option"
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(RunAborted) as aborted:
        DuckDB(scratch=tmp_path / "file")
    assert aborted.value.problem.code == "unwritable"


# --- Spark by itself ---------------------------------------------------------------------------------------------


def test_what_is_missing_for_spark_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "find_spec", lambda name: None)
    with pytest.raises(RunAborted, match=r"no pyspark.*pip install 'whence\[spark\]'") as aborted:
        Spark()
    assert aborted.value.problem.code == "engine_missing"
    monkeypatch.setattr(session, "find_spec", lambda name: object())
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(RunAborted, match=r"no java.*apt-get install") as aborted:
        Spark()
    assert aborted.value.problem.code == "engine_missing"
    with pytest.raises(RunAborted, match="Spark Connect"):
        Spark("sc://cluster.example")


@pytest.mark.xdist_group("spark")
def test_tables_that_are_replaced_are_let_go(spark: Spark) -> None:
    held = spark._session.sparkContext._jsc.getPersistentRDDs().size()
    for _ in range(4):
        spark.table("again", "SELECT 1 AS n")
    spark.drop("again")
    assert spark._session.sparkContext._jsc.getPersistentRDDs().size() == held


@pytest.mark.xdist_group("spark")
def test_tables_may_live_in_files_that_all_machines_see(spark: Spark, tmp_path: Path) -> None:
    with Spark(work=tmp_path.as_uri()) as engine:  # on the session that runs already
        engine.insert("chain", pa.table({"n": [1]}))
        for _ in range(3):
            engine.table("chain", "SELECT n + 1 AS n FROM chain")
        engine.table("none", "SELECT n FROM chain WHERE n > 9")
        engine.map_arrow("twice", "SELECT n FROM chain UNION ALL SELECT n FROM none", doubled, NUMBERED)
        assert rows(engine, "SELECT n, twice FROM twice") == [{"n": 4, "twice": 8}]
        assert len(list(next(tmp_path.iterdir()).glob("[0-9]*"))) == 3
    assert not list(tmp_path.iterdir())


@pytest.mark.xdist_group("spark")
def test_on_a_cluster_input_goes_through_the_driver_and_files_to_urls(spark: Spark) -> None:
    with Spark() as engine:
        engine._local = False  # as on machines that do not see this one's disk
        engine.insert("numbers", pa.table({"n": list(range(100)), "l": [["x"]] * 100}))
        engine.insert("empty", pa.table({"n": pa.array([], pa.int64())}))
        assert rows(engine, "SELECT SUM(n) AS s FROM numbers") == [{"s": 4950}]
        assert rows(engine, "SELECT n FROM empty") == []
        with pytest.raises(RunAborted, match="give hdfs") as aborted:
            engine.publish("bulk", ["numbers"])
    assert aborted.value.problem.code == "bad_option"


@pytest.mark.xdist_group("spark")
def test_functions_of_modules_that_are_handed_in_reach_the_executors(
    spark: Spark, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ZipFile(tmp_path / "handed.zip", "w") as archive:
        archive.writestr("handed_in.py", "def same(batch):\n    return batch\n")
    monkeypatch.syspath_prepend(tmp_path / "handed.zip")
    same = importlib.import_module("handed_in").same
    with Spark(py_files=[str(tmp_path / "handed.zip")]) as engine:
        engine.table("one", "SELECT 1 AS n")
        engine.map_arrow("two", "SELECT n FROM one", same, pa.schema([("n", pa.int64())]))
        assert rows(engine, "SELECT n FROM two") == [{"n": 1}]

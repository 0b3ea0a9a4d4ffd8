"""Published generations: whole or not there, whatever happens on the way."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from whence.link.engine import Engine
from whence.problems import RunAborted
from whence.store.engines import generations
from whence.store.engines.duckdb import DuckDB
from whence.store.engines.files import LocalFiles
from whence.store.engines.spark import Spark


@pytest.fixture
def duckdb() -> Iterator[DuckDB]:
    """An engine with two small tables."""
    with DuckDB(workers=1) as engine:
        engine.table("first_one", "SELECT * FROM (VALUES (1, 'ø'), (2, NULL)) AS t(n, s)")
        engine.table("empty", "SELECT n, ARRAY_AGG(s) AS held FROM first_one WHERE n > 5 GROUP BY n")
        yield engine


def manifest(folder: Path) -> dict[str, object]:
    """The manifest as it stands."""
    loaded: dict[str, object] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return loaded


def test_what_is_published_is_loaded(engine: Engine, tmp_path: Path) -> None:
    engine.table("first_one", "SELECT * FROM (VALUES (1, 'ø'), (2, NULL)) AS t(n, s)")
    engine.table("empty", "SELECT n, ARRAY_AGG(s) AS held FROM first_one WHERE n > 5 GROUP BY n")
    folder = str(tmp_path / "bulk, it's here")
    assert not engine.load(folder, {"again": "first_one"})
    engine.publish(folder, ["first_one", "empty"])
    assert engine.load(folder, {"again": "first_one", "nothing": "empty"})
    found = engine.rows("SELECT n, s FROM again ORDER BY n NULLS LAST").to_pylist()
    assert found == [{"n": 1, "s": "ø"}, {"n": 2, "s": None}]
    assert engine.rows("SELECT COUNT(*) AS c FROM nothing").to_pylist() == [{"c": 0}]
    with pytest.raises(RunAborted, match="has no table other") as aborted:
        engine.load(folder, {"x": "other"})
    assert aborted.value.problem.code == "bulk_damaged"


def test_an_older_generation_goes_when_the_newer_one_counts(duckdb: DuckDB, tmp_path: Path) -> None:
    duckdb.publish(str(tmp_path), ["first_one"])
    assert manifest(tmp_path)["generation"] == "generation-000001"
    duckdb.publish(str(tmp_path), ["first_one"])
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["generation-000002", "manifest.json"]


def test_a_publication_that_is_stopped_leaves_the_old_one(duckdb: DuckDB, tmp_path: Path) -> None:
    duckdb.publish(str(tmp_path), ["first_one"])
    with pytest.raises(RunAborted, match="never_made"):
        duckdb.publish(str(tmp_path), ["first_one", "never_made"])
    assert manifest(tmp_path)["generation"] == "generation-000001"
    assert duckdb.load(str(tmp_path), {"again": "first_one"})
    duckdb.publish(str(tmp_path), ["first_one"])
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["generation-000003", "manifest.json"]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda file: file.unlink(), "is missing"),
        (lambda file: file.write_bytes(file.read_bytes()[:-9]), "is not the file that was published"),
        (lambda file: file.write_bytes(b"\0" * file.stat().st_size), "is not the file that was published"),
    ],
    ids=["missing", "cut", "overwritten"],
)
def test_a_damaged_file_is_a_problem(duckdb: DuckDB, tmp_path: Path, damage: object, said: str) -> None:
    duckdb.publish(str(tmp_path), ["first_one"])
    damage(next(tmp_path.rglob("*.parquet")))  # type: ignore[operator]
    with pytest.raises(RunAborted, match=said) as aborted:
        duckdb.load(str(tmp_path), {"again": "first_one"})
    assert aborted.value.problem.code == "bulk_damaged"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": 99}', '{"schema": 1, "generation": 4}'])
def test_a_damaged_manifest_is_a_problem(duckdb: DuckDB, tmp_path: Path, text: str) -> None:
    duckdb.publish(str(tmp_path), ["first_one"])
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(RunAborted, match=r"manifest\.json") as aborted:
        duckdb.load(str(tmp_path), {"again": "first_one"})
    assert aborted.value.problem.code == "bulk_damaged"


def test_a_reader_moves_on_to_the_generation_that_replaced_its_own(duckdb: DuckDB, tmp_path: Path) -> None:
    duckdb.publish(str(tmp_path), ["first_one"])
    read: list[list[str]] = []

    class Overtaken(LocalFiles):
        """Publishes anew when the manifest has been read."""

        def read(self, path: str) -> bytes | None:
            data = super().read(path)
            if not read:
                read.append([])
                duckdb.publish(str(tmp_path), ["first_one"])
            return data

    def rows(name: str, paths: list[str]) -> int:
        read.append(paths)
        return 2

    assert generations.load(Overtaken(tmp_path), "bulk", {"again": "first_one"}, rows)
    assert read[1:] == [["generation-000002/first_one/part-0.parquet"]]


def test_a_folder_that_cannot_be_written_is_a_problem(duckdb: DuckDB, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(RunAborted) as aborted:
        duckdb.publish(str(tmp_path / "file"), ["first_one"])
    assert aborted.value.problem.code == "unwritable"


@pytest.mark.xdist_group("spark")
def test_spark_publishes_to_a_url_what_duckdb_reads(spark: Spark, duckdb: DuckDB, tmp_path: Path) -> None:
    spark.table("made", "SELECT * FROM (VALUES (1, 'ø'), (2, NULL)) AS t(n, s)")
    url = (tmp_path / "remote").as_uri()
    assert not spark.load(url, {"again": "made"})
    spark.publish(url, ["made"])
    spark.publish(url, ["made"])
    assert manifest(tmp_path / "remote")["generation"] == "generation-000002"
    assert spark.load(url, {"again": "made"})
    assert spark.rows("SELECT COUNT(*) AS c FROM again").to_pylist() == [{"c": 2}]
    spark.publish(str(tmp_path / "local"), ["made"])
    assert duckdb.load(str(tmp_path / "local"), {"made": "made"})
    assert duckdb.rows("SELECT SUM(n) AS s FROM made").to_pylist() == [{"s": 3}]
    next((tmp_path / "remote").rglob("*.parquet")).unlink()
    with pytest.raises(RunAborted, match="is missing"):
        spark.load(url, {"again": "made"})

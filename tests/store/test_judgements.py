"""Judgements in a case: added to, never changed, and brought into cases that are older than they."""

import sqlite3
from pathlib import Path

import pytest

from whence.judgement import Judgement, Target
from whence.problems import RunAborted
from whence.store import Store

MADE = Judgement(
    number=0,
    decision="same",
    targets=(Target(kind="source", id="name:ida holk", name="Ida Holk"),),
    by="Ada Holt",
    at="2031-04-02T09:00:00Z",
)


def test_judgements_are_numbered_in_order_and_kept(tmp_path: Path) -> None:
    with Store.open(tmp_path / "case", create=True) as store:
        assert store.judgements() == ()
        assert [store.add_judgement(MADE).number for _ in range(3)] == [1, 2, 3]
    with Store.open(tmp_path / "case") as store:
        assert [one.number for one in store.judgements()] == [1, 2, 3]
        assert store.judgements()[0].by == "Ada Holt"
        assert store.remove("anything") == (0, 0, 0, 0)
        assert len(store.judgements()) == 3


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE judgements SET record = x'00' WHERE number = 1",
        "UPDATE OR REPLACE judgements SET number = 2 WHERE number = 1",
        "DELETE FROM judgements",
        "INSERT OR REPLACE INTO judgements (number, record) VALUES (1, x'00')",
        "INSERT INTO judgements (number, record) VALUES (7, x'00')",
    ],
)
def test_the_table_itself_refuses_every_change(tmp_path: Path, sql: str) -> None:
    with Store.open(tmp_path / "case", create=True) as store:
        kept = [store.add_judgement(MADE), store.add_judgement(MADE)]
    raw = sqlite3.connect(tmp_path / "case" / "case.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match="judgement"):
        raw.execute(sql)
    raw.close()
    with Store.open(tmp_path / "case") as store:
        assert list(store.judgements()) == kept


def older(folder: Path, version: int) -> None:
    """Makes a case as the schema before judgements left it."""
    Store.open(folder, create=True).close()
    raw = sqlite3.connect(folder / "case.sqlite")
    raw.execute("DROP TABLE judgements")
    for (table,) in raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'link%'"
    ).fetchall():
        raw.execute(f"DROP TABLE {table}")
    raw.execute(f"PRAGMA user_version = {version}")
    raw.commit()
    raw.close()


def test_a_case_from_before_judgements_gets_their_table(tmp_path: Path) -> None:
    older(tmp_path / "case", 2)
    with Store.open(tmp_path / "case") as store:
        assert store.add_judgement(MADE).number == 1
    with Store.open(tmp_path / "case") as store:
        assert len(store.judgements()) == 1
        assert store.linked_documents() == 0


def test_a_case_that_is_older_still_is_refused(tmp_path: Path) -> None:
    older(tmp_path / "case", 1)
    with pytest.raises(RunAborted) as caught:
        Store.open(tmp_path / "case")
    assert caught.value.problem.code == "case_version"


def test_a_case_whose_links_were_kept_by_islands_is_linked_anew(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    Store.open(folder, create=True).close()
    raw = sqlite3.connect(folder / "case.sqlite")
    for table in ("link_kins", "link_lines", "link_parts", "link_told", "link_credits", "link_settled"):
        raw.execute(f"DROP TABLE {table}")
    raw.execute("CREATE TABLE link_islands (document INTEGER PRIMARY KEY, island INTEGER NOT NULL)")
    raw.execute("CREATE TABLE link_settled (island INTEGER PRIMARY KEY, record BLOB NOT NULL)")
    raw.execute("INSERT INTO derived (name, key, record) VALUES ('links', 'k', X'')")
    raw.execute("PRAGMA user_version = 5")
    raw.commit()
    raw.close()
    with Store.open(folder) as store:
        assert store.linked_by() is None
        assert list(store.linked("link_settled")) == list(store.linked("link_lines")) == []
    raw = sqlite3.connect(folder / "case.sqlite")
    assert raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'link_islands'").fetchone() is None
    raw.close()


def test_a_case_without_the_index_of_crowded_names_gets_it(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    Store.open(folder, create=True).close()
    raw = sqlite3.connect(folder / "case.sqlite")
    raw.execute("DROP INDEX link_name_counts_large")
    raw.execute("PRAGMA user_version = 7")
    raw.commit()
    raw.close()
    Store.open(folder).close()
    raw = sqlite3.connect(folder / "case.sqlite")
    assert raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'link_name_counts_large'").fetchone()
    raw.close()


def test_a_case_of_schema_8_gets_the_indexes_of_what_is_read_of_wide_rows(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    Store.open(folder, create=True).close()
    raw = sqlite3.connect(folder / "case.sqlite")
    for name in ("link_said_by_document", "link_sketches_by_language", "link_sources_merged"):
        raw.execute(f"DROP INDEX {name}")
    raw.execute("CREATE INDEX link_said_by_document ON link_said (document)")
    raw.execute("PRAGMA user_version = 8")
    raw.commit()
    raw.close()
    Store.open(folder).close()
    Store.open(tmp_path / "new", create=True).close()
    assert indexes(folder) == indexes(tmp_path / "new")


def indexes(folder: Path) -> dict[str, str]:
    raw = sqlite3.connect(folder / "case.sqlite")
    found = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND name LIKE 'link_%'")
    held = dict(found.fetchall())
    raw.close()
    return held

"""SQL that the engines read otherwise is refused before it runs, whichever engine it would run on."""

import pytest

from whence.store.engines.batches import Refused
from whence.store.engines.portable import checked_columns, checked_sql, spark_sql


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 7 // 2",
        "SELECT 7 DIV 2",
        "SELECT x::INT FROM t",
        'SELECT "x" FROM t',
        "SELECT `x` FROM t",
        "SELECT x FROM t LIMIT 3",
        "SELECT UNNEST(x) FROM t",
        "SELECT EXPLODE(x) FROM t",
        "SELECT HASH(x) FROM t",
        "SELECT FIRST(x) FROM t",
        "SELECT ROUND(x) FROM t",
        "SELECT CONCAT(x, 'y') FROM t",
        "SELECT x[1] FROM t",
        "SELECT x FROM t WHERE y = 'a\\b'",
        "SELECT x FROM t ORDER BY x",
        "SELECT ROW_NUMBER() OVER (PARTITION BY a ORDER BY x NULLS LAST, y) FROM t",
        "SELECT NOW()",
        "SELECT ARRAY_AGG(x ORDER BY x NULLS LAST) FROM t",
    ],
)
def test_known_traps_are_refused(sql: str) -> None:
    with pytest.raises(Refused):
        checked_sql(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT x AS hash, first FROM t -- LIMIT and UNNEST(x) in a comment",
        "SELECT 'LIMIT // \"quoted\" [x] UNNEST(y)' FROM t",
        "SELECT ROW_NUMBER() OVER (PARTITION BY a ORDER BY f(x, y) DESC NULLS LAST, y NULLS FIRST) FROM t",
    ],
)
def test_what_only_looks_like_one_is_not(sql: str) -> None:
    assert checked_sql(sql) == sql


@pytest.mark.parametrize("names", [["count(1)"], ["a", "A"], [""], ["two words"]])
def test_columns_have_plain_names_of_their_own(names: list[str]) -> None:
    checked_columns(["a", "b_2"])
    with pytest.raises(Refused):
        checked_columns(names)


def test_spark_is_told_strings_without_a_length() -> None:
    sql = "SELECT CAST(x AS VARCHAR ), CAST(y AS blob), 'AS VARCHAR)' AS text, CAST(z AS VARCHAR(3)) FROM t"
    said = "SELECT CAST(x AS STRING ), CAST(y AS BINARY), 'AS VARCHAR)' AS text, CAST(z AS VARCHAR(3)) FROM t"
    assert spark_sql(sql) == said

"""SQL that the engines read otherwise is refused before it runs, whichever engine it would run on."""

import pytest

from whence.store.engines.batches import Refused
from whence.store.engines.portable import checked_sql


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

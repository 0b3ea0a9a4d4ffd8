"""What both engines read alike: names of tables, and the SQL that is refused because they do not.

This is a list of known traps, not a parser: it stops a program that would run on a laptop and fail, or say
something else, on a cluster. docs/07-scale.md explains each.
"""

import re
from collections.abc import Sequence

from whence.store.engines.batches import Refused

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_WORD = re.compile(r"'(?:[^']|'')*'|--[^\n]*|[A-Za-z_][A-Za-z0-9_]*|::|//|<=>|->|[\"`\[]|.", re.DOTALL)

_INTEGER_DIVISION = "integer division is CAST(FLOOR(a / b) AS BIGINT)"
_HASHES = "hashes are made in map_arrow"
_UNFOLD = "lists are unfolded in map_arrow"
_SAME = "the same input must give the same output"
_TEXT = "text is matched in map_arrow"
_FLOATS = "sums of floats depend on their order; use integers"

SIGNS = {
    "//": _INTEGER_DIVISION,
    "::": "write CAST(x AS type)",
    "->": "no lambdas; lists are read in map_arrow",
    "<=>": "write IS NOT DISTINCT FROM",
    '"': "names are plain, and strings stand in single quotes",
    "`": "names are plain",
    "[": "lists are made by ARRAY_AGG and read in map_arrow",
}
WORDS = {
    "div": _INTEGER_DIVISION,
    "lateral": _UNFOLD,
    "limit": "number the rows with ROW_NUMBER() over a total order",
    "tablesample": _SAME,
    "qualify": "filter an inner query",
    "pivot": "one engine only",
    "asof": "one engine only",
    "ilike": _TEXT,
    "rlike": _TEXT,
    "current_date": _SAME,
    "current_timestamp": _SAME,
}
FUNCTIONS = {
    **dict.fromkeys(("unnest", "explode", "posexplode", "flatten"), _UNFOLD),
    **dict.fromkeys(("hash", "xxhash64", "md5", "sha1", "sha2", "sha256", "crc32"), _HASHES),
    **dict.fromkeys(("random", "rand", "uuid", "now"), _SAME),
    **dict.fromkeys(
        ("first", "last", "any_value", "arbitrary", "first_value", "last_value"),
        "which row is first is undefined; take MIN or MAX",
    ),
    **dict.fromkeys(("regexp_matches", "regexp_replace", "regexp_extract", "lower", "upper"), _TEXT),
    **dict.fromkeys(("avg", "stddev", "variance"), _FLOATS),
    "round": "halves are rounded differently; FLOOR(x) is not",
    **dict.fromkeys(("concat", "concat_ws"), "NULL is read differently; write || and COALESCE"),
    **dict.fromkeys(
        ("collect_list", "collect_set", "list", "string_agg", "listagg", "group_concat"), "write ARRAY_AGG"
    ),
}
"""Signs, words, and words before a bracket (lower case) -> what to write instead."""


_COLUMN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SPARK_TYPES = {"varchar": "STRING", "text": "STRING", "blob": "BINARY"}


def checked_name(name: str) -> str:
    """A table's name. Raises `Refused` where it is not one."""
    if not _NAME.fullmatch(name):
        raise Refused(f"{name!r} is no table name: lower-case letters, digits and underscores")
    return name


def checked_columns(names: Sequence[str]) -> None:
    """Raises `Refused` where a column has no plain name of its own: engines name an expression differently."""
    seen = set()
    for name in names:
        if not _COLUMN.fullmatch(name):
            raise Refused(f"column {name!r} has no plain name: write AS name")
        if name.lower() in seen:
            raise Refused(f"two columns are called {name}")
        seen.add(name.lower())


def spark_sql(sql: str) -> str:
    """A query with the standard's names of types as Spark reads them: its VARCHAR must have a length."""
    words = _WORD.findall(sql)
    for at, word in enumerate(words):
        following = next((one for one in words[at + 1 :] if not one.isspace()), "")
        before = next((one for one in reversed(words[:at]) if not one.isspace()), "")
        if word.lower() in _SPARK_TYPES and before.lower() == "as" and following == ")":
            words[at] = _SPARK_TYPES[word.lower()]
    return "".join(words)


def checked_sql(sql: str) -> str:
    """A query. Raises `Refused` where a word or sign in it is a known trap."""
    if "\\" in sql:
        raise Refused("a backslash is not portable: it stands for itself in one engine only")
    words = [word for word in _WORD.findall(sql) if not word[0].isspace()]
    lowered = [word.lower() for word in words if not word.startswith(("'", "--"))]
    for at, word in enumerate(lowered):
        called = FUNCTIONS.get(word) if lowered[at + 1 : at + 2] == ["("] else None
        trap = SIGNS.get(word) or WORDS.get(word) or called
        if trap:
            raise Refused(f"{word!r} is not portable: {trap}")
        if word == "array_agg" and "order" in _bracket(lowered[at + 1 :]):
            raise Refused("ARRAY_AGG has no order in one engine; sort the list in map_arrow")
        if word == "order" and lowered[at : at + 2] == ["order", "by"] and not _nulls_said(lowered[at:]):
            raise Refused("ORDER BY without NULLS FIRST or NULLS LAST: the engines' defaults differ")
    return sql


def _bracket(words: list[str]) -> list[str]:
    """Words up to where the bracket is closed that they begin with."""
    depth = 0
    for at, word in enumerate(words):
        depth += (word == "(") - (word == ")")
        if depth <= 0:
            return words[:at]
    return words


def _nulls_said(words: list[str]) -> bool:
    """Whether each key of an ORDER BY (words from there on) says where NULL stands."""
    depth, said, keys = 0, 0, 1
    for word in words[2:]:
        depth += (word == "(") - (word == ")")
        if depth < 0 or (depth == 0 and word in ("rows", "range", "union", ";")):
            break
        if depth == 0:
            keys += word == ","
            said += word == "nulls"
    return said == keys

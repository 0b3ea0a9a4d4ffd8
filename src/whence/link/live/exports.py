"""The tables of the linking program as those of a linked case, so that reports can be added to it one by one."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from whence.link.blocks import candidates as blocks
from whence.link.blocks.prints import UNDATED, Space
from whence.link.live.bearings import TOLD
from whence.link.live.said import packed
from whence.link.names.pairs import NamePair
from whence.link.statements.claims import Settled, claim_ids
from whence.model import decode, encode

if TYPE_CHECKING:
    from whence.link.engine import Engine

Rows = Iterator[Sequence[Any]]

_PLAIN = (
    ("link_texts", ("document", "text", "day"), "SELECT document, text, day FROM printed"),
    *(
        (
            "link_keys",
            ("space", "key", "day", "item", "weight", "whole"),
            f"""SELECT '{space}' AS space, k.key, coalesce(k.day, {UNDATED}) AS day, k.item, k.weight, w.whole
            FROM {space}_keys k
            JOIN (SELECT item, CAST(sum(weight) AS BIGINT) AS whole FROM {space}_keys GROUP BY item) w
              ON w.item = k.item""",
        )
        for space in blocks.SPACES
    ),
    *(
        (
            "link_counts",
            ("space", "key", "n"),
            f"SELECT '{space}' AS space, key, CAST(count(*) AS BIGINT) AS n FROM {space}_keys GROUP BY key",
        )
        for space in blocks.SPACES
    ),
    *(
        (
            "link_pairs",
            ("space", "one", "other", "score"),
            f"SELECT '{space}' AS space, one, other, score FROM {space}_pairs",
        )
        for space in blocks.SPACES
    ),
    (
        "link_sketches",
        ("document", "language", "own", "abroad"),
        "SELECT document, language, own, abroad FROM sketches",
    ),
    ("link_twins", ("head", "twin"), "SELECT head, twin FROM twins"),
    (
        "link_talks",
        ("one", "other", "a", "b"),
        """SELECT least(x.document, y.document) AS one, greatest(x.document, y.document) AS other,
          p.one AS a, p.other AS b
        FROM statement_pairs p JOIN said_in x ON x.item = p.one JOIN said_in y ON y.item = p.other""",
    ),
    ("link_related", ("one", "other", "record"), "SELECT one, other, record FROM related"),
    ("link_bearings", ("document", "key", "record"), "SELECT document, key, record FROM bearings"),
    ("link_mentions", ("document", "source", "words", "times"), "SELECT document, source, words, times FROM mentions"),
    ("link_words", ("source", "words", "times"), "SELECT source, words, times FROM worded"),
    ("link_nodes", ("source", "node", "spelling"), "SELECT source, node, spelling FROM known"),
    ("link_names", ("node", "spelling"), "SELECT node, spelling FROM named"),
    (
        "link_name_keys",
        ("key", "node", "answers"),
        "SELECT k.key, n.node, k.answers FROM name_keys k JOIN named n ON n.number = k.number",
    ),
    ("link_name_counts", ("key", "n"), "SELECT key, n FROM name_counts"),
    (
        "link_sources",
        ("alias", "source", "record"),
        "SELECT alias, source, record FROM sources WHERE alias IS NOT NULL",
    ),
    ("link_refused", ("node", "detail"), "SELECT node, problem AS detail FROM sources WHERE problem IS NOT NULL"),
    (
        "link_compared",
        ("a", "b", "one", "other", "tied", "echo", "echoed", "permille", "record"),
        "SELECT a, b, one, other, tied, echo, echoed, permille, record FROM compared",
    ),
    (
        "link_told",
        ("item", "document", "attributed", "record"),
        "SELECT item, document, attributed, coalesce(raw, record) AS record FROM told",
    ),
    ("link_parts", ("item", "document", "part", "claim"), "SELECT item, document, part, claim FROM parts"),
    ("link_settled", ("part", "record"), "SELECT part, record FROM settled"),
    (
        "link_credits",
        ("source", "target", "claim", "record"),
        "SELECT one AS source, other AS target, claim, record FROM credits",
    ),
    ("link_kins", ("document", "kin", "head"), "SELECT document, kin, head FROM kins"),
    (
        "link_lines",
        ("source", "target", "kind", "event", "record"),
        "SELECT one AS source, other AS target, kind, event, record FROM lines",
    ),
)  # fmt: skip


def exports(engine: "Engine") -> Iterator[tuple[str, tuple[str, ...], Rows]]:
    """Name, columns and rows of each table of a linked case (`store.links`), from what the program made."""
    for name, columns, sql in _PLAIN:
        yield name, columns, _rows(engine, sql)
    for space in blocks.SPACES:
        yield "link_cuts", ("space", "item", "score"), _rows(engine, _cuts(space))
        yield "link_items", ("space", "item", "document", "day", "whole", "keys"), _items(engine, space)
    yield "link_said", ("item", "document", "attributed", "keys", "features"), _said(engine)
    yield "link_claims", ("claim", "part"), _claims(engine)
    yield "link_name_pairs", ("a", "b", "one", "other", "record"), _names(engine)


def _rows(engine: "Engine", sql: str) -> Rows:
    for batch in engine.stream(sql):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _cuts(space: Space) -> str:
    """Of each item that has as many pairs as it may, the score of the last of its best."""
    return f"""SELECT '{space}' AS space, item, score FROM (
          SELECT item, score, CAST(row_number() OVER (
            PARTITION BY item ORDER BY score DESC NULLS LAST, other NULLS LAST) AS BIGINT) AS place
          FROM (SELECT one AS item, other, score FROM {space}_pairs
            UNION ALL SELECT other AS item, one AS other, score FROM {space}_pairs) both_ways) ranked
        WHERE place = {blocks.limits(space).best_items}"""


def _items(engine: "Engine", space: Space) -> Rows:
    sql = f"""SELECT item, document, day, array_agg(CAST(key AS VARCHAR) || ' ' || CAST(weight AS VARCHAR)) AS keys
        FROM {space}_keys GROUP BY item, document, day"""
    for item, document, day, found in _rows(engine, sql):
        keys = _keys(found)
        yield space, item, document, day, sum(weight for _, weight in keys), encode(keys)


def _said(engine: "Engine") -> Rows:
    sql = """SELECT s.item, s.document, s.attributed, s.sketch, s.record, c.keys FROM said s LEFT JOIN
          (SELECT item, array_agg(CAST(key AS VARCHAR) || ' ' || CAST(weight AS VARCHAR)) AS keys
            FROM common GROUP BY item) c
        ON c.item = s.item"""
    for item, document, attributed, sketch, features, keys in _rows(engine, sql):
        yield item, document, attributed, encode(_keys(keys or ())), packed(sketch, features)


def _keys(found: Iterable[str]) -> list[tuple[int, int]]:
    """Keys with their weights, from either as words with a blank between."""
    return sorted((int(key), int(weight)) for key, weight in (pair.split(" ") for pair in found))


def _claims(engine: "Engine") -> Rows:
    for part, record in _rows(engine, "SELECT part, record FROM settled"):
        for claim in claim_ids(decode(record, Settled).families):
            yield claim, part


def _names(engine: "Engine") -> Rows:
    for (record,) in _rows(engine, "SELECT record FROM same_names"):
        pair = decode(record, NamePair)
        yield pair.a, pair.b, None, None, record
    for (record,) in _rows(engine, "SELECT record FROM judged_names"):
        pair = decode(record, NamePair)
        yield pair.a, pair.b, 0, 0, record
    for key, record in _rows(engine, "SELECT key, record FROM told_names"):
        pair = decode(record, NamePair)
        yield pair.a, pair.b, TOLD, key, record
    for one, other, names in _rows(engine, "SELECT one, other, names FROM related WHERE names IS NOT NULL"):
        for pair in decode(names, tuple[NamePair, ...]):
            yield pair.a, pair.b, one, other, encode(pair)

"""Which items share enough keys to be compared: SQL over a table of keys, the same for documents and statements.

A block is all items that have one key. In a block of up to `cap_items` items each meets each; in a larger one each
meets only its first `leaders` items, in order of time: a story that a thousand outlets carry is compared with those
that had it first. A block of more than `hot_items` items ("the president") finds nothing. Neither depends on the order
in which items came, and no weight depends on what else there is, so that adding an item changes no pair of others but
where it makes a block too large, comes before its leaders, or is nearer than the farthest of an item's best.
"""

from collections.abc import Iterable

from whence.link.blocks.prints import UNDATED, Space, document_keys
from whence.link.documents.outline import Outline
from whence.problems import Problem
from whence.settings import Blocks, settings

SPACES: tuple[Space, ...] = ("document", "abroad", "statement")
APART: Space = "abroad"
"""The space in which what is of one language does not meet."""
_CALLED = {
    "document": "documents",
    "abroad": "documents with others of other languages",
    "statement": "statements",
}


def limits(space: Space) -> Blocks:
    """The limits of a space."""
    lineage = settings().lineage
    known = {"document": lineage.blocks, "abroad": lineage.abroad, "statement": settings().claims.blocks}
    return known[space]


def meet(one: Outline, other: Outline) -> bool:
    """Whether two documents share enough to be compared, as far as no block of theirs is crowded."""
    mine, theirs = document_keys(one), document_keys(other)
    if enough(mine.own, theirs.own, limits("document")):
        return True
    language = one.document.language
    apart = language is not None and language == other.document.language
    return not apart and enough(mine.abroad, theirs.abroad, limits(APART))


def enough(a: Iterable[tuple[int, int]], b: Iterable[tuple[int, int]], limits: Blocks) -> bool:
    """Whether two items share enough to be compared, as far as no block of theirs is crowded."""
    mine, theirs = dict(a), dict(b)
    score = sum(min(mine[key], theirs[key]) for key in mine.keys() & theirs.keys())
    poorer = min(sum(mine.values()), sum(theirs.values()))
    return score >= limits.least_weight and score * 1000 >= limits.share_permille * poorer


def counted(space: Space) -> str:
    """How many items have each key, for keys that more than one has."""
    return f"SELECT key, CAST(count(*) AS BIGINT) AS n FROM {space}_keys GROUP BY key HAVING count(*) > 1"


def weighed(space: Space) -> str:
    """What the keys of each item weigh together."""
    return f"SELECT item, CAST(sum(weight) AS BIGINT) AS whole FROM {space}_keys GROUP BY item"


def ranked(space: Space, limits: Blocks) -> str:
    """The keys that find something, with the place of their item in the block and the last place that meets all; and
    with the language, where what is of one does not meet."""
    language, printed = "", ""
    if space == APART:
        language, printed = ", v.language", "JOIN printed v ON v.document = k.document"
    return f"""
        SELECT k.item, k.key, k.weight, k.day{language},
          CAST(row_number() OVER (
            PARTITION BY k.key ORDER BY coalesce(k.day, {UNDATED}) NULLS LAST, k.item NULLS LAST) AS BIGINT) AS place,
          CASE WHEN c.n <= {limits.cap_items} THEN c.n ELSE CAST({limits.leaders} AS BIGINT) END AS meets
        FROM {space}_keys k JOIN {space}_counts c ON c.key = k.key {printed}
        WHERE c.n <= {limits.hot_items}"""


def scored(space: Space, limits: Blocks) -> str:
    """Pairs of items (`one` < `other`) that share enough, with the sum of the weights."""
    apart = "AND coalesce(a.language <> b.language, TRUE)" if space == APART else ""
    return f"""
        SELECT p.one, p.other, p.score FROM (
          SELECT least(a.item, b.item) AS one, greatest(a.item, b.item) AS other,
            CAST(sum(least(a.weight, b.weight)) AS BIGINT) AS score
          FROM {space}_ranked a JOIN {space}_ranked b ON a.key = b.key
          WHERE a.place < b.place AND a.place <= a.meets
            AND (a.day IS NULL OR b.day IS NULL OR abs(a.day - b.day) <= {limits.window_days})
            {apart}
          GROUP BY least(a.item, b.item), greatest(a.item, b.item)
          HAVING sum(least(a.weight, b.weight)) >= {limits.least_weight}) p
        JOIN {space}_wholes v ON v.item = p.one
        JOIN {space}_wholes w ON w.item = p.other
        WHERE p.score * 1000 >= {limits.share_permille} * least(v.whole, w.whole)"""


def paired(space: Space, limits: Blocks) -> str:
    """Of these, the pairs that are among the best of one of the two."""
    return f"""
        SELECT DISTINCT least(item, other) AS one, greatest(item, other) AS other, score FROM (
          SELECT item, other, score, CAST(row_number() OVER (
            PARTITION BY item ORDER BY score DESC NULLS LAST, other NULLS LAST) AS BIGINT) AS place
          FROM (SELECT one AS item, other, score FROM {space}_scored
            UNION ALL SELECT other AS item, one AS other, score FROM {space}_scored) both_ways) ranked
        WHERE place <= {limits.best_items}"""


def limited(space: Space, limits: Blocks) -> str:
    """One row: how many blocks met only their leaders (led), and how many found nothing at all (hot)."""
    cap, hot = limits.cap_items, limits.hot_items
    return f"""
        SELECT CAST(coalesce(sum(CASE WHEN n > {cap} AND n <= {hot} THEN 1 ELSE 0 END), 0) AS BIGINT) AS led,
          CAST(coalesce(sum(CASE WHEN n > {hot} THEN 1 ELSE 0 END), 0) AS BIGINT) AS hot
        FROM {space}_counts WHERE n > {cap}"""


def problems(space: Space, limits: Blocks, *, led: int, hot: int) -> list[Problem]:
    """What these numbers mean, in words."""
    found = []
    if led:
        what = f"{led} keys stand in more than {limits.cap_items} {_CALLED[space]}"
        detail = f"{what}: by them each was compared with the first {limits.leaders} only"
        found.append(Problem(code="capped", where="link", detail=detail))
    if hot:
        detail = f"{hot} keys stand in more than {limits.hot_items} {_CALLED[space]} and were not used"
        found.append(Problem(code="capped", where="link", detail=detail))
    return found

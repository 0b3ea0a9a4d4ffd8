"""Which items share enough keys to be compared: SQL over a table of keys, the same for documents and statements.

A block is all items that have one key. In a block of up to `cap_items` items each meets each; in a larger one each
meets only its first `leaders` items, in order of time: a story that a thousand outlets carry is compared with those
that had it first. A block of more than `hot_items` items ("the president") finds nothing. Neither depends on the order
in which items came, and no weight depends on what else there is, so that adding an item changes no pair of others but
where it makes a block too large, comes before its leaders, or is nearer than the farthest of an item's best.
"""

from collections.abc import Iterable, Mapping, Sequence

from whence.link.blocks.nearest import LAST_DAY, MOST_TONGUES, MOST_WEIGHT, MOST_WHOLE
from whence.link.blocks.prints import UNDATED, Space, document_keys
from whence.link.documents.outline import Outline
from whence.problems import Problem
from whence.settings import Blocks, settings

SPACES: tuple[Space, ...] = ("document", "abroad", "statement")
APART: Space = "abroad"
"""The space in which what is of one language does not meet."""
KEYS_A_PART = 250_000
"""Keys of the items of a part, about: some five thousand reports, which with the keys of those that they meet come to a
million or two (24 bytes each), and take some days of a large case, so that few keys stand in several parts."""
PARTS_A_QUERY = 8
"""Parts that are put together at once."""
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
    """The blocks: the keys that more than one item has, each with a number, and how many have it."""
    return f"""
        SELECT key, n, CAST(row_number() OVER (ORDER BY key NULLS LAST) AS BIGINT) AS block
        FROM (SELECT key, CAST(count(*) AS BIGINT) AS n FROM {space}_keys GROUP BY key HAVING count(*) > 1) k"""


def placed(space: Space) -> str:
    """The items that have keys, each with a number in their own order, the part of the days that it is of, and
    what matters of it to others (`traits`): what all its keys weigh, its language where what is of one does not meet,
    and its day.

    A part is as many items of following days as have some `KEYS_A_PART` keys; a day that has more is several.
    """
    tongue, spoken = "CAST(0 AS BIGINT)", ""
    if space == APART:
        tongue = f"CASE WHEN t.tongue <= {MOST_TONGUES} THEN t.tongue ELSE 0 END"
        spoken = """LEFT JOIN printed v ON v.document = i.item
        LEFT JOIN (SELECT language, row_number() OVER (ORDER BY language NULLS LAST) AS tongue
          FROM (SELECT DISTINCT language FROM printed WHERE language IS NOT NULL) spoken) t
        ON t.language = v.language"""
    day, part = f"least(coalesce(day, {UNDATED}), {LAST_DAY})", f"CAST(FLOOR({{}} / {KEYS_A_PART}) AS BIGINT)"
    before, behind = part.format("(d.until - d.n)"), part.format("d.until")
    traits = f"(least(i.whole, {MOST_WHOLE}) * {MOST_TONGUES + 1} + {tongue}) * {LAST_DAY + 1} + i.day"
    return f"""
        SELECT i.item, CAST(row_number() OVER (ORDER BY i.item NULLS LAST) AS BIGINT) AS number, i.day,
          CAST({before} + abs(i.item % (1 + {behind} - {before})) AS BIGINT) AS part,
          CAST({traits} AS BIGINT) AS traits
        FROM (SELECT item, {day} AS day, CAST(sum(weight) AS BIGINT) AS whole FROM {space}_keys GROUP BY item, {day}) i
        JOIN (SELECT day, n, CAST(sum(n) OVER (ORDER BY day NULLS LAST) AS BIGINT) AS until
          FROM (SELECT {day} AS day, count(*) AS n FROM {space}_keys GROUP BY {day}) days) d ON d.day = i.day
        {spoken}"""


def ranked(space: Space, limits: Blocks) -> str:
    """The keys that find something, by the numbers of block and item, with what matters of an item to the others of its
    block (`told`: weight, whether it meets all (0), the leaders only (1), or leads (2), and its traits)."""
    told = f"CAST((i.traits * 4 + {{}}) * {MOST_WEIGHT + 1} + least(k.weight, {MOST_WEIGHT}) AS BIGINT)"
    held = (
        f"FROM {space}_keys k JOIN {space}_counts c ON c.key = k.key JOIN {space}_placed i ON i.item = k.item"
    )
    return f"""
        SELECT c.block, i.number, i.day, i.part, CAST(0 AS BIGINT) AS rank, {told.format(0)} AS told
        {held} WHERE c.n <= {limits.cap_items}
        UNION ALL
        SELECT block, number, day, part, rank, CAST(told + rank * {MOST_WEIGHT + 1} AS BIGINT) AS told FROM (
          SELECT c.block, i.number, i.day, i.part, {told.format(0)} AS told,
            CAST(CASE WHEN row_number() OVER (PARTITION BY k.key ORDER BY i.day NULLS LAST, k.item NULLS LAST)
              <= {limits.leaders} THEN 2 ELSE 1 END AS BIGINT) AS rank
          {held} WHERE c.n > {limits.cap_items} AND c.n <= {limits.hot_items}) led"""


def parts(space: Space) -> str:
    """The parts, each with its first and last day."""
    return f"""SELECT part, MIN(day) AS earliest, MAX(day) AS latest
        FROM {space}_ranked GROUP BY part ORDER BY part NULLS LAST"""


def met(space: Space, limits: Blocks, found: Sequence[Mapping[str, int]]) -> list[str]:
    """For some of the parts at a time, a row for each with the keys of its items, and those of all that these meet."""
    queries = []
    found = found or [{"part": 0, "earliest": LAST_DAY, "latest": LAST_DAY}]
    for first in range(0, len(found), PARTS_A_QUERY):
        some = found[first : first + PARTS_A_QUERY]
        earliest, latest = min(one["earliest"] for one in some), max(one["latest"] for one in some)
        near = "TRUE"
        if latest < LAST_DAY:  # what has a day meets nothing farther away
            window = limits.window_days
            near = f"(r.day = {LAST_DAY} OR (r.day >= {earliest - window} AND r.day <= {latest + window}))"
        queries.append(f"""
        SELECT c.part, array_agg(r.block) AS blocks, array_agg(r.number) AS items,
          array_agg(r.told * 2 + CASE WHEN r.part = c.part THEN 1 ELSE 0 END) AS told
        FROM (SELECT part, block, MAX(rank) AS rank FROM {space}_ranked
          WHERE part >= {some[0]["part"]} AND part <= {some[-1]["part"]} GROUP BY part, block) c
        JOIN {space}_ranked r ON r.block = c.block
        WHERE (r.rank <> 1 OR c.rank = 2 OR r.part = c.part) AND {near}
        GROUP BY c.part""")
    return queries


def paired(space: Space) -> str:
    """The pairs that are among the best of one of the two."""
    return f"""
        SELECT DISTINCT least(a.item, b.item) AS one, greatest(a.item, b.item) AS other, n.score
        FROM {space}_nearest n JOIN {space}_placed a ON a.number = n.one JOIN {space}_placed b ON b.number = n.other"""


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

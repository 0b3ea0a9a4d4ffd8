"""A small program in the shape of linking, for comparing engines: it uses everything that a program may use.

Synthetic reports with known families go through shingles (a Python function that unfolds), document frequencies with
a cap, candidate pairs (a join), the best few for each report (a window), verification on the texts (a Python
function), connected components, and a summary (lists, a Python function that folds them, joins that keep and that
exclude). The same rows must come out of every engine.
"""

import zlib
from collections.abc import Iterator
from functools import partial
from itertools import product
from random import Random

import pyarrow as pa

from whence.link.components import components
from whence.link.engine import Engine

REPORTS = pa.schema(
    [("report", pa.int64()), ("outlet", pa.string()), ("day", pa.int64()), ("text", pa.string())]
)
_SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ren",
    "stav",
    "øl",
    "дан",
    "сич",
    "tor",
    "vå",
    "zę",
    "pul",
    "gri",
    "nes",
    "ho",
    "wy",
)
_VOCABULARY = tuple("".join(parts) for parts in product(_SYLLABLES, repeat=3))
_OUTLETS = ("Zarja", "aften", "Ætt", "Östra", "Даль", "post", "Post", "🦊 news")
WORDS = 40
SHINGLE_WORDS = 3
CAP = 40
"""Reports that may share a shingle; above, it says nothing, and it is counted as skipped."""
BEST = 4


def synthetic(count: int, *, batch_rows: int = 10_000) -> pa.RecordBatchReader:
    """So many reports, in a stream: of each twelve nine are three families of copies, and three are alone."""

    def batches() -> Iterator[pa.RecordBatch]:
        for start in range(0, count, batch_rows):
            numbers = range(start, min(count, start + batch_rows))
            columns = list(zip(*map(_report, numbers), strict=True))
            yield pa.RecordBatch.from_arrays(
                [pa.array(column, kind.type) for column, kind in zip(columns, REPORTS, strict=True)],
                schema=REPORTS,
            )

    return pa.RecordBatchReader.from_batches(REPORTS, batches())


def _report(number: int) -> tuple[int, str | None, int, str]:
    alone = number % 12 >= 9
    own, family = Random(number), Random(-number if alone else number // 3 * 1_000_003)
    words = family.choices(_VOCABULARY, k=WORDS)
    for at in range(WORDS):
        if own.random() < 0.04 * (number % 3):
            words[at] = own.choice(_VOCABULARY)
    opening = ["weather", "and", "tides", "today"] if number % 2 else []
    outlet = None if number % 11 == 0 else _OUTLETS[number % len(_OUTLETS)]
    return number, outlet, number % 31, " ".join([*opening, *words])


def shingles(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Rows (report, text) -> rows (report, shingle), each once."""
    reports, found = [], []
    for report, text in zip(
        batch.column("report").to_pylist(), batch.column("text").to_pylist(), strict=True
    ):
        words = text.split()
        grams = {" ".join(words[at : at + SHINGLE_WORDS]) for at in range(len(words) - SHINGLE_WORDS + 1)}
        for gram in sorted(grams):
            reports.append(report)
            found.append(zlib.crc32(gram.encode()) << 16 ^ zlib.adler32(gram.encode()))
    return pa.RecordBatch.from_pydict({"shingle": pa.array(found, pa.int64()), "report": reports})


def verified(batch: pa.RecordBatch, *, least_percent: int) -> Iterator[pa.RecordBatch]:
    """Rows (a, b, text_a, text_b) -> rows (a, b, percent) where the words overlap enough."""
    kept = []
    for row in batch.to_pylist():
        left, right = set(row["text_a"].split()), set(row["text_b"].split())
        percent = 100 * len(left & right) // max(1, len(left | right))
        if percent >= least_percent:
            kept.append({"a": row["a"], "b": row["b"], "percent": percent})
    yield pa.RecordBatch.from_pylist(kept, schema=PAIRS)


def folded(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Rows (family, members, outlets) -> their lists sorted and joined; the order of a list means nothing."""
    rows = [
        {
            "family": row["family"],
            "members": ",".join(map(str, sorted(row["members"]))),
            "outlets": "|".join(sorted({one for one in row["outlets"] if one is not None})),
        }
        for row in batch.to_pylist()
    ]
    return pa.RecordBatch.from_pylist(rows, schema=FOLDED)


SHINGLES = pa.schema([("report", pa.int64()), ("shingle", pa.int64())])
PAIRS = pa.schema([("a", pa.int64()), ("b", pa.int64()), ("percent", pa.int64())])
FOLDED = pa.schema([("family", pa.int64()), ("members", pa.string()), ("outlets", pa.string())])

FREQUENCIES = "SELECT shingle, COUNT(*) AS reports FROM shingles GROUP BY shingle"
KEYS = f"""
SELECT s.report, s.shingle FROM shingles AS s SEMI JOIN
  (SELECT shingle FROM frequencies WHERE reports BETWEEN 2 AND {CAP}) AS f ON s.shingle = f.shingle
"""
CANDIDATES = """
SELECT x.report AS a, y.report AS b, COUNT(*) AS shared
FROM keys AS x JOIN keys AS y ON x.shingle = y.shingle AND x.report < y.report
GROUP BY x.report, y.report HAVING COUNT(*) * 100 >= 5 * 40
"""
BEST_FEW = f"""
SELECT a, b, shared FROM (
  SELECT a, b, shared, ROW_NUMBER() OVER (PARTITION BY a ORDER BY shared DESC NULLS LAST, b NULLS LAST) AS place
  FROM candidates) AS placed
WHERE place <= {BEST}
"""
TEXTS = """
SELECT p.a, p.b, x.text AS text_a, y.text AS text_b
FROM best AS p JOIN reports AS x ON p.a = x.report JOIN reports AS y ON p.b = y.report
"""
MEMBERS = """
SELECT f.component AS family, ARRAY_AGG(r.report) AS members,
       ARRAY_AGG(COALESCE(r.outlet, '')) AS outlets
FROM families AS f JOIN reports AS r ON r.report = f.node GROUP BY f.component
"""
SUMMARY = """
SELECT r.report, COALESCE(f.component, r.report) AS family, LENGTH(r.text) AS letters,
       SUBSTR(r.text, 3, 5) || '''' || COALESCE(r.outlet, '-') AS mark,
       CASE WHEN r.outlet < 'a' THEN 'before' WHEN r.outlet >= 'a' THEN 'behind' END AS place,
       SUM(r.day) OVER (PARTITION BY COALESCE(f.component, r.report)) AS days,
       CAST(FLOOR(r.report / 7) AS BIGINT) AS week, r.report % 7 AS weekday,
       LAG(r.day) OVER (PARTITION BY r.outlet ORDER BY r.report NULLS LAST) AS day_before,
       g.members, g.outlets
FROM reports AS r LEFT JOIN families AS f ON f.node = r.report LEFT JOIN folded AS g ON g.family = f.component
"""
ALONE = """
SELECT COUNT(*) AS alone FROM reports AS r ANTI JOIN families AS f ON f.node = r.report
"""


def run(engine: Engine) -> int:
    """Runs the program on a table `reports`; the rows of `summary` are its result. Gives the rounds of components."""
    engine.map_arrow("shingles", "SELECT report, text FROM reports", shingles, SHINGLES)
    engine.table("frequencies", FREQUENCIES)
    engine.table("skipped", f"SELECT COUNT(*) AS shingles FROM frequencies WHERE reports > {CAP}")
    engine.table("keys", KEYS)
    engine.table("candidates", CANDIDATES)
    engine.table("best", BEST_FEW)
    engine.map_arrow("pairs", TEXTS, partial(verified, least_percent=30), PAIRS)
    rounds = components(engine, "pairs", "families")
    engine.map_arrow("folded", MEMBERS, folded, FOLDED)
    engine.table("summary", SUMMARY)
    engine.table("alone", ALONE)
    return rounds


RESULTS = ("summary", "skipped", "alone", "best", "pairs")
"""Tables whose rows are compared."""

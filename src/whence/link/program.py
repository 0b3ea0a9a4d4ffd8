"""The linking program: a chain of named tables, written once, from reports to the graph.

It is standard SQL and the functions of `steps`, and runs on whatever engine is handed in. A report is one row of
`reports`: its number, its record (document without the text, and statements), and its text. The chain:

    reports -> prints -> documents alike -> related (lineage)
            -> mentions -> names alike -> sources
            -> statements alike -> compared -> settled (families, ties) -> lines (lineage); these in `settling`

Reports of the same words are twins. Only the first of them leaves keys; the others are compared with it alone, so
that ten thousand copies of one text cost ten thousand comparisons and fill no block.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from whence.link import steps
from whence.link.blocks import candidates as blocks
from whence.link.blocks.prints import UNDATED, Space, long
from whence.link.components import components
from whence.link.documents.outline import MOST_LINES
from whence.link.judgements.decided import NOTHING, Decisions
from whence.link.keys import key64, number
from whence.link.names import steps as naming
from whence.link.names.sources import judged_pairs, name_problems
from whence.link.settling.program import settle
from whence.link.statements.keys import ENOUGH, MERELY_MET
from whence.model import encode
from whence.problems import Problem
from whence.settings import settings

if TYPE_CHECKING:
    from typing import TypeAlias

    from whence.link.engine import Batches, Engine

    Printed: TypeAlias = Callable[[Sequence[str]], Batches]
    """Gives some columns of the prints (`steps.PRINTED`) of all reports, as often as it is asked."""

REPORTS: steps.Types = {"id": "number", "record": "record", "text": "words"}
"""The columns of the table `reports`, which whoever runs the program puts in."""
REPORTS_A_SHARE = 50_000
"""Of more reports, what brings whole records together is done in shares of about so many, so that a share fits into
memory: at a million the features of all pairs of statements would take hundreds of gigabytes at once."""
PARTS_A_LOOK = 6
"""Parts of documents whose sketches are put together at once: some 50 MB each."""
IN_SHARE = "%IN_SHARE%"
"""Stands in a query behind a number that tells in which share a row is taken."""
JUDGED: steps.Types = {"kind": "words", "one": "number", "other": "number"}


class Skipped(NamedTuple):
    """What linking skipped: `limits` of the whole case (where: link, names), `faults` of single reports."""

    limits: tuple[Problem, ...]
    faults: tuple[Problem, ...]


def run(
    engine: "Engine",
    decisions: Decisions = NOTHING,
    *,
    growing: bool = False,
    printed: "Printed | None" = None,
) -> Skipped:
    """Links what the table `reports` holds: makes `sources`, `settled` and `lines`, and the tables on the way to them.

    `decisions` are what people decided; what they rejected is not among the statements of `reports`. Where the case is
    `growing`, what reports that are added need of the others stays too (`link.live`). `printed` gives the prints of
    all reports, where they were made already; else they are made here.
    """
    with steps.uncollected():
        _judged(engine, decisions)
        _prints(engine, printed)
        _lineage(engine, decisions, growing=growing)
        _names(engine, decisions)
        _compared(engine, decisions, growing=growing)
        settle(engine, decisions)
        return Skipped(_limits(engine), _long(engine))


def _map(engine: "Engine", name: str, sql: str | Sequence[str], step: steps.Step, types: steps.Types) -> None:
    engine.map_arrow(name, sql, partial(steps.by_row, step, types), steps.schema(types))


def _in_shares(engine: "Engine", sql: str) -> list[str]:
    """The queries that together are one, each of the rows whose column before `IN_SHARE` falls into its share."""
    count = engine.rows("SELECT count(*) AS n FROM reports").column("n")[0].as_py()
    shares = 1 + max(count - 1, 0) // REPORTS_A_SHARE
    return [sql.replace(IN_SHARE, f"% {shares} IN ({share}, -{share})") for share in range(shares)]


def _judged(engine: "Engine", decisions: Decisions) -> None:
    """The pairs that people decided on, so that they meet whatever they share, and the statements (`said`) on which
    they did, so that all their ties count."""
    import pyarrow as pa

    rows = [
        {"kind": kind, "one": number(a), "other": number(b)}
        for kind, pairs in (("document", decisions.documents), ("statement", decisions.statements.same))
        for a, b in sorted(pairs)
    ]
    rows += [
        {"kind": "said", "one": number(one), "other": number(one)}
        for one in sorted(decisions.statements.others)
    ]
    engine.insert("judged", pa.Table.from_pylist(rows, schema=steps.schema(JUDGED)))
    names = [
        {"one": key64(pair.a), "other": key64(pair.b), "record": encode(pair)}
        for pair in judged_pairs(decisions.sources)
    ]
    engine.insert("judged_names", pa.Table.from_pylist(names, schema=steps.schema(naming.NAME_PAIRS)))


_OF_SAID = ("document", "said", "attributed", "features", "sketched")
_OF_KEYS = ("document", "day", "items", "keys", "weights", "counts")
_KEPT = ("document", "day", "text", "lines", "language", "own", "abroad", "about")


def _prints(engine: "Engine", printed: "Printed | None") -> None:
    if printed is None:
        engine.map_arrow(
            "printed", "SELECT record, text FROM reports", steps.print_reports, steps.schema(steps.PRINTED)
        )
    _some(engine, _OF_SAID, printed)
    engine.map_arrow(
        "said",
        f"SELECT {', '.join(_OF_SAID)} FROM printed",
        steps.unfold_said,
        steps.schema(steps.SAID),
        light=True,
    )
    engine.table("said_in", "SELECT item, document FROM said")
    _some(engine, _OF_KEYS, printed)
    engine.map_arrow(
        "keyed",
        f"SELECT {', '.join(_OF_KEYS)} FROM printed",
        steps.unfold_keys,
        steps.schema(steps.KEYED),
        light=True,
    )
    if printed is None:
        engine.table("printed", f"SELECT {', '.join(_KEPT)} FROM printed")
    _some(engine, _KEPT, printed)
    engine.table(
        "texts",
        f"""SELECT document, text,
          CAST(row_number() OVER (
            PARTITION BY text ORDER BY coalesce(day, {UNDATED}) NULLS LAST, document NULLS LAST) AS BIGINT) AS place
        FROM printed WHERE text IS NOT NULL""",
    )
    engine.table(
        "twins",
        """SELECT h.document AS head, t.document AS twin FROM texts h JOIN texts t ON h.text = t.text
        WHERE h.place = 1 AND t.place > 1""",
    )
    for space in blocks.SPACES:
        engine.table(
            f"{space}_keys",
            f"""SELECT p.item, p.key, p.weight, p.day, p.document FROM keyed p
            LEFT JOIN twins t ON t.twin = p.document WHERE p.space = {steps.NUMBER_OF[space]} AND t.twin IS NULL""",
        )
    engine.table(
        "common", f"SELECT document, item, key, weight FROM keyed WHERE space = {steps.NUMBER_OF['common']}"
    )
    engine.drop("keyed")


def _some(engine: "Engine", columns: Sequence[str], printed: "Printed | None") -> None:
    """Makes the table `printed` of some columns of prints that are given, so that a million of them, some 27 kB each,
    are never there whole beside what is unfolded from them. Those made here are."""
    if printed is not None:
        engine.drop("printed")
        engine.insert("printed", printed(columns))


def _paired(engine: "Engine", space: Space, *, growing: bool) -> None:
    given = blocks.limits(space)
    engine.table(f"{space}_counts", blocks.counted(space))
    engine.table(f"{space}_placed", blocks.placed(space))
    engine.table(f"{space}_ranked", blocks.ranked(space, given))
    found = engine.rows(blocks.parts(space)).to_pylist()
    engine.map_arrow(
        f"{space}_nearest",
        blocks.met(space, given, found),
        partial(steps.nearest_items, limits=given),
        steps.schema(steps.NEAREST),
    )
    engine.table(f"{space}_pairs", blocks.paired(space))
    engine.drop(f"{space}_ranked", f"{space}_nearest")
    if space != "document":  # by whose parts documents are looked at
        engine.drop(f"{space}_placed")
    if not growing:
        engine.drop(f"{space}_keys")


_BOTH = "a.record AS record_one, b.record AS record_other"


def _lineage(engine: "Engine", decisions: Decisions, *, growing: bool) -> None:
    _paired(engine, "document", growing=growing)
    _paired(engine, "abroad", growing=growing)
    engine.table(
        "near_pairs", "SELECT one, other FROM document_pairs UNION SELECT one, other FROM abroad_pairs"
    )
    engine.table(
        "document_meetings",
        """SELECT one, other FROM near_pairs
        UNION SELECT least(head, twin) AS one, greatest(head, twin) AS other FROM twins
        UNION SELECT least(one, other) AS one, greatest(one, other) AS other FROM judged WHERE kind = 'document'""",
    )
    _possible(engine)
    if growing:
        engine.table("sketches", "SELECT document, language, own, abroad FROM printed")
    engine.table("printed", "SELECT document, day, text, lines, about FROM printed")
    _related(engine, decisions)


def _possible(engine: "Engine") -> None:
    """The pairs that may be versions of one another. A part of the days comes as one row, with the sketches of all that
    are in its pairs, each once."""
    engine.table(
        "looked",
        """SELECT p.one, p.other, coalesce(d.part, 0) AS part
        FROM near_pairs p LEFT JOIN document_placed d ON d.item = p.one""",
    )
    last = engine.rows("SELECT coalesce(max(part), 0) AS last FROM looked").column("last")[0].as_py()
    shares = [
        f"WHERE part >= {first} AND part < {first + PARTS_A_LOOK}"
        for first in range(0, last + 1, PARTS_A_LOOK)
    ]
    engine.map_arrow(
        "possible",
        [
            f"""SELECT l.ones, l.others, s.documents, s.languages, s.owns, s.abroads
            FROM (SELECT part, array_agg(one) AS ones, array_agg(other) AS others FROM looked {share} GROUP BY part) l
            JOIN (SELECT d.part, array_agg(p.document) AS documents, array_agg(coalesce(p.language, '')) AS languages,
                array_agg(p.own) AS owns, array_agg(p.abroad) AS abroads
              FROM (SELECT part, one AS document FROM looked {share}
                UNION SELECT part, other AS document FROM looked {share}) d
              JOIN printed p ON p.document = d.document GROUP BY d.part) s
            ON s.part = l.part"""
            for share in shares
        ],
        steps.possible_pairs,
        steps.schema(steps.POSSIBLE),
    )
    engine.drop("looked", "document_placed")


def _related(engine: "Engine", decisions: Decisions) -> None:
    """The edges of pairs, those together that hang together, so that each report is read and outlined once."""
    engine.table(
        "text_pairs",
        """SELECT one AS a, other AS b FROM possible
        UNION SELECT least(head, twin) AS a, greatest(head, twin) AS b FROM twins
        UNION SELECT least(one, other) AS a, greatest(one, other) AS b FROM judged WHERE kind = 'document'""",
    )
    components(engine, "text_pairs", "text_parts")
    _map(
        engine,
        "related",
        _in_shares(
            engine,
            f"""SELECT m.a AS one, m.b AS other, {_BOTH}, a.text AS text_one, b.text AS text_other
        FROM text_pairs m JOIN text_parts p ON p.node = m.a
        JOIN reports a ON a.id = m.a JOIN reports b ON b.id = m.b WHERE p.component {IN_SHARE}
        ORDER BY p.component NULLS LAST, m.a NULLS LAST, m.b NULLS LAST""",
        ),
        partial(steps.related_step, decisions=decisions),
        steps.RELATED,
    )
    engine.drop("text_pairs", "text_parts")


def _names(engine: "Engine", decisions: Decisions) -> None:
    _map(engine, "voiced", "SELECT id, record FROM reports", naming.voiced_step, naming.VOICED)
    engine.table("mentions", "SELECT document, source, words, times FROM voiced WHERE source IS NOT NULL")
    engine.table("bearings", "SELECT document, key, bears, record FROM voiced WHERE key IS NOT NULL")
    engine.table("told_raw", "SELECT document, item, attributed, record FROM voiced WHERE item IS NOT NULL")
    engine.drop("voiced")
    engine.table(
        "worded",
        """SELECT source, words, CAST(sum(times) AS BIGINT) AS times FROM mentions GROUP BY source, words""",
    )
    _map(
        engine,
        "known",
        """SELECT source, array_agg(words || ' ' || CAST(times AS VARCHAR)) AS mentions
        FROM worded GROUP BY source""",
        naming.known_step,
        naming.KNOWN,
    )
    # In the order of their surnames, so that each is read aloud once.
    engine.map_arrow(
        "name_keys",
        """SELECT node, number, spellings FROM (
          SELECT node, number, last, array_agg(spelling) AS spellings FROM known GROUP BY node, number, last) named
        ORDER BY last NULLS LAST, node NULLS LAST""",
        naming.named_keys,
        steps.schema(naming.NAME_KEYS),
    )
    engine.table("named", "SELECT number, node, spelling FROM name_keys WHERE node IS NOT NULL")
    engine.table("name_keys", "SELECT number, key, answers FROM name_keys WHERE key IS NOT NULL")
    engine.table(
        "name_counts",
        """SELECT key, CAST(sum(CASE WHEN answers THEN 1 ELSE 0 END) AS BIGINT) AS n FROM name_keys GROUP BY key""",
    )
    # In the order of their keys, names that meet have the same few surnames, and each word is read once.
    engine.table(
        "name_meetings",
        f"""SELECT least(a.number, b.number) AS one, greatest(a.number, b.number) AS other, min(a.key) AS key
        FROM name_keys a JOIN name_keys b ON a.key = b.key
        JOIN name_counts c ON c.key = a.key
        WHERE a.answers AND a.number <> b.number AND c.n <= {settings().names.key_cap_names}
        GROUP BY least(a.number, b.number), greatest(a.number, b.number)""",
    )
    engine.map_arrow(
        "same_names",
        """SELECT x.node AS one, x.spelling AS name_one, y.node AS other, y.spelling AS name_other
        FROM (SELECT one, other FROM name_meetings
          ORDER BY key NULLS LAST, one NULLS LAST, other NULLS LAST) m
        JOIN named x ON x.number = m.one JOIN named y ON y.number = m.other""",
        naming.name_pairs,
        steps.schema(naming.NAME_PAIRS),
    )
    engine.drop("name_meetings")
    _map(
        engine,
        "aligned_names",
        "SELECT names FROM related WHERE names IS NOT NULL",
        naming.aligned_name_step,
        naming.NAME_PAIRS,
    )
    _map(
        engine,
        "told_names",
        """SELECT key, array_agg(record) AS bearings FROM bearings GROUP BY key
        HAVING count(DISTINCT bears) = 2""",
        naming.told_step,
        naming.TOLD,
    )
    engine.table(
        "name_pairs",
        """SELECT one, other, record FROM same_names UNION SELECT one, other, record FROM aligned_names
        UNION SELECT one, other, record FROM told_names UNION SELECT one, other, record FROM judged_names""",
    )
    engine.table("name_edges", "SELECT DISTINCT one AS a, other AS b FROM name_pairs")
    components(engine, "name_edges", "name_parts")
    _map(
        engine,
        "sources",
        """SELECT h.part, h.held, p.pairs FROM
          (SELECT coalesce(c.component, k.number) AS part, array_agg(k.record) AS held
            FROM known k LEFT JOIN name_parts c ON c.node = k.number
            GROUP BY coalesce(c.component, k.number)) h
          LEFT JOIN
          (SELECT c.component AS part, array_agg(p.record) AS pairs
            FROM name_pairs p JOIN name_parts c ON c.node = p.one GROUP BY c.component) p
          ON p.part = h.part""",
        partial(naming.source_step, decisions=decisions),
        naming.SOURCES,
    )
    engine.table(
        "merged",
        f"""SELECT m.document, array_agg(m.pair) AS pairs FROM
          (SELECT DISTINCT m.document, m.source || '{steps.BETWEEN}' || s.source AS pair
            FROM mentions m JOIN sources s ON s.alias = m.source WHERE s.alias <> s.source) m
        GROUP BY m.document""",
    )


def _compared(engine: "Engine", decisions: Decisions, *, growing: bool) -> None:
    _paired(engine, "statement", growing=growing)
    _map(engine, "aligned", "SELECT record FROM related", steps.aligned_step, steps.ALIGNED)
    engine.table(
        "shared",
        """SELECT c.document, c.item, c.key, c.weight, s.attributed FROM common c JOIN said s ON s.item = c.item""",
    )
    engine.table(
        "said_pairs",
        f"""SELECT p.one, p.other FROM statement_pairs p JOIN said x ON x.item = p.one JOIN said y ON y.item = p.other
        WHERE x.attributed + y.attributed > 0
        UNION SELECT least(x.item, y.item) AS one, greatest(x.item, y.item) AS other
        FROM (SELECT n.one, n.other, CASE WHEN r.one IS NULL THEN {MERELY_MET} ELSE {ENOUGH} END AS enough
          FROM document_meetings n LEFT JOIN related r ON r.one = n.one AND r.other = n.other
          UNION ALL SELECT id AS one, id AS other, 1 AS enough FROM reports) m
        JOIN shared x ON x.document = m.one JOIN shared y ON y.document = m.other AND y.key = x.key
        WHERE x.item <> y.item AND x.attributed + y.attributed > 0
        GROUP BY least(x.item, y.item), greatest(x.item, y.item), m.enough
        HAVING sum(least(x.weight, y.weight)) >= m.enough""",
    )
    engine.map_arrow(
        "merged_bits", "SELECT document, pairs FROM merged", steps.merged_bits, steps.schema(steps.MERGED)
    )
    engine.map_arrow(
        "likely",
        _in_shares(
            engine,
            f"""SELECT p.one, p.other, x.document = y.document AS together, r.one IS NOT NULL AS related,
          x.sketch AS sketch_one, y.sketch AS sketch_other, va.bits AS merged_one, vb.bits AS merged_other
        FROM (SELECT one, other FROM said_pairs WHERE one {IN_SHARE} ORDER BY one NULLS LAST, other NULLS LAST) p
        JOIN said x ON x.item = p.one JOIN said y ON y.item = p.other
        LEFT JOIN aligned s ON s.one = p.one AND s.other = p.other
        LEFT JOIN related r ON r.one = least(x.document, y.document) AND r.other = greatest(x.document, y.document)
        LEFT JOIN merged_bits va ON va.document = x.document
        LEFT JOIN merged_bits vb ON vb.document = y.document
        WHERE s.one IS NULL""",
        ),
        steps.likely_pairs,
        steps.schema(steps.LIKELY),
    )
    engine.map_arrow(
        "compared",
        _in_shares(
            engine,
            f"""SELECT p.one AS item_one, p.other AS item_other, x.document AS one, y.document AS other,
          x.record AS a, y.record AS b, v.about AS about_one, w.about AS about_other, r.record AS related,
          n.one IS NOT NULL AS near, va.pairs AS merged_one, vb.pairs AS merged_other
        FROM (SELECT one, other FROM (SELECT one, other FROM likely UNION SELECT one, other FROM aligned) found
          WHERE one {IN_SHARE} ORDER BY one NULLS LAST, other NULLS LAST) p
        JOIN said x ON x.item = p.one JOIN said y ON y.item = p.other
        JOIN printed v ON v.document = x.document JOIN printed w ON w.document = y.document
        LEFT JOIN related r ON r.one = least(x.document, y.document) AND r.other = greatest(x.document, y.document)
        LEFT JOIN document_meetings n
          ON n.one = least(x.document, y.document) AND n.other = greatest(x.document, y.document)
        LEFT JOIN merged va ON va.document = x.document
        LEFT JOIN merged vb ON vb.document = y.document
        WHERE x.attributed + y.attributed > 0""",
        ),
        partial(steps.compared_pairs, decisions=decisions),
        steps.schema(steps.COMPARED),
    )
    engine.drop("shared", "said_pairs", "likely", "merged_bits", "document_meetings")
    if not growing:
        engine.drop("said", "common")


def _limits(engine: "Engine") -> tuple[Problem, ...]:
    """What was skipped, counted."""
    found: list[Problem] = []
    for space in blocks.SPACES:
        given = blocks.limits(space)
        row = engine.rows(blocks.limited(space, given)).to_pylist()[0]
        found += blocks.problems(space, given, led=row["led"], hot=row["hot"])
    crowded = f"SELECT count(*) AS n FROM name_counts WHERE n > {settings().names.key_cap_names}"
    refused = engine.rows(
        "SELECT DISTINCT problem FROM sources WHERE problem IS NOT NULL ORDER BY problem NULLS LAST"
    )
    found += name_problems(
        engine.rows(crowded).to_pylist()[0]["n"], [row["problem"] for row in refused.to_pylist()]
    )
    return tuple(found)


def _long(engine: "Engine") -> tuple[Problem, ...]:
    """Reports of which only the first sentences are aligned."""
    rows = engine.rows(
        f"""SELECT r.record, p.lines FROM printed p JOIN reports r ON r.id = p.document
        WHERE p.lines > {MOST_LINES} ORDER BY p.document NULLS LAST"""
    )
    return tuple(long(steps.said(row["record"]).document.report, row["lines"]) for row in rows.to_pylist())

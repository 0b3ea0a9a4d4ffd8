"""Settling in the linking program: from `compared`, `related`, `merged` and `judged` to `settled` and `lines`.

Every table here is made of small groups: statements that ties connect, documents that edges and credits connect, the
documents of one claim, two documents. Of the claims that a publisher's own sentence echoes only the surest connects.
"""

from functools import partial
from typing import TYPE_CHECKING

from whence.link.components import components
from whence.link.judgements.decided import Decisions
from whence.link.settling import steps
from whence.link.steps import Step, Types, by_row, schema

if TYPE_CHECKING:
    from whence.link.engine import Engine


def settle(engine: "Engine", decisions: Decisions) -> None:
    """Makes the tables `settled`, `lines` and `kins`, and those on the way to them."""
    _told(engine)
    _claims(engine, decisions)
    _kin(engine, decisions)
    _events(engine, decisions)


def _map(engine: "Engine", name: str, sql: str, step: Step, types: Types) -> None:
    engine.map_arrow(name, sql, partial(by_row, step, types), schema(types))


def _told(engine: "Engine") -> None:
    """What is told of each document and statement, with merged sources; `raw`, with ids as they are carried, where
    they are others. `told_raw` was made with the names."""
    _map(
        engine,
        "told_merged",
        """SELECT t.item, t.item = t.document AS whole, t.record, m.pairs
        FROM told_raw t JOIN merged m ON m.document = t.document""",
        steps.told_step,
        steps.TOLD,
    )
    engine.table(
        "told",
        """SELECT t.document, t.item, t.attributed, coalesce(m.record, t.record) AS record,
          CASE WHEN m.item IS NULL THEN NULL ELSE t.record END AS raw
        FROM told_raw t LEFT JOIN told_merged m ON m.item = t.item""",
    )
    engine.drop("told_raw", "told_merged")


def _claims(engine: "Engine", decisions: Decisions) -> None:
    engine.table(
        "said_edges",
        """SELECT a, b FROM compared WHERE tied AND echo IS NULL
        UNION SELECT a, b FROM (
          SELECT a, b, CAST(row_number() OVER (
            PARTITION BY echo ORDER BY permille DESC NULLS LAST, echoed NULLS LAST) AS BIGINT) AS place
          FROM compared WHERE tied AND echo IS NOT NULL) ranked WHERE place = 1
        UNION SELECT c.a, c.b FROM compared c JOIN judged j ON j.one = c.echo
          WHERE j.kind = 'said' AND c.tied
        UNION SELECT j.one AS a, j.other AS b FROM judged j
          JOIN said_in x ON x.item = j.one JOIN said_in y ON y.item = j.other WHERE j.kind = 'statement'""",
    )
    components(engine, "said_edges", "said_parts")
    settled = partial(steps.claim_step, decisions=decisions)
    _map(
        engine,
        "settled_parts",
        """SELECT s.part, s.said, c.compared FROM
          (SELECT p.component AS part, array_agg(t.record) AS said
            FROM said_parts p JOIN told t ON t.item = p.node GROUP BY p.component) s
          LEFT JOIN
          (SELECT a.component AS part, array_agg(c.record) AS compared FROM compared c
            JOIN said_parts a ON a.node = c.a JOIN said_parts b ON b.node = c.b AND b.component = a.component
            GROUP BY a.component) c
          ON c.part = s.part""",
        settled,
        steps.SETTLED,
    )
    # Statements that are nothing to others are claims of their own, kept together by document.
    _map(
        engine,
        "settled_alone",
        """SELECT t.document AS part, array_agg(t.record) AS said
        FROM told t ANTI JOIN said_parts p ON p.node = t.item WHERE t.attributed GROUP BY t.document""",
        settled,
        steps.SETTLED,
    )
    engine.table(
        "settled", "SELECT part, record FROM settled_parts UNION ALL SELECT part, record FROM settled_alone"
    )
    _map(engine, "members", "SELECT record FROM settled_parts", steps.member_step, steps.MEMBERS)
    engine.table(
        "parts",
        """SELECT p.node AS item, d.document, p.component AS part, m.claim FROM said_parts p
        JOIN said_in d ON d.item = p.node LEFT JOIN members m ON m.item = p.node""",
    )
    engine.drop("members", "settled_parts", "settled_alone", "said_edges", "said_parts")


def _kin(engine: "Engine", decisions: Decisions) -> None:
    engine.table(
        "claim_documents",
        """SELECT DISTINCT p.claim, p.document FROM parts p JOIN
          (SELECT claim FROM parts WHERE claim IS NOT NULL
            GROUP BY claim HAVING count(DISTINCT document) > 1) w
          ON w.claim = p.claim""",
    )
    engine.table(
        "claim_words",
        """SELECT m.claim, t.record FROM
          (SELECT claim, min(item) AS item FROM parts WHERE claim IS NOT NULL GROUP BY claim) m
          JOIN told t ON t.item = m.item""",
    )
    _map(
        engine,
        "credits",
        """SELECT d.claim, d.documents, w.record AS first FROM
          (SELECT c.claim, array_agg(t.record) AS documents
            FROM claim_documents c JOIN told t ON t.item = c.document GROUP BY c.claim) d
          JOIN claim_words w ON w.claim = d.claim""",
        steps.credit_step,
        steps.CREDITS,
    )
    engine.table(
        "kin_edges",
        """SELECT one AS a, other AS b FROM related
        UNION SELECT one AS a, other AS b FROM credits
        UNION SELECT j.one AS a, j.other AS b FROM judged j
          JOIN reports x ON x.id = j.one JOIN reports y ON y.id = j.other WHERE j.kind = 'document'""",
    )
    components(engine, "kin_edges", "kin_parts")
    _map(
        engine,
        "kinned",
        """SELECT d.kin, d.documents, e.related, c.credits FROM
          (SELECT k.component AS kin, array_agg(t.record) AS documents
            FROM kin_parts k JOIN told t ON t.item = k.node GROUP BY k.component) d
          LEFT JOIN (SELECT k.component AS kin, array_agg(r.record) AS related
            FROM related r JOIN kin_parts k ON k.node = r.one GROUP BY k.component) e ON e.kin = d.kin
          LEFT JOIN (SELECT k.component AS kin, array_agg(c.record) AS credits
            FROM credits c JOIN kin_parts k ON k.node = c.one GROUP BY k.component) c ON c.kin = d.kin""",
        partial(steps.kin_step, decisions=decisions),
        steps.KIN,
    )
    engine.table(
        "kins",
        """SELECT r.id AS document, coalesce(k.component, r.id) AS kin, coalesce(g.other, r.id) AS head
        FROM reports r LEFT JOIN kin_parts k ON k.node = r.id
        LEFT JOIN (SELECT one, other FROM kinned WHERE kind IS NULL) g ON g.one = r.id""",
    )
    engine.drop("kin_edges", "kin_parts")


def _events(engine: "Engine", decisions: Decisions) -> None:
    _map(
        engine,
        "meets",
        """SELECT d.claim, d.documents, d.heads, s.said, w.record AS first FROM
          (SELECT c.claim, array_agg(t.record) AS documents,
              array_agg(CAST(c.document AS VARCHAR) || ' ' || CAST(k.head AS VARCHAR)) AS heads
            FROM claim_documents c JOIN told t ON t.item = c.document JOIN kins k ON k.document = c.document
            GROUP BY c.claim) d
          JOIN (SELECT p.claim, array_agg(t.record) AS said
            FROM parts p JOIN told t ON t.item = p.item WHERE p.claim IS NOT NULL GROUP BY p.claim) s
            ON s.claim = d.claim
          JOIN claim_words w ON w.claim = d.claim""",
        steps.meet_step,
        steps.MEETS,
    )
    engine.table("candidates", "SELECT claim, one, other, record FROM meets WHERE other IS NOT NULL")
    engine.table("origins", "SELECT claim, one AS document, record FROM meets WHERE other IS NULL")
    _map(
        engine,
        "shared",
        """SELECT p.one, p.other, x.claim, x.record AS mine, y.record AS theirs, c.claim IS NOT NULL AS alone
        FROM (SELECT DISTINCT one, other FROM candidates) p
        JOIN origins x ON x.document = p.one JOIN origins y ON y.document = p.other AND y.claim = x.claim
        LEFT JOIN candidates c ON c.claim = x.claim AND c.one = p.one AND c.other = p.other""",
        steps.shared_step,
        steps.SHARED,
    )
    _map(
        engine,
        "events",
        """SELECT a.record AS one, b.record AS other, c.record AS first FROM
          (SELECT one, other, min(claim) AS claim FROM shared GROUP BY one, other HAVING min(free) = 1) p
        JOIN candidates c ON c.claim = p.claim AND c.one = p.one AND c.other = p.other
        JOIN told a ON a.item = p.one JOIN told b ON b.item = p.other""",
        partial(steps.event_step, decisions=decisions),
        steps.EVENTS,
    )
    engine.table(
        "lines",
        """SELECT one, other, kind, FALSE AS event, record FROM kinned WHERE kind IS NOT NULL
        UNION ALL SELECT one, other, kind, TRUE AS event, record FROM events""",
    )
    engine.drop("meets", "candidates", "origins", "shared", "claim_documents", "claim_words")

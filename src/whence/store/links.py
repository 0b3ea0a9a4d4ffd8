"""The tables of a linked case: what linking knows of every report, with an index for each question it asks.

They are made by `link`: as a whole by the linking program, or report by report; here they are only kept. `link_queue`
says which documents came, changed or went since.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

TABLES = """
CREATE TABLE link_queue (              -- documents that came, changed or went since the last linking
  document TEXT PRIMARY KEY
) WITHOUT ROWID;
CREATE TABLE link_texts (              -- the key of each document's words, and its day
  document INTEGER PRIMARY KEY,
  text INTEGER,
  day INTEGER
);
CREATE INDEX link_texts_by_text ON link_texts (text) WHERE text IS NOT NULL;
CREATE TABLE link_sketches (           -- what is looked at before the sentences of two documents are aligned
  document INTEGER PRIMARY KEY,
  language TEXT,
  own BLOB NOT NULL,                   -- for documents of its own language
  abroad BLOB NOT NULL                 -- for those of others
);
CREATE INDEX link_sketches_by_language ON link_sketches (document, language);
CREATE TABLE link_twins (              -- documents of the same words, by the first of them
  head INTEGER NOT NULL,
  twin INTEGER PRIMARY KEY
);
CREATE INDEX link_twins_back ON link_twins (head);
CREATE TABLE link_items (              -- documents and statements that are filed under keys
  space TEXT NOT NULL,
  item INTEGER NOT NULL,
  document INTEGER NOT NULL,
  day INTEGER,
  whole INTEGER NOT NULL,              -- the weight of all its keys
  keys BLOB NOT NULL,                  -- [[key, weight], …]
  PRIMARY KEY (space, item)
) WITHOUT ROWID;
CREATE INDEX link_items_by_document ON link_items (document);
CREATE TABLE link_keys (
  space TEXT NOT NULL,
  key INTEGER NOT NULL,
  day INTEGER NOT NULL,
  item INTEGER NOT NULL,
  weight INTEGER NOT NULL,
  whole INTEGER NOT NULL,              -- the weight of all keys of the item
  PRIMARY KEY (space, key, day, item)
) WITHOUT ROWID;
CREATE TABLE link_counts (             -- how many items each key has
  space TEXT NOT NULL,
  key INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (space, key)
) WITHOUT ROWID;
CREATE INDEX link_counts_large ON link_counts (space, n) WHERE n > 50;
CREATE TABLE link_pairs (              -- items that are compared
  space TEXT NOT NULL,
  one INTEGER NOT NULL,
  other INTEGER NOT NULL,
  score INTEGER NOT NULL,
  PRIMARY KEY (space, one, other)
) WITHOUT ROWID;
CREATE INDEX link_pairs_back ON link_pairs (space, other, one, score);
CREATE TABLE link_cuts (               -- the score of the last of an item's best, where it has all it may have
  space TEXT NOT NULL,
  item INTEGER NOT NULL,
  score INTEGER NOT NULL,
  PRIMARY KEY (space, item)
) WITHOUT ROWID;
CREATE TABLE link_talks (              -- pairs of statements by their documents
  one INTEGER NOT NULL,
  other INTEGER NOT NULL,
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  PRIMARY KEY (one, other, a, b)
) WITHOUT ROWID;
CREATE INDEX link_talks_back ON link_talks (other, one);
CREATE TABLE link_related (            -- pairs of documents that hang together
  one INTEGER NOT NULL,
  other INTEGER NOT NULL,
  record BLOB NOT NULL,
  PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX link_related_back ON link_related (other, one);
CREATE TABLE link_mentions (           -- how often a document calls a source what, in which words ([name, words])
  document INTEGER NOT NULL,
  source TEXT NOT NULL,
  words TEXT NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (document, source, words)
) WITHOUT ROWID;
CREATE INDEX link_mentions_back ON link_mentions (source, document);
CREATE TABLE link_bearings (           -- what a document tells of who is who, by what somebody is called
  document INTEGER NOT NULL,
  key INTEGER NOT NULL,
  record BLOB NOT NULL
);
CREATE INDEX link_bearings_by_document ON link_bearings (document);
CREATE INDEX link_bearings_by_key ON link_bearings (key);
CREATE TABLE link_words (              -- the same over all documents
  source TEXT NOT NULL,
  words TEXT NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (source, words)
) WITHOUT ROWID;
CREATE TABLE link_nodes (              -- the name under which each source id is compared
  source TEXT PRIMARY KEY,
  node TEXT NOT NULL,
  spelling TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX link_nodes_back ON link_nodes (node, source);
CREATE TABLE link_names (node TEXT PRIMARY KEY, spelling TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE link_name_keys (
  key TEXT NOT NULL,
  node TEXT NOT NULL,
  answers INTEGER NOT NULL,
  PRIMARY KEY (key, node)
) WITHOUT ROWID;
CREATE TABLE link_name_counts (key TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX link_name_counts_large ON link_name_counts (n) WHERE n > 50;
CREATE TABLE link_name_pairs (         -- one source: by two documents, judged (0, 0), told (0, key), by sound (NULL)
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  one INTEGER,
  other INTEGER,
  record BLOB NOT NULL
);
CREATE INDEX link_name_pairs_ahead ON link_name_pairs (a, b);
CREATE INDEX link_name_pairs_back ON link_name_pairs (b);
CREATE INDEX link_name_pairs_by_documents ON link_name_pairs (one, other) WHERE one IS NOT NULL;
CREATE TABLE link_sources (            -- the source of each id; its record where the two are one
  alias TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  record BLOB
) WITHOUT ROWID;
CREATE INDEX link_sources_merged ON link_sources (alias, source) WHERE source <> alias;
CREATE TABLE link_refused (node TEXT NOT NULL, detail TEXT NOT NULL);
CREATE INDEX link_refused_by_node ON link_refused (node);
CREATE TABLE link_compared (           -- what two statements are to each other
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  one INTEGER NOT NULL,                -- their documents, the smaller number first
  other INTEGER NOT NULL,
  tied INTEGER NOT NULL,               -- whether a tie connects them
  echo INTEGER,                        -- a publisher's own sentence: which of the two it is,
  echoed INTEGER,                      -- what it echoes,
  permille INTEGER,                    -- and how surely
  record BLOB NOT NULL,
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX link_compared_back ON link_compared (b);
CREATE INDEX link_compared_by_documents ON link_compared (one, other);
CREATE INDEX link_compared_by_other ON link_compared (other);
CREATE INDEX link_compared_by_echo ON link_compared (echo) WHERE echo IS NOT NULL;
CREATE TABLE link_said (               -- what statements are compared by: sketch, features, keys: [[key, weight], …]
  item INTEGER PRIMARY KEY,
  document INTEGER NOT NULL,
  attributed INTEGER NOT NULL,
  keys BLOB NOT NULL,
  features BLOB NOT NULL
);
CREATE INDEX link_said_by_document ON link_said (document, item, attributed, keys);
CREATE TABLE link_told (               -- what settling needs of a document (the item itself) and of its statements
  item INTEGER PRIMARY KEY,
  document INTEGER NOT NULL,
  attributed INTEGER NOT NULL,
  record BLOB NOT NULL
);
CREATE INDEX link_told_by_document ON link_told (document);
CREATE TABLE link_parts (              -- statements that ties connect, with the claim that each is in
  item INTEGER PRIMARY KEY,
  document INTEGER NOT NULL,
  part INTEGER NOT NULL,
  claim INTEGER
);
CREATE INDEX link_parts_by_document ON link_parts (document);
CREATE INDEX link_parts_by_part ON link_parts (part);
CREATE INDEX link_parts_by_claim ON link_parts (claim, document) WHERE claim IS NOT NULL;
CREATE TABLE link_settled (            -- claims and ties of a part, or of the statements of a document that are in none
  part INTEGER PRIMARY KEY,
  record BLOB NOT NULL
);
CREATE TABLE link_claims (             -- where the claims are, by each id that they have, or had
  claim TEXT PRIMARY KEY,
  part INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX link_claims_by_part ON link_claims (part);
CREATE TABLE link_credits (            -- reports of which one names the other's outlet, by the claims that both make
  source INTEGER NOT NULL,
  target INTEGER NOT NULL,
  claim INTEGER NOT NULL,
  record BLOB NOT NULL,
  PRIMARY KEY (source, target, claim)
) WITHOUT ROWID;
CREATE INDEX link_credits_by_target ON link_credits (target);
CREATE INDEX link_credits_by_claim ON link_credits (claim);
CREATE TABLE link_kins (               -- documents that edges and credits connect; `head` stands for all that edges do
  document INTEGER PRIMARY KEY,
  kin INTEGER NOT NULL,
  head INTEGER NOT NULL
);
CREATE INDEX link_kins_back ON link_kins (kin);
CREATE TABLE link_lines (              -- the edges; `event`: between independent reports of one event
  source INTEGER NOT NULL,
  target INTEGER NOT NULL,
  kind TEXT NOT NULL,
  event INTEGER NOT NULL,
  record BLOB NOT NULL,
  PRIMARY KEY (source, target, kind)
) WITHOUT ROWID;
CREATE INDEX link_lines_back ON link_lines (target);
"""

LINKED = (
    "link_texts",
    "link_sketches",
    "link_twins",
    "link_items",
    "link_keys",
    "link_counts",
    "link_pairs",
    "link_cuts",
    "link_talks",
    "link_related",
    "link_mentions",
    "link_bearings",
    "link_words",
    "link_nodes",
    "link_names",
    "link_name_keys",
    "link_name_counts",
    "link_name_pairs",
    "link_sources",
    "link_refused",
    "link_compared",
    "link_said",
    "link_told",
    "link_parts",
    "link_settled",
    "link_claims",
    "link_credits",
    "link_kins",
    "link_lines",
)
"""Every table but the queue."""


class Table(NamedTuple):
    """The rows of one table: its name, its columns, and the rows in their order."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]


def replace(connection: Any, tables: Iterable[Table]) -> None:
    """Puts other rows in the place of all linked tables. Raises ValueError for a table that is none of them."""
    for name in LINKED:
        connection.execute(f"DELETE FROM {name}")
    for name, columns, rows in tables:
        if name not in LINKED:
            raise ValueError(name)
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})", rows)


def records(connection: Any, table: str) -> Iterator[bytes]:
    """The records of `link_settled`, `link_lines` or `link_sources`, in the order of their keys."""
    key = {"link_settled": "part", "link_lines": "source, target, kind", "link_sources": "alias"}[table]
    for (record,) in connection.execute(
        f"SELECT record FROM {table} WHERE record IS NOT NULL ORDER BY {key}"
    ):
        yield record

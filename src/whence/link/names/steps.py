"""The steps of naming over Arrow batches: rows become the arguments of the functions that decide, results rows."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from whence.link.brief import Brief
from whence.link.judgements.decided import NOTHING, Decisions
from whence.link.keys import key64, number
from whence.link.names.keys import name_keys, node_of, spelling
from whence.link.names.pairs import NamePair, same
from whence.link.names.sources import Known, Mention, known, mentions, sources
from whence.link.names.told import Bearing, bearings, told_pairs
from whence.link.settling.told import said, told
from whence.link.steps import Row, Types, columns, uncollected
from whence.model import decode, encode

if TYPE_CHECKING:
    import pyarrow as pa

VOICED: Types = {
    "document": "number",
    "source": "words",
    "words": "words",
    "times": "number",
    "key": "number",
    "bears": "truth",
    "item": "number",
    "attributed": "truth",
    "record": "record",
}


def voiced_step(row: Row) -> Iterator[Sequence[Any]]:
    """id, record -> a row for each mention of a source (`words` are name and words as JSON), one with a `key` for each
    thing that the report tells of who is who, and one with an `item` for what settling needs of each statement, and of
    the document (of which `item` is the document itself): a record is read once for all of it."""
    one, document = Brief(row["record"]), row["id"]
    for mention in mentions(one.statements):
        words = encode((mention.name, mention.exact)).decode()
        yield document, mention.id, words, mention.times, None, None, None, None, None
    for bearing in bearings(one):
        yield document, None, None, None, bearing.number, bearing.bears, None, None, encode(bearing)
    yield document, None, None, None, None, None, document, False, encode(told(one))
    for found in said(one):
        yield document, None, None, None, None, None, number(found.id), found.attributed, encode(found)


KNOWN: Types = {
    "source": "words",
    "node": "words",
    "number": "number",
    "spelling": "words",
    "last": "words",
    "record": "record",
}


def known_step(row: Row) -> Iterator[Sequence[Any]]:
    """source, mentions (their words, a blank, how often) -> the node of the id with its last word (mostly a surname),
    and what is known of it."""
    found = []
    for mention in row["mentions"]:
        words, times = mention.rsplit(" ", 1)
        name, exact = decode(words, tuple[str, str])
        found.append(Mention(row["source"], name, exact, int(times)))
    made = known(row["source"], found)
    node = node_of(made.id, made.spelling) or made.id
    yield made.id, node, key64(node), made.spelling, node.rpartition(" ")[2], encode((node, made))


NAME_KEYS: Types = {
    "number": "number",
    "node": "words",
    "spelling": "words",
    "key": "words",
    "answers": "truth",
}


def named_keys(batch: "pa.RecordBatch") -> "pa.RecordBatch":
    """node, number, spellings -> a row with its spelling, where it has keys, and one for each key."""
    nodes, numbers, spellings = (batch.column(name).to_pylist() for name in ("node", "number", "spellings"))
    rows: list[tuple[int, str | None, str | None, str | None, bool | None]] = []
    with uncollected():
        for node, number, held in zip(nodes, numbers, spellings, strict=True):
            name = spelling(held)
            keys = name_keys(node, name)
            if keys:
                rows.append((number, node, name, None, None))
            rows += [(number, None, None, key, answers) for key, answers in keys]
    return columns(rows, NAME_KEYS)


NAME_PAIRS: Types = {"one": "number", "other": "number", "record": "record"}


def name_pairs(batch: "pa.RecordBatch") -> "pa.RecordBatch":
    """one, name_one, other, name_other (nodes and spellings) -> the pairs of which the two are one source."""
    ones, others = (
        list(zip(batch.column(side).to_pylist(), batch.column(f"name_{side}").to_pylist(), strict=True))
        for side in ("one", "other")
    )
    pairs = [(*min(pair), *max(pair)) for pair in zip(ones, others, strict=True)]
    with uncollected():
        found = [
            NamePair(a, b, seen.score, seen.kind, seen.why)
            for (a, _, b, _), seen in zip(pairs, same(pairs), strict=True)
            if seen is not None
        ]
    rows = [(key64(pair.a), key64(pair.b), encode(pair)) for pair in found]
    return columns(rows, NAME_PAIRS)


def aligned_name_step(row: Row) -> Iterator[Sequence[Any]]:
    """names (the name pairs of an edge) -> each by itself."""
    for pair in decode(row["names"], tuple[NamePair, ...]):
        yield key64(pair.a), key64(pair.b), encode(pair)


TOLD: Types = {"key": "number", **NAME_PAIRS}


def told_step(row: Row) -> Iterator[Sequence[Any]]:
    """key, bearings (all of the key) -> the pairs of names that they show."""
    for pair in told_pairs([decode(one, Bearing) for one in sorted(row["bearings"])]):
        yield row["key"], key64(pair.a), key64(pair.b), encode(pair)


SOURCES: Types = {
    "alias": "words",
    "source": "words",
    "record": "record",
    "node": "words",
    "problem": "words",
}


def source_step(row: Row, decisions: Decisions = NOTHING) -> Iterator[Sequence[Any]]:
    """held (the ids of one connected part with their nodes), pairs -> its sources, and each alias of them.

    The record stands in the row of which alias and source are one. A problem has a row by itself.
    """
    held: dict[str, list[Known]] = {}
    for found in sorted((decode(one, tuple[str, Known]) for one in row["held"]), key=lambda pair: pair[1].id):
        held.setdefault(found[0], []).append(found[1])
    pairs = [decode(one, NamePair) for one in row["pairs"] or ()]
    made, refused = sources(held, pairs, decisions.sources)
    for source in made:
        for alias in source.aliases:
            yield alias, source.id, encode(source) if alias == source.id else None, None, None
    for a, b in refused:
        yield None, None, None, min(held), f"too many spellings to join {a} with {b}"

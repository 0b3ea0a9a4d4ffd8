"""The functions of the linking program over Arrow batches: each row by itself, from records to records.

What is decided is decided elsewhere (`prints`, `related`, `names`, `verdicts`), by the same functions whether a case is
linked as a whole or a report is added; here rows become their arguments, and their results rows. Names, and claims with
what rests on them, have steps of their own (`names.steps`, `settling.steps`).
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

import msgspec

from whence.link.blocks.nearest import nearest, part
from whence.link.blocks.prints import KINDS, Kind, Print, prints
from whence.link.documents.possible import first_look
from whence.link.documents.related import Related, related
from whence.link.documents.sketches import Sketched, read
from whence.link.judgements.decided import NOTHING, Decisions
from whence.link.keys import number
from whence.link.report import Report
from whence.link.statements.features import Features, loaded
from whence.link.statements.features import merged as with_sources
from whence.link.statements.likely import likely
from whence.link.statements.sketches import merged_bits as bits_of
from whence.link.statements.verdicts import About, Between, filed, verdict
from whence.model import Document, Statement, decode, encode
from whence.settings import Blocks

if TYPE_CHECKING:
    import pyarrow as pa

KEPT_REPORTS = 256
"""Reports that a process keeps, with their texts (some 100 kB each when compared): one is compared with several, and
pairs that hang together come together."""

BETWEEN = "\x1f"
"""Stands between two ids in one column; no id holds it."""

Row = dict[str, Any]
Types = dict[str, str]
Step = Callable[[Row], Iterable[Sequence[Any]]]


def schema(types: Types) -> "pa.Schema":
    """The Arrow schema of columns by their kinds: number, real, words, truth, record; lists of numbers, of records."""
    import pyarrow as pa

    made = {
        "number": pa.int64(),
        "real": pa.float64(),
        "words": pa.string(),
        "truth": pa.bool_(),
        "record": pa.binary(),
        "numbers": pa.list_(pa.int64()),
        "records": pa.list_(pa.binary()),
    }
    return pa.schema([(name, made[kind]) for name, kind in types.items()])


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector of cycles, which a step does not make: it looked through all that a batch had made so far,
    again and again, and took two fifths of the time of printing. As a decorator: what a function read and made is given
    up first. What a step leaves (words and sentences that are remembered) is put among the old things as it is: to look
    through it first took another twentieth."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            # What was made and is still held counts as old: else the collector looks through all of it right here.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


@uncollected()
def by_row(step: Step, types: Types, batch: "pa.RecordBatch") -> "pa.RecordBatch":
    """Applies a step to each row of a batch; a step gives rows of the columns of `types`."""
    return columns([one for row in batch.to_pylist() for one in step(row)], types)


def columns(made: Sequence[Sequence[Any]], types: Types) -> "pa.RecordBatch":
    """A batch of rows."""
    import pyarrow as pa

    turned = list(zip(*made, strict=True)) if made else [()] * len(types)
    wanted = schema(types)
    return pa.RecordBatch.from_arrays(
        [pa.array(column, type=field.type) for column, field in zip(turned, wanted, strict=True)],
        schema=wanted,
    )


# --- reading the columns ------------------------------------------------------------------------------------


def said(record: bytes) -> Report:
    """A report from its record alone, for what does not look at the text."""
    document, statements = decode(record, tuple[Document, tuple[Statement, ...]])
    return Report(document, statements)


@lru_cache(maxsize=KEPT_REPORTS)
def report(record: bytes, text: str) -> Report:
    """A report from its columns, to be compared with others."""
    return _report(record, text)


def _report(record: bytes, text: str) -> Report:
    document, statements = decode(record, tuple[Document, tuple[Statement, ...]])
    return Report(msgspec.structs.replace(document, text=text), statements)


def merged(pairs: Iterable[str] | None) -> dict[str, str]:
    """From ids to merged sources; each pair is two ids with BETWEEN between them."""
    found = {}
    for pair in pairs or ():
        alias, source = pair.split(BETWEEN)
        found[alias] = source
    return found


# --- prints -------------------------------------------------------------------------------------------------

PRINTED: Types = {
    "document": "number",
    "day": "number",
    "text": "number",
    "lines": "number",
    "language": "words",
    "own": "record",
    "abroad": "record",
    "about": "record",
    "items": "record",
    "keys": "record",
    "weights": "record",
    "counts": "numbers",
    "said": "numbers",
    "attributed": "numbers",
    "features": "records",
    "sketched": "records",
}
"""The columns of a `Print`."""


@uncollected()
def print_reports(batch: "pa.RecordBatch") -> "pa.RecordBatch":
    """record, text -> `PRINTED`."""
    records, texts = batch.column("record").to_pylist(), batch.column("text").to_pylist()
    return printed(prints([_report(record, text) for record, text in zip(records, texts, strict=True)]))


def printed(made: Sequence[Print], types: Types = PRINTED) -> "pa.RecordBatch":
    """Prints -> `PRINTED`, or some of its columns."""
    import pyarrow as pa

    wanted = schema(types)
    arrays = [pa.array([getattr(one, field.name) for one in made], type=field.type) for field in wanted]
    return pa.RecordBatch.from_arrays(arrays, schema=wanted)


KEYED: Types = {
    "space": "number",
    "document": "number",
    "day": "number",
    "item": "number",
    "key": "number",
    "weight": "number",
}
NUMBER_OF: dict[Kind, int] = {kind: number for number, kind in enumerate(KINDS)}


def unfold_keys(batch: "pa.RecordBatch") -> "pa.RecordBatch":
    """document, day, items, keys, weights, counts -> a row for each key."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    integers = [np.frombuffer(_joined(batch.column(name)), np.int64) for name in ("items", "keys", "weights")]
    sizes = np.asarray(pc.binary_length(batch.column("keys"))) // 8
    parents = np.repeat(np.arange(batch.num_rows), sizes)
    counts = np.asarray(batch.column("counts").flatten())
    space = np.repeat(np.arange(len(counts)) % len(KINDS), counts)
    columns = [
        pa.array(space),
        batch.column("document").take(parents),
        batch.column("day").take(parents),
        *map(pa.array, integers),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema(KEYED))


def _joined(column: "pa.Array") -> memoryview:
    """The bytes of all rows of a column, one behind another, where they stand."""
    import numpy as np

    _, offsets, held = column.buffers()
    if not len(column) or held is None:
        return memoryview(b"")
    start, *_, end = np.frombuffer(offsets, np.int32)[
        column.offset : column.offset + len(column) + 1
    ].tolist()
    return memoryview(held)[start:end]


SAID: Types = {
    "document": "number",
    "item": "number",
    "attributed": "number",
    "record": "record",
    "sketch": "record",
}


def unfold_said(batch: "pa.RecordBatch") -> "pa.RecordBatch":
    """document, said, attributed, features, sketched -> a row for each statement."""
    import pyarrow as pa
    import pyarrow.compute as pc

    parents = pc.list_parent_indices(batch.column("said"))
    columns = [
        batch.column("document").take(parents),
        *(batch.column(name).flatten() for name in ("said", "attributed", "features", "sketched")),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema(SAID))


NEAREST: Types = {"one": "number", "other": "number", "score": "number"}


@uncollected()
def nearest_items(batch: "pa.RecordBatch", limits: Blocks) -> Iterator["pa.RecordBatch"]:
    """part, blocks, items, told (`blocks.candidates.met`) -> the nearest of each item of a part."""
    import numpy as np
    import pyarrow as pa

    for row in range(batch.num_rows):
        lists = (np.asarray(batch.column(name)[row].values) for name in ("blocks", "items", "told"))
        arrays = [pa.array(column) for column in nearest(part(*lists), limits)]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema(NEAREST))


# --- lineage ------------------------------------------------------------------------------------------------

POSSIBLE: Types = {"one": "number", "other": "number"}


@uncollected()
def possible_pairs(batch: "pa.RecordBatch") -> Iterator["pa.RecordBatch"]:
    """ones, others (documents of pairs), and of these documents, each once, documents, languages, owns, abroads (their
    sketches) -> the pairs that may be versions of one another."""
    import numpy as np
    import pyarrow as pa

    for row in range(batch.num_rows):
        given = {name: batch.column(name)[row].values for name in batch.schema.names}
        documents, pairs = np.asarray(given["documents"]), [given["ones"], given["others"]]
        order = np.argsort(documents)
        one, other = (order[np.searchsorted(documents, np.asarray(ids), sorter=order)] for ids in pairs)
        language = np.asarray(given["languages"].dictionary_encode().indices)
        known = np.asarray(given["languages"]) != ""
        own = (language[one] == language[other]) & known[one]
        kept = [
            at[first_look(_sketched(given[sketch]), one[at], other[at], own=kind)]
            for sketch, kind in (("abroads", False), ("owns", True))
            if len(at := np.flatnonzero(own == kind))
        ]
        found = pa.array(np.concatenate(kept))
        yield pa.RecordBatch.from_arrays([ids.take(found) for ids in pairs], schema=schema(POSSIBLE))


def _sketched(column: "pa.Array") -> Sketched:
    """The sketches in a column."""
    import numpy as np

    _, offsets, held = column.buffers()
    starts = np.frombuffer(offsets, np.int32)[column.offset : column.offset + len(column)]
    return read(held or b"", starts.astype(np.int64))


RELATED: Types = {"one": "number", "other": "number", "record": "record", "names": "record"}


def related_step(row: Row, decisions: Decisions = NOTHING) -> Iterator[Sequence[Any]]:
    """one, other, and the columns of both reports -> the edge between them, where there is one."""
    one = report(row["record_one"], row["text_one"])
    other = report(row["record_other"], row["text_other"])
    found = related(one, other, decisions)
    if found is not None:
        names = encode(found.names) if found.names else None
        yield row["one"], row["other"], encode(msgspec.structs.replace(found, names=())), names


# --- statements ---------------------------------------------------------------------------------------------

ALIGNED: Types = {"one": "number", "other": "number"}


def aligned_step(row: Row) -> Iterator[Sequence[Any]]:
    """record (of an edge) -> the statements that stand in aligned sentences."""
    for a, b, _ in decode(row["record"], Related).aligned:
        yield number(min(a, b)), number(max(a, b))


MERGED: Types = {"document": "number", "bits": "record"}


def merged_bits(batch: "pa.RecordBatch") -> "pa.RecordBatch":
    """document, pairs (ids of its own with the sources they were merged into) -> the bits of both."""
    import pyarrow as pa

    made = bits_of([merged(pairs) for pairs in batch.column("pairs").to_pylist()])
    return pa.RecordBatch.from_arrays([batch.column("document"), pa.array(made)], schema=schema(MERGED))


LIKELY: Types = {"one": "number", "other": "number"}


def likely_pairs(batch: "pa.RecordBatch") -> "pa.RecordBatch":
    """one, other (statements), together, related, their sketches, and the bits of merged sources of both reports -> the
    pairs that may get a verdict."""
    given = {name: batch.column(name) for name in batch.schema.names}
    found = likely(
        given["sketch_one"].to_pylist(),
        given["sketch_other"].to_pylist(),
        together=given["together"].to_numpy(zero_copy_only=False),
        related=given["related"].to_numpy(zero_copy_only=False),
        merged=(given["merged_one"].to_pylist(), given["merged_other"].to_pylist()),
    )
    import pyarrow as pa

    return batch.select(list(LIKELY)).filter(pa.array(found))


COMPARED: Types = {
    "one": "number",
    "other": "number",
    "a": "number",
    "b": "number",
    "tied": "truth",
    "echo": "number",
    "echoed": "number",
    "permille": "number",
    "record": "record",
}
"""The documents and the statements of a pair; whether a tie connects them; of a publisher's own sentence which of the
two it is, which claim it echoes, and how surely."""


def compared_pairs(batch: "pa.RecordBatch", decisions: Decisions = NOTHING) -> "pa.RecordBatch":
    """one, other (the documents), item_one, item_other, a, b (statements, the smaller id first), what is about either
    document, related, near, merged -> what the two statements are to each other.

    A statement is compared with several others: what is read of it, and of two reports, is kept for the batch.
    """
    read = _Read()
    return by_row(partial(_verdict_step, read=read, decisions=decisions), COMPARED, batch)


class _Read:
    """What was read of the statements, reports and pairs of reports of one batch, by their numbers."""

    def __init__(self) -> None:
        self._statements: dict[int, Features] = {}
        self._reports: dict[int, About] = {}
        self._sources: dict[int, dict[str, str]] = {}
        self._pairs: dict[tuple[int, int], tuple[Between, dict[str, str]]] = {}

    def statement(self, item: int, record: bytes) -> Features:
        """The features of a statement."""
        found = self._statements.get(item)
        if found is None:
            found = self._statements[item] = loaded(record)
        return found

    def between(self, row: Row, decisions: Decisions) -> tuple[Between, dict[str, str]]:
        """What two reports are to each other, and the merged sources of both."""
        one, other = row["one"], row["other"]
        found = self._pairs.get((one, other))
        if found is None:
            merged_one = self._merged(one, row["merged_one"])
            merged_other = self._merged(other, row["merged_other"])
            between = Between(
                self._about(one, row["about_one"]),
                self._about(other, row["about_other"]),
                None if row["related"] is None else decode(row["related"], Related),
                near=row["near"],
                source_of=(source_of := merged_one | merged_other),
                decisions=decisions,
            )
            found = self._pairs[one, other] = between, source_of
        return found

    def _about(self, document: int, record: bytes) -> About:
        found = self._reports.get(document)
        if found is None:
            found = self._reports[document] = decode(record, About)
        return found

    def _merged(self, document: int, pairs: Iterable[str] | None) -> dict[str, str]:
        found = self._sources.get(document)
        if found is None:
            found = self._sources[document] = merged(pairs)
        return found


def _verdict_step(row: Row, read: _Read, decisions: Decisions) -> Iterator[Sequence[Any]]:
    between, source_of = read.between(row, decisions)
    a, b = read.statement(row["item_one"], row["a"]), read.statement(row["item_other"], row["b"])
    if source_of:
        a, b = with_sources(a, source_of), with_sources(b, source_of)
    compared = verdict(a, b, between)
    if compared is not None:
        one, other = sorted((row["one"], row["other"]))
        yield one, other, *filed(compared, a.statement.attributed), encode(compared)

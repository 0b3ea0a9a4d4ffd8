"""The steps of settling over Arrow batches: rows become the arguments of the functions that decide, results rows."""

from collections.abc import Iterator, Sequence
from typing import Any

from whence.link.documents.credits import Credit, credits
from whence.link.documents.events import Voices, candidates, event, independent, voices
from whence.link.documents.kin import groups, kin_lines
from whence.link.documents.related import Related
from whence.link.judgements.decided import NOTHING, Decisions
from whence.link.keys import content, number
from whence.link.settling.told import Said, Told, merged_said, merged_told
from whence.link.statements.claims import Settled, claims
from whence.link.statements.verdicts import Compared
from whence.link.steps import Row, Types, merged
from whence.model import decode, encode

TOLD: Types = {"item": "number", "record": "record"}


def told_step(row: Row) -> Iterator[Sequence[Any]]:
    """item, whole (whether it is a document), record, pairs (merged sources) -> its record with merged sources, where
    there are any."""
    source_of = merged(row["pairs"])
    raw: Told | Said
    found: Told | Said
    if row["whole"]:
        found = merged_told(raw := decode(row["record"], Told), source_of)
    else:
        found = merged_said(raw := decode(row["record"], Said), source_of)
    if found is not raw:
        yield row["item"], encode(found)


SETTLED: Types = {"part": "number", "record": "record"}


def claim_step(row: Row, decisions: Decisions = NOTHING) -> Iterator[Sequence[Any]]:
    """part, said (statements), compared (what they are to each other; may be absent) -> its claims."""
    found = (decode(record, Said) for record in row["said"])
    compared = [decode(record, Compared) for record in row.get("compared") or ()]
    yield row["part"], encode(claims({one.id: one for one in found}, compared, decisions))


MEMBERS: Types = {"item": "number", "claim": "number"}


def member_step(row: Row) -> Iterator[Sequence[Any]]:
    """record (of a part) -> its statements that are in claims."""
    for family in decode(row["record"], Settled).families:
        for one in family.statements:
            yield number(one), number(family.id)


CREDITS: Types = {"one": "number", "other": "number", "claim": "number", "record": "record"}


def credit_step(row: Row) -> Iterator[Sequence[Any]]:
    """claim, documents (that make it), first (the statement whose words are told) -> the credits among these."""
    documents = [decode(record, Told) for record in row["documents"]]
    for one in credits(content(row["claim"]), documents, decode(row["first"], Said).wording):
        yield number(one.source), number(one.target), row["claim"], encode(one)


KIN: Types = {"one": "number", "other": "number", "kind": "words", "record": "record"}


def kin_step(row: Row, decisions: Decisions = NOTHING) -> Iterator[Sequence[Any]]:
    """documents (that hang together), related, credits -> their edges, and a row without a kind from each document to
    the one that stands for all that edges connect it with."""
    documents = {one.id: one for one in (decode(record, Told) for record in row["documents"])}
    edges = [decode(record, Related).edge for record in row["related"] or ()]
    found = [decode(record, Credit) for record in row["credits"] or ()]
    lines = kin_lines(documents, edges, found, decisions)
    for line in lines:
        yield number(line.source_document), number(line.target_document), line.kind, encode(line)
    for document, head in groups(documents, lines).items():
        yield number(document), number(head), None, None


MEETS: Types = {"claim": "number", "one": "number", "other": "number", "record": "record"}


def meet_step(row: Row) -> Iterator[Sequence[Any]]:
    """claim, documents, heads (of each document, a blank, what stands for it), said, first -> the pairs of documents
    that the claim alone would make independent, with its words, and a row without `other` for who gives it in each
    document."""
    documents = [decode(record, Told) for record in row["documents"]]
    pairs = [pair.split(" ") for pair in row["heads"]]
    group = {content(int(document)): head for document, head in pairs}
    given = voices(decode(record, Said) for record in row["said"])
    for a, b in candidates(documents, group, given):
        yield row["claim"], number(a), number(b), row["first"]
    for document, found in given.items():
        yield row["claim"], number(document), None, encode(found)


SHARED: Types = {"one": "number", "other": "number", "claim": "number", "free": "number"}


def shared_step(row: Row) -> Iterator[Sequence[Any]]:
    """one, other, claim (that both make), mine, theirs (who gives it), alone (whether the claim alone would make them
    independent) -> whether it does not stand against it; the claim where it speaks for it."""
    mine, theirs = (decode(row[side], Voices) for side in ("mine", "theirs"))
    yield row["one"], row["other"], row["claim"] if row["alone"] else None, int(independent(mine, theirs))


EVENTS: Types = {"one": "number", "other": "number", "kind": "words", "record": "record"}


def event_step(row: Row, decisions: Decisions = NOTHING) -> Iterator[Sequence[Any]]:
    """one, other (documents), first (the statement whose words are told) -> their edge."""
    one, other = decode(row["one"], Told), decode(row["other"], Told)
    line = event(one, other, decode(row["first"], Said).wording, decisions)
    if line is not None:
        yield number(line.source_document), number(line.target_document), line.kind, encode(line)

"""What was laid over a case when it was linked, kept with it, so that a later linking touches only what differs."""

from collections.abc import Mapping
from typing import NamedTuple

from whence.link.judgements.decided import NOTHING, Decisions, Forced, OnDocuments, Pair
from whence.model import Evidence, LineageKind, Record, decode, encode


class _Laid(Record, frozen=True):
    same: tuple[tuple[str, str, Evidence], ...]
    apart: tuple[tuple[str, str, Evidence], ...]
    one_source: tuple[tuple[str, str, Evidence], ...]
    two_sources: tuple[tuple[str, str, Evidence], ...]
    documents: tuple[tuple[str, str, LineageKind | None, LineageKind | None, Evidence], ...]
    rejected: tuple[str, ...]
    on: tuple[tuple[str, tuple[tuple[str, Evidence], ...]], ...]


class Differing(NamedTuple):
    """What two states of what people decided differ in: pairs of documents, and the ids of statements and sources.

    `rejected` are statements that take part in nothing in one of the two; `statements` are all others.
    """

    documents: frozenset[Pair]
    statements: frozenset[str]
    sources: frozenset[str]
    rejected: frozenset[str]


def kept(decisions: Decisions) -> bytes:
    """The record of what is in force. Equal for equal decisions; who made them when is in their evidence."""
    return encode(
        _Laid(
            same=_flat(decisions.statements.same),
            apart=_flat(decisions.statements.apart),
            one_source=_flat(decisions.sources.same),
            two_sources=_flat(decisions.sources.apart),
            documents=tuple((*pair, *decided) for pair, decided in sorted(decisions.documents.items())),
            rejected=tuple(sorted(decisions.rejected)),
            on=tuple((key, tuple(found)) for key, found in sorted(decisions.on.items())),
        )
    )


def restored(record: bytes) -> Decisions:
    """The decisions of a record; what became of each judgement is not kept. Empty for an empty record."""
    if not record:
        return NOTHING
    laid = decode(record, _Laid)
    return Decisions(
        statements=_forced(laid.same, laid.apart),
        sources=_forced(laid.one_source, laid.two_sources),
        documents={
            (a, b): OnDocuments(kind, refused, proof) for a, b, kind, refused, proof in laid.documents
        },
        rejected=frozenset(laid.rejected),
        on=dict(laid.on),
    )


def differing(one: Decisions, other: Decisions) -> Differing:
    """What has to be looked at again where the one takes the other's place."""
    pairs = one.documents.keys() | other.documents.keys()
    documents = {pair for pair in pairs if one.documents.get(pair) != other.documents.get(pair)}
    keys = one.on.keys() | other.on.keys()
    statements = {key for key in keys if tuple(one.on.get(key, ())) != tuple(other.on.get(key, ()))}
    for mine, theirs in (
        (one.statements.same, other.statements.same),
        (one.statements.apart, other.statements.apart),
    ):
        statements |= _ends(
            {pair for pair in mine.keys() | theirs.keys() if mine.get(pair) != theirs.get(pair)}
        )
    sources = set()
    for mine, theirs in ((one.sources.same, other.sources.same), (one.sources.apart, other.sources.apart)):
        sources |= _ends({pair for pair in mine.keys() | theirs.keys() if mine.get(pair) != theirs.get(pair)})
    return Differing(
        frozenset(documents),
        frozenset(statements),
        frozenset(sources),
        one.rejected ^ other.rejected,
    )


def _ends(pairs: set[Pair]) -> set[str]:
    return {key for pair in pairs for key in pair}


def _flat(pairs: Mapping[Pair, Evidence]) -> tuple[tuple[str, str, Evidence], ...]:
    return tuple((*pair, proof) for pair, proof in sorted(pairs.items()))


def _forced(
    same: tuple[tuple[str, str, Evidence], ...], apart: tuple[tuple[str, str, Evidence], ...]
) -> Forced:
    return Forced.of({(a, b): proof for a, b, proof in same}, {(a, b): proof for a, b, proof in apart})

"""What people decide: the record of a judgement, and which judgements are in force.

A judgement says who decided what, when and why. It is never changed: whoever thinks better of it adds an `undo`,
which is a judgement too and can be undone. What it is about (`Target`) is kept as the report shows it, by the hash
of the raw bytes and the quoted words with what stands around them, because ids change when reports are read better.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from whence.model import SCHEMA, Record, content_id

Decision = Literal["same", "different", "accept", "reject", "undo"]
State = Literal["in_force", "undone", "superseded", "orphaned", "blocked"]


def claim_id(statement: str) -> str:
    """The id of the claim that is named after an attributed statement: after the smallest of its statements by id.

    When a report brings a smaller one, or a claim splits or merges, an id that somebody noted still leads to the
    statement that it was named after, and so to the claim which that statement is in now: the ids of all members are
    aliases.
    """
    return content_id("claim", statement)


class TextQuote(Record, frozen=True):
    """Words of a text, and those before and behind them (the W3C's TextQuoteSelector)."""

    prefix: str
    exact: str
    suffix: str


class Target(Record, frozen=True):
    """What is judged, so that it is found again when its id is another one.

    `id` is its id when it was judged. A statement is told by the document's bytes (`sha256`) and the words of its
    content, in order; `name` is its origin's. A document is told by its bytes, `name` is its outlet's, or empty. A
    source is told by its name; it has no bytes and no quotes.
    """

    kind: Literal["statement", "document", "source"]
    id: str
    name: str = ""
    report: str = ""
    document: str = ""
    sha256: str = ""
    quotes: tuple[TextQuote, ...] = ()
    attributed: bool = True


class Judgement(Record, frozen=True):
    """A person's decision. `number` counts from 1 in the order of the case; `at` is UTC, to the second.

    `value` is what was decided where the decision itself does not say it: of two documents, the kind of their edge.
    `undoes` is the number that an `undo` takes back.
    """

    number: int
    decision: Decision
    targets: tuple[Target, ...]
    by: str
    at: str
    why: str = ""
    value: str | None = None
    undoes: int | None = None
    schema: int = SCHEMA


class Judged(Record, frozen=True):
    """A judgement and what becomes of it in the case as it is.

    in_force: it holds. undone: somebody took it back. superseded: a later judgement on the same says otherwise.
    orphaned: what it is about is not in the case (any more), so it does nothing until it is. blocked: other
    judgements together say otherwise. `found` are the ids that its targets have now; `note` says why, in words.
    """

    judgement: Judgement
    state: State
    found: tuple[str, ...] = ()
    note: str = ""
    schema: int = SCHEMA


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that nobody took back, in order. Who takes back an `undo` puts in force what it undid."""
    undone: set[int] = set()
    kept: list[Judgement] = []
    for one in sorted(judgements, key=lambda j: -j.number):
        if one.number in undone:
            continue
        if one.undoes is not None:
            undone.add(one.undoes)
        kept.append(one)
    return tuple(reversed(kept))


def rejected(judged: Sequence[Judged]) -> frozenset[str]:
    """The ids of the statements that people rejected: they take part in nothing."""
    return frozenset(
        one.found[0]
        for one in judged
        if one.state == "in_force"
        and one.judgement.decision == "reject"
        and [target.kind for target in one.judgement.targets] == ["statement"]
    )


def signed(judgement: Judgement) -> str:
    """ "by Ada Holt on 2031-04-02": who decided, and when."""
    return f"by {judgement.by} on {judgement.at[:10]}"

"""Credits: one report names the outlet of another, and both make the same claim.

A credit becomes an edge where no other way leads from the one to the other (`kin`), never to what came certainly later
and never to an outlet's own report.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from whence.link.blocks.prints import UNDATED
from whence.link.settling.told import Told
from whence.model import Evidence, Record
from whence.settings import settings


class Credit(Record, frozen=True):
    """`target` credits `source`, and both make a claim: by its id, with the words that name the outlet (`proof`) and
    those of the claim."""

    source: str
    target: str
    claim: str
    proof: Evidence
    words: str


def age(told: Told) -> tuple[int, str]:
    """What documents are ordered by: the first possible day, then the id."""
    day = told.days[0]
    return (UNDATED if day is None else day, told.id)


def later(source: Told, target: Told) -> bool:
    """Whether the source was certainly published after the target."""
    mine, theirs = source.days[0], target.days[1]
    return mine is not None and theirs is not None and mine > theirs


def credit(source: Told, target: Told) -> Evidence | None:
    """The words by which `target` names the outlet of `source`; None where it does not.

    No report credits one that came certainly later, nor its own outlet.
    """
    if source.publisher is None or source.publisher == target.publisher or later(source, target):
        return None
    for found in target.credits:
        if found.source == source.publisher:
            why = f"{target.report} credits {source.outlet}"
            return Evidence(kind="credit", why=why, exact=found.exact, start=found.start, end=found.end)
    return None


def credits(claim: str, told: Iterable[Told], words: str) -> Iterator[Credit]:
    """The credits among the documents that make one claim; `words` are those of the claim."""
    documents = sorted(told, key=age)
    by_outlet: dict[str, list[Told]] = defaultdict(list)
    for one in documents:
        if one.publisher is not None:
            by_outlet[one.publisher].append(one)
    for target in documents:
        for outlet in sorted({found.source for found in target.credits} & by_outlet.keys()):
            for source in _before(target, by_outlet[outlet]):
                proof = credit(source, target) if source.id != target.id else None
                if proof is not None:
                    yield Credit(source=source.id, target=target.id, claim=claim, proof=proof, words=words)


def _before(target: Told, sources: Sequence[Told]) -> Sequence[Told]:
    """Of the reports of one outlet (in order of time) the latest that may have come before another."""
    earlier = [one for one in sources if not later(one, target)]
    return earlier[-settings().lineage.credited_cap_documents :]

"""Why two things of a case belong together, or do not: the record that `whence why` and `whence lineage A B` print."""

from typing import Literal

from whence.model import SCHEMA, Evidence, Passage, Record, Tie


class Measure(Record, frozen=True):
    """A value beside the one that it has to reach (inclusive) for `what` to speak for the two."""

    what: str
    value: float
    needed: float

    @property
    def reached(self) -> bool:
        """Whether it does."""
        return self.value >= self.needed


class Beside(Record, frozen=True):
    """Sentences of the first document and what stands for them in the second, with what agrees.

    `score` is in 0..1. `filled`: nothing agrees; they only stand between sentences that do. `numbers`, `names` and
    `words` are as the first document has them.
    """

    a: tuple[Passage, ...]
    b: tuple[Passage, ...]
    score: float
    filled: bool
    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Thing(Record, frozen=True):
    """One of the two. A claim is explained by the statement that stands for it.

    `words` are a statement's wording, a document's outlet (or empty), a name; `who` is a statement's origin, or the
    merged name of a source; `claim` is the id of the claim that a statement is in (empty: none).
    """

    kind: Literal["document", "statement", "source"]
    id: str
    words: str
    who: str = ""
    report: str = ""
    claim: str = ""


class Explanation(Record, frozen=True, rename={"for_": "for"}):
    """What two things are to each other, and everything that speaks for it and against it.

    `outcome` is the kind of their edge, "same claim", "same source", the relation of two statements, or "none".
    `judged`: a person decided it; else it is automatic. `direction`: whether it is known which of two documents was
    made from the other (then `a` was first); None where neither was. `for_` (`for` in JSON) and `against` are in words;
    `measures` are the values that decided, beside what they had to reach. `beside` are aligned sentences of two
    documents, `way` the ties that lead from one statement to the other through others, where none joins the two.
    """

    a: Thing
    b: Thing
    outcome: str
    judged: bool
    for_: tuple[Evidence, ...]
    against: tuple[Evidence, ...]
    direction: bool | None = None
    measures: tuple[Measure, ...] = ()
    beside: tuple[Beside, ...] = ()
    way: tuple[Tie, ...] = ()
    schema: int = SCHEMA

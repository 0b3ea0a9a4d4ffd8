"""What documents leave for linking, made once and kept by the case.

A print is a pure function of a document with its statements, and of the code, outlets and words that `key` names; with
another key it is made anew. A document of which a person rejected a statement leaves what it would leave without it;
that is not kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import pyarrow as pa

    from whence.link.blocks.prints import Print
    from whence.link.judgements.decided import Decisions
    from whence.link.report import Report
    from whence.store import Store

TOGETHER = 250
"""Documents of which prints are made at once, and kept in one transaction."""

T = TypeVar("T")


class Printing:
    """The prints of a case's documents, with what made them and with what people decided."""

    def __init__(self, store: "Store", key: str, decisions: "Decisions") -> None:
        self._store, self._key = store, key
        self._rejected = decisions.rejected
        self._parted = store.finding.documents_of(decisions.rejected)
        self._anew: dict[str, Print] = {}

    def report(self, name: str) -> "Report | None":
        """A document without what was rejected of it; None where the case holds none of this id."""
        from whence.link.report import Report

        document = self._store.document(name)
        if document is None or document.id != name:
            return None
        return Report(document, (one for one in self._store.statements(name) if one.id not in self._rejected))

    def of(self, reports: "Sequence[Report]") -> "list[Print]":
        """The prints of reports as `report` gives them."""
        from whence.link.blocks.prints import unpacked

        found: dict[str, Print] = {}
        missing = []
        for one in reports:
            kept = None if one.id in self._parted else self._store.print_of(one.id, self._key)
            if kept is None:
                missing.append(one)
            else:
                found[one.id] = unpacked(kept)
        found |= self._made(missing)
        return [found[one.id] for one in reports]

    def keep(self) -> None:
        """Makes the prints that are missing."""
        from whence.link.steps import uncollected

        for names in _by(TOGETHER, self._store.unprinted(self._key)):
            with uncollected():
                self._made([one for name in names if (one := self.report(name)) is not None])

    def batches(self, columns: "Sequence[str]") -> "pa.RecordBatchReader":
        """Some columns of the prints of all documents, as the linking program takes them; none is missing."""
        import pyarrow as pa

        from whence.link.steps import PRINTED, printed, schema

        types = {name: PRINTED[name] for name in columns}
        made = (printed(some, types) for some in self._all())
        return pa.RecordBatchReader.from_batches(schema(types), made)

    def _all(self) -> "Iterator[list[Print]]":
        from whence.link.blocks.prints import unpacked

        for rows in _by(TOGETHER, self._store.prints(self._key)):
            names = (name for name, _ in rows if name in self._parted and name not in self._anew)
            self._anew |= self._made([one for name in names if (one := self.report(name)) is not None])
            yield [self._anew[name] if name in self._anew else unpacked(record) for name, record in rows]

    def _made(self, reports: "Sequence[Report]") -> "dict[str, Print]":
        """The prints of reports, made and, where they are whole, kept."""
        from whence.link.blocks.prints import packed, prints

        made = dict(zip((one.id for one in reports), prints(reports), strict=True))
        whole = [(name, packed(one)) for name, one in made.items() if name not in self._parted]
        self._store.put_prints(self._key, whole)
        return made


def _by(size: int, rows: Iterable[T]) -> Iterator[list[T]]:
    """Rows by so many."""
    left = iter(rows)
    while some := list(islice(left, size)):
        yield some

"""What naming and settling read of a report: who speaks, of whom, in which words, and when it was published.

A report's record holds several times as much. In bulk it is read into the records of this module, which takes half the
time; when one report is added, the whole `Report` is at hand. Both are a `Spoken`.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

from whence.languages.outlets import outlet_source
from whence.link.documents.days import first_day, last_day
from whence.model import Record, Voice, When, decode


class Mentioned(Protocol):
    """Somebody whom the content of a statement speaks of: `model.Actor`, or as much of it."""

    @property
    def name(self) -> str: ...
    @property
    def source_id(self) -> str: ...
    @property
    def exact(self) -> str: ...


class Denying(Protocol):
    """A stance: `model.Stance`, or as much of it."""

    @property
    def denial(self) -> bool: ...


class SpokenStatement(Protocol):
    """A statement: `model.Statement`, or as much of it."""

    @property
    def id(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def chain(self) -> tuple[Voice, ...]: ...
    @property
    def alleged(self) -> tuple[Voice, ...]: ...
    @property
    def actors(self) -> Sequence[Mentioned]: ...
    @property
    def stance(self) -> Denying: ...
    @property
    def attributed(self) -> bool: ...
    @property
    def wording(self) -> str: ...


class SpokenDocument(Protocol):
    """A document: `model.Document`, or as much of it."""

    @property
    def report(self) -> str: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def published(self) -> When | None: ...


class Spoken(Protocol):
    """A report: `report.Report`, or as much of it."""

    @property
    def id(self) -> str: ...
    @property
    def document(self) -> SpokenDocument: ...
    @property
    def statements(self) -> Sequence[SpokenStatement]: ...
    @property
    def days(self) -> tuple[int | None, int | None]: ...
    @property
    def outlet(self) -> str | None: ...


class _Words(Record, frozen=True):
    exact: str


class _Actor(Record, frozen=True):
    name: str
    source_id: str
    exact: str


class _Stance(Record, frozen=True):
    denial: bool


class _Statement(Record, frozen=True, kw_only=True):
    id: str
    language: str
    content: tuple[_Words, ...]
    chain: tuple[Voice, ...]
    alleged: tuple[Voice, ...]
    stance: _Stance
    actors: tuple[_Actor, ...]
    attributed: bool = True
    within: str | None = None

    @property
    def wording(self) -> str:
        """As that of a `model.Statement`."""
        return " … ".join(piece.exact for piece in self.content)


class _Document(Record, frozen=True, kw_only=True):
    id: str
    report: str
    outlet: str | None = None
    url: str | None = None
    published: When | None = None


class Brief:
    """A report from its record, as far as it is read here; statements as in a `Report`."""

    def __init__(self, record: bytes) -> None:
        self.document, statements = decode(record, tuple[_Document, tuple[_Statement, ...]])
        self.statements = tuple(sorted((s for s in statements if s.within is None), key=lambda s: s.id))

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.id

    @cached_property
    def days(self) -> tuple[int | None, int | None]:
        """As those of a `Report`."""
        return first_day(self.document), last_day(self.document)

    @cached_property
    def outlet(self) -> str | None:
        """As that of a `Report`."""
        one = self.document
        return None if one.outlet is None else outlet_source(one.outlet, one.url)

"""One report as linking takes it."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice

from whence.languages.outlets import outlet_source
from whence.link.documents.days import first_day, last_day
from whence.link.documents.outline import Outline
from whence.link.documents.vectors import Meaning, meaning
from whence.link.statements.features import Features, bares
from whence.link.statements.keys import common
from whence.model import Document, Statement

MOST_SAID = 100
"""Statements of a report that are compared with all of another's; the rest are found by their keys."""


class Report:
    """A document, and those of its statements that are claims of their own, by id.

    What stands within another statement has that one for its claim. The outline is made when first asked for: not every
    question needs the text.
    """

    def __init__(self, document: Document, statements: Iterable[Statement]) -> None:
        self.document = document
        self._features: dict[str, tuple[Meaning, Features]] = {}
        self._outline: Outline | None = None
        self.statements = tuple(sorted((s for s in statements if s.within is None), key=lambda s: s.id))

    def features(self, statement: Statement) -> Features:
        """The features of one of the statements by itself; kept as long as the same word tables are in force."""
        known = meaning(statement.language)
        found = self._features.get(statement.id)
        if found is None or found[0] is not known:
            self.featured(zip(self.statements, bares(self.statements), strict=True))
            found = self._features[statement.id]
        return found[1]

    def featured(self, made: Iterable[tuple[Statement, Features]]) -> None:
        """Keeps the features of statements that were made together with those of other reports."""
        for statement, found in made:
            self._features[statement.id] = (meaning(statement.language), found)

    @cached_property
    def said(self) -> dict[str, Statement]:
        """The statements by their ids."""
        return {statement.id: statement for statement in self.statements}

    @cached_property
    def days(self) -> tuple[int | None, int | None]:
        """The first and the last day on which the document may have been published, as proleptic ordinals."""
        return first_day(self.document), last_day(self.document)

    @cached_property
    def outlet(self) -> str | None:
        """The source id of the document's outlet, as extraction writes it."""
        document = self.document
        return None if document.outlet is None else outlet_source(document.outlet, document.url)

    @cached_property
    def credited(self) -> frozenset[str]:
        """The ids of the sources that the attributed statements name in the text."""
        return frozenset(
            voice.source_id
            for one in self.statements
            if one.attributed
            for voice in one.chain
            if voice.role != "publisher" and voice.start is not None
        )

    @cached_property
    def common(self) -> dict[str, dict[str, int]]:
        """Of each key by which the statements of reports that meet are compared, the statements that have it, with
        weights; of the first MOST_SAID statements."""
        held: dict[str, dict[str, int]] = {}
        for one in self.statements[:MOST_SAID]:
            for key, weight in common(self.features(one)).items():
                held.setdefault(key, {})[one.id] = weight
        return held

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.id

    @property
    def outline(self) -> Outline:
        """The sentences of the document; kept as long as the same word tables are in force."""
        known = meaning(self.document.language)
        if self._outline is None or self._outline.known is not known:
            self._outline = Outline(self.document, known)
        return self._outline


def featured(reports: Sequence[Report]) -> None:
    """Makes the features of the statements of many reports together."""
    said = [statement for report in reports for statement in report.statements]
    made = iter(zip(said, bares(said), strict=True))
    for report in reports:
        report.featured(islice(made, len(report.statements)))

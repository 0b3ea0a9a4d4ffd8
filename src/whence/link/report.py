"""One report as linking takes it."""

from collections.abc import Iterable
from functools import cached_property

from whence.link.documents.outline import Outline
from whence.link.statements.features import Features, bare
from whence.model import Document, Statement


class Report:
    """A document, and those of its statements that are claims of their own, by id.

    What stands within another statement has that one for its claim. The outline is made when first asked for: not every
    question needs the text.
    """

    def __init__(self, document: Document, statements: Iterable[Statement]) -> None:
        self.document = document
        self._features: dict[str, Features] = {}
        self.statements = tuple(sorted((s for s in statements if s.within is None), key=lambda s: s.id))

    def features(self, statement: Statement) -> Features:
        """The features of one of the statements by itself; kept, because it is compared with many."""
        found = self._features.get(statement.id)
        if found is None:
            found = self._features[statement.id] = bare(statement)
        return found

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.id

    @cached_property
    def outline(self) -> Outline:
        """The sentences of the document."""
        return Outline(self.document)

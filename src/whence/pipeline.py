"""The order of the stages, incremental runs and resumption: the only file that knows all stages.

Stages are imported where they are called, so that `import whence` stays light.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from whence.model import Assessment, Document, Graph, Record, Statement
from whence.problems import Problem


class Holdings(Record, frozen=True):
    """Everything a case holds at one moment: what the views are made from.

    `statements` include publishers' own sentences (`attributed` False) where a claim uses them.
    """

    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    graph: Graph
    assessment: Assessment
    problems: tuple[Problem, ...]
    as_of: str


def read(
    inputs: Iterable[str], *, language: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Document | Problem]:
    """Documents, and the problems met on the way, one at a time. See `whence.read.read`."""
    from whence.read import read as stage

    return stage(list(inputs), language=language, stdin=stdin)


def extract(document: Document) -> tuple[tuple[Statement, ...], tuple[Problem, ...]]:
    """The statements of one document. See `whence.extract.extract`."""
    from whence.extract import extract as stage

    return stage(document)

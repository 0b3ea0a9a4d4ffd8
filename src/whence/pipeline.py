"""The order of the stages, incremental runs and resumption: the only file that knows all stages."""

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

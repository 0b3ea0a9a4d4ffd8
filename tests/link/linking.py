"""Linking by hand: the stage with an engine in memory."""

from collections.abc import Sequence

from whence.link import link as stage
from whence.link.judgements.decided import NOTHING, Decisions
from whence.model import Document, Graph, Statement
from whence.problems import Problem
from whence.store.engines.duckdb import DuckDB


def link(
    documents: Sequence[Document], statements: Sequence[Statement], decisions: Decisions = NOTHING
) -> tuple[Graph, tuple[Problem, ...]]:
    """The graph of documents and statements."""
    with DuckDB(workers=1) as engine:
        return stage(documents, statements, engine, decisions)

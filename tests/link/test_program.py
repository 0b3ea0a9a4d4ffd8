"""The linking program gives the same graph on DuckDB and on Spark, whose executors share no memory with it."""

import pytest
from bench.reports import reports, statements

from whence.link import link
from whence.model import Document, Statement, encode
from whence.store.engines.duckdb import DuckDB
from whence.store.engines.spark import Spark

REPORTS = 60


@pytest.mark.xdist_group("spark")
def test_the_graph_is_the_same_on_both_engines(spark: Spark) -> None:
    documents: list[Document] = []
    said: list[Statement] = []
    for report in reports(seed=1, first=0, count=REPORTS):
        documents.append(report.document)
        said += statements(report)
    with DuckDB(workers=1) as duckdb:
        graph, problems = link(documents, said, duckdb)
    assert graph.lineage
    assert graph.families
    other, other_problems = link(documents, said, spark)
    assert encode(graph) == encode(other)
    assert problems == other_problems

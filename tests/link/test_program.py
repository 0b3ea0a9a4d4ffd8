"""The linking program gives the same graph on DuckDB and on Spark, whose executors share no memory with it."""

import pytest
from bench.reports import reports, statements

from whence.link import link, program
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


def test_the_graph_does_not_depend_on_the_shares_in_which_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    given = list(reports(seed=2, first=0, count=REPORTS))
    said = [one for report in given for one in statements(report)]
    found = []
    for share in (REPORTS, REPORTS // 7):
        monkeypatch.setattr(program, "REPORTS_A_SHARE", share)
        with DuckDB(workers=1) as engine:
            found.append(encode(link([one.document for one in given], said, engine)[0]))
    assert found[0] == found[1]

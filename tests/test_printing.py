"""What documents leave for linking is made once, kept by the case, and the same whoever makes it."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from bench.reports import reports, statements

from whence.link import link
from whence.link.blocks import prints as blocks
from whence.link.blocks.prints import Print, packed, prints, unpacked
from whence.link.report import Report
from whence.model import Graph, encode
from whence.pipeline import Case, linking
from whence.store import Store
from whence.store.engines.duckdb import DuckDB

COUNT = 40


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents of which prints are made."""
    found: list[str] = []
    as_it_is = blocks.prints

    def noted(reports: Sequence[Report]) -> list[Print]:
        found.extend(one.id for one in reports)
        return as_it_is(reports)

    monkeypatch.setattr(blocks, "prints", noted)
    return found


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A case of made-up reports that is not linked yet."""
    case = Case(Store.open(tmp_path / "case", create=True))
    for report in reports(5, 0, COUNT):
        case._store.add_document(report.document)
        case._store.put_statements(report.document.id, "k", statements(report))
    return case


def relinked(case: Case) -> Graph:
    """The graph of a case that is linked as a whole once more."""
    case._store.connection.execute("DELETE FROM derived")
    return case._graph()


def test_prints_are_made_once_and_give_the_graph_that_making_them_gives(case: Case, made: list[str]) -> None:
    graph = case._graph()
    documents = list(case._store.documents())
    assert sorted(made) == sorted(one.id for one in documents)
    made.clear()
    assert encode(relinked(case)) == encode(graph)
    assert not made
    with DuckDB(workers=1) as engine:
        anew, _ = link(documents, list(case._store.statements()), engine)
    assert encode(anew) == encode(graph)


def test_what_changed_is_printed_anew(case: Case, made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    case._link()
    made.clear()
    first = next(case._store.documents())
    case._store.put_statements(first.id, "k", list(case._store.statements(first.id))[:1])
    case._link()
    assert made == [first.id]
    made.clear()
    monkeypatch.setattr("whence.pipeline._code_key", lambda stage: "other code")
    case._link()
    assert len(made) == COUNT


def test_what_was_rejected_leaves_nothing_and_that_is_not_kept(
    case: Case, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case._link()
    said = next(one for one in case._store.statements() if one.attributed and one.within is None)
    case.judge("reject", [said.id], by="Ada Holk")
    live = case._graph()
    assert said.document in made
    made.clear()
    monkeypatch.setattr(linking, "FEW", -1)
    monkeypatch.setattr(linking, "FEW_OF", 10**9)
    assert encode(relinked(case)) == encode(live)
    assert made == [said.document]
    case.undo(1, by="Ada Holk")
    made.clear()
    case._link()
    assert not made


def test_a_print_comes_back_as_it_was() -> None:
    given = [Report(one.document, statements(one)) for one in reports(seed=3, first=0, count=12)]
    together = prints(given)
    assert [unpacked(packed(one)) for one in together] == together
    assert [prints([Report(one.document, one.statements)])[0] for one in given] == together

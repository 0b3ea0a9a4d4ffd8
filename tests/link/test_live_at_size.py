"""Judgements among many reports: they touch what they are about, hold over linking anew, and can be taken back."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.reports import reports, statements
from tests.link.test_live import Linking, decided, same, whole

from whence.pipeline import Case
from whence.store import Store

COUNT, JUDGED = 400, 10


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case(Store.open(tmp_path, create=True)) as made:
        with made._store.transaction():
            for report in reports(7, 0, COUNT):
                made._store.add_document(report.document)
                made._store.put_statements(report.document.id, "k", statements(report))
        yield made


def parts(case: Case) -> dict[int, bytes]:
    return dict(case._store._connection.execute("SELECT part, record FROM link_settled"))


def test_judgements_among_many_reports(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    how = Linking(monkeypatch)
    how.live()
    first, draw = whole(case, how), random.Random(7)
    numbers: list[int] = []
    while len(numbers) < JUDGED:
        before = parts(case)
        judged = decided(case, draw)
        case._link()
        after = parts(case)
        if judged is not None:
            numbers.append(judged)
        changed = {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)}
        assert len(changed) < COUNT / 20
    held = case._graph()
    same(held, whole(case, how))
    draw.shuffle(numbers)
    for number in numbers:
        case.undo(number, by="Ida Holk")
        case._link()
    same(case._graph(), first)
    assert how.times == how.asked

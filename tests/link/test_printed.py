"""What a report leaves for linking goes through list columns and comes back a row for each key and statement."""

import gc

from bench.reports import reports, statements

from whence.link import reports as rows
from whence.link.blocks.prints import prints
from whence.link.keys import number
from whence.link.report import Report
from whence.link.statements.features import bare, loaded, stored
from whence.link.steps import (
    NUMBER_OF,
    PRINTED,
    print_reports,
    uncollected,
    unfold_keys,
    unfold_said,
)

COUNT = 12


def test_keys_and_statements_are_those_of_each_report_also_in_a_slice() -> None:
    made = list(reports(seed=3, first=0, count=COUNT))
    given = [Report(one.document, statements(one)) for one in made]
    table = rows([one.document for one in made], [said for one in made for said in statements(one)])
    printed = print_reports(table.select(["record", "text"]).to_batches()[0])
    assert printed.schema.names == list(PRINTED)
    half = printed.slice(COUNT // 2)
    for batch, some in ((printed, given), (half, given[COUNT // 2 :])):
        found = {tuple(row.values()) for row in unfold_keys(batch).to_pylist()}
        wanted = set()
        for one in some:
            own = prints([one])[0]
            for space, at in NUMBER_OF.items():
                wanted |= {(at, own.document, own.day, *key) for key in own.of(space)}
        assert found == wanted
        said = {(row["document"], row["item"]) for row in unfold_said(batch).to_pylist()}
        assert said == {(number(one.id), number(s.id)) for one in some for s in one.statements}


def test_stored_features_compare_as_those_they_were_made_of() -> None:
    found = [bare(said) for one in reports(seed=3, first=0, count=COUNT) for said in statements(one)]
    for one in found:
        again = loaded(stored(one))
        whole = one._replace(statement=again.statement, anchors=(), keys=frozenset())
        assert again == whole
        assert (again.id, again.statement.stance, again.statement.chain) == (
            one.id,
            one.statement.stance,
            one.statement.chain,
        )


def test_prints_are_the_same_when_everything_was_met_before() -> None:
    given = [Report(one.document, statements(one)) for one in reports(seed=4, first=0, count=COUNT)]
    first = prints(given)
    assert prints([Report(one.document, one.statements) for one in given]) == first


def test_a_step_leaves_nothing_to_look_through_and_the_collector_as_it_was() -> None:
    with uncollected():
        kept = [[number] for number in range(5_000)]
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_count()[0] < len(kept) // 2

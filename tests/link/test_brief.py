"""What naming and settling read of a record is what they would read of the whole report."""

from bench.reports import reports as made
from bench.reports import statements

from whence.link import reports
from whence.link.brief import Brief
from whence.link.names.sources import mentions
from whence.link.names.told import bearings
from whence.link.settling.told import said, told
from whence.link.steps import said as whole


def test_a_record_read_in_part_tells_what_the_whole_report_tells() -> None:
    some = list(made(3, 0, 60))
    table = reports([one.document for one in some], [said for one in some for said in statements(one)])
    for record in table.column("record").to_pylist():
        brief, report = Brief(record), whole(record)
        assert mentions(brief.statements) == mentions(report.statements)
        assert bearings(brief) == bearings(report)
        assert told(brief) == told(report)
        assert said(brief) == said(report)

"""Made-up news reports in several languages whose lineage, claims and origins are known: what linking is measured on.

    for report in reports(seed=1, first=0, count=1_000):
        report.document     # as `read` gives it
        report.truth        # what it was made from and how, and who said what first
        statements(report)  # as `extract` gives them, without running it

A report depends on the seed and its number only. `python -m bench.reports --count N --out reports.jsonl` writes
them for `whence add`, and what is true of them beside it.
"""

from bench.reports.render import Report, Told, Truth, record, reports
from bench.reports.statements import attributed, statements

__all__ = ["Report", "Told", "Truth", "attributed", "record", "reports", "statements"]

"""What measures linking at size: reports that are made once, and answers that are read island by island."""

from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest
from bench.assessed import AS_OF, assessed
from bench.reports import reports, statements

from bench import made, prints
from whence.assess import assess
from whence.link import graph
from whence.link.program import REPORTS, run
from whence.link.steps import schema
from whence.store.engines.duckdb import DuckDB

COUNT = 120


def test_made_reports_are_those_of_the_generator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made, "REPORTS_A_FILE", 50)
    for first in (0, 50, 100):
        made._write(tmp_path, 3, first)
    kept = pa.Table.from_batches(made.stored(tmp_path, 3, COUNT))
    assert kept == pa.Table.from_batches(made.generated(3, 0, COUNT))
    (tmp_path / "reports-4-000000000.parquet").write_bytes(
        (tmp_path / "reports-3-000000000.parquet").read_bytes()
    )
    with pytest.raises(ValueError, match="other reports"):
        list(made.stored(tmp_path, 4, 10))
    with pytest.raises(ValueError, match="missing"):
        list(made.stored(tmp_path, 5, 10))


def test_kept_prints_link_as_fresh_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (made, prints):
        monkeypatch.setattr(module, "REPORTS_A_FILE", 50)
    for first in (0, 50, 100):
        made._write(tmp_path, 3, first)
        prints._write(tmp_path, 3, first)
    linked = []
    for printed in (None, partial(prints.prints, tmp_path, 3, COUNT)):
        with DuckDB(workers=1) as engine:
            batches = made.stored(tmp_path, 3, COUNT)
            engine.insert("reports", pa.RecordBatchReader.from_batches(schema(REPORTS), batches))
            run(engine, printed=printed)
            linked.append(sorted(engine.rows("SELECT record FROM lines").column("record").to_pylist()))
    assert linked[0] == linked[1] != []
    monkeypatch.setattr(prints, "_code_key", lambda stage: "other code")
    with pytest.raises(ValueError, match="today's code"):
        prints.prints(tmp_path, 3, 10, ["document"]).read_all()


def test_origins_by_island_are_those_of_the_whole() -> None:
    given = list(reports(1, 0, COUNT))
    said = [one for report in given for one in statements(report)]
    with DuckDB(workers=1) as engine:
        batches = made.generated(1, 0, COUNT)
        engine.insert("reports", pa.RecordBatchReader.from_batches(schema(REPORTS), batches))
        run(engine)
        found, whole = assessed(engine), graph(engine)
    used = {key for family in whole.families for key in family.statements}
    held = [one for one in said if one.attributed or one.id in used]
    claims = assess(whole, [report.document for report in given], held, as_of=AS_OF)[0].claims
    assert sorted((sorted(keys), n) for keys, n in found.counts) == sorted(
        (sorted(one.id for one in claim.statements), len(claim.origins)) for claim in claims
    )
    assert len(found.edges) == len(whole.lineage)
    assert len(found.families) == len(whole.families)

"""Outlets of the table, and of a case's own, from the page to the count."""

import json
from pathlib import Path

import pytest

from whence import open_case
from whence.problems import RunAborted

TABLE = """
schema = 2
[outlets]
varde-post = { name = "Varde Post", kind = "newspaper", domains = ["vardepost.example"], owner = "lom_group" }
lom-tidende = { name = "Lom Tidende", kind = "agency", aliases = ["LT"], owner = "lom_group" }
"""
TEXT = "The bridge at Norwood will be closed for 40 days, the mayor Ada Brem told LT on Monday."


def _case(folder: Path, table: str | None) -> Path:
    rows = [
        {"text": TEXT, "url": "https://www.vardepost.example/1", "language": "en"},
        {"text": f"{TEXT} It opens in May.", "outlet": "LT", "language": "en"},
    ]
    file = folder / "in.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    case = folder / "case"
    with open_case(case):
        pass
    if table is not None:
        (case / "outlets.toml").write_text(table, "utf-8")
    return case


def test_a_case_knows_its_own_outlets_and_their_owner(tmp_path: Path) -> None:
    with open_case(_case(tmp_path, TABLE)) as case:
        case.add([str(tmp_path / "in.jsonl")])
        assert {document.outlet for document in case.documents()} == {"Varde Post", "LT"}
        found = {source.id: source for source in case.sources()}
        assert found["outlet:varde-post"].outlet_kind == "newspaper"
        assert found["outlet:lom-tidende"].owner == "lom_group"
        remarks = [
            proof for claim in case.claims() for proof in claim.origin_evidence if proof.kind == "same owner"
        ]
        assert any("Lom Tidende" in proof.why or "LT" in proof.why for proof in remarks)


def test_without_a_table_nothing_is_guessed(tmp_path: Path) -> None:
    with open_case(_case(tmp_path, None)) as case:
        case.add([str(tmp_path / "in.jsonl")])
        assert {document.outlet for document in case.documents()} == {None, "LT"}
        assert not any(source.owner for source in case.sources())


def test_a_table_with_an_unknown_key_stops_the_run_with_a_problem(tmp_path: Path) -> None:
    folder = _case(tmp_path, TABLE.replace("kind =", "sort ="))
    with open_case(folder) as case, pytest.raises(RunAborted) as stopped:
        case.add([str(tmp_path / "in.jsonl")])
    assert stopped.value.problem.code == "bad_outlets"
    assert "sort" in stopped.value.problem.detail

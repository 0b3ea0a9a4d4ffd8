"""`whence why`, `whence lineage A B` and `whence trace` on the command line, for people and for programs."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.present.test_cli import Runner
from tests.test_why import DENIAL, HARBOUR, HAVN

LONG = (
    "Board\n\nThe quay of Visholm stays open and the ferries sail as planned, said board member Maximiliane "
    "Theodora Alexandra Holk-Emdal-Lindenborg-Bornemann. The board will meet again on Monday.\n"
)


@pytest.fixture
def whence(capfd: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capfd)


@pytest.fixture
def case(tmp_path: Path, whence: Runner) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, text in (("harbour", HARBOUR), ("havn", HAVN), ("denial", DENIAL), ("long", LONG)):
        (reports / f"{name}.txt").write_text(text, encoding="utf-8")
    assert whence("add", reports, "--case", tmp_path / "case").status == 0
    return tmp_path / "case"


def test_two_documents_are_shown_side_by_side(whence: Runner, case: Path) -> None:
    shown = whence("lineage", "harbour.txt", "havn.txt", "--case", case)
    assert shown.status == 0
    assert "translation" in shown.out
    assert "automatic" in shown.out
    assert "4,200" in shown.out
    assert "4.200" in shown.out
    assert whence("why", "harbour.txt", "havn.txt", "--case", case).out == shown.out


def test_the_record_is_one_object(whence: Runner, case: Path) -> None:
    (found,) = whence("why", "harbour.txt", "denial.txt", "--case", case, "--format", "jsonl").lines
    assert {
        "a",
        "b",
        "outcome",
        "judged",
        "for",
        "against",
        "measures",
        "beside",
        "way",
        "schema",
    } <= found.keys()
    (same,) = whence("lineage", "harbour.txt", "denial.txt", "--case", case, "--format", "jsonl").lines
    assert same == found


def test_lineage_of_one_report_is_its_edges(whence: Runner, case: Path) -> None:
    edges = whence("lineage", "havn.txt", "--case", case, "--format", "jsonl").lines
    assert [edge["kind"] for edge in edges] == ["translation"]
    assert whence("lineage", "long.txt", "--case", case).out == "No links between documents.\n"


def test_trace_says_how_each_step_came_and_where_it_stands(whence: Runner, case: Path) -> None:
    claims = whence("claims", "--case", case, "--format", "jsonl").lines
    claim = next(one for one in claims if len(one["statements"]) > 1 and "2031" in one["gloss"]["wording"])
    shown = whence("trace", claim["id"][:8], "--case", case).out
    assert "translation" in shown
    assert "Where it stands" in shown
    assert f"statement {claim['statements'][0]['id'][:8]}" in shown


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("why", "harbour.txt", "nothing.txt"), "nothing in the case has this name"),
        (("why", "harbour.txt", "Ida Holk"), "nothing to explain between these two"),
        (("lineage", "Ida Holk"), "it is a source"),
    ],
)
def test_what_cannot_be_shown_is_said_with_a_remedy(
    whence: Runner, case: Path, args: tuple[str, ...], words: str
) -> None:
    result = whence(*args, "--case", case)
    assert result.status == 3
    assert words in result.err


def test_an_empty_case_says_so(whence: Runner, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("Nothing is said here.\n", encoding="utf-8")
    whence("add", tmp_path / "empty.txt", "--case", tmp_path / "case")
    assert whence("lineage", "--case", tmp_path / "case").out == "No links between documents.\n"
    assert whence("why", "a", "b", "--case", tmp_path / "case").status == 3


def in_a_terminal(args: list[str], columns: int = 80) -> str:
    """What a command prints where its output is a terminal of so many columns."""
    leader, follower = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm", "NO_COLOR": "1"}
    code = "from whence.present.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, *args], stdout=follower, stdin=follower, stderr=follower, env=environment
    )
    os.close(follower)
    out = b""
    while True:
        try:
            part = os.read(leader, 65_536)
        except OSError:
            break
        if not part:
            break
        out += part
    process.wait()
    os.close(leader)
    return out.decode()


def test_eighty_columns_are_kept(whence: Runner, case: Path) -> None:
    name = whence("show", "long.txt", "--case", case, "--format", "jsonl").lines[0]["chain"][0]["name"]
    for args in (
        ["why", "harbour.txt", "havn.txt"],
        ["why", "harbour.txt", "long.txt"],
        ["why", name, "Ida Holk"],
    ):
        shown = in_a_terminal([*args, "--case", str(case)])
        plain = re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()
        assert "automatic" in shown
        assert max(map(len, plain)) <= 80

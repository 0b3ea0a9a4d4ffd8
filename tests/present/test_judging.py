"""`whence judge` on the command line, and what people decided on the pages."""

from pathlib import Path

import pytest
from tests.present.test_cli import Runner

QUAY = "Old quay to close\n\nThe old quay will be closed in May, said harbour master Ida Holk.\n"
BATH = "A bath opens\n\nThe swimming bath will be opened again in June, said councillor Rolf Emdal.\n"


@pytest.fixture
def whence(capfd: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capfd)


@pytest.fixture
def case(tmp_path: Path, whence: Runner) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "quay.txt").write_text(QUAY, encoding="utf-8")
    (reports / "bath.txt").write_text(BATH, encoding="utf-8")
    assert whence("add", reports, "--case", tmp_path / "case").status == 0
    return tmp_path / "case"


def statement(whence: Runner, case: Path, report: str) -> str:
    return str(whence("show", report, "--case", case, "--format", "jsonl").lines[0]["id"])


@pytest.fixture
def pair(whence: Runner, case: Path) -> list[str]:
    return [statement(whence, case, str(case.parent / "reports" / name)) for name in ("quay.txt", "bath.txt")]


def test_two_statements_judged_the_same_are_shown_as_judged(
    whence: Runner, case: Path, pair: list[str], tmp_path: Path
) -> None:
    made = whence("judge", "same", *pair, "--case", case, "--by", "Ada Holt", "--why", "a test of both")
    assert made.status == 0
    assert "Judgement 1 by Ada Holt: one claim" in made.out
    assert "judged by people" in whence("claims", "--case", case).out
    (claim,) = whence("claims", "--case", case, "--format", "jsonl").lines
    assert "judged the same by Ada Holt" in claim["judged"][0]["why"]
    shown = " ".join(whence("trace", claim["id"][:8], "--case", case).out.split())
    assert "Judged by people" in shown
    assert "judged the same by Ada Holt on" in shown
    assert "a test of both" in shown
    for name in ("brief.html", "brief.md"):
        assert whence("brief", "--case", case, "--out", tmp_path / name).status == 0
        assert "judged the same by Ada Holt" in (tmp_path / name).read_text("utf-8")


def test_the_list_says_what_became_of_each(whence: Runner, case: Path, pair: list[str]) -> None:
    assert whence("judge", "list", "--case", case).out == "No judgements.\n"
    whence("judge", "same", *pair, "--case", case, "--by", "Ada Holt")
    again = whence("judge", "different", *reversed(pair), "--case", case, "--by", "Bo Lund")
    assert "Before that: one claim, by Ada Holt" in again.out
    whence("judge", "undo", "2", "--case", case, "--by", "Bo Lund", "--why", "too quick")
    lines = whence("judge", "list", "--case", case, "--format", "jsonl").lines
    assert [one["state"] for one in lines] == ["in_force", "undone", "in_force"]
    table = whence("judge", "list", "--case", case).out
    assert "takes back judgement 2" in table
    assert "why: too quick" in table


def test_a_rejected_statement_is_shown_as_rejected(whence: Runner, case: Path, pair: list[str]) -> None:
    assert (
        "statement rejected" in whence("judge", "reject", pair[0][:9], "--case", case, "--by", "Ada Holt").out
    )
    assert (
        "rejected by Ada Holt"
        in whence("show", str(case.parent / "reports" / "quay.txt"), "--case", case).out
    )
    brief = " ".join(whence("brief", "--case", case).out.split())
    assert "1 attributed statement, 1 claim. 1 statement rejected by people takes no part." in brief


def test_an_orphaned_judgement_is_a_problem_that_is_listed(
    whence: Runner, case: Path, pair: list[str]
) -> None:
    whence("judge", "accept", pair[0], "--case", case, "--by", "Ada Holt")
    whence("remove", str(case.parent / "reports" / "quay.txt"), "--case", case)
    assert "orphaned: " in whence("judge", "list", "--case", case).out
    (problem,) = whence("problems", "--case", case, "--format", "jsonl").lines
    assert problem["code"] == "orphaned_judgement"
    assert "The old quay will be closed in May" in problem["detail"]


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        (("same", "quay.txt", "bath.txt"), 2, "Say who decides: --by NAME."),
        (("same", "quay.txt", "--by", "A"), 3, "takes 2 of them"),
        (("list", "quay.txt"), 2, "takes nothing else"),
        (("undo", "quay.txt", "--by", "A"), 2, "number of one judgement"),
        (("undo", "4", "--by", "A"), 3, "no judgement was made"),
        (("perhaps", "quay.txt", "--by", "A"), 2, "perhaps"),
        (("same", "quay.txt", "nobody.txt", "--by", "A"), 3, "nothing in the case has this name"),
    ],
)
def test_what_cannot_be_judged_is_said(
    whence: Runner, case: Path, args: tuple[str, ...], status: int, words: str
) -> None:
    result = whence("judge", *args, "--case", case)
    assert result.status == status
    assert words in result.err


def test_a_name_that_acts_on_a_terminal_is_made_legible(whence: Runner, case: Path, pair: list[str]) -> None:
    made = whence("judge", "same", *pair, "--case", case, "--by", "A\x1b[31mda")
    assert "\x1b[31m" not in made.out
    assert "\x1b[31m" not in whence("judge", "list", "--case", case).out

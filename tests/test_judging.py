"""Judgements in a case: in force over every run, after a report left and came back, and after better extraction."""

from pathlib import Path

import msgspec
import pytest

import whence
from whence import pipeline
from whence.model import Document, Statement, content_id, passage
from whence.problems import Problem, RunAborted

QUAY = "Old quay to close\n\nThe old quay will be closed in May, said harbour master Ida Holk.\n"
BATH = "A bath opens\n\nThe swimming bath will be opened again in June, said councillor Rolf Emdal.\n"
DAY = "2031-04-02"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "quay.txt").write_text(QUAY, encoding="utf-8")
    (folder / "bath.txt").write_text(BATH, encoding="utf-8")
    return folder


def said(case: pipeline.Case, words: str) -> Statement:
    return next(one for one in case.statements() if words in one.wording)


def claims(case: pipeline.Case) -> list[int]:
    return sorted(len(claim.statements) for claim in case.claims(as_of=DAY))


def judge_the_two_one(case: pipeline.Case) -> None:
    case.judge("same", [said(case, "quay").id, said(case, "bath").id[:10]], by="Ada Holt", why="a riddle")


def test_a_judgement_holds_over_runs_and_says_whose_it_is(tmp_path: Path, reports: Path) -> None:
    with whence.open_case(tmp_path / "case") as case:
        case.add([str(reports)])
        assert claims(case) == [1, 1]
        judge_the_two_one(case)
        assert claims(case) == [2]
    with whence.open_case(tmp_path / "case") as case:
        case.add([str(reports)])
        (claim,) = case.claims(as_of=DAY)
        assert "judged the same by Ada Holt on" in claim.judged[0].why
        (judged,) = case.judgements()
        assert judged.state == "in_force"
        assert judged.judgement.at.endswith("Z")
        assert judged.judgement.targets[0].quotes[0].suffix.startswith(", said harbour master")


def test_a_judgement_waits_for_a_report_that_left(tmp_path: Path, reports: Path) -> None:
    with whence.open_case(tmp_path / "case") as case:
        case.add([str(reports)])
        judge_the_two_one(case)
        case.remove(str(reports / "quay.txt"))
        assert [one.state for one in case.judgements()] == ["orphaned"]
        assert [one.code for one in case.problems()] == ["orphaned_judgement"]
        assert [one.code for one in case.holdings(as_of=DAY).problems] == ["orphaned_judgement"]
        assert claims(case) == [1]
        case.add([str(reports / "quay.txt")])
        assert case.problems() == ()
        assert claims(case) == [2]


def test_a_judgement_survives_better_extraction(
    tmp_path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = pipeline.extract

    def reads_less(document: Document) -> tuple[tuple[Statement, ...], tuple[Problem, ...]]:
        found, faults = original(document)
        changed = []
        for one in found:
            piece = one.content[0]
            shorter = passage(document.text, piece.start, piece.end - len(" in May"))
            changed.append(msgspec.structs.replace(one, id=content_id(one.id, "anew"), content=(shorter,)))
        return tuple(changed), faults

    with whence.open_case(tmp_path / "case") as case:
        case.add([str(reports)])
        judge_the_two_one(case)
        before = case.judgements()[0].found
        monkeypatch.setattr(pipeline, "extract", reads_less)
        monkeypatch.setattr(pipeline, "_code_key", lambda stage: f"better {stage}")
        case.add([str(reports)])
        assert claims(case) == [2]
        assert case.judgements()[0].found == tuple(content_id(one, "anew") for one in before)


def test_undo_gives_back_what_the_machine_saw(tmp_path: Path, reports: Path) -> None:
    with whence.open_case(tmp_path / "case") as case:
        case.add([str(reports)])
        untouched = case.holdings(as_of=DAY)
        judge_the_two_one(case)
        case.judge("reject", [said(case, "bath").id], by="Bo Lund")
        case.judge("same", ["quay.txt", "bath.txt"], by="Bo Lund", kind="rewrite")
        case.judge("same", ["Ida Holk", "rolf emdal"], by="Bo Lund")
        assert case.holdings(as_of=DAY).graph != untouched.graph
        for number in (1, 2, 3, 4):
            case.undo(number, by="Ada Holt")
        restored = case.holdings(as_of=DAY)
        assert msgspec.structs.replace(restored, judgements=()) == untouched
        assert len(case.judgements()) == 8


def test_what_is_rejected_stays_visible(tmp_path: Path, reports: Path) -> None:
    with whence.open_case(tmp_path / "case") as case:
        case.add([str(reports)])
        case.judge("reject", [said(case, "bath").id], by="Bo Lund")
        assert claims(case) == [1]
        assert said(case, "bath")
        assert "Rolf Emdal" not in {one.name for one in case.sources(as_of=DAY)}


@pytest.mark.parametrize(
    ("decision", "things", "code", "detail"),
    [
        ("same", ["quay.txt", "Ida Holk"], "bad_judgement", "the first is a document, the second a source"),
        ("same", ["quay.txt", "quay.txt"], "bad_judgement", "both are one document"),
        ("same", ["quay.txt"], "bad_judgement", "takes 2"),
        ("accept", ["quay.txt"], "bad_judgement", "a document by itself"),
        ("accept", ["quay.txt", "bath.txt"], "bad_judgement", "no edge connects"),
        ("reject", ["Ida Holk", "Rolf Emdal"], "bad_judgement", "are not merged"),
        ("same", ["Nobody", "Ida Holk"], "not_found", ""),
        ("same", [".txt", "Ida Holk"], "not_found", ""),
    ],
)
def test_what_cannot_be_judged_is_refused_with_the_reason(
    tmp_path: Path, reports: Path, decision: str, things: list[str], code: str, detail: str
) -> None:
    with whence.open_case(tmp_path / "case") as case:
        case.add([str(reports)])
        with pytest.raises(RunAborted) as caught:
            case.judge(decision, things, by="Ada Holt")  # type: ignore[arg-type]
        assert caught.value.problem.code == code
        assert detail in caught.value.problem.detail
        assert case.judgements() == ()


def test_a_name_that_several_things_have_is_not_guessed_at(tmp_path: Path, reports: Path) -> None:
    for folder in ("a", "b"):
        (reports / folder).mkdir()
        (reports / folder / "twin.txt").write_text(QUAY + folder, encoding="utf-8")
    with whence.open_case(tmp_path / "case") as case:
        case.add([str(reports)])
        with pytest.raises(RunAborted) as caught:
            case.judge("same", ["twin.txt", "bath.txt"], by="Ada Holt")
        assert caught.value.problem.code == "ambiguous"
        assert "a/twin.txt" in caught.value.problem.detail
        case.judge("same", ["a/twin.txt", "b/twin.txt"], by="Ada Holt")


def test_undo_needs_a_judgement_that_stands_and_a_name(tmp_path: Path, reports: Path) -> None:
    with whence.open_case(tmp_path / "case") as case:
        case.add([str(reports)])
        judge_the_two_one(case)
        for number, code in ((7, "not_found"), (1, None), (1, "bad_judgement")):
            if code is None:
                case.undo(number, by="Ada Holt")
                continue
            with pytest.raises(RunAborted) as caught:
                case.undo(number, by="Ada Holt")
            assert caught.value.problem.code == code
        with pytest.raises(RunAborted, match="nobody is named"):
            case.undo(2, by="  ")


def test_an_empty_case_can_be_asked(tmp_path: Path) -> None:
    with whence.open_case(tmp_path / "case") as case:
        assert case.judgements() == ()
        with pytest.raises(RunAborted, match="nothing in the case has this name"):
            case.judge("reject", ["quay.txt"], by="Ada Holt")


def test_judged_reports_are_found_by_key(
    tmp_path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from whence.store import Store

    with whence.open_case(tmp_path / "case") as case:
        case.add([str(reports)])
        judge_the_two_one(case)
        assert claims(case) == [2]

        def refused(_: Store) -> None:
            raise AssertionError("all documents were read")

        monkeypatch.setattr(Store, "documents", refused)
        assert [one.state for one in case.judgements()] == ["in_force"]
        assert case.problems() == ()

"""The pipeline through the public API: incremental runs, resumption, duplicates, removal."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import whence
from whence import pipeline
from whence.model import Document
from whence.problems import RunAborted

FERRY = (
    "Ferry stays in port\n\n"
    "The ferry to Visholm will not sail before 12 March, said harbour master Marta Lindqvist.\n\n"
    "Around 300 passengers have been told to wait, according to Northsound Radio.\n"
)
DENIAL = (
    "Board: ferry sails as planned\n\n"
    "The shipping company's spokesman, Olaf Brenner, denied that the ferry would stay in port.\n"
)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (folder / "denial.txt").write_text(DENIAL, encoding="utf-8")
    return folder


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The reports that were extracted, in order."""
    seen: list[str] = []
    original = pipeline.extract

    def spy(document: Document):  # type: ignore[no-untyped-def]
        seen.append(Path(document.report).name)
        return original(document)

    monkeypatch.setattr(pipeline, "extract", spy)
    return seen


def test_reports_go_in_and_claims_come_out(tmp_path: Path, reports: Path) -> None:
    with whence.open_case(tmp_path / "case") as case:
        added = case.add([str(reports)])
        assert (added.new, added.known) == (2, 0)
        assert added.statements == len(case.statements()) >= 3
        claims = case.claims(as_of="2025-02-01")
        assert {"Marta Lindqvist", "Olaf Brenner"} <= {name for claim in claims for name in claim.origins}
        assert [Path(one.report).name for one in case.documents()] == ["denial.txt", "ferry.txt"]
        assert case.search("passengers")
        assert case.problems() == ()


def test_only_what_is_new_is_extracted(tmp_path: Path, reports: Path, extracted: list[str]) -> None:
    with whence.open_case(tmp_path / "case") as case:
        case.add([str(reports / "ferry.txt")])
        added = case.add([str(reports)])
    assert extracted == ["ferry.txt", "denial.txt"]
    assert (added.new, added.known, added.extracted) == (1, 1, 1)


def test_changed_code_extracts_anew(
    tmp_path: Path, reports: Path, extracted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with whence.open_case(tmp_path / "case") as case:
        case.add([str(reports)])
        monkeypatch.setattr(pipeline, "_code_key", lambda stage: f"other {stage}")
        added = case.add([str(reports)])
    assert added.extracted == 2
    assert len(extracted) == 4


def test_the_public_verbs_stay_verbs_when_rooms_are_imported(tmp_path: Path, reports: Path) -> None:
    code = (
        "import sys, whence, whence.read, whence.extract\n"
        "documents = [one for one in whence.read([sys.argv[1]])]\n"
        "print(sum(len(whence.extract(one)[0]) for one in documents))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(reports)], capture_output=True, text=True, check=True
    )
    assert int(run.stdout) >= 3


def test_a_language_named_later_is_used(tmp_path: Path) -> None:
    file = tmp_path / "short.txt"
    file.write_text("Borgmesteren siger, at broen er lukket.\n", encoding="utf-8")
    with whence.open_case(tmp_path / "case") as case:
        case.add([str(file)], language="en")
        assert case.documents()[0].language == "en"
        case.add([str(file)], language="da")
        assert [one.language for one in case.documents()] == ["da"]
        assert [one.language for one in case.statements()] == ["da"]
        assert case.search("broen")


def test_a_killed_run_goes_on(
    tmp_path: Path, reports: Path, extracted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    original = pipeline.extract

    def dies_on_the_second(document: Document):  # type: ignore[no-untyped-def]
        if document.report.endswith("ferry.txt"):
            raise Killed
        return original(document)

    with whence.open_case(tmp_path / "case") as case:
        monkeypatch.setattr(pipeline, "extract", dies_on_the_second)
        with pytest.raises(Killed):
            case.add([str(reports)])
    monkeypatch.setattr(pipeline, "extract", original)
    with whence.open_case(tmp_path / "case", create=False) as case:
        assert [Path(one.report).name for one in case.documents()] == ["denial.txt"]
        added = case.add([str(reports)])
        assert [one.code for one in added.problems] == ["interrupted"]
        assert added.extracted == 1
        assert len(case.documents()) == 2
    assert extracted == ["denial.txt", "ferry.txt"]


def test_a_process_killed_half_way_leaves_a_case_that_opens(tmp_path: Path, reports: Path) -> None:
    code = (
        "import os, sys, whence\n"
        "from whence import pipeline\n"
        "case = whence.open_case(sys.argv[1])\n"
        "case.add([sys.argv[2]], progress=lambda what, done: os._exit(9))\n"
    )
    run = subprocess.run([sys.executable, "-c", code, str(tmp_path / "case"), str(reports)], check=False)
    assert run.returncode == 9
    with whence.open_case(tmp_path / "case", create=False) as case:
        assert len(case.documents()) == 1
        assert case.add([str(reports)]).new == 1
        assert case.claims(as_of="2025-02-01")


def test_same_result_in_one_run_or_in_two(tmp_path: Path, reports: Path) -> None:
    with whence.open_case(tmp_path / "one") as one, whence.open_case(tmp_path / "two") as two:
        one.add([str(reports)])
        two.add([str(reports / "denial.txt")])
        two.add([str(reports / "ferry.txt")])
        assert one.holdings(as_of="2025-02-01") == two.holdings(as_of="2025-02-01")


def test_the_same_document_twice_is_stored_once(tmp_path: Path, reports: Path, extracted: list[str]) -> None:
    (reports / "ferry-again.txt").write_text(FERRY, encoding="utf-8")
    with whence.open_case(tmp_path / "case") as case:
        added = case.add([str(reports)])
        assert len(case.documents()) == 2
        assert [one.code for one in added.problems] == ["duplicate"]
        case.add([str(reports)])
    assert len(extracted) == 2


def test_a_mended_file_is_rid_of_its_problem(tmp_path: Path, reports: Path) -> None:
    broken = reports / "broken.txt"
    broken.write_bytes(b"The mayor said \xff\xfe\x00 no.")
    with whence.open_case(tmp_path / "case") as case:
        assert [one.where for one in case.add([str(reports)]).problems] == [str(broken)]
        assert len(case.problems()) == 1
        broken.write_text("The mayor, Ada Quist, said that the bridge was closed.\n", encoding="utf-8")
        assert case.add([str(reports)]).new == 1
        assert case.problems() == ()


def test_a_mended_line_is_rid_of_its_problem(tmp_path: Path) -> None:
    lines = [json.dumps({"text": DENIAL, "outlet": "The Quay"}), "{"]
    file = tmp_path / "wire.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    with whence.open_case(tmp_path / "case") as case:
        assert [(one.code, one.line) for one in case.add([str(file)]).problems] == [("broken_line", 2)]
        file.write_text(lines[0], encoding="utf-8")
        case.add([str(file)])
        assert case.problems() == ()


def test_what_is_removed_takes_all_that_rested_on_it(tmp_path: Path, reports: Path) -> None:
    with whence.open_case(tmp_path / "case") as case:
        case.add([str(reports)])
        before = case.claims(as_of="2025-02-01")
        case.remove(str(reports / "denial.txt"))
        after = case.claims(as_of="2025-02-01")
        assert not any("Brenner" in name for claim in after for name in claim.origins)
        assert len(after) < len(before)
        assert not any(one.report.endswith("denial.txt") for claim in after for one in claim.statements)
        with pytest.raises(RunAborted, match="nothing in the case has this name"):
            case.remove(str(reports / "denial.txt"))


def test_a_day_that_is_none_is_refused(tmp_path: Path) -> None:
    with whence.open_case(tmp_path / "case") as case, pytest.raises(RunAborted) as caught:
        case.claims(as_of="31 December")
    assert caught.value.problem.code == "bad_option"


def test_a_pack_that_does_not_fit_is_named(
    tmp_path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import whence.read
    from whence.languages import pack

    def refuse(*_: object, **__: object) -> None:
        raise pack.PackError("xx.toml: unknown field `colour`")

    monkeypatch.setattr(sys.modules["whence.read"], "read", refuse)
    with (
        whence.open_case(tmp_path / "case") as case,
        pytest.raises(RunAborted, match="unknown field `colour`"),
    ):
        case.add([str(reports)])


def test_a_folder_that_is_no_case_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunAborted) as caught:
        whence.open_case(tmp_path / "nothing", create=False)
    assert caught.value.problem.code == "not_a_case"

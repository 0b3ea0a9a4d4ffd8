"""The command line: what it prints for programs fits its schemas, what it prints for people can be read."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from whence.present import cli, schemas
from whence.present.commands.demo import bundled

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-c", "from whence.present.cli import main; main()")
SCHEMAS = ROOT / "docs" / "schema"

REPORTS = {
    "ferry.txt": (
        "Ferry stays in port\n\n"
        "The ferry to Visholm will not sail before 12 March 2025, said harbour master Marta Lindqvist.\n\n"
        "Around 300 passengers have been told to wait, according to Northsound Radio.\n"
    ),
    "faerge.txt": (
        "Færgen bliver i havn\n\n"
        "Færgen til Visholm sejler ikke før den 12. marts 2025, siger havnefoged Marta Lindqvist ifølge "
        "Northsound Radio.\n"
    ),
    "denial.txt": (
        "Board: ferry sails as planned\n\n"
        "The shipping company's spokesman, Olaf Brenner, denied that the ferry would stay in port.\n"
    ),
}

STATEMENT_KEYS = {
    *("id", "report", "language", "content", "quotes", "cue", "chain", "alleged", "stance", "figures"),
    *("times", "places", "actors", "event", "rule", "evidence", "schema"),
}


class Result:
    """What a command left: its status and what it printed."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


class Runner:
    """Runs commands in this process."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self._capfd = capfd

    def __call__(self, *args: str | Path) -> Result:
        with pytest.raises(SystemExit) as stopped:
            cli.main([str(one) for one in args])
        out, err = self._capfd.readouterr()
        code = stopped.value.code
        assert isinstance(code, int)
        return Result(code, out, err)


@pytest.fixture
def whence(capfd: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capfd)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, reports: Path) -> Path:
    from whence import open_case

    folder = tmp_path_factory.mktemp("cases") / "ferry"
    with open_case(folder) as made:
        made.add([str(reports)])
    return folder


def fits(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "$") -> list[str]:
    """Where a value does not have the shape that a schema gives; the part of JSON Schema that we use."""
    if "$ref" in schema:
        return fits(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, at)
    if "anyOf" in schema:
        tries = [fits(value, one, root, at) for one in schema["anyOf"]]
        return [] if [] in tries else min(tries, key=len)
    if "enum" in schema and value not in schema["enum"]:
        return [f"{at}: {value!r} is none of {schema['enum']}"]
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
    kind = schema.get("type")
    if kind in ("integer", "number"):
        right = isinstance(value, int if kind == "integer" else (int, float)) and not isinstance(value, bool)
    else:
        right = kind is None or isinstance(value, kinds[kind])
    if not right:
        return [f"{at}: {value!r} is no {kind}"]
    wrong = []
    if isinstance(value, dict):
        wrong += [f"{at}: no {key!r}" for key in schema.get("required", ()) if key not in value]
        for key, inner in value.items():
            known = schema.get("properties", {})
            if key in known:
                wrong += fits(inner, known[key], root, f"{at}.{key}")
            elif isinstance(schema.get("additionalProperties"), dict):
                wrong += fits(inner, schema["additionalProperties"], root, f"{at}.{key}")
            else:
                wrong.append(f"{at}: {key!r} is not in the schema")
    if isinstance(value, list):
        some = schema.get("prefixItems", [])
        rest = schema.get("items")
        for n, inner in enumerate(value):
            one = some[n] if n < len(some) else rest
            if isinstance(one, dict):
                wrong += fits(inner, one, root, f"{at}[{n}]")
    return wrong


def check(values: list[Any], name: str) -> None:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    for value in values:
        assert fits(value, schema, schema) == []


@pytest.mark.parametrize("name", list(schemas.RECORDS))
def test_committed_schemas_are_what_the_records_give(name: str) -> None:
    committed = (SCHEMAS / f"{name}.json").read_text("utf-8")
    assert committed == schemas.text(name), "run: python -m whence.present.schemas docs/schema"


def test_extract_prints_one_object_a_statement(whence: Runner, reports: Path) -> None:
    result = whence("extract", reports, "--format", "jsonl")
    assert result.status == 0
    assert len(result.lines) >= 4
    check(result.lines, "statement")
    for one in result.lines:
        assert set(one) >= STATEMENT_KEYS
        assert one["chain"][0]["role"] == "origin"
        text = Path(one["report"]).read_text("utf-8")
        for piece in one["content"] + one["quotes"]:
            assert text[piece["start"] : piece["end"]] == piece["exact"]


def test_extract_names_lines_of_jsonl_and_standard_input(tmp_path: Path, reports: Path) -> None:
    text = REPORTS["ferry.txt"]
    wire = tmp_path / "wire.jsonl"
    wire.write_text("\n" + json.dumps({"text": text}) + "\n", encoding="utf-8")
    run = subprocess.run(
        [*COMMAND, "extract", str(wire), "-", "--format", "jsonl"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    found = {json.loads(line)["report"] for line in run.stdout.splitlines()}
    assert found == {f"{wire}#2", "-"}


def test_bad_input_is_said_and_the_rest_is_read(whence: Runner, tmp_path: Path, reports: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    (tmp_path / "nothing.txt").write_text("", encoding="utf-8")
    log = tmp_path / "problems.jsonl"
    given = [tmp_path / "paper.pdf", tmp_path / "nothing.txt", tmp_path / "gone.txt", reports]
    result = whence("extract", *given, "--format", "jsonl", "--problems", log)
    assert result.status == 1
    assert len(result.lines) >= 4
    logged = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    check(logged, "problem")
    assert [one["code"] for one in logged] == ["unsupported_format", "empty", "missing"]
    for one in logged:
        assert one["where"] in result.err
    assert "there is no such file or folder" in result.err
    assert "check the path" in result.err.lower()


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("claims", "claim"),
        ("lineage", "lineage"),
        ("forecasts", "forecast"),
        ("sources", "source"),
        ("documents", "document"),
        ("problems", "problem"),
    ],
)
def test_lists_fit_their_schemas(whence: Runner, case: Path, command: str, name: str) -> None:
    lines = whence(command, "--case", case, "--format", "jsonl")
    array = whence(command, "--case", case, "--format", "json")
    assert lines.status == array.status == 0
    assert json.loads(array.out) == lines.lines
    check(lines.lines, name)
    if command in ("claims", "documents", "sources"):
        assert lines.lines
    table = whence(command, "--case", case)
    assert table.status == 0
    assert table.out.strip()
    assert "\x1b" not in table.out


def test_the_table_of_sources_leaves_out_whom_nobody_quotes(whence: Runner, case: Path) -> None:
    records = whence("sources", "--case", case, "--format", "jsonl").lines
    silent = [one for one in records if not one["statements"]]
    table = whence("sources", "--case", case).out
    assert (f"{len(silent)} name" in table) == bool(silent)
    heard = {one["name"].split(" ")[0] for one in records if one["statements"]}
    assert all(one["name"].split(" ")[0] in heard or one["name"] not in table for one in silent)


def test_trace_takes_the_beginning_of_an_id(whence: Runner, case: Path) -> None:
    claim = whence("claims", "--case", case, "--format", "jsonl").lines[0]
    assert json.loads(whence("trace", claim["id"][:6], "--case", case, "--format", "json").out) == claim
    table = whence("trace", claim["id"], "--case", case, "--as-of", "2025-02-01")
    assert table.status == 0
    assert "origin" in table.out
    unknown = whence("trace", "zzzz", "--case", case)
    assert unknown.status == 2
    assert "whence claims" in unknown.err


def test_show_marks_the_statements(whence: Runner, case: Path, reports: Path) -> None:
    result = whence("show", reports / "ferry.txt", "--case", case)
    assert result.status == 0
    assert "[1]" in result.out
    assert "Marta Lindqvist" in result.out
    check(whence("show", reports / "ferry.txt", "--case", case, "--format", "jsonl").lines, "statement")


def test_search_finds_documents_and_statements(whence: Runner, case: Path) -> None:
    result = whence("search", "passengers", "--case", case, "--format", "jsonl")
    assert {one["kind"] for one in result.lines} == {"document", "statement"}
    check(result.lines, "hit")
    assert "passengers" in whence("search", "passengers", "--case", case).out
    assert "Nothing found" in whence("search", "zeppelin", "--case", case).out


def test_add_and_remove_say_what_they_did(whence: Runner, tmp_path: Path, reports: Path) -> None:
    folder = tmp_path / "case"
    assert "3 new documents" in whence("add", "--case", folder, reports).out
    assert "0 new documents, 3 known already" in whence("add", "--case", folder, reports).out
    assert "removed: 1 document" in whence("remove", reports / "denial.txt", "--case", folder).out
    again = whence("remove", reports / "denial.txt", "--case", folder)
    assert again.status == 3
    assert "nothing in the case has this name" in again.err


def test_brief_writes_what_the_ending_says(whence: Runner, case: Path, tmp_path: Path) -> None:
    for name, beginning in (("a.html", "<!doctype html>"), ("a.md", "# Will it sail?")):
        out = tmp_path / "new" / name
        result = whence("brief", "--case", case, "--question", "Will it sail?", "--out", out)
        assert result.status == 0
        assert out.read_text("utf-8").startswith(beginning)
    assert "Will it sail?" in whence("brief", "--case", case, "--question", "Will it sail?").out
    assert whence("brief", "--case", case, "--out", tmp_path / "a.doc").status == 2


def test_try_explains_a_sentence(whence: Runner) -> None:
    sentence = "Borgmesteren siger ifølge Nordavisen, at 300 huse skal rives ned inden 1. marts."
    result = whence("try", sentence, "--language", "da", "--published", "2025-01-10")
    assert result.status == 0
    for words in ("Danish", "Nordavisen", "passes it on", "siger", "1 March 2025", "deadline", "future"):
        assert words in result.out
    nothing = whence("try", "The bridge is long and the river is wide.", "--language", "en")
    assert "Nobody is given in it as saying anything" in nothing.out


def test_eval_scores_a_gold_of_ones_own(whence: Runner, tmp_path: Path) -> None:
    text = "The mayor said that the bridge was closed."
    record = {
        "id": "one",
        "lang": "en",
        "text": text,
        "statements": [{"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 41]]}],
    }
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(record) + "\n", encoding="utf-8")
    report = json.loads(whence("eval", gold, "--format", "json").out)
    check([report], "report")
    scores = {(row["part"], row["measure"]): row["f1"] for row in report["rows"] if row["language"] == "all"}
    assert scores["cue", "exact"] == 1
    assert scores["source", "exact"] == 1
    assert "cue" in whence("eval", gold).out
    missing = whence("eval", tmp_path / "none.jsonl")
    assert missing.status == 3
    assert "there is no such file" in missing.err


def test_wrong_usage_and_aborted_runs_have_their_status(whence: Runner, tmp_path: Path, case: Path) -> None:
    assert whence("claims").status == 2
    assert whence("nonsense").status == 2
    assert whence("claims", "--case", tmp_path / "none").status == 3
    assert whence("claims", "--case", case, "--as-of", "soon").status == 3


def test_what_cannot_be_written_is_said(whence: Runner, case: Path, reports: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    blocked = tmp_path / "file" / "brief.html"
    for result in (
        whence("brief", "--case", case, "--out", blocked),
        whence("extract", reports, "--problems", blocked),
    ):
        assert result.status == 2
        assert "Cannot write" in result.err


def test_every_command_has_help(whence: Runner) -> None:
    for name in cli.COMMANDS:
        result = whence(name, "--help")
        assert result.status == 0
        assert len(result.out.splitlines()) > 4


def test_demo_runs_from_the_source_tree(
    whence: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert bundled() is not None
    result = whence("demo", "--out", tmp_path / "out")
    assert result.status == 0
    assert "15 February 2025" in result.out
    assert "at most 1 independent origin" in result.out
    page = (tmp_path / "out" / "brief.html").read_text("utf-8")
    assert str(ROOT) not in page
    assert (tmp_path / "out" / "brief.md").is_file()
    # A second run begins anew instead of adding to what the first one left.
    assert whence("demo", "--out", tmp_path / "out").out == result.out


def test_output_that_nobody_reads_on_is_no_error(reports: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    run = subprocess.run(
        [*COMMAND, "extract", str(reports), "--format", "jsonl"],
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert b"Traceback" not in run.stderr

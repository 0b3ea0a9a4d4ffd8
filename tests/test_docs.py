"""The documentation is tested: what can be compared with the program is, and its Python examples are run."""

import doctest
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from scripts.doc_tables import structs

from whence.languages.pack import Pack
from whence.languages.words import Strict
from whence.present.cli import COMMANDS, group
from whence.problems import CATALOGUE

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "demo" / "README.md"])
NUMBERED = (
    "01-first-case.md",
    "02-reading-the-output.md",
    "03-add-a-language.md",
    "04-python.md",
    "05-cli.md",
    "06-formats.md",
    "07-scale.md",
    "08-security.md",
    "09-decisions.md",
    "10-error-analysis.md",
)
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE_BLOCK = re.compile(r"(?ms)^```(\w*)\n(.*?)^```")


def text(name: str) -> str:
    """A page of the documentation."""
    return (DOCS / name).read_text("utf-8")


def section(page: str, heading: str) -> str:
    """What stands below a heading, up to the next one of the same or a higher level."""
    level = heading.split(" ")[0]
    found = re.search(rf"(?ms)^{re.escape(heading)}\n(.*?)(?=^#{{1,{len(level)}}} |\Z)", page)
    assert found is not None, f"no heading {heading!r}"
    return found[1]


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command of the program."""
    context = click.Context(group)
    for name in COMMANDS:
        command = group.get_command(context, name)
        assert command is not None
        yield name, command


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"(?m)^#+ (.+)$", CODE_BLOCK.sub("", page.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_the_path_is_complete() -> None:
    assert [page.name for page in sorted(DOCS.glob("*.md"))] == list(NUMBERED)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_and_option_is_documented(name: str) -> None:
    command = dict(commands())[name]
    own = section(text("05-cli.md"), f"### `whence {name}`")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            for option in parameter.opts:
                assert f"`{option}" in own, f"whence {name} {option} is not described"


def test_no_command_or_option_is_documented_that_is_not_there() -> None:
    page = text("05-cli.md")
    assert set(re.findall(r"(?m)^### `whence (\w+)`", page)) == set(COMMANDS)
    for name, command in commands():
        known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        described = set(re.findall(r"`(--[\w-]+)", section(page, f"### `whence {name}`")))
        assert described <= known, f"whence {name}: {described - known}"


def test_the_exit_statuses_are_documented() -> None:
    own = section(text("05-cli.md"), "## Exit status")
    assert re.findall(r"(?m)^\| (\d) \|", own) == ["0", "1", "2", "3"]


@pytest.mark.parametrize("code", list(CATALOGUE))
def test_every_problem_is_documented(code: str) -> None:
    assert f"| `{code}` |" in section(text("02-reading-the-output.md"), "## Problems")


def test_no_problem_is_documented_that_is_not_there() -> None:
    rows = re.findall(r"(?m)^\| `(\w+)` \|", section(text("02-reading-the-output.md"), "## Problems"))
    assert set(rows) == set(CATALOGUE)


@pytest.mark.parametrize("kind", structs(Pack, {}, ""), ids=lambda kind: kind.__name__)
def test_every_pack_key_is_documented(kind: type[Strict]) -> None:
    rows = re.findall(r"(?m)^\| `(\w+)` \|", text("03-add-a-language.md"))
    missing = set(kind.__struct_fields__) - set(rows)
    assert not missing, f"run: python scripts/doc_tables.py ({sorted(missing)})"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_inside_the_project_exist(page: Path) -> None:
    for target in LINK.findall(CODE_BLOCK.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{page.name}: {target}"
        if anchor:
            assert anchor in anchors(file), f"{page.name}: {target}"


def examples(page: Path) -> list[str]:
    """The Python sessions of a page."""
    return [body for kind, body in CODE_BLOCK.findall(page.read_text("utf-8")) if kind == "pycon"]


@pytest.mark.parametrize("page", [DOCS / "04-python.md", ROOT / "README.md"], ids=lambda page: page.name)
def test_python_examples_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = "\n".join(examples(page))
    assert ">>> import whence" in session
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "ferry.txt").write_text("The ferry is old, harbour master Ida Holk said.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    test = doctest.DocTestParser().get_doctest(session, {}, page.name, str(page), 0)
    said: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert result.failed == 0, "".join(said)


def test_make_targets_that_pages_name_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"(?m)^(\w+):", makefile))
    for page in PAGES:
        for target in re.findall(r"`make (\w+)", page.read_text("utf-8")):
            assert target in targets, f"{page.name}: make {target}"


def shell_lines() -> list[tuple[str, str]]:
    """Every `whence …` line of the pages' shell blocks, with its page."""
    found = []
    for page in PAGES:
        for kind, body in CODE_BLOCK.findall(page.read_text("utf-8")):
            if kind == "sh":
                found += [(page.name, line) for line in body.splitlines() if line.startswith("whence ")]
    return found


def test_commands_in_examples_can_be_typed() -> None:
    known = dict(commands())
    lines = shell_lines()
    assert len(lines) >= 8
    for page, line in lines:
        words = line.split("#")[0].split()
        options = {option for parameter in known[words[1]].params for option in parameter.opts}
        used = {word for word in words if word.startswith("--")}
        assert used <= options, f"{page}: {line}"

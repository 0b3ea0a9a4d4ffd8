"""The house, checked from the imports: who may see whom, and what may not exist at all."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "whence"
FILES = sorted(SOURCE.rglob("*.py"))

BASE = {"model", "problems", "settings", "judgement", "explanation"}
ALLOWED = {
    "model": set(),
    "problems": {"model"},
    "judgement": {"model"},
    "explanation": {"model"},
    "settings": {"model", "problems"},
    "languages": BASE,
    "read": {*BASE, "languages"},
    "extract": {*BASE, "languages"},
    "link": {*BASE, "languages"},
    "assess": BASE,
    "store": BASE,
    "pipeline": {*BASE, "read", "extract", "link", "assess", "store", "languages"},
    "present": {*BASE, "store", "pipeline", "evaluate"},
    "evaluate": {*BASE, "pipeline", "languages"},
    "": {"pipeline"},
}
"""Room -> rooms it may import. `present` sees `evaluate` for the command that scores, and never a stage."""

MOST_LINES = 500


def room(path: Path) -> str:
    """The first part of a module's path inside the package; empty for the package itself."""
    relative = path.relative_to(SOURCE)
    if relative.name == "__init__.py" and len(relative.parts) == 1:
        return ""
    return relative.parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[tuple[str, int]]:
    """Rooms that a module imports, with the line; imports inside functions count too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            continue
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            module = node.module or ""
            names = [f"{module}.{alias.name}" for alias in node.names] if module == "whence" else [module]
        else:
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "whence" and len(parts) > 1 and not parts[1].startswith("__"):
                found.add((parts[1], node.lineno))
    return found


def strings_compared(tree: ast.AST) -> list[tuple[str, int]]:
    """String constants that a module compares with something, looks up in, or matches."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, (ast.Compare, ast.MatchValue)):
            continue
        values = [node.left, *node.comparators] if isinstance(node, ast.Compare) else [node.value]
        for value in values:
            inner = value.elts if isinstance(value, (ast.Tuple, ast.Set, ast.List)) else [value]
            found += [
                (one.value, node.lineno)
                for one in inner
                if isinstance(one, ast.Constant) and isinstance(one.value, str)
            ]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_follow_the_layer_rule(path: Path) -> None:
    here = room(path)
    allowed = ALLOWED[here] | {here}
    wrong = [f"line {line}: {name}" for name, line in imported_rooms(path) if name not in allowed]
    assert not wrong, f"{here} may see {sorted(allowed)}, but imports {wrong}"


def test_every_room_has_a_rule() -> None:
    assert {room(path) for path in FILES} <= set(ALLOWED)


def test_no_language_code_is_compared_outside_languages() -> None:
    codes = {path.stem for path in (SOURCE / "languages" / "packs").glob("*.toml")}
    assert codes
    wrong = [
        f"{path.relative_to(SOURCE)}:{line}: {value!r}"
        for path in FILES
        if room(path) != "languages"
        for value, line in strings_compared(ast.parse(path.read_text("utf-8")))
        if value in codes
    ]
    assert not wrong


def test_packs_hold_no_regular_expressions() -> None:
    for path in (SOURCE / "languages" / "packs").glob("*.toml"):
        text = path.read_text("utf-8")
        tomllib.loads(text)
        for sign in ("\\b", "\\w", "\\d", "(?:", "(?i)", "[^", ".*"):
            assert sign not in text, f"{path.name}: {sign}"


def test_nothing_is_called_utils() -> None:
    names = {path.stem for path in FILES} | {path.parent.name for path in FILES}
    assert not names & {"utils", "util", "misc", "helpers", "helper", "common"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_file_holds_one_idea(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


def test_stages_export_one_verb() -> None:
    for stage in ("read", "extract", "link", "assess"):
        tree = ast.parse((SOURCE / stage / "__init__.py").read_text("utf-8"))
        exported = [
            ast.literal_eval(node.value)
            for node in tree.body
            if isinstance(node, ast.Assign)
            and any(isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets)
        ]
        assert exported == [[stage]]


def test_import_stays_light() -> None:
    heavy = {
        "numpy",
        "py3langid",
        "jinja2",
        "rich",
        "babel",
        "rapidfuzz",
        "click",
        "sqlite3",
        "duckdb",
        "pyarrow",
        "whence.pipeline",
    }
    code = "import sys, whence; print(*sorted(sys.modules), sep='\\n')"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not heavy & set(run.stdout.split())


def test_command_line_starts_light() -> None:
    heavy = {"numpy", "py3langid", "jinja2", "rich", "babel", "rapidfuzz", "sqlite3", "duckdb", "pyarrow"}
    code = "import sys, whence.present.cli; print(*sorted(sys.modules), sep='\\n')"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not heavy & set(run.stdout.split())


def test_public_api_is_what_it_says() -> None:
    import whence

    for name in whence.__all__:
        assert getattr(whence, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = whence.nothing

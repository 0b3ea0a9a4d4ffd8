"""Writes into the documentation what the program knows better: the keys of packs and the problems.

`python scripts/doc_tables.py` after a key or a problem was added, or its meaning changed. Everything between
the two marker lines of a page is replaced.
"""

import ast
import inspect
import re
import sys
import typing
from pathlib import Path

import msgspec

from whence.languages import pack as packs
from whence.languages.words import Strict
from whence.present.console import UNREAD
from whence.problems import CATALOGUE

DOCS = Path(__file__).resolve().parents[1] / "docs"

ABORTS = frozenset(
    (
        *("case_locked", "unwritable", "case_version", "not_a_case", "not_found", "ambiguous"),
        *("not_comparable", "bad_judgement", "bad_option", "bad_pack"),
    )
)
"""Problems with which a command ends (status 3)."""


def structs(kind: object, found: dict[type[Strict], str], where: str) -> dict[type[Strict], str]:
    """Every class of a pack with the place in the file where it stands, outermost first."""
    if isinstance(kind, type) and issubclass(kind, Strict) and kind not in found:
        found[kind] = where
        for field in msgspec.structs.fields(kind):
            structs(field.type, found, f"{where}.{field.name}" if where else field.name)
    for part in typing.get_args(kind):
        structs(part, found, where)
    return found


def meanings(kind: type[Strict]) -> dict[str, str]:
    """What stands below each field of a class in its source, on one line."""
    (tree,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(tree, ast.ClassDef)
    found: dict[str, str] = {}
    last = None
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            last = node.target.id
        elif last and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found[last] = " ".join(str(node.value.value).split())
            last = None
    return found


def sample(where: str, key: str) -> str:
    """What the English pack writes there: for keys whose name says all."""
    value: object = packs.pack("en")
    for part in (*filter(None, where.split(".")), key):
        value = getattr(value, part)
        if isinstance(value, tuple) and value and isinstance(value[0], Strict):
            value = value[0]
    if isinstance(value, Strict):
        return "a section, see below"
    if isinstance(value, dict):
        name, words = next(iter(value.items()), ("", ()))
        return f"a table; in English for example `{name}` = {', '.join(map(str, words[:3]))}" if name else ""
    if isinstance(value, tuple):
        words = [" ".join(one) if isinstance(one, tuple) else str(one) for one in value[:5]]
        return f"in English for example: {', '.join(words)}" if words else ""
    return f"in English: {value}" if value not in (None, "") else ""


def literals(name: str) -> list[tuple[str, str]]:
    """The values of a Literal in `pack.py` and the comments behind them."""
    block = re.search(rf"(?ms)^{name} = Literal\[\n(.*?)^\]", inspect.getsource(packs))
    assert block is not None
    return re.findall(r'"(\w+)",  # (.+)', block[1])


def problems() -> str:
    """All problems as rows of a table: what they mean, what to do, what becomes of the report."""
    lines = ["| code | meaning; what to do | the report |", "|---|---|---|"]
    for code, kind in CATALOGUE.items():
        fate = (
            "the command ends with status 3" if code in ABORTS else "not read" if code in UNREAD else "read"
        )
        lines.append(f"| `{code}` | {kind.meaning}; {kind.remedy} | {fate} |".replace("\\|", "|"))
    return "\n".join(lines) + "\n"


def keys() -> str:
    """The keys of packs, by section."""
    lines = []
    for kind, where in structs(packs.Pack, {}, "").items():
        own = meanings(kind)
        about = " ".join(inspect.cleandoc(kind.__doc__ or "").split())
        lines += [f"### `[{where}]`" if where else "### The top of the file", "", about, ""]
        lines += ["| key | must be there | meaning |", "|---|---|---|"]
        for field in msgspec.structs.fields(kind):
            needed = "yes" if field.required else "no"
            meaning = (own.get(field.name) or sample(where, field.name)).replace("|", "\\|")
            lines.append(f"| `{field.name}` | {needed} | {meaning} |")
        lines.append("")
    for name, title in (("Phenomenon", "Phenomena"), ("Frame", "Frames")):
        lines += [f"### {title}", "", "| name | what it switches on |", "|---|---|"]
        lines += [f"| `{value}` | {comment} |" for value, comment in literals(name)]
        lines.append("")
    return "\n".join(lines)


def write(page: str, name: str, section: str) -> None:
    """Puts a section between its marker lines."""
    path = DOCS / page
    head, rest = path.read_text("utf-8").split(f"<!-- {name}: begin -->")
    _, tail = rest.split(f"<!-- {name}: end -->")
    text = f"{head}<!-- {name}: begin -->\n\n{section}\n<!-- {name}: end -->{tail}"
    path.write_text(text, encoding="utf-8")


def main() -> int:
    """Writes both."""
    write("03-add-a-language.md", "keys", keys())
    write("02-reading-the-output.md", "problems", problems())
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What all commands share: output formats, progress, problems, exit status.

Exit status: 0 everything given was read; 1 some of it could not be read (the rest was); 2 the command was
used wrongly; 3 the run was aborted. Results go to standard output, problems and progress to standard error.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from whence.model import encode
from whence.present.wording import legible
from whence.problems import Problem

if TYPE_CHECKING:
    from rich.console import Console

    from whence.pipeline import Case

OK, SOME_UNREAD, USAGE, ABORTED = 0, 1, 2, 3

UNREAD = frozenset(
    {
        "missing",
        "unreadable",
        "empty",
        "no_reports",
        "invalid_utf8",
        "binary",
        "unsupported_format",
        "too_large",
        "broken_line",
        "right_to_left",
        "unsupported_language",
        "unknown_language",
    }
)
"""Codes that mean that something given was not read; the others tell what to look out for."""

MOST_SHOWN = 20
"""Problems of one kind that are printed one by one; the rest are counted."""

F = TypeVar("F", bound=Callable[..., Any])


def with_format(command: F) -> F:
    """Adds `--format`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "json", "jsonl"]),
        default="table",
        show_default=True,
        help="For people, or for programs: one JSON array, or one object a line.",
    )(command)


def with_case(command: F) -> F:
    """Adds `--case`, which must be there."""
    return click.option(
        "--case", "folder", required=True, metavar="FOLDER", help="The case: a folder that `whence add` made."
    )(command)


def with_as_of(command: F) -> F:
    """Adds `--as-of`."""
    return click.option(
        "--as-of",
        metavar="DATE",
        help="The day at which forecasts are judged, as 2025-02-15.  [default: today]",
    )(command)


def with_language(command: F) -> F:
    """Adds `--language`."""
    return click.option(
        "--language", metavar="CODE", help="The language of reports that state none; else it is identified."
    )(command)


@contextmanager
def opened(folder: str) -> Iterator["Case"]:
    """The case in a folder; it is not made where there is none."""
    from whence.pipeline import open_case

    with open_case(folder, create=False) as case:
        yield case


def write_records(records: Iterable[Any], form: str, out: IO[bytes] | None = None) -> None:
    """Records as one JSON array or as lines, each written as soon as it comes."""
    stream = out if out is not None else sys.stdout.buffer
    first = True
    if form == "json":
        stream.write(b"[")
    for record in records:
        if form == "json":
            stream.write(b"\n" if first else b",\n")
        stream.write(encode(record))
        if form == "jsonl":
            stream.write(b"\n")
        first = False
    if form == "json":
        stream.write(b"]\n" if first else b"\n]\n")
    stream.flush()


def write_record(record: Any) -> None:
    """One record as one JSON object."""
    stream = sys.stdout.buffer
    stream.write(encode(record) + b"\n")
    stream.flush()


def terminal() -> "Console":
    """Standard output for people: its colours and width where it is a terminal, else plain, 100 columns."""
    from rich.console import Console

    console = Console(highlight=False, emoji=False, markup=False)
    if not console.is_terminal:
        console = Console(highlight=False, emoji=False, markup=False, width=100, no_color=True)
    return console


class Problems:
    """Collects what a command met: prints it, writes it to a file, and gives the exit status."""

    def __init__(self, path: str | None = None) -> None:
        self._file: IO[bytes] | None = None
        if path:
            try:
                self._file = Path(path).open("wb")  # noqa: SIM115 (closed by `finish`)
            except OSError as error:
                raise click.UsageError(f"Cannot write {path}: {error.strerror}") from error
        self._shown: dict[str, int] = {}
        self.status = OK

    def add(self, problem: Problem) -> None:
        """Prints the problem to standard error, unless many of its kind were printed already."""
        if problem.code in UNREAD:
            self.status = SOME_UNREAD
        if self._file:
            self._file.write(encode(problem) + b"\n")
        number = self._shown[problem.code] = self._shown.get(problem.code, 0) + 1
        if number <= MOST_SHOWN:
            click.echo(click.style("whence: ", dim=True) + shown(problem), err=True)

    def finish(self) -> int:
        """Says how many were not printed, closes the file, and gives the exit status."""
        for code, number in self._shown.items():
            if number > MOST_SHOWN:
                click.echo(f"whence: and {number - MOST_SHOWN:,} more of the kind {code!r}", err=True)
        if self._file:
            self._file.close()
        return self.status


def shown(problem: Problem) -> str:
    """The problem on one line, without characters that would act on a terminal."""
    return legible(str(problem)).replace("\n", " ")


@contextmanager
def progress_on_stderr(total: int | None = None) -> Iterator[Callable[[str, int], None] | None]:
    """A progress bar while standard error is a terminal; None where it is not."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)

        def report(what: str, done: int) -> None:
            bar.update(task, description=what, completed=done)

        yield report


def write_text(path: Path, text: str) -> None:
    """Writes a file, and the folders above it. Raises `UsageError` where that is not possible."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"Cannot write {path}: {error.strerror}") from error


def one_of(records: Iterable[Any], beginning: str, noun: str) -> Any:
    """The record whose id begins so. Raises `UsageError` where none or several do."""
    found = [one for one in records if one.id.startswith(beginning)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise click.UsageError(
            f"No {noun} has an id that begins with {beginning!r}; list them: whence {noun}s"
        )
    ids = ", ".join(one.id for one in found[:5])
    raise click.UsageError(f"{len(found)} {noun}s have an id that begins with {beginning!r}: {ids}")

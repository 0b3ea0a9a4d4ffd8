"""`whence add` and `whence remove`: what goes into a case and out of it."""

import sys

import click

from whence.present.console import Problems, progress_on_stderr, with_case, with_language
from whence.present.wording import count


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|FOLDER…")
@click.option("--case", "folder", required=True, metavar="FOLDER", help="The case; made where there is none.")
@with_language
@click.option("--problems", "problems_path", metavar="FILE", help="Also write problems here, as JSONL.")
def add(inputs: tuple[str, ...], folder: str, language: str | None, problems_path: str | None) -> int:
    """Read reports into a case and link them. Only what is new or has changed is read again."""
    from whence.pipeline import open_case

    problems = Problems(problems_path)
    with open_case(folder) as case, progress_on_stderr() as progress:
        added = case.add(inputs, language=language, stdin=sys.stdin.buffer, progress=progress)
    for problem in added.problems:
        problems.add(problem)
    known = f", {added.known:,} known already" if added.known else ""
    click.echo(
        f"{count(added.new, 'new document')}{known}; {count(added.statements, 'new statement')}; "
        f"{count(len(added.problems), 'problem')}"
    )
    return problems.finish()


@click.command()
@click.argument("report")
@with_case
def remove(report: str, folder: str) -> int:
    """Take a report out of a case, with all that rested on it."""
    from whence.present.console import opened

    with opened(folder) as case:
        gone = case.remove(report)
    click.echo(f"removed: {count(gone.documents, 'document')}, {count(gone.statements, 'statement')}")
    return 0

"""`whence extract`: statements straight from files, without a case. Other programs rely on what it prints."""

import sys

import click

from whence.model import Document, Statement
from whence.present.console import (
    Problems,
    progress_on_stderr,
    terminal,
    with_format,
    with_language,
    write_records,
)


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|FOLDER…")
@with_format
@with_language
@click.option("--problems", "problems_path", metavar="FILE", help="Also write problems here, as JSONL.")
def extract(inputs: tuple[str, ...], form: str, language: str | None, problems_path: str | None) -> int:
    """Print every attributed statement in text files, JSONL files, folders, or standard input (-).

    One document is held in memory at a time. The objects are described in docs/schema/statement.json.
    """
    from collections.abc import Iterator

    from whence.pipeline import extract as extract_one
    from whence.pipeline import read

    problems = Problems(problems_path)

    def statements() -> Iterator[tuple[Document, tuple[Statement, ...]]]:
        with progress_on_stderr() as progress:
            done = 0
            for item in read(inputs, language=language, stdin=sys.stdin.buffer):
                if not isinstance(item, Document):
                    problems.add(item)
                    continue
                found, faults = extract_one(item)
                for fault in faults:
                    problems.add(fault)
                yield item, tuple(one for one in found if one.attributed)
                done += 1
                if progress:
                    progress("extracting", done)

    if form == "table":
        from whence.present.tables import print_statements

        console = terminal()
        for document, found in statements():
            print_statements(document, found, console)
    else:
        write_records((one for _, found in statements() for one in found), form)
    return problems.finish()

"""`whence show`: a document with its statements marked. `whence search`: words in both."""

import click

from whence.present.console import opened, terminal, with_case, with_format, write_records


@click.command()
@click.argument("report")
@with_case
@with_format
def show(report: str, folder: str, form: str) -> int:
    """Print a document with its statements marked. REPORT is its path as it was given, or its id."""
    with opened(folder) as case:
        document = case.document(report)
        statements = case.statements(document.id)
        judged = case.judgements()
    if form != "table":
        write_records(statements, form)
        return 0
    from whence.present.judgements import rejections
    from whence.present.tables import print_document

    print_document(document, statements, terminal(), rejections(judged))
    return 0


@click.command()
@click.argument("words", nargs=-1, required=True)
@with_case
@with_format
@click.option(
    "--limit", default=50, show_default=True, type=click.IntRange(1), help="At most so many of each."
)
def search(words: tuple[str, ...], folder: str, form: str, limit: int) -> int:
    """Find documents and statements that hold all WORDS; the last may be a beginning."""
    with opened(folder) as case:
        hits = case.search(" ".join(words), limit=limit)
    if form != "table":
        write_records(hits, form)
        return 0
    from whence.present.tables import print_hits

    print_hits(hits, terminal())
    return 0

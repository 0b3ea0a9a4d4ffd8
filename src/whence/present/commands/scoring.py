"""`whence eval`: precision, recall and F1 against annotated data."""

import click

from whence.present.console import terminal, with_format, write_record, write_records


@click.command("eval")
@click.argument("gold", type=click.Path())
@with_format
@click.option(
    "--split",
    type=click.Choice(["all", "even", "odd", "fold0", "fold1"]),
    default="all",
    show_default=True,
    help="Only the records whose id hashes (SHA-256) to an even or odd number, or of a fold.",
)
@click.option(
    "--language", "languages", multiple=True, metavar="CODE", help="Only this language; may be repeated."
)
@click.option(
    "--misses", type=click.IntRange(0), default=0, metavar="N", help="Also list N misses of each part."
)
def eval_(gold: str, form: str, split: str, languages: tuple[str, ...], misses: int) -> int:
    """Score whence against GOLD, a JSONL file; what it annotates is told from its content.

    The kinds of gold, and how each is scored, are described in docs/06-formats.md.
    """
    from whence.evaluate import evaluate

    report = evaluate(gold, split=split, languages=languages)  # type: ignore[arg-type]
    if form == "json":
        write_record(report)
        return 0
    if form == "jsonl":
        write_records(report.rows, form)
        return 0
    from whence.present.tables import print_scores

    print_scores(report, terminal(), misses=misses)
    return 0

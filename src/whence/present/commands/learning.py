"""`whence learn`: words from the case's own translations."""

import click

from whence.present.console import Problems, opened, with_case
from whence.present.wording import count, legible


@click.command()
@with_case
@click.option(
    "--undo", is_flag=True, help="Take back what was learned last; what was learned before holds again."
)
def learn(folder: str, undo: bool) -> int:
    """Learn words from reports of the case that are translations of each other.

    Only reports are learned from that linking found to be translations and that cover each other almost wholly. What
    they teach is added to the shipped word tables, kept with the case, and used from the next command on.
    """
    problems = Problems()
    with opened(folder) as case:
        if undo:
            left = case.unlearn()
            click.echo(
                "taken back; "
                + ("nothing learned is in force" if left is None else f"number {left} is in force")
            )
            return 0
        found, faults = case.learn()
    for problem in faults:
        problems.add(problem)
    click.echo(f"number {found.number}, from {count(len(found.pairs), 'pair')} of reports")
    for language, words in sorted(found.tables.items()):
        click.echo(
            f"{language}: {count(words.sentences, 'sentence')}, {count(len(words.stems), 'word stem')}, "
            f"{words.new:,} of them new"
        )
        for mine, other in words.examples:
            click.echo(f"    {legible(mine)} = {legible(other)}")
    return problems.finish()

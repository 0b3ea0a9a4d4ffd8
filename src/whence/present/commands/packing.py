"""`whence packs`: the languages that can be read, and how well each is covered."""

import click

from whence.present.console import terminal, with_format, write_records
from whence.problems import Problem, RunAborted


@click.command()
@click.argument("languages", nargs=-1, metavar="[CODE…]")
@with_format
def packs(languages: tuple[str, ...], form: str) -> int:
    """List the language packs: status, coverage, and what their examples prove.

    With CODEs only these, at length.
    """
    from whence.evaluate.coverage import coverage

    try:
        found = coverage(languages)
    except KeyError as error:
        raise RunAborted(Problem(code="unsupported_language", where=str(error.args[0]))) from error
    if form != "table":
        write_records(found, form)
        return 0
    from whence.present.languages import print_pack, print_packs

    if languages:
        for one in found:
            print_pack(one, terminal())
    else:
        print_packs(found, terminal())
    return 0

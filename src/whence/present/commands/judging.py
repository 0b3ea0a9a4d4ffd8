"""`whence judge`: what a person decided, kept for good and laid over what the machine finds."""

import click

from whence.present.console import opened, terminal, with_case, with_format, write_record, write_records

DECISIONS = ("same", "different", "accept", "reject", "undo", "list")


@click.command()
@click.argument("decision", type=click.Choice(DECISIONS), metavar="|".join(DECISIONS))
@click.argument("things", nargs=-1, metavar="[A] [B]")
@with_case
@click.option("--by", metavar="NAME", help="Who decides; must be there, except for `list`.")
@click.option("--why", default="", metavar="TEXT", help="The reason, in your words.")
@click.option(
    "--as",
    "kind",
    type=click.Choice(["copy", "translation", "excerpt", "rewrite", "cites"]),
    help="How two documents judged the same hang together; the kind that was found, if not given.",
)
@with_format
def judge(
    decision: str, things: tuple[str, ...], folder: str, by: str | None, why: str, kind: str | None, form: str
) -> int:
    """Decide what the machine cannot. It holds over every later run and is never overwritten.

    \b
      same A B       two statements or claims say the same; two names are one;
                     of two documents, one was made from the other
      different A B  they do not, are not, was not
      accept A [B]   a statement is read rightly; an edge or a merge is right
      reject A [B]   a statement is read wrongly and takes part in nothing;
                     an edge or a merge is wrong
      undo N         take back judgement N
      list           all judgements, and what became of each

    A and B are ids or their beginnings, reports, or names.
    """
    with opened(folder) as case:
        if decision == "list":
            _none(things, "list")
            judged = case.judgements()
            if form != "table":
                write_records(judged, form)
                return 0
            from whence.present.judgements import print_judgements

            print_judgements(judged, terminal())
            return 0
        if not by:
            raise click.UsageError("Say who decides: --by NAME.")
        if decision == "undo":
            if len(things) != 1 or not things[0].isdecimal():
                raise click.UsageError("Give the number of one judgement; they are in: whence judge list")
            made = case.undo(int(things[0]), by=by, why=why)
        else:
            made = case.judge(decision, things, by=by, why=why, kind=kind)  # type: ignore[arg-type]
        judged = case.judgements()
    if form != "table":
        write_record(made)
        return 0
    from whence.present.judgements import print_made

    print_made(made, judged, terminal())
    return 0


def _none(things: tuple[str, ...], decision: str) -> None:
    if things:
        raise click.UsageError(f"`{decision}` takes nothing else: {things[0]!r}")

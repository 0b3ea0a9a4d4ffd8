"""`whence why`: what two things are to each other. `whence lineage`: how reports hang together."""

import click

from whence.present.console import opened, terminal, with_case, with_format, write_record, write_records


@click.command()
@click.argument("a")
@click.argument("b")
@with_case
@with_format
def why(a: str, b: str, folder: str, form: str) -> int:
    """Show why two reports, statements, claims or names belong together, or why not.

    A and B are ids or their beginnings, reports, or names.
    """
    with opened(folder) as case:
        found = case.why(a, b)
    if form != "table":
        write_record(found)
        return 0
    from whence.present.why import print_explanation

    print_explanation(found, terminal())
    return 0


@click.command()
@click.argument("a", required=False)
@click.argument("b", required=False)
@with_case
@with_format
def lineage(a: str | None, b: str | None, folder: str, form: str) -> int:
    """List how the reports hang together: copies, translations, excerpts, rewrites, citations.

    With A, only the edges of that report. With A and B, the two side by side: which sentences stand for which, what
    agrees in them, and what speaks against an edge where there is none. A and B are reports or ids.
    """
    with opened(folder) as case:
        one = case.document(a) if a is not None else None
        if one is not None and b is not None:
            found = case.why(one.id, case.document(b).id)
        else:
            edges = case.lineage(one.id if one is not None else None)
    if one is not None and b is not None:
        if form != "table":
            write_record(found)
            return 0
        from whence.present.why import print_explanation

        print_explanation(found, terminal())
        return 0
    if form != "table":
        write_records(edges, form)
        return 0
    from whence.present.tables import print_lineage

    print_lineage(edges, terminal())
    return 0

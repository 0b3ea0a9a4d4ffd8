"""`whence brief`: the cited page."""

from pathlib import Path

import click

from whence.present.console import opened, terminal, with_as_of, with_case, write_text


@click.command()
@with_case
@with_as_of
@click.option("--question", metavar="TEXT", help="The page's title.  [default: the case's name]")
@click.option(
    "--out",
    metavar="FILE",
    help="Write it here: .html for one self-contained page, .md for Markdown.  [default: the terminal]",
)
def brief(folder: str, as_of: str | None, question: str | None, out: str | None) -> int:
    """Write the brief: claims with origins, ladder, denials, rival figures, forecasts, sources."""
    from whence.present.brief import brief_view

    if out is not None and Path(out).suffix.lower() not in (".html", ".htm", ".md", ".markdown"):
        raise click.UsageError("--out takes a file that ends in .html or .md")
    with opened(folder) as case:
        view = brief_view(case.holdings(as_of=as_of), title=question or case.name)
    if out is None:
        from whence.present.terminal import print_brief

        print_brief(view, terminal())
        return 0
    path = Path(out)
    if path.suffix.lower() in (".html", ".htm"):
        from whence.present.html import render_html

        write_text(path, render_html(view))
    else:
        from whence.present.markdown import render_markdown

        write_text(path, render_markdown(view))
    click.echo(f"written: {path}", err=True)
    return 0

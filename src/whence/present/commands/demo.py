"""`whence demo`: the whole job, once, on the reports that come with whence or on your own."""

import shutil
from pathlib import Path

import click

import whence
from whence.present.console import Problems, progress_on_stderr, terminal, with_as_of, write_text

BUNDLED = Path("demo") / "reports"
BUNDLED_AS_OF = "2025-02-15"
BUNDLED_QUESTION = "The affair of the Brodsk cards"
CASE = "case"


def bundled() -> Path | None:
    """The reports in the source tree, from wherever whence runs; None where it was installed without them."""
    if BUNDLED.is_dir():
        return BUNDLED
    folder = Path(whence.__file__).resolve().parents[2] / BUNDLED
    return folder if folder.is_dir() else None


@click.command()
@click.argument("inputs", nargs=-1, metavar="[FILE|FOLDER…]")
@click.option("--out", default="demo/out", show_default=True, metavar="FOLDER", help="Where results go.")
@with_as_of
@click.option("--question", metavar="TEXT", help="The brief's title.")
def demo(inputs: tuple[str, ...], out: str, as_of: str | None, question: str | None) -> int:
    """Run everything on the bundled reports (or on yours) and print the brief.

    The brief is also written to --out as brief.html and brief.md, the case to --out/case.
    """
    from whence.pipeline import open_case
    from whence.present.brief import brief_view
    from whence.present.html import render_html
    from whence.present.markdown import render_markdown
    from whence.present.terminal import print_brief

    given = list(inputs)
    if not given:
        folder = bundled()
        if folder is None:
            raise click.UsageError(
                "The bundled reports are only in the source tree. Run it there, or: whence demo FILE…"
            )
        given = [str(folder)]
        as_of, question = as_of or BUNDLED_AS_OF, question or BUNDLED_QUESTION
    target = Path(out)
    case_folder = target / CASE
    if (case_folder / "case.sqlite").is_file():
        shutil.rmtree(case_folder)
    problems = Problems()
    with open_case(case_folder) as case:
        with progress_on_stderr() as progress:
            added = case.add(given, progress=progress)
        view = brief_view(case.holdings(as_of=as_of), title=question or "What the reports say")
    for problem in added.problems:
        problems.add(problem)
    write_text(target / "brief.html", render_html(view))
    write_text(target / "brief.md", render_markdown(view))
    print_brief(view, terminal())
    click.echo(
        f"The page: {target / 'brief.html'}   Markdown: {target / 'brief.md'}   The case: {case_folder}"
    )
    return problems.finish()

"""`whence try`: how one sentence is read, and by which rule."""

import io
import json

import click

from whence.model import Document
from whence.present.console import Problems, terminal, with_format, write_records


@click.command("try")
@click.argument("text")
@click.option("--language", metavar="CODE", help="The language of the text; else it is identified.")
@click.option("--published", metavar="DATE", help="The day of publication, to which times are related.")
@with_format
def try_(text: str, language: str | None, published: str | None, form: str) -> int:
    """Read TEXT (a sentence or a few) and explain what is found in it."""
    from whence.pipeline import extract, read

    fields = {"text": text, "language": language, "published": published}
    line = json.dumps({key: value for key, value in fields.items() if value is not None})
    problems = Problems()
    statements = []
    document = None
    for item in read(["-"], stdin=io.BytesIO(line.encode() + b"\n")):
        if not isinstance(item, Document):
            problems.add(item)
            continue
        document = item
        found, faults = extract(item)
        statements += [one for one in found if one.attributed]
        for fault in faults:
            problems.add(fault)
    if form != "table":
        write_records(statements, form)
    elif document is not None:
        from whence.present.explain import print_reading

        print_reading(document, statements, terminal())
    return problems.finish()

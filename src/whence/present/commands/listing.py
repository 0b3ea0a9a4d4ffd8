"""What a case holds, as lists: claims, forecasts, sources, documents, problems."""

from collections.abc import Sequence
from typing import Any

import click

from whence.present.console import opened, terminal, with_as_of, with_case, with_format, write_records


def _print(name: str, records: Sequence[Any], form: str) -> int:
    if form == "table":
        from whence.present import tables

        getattr(tables, f"print_{name}")(records, terminal())
    else:
        write_records(records, form)
    return 0


@click.command()
@with_case
@with_format
@with_as_of
def claims(folder: str, form: str, as_of: str | None) -> int:
    """List the claims: origins, outlets, languages, ladder, denials, rival figures."""
    with opened(folder) as case:
        return _print("claims", case.claims(as_of=as_of), form)


@click.command()
@with_case
@with_format
@with_as_of
def forecasts(folder: str, form: str, as_of: str | None) -> int:
    """List what was said about the future, with its deadline and its state."""
    with opened(folder) as case:
        return _print("forecasts", case.forecasts(as_of=as_of), form)


@click.command()
@with_case
@with_format
@with_as_of
def sources(folder: str, form: str, as_of: str | None) -> int:
    """List who is named as a source, and each one's record."""
    with opened(folder) as case:
        return _print("sources", case.sources(as_of=as_of), form)


@click.command()
@with_case
@with_format
def documents(folder: str, form: str) -> int:
    """List the documents of a case."""
    with opened(folder) as case:
        return _print("documents", case.documents(), form)


@click.command()
@with_case
@with_format
def problems(folder: str, form: str) -> int:
    """List everything that could not be read, parsed or decided."""
    with opened(folder) as case:
        return _print("problems", case.problems(), form)

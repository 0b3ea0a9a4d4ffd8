"""Generations: immutable Parquet files of a case's bulk tables, made valid by one atomic manifest.

    bulk/manifest.json                     names the generation that counts, its files, rows and checksums
    bulk/generation-000007/TABLE/*.parquet

A generation is written beside the one that counts; `manifest.json` is replaced when all of it is on the disk, and
older generations are removed only then. A run that is killed leaves the old generation valid, and what it left
behind goes with the next publication. What does not fit its manifest is a Problem (bulk_damaged): a generation is
derived from the case and can be made again.

One process publishes into a folder at a time (the case's lock sees to that); readers may come and go.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from whence.problems import Problem, RunAborted
from whence.store.engines.files import Files, Part

MANIFEST = "manifest.json"
SCHEMA = 1
_PREFIX = "generation-"


class Held(msgspec.Struct, frozen=True):
    """One table of a generation: its rows, and its files by path."""

    rows: int
    files: tuple[Part, ...]


class Manifest(msgspec.Struct, frozen=True):
    """Which generation counts, and what it holds. `schema` is the number of this format."""

    schema: int
    generation: str
    tables: dict[str, Held]


Write = Callable[[str, str], int]
"""Writes a table (by name) as Parquet files into a folder (relative path) and gives its rows."""


def publish(files: Files, where: str, tables: Sequence[str], write: Write) -> Manifest:
    """Writes the tables as the next generation and makes it the one that counts.

    Raises `RunAborted` (unwritable) where the storage refuses; the old generation then still counts.
    """
    try:
        old = files.folders()
        number = 1 + max((int(name.removeprefix(_PREFIX)) for name in old if _is_ours(name)), default=0)
        generation = f"{_PREFIX}{number:06d}"
        if not files.make(generation):
            raise FileExistsError(f"{generation} is there: another process publishes into this folder")
        held = {}
        for table in tables:
            rows = write(table, f"{generation}/{table}")
            held[table] = Held(rows=rows, files=tuple(files.parts(f"{generation}/{table}")))
        manifest = Manifest(schema=SCHEMA, generation=generation, tables=held)
        files.replace(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=1))
        for name in old:
            if _is_ours(name):
                files.remove(name)
    except OSError as error:
        raise RunAborted(Problem(code="unwritable", where=where, detail=str(error))) from error
    return manifest


def current(files: Files, where: str) -> Manifest | None:
    """The manifest that counts; None where nothing was published. Raises `RunAborted` (bulk_damaged)."""
    try:
        data = files.read(MANIFEST)
    except OSError as error:
        raise _damaged(where, f"{MANIFEST}: {error}") from error
    if data is None:
        return None
    try:
        loose: Any = json.loads(data)
        if isinstance(loose, dict) and loose.get("schema") != SCHEMA:
            raise _damaged(where, f"{MANIFEST}: schema {loose.get('schema')}, this version reads {SCHEMA}")
        return msgspec.convert(loose, Manifest)
    except (ValueError, msgspec.ValidationError) as error:
        raise _damaged(where, f"{MANIFEST}: {error}") from error


Read = Callable[[str, list[str]], int]
"""Makes a table (by name) of Parquet files (relative paths) and gives its rows."""


def load(files: Files, where: str, tables: Mapping[str, str], read: Read) -> bool:
    """Makes tables (key) of those of the generation that counts (value); False where there is none.

    A generation that another process replaces meanwhile is left for the newer one. Raises `RunAborted`
    (bulk_damaged).
    """
    manifest = current(files, where)
    if manifest is None:
        return False
    try:
        _load(files, where, manifest, tables, read)
    except RunAborted:
        newer = current(files, where)
        if newer is None or newer.generation == manifest.generation:
            raise
        _load(files, where, newer, tables, read)
    return True


def _load(files: Files, where: str, manifest: Manifest, tables: Mapping[str, str], read: Read) -> None:
    for name, published in tables.items():
        held = manifest.tables.get(published)
        if held is None:
            raise _damaged(where, f"{manifest.generation} has no table {published}")
        _compare(files, where, f"{manifest.generation}/{published}", held)
        rows = read(name, [part.path for part in held.files])
        if rows != held.rows:
            raise _damaged(where, f"{published}: {rows} rows of {held.rows}")


def _compare(files: Files, where: str, folder: str, held: Held) -> None:
    """Raises `RunAborted` where the files of a table are not those that were published."""
    try:
        found = {part.path: part for part in files.parts(folder)}
    except OSError as error:
        raise _damaged(where, f"{folder}: {error}") from error
    for part in held.files:
        if part.path not in found:
            raise _damaged(where, f"{part.path} is missing")
        if found[part.path] != part:
            raise _damaged(where, f"{part.path} is not the file that was published")


def _is_ours(name: str) -> bool:
    return name.startswith(_PREFIX) and name.removeprefix(_PREFIX).isdecimal()


def _damaged(where: str, detail: str) -> RunAborted:
    return RunAborted(Problem(code="bulk_damaged", where=where, detail=detail))

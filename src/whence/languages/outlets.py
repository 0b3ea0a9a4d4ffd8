"""Outlets known by name: a look-up by words, spelling variants folded."""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from whence.languages.words import Strict


class OutletGroup(Strict, frozen=True):
    """Outlets of one kind, by every spelling that is no mere transliteration."""

    kind: str
    names: tuple[str, ...]


class OutletTable(Strict, frozen=True):
    """The file `data/outlets.toml`."""

    schema: int
    outlets: tuple[OutletGroup, ...]


@cache
def outlet_kinds() -> dict[str, str]:
    """From an outlet's name, as written, to its kind; also without its article."""
    source = (files("whence.languages") / "data" / "outlets.toml").read_text("utf-8")
    table = msgspec.convert(tomllib.loads(source), OutletTable)
    return {name: group.kind for group in table.outlets for name in group.names}


@cache
def outlet_kind(name: str) -> str | None:
    """The kind of the outlet of that name, or None: as written, else without a genitive s or an article."""
    kinds = outlet_kinds()
    bare = name.strip()
    for candidate in (bare, bare.removesuffix("'s").removesuffix("’s"), bare.removesuffix("s")):
        if candidate in kinds:
            return kinds[candidate]
    words = bare.split()
    if len(words) > 1 and words[0].islower() is False and words[0].lower() in ("the", "der", "die", "das"):
        return kinds.get(" ".join(words[1:]))
    if len(words) > 1 and words[0] in ("the", "der", "die", "das"):
        return kinds.get(" ".join(words[1:])) or kinds.get("The " + " ".join(words[1:]))
    return None

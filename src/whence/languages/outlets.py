"""Outlets known by name: a look-up by words, spelling variants folded."""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

from whence.languages.words import MOST_REMEMBERED, Strict


class OutletGroup(Strict, frozen=True):
    """Outlets of one kind, by every spelling that is no mere transliteration."""

    kind: str
    names: tuple[str, ...]


class OutletTable(Strict, frozen=True):
    """The file `data/outlets.toml`."""

    schema: int
    articles: tuple[str, ...]
    """Lower case: what may stand before an outlet's name and is no part of it."""
    outlets: tuple[OutletGroup, ...]


@cache
def _table() -> OutletTable:
    source = (files("whence.languages") / "data" / "outlets.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(source), OutletTable)


@cache
def outlet_kinds() -> dict[str, str]:
    """From an outlet's name, as written, to its kind."""
    return {name: group.kind for group in _table().outlets for name in group.names}


@lru_cache(maxsize=MOST_REMEMBERED)
def outlet_kind(name: str) -> str | None:
    """The kind of the outlet of that name, or None: as written, else without a genitive s or an article."""
    kinds = outlet_kinds()
    bare = name.strip()
    for candidate in (bare, bare.removesuffix("'s").removesuffix("’s"), bare.removesuffix("s")):
        if candidate in kinds:
            return kinds[candidate]
    article, _, rest = bare.partition(" ")
    if rest and article.lower() in _table().articles:
        return kinds.get(rest) or kinds.get(article.capitalize() + " " + rest)
    return None

"""Event types: from the packs' event concepts to the PLOVER ontology. A look-up by id; it reads no text."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from whence.languages.words import Strict

PloverType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]


class EventType(Strict, frozen=True):
    """A PLOVER type and, where the concept fixes it, its mode."""

    type: PloverType
    mode: str | None = None


class EventTable(Strict, frozen=True):
    """The file `data/plover.toml`."""

    schema: int
    types: tuple[PloverType, ...]
    concepts: dict[str, EventType]
    mobilized: dict[str, str]
    """Unit or topic concept -> the mode of MOBILIZE that it tells."""


@cache
def event_table() -> EventTable:
    """The table as shipped."""
    source = (files("whence.languages") / "data" / "plover.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(source), EventTable)

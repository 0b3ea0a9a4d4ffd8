"""Stretches of tokens: the shapes that all rules share."""

from typing import Literal

import msgspec

Range = tuple[int, int]
"""Token indexes, inclusive."""


class Shape(msgspec.Struct, frozen=True, gc=False):
    """Base of what is made by the ten thousand: a struct is made in a sixth of a named tuple's time."""


class Phrase(Shape, frozen=True):
    """A noun phrase: `core` without its apposition, `full` with it. Token indexes, inclusive."""

    core: Range
    full: Range


Kind = Literal[
    "pronoun",
    "relative",
    "person",
    "name",
    "outlet",
    "organisation",
    "state",
    "document",
    "group",
    "role",
    "unknown",
]


class Mention(Shape, frozen=True):
    """Tokens (inclusive), the kind, the concept of its head noun, its territory, its proper name."""

    first: int
    last: int
    kind: Kind
    concept: str | None
    territory: str | None
    name: str
    name_span: tuple[int, int] | None

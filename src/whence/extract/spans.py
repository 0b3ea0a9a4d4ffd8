"""Stretches of tokens: the two shapes that all rules share."""

from typing import NamedTuple

Range = tuple[int, int]
"""Token indexes, inclusive."""


class Phrase(NamedTuple):
    """A noun phrase: `core` without its apposition, `full` with it. Token indexes, inclusive."""

    core: Range
    full: Range

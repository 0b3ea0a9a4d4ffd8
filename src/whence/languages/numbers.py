"""Quantities in running text."""

from whence.languages.words import Strict


class NumberWords(Strict):
    """Number words."""

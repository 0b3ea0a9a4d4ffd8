"""Boilerplate markers of a pack."""

from whence.languages.words import Strict


class BoilerplateWords(Strict):
    """Words that mark boilerplate."""

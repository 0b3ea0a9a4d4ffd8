"""The fold of names."""

from whence.languages.words import Strict


class NameWords(Strict):
    """Spelling readings and case endings."""

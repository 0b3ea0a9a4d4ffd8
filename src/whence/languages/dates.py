"""Times in running text."""

from whence.languages.words import Strict


class DateWords(Strict):
    """What CLDR lacks."""

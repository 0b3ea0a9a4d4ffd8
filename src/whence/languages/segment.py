"""Paragraphs and sentences."""

from whence.languages.words import Strict


class SentenceWords(Strict):
    """Abbreviations and the like."""

"""The lines of a text with their offsets: what boilerplate, titles and dates are looked for in."""

import re
from typing import NamedTuple

_LINE = re.compile(r"[^\n\r\u2028\u2029]++")


class Line(NamedTuple):
    """One line that is not blank: `text[start:end] == words`, without the blanks around it; `low` in lower
    case."""

    start: int
    end: int
    words: str
    low: str


def lines(text: str) -> list[Line]:
    """The lines of `text` that hold more than blanks, in order."""
    found: list[Line] = []
    for match in _LINE.finditer(text):
        raw = match.group()
        words = raw.strip()
        if words:
            start = match.start() + len(raw) - len(raw.lstrip())
            found.append(Line(start, start + len(words), words, lower(words)))
    return found


def lower(words: str) -> str:
    """The words in lower case, one character for each, so that offsets fit both ("İ" stays as it is)."""
    low = words.lower()
    if len(low) == len(words):
        return low
    return "".join(small if len(small := character.lower()) == 1 else character for character in words)

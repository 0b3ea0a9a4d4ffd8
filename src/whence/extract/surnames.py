"""The full names of a document by their surnames: a bare surname finds its bearer, spelling slips included."""

from bisect import bisect_left, bisect_right

from whence.extract.inflected import InflectedNames
from whence.extract.naming import without_genitive
from whence.extract.reading import Reading
from whence.extract.spans import Range
from whence.languages.fold import name_similarity

SURNAME_SIMILARITY = 0.86
SHORTEST_SLIP = 5
"""Letters of a surname that may be spelt another way: shorter ones are too alike."""
MOST_COMPARED = 24
"""Surnames with which a bare surname that no name has is compared: few articles hold more with one first letter."""


class Surnames:
    """The names of two words or more among the runs of capitals of one document."""

    def __init__(self, reading: Reading, runs: list[Range], inflected: InflectedNames) -> None:
        self.reading = reading
        self._inflected = inflected
        self._bearers: dict[str, list[Range]] = {}
        self._by_letter: dict[str, list[tuple[int, str]]] = {}
        """First letter -> surnames with the token where each stands first, in order."""
        for first, last in runs:
            if last > first:
                surname = self._surname(last)
                if surname not in self._bearers:
                    self._by_letter.setdefault(surname[:1], []).append((first, surname))
                self._bearers.setdefault(surname, []).append((first, last))

    def bearer(self, token: int) -> Range | None:
        """The full name that the bare surname at a token stands for: the nearest one before it, else the last."""
        surname = self._surname(token)
        found = self._bearers.get(surname) or self._inflected.runs(surname)
        if found is None and surname.endswith("s"):
            found = self._bearers.get(surname[:-1])
        if found is None and len(surname) >= SHORTEST_SLIP:
            best = max(
                ((name_similarity(surname, known).score, known) for known in self._alike(surname, token)),
                default=(0.0, ""),
            )
            if best[0] >= SURNAME_SIMILARITY:
                found = self._bearers[best[1]]
        return None if not found else found[bisect_right(found, token, key=_first) - 1]

    def _surname(self, token: int) -> str:
        return without_genitive(self.reading.tokens.lows[token])

    def _alike(self, surname: str, token: int) -> list[str]:
        """The surnames that begin like this one, at most so many as can be compared, nearest to the token."""
        known = self._by_letter.get(surname[:1], [])
        start = 0
        if len(known) > MOST_COMPARED:
            middle = bisect_left(known, token, key=_first)
            start = min(max(0, middle - MOST_COMPARED // 2), len(known) - MOST_COMPARED)
        return [name for _, name in known[start : start + MOST_COMPARED]]


def _first(found: tuple[int, object]) -> int:
    return found[0]

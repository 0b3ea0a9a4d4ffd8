"""Names in other cases: which forms in a document are one name, and which of them is its nominative.

Only forms that stand in the document are chosen between; nothing is put together from endings. A given name that is
a nominative of the pack ("Aleksandra") is never taken for another case of a second one ("Aleksandr").
"""

from itertools import islice

from whence.extract.reading import Reading
from whence.extract.spans import Range

MOST_COMPARED = 24
"""Full names of one surname that are compared: no article holds more."""


class InflectedNames:
    """The names of one document by the nominatives that their forms may have."""

    __slots__ = ("_declensions", "_found", "_given", "_names", "_surnames")

    def __init__(self, reading: Reading, runs: list[Range]) -> None:
        lexicon = reading.lexicon
        self._declensions = lexicon.declensions
        self._surnames: dict[str, list[Range]] = {}
        self._found: dict[str, list[Range]] = {}
        self._names: dict[str, dict[str, tuple[str, ...]]] = {}
        if not self._declensions:
            return
        self._given = frozenset((*lexicon.pack.sources.feminine_given, *lexicon.pack.sources.masculine_given))
        for first, last in runs:
            if last == first:
                continue
            lows = tuple(reading.tokens.lows[first : last + 1])
            for form in self._forms(lows[-1]):
                self._surnames.setdefault(form, []).append((first, last))
                self._names.setdefault(form, {})[reading.tokens.slice(first, last)] = lows

    def _forms(self, low: str) -> tuple[str, ...]:
        """A word and the nominatives that it may be another case of."""
        return (low,) if low in self._given else (low, *self._declensions.nominatives(low))

    def runs(self, surname: str) -> list[Range] | None:
        """Full names whose last word may be a surname in another case."""
        if not self._declensions:
            return None
        if surname not in self._found:
            runs = {run for form in self._forms(surname) for run in self._surnames.get(form, ())}
            self._found[surname] = sorted(runs)
        return self._found[surname] or None

    def nominative(self, name: str) -> str:
        """The form of a name in the document that it is another case of, or the name itself."""
        words = name.lower().replace("’", "'").split()
        if len(words) < 2 or not self._declensions:
            return name
        cases = [self._forms(word) for word in words]
        for form in cases[-1]:
            for known, lows in islice(self._names.get(form, {}).items(), MOST_COMPARED):
                if known != name and len(lows) == len(words):
                    if all(low in mine for low, mine in zip(lows, cases, strict=True)):
                        return known
        return name

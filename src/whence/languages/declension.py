"""From an inflected word back to the forms that a dictionary would list.

A pack lists, for each ending that a nominative may have, what takes its place in the other cases ("ская" -> "ской",
"скую"; "" where the case ending is only added). Nothing is known of the word itself, so several nominatives come
out, most of which are no words: they are candidates, to be met by a name that stands somewhere.
"""

from collections.abc import Iterable, Mapping
from functools import cache

SHORTEST_STEM = 3
"""Letters that an ending must leave."""
MOST_NOMINATIVES = 12


class Declensions:
    """The endings of one language, or of several together, ready for look-up."""

    __slots__ = ("_by_ending", "_lengths", "_nominatives")

    def __init__(self, tables: Iterable[Mapping[str, tuple[str, ...]]]) -> None:
        tables = list(tables)
        by_ending: dict[str, dict[str, None]] = {}
        for table in tables:
            for nominative, endings in table.items():
                for ending in endings:
                    by_ending.setdefault(ending, {})[nominative] = None
        self._nominatives = {
            nominative: endings
            for table in tables
            for nominative, endings in sorted(table.items(), key=lambda item: -len(item[0]))
        }
        self._by_ending = {ending: tuple(found) for ending, found in by_ending.items()}
        self._lengths = sorted({len(ending) for ending in by_ending}, reverse=True)

    def __bool__(self) -> bool:
        return bool(self._by_ending)

    @property
    def endings(self) -> Iterable[str]:
        """All endings of other cases; "" where one is a nominative cut short."""
        return self._by_ending

    def oblique(self, low: str) -> tuple[str, ...]:
        """All other cases that a nominative may have, by the longest ending that is listed for it."""
        nominative = next((e for e in self._nominatives if e and low.endswith(e)), "")
        stem = low[: len(low) - len(nominative)]
        return tuple(stem + ending for ending in self._nominatives.get(nominative, ()))

    def nominatives(self, low: str) -> tuple[str, ...]:
        """The forms of which a lower-case word may be another case, the longest ending first; without the word."""
        found: dict[str, None] = {}
        for length in self._lengths:
            if len(low) - length < SHORTEST_STEM:
                continue
            stem = low[: len(low) - length]
            for nominative in self._by_ending.get(low[len(stem) :], ()):
                found[stem + nominative] = None
        found.pop(low, None)
        return tuple(found)[:MOST_NOMINATIVES]


@cache
def declensions(code: str) -> Declensions:
    """The endings of a pack's language."""
    from whence.languages.pack import pack

    return Declensions([pack(code).names.declensions])

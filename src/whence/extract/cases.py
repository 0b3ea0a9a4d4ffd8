"""Which case a source noun may stand in, told by the other forms of it that the pack lists."""

from collections.abc import Callable

from whence.languages.declension import Declensions

LONGEST_MEMORY = 100_000


class NounCases:
    """The source nouns of one pack with its endings. `noun_of` gives what a word can be a source as, or None."""

    __slots__ = ("_declensions", "_memo", "_noun_of")

    def __init__(self, declensions: Declensions, noun_of: Callable[[str], object]) -> None:
        self._declensions = declensions
        self._noun_of = noun_of
        self._memo: dict[str, bool] = {}

    def is_nominative(self, low: str) -> bool:
        """Whether a noun may be a subject by its form: more of its own other cases are nouns of the same concept than
        of any word that it could be another case of."""
        found = self._memo.get(low)
        if found is None:
            own = self._known(low)
            found = all(own >= self._known(form) for form in self._declensions.nominatives(low))
            if len(self._memo) < LONGEST_MEMORY:
                self._memo[low] = found
        return found

    def _known(self, low: str) -> int:
        noun = self._noun_of(low)
        if noun is None:
            return 0
        return sum(self._noun_of(form) == noun for form in self._declensions.oblique(low))


def in_all_cases(names: tuple[str, ...], others: tuple[str, ...], cases: Declensions) -> frozenset[str]:
    """Given names with their inflected forms, except those that are a name of the other gender ("Aleksandra")."""
    inflected = {form for name in names for form in cases.oblique(name)}
    return frozenset(names) | (inflected - set(others))

"""What may begin with a word, remembered by word: so that rules look up only what is there.

Reading asks by the hundred thousand, nearly always in vain. The answer must cost one look-up.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from whence.languages.words import MOST_REMEMBERED, WordMap

K = TypeVar("K")

Entries = dict[str, tuple[tuple[tuple[str, ...], K], ...]]
"""From a first word to entries: their words and what they mean."""
_Entries = tuple[tuple[tuple[str, ...], K], ...]


class Traits(dict[str, tuple[int, int]]):
    """From a word to its classes, and to bits, one for each table that has an entry beginning with it, or function
    that it satisfies.

    Found when first asked. Both in one: a word of a text is a new string, whose look-up costs a hash and a comparison.
    """

    def __init__(
        self,
        classes: Mapping[str, int],
        maps: Mapping[int, WordMap[Any]],
        tells: Mapping[int, Callable[[str], bool]],
    ) -> None:
        super().__init__()
        self._classes = classes
        self._pairs: dict[tuple[int, int], tuple[int, int]] = {}
        # plain numbers: each operation on an enum's flag is a call
        self._maps = tuple((int(bit), table.met) for bit, table in maps.items())
        self._tells = tuple((int(bit), function) for bit, function in tells.items())

    def __missing__(self, low: str) -> tuple[int, int]:
        bits = 0
        for bit, met in self._maps:
            if met[low] is not None:
                bits |= bit
        for bit, function in self._tells:
            if function(low):
                bits |= bit
        pair = (self._classes.get(low, 0), bits)
        pair = self._pairs.setdefault(pair, pair)
        if len(self) < MOST_REMEMBERED:
            self[low] = pair
        return pair


class Beginning(Generic[K]):
    """Entries by their first word and, where they have more than one, by their second: few words stand alone in a
    list ("in", "is"), and most of what they begin is told apart by the next one."""

    __slots__ = ("_found",)

    def __init__(self, entries: Mapping[str, Sequence[tuple[tuple[str, ...], K]]]) -> None:
        self._found: dict[str, tuple[_Entries[K], dict[str, _Entries[K]]]] = {}
        for low, found in entries.items():
            alone = tuple(entry for entry in found if len(entry[0]) == 1)
            seconds = {words[1] for words, _ in found if len(words) > 1}
            longer = {
                second: tuple(entry for entry in found if entry[0][1:2] in ((), (second,)))
                for second in seconds
            }
            self._found[low] = alone, longer

    def may(self, lows: list[str], index: int) -> bool:
        """Whether an entry may stand at token `index`, by its first two words."""
        known = self._found.get(lows[index])
        if known is None:
            return False
        alone, longer = known
        return bool(alone) or (index + 1 < len(lows) and lows[index + 1] in longer)

    def at(self, lows: list[str], index: int) -> "_Entries[K]":
        """The entries that stand at token `index`, in their order."""
        known = self._found.get(lows[index])
        if known is None:
            return ()
        alone, longer = known
        found = longer.get(lows[index + 1]) if longer and index + 1 < len(lows) else None
        if found is None:
            return alone
        return tuple(
            entry
            for entry in found
            if len(entry[0]) < 3 or tuple(lows[index : index + len(entry[0])]) == entry[0]
        )


def entries_of(
    cues: Mapping[str, list[tuple[tuple[str, ...], Any]]], kind: type[K], wanted: Callable[[K], bool]
) -> Entries[K]:
    """The entries of one kind of cue that are wanted, in their order."""
    found: Entries[K] = {}
    for low, entries in cues.items():
        kept = tuple((words, cue) for words, cue in entries if isinstance(cue, kind) and wanted(cue))
        if kept:
            found[low] = kept
    return found

"""What may begin with a word, remembered by word: so that rules look up only what is there.

Reading asks by the hundred thousand, nearly always in vain. The answer must cost one look-up.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from whence.languages.words import MOST_REMEMBERED, WordMap

K = TypeVar("K")

Entries = dict[str, tuple[tuple[tuple[str, ...], K], ...]]
"""From a first word to entries: their words and what they mean."""


class Traits(dict[str, int]):
    """From a word to bits, one for each table that has an entry beginning with it, or function that it satisfies.

    Found when first asked.
    """

    def __init__(self, maps: Mapping[int, WordMap[Any]], tells: Mapping[int, Callable[[str], bool]]) -> None:
        super().__init__()
        # plain numbers: each operation on an enum's flag is a call
        self._maps = tuple((int(bit), table.met) for bit, table in maps.items())
        self._tells = tuple((int(bit), function) for bit, function in tells.items())

    def __missing__(self, low: str) -> int:
        bits = 0
        for bit, met in self._maps:
            if met[low] is not None:
                bits |= bit
        for bit, function in self._tells:
            if function(low):
                bits |= bit
        if len(self) < MOST_REMEMBERED:
            self[low] = bits
        return bits


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

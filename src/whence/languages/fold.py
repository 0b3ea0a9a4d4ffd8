"""The fold of names."""

from whence.languages.words import Strict


class NameWords(Strict):
    """How a language spells the sounds of foreign names, and what it hangs on their ends.

    `readings`: grapheme group -> sounds, the usual one first. Keys are lower case with their diacritics, the
    longest group wins ("sch" before "ch"), a group that is not listed reads as in the base table. Sounds are
    letters of the fold's own alphabet: `S` (she), `Z` (measure), `C` (church), `c` (tsar), `H` (loch), `J`
    (yes), `W` (shchi) and the plain letters; "" is silent. A key may begin or end with "^" or "$", which tie it
    to the word's beginning or end. `case_endings`: endings of inflected surnames ("s" of the genitive), lower case.
    `examples`: pairs of spellings that must come out as the same name.
    """

    readings: dict[str, tuple[str, ...]]
    case_endings: tuple[str, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()

"""The part of a pack on names: how a language spells foreign ones, and how it inflects them."""

from whence.languages.words import Strict


class NameWords(Strict, frozen=True):
    """How a language spells the sounds of foreign names, and what it hangs on their ends.

    `readings`: grapheme group -> sounds, the usual one first. Keys are lower case with their diacritics, the
    longest group wins ("sch" before "ch"), a letter that is in no group reads as itself. Sounds are those of
    `sounds`; "" is silent. A key may begin with "^" or end with "$", which tie it to the beginning or end of
    the word. `case_endings`: what inflection hangs on surnames ("s" of the genitive), lower case.
    `declensions`: an ending of the nominative -> what stands in its place in other cases ("ski" -> "skiego",
    "skiemu"); "" is a word to which a case ending is only added. `surname_declensions`: the
    same for names alone, where `extract` reads no cases. `feminine_endings`: what the surname of a foreign
    woman gets ("Merkel" -> "Merkelová"), in all cases. `last_word_inflected`: only the last word of a name is
    inflected ("Angela Merkels"); where it is not set, every word is ("Angeli Merkel", "Petera Berga").
    `examples`: pairs of spellings that must come out as the same name.
    """

    readings: dict[str, tuple[str, ...]]
    case_endings: tuple[str, ...] = ()
    declensions: dict[str, tuple[str, ...]] = {}
    surname_declensions: dict[str, tuple[str, ...]] = {}
    feminine_endings: tuple[str, ...] = ()
    last_word_inflected: bool = False
    examples: tuple[tuple[str, str], ...] = ()

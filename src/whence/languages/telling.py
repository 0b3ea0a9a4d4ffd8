"""What a pack knows about telling its language from others; how it is used is `identify`."""

import msgspec

from whence.languages.words import Strict


class IdentifyExample(Strict, frozen=True, kw_only=True):
    """A sentence that must come out as the pack's language (or as `code`, a neighbour without a pack)."""

    text: str
    code: str | None = None


class IdentifyWords(Strict, frozen=True, kw_only=True):
    """Frequent words, and the languages that are mistaken for this one.

    A word that a neighbour's pack lists too speaks for neither, so the lists need not be kept disjoint.
    """

    model: tuple[str, ...]
    """The labels that the character model gives to this language: "no" for Bokmål."""
    neighbours: tuple[str, ...] = ()
    """Codes of languages that are confused with it, with a pack or among `foreign`."""
    words: tuple[str, ...]
    """Frequent function words, and tails that tell ("-sjonen"); lower case. News text holds .25 or more of
    them."""
    letters: str = ""
    """Letters that at least one neighbour lacks."""
    foreign: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Neighbours without a pack -> words that tell them."""
    examples: tuple[IdentifyExample, ...]

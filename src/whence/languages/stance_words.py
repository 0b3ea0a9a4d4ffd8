"""The words of a pack that tell the stance of a voice, and those of what statements speak of."""

from whence.languages.words import Strict


class StanceWords(Strict, frozen=True, kw_only=True):
    """`probability`: words with their ICD 203 band. `hedges`: loosen without a band. The rest as named."""

    probability: dict[str, tuple[float, float]]
    hedges: tuple[str, ...]
    conditionals: tuple[str, ...]
    future: tuple[str, ...]
    """Auxiliaries and words of the future: will, shall, vil, wird; soon, imminent."""
    past: tuple[str, ...]
    """Finite forms that put a clause into the past: was, had, blev, wurde; frequent irregular pasts."""
    past_endings: tuple[str, ...] = ()
    perfect_auxiliaries: tuple[str, ...] = ()
    """Finite forms of have: past with a participle ("har diskuteret"), present with an object ("har et forhold")."""
    motion_participles: tuple[str, ...] = ()
    """Endings of participles whose perfect is made with "be": gegangen, gekommen (also ausgegangen)."""
    passive_participles: tuple[str, ...] = ()
    """They make a present auxiliary a past: "er blevet", "ist worden", "sei gewesen"."""
    present: tuple[str, ...] = ()
    """Finite forms that put a clause into the present: is, are, er, ist."""
    cancels: tuple[str, ...] = ()
    """What turns a negation back: "in doubt" ("I am not in doubt"), "rule out", "question that"."""
    attitudes: tuple[str, ...] = ()
    """Heads of a speaker's own frame, whose clause is the proposition: "i think", "there is no doubt"."""


class ConceptWords(Strict, frozen=True, kw_only=True):
    """Concept ids (shared between languages) by kind; each a list of words, stems and tails."""

    units: dict[str, tuple[str, ...]]
    events: dict[str, tuple[str, ...]]
    stages: dict[str, tuple[str, ...]]
    topics: dict[str, tuple[str, ...]]

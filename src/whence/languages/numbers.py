"""Quantities in running text: figures, number words, vague plurals, ranges, and the words that loosen them.

The templates are code, once, for all languages; the words are the pack's `[numbers]`. What stands in digits
but counts nothing (years, ordinals, scores, times of day, telephone numbers, labels such as "Channel 4") is not
a figure; parts of dates are kept out by handing in what `dates.find_times` has found (`taken`).
"""

from whence.languages.words import Strict


class NumberExample(Strict, kw_only=True):
    """A text whose first figure must come out as stated (inclusive; an absent bound is unbounded)."""

    text: str
    low: float | None = None
    high: float | None = None
    approximator: str | None = None


class NumberWords(Strict, kw_only=True):
    """The words of quantities, lower case. A form may be several words; "ca." is also found without its dot.

    Keys of `units`, `teens`, `tens`, `multipliers`, `glued` and `fractions` are values ("2", "12", "0.5"), keys
    of `vague` inclusive ranges ("10000-99999"), keys of `approximators` and `approximators_after` concepts:
    about, at_least, at_most, more_than, less_than, nearly, up_to.
    """

    decimal: tuple[str, ...]
    """Decimal signs: "." or ","."""
    thousands: tuple[str, ...]
    """Signs between groups of three digits; " " stands for every kind of space."""
    units: dict[str, tuple[str, ...]]
    teens: dict[str, tuple[str, ...]]
    """10 to 19."""
    tens: dict[str, tuple[str, ...]]
    """20 to 90."""
    multipliers: dict[str, tuple[str, ...]]
    """hundred, thousand, million, dozen, and abbreviations that stand apart ("mio.", "bn")."""
    glued: dict[str, tuple[str, ...]] = {}
    """Abbreviations written onto the digits: "$30m", "50k"."""
    joiners: tuple[str, ...] = ()
    """"and" inside a number: two hundred and fifty."""
    unit_first: bool = False
    """Units stand before tens: fünf-und-zwanzig, fem-og-tyve."""
    ten_unit_joint: str = ""
    """What is written between a ten and a unit (or, with `unit_first`, a unit and a ten): "-", "und", "og"."""
    compounds: bool = False
    """Number words are written in one word: dreihundertfünfzig, tvåtusen."""
    bare_multipliers: tuple[str, ...] = ()
    """Multipliers that count by themselves: tusen, hundert."""
    articles: tuple[str, ...] = ()
    """Words that mean one before a multiplier only: a, en, eine."""
    only_before_multiplier: tuple[str, ...] = ()
    """Number words that are no figure by themselves: one; Swedish "ni"."""
    fractions: dict[str, tuple[str, ...]] = {}
    """Before a multiplier: "half a", "en halv", "anderthalb"."""
    vague: dict[str, tuple[str, ...]]
    several: tuple[str, ...] = ()
    """Words that make a multiplier vague: several hundred is 200 to 999."""
    approximators: dict[str, tuple[str, ...]]
    approximators_after: dict[str, tuple[str, ...]] = {}
    """Behind the number: "or more"."""
    increments: tuple[str, ...] = ()
    """another, yderligere, weitere."""
    between: tuple[str, ...] = ()
    """Words that open a range whose halves `between_joins` joins: between A and B."""
    between_joins: tuple[str, ...] = ()
    range_joins: tuple[str, ...] = ()
    """Words and dashes that make a range by themselves: to, til, bis."""
    change_from: tuple[str, ...] = ()
    """Behind these "A to B" is a change, two figures and no range: from 65,000 to 100,000."""
    currency_signs: tuple[str, ...] = ("$", "€", "£", "¥", "₽", "₴", "zł")
    percent: tuple[str, ...] = ("%",)
    of: tuple[str, ...] = ()
    """Between the number and what it counts: thousands of soldiers."""
    ordinal_dot: bool = False
    """"72." before a word is an ordinal."""
    ordinal_before: tuple[str, ...] = ()
    """Determiners before which (where nouns are capitalised) "72. Brigade" is known to be an ordinal."""
    clock_before: tuple[str, ...] = ()
    clock_after: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    """Words behind which a number is a name: article, page, no., channel."""
    function_words: tuple[str, ...] = ()
    """A small number word before one of these counts nothing we can name: "two of them", "the two have"."""
    examples: tuple[NumberExample, ...] = ()
    no_figures: tuple[str, ...] = ()
    """Texts in which nothing may be found."""

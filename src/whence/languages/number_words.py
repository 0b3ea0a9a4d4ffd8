"""The words of quantities as packs give them, and the look-up table made of them."""

from collections.abc import Iterable, Mapping

import msgspec

from whence.languages.tokens import form_tokens
from whence.languages.words import Phrases, Remembered, Strict, Trigger

DASHES = frozenset("-–—‒‑")
_MEMORY = 100_000
"""So many distinct words are remembered; a longer run works on without remembering more."""


class NumberExample(Strict, frozen=True, kw_only=True):
    """A text whose first figure must come out as stated (inclusive; an absent bound is unbounded)."""

    text: str
    low: float | None = None
    high: float | None = None
    approximator: str | None = None


class NumberWords(Strict, frozen=True, kw_only=True):
    """The words of quantities, lower case. A form may be several words; "ca." is also found without its dot.

    Keys of `units`, `teens`, `tens`, `multipliers`, `glued` and `fractions` are values ("2", "12", "0.5"),
    keys of `vague` inclusive ranges ("10000-99999"), keys of `approximators` and `approximators_after`
    concepts: about, at_least, at_most, more_than, less_than, nearly, up_to.
    """

    decimal: tuple[str, ...]
    """Decimal signs: "." or ","."""
    thousands: tuple[str, ...]
    """Signs between groups of three digits; " " stands for every kind of space."""
    units: dict[str, tuple[str, ...]]
    teens: dict[str, tuple[str, ...]]
    """10 to 19."""
    tens: dict[str, tuple[str, ...]]
    """20 to 90; where hundreds are words of their own (pl dwieście), these too."""
    multipliers: dict[str, tuple[str, ...]]
    """hundred, thousand, million, dozen, and abbreviations that stand apart ("mio.", "bn")."""
    glued: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Abbreviations written onto the digits: "$30m", "50k"."""
    joiners: tuple[str, ...] = ()
    """"and" inside a number: two hundred and fifty."""
    tens_joined: bool = False
    """A joiner stands between a ten and its unit: treinta y cinco, vingt et un."""
    unit_first: bool = False
    """Units stand before tens: fünf-und-zwanzig, fem-og-tyve."""
    ten_unit_joint: str = ""
    """What is written between a ten and a unit (with `unit_first`, a unit and a ten): "-", "und", "og"."""
    compounds: bool = False
    """Number words are written in one word: dreihundertfünfzig, tvåtusen."""
    bare_multipliers: tuple[str, ...] = ()
    """Multipliers that count by themselves: tusen, hundert."""
    articles: tuple[str, ...] = ()
    """Words that mean one before a multiplier only: a, en, eine."""
    only_before_multiplier: tuple[str, ...] = ()
    """Number words that are no figure by themselves: one; Swedish "ni"."""
    fractions: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Before a multiplier: "half a", "en halv", "anderthalb"."""
    vague: dict[str, tuple[str, ...]]
    several: tuple[str, ...] = ()
    """Words that make a multiplier vague: several hundred is 200 to 999."""
    approximators: dict[str, tuple[str, ...]]
    approximators_after: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
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
    capitalised_nouns: bool = False
    """What is counted has a capital letter."""
    ages: tuple[str, ...] = ()
    """How words begin that make an age (or a length of time) of a number with a hyphen: 30-year-old,
    30-årige."""
    age_words: tuple[str, ...] = ()
    """Words that make an age of the number before them: hu "17 éves"."""
    ordinal_endings: tuple[str, ...] = ()
    """Written onto a number with a hyphen they make an ordinal or a label of it: lt "14-asis", hu "4-es"."""
    labels: tuple[str, ...] = ()
    """Words behind which a number is a name: article, page, no., channel."""
    function_words: tuple[str, ...] = ()
    """A small number word before one of these counts nothing we can name: "two of them", "the two have"."""
    examples: tuple[NumberExample, ...] = ()
    no_figures: tuple[str, ...] = ()
    """Texts in which nothing may be found."""


def phrases(table: Mapping[str, Iterable[str]]) -> Phrases:
    """The forms of a table `key -> forms`; a form that ends in a dot is also taken without it."""
    out: dict[tuple[str, ...], str] = {}
    for key, forms in table.items():
        for form in forms:
            words = form_tokens(form)
            out.setdefault(words, key)
            if len(words) > 1 and words[-1] == ".":
                out.setdefault(words[:-1], key)
    return Phrases(out)


class NumberTable:
    """A pack's number words, ready for look-up."""

    def __init__(self, words: NumberWords) -> None:
        self.words = words
        self.small: dict[str, float] = {}
        for table in (words.units, words.teens, words.tens):
            self.small.update({form: float(key) for key, forms in table.items() for form in forms})
        self._ten_and_unit()
        self.multipliers = {
            form.rstrip("."): float(key) for key, forms in words.multipliers.items() for form in forms
        }
        self.glued = {form: float(key) for key, forms in words.glued.items() for form in forms}
        self.one = frozenset(words.articles)
        self.fractions = phrases(words.fractions)
        self.vague = phrases(words.vague)
        self.several = phrases({"several": words.several})
        self.approximators = phrases(words.approximators)
        self.after = phrases(words.approximators_after)
        self.increments = phrases({"increment": words.increments})
        self.between = frozenset(words.between)
        self.between_joins = frozenset(words.between_joins)
        self.range_joins = frozenset(words.range_joins) | DASHES
        self.change_from = frozenset(words.change_from)
        self.signs = frozenset(words.currency_signs)
        self.percent = phrases({"percent": words.percent})
        self.of = frozenset(words.of)
        self.joiners = frozenset(words.joiners)
        self.functions = frozenset(words.function_words)
        self.needs_multiplier = frozenset(words.only_before_multiplier)
        self.bare = frozenset(words.bare_multipliers)
        self.labels = frozenset(label.rstrip(".") for label in words.labels)
        self.clock_before = frozenset(word.rstrip(".") for word in words.clock_before)
        self.clock_after = frozenset(words.clock_after)
        self.ordinal_before = frozenset(words.ordinal_before)
        self.openers = self.one | self.signs | self.bare
        for group in (self.fractions, self.vague, self.several):
            self.openers |= group.first_words
        self.triggers = Remembered(self.trigger)
        """Whether a figure may begin with a word; filled as words are met."""
        self.values: dict[str, float | None] = {}

    def _ten_and_unit(self) -> None:
        words = self.words
        for ten, ten_forms in words.tens.items():
            for unit, unit_forms in words.units.items():
                if unit == "0":
                    continue
                for a in ten_forms:
                    for b in (*unit_forms, *(words.articles if unit == "1" else ())):
                        first, second = (b, a) if words.unit_first else (a, b)
                        self.small.setdefault(first + words.ten_unit_joint + second, float(ten) + float(unit))

    def trigger(self, low: str) -> Trigger:
        """Whether a figure may begin with this word; where only some words behind it make one, those ("a million")."""
        if low[0].isdecimal() or self.value(low) is not None or low in self.signs | self.bare:
            return True
        if low not in self.openers:
            return False
        behind = [table.second_words(low) for table in (self.fractions, self.vague, self.several)]
        if low in self.multipliers or None in behind:
            return True
        if low in self.one:
            behind += [frozenset(self.multipliers), self.fractions.first_words]
        return frozenset().union(*(words for words in behind if words))

    def value(self, low: str) -> float | None:
        """The value of one token: digits, a number word, digits with a glued multiplier."""
        if low in self.values:
            return self.values[low]
        found = self._value(low)
        if len(self.values) < _MEMORY:
            self.values[low] = found
        return found

    def _value(self, low: str) -> float | None:
        if low[0].isdecimal():
            digits = len(low)
            while digits and not low[digits - 1].isdecimal():
                digits -= 1
            tail = low[digits:]
            if not tail:
                return self.digits(low)
            factor, number = self.glued.get(tail), self.digits(low[:digits])
            return None if factor is None or number is None else factor * number
        hit = self.small.get(low)
        if hit is None and self.words.compounds:
            hit = self._compound(low)
        return hit

    def digits(self, low: str) -> float | None:
        decimal = next((sign for sign in self.words.decimal if sign in low), "\0")
        whole, _, rest = low.partition(decimal)
        if decimal in rest:  # 1.000.000 where the point is the decimal sign
            whole, rest = low, ""
        for sign in (*self.words.thousands, decimal):
            groups = whole.split(sign)
            if len(groups) > 1:
                if not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:]):
                    return None
                whole = "".join(groups)
                break
        digits = f"{whole}.{rest or 0}"
        return float(digits) if digits.replace(".", "", 1).isdecimal() and digits.isascii() else None

    def foreign(self, low: str) -> float | None:
        """Digits with a point for decimal sign, whatever the language's own is."""
        return float(low) if low.replace(".", "", 1).isdecimal() and low.isascii() else None

    def _compound(self, word: str) -> float | None:
        """The value of number words written in one: fünfhunderttausend. None where anything is left over."""
        for form, factor in sorted(self.multipliers.items(), key=lambda item: -item[1]):
            at = word.find(form)
            if at < 0 or len(form) < 4 or factor < 100:
                continue
            left, right = word[:at], word[at + len(form) :]
            if not left and not right:
                return None
            for joiner in self.joiners:
                right = right.removeprefix(joiner)
            a: float | None = 1.0
            if left and left not in self.one:
                a = self.small.get(left) or self._compound(left) or self._bare(left)
            b = 0.0 if not right else self.small.get(right) or self._compound(right) or self._bare(right)
            if a is not None and b is not None and b < factor and a < factor:
                return a * factor + b
        return None

    def _bare(self, word: str) -> float | None:
        return self.multipliers.get(word) if word in self.bare else None


_TABLES: dict[int, NumberTable] = {}


def number_table(words: NumberWords) -> NumberTable:
    """Compiled once for each object: a pack lives as long as the program, and its words do not hash
    cheaply."""
    found = _TABLES.get(id(words))
    if found is None or found.words is not words:
        found = _TABLES[id(words)] = NumberTable(words)
    return found

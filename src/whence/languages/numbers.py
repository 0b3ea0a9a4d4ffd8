"""Quantities in running text: figures, number words, vague plurals, ranges, and the words that loosen them.

The templates are code, once, for all languages; the words are the pack's `[numbers]`. What stands in
digits but counts nothing (years, ordinals, scores, times of day, telephone numbers, ages, labels such as
"Channel 4") is not a figure; parts of dates are kept out by handing in what `dates.find_times` has found
(`taken`).
"""

from collections.abc import Iterable
from typing import NamedTuple

from whence.languages.number_words import DASHES, NumberExample, NumberTable, NumberWords, number_table
from whence.languages.tokens import Tokens
from whence.languages.words import Phrases

__all__ = ["FigureMatch", "NumberExample", "NumberWords", "find_figures"]


class FigureMatch(NamedTuple):
    """A quantity: tokens `first` to `last` (inclusive, with its approximator), inclusive bounds (None:
    unbounded).

    `unit_at` is the token where what is counted begins to be looked for (adjectives may stand before the
    noun),
    or the currency or percent sign itself; None where nothing follows.
    """

    first: int
    last: int
    low: float | None
    high: float | None
    approximator: str | None
    unit_at: int | None


class _Number(NamedTuple):
    """A number as parsed: `end` is the token behind it, `factor` its last multiplier, `plain` digits
    alone."""

    low: float
    high: float
    end: int
    factor: float = 1
    plain: bool = False
    small_word: bool = False
    vague: bool = False
    sign: int | None = None


_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_OLDEST_YEAR = 1500
"""Years before 1900 are only taken for years where nothing that could be counted follows."""
_UPPER, _LOWER, _EXACT = "upper", "lower", "exact"
_BOUND = {
    "about": _EXACT,
    "nearly": _EXACT,
    "at_least": _LOWER,
    "more_than": _LOWER,
    "at_most": _UPPER,
    "less_than": _UPPER,
    "up_to": _UPPER,
}


def find_figures(
    tokens: Tokens,
    words: NumberWords,
    *,
    taken: Iterable[tuple[int, int]] = (),
    among: Iterable[int] | None = None,
) -> list[FigureMatch]:
    """All figures of a text, in order, in one pass. `taken`: token ranges (inclusive) that are dates; `among`: the
    tokens with whose words a figure may begin, where they are known already."""
    compiled = number_table(words)
    out: list[FigureMatch] = []
    scan: _Scan | None = None
    behind = 0
    for i in compiled.triggers.opened(tokens.lows, among):
        if i < behind:
            continue
        if scan is None:
            scan = _Scan(tokens, compiled, taken)
        match, behind = scan.figure(i)
        if match is not None:
            out.append(match)
    return out


class _Scan:
    """One pass over one text."""

    def __init__(self, tokens: Tokens, compiled: NumberTable, taken: Iterable[tuple[int, int]]) -> None:
        self.tokens = tokens
        self.lows = tokens.lows
        self.size = len(tokens.lows)
        self.c = compiled
        self.taken = {i for first, last in taken for i in range(first, last + 1)}
        self.floor = 0
        """No approximator is looked for before this token: it belongs to the figure before."""

    # --- parsing one number

    def number(self, i: int) -> _Number | None:
        """The number that begins at token `i`."""
        if i >= self.size or i in self.taken:
            return None
        low, c = self.lows[i], self.c
        if low in c.signs:
            inner = self.number(i + 1) if i + 1 < self.size and self.lows[i + 1] not in c.signs else None
            return None if inner is None else inner._replace(sign=i, plain=False)
        phrase = self.phrase(c.vague, i)
        if phrase is not None:
            low_bound, _, high_bound = phrase[0].partition("-")
            return _Number(float(low_bound), float(high_bound), phrase[1], vague=low_bound != high_bound)
        phrase = self.phrase(c.several, i)
        if phrase is not None:
            factor = c.multipliers.get(self.low(phrase[1]))
            if factor is None or factor < 12:
                return None
            end = self.dotted(phrase[1] + 1)
            return _Number(2 * factor, 10 * factor - 1, end, factor, vague=True)
        phrase = self.phrase(c.fractions, i)
        if phrase is not None:
            factor = c.multipliers.get(self.low(phrase[1]))
            if factor is not None:
                value = float(phrase[0]) * factor
                return _Number(value, value, self.dotted(phrase[1] + 1), factor)
        if low[0].isdecimal():
            return self.digits(i)
        return self.spelt(i)

    def digits(self, i: int) -> _Number | None:
        """Digits, groups of digits parted by spaces, and the multipliers behind them."""
        starts, ends, lows = self.tokens.starts, self.tokens.ends, self.lows
        text, end = lows[i], i + 1
        if ":" in text:
            return None
        if self.c.words.thousands and " " in self.c.words.thousands and len(text) <= 3 and text.isdecimal():
            while (
                end < self.size
                and starts[end] == ends[end - 1] + 1
                and self.tokens.text[ends[end - 1]] in " \u00a0\u202f\u2009"
                and len(lows[end].partition(self.c.words.decimal[0])[0]) == 3
                and lows[end][:3].isdecimal()
                and text[0] != "0"
            ):
                text += lows[end]
                end += 1
        value = self.c.value(text) if text.isdecimal() or end == i + 1 else self.c.digits(text)
        if (
            end + 1 < self.size
            and lows[end] in self.c.words.decimal
            and starts[end] == ends[end - 1]
            and starts[end + 1] == ends[end]
            and lows[end + 1][0].isdecimal()
        ):  # "2.5bn" is three tokens
            value = self.c.value(text + lows[end] + lows[end + 1])
            end += 2
        if value is None and self.c.multipliers.get(self.low(end)) is not None and text.count(".") == 1:
            value = self.c.foreign(text)  # "4.5 million" where the decimal sign is a comma
        if value is None:
            return None
        glued = not text[-1].isdecimal() or (end > i + 1 and not lows[end - 1][-1].isdecimal())
        return self.multiplied(value, end, plain=not glued)

    def multiplied(self, value: float, end: int, *, plain: bool) -> _Number:
        factor = 1.0
        half = self.phrase(self.c.fractions, end + 1) if self.low(end) in self.c.joiners else None
        if half is not None and (more := self.c.multipliers.get(self.low(half[1]))) is not None:
            value = (value + float(half[0])) * more
            return _Number(value, value, self.dotted(half[1] + 1), more)
        while end < self.size and (more := self.c.multipliers.get(self.lows[end])) is not None:
            factor *= more
            end = self.dotted(end + 1)
        tied = self.low(end) in DASHES and self.tokens.starts[end] == self.tokens.ends[end - 1]
        if tied and (more := self.c.multipliers.get(self.low(end + 1).partition("-")[0])) is not None:
            factor, end = factor * more, end + 2  # a 400-million-a-year firm
        value *= factor
        value = float(round(value)) if factor > 1 and abs(value - round(value)) < 1e-3 else value
        return _Number(value, value, end, factor, plain=plain and factor == 1)

    def spelt(self, i: int) -> _Number | None:
        """Number words: two hundred and fifty thousand."""
        c, lows = self.c, self.lows
        total, current, factor, j = 0.0, 0.0, 1.0, i
        last = float("inf")
        article = lows[i] in c.one
        if article:
            if self.c.multipliers.get(self.low(i + 1)) is None:
                half = self.phrase(c.fractions, i + 1)
                return None if half is None else self.number(i + 1)
            current, j = 1.0, i + 1
        while j < self.size:
            low = lows[j]
            value, more = c.value(low) if not low[0].isdecimal() else None, c.multipliers.get(low)
            if more is not None and (current or j > i or low in c.bare):
                if more < 1000:
                    current = (current or 1.0) * more
                else:
                    if more >= last:
                        break
                    total, current, last = total + (current or 1.0) * more, 0.0, more
                factor, j = more, self.dotted(j + 1)
            elif (value is not None and (current == 0 or (current % 100 == 0 and value < 100))) or (
                value is not None and current % 100 >= 20 and current % 10 == 0 and 0 < value < 10
            ):
                current += value
                j += 1
            elif low in c.joiners and (
                ((total or current >= 100) and self.small_after(j + 1))
                or (c.words.tens_joined and self.unit_after(j + 1, current))
            ):
                j += 1
            else:
                break
        if j == i or (article and j == i + 1):
            return None
        value_all = total + current
        if j == i + 1 and factor == 1 and lows[i] in c.needs_multiplier:
            return None
        half = self.phrase(c.fractions, j + 1) if self.low(j) in c.joiners and factor == 1 else None
        if half is not None and (more := c.multipliers.get(self.low(half[1]))) is not None:
            value_all = (value_all + float(half[0])) * more
            return _Number(value_all, value_all, self.dotted(half[1] + 1), more)
        return _Number(value_all, value_all, j, factor, small_word=factor == 1 and value_all < 100)

    def small_after(self, j: int) -> bool:
        low = self.low(j)
        value = None if not low or low[0].isdecimal() else self.c.value(low)
        return value is not None and value < 1000 and low not in self.c.one

    def unit_after(self, j: int, ten: float) -> bool:
        """Whether a unit stands there that a ten before it takes: "treinta y | cinco"."""
        low = self.low(j)
        value = None if not low or low[0].isdecimal() else self.c.value(low)
        return value is not None and 0 < value < 10 and ten % 100 >= 20 and ten % 10 == 0

    # --- the whole figure

    def figure(self, i: int) -> tuple[FigureMatch | None, int]:
        """The figure whose number begins at token `i`, and the token where the scan goes on."""
        number = self.number(i)
        if number is None:
            return None, i + 1
        dialled = self.low(i - 1) == "+" and self.tokens.ends[i - 1] == self.tokens.starts[i]
        if dialled or (self.lows[i][0] == "0" and self.lows[i][1:2].isdecimal()):
            return None, self.behind_digits(i)
        first, concept, step = i, None, None
        found = self.before(self.c.approximators, first)
        if found is not None:
            concept, first = found
        found = self.before(self.c.increments, first)
        if found is not None:
            step, first = found
            if concept is None and (found := self.before(self.c.approximators, first)) is not None:
                concept, first = found
        number, ranged, opener = self.range(number, i, first)
        first = min(first, opener)
        if not ranged and not self.counts(number, i, loosened=concept is not None or step is not None):
            return None, max(number.end, i + 1)
        end = number.end
        if concept is None and (behind := self.phrase(self.c.after, end)) is not None:
            concept, end = behind
        low: float | None = number.low
        high: float | None = number.high
        bound = _BOUND.get(concept or "", _EXACT)
        if bound == _LOWER:
            high = None
        elif bound == _UPPER:
            low = None
        kind = concept or step or ("range" if ranged else "vague" if number.vague else None)
        self.floor = end
        return FigureMatch(first, end - 1, low, high, kind, self.unit(number, end)), end

    def range(self, number: _Number, i: int, first: int) -> tuple[_Number, bool, int]:
        """The number widened by what "to", a dash, or "between … and" joins to it; whether; its first
        token."""
        c, end = self.c, number.end
        joint = self.low(end)
        opener = self.opener(first) if joint in c.between_joins else 0
        opened = opener > 0
        if not opened and joint not in c.range_joins:
            return number, False, first
        if not opened and joint not in DASHES and self.low(first - 1) in c.change_from:
            return number, False, first
        other = self.number(end + 1)
        if other is None or number.vague or other.vague:
            return number, False, first
        low = number.low
        if number.factor == 1 and other.factor > 1 and low < other.low / other.factor:
            low *= other.factor
        adjacent = joint in DASHES and self.tokens.starts[end] == self.tokens.ends[end - 1]
        score = (
            adjacent and other.low < 100 and not self.noun_at(other.end) and not self.at_percent(other.end)
        )
        years = number.plain and other.plain and (self.year(i) or self.year(end + 1))
        if low >= other.low or score or years or other.sign not in (None, end + 1):
            dead = adjacent and number.plain and other.plain
            return (number._replace(end=other.end, plain=dead) if dead else number), False, first
        sign = number.sign if number.sign is not None else other.sign
        return other._replace(low=low, sign=sign, plain=False), True, first - opener

    def opener(self, first: int) -> int:
        """How many words before the number open a range: "between", "tussen de"; 0 for none."""
        if self.low(first - 1) in self.c.between:
            return 1
        return 2 if f"{self.low(first - 2)} {self.low(first - 1)}" in self.c.between else 0

    def counts(self, number: _Number, i: int, *, loosened: bool) -> bool:
        """Whether the number is a quantity at all, and no year, ordinal, score, label, age or time of day."""
        c, end = self.c, number.end
        if number.sign is not None or self.at_percent(end):
            return True
        before, behind = self.low(i - 1), self.low(end)
        if behind in c.clock_after or behind in c.words.age_words:
            return False
        if number.small_word:
            if loosened or end >= self.size:
                return True
            if number.low > 20:
                return True
            if behind[0].isalpha():
                return behind not in c.functions
            return number.low >= 10
        if not number.plain:
            return True
        return not (
            (self.lows[i][0] == "0" and self.lows[i][1:2].isdecimal())
            or self.dash_number(i, end)
            or behind == "/"
            or before in "/+#§"
            or before in c.clock_before
            or before in c.labels
            or (before == "." and self.low(i - 2) in c.labels)
            or (before == "." and self.low(i - 2) in c.clock_before)
            or self.hyphen_age(end)
            or (self.year(i) and not self.counted_year(i, loosened=loosened))
            or (not loosened and self.old_year(i) and not self.noun_at(end))
            or self.ordinal_colon(end)
            or (not loosened and self.ordinal(i, end))
            or (not loosened and self.label(i, end))
            or (not loosened and before == "," and behind == "," and number.low < 120 and self.capital(i - 2))
        )

    # --- single tests

    def dash_number(self, i: int, end: int) -> bool:
        """Digits tied by a dash or a colon to more digits: 3-1, 2014-2020."""
        starts, ends = self.tokens.starts, self.tokens.ends
        tied_behind = (
            end + 1 < self.size
            and self.lows[end] in DASHES
            and starts[end] == ends[end - 1]
            and self.lows[end + 1][0].isdecimal()
            and starts[end + 1] == ends[end]
        )
        inside = any(self.lows[j] in DASHES for j in range(i + 1, end))
        return tied_behind or inside

    def year(self, i: int) -> bool:
        low = self.low(i)
        return len(low) == 4 and low.isdecimal() and _FIRST_YEAR <= int(low) <= _LAST_YEAR

    def old_year(self, i: int) -> bool:
        low = self.low(i)
        return len(low) == 4 and low.isdecimal() and _OLDEST_YEAR <= int(low) < _FIRST_YEAR

    def ordinal_colon(self, end: int) -> bool:
        """65:e"""
        tokens = self.tokens
        return (
            self.low(end) == ":"
            and tokens.starts[end] == tokens.ends[end - 1]
            and self.low(end + 1)[0].isalpha()
            and tokens.starts[end + 1] == tokens.ends[end]
        )

    def counted_year(self, i: int, *, loosened: bool) -> bool:
        """Four digits that could be a year but count: "2000 soldiers", "more than 2050 people"."""
        round_number = self.low(i).endswith("00") and self.low(i - 1) not in self.c.ordinal_before
        return self.noun_at(i + 1) and (loosened or round_number)

    def hyphen_age(self, end: int) -> bool:
        return (
            self.low(end) in DASHES
            and self.tokens.starts[end] == self.tokens.ends[end - 1]
            and (
                self.low(end + 1).startswith(self.c.words.ages or ("\0",))
                or self.low(end + 1) in self.c.words.ordinal_endings
            )
        )

    def ordinal(self, i: int, end: int) -> bool:
        tokens = self.tokens
        if not (
            self.c.words.ordinal_dot and self.low(end) == "." and tokens.starts[end] == tokens.ends[end - 1]
        ):
            return False
        if len(self.lows[i]) > 3 or end + 1 >= self.size:
            return False
        gap = tokens.text[tokens.ends[end] : tokens.starts[end + 1]]
        word = tokens.words[end + 1]
        if "\n" in gap or not word[0].isalpha():
            return False
        return word[0].islower() or self.low(i - 1) in self.c.ordinal_before

    def label(self, i: int, end: int) -> bool:
        """A number behind a name, "Boeing 737": nothing countable follows, and no separator is in it."""
        if len(self.lows[i]) > 3 or end - i > 1 or not self.lows[i].isdecimal() or not self.capital(i - 1):
            return False
        return i >= 2 and self.low(i - 2) not in ".!?:" and not self.noun_at(end)

    def capital(self, i: int) -> bool:
        return 0 <= i < self.size and self.tokens.words[i][0].isupper()

    def noun_at(self, i: int) -> bool:
        """Whether a word follows that may be what is counted."""
        return i < self.size and self.lows[i][0].isalpha() and self.lows[i] not in self.c.functions

    def at_percent(self, i: int) -> bool:
        return self.phrase(self.c.percent, i) is not None

    def unit(self, number: _Number, end: int) -> int | None:
        if number.sign is not None:
            return number.sign
        while self.low(end) in self.c.of or self.low(end) in DASHES:
            end += 1
        if end >= self.size or not (
            self.lows[end][0].isalpha() or self.at_percent(end) or self.lows[end] in self.c.signs
        ):
            return None
        return end

    def behind_digits(self, i: int) -> int:
        """The token behind a telephone number's groups of digits."""
        while i < self.size and self.lows[i].isdecimal():
            i += 1
        return i

    # --- phrases

    def low(self, i: int) -> str:
        return self.lows[i] if 0 <= i < self.size else "\0"

    def dotted(self, i: int) -> int:
        """The token behind an abbreviation's dot: "mio. kroner"; a dot that closes a sentence stays
        outside."""
        if self.low(i) != "." or self.tokens.starts[i] != self.tokens.ends[i - 1]:
            return i
        form = self.lows[i - 1] + "."
        abbreviated = any(form in forms for forms in self.c.words.multipliers.values())
        return i + 1 if abbreviated and i + 1 < self.size else i

    def phrase(self, table: Phrases, i: int) -> tuple[str, int] | None:
        """The longest phrase of the table that begins at token `i`: its key and the token behind it."""
        return table.at(self.lows, i)

    def before(self, table: Phrases, i: int) -> tuple[str, int] | None:
        """The longest phrase that ends before token `i`: its key and its first token."""
        return table.before(self.lows, i, self.floor)

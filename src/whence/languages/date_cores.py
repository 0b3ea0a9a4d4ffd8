"""Reading the core of a time: "3 May 2022", "next month", "Monday evening", "end of last year".

A core is what stands behind the preposition. It is read here and resolved later (`dates`), because which
Monday is meant may depend on words around it and on the rest of the text.
"""

import re
from typing import NamedTuple

from whence.languages.date_behind import behind_year, edge_behind, in_case, number_end
from whence.languages.date_words import DateTable
from whence.languages.number_words import DASHES
from whence.languages.tokens import Tokens
from whence.languages.words import Phrases


class Core(NamedTuple):
    """A time as read, before it is resolved; `end` is the token behind it.

    kind: day, month, year, weekday, offset, stretch, season, holiday, part (quarter or half), decade.
    """

    end: int
    kind: str
    year: int | None = None
    month: int = 0
    day: int = 0
    last_month: int = 0
    last_day: int = 0
    weekday: int = 0
    amount: int = 0
    unit: str = ""
    edge: str = ""
    shift: int | None = None
    """Years from the anchor's: "last year" behind a month."""
    direction: str = ""
    """last, this or next, where an adjective says so."""
    needs: bool = False
    """Counts only behind a preposition."""


_STEPS = {"last": -1, "this": 0, "next": 1, "recent": -1}
_NUMERIC = re.compile(r"(\d{1,4})([./\-])(\d{1,2})(?:\2(\d{4}|\d{2}))?+(?![\d])")


class CoreReader:
    """Reads cores of one text. `floor` is the first token that is not part of the time before."""

    def __init__(self, tokens: Tokens, table: DateTable) -> None:
        self.tokens, self.c = tokens, table
        self.lows, self.size = tokens.lows, len(tokens.lows)
        self.floor = 0

    def core(self, i: int) -> Core | None:
        """The time that begins at token `i`, without its preposition, with the edge that stands behind it."""
        if i >= self.size:
            return None
        core = self.plain_core(i)
        if core is not None and self.c.words.edges_behind:
            core = edge_behind(self, core)
        return in_case(self, i, core) if core is not None and self.c.words.case_forms else core

    def plain_core(self, i: int) -> Core | None:
        low, c = self.lows[i], self.c
        if low[0].isdecimal():
            return self.from_digits(i)
        if low in c.phrase_openers:
            found = self.phrase(c.relative, i)
            if found is not None and not self.titled(i):
                return None if self.possessive(found[1]) else self.relative(*found)
            found = self.phrase(c.year_edges, i)
            if found is not None:
                return self.year_edge(*found)
            found = self.phrase(c.edges, i)
            if found is not None:
                return self.edge(*found)
            found = self.phrase(c.adjectives, i)
            if found is not None and (core := self.adjective(*found)) is not None:
                return core
        if low in c.months and (core := self.from_month(i)) is not None:
            return core
        if low in c.edged:
            edge, number = c.edged[low]
            return self.year_tail(Core(i + 1, "month", month=number, edge=edge))
        if low in c.weekdays:
            return self.from_weekday(i)
        if low in c.seasons:
            core = self.year_tail(Core(i + 1, "season", unit=c.seasons[low]))
            if core.year or core.shift is not None:
                return core
            if self.possessive(i + 1):
                return None
            if self.low(i + 1) in c.words.of[:1]:
                return None  # the fall of the city
            return core._replace(needs=True)
        found = self.phrase(c.holidays, i)
        if found is not None:
            return self.holiday(*found)
        if low in c.ordinals:
            return self.part_of_year(c.ordinals[low], i + 1)
        if len(low) == 2 and low[0] == "q" and low[1] in "1234":
            return self.year_tail(Core(i + 1, "part", amount=int(low[1]), unit="quarter"))
        if low in c.counts:
            return self.counted(i, c.counts[low])
        return None

    def possessive(self, end: int) -> bool:
        """Whether the word before token `end` is a possessive here: a noun follows it."""
        if self.low(end - 1) not in self.c.alone or end >= self.size:
            return False
        low = self.low(end)
        verb = low in self.c.future or low in self.c.past
        return low[0].isalpha() and not verb and low not in self.c.before

    def titled(self, i: int) -> bool:
        """Whether a word with a capital is no adverb: "USA Today", "am Morgen"."""
        if not self.tokens.words[i][0].isupper():
            return False
        return self.lows[i] in self.c.lower_only or (
            self.low(i - 1)[0].isalpha() and self.tokens.words[i].istitle()
        )

    def from_digits(self, i: int) -> Core | None:
        _tokens, low, c = self.tokens, self.lows[i], self.c
        if self.low(i - 1) in c.clock or (self.low(i - 1) == "." and self.low(i - 2) in c.clock):
            return None
        if not low.isdecimal() or self.low(i + 1) in ("/", "-"):
            numeric = self.numeric(i)
            if numeric is not None:
                return numeric
        digits = low
        if not low.isdecimal():
            if low.endswith(c.words.decade_suffixes or ("\0",)) and low[:4].isdecimal() and low[3:4] == "0":
                return Core(
                    i + 1 + (self.c.units.get(self.low(i + 1)) == "year"), "decade", year=int(low[:4])
                )
            digits = next((low[: -len(s)] for s in c.words.ordinal_suffixes if low.endswith(s)), "")
            if not digits.isdecimal():
                return None
        if len(digits) == 4 and digits == low and 1900 <= int(low) <= 2099:
            return self.from_year(i)
        if len(digits) > 2 or not 1 <= int(digits) <= 31:
            return self.counted(i, int(digits)) if len(digits) <= 3 else None
        day_number, end, second = int(digits), i + 1, 0
        end = self.dot(end)
        spaced = self.spaced(day_number, end) if end == i + 2 else None
        if spaced is not None:
            return spaced
        if self.low(end) in c.range_to or self.low(end) in ("/", "+"):
            other = self.low(end + 1)
            if other.isdecimal() and len(other) <= 2 and day_number < int(other) <= 31:
                second, end = int(other), self.dot(end + 2)
        if self.low(end) in c.of:
            end += 1
        if self.low(end) in c.articles and end > i + 1 and self.low(end - 1) in c.of:
            end += 1
        number = c.months.get(self.low(end))
        if number is not None and self.low(end) != digits:
            core = Core(self.dot_short(end), "day", month=number, day=day_number)
            if second:
                core = core._replace(last_month=number, last_day=second)
            return self.year_tail(core)
        if (
            c.words.ordinal_suffixes == ()
            and low.isdecimal()
            and (part := self.part_of_year(int(low), self.dot(i + 1)))
        ):
            return part
        return self.counted(i, day_number) if low.isdecimal() else None

    def spaced(self, day_number: int, at: int) -> Core | None:
        """15. 3. 2022, with spaces: behind the day's dot the month with its dot, and a year."""
        month, year = self.low(at), self.low(at + 2)
        if self.c.words.numeric_order != "dmy" or not month.isdecimal() or not 1 <= int(month) <= 12:
            return None
        if self.dot(at + 1) != at + 2 or not (year.isdecimal() and len(year) == 4):
            return None
        return Core(at + 3, "day", year=int(year), month=int(month), day=day_number)

    def dot(self, end: int) -> int:
        """Behind the dot of a day's number; a dot that is set apart is none."""
        if self.low(end) == "." and self.tokens.starts[end] == self.tokens.ends[end - 1]:
            return end + 1
        return end

    def dot_short(self, at: int) -> int:
        """Behind an abbreviated month and its dot."""
        return self.dot(at + 1) if self.lows[at] in self.c.short and at + 2 < self.size else at + 1

    def numeric(self, i: int) -> Core | None:
        """24.02.2022, 11/03/2022, 2023-01-08; without a year ("24.2.") only behind a preposition."""
        found = _NUMERIC.match(self.tokens.text, self.tokens.starts[i])
        if found is None:
            return None
        a, sign, b, z = found.group(1), found.group(2), found.group(3), found.group(4)
        end = i + 1
        while end < self.size and self.tokens.starts[end] < found.end():
            end += 1
        if self.tokens.ends[end - 1] != found.end():
            return None
        year: int | None
        if len(a) == 4:
            if sign != "-" or z is None:
                return None
            year, number, day_number = int(a), int(b), int(z)
        else:
            year = None if z is None else int(z) + (2000 if len(z) == 2 else 0)
            if z is None and (sign == "-" or (sign == "." and self.low(end) != ".")):
                return None
            order = self.c.words.numeric_order if sign != "." else "dmy"
            x, y = int(a), int(b)
            if order == "":
                order = "dmy" if x > 12 else "mdy" if y > 12 else "dmy" if x == y else ""
                if order == "":
                    return None
            day_number, number = (x, y) if order == "dmy" else (y, x)
            if z is None:
                end = self.dot(end)
        if not (1 <= number <= 12 and 1 <= day_number <= 31):
            return None
        return Core(end, "day", year=year, month=number, day=day_number, needs=year is None)

    def from_year(self, i: int) -> Core | None:
        c, end = self.c, i + 1
        year = int(self.lows[i])
        behind = self.low(end)
        if behind in ("'", "’", "-") and self.low(end + 1) in [
            s.lstrip("'-") for s in c.words.decade_suffixes
        ]:
            return Core(end + 2, "decade", year=year) if year % 10 == 0 else None
        if behind == "%" or (self.low(i - 1) in c.of and self.low(i - 2) in c.units):
            return None
        if c.words.year_first and (dated := behind_year(self, i, year)) is not None:
            return dated
        lower = behind[0].isalpha() and self.tokens.words[end][0].islower() if end < self.size else False
        noun = end < self.size and behind[0].isalpha() and (year % 100 == 0) and behind not in c.range_to
        if noun:
            return None
        bare = c.words.bare_years and 1950 <= year <= 2049 and self.low(i - 1) not in "-–/.,"
        return Core(
            end,
            "year",
            year=year,
            needs=not (bare and (lower or not behind[0].isalpha() or c.capital_months)),
        )

    def from_month(self, i: int) -> Core | None:
        c, low = self.c, self.lows[i]
        number, end = c.months[low], self.dot_short(i)
        capital = self.tokens.words[i][0].isupper() or not c.capital_months
        if c.words.month_first and capital:
            core = self.month_then_day(number, end)
            if core is not None:
                return core
        core = self.year_tail(Core(end, "month", month=number))
        dated = core.year is not None or core.shift is not None
        if not capital or (low in c.short and not dated):
            return None
        return core if dated else core._replace(needs=True)

    def month_then_day(self, number: int, end: int) -> Core | None:
        """January 2; January 7/8; January 16-18, 2023."""
        token = self.low(end)
        digits = next((token[: -len(s)] for s in self.c.words.ordinal_suffixes if token.endswith(s)), token)
        if not (digits.isdecimal() and len(digits) <= 2 and 1 <= int(digits) <= 31):
            return None
        core = Core(end + 1, "day", month=number, day=int(digits))
        if self.low(end + 1) in DASHES or self.low(end + 1) == "/":
            other = self.low(end + 2)
            if other.isdecimal() and len(other) <= 2 and int(digits) < int(other) <= 31:
                core = core._replace(end=end + 3, last_month=number, last_day=int(other))
        if self.c.words.year_first:
            core = core._replace(end=number_end(self, core.end))
        return self.year_tail(core)

    def from_weekday(self, i: int) -> Core | None:
        tokens = self.tokens
        number, end = self.c.weekdays[self.lows[i]], i + 1
        if (
            self.low(i - 1) in self.c.articles
            and end < self.size
            and self.c.capital_months
            and (
                tokens.words[end][0].isupper()
                and self.low(end) not in self.c.months
                and self.c.words.month_first
            )
        ):
            return None  # the Sunday Times
        end = self.part_of_day(end)
        at = end
        if self.low(at) in (",", "(") or self.low(at) in self.c.articles:
            at += 1
        if self.low(at) in self.c.articles or (at > end and self.phrase(self.c.before, at) is not None):
            at += 1
        if at < self.size and (self.lows[at][0].isdecimal() or self.lows[at] in self.c.months):
            dated = self.core(at)
            if dated is not None and dated.kind == "day" and not dated.last_day and not dated.weekday:
                closed = self.low(end) == "(" and self.low(dated.end) == ")"
                return dated._replace(end=dated.end + closed, weekday=number, needs=False)
        return Core(end, "weekday", weekday=number)

    def part_of_day(self, end: int) -> int:
        found = self.phrase(self.c.parts, end)
        return end if found is None else found[1]

    def relative(self, key: str, end: int) -> Core | None:
        sign = "-" if "-" in key else "+"
        unit, _, count = key.partition(sign)
        number = int(count) if sign == "+" else -int(count)
        if unit == "now":
            return Core(end, "none")
        if unit in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"):
            names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
            return Core(
                end, "weekday", weekday=names.index(unit) + 1, direction="last" if number < 0 else "next"
            )
        if unit == "day":
            end = self.part_of_day(end)
        return Core(end, "offset", unit=unit, amount=number)

    def year_edge(self, edge: str, end: int) -> Core:
        if edge == "turn":
            return self.holiday("12-31/01-01", end)
        tail = self.year_tail(Core(end, "year"))
        if tail.year is not None:
            return tail._replace(edge=edge)
        return Core(tail.end, "offset", unit="year", amount=tail.shift or 0, edge=edge)

    def edge(self, edge: str, end: int) -> Core | None:
        """Early March; the end of next year."""
        while self.low(end) in self.c.of or self.low(end) in self.c.articles:
            end += 1
        if end < self.size and (unit := self.c.units.get(self.lows[end])) is not None:
            if unit in ("week", "month", "year", "decade"):
                tail = self.year_tail(Core(end + 1, "offset", unit=unit)) if unit == "year" else None
                if tail is not None and tail.year is not None:
                    return Core(tail.end, "year", year=tail.year, edge=edge)
                return Core(end + 1, "offset", unit=unit, amount=0, edge=edge)
            return None
        inner = None if self.phrase(self.c.edges, end) else self.core(end)
        if inner is None or inner.kind not in ("month", "year", "season", "offset", "part") or inner.edge:
            return None
        return inner._replace(edge=edge, needs=False)

    def adjective(self, word: str, end: int) -> Core | None:
        """Next month; last Monday; this spring; the past three weeks."""
        c = self.c
        step = _STEPS[word]
        low = self.low(end)
        if (unit := c.units.get(low)) is not None:
            if low in c.plurals or unit in ("day", "hour", "minute"):
                return None
            return Core(end + 1, "stretch" if word == "recent" else "offset", unit=unit, amount=step)
        if low in c.weekdays:
            end_day = self.part_of_day(end + 1)
            return Core(end_day, "weekday", weekday=c.weekdays[low], direction=word)
        if low in c.months and (self.tokens.words[end][0].isupper() or not c.capital_months):
            return Core(end + 1, "month", month=c.months[low], direction=word)
        if low in c.seasons:
            return Core(end + 1, "offset", unit=c.seasons[low], amount=step)
        if low in c.quarter:
            return Core(end + 1, "offset", unit="quarter", amount=step)
        count = c.counts.get(low) or (int(low) if low.isdecimal() and len(low) <= 3 else None)
        unit = c.units.get(self.low(end + 1))
        if count is not None and unit is not None and step:
            return Core(end + 2, "stretch", unit=unit, amount=step * count)
        return None

    def holiday(self, key: str, end: int) -> Core:
        a, _, b = key.partition("/")
        core = Core(end, "holiday", month=int(a[:2]), day=int(a[3:]))
        if b:
            core = core._replace(last_month=int(b[:2]), last_day=int(b[3:]))
        return self.year_tail(core)

    def part_of_year(self, number: int, end: int) -> Core | None:
        """First quarter; second half of 2022. A half needs its year: there are halves of other things."""
        low = self.low(end)
        unit = "quarter" if low in self.c.quarter else "half" if low in self.c.half else ""
        if not unit or number > (4 if unit == "quarter" else 2):
            return None
        core = self.year_tail(Core(end + 1, "part", amount=number, unit=unit))
        dated = core.year is not None or core.shift is not None
        return core if dated or len(low) > 7 else core._replace(needs=True) if unit == "quarter" else None

    def counted(self, i: int, count: int) -> Core | None:
        """Three days ago; in three days; within three days."""
        c = self.c
        unit = c.units.get(self.low(i + 1))
        if unit is None or count == 0:
            return None
        end = i + 2
        behind = self.phrase(c.ago_after, end)
        before = self.phrase_before(c.ago_before, i)
        alone = self.phrase_before(c.ago_alone, i)
        before = alone if alone is not None else before
        if behind is not None or (before is not None and (alone is not None or not c.ago_after)):
            end = end if behind is None else behind[1]
            if before is not None:
                self.floor = min(self.floor, before)
            return Core(end, "offset", unit=unit, amount=-count, needs=False)
        if self.phrase_before(c.within, i) is not None:
            return Core(end, "stretch", unit=unit, amount=count)
        behind = self.phrase(c.ahead_after, end)
        if behind is not None:
            return Core(behind[1], "offset", unit=unit, amount=count)
        if self.phrase_before(c.ahead_before, i) is not None and self.low(end) not in c.of:
            return Core(end, "offset", unit=unit, amount=count, direction="ahead")
        return None

    def year_tail(self, core: Core) -> Core:
        """The year behind a core: digits, or an expression such as "last year", with what stands between."""
        c, end = self.c, core.end
        for at in (end, end + 1 if self.low(end) in c.of or self.low(end) == "," else end):
            low = self.low(at)
            if len(low) == 4 and low.isdecimal() and 1000 <= int(low) <= 2199:
                return core._replace(end=at + 1, year=int(low))
        found = self.phrase(c.relative, end)
        if found is not None and found[0].startswith("year"):
            return core._replace(end=found[1], shift=int(found[0][4:]))
        at = end
        while self.low(at) in c.of or self.low(at) in c.articles:
            at += 1
        if self.low(at) in c.year_words and len(self.low(at + 1)) == 4 and self.low(at + 1).isdecimal():
            return core._replace(end=at + 2, year=int(self.low(at + 1)))
        found = self.phrase(c.relative, at)
        if found is not None and found[0].startswith("year"):
            return core._replace(end=found[1], shift=int(found[0][4:]))
        adjective = self.phrase(c.adjectives, at)
        if adjective is not None and c.units.get(self.low(adjective[1])) == "year":
            return core._replace(end=adjective[1] + 1, shift=_STEPS[adjective[0]])
        return core

    def low(self, i: int) -> str:
        return self.lows[i] if 0 <= i < self.size else "\0"

    def phrase(self, table: Phrases, i: int) -> tuple[str, int] | None:
        """The longest phrase of the table that begins at token `i`: its key and the token behind it."""
        return table.at(self.lows, i)

    def phrase_before(self, table: Phrases, i: int) -> int | None:
        """The first token of the longest phrase that ends before token `i`."""
        found = table.before(self.lows, i, self.floor)
        return None if found is None else found[1]

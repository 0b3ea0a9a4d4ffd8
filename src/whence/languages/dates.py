"""Times in running text: explicit, relative and fuzzy dates, resolved against the day of publication.

Templates are code, once, for all languages; the words are the pack's `[dates]`, and the names of months and
weekdays are CLDR's (Babel). Times of day are not dates and are left out; bare numbers are never years unless a
word says so.
"""

import re
from datetime import UTC, date, datetime
from typing import Literal, NamedTuple

import msgspec

from whence.languages.anchoring import (
    SEASONS,
    Direction,
    Span,
    day,
    days,
    decade,
    edge_of,
    month,
    months,
    offset,
    season,
    stretch,
    weekday,
    whole_year,
    year_for,
)
from whence.languages.numbers import phrases
from whence.languages.tokens import Tokens
from whence.languages.words import Strict
from whence.model import When


class DateExample(Strict, frozen=True, kw_only=True):
    """A text, read at an anchor (None: unknown day), and the EDTF values and roles of all times in it, in order."""

    text: str
    times: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    """event or deadline; empty means "not tested here"."""
    anchor: str | None = "2023-01-04"


class DateWords(Strict, frozen=True, kw_only=True):
    """What CLDR lacks, lower case. A form may be several words; "ca." is also found without its dot."""

    month_first: bool = False
    """"January 2" rather than "2 January" (which is always read)."""
    numeric_order: str = "dmy"
    """Of 11/03/2022: dmy, mdy, or empty where only the values themselves can tell."""
    ordinal_suffixes: tuple[str, ...] = ()
    """Written onto a day's number: 24th."""
    months: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """"1" to "12" -> further forms: inflected, abbreviated."""
    weekdays: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """"1" (Monday) to "7" -> further forms; compounds with a part of day are built (see `weekday_joints`)."""
    parts_of_day: tuple[str, ...] = ()
    """evening, aften, kvällen; behind a weekday, or glued to it."""
    weekday_joints: tuple[str, ...] = ()
    """What is written between a weekday and a part of day in one word: "" or "s". Empty list: no compounds."""
    coming: tuple[str, ...] = ()
    """Prepositions that mean the coming one before a weekday's plain form, a month or a season: på mandag."""
    bare_years: bool = False
    """A year needs no preposition: "Sie zog 1987 fort"."""
    nights: tuple[str, ...] = ()
    """Openers of a night between two weekdays, of which the second counts: in der Nacht von … auf …"""
    night_joins: tuple[str, ...] = ()
    relative: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Whole expressions: "day-1" yesterday, "day+0", "week-1", "month+1", "year-1" i fjor, "weekend-1",
    "spring-1" i våras, "monday-1" i måndags, "now+0" (found so that nothing else is made of it, never given)."""
    plurals: tuple[str, ...] = ()
    """Those forms of `units` that need a number: "the last weeks" is no week."""
    between: tuple[str, ...] = ()
    between_joins: tuple[str, ...] = ()
    """between March 1 and April 4."""
    lower_only: tuple[str, ...] = ()
    """First words of `relative` that count only in lower case (German "morgen")."""
    units: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """day, week, month, year, decade, weekend, hour, minute -> forms."""
    counts: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """"1" to "12" -> number words before a unit."""
    last: tuple[str, ...] = ()
    this: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    """Adjectives before a unit, a weekday, a month or a season: last, this, next."""
    ago_before: tuple[str, ...] = ()
    ago_after: tuple[str, ...] = ()
    """for … siden; vor …; … ago. Where there is a word behind, it is needed; else the one before is."""
    ahead_before: tuple[str, ...] = ()
    ahead_after: tuple[str, ...] = ()
    """om tre dage; in drei Tagen; three days from now."""
    within: tuple[str, ...] = ()
    """within three days: a deadline."""
    before_date: tuple[str, ...] = ()
    """Prepositions before dates, which belong to the expression: on, am, i, since. They let a bare year count."""
    articles: tuple[str, ...] = ()
    """Between preposition and date: the, den, dem."""
    of: tuple[str, ...] = ()
    """Between the parts of a date: 2nd of May, end of December."""
    deadline: tuple[str, ...] = ()
    """by, before, until, no later than: the time is a deadline, and a date without a year the coming one."""
    range_from: tuple[str, ...] = ()
    range_to: tuple[str, ...] = ()
    """from January 16 to February 1; 7. bis 8. Januar. Dashes are known."""
    seasons: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """spring, summer, autumn, winter -> forms."""
    holidays: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """"12-31" or "12-24/12-26" -> forms. "before the New Year" is 31 December."""
    edges: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """start, middle, end -> words before a month, season or year: early, Ende, slutningen af."""
    year_edges: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """start, middle, end -> words that hold the year already: Jahresende."""
    quarter: tuple[str, ...] = ()
    half: tuple[str, ...] = ()
    ordinals: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """"1" to "4" -> first, erste: of quarters and halves."""
    year_words: tuple[str, ...] = ()
    """Before a bare year, as a preposition: the year, Jahr, året."""
    decade_suffixes: tuple[str, ...] = ()
    """Written onto a year: 1990s, 1990er, 1990-tallet, 1990'erne."""
    every: tuple[str, ...] = ()
    """every Monday is a habit, no date."""
    clock: tuple[str, ...] = ()
    """Before a time of day: kl., at."""
    future_hints: tuple[str, ...] = ()
    """Future auxiliaries and the like (single words): a date without a year near them is the coming one."""
    past_hints: tuple[str, ...] = ()
    """Finite past forms (single words): they outweigh `future_hints` that stand farther off."""
    examples: tuple[DateExample, ...] = ()


class Anchor(NamedTuple):
    """The day of publication, or the interval that is known of it (inclusive ISO dates), or None where unknown."""

    start: str
    end: str


class TimeMatch(NamedTuple):
    """A time: tokens `first` to `last` (inclusive, with its preposition), EDTF, inclusive ISO bounds, role.

    Bounds are None where the year (`XXXX-12-31`) or the whole (`XXXX-XX-XX`) cannot be known.
    """

    first: int
    last: int
    edtf: str
    start: str | None
    end: str | None
    granularity: str
    role: Literal["event", "deadline"]


class _Core(NamedTuple):
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


_NUMERIC = re.compile(r"(\d{1,4})([./\-])(\d{1,2})(?:\2(\d{4}|\d{2}))?+(?![\d])")
_DASHES = frozenset("-–—")
_STOPS = frozenset(".!?;:\n")
_HINT_REACH = 8
_LONGEST_PHRASE = 6
_MEMO = 100_000
_UNKNOWN_DAY = Span("XXXX-XX-XX", None, None, "day")


class _Compiled:
    """A pack's date words with CLDR's, ready for look-up."""

    def __init__(self, words: DateWords, cldr: str) -> None:
        from babel import Locale  # CLDR's tables are large, and not every run reads a text

        self.words = words
        locale = Locale.parse(cldr, sep="-" if "-" in cldr else "_")
        self.months: dict[str, int] = {}
        self.short: set[str] = set()
        self.capital_months = False
        for context in ("format", "stand-alone"):
            for number, name in locale.months[context]["wide"].items():
                self.months[name.lower()] = number
                self.capital_months = name[0].isupper()
            for number, name in locale.months[context]["abbreviated"].items():
                low = name.lower().rstrip(".")
                if low not in self.months and not low.isdecimal():
                    self.months[low] = number
                    self.short.add(low)
        for key, forms in words.months.items():
            for form in forms:
                low = form.rstrip(".")
                if any(name.startswith(low) and n == int(key) for name, n in self.months.items()):
                    self.short.add(low)
                self.months[low] = int(key)
        self.edged: dict[str, tuple[str, int]] = {}
        for edge, forms in words.edges.items():
            for form in forms:
                if " " not in form:
                    self.edged.update({f"{form}-{m}": (edge, n) for m, n in self.months.items()})
        self.weekdays: dict[str, int] = {}
        for context in ("format", "stand-alone"):
            for number, name in locale.days[context]["wide"].items():
                self.weekdays[name.lower()] = number + 1
        self.plain_weekdays = frozenset(self.weekdays)
        for key, forms in words.weekdays.items():
            self.weekdays.update({form: int(key) for form in forms})
        for form in self.plain_weekdays if words.weekday_joints else ():
            for joint in words.weekday_joints:
                for part in words.parts_of_day:
                    self.weekdays.setdefault(form + joint + part, self.weekdays[form])
        self.relative = phrases(words.relative)
        self.lower_only = frozenset(words.lower_only)
        self.units = {form: unit for unit, forms in words.units.items() for form in forms}
        self.counts = {form: int(key) for key, forms in words.counts.items() for form in forms}
        self.adjectives = phrases({"last": words.last, "this": words.this, "next": words.next})
        self.seasons = {form: name for name, forms in words.seasons.items() for form in forms}
        self.holidays = phrases(words.holidays)
        self.edges = phrases(words.edges)
        self.year_edges = phrases(words.year_edges)
        self.ordinals = {form: int(key) for key, forms in words.ordinals.items() for form in forms}
        self.quarter, self.half = frozenset(words.quarter), frozenset(words.half)
        self.parts = phrases({"part": words.parts_of_day})
        self.before = phrases({"event": words.before_date})
        self.deadline = phrases({"deadline": words.deadline})
        self.within = phrases({"within": words.within})
        self.coming = phrases({"coming": words.coming})
        self.nights = phrases({"night": words.nights})
        self.night_joins = frozenset(words.night_joins)
        self.ago_before, self.ago_after = (
            phrases({"ago": words.ago_before}),
            phrases({"ago": words.ago_after}),
        )
        self.ahead_before = phrases({"ahead": words.ahead_before})
        self.ahead_after = phrases({"ahead": words.ahead_after})
        self.articles, self.of = frozenset(words.articles), frozenset(words.of)
        self.plurals = frozenset(words.plurals)
        self.between, self.between_joins = frozenset(words.between), frozenset(words.between_joins)
        self.range_from, self.range_to = frozenset(words.range_from), frozenset(words.range_to) | _DASHES
        self.every = phrases({"every": words.every})
        self.clock = frozenset(word.rstrip(".") for word in words.clock)
        self.year_words = frozenset(words.year_words)
        self.future, self.past = frozenset(words.future_hints), frozenset(words.past_hints)
        self.openers = {phrase[0] for table in self._opening() for phrase in table}
        for names in (self.months, self.edged, self.weekdays, self.seasons, self.counts, self.ordinals):
            self.openers.update(names)
        self.openers.update(("q1", "q2", "q3", "q4"))
        self.triggers: dict[str, bool] = {}

    def _opening(self) -> tuple[dict[tuple[str, ...], str], ...]:
        return self.relative, self.adjectives, self.holidays, self.edges, self.year_edges

    def trigger(self, low: str) -> bool:
        """Whether a time may begin with this word."""
        found = low in self.openers or (low[0].isdecimal() and low.isascii())
        if len(self.triggers) < _MEMO:
            self.triggers[low] = found
        return found


_COMPILED: dict[tuple[int, str], _Compiled] = {}


def _compiled(words: DateWords, cldr: str) -> _Compiled:
    """Compiled once for each object: a pack lives as long as the program, and its words do not hash cheaply."""
    found = _COMPILED.get((id(words), cldr))
    if found is None or found.words is not words:
        found = _COMPILED[id(words), cldr] = _Compiled(words, cldr)
    return found


def find_times(tokens: Tokens, words: DateWords, cldr: str, anchor: Anchor | None) -> list[TimeMatch]:
    """All times of a text, in order, in one pass. `cldr` is the locale whose months and weekdays are read."""
    compiled = _compiled(words, cldr)
    triggers = compiled.triggers
    scan: _Scan | None = None
    behind = 0
    for i, low in enumerate(tokens.lows):
        hit = triggers.get(low)
        if hit is None:
            hit = compiled.trigger(low)
        if hit and i >= behind:
            if scan is None:
                scan = _Scan(tokens, compiled, anchor)
            behind = scan.read(i)
    return [] if scan is None else scan.matches()


class _Found(NamedTuple):
    first: int
    core: _Core
    role: Literal["event", "deadline"]
    direction: Direction
    second: _Core | None


class _Scan:
    """One pass over one text. Times are resolved at its end: a weekday may take its date from elsewhere in it."""

    def __init__(self, tokens: Tokens, compiled: _Compiled, anchor: Anchor | None) -> None:
        self.tokens, self.c = tokens, compiled
        self.lows, self.size = tokens.lows, len(tokens.lows)
        self.anchor = (
            None if anchor is None else (date.fromisoformat(anchor.start), date.fromisoformat(anchor.end))
        )
        self.found: list[_Found] = []
        self.floor = 0

    # --- reading

    def read(self, i: int) -> int:
        """Read a time whose core begins at token `i`; the token where the scan goes on."""
        core = self.core(i)
        if core is None:
            return i + 1
        if core.kind == "none":
            return core.end
        first, role, prepared, coming = self.opening(i, core)
        if first is None:
            return core.end
        if core.needs and not prepared:
            return i + 1
        night = self.phrase_before(self.c.nights, i)
        if core.kind == "weekday" and night is not None and self.low(core.end) in self.c.night_joins:
            other = self.core(core.end + 1)
            if other is not None and other.kind == "weekday":
                core, first = other, night
        second = self.range(core, self.low(first))
        direction = self.direction(first, core.end, coming=coming or role == "deadline")
        if core.direction == "ahead" and direction.past:
            return core.end  # "its second time in three years"
        self.found.append(_Found(first, core, role, direction, second))
        self.floor = second.end if second is not None else core.end
        return self.floor

    def opening(self, i: int, core: _Core) -> tuple[int | None, Literal["event", "deadline"], bool, bool]:
        """What stands before the core: its first token (None: a habit or a time of day), role, preposition, coming."""
        c, first, prepared, coming = self.c, i, False, False
        role: Literal["event", "deadline"] = "event"
        if self.phrase_before(c.every, i) is not None:
            return None, role, False, False
        if core.kind == "stretch" and core.amount > 0:
            opened = self.phrase_before(c.within, i)
            if opened is not None:
                return opened, "deadline", True, True
        plain = core.kind != "weekday" or self.lows[i] in c.plain_weekdays
        if plain and core.kind in ("weekday", "month", "season", "holiday") and not core.year:
            opened = self.phrase_before(c.coming, i)
            longer = self.phrase_before(c.before, i)
            if opened is not None and not (longer is not None and longer < opened):
                prepared, coming, first = True, True, opened
        for _ in range(3):
            at = (
                first - 1
                if self.low(first - 1) in c.articles or self.low(first - 1) in c.year_words
                else first
            )
            opened = None
            for start in (first, at):
                opened = self.phrase_before(c.before, start)
                due = self.phrase_before(c.deadline, start)
                if due is not None and (opened is None or due <= opened):
                    return due, "deadline", True, True
                opens = self.low(start - 1) in c.range_from or self.low(start - 1) in c.between
                if opened is None and opens and start > self.floor:
                    opened = start - 1
                if opened is not None:
                    break
            if opened is None:
                if self.low(first - 1) in c.year_words and core.kind == "year":
                    prepared, first = True, first - 1
                    continue
                break
            prepared, first = True, opened
        return first, role, prepared, coming

    def direction(self, first: int, end: int, *, coming: bool) -> Direction:
        """What the words nearby say: the nearest future auxiliary or past form inside the sentence."""
        if coming:
            return Direction(coming=True)
        lows, c = self.lows, self.c
        for distance in range(1, _HINT_REACH + 1):
            for at in (first - distance, end - 1 + distance):
                if 0 <= at < self.size:
                    if lows[at] in c.past:
                        return Direction(past=True)
                    if lows[at] in c.future and not self.stopped(at, first, end):
                        return Direction(coming=True)
        return Direction()

    def stopped(self, at: int, first: int, end: int) -> bool:
        """Whether a sentence ends between a hint and the time."""
        between = self.lows[at:first] if at < first else self.lows[end:at]
        return not _STOPS.isdisjoint(between)

    def range(self, core: _Core, opener: str) -> _Core | None:
        """The second date of a range that goes on behind `core`."""
        joint = self.low(core.end)
        joined = opener in self.c.between and joint in self.c.between_joins
        if not (joined or joint in self.c.range_to) or core.kind not in ("day", "month", "year"):
            return None
        if not (joined or opener in self.c.range_from or joint in _DASHES or core.kind == "day"):
            return None
        other = self.core(core.end + 1)
        if other is None or other.kind != core.kind or other.last_day:
            return None
        return other if other.end <= self.size else None

    # --- cores

    def core(self, i: int) -> _Core | None:
        """The time that begins at token `i`, without its preposition."""
        if i >= self.size:
            return None
        low, c = self.lows[i], self.c
        if low[0].isdecimal():
            return self.from_digits(i)
        found = self.phrase(c.relative, i)
        if found is not None and not self.titled(i):
            return self.relative(*found)
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
            return self.year_tail(_Core(i + 1, "month", month=number, edge=edge))
        if low in c.weekdays:
            return self.from_weekday(i)
        if low in c.seasons:
            core = self.year_tail(_Core(i + 1, "season", unit=c.seasons[low]))
            if core.year or core.shift is not None:
                return core
            if self.low(i + 1) in c.words.of[:1]:
                return None  # the fall of the city
            return core._replace(needs=True)
        found = self.phrase(c.holidays, i)
        if found is not None:
            return self.holiday(*found)
        if low in c.ordinals:
            return self.part_of_year(c.ordinals[low], i + 1)
        if len(low) == 2 and low[0] == "q" and low[1] in "1234":
            return self.year_tail(_Core(i + 1, "part", amount=int(low[1]), unit="quarter"))
        if low in c.counts:
            return self.counted(i, c.counts[low])
        return None

    def titled(self, i: int) -> bool:
        """Whether a word with a capital is no adverb: "USA Today", "am Morgen"."""
        if not self.tokens.words[i][0].isupper():
            return False
        return self.lows[i] in self.c.lower_only or (
            self.low(i - 1)[0].isalpha() and self.tokens.words[i].istitle()
        )

    def from_digits(self, i: int) -> _Core | None:
        tokens, low, c = self.tokens, self.lows[i], self.c
        if self.low(i - 1) in c.clock or (self.low(i - 1) == "." and self.low(i - 2) in c.clock):
            return None
        if not low.isdecimal() or self.low(i + 1) in ("/", "-"):
            numeric = self.numeric(i)
            if numeric is not None:
                return numeric
        digits = low
        if not low.isdecimal():
            if low.endswith(c.words.decade_suffixes or ("\0",)) and low[:4].isdecimal() and low[3:4] == "0":
                return _Core(i + 1, "decade", year=int(low[:4]))
            digits = next((low[: -len(s)] for s in c.words.ordinal_suffixes if low.endswith(s)), "")
            if not digits.isdecimal():
                return None
        if len(digits) == 4 and digits == low and 1900 <= int(low) <= 2099:
            return self.from_year(i)
        if len(digits) > 2 or not 1 <= int(digits) <= 31:
            return self.counted(i, int(digits)) if len(digits) <= 3 else None
        day_number, end, second = int(digits), i + 1, 0
        end = self.dot(end)
        if self.low(end) in c.range_to or self.low(end) in ("/", "+"):
            other = self.low(end + 1)
            if other.isdecimal() and len(other) <= 2 and day_number < int(other) <= 31:
                second, end = int(other), self.dot(end + 2)
        if self.low(end) in c.of:
            end += 1
        if self.low(end) in c.articles and end > i + 1 and self.low(end - 1) in c.of:
            end += 1
        number = c.months.get(self.low(end))
        if number is not None and not (self.low(end) == digits):
            core = _Core(self.dot_short(end), "day", month=number, day=day_number)
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

    def dot(self, end: int) -> int:
        """Behind the dot of a day's number; a dot that is set apart is none."""
        if self.low(end) == "." and self.tokens.starts[end] == self.tokens.ends[end - 1]:
            return end + 1
        return end

    def dot_short(self, at: int) -> int:
        """Behind an abbreviated month and its dot."""
        return self.dot(at + 1) if self.lows[at] in self.c.short and at + 2 < self.size else at + 1

    def numeric(self, i: int) -> _Core | None:
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
        return _Core(end, "day", year=year, month=number, day=day_number, needs=year is None)

    def from_year(self, i: int) -> _Core | None:
        c, end = self.c, i + 1
        year = int(self.lows[i])
        behind = self.low(end)
        if behind in ("'", "’", "-") and self.low(end + 1) in [
            s.lstrip("'-") for s in c.words.decade_suffixes
        ]:
            return _Core(end + 2, "decade", year=year) if year % 10 == 0 else None
        if behind == "%" or self.low(i - 1) in c.of and self.low(i - 2) in c.units:
            return None
        lower = behind[0].isalpha() and self.tokens.words[end][0].islower() if end < self.size else False
        noun = end < self.size and behind[0].isalpha() and (year % 100 == 0) and behind not in c.range_to
        if noun:
            return None
        bare = c.words.bare_years and 1950 <= year <= 2049 and self.low(i - 1) not in "-–/.,"
        return _Core(
            end,
            "year",
            year=year,
            needs=not (bare and (lower or not behind[0].isalpha() or c.capital_months)),
        )

    def from_month(self, i: int) -> _Core | None:
        c, low = self.c, self.lows[i]
        number, end = c.months[low], self.dot_short(i)
        capital = self.tokens.words[i][0].isupper() or not c.capital_months
        if c.words.month_first and capital:
            core = self.month_then_day(number, end)
            if core is not None:
                return core
        core = self.year_tail(_Core(end, "month", month=number))
        dated = core.year is not None or core.shift is not None
        if not capital or (low in c.short and not dated):
            return None
        return core if dated else core._replace(needs=True)

    def month_then_day(self, number: int, end: int) -> _Core | None:
        """January 2; January 7/8; January 16-18, 2023."""
        token = self.low(end)
        digits = next((token[: -len(s)] for s in self.c.words.ordinal_suffixes if token.endswith(s)), token)
        if not (digits.isdecimal() and len(digits) <= 2 and 1 <= int(digits) <= 31):
            return None
        core = _Core(end + 1, "day", month=number, day=int(digits))
        if self.low(end + 1) in _DASHES or self.low(end + 1) == "/":
            other = self.low(end + 2)
            if other.isdecimal() and len(other) <= 2 and int(digits) < int(other) <= 31:
                core = core._replace(end=end + 3, last_month=number, last_day=int(other))
        return self.year_tail(core)

    def from_weekday(self, i: int) -> _Core | None:
        tokens = self.tokens
        number, end = self.c.weekdays[self.lows[i]], i + 1
        if self.low(i - 1) in self.c.articles and end < self.size and self.c.capital_months:
            if (
                tokens.words[end][0].isupper()
                and self.low(end) not in self.c.months
                and self.c.words.month_first
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
        return _Core(end, "weekday", weekday=number)

    def part_of_day(self, end: int) -> int:
        found = self.phrase(self.c.parts, end)
        return end if found is None else found[1]

    def relative(self, key: str, end: int) -> _Core | None:
        sign = "-" if "-" in key else "+"
        unit, _, count = key.partition(sign)
        number = int(count) if sign == "+" else -int(count)
        if unit == "now":
            return _Core(end, "none")
        if unit in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"):
            names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
            return _Core(
                end, "weekday", weekday=names.index(unit) + 1, direction="last" if number < 0 else "next"
            )
        if unit == "day":
            end = self.part_of_day(end)
        return _Core(end, "offset", unit=unit, amount=number)

    def year_edge(self, edge: str, end: int) -> _Core:
        if edge == "turn":
            return self.holiday("12-31/01-01", end)
        tail = self.year_tail(_Core(end, "year"))
        if tail.year is not None:
            return tail._replace(edge=edge)
        return _Core(tail.end, "offset", unit="year", amount=tail.shift or 0, edge=edge)

    def edge(self, edge: str, end: int) -> _Core | None:
        """Early March; the end of next year."""
        while self.low(end) in self.c.of or self.low(end) in self.c.articles:
            end += 1
        if end < self.size and (unit := self.c.units.get(self.lows[end])) is not None:
            if unit in ("week", "month", "year", "decade"):
                tail = self.year_tail(_Core(end + 1, "offset", unit=unit)) if unit == "year" else None
                if tail is not None and tail.year is not None:
                    return _Core(tail.end, "year", year=tail.year, edge=edge)
                return _Core(end + 1, "offset", unit=unit, amount=0, edge=edge)
            return None
        inner = self.core(end)
        if inner is None or inner.kind not in ("month", "year", "season", "offset", "part") or inner.edge:
            return None
        return inner._replace(edge=edge, needs=False)

    def adjective(self, word: str, end: int) -> _Core | None:
        """Next month; last Monday; this spring; the past three weeks."""
        c = self.c
        step = {"last": -1, "this": 0, "next": 1}[word]
        low = self.low(end)
        if (unit := c.units.get(low)) is not None:
            if low in c.plurals or unit in ("day", "hour", "minute"):
                return None
            return _Core(end + 1, "offset", unit=unit, amount=step)
        if low in c.weekdays:
            end_day = self.part_of_day(end + 1)
            return _Core(end_day, "weekday", weekday=c.weekdays[low], direction=word)
        if low in c.months and (self.tokens.words[end][0].isupper() or not c.capital_months):
            return _Core(end + 1, "month", month=c.months[low], direction=word)
        if low in c.seasons:
            return _Core(end + 1, "offset", unit=c.seasons[low], amount=step)
        if low in c.quarter:
            return _Core(end + 1, "offset", unit="quarter", amount=step)
        count = c.counts.get(low) or (int(low) if low.isdecimal() and len(low) <= 3 else None)
        unit = c.units.get(self.low(end + 1))
        if count is not None and unit is not None and step:
            return _Core(end + 2, "stretch", unit=unit, amount=step * count)
        return None

    def holiday(self, key: str, end: int) -> _Core:
        a, _, b = key.partition("/")
        core = _Core(end, "holiday", month=int(a[:2]), day=int(a[3:]))
        if b:
            core = core._replace(last_month=int(b[:2]), last_day=int(b[3:]))
        return self.year_tail(core)

    def part_of_year(self, number: int, end: int) -> _Core | None:
        """First quarter; second half of 2022. A half needs its year: there are halves of other things."""
        low = self.low(end)
        unit = "quarter" if low in self.c.quarter else "half" if low in self.c.half else ""
        if not unit or number > (4 if unit == "quarter" else 2):
            return None
        core = self.year_tail(_Core(end + 1, "part", amount=number, unit=unit))
        dated = core.year is not None or core.shift is not None
        return core if dated or len(low) > 7 else core._replace(needs=True) if unit == "quarter" else None

    def counted(self, i: int, count: int) -> _Core | None:
        """Three days ago; in three days; within three days."""
        c = self.c
        unit = c.units.get(self.low(i + 1))
        if unit is None or count == 0:
            return None
        end = i + 2
        behind = self.phrase(c.ago_after, end)
        before = self.phrase_before(c.ago_before, i)
        if behind is not None or (before is not None and not c.ago_after):
            end = end if behind is None else behind[1]
            if before is not None:
                self.floor = min(self.floor, before)
            return _Core(end, "offset", unit=unit, amount=-count, needs=False)
        if self.phrase_before(c.within, i) is not None:
            return _Core(end, "stretch", unit=unit, amount=count)
        behind = self.phrase(c.ahead_after, end)
        if behind is not None:
            return _Core(behind[1], "offset", unit=unit, amount=count)
        if self.phrase_before(c.ahead_before, i) is not None and self.low(end) not in c.of:
            return _Core(end, "offset", unit=unit, amount=count, direction="ahead")
        return None

    def year_tail(self, core: _Core) -> _Core:
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
            return core._replace(end=adjective[1] + 1, shift={"last": -1, "this": 0, "next": 1}[adjective[0]])
        return core

    # --- resolving

    def matches(self) -> list[TimeMatch]:
        """The times found, resolved."""
        bound: dict[int, list[tuple[int, str]]] = {}
        spans: list[Span | None] = []
        for item in self.found:
            span = self.resolve(item)
            spans.append(span)
            if item.core.weekday and item.core.kind == "day" and span is not None and span.start is not None:
                bound.setdefault(item.core.weekday, []).append((item.first, span.start))
        out: list[TimeMatch] = []
        for item, span in zip(self.found, spans, strict=True):
            if span is None:
                continue
            if item.core.kind == "weekday" and span.start is None and item.core.weekday in bound:
                near = min(bound[item.core.weekday], key=lambda entry: abs(entry[0] - item.first))
                span = Span(near[1], near[1], near[1], "day")
            last = (item.second or item.core).end - 1
            role = item.role
            if item.core.year is not None and self.anchor is not None and span.end is not None:
                over = span.end < self.anchor[0].isoformat()
                role = "event" if over else role  # "before 2009" is no deadline any more
            out.append(TimeMatch(item.first, last, *span, role))
        return out

    def resolve(self, item: _Found) -> Span | None:
        """The time's value; None where it is none after all (31 February, a time of day)."""
        deadline = item.role == "deadline"
        span = self.value(item.core, item.direction, deadline=deadline)
        if span is not None and item.core.edge:
            span = edge_of(span, item.core.edge, deadline=deadline)
        if span is None or item.second is None:
            return span
        second = item.second
        if span.start is not None and second.year is None and item.core.year is None:
            first_day = date.fromisoformat(span.start)
            year = first_day.year + (
                1 if (second.month, second.day or 31) < (first_day.month, first_day.day) else 0
            )
            second = second._replace(year=year)
        end = self.value(second, item.direction, deadline=deadline)
        if span.start is None and second.year is not None:
            span = self.value(item.core._replace(year=second.year), item.direction, deadline=deadline)
        elif second.year is not None and item.core.year is None and item.second.year is not None:
            span = self.value(item.core._replace(year=second.year), item.direction, deadline=deadline)
        if end is None or span is None:
            return None
        return Span(f"{span.edtf}/{end.edtf}", span.start, end.end, span.granularity)

    def value(self, core: _Core, direction: Direction, *, deadline: bool) -> Span | None:
        year = core.year
        if year is None and core.shift is not None and self.anchor is not None:
            year = self.anchor[0].year + core.shift
        if core.kind in ("day", "holiday", "month"):
            return self.calendar_value(core, year, direction, deadline=deadline)
        if core.kind == "year":
            return None if year is None else whole_year(year)
        if core.kind == "decade":
            return None if year is None else decade(year)
        if core.kind == "season":
            return self.season_value(core, year, direction)
        if core.kind == "part":
            if year is None:
                if self.anchor is None:
                    return Span("XXXX", None, None, core.unit)
                year = self.anchor[0].year
            size = 3 if core.unit == "quarter" else 6
            return months(year, size * (core.amount - 1) + 1, size, core.unit)
        return self.relative_value(core, direction)

    def calendar_value(
        self, core: _Core, year: int | None, direction: Direction, *, deadline: bool
    ) -> Span | None:
        number, day_number = core.month, core.day or None
        if year is None and self.anchor is not None:
            if core.direction == "last":
                direction = Direction(past=True)
            elif core.direction == "next":
                direction = Direction(coming=True)
            year = year_for(self.anchor, number, day_number, direction, core.weekday or None)
            if year is None:
                return None
        if year is None:
            edtf = f"XXXX-{number:02}" + (f"-{day_number:02}" if day_number else "")
            if core.last_day and not (core.kind == "holiday" and deadline):
                edtf += f"/XXXX-{core.last_month:02}-{core.last_day:02}"
            return Span(edtf, None, None, "day" if day_number else "month")
        if day_number is None:
            return month(year, number)
        try:
            first = date(year, number, day_number)
            if not core.last_day or (core.kind == "holiday" and deadline):
                return day(first)
            over = (core.last_month, core.last_day) < (number, day_number)
            return days(first, date(year + over, core.last_month, core.last_day), "day")
        except ValueError:
            return None

    def season_value(self, core: _Core, year: int | None, direction: Direction) -> Span | None:
        if year is not None:
            return season(year, core.unit)
        if self.anchor is None:
            return Span(f"XXXX-{SEASONS[core.unit]}", None, None, "season")
        first = self.anchor[0]
        if direction.coming:
            running = offset(first, core.unit, 0)
            if running is not None and running.end is not None and running.end >= first.isoformat():
                return running
            return offset(first, core.unit, 1)
        this = offset(first, core.unit, 0)
        if this is None or this.start is None or this.start <= self.anchor[1].isoformat():
            return this
        return offset(first, core.unit, -1)

    def relative_value(self, core: _Core, direction: Direction) -> Span | None:
        if core.unit in ("hour", "minute", "second"):
            return None
        unknown = _UNKNOWN_DAY._replace(granularity="day" if core.kind == "weekday" else core.unit)
        if self.anchor is None:
            return unknown
        ends = [self.relative_at(core, anchor, direction) for anchor in self.anchor]
        if ends[0] is None:
            return None
        return ends[0] if ends[0] == ends[1] else unknown

    def relative_at(self, core: _Core, anchor: date, direction: Direction) -> Span | None:
        if core.kind == "weekday":
            name = core.direction or ("next" if direction.coming else "recent")
            return weekday(anchor, core.weekday, name)
        if core.kind == "stretch":
            return stretch(anchor, core.unit, core.amount)
        return offset(anchor, core.unit, core.amount)

    # --- phrases

    def low(self, i: int) -> str:
        return self.lows[i] if 0 <= i < self.size else "\0"

    def phrase(self, table: dict[tuple[str, ...], str], i: int) -> tuple[str, int] | None:
        """The longest phrase of the table that begins at token `i`: its key and the token behind it."""
        if not table:
            return None
        for size in range(min(_LONGEST_PHRASE, self.size - i), 0, -1):
            key = table.get(tuple(self.lows[i : i + size]))
            if key is not None:
                return key, i + size
        return None

    def phrase_before(self, table: dict[tuple[str, ...], str], i: int) -> int | None:
        """The first token of the longest phrase that ends before token `i`."""
        if not table:
            return None
        for size in range(min(_LONGEST_PHRASE, i - self.floor), 0, -1):
            if tuple(self.lows[i - size : i]) in table:
                return i - size
        return None


def parse_published(value: str) -> When | None:
    """A publication time as records give it: an ISO date, date with time, month or year. None: not one.

    A time with an offset is told as the UTC day.
    """
    text = value.strip()
    span: Span | None = None
    try:
        if len(text) == 4 and text.isdecimal():
            span = whole_year(int(text))
        elif len(text) == 7 and text[4] == "-":
            number = int(text[5:])
            span = month(int(text[:4]), number) if 1 <= number <= 12 else None
        else:
            moment = datetime.fromisoformat(text)
            if moment.tzinfo is not None:
                moment = moment.astimezone(UTC)
            span = day(moment.date())
    except (ValueError, OverflowError):
        return None
    if span is None:
        return None
    return When(
        edtf=span.edtf,
        start=span.start,
        end=span.end,
        granularity=span.granularity,
        role="publication",
        exact=value,
    )

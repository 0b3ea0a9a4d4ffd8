"""Times in running text: explicit, relative and fuzzy dates, resolved against the day of publication.

Templates are code, once, for all languages; the words are the pack's `[dates]`, and the names of months and
weekdays are CLDR's (Babel). Times of day are not dates and are left out; bare numbers are never years
unless a word says so.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from whence.languages.anchoring import (
    SEASONS,
    Direction,
    Span,
    day,
    days,
    decade,
    edge_of,
    in_calendar,
    month,
    months,
    offset,
    season,
    stretch,
    weekday,
    whole_year,
    year_for,
)
from whence.languages.date_behind import due_behind
from whence.languages.date_cores import Core, CoreReader
from whence.languages.date_words import DateExample, DateTable, DateWords, date_table
from whence.languages.number_words import DASHES
from whence.languages.tokens import Tokens

__all__ = ["Anchor", "DateExample", "DateWords", "TimeMatch", "find_times"]

_STOPS = frozenset(".!?;:\n")
_HINT_REACH = 8
"""Tokens on either side in which an auxiliary or a past form tells which Monday is meant."""
_UNKNOWN_DAY = Span("XXXX-XX-XX", None, None, "day")


class Anchor(NamedTuple):
    """The day of publication, or the interval that is known of it (inclusive ISO dates), or None where
    unknown."""

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


def find_times(
    tokens: Tokens,
    words: DateWords,
    cldr: str,
    anchor: Anchor | None,
    *,
    among: Iterable[int] | None = None,
) -> list[TimeMatch]:
    """All times of a text, in order, in one pass. `cldr` is the locale whose months and weekdays are read.

    `among`: the tokens with whose words a time may begin, where they are known already.
    """
    compiled = date_table(words, cldr)
    scan: _Scan | None = None
    behind = 0
    for i in compiled.triggers.opened(tokens.lows, among):
        if i >= behind:
            if scan is None:
                scan = _Scan(tokens, compiled, anchor)
            behind = scan.read(i)
    return [] if scan is None else scan.matches()


class _Found(NamedTuple):
    first: int
    core: Core
    role: Literal["event", "deadline"]
    direction: Direction
    second: Core | None


class _Scan(CoreReader):
    """One pass over one text. Times are resolved at its end: a weekday may take its date from elsewhere in
    it."""

    def __init__(self, tokens: Tokens, table: DateTable, anchor: Anchor | None) -> None:
        super().__init__(tokens, table)
        self.anchor = (
            None if anchor is None else (date.fromisoformat(anchor.start), date.fromisoformat(anchor.end))
        )
        self.found: list[_Found] = []
        self.due = bool(table.words.deadline_after or table.words.deadline_endings)

    # --- reading

    def read(self, i: int) -> int:
        """Read a time whose core begins at token `i`; the token where the scan goes on."""
        core = self.core(i)
        if core is None:
            return i + 1
        if core.kind == "none":
            return core.end
        due = due_behind(self, core) if self.due else None
        core = due or core
        first, role, prepared, coming = self.opening(i, core)
        if due is not None:
            role, coming = "deadline", True
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
        ahead = core.direction == "ahead"
        direction = self.direction(first, core.end, coming=role == "deadline", counted=ahead)
        if coming and not (direction.past and core.kind == "weekday"):
            direction = Direction(coming=True)
        if ahead and direction.past:
            return core.end  # "its second time in three years"
        self.found.append(_Found(first, core, role, direction, second))
        self.floor = second.end if second is not None else core.end
        return self.floor

    def opening(self, i: int, core: Core) -> tuple[int | None, Literal["event", "deadline"], bool, bool]:
        """What stands before the core: its first token (None: a habit or a time of day), role, preposition,
        coming."""
        c, first, prepared, coming = self.c, i, False, False
        role: Literal["event", "deadline"] = "event"
        if self.phrase_before(c.every, i) is not None:
            return None, role, False, False
        if core.kind == "stretch" and core.amount > 0:
            opened = self.phrase_before(c.within, i)
            if opened is not None:
                return opened, "deadline", True, True
        if core.kind == "offset" and core.amount < 0:
            for words in (c.ago_before, c.ago_alone):
                opened = self.phrase_before(words, i)
                if opened is not None:
                    return opened, role, True, False  # "před třemi dny" is no deadline
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

    def direction(self, first: int, end: int, *, coming: bool, counted: bool = False) -> Direction:
        """What the words nearby say: the nearest future auxiliary or past form inside the sentence.

        `counted`: it decides whether there is a time at all ("its second time in three years").
        """
        if coming:
            return Direction(coming=True)
        if self.anchor is None and not counted:
            return Direction()  # nothing can be resolved, whatever they say
        lows, c = self.lows, self.c
        left, right = True, True
        for distance in range(1, _HINT_REACH + 1):
            for at in (first - distance, end - 1 + distance):
                if 0 <= at < self.size:
                    # a sentence that ends between a hint and the time parts them
                    if at < first:
                        left = left and lows[at] not in _STOPS
                    elif at > end:
                        right = right and lows[at - 1] not in _STOPS
                    if not (left if at < first else right):
                        continue
                    if lows[at] in c.past or lows[at].endswith(c.past_endings):
                        if at >= end and "," in lows[end:at]:
                            continue  # "… in January, X said": the reporting verb tells nothing of the date
                        return Direction(past=True)
                    if lows[at] in c.future:
                        return Direction(coming=True)
            if not (left or right):
                break
        return Direction()

    def range(self, core: Core, opener: str) -> Core | None:
        """The second date of a range that goes on behind `core`."""
        joint = self.low(core.end)
        joined = opener in self.c.between and joint in self.c.between_joins
        if not (joined or joint in self.c.range_to) or core.kind not in ("day", "month", "year"):
            return None
        if not (joined or opener in self.c.range_from or joint in DASHES or core.kind == "day"):
            return None
        other = self.core(core.end + 1)
        if other is None or other.kind != core.kind or other.last_day:
            return None
        return other if other.end <= self.size else None

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
        first, second = item.core, item.second
        if first.year is None and second.year is not None:
            first = first._replace(year=second.year)
            span = self.value(first, item.direction, deadline=deadline) or span
        elif second.year is None and (first.year is not None or span.start is not None):
            year = first.year if span.start is None or first.year is not None else int(span.start[:4])
            over = (second.month, second.day) < (first.month, first.day)
            second = second._replace(year=(year or 0) + over)
        end = self.value(second, item.direction, deadline=deadline)
        if end is None:
            return span
        ordered = span.start is None or end.end is None or span.start <= end.end
        if not ordered:
            return span
        known = span.start is not None and end.end is not None
        return Span(
            f"{span.edtf}/{end.edtf}",
            span.start if known else None,
            end.end if known else None,
            span.granularity,
        )

    def value(self, core: Core, direction: Direction, *, deadline: bool) -> Span | None:
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
        self, core: Core, year: int | None, direction: Direction, *, deadline: bool
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

    def season_value(self, core: Core, year: int | None, direction: Direction) -> Span | None:
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

    def relative_value(self, core: Core, direction: Direction) -> Span | None:
        if core.unit in ("hour", "minute", "second"):
            return None
        unknown = _UNKNOWN_DAY._replace(granularity="day" if core.kind == "weekday" else core.unit)
        if self.anchor is None:
            return unknown
        ends = [self.relative_at(core, anchor, direction) for anchor in self.anchor]
        if ends[0] is None:
            return None
        return ends[0] if ends[0] == ends[1] else unknown

    def relative_at(self, core: Core, anchor: date, direction: Direction) -> Span | None:
        """The time that lies there from the anchor. None where the calendar (years 1 to 9999) has no such day."""
        try:
            if core.kind == "weekday":
                name = core.direction or ("next" if direction.coming else "recent")
                return weekday(anchor, core.weekday, name)
            if core.kind == "stretch":
                return stretch(anchor, core.unit, core.amount)
            found = offset(anchor, core.unit, core.amount)
        except (ValueError, OverflowError):
            return None
        return found if found is None or in_calendar(found) else None

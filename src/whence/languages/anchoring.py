"""Dates resolved against a day of publication: which February, which Monday, which "next month".

Only calendar arithmetic stands here; what the words say is read in `dates`. The anchor is an inclusive
interval of days: a month that is known by name only stays a month, and what needs its day stays unresolved.
"""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

Kind = str
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
"""EDTF level 1 numbers. Winter is that of the year in which it begins."""
FAR_BACK_DAYS = 310
FAR_MONTHS_RATIO = 4
"""A bare month is the coming one where it is at least so many times nearer: January read in November."""
"""A date without a year is a past one up to so many days back ("24 February" read in December), else a
coming one."""
EDGES = {"start": (1, 10), "middle": (11, 20), "end": (21, 31)}
"""Days of a month for "early", "mid-" and "late"."""


class Span(NamedTuple):
    """A resolved time: EDTF, inclusive ISO bounds (None: unresolved), granularity."""

    edtf: str
    start: str | None
    end: str | None
    granularity: str


class Direction(NamedTuple):
    """Which of two candidates words prefer: `coming` (a deadline, a future verb) or `past`; or neither."""

    coming: bool = False
    past: bool = False


def day(value: date) -> Span:
    """One day."""
    iso = value.isoformat()
    return Span(iso, iso, iso, "day")


def days(first: date, last: date, granularity: str) -> Span:
    """An interval of days, both inclusive."""
    a, b = first.isoformat(), last.isoformat()
    return Span(a if a == b else f"{a}/{b}", a, b, granularity)


def month(year: int, number: int) -> Span:
    """A calendar month; `number` may run over the year's ends (0 is December before)."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    last = monthrange(year, number)[1]
    return Span(
        f"{year:04}-{number:02}", f"{year:04}-{number:02}-01", f"{year:04}-{number:02}-{last}", "month"
    )


def months(year: int, first: int, count: int, granularity: str) -> Span:
    """`count` months from month `first` of a year."""
    a, b = month(year, first), month(year, first + count - 1)
    return Span(f"{a.edtf}/{b.edtf}", a.start, b.end, granularity)


def in_calendar(span: Span) -> bool:
    """Whether all days of a span lie in years 1 to 9999, as ISO dates of four digits can say."""
    return all(
        bound is None or (len(bound) == 10 and bound[:4].isdigit()) for bound in (span.start, span.end)
    )


def whole_year(year: int) -> Span:
    """A calendar year."""
    return Span(f"{year:04}", f"{year:04}-01-01", f"{year:04}-12-31", "year")


def decade(year: int) -> Span:
    """The decade of a year: 1990 to 1999."""
    first = year - year % 10
    return Span(f"{first // 10:03}X", f"{first:04}-01-01", f"{first + 9:04}-12-31", "decade")


def season(year: int, name: str) -> Span:
    """A meteorological season: spring is March to May."""
    number = SEASONS[name]
    inner = months(year, 3 * (number - 20), 3, "season")
    return inner._replace(edtf=f"{year:04}-{number}")


def edge_of(span: Span, edge: str, *, deadline: bool) -> Span:
    """The beginning, middle or end of a month, year or season. As a deadline, the end is its last day."""
    if span.start is None or span.end is None:
        return span
    if edge == "end" and deadline:
        return Span(span.end, span.end, span.end, "day")
    year, number = int(span.start[:4]), int(span.start[5:7])
    if span.granularity == "month":
        first, last = EDGES[edge]
        last = min(last, monthrange(year, number)[1])
        return days(date(year, number, first), date(year, number, last), "month")
    if span.granularity == "year":
        if edge == "middle":
            return months(year, 6, 2, "month")
        return month(year, 1 if edge == "start" else 12)
    return span


def offset(anchor: date, unit: str, count: int) -> Span | None:
    """The unit that lies `count` units from the anchor's: last week, next month. None for hours and
    minutes."""
    if unit == "day":
        return day(anchor + timedelta(count))
    if unit == "week":
        first = anchor - timedelta(anchor.weekday()) + timedelta(7 * count)
        return days(first, first + timedelta(6), "week")
    if unit == "weekend":
        first = anchor - timedelta(anchor.weekday()) + timedelta(5 + 7 * count)
        if count < 0 and anchor.weekday() >= 5:  # on a weekend, "at the weekend" is this one
            first += timedelta(7)
        return days(first, first + timedelta(1), "day")
    if unit == "month":
        return month(anchor.year, anchor.month + count)
    if unit == "quarter":
        return months(anchor.year, 3 * ((anchor.month - 1) // 3) + 1 + 3 * count, 3, "quarter")
    if unit == "year":
        return whole_year(anchor.year + count)
    if unit == "decade":
        return decade(anchor.year + 10 * count)
    if unit in SEASONS:
        return _season_offset(anchor, unit, count)
    return None


def _season_offset(anchor: date, name: str, count: int) -> Span:
    """-1: the last one that has begun before this; 0: that of this year; 1: the next that has not begun."""
    this = season(anchor.year, name)
    if count == 0:
        if name == "winter" and anchor.month <= 2:
            return season(anchor.year - 1, name)
        return this
    begun = this.start is not None and this.start <= anchor.isoformat()
    if count < 0:
        running = begun and this.end is not None and this.end >= anchor.isoformat()
        return season(anchor.year if begun and not running else anchor.year - 1, name)
    return season(anchor.year + 1 if begun else anchor.year, name)


def stretch(anchor: date, unit: str, count: int) -> Span | None:
    """The time from the anchor to `count` units ahead (or back): within three days, the past two weeks."""
    size = {"day": 1, "week": 7, "month": 30.44, "year": 365.25}.get(unit)
    if size is None:
        return None
    if unit in ("month", "year"):
        total = anchor.year * 12 + anchor.month - 1 + count * (12 if unit == "year" else 1)
        year, number = total // 12, total % 12 + 1
        other = date(year, number, min(anchor.day, monthrange(year, number)[1]))
    else:
        other = anchor + timedelta(int(size) * count)
    return days(min(anchor, other), max(anchor, other), unit)


def weekday(anchor: date, number: int, direction: str) -> Span:
    """Monday is 1. `direction`: "recent" (the anchor's own day counts), "last", "this" (same week),
    "next"."""
    back = (anchor.isoweekday() - number) % 7
    if direction == "recent":
        return day(anchor - timedelta(back))
    if direction == "last":
        return day(anchor - timedelta(back or 7))
    if direction == "this":
        return day(anchor - timedelta(anchor.isoweekday() - number))
    return day(anchor + timedelta(7 - back))


def year_for(
    anchor: tuple[date, date],
    number: int,
    day_number: int | None,
    direction: Direction,
    on: int | None = None,
) -> int | None:
    """The year of a month (or of a day in it) that is given without one. None: there is no such day.

    `on` is the weekday that stands beside it, which decides where it can. Else a candidate inside the
    anchor's interval wins, then the words' direction, then the past one up to `FAR_BACK_DAYS`, then the
    coming one.
    """
    first, last = anchor
    candidates: list[tuple[int, date, date]] = []
    for year in range(max(first.year - 1, MINYEAR), min(last.year + 1, MAXYEAR) + 1):
        length = monthrange(year, number)[1]
        if day_number is not None and day_number > length:
            continue
        candidates.append(
            (year, date(year, number, day_number or 1), date(year, number, day_number or length))
        )
    if on is not None:
        fitting = [c for c in candidates if c[1].isoweekday() == on]
        candidates = fitting or candidates
    if not candidates:
        return None
    ahead = [c for c in candidates if c[2] >= first]
    behind = [c for c in candidates if c[1] <= last]
    if direction.coming and ahead:
        return ahead[0][0]
    inside = [c for c in candidates if c[1] <= last and c[2] >= first]
    if inside:
        return inside[0][0]
    if not behind or not ahead:
        return candidates[0][0]
    past, coming = behind[-1], ahead[0]
    if direction.past:
        return past[0]
    if day_number is None:  # months are compared as months: January read in December is the coming one
        back = (first.year - past[1].year) * 12 + first.month - number
        ahead_months = (coming[1].year - last.year) * 12 + number - last.month
        return coming[0] if ahead_months * FAR_MONTHS_RATIO <= back else past[0]
    return past[0] if (first - past[1]).days <= FAR_BACK_DAYS else coming[0]

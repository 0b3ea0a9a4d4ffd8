"""When a report was published, as far as it says so itself: a crawler's stamp, or a date on a line of its
own.

A month is a month, not a day. A numeric date whose order of day and month its language leaves open is
resolved only where one of its numbers is above 12; else no more than its year is known.
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from whence.languages.dates import find_times
from whence.languages.pack import Pack
from whence.languages.tokens import Tokens
from whence.model import When
from whence.read.lines import Line

STAMP = re.compile(r"date (\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?=\s|$)")
"""The residue of a crawler at the very start of a text: " date 2031-06 "."""
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[t ,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)?(?: ?[a-z]{1,4})?")
_NUMERIC = re.compile(
    r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ ,|–-]+(?:\w{1,3}\.? )?\d{1,2}[:.]\d{2})?(?: ?[a-z]{1,4})?"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST_DATE_LINE = 60
_MOST_WORDS_AROUND = 3
"""Beside a date in words may stand what tells the time of day: "at 2.30 pm CET"."""
LEADING = 12
"""Lines from the top among which a date of its own line is the report's: below, it may belong to something
else."""
_PLAIN = re.compile(r"\d{4}(?:-\d{2}){0,2}")


class Dated(NamedTuple):
    """A line that is a date and nothing else: its index, and the date (None where it cannot exist)."""

    at: int
    when: When | None


def published(lines: list[Line], own: Pack | None) -> When | None:
    """The day (or month, or year) of publication that the text itself states, or None.

    `own` is the pack of the report's language; without it only dates that need no words or order are read.
    """
    if not lines:
        return None
    stamp = STAMP.match(lines[0].words)
    if stamp is not None:
        year, month, day = stamp.groups()
        start = lines[0].start
        span = (start + 5, start + stamp.end())
        return _when(int(year), int(month or 0), int(day or 0), stamp.group()[5:], span)
    for dated in date_lines(lines[:LEADING], own):
        if dated.when is not None:
            return dated.when
    return None


def date_lines(lines: list[Line], own: Pack | None) -> list[Dated]:
    """Every line that holds a date, perhaps behind one of the pack's `date_prefixes`, and nothing else.

    Dates in words ("3 March 2031") count among the first lines only: below, such a line may be a heading.
    """
    prefixes = () if own is None else tuple(sorted(own.boilerplate.date_prefixes, key=len, reverse=True))
    order = "" if own is None else own.dates.numeric_order
    found: list[Dated] = []
    for index, line in enumerate(lines):
        if line.end - line.start > _LONGEST_DATE_LINE or not any(map(str.isdecimal, line.low)):
            continue
        rest = line.low
        if prefixes and rest.startswith(prefixes):
            rest = next(rest[len(p) :] for p in prefixes if rest.startswith(p)).lstrip(" :.|")
        offset = line.end - len(rest)
        if (iso := _ISO.fullmatch(rest)) is not None:
            year, month, day = (int(part) for part in iso.groups())
            exact = rest[: iso.end(3)]
            found.append(Dated(index, _when(year, month, day, exact, (offset, offset + len(exact)))))
        elif (numeric := _NUMERIC.fullmatch(rest)) is not None:
            exact = rest[: numeric.end(4)]
            found.append(Dated(index, _numeric(numeric, order, exact, (offset, offset + len(exact)))))
        elif own is not None and index < LEADING and _YEAR.search(rest) is not None:
            when = _in_words(line.words[len(line.words) - len(rest) :], offset, own)
            if when is not None:
                found.append(Dated(index, when))
    return found


def _in_words(words: str, offset: int, own: Pack) -> When | None:
    """The day that a line gives in words where it gives nothing else but a weekday or a time of day."""
    tokens = Tokens(words, own.tokens)
    times = find_times(tokens, own.dates, own.cldr, None)
    if len(times) != 1:
        return None
    time = times[0]
    if time.granularity != "day" or time.start is None:
        return None
    around = [*tokens.words[: time.first], *tokens.words[time.last + 1 :]]
    if sum(map(str.isalpha, around)) > _MOST_WORDS_AROUND or any(w.isalpha() and len(w) > 4 for w in around):
        return None
    start, end = tokens.starts[time.first], tokens.ends[time.last]
    year, month, day = (int(part) for part in time.start.split("-"))
    return _when(year, month, day, words[start:end], (offset + start, offset + end))


def _numeric(match: re.Match[str], order: str, exact: str, span: tuple[int, int]) -> When | None:
    first, second, year = int(match.group(1)), int(match.group(3)), int(match.group(4))
    if first > 12 or first == second:
        order = "dmy"
    elif second > 12:
        order = "mdy"
    if order == "dmy":
        return _when(year, second, first, exact, span)
    if order == "mdy":
        return _when(year, first, second, exact, span)
    return _when(year, 0, 0, exact, span)


def stated(value: str) -> When | None:
    """A date as a JSONL record states it: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or an ISO 8601 instant (made
    UTC)."""
    value = value.strip()
    if _PLAIN.fullmatch(value):
        parts = [int(part) for part in value.split("-")] + [0, 0]
        return _when(parts[0], parts[1], parts[2], value, None)
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        return None
    if instant.tzinfo is not None:
        instant = instant.astimezone(UTC)
        edtf = instant.strftime("%Y-%m-%dT%H:%M:%SZ")
    else:
        edtf = instant.strftime("%Y-%m-%dT%H:%M:%S")
    day = instant.date().isoformat()
    return When(edtf=edtf, start=day, end=day, granularity="instant", role="publication", exact=value)


def _when(year: int, month: int, day: int, exact: str, span: tuple[int, int] | None) -> When | None:
    """The record of a year, a month (`day` 0) or a day; None where the calendar has no such day."""
    try:
        if day:
            first = last = date(year, month, day)
            edtf, granularity = first.isoformat(), "day"
        elif month:
            first = date(year, month, 1)
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            edtf, granularity = f"{year:04}-{month:02}", "month"
        else:
            first, last = date(year, 1, 1), date(year, 12, 31)
            edtf, granularity = f"{year:04}", "year"
    except (ValueError, OverflowError):
        return None
    return When(
        edtf=edtf,
        start=first.isoformat(),
        end=last.isoformat(),
        granularity=granularity,
        role="publication",
        exact=exact,
        span=span,
    )

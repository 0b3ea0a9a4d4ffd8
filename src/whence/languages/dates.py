"""Times in running text: explicit, relative and fuzzy dates, resolved against the day of publication.

Templates are code, once, for all languages; the words are the pack's `[dates]`, and the names of months and
weekdays are CLDR's (Babel). Times of day are not dates and are left out; bare numbers are never years unless a
word says so.
"""

from typing import NamedTuple

import msgspec

from whence.languages.words import Strict


class DateExample(Strict, kw_only=True):
    """A text, read at an anchor (None: unknown day), and the EDTF values and roles of all times in it, in order."""

    text: str
    times: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    """event or deadline; empty means "not tested here"."""
    anchor: str | None = "2023-01-04"


class DateWords(Strict, kw_only=True):
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

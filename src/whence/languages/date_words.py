"""The words of times as packs give them, and the look-up table made of them and of CLDR."""

import msgspec

from whence.languages.number_words import DASHES, phrases
from whence.languages.words import Phrases, Remembered, Strict, Trigger


class DateExample(Strict, frozen=True, kw_only=True):
    """A text, read at an anchor (None: unknown day), and the EDTF values and roles of all times in it, in
    order."""

    text: str
    times: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    """event or deadline; empty means "not tested here"."""
    anchor: str | None = "2023-01-04"


class DateWords(Strict, frozen=True, kw_only=True):
    """What CLDR lacks, lower case. A form may be several words; "ca." is also found without its dot."""

    month_first: bool = False
    """"January 2" rather than "2 January" (which is always read)."""
    year_first: bool = False
    """"2022. március 3.", "2022 m. kovo 3 d.", "vuoden 2024 alussa": the year stands before its month or part."""
    edges_behind: bool = False
    """"március elején", "metų pradžioje": the edge stands behind its month, season, year or unit."""
    case_forms: bool = False
    """Months and seasons need no preposition: any form but the first of a season and CLDR's stand-alone form of a month
    says when ("maaliskuussa", "nyáron")."""
    day_words: tuple[str, ...] = ()
    """Behind the day's number: kovo 3 d."""
    deadline_after: tuple[str, ...] = ()
    """Behind a time they make it a deadline: fi mennessä, hu előtt."""
    deadline_endings: tuple[str, ...] = ()
    """Case endings of months, weekdays, edges and numbers that make a deadline: hu -ig ("péntekig", "3-ig")."""
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
    """What is written between a weekday and a part of day in one word: "" or "s". Empty list: no
    compounds."""
    coming: tuple[str, ...] = ()
    """Prepositions that mean the coming one before a weekday's plain form, a month or a season: på mandag."""
    bare_years: bool = False
    """A year needs no preposition: "Sie zog 1987 fort"."""
    nights: tuple[str, ...] = ()
    """Openers of a night between two weekdays, of which the second counts: in der Nacht von … auf …"""
    night_joins: tuple[str, ...] = ()
    relative: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Whole expressions: "day-1" yesterday, "day+0", "week-1", "month+1", "year-1" i fjor, "weekend-1",
    "spring-1" i våras, "monday-1" i måndags, "now+0" (found so that nothing else is made of it, never
    given)."""
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
    recent: tuple[str, ...] = ()
    """Adjectives of the time up to now: the past month, de seneste tre uger."""
    alone: tuple[str, ...] = ()
    """Last words that are also possessives: "i vår" is no spring before a noun ("i vår energiforsyning")."""
    ago_before: tuple[str, ...] = ()
    ago_after: tuple[str, ...] = ()
    """for … siden; vor …; … ago. Where there is a word behind, it is needed; else the one before is."""
    ago_alone: tuple[str, ...] = ()
    """Words before that need none behind, where a language has both: pl "trzy dni temu", "przed trzema dniami"."""
    ahead_before: tuple[str, ...] = ()
    ahead_after: tuple[str, ...] = ()
    """om tre dage; in drei Tagen; three days from now."""
    within: tuple[str, ...] = ()
    """within three days: a deadline."""
    before_date: tuple[str, ...] = ()
    """Prepositions before dates, which belong to the expression: on, am, i, since. They let a bare year
    count."""
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
    past_endings: tuple[str, ...] = ()
    """Endings that tell a finite past form that is in no list: sv -ade, nb -erte."""
    examples: tuple[DateExample, ...] = ()


class DateTable:
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
        self.nominatives = {name.lower() for name in locale.months["stand-alone"]["wide"].values()}
        self.nominatives |= {forms[0] for forms in words.seasons.values() if forms}
        self.suffixes = frozenset(one.lstrip("-") for one in words.ordinal_suffixes if one.startswith("-"))
        self.deadline_after = phrases({"deadline": words.deadline_after})
        self.relative = phrases(words.relative)
        self.lower_only = frozenset(words.lower_only)
        self.units = {form: unit for unit, forms in words.units.items() for form in forms}
        self.counts = {form: int(key) for key, forms in words.counts.items() for form in forms}
        self.adjectives = phrases(
            {"last": words.last, "this": words.this, "next": words.next, "recent": words.recent}
        )
        self.alone = frozenset(words.alone)
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
        self.ago_alone = phrases({"ago": words.ago_alone})
        self.ahead_before = phrases({"ahead": words.ahead_before})
        self.ahead_after = phrases({"ahead": words.ahead_after})
        self.articles, self.of = frozenset(words.articles), frozenset(words.of)
        self.plurals = frozenset(words.plurals)
        self.between, self.between_joins = frozenset(words.between), frozenset(words.between_joins)
        self.range_from, self.range_to = frozenset(words.range_from), frozenset(words.range_to) | DASHES
        self.every = phrases({"every": words.every})
        self.clock = frozenset(word.rstrip(".") for word in words.clock)
        self.year_words = frozenset(words.year_words)
        self.future, self.past = frozenset(words.future_hints), frozenset(words.past_hints)
        self.past_endings = words.past_endings or ("\0",)
        self.phrase_openers = frozenset().union(*(table.first_words for table in self._opening()))
        self.openers = set(self.phrase_openers)
        for names in (self.months, self.edged, self.weekdays, self.seasons, self.counts, self.ordinals):
            self.openers.update(names)
        self.openers.update(("q1", "q2", "q3", "q4"))
        self.triggers = Remembered(self.trigger)

    def _opening(self) -> tuple[Phrases, ...]:
        return self.relative, self.adjectives, self.holidays, self.edges, self.year_edges

    def trigger(self, low: str) -> Trigger:
        """Whether a time may begin with this word; where only some words behind it make one, those ("a week ago")."""
        if low not in self.openers:
            return low[0].isdecimal() and low.isascii()
        named = (self.months, self.edged, self.weekdays, self.seasons, self.ordinals)
        if any(low in names for names in named) or low[:1] == "q":
            return True
        behind = [table.second_words(low) for table in self._opening()]
        if low in self.counts:
            behind.append(frozenset(self.units))
        return True if None in behind else frozenset().union(*(words for words in behind if words))


_TABLES: dict[tuple[int, str], DateTable] = {}


def date_table(words: DateWords, cldr: str) -> DateTable:
    """Compiled once for each object: a pack lives as long as the program, and its words do not hash
    cheaply."""
    found = _TABLES.get((id(words), cldr))
    if found is None or found.words is not words:
        found = _TABLES[id(words), cldr] = DateTable(words, cldr)
    return found

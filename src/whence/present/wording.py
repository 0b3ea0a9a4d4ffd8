"""Every word of the page that is ours: counts, dates, the names of states, changes and grades."""

import re
from functools import cache

from whence.model import Figure, When

_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}

CHANGES = {
    "number": "number",
    "unit": "what is counted",
    "stage": "stage",
    "actor": "actor",
    "place": "place",
    "time": "time",
    "modality": "tense or certainty",
    "polarity": "polarity",
    "attribution_lost": "attribution lost",
}

STATES = {
    "open": "open",
    "due": "due now",
    "past": "past, outcome unknown",
    "came_true": "reported as come true",
    "withdrawn": "withdrawn",
}

CONFLICTS = {
    "denial": "Denial",
    "contradiction": "Contradiction",
    "rival_figure": "Rival figures",
}

LINKS = {
    "copy": "copy",
    "translation": "translation",
    "excerpt": "excerpt",
    "rewrite": "rewrite",
    "cites": "cites",
    "revision": "revision",
    "same_event": "same event, independent",
}

GRADES = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}

LIMITS = (
    "Numbers of origins are upper bounds: two origins that look independent here may share a source that "
    "nobody names.",
    "Nothing here is a verdict. Denials, contradictions and rival figures are set side by side; which of "
    "them holds is for a person to judge.",
    "“Came true” means that a later report in this case says so, not that whence knows it.",
    "The letter F means that a source cannot be judged. It is the absence of a record, not a bad mark.",
    "The lines in English are put together from words that the language packs know; they are no "
    "translations. The wording in the original language is what counts.",
    "Only the reports listed here were read. What they leave out, and what was never published, is not here.",
)


ID_KINDS = ("name", "outlet", "territory", "org", "geonames")
"""What stands before the colon of a source's or a place's id."""


def legible(text: str) -> str:
    """The text with every character that acts instead of being read shown as U+FFFD.

    These are control codes, which move a terminal's cursor, and overrides of the direction of writing, which
    make words read backwards.
    """
    return _ACTING.sub("\ufffd", text)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """ "1 outlet", "2 outlets", "1,204 outlets"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def origin_count(number: int) -> str:
    """The number of origins as the upper bound that it is."""
    return f"at most {count(number, 'independent origin')}" if number else "no origin named"


def in_words(number: int) -> str:
    """Small numbers as words, as running text wants them."""
    small = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    return small[number] if 0 <= number < len(small) else f"{number:,}"


def outlet_count(known: int, unknown_pages: int) -> str:
    """Outlets by name, and the pages whose outlet nobody knows, each counted for itself."""
    pages = f"{count(unknown_pages, 'page')} of unknown outlet"
    if not known:
        return pages
    return f"{count(known, 'outlet')} and {pages}" if unknown_pages else count(known, "outlet")


def listing(words: list[str] | tuple[str, ...], *, most: int = 4) -> str:
    """ "a", "a and b", "a, b and c", "a, b, c and 3 more"."""
    shown = list(words[:most])
    if len(words) > most:
        shown.append(f"{len(words) - most:,} more")
    if len(shown) < 2:
        return "".join(shown)
    return ", ".join(shown[:-1]) + " and " + shown[-1]


def day(iso: str) -> str:
    """ "15 March 2025" for an ISO date, "March 2025" for a month; anything else as it stands."""
    if iso.startswith("XXXX-"):
        known = day(f"0000{iso[4:]}").removesuffix("0000").strip()
        return f"{known}, year unknown"
    parts = iso.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) not in (2, 3):
        return iso
    number = int(parts[1])
    if len(parts) == 2 and parts[1] in SEASONS:
        return f"{SEASONS[parts[1]]} {parts[0]}"
    if not 1 <= number <= 12:
        return iso
    month = f"{MONTHS[number - 1]} {parts[0]}"
    return f"{int(parts[2])} {month}" if len(parts) == 3 else month


def when(time: When | None) -> str:
    """A time written out; what cannot be known is said."""
    if time is None:
        return "no deadline"
    edtf = time.edtf
    if edtf.startswith("XXXX-"):
        return f"{time.exact}, year unknown" if edtf.startswith("XXXX-XX") else day(edtf)
    if time.start and time.end and "/" in edtf:
        return day(time.start) if time.start == time.end else f"{day(time.start)} to {day(time.end)}"
    return day(edtf)


def number(value: float) -> str:
    """ "3,000" or "2.5"."""
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def figure(one: Figure) -> str:
    """A figure's bounds in words, both inclusive."""
    if one.low is None and one.high is None:
        return one.exact
    if one.low is None:
        return f"at most {number(one.high or 0)}"
    if one.high is None:
        return f"at least {number(one.low)}"
    if one.low == one.high:
        return number(one.low)
    return f"{number(one.low)} to {number(one.high)}"


def cut(text: str, most: int) -> str:
    """The text, or its first `most` characters up to a word's end and an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    head = text[: most - 1]
    space = head.rfind(" ")
    if space > most // 2:
        head = head[:space]
    return head.rstrip(" ,;:–-") + "…"


@cache
def language_name(code: str | None) -> str:
    """The language's name in English; the code where CLDR has none."""
    if not code:
        return "language unknown"
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code).get_language_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code


@cache
def territory_name(code: str) -> str:
    """The territory's name in English; the code where CLDR has none."""
    from babel import Locale

    return str(Locale("en").territories.get(code, code))


def concept(value: str) -> str:
    """A concept id, or the value of a change, as a reader would say it: "army:UA" is "army (Ukraine)"."""
    kind, colon, rest = value.partition(":")
    if colon and kind in ID_KINDS and rest:
        value = rest
    words = named(value)
    head, colon, code = words.rpartition(":")
    if len(code) == 2 and code.isascii() and code.isupper():
        words = f"{head} ({territory_name(code)})" if colon else territory_name(code)
    return words.replace("_", " ")


def named(name: str) -> str:
    """A source's name: a group without a name in the words of the text, which are no name."""
    if name == "unnamed: unstated":
        return "nobody named"
    head, colon, words = name.partition("unnamed: ")
    return f"“{words}”" if colon and not head else name


MARKS = "\"'“”„‟«»‹›‘’‚"
"""Quotation marks of any language."""


def in_marks(words: str) -> str:
    """The words in quotation marks, unless they bring their own."""
    return words if has_marks(words) else f"“{words}”"


def has_marks(words: str) -> bool:
    """Whether the words begin as direct speech does: with a quotation mark, or with a dash."""
    return words[:1] in tuple(MARKS) or words[:2] in ("- ", "– ", "— ", "\\-")


def file_name(report: str) -> str:
    """The last part of a report's path: what a reader knows it by."""
    return report.replace("\\", "/").rstrip("/").rpartition("/")[2] or report

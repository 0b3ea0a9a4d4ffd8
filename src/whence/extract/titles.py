"""Where a title ends and the name of who bears it begins, also where nobody knows the given name: "minister of
Defence | Tadjo Urrea", "Defence Department spokesman | Tadjo Urrea", "szef KRP | Tadjo Urrea"."""

from whence.extract.lexicon import C, Noun
from whence.extract.reading import Reading

CAP, PREP, DET, COORD = int(C.CAP), int(C.PREP), int(C.DET), int(C.COORD)
Hit = tuple[int, int, Noun]
"""A noun of a mention: its first token, its last, its entry."""
WITH_PORTFOLIO = frozenset(("minister",))
NAMELESS_BODIES = frozenset(
    ("parliament", "government", "ministry", "defence_ministry", "foreign_ministry", "interior_ministry")
)
"""Bodies of which a country has one: what stands behind them is nobody's but the bearer's name."""
FEWEST_OF_PERSON = 2
SHORTEST_ACRONYM = 3


def trailing_name(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    """The person's name at the end of a long title: "chairman of the council Erik Stald"."""
    start = _run(reading, first, last)
    while start < last and reading.tokens.lows[start] not in reading.lexicon.given:
        start += 1
    return (start, last) if start < last and reading.classes[last] & CAP else None


def name_behind_office(
    reading: Reading, hits: list[Hit], head: Noun, first: int, last: int
) -> tuple[int, int] | None:
    """The name behind a minister's portfolio or behind a body of state, whatever the given name: the capitals at the
    end of the mention, without the portfolio's one."""
    classes = reading.classes
    if not classes[last] & CAP:
        return None
    start = _run(reading, first, last)
    body = next(
        (hit[1] for hit in reversed(hits) if hit[1] < last and hit[2].concept in NAMELESS_BODIES), None
    )
    if body is not None and body >= start - 1:
        start = body + 1
    elif head.concept in WITH_PORTFOLIO and start > first and classes[start - 1] & (PREP | DET | COORD):
        start += 1
    else:
        return None
    return (start, last) if last - start + 1 >= FEWEST_OF_PERSON else None


def name_behind_role(
    reading: Reading, hits: list[Hit], head: Noun, name: tuple[int, int]
) -> tuple[int, int] | None:
    """The capitals right behind a role that itself stands behind others: of "Defence Department spokesman Tadjo Urrea"
    the last two."""
    role = next((hit for hit in hits if hit[2] is head), None)
    if role is None or name[1] >= role[0]:
        return None
    classes, start = reading.classes, role[1] + 1
    end = start
    while end < len(classes) and classes[end] & CAP and not classes[end] & (PREP | DET):
        end += 1
    return (start, end - 1) if end > start else None


def without_acronym(reading: Reading, hits: list[Hit], name: tuple[int, int]) -> tuple[int, int]:
    """A name without the institution's letters between it and the role: "szef KRP | Tadjo Urrea"."""
    words, first = reading.tokens.words, name[0]
    letters = words[first]
    short = len(letters) >= SHORTEST_ACRONYM and letters.isupper() and letters.isalpha()
    behind = any(hit[1] + 1 == first and hit[2].kind == "role" for hit in hits)
    if name[1] == first or not short or not behind or words[first + 1].isupper():
        return name
    return (first + 1, name[1])


def _run(reading: Reading, first: int, last: int) -> int:
    """Where the run of capitals at the end of a mention begins."""
    classes, start = reading.classes, last
    while start > first and classes[start - 1] & CAP and not classes[start - 1] & (PREP | DET):
        start -= 1
    return start

"""A language's sentence parts, from its file in `templates/`, and how they are put together.

A sentence is who (`who`) does something (`does`) and how, where or when (`tail`), of one topic: in every language the
same list in the same order, so that a sentence is four numbers and the values in its slots, and a translation is the
same sentence in another language. Each part has at most one slot. What somebody is said to have said is such a
sentence inside a frame.
"""

import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from bench.reports.world import OUTLETS, Spelling, eastern, person, place, spell

FOLDER = Path(__file__).parent / "templates"
NATIONAL = frozenset(((3, 1), (4, 4), (6, 0), (6, 1), (6, 5), (9, 0), (10, 4), (11, 0)))
"""Offices (topic and place in its list) of which a country has one: no town's own."""
FRAMES = ("said", "quoted", "relayed", "credited", "denied", "hearsay")


class Part(NamedTuple):
    """A phrase: words, a slot ("" for none), words."""

    before: str
    slot: str
    after: str


class Frame(NamedTuple):
    """What stands around a content: pieces that are words, or the slots O (origin), R (relay), C or M (content)."""

    pieces: tuple[str, ...]
    direct: bool


class Topic(NamedTuple):
    """The parts of one topic; `rest` and `verbs` are those of `does` taken apart for a clause that ends in its verb."""

    who: tuple[Part, ...]
    does: tuple[Part, ...]
    rest: tuple[Part, ...]
    verbs: tuple[str, ...]


class Language(NamedTuple):
    """One language's file. `tails` begin with what joins them: a blank, or a comma that a clause wants."""

    code: str
    topics: tuple[Topic, ...]
    tails: tuple[Part, ...]
    frames: dict[str, tuple[Frame, ...]]
    roles: tuple[tuple[Part, ...], tuple[Part, ...]]
    boilerplate: tuple[Part, ...]
    outlets: tuple[str, ...]
    months: tuple[str, ...]
    date: str
    thousands: str
    verb_last: bool
    spelling: Spelling


@cache
def codes() -> tuple[str, ...]:
    """The languages that there are templates for."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def language(code: str) -> Language:
    """The parts of one language. Raises `KeyError` where its file lacks something."""
    given = tomllib.loads((FOLDER / f"{code}.toml").read_text("utf-8"))
    return Language(
        code=code,
        topics=tuple(
            _topic(topic, at, given["offices"]["of_town"])
            for at, topic in enumerate(given["topics"].values())
        ),
        tails=tuple(_part(tail if tail[0] == "," else f" {tail}") for tail in given["tails"]["all"]),
        frames={kind: tuple(_frame(text) for text in given["frames"][kind]) for kind in FRAMES},
        roles=tuple(tuple(_part(role.replace("{}", "{q}")) for role in given["roles"][sex]) for sex in "mf"),  # type: ignore[arg-type]
        boilerplate=tuple(_part(line.replace("{}", "{q}")) for line in given["names"]["boilerplate"]),
        outlets=tuple(given["names"]["outlets"]),
        months=tuple(given["date"]["months"]),
        date=given["date"]["pattern"],
        thousands=given["number"]["thousands"],
        verb_last=given.get("clause", {}).get("verb_last", False),
        spelling=Spelling(
            tuple((a, b) for a, b in given["names"]["respell"]), given["names"].get("cyrillic", False)
        ),
    )


def _topic(given: dict[str, Any], number: int, of_town: str) -> Topic:
    """A topic; behind its offices come those of them that every town has, with the town."""
    verbs, rest = zip(*(text.split(" ", 1) for text in given["does"]), strict=True)
    offices = given["who"]
    towns = [
        who + of_town for at, who in enumerate(offices) if "{" not in who and (number, at) not in NATIONAL
    ]
    return Topic(
        who=tuple(_part(text) for text in (*offices, *towns)),
        does=tuple(_part(f" {text}") for text in given["does"]),
        rest=tuple(_part(f" {text}") for text in rest),
        verbs=verbs,
    )


def _part(text: str) -> Part:
    before, opened, behind = text.partition("{")
    slot, _, after = behind.partition("}")
    return Part(before, slot if opened else "", after)


def _frame(text: str) -> Frame:
    pieces: list[str] = []
    for stretch in text.split("{"):
        slot, closed, words = stretch.partition("}")
        pieces += [slot, words] if closed else [stretch]
    return Frame(tuple(piece for piece in pieces if piece), "M" in pieces)


# --- values -------------------------------------------------------------------------------------------------


def number(value: int, code: str) -> str:
    """A whole number as the language writes it."""
    return f"{value:,}".replace(",", language(code).thousands)


@lru_cache(maxsize=100_000)
def day(ordinal: int, code: str) -> str:
    """A day (`date.toordinal`) as the language writes it."""
    from datetime import date

    at, own = date.fromordinal(ordinal), language(code)
    return own.date.format(day=at.day, month=own.months[at.month - 1], year=at.year)


@lru_cache(maxsize=100_000)
def person_name(key: int, code: str) -> str:
    """A person's full name in a language's spelling."""
    return spell(" ".join(person(key)), language(code).spelling, respelt=eastern(key))


@lru_cache(maxsize=100_000)
def place_name(key: int, code: str) -> str:
    """A town's name in a language's spelling."""
    return spell(place(key), language(code).spelling, respelt=False)


@lru_cache(maxsize=10_000)
def outlet_name(key: int, code: str) -> str:
    """An outlet of a language: its town and what papers are called there."""
    patterns = language(code).outlets
    return patterns[key % len(patterns)].format(place_name(key * 37 % OUTLETS + key // 5, code))


@cache
def agency_name(name: str, code: str) -> str:
    """An agency as the language writes it."""
    return spell(name, language(code).spelling, respelt=False)

"""What is compared about a statement: figures, times, concepts, voices and anchors, with sources merged."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from whence.languages.pack import codes, pack, part
from whence.link.documents.anchors import Anchor, Stretch, closed, firm, stretch
from whence.link.statements.senses import Sense, Sensed, senses
from whence.model import Figure, Statement, When
from whence.settings import settings

KEPT_FEATURES = 4_096
"""Statements of which a process keeps the features (some 12 kB each). Pairs come in the order of their first statement:
four times as many save one reading in six."""
BEGINNING = 5
"""The kind of a key and three consonants of a name: endings differ by language and case."""


class Features(NamedTuple):
    """A statement and everything that two statements are compared by. Sets hold ids.

    `named` are the anchors that are names, territories and borrowed words, `named_keys` their keys; `words` in their
    order, `ordered` by the alphabet.
    """

    statement: Statement
    origin: str
    voices: frozenset[str]
    alleged: frozenset[str]
    figures: tuple[Figure, ...]
    times: tuple[When, ...]
    events: frozenset[str]
    concepts: frozenset[str]
    subjects: frozenset[str]
    places: frozenset[str]
    anchors: tuple[Anchor, ...]
    keys: frozenset[str]
    words: str
    content: frozenset[str]
    named: tuple[Anchor, ...]
    named_keys: frozenset[str]
    ordered: str
    sense: Sense
    spoken_of: frozenset[str]

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id


def features(statement: Statement, source_of: Mapping[str, str]) -> Features:
    """The features of one statement; `source_of` leads from the ids it carries to merged sources."""
    return merged(bare(statement), source_of)


def merged(found: Features, source_of: Mapping[str, str]) -> Features:
    """Features with sources merged; the rest of them is costly to make and stays."""
    sets = (found.voices, found.alleged, found.subjects)
    if found.origin not in source_of and all(map(source_of.keys().isdisjoint, sets)):
        return found
    return found._replace(
        origin=source_of.get(found.origin, found.origin),
        voices=frozenset(source_of.get(one, one) for one in found.voices),
        alleged=frozenset(source_of.get(one, one) for one in found.alleged),
        subjects=frozenset(source_of.get(one, one) for one in found.subjects),
    )


def bare(statement: Statement) -> Features:
    """The features of one statement by itself, with the ids that it carries."""
    return bares((statement,))[0]


def bares(statements: Sequence[Statement]) -> list[Features]:
    """The features of statements, each by itself: of many together they cost less, and are the same."""
    read = [stretch(one.wording, one.language) for one in statements]
    sensed = [
        Sensed(frozenset(some.words) - closed(one.language), firm(some), one.language)
        for one, some in zip(statements, read, strict=True)
    ]
    return [_bare(*parts) for parts in zip(statements, read, sensed, senses(sensed), strict=True)]


def _bare(statement: Statement, read: Stretch, sensed: Sensed, sense: Sense) -> Features:
    lows, chain, found = read.lows, statement.chain, read.anchors
    kinds = list(zip(read.kinds, found, strict=True))
    named = tuple([anchor for kind, anchor in kinds if kind in "nwt"])
    territories = [f"territory:{key[2:]}" for kind, anchor in kinds if kind == "t" for key in anchor.keys]
    events = {concept.id for concept in statement.concepts if concept.kind == "event"}
    if statement.event is not None:
        events.add(statement.event.concept)
    return Features(
        statement=statement,
        origin=chain[0].source_id,
        voices=frozenset([one.source_id for one in chain if one.role != "publisher" or len(chain) == 1]),
        alleged=frozenset([one.source_id for one in statement.alleged]),
        figures=tuple([_known_unit(figure) for figure in statement.figures]),
        times=tuple([time for time in statement.times if time.role != "publication"]),
        events=frozenset(events),
        concepts=frozenset([f"{concept.kind}:{concept.id}" for concept in statement.concepts]),
        subjects=frozenset([*territories, *[actor.source_id for actor in statement.actors]]),
        places=frozenset([*territories, *[place.id for place in statement.places]]),
        anchors=found,
        keys=_NONE.union(*[anchor.keys for anchor in found]),
        words=" ".join(lows),
        content=sensed.content,
        named=named,
        named_keys=_NONE.union(*[anchor.keys for anchor in named]),
        ordered=" ".join(sorted(lows)),
        sense=sense,
        spoken_of=_spoken_of(statement, named),
    )


_NONE: frozenset[str] = frozenset()


def _spoken_of(statement: Statement, found: tuple[Anchor, ...]) -> frozenset[str]:
    """How the names of those and of what is spoken of begin to sound; nothing where every noun has a capital."""
    if not statement.actors or not _few_capitals(statement.language):
        return frozenset()
    words = {word for actor in statement.actors for word in actor.exact.split()}
    return frozenset([key[:BEGINNING] for a in found if a.exact in words and a.kind == "n" for key in a.keys])


@cache
def _few_capitals(code: str) -> bool:
    return code in codes() and not pack(code).has("capitalised_nouns")


def stored(found: Features) -> bytes:
    """What comparing needs of the features of a statement, as `loaded` gives it back."""
    statement = msgspec.structs.replace(
        found.statement,
        content=(),
        quotes=(),
        cue=None,
        figures=(),
        times=(),
        places=(),
        actors=(),
        concepts=(),
        evidence=(),
        proposition="",
    )
    return msgspec.msgpack.encode(found._replace(statement=statement, anchors=(), keys=frozenset()))


_FEATURES = msgspec.msgpack.Decoder(Features)


@lru_cache(maxsize=KEPT_FEATURES)
def loaded(record: bytes) -> Features:
    """Features from what was stored: without what only finds statements, and with a statement of voices and stance."""
    return _FEATURES.decode(record)


def _known_unit(figure: Figure) -> Figure:
    """The figure, without a unit where the unit is a bare word: two languages' words cannot be compared."""
    return figure if figure.unit in concept_units() else msgspec.structs.replace(figure, unit=None)


@cache
def concept_units() -> frozenset[str]:
    """The ids of all units that any pack has words for."""
    return frozenset(unit for code in codes() for unit in part(code, "concepts").units)


# --- figures --------------------------------------------------------------------------------------------


def related_units(a: str | None, b: str | None) -> bool:
    """Whether two units may count the same thing at different stages: call-up orders and soldiers."""
    if a is None or b is None or a == b:
        return True
    return any(a in group and b in group for group in settings().claims.related_units)


def bounds(figure: Figure) -> tuple[float, float]:
    """Inclusive bounds as numbers."""
    low = float("-inf") if figure.low is None else figure.low
    return low, float("inf") if figure.high is None else figure.high


def same_value(a: Figure, b: Figure) -> bool:
    """Whether two figures say the same number: equal bounds, or one equal bound ("at most 40,000")."""
    if (a.low, a.high) == (b.low, b.high):
        return True
    exact = {a.low, a.high} & {b.low, b.high} - {None}
    return bool(exact) and None in (a.low, a.high, b.low, b.high)


def overlap(a: Figure, b: Figure) -> bool:
    """Whether one number can satisfy both."""
    (low, high), (least, most) = bounds(a), bounds(b)
    return low <= most and least <= high


def size(figure: Figure) -> float:
    """The figure's finite bound, the larger where it has two."""
    return max((abs(v) for v in (figure.low, figure.high) if v is not None), default=0.0)


# --- times ----------------------------------------------------------------------------------------------


def times_meet(a: When, b: When) -> bool | None:
    """Whether two times may be the same: None where one of them is not known well enough to tell."""
    if a.edtf == b.edtf:
        return True
    if "X" in a.edtf or "X" in b.edtf:
        known, other = (a, b) if "X" in a.edtf else (b, a)
        return _fits(known.edtf, other.edtf)
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return None
    return a.start <= b.end and b.start <= a.end


def _fits(pattern: str, edtf: str) -> bool | None:
    """Whether a date with unspecified digits may be the other one: `XXXX-12-31` and `2022-12-31`."""
    mine, theirs = pattern.split("-"), edtf.split("-")
    if len(mine) != len(theirs):
        return None
    return all(
        len(m) == len(t) and all(x == y or "X" in (x, y) for x, y in zip(m, t, strict=True))
        for m, t in zip(mine, theirs, strict=True)
    )

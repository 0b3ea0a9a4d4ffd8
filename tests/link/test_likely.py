"""The first look at a pair of statements lets every pair through that can get a verdict, and few of the others."""

import random
from collections.abc import Mapping
from itertools import product

import msgspec
import numpy as np
import pytest
from bench.reports import reports, statements

from whence.link.documents.related import Related
from whence.link.report import Report
from whence.link.statements.features import Features, loaded, merged, stored
from whence.link.statements.likely import LAID_OUT, likely
from whence.link.statements.sketches import merged_bits, sketches
from whence.link.statements.verdicts import About, Between, about, verdict
from whence.model import Lineage

COUNT = 60
PARTS = (
    ("origin", "voices", "alleged"),
    ("figures",),
    ("times",),
    ("events", "concepts"),
    ("words", "ordered", "content"),
    ("sense",),
    ("named", "named_keys", "places", "subjects"),
)
"""What belongs together in features; everything else is the statement itself."""

Said = tuple[Features, About]


@pytest.fixture(scope="module")
def said() -> list[Said]:
    """What made-up reports in several languages say, as it is compared."""
    made = [Report(one.document, statements(one)) for one in reports(seed=7, first=0, count=COUNT)]
    return [(loaded(stored(one.features(each))), about(one)) for one in made for each in one.statements]


def edge(one: str, other: str) -> Related:
    """That one report was made from the other; none of their sentences is aligned."""
    line = Lineage(
        source=one,
        target=other,
        source_document=one,
        target_document=other,
        kind="rewrite",
        direction_known=True,
        score=1.0,
        evidence=(),
    )
    return Related(edge=line, aligned=(), placed=(), names=())


def looked(pairs: list[tuple[Said, Said]], related: list[bool], merges: Mapping[str, str]) -> list[bool]:
    """Whether each pair may get a verdict, all looked at together."""
    sides = [[pair[side] for pair in pairs] for side in (0, 1)]
    bits = [
        merged_bits([{one: merges[one] for one in ids(*given) & merges.keys()} for given in side])
        for side in sides
    ]
    together = [a.statement.document == b.statement.document for (a, _), (b, _) in pairs]
    found = likely(
        *([sketches([([found], party)])[0][0] for found, party in side] for side in sides),
        together=np.array(together, dtype=bool),
        related=np.array(related, dtype=bool),
        merged=(bits[0], bits[1]),
    )
    return [bool(one) for one in found]


def ids(found: Features, party: About) -> set[str]:
    """The ids that a report carries, as far as a statement and what matters of the report show them."""
    chain = {one.source_id for one in found.statement.chain}
    return {found.origin, *found.voices, *found.alleged, *party.credited} | chain


def decided(a: Said, b: Said, related: bool, merges: Mapping[str, str], near: bool = True) -> bool:
    """Whether a pair gets a verdict."""
    (mine, one), (theirs, other) = sorted((a, b), key=lambda given: given[0].id)
    lineage = edge(one.id, other.id) if related else None
    carried = ids(*a) | ids(*b)
    source_of = {alias: source for alias, source in merges.items() if alias in carried}
    between = Between(one, other, lineage, near=near, source_of=source_of)
    return verdict(merged(mine, source_of), merged(theirs, source_of), between) is not None


def compared(a: Said, b: Said) -> bool:
    """Whether two statements are compared at all."""
    return a[0].id != b[0].id and (a[0].statement.attributed or b[0].statement.attributed)


def test_what_gets_a_verdict_is_likely_and_most_others_are_not(said: list[Said]) -> None:
    some = random.Random(1).sample(said, 120)
    pairs = [(a, b) for a, b in product(some, said) if compared(a, b)]
    for related in (False, True):
        given = [related and a[1].id != b[1].id for a, b in pairs]
        found = looked(pairs, given, {})
        for (a, b), hangs, may in zip(pairs, given, found, strict=True):
            assert may or not decided(a, b, hangs, {})
        assert sum(found) < len(found) / 20


def test_statements_that_have_all_but_something_in_common_are_never_rejected_with_a_verdict(
    said: list[Said],
) -> None:
    draw = random.Random(2)
    verdicts = rejected = 0
    for _ in range(200):
        pairs: list[tuple[Said, Said]] = []
        related: list[bool] = []
        merges: dict[str, str] = {}
        for _ in range(60):
            (a, one), (b, other) = draw.choice(said), draw.choice(said)
            alike = draw.choice((0.3, 0.5, 0.7))
            kept = {name for names in PARTS if draw.random() < alike for name in names}
            b = b._replace(**{name: getattr(a, name) for name in kept})
            stance = msgspec.structs.replace(
                a.statement.stance,
                denial=draw.random() < 0.05,
                polarity=draw.choice(("affirmed",) * 4 + ("negated",)),
                horizon=draw.choice(("past", "present", "future")),
            )
            language = draw.choice((a, b)).statement.language
            b = b._replace(statement=msgspec.structs.replace(b.statement, stance=stance, language=language))
            if one.days[0] is not None and draw.random() < 0.7:
                day = one.days[0] + draw.choice((0, 3, 4, 5, 6, 30, 31, 60))
                other = msgspec.structs.replace(other, days=(day, day))
            if draw.random() < 0.3:
                other = msgspec.structs.replace(
                    other, credited=other.credited | {draw.choice(sorted(ids(a, one)))}
                )
            if not compared((a, one), (b, other)):
                continue
            pairs.append(((a, one), (b, other)))
            related.append(one.id != other.id and draw.random() < 0.3)
            if draw.random() < 0.3:
                source = draw.choice(sorted(ids(a, one)))
                if source not in merges:
                    merges |= {
                        alias: source for alias in ids(b, other) if alias != source and alias not in merges
                    }
        merges = {alias: source for alias, source in merges.items() if source not in merges}
        found = looked(pairs, related, merges)
        for pair, hangs, may in zip(pairs, related, found, strict=True):
            told = decided(*pair, hangs, merges, near=draw.random() < 0.5)
            assert may or not told
            verdicts += told
            rejected += not may
    assert min(verdicts, rejected) > 300


def test_many_at_once_are_looked_at_as_each_by_itself(said: list[Said]) -> None:
    pairs = [(a, b) for a in said[:40] for b in said[:40] if compared(a, b)]
    assert len(pairs) > LAID_OUT
    alone = [looked([pair], [False], {})[0] for pair in pairs]
    assert looked(pairs, [False] * len(pairs), {}) == alone


def test_nothing_is_looked_at_without_failing(said: list[Said]) -> None:
    assert looked([], [], {}) == []
    (bare, party), other = said[0], next(one for one in said if one[1].id != said[0][1].id)
    nothing = bare._replace(
        sense=b"", words="", ordered="", content=frozenset(), concepts=frozenset(), named_keys=frozenset()
    )
    assert looked([((nothing._replace(figures=(), times=()), party), other)], [False], {}) == [False]

"""What is decided before all is looked at is decided as if it were."""

import random

import msgspec
import pytest
from bench.reports import reports, statements

from whence.link.report import Report
from whence.link.statements.evidence import Context
from whence.link.statements.features import Features
from whence.link.statements.likeness import compare

COUNT = 40
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


@pytest.fixture(scope="module")
def said() -> list[Features]:
    """What made-up reports in several languages say."""
    made = [Report(one.document, statements(one)) for one in reports(seed=9, first=0, count=COUNT)]
    return [one.features(each) for one in made for each in one.statements]


def drawn(draw: random.Random, said: list[Features]) -> tuple[Features, Features]:
    """A statement, and one that has some of it and may disagree."""
    a, b = draw.choice(said), draw.choice(said)
    alike = draw.choice((0.2, 0.5, 0.8))
    kept = {name for names in PARTS if draw.random() < alike for name in names}
    stance = msgspec.structs.replace(
        b.statement.stance,
        denial=draw.random() < 0.2,
        polarity=draw.choice(("affirmed", "affirmed", "negated")),
        horizon=draw.choice(("past", "present", "future")),
    )
    one = draw.choice((a, b)).statement
    statement = msgspec.structs.replace(
        b.statement,
        stance=stance,
        language=one.language,
        document=one.document,
        attributed=draw.random() < 0.8,
    )
    return a, b._replace(statement=statement, **{name: getattr(a, name) for name in kept})


def test_what_is_certain_early_is_what_all_of_the_evidence_says(said: list[Features]) -> None:
    draw = random.Random(3)
    spared = 0
    relations = set()
    for _ in range(6000):
        a, b = drawn(draw, said)
        context = Context(
            aligned=draw.choice((0.0, 0.0, 0.0, 0.6, 1.0)),
            derived=draw.random() < 0.3,
            earlier=draw.choice((-1, 0, 1)),
            near=draw.random() < 0.5,
            days=draw.choice((None, 0, 5, 60)),
        )
        whole, early = compare(a, b, context), compare(a, b, context, whole=False)
        assert (early.relation, early.apart) == (whole.relation, whole.apart)
        if whole.relation is not None:
            assert early == whole
        spared += len(early.lines) < len(whole.lines)
        relations.add(whole.relation)
    assert relations == {None, "same", "denial", "rival", "contradiction"}
    assert spared > 1000

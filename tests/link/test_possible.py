"""The first look at a pair of documents lets every pair through that can be an edge, and few of the others."""

from itertools import combinations

import pyarrow as pa
import pytest
from bench.reports import reports
from tests.link.build import report

from whence.link.documents import possible as possible_module
from whence.link.documents.lineage import kind_of
from whence.link.documents.outline import Outline
from whence.link.documents.possible import possible
from whence.link.documents.sketches import sketches
from whence.link.steps import possible_pairs

COUNT = 70


@pytest.fixture(scope="module")
def outlines() -> list[Outline]:
    """Made-up reports in several languages, some of which were made from others."""
    return [Outline(one.document) for one in reports(seed=7, first=0, count=COUNT)]


def sketch(one: Outline, *, own: bool) -> bytes:
    made = sketches([one])[0]
    return made.own if own else made.abroad


def may(a: Outline, b: Outline) -> bool:
    own = a.document.language is not None and a.document.language == b.document.language
    return possible(sketch(a, own=own), [sketch(b, own=own)], own=own)[0]


def test_what_is_an_edge_is_possible_and_most_others_are_not(outlines: list[Outline]) -> None:
    passed = edges = strangers = 0
    for a, b in combinations(outlines, 2):
        found, edge = may(a, b), kind_of(a, b)[0] is not None
        assert found or not edge
        edges += edge
        strangers += not edge
        passed += found and not edge
    assert edges > COUNT // 4
    assert passed < strangers / 10


def test_many_at_once_are_looked_at_as_each_by_itself(outlines: list[Outline]) -> None:
    for own in (True, False):
        packed = [sketch(one, own=own) for one in outlines]
        together = possible(packed[0], packed, own=own)
        assert together == [possible(packed[0], [other], own=own)[0] for other in packed]


def test_where_the_pairs_are_cut_makes_no_difference(
    outlines: list[Outline], monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = [sketch(one, own=False) for one in outlines[:30]]
    pairs = list(combinations(range(30), 2))
    wanted = {pair for pair in pairs if possible(packed[pair[0]], [packed[pair[1]]], own=False)[0]}
    sides = ([pair[0] for pair in pairs], [pair[1] for pair in pairs])
    rows = [
        {
            "ones": sides[0][some],
            "others": sides[1][some],
            "documents": list(range(29, -1, -1)),
            "languages": ["", *(str(at) for at in range(29))],
            "owns": [b""] * 30,
            "abroads": packed[::-1],
        }
        for some in (slice(0, 200), slice(200, None))
    ]
    kinds = dict.fromkeys(("ones", "others", "documents"), pa.list_(pa.int64()))
    kinds |= {
        "languages": pa.list_(pa.string()),
        "owns": pa.list_(pa.binary()),
        "abroads": pa.list_(pa.binary()),
    }
    batch = pa.RecordBatch.from_pylist(rows, schema=pa.schema(kinds))
    for part in (possible_module._PART, 4 * possible_module._A_PAIR, 1):
        monkeypatch.setattr(possible_module, "_PART", part)
        found = [row for made in possible_pairs(batch) for row in made.to_pylist()]
        assert {(row["one"], row["other"]) for row in found} == wanted
        assert len(found) == len(wanted)


def test_one_address_is_always_possible_and_nothing_never_fails() -> None:
    a, b = (
        Outline(report(name, text, url="https://herald.example/1"))
        for name, text in (("a", "Snow."), ("b", ""))
    )
    assert may(a, b)
    assert not may(Outline(report("c", "")), Outline(report("d", "Rain fell in Lom.")))

"""The scores of a graph: a right graph scores 1, and each kind of mistake shows where it belongs."""

from collections import defaultdict

import pytest
from bench.quality import WHOLE, Answers, claim_quality, claims_of, lineage_quality, origin_quality
from bench.reports import Report, reports, statements
from msgspec.structs import replace

from whence.model import Family, Lineage, LineageKind

KINDS: dict[str, LineageKind] = {"edited_copy": "rewrite"}


@pytest.fixture(scope="module")
def given() -> list[Report]:
    return list(reports(4, 0, 200))


def _edge(source: Report, target: Report, kind: LineageKind) -> Lineage:
    return Lineage(
        source=source.document.report,
        target=target.document.report,
        source_document=source.document.id,
        target_document=target.document.id,
        kind=kind,
        direction_known=True,
        score=1.0,
        evidence=(),
    )


def _true_edges(given: list[Report]) -> list[Lineage]:
    return [
        _edge(given[one.truth.made_from], one, _kind(one)) for one in given if one.truth.made_from is not None
    ]


def _kind(one: Report) -> LineageKind:
    """A revision without an address looks like any other edited copy."""
    kind = "edited_copy" if one.truth.kind == "revision" and one.document.url is None else one.truth.kind
    return KINDS.get(kind, kind)  # type: ignore[arg-type]


def test_true_lineage_scores_one(given: list[Report]) -> None:
    found = lineage_quality(_true_edges(given), Answers(given))
    assert (found.recall_all, found.precision, found.direction_right) == (1.0, 1.0, 1.0)
    assert set(found.recall.values()) == set(found.kind_right.values()) == {1.0}
    assert (found.false_alarms_per_100, found.same_event_taken_share) == (0.0, 0.0)


def test_no_lineage_scores_no_recall(given: list[Report]) -> None:
    found = lineage_quality([], Answers(given))
    assert (found.recall_all, found.precision) == (0.0, 1.0)


def test_an_event_taken_for_a_copy_shows(given: list[Report]) -> None:
    one, other = [report for report in given if report.truth.kind == "event"][:2]
    assert one.truth.story == other.truth.story
    found = lineage_quality([*_true_edges(given), _edge(one, other, "rewrite")], Answers(given))
    assert found.same_event_taken_share > 0
    assert found.false_alarms_per_100 > 0
    assert found.precision < 1.0


def test_turned_edges_show_in_the_direction_only(given: list[Report]) -> None:
    turned = [
        _edge(given[one.truth.made_from], one, "copy")
        for one in given
        if one.truth.made_from is not None and one.truth.kind == "copy"
    ]
    swapped = [
        replace(edge, source_document=edge.target_document, target_document=edge.source_document)
        for edge in turned
    ]
    found = lineage_quality(swapped, Answers(given))
    assert (found.precision, found.direction_right) == (1.0, 0.0)
    assert {edge.kind for edge in swapped} <= WHOLE


def test_true_families_score_one_and_their_origins_are_exact(given: list[Report]) -> None:
    answers = Answers(given)
    said = claims_of((one for report in given for one in statements(report)), answers)
    members: dict[str, list[str]] = defaultdict(list)
    for key, claim in said.items():
        members[claim].append(key)
    families = [Family(id=claim, statements=tuple(keys)) for claim, keys in members.items()]
    found = claim_quality(families, said)
    assert (found.precision, found.recall, found.denials_joined) == (1.0, 1.0, 0.0)
    counts = [(keys, len(answers.sources[claim])) for claim, keys in members.items()]
    origins = origin_quality(counts, said, answers)
    assert (origins.exact, origins.exact_of_several) == (1.0, 1.0)
    assert origins.several > 0
    high = origin_quality([(keys, number + 1) for keys, number in counts], said, answers)
    assert (high.exact, high.too_high) == (0.0, 1.0)


def test_one_family_of_everything_and_families_of_one_show(given: list[Report]) -> None:
    said = claims_of((one for report in given for one in statements(report)), Answers(given))
    whole = claim_quality([Family(id="all", statements=tuple(said))], said)
    assert whole.precision < 0.05
    assert (whole.recall, whole.denials_joined) == (1.0, 1.0)
    single = claim_quality([Family(id=key, statements=(key,)) for key in said], said)
    assert (single.precision, single.recall) == (1.0, 0.0)

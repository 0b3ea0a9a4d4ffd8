"""Which document was made from which: copies, excerpts, rewrites, translations, revisions.

Pairs come from the blocks of shared keys (`blocks`). What kind of edge a pair has follows from how much of either
text is covered; which way it points is another question (`direction`).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from whence.link.documents.alignment import Alignment, align, fewest_aligned, words_met
from whence.link.documents.direction import Direction, direction
from whence.link.documents.outline import Outline, sequences
from whence.model import Evidence, Lineage, LineageKind, Statement
from whence.settings import settings


class Edge(NamedTuple):
    """What one document of a pair is to the other; the alignment is in the order in which they were given."""

    lineage: Lineage
    alignment: Alignment | None


def edge(one: Outline, other: Outline, statements: Mapping[str, Sequence[Statement]]) -> Edge | None:
    """The edge between two documents, None where neither was made from the other, nor both from a third.

    `statements` are those of each document id, for credits. Symmetric: the order of the two makes no difference.
    """
    kind, score, alignment, evidence = kind_of(one, other)
    if kind is None:
        return None
    way = direction(one, other, alignment, statements, longer_first=kind == "excerpt")
    if kind == "translation" and score < settings().lineage.free_translation_share and _by_credit(way):
        kind = "rewrite"  # who names the source and keeps half of it has rewritten it in another language
    source, target = (other, one) if way.order < 0 else (one, other)
    return Edge(edge_of(source.document, target.document, kind, score, way, evidence), alignment)


def related(a: Outline, b: Outline) -> bool:
    """Whether one of two documents was made from the other, or both from a third."""
    return kind_of(a, b)[0] is not None


class Reported(Protocol):
    """A document as far as an edge names it."""

    @property
    def id(self) -> str:
        """The document's id."""

    @property
    def report(self) -> str:
        """The report, as given."""


def edge_of(
    source: Reported,
    target: Reported,
    kind: LineageKind,
    score: float,
    way: Direction,
    evidence: Sequence[Evidence],
) -> Lineage:
    """An edge record, the evidence for the kind first and then that for the direction."""
    return Lineage(
        source=source.report,
        target=target.report,
        source_document=source.id,
        target_document=target.id,
        kind=kind,
        direction_known=way.order != 0,
        score=round(min(1.0, score), 3),
        evidence=(*evidence, *way.evidence),
    )


def _same_url(a: Outline, b: Outline) -> bool:
    return a.document.url is not None and a.document.url == b.document.url


def worded_alike(a: Outline, b: Outline) -> int:
    """How many sentences of a text hold a five-word sequence of the other: of both texts the fewer."""
    common = a.shingles & b.shingles
    return min(sum(not common.isdisjoint(sequences(line.words)) for line in one.lines) for one in (a, b))


def fewest_worded_alike(a: Outline, b: Outline) -> int:
    """How many have to: a report of three sentences and another that quotes one of them share a third of their wording,
    and neither was made from the other."""
    return min(2, len(a.lines), len(b.lines))


def _by_credit(way: Direction) -> bool:
    return any(proof.kind == "credit" for proof in way.evidence)


def kind_of(a: Outline, b: Outline) -> tuple[LineageKind | None, float, Alignment | None, list[Evidence]]:
    """What two texts are to each other (None: nothing), how surely, their alignment where one was made, and why."""
    weights = settings().lineage
    if _same_url(a, b) and a.document.text != b.document.text:
        alignment = align(a, b)
        why = "the same address with another text"
        return "revision", 1.0, alignment, [Evidence(kind="url", why=why, exact=a.document.url or "")]
    same_language = a.document.language is not None and a.document.language == b.document.language
    if same_language and a.shingles and b.shingles:
        common = len(a.shingles & b.shingles)
        of_a, of_b = common / len(a.shingles), common / len(b.shingles)
        words = f"{of_a:.0%} and {of_b:.0%} of their five-word sequences are the same"
        evidence = [Evidence(kind="wording", why=words)]
        if min(of_a, of_b) >= weights.copy_share:
            return "copy", min(of_a, of_b), align(a, b), evidence
        if max(of_a, of_b) >= weights.copy_share:
            return "excerpt", max(of_a, of_b), align(a, b), evidence
        if max(of_a, of_b) >= weights.rewrite_share and worded_alike(a, b) >= fewest_worded_alike(a, b):
            return "rewrite", max(of_a, of_b), align(a, b), evidence
    alignment = align(a, b)
    sure = alignment.sure
    low, high = sorted((alignment.coverage_a, alignment.coverage_b))
    fewest = fewest_aligned(len(a.lines), len(b.lines))
    if len(sure) < fewest or (not same_language and alignment.order < weights.order_gain):
        return None, 0.0, None, []
    why = (
        f"{len(sure)} sentences follow each other in the same order and mean alike; "
        f"they and those between them cover {alignment.coverage_a:.0%} and {alignment.coverage_b:.0%}"
    )
    met = sorted(words_met(sure, a, b), key=lambda word: (-len(word), word))[:6]
    evidence = [Evidence(kind="alignment", why=why, exact=", ".join(met))]
    if not same_language:
        return "translation", (low + high) / 2, alignment, evidence
    if low >= weights.rewrite_coverage_share:
        return "rewrite", (low + high) / 2, alignment, evidence
    return None, 0.0, None, []

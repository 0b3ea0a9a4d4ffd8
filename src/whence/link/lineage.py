"""Which document was made from which: copies, excerpts, rewrites, translations, revisions.

Candidates come from an inverted index over anchors, so that not every pair is compared; an anchor that stands
in very many documents is left out of the index and said so. What kind of edge it is follows from how much of
either text is covered; which way it points is another question (`direction`).
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from math import log1p
from typing import NamedTuple

from whence.link.alignment import Alignment, align
from whence.link.direction import Direction, direction
from whence.link.outline import Outline
from whence.model import Document, Evidence, Lineage, LineageKind, Statement
from whence.problems import Problem
from whence.settings import settings


class Edge(NamedTuple):
    """A lineage edge with the sentences that met; `source` and `target` index the outlines."""

    source: int
    target: int
    lineage: Lineage
    alignment: Alignment | None


def candidates(outlines: Sequence[Outline]) -> tuple[list[tuple[int, int]], list[Problem]]:
    """Pairs of documents that share enough telling anchors, in order.

    An anchor tells the more, the fewer documents have it. A pair is a candidate where what the two share is
    at least a share of what the poorer one has, and among the best of either. Anchors in very many documents
    are left out, with a Problem.
    """
    weights = settings().lineage
    index: dict[str, list[int]] = defaultdict(list)
    for number, outline in enumerate(outlines):
        for key in outline.keys:
            index[key].append(number)
    cap = max(weights.anchor_cap_documents, int(len(outlines) * weights.anchor_cap_share))
    shared: dict[tuple[int, int], float] = defaultdict(float)
    counts: dict[tuple[int, int], int] = defaultdict(int)
    whole = [0.0] * len(outlines)
    left_out = 0
    for key in sorted(index):
        holders = index[key]
        tells = log1p(len(outlines) / len(holders))
        for number in holders:
            whole[number] += tells
        if len(holders) > cap:
            left_out += 1
            continue
        for pair in combinations(holders, 2):
            shared[pair] += tells
            counts[pair] += 1
    best: dict[int, list[tuple[float, tuple[int, int]]]] = defaultdict(list)
    for pair, score in shared.items():
        a, b = pair
        share = score / (min(whole[a], whole[b]) or 1.0)
        fewest = min(
            weights.candidate_anchors, max(1, min(len(outlines[a].keys), len(outlines[b].keys)) // 2)
        )
        if share >= weights.candidate_share and counts[pair] >= fewest:
            best[a].append((-share, pair))
            best[b].append((-share, pair))
    found = {
        pair for ranked in best.values() for _, pair in sorted(ranked)[: weights.candidates_per_document]
    }
    found |= _same_address(outlines)
    problems = []
    if left_out:
        detail = f"{left_out} anchors stand in more than {cap} documents and were not used to find lineage"
        problems.append(Problem(code="capped", where="link", detail=detail))
    return sorted(found), problems


def _same_address(outlines: Sequence[Outline]) -> set[tuple[int, int]]:
    by_url: dict[str, list[int]] = defaultdict(list)
    for number, outline in enumerate(outlines):
        if outline.document.url is not None:
            by_url[outline.document.url].append(number)
    return {pair for holders in by_url.values() for pair in combinations(holders, 2)}


def lineage(
    outlines: Sequence[Outline], statements: dict[str, list[Statement]], *, pairs: Sequence[tuple[int, int]]
) -> list[Edge]:
    """The edges among candidate pairs. `statements` are those of each document id, for credits."""
    edges: list[Edge] = []
    for a, b in pairs:
        one, other = outlines[a], outlines[b]
        kind, score, alignment, evidence = kind_of(one, other)
        if kind is None:
            continue
        way = direction(one, other, alignment, statements, longer_first=kind == "excerpt")
        if kind == "translation" and score < settings().lineage.free_translation_share and _by_credit(way):
            kind = "rewrite"  # who names the source and keeps half of it has rewritten it in another language
        swap = way.order < 0
        source, target = (b, a) if swap else (a, b)
        edge = edge_of(outlines[source].document, outlines[target].document, kind, score, way, evidence)
        edges.append(Edge(source, target, edge, turned(alignment) if swap and alignment else alignment))
    return edges


def related(a: Outline, b: Outline) -> bool:
    """Whether one of two documents was made from the other, or both from a third."""
    return kind_of(a, b)[0] is not None


def edge_of(
    source: Document,
    target: Document,
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


def _by_credit(way: Direction) -> bool:
    return any(proof.kind == "credit" for proof in way.evidence)


def turned(alignment: Alignment) -> Alignment:
    """The alignment from the other document's side."""
    pairs = tuple(pair._replace(a=pair.b, b=pair.a) for pair in alignment.pairs)
    return alignment._replace(pairs=pairs, coverage_a=alignment.coverage_b, coverage_b=alignment.coverage_a)


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
        if max(of_a, of_b) >= weights.rewrite_share:
            return "rewrite", max(of_a, of_b), align(a, b), evidence
    alignment = align(a, b)
    sure = alignment.sure
    low, high = sorted((alignment.coverage_a, alignment.coverage_b))
    fewest = min(weights.aligned_sentences, max(2, min(len(a.lines), len(b.lines)) - 1))
    if len(sure) < fewest or (not same_language and alignment.order < weights.order_gain):
        return None, 0.0, None, []
    met = sorted({word for pair in sure for word in pair.met}, key=lambda word: (-len(word), word))[:6]
    why = (
        f"{len(sure)} sentences follow each other in the same order and mean alike; "
        f"they and those between them cover {alignment.coverage_a:.0%} and {alignment.coverage_b:.0%}"
    )
    evidence = [Evidence(kind="alignment", why=why, exact=", ".join(met))]
    if not same_language:
        return "translation", (low + high) / 2, alignment, evidence
    if low >= weights.rewrite_coverage_share:
        return "rewrite", (low + high) / 2, alignment, evidence
    return None, 0.0, None, []

"""Claims: which statements say the same thing, or a mutated form of it, across documents and languages.

Every attributed statement belongs to exactly one family, if only to its own. Pairs that share enough keys are
compared (`likeness`); what is the same is joined, the surest first, and never across a pair that is known to
be apart. A publisher's own sentence joins at most one family and never brings two together. A family's id
comes from the smallest statement id in it, so it is stable as long as that statement stays.
"""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from whence.link.alignment import FILL
from whence.link.clusters import Clusters, order
from whence.link.features import Features, features, size
from whence.link.judgements import NOTHING, SURE, Decisions
from whence.link.likeness import Context, Verdict, compare
from whence.link.lineage import Edge
from whence.link.outline import Outline
from whence.model import Family, Statement, Tie, content_id
from whence.problems import Problem
from whence.settings import settings

FEWEST_SHARED = 2
"""What the keys that two statements share must weigh for them to be compared."""


class Claims(NamedTuple):
    """Families and the ties inside and between them, both in a fixed order."""

    families: tuple[Family, ...]
    ties: tuple[Tie, ...]
    problems: tuple[Problem, ...]


def claims(
    statements: Sequence[Statement],
    source_of: Mapping[str, str],
    *,
    edges: Sequence[Edge],
    outlines: Sequence[Outline],
    credits: Container[tuple[str, str]],
    near: frozenset[tuple[int, int]],
    decisions: Decisions = NOTHING,
) -> Claims:
    """All families and ties. `credits` are pairs of document ids of which one names the other's outlet;
    `near` are indexes of outlines that share telling anchors; `decisions` are what people decided."""
    known = {s.id: features(s, source_of) for s in sorted(statements, key=lambda s: s.id)}
    contexts = Contexts(known, edges, outlines, credits, near)
    pairs, problems = _pairs(known, contexts)
    ties: list[Tie] = []
    same: list[tuple[float, str, str]] = []
    apart: list[tuple[str, str]] = []
    echoes: dict[str, list[tuple[float, str, Verdict]]] = defaultdict(list)
    for a, b in pairs:
        one, other = known[a], known[b]
        own = not one.statement.attributed or not other.statement.attributed
        verdict = compare(one, other, contexts.of(one, other))
        if own:
            if verdict.relation == "same" and verdict.score >= settings().claims.echo_score:
                echo, claim = (a, b) if not one.statement.attributed else (b, a)
                echoes[echo].append((verdict.score, claim, verdict))
            continue
        if verdict.apart:
            apart.append((a, b))
        if verdict.relation == "same":
            same.append((verdict.score, a, b))
        if verdict.relation is not None:
            ties.append(_tie(a, b, verdict))
    attributed = [key for key, f in known.items() if f.statement.attributed]
    judged = decisions.statements
    same, apart = judged.over(same, apart, attributed)
    ties = judged.ties(ties, attributed)
    for a, b in sorted(judged.same):
        if known.keys() >= {a, b} and known[a].statement.attributed != known[b].statement.attributed:
            echo, claim = (a, b) if known[b].statement.attributed else (b, a)
            echoes[echo].append((SURE, claim, Verdict("same", 1.0, (judged.same[a, b],))))
    groups = Clusters(attributed, apart)
    for _, a, b in order(same):
        groups.join(a, b)
    members = {group[0]: group for group in groups.groups()}
    family_of = {member: first for first, group in members.items() for member in group}
    for echo in sorted(echoes):
        free = [item for item in echoes[echo] if not judged.parts(echo, members[family_of[item[1]]])]
        if not free:
            continue
        _, claim, verdict = min(free, key=lambda item: (-item[0], item[1]))
        members[family_of[claim]].append(echo)
        ties.append(_tie(echo, claim, verdict))
        family_of[echo] = family_of[claim]
    kept = [tie for tie in ties if (tie.relation == "same") == (family_of[tie.a] == family_of[tie.b])]
    kept = _surest_denials(kept, known, family_of)
    wording = {key: found.statement.wording for key, found in known.items()} if decisions.judged else {}
    families = [
        Family(
            id=_family_id(group),
            statements=tuple(sorted(group)),
            judged=decisions.of_group(group, wording) if wording else (),
        )
        for group in members.values()
    ]
    return Claims(
        tuple(sorted(families, key=lambda family: family.id)),
        tuple(sorted(kept, key=lambda tie: (tie.a, tie.b, tie.relation))),
        tuple(problems),
    )


def _surest_denials(
    ties: Sequence[Tie], known: Mapping[str, Features], family_of: Mapping[str, str]
) -> list[Tie]:
    """The ties, of each denial only those with the claim that it denies most surely."""
    best: dict[str, tuple[float, str]] = {}
    for tie in ties:
        if tie.relation == "denial":
            denial, denied = _denial_first(tie, known)
            candidate = (-tie.score, family_of[denied])
            best[denial] = min(best.get(denial, candidate), candidate)
    return [
        tie
        for tie in ties
        if tie.relation != "denial"
        or family_of[_denial_first(tie, known)[1]] == best[_denial_first(tie, known)[0]][1]
    ]


def _denial_first(tie: Tie, known: Mapping[str, Features]) -> tuple[str, str]:
    return (tie.a, tie.b) if known[tie.a].statement.stance.denial else (tie.b, tie.a)


def _family_id(group: Sequence[str]) -> str:
    return content_id("claim", min(group))


def _tie(a: str, b: str, verdict: Verdict) -> Tie:
    assert verdict.relation is not None
    first, second = sorted((a, b))
    return Tie(
        a=first, b=second, relation=verdict.relation, score=round(verdict.score, 3), evidence=verdict.evidence
    )


# --- which pairs are compared -----------------------------------------------------------------------------


def _pairs(
    known: Mapping[str, Features], contexts: "Contexts"
) -> tuple[list[tuple[str, str]], list[Problem]]:
    cap = settings().claims.key_cap_statements
    index: dict[str, list[str]] = defaultdict(list)
    for key, found in known.items():
        for name in keys_of(found):
            index[name].append(key)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    left_out = 0
    for name in sorted(index):
        holders = index[name]
        if len(holders) > cap:
            left_out += 1
            continue
        for pair in combinations(holders, 2):
            shared[pair] += key_weight(name)
    for pair in contexts.aligned_pairs():
        shared[pair] += FEWEST_SHARED
    problems = []
    if left_out:
        detail = f"{left_out} names, numbers or words stand in more than {cap} statements and were not used"
        problems.append(Problem(code="capped", where="link", detail=detail))
    wanted = []
    for (a, b), weight in shared.items():
        both = known[a].statement.attributed or known[b].statement.attributed
        if weight >= FEWEST_SHARED and both:
            wanted.append((a, b) if a <= b else (b, a))
    return sorted(set(wanted)), problems


def key_weight(key: str) -> int:
    """How much a shared key counts: numbers and concepts tell more than a name or a word."""
    return 2 if key[0] in "#c" else 1


def keys_of(found: Features) -> set[str]:
    """The keys of a statement: two are compared where those they share weigh enough (`FEWEST_SHARED`)."""
    keys = {key for key in found.keys if key[0] in "nwt"}
    keys |= {f"c:{concept}" for concept in found.concepts}
    keys |= {f"#{size(figure):g}" for figure in found.figures}
    keys.add(f"o:{found.origin}")
    keys |= {f"d:{found.statement.document}"} if found.statement.attributed else set()
    return keys


# --- what the lineage of the documents says ---------------------------------------------------------------


class Contexts:
    """What the documents of two statements are to each other; whether the two stand side by side."""

    def __init__(
        self,
        known: Mapping[str, Features],
        edges: Sequence[Edge],
        outlines: Sequence[Outline],
        credits: Container[tuple[str, str]],
        near: frozenset[tuple[int, int]],
    ) -> None:
        self._credits = credits
        self._derived: set[tuple[str, str]] = set()
        self._near = {frozenset((outlines[a].document.id, outlines[b].document.id)) for a, b in near}
        self._partner: dict[tuple[str, str], float] = {}
        self._placed: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._days: dict[str, tuple[str | None, str | None]] = {}
        for outline in outlines:
            when = outline.document.published
            self._days[outline.document.id] = (None, None) if when is None else (when.start, when.end)
        by_document: dict[str, list[Features]] = defaultdict(list)
        for found in known.values():
            by_document[found.statement.document].append(found)
        for edge in edges:
            source, target = outlines[edge.source], outlines[edge.target]
            one, other = source.document.id, target.document.id
            self._derived.add((one, other))
            if edge.alignment is None:
                continue
            left, right = _by_line(by_document[one], source), _by_line(by_document[other], target)
            for pair in edge.alignment.pairs:
                mine = [f for line in pair.a for f in left.get(line, ())]
                theirs = [f for line in pair.b for f in right.get(line, ())]
                if not mine or not theirs:
                    continue
                sure = 1.0 if pair.score > FILL else settings().claims.filled_share
                for a, b in _side_by_side(mine, theirs):
                    self._partner[_key(a.id, b.id)] = sure
                for found in mine:
                    self._placed[(found.id, other)] |= {f.id for f in theirs}
                for found in theirs:
                    self._placed[(found.id, one)] |= {f.id for f in mine}

    def aligned_pairs(self) -> list[tuple[str, str]]:
        """All pairs of statements in aligned sentences."""
        return sorted(self._partner)

    def of(self, a: Features, b: Features) -> Context:
        """The context of two statements."""
        one, other = a.statement.document, b.statement.document
        aligned = self._partner.get(_key(a.id, b.id), 0.0)
        placed = self._placed.get((a.id, other)), self._placed.get((b.id, one))
        elsewhere = not aligned and any(place is not None for place in placed)
        derived = any(way in self._derived or way in self._credits for way in ((one, other), (other, one)))
        near = frozenset((one, other)) in self._near
        return Context(aligned, elsewhere, derived, self._earlier(one, other), near)

    def _earlier(self, a: str, b: str) -> int:
        (start, end), (begin, stop) = self._days[a], self._days[b]
        if end is not None and begin is not None and end < begin:
            return -1
        return 1 if stop is not None and start is not None and stop < start else 0


def _key(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)


def _by_line(found: Sequence[Features], outline: Outline) -> dict[int, list[Features]]:
    lines: dict[int, list[Features]] = defaultdict(list)
    for item in sorted(found, key=lambda f: (f.statement.content[0].start, f.id)):
        line = outline.at(item.statement.content[0].start)
        if line is not None:
            lines[line].append(item)
    return lines


def _side_by_side(mine: Sequence[Features], theirs: Sequence[Features]) -> list[tuple[Features, Features]]:
    """Statements of aligned sentences, by their order; attributed ones with attributed ones first."""
    pairs: list[tuple[Features, Features]] = []
    ours = [f for f in mine if f.statement.attributed]
    others = [f for f in theirs if f.statement.attributed]
    if ours and others:
        pairs += _in_order(ours, others)
    elif ours or others:
        pairs += _in_order(ours or list(mine), others or list(theirs))
    return pairs


def _in_order(mine: Sequence[Features], theirs: Sequence[Features]) -> list[tuple[Features, Features]]:
    if len(mine) == len(theirs):
        return list(zip(mine, theirs, strict=True))
    few, many, swap = (mine, theirs, False) if len(mine) < len(theirs) else (theirs, mine, True)
    pairs = []
    for number, item in enumerate(many):
        partner = few[min(len(few) - 1, number * len(few) // len(many))]
        pairs.append((item, partner) if swap else (partner, item))
    return pairs

"""How right a graph is about made-up reports: lineage by kind, independent reports, claims, and origin counts.

`Answers` keeps what is true of a collection (a few hundred bytes a report, no texts); `quality` scores a graph
against it. Edges are judged by families: reports that were made from each other, directly or through others, are one
family, and any edge inside it is right (of two copies of one bulletin nobody can tell that one was not made from the
other). A report that only takes over one claim (`cites`) begins a family of its own.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bench.reports import Report, Told, Truth

from whence.model import Family, Lineage, Statement

WHOLE = frozenset(("copy", "translation", "excerpt", "rewrite", "revision"))
"""Kinds of edges that say that one text was made from the other."""
MADE = ("copy", "edited_copy", "excerpt", "translation", "rewrite", "revision")
"""Kinds of truth for reports made from another as texts."""
RIGHT_KIND = {
    "copy": ("copy",),
    "edited_copy": ("copy", "excerpt", "rewrite"),
    "excerpt": ("excerpt", "copy"),
    "translation": ("translation", "rewrite", "excerpt"),
    "rewrite": ("rewrite", "copy", "excerpt"),
    "revision": ("revision",),
}


class Answer(NamedTuple):
    """What is true of one report, and where its lines start."""

    number: int
    truth: Truth
    starts: tuple[int, ...]
    day: int
    root: int
    """The number of the report that its family goes back to."""
    addressed: bool
    """Whether its address is known: without it nobody can tell a revision from a copy that another desk edited."""

    @property
    def right_kinds(self) -> tuple[str, ...]:
        """The kinds of edges that fit how it was made."""
        kind = self.truth.kind
        return RIGHT_KIND.get("edited_copy" if kind == "revision" and not self.addressed else kind, ())

    def told(self, offset: int) -> Told | None:
        """The claim of the line that stands at an offset of the text, or None for a line without one."""
        line = bisect_right(self.starts, offset) - 1
        return next((one for one in self.truth.claims if one.line == line), None)


class Answers:
    """What is true of a collection. Reports of one story have to come whole or from its beginning."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self.of: dict[str, Answer] = {}
        roots: dict[int, int] = {}
        self.sources: dict[str, set[str]] = defaultdict(set)
        self.tellers: Counter[str] = Counter()
        for report in reports:
            parent = report.truth.made_from
            own = parent is None or report.truth.kind == "cites"
            root = report.number if parent is None or own else roots[parent]
            roots[report.number] = root
            self.of[report.document.id] = Answer(
                report.number,
                report.truth,
                report.starts,
                report.draft.day,
                root,
                report.document.url is not None,
            )
            for told in report.truth.claims:
                self.tellers[told.claim] += 1
                if told.source:
                    self.sources[told.claim].add(told.source)


class LineageQuality(NamedTuple):
    """Lineage against the truth.

    `recall` by kind: reports made in that way that some edge ties to their family; `kind_right`: of these, whose
    edge to the very report they were made from is of a fitting kind (where there is one). `precision`: edges inside
    a family. `false_alarms_per_100`: sourceless reports tied to another family, of 100. `same_event_taken_share`:
    pairs of independent reports of one event that an edge says were made from each other. `direction_right`: of the
    edges to the very parent with a known direction.
    """

    recall: dict[str, float]
    recall_all: float
    precision: float
    f1: float
    kind_right: dict[str, float]
    false_alarms_per_100: float
    same_event_taken_share: float
    direction_right: float
    direction_known: float
    edges: dict[str, int]


def lineage_quality(edges: Iterable[Lineage], answers: Answers) -> LineageQuality:
    """Scores the edges that say that one text was made from the other; `cites` and `same_event` are only counted."""
    counts: Counter[str] = Counter()
    tied: set[int] = set()
    alarmed: set[int] = set()
    taken: set[tuple[int, int]] = set()
    kinds: dict[str, Counter[bool]] = defaultdict(Counter)
    right = wrong = known = rightly = direct = 0
    for edge in edges:
        counts[edge.kind] += 1
        if edge.kind not in WHOLE:
            continue
        a, b = answers.of[edge.source_document], answers.of[edge.target_document]
        if a.root != b.root:
            wrong += 1
            alarmed |= {one.number for one in (a, b) if one.truth.made_from is None}
            if a.truth.story == b.truth.story:
                taken.add((min(a.root, b.root), max(a.root, b.root)))
            continue
        right += 1
        tied |= {a.number, b.number}
        child = a if a.truth.made_from == b.number else b if b.truth.made_from == a.number else None
        if child is not None:
            direct += 1
            kinds[child.truth.kind][edge.kind in child.right_kinds] += 1
            if edge.direction_known:
                known += 1
                rightly += child is b
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    sourceless = 0
    independent: dict[int, int] = Counter()
    for answer in answers.of.values():
        kind = answer.truth.kind
        sourceless += answer.truth.made_from is None
        independent[answer.truth.story] += kind in ("event", "denial", "original")
        if kind in MADE:
            made[kind] += 1
            found[kind] += answer.number in tied
    pairs = sum(n * (n - 1) // 2 for n in independent.values())
    recall, precision = _share(found.total(), made.total()), _share(right, right + wrong)
    return LineageQuality(
        recall={kind: _share(found[kind], made[kind]) for kind in MADE if made[kind]},
        recall_all=recall,
        precision=precision,
        f1=round(2 * recall * precision / ((recall + precision) or 1.0), 4),
        kind_right={kind: _share(told[True], told.total()) for kind, told in sorted(kinds.items())},
        false_alarms_per_100=round(100 * len(alarmed) / max(sourceless, 1), 3),
        same_event_taken_share=_share(len(taken), pairs, empty=0.0),
        direction_right=_share(rightly, known),
        direction_known=_share(known, direct),
        edges=dict(sorted(counts.items())),
    )


class ClaimQuality(NamedTuple):
    """Families of attributed statements against the truth, over all pairs of statements.

    `precision`: of the pairs in one family, those of one claim; `recall`: of the pairs of one claim, those in one
    family. `denials_joined`: denials that share a family with what they deny, of all denials.
    """

    precision: float
    recall: float
    f1: float
    families: int
    claims: int
    denials_joined: float


def claim_quality(families: Iterable[Family], said: Mapping[str, str]) -> ClaimQuality:
    """Scores families. `said`: the claim of each attributed statement id (`claims_of`); others are left out."""
    of_claim: Counter[str] = Counter()
    together = both = 0
    number = 0
    denied: set[str] = set()
    joined: set[str] = set()
    for family in families:
        held = Counter(said[key] for key in family.statements if key in said)
        if not held:
            continue
        number += 1
        size = held.total()
        together += size * (size - 1) // 2
        both += sum(n * (n - 1) // 2 for n in held.values())
        of_claim.update(held)
        denied |= {claim for claim in held if claim.endswith("!")}
        joined |= {claim for claim in held if claim.endswith("!") and claim[:-1] in held}
    same = sum(n * (n - 1) // 2 for n in of_claim.values())
    precision, recall = _share(both, together), _share(both, same)
    return ClaimQuality(
        precision=precision,
        recall=recall,
        f1=round(2 * precision * recall / ((precision + recall) or 1.0), 4),
        families=number,
        claims=len(of_claim),
        denials_joined=_share(len(joined), len(denied), empty=0.0),
    )


def claims_of(statements: Iterable[Statement], answers: Answers) -> dict[str, str]:
    """The claim that each attributed statement tells, by the line that it stands in."""
    found: dict[str, str] = {}
    for one in statements:
        if not one.attributed or one.within is not None or one.document not in answers.of:
            continue
        told = answers.of[one.document].told(one.content[0].start)
        if told is not None:
            found[one.id] = told.claim
    return found


class OriginQuality(NamedTuple):
    """Origin counts against the truth, of claims told by two reports or more and by one at least that names its source.

    A claim's count is that of the family with most of its statements. `exact`, `too_high` and `too_low` are shares;
    `events`: the share of exact counts among claims that have several independent origins.
    """

    exact: float
    too_high: float
    too_low: float
    claims: int
    exact_of_several: float
    several: int


def origin_quality(
    counts: Iterable[tuple[Sequence[str], int]], said: Mapping[str, str], answers: Answers
) -> OriginQuality:
    """Scores counts: for each assessed claim the ids of its statements and its number of origins."""
    best: dict[str, tuple[int, int]] = {}
    for keys, number in counts:
        for claim, held in Counter(said[key] for key in keys if key in said).items():
            if held > best.get(claim, (0, 0))[0]:
                best[claim] = (held, number)
    verdicts: Counter[str] = Counter()
    several: Counter[bool] = Counter()
    for claim, told in answers.tellers.items():
        true = len(answers.sources.get(claim, ()))
        if told < 2 or not true or claim not in best:
            continue
        number = best[claim][1]
        verdicts["exact" if number == true else "high" if number > true else "low"] += 1
        if true > 1:
            several[number == true] += 1
    total = verdicts.total()
    return OriginQuality(
        exact=_share(verdicts["exact"], total),
        too_high=_share(verdicts["high"], total, empty=0.0),
        too_low=_share(verdicts["low"], total, empty=0.0),
        claims=total,
        exact_of_several=_share(several[True], several.total()),
        several=several.total(),
    )


def _share(part: int, whole: int, *, empty: float = 1.0) -> float:
    return round(part / whole, 4) if whole else empty

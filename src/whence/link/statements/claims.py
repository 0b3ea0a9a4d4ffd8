"""Claims: which statements say the same thing, or a mutated form of it, across documents and languages.

Every attributed statement belongs to exactly one family, if only to its own. What is the same is joined, the surest
first, and never across a pair that is known to be apart. A publisher's own sentence joins at most one family and
never brings two together. A family is named after its attributed statement with the smallest id (`claim_id`):
the same in any order of adding, and an id of before leads to the family which that statement is in now.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from whence.judgement import claim_id
from whence.link.clusters import Clusters, order
from whence.link.judgements.decided import NOTHING, SURE, Decisions
from whence.link.settling.told import Said
from whence.link.statements.verdicts import Compared
from whence.model import Family, Record, Tie


class Settled(Record, frozen=True):
    """Families and the ties inside and between them, both in a fixed order."""

    families: tuple[Family, ...]
    ties: tuple[Tie, ...]


def claims(
    statements: Mapping[str, Said], compared: Iterable[Compared], decisions: Decisions = NOTHING
) -> Settled:
    """The families and ties of statements that ties connect: `compared` are all verdicts on pairs of these, `decisions`
    what people decided."""
    decisions = decisions.within(statements, ())
    ties: list[Tie] = []
    same: list[tuple[float, str, str]] = []
    apart: list[tuple[str, str]] = []
    echoes: dict[str, list[tuple[float, str, Tie]]] = defaultdict(list)
    for one in sorted(compared, key=lambda c: (c.a, c.b)):
        if one.apart:
            apart.append((one.a, one.b))
        if one.tie is None:
            continue
        if one.echo:
            echo, claim = (one.b, one.a) if statements[one.a].attributed else (one.a, one.b)
            echoes[echo].append((one.tie.score, claim, one.tie))
            continue
        ties.append(one.tie)
        if one.tie.relation == "same":
            same.append((one.tie.score, one.a, one.b))
    attributed = sorted(key for key, s in statements.items() if s.attributed)
    judged = decisions.statements
    same, apart = judged.over(same, apart, attributed)
    ties = judged.ties(ties, attributed)
    for a, b in sorted(judged.same):
        if statements.keys() >= {a, b} and statements[a].attributed != statements[b].attributed:
            echo, claim = (a, b) if statements[b].attributed else (b, a)
            tie = Tie(a=a, b=b, relation="same", score=1.0, evidence=(judged.same[a, b],))
            echoes[echo].append((SURE, claim, tie))
    groups = Clusters(attributed, apart)
    for _, a, b in order(same):
        groups.join(a, b)
    members = {group[0]: group for group in groups.groups()}
    family_of = {member: first for first, group in members.items() for member in group}
    for echo in sorted(echoes):
        free = [item for item in echoes[echo] if not judged.parts(echo, members[family_of[item[1]]])]
        if not free:
            continue
        _, claim, tie = min(free, key=lambda item: (-item[0], item[1]))
        members[family_of[claim]].append(echo)
        ties.append(tie)
        family_of[echo] = family_of[claim]
    kept = [tie for tie in ties if (tie.relation == "same") == (family_of[tie.a] == family_of[tie.b])]
    kept = _surest_denials(kept, statements, family_of)
    families = [
        Family(
            id=claim_id(first),
            statements=tuple(sorted(group)),
            judged=decisions.told(group),
        )
        for first, group in members.items()
    ]
    return Settled(
        families=tuple(sorted(families, key=lambda family: family.id)),
        ties=tuple(sorted(kept, key=lambda tie: (tie.a, tie.b, tie.relation))),
    )


def claim_ids(families: Iterable[Family]) -> Iterator[str]:
    """Every id that claims have, or had when fewer reports were there: those named after any of their statements."""
    return (claim_id(member) for family in families for member in family.statements)


def _surest_denials(
    ties: Sequence[Tie], statements: Mapping[str, Said], family_of: Mapping[str, str]
) -> list[Tie]:
    """The ties, of each denial only those with the claim that it denies most surely."""
    best: dict[str, tuple[float, str]] = {}
    for tie in ties:
        if tie.relation == "denial":
            denial, denied = _denial_first(tie, statements)
            candidate = (-tie.score, family_of[denied])
            best[denial] = min(best.get(denial, candidate), candidate)
    return [
        tie
        for tie in ties
        if tie.relation != "denial"
        or family_of[_denial_first(tie, statements)[1]] == best[_denial_first(tie, statements)[0]][1]
    ]


def _denial_first(tie: Tie, statements: Mapping[str, Said]) -> tuple[str, str]:
    return (tie.a, tie.b) if statements[tie.a].denial else (tie.b, tie.a)

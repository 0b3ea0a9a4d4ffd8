"""How many independent origins a claim has: an upper bound.

Every attributed statement brings the first voice of its chain. A version of a sentence of another report (`strands`)
brings none of its own, nor does a report made from another that names nobody in particular; nameless voices that one
outlet had it from are one (`relays`), and the outlet is none beside them; an outlet whose own report names somebody is
folded into whom it names; hearsay without a source adds nothing beside a source; a publisher's own
sentence never adds anything. What is left may still be one voice in disguise: the number can be too high, never too
low, as far as the names are read rightly.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from whence.assess.case import UNNAMED, UNSTATED, Case, distinct
from whence.assess.relays import Relays
from whence.assess.strands import Strand, one_origin, strands
from whence.model import Evidence, Statement


def origins(case: Case, ladder: Sequence[Statement]) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """Names of the independent origins, and why others were folded. `ladder`: members in order."""
    evidence: list[Evidence] = []
    kept: dict[str, str] = {}
    own = [s for s in ladder if not s.attributed]
    voiced = [s for s in ladder if s.attributed]
    voices = _Voices(case, voiced)
    for statement in voiced:
        why = voices.folded(statement)
        if why is not None:
            evidence.append(_proof("folded", why, statement))
        else:
            kept.setdefault(voices.source(statement), case.name(statement))
    named = {key: name for key, name in kept.items() if name != UNSTATED}
    if named and len(named) < len(kept):
        count = len(kept) - len(named)
        why = f"hearsay without a source ({count}) adds no origin where another is named"
        evidence.append(Evidence(kind="hearsay", why=why))
        kept = named
    elif len(kept) > 1 and not named:
        evidence.append(Evidence(kind="hearsay", why="hearsay without a source counts as one origin at most"))
        kept = dict(list(kept.items())[:1])
    if own:
        whose = (
            "1 own sentence of a publisher adds"
            if len(own) == 1
            else f"{len(own)} own sentences of publishers add"
        )
        why = f"{whose} no origin: the claim explains {'it' if len(own) == 1 else 'them'}"
        evidence.append(_proof("echo", why, own[0]))
    if not kept and voiced:
        first = voiced[0]
        kept = {voices.source(first): case.name(first)}
    for key, name in kept.items():
        said = [s for s in voiced if voices.source(s) == key]
        outlets = ", ".join(
            distinct(case.outlet(case.documents[s.document]) for s in said if s.document in case.documents)
        )
        called = case.called(said[0]) if said else name
        why = f"{called} is the first voice in {len(said)} of {len(ladder)} statements ({outlets})"
        evidence.insert(0, _proof("origin", why, said[0] if said else None))
    evidence += _one_owner(case, ladder)
    return tuple(sorted(kept.values())), tuple(evidence)


def _one_owner(case: Case, ladder: Sequence[Statement]) -> list[Evidence]:
    """Outlets of one owner among those that carry a claim. A remark: the count stays what it is."""
    owned: dict[str, set[str]] = defaultdict(set)
    for statement in ladder:
        for voice in statement.chain:
            found = case.source_of.get(voice.source_id)
            if found is not None and found.owner is not None:
                owned[found.owner].add(found.name)
    return [
        Evidence(
            kind="same owner",
            why=f"{', '.join(sorted(names))} belong to one owner ({owner.replace('_', ' ')})",
        )
        for owner, names in sorted(owned.items())
        if len(names) > 1
    ]


def _proof(kind: str, why: str, statement: Statement | None) -> Evidence:
    if statement is None or not statement.content:
        return Evidence(kind=kind, why=why)
    piece = statement.content[0]
    return Evidence(
        kind=kind, why=f"{why} [{statement.report}]", exact=piece.exact, start=piece.start, end=piece.end
    )


class _Voices:
    """The attributed statements of a claim, in the order of the ladder: whose each is, and which bring nothing.

    What explains a statement may itself be explained by another, but never by one of the same report: of two that
    explain each other one is left, and no voice of a report is another.
    """

    def __init__(self, case: Case, voiced: Sequence[Statement]) -> None:
        self._case = case
        self._why: dict[str, str] = {}
        self._by: dict[str, Statement] = {}
        self._one: Mapping[str, str] = {}
        relays = Relays(case, voiced)
        self._fold(voiced, relays.told)
        found = strands(case, self._left(voiced))
        self._one = one_origin(found)
        strand_of = {s.id: strand for strand in found for s in strand.statements}
        self._fold(voiced, lambda one: self._version(one, strand_of.get(one.id)))
        left = self._left(voiced)
        self._fold(left, Relays(case, left).behind)
        self._holders = {s.document for s in voiced}
        self._fold(voiced, lambda one: self._made_from(one, voiced))

    def source(self, statement: Statement) -> str:
        """The origin of a statement, the same for versions of one sentence that name it differently."""
        own = self._case.source(statement.chain[0].source_id)
        return self._one.get(own, own)

    def folded(self, statement: Statement) -> str | None:
        """Why a statement brings no origin of its own, or None where it does."""
        return self._why.get(statement.id)

    def _fold(
        self, voiced: Sequence[Statement], explained: Callable[[Statement], tuple[str, Statement] | None]
    ) -> None:
        for statement in reversed(voiced):
            if statement.id not in self._why:
                found = explained(statement)
                if found is not None and self._may_explain(found[1], statement):
                    self._why[statement.id], self._by[statement.id] = found[0], found[1]

    def _may_explain(self, one: Statement, other: Statement) -> bool:
        """Whether what one statement rests on in the end stands in another report than the other."""
        while one.id in self._by:
            one = self._by[one.id]
        return one.document != other.document

    def _left(self, voiced: Sequence[Statement]) -> list[Statement]:
        return [one for one in voiced if one.id not in self._why]

    def _made_from(self, statement: Statement, voiced: Sequence[Statement]) -> tuple[str, Statement] | None:
        case, mine = self._case, self.source(statement)
        others = [s for s in voiced if self.source(s) != mine and self._may_explain(s, statement)]
        if not others:
            return None
        found = case.source_of.get(statement.chain[0].source_id)
        outlet = found is not None and found.kind == "outlet"
        if outlet or mine.startswith(UNNAMED):
            for parent in sorted(case.ancestors(statement.document) & self._holders):
                source = next((s for s in others if s.document == parent), None)
                if source is not None:
                    kinds = case.kinds.get((parent, statement.document), set())
                    how = ", ".join(sorted(kinds)) or "made from others that were made from it"
                    return f"{case.called(statement)} is explained by {source.report} ({how})", source
            for twin in sorted(case.twins.get(statement.document, set()) & self._holders):
                source = next((s for s in others if s.document == twin), None)
                if source is not None:
                    why = "one of two reports of which one was made from the other"
                    return f"{case.called(statement)}: {why}", source
        if outlet:
            for other in others:
                publisher = other.chain[-1]
                if publisher.role == "publisher" and case.source(publisher.source_id) == mine:
                    return (
                        f"{case.called(statement)} itself names {case.called(other)} in {other.report}",
                        other,
                    )
        return None

    def _version(self, statement: Statement, strand: Strand | None) -> tuple[str, Statement] | None:
        if strand is None or statement.document == strand.best[0].document:
            return None
        best = strand.best[0]
        return f"{self._case.called(statement)} stands in a version of the sentence of {best.report}", best

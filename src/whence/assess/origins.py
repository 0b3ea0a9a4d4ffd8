"""How many independent origins a claim has: an upper bound.

Every attributed statement brings the first voice of its chain. A version of a sentence of another report (`strands`)
brings none of its own, nor does a report made from another that names nobody in particular; an outlet whose own report
names somebody is folded into whom it names; hearsay without a source adds nothing beside a source; a publisher's own
sentence never adds anything. What is left may still be one voice in disguise: the number can be too high, never too
low, as far as the names are read rightly.
"""

from collections import defaultdict
from collections.abc import Sequence

from whence.assess.case import Case, distinct
from whence.assess.strands import Strand, one_origin, strands
from whence.model import Evidence, Statement

UNSTATED = "unnamed: unstated"


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
        outlets = distinct(
            case.outlet(case.documents[s.document]) for s in said if s.document in case.documents
        )
        why = f"{name} is the first voice in {len(said)} of {len(ladder)} statements ({', '.join(outlets)})"
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
    """The attributed statements of a claim, in the order of the ladder: whose each is, and which bring nothing."""

    def __init__(self, case: Case, voiced: Sequence[Statement]) -> None:
        self._case = case
        self._voiced = voiced
        self._holders = {s.document for s in voiced}
        found = strands(case, voiced)
        self._one = one_origin(found)
        self._strand = {s.id: strand for strand in found for s in strand.statements}

    def source(self, statement: Statement) -> str:
        """The origin of a statement, the same for versions of one sentence that name it differently."""
        own = self._case.source(statement.chain[0].source_id)
        return self._one.get(own, own)

    def folded(self, statement: Statement) -> str | None:
        """Why a statement brings no origin of its own, or None where it does."""
        case, mine = self._case, self.source(statement)
        strand = self._strand.get(statement.id)
        if strand is not None and (why := self._version(statement, strand)) is not None:
            return why
        others = [s for s in self._voiced if self.source(s) != mine]
        if not others:
            return None
        found = case.source_of.get(statement.chain[0].source_id)
        outlet = found is not None and found.kind == "outlet"
        if outlet or mine.startswith("unnamed:"):
            for parent in sorted(case.ancestors(statement.document) & self._holders):
                source = next((s for s in others if s.document == parent), None)
                if source is not None:
                    kinds = case.kinds.get((parent, statement.document), set())
                    how = ", ".join(sorted(kinds)) or "made from others that were made from it"
                    return f"{case.name(statement)} is explained by {source.report} ({how})"
            for twin in sorted(case.twins.get(statement.document, set()) & self._holders):
                if any(s.document == twin for s in others):
                    return f"{case.name(statement)}: one of two reports of which one was made from the other"
        if outlet:
            for other in others:
                publisher = other.chain[-1]
                if publisher.role == "publisher" and case.source(publisher.source_id) == mine:
                    return f"{case.name(statement)} itself names {case.name(other)} in {other.report}"
        return None

    def _version(self, statement: Statement, strand: Strand) -> str | None:
        best = strand.best[0]
        if statement.document == best.document:
            return None
        return f"{self._case.name(statement)} stands in a version of the sentence of {best.report}"

"""Versions of one sentence: whatever names they give to who said it, it was said once.

A copy, an excerpt or a translation brings nothing of its own where its sentence is aligned with one of its source. Of
such a strand the version that names its origin best stands for all. What this module refuses to do: a sentence that a
desk added to a copied text is aligned with none, and so stays a voice of its own; and a rewrite may have asked anew.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from whence.assess.case import UNNAMED, Case
from whence.model import Statement

WHOLE = frozenset(("copy", "translation", "excerpt", "revision"))
ALIGNED = "aligned"
"""The kind of evidence by which `link` says that two sentences are aligned."""


class Strand:
    """Statements (in the order of the ladder) that are versions of one sentence."""

    def __init__(self, case: Case, statements: Sequence[Statement]) -> None:
        self.statements = statements
        by_document: dict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            by_document[statement.document].append(statement)
        self.sources = {
            key: {case.source(s.chain[0].source_id) for s in found} for key, found in by_document.items()
        }
        place = {key: at for at, key in enumerate(by_document)}
        best = min(
            self.sources, key=lambda key: (-len(self.sources[key]), _unnamed(self.sources[key]), place[key])
        )
        self.best = by_document[best]

    @property
    def single(self) -> bool:
        """Whether every version gives one origin: then they are names of one."""
        return all(len(found) == 1 for found in self.sources.values())


def strands(case: Case, voiced: Sequence[Statement]) -> list[Strand]:
    """The strands of a claim's attributed statements that hold several origins, in the order of the ladder."""
    held = {statement.id: statement for statement in voiced}
    group = {key: key for key in held}

    def find(key: str) -> str:
        while group[key] != key:
            group[key] = group[group[key]]
            key = group[key]
        return key

    for statement in voiced:
        for tie in case.ties_of.get(statement.id, ()):
            other = held.get(tie.b if tie.a == statement.id else tie.a)
            if other is None or tie.relation != "same" or not _versions(case, statement, other):
                continue
            if any(proof.kind == ALIGNED for proof in tie.evidence):
                group[find(statement.id)] = find(other.id)
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in voiced:
        found[find(statement.id)].append(statement)
    made = [Strand(case, members) for members in found.values()]
    return [one for one in made if len(set().union(*one.sources.values())) > 1]


def one_origin(found: Sequence[Strand]) -> Mapping[str, str]:
    """From sources to the one they are in a claim, by strands of which every version gives one origin."""
    named: dict[str, str] = {}

    def find(key: str) -> str:
        while named.get(key, key) != key:
            key = named[key]
        return key

    for strand in found:
        if strand.single:
            (best,) = strand.sources[strand.best[0].document]
            for source in sorted(set().union(*strand.sources.values())):
                if find(source) != find(best):
                    named[find(source)] = find(best)
    return {key: find(key) for key in named}


def _versions(case: Case, a: Statement, b: Statement) -> bool:
    kinds = case.kinds.get((a.document, b.document), set()) | case.kinds.get((b.document, a.document), set())
    return bool(kinds & WHOLE)


def _unnamed(sources: set[str]) -> bool:
    return any(source.startswith(UNNAMED) for source in sources)

"""What people decided, laid over what linking finds. Pairs and ids go in, pairs and ids come out.

Two statements judged the same share a claim, two judged different never do; likewise two sources. Of two documents
a judgement sets the kind of their edge, or that there is none. People go first: their pairs are joined before any
other, and what the machine holds apart does not part what they joined. Where two people say different things of one
pair, the later one stands and the evidence names both. Where judgements on several pairs cannot all hold (a as b, b
as c, a not as c), the ones that keep apart stand, and which other is left out depends on the ids alone: the order in
which they were made makes no difference. What is left out is said.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from whence.judgement import Judged, Judgement, State, in_force, signed
from whence.link.clusters import Clusters
from whence.link.documents.wordings import quoted
from whence.link.judgements.targets import Targets
from whence.model import Document, Evidence, LineageKind, Statement, Tie
from whence.problems import Problem

Pair = tuple[str, str]
KIND = "judgement"
"""The kind of all evidence that a person's decision gives; all other evidence is automatic."""
_JUDGED = {
    "copy": "a copy",
    "translation": "a translation",
    "excerpt": "an excerpt",
    "rewrite": "a rewrite",
    "cites": "a citation",
}
SURE = 2.0
"""The score of a pair that people joined: above any that the machine gives."""


class Forced(NamedTuple):
    """Pairs that people decided on, each in order (`a <= b`), with the evidence that says so.

    `others` leads from each id to those that it stands in a pair with.
    """

    same: Mapping[Pair, Evidence] = {}
    apart: Mapping[Pair, Evidence] = {}
    others: Mapping[str, Sequence[str]] = {}

    @classmethod
    def of(cls, same: Mapping[Pair, Evidence], apart: Mapping[Pair, Evidence]) -> "Forced":
        """These pairs, indexed."""
        others: dict[str, list[str]] = defaultdict(list)
        for a, b in sorted((*same, *apart)):
            others[a].append(b)
            others[b].append(a)
        return cls(same, apart, dict(others))

    def within(self, ids: Iterable[str]) -> "Forced":
        """What of it is about these ids; the rest of a case need not be looked through."""
        if not self.others:
            return self
        here = self.others.keys() & set(ids)
        pairs = sorted({ordered(key, other) for key in here for other in self.others[key]})
        return Forced.of(
            {pair: self.same[pair] for pair in pairs if pair in self.same},
            {pair: self.apart[pair] for pair in pairs if pair in self.apart},
        )

    def over(
        self, same: Iterable[tuple[float, str, str]], apart: Iterable[Pair], members: Iterable[str]
    ) -> tuple[list[tuple[float, str, str]], list[Pair]]:
        """The machine's pairs with these laid over them: what to join, surest first, and what to keep apart."""
        if not self.same and not self.apart:
            return list(same), list(apart)
        known = set(members)
        joined = [pair for pair in sorted(self.same) if known.issuperset(pair)]
        parted = [pair for pair in sorted(self.apart) if known.issuperset(pair)]
        people = Clusters(known, parted)
        for a, b in joined:
            people.join(a, b)
        kept = [(score, a, b) for score, a, b in same if ordered(a, b) not in self.apart]
        # What the machine holds apart may lead to another part, of which nobody here was joined with anybody.
        free = [(a, b) for a, b in apart if not known.issuperset((a, b)) or people.find(a) != people.find(b)]
        return [(SURE, a, b) for a, b in joined] + kept, free + parted

    def ties(self, ties: Iterable[Tie], members: Iterable[str]) -> list[Tie]:
        """The ties with those that people made; on a pair that they joined, the machine's stays as evidence."""
        found = list(ties)
        if not self.same:
            return found
        members = set(members)
        machine = {ordered(tie.a, tie.b): tie for tie in found if tie.relation == "same"}
        kept = [tie for tie in found if ordered(tie.a, tie.b) not in self.same]
        for (a, b), proof in sorted(self.same.items()):
            if not {a, b} <= members:
                continue
            known = machine.get((a, b))
            evidence = (proof, *(known.evidence if known else ()))
            kept.append(Tie(a=a, b=b, relation="same", score=1.0, evidence=evidence))
        return kept

    def parts(self, one: str, group: Iterable[str]) -> bool:
        """Whether somebody keeps `one` apart from any of the group."""
        return bool(self.apart) and any(ordered(one, other) in self.apart for other in group)


class OnDocuments(NamedTuple):
    """What was decided on two documents: the kind of their edge (None: none was made from the other).

    `refused` is a kind of edge that must not stand between them.
    """

    kind: LineageKind | None
    refused: LineageKind | None
    proof: Evidence


class Decisions(NamedTuple):
    """All that is in force, by the ids of today. `rejected` statements take part in nothing.

    `on` leads from a statement or a document to what was decided on it, with the other one (empty where it is judged
    alone); `wording` are the words of those statements.
    """

    statements: Forced = Forced()
    sources: Forced = Forced()
    documents: Mapping[Pair, OnDocuments] = {}
    rejected: frozenset[str] = frozenset()
    on: Mapping[str, Sequence[tuple[str, Evidence]]] = {}
    wording: Mapping[str, str] = {}
    judged: tuple[Judged, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """A Problem for each judgement that has no effect though nobody took it back."""
        codes = {"orphaned": "orphaned_judgement", "blocked": "blocked_judgement"}
        return tuple(
            Problem(
                code=codes[one.state],
                where=f"judgement {one.judgement.number}",
                detail=f"{_names(one)}: {one.note}",
            )
            for one in self.judged
            if one.state in codes
        )

    def independent(self, a: str, b: str) -> bool:
        """Whether somebody decided that neither of two documents was made from the other."""
        found = self.documents.get(ordered(a, b))
        return found is not None and found.kind in (None, "same_event") and found.refused != "same_event"

    def within(self, statements: Iterable[str], documents: Iterable[str]) -> "Decisions":
        """What of it is about these statements and documents; the rest of a case need not be looked through."""
        if not self.on:
            return self
        pairs = {ordered(key, other) for key in self.on.keys() & set(documents) for other, _ in self.on[key]}
        return self._replace(
            statements=self.statements.within(statements),
            documents={pair: self.documents[pair] for pair in sorted(pairs) if pair in self.documents},
        )

    def told(self, group: Sequence[str]) -> tuple[Evidence, ...]:
        """What people decided on the members of one claim, in words."""
        found: list[Evidence] = []
        members, wording = set(group), self.wording
        for mine in sorted(members & self.on.keys()):
            for other, proof in self.on[mine]:
                if other in members and other < mine:
                    continue  # told from the other's side
                beside = f" (the other: {quoted(wording[other])})" if other in wording else ""
                found.append(Evidence(kind=KIND, why=f"{proof.why}{beside}", exact=wording.get(mine, "")))
        return tuple(found)


NOTHING = Decisions()


def ordered(a: str, b: str) -> Pair:
    """A pair in the order of its ids, as all pairs here are."""
    return (a, b) if a <= b else (b, a)


def decide(
    judgements: Sequence[Judgement],
    documents: Sequence[Document],
    statements: Sequence[Statement],
    names: Mapping[str, Iterable[str]] | None = None,
) -> Decisions:
    """What is in force in a case that holds these documents and statements, and what became of every judgement.

    Of a part of a case `names` are those of all sources that have an id or a name of the judgements.
    """
    if not judgements:
        return NOTHING
    targets = Targets(documents, statements, names)
    standing = {one.number for one in in_force(judgements)}
    states: dict[int, Judged] = {}
    on: dict[tuple[str, ...], list[Judgement]] = defaultdict(list)
    for one in sorted(judgements, key=lambda j: j.number):
        places = [targets.find(target) for target in one.targets]
        found = tuple(place.id for place in places if place.id is not None)
        missing = "; ".join(place.why for place in places if place.id is None)
        state: State = "in_force"
        if one.number not in standing:
            state, missing = "undone", ""
        elif missing:
            state = "orphaned"
        elif len(set(found)) < len(found):
            state, missing = "orphaned", "what was judged is one and the same now"
        elif one.decision != "undo":
            on[(one.targets[0].kind, *sorted(found))].append(one)
        states[one.number] = Judged(judgement=one, state=state, found=found, note=missing)
    return _laid(on, states, {one.id: one.wording for one in statements})


def _laid(
    on: Mapping[tuple[str, ...], Sequence[Judgement]], states: dict[int, Judged], wording: Mapping[str, str]
) -> Decisions:
    """The decisions by what they are about: of each, the last one stands."""
    pairs: dict[str, tuple[dict[Pair, Evidence], dict[Pair, Evidence]]] = {
        "statement": ({}, {}),
        "source": ({}, {}),
    }
    documents: dict[Pair, OnDocuments] = {}
    alone: dict[bool, dict[str, Evidence]] = {True: {}, False: {}}
    last: dict[tuple[str, Pair], Judgement] = {}
    for (kind, *ids), made in on.items():
        stands = made[-1]
        for one in made[:-1]:
            if _agree(one, stands):
                continue
            note = f"number {stands.number}, {signed(stands)}, stands"
            states[one.number] = msgspec.structs.replace(states[one.number], state="superseded", note=note)
        proof = _proof(made)
        if len(ids) == 1:
            alone[stands.decision == "accept"][ids[0]] = proof
            continue
        pair = ordered(ids[0], ids[1])
        last[kind, pair] = stands
        if kind == "document":
            documents[pair] = _on_documents(stands, proof)
        else:
            pairs[kind][stands.decision in ("different", "reject")][pair] = proof
    for kind, (same, apart) in pairs.items():
        for pair in _blocked(same, apart):
            number = last[kind, pair].number
            note = "other judgements, taken together, keep the two apart"
            states[number] = msgspec.structs.replace(states[number], state="blocked", note=note)
            del same[pair]
    told = _on(alone[True], *pairs["statement"], {pair: one.proof for pair, one in documents.items()})
    return Decisions(
        statements=Forced.of(*pairs["statement"]),
        sources=Forced.of(*pairs["source"]),
        documents=documents,
        rejected=frozenset(alone[False]),
        on=told,
        wording={key: wording[key] for key in told if key in wording},
        judged=tuple(states[number] for number in sorted(states)),
    )


def _on(
    accepted: Mapping[str, Evidence], *pairs: Mapping[Pair, Evidence]
) -> dict[str, list[tuple[str, Evidence]]]:
    """What was decided on each statement and document."""
    found: dict[str, list[tuple[str, Evidence]]] = defaultdict(list)
    for key, proof in sorted(accepted.items()):
        found[key].append(("", proof))
    for table in pairs:
        for (a, b), proof in sorted(table.items()):
            found[a].append((b, proof))
            found[b].append((a, proof))
    return dict(found)


def _blocked(same: Mapping[Pair, Evidence], apart: Mapping[Pair, Evidence]) -> list[Pair]:
    """The pairs judged the same that cannot be, because those judged different forbid it."""
    groups = Clusters({key for pair in (*same, *apart) for key in pair}, apart)
    return [pair for pair in sorted(same) if not groups.join(*pair)]


def _on_documents(judgement: Judgement, proof: Evidence) -> OnDocuments:
    kind: LineageKind | None = msgspec.convert(judgement.value, LineageKind | None)
    if judgement.decision == "reject":
        return OnDocuments(None, kind, proof)
    return OnDocuments(None if judgement.decision == "different" else kind, None, proof)


def _proof(made: Sequence[Judgement]) -> Evidence:
    """ "judged the same by Ada Holt on 2031-04-02 (“one press release”); before that judged different by …"."""
    stands = made[-1]
    words = [_words(stands)]
    for one in reversed(made[:-1]):
        words.append(f"{'also' if _agree(one, stands) else 'before that'} {_words(one)}")
    return Evidence(kind=KIND, why="; ".join(words))


def _agree(a: Judgement, b: Judgement) -> bool:
    return (a.decision, a.value) == (b.decision, b.value)


def _words(judgement: Judgement) -> str:
    value = judgement.value or ""
    if judgement.decision == "same":
        words = f"judged {_JUDGED.get(value, 'the same')}"
    elif judgement.decision == "different":
        of_documents = judgement.targets[0].kind == "document"
        words = "judged independent" if of_documents else "judged different"
    else:
        words = f"{value.replace('_', ' ')} {judgement.decision}ed".strip()
    words = f"{words} {signed(judgement)}"
    return f"{words}: {judgement.why}" if judgement.why else words


def _names(judged: Judged) -> str:
    """What a judgement is about, as it was called when it was made."""
    found = []
    for target in judged.judgement.targets:
        words = " … ".join(one.exact for one in target.quotes)
        found.append(f"{quoted(words)} in {target.report}" if words else target.report or target.name)
    return f"{judged.judgement.decision} {' and '.join(found)}, {signed(judged.judgement)}"

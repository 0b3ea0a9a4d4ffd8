"""Which voices of different documents are one source.

Institutions and states carry ids that are the same everywhere; unnamed groups are never merged. What is left
are names: two full names are one source where the fold says so, and never where the surname is the same and
the given name another. A name of one word is no evidence between documents, unless one was made from the
other and the two words stand in sentences that were aligned.

What is compared with what stands in `name_keys`, how two names are compared and grouped in `name_pairs`; here the
steps are taken for a whole case in memory, and sources are made of the groups.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from whence.languages.fold import is_given_name, name_similarity, token_similarity
from whence.languages.pack import codes, pack
from whence.link.institutions import institution
from whence.link.lineage import Edge
from whence.link.name_keys import blocks, node_of, spelling
from whence.link.name_pairs import NamePair, group, other_person, same_pairs
from whence.link.outline import Outline
from whence.model import Evidence, Source, SourceKind, Statement
from whence.problems import Problem
from whence.settings import settings

_KINDS: dict[str, SourceKind] = {
    "outlet": "outlet",
    "org": "organisation",
    "territory": "state",
    "document": "document",
    "unnamed": "unnamed",
    "role": "person",
}
_RANK = ("territory", "org", "outlet", "name", "role", "document", "unnamed")


class Sources(NamedTuple):
    """The sources of a case, by id, and what was skipped on the way."""

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]


class _Known:
    """What the statements say about one source id."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.exacts: Counter[str] = Counter()


def sources(
    statements: Sequence[Statement],
    edges: Sequence[Edge],
    outlines: Sequence[Outline],
) -> Sources:
    """All sources of the case, merged across documents."""
    known = _collect(statements)
    spelt = {key: spelling(found.names) for key, found in known.items()}
    nodes: dict[str, list[str]] = defaultdict(list)
    alone: list[str] = []
    for key in sorted(known):
        node = node_of(key, spelt[key])
        if node is None:
            alone.append(key)
        else:
            nodes[node].append(key)
    names = {node: spelling(spelt[key] for key in keys) for node, keys in nodes.items()}
    blocked = blocks(names)
    pairs = same_pairs(blocked.pairs, names)
    found = group(names, pairs)
    if edges:
        group_of = {node: members[0] for members in found.groups for node in members}
        pairs += aligned_pairs(statements, edges, outlines, names, group_of)
        found = group(names, pairs)
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for pair in found.used:
        kind = "aligned in translation" if pair.aligned else pair.kind
        evidence[pair.a].append(Evidence(kind=kind, why=pair.why, exact=names[pair.b]))
    made = [
        _source(
            [key for node in members for key in nodes[node]],
            known,
            _proofs(members, names, nodes, evidence),
        )
        for members in found.groups
    ]
    made += [_source([key], known, ()) for key in alone]
    problems = [_skipped(key, size) for key, size in blocked.skipped]
    problems += [_refused(names[a], names[b]) for a, b in found.refused]
    return Sources(tuple(sorted(made, key=lambda source: source.id)), tuple(problems))


def _proofs(
    members: Sequence[str],
    names: Mapping[str, str],
    nodes: Mapping[str, Sequence[str]],
    evidence: Mapping[str, Sequence[Evidence]],
) -> tuple[Evidence, ...]:
    """Why the ids of a group are one source: the pairs that joined it, and documents that word it alike."""
    found = [proof for node in members for proof in evidence.get(node, ())]
    for node in members:
        if len(nodes[node]) > 1:
            words = names[node].removeprefix("unnamed: ")
            found.append(Evidence(kind="name", why=f"several reports say {words}", exact=words))
    return tuple(found)


def _skipped(key: str, size: int) -> Problem:
    return Problem(code="capped", where="names", detail=f"{size} names under {key} were not compared by it")


def _refused(a: str, b: str) -> Problem:
    return Problem(code="capped", where="names", detail=f"too many spellings to join {a} with {b}")


def aliases(found: Iterable[Source]) -> dict[str, str]:
    """From every id that statements carry to the id of its source."""
    return {alias: source.id for source in found for alias in source.aliases}


def _collect(statements: Sequence[Statement]) -> dict[str, _Known]:
    known: dict[str, _Known] = defaultdict(_Known)
    for statement in statements:
        for voice in (*statement.chain, *statement.alleged):
            known[voice.source_id].names[voice.name] += 1
            if voice.exact:
                known[voice.source_id].exacts[voice.exact] += 1
        for actor in statement.actors:
            known[actor.source_id].names[actor.name] += 1
            known[actor.source_id].exacts[actor.exact] += 1
    return dict(known)


def aligned_pairs(
    statements: Sequence[Statement],
    edges: Sequence[Edge],
    outlines: Sequence[Outline],
    names: Mapping[str, str],
    group_of: Mapping[str, str],
) -> list[NamePair]:
    """Names that stand in aligned sentences, have no partner there yet, and sound half alike.

    `names` are the spellings of the nodes; `group_of` tells which of them are one source by their names alone.
    """
    mentions = _mentions(statements)
    found: set[NamePair] = set()
    for edge in edges:
        if edge.alignment is None:
            continue
        source, target = outlines[edge.source], outlines[edge.target]
        for pair in edge.alignment.pairs:
            mine = _inside(mentions[source.document.id], source, pair.a)
            theirs = _inside(mentions[target.document.id], target, pair.b)
            met = {group_of[key] for key in mine} & {group_of[key] for key in theirs}
            for a in (key for key in mine if group_of[key] not in met):
                for b in (key for key in theirs if group_of[key] not in met):
                    score = _loosely(names[a], names[b])
                    if score >= settings().names.aligned_score and not other_person(names[a], names[b]):
                        found.add(_aligned(a, b, score, names))
    return sorted(found)


def _aligned(a: str, b: str, score: float, names: Mapping[str, str]) -> NamePair:
    a, b = sorted((a, b))
    why = f"{names[b]} stands where the other text has {names[a]} ({score:.2f})"
    return NamePair(a, b, score, "name", why, aligned=True)


def _loosely(a: str, b: str) -> float:
    """The score of two names, or of their last words where one is a bare surname."""
    score = name_similarity(a, b).score
    if min(len(a.split()), len(b.split())) == 1:
        last = token_similarity(a.split()[-1], b.split()[-1])
        return max(score, last if last >= settings().names.full_name_score else 0.0)
    return score


def _mentions(statements: Sequence[Statement]) -> dict[str, list[tuple[int, str]]]:
    found: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for statement in statements:
        for voice in (*statement.chain, *statement.alleged):
            if voice.start is not None and voice.source_id.partition(":")[0] in ("name", "outlet"):
                found[statement.document].add((voice.start, voice.source_id))
        for actor in statement.actors:
            if actor.source_id.partition(":")[0] in ("name", "outlet"):
                found[statement.document].add((actor.start, actor.source_id))
    return defaultdict(list, {key: sorted(values) for key, values in found.items()})


def _inside(mentions: list[tuple[int, str]], outline: Outline, lines: tuple[int, ...]) -> set[str]:
    first, last = outline.lines[lines[0]].start, outline.lines[lines[-1]].end
    return {
        key for _, key in mentions[bisect_left(mentions, (first, "")) : bisect_left(mentions, (last, ""))]
    }


def _source(keys: Sequence[str], known: Mapping[str, _Known], proofs: tuple[Evidence, ...]) -> Source:
    rank = {prefix: number for number, prefix in enumerate(_RANK)}
    ranked = sorted(keys, key=lambda key: (rank.get(key.partition(":")[0], len(rank)), key))
    names: Counter[str] = Counter()
    for key in ranked:
        names.update(known[key].names)
    named = [n for n in names if not n.startswith("unnamed:")] or list(names)
    name = min(named, key=lambda n: (not n[:1].isupper(), -names[n], -len(n), n))
    exacts = {exact for key in ranked for exact in known[key].exacts}
    variants = {*names, *(exact for exact in exacts if _tells(exact, name))}
    prefix = ranked[0].partition(":")[0]
    kind = _KINDS.get(prefix) or ("person" if _is_person(name) else "unknown")
    if kind in ("unknown", "unnamed") and any(institution(key, spelling(known[key].names)) for key in ranked):
        kind = "organisation"
        name = name.removeprefix("unnamed: ")
    return Source(
        id=ranked[0],
        name=name,
        kind=kind,
        variants=tuple(sorted(variants)),
        aliases=tuple(ranked),
        evidence=proofs,
    )


def _tells(exact: str, name: str) -> bool:
    """Whether a mention is a variant of the name and no pronoun: several words, or one that sounds alike."""
    if len(exact.split()) > 1:
        return True
    return any(token_similarity(exact, word) >= settings().names.aligned_score for word in name.split())


def _is_person(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and (
        is_given_name(words[0]) or is_given_name(words[-2]) or words[0].lower() in _given_names()
    )


@cache
def _given_names() -> frozenset[str]:
    sources = [pack(code).sources for code in codes()]
    return frozenset(name for words in sources for name in (*words.masculine_given, *words.feminine_given))

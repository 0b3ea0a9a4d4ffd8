"""Which voices of different documents are one source.

Institutions and states carry ids that are the same everywhere; unnamed groups are never merged. What is left
are names: two full names are one source where the fold says so, and never where the surname is the same and
the given name another. A name of one word is no evidence between documents, unless one was made from the
other and the two words stand in sentences that were aligned.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from whence.languages.fold import fold_key, is_given_name, name_similarity, token_similarity, token_skeletons
from whence.languages.pack import codes, pack
from whence.link.clusters import Clusters, order
from whence.link.institutions import Institution, institution, same_institution
from whence.link.lineage import Edge
from whence.link.outline import Outline
from whence.model import Evidence, Source, SourceKind, Statement
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


class _Known:
    """What the statements say about one source id."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.exacts: Counter[str] = Counter()

    @property
    def holds_name(self) -> bool:
        """Whether an unnamed source's words end with a full name: "the researcher Jonas Weidling"."""
        words = self.name.split()
        return (
            len(words) > 2
            and is_given_name(words[-2])
            and words[-2][:1].isupper()
            and words[-1][:1].isupper()
        )

    @property
    def name(self) -> str:
        return min(self.names, key=lambda name: (-self.names[name], -len(name), name))


def sources(
    statements: Sequence[Statement], edges: Sequence[Edge], outlines: Sequence[Outline]
) -> tuple[Source, ...]:
    """All sources of the case, merged across documents, by id."""
    known = _collect(statements)
    named = sorted(
        key for key in known if key.partition(":")[0] in ("name", "outlet") or known[key].holds_name
    )
    scored: dict[tuple[str, str], Evidence] = {}
    pairs: list[tuple[float, str, str]] = []
    apart: list[tuple[str, str]] = []
    for a, b in _candidates(named, known):
        one, other = (known[key].name.removeprefix("unnamed: ") for key in (a, b))
        found = name_similarity(one, other)
        if other_person(one, other):
            apart.append((a, b))
        elif found.same and (is_outlet(a, b) or not (bare(a, one) or bare(b, other))):
            pairs.append((found.score, a, b))
            why = f"{one} and {other} are one name: {found.why}"
            scored[_key(a, b)] = Evidence(kind="name", why=why, exact=other)
    pairs += _institutions(known, scored)
    groups = Clusters(sorted(known), apart)
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for _, a, b in order(pairs):
        if groups.join(a, b):
            evidence[a].append(scored[_key(a, b)])
    for score, a, b, why in _aligned(statements, edges, outlines, known, groups):
        if groups.find(a) != groups.find(b) and groups.join(a, b):
            evidence[a].append(
                Evidence(kind="aligned in translation", why=f"{why} ({score:.2f})", exact=known[b].name)
            )
    return tuple(sorted((_source(group, known, evidence) for group in groups.groups()), key=lambda s: s.id))


def aliases(found: Iterable[Source]) -> dict[str, str]:
    """From every id that statements carry to the id of its source."""
    return {alias: source.id for source in found for alias in source.aliases}


def _institutions(
    known: dict[str, _Known], scored: dict[tuple[str, str], Evidence]
) -> list[tuple[float, str, str]]:
    """Pairs of institutions of one kind that belong to the same; adds their evidence to `scored`."""
    by_concept: dict[str, list[tuple[str, Institution]]] = defaultdict(list)
    for key in sorted(known):
        found = next((i for name in sorted(known[key].names) if (i := institution(key, name))), None)
        if found is not None:
            by_concept[found.concept].append((key, found))
    pairs = []
    for concept, holders in by_concept.items():
        for at, (a, mine) in enumerate(holders):
            for b, theirs in holders[at + 1 :]:
                if same_institution(mine, theirs):
                    pairs.append((1.0, a, b))
                    what = concept.replace("_", " ")
                    why = f"{known[a].name} and {known[b].name} are one {what} by whose it is"
                    scored[_key(a, b)] = Evidence(kind="institution", why=why, exact=known[b].name)
    return pairs


def _key(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)


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


def _candidates(named: Sequence[str], known: dict[str, _Known]) -> list[tuple[str, str]]:
    """Pairs of names with a word that may sound alike, or with the same initials."""
    index: dict[str, list[str]] = defaultdict(list)
    for key in named:
        words = known[key].name.split()
        for word in words:
            for bones in token_skeletons(word):
                index[bones[:3]].append(key)
        if len(words) > 1:
            index["initials:" + fold_key("".join(word[0] for word in words))].append(key)
        elif known[key].name.isupper():
            index["initials:" + fold_key(known[key].name)].append(key)
    found = set()
    for holders in index.values():
        unique = sorted(set(holders))
        for at, a in enumerate(unique):
            found |= {(a, b) for b in unique[at + 1 :]}
    return sorted(found)


def is_outlet(a: str, b: str) -> bool:
    """Whether one of two ids is an outlet's: a name of one word may be that outlet."""
    return a.startswith("outlet:") or b.startswith("outlet:")


def bare(key: str, name: str) -> bool:
    """Whether a name of one word, which says nothing between documents. Outlets may have one word."""
    return key.startswith("name:") and len(name.split()) == 1


def other_person(a: str, b: str) -> bool:
    """The same surname with another given name."""
    mine, theirs = a.split(), b.split()
    if len(mine) < 2 or len(theirs) < 2:
        return False
    numbers = settings().names
    same = token_similarity(mine[-1], theirs[-1]) >= numbers.single_token_score
    return same and token_similarity(_given(mine), _given(theirs)) <= numbers.other_given_name_score


def _given(words: list[str]) -> str:
    """The given name among the words before the surname; the first word where none is known."""
    return next((word for word in words[:-1] if is_given_name(word)), words[0])


def _aligned(
    statements: Sequence[Statement],
    edges: Sequence[Edge],
    outlines: Sequence[Outline],
    known: dict[str, _Known],
    groups: Clusters,
) -> list[tuple[float, str, str, str]]:
    """Names that stand in aligned sentences, have no partner there yet, and sound half alike."""
    mentions = _mentions(statements)
    found: list[tuple[float, str, str, str]] = []
    for edge in edges:
        if edge.alignment is None:
            continue
        source, target = outlines[edge.source], outlines[edge.target]
        for pair in edge.alignment.pairs:
            mine = _inside(mentions[source.document.id], source, pair.a)
            theirs = _inside(mentions[target.document.id], target, pair.b)
            met = {groups.find(key) for key in mine} & {groups.find(key) for key in theirs}
            for a in sorted(key for key in mine if groups.find(key) not in met):
                for b in sorted(key for key in theirs if groups.find(key) not in met):
                    score = _loosely(known[a].name, known[b].name)
                    if score >= settings().names.aligned_score and not other_person(
                        known[a].name, known[b].name
                    ):
                        why = f"{known[b].name} stands where the other text has {known[a].name}"
                        found.append((score, a, b, why))
    return sorted(found, key=lambda item: (-item[0], item[1], item[2]))


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
    return {key for start, key in mentions if first <= start < last}


def _source(group: list[str], known: dict[str, _Known], evidence: dict[str, list[Evidence]]) -> Source:
    rank = {prefix: number for number, prefix in enumerate(_RANK)}
    ranked = sorted(group, key=lambda key: (rank.get(key.partition(":")[0], len(rank)), key))
    names: Counter[str] = Counter()
    for key in group:
        names.update(known[key].names)
    named = [n for n in names if not n.startswith("unnamed:")] or list(names)
    name = min(named, key=lambda n: (not n[:1].isupper(), -names[n], -len(n), n))
    variants = {*names, *(exact for key in group for exact in known[key].exacts if _tells(exact, name))}
    prefix = ranked[0].partition(":")[0]
    kind = _KINDS.get(prefix) or ("person" if _is_person(name) else "unknown")
    if kind in ("unknown", "unnamed") and any(institution(key, known[key].name) for key in group):
        kind = "organisation"
        name = name.removeprefix("unnamed: ")
    proofs = tuple(proof for key in ranked for proof in evidence.get(key, ()))
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

"""Which voices of different documents are one source.

Institutions and states carry ids that are the same everywhere; unnamed groups are never merged. What is left
are names: two full names are one source where the fold says so, and never where the surname is the same and
the given name another. A name of one word is no evidence between documents, unless one was made from the
other and the two words stand in sentences that were aligned.

What is compared with what stands in `keys`, how two names are compared and grouped in `pairs`; here sources
are made of the groups.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from whence.languages.callings import is_office
from whence.languages.fold import is_given_name, name_similarity, token_similarity
from whence.languages.gazetteer import place_of
from whence.languages.institutions import institution
from whence.languages.outlets import outlet
from whence.languages.pack import codes, pack
from whence.link.brief import SpokenStatement
from whence.link.documents.alignment import FILL, Alignment
from whence.link.documents.outline import Outline
from whence.link.judgements.decided import KIND as JUDGED
from whence.link.judgements.decided import NOTHING, Forced
from whence.link.judgements.sources import judged_sources
from whence.link.names.keys import node_of, spelling
from whence.link.names.pairs import NamePair, compare, group, other_person
from whence.link.report import Report
from whence.model import Evidence, Record, Source, SourceKind, Statement
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
_PLACE = {prefix: place for place, prefix in enumerate(_RANK)}


class Known(Record, frozen=True):
    """What the statements say about one source id: how often under which name, and in which words."""

    id: str
    names: dict[str, int]
    exacts: dict[str, int]

    @property
    def spelling(self) -> str:
        """The name by which the id is compared."""
        return spelling(self.names)


class Mention(NamedTuple):
    """How often a document's statements carry an id under a name, in these words (empty: not in the text)."""

    id: str
    name: str
    exact: str
    times: int


def mentions(statements: Iterable[SpokenStatement]) -> list[Mention]:
    """The mentions of sources in the statements of a document, in order."""
    found: Counter[tuple[str, str, str]] = Counter()
    for statement in statements:
        for voice in (*statement.chain, *statement.alleged):
            found[(voice.source_id, voice.name, voice.exact)] += 1
        for actor in statement.actors:
            found[(actor.source_id, actor.name, actor.exact)] += 1
    return [Mention(*key, times) for key, times in sorted(found.items())]


def known(source_id: str, found: Iterable[Mention]) -> Known:
    """All that mentions say about one id."""
    names: Counter[str] = Counter()
    exacts: Counter[str] = Counter()
    for mention in found:
        names[mention.name] += mention.times
        if mention.exact:
            exacts[mention.exact] += mention.times
    return Known(id=source_id, names=dict(sorted(names.items())), exacts=dict(sorted(exacts.items())))


def sources(
    held: Mapping[str, Sequence[Known]], pairs: Iterable[NamePair], judged: Forced = NOTHING.sources
) -> tuple[list[Source], list[tuple[str, str]]]:
    """The sources that one connected part of the names makes, and names whose groups were too large to be joined.

    `held` lead from each node (`keys.node_of`; an id of its own document only is its own node) to its ids;
    `judged` are the pairs of ids that people decided on.
    """
    if len(held) == 1 and len(alone := next(iter(held.values()))) == 1:
        return [source_of(alone, ())], []  # nearly all are: nothing to be judged, grouped or shown
    names = {node: spelling(one.spelling for one in found) for node, found in held.items()}
    made = group(names, [pair for pair in pairs if pair.kind != JUDGED and {pair.a, pair.b} <= names.keys()])
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for pair in made.used:
        kind = "aligned in translation" if pair.aligned else pair.kind
        evidence[pair.a].append(Evidence(kind=kind, why=pair.why, exact=names[pair.b]))
    found = [
        source_of([one for node in members for one in held[node]], _proofs(members, names, held, evidence))
        for members in made.groups
    ]
    words = {one.id: {*one.names, *one.exacts} for ids in held.values() for one in ids}
    refused = [(names[a], names[b]) for a, b in made.refused]
    spelt = {one.id: one.spelling for ids in held.values() for one in ids}
    return list(judged_sources(found, judged, spelt, words)), refused


def judged_pairs(judged: Forced) -> list[NamePair]:
    """Pairs that bring into one connected part what people decided on."""
    return [NamePair(a, b, 1.0, JUDGED, "") for a, b in sorted({*judged.same, *judged.apart})]


def name_problems(crowded: int, refused: Iterable[str]) -> list[Problem]:
    """What was skipped among names: keys with too many, and groups too large to be joined."""
    found = []
    if crowded:
        most = settings().names.key_cap_names
        detail = f"{crowded} keys stand for more than {most} names, which were not compared by them"
        found.append(Problem(code="capped", where="names", detail=detail))
    found += [Problem(code="capped", where="names", detail=detail) for detail in refused]
    return found


def _proofs(
    members: Sequence[str],
    names: Mapping[str, str],
    held: Mapping[str, Sequence[Known]],
    evidence: Mapping[str, Sequence[Evidence]],
) -> tuple[Evidence, ...]:
    """Why the ids of a group are one source: the pairs that joined it, and documents that word it alike."""
    found = [proof for node in members for proof in evidence.get(node, ())]
    for node in members:
        if len(held[node]) > 1:
            words = names[node].removeprefix("unnamed: ")
            found.append(Evidence(kind="name", why=f"several reports say {words}", exact=words))
    return tuple(found)


def aligned_names(alignment: Alignment, one: Report, other: Report) -> list[NamePair]:
    """Names that stand in aligned sentences, have no partner there by their sound, and sound half alike; or of which
    one stands where the translation tells of somebody by an office alone."""
    mentioned = _mentions(one.statements), _mentions(other.statements)
    translated = one.document.language != other.document.language
    held = (_offices(one.statements), _offices(other.statements)) if translated else ([], [])
    found: set[NamePair] = set()
    for pair in alignment.pairs:
        mine = _inside(mentioned[0], one.outline, pair.a)
        theirs = _inside(mentioned[1], other.outline, pair.b)
        both = mine.keys() & theirs.keys()
        if not translated and len(both) in (len(mine), len(theirs)):
            continue  # in a copy all names meet themselves
        met = [(a, b) for a in mine for b in theirs if not {a, b} <= both and _same(a, mine[a], b, theirs[b])]
        left, right = both.union(a for a, _ in met), both.union(b for _, b in met)
        if translated and pair.score > FILL:
            offices = _inside(held[0], one.outline, pair.a), _inside(held[1], other.outline, pair.b)
            found |= _told_by_translation(mine.keys() - left, mine, offices[1], theirs.keys() - right)
            found |= _told_by_translation(theirs.keys() - right, theirs, offices[0], mine.keys() - left)
        for a in sorted(mine.keys() - left):
            for b in sorted(theirs.keys() - right):
                score = _loosely(mine[a], theirs[b])
                if score >= settings().names.aligned_score and not other_person(mine[a], theirs[b]):
                    found.add(_aligned((a, mine[a]), (b, theirs[b]), score))
    return sorted(found)


def _told_by_translation(
    left: Collection[str], names: Mapping[str, str], offices: Mapping[str, str], right: Collection[str]
) -> set[NamePair]:
    """The one name without a partner in a sentence, and the one office in the other, which has no name left."""
    if len(left) != 1 or len(offices) != 1 or right:
        return set()
    (name,), (office,) = left, offices
    if len(names[name].split()) < 2:
        return set()
    one, other = sorted((name, office))
    said = offices[office].removeprefix("unnamed: ")
    why = f"{said} stands where the other text has {names[name]}"
    return {NamePair(one, other, settings().names.aligned_score, "role", why, aligned=True)}


def _offices(statements: Iterable[Statement]) -> list[tuple[int, str, str]]:
    """Where somebody speaks of whom a report tells the office alone, in order: ids of its own document."""
    found: set[tuple[int, str, str]] = set()
    for statement in statements:
        voice = statement.chain[0]
        if voice.start is not None and voice.source_id.startswith("unnamed:"):
            if node_of(voice.source_id, voice.name) is None and is_office(voice.exact, statement.language):
                found.add((voice.start, voice.source_id, voice.name))
    return sorted(found)


def _same(a: str, name_a: str, b: str, name_b: str) -> bool:
    return compare(a, name_a, b, name_b).relation == "same"


def _aligned(a: tuple[str, str], b: tuple[str, str], score: float) -> NamePair:
    (one, name), (other, found) = sorted((a, b))
    why = f"{found} stands where the other text has {name} ({score:.2f})"
    return NamePair(one, other, score, "name", why, aligned=True)


def _loosely(a: str, b: str) -> float:
    """The score of two names, or of their last words where one is a bare surname."""
    score = name_similarity(a, b).score
    if min(len(a.split()), len(b.split())) == 1:
        last = token_similarity(a.split()[-1], b.split()[-1])
        return max(score, last if last >= settings().names.full_name_score else 0.0)
    return score


def _mentions(statements: Iterable[Statement]) -> list[tuple[int, str, str]]:
    """Where names stand in the text, with their ids, in order."""
    found: set[tuple[int, str, str]] = set()
    for statement in statements:
        for voice in (*statement.chain, *statement.alleged):
            if voice.start is not None and voice.source_id.partition(":")[0] in ("name", "outlet"):
                found.add((voice.start, voice.source_id, voice.name))
        for actor in statement.actors:
            if actor.source_id.partition(":")[0] in ("name", "outlet"):
                found.add((actor.start, actor.source_id, actor.name))
    return sorted(found)


def _inside(found: list[tuple[int, str, str]], outline: Outline, lines: tuple[int, ...]) -> dict[str, str]:
    """The ids that stand in some sentences, with their names."""
    first, last = outline.lines[lines[0]].start, outline.lines[lines[-1]].end
    held = found[bisect_left(found, (first, "", "")) : bisect_left(found, (last, "", ""))]
    return {key: name for _, key, name in held}


def source_of(held: Sequence[Known], proofs: tuple[Evidence, ...]) -> Source:
    """The source that ids are, with what shows that they are one."""
    byname = any(proof.kind == "alias" for proof in proofs)

    def place(one: Known) -> tuple[int, bool, str]:
        return _PLACE.get(one.id.partition(":")[0], len(_PLACE)), byname and " " not in one.spelling, one.id

    ranked = sorted(held, key=place)
    names: Counter[str] = Counter()
    for one in ranked:
        names.update(one.names)
    roles = {n for one in ranked if one.id.startswith(("unnamed:", "role:")) for n in one.names}
    named = (
        [n for n in names if n not in roles]
        or [n for n in names if not n.startswith("unnamed:")]
        or list(names)
    )
    state = ranked[0].id.startswith("territory:")

    def shown(n: str) -> tuple[bool, bool, bool, int, int, str]:
        inhabitants = state and place_of(n) is None
        return not n[:1].isupper(), not _in_latin(n), inhabitants, -names[n], -len(n), n

    name = min(named, key=shown)
    exacts = {exact for one in ranked for exact in one.exacts}
    variants = {*names, *(exact for exact in exacts if _tells(exact, name))}
    prefix = ranked[0].id.partition(":")[0]
    kind = _KINDS.get(prefix) or ("person" if _is_person(name) else "unknown")
    if kind in ("unknown", "unnamed") and any(institution(one.id, one.spelling) for one in ranked):
        kind = "organisation"
        name = name.removeprefix("unnamed: ")
    known = (outlet(one.id) for one in ranked if one.id.startswith("outlet:"))
    entry = next((found for found in known if found is not None), None)
    return Source(
        id=ranked[0].id,
        name=name,
        kind=kind,
        variants=tuple(sorted(variants)),
        aliases=tuple(one.id for one in ranked),
        evidence=proofs,
        outlet_kind=None if entry is None else entry.kind,
        owner=None if entry is None else entry.owner,
    )


def _in_latin(name: str) -> bool:
    """Whether a name is written in Latin letters. Whoever reads reports in two scripts has these in common with others
    who do; what is spelt otherwise stays among the variants."""
    return all(c < "\u0250" or "\u1e00" <= c < "\u1f00" or not c.isalpha() for c in name)


def _tells(exact: str, name: str) -> bool:
    """Whether a mention is a variant of the name and no pronoun: several words, or one that sounds alike."""
    words = name.split()
    if exact in words or len(exact.split()) > 1:
        return True
    return any(token_similarity(exact, word) >= settings().names.aligned_score for word in words)


def _is_person(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and (
        is_given_name(words[0]) or is_given_name(words[-2]) or words[0].lower() in _given_names()
    )


@cache
def _given_names() -> frozenset[str]:
    sources = [pack(code).sources for code in codes()]
    return frozenset(name for words in sources for name in (*words.masculine_given, *words.feminine_given))

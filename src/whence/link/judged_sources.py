"""What people decided on names, laid over the sources that were found.

Sources that people hold for one are merged. A source of which people hold two names for different is parted: its
names are grouped anew, the most alike first, and never across two that are held different.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from whence.languages.fold import name_similarity
from whence.link.clusters import Clusters, order
from whence.link.judgements import Forced, ordered
from whence.model import Evidence, Source

_RANK = ("territory", "org", "outlet", "name", "role", "document", "unnamed")
"""Which of several ids names a source: what is the same in every document first."""


def judged_sources(
    found: Sequence[Source], judged: Forced, words: Mapping[str, Iterable[str]]
) -> tuple[Source, ...]:
    """The sources as people decided, by id. `words` are what the statements call each id: names and mentions."""
    if not judged.same and not judged.apart:
        return tuple(found)
    closed = _closed(judged)
    parts = [part for source in found for part in _parted(source, closed, words)]
    home = {alias: number for number, part in enumerate(parts) for alias in part.aliases}
    groups = Clusters(map(str, range(len(parts))), _between(closed.apart, home))
    for a, b in _between(judged.same, home):
        groups.join(a, b)
    merged = [_merged([parts[int(member)] for member in members]) for members in groups.groups()]
    return tuple(sorted((_signed(one, judged, words) for one in merged), key=lambda source: source.id))


def _closed(judged: Forced) -> Forced:
    """The same, with all that follows: who is not Ida Holk is nobody whom people hold for her either."""
    groups = Clusters({key for pair in (*judged.same, *judged.apart) for key in pair}, judged.apart)
    for a, b in sorted(judged.same):
        groups.join(a, b)
    members = {member: group for group in groups.groups() for member in group}
    apart = {
        ordered(x, y): proof for (a, b), proof in judged.apart.items() for x in members[a] for y in members[b]
    }
    return Forced(judged.same, apart)


def _between(pairs: Iterable[tuple[str, str]], home: Mapping[str, int]) -> list[tuple[str, str]]:
    return [(str(home[a]), str(home[b])) for a, b in sorted(pairs) if a in home and b in home]


def _parted(source: Source, judged: Forced, words: Mapping[str, Iterable[str]]) -> list[Source]:
    """The source, or the sources that it is where people hold some of its names for different."""
    mine = set(source.aliases)
    apart = [pair for pair in sorted(judged.apart) if mine.issuperset(pair)]
    if not apart:
        return [source]
    spelt = {key: min(words.get(key) or {key}, key=lambda name: (-len(name), name)) for key in mine}
    alike = [
        (name_similarity(spelt[a], spelt[b]).score, a, b)
        for a in source.aliases
        for b in source.aliases
        if a < b
    ]
    same, apart = judged.over(alike, apart, mine)
    groups = Clusters(source.aliases, apart)
    for _, a, b in order(same):
        groups.join(a, b)
    return [_part(source, members, words) for members in groups.groups()]


def _part(source: Source, members: Sequence[str], words: Mapping[str, Iterable[str]]) -> Source:
    aliases = tuple(sorted(members, key=_rank))
    called = {word for key in aliases for word in words.get(key, ())}
    variants = tuple(one for one in source.variants if one in called) or (source.name,)
    name = source.name if source.name in variants else max(variants, key=lambda one: (len(one), one))
    proofs = tuple(one for one in source.evidence if len(aliases) > 1 and one.exact in called)
    return msgspec.structs.replace(
        source, id=aliases[0], name=name, variants=variants, aliases=aliases, evidence=proofs
    )


def _merged(parts: Sequence[Source]) -> Source:
    if len(parts) == 1:
        return parts[0]
    first = min(parts, key=lambda part: _rank(part.id))
    return msgspec.structs.replace(
        first,
        variants=tuple(sorted({one for part in parts for one in part.variants})),
        aliases=tuple(sorted((alias for part in parts for alias in part.aliases), key=_rank)),
        evidence=tuple(proof for part in parts for proof in part.evidence),
    )


def _signed(source: Source, judged: Forced, words: Mapping[str, Iterable[str]]) -> Source:
    """The source with what people decided on its names as evidence."""
    mine = set(source.aliases)
    proofs: list[Evidence] = []
    for pair, proof in (*sorted(judged.same.items()), *sorted(judged.apart.items())):
        if mine.isdisjoint(pair) or not words.keys() >= set(pair):
            continue
        a, b = pair if pair[0] in mine else pair[::-1]
        one, other = (max(words[key], key=lambda name: (len(name), name)) for key in (a, b))
        why = f"{one.removeprefix('unnamed: ')} and {other.removeprefix('unnamed: ')}: {proof.why}"
        proofs.append(msgspec.structs.replace(proof, why=why, exact=other))
    return msgspec.structs.replace(source, evidence=(*source.evidence, *proofs)) if proofs else source


def _rank(key: str) -> tuple[int, str]:
    prefix = key.partition(":")[0]
    return (_RANK.index(prefix) if prefix in _RANK else len(_RANK), key)

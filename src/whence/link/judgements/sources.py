"""What people decided on names, laid over the sources that were found.

Sources that people hold for one are merged. A source of which people hold two names for different is parted: its
names are grouped anew, the most alike first, and never across two that are held different.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from whence.languages.fold import name_similarity
from whence.link.clusters import Clusters
from whence.link.judgements.decided import Forced, ordered
from whence.model import Evidence, Source

_RANK = ("territory", "org", "outlet", "name", "role", "document", "unnamed")
"""Which of several ids names a source: what is the same in every document first."""


def judged_sources(
    found: Sequence[Source], judged: Forced, names: Mapping[str, str], words: Mapping[str, Iterable[str]]
) -> tuple[Source, ...]:
    """The sources as people decided, by id.

    `names` are the fullest names of the ids that `found` are made of; `words` are all their names and mentions.
    """
    judged = judged.within(names)
    if not judged.same and not judged.apart:
        return tuple(found)
    closed = _closed(judged)
    parts = [part for source in found for part in _parted(source, closed, names, words)]
    home = {alias: number for number, part in enumerate(parts) for alias in part.aliases}
    groups = Clusters(map(str, range(len(parts))), _between(closed.apart, home))
    for a, b in _between(judged.same, home):
        groups.join(a, b)
    merged = [_merged([parts[int(member)] for member in members]) for members in groups.groups()]
    proofs = _proofs(judged, names)
    return tuple(sorted((_signed(one, proofs) for one in merged), key=lambda source: source.id))


def _closed(judged: Forced) -> Forced:
    """The same, with all that follows: who is not Ida Holk is nobody whom people hold for her either."""
    groups = Clusters({key for pair in (*judged.same, *judged.apart) for key in pair}, judged.apart)
    for a, b in sorted(judged.same):
        groups.join(a, b)
    members = {member: group for group in groups.groups() for member in group}
    apart = {
        ordered(x, y): proof for (a, b), proof in judged.apart.items() for x in members[a] for y in members[b]
    }
    return Forced.of(judged.same, apart)


def _between(pairs: Iterable[tuple[str, str]], home: Mapping[str, int]) -> list[tuple[str, str]]:
    return [(str(home[a]), str(home[b])) for a, b in sorted(pairs) if a in home and b in home]


def _parted(
    source: Source, judged: Forced, names: Mapping[str, str], words: Mapping[str, Iterable[str]]
) -> list[Source]:
    """The source, or the sources that it is where people hold some of its names for different.

    A name that nobody judged goes with the one of those that it is most like.
    """
    mine = set(source.aliases)
    apart = [pair for pair in sorted(judged.apart) if mine.issuperset(pair)] if len(mine) > 1 else []
    if not apart:
        return [source]
    groups = Clusters(source.aliases, apart)
    for a, b in sorted(judged.same):
        if {a, b} <= mine:
            groups.join(a, b)
    seeds = sorted({key for pair in apart for key in pair})
    for alias in sorted(mine - set(seeds)):
        alike = {
            seed: name_similarity(names.get(alias, alias), names.get(seed, seed)).score for seed in seeds
        }
        for seed in sorted(seeds, key=lambda seed: (-alike[seed], seed)):
            if groups.join(alias, seed):
                break
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


def _proofs(judged: Forced, names: Mapping[str, str]) -> dict[str, list[Evidence]]:
    """What people decided on each source id, in words."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for table in (judged.same, judged.apart):
        for (a, b), proof in sorted(table.items()):
            if a not in names or b not in names:
                continue
            one, other = (names[key].removeprefix("unnamed: ") for key in (a, b))
            found[a].append(
                msgspec.structs.replace(proof, why=f"{one} and {other}: {proof.why}", exact=other)
            )
            found[b].append(msgspec.structs.replace(proof, why=f"{one} and {other}: {proof.why}", exact=one))
    return dict(found)


def _signed(source: Source, proofs: Mapping[str, Sequence[Evidence]]) -> Source:
    """The source with what people decided on its names as evidence, each decision once."""
    mine = {proof.why: proof for alias in source.aliases for proof in proofs.get(alias, ())}
    return msgspec.structs.replace(source, evidence=(*source.evidence, *mine.values())) if mine else source


def _rank(key: str) -> tuple[int, str]:
    prefix = key.partition(":")[0]
    return (_RANK.index(prefix) if prefix in _RANK else len(_RANK), key)

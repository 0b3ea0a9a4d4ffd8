"""Which names meet and which of them are one, in memory: what the name tables of the program hold, for a few names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from whence.link.names.keys import name_keys
from whence.link.names.pairs import NamePair, compare
from whence.settings import settings


class Blocks(NamedTuple):
    """Pairs of names that share a key, each once and in order, and the keys that were skipped with their sizes."""

    pairs: tuple[tuple[str, str], ...]
    skipped: tuple[tuple[str, int], ...]


def blocks(names: Mapping[str, str]) -> Blocks:
    """All pairs of names that share a key of which one answers. `names` lead from a node's id to its spelling."""
    asking: dict[str, list[str]] = defaultdict(list)
    answering: dict[str, list[str]] = defaultdict(list)
    for source_id in sorted(names):
        for key, answers in name_keys(source_id, names[source_id]):
            (answering if answers else asking)[key].append(source_id)
    pairs: set[tuple[str, str]] = set()
    skipped: list[tuple[str, int]] = []
    for key, holders in sorted(answering.items()):
        if len(holders) > settings().names.key_cap_names:
            skipped.append((key, len(holders)))
            continue
        for at, a in enumerate(holders):
            pairs.update((a, b) for b in holders[at + 1 :])
            pairs.update((a, b) if a < b else (b, a) for b in asking.get(key, ()))
    return Blocks(tuple(sorted(pairs)), tuple(skipped))


def same_pairs(pairs: Iterable[tuple[str, str]], names: Mapping[str, str]) -> list[NamePair]:
    """Those of the pairs that are one source. `names` lead from nodes to their spellings."""
    found = []
    for a, b in pairs:
        a, b = (a, b) if a <= b else (b, a)
        seen = compare(a, names[a], b, names[b])
        if seen.relation == "same":
            found.append(NamePair(a, b, seen.score, seen.kind, seen.why))
    return found

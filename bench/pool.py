"""How well the versions of a text are found among many: what blocking hands to the comparison.

`python -m bench.pool` prints, for full texts and excerpts, how often a version of an unseen text stands among the
first candidates. The pool: all NTREX documents of the pool languages of `folds.json`, and WMT22's; the queries: each
document of the fold that the word tables were not learned from, in each language that is not in the pool; both
folds. Exit status 1 where a floor does not hold, 2 where the texts are absent.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bench.corpora import GOLD, Texts, machine_translated, meanings, middle, outline, texts

from whence.link.blocks.blocking import meaning_keys
from whence.link.documents.outline import Outline
from whence.link.documents.vectors import Meaning

CUTS = (0, 5, 3)
FLOORS = {0: 0.995, 5: 0.98}
FIRST = 10
MOST_HOLDERS = 300
"""Documents that may share a key before the index leaves it out, as a case does."""


class Found(NamedTuple):
    """Queries; those with a version first, among the first ten, among the first fifty; keys of all queries."""

    queries: int = 0
    first: int = 0
    among: int = 0
    near: int = 0
    keys: int = 0

    def plus(self, other: "Found") -> "Found":
        """Both."""
        return Found(*(a + b for a, b in zip(self, other, strict=True)))


def pool(given: Texts, languages: Iterable[str], known: Mapping[str, Meaning]) -> list[tuple[str, Outline]]:
    """All documents of the pool by the name of their text."""
    own = [
        (name, outline(name, language, sentences, known[language]))
        for language in languages
        for name, sentences in given.sentences[language].items()
    ]
    return own + [(one.name, one.outline) for one in machine_translated(known)]


def candidates(index: Mapping[int, Sequence[int]], query: Outline) -> list[int]:
    """The documents of the index by what they share with the query, the most first."""
    shared: dict[int, int] = defaultdict(int)
    for key, weight in meaning_keys(query):
        holders = index.get(key, ())
        if len(holders) <= MOST_HOLDERS:
            for holder in holders:
                shared[holder] += weight
    return sorted(shared, key=lambda holder: (-shared[holder], holder))


def index_of(outlines: Sequence[Outline]) -> dict[int, list[int]]:
    """The numbers of the documents that have each key."""
    index: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(outlines):
        for key, _ in meaning_keys(one):
            index[key].append(number)
    return index


def measure(given: Texts, outside: Sequence[str], inside: Sequence[str], fold: int) -> dict[int, Found]:
    """What is found of the documents of one fold, by the number of sentences that the query is cut to."""
    test = [name for name, own in given.fold.items() if own == fold]
    train = [name for name, own in given.fold.items() if own != fold]
    known = meanings(given, {*outside, *inside}, train)
    documents = pool(given, inside, known)
    index = index_of([one for _, one in documents])
    found = {cut: Found() for cut in CUTS}
    for language in outside:
        for name in test:
            for cut in CUTS:
                query = outline(name, language, middle(given.sentences[language][name], cut), known[language])
                names = [documents[number][0] for number in candidates(index, query)[:50]]
                found[cut] = found[cut].plus(
                    Found(
                        queries=1,
                        first=int(name in names[:1]),
                        among=int(name in names[:FIRST]),
                        near=int(name in names),
                        keys=len(meaning_keys(query)),
                    )
                )
    return found


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="How well the versions of a text are found among many.")
    parser.add_argument("--languages", help="some query languages only: ja,bg")
    chosen = parser.parse_args()
    if not (GOLD / "ntrex.jsonl").is_file():
        print(f"the texts are not there: {GOLD}", file=sys.stderr)
        return 2
    given = texts()
    inside = json.loads((GOLD / "folds.json").read_text("utf-8"))["pool_languages_20"]
    outside = [language for language in sorted(given.sentences) if language not in inside]
    if chosen.languages:
        outside = chosen.languages.split(",")
    total = {cut: Found() for cut in CUTS}
    for fold in (0, 1):
        for cut, own in measure(given, outside, inside, fold).items():
            total[cut] = total[cut].plus(own)
            print(
                f"fold {fold}, {cut or 'all'} sentences: {own.among / own.queries:.4f} among the first {FIRST}"
            )
    holds = True
    for cut, found in total.items():
        share, floor = found.among / found.queries, FLOORS.get(cut)
        fails = floor is not None and share < floor
        holds = holds and not fails
        print(
            f"{f'{cut} sentences' if cut else 'full texts':12} {share:.4f} among the first {FIRST}, "
            f"{found.first / found.queries:.4f} first, {found.near / found.queries:.4f} among the first 50, "
            f"{found.keys / found.queries:.1f} keys a query"
            f"{'' if floor is None else f'  floor {floor}'}{'  FAILS' if fails else ''}"
        )
    return int(not holds)


if __name__ == "__main__":
    sys.exit(main())

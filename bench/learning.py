"""How much a case's own translations teach: sentences found again before and after learning from them.

`python -m bench.learning` takes word tables of one fold of NTREX, learns with them from WMT22 documents and their human
translations (Russian with English, as `whence learn` does with a case's reports), and measures how often a sentence of
the other fold finds its own among all of it. Neither the tables nor what was learned have seen those. Exit status 2
where the texts are absent.
"""

import sys
from collections import Counter

from bench.corpora import GOLD, Texts, machine_translated, meanings, texts
from bench.lineage import Pool, sentence_r1

from whence.languages.stems import placed_words
from whence.languages.translation import Sides, added, count
from whence.languages.word_tables import Pivot
from whence.link.documents.outline import Outline
from whence.link.documents.vectors import Meaning
from whence.link.learning import sentences

PIVOT, OTHER = "en", "ru"


def taught(known: dict[str, Meaning]) -> list[Sides]:
    """The sentences of WMT22's sources and human translations that became each other, the pivot's second."""
    groups: dict[str, dict[str, Outline]] = {}
    for version in machine_translated(known):
        if version.kind in ("source", "human"):
            groups.setdefault(version.name, {})[version.language] = version.outline
    pairs = [
        pair
        for versions in groups.values()
        if versions.keys() == {PIVOT, OTHER}
        for pair in sentences(versions[OTHER], versions[PIVOT])
    ]
    return [(placed_words(mine), placed_words(theirs)) for mine, theirs in pairs]


def measure(given: Texts, fold: int) -> tuple[int, float, float]:
    """How many sentences taught, and the share of the fold's sentences that find their own before and after."""
    test = [name for name, own in given.fold.items() if own == fold]
    train = [name for name, own in given.fold.items() if own != fold]
    known = meanings(given, [PIVOT, OTHER, "de", "fr"], train)
    before = sentence_r1(Pool(given, test, known), (PIVOT, OTHER)).alone
    sides = taught(known)
    table, pivot = known[OTHER].table, known[OTHER].pivot
    assert table is not None
    assert pivot is not None
    holding = Counter(pivot.holding)
    holding.update(stem for _, target in sides for stem in target)
    larger = Pivot(sentences=pivot.sentences + len(sides), holding=dict(holding))
    learned = {
        PIVOT: Meaning(PIVOT, None, larger, known[PIVOT].usual),
        OTHER: Meaning(OTHER, added(table, count(sides, table)), larger, known[OTHER].usual),
    }
    return len(sides), before, sentence_r1(Pool(given, test, learned), (PIVOT, OTHER)).alone


def main() -> int:
    """Measures and prints."""
    if not (GOLD / "ntrex.jsonl").is_file():
        print(f"the texts are not there: {GOLD}", file=sys.stderr)
        return 2
    given = texts()
    for fold in (0, 1):
        number, before, after = measure(given, fold)
        print(
            f"fold {fold}: {number} sentences taught; R@1 {before:.4f} before, {after:.4f} after", flush=True
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())

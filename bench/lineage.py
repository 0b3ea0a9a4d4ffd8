"""How well lineage finds who was made from whom, on documents that nothing was learned from.

`python -m bench.lineage` prints one line a measure; `--pairs en-de,en-zh` measures some language pairs only. Word
tables are learned on one fold of NTREX and everything is measured on the other, both ways, as `folds.json` says;
WMT22's documents are measured with the shipped tables, which know nothing of them. One set of thresholds for all.
Exit status 1 where a floor does not hold, 2 where the texts are absent.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from bench.corpora import (
    GOLD,
    Texts,
    Version,
    excerpt,
    has_source,
    machine_translated,
    meanings,
    middle,
    outline,
    texts,
)
from numpy.typing import NDArray

from whence.link.documents.lineage import related
from whence.link.documents.outline import Outline
from whence.link.documents.vectors import Meaning, Sentence, Vectors, meaning, similarity, vectors

Matrix = NDArray[np.float32]
CUTS = (0, 5, 3)
"""Sentences that the query is cut to; 0 is all of it."""
FLOORS = {0: 0.98, 5: 0.95, 3: 0.90}
MOST_FALSE_ALARMS = 1.0
"""In a hundred documents without a source, full texts."""
MOST_SAME_EVENT = {0: 0.01, 5: 0.05, 3: 0.05}
LEAST_SENTENCE_R1 = 0.92


class Counts(NamedTuple):
    """Queries with a source that was found, with one, without one, without one and yet found; and pairs of reports of
    one event, and those taken for copies."""

    right: int = 0
    sourced: int = 0
    sourceless: int = 0
    alarms: int = 0
    wrong: int = 0
    events: int = 0
    taken: int = 0

    def plus(self, other: "Counts") -> "Counts":
        """Both."""
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def f1(self) -> float:
        """Of (query, source) pairs."""
        found = self.right + self.wrong
        precision = self.right / found if found else 1.0
        recall = self.right / self.sourced if self.sourced else 1.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


class Pool:
    """The outlines of one fold's documents, made once for all language pairs."""

    def __init__(self, given: Texts, test: Sequence[str], known: dict[str, Meaning]) -> None:
        self.given, self.test, self.known = given, test, known
        self._made: dict[tuple[str, str, int], Outline] = {}

    def get(self, name: str, language: str, cut: int = 0) -> Outline:
        """A document, or so many sentences of its middle."""
        key = name, language, cut
        if key not in self._made:
            sentences = middle(self.given.sentences[language][name], cut)
            self._made[key] = outline(name, language, sentences, self.known[language])
        return self._made[key]

    def sentences(self, language: str) -> Vectors:
        """All sentences of the fold, as the gold cuts them."""
        found = []
        for name in self.test:
            whole = self.get(name, language)
            count = len(self.given.sentences[language][name])
            packed = whole.packed()
            for number in range(count):
                own = [one for line, one in zip(whole.lines, packed, strict=True) if line.paragraph == number]
                others: dict[str, float] = {}
                for one in own:
                    others = {k: max(w, others.get(k, 0.0)) for k, w in (others | dict(one.others)).items()}
                found.append(Sentence([low for one in own for low in one.words], others))
        return vectors(found, self.known[language])


def _counted(name: str, found: Sequence[str], *, sourced: bool) -> Counts:
    return Counts(
        right=int(name in found),
        sourced=int(sourced),
        sourceless=int(not sourced),
        alarms=int(not sourced and bool(found)),
        wrong=sum(other != name for other in found),
    )


def open_world(pool: Pool, pair: tuple[str, str], cut: int) -> Counts:
    """Each test document in one language looks for its source in a pool of the other language."""
    here, there = pair
    sources = [name for name in pool.test if has_source(name, here)]
    counts = Counts()
    for name in pool.test:
        query = pool.get(name, here, cut)
        found = [other for other in sources if related(query, pool.get(other, there))]
        counts = counts.plus(_counted(name, found, sourced=name in sources))
    return counts


def same_event(pool: Pool, pair: tuple[str, str], cut: int) -> Counts:
    """Independent reports of one event in two languages: how many are taken for copies."""
    here, there = pair
    event = pool.given.event
    counts = Counts()
    for name in pool.test:
        for other in pool.test:
            if other != name and name in event and event.get(other) == event[name]:
                taken = related(pool.get(name, here, cut), pool.get(other, there))
                counts = counts.plus(Counts(events=1, taken=int(taken)))
    return counts


def machine_open_world(versions: Sequence[Version], cut: int) -> Counts:
    """The same of WMT22: each translation looks for its source, and each source for translations of one kind."""
    counts = Counts()
    groups: dict[tuple[str, str], list[Version]] = {}
    for one in versions:
        groups.setdefault((one.name.split("/")[0], one.kind), []).append(one)
    for (campaign, kind), group in sorted(groups.items()):
        if kind == "source":
            continue
        sources = groups[campaign, "source"]
        counts = counts.plus(_one_way(group, sources, cut)).plus(_one_way(sources, group, cut))
    return counts


def _one_way(queries: Sequence[Version], pool: Sequence[Version], cut: int) -> Counts:
    counts = Counts()
    language = queries[0].language
    pool = [one for one in pool if has_source(one.name, language)]
    for one in queries:
        query = excerpt(one.outline, cut)
        found = [other.name for other in pool if related(query, other.outline)]
        counts = counts.plus(_counted(one.name, found, sourced=has_source(one.name, language)))
    return counts


class Sentences(NamedTuple):
    """How often a sentence's most alike sentence of the other language is its own, among all sentences of the fold: by
    itself, and with half of how alike its neighbours are; and by itself among those of its own document."""

    alone: float
    beside: float
    inside: float


def sentence_r1(pool: Pool, pair: tuple[str, str]) -> Sentences:
    """The shares of one language pair, both ways."""
    alike = similarity(pool.sentences(pair[0]), pool.sentences(pair[1]))
    document = np.repeat(
        np.arange(len(pool.test)), [len(pool.given.sentences["en"][name]) for name in pool.test]
    )
    inside = np.where(document[:, None] == document[None, :], alike, np.float32(-1))
    return Sentences(_r1(alike), _r1(_with_neighbours(alike, document)), _r1(inside))


def _with_neighbours(alike: Matrix, bounds: NDArray[np.int64]) -> Matrix:
    """Each pair with half of what the pairs before and behind it have, inside both documents."""
    out = alike.copy()
    inside = bounds[:-1] == bounds[1:]
    both = alike * 0.5
    out[:-1, :-1] += both[1:, 1:] * inside[:, None] * inside[None, :]
    out[1:, 1:] += both[:-1, :-1] * inside[:, None] * inside[None, :]
    return out


def _r1(alike: Matrix) -> float:
    right = np.arange(len(alike))
    return float((alike.argmax(1) == right).mean() + (alike.argmax(0) == right).mean()) / 2


class Row(NamedTuple):
    """One line of the report: `least` and `most` are what is asked (None: for information)."""

    name: str
    value: float
    least: float | None = None
    most: float | None = None

    @property
    def holds(self) -> bool:
        """Whether it is what is asked."""
        return (self.least is None or self.value >= self.least) and (
            self.most is None or self.value <= self.most
        )


class Measured(NamedTuple):
    """The counts of one set of documents by cut, and its sentences by language pair."""

    counts: dict[int, Counts]
    sentences: list[Sentences]


def measure_fold(given: Texts, pairs: Sequence[tuple[str, str]], fold: int) -> Measured:
    """NTREX's documents of one fold with what is learned from the other."""
    test = [name for name, own in given.fold.items() if own == fold]
    train = [name for name, own in given.fold.items() if own != fold]
    pool = Pool(given, test, meanings(given, [language for pair in pairs for language in pair], train))
    counts = dict.fromkeys(CUTS, Counts())
    for pair in pairs:
        for cut in CUTS:
            counts[cut] = counts[cut].plus(open_world(pool, pair, cut)).plus(same_event(pool, pair, cut))
    return Measured(counts, [sentence_r1(pool, pair) for pair in pairs])


def measure_machine() -> Measured:
    """WMT22's documents with the shipped tables."""
    versions = machine_translated({code: meaning(code) for code in ("de", "en", "fr", "ru")})
    return Measured({cut: machine_open_world(versions, cut) for cut in CUTS}, [])


def rows(parts: Iterable[Measured]) -> list[Row]:
    """What is asked, of all parts together."""
    parts = list(parts)
    found: list[Row] = []
    for cut in CUTS:
        name = f"{cut} sentences" if cut else "full texts"
        counts = Counts()
        for part in parts:
            counts = counts.plus(part.counts[cut])
        found.append(Row(f"{name}: F1, open world", counts.f1, least=FLOORS[cut]))
        alarms = 100 * counts.alarms / max(1, counts.sourceless)
        found.append(Row(f"{name}: false alarms per 100", alarms, most=None if cut else MOST_FALSE_ALARMS))
        if counts.events:
            share = counts.taken / counts.events
            found.append(Row(f"{name}: one event taken for copies", share, most=MOST_SAME_EVENT[cut]))
    sentences = [one for part in parts for one in part.sentences]
    if sentences:
        alone, beside, inside = np.mean(np.array(sentences), axis=0).tolist()
        found.append(Row("sentence R@1 in the fold, by itself", alone, least=LEAST_SENTENCE_R1))
        found.append(Row("sentence R@1 in the fold, with neighbours", beside))
        found.append(Row("sentence R@1 in its document, by itself", inside))
    return found


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="How well lineage finds who was made from whom.")
    parser.add_argument("--pairs", help="some pairs only: en-de,pl-ru")
    chosen = parser.parse_args()
    if not (GOLD / "ntrex.jsonl").is_file():
        print(f"the texts are not there: {GOLD}", file=sys.stderr)
        return 2
    given = texts()
    wanted = set(chosen.pairs.split(",")) if chosen.pairs else None
    pairs = [pair for pair in given.pairs if wanted is None or "-".join(pair) in wanted]
    parts = {f"NTREX, fold {fold}": measure_fold(given, pairs, fold) for fold in (0, 1)}
    parts["WMT22"] = measure_machine()
    for title, own in (*((title, [part]) for title, part in parts.items()), ("all", list(parts.values()))):
        print(title)
        for row in rows(own):
            asked = (
                f">= {row.least}"
                if row.least is not None
                else f"<= {row.most}"
                if row.most is not None
                else ""
            )
            print(f"  {row.name:42} {row.value:7.4f}  {asked}{'' if row.holds else '  MISSED'}")
    return int(not all(row.holds for row in rows(parts.values())))


if __name__ == "__main__":
    sys.exit(main())

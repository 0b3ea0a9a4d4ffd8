"""How well lineage finds who was made from whom, on documents that nothing was learned from.

`python -m bench.lineage` prints one line a measure; `--pairs en-de,en-zh` measures some language pairs only. Word
tables are learned on one fold of NTREX and everything is measured on the other, both ways, as `folds.json` says.
Exit status 1 where a floor does not hold, 2 where the texts are absent.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.languages.stems import sentence_sets
from whence.languages.translation import learn
from whence.languages.word_tables import Pivot
from whence.link.lineage import related
from whence.link.outline import Outline
from whence.link.vectors import Meaning, similarity
from whence.model import Document, content_id

Matrix = NDArray[np.float32]
GOLD = Path(__file__).resolve().parents[1] / ".." / "shared" / "gold"
CUTS = (0, 5, 3)
"""Sentences that the query is cut to; 0 is all of it."""
FLOORS = {0: 0.98, 5: 0.95, 3: 0.90}
MOST_FALSE_ALARMS = 1.0
"""In a hundred documents without a source, full texts."""
MOST_SAME_EVENT = {0: 0.01, 5: 0.05, 3: 0.05}
LEAST_SENTENCE_R1 = 0.92


class Texts(NamedTuple):
    """NTREX by language and document, the fold of each document, and the clusters of one event."""

    sentences: dict[str, dict[str, list[str]]]
    fold: dict[str, int]
    event: dict[str, int]
    pairs: list[tuple[str, str]]


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


def texts() -> Texts:
    """The gold as it lies there."""
    sentences: dict[str, dict[str, list[str]]] = {}
    for line in (GOLD / "ntrex.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        sentences.setdefault(row["lang"], {})[row["doc"]] = row["sentences"]
    folds = json.loads((GOLD / "folds.json").read_text("utf-8"))
    clusters = json.loads((GOLD / "ntrex_same_event.json").read_text("utf-8"))["clusters"]
    event = {name: number for number, cluster in enumerate(clusters) for name in cluster}
    return Texts(sentences, folds["ntrex_fold"], event, [(a, b) for a, b in folds["pairs_21"]])


def has_source(name: str, language: str) -> bool:
    """The open-world draw of `folds.json`."""
    return int(hashlib.sha256(f"{name}{language}".encode()).hexdigest(), 16) % 10 < 3


def meanings(given: Texts, languages: Iterable[str], train: Sequence[str]) -> dict[str, Meaning]:
    """Word tables learned on the training documents alone."""
    pivot_sets = sentence_sets([s for name in train for s in given.sentences["en"][name]])
    pivot = Pivot(sentences=len(pivot_sets), holding=dict(Counter(s for one in pivot_sets for s in one)))
    made = {}
    for language in sorted(set(languages)):
        table = None
        if language != "en":
            own = sentence_sets([s for name in train for s in given.sentences[language][name]])
            table = learn(list(zip(own, pivot_sets, strict=True)))
        made[language] = Meaning(language, table, pivot)
    return made


def outline(name: str, language: str, sentences: Sequence[str], known: Meaning) -> Outline:
    """A document of these sentences, each a paragraph of its own."""
    text = "\n\n".join(sentences)
    document = Document(
        id=content_id(name, language, text),
        report=f"{name}/{language}",
        text=text,
        sha256="",
        language=language,
        language_confidence=1.0,
    )
    return Outline(document, known)


def middle(sentences: Sequence[str], cut: int) -> Sequence[str]:
    """So many sentences from the middle; all of them for 0."""
    if not cut or len(sentences) <= cut:
        return sentences
    first = (len(sentences) - cut) // 2
    return sentences[first : first + cut]


def open_world(
    given: Texts, pair: tuple[str, str], test: Sequence[str], known: dict[str, Meaning], cut: int
) -> Counts:
    """Each test document in one language looks for its source in a pool of the other language."""
    here, there = pair
    pool = {
        name: outline(name, there, given.sentences[there][name], known[there])
        for name in test
        if has_source(name, here)
    }
    counts = Counts()
    for name in test:
        query = outline(name, here, middle(given.sentences[here][name], cut), known[here])
        found = [other for other, source in pool.items() if related(query, source)]
        sourced = name in pool
        counts = counts.plus(
            Counts(
                right=int(name in found),
                sourced=int(sourced),
                sourceless=int(not sourced),
                alarms=int(not sourced and bool(found)),
                wrong=sum(other != name for other in found),
            )
        )
    return counts


def same_event(
    given: Texts, pair: tuple[str, str], test: Sequence[str], known: dict[str, Meaning], cut: int
) -> Counts:
    """Independent reports of one event in two languages: how many are taken for copies."""
    here, there = pair
    wanted = [name for name in test if name in given.event]
    others = {name: outline(name, there, given.sentences[there][name], known[there]) for name in wanted}
    events = taken = 0
    for name in wanted:
        query = outline(name, here, middle(given.sentences[here][name], cut), known[here])
        for other, source in others.items():
            if other != name and given.event[other] == given.event[name]:
                events += 1
                taken += related(query, source)
    return Counts(events=events, taken=taken)


def sentence_r1(
    given: Texts, pair: tuple[str, str], test: Sequence[str], known: dict[str, Meaning]
) -> tuple[float, float]:
    """How often a sentence's most alike sentence in the other language, of all test documents, is its own: by itself,
    and with what stands beside both counted in, as alignment does."""
    here, there = (
        [outline(name, language, given.sentences[language][name], known[language]) for name in test]
        for language in pair
    )
    rows = [np.hstack([_by_paragraph(a, b) for b in there]) for a in here]
    alike = np.vstack(rows)
    bounds = np.repeat(np.arange(len(test)), [len(given.sentences[pair[0]][name]) for name in test])
    return _r1(alike), _r1(_with_neighbours(alike, bounds))


def _by_paragraph(a: Outline, b: Outline) -> Matrix:
    """The likeness of two documents' paragraphs, which are the gold's sentences: that of their most alike parts."""
    alike = similarity(a.vectors, b.vectors)
    size = [one.lines[-1].paragraph + 1 for one in (a, b)]
    out = np.zeros((size[0], size[1]), dtype=np.float32)
    places = np.ix_([line.paragraph for line in a.lines], [line.paragraph for line in b.lines])
    np.maximum.at(out, (places[0].repeat(len(b.lines), 1), places[1].repeat(len(a.lines), 0)), alike)
    return out


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


def measure(given: Texts, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, float, float | None, bool]]:
    """Name, value, floor (None: for information) and whether it holds, of every measure."""
    by_cut = {cut: Counts() for cut in CUTS}
    events = {cut: Counts() for cut in CUTS}
    alone, beside = [], []
    for fold in (0, 1):
        test = [name for name, own in given.fold.items() if own == fold]
        train = [name for name, own in given.fold.items() if own != fold]
        known = meanings(given, [language for pair in pairs for language in pair], train)
        for pair in pairs:
            for cut in CUTS:
                by_cut[cut] = by_cut[cut].plus(open_world(given, pair, test, known, cut))
                events[cut] = events[cut].plus(same_event(given, pair, test, known, cut))
            one, two = sentence_r1(given, pair, test, known)
            alone.append(one)
            beside.append(two)
    rows: list[tuple[str, float, float | None, bool]] = []
    for cut in CUTS:
        name = f"{cut} sentences" if cut else "full texts"
        counts, event = by_cut[cut], events[cut]
        rows.append((f"{name}: F1, open world", counts.f1, FLOORS[cut], counts.f1 >= FLOORS[cut]))
        alarms = 100 * counts.alarms / max(1, counts.sourceless)
        floor = None if cut else MOST_FALSE_ALARMS
        rows.append((f"{name}: false alarms per 100", alarms, floor, floor is None or alarms <= floor))
        share = event.taken / max(1, event.events)
        rows.append(
            (
                f"{name}: one event taken for copies",
                share,
                MOST_SAME_EVENT[cut],
                share <= MOST_SAME_EVENT[cut],
            )
        )
    rows.append(("sentence R@1, each by itself", float(np.mean(alone)), None, True))
    mean = float(np.mean(beside))
    rows.append(("sentence R@1, neighbours counted in", mean, LEAST_SENTENCE_R1, mean >= LEAST_SENTENCE_R1))
    return rows


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
    rows = measure(given, pairs)
    for name, value, floor, holds in rows:
        print(
            f"{name:42} {value:7.4f}  {'' if floor is None else f'floor {floor}'}{'' if holds else '  FAILS'}"
        )
    return int(not all(holds for *_, holds in rows))


if __name__ == "__main__":
    sys.exit(main())

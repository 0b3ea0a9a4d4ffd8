"""How well the same claim is found again in another report and another language.

`python -m bench.claims` takes the annotated pairs of sentences that make the same claim in two reports
(`ntrex_same_claim.tsv`), each in every two of fifteen languages, and looks for the one by the other among all sentences
of NTREX in that language. Word tables are those of the other fold. Three rows a fold:

- *by itself*: by the likeness of the two sentences alone, the query's own translation among the candidates;
- *in another report*: the same, without the translation of the query's own report among the candidates;
- *with its report*: likeness beyond what a candidate has with anything ("hubs" are near to all: Conneau et al. 2018,
  "Word Translation Without Parallel Data", CSLS), and to it the likeness of the two reports by the same measure.

What no table could do better is told by the same search where no language has to be crossed: *within one language*, by
the words as they stand, in English and in all of them.

The row with its report is what linking has to go by, because no statement comes without its report, and the one that is
asked for.
Exit status 1 where the floor does not hold, 2 where the texts are absent.
"""

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

import numpy as np
from bench.corpora import GOLD, Texts, meanings, outline, texts
from numpy.typing import NDArray

from whence.link.documents.vectors import Meaning, Sentence, Vectors, Weights, similarity, vectors

FIRST = 10
FLOOR = 0.90
PIVOT = "en"
MEASURED = ("by itself", "in another report", "with its report")
HUB_SENTENCES, HUB_REPORTS = 10, 3
"""So many of the most alike make up what a sentence, or a report, usually has."""

Line = tuple[int, int]


def sentences(given: Texts, language: str, known: Meaning) -> list[Sentence]:
    """All sentences of a language, as the gold cuts them, in the order of the English file."""
    found: list[Sentence] = []
    for name in given.sentences["en"]:
        own = given.sentences[language][name]
        whole = outline(name, language, own, known)
        words: list[list[str]] = [[] for _ in own]
        others: list[dict[str, float]] = [{} for _ in own]
        for line, one in zip(whole.lines, whole.packed(), strict=True):
            words[line.paragraph] += one.words
            for key, weight in one.others.items():
                others[line.paragraph][key] = max(weight, others[line.paragraph].get(key, 0.0))
        found += [Sentence(low, other) for low, other in zip(words, others, strict=True)]
    return found


class Found(NamedTuple):
    """Queries that found their pair, by each of `MEASURED`, and all."""

    right: NDArray[np.int64]
    asked: int

    def __add__(self, other: "Found") -> "Found":  # type: ignore[override]
        return Found(self.right + other.right, self.asked + other.asked)

    def shown(self) -> Iterator[tuple[str, float]]:
        """The share by each measure."""
        for name, count in zip(MEASURED, self.right.tolist(), strict=True):
            yield name, count / self.asked


class Pool(NamedTuple):
    """The sentences of a language, and its reports, each with how alike those of the pivot are that are most alike."""

    sentences: Vectors
    reports: Vectors
    usual: Weights
    usual_report: Weights


def reports(sentences: Vectors, report: NDArray[np.int64]) -> Vectors:
    """Each report as the sum of its sentences; `report` gives the number of each sentence's."""
    width = len(sentences.keys)
    entry, at = np.unique(report[sentences.rows] * width + sentences.at, return_inverse=True)
    weights = np.bincount(at, weights=sentences.weights)
    rows = entry // width
    norms = np.sqrt(np.bincount(rows, weights=weights * weights))
    return Vectors(
        int(report[-1]) + 1,
        rows.astype(np.int32),
        sentences.keys,
        entry % width,
        (weights / norms[rows]).astype(np.float32),
        np.zeros(int(report[-1]) + 1, dtype=np.float32),
    )


def usual(alike: Weights, best: int) -> Weights:
    """What each column has with the rows that are most alike to it, mean of the `best`."""
    found: Weights = np.sort(alike, axis=0)[-best:].mean(axis=0)
    return found


def chosen(sentences: Vectors, rows: Sequence[int]) -> Vectors:
    """Some of the sentences, in this order."""
    place = np.full(sentences.sentences, -1, dtype=np.int32)
    place[np.array(rows)] = np.arange(len(rows), dtype=np.int32)
    kept = place[sentences.rows] >= 0
    return Vectors(
        len(rows),
        place[sentences.rows][kept],
        sentences.keys,
        sentences.at[kept],
        sentences.weights[kept],
        sentences.lengths[np.array(rows)],
    )


def found_among(
    asked: Pool, pool: Pool, lines: Sequence[Line], report: NDArray[np.int64]
) -> NDArray[np.int64]:
    """How many of the pairs of sentences (the one of `asked`, the other of `pool`) stand among the first ten: by
    itself, in another report, with its report."""
    rows = sorted({one for one, _ in lines})
    alike = similarity(chosen(asked.sentences, rows), pool.sentences, length=0.0)
    together = similarity(asked.reports, pool.reports, length=0.0)
    found = np.zeros(len(MEASURED), dtype=np.int64)
    for one, wanted in lines:
        alone = alike[rows.index(one)]
        elsewhere = np.where(report == report[one], np.float32(-1), alone)
        near = 2 * together[report[one]] - pool.usual_report
        beside = np.where(report == report[one], np.float32(-9), 2 * alone - pool.usual + near[report])
        for at, scores in enumerate((alone, elsewhere, beside)):
            found[at] += int((scores > scores[wanted]).sum()) < FIRST
    return found


def annotated(given: Texts, fold: int) -> list[Line]:
    """The pairs of sentences of one fold, each both ways."""
    with (GOLD / "ntrex_same_claim.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if given.fold[row["doc_a"]] == fold]
    lines = [(int(row["line_a"]), int(row["line_b"])) for row in rows]
    return lines + [(b, a) for a, b in lines]


def within(given: Texts, languages: Sequence[str], fold: int) -> dict[str, Found]:
    """The same search in each language by itself, by the words as they stand: what is found where nothing is lost."""
    train = [name for name, own in given.fold.items() if own != fold]
    known = meanings(given, [PIVOT, *languages], train)
    lines, report = annotated(given, fold), numbered(given)
    found = {}
    for language in dict.fromkeys((PIVOT, *languages)):
        own = vectors(sentences(given, language, known[language]), known[language], own=True)
        whole = reports(own, report)
        pool = Pool(
            own,
            whole,
            usual(similarity(own, own, length=0.0), HUB_SENTENCES),
            usual(similarity(whole, whole, length=0.0), HUB_REPORTS),
        )
        found[language] = Found(found_among(pool, pool, lines, report), len(lines))
    return found


def numbered(given: Texts) -> NDArray[np.int64]:
    """The number of each sentence's report."""
    return np.repeat(np.arange(len(given.fold)), [len(own) for own in given.sentences[PIVOT].values()])


def measure(given: Texts, languages: Sequence[str], fold: int) -> Found:
    """Queries of one fold that found their pair in another language."""
    train = [name for name, own in given.fold.items() if own != fold]
    known = meanings(given, [PIVOT, *languages], train)
    lines, report = annotated(given, fold), numbered(given)
    anything = vectors(sentences(given, PIVOT, known[PIVOT]), known[PIVOT])
    any_report = reports(anything, report)
    pools: dict[str, Pool] = {}
    for language in languages:
        own = vectors(sentences(given, language, known[language]), known[language])
        whole = reports(own, report)
        pools[language] = Pool(
            own,
            whole,
            usual(similarity(anything, own, length=0.0), HUB_SENTENCES),
            usual(similarity(any_report, whole, length=0.0), HUB_REPORTS),
        )
    found = np.zeros(len(MEASURED), dtype=np.int64)
    for here, there in permutations(languages, 2):
        found += found_among(pools[here], pools[there], lines, report)
    return Found(found, len(lines) * len(languages) * (len(languages) - 1))


def main() -> int:
    """Measures and prints."""
    if not (GOLD / "ntrex.jsonl").is_file():
        print(f"the texts are not there: {GOLD}", file=sys.stderr)
        return 2
    given = texts()
    languages = json.loads((GOLD / "folds.json").read_text("utf-8"))["claim_languages_15"]
    across: dict[str, Found] = {}
    for fold in (0, 1):
        alone = within(given, languages, fold)
        rows = {
            f"{PIVOT} alone": alone[PIVOT],
            "within one language": sum(alone.values(), Found(np.zeros(len(MEASURED), dtype=np.int64), 0)),
            "across languages": measure(given, languages, fold),
        }
        for row, found in rows.items():
            across[row] = found + across[row] if row in across else found
            for name, share in found.shown():
                print(f"fold {fold}, {row:20} {name:18} {share:.4f} of {found.asked}", flush=True)
    share = 0.0
    for row, found in across.items():
        for name, share in found.shown():
            print(f"both,   {row:20} {name:18} {share:.4f}")
    print(f"{MEASURED[-1]}: floor {FLOOR}{'' if share >= FLOOR else '  FAILS'}")
    return int(share < FLOOR)


if __name__ == "__main__":
    sys.exit(main())

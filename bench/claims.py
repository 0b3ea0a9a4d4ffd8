"""How well the same claim is found again in another report and another language.

`python -m bench.claims` takes the annotated pairs of sentences that make the same claim in two reports
(`ntrex_same_claim.tsv`), each in every two of fifteen languages, and looks for the one by the other among all sentences
of NTREX in that language. Word tables are those of the other fold. Exit status 1 where the floor does not hold, 2 where
the texts are absent.
"""

import csv
import json
import sys
from collections.abc import Sequence
from itertools import permutations

from bench.corpora import GOLD, Texts, meanings, outline, texts

from whence.link.documents.vectors import Meaning, Sentence, Vectors, similarity, vectors

FIRST = 10
FLOOR = 0.90


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


def found_among(asked: Vectors, pool: Vectors, pairs: Sequence[tuple[int, int]]) -> int:
    """How many of the pairs (row of `asked`, sentence of `pool`) stand among the first ten of that row."""
    alike = similarity(asked, pool, length=0.0)
    return sum(int((alike[row] > alike[row, wanted]).sum()) < FIRST for row, wanted in pairs)


def measure(given: Texts, languages: Sequence[str], fold: int) -> tuple[int, int]:
    """Queries of one fold that found their pair, and all."""
    train = [name for name, own in given.fold.items() if own != fold]
    known = meanings(given, languages, train)
    with (GOLD / "ntrex_same_claim.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if given.fold[row["doc_a"]] == fold]
    lines = [(int(row["line_a"]), int(row["line_b"])) for row in rows]
    lines += [(b, a) for a, b in lines]
    asked = sorted({line for line, _ in lines})
    pairs = [(asked.index(a), b) for a, b in lines]
    packed = {language: sentences(given, language, known[language]) for language in languages}
    pools = {language: vectors(own, known[language]) for language, own in packed.items()}
    queries = {
        language: vectors([own[line] for line in asked], known[language]) for language, own in packed.items()
    }
    right = sum(found_among(queries[here], pools[there], pairs) for here, there in permutations(languages, 2))
    return right, len(pairs) * len(languages) * (len(languages) - 1)


def main() -> int:
    """Measures and prints."""
    if not (GOLD / "ntrex.jsonl").is_file():
        print(f"the texts are not there: {GOLD}", file=sys.stderr)
        return 2
    given = texts()
    languages = json.loads((GOLD / "folds.json").read_text("utf-8"))["claim_languages_15"]
    right = total = 0
    for fold in (0, 1):
        found, asked = measure(given, languages, fold)
        print(f"fold {fold}: {found / asked:.4f} of {asked} among the first {FIRST}", flush=True)
        right, total = right + found, total + asked
    share = right / total
    print(f"both: {share:.4f}  floor {FLOOR}{'' if share >= FLOOR else '  FAILS'}")
    return int(share < FLOOR)


if __name__ == "__main__":
    sys.exit(main())

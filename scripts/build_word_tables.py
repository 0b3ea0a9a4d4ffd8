"""Build the data package `wordtables/` from NTREX sentences: one table a language, to the pivot's stems.

    python scripts/build_word_tables.py ../shared/gold/ntrex.jsonl

The source is NTREX-128 (Microsoft, CC BY-SA 4.0): 1,997 sentences of 123 news documents, each in every language. What
is learned from it stays CC BY-SA 4.0, with attribution, in a package of its own. Tables are gzip, UTF-8, one stem a
line, deterministic; their SHA-256 go into `tables.json` beside them. `--only xx` builds one language and prints its
SHA-256 without writing, to compare.
"""

import argparse
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from whence.languages.stems import mean_letters, placed
from whence.languages.translation import learn
from whence.languages.word_tables import format_table

OUT = Path(__file__).parents[1] / "wordtables" / "src" / "whence_wordtables" / "data"
PIVOT = "en"
LEAST_HOLDING = 1
"""Sentences that must hold a pivot stem."""


def packed(lines: Iterable[str]) -> bytes:
    """Lines as a gzip file whose bytes depend on nothing else."""
    return gzip.compress("\n".join(lines).encode("utf-8"), 9, mtime=0)


def read(source: Path) -> dict[str, list[str]]:
    """The sentences of each language, in the order of the pivot's documents."""
    documents: dict[str, dict[str, list[str]]] = {}
    for line in source.read_text("utf-8").splitlines():
        row = json.loads(line)
        documents.setdefault(row["lang"], {})[row["doc"]] = row["sentences"]
    order = sorted(documents[PIVOT])
    return {
        language: [sentence for name in order for sentence in own[name]]
        for language, own in sorted(documents.items())
    }


def build(source: Path, *, only: str | None = None) -> dict[str, bytes]:
    """The files of all tables, by language."""
    sentences = read(source)
    pivot = [placed(sentence) for sentence in sentences[PIVOT]]
    holding = Counter(stem for one in pivot for stem in one)
    files: dict[str, bytes] = {}
    for language, own in sentences.items():
        if only is not None and language != only:
            continue
        if language == PIVOT:
            files[language] = packed(f"{s}\t{n}" for s, n in sorted(holding.items()) if n >= LEAST_HOLDING)
        else:
            files[language] = packed(format_table(learn(list(zip(map(placed, own), pivot, strict=True)))))
    return files


def main() -> None:
    """Builds all tables, or one to compare."""
    parser = argparse.ArgumentParser(description="Learn word tables from aligned sentences.")
    parser.add_argument("source", type=Path, help="ntrex.jsonl")
    parser.add_argument("--only", help="build one language, write nothing, print its SHA-256")
    chosen = parser.parse_args()
    files = build(chosen.source, only=chosen.only)
    if chosen.only:
        print(hashlib.sha256(files[chosen.only]).hexdigest())
        return
    OUT.mkdir(parents=True, exist_ok=True)
    tables = {}
    sentences = read(chosen.source)
    for language, content in files.items():
        (OUT / f"{language}.tsv.gz").write_bytes(content)
        tables[language] = {
            "stems": gzip.decompress(content).count(b"\n") + 1,
            "bytes": len(content),
            "letters": round(mean_letters(sentences[language]), 2),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
    manifest = {
        "schema": 1,
        "pivot": PIVOT,
        "sentences": len(sentences[PIVOT]),
        "source": "NTREX-128, Microsoft, CC BY-SA 4.0",
        "source_sha256": hashlib.sha256(chosen.source.read_bytes()).hexdigest(),
        "tables": tables,
    }
    (OUT / "tables.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")
    print(f"{len(tables)} tables, {sum(t['bytes'] for t in tables.values()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

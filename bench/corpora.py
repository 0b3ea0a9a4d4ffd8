"""The texts that lineage is measured on: NTREX by folds, WMT22's translations, and word tables of the other fold."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from whence.languages.stems import mean_letters, placed
from whence.languages.translation import learn
from whence.languages.word_tables import Pivot
from whence.link.documents.outline import Outline
from whence.link.documents.vectors import Meaning
from whence.model import Document, content_id

GOLD = Path(__file__).resolve().parents[1] / ".." / "shared" / "gold"
Item = TypeVar("Item")


class Texts(NamedTuple):
    """NTREX by language and document, the fold of each document, and the clusters of one event."""

    sentences: dict[str, dict[str, list[str]]]
    fold: dict[str, int]
    event: dict[str, int]
    pairs: list[tuple[str, str]]


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
    pivot_sets = [placed(s) for name in train for s in given.sentences["en"][name]]
    pivot = Pivot(sentences=len(pivot_sets), holding=dict(Counter(s for one in pivot_sets for s in one)))
    made = {}
    for language in sorted(set(languages)):
        sentences = [s for name in train for s in given.sentences[language][name]]
        table = None
        if language != "en":
            table = learn(list(zip(map(placed, sentences), pivot_sets, strict=True)))
        made[language] = Meaning(language, table, pivot, mean_letters(sentences))
    return made


def outline(name: str, language: str, sentences: Sequence[str], known: Meaning) -> Outline:
    """A document of these sentences, each a paragraph of its own."""
    return outline_of(name, language, "\n\n".join(sentences), known)


def outline_of(name: str, language: str, text: str, known: Meaning) -> Outline:
    """A document of this text."""
    document = Document(
        id=content_id(name, language, text),
        report=f"{name}/{language}",
        text=text,
        sha256="",
        language=language,
        language_confidence=1.0,
    )
    return Outline(document, known)


def excerpt(whole: Outline, cut: int) -> Outline:
    """So many sentences from the middle of a document, as a document; the whole for 0."""
    if not cut or len(whole.lines) <= cut:
        return whole
    lines = middle(whole.lines, cut)
    text = whole.document.text[lines[0].start : lines[-1].end]
    return outline_of(whole.document.report, whole.document.language or "", text, whole.known)


class Version(NamedTuple):
    """One version of a text: whose version it is, its language, how it was made."""

    name: str
    language: str
    kind: str
    outline: Outline


def machine_translated(known: Mapping[str, Meaning]) -> list[Version]:
    """Every version of the WMT22 documents: source, human and two machine translations each."""
    found = []
    for line in (GOLD / "mt_dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        made = outline_of(f"{row['doc']}/{row['kind']}", row["lang"], row["text"], known[row["lang"]])
        found.append(Version(row["doc"], row["lang"], row["kind"], made))
    return found


def middle(sentences: Sequence[Item], cut: int) -> Sequence[Item]:
    """So many sentences from the middle; all of them for 0."""
    if not cut or len(sentences) <= cut:
        return sentences
    first = (len(sentences) - cut) // 2
    return sentences[first : first + cut]

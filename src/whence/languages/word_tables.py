"""Word tables: from the stems of many languages to the stems of one, the pivot, so that any two compare.

The tables are a data package of their own (`whence_wordtables`, CC BY-SA 4.0: its licence is not this program's),
learned by `scripts/build_word_tables.py`. Without it nothing breaks: what rests on word tables finds less, and
says so. A table is read when a document of its language is first compared.
"""

import gzip
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import log

import msgspec

from whence.languages.stems import word_stems
from whence.languages.translation import Table
from whence.languages.words import Strict

PACKAGE = "whence_wordtables"


class TableFacts(Strict, frozen=True):
    """What is known of one table: stems in it, its bytes as shipped, their SHA-256, and the letters of a sentence in
    its language (geometric mean), by which lengths of sentences of two languages compare."""

    stems: int
    letters: float
    bytes: int
    sha256: str


class Manifest(Strict, frozen=True):
    """The package's `tables.json`: `pivot` is the code of the language that all others lead to."""

    schema: int
    pivot: str
    sentences: int
    source: str
    source_sha256: str
    tables: dict[str, TableFacts]


class Pivot(Strict, frozen=True):
    """How many of the sentences that the tables were learned from hold a pivot stem."""

    sentences: int
    holding: dict[str, int]

    def tells(self, stem: str) -> float:
        """What it says that a sentence holds this stem, in nats: the rarer, the more."""
        return log((1 + self.sentences) / (1 + self.holding.get(stem, 0)))


@cache
def _data() -> Traversable | None:
    try:
        import_module(PACKAGE)
    except ImportError:
        return None
    return files(PACKAGE) / "data"


@cache
def manifest() -> Manifest | None:
    """What the data package holds, or None where it is not installed."""
    data = _data()
    return None if data is None else msgspec.json.decode((data / "tables.json").read_bytes(), type=Manifest)


@cache
def pivot() -> Pivot | None:
    """The pivot's stems, or None without the data package."""
    facts, data = manifest(), _data()
    if facts is None or data is None:
        return None
    rows = (line.split("\t") for line in _lines(data / f"{facts.pivot}.tsv.gz"))
    return Pivot(sentences=facts.sentences, holding={stem: int(count) for stem, count in rows})


@cache
def word_table(language: str) -> Table | None:
    """The table of a language, or None where there is none. The pivot has none: it is its own."""
    facts, data = manifest(), _data()
    if facts is None or data is None or language == facts.pivot or language not in facts.tables:
        return None
    return parse_table(_lines(data / f"{language}.tsv.gz"))


def sentence_letters(language: str | None) -> float | None:
    """Letters of a sentence in a language, or None where there is no table."""
    facts = manifest()
    return facts.tables[language].letters if facts is not None and language in facts.tables else None


def _lines(file: Traversable) -> list[str]:
    return gzip.decompress(file.read_bytes()).decode("utf-8").splitlines()


def parse_table(lines: Iterable[str]) -> Table:
    """A table from its lines: stem, TAB, then for each translation its stem and its probability in per mille."""
    return _Unread({stem: rest for stem, _, rest in (line.partition("\t") for line in lines)})


class _Unread(Mapping[str, tuple[tuple[str, float], ...]]):
    """A table whose entries are read when they are asked for: a case needs few of a language's words."""

    def __init__(self, rests: dict[str, str]) -> None:
        self._rests = rests

    def __getitem__(self, stem: str) -> tuple[tuple[str, float], ...]:
        parts = self._rests[stem].split("\t") if self._rests[stem] else []
        pairs = zip(parts[::2], parts[1::2], strict=True)
        return tuple((other, int(share) / 1000) for other, share in pairs)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rests)

    def __len__(self) -> int:
        return len(self._rests)


def format_table(table: Table) -> list[str]:
    """The lines that `parse_table` reads."""
    return [
        "\t".join((stem, *(part for other, p in entries for part in (other, str(round(p * 1000))))))
        for stem, entries in table.items()
    ]


def pivot_stems(low: str, language: str | None, table: Table | None) -> tuple[tuple[str, float], ...]:
    """The pivot stems of one word in lower case, each with its probability; its own where the language is the
    pivot, none without a table."""
    facts = manifest()
    if facts is not None and language == facts.pivot:
        return tuple((stem, 1.0) for stem in word_stems(low))
    if table is None:
        return ()
    best: dict[str, float] = {}
    for stem in word_stems(low):
        for other, p in table.get(stem, ()):
            best[other] = max(best.get(other, 0.0), p)
    return tuple(best.items())

"""What a case taught of the words of its languages, beside the shipped tables: counts, never instead of them.

Learned by `whence learn` from sentences of the case's own reports (`link.learning`), kept as a file of the case, and in
force only inside `with_learned`. A language that the data package has no table of gets one, of the case's words.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

import msgspec

from whence.languages.translation import Seen, Table, added
from whence.languages.word_tables import Pivot, pivot, word_table
from whence.model import Record, decode


class Taught(Record, frozen=True):
    """Two reports that were learned from: ids, languages, and so many pairs of sentences that no others had."""

    one: str
    other: str
    languages: tuple[str, str]
    sentences: int


class TaughtWords(Record, frozen=True):
    """What was learned of a language: `stems` lead to the pivot's; `new` of them the shipped table does not have.

    `letters` is the geometric mean of a sentence's letters, `examples` are whole words with what they were taken for.
    """

    sentences: int
    letters: float
    new: int
    stems: dict[str, Seen]
    examples: tuple[tuple[str, str], ...]


class Learned(Record, frozen=True):
    """All that one run of learning taught. `number` counts the runs whose result the case keeps, from 1; `holding`
    says how many of `sentences` of the pivot language hold a stem."""

    number: int
    source_sha256: str
    pairs: tuple[Taught, ...]
    tables: dict[str, TaughtWords]
    sentences: int
    holding: dict[str, int]
    schema: int = 1


_in_force: ContextVar[bytes] = ContextVar("learned", default=b"")


class LearnedError(Exception):
    """What was learned cannot be read."""


def read_learned(record: bytes) -> Learned:
    """What was learned from its record. Raises `LearnedError`."""
    try:
        found = decode(record, Learned)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise LearnedError(str(error)) from error
    if found.schema != 1:
        raise LearnedError(f"its schema is {found.schema}, this version knows 1")
    return found


@contextmanager
def with_learned(record: bytes) -> Iterator[None]:
    """Inside, what a case taught (its record, b"" for nothing) is known. Raises `LearnedError`."""
    if record:
        _read(record)
    token = _in_force.set(record)
    try:
        yield
    finally:
        _in_force.reset(token)


def learned_in_force() -> bytes:
    """The record in force, b"" for none: what a cache of anything that rests on word tables is keyed by."""
    return _in_force.get()


@lru_cache(maxsize=4)
def _read(record: bytes) -> Learned:
    return read_learned(record)


def known_words(language: str, record: bytes) -> Table | None:
    """The table of a language with what was learned; None where there is neither."""
    shipped = word_table(language)
    taught = _read(record).tables.get(language) if record else None
    return shipped if taught is None else added(shipped or {}, taught.stems)


@lru_cache(maxsize=4)
def known_pivot(record: bytes) -> Pivot | None:
    """The pivot's stems with those of the sentences that were learned from."""
    shipped = pivot()
    if shipped is None or not record:
        return shipped
    taught = _read(record)
    holding = Counter(shipped.holding)
    holding.update(taught.holding)
    return Pivot(sentences=shipped.sentences + taught.sentences, holding=dict(holding))


def usual_letters(language: str, record: bytes) -> float | None:
    """Letters of a sentence in a language of which only the case's words are known."""
    taught = _read(record).tables.get(language) if record else None
    return None if taught is None or word_table(language) is not None else taught.letters

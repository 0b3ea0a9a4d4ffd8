"""How the time of linking names and credits grows with the number of reports.

`python -m bench.names` prints one line a size: processor seconds of `link.names.sources` and `link.credits` on reports
that repeat the demo's statements with invented people and outlets (as many people as reports, and one mention
in five of somebody new). Each size runs in a process of its own, so that nothing is cached. Exit status 1 where time
grows faster than FLOOR allows from the second size on.
"""

import argparse
import math
import multiprocessing
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from whence.extract import extract
from whence.languages.fold import fold_key
from whence.link.credits import credited
from whence.link.names import sources
from whence.model import Document, Statement, Voice, content_id
from whence.read import read

DEMO = Path(__file__).resolve().parents[1] / "demo" / "reports"
SIZES = (310, 615, 2_000, 10_000)
FLOOR = 1.1
"""Exponent of the growth of time with the number of reports."""

# fmt: off
SYLLABLES = [
    "ka", "lo", "mi", "ren", "ta", "vo", "shu", "be", "dri", "nos", "pel", "gar", "ti", "zu", "hol",
    "mar", "ke", "fi", "sor", "lin", "ba", "tre", "ul", "wek", "jo", "chi", "ny", "dov", "gra", "pus",
]
# fmt: on
ENDINGS = ["ov", "ev", "ski", "sen", "mann", "ko", "enko", "vich", "elli", "berg", "ics", "as", "nen"]
# fmt: off
GIVEN = [
    "Anna", "Peter", "Ivan", "Olga", "Maria", "Jonas", "Erik", "Pavel", "Martin",
    "Sofia", "Viktor", "Elena", "Karl", "Igor", "Julia", "Mark", "David", "Helen",
]
# fmt: on
PAPERS = ("Post", "News", "Times", "Herald", "Kurier")


class Measured(NamedTuple):
    """Processor seconds, and what came out."""

    reports: int
    names: float
    credits: float
    sources: int
    skipped: int


def _surname(draw: random.Random) -> str:
    stem = "".join(draw.choice(SYLLABLES) for _ in range(draw.choice((1, 2, 2, 3))))
    return (stem + draw.choice(ENDINGS)).capitalize()


def _person(draw: random.Random) -> str:
    return f"{draw.choice(GIVEN)} {_surname(draw)}"


class _Varied:
    """The names of one report, each exchanged for an invented one."""

    def __init__(self, original: str, key: str, people: Sequence[str], draw: random.Random) -> None:
        self._original, self._key, self._people, self._draw = original, key, people, draw
        self._new: dict[str, str] = {}

    def name(self, source_id: str, name: str) -> tuple[str, str]:
        """The id and the name that stand in the new report."""
        prefix = source_id.partition(":")[0]
        if prefix != "name":
            return source_id.replace(self._original, self._key), name
        if source_id not in self._new:
            known = self._draw.random() < 0.8
            new = self._draw.choice(self._people) if known else _person(self._draw)
            self._new[source_id] = new if " " in name else new.split()[-1]
        return f"name:{fold_key(self._new[source_id])}", self._new[source_id]

    def voices(self, voices: Sequence[Voice]) -> tuple[Voice, ...]:
        """The voices with their new names."""
        pairs = [(voice, *self.name(voice.source_id, voice.name)) for voice in voices]
        return tuple(msgspec.structs.replace(v, source_id=key, name=name) for v, key, name in pairs)


def reports(count: int, seed: int = 1) -> tuple[list[Document], list[Statement]]:
    """So many reports with their statements, the same at every call."""
    draw = random.Random(seed)
    originals = [one for one in read([str(DEMO)]) if isinstance(one, Document)]
    said = {document.id: extract(document)[0] for document in originals}
    outlets = [f"{_surname(draw)} {paper}" for paper in PAPERS for _ in range(20)]
    people = [_person(draw) for _ in range(max(200, count))]
    documents, statements = [], []
    for number in range(count):
        original = originals[number % len(originals)]
        key = content_id("bench", str(number))
        names = _Varied(original.id, key, people, draw)
        changed = {"id": key, "report": f"r{number}", "outlet": draw.choice(outlets)}
        documents.append(msgspec.structs.replace(original, **changed))
        for one in said[original.id]:
            actors = [(actor, *names.name(actor.source_id, actor.name)) for actor in one.actors]
            statements.append(
                msgspec.structs.replace(
                    one,
                    id=content_id(key, one.id),
                    document=key,
                    report=f"r{number}",
                    chain=names.voices(one.chain),
                    alleged=names.voices(one.alleged),
                    actors=tuple(
                        msgspec.structs.replace(a, source_id=source, name=name) for a, source, name in actors
                    ),
                )
            )
    return documents, statements


def measure(count: int) -> Measured:
    """Links the names and credits of so many reports."""
    documents, statements = reports(count)
    start = time.process_time()
    found = sources(statements, (), ())
    middle = time.process_time()
    credited(documents, statements)
    end = time.process_time()
    return Measured(count, middle - start, end - middle, len(found.sources), len(found.problems))


def main() -> int:
    """Measures all sizes; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="numbers of reports")
    rows: list[Measured] = []
    for size in sorted(parser.parse_args().sizes):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            rows.append(pool.apply(measure, (size,)))
        row = rows[-1]
        print(
            f"{row.reports:>7} reports  names {row.names:6.2f} s  credits {row.credits:5.2f} s  "
            f"{row.sources} sources, {row.skipped} keys skipped",
            flush=True,
        )
    if len(rows) < 2:
        return 0
    first, last = rows[-2], rows[-1]
    growth = math.log((last.names + last.credits) / (first.names + first.credits))
    exponent = growth / math.log(last.reports / first.reports)
    print(f"time grows with the number of reports to the power of {exponent:.2f} (at most {FLOOR})")
    return 0 if exponent <= FLOOR else 1


if __name__ == "__main__":
    raise SystemExit(main())

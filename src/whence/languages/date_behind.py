"""What stands behind the parts of a date in languages that put the year first and the case last.

"2022. március 3-án", "2022 m. kovo 3 d.", "vuoden 2024 alussa", "március elején", "péntekig".
"""

from typing import TYPE_CHECKING

from whence.languages.tokens import Tokens

if TYPE_CHECKING:
    from whence.languages.date_cores import Core, CoreReader

YEAR_PARTS = ("day", "month", "part", "season")
EDGED = ("month", "year", "season", "part")
EDGED_UNITS = ("week", "month", "year", "decade")


def number_end(reader: "CoreReader", end: int) -> int:
    """Behind the dot, the case ending and the day word of a day's number: "3.", "3-án", "3 d.", "3-iąją"."""
    end = reader.dot(end)
    if reader.low(end) == "-" and reader.low(end + 1) in reader.c.suffixes and _glued(reader.tokens, end):
        end += 2
    if reader.low(end) in reader.c.words.day_words:
        end = reader.dot(end + 1)
    return end


def behind_year(reader: "CoreReader", i: int, year: int) -> "Core | None":
    """The date whose year stands first, or a year with its own word or case ("2022 m.", "1987-ben"); else None."""
    from whence.languages.date_cores import Core

    c, end = reader.c, i + 1
    told = False
    if reader.low(end) == "-" and reader.low(end + 1) in c.suffixes and _glued(reader.tokens, end):
        end, told = end + 2, True
    elif reader.low(end) in c.year_words:
        end, told = reader.dot(end + 1), True
    at = reader.dot(end)
    found = reader.phrase(c.edges, at) if c.words.edges_behind else None
    if found is not None:
        return Core(found[1], "year", year=year, edge=found[0])
    begins = reader.low(at) in c.months or reader.low(at) in c.seasons or reader.low(at) in c.ordinals
    inner = reader.core(at) if begins else None
    if inner is not None and inner.kind in YEAR_PARTS and inner.year is None and inner.shift is None:
        return inner._replace(year=year, needs=False)
    return Core(end, "year", year=year) if told else None


def edge_behind(reader: "CoreReader", core: "Core") -> "Core":
    """The core with the edge that stands behind it: "március elején", "ensi vuoden alussa"."""
    if core.edge or not (
        core.kind in EDGED
        or (core.kind == "offset" and core.unit in EDGED_UNITS and core.amount in (-1, 0, 1))
    ):
        return core
    found = reader.phrase(reader.c.edges, core.end)
    return core if found is None else core._replace(end=found[1], edge=found[0], needs=False)


def in_case(reader: "CoreReader", token: int, core: "Core") -> "Core":
    """A month or season whose form says when needs no preposition ("maaliskuussa", "nyáron")."""
    tells = core.needs and reader.lows[token] not in reader.c.nominatives and core.kind in ("month", "season")
    return core._replace(needs=False) if tells else core


def due_behind(reader: "CoreReader", core: "Core") -> "Core | None":
    """The core with the word behind it that makes it a deadline, or as it is where its ending does; else None."""
    words = reader.c.words
    found = reader.phrase(reader.c.deadline_after, core.end)
    if found is not None:
        return core._replace(end=found[1], needs=False)
    ends = tuple(one.lstrip("-") for one in words.deadline_endings)
    return core._replace(needs=False) if ends and reader.low(core.end - 1).endswith(ends) else None


def _glued(tokens: Tokens, token: int) -> bool:
    return tokens.starts[token] == tokens.ends[token - 1] and tokens.starts[token + 1] == tokens.ends[token]

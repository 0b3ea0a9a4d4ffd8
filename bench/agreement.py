"""How well the generator's statements agree with what `extract` gives for the same reports.

`python -m bench.agreement` prints the shares for 500 reports. Statements are set beside each other by the line of the
report that they stand in. What every comparison of linking rests on: origin, relays, spans, figures, times, event and
stance. Exit status 1 below the floor.
"""

import argparse
import json
import sys
from bisect import bisect_right
from collections import Counter, defaultdict

from bench.reports import Report, reports, statements

from whence.extract import extract
from whence.model import Statement

FLOOR = 0.95
FIELDS = tuple(name for name in Statement.__struct_fields__ if name != "id")
ESSENTIAL = ("chain", "content", "cue", "figures", "times", "event", "stance", "attributed")


def agreement(seed: int, count: int, *, first: int = 0) -> dict[str, float]:
    """Shares of statements that agree in everything, in what is essential, and in each field.

    A line for which only one side has a statement counts as a disagreement in all of them.
    """
    same: Counter[str] = Counter()
    lines = 0
    for report in reports(seed, first, count):
        real, made = _by_line(report, extract(report.document)[0]), _by_line(report, statements(report))
        for line in real.keys() | made.keys():
            lines += 1
            if len(real[line]) != 1 or len(made[line]) != 1:
                continue
            one, other = real[line][0], made[line][0]
            equal = {name for name in FIELDS if getattr(one, name) == getattr(other, name)}
            same.update(equal)
            same["all"] += len(equal) == len(FIELDS)
            same["essential"] += equal.issuperset(ESSENTIAL)
    return {name: round(same[name] / max(lines, 1), 4) for name in ("all", "essential", *FIELDS)}


def _by_line(report: Report, given: tuple[Statement, ...]) -> defaultdict[int, list[Statement]]:
    found: defaultdict[int, list[Statement]] = defaultdict(list)
    for statement in given:
        found[bisect_right(report.starts, statement.content[0].start)].append(statement)
    return found


def main() -> int:
    """Prints the shares as one JSON line."""
    parser = argparse.ArgumentParser(prog="python -m bench.agreement", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=500)
    asked = parser.parse_args()
    shares = agreement(asked.seed, asked.count)
    print(json.dumps(shares))
    return int(shares["essential"] < FLOOR)


if __name__ == "__main__":
    sys.exit(main())

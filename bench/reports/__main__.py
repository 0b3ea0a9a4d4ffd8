"""`python -m bench.reports --count N --out reports.jsonl`: reports for `whence add`, and their truth beside them."""

import argparse
import sys
from pathlib import Path

import msgspec
from bench.reports import record, reports


def main() -> int:
    """Writes the reports one a line, and what is true of each to the file's name with `.truth.jsonl` for its ending."""
    parser = argparse.ArgumentParser(prog="python -m bench.reports", description=__doc__)
    parser.add_argument("--count", type=int, required=True, help="how many reports")
    parser.add_argument("--first", type=int, default=0, help="the number of the first one (from 0)")
    parser.add_argument("--seed", type=int, default=1, help="another seed is another world of stories")
    parser.add_argument("--out", type=Path, required=True, help="the JSONL file")
    asked = parser.parse_args()
    encoder = msgspec.json.Encoder()
    with asked.out.open("wb") as out, asked.out.with_suffix(".truth.jsonl").open("wb") as truth:
        for report in reports(asked.seed, asked.first, asked.count):
            out.write(encoder.encode(record(report)) + b"\n")
            known = {"number": report.number, "document": report.document.id, **report.truth._asdict()}
            known["claims"] = [told._asdict() for told in report.truth.claims]
            truth.write(encoder.encode(known) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

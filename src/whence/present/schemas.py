"""JSON Schemas of what the command line prints, made from the records.

To make them again: `python -m whence.present.schemas docs/schema`.
A test checks that the committed files are what this makes, so that documentation and output cannot part.
"""

import inspect
import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from whence.evaluate import Report
from whence.evaluate.coverage import PackCoverage
from whence.explanation import Explanation
from whence.judgement import Judged, Judgement
from whence.model import Claim, Document, Forecast, Lineage, SourceRecord, Statement
from whence.problems import Problem
from whence.store import Hit

RECORDS: dict[str, Any] = {
    "statement": Statement,
    "claim": Claim,
    "lineage": Lineage,
    "forecast": Forecast,
    "source": SourceRecord,
    "document": Document,
    "explanation": Explanation,
    "problem": Problem,
    "judgement": Judgement,
    "judged": Judged,
    "hit": Hit,
    "report": Report,
    "pack": PackCoverage,
}
"""File name -> the record that a command prints."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of one record."""
    made: dict[str, Any] = msgspec.json.schema(RECORDS[name], ref_template="#/$defs/{name}")
    for part in made["$defs"].values():
        if "description" in part:
            part["description"] = inspect.cleandoc(part["description"])
        if "properties" in part:
            # A key that may be left out on input is always there on output.
            part["required"] = list(part["properties"])
    return {"$schema": DIALECT, "title": f"whence: {name}", **made}


def text(name: str) -> str:
    """The schema as it stands in its file."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False, sort_keys=False) + "\n"


def main(folder: str) -> None:
    """Writes every schema to the folder."""
    for name in RECORDS:
        (Path(folder) / f"{name}.json").write_text(text(name), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])

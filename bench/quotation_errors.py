"""What is still missed of whole quotations: `python -m bench.quotation_errors` on the even half of the German texts.

Prints counts as JSON: quotations that no prediction is paired with, by their type and by what their cue is; for the
others whether less than half of the union is shared, or the speaker is another; and predictions without a partner, by
rule. Exit status 2 where the texts are absent.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from whence.evaluate.attributions import parity
from whence.evaluate.quotations import Quote, assign, predicted, same_speaker, tokens
from whence.evaluate.scores import TokenGrid
from whence.extract import extract
from whence.languages.pack import pack
from whence.model import Document, Statement

GOLD = Path(__file__).resolve().parents[1] / ".." / "shared" / "gold"
FILES = ("german_wikinews_train.jsonl", "german_wikinews_dev.jsonl")
HALF = 0.5


def known(language: str) -> dict[str, str]:
    """From the words of a pack to what they are."""
    own = pack(language)
    found: dict[str, str] = {}
    for cue in own.noun_cues:
        found.update(dict.fromkeys((form for form in cue.forms), "a noun cue"))
    for attribution in own.attribution:
        for form in attribution.forms:
            found.update(dict.fromkeys(form.split(), "an attribution word"))
    for group in own.verbs:
        for form in (*group.finite, *group.participle, *group.infinitive):
            found.update(
                dict.fromkeys((word for word in form.split() if len(word) > 3), "a verb of the pack")
            )
    return found


def construction(cue: str, table: dict[str, str], quote: Quote) -> str:
    """What introduces a quotation, by its cue's words."""
    if not cue:
        return "words in quotation marks inside other words" if quote.nested else "no cue"
    kinds = {table[word] for word in cue.lower().split() if word in table}
    for kind in ("a verb of the pack", "an attribution word", "a noun cue"):
        if kind in kinds:
            return kind
    return "a cue with no word of the pack"


def count(records: list[dict[str, Any]], table: dict[str, str]) -> dict[str, Any]:
    """The counts over all records."""
    missed: Counter[str] = Counter()
    by_type: Counter[str] = Counter()
    paired: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    total = 0
    for number, record in enumerate(records):
        text, grid = record["text"], TokenGrid(record["text"])
        document = Document(
            id=str(number), report="r", text=text, sha256="", language=record["lang"], language_confidence=1.0
        )
        found = [one for one in extract(document)[0] if one.attributed]
        golden = [
            Quote(tokens(grid, one["content"]), tokens(grid, one["source"]), one["type"], bool(one["nested"]))
            for one in record["statements"]
        ]
        guessed = predicted(grid, found)
        pairs = dict(assign(golden, guessed))
        total += len(golden)
        for g, (quote, one) in enumerate(zip(golden, record["statements"], strict=True)):
            if g in pairs:
                paired[_verdict(quote, guessed[pairs[g]])] += 1
                continue
            cue = " ".join(text[start:end] for start, end in one["cue"])
            missed[construction(cue, table, quote)] += 1
            by_type[f"{quote.kind}{', nested' if quote.nested else ''}"] += 1
        for p, quote in enumerate(guessed):
            if p not in pairs.values():
                extra[_rule(grid, quote, found)] += 1
    return {
        "quotations": total,
        "not found, by cue": dict(missed.most_common()),
        "not found, by type": dict(by_type.most_common()),
        "found": dict(paired.most_common()),
        "not in gold, by rule": dict(extra.most_common()),
    }


def _verdict(gold: Quote, guess: Quote) -> str:
    shared = len(gold.content & guess.content) / len(gold.content | guess.content)
    if shared < HALF:
        return "less than half of the words shared"
    return "right speaker" if same_speaker(gold, guess) else "another speaker"


def _rule(grid: TokenGrid, quote: Quote, found: list[Statement]) -> str:
    if quote.nested:
        return "words in quotation marks"
    own = (one.rule for one in found if quote.content & tokens(grid, [(p.start, p.end) for p in one.content]))
    return next(own, "")


def main() -> int:
    """Prints the counts."""
    paths = [GOLD / name for name in FILES]
    if not all(path.is_file() for path in paths):
        print("../shared/gold is absent", file=sys.stderr)
        return 2
    records = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    even = [one for one in records if parity(str(one["id"])) == "even"]
    print(json.dumps(count(even, known("de")), indent=2, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())

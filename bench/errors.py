"""What is still missed, by construction: `python -m bench.errors` on the even half of the PolNeAR texts.

Prints counts as JSON: attributions whose cue nothing overlaps, by what the cue is; for the others what is
wrong with content and source; and statements whose cue overlaps none of the gold's, by rule.
Exit status 2 where the texts are absent.
"""

import json
import re
import sys
from collections import Counter
from typing import Any

from bench.extract import TEXTS

from whence.evaluate.attributions import parity
from whence.extract import extract
from whence.languages.pack import Pack, pack
from whence.model import Document, Statement

Spans = list[list[int]]

AUXILIARY = re.compile(r"\b(?:to|not|n't|would|will|can|could|may|might|must|should|did|does|do)\s+\w+$")


class Words:
    """The forms of a pack by what they are."""

    def __init__(self, own: Pack) -> None:
        self.finite = {form for group in own.verbs for form in group.finite}
        self.gerunds = {form for group in own.verbs for form in group.gerund}
        self.others = {form for group in own.verbs for form in (*group.infinitive, *group.participle)}
        self.nouns = {form.rstrip("-") for cue in own.noun_cues for form in cue.forms}
        self.attributions = {form for one in own.attribution for form in one.forms}
        people = own.pronouns
        self.first = set(people.first_person)
        self.pronouns = {*people.masculine, *people.feminine, *people.neuter, *people.plural}
        self.relatives = set(own.grammar.relatives)

    def construction(self, cue: str, source: str, before: bool) -> str:
        """What a missed attribution is, by its cue and its source. `before`: its content stands before it."""
        words = re.findall(r"[\w']+", cue)
        known = [word for word in words if word in self.finite | self.gerunds | self.others]
        if not words:
            return "a mark alone"
        if any(form in cue for form in self.attributions):
            return "an attribution phrase"
        if not known:
            noun = any(word in self.nouns or word.rstrip("s") in self.nouns for word in words)
            return "a noun cue" if noun else "a cue with no word of the pack"
        if not source:
            return "a verb of the pack, nobody named"
        if known[-1] in self.gerunds and known[-1] not in self.finite:
            return "a verb of the pack, in -ing"
        if AUXILIARY.search(cue) or (known[-1] in self.others and known[-1] not in self.finite):
            return "a verb of the pack, infinitive or behind an auxiliary"
        if source in self.relatives:
            return "a verb of the pack, a relative pronoun speaks"
        if source in self.first:
            return "a verb of the pack, the first person speaks"
        if source in self.pronouns:
            return "a verb of the pack, a pronoun speaks"
        return f"a verb of the pack, content {'before' if before else 'after'} it"


def touches(spans: Spans, start: int, end: int) -> bool:
    """Whether one of the spans overlaps the stretch."""
    return any(a < end and start < b for a, b in spans)


def said(text: str, spans: Spans) -> str:
    """The words of spans, lower case."""
    return " ".join(text[a:b] for a, b in spans).lower()


def content(text: str, gold: Spans, found: Statement) -> str:
    """How the content of a statement differs from the gold's."""
    pieces = [(one.start, one.end) for one in found.content]
    if len(gold) != len(pieces):
        return "the gold has more pieces" if len(gold) > len(pieces) else "the gold has fewer pieces"
    begin, end = pieces[0][0] - gold[0][0], _end(text, pieces[-1][1]) - _end(text, gold[-1][1])
    if begin and end:
        return "both ends differ"
    if begin:
        return "begins too late" if begin > 0 else "begins too early"
    if end:
        return "runs too far" if end > 0 else "stops too early"
    return "right"


def _end(text: str, end: int) -> int:
    while end > 0 and not text[end - 1].isalnum():
        end -= 1
    return end


def source(text: str, gold: Spans, found: Statement) -> str:
    """How the source of a statement differs from the gold's."""
    words = [text[a:b] for a, b in gold]
    own = found.chain[0].exact
    if not words or not own:
        return "right" if not words and not own else "only one of the two names somebody"
    if len(words) > 1:
        return "the gold has more pieces"
    if own == words[0]:
        return "right"
    if own in words[0]:
        return "shorter than the gold"
    return "longer than the gold" if words[0] in own else "somebody else"


def count(records: list[dict[str, Any]]) -> dict[str, Any]:
    """The counts for texts with gold attributions."""
    words = Words(pack("en"))
    missed: Counter[str] = Counter()
    contents: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    total = 0
    for record in records:
        text, gold = record["text"], record["statements"]
        total += len(gold)
        document = Document(
            id="d", report="r", text=text, sha256="", language=record["lang"], language_confidence=1.0
        )
        found = [one for one in extract(document)[0] if one.attributed and one.cue and one.within is None]
        cues = [(one.cue.start, one.cue.end, one) for one in found if one.cue]
        for one in gold:
            if not any(touches(one["cue"], start, end) for start, end, _ in cues):
                before = min(a for a, _ in one["content"]) < min(a for a, _ in one["cue"])
                kind = words.construction(said(text, one["cue"]), said(text, one["source"]), before)
                missed[kind] += 1
        for start, end, statement in cues:
            matched = [one for one in gold if touches(one["cue"], start, end)]
            if not matched:
                extra[statement.rule] += 1
            elif len(matched) == 1:
                contents[content(text, matched[0]["content"], statement)] += 1
                sources[source(text, matched[0]["source"], statement)] += 1
    return {
        "attributions": total,
        "missed": {"all": sum(missed.values()), **dict(missed.most_common())},
        "content": {"all": sum(contents.values()), **dict(contents.most_common())},
        "source": {"all": sum(sources.values()), **dict(sources.most_common())},
        "not_in_the_gold": {"all": sum(extra.values()), **dict(extra.most_common())},
    }


def main() -> int:
    """Counts on the even half."""
    if not TEXTS.is_file():
        print(f"the texts are not there: {TEXTS}", file=sys.stderr)
        return 2
    records = [json.loads(line) for line in TEXTS.read_text("utf-8").splitlines()]
    print(json.dumps(count([one for one in records if parity(one["id"]) == "even"]), indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())

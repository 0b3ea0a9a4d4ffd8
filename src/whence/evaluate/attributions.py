"""Scores source, cue and content against gold that gives them as spans of a text of its own."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec import structs

from whence.evaluate.quotations import tally_quotations
from whence.evaluate.scores import Miss, Row, Span, Split, Tally, TokenGrid, compare
from whence.evaluate.speech import is_speech
from whence.model import Passage, Statement, passage

ROLES = ("source", "cue", "content")

Extract = Callable[[Sequence[dict[str, Any]]], list[list[Statement]]]
"""From records with `text` and `lang` to the statements of each."""


def parity(record_id: str) -> Split:
    """Whether the SHA-256 of an id is even or odd: the half to work on and the half to report."""
    return "odd" if int(hashlib.sha256(record_id.encode()).hexdigest(), 16) % 2 else "even"


def pieces(statement: Statement, role: str) -> list[tuple[int, int]]:
    """The stretches of characters that a statement gives for a role."""
    if role == "content":
        return [(one.start, one.end) for one in statement.content]
    if role == "cue":
        return [(statement.cue.start, statement.cue.end)] if statement.cue else []
    voice = statement.chain[0] if statement.chain else None
    if voice is None or voice.start is None or voice.end is None:
        return []
    return [(voice.start, voice.end)]


def whole(statements: Sequence[Statement], text: str) -> list[Statement]:
    """The statements of one reporting clause as one attribution, contiguous pieces of its content as one.

    whence makes one statement of each sentence that is quoted; the attribution corpora annotate the quotation.
    Pieces are joined where only white space stands between them.
    """
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for one in statements:
        key = (one.cue.start, one.chain[0].source_id) if one.cue is not None else (one.id,)
        groups.setdefault(key, []).append(one)
    found: list[Statement] = []
    for members in groups.values():
        joined: list[Passage] = []
        for piece in sorted(
            (piece for one in members for piece in one.content), key=lambda piece: piece.start
        ):
            if joined and not text[joined[-1].end : piece.start].strip():
                joined[-1] = passage(text, joined[-1].start, max(piece.end, joined[-1].end))
            else:
                joined.append(piece)
        found.append(structs.replace(members[0], content=tuple(joined)))
    return found


def outermost(statement: Statement, text: str) -> Statement:
    """A statement that somebody passed on with a cue of his own, as the attribution to whoever stands outermost.

    whence makes one statement with a chain of "The pier fell, X said, according to Y". A corpus that annotates no
    attribution inside another has there the attribution to Y, whose content is the rest of the sentence.
    """
    cue = next((one for one in reversed(statement.evidence) if one.kind == "relay_cue"), None)
    if cue is None or cue.start is None or cue.end is None or statement.cue is None:
        return statement
    named = [one for one in statement.chain if one.role == "relay" and one.start is not None]
    if not named:
        return statement
    relay = min(named, key=lambda one: abs((one.start or 0) - (cue.start or 0)))
    origin = statement.chain[0]
    inner = [(one.start, one.end) for one in (*statement.content, statement.cue)]
    inner += [(origin.start, origin.end)] if origin.start is not None and origin.end is not None else []
    own = [(cue.start, cue.end), (relay.start or 0, relay.end or 0)]
    content = [
        _trimmed(text, a, b) for a, b in _without(min(a for a, _ in inner), max(b for _, b in inner), own)
    ]
    return structs.replace(
        statement,
        cue=passage(text, cue.start, cue.end),
        chain=(relay, *(one for one in statement.chain if one is not relay)),
        content=tuple(passage(text, a, b) for a, b in content if a < b),
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the commas and spaces at its ends."""
    while start < end and text[start] in ", ":
        start += 1
    while start < end and text[end - 1] in ", ":
        end -= 1
    return start, end


def _without(start: int, end: int, holes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A stretch without the holes that lie in it."""
    found = [(start, end)]
    for a, b in holes:
        found = [
            piece
            for x, y in found
            for piece in (((x, min(y, a)), (max(x, b), y)) if a < y and x < b else ((x, y),))
            if piece[0] < piece[1]
        ]
    return found


def score(records: Sequence[dict[str, Any]], extract: Extract) -> tuple[tuple[Row, ...], tuple[Miss, ...]]:
    """Rows by role, by language, and by the parity of the record's id."""
    tally = Tally()
    misses: list[Miss] = []
    for record, statements in zip(records, extract(records), strict=True):
        text = record["text"]
        single = statements
        flat = any("speech" in one for one in record["statements"])
        single_voiced = [outermost(one, text) if flat else one for one in statements if one.within is None]
        statements = whole(single_voiced, text)
        grid = TokenGrid(text)
        half = parity(str(record.get("id", "")))
        keys: list[tuple[str, Split]] = [("all", "all"), (record["lang"], "all"), ("all", half)]
        gold = record["statements"]
        for role in ROLES:
            golden = set().union(*(grid.spans(one[role]) for one in gold)) if gold else set()
            guessed = (
                set().union(*(grid.spans(pieces(one, role)) for one in statements)) if statements else set()
            )
            for measure, counts in compare(golden, guessed).items():
                tally.add(role, measure, keys, counts)
        if any("speech" in one for one in gold):
            _speech(tally, keys, grid, text, (gold, statements))
        if all("type" in one for one in gold):
            tally_quotations(tally, keys, grid, gold, single)
        for kind in sorted({one["type"] for one in gold if "type" in one}):
            _type(tally, keys, grid, kind, (gold, statements))
    return tally.rows(), tuple(misses)


def _speech(
    tally: Tally,
    keys: list[tuple[str, Split]],
    grid: TokenGrid,
    text: str,
    both: tuple[list[dict[str, Any]], list[Statement]],
) -> None:
    """Speech: recall over gold attributions, precision over predicted cues that hold a word of speech."""
    gold, statements = both
    cued = [(grid.spans(pieces(one, "cue")), one) for one in statements if one.cue]
    golden = [(grid.spans(one["cue"]), one) for one in gold]
    spoken = [(spans, one) for spans, one in cued if is_speech(one)]
    hits = {"cue": 0, "source": 0, "content": 0}
    for spans, one in spoken:
        matched = [g for s, g in golden if _touch(s, spans)]
        hits["cue"] += bool(matched)
        for role in ("source", "content"):
            hits[role] += any(grid.spans(g[role]) == grid.spans(pieces(one, role)) for g in matched)
    found = {"cue": 0, "source": 0, "content": 0}
    wanted = [(spans, one) for spans, one in golden if one.get("speech")]
    for spans, attribution in wanted:
        matched_predictions = [p for s, p in cued if _touch(s, spans)]
        found["cue"] += bool(matched_predictions)
        for role in ("source", "content"):
            found[role] += any(
                grid.spans(attribution[role]) == grid.spans(pieces(p, role)) for p in matched_predictions
            )
    for role in hits:
        measure = "overlap" if role == "cue" else "exact"
        tally.add(f"speech {role}", measure, keys, (hits[role], len(spoken), found[role], len(wanted)))


def _type(
    tally: Tally,
    keys: list[tuple[str, Split]],
    grid: TokenGrid,
    kind: str,
    both: tuple[list[dict[str, Any]], list[Statement]],
) -> None:
    """Recall of content by the gold's own types. Predictions have none, so precision equals recall."""
    gold, statements = both
    guessed = _union(grid, [pieces(one, "content") for one in statements])
    golden = _union(grid, [one["content"] for one in gold if one.get("type") == kind])
    for measure, (_, _, found, total) in compare(golden, guessed).items():
        tally.add(f"content of type {kind}", measure, keys, (found, total, found, total))


def _union(grid: TokenGrid, stretches: Iterable[Iterable[tuple[int, int]]]) -> set[Span]:
    return {span for some in stretches for span in grid.spans(some)}


def _touch(a: set[Span], b: set[Span]) -> bool:
    return any(s1 <= e2 and s2 <= e1 for s1, e1 in a for s2, e2 in b)

"""Scores quotations as units, token by token, as the German news corpus is published (Petersen-Frey & Biemann 2024).

A predicted quotation and a gold one are paired one to one, best token F1 first. Of each pair the precision is the
share of the predicted content's tokens that gold has too, the recall the share of gold's that the prediction has;
a quotation without a partner counts 0. `mean` averages these over the quotations, each counting the same (the
published figures); `tokens` adds up the tokens, so that long quotations count more.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from whence.evaluate.scores import Split, Tally, TokenGrid
from whence.model import Statement

Stretches = Iterable[Sequence[int]]

LEAST_UNION = 0.5
"""Shared tokens over all tokens of two quotations; from here on the gold one is found."""

GOES_ON = frozenset(("free_subjunctive", "continuation"))
"""Rules of statements that go on without a reporting clause: together they are a quotation of their own."""

LONGEST_PAUSE = 2
"""Tokens from the last one of a sentence to the first one of the next: the full stop stands between."""

Values = dict[str, tuple[float, float, float, float]]


class Quote(NamedTuple):
    """Tokens of the content and of the speaker; nested where it stands inside another's content."""

    content: frozenset[int]
    speaker: frozenset[int]
    kind: str = ""
    nested: bool = False


def tally_quotations(
    tally: Tally,
    keys: list[tuple[str, Split]],
    grid: TokenGrid,
    gold: Sequence[dict[str, Any]],
    statements: Sequence[Statement],
) -> None:
    """Adds the rows of one document whose gold gives quotations with a type."""
    golden = [
        Quote(
            tokens(grid, one["content"]),
            tokens(grid, one["source"]),
            str(one["type"]),
            bool(one.get("nested")),
        )
        for one in gold
    ]
    guessed = predicted(grid, statements)
    pairs = assign(golden, guessed)
    for part, values in scored(golden, guessed, pairs).items():
        for measure, counts in values.items():
            tally.add(part, measure, keys, counts)
    found = {g for g, p in pairs if _share(golden[g].content, guessed[p].content) >= LEAST_UNION}
    for g, quote in enumerate(golden):
        hit = int(g in found)
        for part in (f"quotation of type {quote.kind}", *(_nesting(golden, quote) if quote.nested else ())):
            tally.add(part, "found", keys, (hit, 1, hit, 1))


def _nesting(golden: Sequence[Quote], inner: Quote) -> tuple[str, ...]:
    """The rows of a quotation that stands inside another: all of them, and those of another speaker than around."""
    around = [one for one in golden if one is not inner and inner.content < one.content]
    own = any(one.speaker == inner.speaker or one.speaker & inner.speaker for one in around)
    return ("nested",) if own or not around else ("nested", "nested, another speaker")


def tokens(grid: TokenGrid, stretches: Stretches) -> frozenset[int]:
    """The tokens that stretches of characters touch."""
    spans = grid.spans((start, end) for start, end in stretches)
    return frozenset(token for first, last in spans for token in range(first, last + 1))


def predicted(grid: TokenGrid, statements: Sequence[Statement]) -> list[Quote]:
    """Statements as quotations: the sentences of one reporting clause are one, words in quotation marks inside
    another's words one more (a literal quotation of the same speaker)."""
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for one in statements:
        cue = one.cue.start if one.cue is not None else one.id
        key: tuple[object, ...] = (cue, one.chain[0].source_id, one.within)
        if one.rule in GOES_ON:
            key = _run(grid, groups, one)
        groups.setdefault(key, []).append(one)
    found: dict[tuple[frozenset[int], frozenset[int]], Quote] = {}
    for members in groups.values():
        content = tokens(grid, [(p.start, p.end) for one in members for p in one.content])
        voice = members[0].alleged[-1] if members[0].within else members[0].chain[0]
        spoken = [] if voice.start is None or voice.end is None else [(voice.start, voice.end)]
        speaker = tokens(grid, spoken)
        found.setdefault((content, speaker), Quote(content, speaker))
        for one in members:
            own = tokens(grid, [(p.start, p.end) for p in one.content])
            for quote in one.quotes:
                words = tokens(grid, [(quote.start - 1, quote.end + 1)])
                if len(own - words) > 1:  # else the words are the whole statement, but for a mark
                    found.setdefault((words, speaker), Quote(words, speaker, nested=True))
    return list(found.values())


def _run(
    grid: TokenGrid, groups: dict[tuple[object, ...], list[Statement]], one: Statement
) -> tuple[object, ...]:
    """The key of the run of sentences that a statement goes on: the one that ends right before it, else its own."""
    first = grid.span(one.content[0].start, one.content[-1].end)
    for key, members in groups.items():
        last = grid.span(members[-1].content[0].start, members[-1].content[-1].end)
        if (
            key[0] == "run"
            and first
            and last
            and 0 < first[0] - last[1] <= LONGEST_PAUSE
            and members[-1].chain[0].source_id == one.chain[0].source_id
        ):
            return key
    return ("run", one.id)


def assign(golden: Sequence[Quote], guessed: Sequence[Quote]) -> list[tuple[int, int]]:
    """Pairs of indexes, one to one, best token F1 first."""
    scored = sorted(
        (-2 * len(g.content & p.content) / (len(g.content) + len(p.content)), i, j)
        for i, g in enumerate(golden)
        for j, p in enumerate(guessed)
        if g.content & p.content
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in scored:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return sorted(pairs.items())


def scored(
    golden: Sequence[Quote], guessed: Sequence[Quote], pairs: Sequence[tuple[int, int]]
) -> dict[str, Values]:
    """`message`: the content. `joint`: the content where the speaker is right too, else 0. `message and speaker`:
    the published joint figure, which averages over both roles whatever the other got."""
    shared = [(golden[g], guessed[p]) for g, p in pairs]
    right = [(g, p) for g, p in shared if same_speaker(g, p)]
    speakers = [(g.speaker, p.speaker) for g, p in shared]
    sizes = sum(len(p.content) for p in guessed), sum(len(g.content) for g in golden)

    def mean(some: Sequence[tuple[frozenset[int], frozenset[int]]]) -> tuple[float, float]:
        return (
            sum(len(g & p) / len(p) for g, p in some if p),
            sum(len(g & p) / len(g) for g, p in some if g),
        )

    rows: dict[str, Values] = {}
    for part, some in (("message", shared), ("joint", right)):
        precision, recall = mean([(g.content, p.content) for g, p in some])
        both = float(sum(len(g.content & p.content) for g, p in some))
        rows[part] = {
            "mean": (precision, len(guessed), recall, len(golden)),
            "tokens": (both, sizes[0], both, sizes[1]),
        }
    message = rows["message"]["mean"]
    precision, recall = mean(speakers)
    rows["message and speaker"] = {
        "mean": (
            message[0] + precision,
            message[1] + sum(bool(p.speaker) for p in guessed),
            message[2] + recall,
            message[3] + sum(bool(g.speaker) for g in golden),
        )
    }
    return rows


def same_speaker(gold: Quote, guess: Quote) -> bool:
    """Whether the speakers share a token; where gold names none, none may be given."""
    return bool(gold.speaker & guess.speaker) if gold.speaker else not guess.speaker


def _share(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b)

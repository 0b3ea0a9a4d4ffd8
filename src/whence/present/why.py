"""Why two things belong together or do not, for people: what was decided, what speaks for it, what against it."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from whence.explanation import Beside, Explanation, Thing
from whence.model import Evidence, Passage, Tie
from whence.present.terminal import WIDEST_COLUMNS, Show, printer
from whence.present.wording import LINKS, count, cut, file_name, in_marks, legible, named

QUOTED_CHARACTERS = 160
MOST_EVIDENCE = 12
"""So many lines for, and against; the rest are counted. `--format json` has them all."""
MOST_BESIDE = 40

OUTCOMES = {
    ("statement", "same claim"): "one claim",
    ("statement", "denial"): "two claims: one denies the other",
    ("statement", "rival"): "two claims with rival figures",
    ("statement", "contradiction"): "two claims that contradict each other",
    ("statement", "none"): "two claims, and nothing connects them",
    ("source", "same source"): "one source",
    ("source", "none"): "two sources",
    ("document", "none"): "no edge: neither was made from the other, as far as can be seen",
}


def print_explanation(one: Explanation, console: Console) -> None:
    """Both things, the outcome and whose it is, the evidence for and against, and what was measured."""
    show = printer(console)
    _thing(one.a, show)
    _thing(one.b, show)
    show("")
    whose = "judged by a person" if one.judged else "automatic"
    show(Text(_outcome(one), style="bold").append(f" · {whose}", style="not bold dim"))
    _evidence("For", "+", "green", one.for_, show)
    _evidence("Against", "–", "red", one.against, show)
    reached = [measure for measure in one.measures if measure.reached]
    if reached:
        show("")
        show(Text("Measured", style="bold"))
    for measure in reached:
        text = Text(f"{measure.what}: ").append(f"{measure.value:g}", style="bold")
        show(text.append(f", {measure.needed:g} is enough", style="not bold"), left=2)
    if one.way:
        show("")
        show(Text("Not joined to each other, but through others", style="bold"))
        _way(one.a.id, one.way, show)
    if one.beside:
        _side_by_side(one, min(console.width, WIDEST_COLUMNS), show)
    elif one.a.kind == "document":
        show("")
        show(Text("No sentence of one stands for a sentence of the other.", style="dim"))


def _outcome(one: Explanation) -> str:
    if (words := OUTCOMES.get((one.a.kind, one.outcome))) is not None:
        return words
    kind = LINKS.get(one.outcome, one.outcome)
    if one.direction is None:
        return kind
    if not one.direction:
        return f"{kind}, which came first is not known"
    return (
        f"{kind}: the second was made from the first"
        if one.outcome != "cites"
        else "the second cites the first"
    )


def _thing(thing: Thing, show: Show) -> None:
    if thing.kind == "document":
        text = Text(legible(file_name(thing.report)), style="bold")
        show(text.append(legible(f"  {thing.words or 'outlet unknown'} · {thing.id}"), style="not bold dim"))
    elif thing.kind == "statement":
        show(Text(legible(in_marks(cut(thing.words, QUOTED_CHARACTERS))), style="bold"))
        claim = f"claim {thing.claim[:8]}" if thing.claim else "in no claim"
        where = f"{named(thing.who)}, {file_name(thing.report)} · {claim} · {thing.id}"
        show(Text(legible(where), style="dim"), left=2)
    else:
        text = Text(legible(named(thing.words)), style="bold")
        other = f"merged into {named(thing.who)} · " if thing.who not in (thing.words, "") else ""
        show(text.append(legible(f"  {other}{thing.id}"), style="not bold dim"))


def _evidence(heading: str, sign: str, style: str, found: Sequence[Evidence], show: Show) -> None:
    show("")
    show(Text(heading, style="bold"))
    if not found:
        show(Text("nothing", style="dim"), left=2)
    for proof in found[:MOST_EVIDENCE]:
        text = Text(f"{sign} ", style=style).append(legible(_sentence(proof)), style="default")
        show(text, left=2)
    if len(found) > MOST_EVIDENCE:
        show(Text(f"and {len(found) - MOST_EVIDENCE:,} more", style="dim"), left=2)


def _sentence(proof: Evidence) -> str:
    return f"{proof.why}: {cut(named(proof.exact), QUOTED_CHARACTERS)}" if proof.exact else proof.why


def _way(start: str, way: Iterable[Tie], show: Show) -> None:
    here = start
    for tie in way:
        here = tie.b if tie.a == here else tie.a
        whys = "; ".join(proof.why for proof in tie.evidence)
        show(
            Text(f"→ statement {here[:8]} ").append(legible(f"({tie.score:.2f}: {whys})"), style="dim"),
            left=2,
        )


def _side_by_side(one: Explanation, columns: int, show: Show) -> None:
    show("")
    sure = sum(not row.filled for row in one.beside)
    head = Text("Side by side", style="bold")
    between = len(one.beside) - sure
    filled = f", and {count(between, 'pair')} that only stand between them" if between else ""
    show(head.append(f"  {count(sure, 'pair')} of sentences alike{filled}", style="not bold dim"))
    left, right = (
        Text(legible(thing.words or file_name(thing.report)), style="dim") for thing in (one.a, one.b)
    )
    _columns(columns, show, left, right)
    for row in one.beside[:MOST_BESIDE]:
        style = "dim" if row.filled else ""
        _columns(columns, show, _words(row.a, style), _words(row.b, style))
        show(Text(legible(_agreeing(row)), style="dim"), left=2)
    if len(one.beside) > MOST_BESIDE:
        show(Text(f"and {len(one.beside) - MOST_BESIDE:,} more", style="dim"))


def _columns(columns: int, show: Show, left: Text, right: Text) -> None:
    table = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(2):
        table.add_column(overflow="fold", width=columns // 2 - 2)
    table.add_row(left, right)
    show(table)


def _words(pieces: Iterable[Passage], style: str) -> Text:
    return Text(legible(" ".join(" ".join(piece.exact.split()) for piece in pieces)), style=style)


def _agreeing(row: Beside) -> str:
    if row.filled:
        return "(stands between pairs that are alike)"
    parts = [", ".join(row.numbers), ", ".join(row.names), ", ".join(row.words)]
    agree = " · ".join(part for part in parts if part)
    return f"{row.score:.2f}  {agree}" if agree else f"{row.score:.2f}  alike by the sound of their words"

"""What people decided, in words: one judgement, all of them, and what was decided on one claim."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from whence.judgement import Judged, Judgement, Target, rejected
from whence.model import Claim
from whence.pipeline import Holdings
from whence.present.wording import cut, day, file_name, in_marks, legible, named

STATES = {
    "in_force": "in force",
    "undone": "taken back",
    "superseded": "superseded",
    "orphaned": "orphaned",
    "blocked": "blocked",
}
STATE_STYLES = {"in_force": "green", "orphaned": "bold yellow", "blocked": "bold yellow"}
QUOTED_CHARACTERS = 90

JUDGED = "judgement"
"""The kind of evidence that a person's decision gives."""


def print_judgements(judged: Sequence[Judged], console: Console) -> None:
    """All judgements in order: what was decided on what, by whom, when, why, and what became of it."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("judged", overflow="fold", ratio=1)
    table.add_column("by", overflow="fold", max_width=24)
    table.add_column("state", overflow="fold", max_width=24)
    for one in judged:
        made = one.judgement
        words = Text(decided(made), style="bold")
        for target in made.targets:
            words.append(legible(f"\n{thing(target)}"), style="default not bold")
        if made.why:
            words.append(legible(f"\nwhy: {made.why}"), style="dim not bold")
        state = Text(STATES[one.state], style=STATE_STYLES.get(one.state, "dim"))
        if one.note:
            state.append(legible(f": {one.note}"), style="dim not bold")
        table.add_row(str(made.number), words, Text(legible(f"{made.by}\n{day(made.at[:10])}")), state)
    console.print(table if judged else "No judgements.")


def print_made(made: Judgement, judged: Sequence[Judged], console: Console) -> None:
    """The judgement that was just kept, and the earlier ones that no longer stand for it."""
    text = Text(f"Judgement {made.number}", style="bold").append(
        legible(f" by {made.by}: "), style="not bold"
    )
    text.append(decided(made))
    console.print(text)
    for target in made.targets:
        console.print(Text(legible(f"  {thing(target)}")))
    states = {one.judgement.number: one for one in judged}
    mine = states[made.number]
    if mine.state != "in_force":
        console.print(Text(legible(f"  It does nothing: {mine.note}"), style="yellow"))
    about = [(target.kind, target.id) for target in made.targets]
    for one in judged:
        earlier = [(target.kind, target.id) for target in one.judgement.targets]
        if (
            one.state == "superseded"
            and sorted(earlier) == sorted(about)
            and one.judgement.number != made.number
        ):
            before = f"  Before that: {decided(one.judgement)}, by {one.judgement.by}, {day(one.judgement.at[:10])}"
            console.print(Text(legible(before), style="dim"))


def decided(judgement: Judgement) -> str:
    """The decision in words."""
    kinds = {target.kind for target in judgement.targets}
    value = (judgement.value or "").replace("_", " ")
    if judgement.decision == "undo":
        return f"takes back judgement {judgement.undoes}"
    if judgement.decision == "same":
        of = {"document": f"one was made from the other ({value})", "source": "one source"}
        return of.get(next(iter(kinds)), "one claim")
    if judgement.decision == "different":
        of = {"document": "neither was made from the other", "source": "two sources"}
        return of.get(next(iter(kinds)), "two claims")
    what = value if kinds == {"document"} else "merge" if len(judgement.targets) == 2 else "statement"
    return f"{what} {judgement.decision}ed"


def thing(target: Target) -> str:
    """What is judged, as a reader knows it."""
    if target.kind == "source":
        return named(target.name)
    if target.kind == "document":
        return f"{target.name} ({file_name(target.report)})" if target.name else file_name(target.report)
    words = " … ".join(one.exact for one in target.quotes)
    return f"{in_marks(cut(words, QUOTED_CHARACTERS))} ({named(target.name)}, {file_name(target.report)})"


def judged_lines(claim: Claim, holdings: Holdings) -> tuple[str, ...]:
    """What people decided that a claim rests on: on its statements, its sources, the edges between its reports."""
    lines = [f"{in_marks(cut(one.exact, QUOTED_CHARACTERS))}: {one.why}" for one in claim.judged]
    members = {member.id for member in claim.statements}
    held = [one for one in holdings.statements if one.id in members]
    voices = {voice.source_id for one in held for voice in one.chain}
    for source in holdings.graph.sources:
        if not voices.isdisjoint(source.aliases):
            lines += [one.why for one in source.evidence if one.kind == JUDGED]
    documents = {one.document for one in held}
    for edge in holdings.graph.lineage:
        if {edge.source_document, edge.target_document} <= documents:
            between = f"{file_name(edge.source)} and {file_name(edge.target)}"
            lines += [f"{between}: {one.why}" for one in edge.evidence if one.kind == JUDGED]
    return tuple(dict.fromkeys(lines))


def rejections(judged: Sequence[Judged]) -> dict[str, str]:
    """The statements that people rejected, by id, each with who did and when."""
    gone = rejected(judged)
    return {
        one.found[0]: f"rejected by {one.judgement.by}, {day(one.judgement.at[:10])}"
        for one in judged
        if one.found
        and one.found[0] in gone
        and one.state == "in_force"
        and one.judgement.decision == "reject"
    }

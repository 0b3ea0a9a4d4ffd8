"""The language packs, for people in a terminal."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from whence.present.wording import count

if TYPE_CHECKING:
    from whence.evaluate.coverage import PackCoverage, Proof

NUMBERS = ("verbs", "forms", "attr", "nouns", "sources", "phen", "examples", "nothing")


def print_packs(packs: Sequence["PackCoverage"], console: Console) -> None:
    """All packs, one a line, and below each what its examples prove."""
    console.print(Text(count(len(packs), "language pack"), style="bold"))
    console.print("")
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("code")
    table.add_column("language", no_wrap=True)
    table.add_column("status", no_wrap=True, min_width=6)
    for name in NUMBERS:
        table.add_column(name, justify="right", no_wrap=True)
    for one in packs:
        table.add_row(
            Text(one.code, style="bold"),
            one.name,
            Text(one.status, style="green" if one.status == "tested" else "yellow"),
            f"{one.verb_groups:,}",
            f"{one.verb_forms:,}",
            f"{one.attribution_words:,}",
            f"{one.noun_cues:,}",
            f"{one.source_words:,}",
            f"{len(one.phenomena):,}",
            f"{one.examples:,}",
            f"{sum(proof.negative for proof in one.proofs.values()):,}",
        )
    console.print(table)
    console.print("")
    console.print(
        Text("What the examples prove, by part of the pack (− : nothing may be found)", style="bold")
    )
    console.print("")
    for one in packs:
        line = Text(f"{one.code}  ", style="bold").append(_proofs(one.proofs), style="not bold")
        console.print(line)
    console.print("")
    console.print(
        Text(
            "verbs, forms: groups of reporting verbs and their forms · attr: attribution words · nouns: noun "
            "cues · sources: words that can be a source · phen: phenomena · nothing: examples in which nothing may "
            "be found. `whence packs CODE` shows one at length.",
            style="dim",
        )
    )


def print_pack(one: "PackCoverage", console: Console) -> None:
    """One pack at length."""
    console.print(
        Text(one.code, style="bold").append(f"  {one.name} ({one.native}), {one.status}", style="not bold")
    )
    rows = (
        ("phenomena", ", ".join(name.replace("_", " ") for name in one.phenomena)),
        (
            "cues",
            f"{one.verb_groups:,} verb groups with {one.verb_forms:,} forms, {one.attribution_words:,} attribution "
            f"words, {one.noun_cues:,} noun cues, {one.hearsay_words:,} marks of hearsay",
        ),
        (
            "words",
            f"{one.source_words:,} that can be a source or a channel, {one.concept_words:,} of concepts",
        ),
        ("examples", f"{one.examples:,} with {one.statements:,} statements: {_proofs(one.proofs)}"),
        ("constructions", _counts(one.constructions)),
        ("states", _counts(one.states)),
        ("other examples", _counts(one.other_examples)),
    )
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for name, words in rows:
        table.add_row(name, words or "none")
    console.print(Padding(table, (0, 0, 1, 2)))


def _proofs(proofs: Mapping[str, "Proof"]) -> str:
    """ "verbs 20 −3": twenty examples with statements, three in which nothing may be found."""
    return ", ".join(
        f"{group.replace('_', ' ')} {proof.positive}" + (f" −{proof.negative}" if proof.negative else "")
        for group, proof in proofs.items()
    )


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in counts.items() if number)

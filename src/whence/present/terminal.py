"""The brief in a terminal, as wide as it is; colour only where the terminal has it (rich decides)."""

from collections.abc import Iterable
from typing import Protocol

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from whence.present.views import BriefView, Cite, ClaimView, ConflictView, EchoView, Words
from whence.present.wording import file_name, in_marks

STATE_STYLES = {
    "open": "cyan",
    "due": "bold yellow",
    "past": "dim",
    "came_true": "green",
    "withdrawn": "magenta",
}
WIDEST_COLUMNS = 100
HEADING_COLUMNS = 38


class Show(Protocol):
    """Prints one thing, indented by `left` columns."""

    def __call__(self, what: RenderableType, *, left: int = 0) -> None: ...


def heading(words: str) -> Text:
    """A heading with a line behind it."""
    return Text(f"{words} ".ljust(HEADING_COLUMNS, "─"), style="bold")


def printer(console: Console) -> Show:
    """Prints one thing after the other, no wider than reads well."""
    width = min(console.width, WIDEST_COLUMNS)

    def show(what: RenderableType, *, left: int = 0) -> None:
        if what == "":
            console.print()
            return
        # Padding to the right would only end up in whatever the output is piped to.
        console.print(Padding(what, (0, 0, 0, left), expand=False), width=width, soft_wrap=False)

    return show


def print_claim(claim: ClaimView, console: Console) -> None:
    """Prints one claim with its chain, ladder and conflicts."""
    show = printer(console)
    _claim(claim, show, whole=True)
    show("")
    show(Text("Where it stands", style="bold"))
    sides = [side.cite for pair in (*claim.denials, *claim.rivals) for side in (pair.left, pair.right)]
    for cite in sorted(dict.fromkeys((*claim.cites, *sides)), key=lambda cite: cite.n):
        where = f"[{cite.n}] {file_name(cite.report)}"
        where += f" ({cite.label})" if cite.label != file_name(cite.report) else ""
        show(Text(where).append(f"  statement {cite.statement[:8]}", style="dim"), left=2)
    if claim.why_origins:
        show("")
        show(Text("Why this many origins", style="bold"))
        for why in claim.why_origins:
            show(Text(why, style="dim"), left=2)
    if claim.forecasts:
        show("")
        show(Text("Forecasts", style="bold"))
        for f in claim.forecasts:
            show(Text(f.state_words, STATE_STYLES[f.state]).append(f"  {f.when}  {f.who}", "default"), left=2)


def print_brief(view: BriefView, console: Console) -> None:
    """Prints the brief. Passages are named by their number; the HTML page opens them."""
    show = printer(console)
    show(Text(view.title, style="bold"))
    show(Text(f"whence brief, as of {view.as_of_words}", style="dim"))
    show("")
    lead = Text()
    for sentence in view.lead:
        lead.append(sentence.text)
        lead.append_text(marks(sentence.cites))
        lead.append(" ")
    show(lead)
    show(Text(view.read, style="dim"))
    for claim in view.claims:
        show("")
        _claim(claim, show)
    if view.lines:
        show("")
        show(heading("Also said"))
        for line in view.lines:
            text = Text("• ").append(line.who, style="bold").append(f": {quoted(line.words)}")
            show(text.append_text(marks(line.cites)))
        if view.more_claims:
            show(Text(f"and {view.more_claims:,} more: whence claims --case FOLDER", style="dim"))
    if view.forecasts:
        show("")
        show(heading("Did it come true?"))
        table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
        table.add_column(max_width=24)
        table.add_column(max_width=22)
        table.add_column(overflow="fold")
        for f in view.forecasts:
            what = Text(f.who, style="bold").append(f" {quoted(f.words)}", style="not bold")
            table.add_row(
                Text(f.state_words, style=STATE_STYLES[f.state]), f.when, what.append_text(marks([f.cite]))
            )
        show(table)
    if view.sources:
        show("")
        show(heading("Sources"))
        table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
        table.add_column("source", overflow="fold")
        table.add_column("origin of", justify="right")
        table.add_column("relay of", justify="right")
        table.add_column("forecasts")
        table.add_column("record")
        for s in view.sources[:12]:
            table.add_row(
                Text(s.name), str(s.as_origin), str(s.as_relay), s.forecasts, f"{s.grade}: {s.grade_words}"
            )
        show(table)
    if view.problems:
        show("")
        show(heading("Problems"))
        for p in view.problems:
            places = "; ".join(p.places) + (f"; and {p.more} more" if p.more else "")
            show(
                Text(f"{p.count} × {p.meaning}. {p.remedy[0].upper()}{p.remedy[1:]}.").append(
                    f" {places}", "dim"
                )
            )
    show("")


def quoted(words: Words) -> str:
    """The words in quotation marks; what somebody denies is said to be denied."""
    return f"{'denied: ' if words.denied else ''}{in_marks(words.text)}"


def marks(cites: Iterable[Cite]) -> Text:
    """ " [1, 2, 3]", dim; at most eight."""
    numbers = [str(cite.n) for cite in cites]
    if not numbers:
        return Text("")
    more = ", …" if len(numbers) > 8 else ""
    return Text(f" [{', '.join(numbers[:8])}{more}]", style="dim")


def _claim(claim: ClaimView, show: Show, *, whole: bool = False) -> None:
    show(heading(f"Claim {claim.n}"))
    show(Text(quoted(claim.words), style="bold").append_text(marks(claim.cites)))
    if claim.english:
        show(Text(claim.english, style="italic dim"))
    show(Text(claim.counts, style="bold red"))
    if claim.tall:
        for line in claim.tree:
            show(Text(line), left=2)
    elif claim.path:
        show(Text(claim.path), left=2)
    if len(claim.ladder) > 1 or (whole and any(step.echoes for step in claim.ladder)):
        show("")
        show(Text("How the wording changed", style="bold"))
        for step in claim.ladder:
            head = Text(f"{step.n} ").append(step.outlet, style="bold")
            head.append(f" · {step.language} · {step.published or 'date unknown'}", style="dim")
            if step.how:
                head.append(f" · {step.how}", style="dim")
            if not step.attributed:
                head.append(" · nobody named", style="red")
            show(head, left=2)
            wording = Text()
            for piece in step.wording:
                wording.append(piece.text, style={"new": "bold red", "lost": "underline"}.get(piece.kind, ""))
            show(wording.append_text(marks([step.cite])), left=4)
            for change in step.changes:
                show(
                    Text(change.kind, style="red").append(f": {change.before} → {change.after}", "default"),
                    left=4,
                )
            if step.echoes:
                names = ", ".join(map(_echo, step.echoes))
                show(Text(f"repeated without a change that could be seen by {names}", style="dim"), left=4)
    _conflicts("Who says otherwise", claim.denials, show)
    _conflicts("Rival figures", claim.rivals, show)
    if claim.judged:
        show("")
        show(Text("Judged by people", style="bold"))
        for line in claim.judged:
            show(Text(line), left=2)
    if claim.see:
        numbers = ", ".join(map(str, claim.see))
        show(Text(f"What stands against it is shown at claim {numbers}.", style="dim"))


def _echo(echo: EchoView) -> str:
    """ "Hafenblatt (cites)", "07-tender.txt (outlet unknown; excerpt)"."""
    if not echo.how:
        return echo.outlet
    name, bracket, rest = echo.outlet.partition(" (")
    return f"{name} ({rest[:-1]}; {echo.how})" if bracket else f"{name} ({echo.how})"


def _conflicts(heading: str, conflicts: tuple[ConflictView, ...], show: Show) -> None:
    if not conflicts:
        return
    show("")
    show(Text(heading, style="bold"))
    for pair in conflicts:
        for side in (pair.left, pair.right):
            text = Text(side.who, style="bold").append(f" ({side.where}): ", style="dim")
            text.append(" ".join(side.before.split()) + " " if side.before.strip() else "", style="dim")
            text.append(side.words.text, style="not bold").append(side.after, style="dim")
            show(text.append_text(marks([side.cite])), left=2)
        show(Text(pair.why, style="dim"), left=4)

"""Lists for people, in a terminal: what a case holds, a marked document, hits, scores."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from whence.model import Claim, Document, Forecast, Lineage, SourceRecord, Statement
from whence.present.passages import segments
from whence.present.terminal import STATE_STYLES
from whence.present.views import Cite
from whence.present.wording import (
    GRADES,
    LINKS,
    STATES,
    concept,
    count,
    day,
    figure,
    file_name,
    language_name,
    legible,
    listing,
    named,
    origin_count,
    when,
)
from whence.problems import Problem

if TYPE_CHECKING:
    from whence.evaluate import Report
    from whence.store import Hit

SHORT_ID = 8
"""So many characters of an id are printed; `whence trace` takes any beginning that is unique."""


def _table(*columns: str, numbers: Iterable[str] = ()) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for name in columns:
        if name in numbers:
            table.add_column(name, justify="right", no_wrap=True)
        else:
            table.add_column(name, overflow="fold")
    return table


def _text(words: str, style: str = "") -> Text:
    return Text(legible(words), style=style)


def chain_text(statement: Statement) -> Text:
    """The chain on one line, origin first."""
    text = Text()
    for n, voice in enumerate(statement.chain):
        if n:
            text.append(" → ", style="dim")
        text.append(
            legible(named(voice.name)), style={"origin": "bold", "publisher": "dim"}.get(voice.role, "")
        )
    for voice in statement.alleged:
        text.append(f"  (alleged: {legible(named(voice.name))})", style="dim")
    return text


def stance_words(statement: Statement) -> list[str]:
    """The stance where it is not the plain case: affirmed, asserted, without distance."""
    stance = statement.stance
    found: list[str] = [stance.horizon]
    if stance.polarity != "affirmed":
        found.append(stance.polarity)
    if stance.commitment != "asserted":
        found.append(stance.commitment)
    if stance.denial:
        found.append("denial")
    if stance.condition:
        found.append("on a condition")
    if stance.reporter_hedge:
        found.append("the reporter keeps a distance")
    if stance.probability:
        low, high = stance.probability
        found.append(f"probability {low:.0%} to {high:.0%}")
    return found


def print_statements(document: Document, statements: Sequence[Statement], console: Console) -> None:
    """A document's statements, one under the other."""
    head = Text(legible(document.report), style="bold")
    head.append(f"  {language_name(document.language)}, {count(len(statements), 'statement')}", style="dim")
    console.print(head)
    for one in statements:
        console.print(Text("  “").append(legible(one.wording)).append("”"))
        console.print(Text("    ").append_text(chain_text(one)))
        details = stance_words(one)
        details += [f"{figure(f)} {concept(f.unit or '')}".strip() for f in one.figures]
        details += [f"{when(t)} ({t.role})" for t in one.times]
        console.print(Text("    " + legible(" · ".join(details)), style="dim"))
    console.print("")


def print_claims(claims: Sequence[Claim], console: Console) -> None:
    """Claims, most reports first."""
    table = _table("claim", "wording", "origins", "reports", "languages", numbers=("reports",))
    for one in sorted(claims, key=lambda c: (-len({s.report for s in c.statements}), c.id)):
        signs = [f"denied by {listing([named(d.who) for d in one.denials], most=2)}"] if one.denials else []
        signs += [count(len(one.rivals), "rival figure")] if one.rivals else []
        signs += ["judged by people"] if one.judged else []
        words = _text(f"“{one.gloss.wording}”")
        if signs:
            words.append(legible(f"  {'; '.join(signs)}"), style="red")
        origins = _text(f"{origin_count(len(one.origins))}")
        if one.origins:
            origins.append(legible(f": {listing([named(o) for o in one.origins], most=3)}"), style="dim")
        table.add_row(
            one.id[:SHORT_ID],
            words,
            origins,
            str(len({s.report for s in one.statements})),
            " ".join(one.languages),
        )
    console.print(table if claims else "No claims.")


def print_lineage(edges: Sequence[Lineage], console: Console) -> None:
    """Edges between documents, with why."""
    table = _table("from", "", "to", "kind", "score", "why", numbers=("score",))
    for one in edges:
        arrow = "→" if one.direction_known else "–"
        why = "; ".join(dict.fromkeys(e.why for e in one.evidence))
        table.add_row(
            _text(file_name(one.source)),
            arrow,
            _text(file_name(one.target)),
            LINKS[one.kind],
            f"{one.score:.2f}",
            _text(why, "dim"),
        )
    console.print(table if edges else "No links between documents.")


def print_forecasts(forecasts: Sequence[Forecast], console: Console) -> None:
    """Forecasts by deadline."""
    table = _table("claim", "state", "deadline", "who", "what")
    for one in sorted(forecasts, key=lambda f: ((f.deadline and f.deadline.start) or "9999", f.id)):
        table.add_row(
            one.claim[:SHORT_ID],
            Text(STATES[one.state], style=STATE_STYLES[one.state]),
            when(one.deadline),
            _text(", ".join(named(who) for who in one.who)),
            _text(f"“{one.content}”"),
        )
    console.print(table if forecasts else "No forecasts.")


def print_sources(sources: Sequence[SourceRecord], console: Console) -> None:
    """Sources, most quoted first; names that only stand inside statements are counted below."""
    heard = [one for one in sources if one.statements]
    table = _table(
        "source", "kind", "origin of", "relay of", "forecasts", "record", numbers=("origin of", "relay of")
    )
    for one in sorted(heard, key=lambda s: (-s.as_origin - s.as_relay, s.name, s.id)):
        name = _text(named(one.name))
        others = [v for v in one.variants if v != one.name]
        if others:
            name.append(legible(f" ({listing(others, most=3)})"), style="dim")
        record = ", ".join(f"{n} {concept(state)}" for state, n in one.forecasts.items() if n)
        table.add_row(
            name, one.kind, str(one.as_origin), str(one.as_relay), record, f"{one.grade}: {GRADES[one.grade]}"
        )
    console.print(table if heard else "No sources.")
    if silent := len(sources) - len(heard):
        console.print(f"{count(silent, 'name')} only spoken of, not as a source: --format json lists them.")


def print_documents(documents: Sequence[Document], console: Console) -> None:
    """Documents, in order of arrival."""
    table = _table(
        "report", "outlet", "language", "published", "title", "characters", numbers=("characters",)
    )
    for one in documents:
        table.add_row(
            _text(file_name(one.report)),
            _text(one.outlet or "unknown", "" if one.outlet else "dim"),
            one.language or "unknown",
            day(one.published.edtf) if one.published else "unknown",
            _text(one.title or ""),
            f"{len(one.text):,}",
        )
    console.print(table if documents else "No documents.")


def print_problems(problems: Sequence[Problem], console: Console) -> None:
    """Problems by kind, each with what to do about it."""
    for code, number in Counter(one.code for one in problems).most_common():
        some = [one for one in problems if one.code == code]
        head = Text(f"{number} × {some[0].meaning}", style="bold")
        console.print(head.append(f". {some[0].remedy[0].upper()}{some[0].remedy[1:]}.", style="not bold"))
        for one in some:
            place = f"{one.where}:{one.line}" if one.line is not None else one.where
            console.print(_text(f"  {place}{f' ({one.detail})' if one.detail else ''}"))
    if not problems:
        console.print("No problems.")


def print_document(
    document: Document, statements: Sequence[Statement], console: Console, rejections: Mapping[str, str]
) -> None:
    """The text with statements underlined and numbered, boilerplate dim; then the statements.

    `rejections` say of statements, by id, who rejected them.
    """
    console.print(_text(document.title or document.report, "bold"))
    published = day(document.published.edtf) if document.published else "date unknown"
    outlet = document.outlet or "outlet unknown"
    console.print(
        _text(f"{document.report} · {outlet} · {language_name(document.language)} · {published}", "dim")
    )
    console.print("")
    cites = [
        (Cite(n=n, statement=one.id, report=one.report, label=outlet), one)
        for n, one in enumerate(statements, 1)
    ]
    text = Text()
    for piece in segments(document, cites):
        for cite in piece.opens:
            text.append(f"[{cite.n}]", style="bold cyan")
        if piece.kind == "left_out":
            text.append(f"\n[{piece.text} characters left out]\n", style="dim")
            continue
        style = "underline" if piece.inside else "dim" if piece.kind == "boilerplate" else ""
        text.append(legible(piece.text), style=style)
    console.print(text)
    console.print("")
    for cite, one in cites:
        head = Text(f"[{cite.n}] ", style="bold cyan").append_text(chain_text(one))
        console.print(head.append(f"  {one.id[:SHORT_ID]}", style="dim"))
        console.print(Text(f"    {', '.join(stance_words(one))}", style="dim"))
        if one.id in rejections:
            console.print(_text(f"    {rejections[one.id]}: takes part in nothing", "yellow"))


def print_hits(hits: Sequence["Hit"], console: Console) -> None:
    """What a search found, with the words around the match."""
    for one in hits:
        console.print(_text(one.report, "bold").append(f"  {one.kind}", style="not bold dim"))
        if one.snippet is None or one.match is None:
            console.print(_text(f"  {one.title or ''}"))
            continue
        begin = one.match.start - one.snippet.start
        end = one.match.end - one.snippet.start
        words = one.snippet.exact
        text = _text(
            "  " + " ".join(words[:begin].split()) + (" " if words[:begin].rstrip() != words[:begin] else "")
        )
        text.append(legible(words[begin:end]), style="bold" if one.kind == "document" else "")
        console.print(text.append(legible(words[end:])))
    if not hits:
        console.print("Nothing found.")


def print_scores(report: "Report", console: Console, *, misses: int) -> None:
    """Scores by part, then by language and half where there are several."""
    console.print(_text(f"{report.path}: {report.kind}, {count(report.items, 'record')}", "bold"))
    table = _table(
        "part",
        "measure",
        "language",
        "half",
        "P",
        "R",
        "F1",
        "right",
        "predicted",
        "gold",
        numbers=("P", "R", "F1", "right", "predicted", "gold"),
    )
    languages = {one.language for one in report.rows} - {"all"}
    for one in report.rows:
        if one.language != "all" and len(languages) == 1:
            continue
        whole = one.language == "all" and one.split == "all"
        table.add_row(
            one.part,
            one.measure,
            one.language,
            one.split,
            *(f"{100 * value:.1f}" for value in (one.precision, one.recall, one.f1)),
            *(f"{value:,}" for value in (one.found, one.predicted, one.gold)),
            style="" if whole else "dim",
        )
    console.print(table)
    shown: Counter[str] = Counter()
    for miss in report.misses:
        shown[miss.part] += 1
        if shown[miss.part] <= misses:
            console.print(
                _text(f"{miss.part}: {miss.where}\n    gold: {miss.gold}\n    whence: {miss.predicted}")
            )

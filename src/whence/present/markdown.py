"""The brief as Markdown: content and order of the page, with the passages as numbered notes at the end."""

import re
from collections.abc import Iterable

from whence.present.views import BriefView, Cite, ClaimView, ConflictView, DocumentView, Words
from whence.present.wording import in_marks

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def plain(text: str) -> str:
    """Text of a report on one line; all that Markdown, or HTML inside it, would act on is escaped."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def render_markdown(view: BriefView) -> str:
    """The brief as a string of Markdown."""
    out: list[str] = [f"# {plain(view.title)}", ""]
    out += [" ".join(plain(s.text) + notes(s.cites) for s in view.lead), ""]
    about = f"{plain(view.read)} As of {view.as_of_words}.".strip()
    out += [f"*{about}*", ""]
    for claim in view.claims:
        out += _claim(claim)
    if not view.claims:
        out += ["No claims: nothing in this case is attributed to anybody.", ""]
    if view.lines:
        out += ["## Also said", ""]
        out += [f"- **{plain(one.who)}**: {quoted(one.words)}{notes(one.cites)}" for one in view.lines]
        if view.more_claims:
            out.append(f"- and {view.more_claims:,} more in the case")
        out.append("")
    if view.forecasts:
        out += ["## Did it come true?", "", "| State | Deadline | Who | What |", "|---|---|---|---|"]
        out += [
            f"| {f.state_words} | {f.when} | {plain(f.who)} | {quoted(f.words)}{notes([f.cite])} |"
            for f in view.forecasts
        ]
        out.append("")
    if view.sources:
        out += [
            "## Sources",
            "",
            "| Source | Origin of | Relay of | Forecasts | Record |",
            "|---|--:|--:|---|---|",
        ]
        out += [
            f"| {plain(s.name)} | {s.as_origin} | {s.as_relay} | {s.forecasts} | {s.grade}: {s.grade_words} |"
            for s in view.sources
        ]
        out.append("")
    if view.links:
        out += ["## How the reports hang together", ""]
        out += [
            f"- {plain(e.first)} {e.arrow} {plain(e.second)}: {e.kind} ({e.score}); {plain(e.why)}"
            for e in view.links
        ]
        out.append("")
    out += ["## Problems", ""]
    for p in view.problems:
        more = f"; and {p.more} more" if p.more else ""
        out.append(f"- {p.count} × {p.meaning}. {p.remedy}. {plain('; '.join(p.places))}{more}")
    if not view.problems:
        out.append("None: everything that was given could be read.")
    out += ["", "## What whence does not claim", ""]
    out += [f"- {one}" for one in view.limits]
    out += ["", "## Passages", ""]
    out += _passages(view.documents)
    return "\n".join(out).rstrip() + "\n"


def quoted(words: Words) -> str:
    """The words in quotation marks; what somebody denies is said to be denied."""
    return f"{'denied: ' if words.denied else ''}{in_marks(plain(words.text))}"


def notes(cites: Iterable[Cite]) -> str:
    """Footnote marks: " [^1][^2]"."""
    return "".join(f"[^{cite.n}]" for cite in cites)


def _claim(claim: ClaimView) -> list[str]:
    out = [f"## {claim.n}. {quoted(claim.words)}{notes(claim.cites)}", ""]
    if claim.english:
        out += [f"*In outline: {plain(claim.english)}*", ""]
    out += [f"**{claim.counts}**", ""]
    if claim.origins:
        out += [f"From: {plain('; '.join(claim.origins))}", ""]
    if len(claim.ladder) > 1:
        out += ["### How the wording changed", ""]
        for step in claim.ladder:
            head = f"{plain(step.outlet)}, {step.language}, {step.published or 'date unknown'}"
            head += f", {step.how}" if step.how else ""
            lost = "" if step.attributed else " (nobody named)"
            out.append(f"{step.n}. {head}{lost}: {in_marks(plain(step.words.text))}{notes([step.cite])}")
            out += [f"   - {c.kind}: {plain(c.before)} → {plain(c.after)}" for c in step.changes]
            if step.echoes:
                names = ", ".join(f"{plain(e.outlet)}{notes([e.cite])}" for e in step.echoes)
                out.append(f"   - repeated without a change that could be seen by {names}")
        out.append("")
    out += _conflicts("Who says otherwise", claim.denials)
    out += _conflicts("Rival figures", claim.rivals)
    if claim.judged:
        out += ["### Judged by people", "", *(f"- {plain(line)}" for line in claim.judged), ""]
    if claim.see:
        out += [f"What stands against it is shown at claim {', '.join(map(str, claim.see))}.", ""]
    return out


def _conflicts(heading: str, conflicts: tuple[ConflictView, ...]) -> list[str]:
    if not conflicts:
        return []
    out = [f"### {heading}", ""]
    for pair in conflicts:
        for side in (pair.left, pair.right):
            words = plain(f"{side.before}{side.words.text}{side.after}")
            out.append(
                f"- **{plain(side.who)}** ({plain(side.where)}): {in_marks(words)}{notes([side.cite])}"
            )
        out += [f"  *{plain(pair.why)}*", ""]
    return out


def _passages(documents: tuple[DocumentView, ...]) -> list[str]:
    texts: dict[int, list[str]] = {}
    where: dict[int, str] = {}
    for document in documents:
        for segment in document.segments:
            for cite in segment.opens:
                where[cite.n] = f"{document.outlet}, {document.report}, {document.language}"
            for n in segment.inside:
                texts.setdefault(n, []).append(segment.text)
    return [f"[^{n}]: {plain(where[n])}: “{plain(''.join(texts.get(n, [])))}”" for n in sorted(where)]

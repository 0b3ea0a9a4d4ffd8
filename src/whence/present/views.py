"""What each page shows, as records: the only thing that the HTML, Markdown and terminal renderers read.

A view holds finished words and numbers, never a record of another stage. Everything that is said carries its
cites: `Cite.n` is the number of a passage, the same all over the page, and `p<n>` its anchor in the document.
Words of a report stand in `Words` together with their language, so that no renderer can forget it.
"""

from typing import Literal

from whence.model import Record

State = Literal["open", "due", "past", "came_true", "withdrawn"]


class Words(Record, frozen=True):
    """Words as they stand in a report. `language` is a code, or None where it is not known.

    `denied`: they are what a voice rejects, so that they must not stand alone.
    """

    text: str
    language: str | None
    denied: bool = False


class Cite(Record, frozen=True):
    """The passage that something rests on. `label` names its report: the outlet, or else the path."""

    n: int
    statement: str
    report: str
    label: str


class Sentence(Record, frozen=True):
    """A sentence in English and the passages that it rests on."""

    text: str
    cites: tuple[Cite, ...] = ()


class Piece(Record, frozen=True):
    """A stretch of a wording. `kind`: new (changed on this step), lost (changed by a later one), or plain."""

    text: str
    kind: Literal["plain", "new", "lost"] = "plain"


class ChangeView(Record, frozen=True):
    """One typed change: `kind` as a reader would say it, the values, the words they were read from."""

    kind: str
    before: str
    after: str
    before_words: Words | None
    after_words: Words | None


class EchoView(Record, frozen=True):
    """A step that repeats the one before it without a change that could be seen.

    `how` is the edge between their reports in words, or empty.
    """

    outlet: str
    language: str
    published: str | None
    cite: Cite
    how: str = ""


class StepView(Record, frozen=True):
    """One step of a ladder. `outlet` is a name or "outlet unknown"; `published` is written out, or None.

    `how` says which step the wording came from and how that is known; empty for the first.
    """

    n: int
    outlet: str
    language: str
    published: str | None
    wording: tuple[Piece, ...]
    words: Words
    changes: tuple[ChangeView, ...]
    attributed: bool
    cite: Cite
    echoes: tuple[EchoView, ...] = ()
    how: str = ""


class SideView(Record, frozen=True):
    """One side of a conflict: who says what, where. `before` and `after` are the words around it."""

    who: str
    before: str
    words: Words
    after: str
    where: str
    cite: Cite


class ConflictView(Record, frozen=True):
    """Two statements side by side; `why` says what keeps them apart. Never a verdict."""

    kind: str
    left: SideView
    right: SideView
    why: str


class NodeView(Record, frozen=True):
    """A voice in the picture of a chain. Units: CSS pixels. `lines` are cut to fit, `full` is not.

    A voice that is `named` as the origin does not count as one: linking found where the words come from.
    """

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    full: str
    note: str
    role: Literal["origin", "relay", "publisher", "named", "more"]
    cite: Cite | None


class EdgeView(Record, frozen=True):
    """A line between two voices: an SVG path. `dashed`: the text names nobody; linking found it."""

    path: str
    dashed: bool


class PictureView(Record, frozen=True):
    """A drawing: its size in CSS pixels, lines and voices, and the same in words for who cannot see it."""

    width: float
    height: float
    nodes: tuple[NodeView, ...]
    edges: tuple[EdgeView, ...]
    description: str


class ForecastView(Record, frozen=True):
    """A forecast. `when` is the deadline written out; `first` and `last` are ISO dates where known."""

    id: str
    claim: str
    who: str
    words: Words
    when: str
    first: str | None
    last: str | None
    state: State
    state_words: str
    cite: Cite
    outcome: Cite | None


class TickView(Record, frozen=True):
    """A label of the strip: where (per cent of its width), the words, and how they are set."""

    x: float
    text: str
    anchor: Literal["start", "middle", "end"]


class BarView(Record, frozen=True):
    """A forecast on the strip: `x` and `width` in per cent of the strip's width, `row` from 0."""

    n: int
    x: float
    width: float
    row: int
    state: State
    title: str


class StripView(Record, frozen=True):
    """The forecasts along time. `today` is the day of judgement in per cent of the width."""

    bars: tuple[BarView, ...]
    ticks: tuple[TickView, ...]
    today: float
    rows: int


class ClaimView(Record, frozen=True):
    """A claim with its answers.

    `wide` and `tall` are the same chain drawn for a desk and for a phone; a chain of one or two voices is not
    drawn but written (`path`). `tree` is the chain as lines of text, for the terminal. `small` claims have no
    ladder and no conflict. `see` are the claims at which a conflict with this one is shown already. `judged` is
    what people decided that it rests on.
    """

    id: str
    n: int
    words: Words
    english: str
    counts: str
    origin_count: str
    outlet_count: str
    language_count: str
    origins: tuple[str, ...]
    path: str
    tree: tuple[str, ...]
    small: bool
    why_origins: tuple[str, ...]
    wide: PictureView | None
    tall: PictureView | None
    ladder: tuple[StepView, ...]
    denials: tuple[ConflictView, ...]
    rivals: tuple[ConflictView, ...]
    forecasts: tuple[ForecastView, ...]
    cites: tuple[Cite, ...]
    see: tuple[int, ...] = ()
    judged: tuple[str, ...] = ()


class LineView(Record, frozen=True):
    """A claim on one line."""

    id: str
    words: Words
    who: str
    cites: tuple[Cite, ...]


class SourceView(Record, frozen=True):
    """A source and its record. `grade_words` says what the Admiralty letter means here."""

    name: str
    kind: str
    as_origin: int
    as_relay: int
    forecasts: str
    grade: str
    grade_words: str


class LinkView(Record, frozen=True):
    """How two reports hang together."""

    first: str
    second: str
    kind: str
    arrow: str
    why: str
    score: str


class SegmentView(Record, frozen=True):
    """A stretch of a document. `opens` are the passages that begin here, `inside` those that cover it."""

    text: str
    kind: Literal["text", "boilerplate", "left_out"]
    opens: tuple[Cite, ...] = ()
    inside: tuple[int, ...] = ()


class DocumentView(Record, frozen=True):
    """A report with its passages marked."""

    id: str
    report: str
    heading: str
    outlet: str
    language: str
    language_name: str
    published: str | None
    url: str | None
    segments: tuple[SegmentView, ...]


class ProblemView(Record, frozen=True):
    """Problems of one kind: how often, what it means, what to do, and the first places."""

    code: str
    count: int
    meaning: str
    remedy: str
    places: tuple[str, ...]
    more: int


class BriefView(Record, frozen=True):
    """The whole page. `more_…` count what is in the case but not printed.

    `backs` leads from the number of a passage to the anchor of the part of the page that cites it.
    """

    title: str
    as_of: str
    as_of_words: str
    lead: tuple[Sentence, ...]
    read: str
    claims: tuple[ClaimView, ...]
    lines: tuple[LineView, ...]
    more_claims: int
    forecasts: tuple[ForecastView, ...]
    strip: StripView | None
    sources: tuple[SourceView, ...]
    more_sources: int
    links: tuple[LinkView, ...]
    more_links: int
    documents: tuple[DocumentView, ...]
    uncited: tuple[str, ...]
    more_uncited: int
    problems: tuple[ProblemView, ...]
    limits: tuple[str, ...]
    backs: dict[int, str]

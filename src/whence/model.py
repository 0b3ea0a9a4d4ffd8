"""The records that flow between the stages, and nothing else.

The words are those of the design: Document, Span (here `Passage`), Statement, Voice, Claim, Forecast.
Three rules hold for every record in this file:

* **Offsets** are Unicode code points of `Document.text`, half-open: `text[start:end] == exact`. The text is never
  altered, so offsets always fit it; boilerplate is marked (`Mark`), never cut.
* **Times** are UTC calendar dates. `When.start` and `When.end` are inclusive.
* **Ids** come from content (`content_id`), so the same input always gives the same ids.

Serialisation is derived once, from the records (`to_builtins`, `encode`, `decode`); nothing else writes JSON.
"""

import hashlib
from typing import Any, Literal, TypeVar

import msgspec

SCHEMA = 1
"""Number of the machine interface. It rises when a key is removed or changes its meaning."""

T = TypeVar("T")


class Record(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Base of all records: immutable, keyword-only, hashable by content where its parts are."""


def content_id(*parts: str) -> str:
    """Sixteen hex digits of the SHA-256 of the parts, separated so that no two lists of parts collide."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


# --- passages and what is found inside them -----------------------------------------------------------


class Passage(Record, frozen=True):
    """A half-open stretch of a document's text, with the words it covers."""

    start: int
    end: int
    exact: str


def passage(text: str, start: int, end: int) -> Passage:
    """The passage `[start, end)` of `text`."""
    return Passage(start=start, end=end, exact=text[start:end])


MarkKind = Literal[
    "stamp",
    "photo",
    "see_also",
    "related",
    "byline",
    "comment_form",
    "repeated_title",
    "author_blurb",
    "promotion",
]


class Mark(Record, frozen=True):
    """A stretch of boilerplate. Marked text is not searched for statements; it stays in the text."""

    kind: MarkKind
    start: int
    end: int


TimeRole = Literal["event", "deadline", "publication"]


class When(Record, frozen=True):
    """A time as EDTF, beside its original words.

    `start` and `end` are inclusive ISO dates (`YYYY-MM-DD`), or None where the year (or the whole) cannot be
    known: then `edtf` keeps what is known, as `XXXX-12-31`. `span` is its place in the document, None where
    the time was not read from the text (a feed's date). `granularity` is day, week, month, season, quarter,
    half, year, decade, or instant.
    """

    edtf: str
    start: str | None
    end: str | None
    granularity: str
    role: TimeRole
    exact: str
    span: tuple[int, int] | None = None


class Figure(Record, frozen=True):
    """A quantity with inclusive bounds (None = unbounded) beside its original words.

    `approximator` is the concept of the word that loosens it (about, at_least, at_most, more_than, less_than,
    nearly, up_to, vague, range, increment) or None. `unit` is the concept id of what is counted
    (`soldier`, `summons`, …), the bare word where no pack has a concept for it, or None.
    """

    low: float | None
    high: float | None
    approximator: str | None
    unit: str | None
    exact: str
    span: tuple[int, int]


class Place(Record, frozen=True):
    """A place of the gazetteer. `id` is `geonames:<number>` or `territory:<ISO 3166-1 alpha-2>`."""

    name: str
    id: str
    country: str | None
    exact: str
    start: int
    end: int


class Actor(Record, frozen=True):
    """A named person, organisation, state or role inside a statement. `source_id` as in `Voice`."""

    name: str
    source_id: str
    exact: str
    start: int
    end: int


class Concept(Record, frozen=True):
    """A concept word of a pack: what makes wordings comparable across languages without any translation."""

    id: str
    kind: Literal["unit", "event", "stage", "topic"]
    exact: str
    start: int
    end: int


class Event(Record, frozen=True):
    """What the statement says happens: an event concept, its PLOVER type and mode, and the stage of a process.

    `concept` is an id of the packs' events ("mobilize", "tender"). `type` is one of the sixteen PLOVER types, None
    where the concept is no political event; `mode` says how, where it is known (of MOBILIZE: troops, weapons,
    police). `stage` is how far a process is said to have come or to be meant to come (tendered, ordered, printed,
    sent, called_up, arrived, …).
    """

    concept: str
    type: str | None
    mode: str | None
    stage: str | None
    exact: str
    start: int
    end: int


# --- documents ----------------------------------------------------------------------------------------


class Document(Record, frozen=True):
    """One report as captured. `report` is the path as given (`path#LINE` for JSONL, `-` for stdin).

    `language` is a pack's code, another code where the language is known but has no pack, or None for
    "don't know". Unknown outlet, url, title and date stay None.
    """

    id: str
    report: str
    text: str
    sha256: str
    language: str | None
    language_confidence: float
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    published: When | None = None
    marks: tuple[Mark, ...] = ()


# --- statements ---------------------------------------------------------------------------------------

Role = Literal["origin", "relay", "publisher"]


class Voice(Record, frozen=True):
    """One element of a chain: the mention in the text, the source it resolves to, and its role.

    `name` is the fullest mention of the source in this document, or `unnamed: …` in the words of the text. `source_id`
    is `name:<fold>` for a named source, `org:<concept>:<territory>` for an institution known by its function,
    `outlet:<id>` for media (the table's id, else the name's fold), `territory:<code>` for a state, `role:<office>:<its
    code>` for its president or head of government, and else `unnamed:<document>:<words>`: of its own document only.
    `start` and `end` are None, and `exact` is empty, where nobody is named in the text (the publisher).
    `channel` is where it was said: facebook, telegram, press_conference, interview, … or None.
    """

    name: str
    source_id: str
    role: Role
    exact: str
    start: int | None
    end: int | None
    channel: str | None = None


class Stance(Record, frozen=True):
    """The stance of the voice, not of the world.

    `denial` is True where the voice rejects what others claim; `condition` where it holds only if something
    else does; `reporter_hedge` is the reporter's own distance ("skal ha", "allegedly"); `probability` is the
    band (low, high), in 0..1, that the words give by the ICD 203 yardstick.
    """

    polarity: Literal["affirmed", "negated"]
    commitment: Literal["asserted", "hedged", "questioned"]
    horizon: Literal["past", "present", "future"]
    denial: bool = False
    condition: bool = False
    reporter_hedge: bool = False
    probability: tuple[float, float] | None = None


class Evidence(Record, frozen=True):
    """One thing that a result rests on: what it is (`kind`), in words (`why`), and where it stands."""

    kind: str
    why: str
    exact: str = ""
    start: int | None = None
    end: int | None = None


class Statement(Record, frozen=True):
    """What one document says that someone said.

    `content` is what the origin is given as saying, with its complementiser and its quotation marks (the
    convention of the published attribution corpora, so that figures compare); relays and the cue stay
    outside. `quotes` are the stretches in quotation marks, without the marks. `chain[0]` is the origin,
    relays follow outward, the publisher is last. `alleged` are the voices that the origin says said it,
    innermost last. `attributed` is False for a publisher's own sentence (DESIGN section 2).
    """

    id: str
    document: str
    report: str
    language: str
    content: tuple[Passage, ...]
    quotes: tuple[Passage, ...]
    cue: Passage | None
    chain: tuple[Voice, ...]
    alleged: tuple[Voice, ...]
    stance: Stance
    figures: tuple[Figure, ...]
    times: tuple[When, ...]
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    concepts: tuple[Concept, ...]
    event: Event | None
    rule: str
    evidence: tuple[Evidence, ...]
    attributed: bool = True
    proposition: str = ""
    """The content as a heading: without the complementiser and the marks that open and close it."""
    within: str | None = None
    """The id of the statement whose content holds this one: what the origin says that `alleged` said."""
    schema: int = SCHEMA

    @property
    def wording(self) -> str:
        """The content's words, pieces joined by an ellipsis."""
        return " … ".join(piece.exact for piece in self.content)

    @property
    def heading(self) -> str:
        """The proposition with a capital, for people to read."""
        text = self.proposition or self.wording
        return text[:1].upper() + text[1:]


# --- what linking finds ---------------------------------------------------------------------------------

LineageKind = Literal["copy", "translation", "excerpt", "rewrite", "cites", "revision", "same_event"]


class Lineage(Record, frozen=True, rename={"source": "from", "target": "to"}):
    """An edge between two documents, from the earlier to what was made of it.

    `source` and `target` (`from` and `to` in JSON) are reports as given; `source_document` and
    `target_document` their ids. Where `direction_known` is False the order means nothing. `score` is in 0..1.
    """

    source: str
    target: str
    source_document: str
    target_document: str
    kind: LineageKind
    direction_known: bool
    score: float
    evidence: tuple[Evidence, ...]
    schema: int = SCHEMA


SourceKind = Literal["person", "organisation", "state", "outlet", "document", "unnamed", "unknown"]


class Source(Record, frozen=True):
    """A resolved source across documents. `aliases` are the ids that statements carry for it.

    Of an outlet that the table knows, `outlet_kind` says what it is (agency, state_media, …) and `owner` to which
    family it belongs, where that is beyond doubt.
    """

    id: str
    name: str
    kind: SourceKind
    variants: tuple[str, ...]
    aliases: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    outlet_kind: str | None = None
    owner: str | None = None


Relation = Literal["same", "denial", "rival", "contradiction"]


class Tie(Record, frozen=True):
    """Why two statements belong together: the same (or a mutated) claim, a denial of it, a rival figure."""

    a: str
    b: str
    relation: Relation
    score: float
    evidence: tuple[Evidence, ...]


class Family(Record, frozen=True):
    """A claim before it is assessed: the ids of its statements; `judged` is what people decided on them."""

    id: str
    statements: tuple[str, ...]
    judged: tuple[Evidence, ...] = ()


class Graph(Record, frozen=True):
    """Everything that linking found. `echoes` are publishers' own sentences that fell into a family."""

    lineage: tuple[Lineage, ...]
    sources: tuple[Source, ...]
    ties: tuple[Tie, ...]
    families: tuple[Family, ...]


# --- what assessment finds --------------------------------------------------------------------------------

ChangeKind = Literal[
    "number", "unit", "stage", "actor", "place", "time", "modality", "polarity", "attribution_lost"
]


class Change(Record, frozen=True):
    """One typed change between two wordings: the values, and the words they were read from."""

    kind: ChangeKind
    before: str
    after: str
    before_exact: str
    after_exact: str
    why: str


class Step(Record, frozen=True):
    """One step of a ladder: a statement, the one it came from (None for the first), and what changed."""

    statement: str
    report: str
    content: str
    previous: str | None
    outlet: str | None
    language: str
    published: str | None
    changes: tuple[Change, ...]


class Gloss(Record, frozen=True):
    """An original wording, its language, and an English line built from concept ids."""

    wording: str
    language: str
    english: str


class ClaimStatement(Record, frozen=True):
    """A claim's member as the interface shows it."""

    id: str
    report: str
    content: str
    attributed: bool


class Conflict(Record, frozen=True):
    """Two statements side by side: a denial, a contradiction or rival figures. Never a verdict."""

    kind: Literal["denial", "contradiction", "rival_figure"]
    statement: str
    other: str
    report: str
    content: str
    who: str
    other_claim: str | None
    why: str
    evidence: tuple[Evidence, ...]


class Claim(Record, frozen=True):
    """A family of statements with its answers. `origins` are names; their number is an upper bound.

    `judged` is what people decided on its statements; all else is automatic.
    """

    id: str
    gloss: Gloss
    statements: tuple[ClaimStatement, ...]
    origins: tuple[str, ...]
    outlets: tuple[str, ...]
    languages: tuple[str, ...]
    ladder: tuple[Step, ...]
    rivals: tuple[Conflict, ...]
    denials: tuple[Conflict, ...]
    origin_evidence: tuple[Evidence, ...] = ()
    judged: tuple[Evidence, ...] = ()
    schema: int = SCHEMA


ForecastState = Literal["open", "due", "past", "came_true", "withdrawn"]


class Forecast(Record, frozen=True):
    """A claim about the future at a given day (`as_of`).

    open: the deadline's first day lies ahead (or there is no deadline); due: the day lies inside it; past: its
    last day is over and nothing in the case tells the outcome; came_true and withdrawn: a later statement in
    the case says so (`outcome` names it; the decision is automatic and says so in `evidence`).
    """

    id: str
    claim: str
    statement: str
    report: str
    content: str
    who: tuple[str, ...]
    deadline: When | None
    state: ForecastState
    as_of: str
    outcome: str | None
    evidence: tuple[Evidence, ...]
    schema: int = SCHEMA


class SourceRecord(Record, frozen=True):
    """A source's history in the case. `grade` is the Admiralty letter; F means "cannot be judged"."""

    id: str
    name: str
    kind: SourceKind
    variants: tuple[str, ...]
    statements: int
    as_origin: int
    as_relay: int
    documents: tuple[str, ...]
    forecasts: dict[str, int]
    grade: Literal["A", "B", "C", "D", "E", "F"]
    outlet_kind: str | None = None
    owner: str | None = None
    schema: int = SCHEMA


class Assessment(Record, frozen=True):
    """Everything that assessment found."""

    claims: tuple[Claim, ...]
    forecasts: tuple[Forecast, ...]
    sources: tuple[SourceRecord, ...]


# --- serialisation ------------------------------------------------------------------------------------------


def to_builtins(record: Any) -> Any:
    """The record as dicts, lists, strings and numbers, in the order of its fields."""
    return msgspec.to_builtins(record)


def encode(record: Any) -> bytes:
    """The record as one line of UTF-8 JSON."""
    return msgspec.json.encode(record)


def decode(data: bytes | str, kind: type[T]) -> T:
    """A record back from `encode`. Raises `msgspec.ValidationError` where the data do not fit `kind`."""
    return msgspec.json.decode(data, type=kind)

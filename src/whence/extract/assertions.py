"""The publisher's own sentences that could be a claim told without its source: candidates for linking."""

from bisect import bisect_right

from whence.extract.drafts import Draft
from whence.extract.events import event_of
from whence.extract.inside import Inside
from whence.extract.reading import Reading
from whence.extract.spans import Phrase
from whence.extract.stance import stance
from whence.languages.outlets import outlet_source
from whence.model import Concept, Figure, Statement, Voice, content_id, passage

SHORTEST_TOKENS, LONGEST_TOKENS = 5, 80


def assertions(reading: Reading, statements: list[Statement], inside: Inside) -> tuple[Statement, ...]:
    """Sentences outside all statements, quotations and boilerplate that hold a figure or an event."""
    taken = sorted((piece.start, piece.end) for statement in statements for piece in statement.content)
    cues = sorted((s.cue.start, s.cue.end) for s in statements if s.cue is not None)
    found: list[Statement] = []
    starts, ends = reading.tokens.starts, reading.tokens.ends
    for number, sentence in enumerate(reading.sentences):
        first, last = sentence.first, sentence.last
        if (
            not SHORTEST_TOKENS <= last - first <= LONGEST_TOKENS
            or reading.marked[first]
            or reading.marked[last]
        ):
            continue
        if reading.quote_of[first] >= 0 and reading.quote_of[first] == reading.quote_of[last]:
            continue
        start, end = starts[first], ends[last]
        if _overlaps(taken, start, end) or _overlaps(cues, start, end):
            continue
        content = [(first, last)]
        concepts, figures = inside.concepts(content), inside.figures(content)
        if event_of(concepts) is None and not figures:
            continue
        found.append(_own(reading, number, content, inside, concepts=concepts, figures=figures))
    return tuple(found)


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    k = bisect_right(spans, (start, end))
    return any(a < end and start < b for a, b in spans[max(0, k - 3) : k + 2])


def _own(
    reading: Reading,
    number: int,
    content: list[tuple[int, int]],
    inside: Inside,
    *,
    concepts: tuple[Concept, ...],
    figures: tuple[Figure, ...],
) -> Statement:
    document = reading.document
    outlet = document.outlet
    voice = Voice(
        name=outlet or "unnamed: the page itself",
        source_id=outlet_source(outlet, document.url) if outlet else f"unnamed:{document.id}:publisher",
        role="origin",
        exact="",
        start=None,
        end=None,
    )
    first, last = content[0]
    text = reading.text
    piece = passage(text, reading.tokens.starts[first], reading.tokens.ends[last])
    draft = Draft(
        rule="own_sentence",
        kind="assert",
        sentence=number,
        anchor=first,
        cue=None,
        source=Phrase((first, first), (first, first)),
        content=content,
    )
    draft.span = content[0]
    times, places = inside.times_in(content), inside.places(content)
    return Statement(
        id=content_id(document.id, f"{piece.start}-{piece.end}", "own"),
        document=document.id,
        report=document.report,
        language=reading.lexicon.code,
        content=(piece,),
        quotes=(),
        cue=None,
        chain=(voice,),
        alleged=(),
        stance=stance(reading, draft, content, None, times=times),
        figures=figures,
        times=times,
        places=places,
        actors=inside.actors(content, places),
        concepts=concepts,
        event=event_of(concepts),
        rule="own_sentence",
        proposition=reading.tokens.slice(first, last),
        evidence=(),
        attributed=False,
    )

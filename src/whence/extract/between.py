"""Attribution between where it stands and what stands there: "Uit de brief blijkt dat …", "Aus dem Bericht geht
hervor, dass …", "Av rapporten framgår det at …"."""

from whence.extract.clauses import clause_end, complementiser
from whence.extract.drafts import Draft
from whence.extract.lexicon import C, Word
from whence.extract.mentions import analyse
from whence.extract.phrases import phrase_after
from whence.extract.reading import Reading

PREP, ADV, COORD = int(C.PREP), int(C.ADV), int(C.COORD)


def read_between(
    reading: Reading, word: Word, first: int, last: int, *, sentence: int, floor: int, ceiling: int
) -> Draft | None:
    """The draft of such words at tokens `first` to `last`, or None: before them stands a preposition with a source
    that is known to be one ("Uit alles blijkt dat" names none), behind them a clause."""
    classes = reading.classes
    opener = complementiser(reading, last + 1, ceiling, interrogative=True)
    if opener is None:
        return None
    start = floor
    while start < first and classes[start] & (ADV | COORD) and not classes[start] & PREP:
        start += 1
    if start + 1 >= first or not classes[start] & PREP:
        return None
    phrase = phrase_after(reading, start + 1, ceiling=first - 1, oblique=True)
    if phrase is None or any(not classes[k] & ADV for k in range(phrase.full[1] + 1, first)):
        return None
    if analyse(reading, *phrase.core).kind in ("unknown", "pronoun"):
        return None
    end = clause_end(reading, opener, ceiling)
    if end <= opener:
        return None
    draft = Draft(
        rule="attribution",
        kind="assert",
        sentence=sentence,
        anchor=first,
        cue=(first, last),
        source=phrase,
        content=[(opener, end)],
        verb=word.id,
    )
    draft.span = (start, end)
    return draft

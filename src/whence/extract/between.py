"""Attribution between where it stands and what stands there: "Uit de brief blijkt dat …", "Aus dem Bericht geht
hervor, dass …", "Av rapporten framgår det at …"."""

from whence.extract.clauses import clause_end, complementiser
from whence.extract.drafts import Draft
from whence.extract.lexicon import C, Word
from whence.extract.mentions import analyse
from whence.extract.phrases import phrase_after
from whence.extract.reading import Reading
from whence.extract.spans import Phrase

PREP, ADV, COORD, REL = int(C.PREP), int(C.ADV), int(C.COORD), int(C.REL)


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
    if phrase is None:
        return None
    described = behind_relative(reading, phrase.full[1] + 1, first)
    if phrase.full != phrase.core and described == first - 1 and reading.tokens.words[described] == ",":
        described = first  # the comma that closes what describes it
    if any(not classes[k] & ADV for k in range(described, first)):
        return None
    phrase = Phrase(phrase.core, (phrase.full[0], max(phrase.full[1], described - 1)))
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


def behind_relative(reading: Reading, token: int, stop: int) -> int:
    """The token behind a relative clause between commas that describes what ends before `token` ("Uit het rapport, |
    dat de krant heeft ingezien, | blijkt"); `token` where none stands there, or it does not end before `stop`."""
    words, classes = reading.tokens.words, reading.classes
    opener = token + 1
    if opener + 1 >= stop or words[token] != ",":
        return token
    if not classes[opener] & REL and not (classes[opener] & PREP and classes[opener + 1] & REL):
        return token
    closed = next((k for k in range(opener + 2, stop) if words[k] == "," and reading.quote_of[k] < 0), None)
    return token if closed is None else closed + 1

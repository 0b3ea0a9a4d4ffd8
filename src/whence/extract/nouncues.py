"""Nouns that carry a content clause: "the mayor's claim that …", "has intelligence that …"."""

from whence.extract.clauses import clause_end
from whence.extract.drafts import Draft
from whence.extract.lexicon import C, Word
from whence.extract.phrases import COORD, NPREP, POSS, PREP, Phrase, has_finite, phrase_after, phrase_before
from whence.extract.reading import Reading
from whence.extract.verbs import clause_subject

DET, ADV, COMP, PUNCT = int(C.DET), int(C.ADV), int(C.COMP), int(C.PUNCT)


def read_noun(
    reading: Reading, word: Word, first: int, last: int, *, sentence: int, floor: int, ceiling: int
) -> Draft | None:
    """The draft of a noun cue at tokens `first` to `last`, or None where no content clause or no source is near."""
    classes = reading.classes
    by: Phrase | None = None
    opener = last + 1
    if opener <= ceiling and classes[opener] & NPREP:
        by = phrase_after(reading, opener + 1, ceiling=ceiling, apposition=False)
        if by is not None and by.core[1] < ceiling:
            opener = by.core[1] + 1
    found = _clause_opener(reading, opener, ceiling)
    if found is None and opener != last + 1:
        by, found = None, _clause_opener(reading, last + 1, ceiling)
    if found is None:
        return None
    source = _owner(reading, first, floor)
    why = "the noun's owner"
    if source is None and by is not None:
        source, why = by, "who the noun is from"
    if source is None:
        source, why = clause_subject(reading, first, floor), "the subject of the noun's clause"
    if source is None:
        return None
    end = clause_end(reading, found, ceiling)
    if end <= found or not has_finite(reading, found + 1, end):
        return None
    draft = Draft(
        rule="noun_cue",
        kind=word.kind,
        sentence=sentence,
        anchor=first,
        cue=(first, last),
        source=source,
        content=[(found, end)],
        verb=word.id,
    )
    draft.why.append(("source", why, source.core))
    draft.span = (min(source.full[0], first), end)
    return draft


def _clause_opener(reading: Reading, token: int, ceiling: int) -> int | None:
    """The complementiser right behind the noun; a preposition or a comma may stand between ("om, at")."""
    classes, words = reading.classes, reading.tokens.words
    k = token
    for _ in range(3):
        if k > ceiling:
            return None
        if classes[k] & COMP:
            return k
        if classes[k] & PREP or words[k] == ",":
            k += 1
            continue
        return None
    return None


def _owner(reading: Reading, noun: int, floor: int) -> Phrase | None:
    """ "Trump's claim", "his claim", "Putins påstand": who stands before the noun as its possessor."""
    classes, lows = reading.classes, reading.tokens.lows
    k = noun - 1
    while (
        k > floor
        and not classes[k] & (POSS | PUNCT | COORD | PREP)
        and not lows[k].endswith(("'s", "s'", "'"))
        and noun - k < 4
    ):
        if classes[k] & DET:
            return None
        if (
            reading.lexicon.pack.has("genitive_s_without_apostrophe")
            and lows[k].endswith("s")
            and classes[k] & int(C.CAP)
        ):
            break
        k -= 1
    if k < floor:
        return None
    if classes[k] & POSS:
        return Phrase((k, k), (k, k))
    genitive = lows[k].endswith(("'s", "s'", "'")) or (
        reading.lexicon.pack.has("genitive_s_without_apostrophe")
        and lows[k].endswith("s")
        and classes[k] & int(C.CAP)
    )
    if genitive:
        return phrase_before(reading, k, floor=floor) or Phrase((k, k), (k, k))
    return None

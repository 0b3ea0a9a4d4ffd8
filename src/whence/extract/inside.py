"""What is inside a statement: figures, times, places, named actors and concepts.

Each engine scans the document once; a statement takes what falls into its content.
"""

from bisect import bisect_left, bisect_right
from itertools import compress
from typing import Generic, Literal, Protocol, TypeVar

from whence.extract.lexicon import C, T
from whence.extract.mentions import analyse
from whence.extract.reading import CONCEPT, NAMING, SUBJUNCTIVE, TENSED, Reading
from whence.extract.spans import Range, Shape
from whence.extract.standing import finite_tokens
from whence.languages.dates import Anchor, TimeMatch, find_times
from whence.languages.fold import fold_key
from whence.languages.gazetteer import PlaceMatch, find_places
from whence.languages.numbers import FigureMatch, find_figures
from whence.languages.outlets import outlet_source
from whence.languages.particles import name_particles
from whence.languages.words import WordMap
from whence.model import Actor, Concept, Figure, Place, When

COORD = int(C.COORD)
CUE = int(C.CUE)
DET = int(C.DET)
FIN = int(C.FIN)
POSS = int(C.POSS)

FARTHEST_UNIT_TOKENS = 5
LARGEST_BACK_REFERENCE = 2
CAP, PUNCT, PREP, PRON, TIME = int(C.CAP), int(C.PUNCT), int(C.PREP), int(C.PRON), int(C.TIME)


NOUN, DEMONYM = int(T.NOUN), int(T.DEMONYM)
NO_NAME = PUNCT | TIME
DATED, COUNTED = int(T.DATED), int(T.COUNTED)


class _Match(Protocol):
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...


class _ConceptMatch(Shape, frozen=True):
    first: int
    last: int
    concept: Concept


M = TypeVar("M", bound=_Match)


class _Finds(Generic[M]):
    """Token matches in order, with their keys for bisection."""

    def __init__(self, matches: list[M]) -> None:
        self.matches = matches
        self.keys = [match.first for match in matches]

    def within(self, content: list[Range]) -> list[M]:
        """Those that lie wholly inside one of the content's pieces."""
        found: list[M] = []
        keys = self.keys
        for first, last in content:
            start = bisect_left(keys, first)
            if start < len(keys) and keys[start] <= last:
                behind = bisect_right(keys, last, start)
                found += [match for match in self.matches[start:behind] if match.last <= last]
        return found


class Inside:
    """The finds of one document. Times are looked for at once (phrases need them), the rest when first asked."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        lexicon = reading.lexicon
        published = reading.document.published
        anchor = (
            Anchor(published.start, published.end)
            if published is not None and published.start and published.end
            else None
        )
        self.times: list[TimeMatch] = find_times(
            reading.tokens,
            lexicon.pack.dates,
            lexicon.pack.cldr,
            anchor,
            among=reading.with_rare(DATED),
        )
        reading.times = self.times
        bit = TIME
        for match in self.times:
            for i in range(match.first, match.last + 1):
                reading.classes[i] |= bit
        reading.finite = finite_tokens(reading)
        reading.tensed = sorted(
            {
                *reading.with_rare(TENSED),
                *compress(range(len(reading.finite)), reading.finite),
                *(i for i in reading.verbal if reading.classes[i] & SUBJUNCTIVE),
            }
        )
        self._times = _Finds(self.times)
        self._figures: _Finds[FigureMatch] | None = None
        self._places: _Finds[PlaceMatch] | None = None
        self._concepts: _Finds[_ConceptMatch] | None = None
        self._naming: list[int] | None = None
        """Tokens that an actor may begin with."""

    def figures(self, content: list[Range]) -> tuple[Figure, ...]:
        """The figures whose tokens lie inside the content."""
        reading = self.reading
        if self._figures is None:
            taken = [(time.first, time.last) for time in self.times]
            self._figures = _Finds(
                find_figures(
                    reading.tokens,
                    reading.lexicon.pack.numbers,
                    taken=taken,
                    among=reading.with_rare(COUNTED),
                )
            )
        starts, ends, text = reading.tokens.starts, reading.tokens.ends, reading.text
        found: list[Figure] = []
        for match in self._figures.within(content):
            if self._refers_back(match):
                continue
            span = (starts[match.first], ends[match.last])
            found.append(
                Figure(
                    low=match.low,
                    high=match.high,
                    approximator=match.approximator,
                    unit=self._unit(match),
                    exact=text[span[0] : span[1]],
                    span=span,
                )
            )
        return tuple(found)

    def _refers_back(self, match: FigureMatch) -> bool:
        """ "The two countries", "de to lande": a small number word behind a determiner counts nothing new."""
        small = match.low is not None and match.low == match.high and match.low <= LARGEST_BACK_REFERENCE
        first = match.first
        if not small or first == 0 or self.reading.tokens.words[match.last][0].isdigit():
            return False
        return bool(self.reading.classes[first - 1] & (DET | POSS))

    def _unit(self, match: FigureMatch) -> str | None:
        """The concept of the noun that is counted: the first unit word behind the number, else the next noun."""
        reading = self.reading
        lows, classes, words = reading.tokens.lows, reading.classes, reading.tokens.words
        start = match.unit_at if match.unit_at is not None else match.last
        fallback: str | None = None
        for k in range(start, min(len(lows), start + FARTHEST_UNIT_TOKENS)):
            hit = reading.lexicon.units.at(lows, k)
            if hit is not None:
                return hit[0]
            if lows[k] in reading.lexicon.perfect and k > start:
                break
            if (classes[k] & PUNCT and words[k] != "-") or (classes[k] & (PREP | FIN) and k > start):
                break
            if (fallback is None and match.unit_at is not None and words[k][0].isalpha()) or (
                fallback is not None and words[k][0].isalpha() and not classes[k] & (PREP | COORD)
            ):
                fallback = lows[k]
        before = reading.lexicon.units.word(lows[match.first - 1]) if match.first > 0 else None
        return before if before is not None and before.startswith("money") else fallback

    def times_in(self, content: list[Range]) -> tuple[When, ...]:
        """The times whose tokens lie inside the content."""
        starts, ends, text = self.reading.tokens.starts, self.reading.tokens.ends, self.reading.text
        return tuple(
            When(
                edtf=match.edtf,
                start=match.start,
                end=match.end,
                granularity=match.granularity,
                role=match.role,
                exact=text[starts[match.first] : ends[match.last]],
                span=(starts[match.first], ends[match.last]),
            )
            for match in self._times.within(content)
        )

    def places(self, content: list[Range]) -> tuple[Place, ...]:
        """The gazetteer's places inside the content."""
        reading = self.reading
        if self._places is None:
            self._places = _Finds(find_places(reading.tokens, reading.lexicon.pack.cldr))
        starts, ends, text = reading.tokens.starts, reading.tokens.ends, reading.text
        return tuple(
            Place(
                name=match.name,
                id=match.id,
                country=match.country,
                exact=text[starts[match.first] : ends[match.last]],
                start=starts[match.first],
                end=ends[match.last],
            )
            for match in self._places.within(content)
        )

    def _is_opener(self, token: int) -> bool:
        """Whether a capital only opens a sentence: a closed-class word, or one that is nowhere else a name."""
        reading = self.reading
        bits = reading.classes[token]
        if bits & ~(CAP | CUE):
            return True
        return token in reading.sentence_openers and reading.tokens.lows[token] not in reading.inner_capitals

    def _opens_with_preposition(self, token: int) -> bool:
        """Whether a preposition has its capital from the sentence: "For Norland", and not "De Vries"."""
        reading = self.reading
        if not reading.classes[token] & PREP or reading.tokens.lows[token] in name_particles():
            return False
        return token in reading.sentence_openers or not reading.tokens.words[token - 1].isalnum()

    def concepts(self, content: list[Range]) -> tuple[Concept, ...]:
        """Concept words inside the content, in order; one token may carry several kinds."""
        if self._concepts is None:
            self._concepts = _Finds(self._all_concepts())
        return tuple(match.concept for match in self._concepts.within(content))

    def _all_concepts(self) -> list[_ConceptMatch]:
        reading = self.reading
        lexicon, lows, text, traits = reading.lexicon, reading.tokens.lows, reading.text, reading.traits
        starts, ends = reading.tokens.starts, reading.tokens.ends
        kinds: tuple[tuple[int, Literal["unit", "event", "stage", "topic"], WordMap[str]], ...] = (
            (int(T.UNIT), "unit", lexicon.units),
            (int(T.EVENT), "event", lexicon.events),
            (int(T.STAGE), "stage", lexicon.stages),
            (int(T.TOPIC), "topic", lexicon.topics),
        )
        found: list[_ConceptMatch] = []
        for i in reading.with_rare(CONCEPT):
            for bit, kind, table in kinds:
                hit = table.at(lows, i) if traits[i] & bit else None
                if hit is None or (kind == "unit" and reading.classes[i] & PRON):
                    continue  # Swedish "man" counts men behind a number only
                start, end = starts[i], ends[hit[1] - 1]
                concept = Concept(id=hit[0], kind=kind, exact=text[start:end], start=start, end=end)
                found.append(_ConceptMatch(i, hit[1] - 1, concept))
        return found

    def actors(self, content: list[Range], places: tuple[Place, ...]) -> tuple[Actor, ...]:
        """Named persons, institutions and states inside the content; `places` are those found in it."""
        reading = self.reading
        classes, lows, text, traits = reading.classes, reading.tokens.lows, reading.text, reading.traits
        starts, ends = reading.tokens.starts, reading.tokens.ends
        placed = {place.start for place in places}
        found: list[Actor] = []
        if self._naming is None:
            naming = sorted({*reading.named, *reading.with_rare(NAMING)})
            self._naming = [i for i in naming if not classes[i] & NO_NAME]
        for first, last in content:
            behind = first
            for i in self._naming[bisect_left(self._naming, first) : bisect_right(self._naming, last)]:
                if i < behind:
                    continue
                demonym = reading.lexicon.demonyms.word(lows[i]) if traits[i] & DEMONYM else None
                if starts[i] in placed and demonym is None:
                    continue
                if not classes[i] & CAP and demonym is None and reading.lexicon.nouns.word(lows[i]) is None:
                    continue
                if self._opens_with_preposition(i) and i < last and classes[i + 1] & CAP:
                    continue
                end = i
                while end < last and end - i < 6:
                    nxt = end + 1
                    if (classes[nxt] & CAP and not classes[nxt] & PUNCT) or (
                        traits[nxt] & NOUN and reading.lexicon.nouns.word(lows[nxt])
                    ):
                        end = nxt
                    else:
                        break
                mention = analyse(reading, i, end)
                named = bool(mention.name) and not (end == i and self._is_opener(i))
                source_id = None
                if mention.kind in ("person", "name") and named:
                    source_id = f"name:{fold_key(mention.name)}"
                elif mention.kind == "outlet" and mention.name:
                    source_id = outlet_source(mention.name)
                elif mention.kind == "organisation" and mention.territory:
                    source_id = f"org:{mention.concept}:{mention.territory}"
                elif mention.kind == "organisation" and named:
                    source_id = f"name:{fold_key(mention.name)}"
                elif mention.kind == "state" or (mention.territory and mention.kind in ("unknown", "group")):
                    source_id = f"territory:{mention.territory}"
                if source_id is not None and not source_id.endswith(":"):
                    name = mention.name or text[starts[i] : ends[end]]
                    found.append(
                        Actor(
                            name=name,
                            source_id=source_id,
                            exact=text[starts[i] : ends[end]],
                            start=starts[i],
                            end=ends[end],
                        )
                    )
                behind = end + 1
        return tuple(found)

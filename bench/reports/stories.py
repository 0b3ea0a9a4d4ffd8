"""What happens in the invented world and who writes it up: stories, each with its reports and what is true of them.

A story is planned in a block of `BLOCK` reports that depends on the seed and the block's number only, and written from
a random stream of its own. So any slice of a collection can be made without the rest, and the first thousand reports of
a million are the thousand reports of a collection of a thousand. Within a story no report is made from a later one.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from random import Random
from typing import NamedTuple

from bench.reports.phrases import codes, language
from bench.reports.world import AGENCIES, OUTLETS, PEOPLE, PLACES, hot

BLOCK = 1_000
FIRST_DAY = date(2030, 1, 1).toordinal()
DAYS = 730
DEEDS = 16
"""Things done of each topic."""
STAGES = (6, (0, 1, 2))
"""The topic whose first things done are stages of one process, each a garbled form of the one before."""

KINDS: dict[str, tuple[float, int, int]] = {
    "single": (0.735, 1, 1),
    "spread": (0.140, 2, 5),
    "event": (0.085, 2, 3),
    "denial": (0.030, 2, 3),
    "cycle": (0.005, 2, 2),
    "hub": (0.005, 15, 32),
}
"""Of the stories: how many, and how many reports they have at least and at most."""


class Sentence(NamedTuple):
    """Four parts and what fills their slots: n, q (a person), p (a town), r (a town), d (a day), m (a number)."""

    topic: int
    who: int
    does: int
    tail: int
    n: int
    q: int
    p: int
    r: int
    d: int
    m: int


class Origin(NamedTuple):
    """Who says something: a person in a role, or (role -1) the `who` of a topic with a person or a town."""

    role: int
    person: int
    topic: int
    who: int
    place: int

    @property
    def key(self) -> str:
        """Equal for equal origins of one claim."""
        if self.role >= 0:
            return f"person:{self.person}"
        return f"office:{self.topic}:{self.who}:{self.person}:{self.place}"


class Line(NamedTuple):
    """A sentence of a report: plain where `frame` is empty, else said by `origin`, perhaps passed on by `relay`.

    `claim` names what is said, across all reports; `source` is who said it first, whoever this report names.
    """

    sentence: Sentence
    frame: str = ""
    variant: int = 0
    origin: Origin | None = None
    relay: str = ""
    claim: str = ""
    source: str = ""
    changed: str = ""


class Draft(NamedTuple):
    """A report before it has words. `outlet` is an agency's name or the number of one of its language's outlets."""

    language: str
    lines: tuple[Line, ...]
    title: Sentence
    outlet: str | int
    day: int
    kind: str
    made_from: int | None
    story: int
    extra: int = -1
    address: int = 0


def drafts(seed: int, first: int, count: int) -> Iterator[tuple[int, Draft]]:
    """The reports `first` to `first + count - 1` of the collection, with their numbers."""
    for block in range(first // BLOCK, (first + count - 1) // BLOCK + 1):
        for story, (at, kind, size) in enumerate(_plan(seed, block)):
            if at + size <= first or at >= first + count:
                continue
            for offset, draft in enumerate(_write(seed, block * BLOCK + story, at, kind, size)):
                if first <= at + offset < first + count:
                    yield at + offset, draft


@lru_cache(maxsize=4)
def _plan(seed: int, block: int) -> tuple[tuple[int, str, int], ...]:
    """The stories of a block: the number of the first report, the kind and the size of each."""
    random = Random(seed * 1_000_003 + block * 7 + 1)
    kinds, weights = list(KINDS), [share for share, _, _ in KINDS.values()]
    found: list[tuple[int, str, int]] = []
    at, end = block * BLOCK, (block + 1) * BLOCK
    while at < end:
        kind = random.choices(kinds, weights)[0]
        _, least, most = KINDS[kind]
        size = random.randint(least, most)
        if size > end - at:
            kind, size = "single", 1
        found.append((at, kind, size))
        at += size
    return tuple(found)


def _write(seed: int, story: int, first: int, kind: str, size: int) -> list[Draft]:
    random = Random(seed * 1_000_003 + story * 7 + 3)
    story_of = _Story(random, story, first)
    _TELLERS[kind](story_of, size)
    return story_of.made


class _Story:
    """One story while it is written: what its event is, and the reports so far."""

    def __init__(self, random: Random, number: int, first: int) -> None:
        self.random = random
        self.number = number
        self.first = first
        self.made: list[Draft] = []
        self.topic = hot(random, 12, 6)
        self.place = hot(random, PLACES, 5)
        self.day = FIRST_DAY + random.randrange(DAYS)
        self.people = [hot(random, PEOPLE, 3) for _ in range(3)]
        self.officer = hot(random, PEOPLE, 3)
        self.second = hot(random, 12, 6)
        self.used: set[tuple[int, int]] = set()
        self.figures = [_figure(random) for _ in range(3)]
        self.claims = 0

    # --- sentences -----------------------------------------------------------------------------------------

    def sentence(self, topic: int | None = None) -> Sentence:
        """A sentence on the story's two topics, mostly, with its people, town, day and figures, often."""
        pick = self.random.random
        if topic is None:
            draw = pick()
            topic = self.topic if draw < 0.45 else self.second if draw < 0.75 else int(pick() * 12)
        does = int(pick() * DEEDS)
        if (topic, does) in self.used:  # a report seldom tells the same twice
            does = int(pick() * DEEDS)
        self.used.add((topic, does))
        return Sentence(
            topic,
            _office(pick(), topic),
            does,
            int(pick() * 40),
            self.figures[int(pick() * 3)] if pick() < 0.3 else _figure(self.random),
            _holder(self.officer if pick() < 0.7 else hot(self.random, PEOPLE, 3), topic),
            self.place if pick() < 0.6 else hot(self.random, PLACES, 5),
            self.place if pick() < 0.3 else hot(self.random, PLACES, 5),
            self.day + int(pick() * 60) - 20,
            _figure(self.random),
        )

    def said(self) -> Line:
        """A claim of its own, said by somebody of the story."""
        random, sentence = self.random, self.sentence()
        self.claims += 1
        origin = self.origin()
        while origin.role < 0 and origin.who == sentence.who:
            origin = self.origin()
        frame = "quoted" if random.random() < 0.15 else "said"
        name = f"{self.number}.{self.claims}"
        return Line(sentence, frame, int(random.random() * 4), origin, "", name, origin.key)

    def origin(self) -> Origin:
        """A person in a role, or an office."""
        random = self.random
        if random.random() < 0.75:
            return _person(self.people[int(random.random() * 3)])
        who = _office(random.random(), self.topic)
        slot = language("en").topics[self.topic].who[who].slot
        man = _holder(self.officer, self.topic) if slot == "q" else 0
        return Origin(-1, man, self.topic, who, self.place if slot == "p" else 0)

    # --- reports ------------------------------------------------------------------------------------------

    def original(self, kind: str = "original", *, given: tuple[Line, ...] = ()) -> Draft:
        """A report of its own, with the claims in `given` and mostly more."""
        random = self.random
        length = 3 + int((random.random() + random.random()) * 5)
        lines = list(given) + [self.said() for _ in range(1 if given else 1 + int(random.random() * 2.6))]
        lines += [Line(self.sentence()) for _ in range(max(1, length - len(lines)))]
        if random.random() < 0.5:
            lines[0], lines[-1] = lines[-1], lines[0]
        middle = lines[1:]
        random.shuffle(middle)
        return self.add(kind, _language(random), (lines[0], *middle), self.sentence(self.topic), None)

    def add(
        self, kind: str, code: str, lines: tuple[Line, ...], title: Sentence, parent: int | None
    ) -> Draft:
        """Publishes a report, no earlier than what it was made from."""
        random = self.random
        late = 0 if parent is None else self.made[parent].day - self.day + int(random.random() ** 2 * 5)
        outlet: str | int = hot(random, OUTLETS, 3)
        while parent is not None and (self.made[parent].language, self.made[parent].outlet) == (code, outlet):
            outlet = hot(random, OUTLETS, 3)
        made_from = None if parent is None else self.first + parent
        draft = Draft(code, lines, title, outlet, self.day + late, kind, made_from, self.number)
        draft = draft._replace(extra=int(random.random() * 9) - 6, address=len(self.made))
        self.made.append(draft)
        return draft

    def derived(self) -> None:
        """A report made from an earlier one of the story."""
        random = self.random
        origins = [at for at, one in enumerate(self.made) if one.kind != "cites"]
        parent = 0 if random.random() < 0.7 else random.choice(origins)
        random.choices(list(_MAKERS), list(_MAKERS.values()))[0](self, parent)

    def with_outlet(self, outlet: str | int) -> None:
        """Gives the last report to an outlet."""
        self.made[-1] = self.made[-1]._replace(outlet=outlet)


def _person(number: int) -> Origin:
    """A person speaks in the same role everywhere; those whose number four divides hold a topic's office instead."""
    number = number if number % 4 else number + 1
    return Origin(number // 4 % 10, number, 0, 0, 0)


def _holder(number: int, topic: int) -> int:
    """The man near that number who holds the topic's office ("harbour master", "colonel")."""
    return (number // 48 * 12 + topic) * 4


def _office(draw: float, topic: int) -> int:
    """One of a topic's offices."""
    return int(draw * len(language("en").topics[topic].who))


def _language(random: Random) -> str:
    return codes()[int(random.random() * len(codes()))]


def _figures(count: int) -> tuple[int, ...]:
    """Numbers from 5 to 90,000, none of them a year, that end as plural nouns of all languages want."""
    random = Random(1)
    found = []
    for _ in range(count):
        value = int(5 * 18_000 ** random.random()) // 10 * 10 + random.choice((0, 0, 0, 5, 6, 7, 8, 9))
        found.append(value if value >= 5 and not 1_700 <= value <= 2_200 else value + 605)
    return tuple(found)


_FIGURES = _figures(1 << 15)


def _figure(random: Random) -> int:
    return _FIGURES[int(random.random() * len(_FIGURES))]


# --- how a report is made from another -------------------------------------------------------------------------


def _garble(story: _Story, line: Line) -> Line:
    """A claim as it is retold once too often: another figure, or the next stage of the process."""
    sentence = line.sentence
    topic, stages = STAGES
    if sentence.topic == topic and sentence.does in stages[:-1]:
        return line._replace(sentence=sentence._replace(does=sentence.does + 1), changed="stage")
    if language("en").topics[sentence.topic].does[sentence.does].slot:
        return line._replace(sentence=sentence._replace(n=_figure(story.random)), changed="figure")
    return line


def _retold(story: _Story, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The same lines; now and then one claim is garbled on the way."""
    if story.random.random() >= 0.15:
        return lines
    claims = [at for at, line in enumerate(lines) if line.claim]
    if not claims:
        return lines
    at = story.random.choice(claims)
    return (*lines[:at], _garble(story, lines[at]), *lines[at + 1 :])


def _credited(story: _Story, lines: tuple[Line, ...], parent: int) -> tuple[Line, ...]:
    """The first claim with the agency that told it, where the parent is an agency's."""
    agency = story.made[parent].outlet
    at = next((k for k, line in enumerate(lines) if line.frame in ("said", "quoted")), None)
    if not isinstance(agency, str) or at is None or story.random.random() < 0.4:
        return lines
    line = lines[at]._replace(frame="relayed", relay=agency, variant=int(story.random.random() * 2))
    return (*lines[:at], line, *lines[at + 1 :])


def _copy(story: _Story, parent: int) -> None:
    """Word for word, under another title or with a line of the site around it."""
    one = story.made[parent]
    title = one.title if story.random.random() < 0.6 else story.sentence(story.topic)
    story.add("copy", one.language, one.lines, title, parent)


def _edited(story: _Story, parent: int) -> None:
    """A copy of which a sentence was cut or added, perhaps with the agency named."""
    random, one = story.random, story.made[parent]
    lines = list(_credited(story, one.lines, parent))
    if len(lines) > 5 and random.random() < 0.5:
        del lines[1 + int(random.random() * (len(lines) - 1))]
    elif len(lines) > 5:
        lines.append(Line(story.sentence()))
    story.add("edited_copy", one.language, tuple(lines), story.sentence(story.topic), parent)


def _excerpt(story: _Story, parent: int) -> None:
    """The first sentences of a longer report; a short one is copied."""
    one = story.made[parent]
    if len(one.lines) < 5:
        return _copy(story, parent)
    kept = max(2, int(len(one.lines) * (0.35 + 0.3 * story.random.random())))
    story.add("excerpt", one.language, one.lines[:kept], one.title, parent)
    return None


def _translation(story: _Story, parent: int) -> None:
    """The same sentences in another language, in their order; a few are left out."""
    random, one = story.random, story.made[parent]
    code = random.choice([code for code in codes() if code != one.language])
    lines = tuple(
        line._replace(variant=int(random.random() * 4)) if line.frame == "said" else line
        for line in _retold(story, _credited(story, one.lines, parent))
        if line.claim or random.random() < 0.94
    )
    story.add("translation", code, lines or one.lines, one.title, parent)


def _rewrite(story: _Story, parent: int) -> None:
    """In the same language: every second sentence reworded, some cut, two of them moved."""
    random, one = story.random, story.made[parent]
    lines: list[Line] = []
    for line in _retold(story, one.lines):
        draw = random.random()
        if line.claim:
            lines.append(line._replace(variant=int(random.random() * 4)))
        elif draw < 0.55:
            lines.append(line)
        elif draw < 0.85:
            lines.append(line._replace(sentence=line.sentence._replace(tail=int(random.random() * 40))))
    if len(lines) > 4 and random.random() < 0.5:
        at = 1 + int(random.random() * (len(lines) - 2))
        lines[at], lines[at + 1] = lines[at + 1], lines[at]
    story.add("rewrite", one.language, tuple(lines), story.sentence(story.topic), parent)


def _cites(story: _Story, parent: int) -> None:
    """A report of its own that repeats one claim, often garbled, and names the agency or nobody."""
    random, one = story.random, story.made[parent]
    claims = [line for line in one.lines if line.claim and line.frame != "denied"]
    if not claims:
        return _copy(story, parent)
    line = random.choice(claims)
    agency = one.outlet
    if isinstance(agency, str):
        line = line._replace(frame=random.choice(("credited", "relayed")), relay=agency)
    elif random.random() < 0.3:
        line = line._replace(frame="hearsay", origin=None)
    if random.random() < 0.35:
        line = _garble(story, line)
    rest = [Line(story.sentence()) for _ in range(3 + int(random.random() * 3))]
    at = int(random.random() * len(rest))
    lines = (*rest[:at], line, *rest[at:])
    story.add("cites", _language(random), lines, story.sentence(story.topic), parent)
    return None


def _revision(story: _Story, parent: int) -> None:
    """A later text at the same address: a sentence more, or a figure put right."""
    one = story.made[parent]
    if one.kind not in ("original", "translation", "rewrite") or story.random.random() < 0.5:
        return _copy(story, parent)
    lines = (*_retold(story, one.lines), Line(story.sentence()))
    story.add("revision", one.language, lines, one.title, parent)
    story.made[-1] = story.made[-1]._replace(outlet=one.outlet, address=one.address, day=one.day + 1)
    return None


_MAKERS: dict[Callable[[_Story, int], None], float] = {
    _copy: 0.22,
    _edited: 0.14,
    _excerpt: 0.14,
    _translation: 0.26,
    _rewrite: 0.12,
    _cites: 0.09,
    _revision: 0.03,
}

# --- how a story is told -----------------------------------------------------------------------------------


def _single(story: _Story, size: int) -> None:
    for _ in range(size):
        story.original()


def _spread(story: _Story, size: int) -> None:
    """One original, by an agency one time in two, and what others made of it."""
    story.original()
    if story.random.random() < 0.5:
        story.with_outlet(story.random.choice(AGENCIES))
    for _ in range(size - 1):
        story.derived()


def _event(story: _Story, size: int) -> None:
    """Independent reports of one event: the same town, people, day and figures, each in its own words and order.

    Two times in three they tell the same claim, each from a source of its own.
    """
    first = story.original("event")
    claim = next(line for line in first.lines if line.claim)
    shared = story.random.random() < 0.67
    used = {line.source for line in first.lines}
    for _ in range(size - 1):
        given: tuple[Line, ...] = ()
        if shared:
            origin = story.origin()
            while origin.key in used:
                origin = _person(hot(story.random, PEOPLE, 3))
            used.add(origin.key)
            given = (claim._replace(origin=origin, source=origin.key),)
        story.original("event", given=given)


def _denial(story: _Story, size: int) -> None:
    """A report, and another in which somebody denies what it tells."""
    first = story.original()
    claim = next(line for line in first.lines if line.claim)
    origin = _person(hot(story.random, PEOPLE, 3))
    while origin.key == claim.source:
        origin = _person(hot(story.random, PEOPLE, 3))
    no = Line(
        claim.sentence, "denied", int(story.random.random() * 2), origin, "", f"{claim.claim}!", origin.key
    )
    story.original("denial", given=(no,))
    for _ in range(size - 2):
        story.derived()


def _cycle(story: _Story, size: int) -> None:
    """Two agencies that name each other for one claim; nobody knows who said it first."""
    one, other = story.random.sample(AGENCIES, 2)
    claim = story.said()._replace(frame="credited", origin=None, source="", relay=other)
    story.original("cycle", given=(claim,))
    story.with_outlet(one)
    story.original("cycle", given=(claim._replace(relay=one),))
    story.with_outlet(other)


def _hub(story: _Story, size: int) -> None:
    """An agency's report that fourteen outlets or more take over."""
    story.original()
    story.with_outlet(story.random.choice(AGENCIES))
    for _ in range(size - 1):
        story.derived()


_TELLERS: dict[str, Callable[[_Story, int], None]] = {
    "single": _single,
    "spread": _spread,
    "event": _event,
    "denial": _denial,
    "cycle": _cycle,
    "hub": _hub,
}

"""Word translations from the case's own reports: of two that are translations, the sentences that became each other.

Only what the lineage of the case proves is learned from: reports in two languages that cover each other almost wholly,
sentence by sentence and in order, and of their sentences only those that are alike by themselves. Sentences that copies
repeat count once. Where neither report is in the pivot language, the other one's words stand for what the tables make
of them. What this module refuses to do: it never learns from reports that are merely about the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from whence.languages.learned import Learned, Taught, TaughtWords
from whence.languages.stems import Placed, mean_letters, placed_words, word_stems
from whence.languages.translation import Sides, count
from whence.languages.word_tables import Manifest, manifest, pivot_stems, word_table
from whence.link.documents.alignment import align
from whence.link.documents.outline import Outline
from whence.link.report import Report
from whence.problems import Problem
from whence.settings import settings

LIKELY, LIKELIEST = 0.15, 2
"""A word stands for so many of its translations at most, each at least so probable, where its report is not in the
pivot language."""
EXAMPLES, SHOWN_FROM = 12, 1.5
"""Words that are shown of each language, and how often at least they stood for what is shown with them."""

Words = tuple[str, ...]


class _Teaching(NamedTuple):
    """A sentence of a language, the sentence that it became, and the language of that."""

    words: Words
    others: Words
    other: str


def sentences(one: Outline, other: Outline) -> list[tuple[Words, Words]]:
    """The sentences of two documents that became each other, none where the two do not cover each other."""
    found = align(one, other)
    limits = settings().learning
    if min(found.coverage_a, found.coverage_b) < limits.coverage_share:
        return []
    pairs = []
    for pair in found.sure:
        mine = tuple(word for at in pair.a for word in one.lines[at].words)
        theirs = tuple(word for at in pair.b for word in other.lines[at].words)
        if mine and theirs and max(len(mine), len(theirs)) <= limits.longest_words:
            pairs.append((mine, theirs))
    return pairs


def learned(pairs: Iterable[tuple[Report, Report]], number: int) -> tuple[Learned, list[Problem]]:
    """What pairs of reports teach that are translations of each other, and where it was too little or too much."""
    facts = manifest()
    if facts is None:
        return _nothing(number), [
            Problem(code="too_little", where="word tables", detail="there is no data package")
        ]
    gathered = _Gathered(facts)
    for one, other in sorted(pairs, key=lambda pair: (pair[0].id, pair[1].id)):
        gathered.add(one, other)
    return gathered.learned(number)


def _nothing(number: int) -> Learned:
    return Learned(number=number, source_sha256="", pairs=(), tables={}, sentences=0, holding={})


class _Gathered:
    """The sentences that were found so far."""

    def __init__(self, facts: Manifest) -> None:
        self._facts = facts
        self._taught: list[Taught] = []
        self._by_language: dict[str, dict[_Teaching, None]] = defaultdict(dict)
        self._pivot: dict[Words, None] = {}
        self._untold: Counter[tuple[str, str]] = Counter()

    def add(self, one: Report, other: Report) -> None:
        """Takes the sentences of two reports."""
        mine, theirs = one.document.language, other.document.language
        if mine is None or theirs is None or mine == theirs:
            return
        found = sentences(one.outline, other.outline)
        fresh = 0
        for left, right in found:
            told = (
                self._take(mine, _Teaching(left, right, theirs)),
                self._take(theirs, _Teaching(right, left, mine)),
            )
            fresh += any(told)
            for language, words in ((mine, left), (theirs, right)):
                if language == self._facts.pivot:
                    self._pivot[words] = None
        if fresh:
            self._taught.append(Taught(one=one.id, other=other.id, languages=(mine, theirs), sentences=fresh))

    def _take(self, language: str, teaching: _Teaching) -> bool:
        if language == self._facts.pivot:
            return False
        if teaching.other != self._facts.pivot and teaching.other not in self._facts.tables:
            if language not in self._facts.tables:
                self._untold[min(language, teaching.other), max(language, teaching.other)] += 1
            return False
        known = self._by_language[language]
        new = teaching not in known
        known[teaching] = None
        return new

    def learned(self, number: int) -> tuple[Learned, list[Problem]]:
        """What they teach."""
        limits = settings().learning
        problems = [
            Problem(
                code="too_little", where=f"{a} and {b}", detail=f"{n} sentences, but neither has a word table"
            )
            for (a, b), n in sorted(self._untold.items())
        ]
        tables = {}
        for language, teaching in sorted(self._by_language.items()):
            held = list(teaching)
            if len(held) < limits.fewest_sentences:
                detail = (
                    f"{len(held)} sentences are known in translation, {limits.fewest_sentences} are needed"
                )
                problems.append(Problem(code="too_little", where=language, detail=detail))
                continue
            if len(held) > limits.most_sentences:
                detail = f"of {len(held)} sentences the first {limits.most_sentences} were learned from"
                problems.append(Problem(code="capped", where=f"learn {language}", detail=detail))
            tables[language] = self._table(language, held[: limits.most_sentences])
        holding = Counter(stem for words in self._pivot for stem in placed_words(words))
        return (
            Learned(
                number=number,
                source_sha256=self._facts.source_sha256,
                pairs=tuple(self._taught) if tables else (),
                tables=tables,
                sentences=len(self._pivot),
                holding=dict(sorted(holding.items())),
            ),
            problems,
        )

    def _table(self, language: str, held: list[_Teaching]) -> TaughtWords:
        sides: list[Sides] = [(placed_words(one.words), self._meant(one)) for one in held]
        shipped = word_table(language) or {}
        stems = count(sides, shipped)
        new = [stem for stem in stems if stem not in shipped]
        return TaughtWords(
            sentences=len(held),
            letters=round(mean_letters(" ".join(one.words) for one in held), 2),
            new=len(new),
            stems=stems,
            examples=_examples(held, {stem: stems[stem].others for stem in new}),
        )

    def _meant(self, one: _Teaching) -> Placed:
        """The pivot's stems of the sentence that another became, each with the place of its word."""
        if one.other == self._facts.pivot:
            return placed_words(one.others)
        table = word_table(one.other)
        found: Placed = {}
        for at, low in enumerate(one.others):
            likely = sorted(pivot_stems(low, one.other, table), key=lambda item: (-item[1], item[0]))
            for stem, p in likely[:LIKELIEST]:
                if p >= LIKELY:
                    found.setdefault(stem, (at + 0.5) / len(one.others))
        return found


def _examples(
    held: list[_Teaching], new: dict[str, tuple[tuple[str, float], ...]]
) -> tuple[tuple[str, str], ...]:
    """Whole words of a language, with the words of the other sentence that stood for them most often."""
    mine = Counter(low for one in held for low in one.words)
    theirs = Counter(low for one in held for low in one.others)
    whole = {stem: low for low, _ in reversed(mine.most_common()) for stem in word_stems(low)}
    others = {stem: low for low, _ in reversed(theirs.most_common()) for stem in word_stems(low)}
    ranked = sorted((-entries[0][1], stem) for stem, entries in new.items() if entries)
    found: dict[str, str] = {}
    for times, stem in ranked:
        if -times >= SHOWN_FROM and stem in whole and (other := others.get(new[stem][0][0])) is not None:
            found.setdefault(whole[stem], other)
    return tuple(found.items())[:EXAMPLES]

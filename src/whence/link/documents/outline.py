"""A document as the sentences that linking compares, each with its anchors.

Boilerplate has no sentences here. What this module refuses to do: it never translates and never compares words of two
languages by their meaning, except through the concept ids that both packs give them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from whence.languages.pack import Pack, codes, pack
from whence.languages.segment import segment
from whence.languages.tokens import Tokens
from whence.link.documents.anchors import Anchor, Stretch, anchors, eased, firm, stretch_of, weighed
from whence.link.documents.vectors import Meaning, Sentence, Vectors, meaning, vectors
from whence.model import Document

SHINGLE_WORDS = 5
MOST_LINES = 250  # sentences of a document that are aligned; the rest is not looked at
MOST_WORDS = 200  # words of a sentence that are compared: a page without full stops is one sentence

_LINE = re.compile(r"[^\n]++")


class Line:
    """A sentence `[start, end)`, its paragraph, anchors, words in lower case.

    What only aligned sentences are asked for is made when first asked.
    """

    def __init__(
        self, start: int, end: int, *, paragraph: int, read: Stretch, often: Mapping[str, int]
    ) -> None:
        self.start, self.end, self.paragraph = start, end, paragraph
        self.words = read.words
        self._read, self._often = read, often

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        """The anchors. A name in every sentence (the case's main figure) says little about which sentence is which."""
        return eased(self._read.anchors, self._often)

    @cached_property
    def firm(self) -> tuple[Anchor, ...]:
        """The anchors that are no borrowed words; half of them are, and finding a report looks at none."""
        return eased(firm(self._read), self._often)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all anchors."""
        return frozenset(key for anchor in self.anchors for key in anchor.keys)

    @cached_property
    def ordered(self) -> str:
        """The words by the alphabet."""
        return " ".join(sorted(self.words))

    @property
    def opens_lower(self) -> bool:
        """Whether the first word begins with a small letter."""
        return self._read.opening.islower()


def sequences(words: Sequence[str]) -> Iterator[str]:
    """The sequences of five words."""
    return (" ".join(words[at : at + SHINGLE_WORDS]) for at in range(len(words) - SHINGLE_WORDS + 1))


class Outline:
    """The sentences of one document and what blocks and compares it as a whole.

    `vectors` compare with documents of other languages, `own_vectors` with those of its own; made when first asked.
    """

    def __init__(self, document: Document, known: Meaning | None = None) -> None:
        self.document = document
        self.known = known if known is not None else meaning(document.language)
        self.lines = _lines(document)
        self.size = sum(line.end - line.start for line in self.lines) or 1
        self.words = [word for line in self.lines for word in line.words]

    @cached_property
    def shingles(self) -> frozenset[str]:
        """The sequences of five words."""
        return frozenset(sequences(self.words))

    @cached_property
    def vectors(self) -> Vectors:
        """The sentences as features that survive translation."""
        return vectors(self.packed(), self.known)

    @cached_property
    def own_vectors(self) -> Vectors:
        """The sentences as features for texts of one language."""
        return vectors(self.packed(), self.known, own=True)

    def packed(self) -> list[Sentence]:
        """What of each sentence is compared by meaning."""
        return self._packed

    @cached_property
    def _packed(self) -> list[Sentence]:
        lines = self.lines[:MOST_LINES]
        return [Sentence(line.words[:MOST_WORDS], weighed(line.firm)) for line in lines]

    def exact(self, index: int) -> str:
        """The words of one sentence."""
        line = self.lines[index]
        return self.document.text[line.start : line.end]

    def at(self, offset: int) -> int | None:
        """The index of the sentence that covers an offset, or None."""
        for index, line in enumerate(self.lines):
            if line.start <= offset < line.end:
                return index
        return None


def _lines(document: Document) -> tuple[Line, ...]:
    tokens = Tokens(document.text)
    language = document.language
    words = pack(language) if language in codes() else None
    marked = [(mark.start, mark.end) for mark in document.marks]
    # Words that the text writes small somewhere are no names where they have a capital.
    small = frozenset(tokens.words).union(
        [tokens.lows[at] for at in tokens.raised if tokens.words[at][0].islower()]
    )
    rough: list[tuple[int, int, int, Stretch]] = []
    for sentence_first, sentence_last, paragraph in _sentences(document, tokens, words):
        kept = (
            _unmarked(tokens, sentence_first, sentence_last, marked)
            if marked
            else (sentence_first, sentence_last)
        )
        if kept is None:
            continue
        first, last = kept
        found = stretch_of(tokens, first, last, language)
        if not found.names.isdisjoint(small):
            known, kinds, _ = anchors(tokens, first, last, language, small)
            found = found._replace(anchors=known, kinds=kinds)
        rough.append((first, last, paragraph, found))
    often = Counter(chain.from_iterable([anchor.keys for *_, found in rough for anchor in found.anchors]))
    frequent = {key: times for key, times in often.items() if times > 1}
    return tuple(
        [
            Line(tokens.starts[first], tokens.ends[last], paragraph=paragraph, read=found, often=frequent)
            for first, last, paragraph, found in rough
        ]
    )


def _sentences(document: Document, tokens: Tokens, words: Pack | None) -> list[tuple[int, int, int]]:
    if words is not None:
        return [(s.first, s.last, s.paragraph) for s in segment(tokens, words.sentences)]
    found: list[tuple[int, int, int]] = []
    at = 0
    for number, line in enumerate(_LINE.finditer(document.text)):
        first = at
        while at < len(tokens) and tokens.starts[at] < line.end():
            at += 1
        if at > first:
            found.append((first, at - 1, number))
    return found


def _unmarked(tokens: Tokens, first: int, last: int, marked: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The sentence without the boilerplate at its beginning and end; None where nothing else is left."""
    start, end = tokens.starts[first], tokens.ends[last]
    near = [(begin, stop) for begin, stop in marked if start < stop and begin < end]
    while first <= last and any(begin <= tokens.starts[first] < stop for begin, stop in near):
        first += 1
    while first <= last and any(begin < tokens.ends[last] <= stop for begin, stop in near):
        last -= 1
    return (first, last) if first <= last else None

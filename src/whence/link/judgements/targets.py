"""What a judgement is about, found again after the reports were read better.

A statement's id comes from its spans and its document's id from what is known about the capture, so both change
when reading does. What stays are the raw bytes and the words: a target names the bytes by their hash and quotes the
words with what stands around them. What this module refuses to do: it never settles for a statement that only shares
a few words with the one that was judged, and it never chooses between two that fit alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from whence.judgement import Target, TextQuote
from whence.languages.fold import fold_key
from whence.model import Document, Statement
from whence.settings import settings

AROUND_CODE_POINTS = 32
"""So much before and behind the words is quoted with them: a word may stand in a text twice."""


class Place(NamedTuple):
    """Where a target stands now: its id, or None and why it was not found."""

    id: str | None
    why: str = ""


def of_statement(statement: Statement, document: Document) -> Target:
    """The statement as a target. The document is its own."""
    return Target(
        kind="statement",
        id=statement.id,
        name=statement.chain[0].name if statement.chain else "",
        report=document.report,
        document=document.id,
        sha256=document.sha256,
        quotes=tuple(quote(document.text, piece.start, piece.end) for piece in statement.content),
        attributed=statement.attributed,
    )


def of_document(document: Document) -> Target:
    """The document as a target."""
    return Target(
        kind="document",
        id=document.id,
        name=document.outlet or "",
        report=document.report,
        document=document.id,
        sha256=document.sha256,
    )


def of_source(source: str, name: str) -> Target:
    """A source as a target, by an id that statements carry and its name."""
    return Target(kind="source", id=source, name=name)


def quote(text: str, start: int, end: int) -> TextQuote:
    """The words `[start, end)` of a text with what stands around them."""
    return TextQuote(
        prefix=text[max(0, start - AROUND_CODE_POINTS) : start],
        exact=text[start:end],
        suffix=text[end : end + AROUND_CODE_POINTS],
    )


class Targets:
    """Documents and statements, indexed to find targets in. Statements within others can be found too.

    They may be a part of a case: then `names` are all the names of the sources that are asked for.
    """

    def __init__(
        self,
        documents: Iterable[Document],
        statements: Iterable[Statement],
        names: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        self.documents = {document.id: document for document in documents}
        self.statements = {statement.id: statement for statement in statements}
        self._by_bytes: dict[str, list[Document]] = defaultdict(list)
        for document in self.documents.values():
            self._by_bytes[document.sha256].append(document)
        self._inside: dict[str, list[Statement]] = defaultdict(list)
        self.names: dict[str, set[str]] = defaultdict(set)
        """The names under which statements carry each source id."""
        for statement in self.statements.values():
            self._inside[statement.document].append(statement)
            if names is None:
                for source, name, _ in carried(statement):
                    self.names[source].add(name)
        for source, found in (names or {}).items():
            self.names[source].update(found)

    def find(self, target: Target) -> Place:
        """Where the target stands now."""
        if target.kind == "source":
            return self._source(target)
        if isinstance(document := self._document(target), Place):
            return document
        return Place(document.id) if target.kind == "document" else self._statement(target, document)

    def _document(self, target: Target) -> Document | Place:
        if (known := self.documents.get(target.document)) is not None:
            return known
        same = self._by_bytes.get(target.sha256, [])
        found = same if len(same) == 1 else [one for one in same if one.report == target.report]
        if len(found) == 1:
            return found[0]
        if same:
            return Place(None, f"{len(same)} documents have the bytes of {target.report}")
        return Place(None, f"{target.report} is not in the case with these bytes")

    def _statement(self, target: Target, document: Document) -> Place:
        held = [s for s in self._inside[document.id] if s.attributed == target.attributed]
        if any(statement.id == target.id for statement in held):
            return Place(target.id)
        spans = [_located(document.text, words) for words in target.quotes]
        known = [span for span in spans if span is not None]
        if not known or len(known) < len(spans):
            return Place(None, f"its words are not in {document.report} as they were quoted")
        fits = sorted(
            ((_shared(known, s), s.chain[0].name == target.name, s.id) for s in held if s.chain), reverse=True
        )
        if not fits or fits[0][0] < settings().judgements.same_place_share:
            return Place(None, f"no statement of {document.report} has these words")
        if len(fits) > 1 and fits[0][:2] == fits[1][:2]:
            return Place(None, f"several statements of {document.report} have these words")
        return Place(fits[0][2])

    def _source(self, target: Target) -> Place:
        if target.id in self.names:
            return Place(target.id)
        found = self.called(target.name)
        if len(found) == 1:
            return Place(found[0])
        how = "no source is" if not found else f"{len(found)} sources are"
        return Place(None, f"{how} called {target.name}")

    def called(self, name: str) -> list[str]:
        """The ids that some statement carries under this name, in whatever case, with or without accents."""
        return sorted(self._folded.get(looked_up(name), ())) if name else []

    @cached_property
    def _folded(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for key, names in self.names.items():
            for name in names:
                found[looked_up(name)].add(key)
        return dict(found)


def carried(statement: Statement) -> Iterator[tuple[str, str, str]]:
    """The sources that a statement carries: id, name, and the words in the text (may be empty)."""
    for voice in (*statement.chain, *statement.alleged):
        yield voice.source_id, voice.name, voice.exact
    for actor in statement.actors:
        yield actor.source_id, actor.name, actor.exact


def looked_up(name: str) -> str:
    """A name as it is looked up; a group without a name is called by its words."""
    return fold_key(name.removeprefix("unnamed: "))


def _located(text: str, words: TextQuote) -> tuple[int, int] | None:
    """Where the quoted words stand: of several places the one whose surroundings fit best, the first of equals."""
    best: tuple[int, int] | None = None
    at = text.find(words.exact) if words.exact else -1
    while at >= 0:
        end = at + len(words.exact)
        before = text[max(0, at - len(words.prefix)) : at]
        behind = text[end : end + len(words.suffix)]
        fit = _common(before[::-1], words.prefix[::-1]) + _common(behind, words.suffix)
        if best is None or fit > best[0]:
            best = (fit, at)
        at = text.find(words.exact, at + 1)
    return None if best is None else (best[1], best[1] + len(words.exact))


def _common(a: str, b: str) -> int:
    """How many characters two texts have in common from the beginning."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _shared(spans: Sequence[tuple[int, int]], statement: Statement) -> float:
    """The code points that spans and a statement's content share, of all that either covers."""
    pieces = [(piece.start, piece.end) for piece in statement.content]
    both = sum(max(0, min(e, f) - max(s, b)) for s, e in spans for b, f in pieces)
    whole = sum(e - s for s, e in (*spans, *pieces)) - both
    return both / whole if whole else 0.0

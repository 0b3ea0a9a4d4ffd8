"""Cites and documents: every passage gets one number for the whole page, and its place in its document."""

from collections.abc import Iterable
from itertools import pairwise

from whence.model import Document, Lineage, Source, Statement, Voice
from whence.present.views import Cite, DocumentView, SegmentView, Words
from whence.present.wording import cut, day, file_name, language_name, named

LONG_DOCUMENT_CHARACTERS = 30_000
"""Longer documents are shown around their passages only; what is left out is counted."""

AROUND_CHARACTERS = 800


class Passages:
    """Numbers the statements in the order in which the page cites them."""

    def __init__(
        self,
        documents: Iterable[Document],
        statements: Iterable[Statement],
        sources: Iterable[Source],
        lineage: Iterable[Lineage] = (),
    ) -> None:
        self.documents = {one.id: one for one in documents}
        self.statements = {one.id: one for one in statements}
        self._sources = {alias: one for one in sources for alias in one.aliases}
        self._cites: dict[str, Cite] = {}
        self._edges = {frozenset((e.source_document, e.target_document)): e for e in lineage}

    def cite(self, statement: str) -> Cite | None:
        """The cite of a statement, the same each time; None where the case does not hold the statement."""
        if statement not in self._cites:
            one = self.statements.get(statement)
            if one is None or one.document not in self.documents:
                return None
            self._cites[statement] = Cite(
                n=len(self._cites) + 1,
                statement=statement,
                report=one.report,
                label=label(self.documents[one.document]),
            )
        return self._cites[statement]

    def cites(self, statements: Iterable[str]) -> tuple[Cite, ...]:
        """The cites of several statements, each once, without those that the case does not hold."""
        found = (self.cite(one) for one in dict.fromkeys(statements))
        return tuple(one for one in found if one is not None)

    def words(self, statement: str, fallback: str) -> Words:
        """A statement's wording with its language."""
        one = self.statements.get(statement)
        if one is None:
            return Words(text=fallback, language=None)
        return Words(text=one.wording, language=one.language, denied=one.stance.denial)

    def resolved(self, voice: Voice) -> tuple[str, str]:
        """The id and the name of the source that a voice is, across documents."""
        source = self._sources.get(voice.source_id)
        return (source.id, source.name) if source else (voice.source_id, voice.name)

    def who(self, statement: Statement) -> str:
        """The origin's name; the outlet's where the statement is the publisher's own."""
        return named(self.resolved(statement.chain[0])[1]) if statement.chain else "nobody named"

    def edge(self, one: str, other: str) -> Lineage | None:
        """The edge between the documents of two statements, whichever way it points; None where there is none."""
        return self._edges.get(frozenset((self.statements[one].document, self.statements[other].document)))

    def document_of(self, statement: str) -> Document | None:
        """The document that a statement stands in."""
        one = self.statements.get(statement)
        return self.documents.get(one.document) if one else None

    def cited_documents(self) -> tuple[DocumentView, ...]:
        """The documents that hold a cited passage, in the order of their first cite."""
        by_document: dict[str, list[Cite]] = {}
        for cite in self._cites.values():
            by_document.setdefault(self.statements[cite.statement].document, []).append(cite)
        return tuple(
            document_view(self.documents[key], [(c, self.statements[c.statement]) for c in cites])
            for key, cites in by_document.items()
        )

    def uncited(self) -> list[str]:
        """Labels of the documents that no sentence of the page rests on."""
        cited = {self.statements[cite.statement].document for cite in self._cites.values()}
        return [label(one) for key, one in self.documents.items() if key not in cited]


def label(document: Document) -> str:
    """How a reader calls the report: its outlet, or its file's name."""
    return document.outlet or file_name(document.report)


def first_line(document: Document) -> str:
    """The first line that is no boilerplate, cut; the file's name where there is none."""
    plates = [(one.start, one.end) for one in document.marks]
    at = 0
    for line in document.text.splitlines(keepends=True):
        words = line.strip()
        if words and not any(s <= at + line.index(words[0]) < e for s, e in plates):
            return cut(words, 90)
        at += len(line)
    return file_name(document.report)


def document_view(document: Document, passages: list[tuple[Cite, Statement]]) -> DocumentView:
    """A document with the passages of `passages` marked. Longer ones are cut."""
    return DocumentView(
        id=document.id,
        report=document.report,
        heading=document.title or first_line(document),
        outlet=document.outlet or "outlet unknown",
        language=document.language or "und",
        language_name=language_name(document.language),
        published=day(document.published.edtf) if document.published else None,
        url=document.url,
        segments=tuple(segments(document, passages)),
    )


def segments(document: Document, passages: list[tuple[Cite, Statement]]) -> list[SegmentView]:
    """The text cut wherever a passage or boilerplate begins or ends; joined, the pieces give it back."""
    text, size = document.text, len(document.text)
    spans = [
        (max(0, piece.start), min(size, piece.end), cite, first)
        for cite, statement in passages
        for first, piece in enumerate(statement.content)
        if piece.start < piece.end <= size
    ]
    keep = [(0, size)]
    if size > LONG_DOCUMENT_CHARACTERS:
        keep = [(max(0, s - AROUND_CHARACTERS), min(size, e + AROUND_CHARACTERS)) for s, e, _, _ in spans]
    cuts = {0, size}
    for begin, end, _, _ in spans:
        cuts |= {begin, end}
    for mark in document.marks:
        cuts |= {min(mark.start, size), min(mark.end, size)}
    for begin, end in keep:
        cuts |= {begin, end}
    ordered = sorted(cuts)
    found: list[SegmentView] = []
    for begin, end in pairwise(ordered):
        if not any(b <= begin and end <= e for b, e in keep):
            found.append(SegmentView(text=f"{end - begin:,}", kind="left_out"))
            continue
        inside = tuple(sorted({cite.n for b, e, cite, _ in spans if b <= begin and end <= e}))
        opens = tuple(cite for b, _, cite, first in spans if b == begin and first == 0)
        plate = any(m.start <= begin and end <= m.end for m in document.marks)
        found.append(
            SegmentView(
                text=text[begin:end],
                kind="boilerplate" if plate else "text",
                opens=tuple(sorted(opens, key=lambda cite: cite.n)),
                inside=inside,
            )
        )
    return found

"""Document -> Statements. One verb, `extract`."""

from whence.extract.assembly import assemble
from whence.extract.assertions import assertions
from whence.extract.document import read_document
from whence.extract.inside import Inside
from whence.extract.lexicon import lexicon
from whence.extract.reading import Reading
from whence.languages.pack import codes
from whence.model import Document, Statement
from whence.problems import Problem

__all__ = ["extract"]


def extract(document: Document) -> tuple[tuple[Statement, ...], tuple[Problem, ...]]:
    """The statements of a document in the order of their content, and what went wrong.

    Attributed statements come first, then (with `attributed` False) those of the publisher's own sentences that
    linking may match to a claim. A document whose language has no pack gives nothing: whoever read it has
    recorded that. Linear in the length of the text; no text raises.
    """
    if document.language is None or document.language not in codes() or not document.text.strip():
        return (), ()
    reading = Reading(document, lexicon(document.language))
    if not len(reading.tokens):
        return (), ()
    inside = Inside(reading)
    drafts = read_document(reading)
    statements = assemble(reading, drafts, inside)
    problems: list[Problem] = []
    if reading.stray:
        first = reading.tokens.starts[reading.stray[0]]
        problems.append(
            Problem(
                code="unbalanced_quotes",
                where=document.report,
                detail=f"{len(reading.stray)} marks, the first named here",
                start=first,
            )
        )
    return (*statements, *assertions(reading, statements, inside)), tuple(problems)

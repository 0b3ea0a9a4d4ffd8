"""A text in, its statements out: what the tests of extraction are written with."""

from whence.extract import extract
from whence.model import Document, Statement, Voice, When
from whence.problems import Problem


def document(
    text: str, *, language: str = "en", published: str | None = None, outlet: str | None = None
) -> Document:
    """A report; `published` is an ISO day."""
    day = None
    if published is not None:
        day = When(
            edtf=published,
            start=published,
            end=published,
            granularity="day",
            role="publication",
            exact=published,
        )
    return Document(
        id="d",
        report="r.txt",
        text=text,
        sha256="",
        language=language,
        language_confidence=1.0,
        outlet=outlet,
        published=day,
    )


def read(text: str, *, language: str = "en", published: str | None = None) -> list[Statement]:
    """The attributed statements of a text, without those that stand within another."""
    statements, _ = extract(document(text, language=language, published=published))
    return [one for one in statements if one.attributed and one.within is None]


def inside(text: str, *, language: str = "en") -> list[Statement]:
    """The statements that stand within another."""
    statements, _ = extract(document(text, language=language))
    return [one for one in statements if one.within is not None]


def faults(text: str, *, language: str = "en") -> list[Problem]:
    """The problems of a text."""
    return list(extract(document(text, language=language))[1])


def only(text: str, *, language: str = "en", published: str | None = None) -> Statement:
    """The one statement of a text; fails where there is none or more than one."""
    found = read(text, language=language, published=published)
    assert len(found) == 1, [(one.wording, one.rule) for one in found]
    return found[0]


def who(statement: Statement) -> list[tuple[str, str]]:
    """The chain as (name, role), origin first."""
    return [(voice.name, voice.role) for voice in statement.chain]


def wordings(statements: list[Statement]) -> list[str]:
    """The contents without quotation marks and dashes."""
    return [one.wording.strip('"“”„»«’‘–- ,.') for one in statements]


def named(voices: tuple[Voice, ...]) -> list[str]:
    """The names of voices."""
    return [voice.name for voice in voices]

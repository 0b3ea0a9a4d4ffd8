"""From a text and what is stated about it to a `Document`, with every doubt as a Problem.

The text stays as captured, line ends included; only a byte order mark is left out. What the page says about
itself (title, date) is used where the input states nothing; an outlet is never guessed: it is stated, or its
address stands in the table of outlets.
"""

import hashlib
import re
from collections.abc import Iterator

from whence.languages.boilerplate import BoilerplateWords
from whence.languages.identify import identify
from whence.languages.outlets import outlet, outlet_at
from whence.languages.pack import codes, pack, part
from whence.model import Document, Mark, Record, When, content_id
from whence.problems import Problem
from whence.read.lines import Line, lines
from whence.read.marks import mark_boilerplate
from whence.read.stamps import STAMP, published
from whence.settings import settings

_DAMAGED = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,3}+")
_CHANCE = re.compile(r"[\u00c3-\u00df][‘’“”„«»–—…]")
"""A capital before a closing mark looks like damage and is none: „KBÄ“, «ÆØÅ», CAFÉ…"""
_SIGNS_OF_DAMAGE = 2
"""One look-alike may be chance; two are not."""
_DIRECTION_SAMPLE = 4_000
_RIGHT_TO_LEFT = re.compile(
    r"[\u05d0-\u05f2\u0620-\u064a\u066e-\u06d3\u06d5\u0710-\u07ea\u0800-\u08c7\ufb1d-\ufdfb\ufe70-\ufefc]"
)
"""Letters of Hebrew, Arabic, Syriac, Thaana, N'Ko, Samaritan and Mandaic."""


class Stated(Record, frozen=True):
    """What the input states about a report, apart from its text. `key` is the record's own id."""

    report: str
    where: str
    line: int | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: When | None = None
    language: str | None = None
    key: str | None = None


def build(text: str, data: bytes, stated: Stated) -> Iterator[Document | Problem]:
    """The document of a text that is not blank, and the problems that came up; `data` are the captured
    bytes."""

    def problem(code: str, detail: str = "", start: int | None = None) -> Problem:
        return Problem(code=code, where=stated.where, detail=detail, line=stated.line, start=start)

    limits = settings().read
    longest = max(text.split("\n"), key=len)
    if len(longest) > limits.long_line_code_points:
        yield problem(
            "long_line", f"{len(longest):,} characters; the limit is {limits.long_line_code_points:,}"
        )
    damage = _damage(text)
    if damage is not None:
        yield problem("mojibake", f"for example {text[damage : damage + 12]!r}", damage)
    code, confidence = (stated.language, 1.0) if stated.language is not None else identify(text)
    if _is_right_to_left(text):
        yield problem("right_to_left", code or "")
    if code is None:
        yield problem("unknown_language")
    elif code not in codes():
        yield problem("unsupported_language", code)
    own = pack(code) if code is not None and code in codes() else None
    table = lines(text)
    marks = mark_boilerplate(text, [own], _foreign(own.code)) if own else mark_boilerplate(text, [])
    sha256 = hashlib.sha256(data).hexdigest()
    yield Document(
        id=document_id(sha256, url=stated.url, outlet=stated.outlet, key=stated.key),
        report=stated.report,
        text=text,
        sha256=sha256,
        language=code,
        language_confidence=round(confidence, 4),
        outlet=stated.outlet or _outlet_at(stated.url),
        url=stated.url,
        title=stated.title or title(table, marks),
        published=stated.published or published(table, own),
        marks=marks,
    )


def _outlet_at(url: str | None) -> str | None:
    """The name of the outlet at an address that the table knows."""
    key = outlet_at(url)
    found = outlet(key) if key is not None else None
    return None if found is None else found.name


def document_id(sha256: str, *, url: str | None, outlet: str | None, key: str | None) -> str:
    """The id of bytes captured at a URL, or else from an outlet, or else under a record's key, or of the
    bytes alone.

    So identical bytes from two outlets are two documents, and identical bytes of unknown outlet are one.
    """
    if url:
        return content_id(sha256, "url", url)
    if outlet:
        return content_id(sha256, "outlet", outlet)
    if key:
        return content_id(sha256, "key", key)
    return content_id(sha256)


def title(table: list[Line], marks: tuple[Mark, ...]) -> str | None:
    """The title that a text opens with: a short first line without a full stop that other lines follow, or
    None.

    A first line that comes again as a line of its own is a title even with a full stop.
    """
    first = 0
    while first < len(table) and any(
        m.start == table[first].start and m.end == table[first].end for m in marks
    ):
        first += 1
    if first + 1 >= len(table):
        return None
    words = table[first].words
    if first == 0 and (stamp := STAMP.match(words)) is not None:
        words = words[stamp.end() :].strip()
    if not words or len(words) >= settings().read.title_limit_code_points:
        return None
    repeated = any(m.kind == "repeated_title" for m in marks)
    return words if repeated or words[-1] not in '.…:;,"”“»' else None


def _foreign(code: str) -> list[BoilerplateWords]:
    """The boilerplate of the other languages: a site's software may speak one of them."""
    return [part(other, "boilerplate") for other in codes() if other != code]


def _damage(text: str) -> int | None:
    """The offset of the first sign that the text was decoded wrongly, or None."""
    lost = text.find("\ufffd")
    if lost >= 0:
        return lost
    if text.isascii():
        return None
    signs = []
    for found in _DAMAGED.finditer(text):
        if _decodes(found.group()) and not _CHANCE.match(found.group()):
            signs.append(found.start())
            if len(signs) == _SIGNS_OF_DAMAGE:
                return signs[0]
    return None


def _decodes(characters: str) -> bool:
    """Whether characters, taken as the bytes they stand for, begin with a valid UTF-8 sequence."""
    data = bytearray()
    for character in characters:
        try:
            data += character.encode("cp1252")
        except UnicodeEncodeError:
            if ord(character) > 0xFF:
                return False
            data.append(ord(character))
    for size in (2, 3, 4):
        try:
            if len(bytes(data[:size]).decode("utf-8")) == 1:
                return True
        except UnicodeDecodeError:
            continue
    return False


def _is_right_to_left(text: str) -> bool:
    """Whether more than half of the letters of the text's beginning run from right to left."""
    sample = text[:_DIRECTION_SAMPLE]
    if sample.isascii() or (backward := len(_RIGHT_TO_LEFT.findall(sample))) == 0:
        return False
    return backward * 2 > sum(map(str.isalpha, sample))

"""JSONL: one report a line, read line by line, so that the size of the file does not matter.

Fields: `text` (required), and `url`, `outlet`, `title`, `published`, `language`, `id`, all strings. Other
fields are left alone. A line that cannot be read is a Problem with its number; the lines around it are read.
"""

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from whence.languages.identify import language_code
from whence.model import Document, When
from whence.problems import Problem
from whence.read.document import Stated, build
from whence.read.stamps import stated as stated_date
from whence.settings import settings

_FIELDS = ("url", "outlet", "title", "language", "id")


def read_jsonl(stream: BinaryIO, where: str, *, language: str | None) -> Iterator[Document | Problem]:
    """The documents and problems of a stream of JSONL. `language` holds for records that state none."""
    limit = settings().read.jsonl_line_limit_bytes
    number = 0
    records = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit)
            records += 1
            yield Problem(
                code="too_large", where=where, detail=f"the limit is {limit:,} bytes a line", line=number
            )
            continue
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not line.strip():
            continue
        records += 1
        yield from _record(line, where, number, language)
    if not records:
        yield Problem(code="empty", where=where)


def _record(line: bytes, where: str, number: int, language: str | None) -> Iterator[Document | Problem]:
    def problem(code: str, detail: str = "") -> Problem:
        return Problem(code=code, where=where, detail=detail, line=number)

    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        yield problem("invalid_utf8", f"byte {error.start + 1} of the line")
        return
    try:
        record = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError) as error:
        yield problem("broken_line", str(error))
        return
    if not isinstance(record, dict):
        yield problem("broken_line", "not an object")
        return
    text = record.get("text")
    if not isinstance(text, str):
        yield problem("broken_line", "`text` is missing" if text is None else "`text` is not a string")
        return
    if "\0" in text:
        yield problem("binary")
        return
    text = text.removeprefix("\ufeff")
    if not text.strip():
        yield problem("empty", "`text` is blank")
        return
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        yield problem("broken_line", f"`text` holds half a character pair at {error.start}")
        return
    fields: dict[str, str | None] = {}
    for field in _FIELDS:
        value = record.get(field)
        if field == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is not None and not isinstance(value, str):
            yield problem("bad_field", f"`{field}` is not a string")
            value = None
        fields[field] = value.strip() or None if value is not None else None
    code = language
    if fields["language"] is not None:
        code = language_code(fields["language"])
        if code is None:
            yield problem("bad_field", f"`language` is no language code: {fields['language'][:40]!r}")
            code = language
    published: When | None = None
    value = record.get("published")
    if value is not None:
        published = stated_date(value) if isinstance(value, str) else None
        if published is None:
            yield problem("bad_field", f"`published` is no date like 2031-02-03: {str(value)[:40]!r}")
    yield from build(
        text,
        data,
        Stated(
            report=f"{where}#{number}",
            where=where,
            line=number,
            url=fields["url"],
            outlet=fields["outlet"],
            title=fields["title"],
            published=published,
            language=code,
            key=fields["id"],
        ),
    )

"""From paths to documents, one at a time: what is named is read, what cannot be read is said.

The stage is a stream. Each document is yielded as soon as it is read and each problem where it came up, so
that ten thousand files need no more memory than a hundred; `list()` it, or sort by type, where that does not
matter.
"""

import io
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from whence.languages.identify import language_code
from whence.model import Document
from whence.problems import Problem, RunAborted
from whence.read import sniff
from whence.read.document import Stated, build
from whence.read.jsonl import read_jsonl
from whence.settings import settings

TEXT_SUFFIXES = frozenset({".txt", ".text"})
JSONL_SUFFIXES = frozenset({".jsonl", ".ndjson"})
STDIN = "-"


class _Found(NamedTuple):
    """A file of a folder, and whether its name says that it is a report."""

    path: Path
    readable: bool


def read(
    inputs: Sequence[str], *, language: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Document | Problem]:
    """The documents of files, folders and standard input ("-"), and every problem, in order, one by one.

    A folder gives its `.txt`, `.text`, `.jsonl` and `.ndjson` files, sorted by path, and its folders'; hidden
    files are left out, any other file is a Problem. A file named by itself is read whatever its suffix, if
    its bytes are text. `language` is the code for all reports that state none; without it each report's is
    identified. Raises `RunAborted` where `language` is no language code or "-" is given without `stdin`.
    """
    code: str | None = None
    if language is not None:
        code = language_code(language)
        if code is None:
            raise RunAborted(
                Problem(code="bad_option", where="--language", detail=f"no language code: {language!r}")
            )
    for name in inputs:
        if name == STDIN:
            if stdin is None:
                raise RunAborted(Problem(code="bad_option", where=STDIN, detail="there is no standard input"))
            yield from _read_stream(stdin, STDIN, suffix="", language=code)
            continue
        path = Path(name)
        try:
            is_folder = path.is_dir()
            if not name or (not is_folder and not path.exists()):
                yield Problem(code="missing", where=name)
                continue
        except (OSError, ValueError) as error:
            yield Problem(code="missing", where=name.replace("\0", "\\0"), detail=str(error))
            continue
        if is_folder:
            yield from _read_folder(path, language=code)
        else:
            yield from _read_file(path, name, language=code)


def _read_folder(folder: Path, *, language: str | None) -> Iterator[Document | Problem]:
    reports = 0
    for found in _walk(folder):
        if isinstance(found, Problem):
            yield found
        elif found.readable:
            reports += 1
            yield from _read_file(found.path, str(found.path), language=language)
        else:
            detail = f"{found.path.suffix or 'no suffix'}; name the file itself to read it as text"
            yield Problem(code="unsupported_format", where=str(found.path), detail=detail)
    if not reports:
        yield Problem(code="no_reports", where=str(folder))


def _walk(folder: Path) -> Iterator[_Found | Problem]:
    """The files of a folder and its folders, sorted by name; links to folders are not followed."""
    try:
        with os.scandir(folder) as entries:
            rows = sorted(
                (e.name, e.is_dir(follow_symlinks=False)) for e in entries if not e.name.startswith(".")
            )
    except OSError as error:
        yield Problem(code="unreadable", where=str(folder), detail=error.strerror or "")
        return
    for name, is_folder in rows:
        path = folder / name
        if is_folder:
            yield from _walk(path)
        else:
            yield _Found(path, path.suffix.lower() in TEXT_SUFFIXES | JSONL_SUFFIXES)


def _read_file(path: Path, name: str, *, language: str | None) -> Iterator[Document | Problem]:
    try:
        with path.open("rb") as stream:
            yield from _read_stream(stream, name, suffix=path.suffix.lower(), language=language)
    except OSError as error:
        yield Problem(code="unreadable", where=name, detail=error.strerror or "")


def _read_stream(
    stream: BinaryIO, name: str, *, suffix: str, language: str | None
) -> Iterator[Document | Problem]:
    """Reads one stream as what it is: JSONL by its suffix, or by its first byte where the suffix says
    nothing."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(_Raw(stream))
    head = buffered.peek(sniff.HEAD_BYTES)[: sniff.HEAD_BYTES]
    if not head:
        yield Problem(code="empty", where=name)
        return
    format_name = sniff.unsupported(head)
    if format_name is not None:
        yield Problem(code="unsupported_format", where=name, detail=format_name)
        return
    encoding = sniff.wide(head)
    if encoding is not None:
        yield Problem(code="invalid_utf8", where=name, detail=f"it is {encoding}")
        return
    if suffix in JSONL_SUFFIXES or (suffix not in TEXT_SUFFIXES and sniff.is_json_object(head)):
        yield from read_jsonl(buffered, name, language=language)
        return
    yield from _read_text(buffered, name, language=language)


def _read_text(stream: BinaryIO, name: str, *, language: str | None) -> Iterator[Document | Problem]:
    limit = settings().read.text_limit_bytes
    data = stream.read(limit + 1)
    if len(data) > limit:
        yield Problem(code="too_large", where=name, detail=f"the limit is {limit:,} bytes for one report")
        return
    nul = data.find(b"\0")
    if nul >= 0:
        yield Problem(code="binary", where=name, detail=f"the first at byte {nul + 1}")
        return
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        yield Problem(code="invalid_utf8", where=name, detail=f"byte {error.start + 1}", line=line)
        return
    text = text.removeprefix("\ufeff")
    if not text.strip():
        yield Problem(code="empty", where=name)
        return
    yield from build(text, data, Stated(report=name, where=name, language=language))


class _Raw(io.RawIOBase):
    """Any binary stream as one that `io.BufferedReader` takes; closing it leaves the stream open."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

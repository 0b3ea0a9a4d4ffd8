"""What a file's first bytes say it is, whatever its name says.

Nothing here reads a format: it only keeps PDF, HTML and their like from being read as if they were text.
"""

import re

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "DOCX, ODT or another ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "DOC or another old Office file"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"WARC/", "WARC"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"SQLite format 3", "SQLite database"),
)
_WIDE = ((b"\xff\xfe", "UTF-16LE"), (b"\xfe\xff", "UTF-16BE"))
_MARKUP = re.compile(
    rb"<(?:!doctype|!--|\?xml|html|head|body|rss|feed|div|article|section|main|p|span|table|meta|title)\b",
    re.IGNORECASE,
)
HEAD_BYTES = 4096
"""As many bytes as `unsupported` wants to see."""


def unsupported(head: bytes) -> str | None:
    """The name of the format that cannot be read yet, or None where the bytes may be text."""
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _MARKUP.match(start):
        return "XML or a feed" if start[:5].lower() in (b"<?xml", b"<rss ", b"<feed") else "HTML"
    return None


def wide(head: bytes) -> str | None:
    """The name of a two-byte encoding that the bytes open with, or None."""
    return next((name for mark, name in _WIDE if head.startswith(mark)), None)


def is_json_object(head: bytes) -> bool:
    """Whether the first byte that is not blank opens a JSON object."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"

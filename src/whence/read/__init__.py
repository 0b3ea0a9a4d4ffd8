"""read: bytes to documents. Text and JSONL files, folders and standard input; boilerplate is marked, never
cut."""

from whence.read.intake import read

__all__ = ["read"]

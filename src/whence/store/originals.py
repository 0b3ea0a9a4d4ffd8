"""The captured bytes, each once, compressed, under their SHA-256: `originals/ab/abcd….gz`."""

import gzip
import os
from pathlib import Path


def put(folder: Path, sha256: str, data: bytes) -> None:
    """Keeps the bytes. The file appears whole or not at all; it is left alone where it is there already."""
    path = _path(folder, sha256)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.tmp")
    unfinished.write_bytes(gzip.compress(data, mtime=0))
    os.replace(unfinished, path)


def get(folder: Path, sha256: str) -> bytes:
    """The bytes. Raises FileNotFoundError where they were never kept, gzip.BadGzipFile where the file is
    damaged."""
    return gzip.decompress(_path(folder, sha256).read_bytes())


def discard(folder: Path, sha256: str) -> None:
    """Deletes the bytes, if they are there."""
    path = _path(folder, sha256)
    path.unlink(missing_ok=True)
    if path.parent.is_dir() and not any(path.parent.iterdir()):
        path.parent.rmdir()


def _path(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / f"{sha256}.gz"

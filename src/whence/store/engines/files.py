"""The few things that publishing does with files, on a local disk.

`hadoop.HadoopFiles` has the same shape for whatever Spark can write to (hdfs://, s3a://, …).
"""

import hashlib
import os
import shutil
from pathlib import Path
from typing import Protocol

import msgspec


class Part(msgspec.Struct, frozen=True):
    """One file of a table: its path below the folder, its size, its SHA-256 ("" where the storage is remote)."""

    path: str
    size_bytes: int
    sha256: str


class Files(Protocol):
    """A folder's files. Paths are relative to it and use "/". Raises OSError where the storage refuses."""

    def read(self, path: str) -> bytes | None:
        """A small file's bytes; None where there is none."""

    def replace(self, path: str, data: bytes) -> None:
        """Writes a small file so that a reader sees the old or the new one, and never a part."""

    def make(self, path: str) -> bool:
        """Makes a folder; False where something of that name is there."""

    def folders(self) -> list[str]:
        """Names of the folders in it."""

    def parts(self, path: str) -> list[Part]:
        """The Parquet files below a folder, by path."""

    def remove(self, path: str) -> None:
        """Removes a folder with all that is in it; one that is not there is passed over."""


class LocalFiles:
    """Files of a local folder, which is made when first written to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, path: str) -> bytes | None:
        """See `Files`."""
        try:
            return (self._folder / path).read_bytes()
        except FileNotFoundError:
            return None

    def replace(self, path: str, data: bytes) -> None:
        """See `Files`. The file and its folder are on the disk when this returns."""
        target = self._folder / path
        beside = target.with_name(f"{target.name}.new")
        with beside.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.replace(beside, target)
        _sync(self._folder)

    def make(self, path: str) -> bool:
        """See `Files`."""
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            (self._folder / path).mkdir()
        except FileExistsError:
            return False
        return True

    def folders(self) -> list[str]:
        """See `Files`."""
        if not self._folder.is_dir():
            return []
        return sorted(entry.name for entry in self._folder.iterdir() if entry.is_dir())

    def parts(self, path: str) -> list[Part]:
        """See `Files`. The files are on the disk when this returns."""
        found = []
        for file in sorted((self._folder / path).rglob("*.parquet")):
            with file.open("rb") as data:
                digest = hashlib.file_digest(data, "sha256").hexdigest()
                os.fsync(data.fileno())
            name = file.relative_to(self._folder).as_posix()
            found.append(Part(path=name, size_bytes=file.stat().st_size, sha256=digest))
        _sync(self._folder / path)
        return found

    def remove(self, path: str) -> None:
        """See `Files`."""
        shutil.rmtree(self._folder / path, ignore_errors=True)


def _sync(folder: Path) -> None:
    """Puts a folder's entries on the disk, where the system can."""
    if not folder.is_dir():
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # some network file systems cannot
        pass
    finally:
        os.close(handle)

"""What is made rests on the code, packs and weights that made it: a key that changes where any of them does."""

import hashlib
from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable


def hashed(names: Iterable[str]) -> str:
    """A hash of files and folders of the program, by their names in it."""
    digest = hashlib.sha256()
    root = files("whence")
    for name in names:
        _digest(root / name, digest)
    return digest.hexdigest()


def _digest(entry: Traversable, digest: "hashlib._Hash") -> None:
    if entry.is_file():
        if not entry.name.endswith(".pyc"):
            digest.update(entry.name.encode())
            digest.update(entry.read_bytes())
    elif entry.is_dir():
        for one in sorted(entry.iterdir(), key=lambda one: one.name):
            _digest(one, digest)

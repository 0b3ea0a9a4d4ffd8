"""What is made rests on what it was made from and with: keys that change where either does."""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from whence.model import Document, content_id, encode


def statements_key(document: Document, outlets: str) -> str:
    """What the statements of a document rest on: the document as read, the case's own outlets, and what extracts."""
    return content_id(encode(document).decode("utf-8", "replace"), code_key("extract"), outlets)


@cache
def code_key(stage: str) -> str:
    """A hash of the code, packs and weights that a stage runs on."""
    digest = hashlib.sha256()
    root = files("whence")
    for name in ("model.py", "judgement.py", "settings.py", "weights.toml", "languages", stage):
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

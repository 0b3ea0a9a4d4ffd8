"""store: the case on disk. The only package that opens a database."""

from whence.store.case import Capture, Removed, Run, Store
from whence.store.search import Hit

__all__ = ["Capture", "Hit", "Removed", "Run", "Store"]

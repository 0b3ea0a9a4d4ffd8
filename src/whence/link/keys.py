"""Keys and ids as the tables of the linking program hold them: signed integers of 64 bits.

Engines hash strings differently, so every hash is made here, once.
"""

from functools import lru_cache
from hashlib import blake2b

_HALF = 1 << 63


def key64(*parts: str) -> int:
    """The key of some strings; two lists of strings share one by chance once in 2^64."""
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") - _HALF


@lru_cache(maxsize=200_000)
def remembered64(words: str) -> int:
    """The key of a string that is met again and again. What is in two parts has "\\x1f" between them."""
    return key64(words)


def number(content: str) -> int:
    """A content id (sixteen hex digits) as an integer that sorts as the id does."""
    return int(content, 16) - _HALF


def content(number: int) -> str:
    """The content id of a number."""
    return f"{number + _HALF:016x}"

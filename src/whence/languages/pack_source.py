"""The text of a pack's file: single tables read without the rest, and words as the tokens of a text."""

import re
import tomllib
from typing import Any

import msgspec

from whence.languages.tokens import TokenWords, spaced

_TABLE_HEAD = re.compile(r"^\[\[?([a-z_]+)[^\]\n]*\]\]?[ \t]*(?:#.*)?$", re.MULTILINE)
_AS_WRITTEN = frozenset(("examples", "no_figures", "tokens", "quotation", "names", "boilerplate"))
"""Parts of a pack that are compared with the text itself, not with its tokens."""


def tables_of(source: str, names: tuple[str, ...]) -> dict[str, Any]:
    """The tables of those names, sub-tables included; a name that the source has no table of is left out."""
    heads = [*_TABLE_HEAD.finditer(source)]
    ends = [*(head.start() for head in heads[1:]), len(source)]
    kept = (source[head.start() : end] for head, end in zip(heads, ends, strict=True) if head[1] in names)
    return in_tokens(tomllib.loads("".join(kept)))


def in_tokens(table: dict[str, Any]) -> dict[str, Any]:
    """A pack's tables with their words as the tokens of a text: "d'après" is two of them where d' is elided."""
    if "tokens" not in table:
        return table
    words = msgspec.convert(table["tokens"], TokenWords)
    return {key: one if key in _AS_WRITTEN else _parted(one, words) for key, one in table.items()}


def _parted(table: Any, words: TokenWords) -> Any:
    if isinstance(table, dict):
        return {
            key if key in _AS_WRITTEN else spaced(key, words): value
            if key in _AS_WRITTEN
            else _parted(value, words)
            for key, value in table.items()
        }
    if isinstance(table, list):
        return [_parted(one, words) for one in table]
    return spaced(table, words) if isinstance(table, str) else table

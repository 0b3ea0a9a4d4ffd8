"""Outlets known by name, by any spelling or by their addresses: the shipped table, and one that the user adds.

`outlet_kind` looks words of running text up as they are written. `outlet_id` and `outlet_at` say which outlet of the
table a name or an address is; a name is then also read without what is no part of it (articles, legal forms,
"news agency") and by its sound. What stands in no table stays what it is called.
"""

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from whence.languages.declension import SHORTEST_STEM
from whence.languages.fold import SAME_WORD, fold_key, name_similarity, telling_words, token_skeletons
from whence.languages.inflection import bases
from whence.languages.words import MOST_REMEMBERED, Strict

OutletKind = Literal[
    "agency",
    "newspaper",
    "broadcaster",
    "state_media",
    "channel",
    "magazine",
    "online",
    "ministry",
    "aggregator",
    "monitor",
]
MOST_INFLECTED = 3  # words of a name that is looked up in other cases
SHORTEST_INFLECTED = 3  # letters of the last word of such a name, without its ending
_PLAIN_ADDRESS = re.compile(r"https?://([a-z0-9.-]+)(?=[/?#]|\Z)")
"""What nearly all addresses look like: the host is read from it in a fraction of the time."""
SHORTEST_HEARD = 6  # letters of a name of one word that is looked up by its sound


class OutletError(ValueError):
    """A table of outlets does not fit the schema. The message names the entry and the key."""


class Outlet(Strict, frozen=True, kw_only=True):
    """One outlet. `owner` is the family it belongs to; `common_word`: running text is not searched for it."""

    name: str
    kind: OutletKind
    country: str | None = None
    language: str | None = None
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    owner: str | None = None
    common_word: bool = False


class OutletTable(Strict, frozen=True, kw_only=True):
    """The file `data/outlets.toml`, and a user's own (`schema` and `[outlets]`)."""

    schema: Literal[2]
    outlets: dict[str, Outlet]
    articles: tuple[str, ...] = ()
    """Lower case: what may stand before an outlet's name and is no part of it."""
    legal_forms: tuple[str, ...] = ()
    """Lower case, without dots: what may stand behind an outlet's name."""


def read_outlets(text: str) -> OutletTable:
    """The table that a TOML text holds. Raises `OutletError`."""
    try:
        return msgspec.convert(tomllib.loads(text), OutletTable)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise OutletError(str(error)) from error


class _Outlets:
    """Tables ready for look-up; a later one goes before an earlier one where both have an id, name or domain."""

    def __init__(self, *tables: OutletTable) -> None:
        self.outlets: dict[str, Outlet] = {}
        self.written: dict[str, str] = {}
        self.folded: dict[str, str] = {}
        self.domains: dict[str, str] = {}
        self.heard: dict[str, set[str]] = {}
        self.lowered: dict[tuple[str, ...], str] = {}
        self.closing: set[str] = set()
        self.closing_openings: set[str] = set()
        self.articles = frozenset(word for table in tables for word in table.articles)
        self.legal = frozenset(word for table in tables for word in table.legal_forms)
        for table in tables:
            for key, outlet in table.outlets.items():
                self._add(key, outlet)

    def _add(self, key: str, outlet: Outlet) -> None:
        self.outlets[key] = outlet
        for name in (outlet.name, *outlet.aliases):
            if not outlet.common_word:
                self.written[name] = key
                lows = tuple(name.lower().split())
                self.lowered.setdefault(lows, key)
                self.closing.add(lows[-1])
                self.closing_openings.add(lows[-1][:SHORTEST_STEM])
            self.folded[self.bare(name)] = key
            for word in telling_words(name)[-1:]:
                for bones in token_skeletons(word):
                    self.heard.setdefault(bones, set()).add(key)
        for domain in outlet.domains:
            self.domains[domain.lower()] = key

    def bare(self, name: str) -> str:
        """A name folded, without articles, legal forms and words for what it is."""
        words = fold_key(" ".join(telling_words(name))).split()
        while len(words) > 1 and words[-1] in self.legal:
            words.pop()
        return " ".join(words)


@cache
def _shipped() -> OutletTable:
    return read_outlets((files("whence.languages") / "data" / "outlets.toml").read_text("utf-8"))


_extra: ContextVar[str] = ContextVar("whence_outlets", default="")


@contextmanager
def with_outlets(text: str) -> Iterator[None]:
    """Adds a user's table (its TOML text, "" for none) to the shipped one inside the block. Raises `OutletError`."""
    if text:
        read_outlets(text)
    token = _extra.set(text)
    try:
        yield
    finally:
        _extra.reset(token)


@lru_cache(maxsize=8)
def _with(extra: str) -> _Outlets:
    return _Outlets(_shipped(), *([read_outlets(extra)] if extra else []))


def outlets_in_force() -> str:
    """The text of the user's table, "" for none: what a cache of anything that rests on outlets is keyed by."""
    return _extra.get()


def outlet_kind(name: str) -> str | None:
    """The kind of the outlet of that name, or None: as written, else in another case or behind an article."""
    extra = _extra.get()
    key = _written(name, extra)
    return None if key is None else _with(extra).outlets[key].kind


@lru_cache(maxsize=MOST_REMEMBERED)
def _written(name: str, extra: str) -> str | None:
    known = _with(extra)
    bare = name.strip()
    for candidate in (bare, bare.removesuffix("'s").removesuffix("’s"), bare.removesuffix("s")):
        if candidate in known.written:
            return known.written[candidate]
    article, _, rest = bare.partition(" ")
    if rest and article.lower() in known.articles:
        return known.written.get(rest) or known.written.get(article.capitalize() + " " + rest)
    return _inflected(bare, known)


def _inflected(name: str, known: _Outlets) -> str | None:
    """The outlet of which a name is another case, in the language of the outlet; an agency's in any language."""
    words = name.split()
    if not name[:1].isupper() or len(words) > MOST_INFLECTED:
        return None
    if words[-1].isalpha() and words[-1].lower()[:SHORTEST_STEM] not in known.closing_openings:
        return None  # no ending takes the first letters of a word
    last = [base for base in bases(words[-1]) if base.form in known.closing]
    for base in last:
        before = [
            [word.lower(), *(b.form for b in bases(word) if b.codes & base.codes)] for word in words[:-1]
        ]
        for lows in product(*before):
            key = known.lowered.get((*lows, base.form))
            if key is not None and len(base.form) >= SHORTEST_INFLECTED:
                one = known.outlets[key]
                if one.kind == "agency" or one.language in base.codes:
                    return key
    return None


def outlet(key: str) -> Outlet | None:
    """The entry with that id (with or without "outlet:" before it), or None."""
    return _with(_extra.get()).outlets.get(key.removeprefix("outlet:"))


def outlet_id(name: str) -> str | None:
    """The id of the outlet that a name is, in any spelling, or None. A domain is a name too."""
    return _named(name, _extra.get())


@lru_cache(maxsize=50_000)
def _named(name: str, extra: str) -> str | None:
    known = _with(extra)
    if found := _written(name, extra):
        return found
    if "." in name and " " not in name.strip() and (found := _at(name.lower(), known)):
        return found
    bare = known.bare(name)
    if bare in known.folded:
        return known.folded[bare]
    words = telling_words(name)
    if not words or (len(words) == 1 and len(words[0]) < SHORTEST_HEARD):
        return None
    candidates = {key for bones in token_skeletons(words[-1]) for key in known.heard.get(bones, ())}
    alike = {
        key
        for key in candidates
        for one in (known.outlets[key].name, *known.outlets[key].aliases)
        if not known.outlets[key].common_word and name_similarity(name, one, floor=SAME_WORD).same
    }
    return alike.pop() if len(alike) == 1 else None


@lru_cache(maxsize=50_000)
def _at(host: str, known: _Outlets) -> str | None:
    parts = host.removeprefix("www.").split(".")
    return next(
        (key for at in range(len(parts) - 1) if (key := known.domains.get(".".join(parts[at:])))), None
    )


def outlet_at(url: str | None) -> str | None:
    """The id of the outlet at an address: that of the host or of the nearest domain above it; None where unknown."""
    return _addressed(url, _extra.get()) if url else None


@lru_cache(maxsize=50_000)
def _addressed(url: str, extra: str) -> str | None:
    if plain := _PLAIN_ADDRESS.match(url):
        return _at(plain[1], _with(extra))
    try:
        host = urlsplit(url if "://" in url else f"//{url}").hostname or ""
    except ValueError:
        return None
    return _at(host.lower(), _with(extra))


def outlet_source(name: str, url: str | None = None) -> str:
    """The source id of an outlet by its name, or else by its address: that of the table, else its name folded."""
    return f"outlet:{outlet_id(name) or outlet_at(url) or _folded(name)}"


@lru_cache(maxsize=MOST_REMEMBERED)
def _folded(name: str) -> str:
    return fold_key(name)

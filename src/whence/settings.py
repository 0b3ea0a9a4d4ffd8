"""The numbers of `weights.toml`, one record a section. A key that is missing or unknown is an error.

To add a section: write it in `weights.toml` with a comment that names its motivating example, add a record here,
and name it in `Settings`. Units stand in the keys: bytes, code_points, days, share (0..1), score (0..1).
"""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of the sections."""


class Read(Section, kw_only=True):
    """Limits of `read`; all inclusive."""

    text_limit_bytes: int
    jsonl_line_limit_bytes: int
    long_line_code_points: int
    title_limit_code_points: int
    caption_limit_code_points: int
    pointer_limit_code_points: int


class Identify(Section, kw_only=True):
    """Limits of language identification."""

    sample_code_points: int
    minimum_letters: int
    confidence_floor_share: float


class Settings(Section, kw_only=True):
    """All sections of `weights.toml`."""

    read: Read
    identify: Identify


@cache
def settings() -> Settings:
    """The shipped numbers. Raises `msgspec.ValidationError` where file and records do not fit each other."""
    return msgspec.convert(tomllib.loads((files("whence") / "weights.toml").read_text("utf-8")), Settings)

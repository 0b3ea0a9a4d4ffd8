"""Lower-case words inside personal names ("von", "al"): no language's own, so they stand beside the packs."""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from whence.languages.words import Strict


class ParticleTable(Strict, frozen=True):
    """The file `data/name_particles.toml`."""

    schema: int
    particles: tuple[str, ...]


@cache
def name_particles() -> frozenset[str]:
    """The particles, lower case."""
    source = (files("whence.languages") / "data" / "name_particles.toml").read_text("utf-8")
    return frozenset(msgspec.convert(tomllib.loads(source), ParticleTable).particles)

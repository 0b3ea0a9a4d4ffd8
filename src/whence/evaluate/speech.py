"""What an attribution of speech is: by the words of its cue, or by what its cue is in any language's pack."""

import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from whence.languages.pack import pack
from whence.model import Statement

_WORD = re.compile(r"\w+")


class Speech(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/speech.toml`: the words, the language in which they stand, and languages that are summed apart."""

    language: str
    words: frozenset[str]
    apart: frozenset[str]


@cache
def speech() -> Speech:
    """The data file, read once."""
    source = (files("whence.evaluate") / "data" / "speech.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(source), Speech)


@cache
def speech_ids() -> frozenset[str]:
    """Ids of verb groups and attribution words that have one of the words among their forms.

    Packs share their ids, so these tell speech in every language.
    """
    source = pack(speech().language)
    forms = [
        (group.id, form)
        for group in source.verbs
        for form in (*group.finite, *group.participle, *group.infinitive, *group.gerund)
    ]
    forms += [(one.id, form) for one in source.attribution for form in one.forms]
    return frozenset(key for key, form in forms if speech().words & set(form.split()))


def is_speech(statement: Statement) -> bool:
    """Whether a cue, in the language of the words, holds one of them."""
    cue = statement.cue
    return cue is not None and not speech().words.isdisjoint(_WORD.findall(cue.exact.lower()))


def is_speech_by_id(statement: Statement) -> bool:
    """Whether a cue, in any language, belongs to a group or attribution word of speech."""
    return any(one.kind == "cue" and one.why.partition(": ")[2] in speech_ids() for one in statement.evidence)

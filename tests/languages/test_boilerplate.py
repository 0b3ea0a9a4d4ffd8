"""The packs' boilerplate words are proved by their own examples."""

import msgspec
import pytest

from whence.languages.boilerplate import BoilerplateWords
from whence.languages.pack import codes, pack
from whence.read.lines import lines
from whence.read.marks import mark_boilerplate
from whence.read.stamps import published


@pytest.mark.parametrize("code", codes())
def test_examples_of_the_packs(code: str) -> None:
    own = pack(code)
    packs = [own, *(pack(other) for other in codes() if other != code)]
    assert own.boilerplate.examples
    for example in own.boilerplate.examples:
        marks = mark_boilerplate(example.text, packs)
        assert tuple((m.kind, example.text[m.start : m.end]) for m in marks) == example.marked
        when = published(lines(example.text), own)
        assert (when.edtf if when else None) == example.published


@pytest.mark.parametrize("code", codes())
def test_words_are_lower_case_and_whole(code: str) -> None:
    words = msgspec.to_builtins(pack(code).boilerplate)
    for field, entries in words.items():
        if field == "examples":
            continue
        for entry in entries:
            assert entry == entry.lower().strip(), f"{code}.toml [boilerplate] {field}: {entry!r}"
            assert entry, f"{code}.toml [boilerplate] {field} holds an empty entry"


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(msgspec.ValidationError, match="picture_prefixes"):
        msgspec.convert(
            {**msgspec.to_builtins(pack("en").boilerplate), "picture_prefixes": []}, BoilerplateWords
        )

"""Laws of extraction, on any text in every pack: spans fit, ids are unique, one origin, the same text the same answer.

Texts are drawn from Unicode at large, and from the packs' own words strung together: noise that looks like
reporting, which reaches the rules that noise at large never reaches.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.said import document

from whence.extract import extract
from whence.languages.pack import codes, pack
from whence.model import Statement, encode

MARKS = ['"', "“", "”", "„", "»", "«", "’", ",", ".", ":", "?", "–", "(", ")", "\n", "\n\n", ";"]
NAMES = [
    "Ida Holk",
    "Ottesen",
    "Kyiv",
    "Northwire",
    "„24Vex“",
    "Radio Westland",
    "50.000",
    "31. december",
    "May",
    "2024",
]


def held(value: Any) -> Iterator[str]:
    """All strings that a part of a pack holds, whatever its keys are: new ones are covered as they come."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from held(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from held(inner)


def vocabulary(code: str) -> list[str]:
    """Every word of a pack that steers extraction, stems and tails made words, and what stands between them."""
    parts = msgspec.to_builtins(pack(code))
    listed = {word for key, part in parts.items() if key not in NO_WORDS for word in held(part)}
    words = sorted(word.removesuffix("-") + "en" if word.endswith("-") else word for word in listed)
    words = [f"Ab{word[1:]}" if word.startswith("-") and len(word) > 1 else word for word in words]
    return [*words, *(word.title() for word in words[::7])]


NO_WORDS = frozenset(("schema", "code", "name", "native", "cldr", "status", "examples", "phenomena", "names"))
VOCABULARY = {code: vocabulary(code) for code in codes()}


def steering(code: str) -> list[str]:
    """The words that open most rules, few enough to meet each other often."""
    own = pack(code)
    grammar = own.grammar
    return [
        *(form for group in own.verbs for form in (*group.finite[:2], *group.participle[:1])),
        *(form for group in own.attribution for form in group.forms),
        *grammar.complementisers,
        *grammar.negations,
        *grammar.coordinators,
        *grammar.relatives,
        *grammar.determiners[:6],
        *grammar.auxiliaries[:6],
        *grammar.subordinators[:6],
        *(*own.pronouns.masculine, *own.pronouns.plural, *own.pronouns.demonstrative),
        *(form for cue in own.noun_cues for form in cue.forms[:2]),
        *(*own.hearsay.adverbs, *own.hearsay.modals, *own.hearsay.perfect, *own.hearsay.impersonal),
    ]


STEERING = {code: steering(code) for code in codes()}


@st.composite
def noise_like_reporting(draw: st.DrawFn, code: str) -> str:
    """Up to sixty of a pack's words, names and marks in any order."""
    word = st.one_of(
        st.sampled_from(STEERING[code]),
        st.sampled_from(STEERING[code]).map(str.capitalize),
        st.sampled_from(VOCABULARY[code]),
        st.sampled_from(NAMES),
        st.sampled_from(MARKS),
    )
    return draw(st.sampled_from([" ", " ", " ", ""])).join(draw(st.lists(word, max_size=60)))


def check(text: str, found: tuple[Statement, ...]) -> None:
    """Everything that holds for the statements of any text."""
    assert len({one.id for one in found}) == len(found), "ids are unique in a document"
    for one in found:
        passages: list[Any] = [*one.content, *one.quotes, *one.places, *one.actors, *one.concepts]
        passages += [voice for voice in (*one.chain, *one.alleged) if voice.start is not None]
        passages += [some for some in (one.cue, one.event) if some is not None]
        for some in passages:
            assert 0 <= some.start < some.end <= len(text)
            assert text[some.start : some.end] == some.exact
        held: list[Any] = [*one.figures, *(time for time in one.times if time.span is not None)]
        for some in held:
            assert text[slice(*some.span)] == some.exact
        for voice in one.chain:
            assert (voice.start is None) == (voice.end is None) == (voice.exact == "")
            assert voice.name
            assert voice.source_id
        assert one.content, "a statement says something"
        ends = [(piece.start, piece.end) for piece in one.content]
        assert all(a[1] <= b[0] for a, b in pairwise(ends)), "pieces in order, apart"
        assert [voice.role for voice in one.chain].count("origin") == 1
        assert one.chain[0].role == "origin"
        roles = [voice.role for voice in one.chain]
        assert roles == sorted(roles, key=("origin", "relay", "publisher").index)
        for figure in one.figures:
            assert figure.low is None or figure.high is None or figure.low <= figure.high
        for time in one.times:
            assert time.start is None or time.end is None or time.start <= time.end
        if one.stance.probability is not None:
            low, high = one.stance.probability
            assert 0 <= low <= high <= 1


@pytest.mark.parametrize("code", codes())
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_any_text_is_read_without_an_error(code: str, data: st.DataObject) -> None:
    text = data.draw(st.text(max_size=300))
    found, _ = extract(document(text, language=code))
    check(text, found)


@pytest.mark.parametrize("code", codes())
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_order_of_words_is_read_without_an_error(code: str, data: st.DataObject) -> None:
    text = data.draw(noise_like_reporting(code))
    report = document(text, language=code, published="2024-03-05", outlet="Lock Gazette")
    found, problems = extract(report)
    check(text, found)
    assert all(one.chain[-1].role == "publisher" or not one.attributed or one.chain for one in found)
    assert {one.code for one in problems} <= {"unbalanced_quotes"}
    assert encode((found, problems)) == encode(extract(report)), "the same text gives the same statements"


@pytest.mark.parametrize("code", codes())
def test_the_examples_of_the_packs_keep_the_laws_too(code: str) -> None:
    text = "\n\n".join(example.text for example in pack(code).examples)
    found, _ = extract(document(text, language=code, published="2024-03-05", outlet="Lock Gazette"))
    check(text, found)
    assert len(found) > len(pack(code).examples) / 2

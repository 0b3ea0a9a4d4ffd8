"""Laws of extraction, on any text: spans fit, ids are unique, one origin, and the work grows with the text.

Texts are drawn from Unicode at large, and from the packs' own words strung together: noise that looks like
reporting, which reaches the rules that noise at large never reaches.
"""

import sys
from itertools import pairwise
from types import FrameType
from typing import Any

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
    "Radio Westland",
    "50.000",
    "31. december",
    "May",
    "2024",
]


def vocabulary(code: str) -> list[str]:
    """Words of a pack that steer extraction, and what stands between them."""
    own = pack(code)
    verbs = [form for group in own.verbs for form in (*group.finite[:2], *group.participle[:1])]
    attributions = [form for group in own.attribution for form in group.forms]
    grammar = own.grammar
    closed = (
        *grammar.complementisers,
        *grammar.negations,
        *grammar.coordinators,
        *grammar.relatives,
        *grammar.determiners[:6],
        *grammar.auxiliaries[:6],
        *grammar.subordinators[:6],
    )
    people = (*own.pronouns.masculine, *own.pronouns.plural, *own.pronouns.demonstrative)
    nouns = [form for cue in own.noun_cues for form in cue.forms[:2]]
    hearsay = (*own.hearsay.adverbs, *own.hearsay.modals, *own.hearsay.perfect, *own.hearsay.impersonal)
    return [*verbs, *attributions, *closed, *people, *nouns, *hearsay, *NAMES, *MARKS]


VOCABULARY = {code: vocabulary(code) for code in codes()}


@st.composite
def noise_like_reporting(draw: st.DrawFn) -> tuple[str, str]:
    """A language and up to sixty of its words and marks in any order."""
    code = draw(st.sampled_from(codes()))
    words = draw(st.lists(st.sampled_from(VOCABULARY[code]), max_size=60))
    glue = draw(st.sampled_from([" ", " ", " ", ""]))
    return code, glue.join(words)


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


@given(st.text(max_size=300), st.sampled_from(codes()))
@settings(max_examples=120, deadline=None)
def test_any_text_is_read_without_an_error(text: str, code: str) -> None:
    found, _ = extract(document(text, language=code))
    check(text, found)


@given(noise_like_reporting())
@settings(max_examples=250, deadline=None)
def test_any_order_of_words_is_read_without_an_error(drawn: tuple[str, str]) -> None:
    code, text = drawn
    found, problems = extract(document(text, language=code, published="2024-03-05", outlet="Lock Gazette"))
    check(text, found)
    assert all(one.chain[-1].role == "publisher" or not one.attributed or one.chain for one in found)
    assert {one.code for one in problems} <= {"unbalanced_quotes"}


@given(noise_like_reporting())
@settings(max_examples=60, deadline=None)
def test_the_same_text_gives_the_same_statements(drawn: tuple[str, str]) -> None:
    code, text = drawn
    once, again = (extract(document(text, language=code)) for _ in range(2))
    assert encode(once) == encode(again)


@pytest.mark.parametrize("code", codes())
def test_the_examples_of_the_packs_keep_the_laws_too(code: str) -> None:
    text = "\n\n".join(example.text for example in pack(code).examples)
    found, _ = extract(document(text, language=code, published="2024-03-05", outlet="Lock Gazette"))
    check(text, found)
    assert len(found) > len(pack(code).examples) / 2


def lines_executed(text: str, code: str) -> int:
    """How many lines of whence run while a text is extracted: a clock that no other process disturbs."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        if "whence" not in frame.f_code.co_filename:
            return None
        if event == "line":
            count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        extract(document(text, language=code))
    finally:
        sys.settrace(before)
    return count


HARD = {
    "prose": "Ida Holk said on Monday that 300 men would be sent to Kyiv by 1 May, according to Northwire. ",
    "quotation marks": '"It is, he said, "so. ',
    "commas": "that, who said, which, and, but, ",
    "one word": "said ",
    "brackets": "(said (Ida Holk (that ",
    "names": "Ida Holk Karl Ottesen ",
    "anaphors": "That is according to the agency. ",
    "no sentence end": "the mayor said that the board says that ",
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_the_work_grows_with_the_text_only(text: str) -> None:
    repeats = 40
    lines_executed(text * 2 * repeats, "en")  # fills every cache
    once, twice = (lines_executed(text * n * repeats, "en") for n in (1, 2))
    assert twice < 2.6 * once, f"{once:,} lines, then {twice:,}"

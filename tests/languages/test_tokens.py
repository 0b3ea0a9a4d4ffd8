"""Tokens: elided words and hung-on pronouns are words of their own where a language says so."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.languages.tokens import Tokens, TokenWords, form_tokens, spaced

JOINED = TokenWords(
    elisions=("l'", "d'", "qu'", "c'", "dell'"), enclitics=("il", "elle", "on"), enclitic_joints=("-", "-t-")
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L'armée dit qu’il part.", ["L'", "armée", "dit", "qu’", "il", "part", "."]),
        ("aujourd'hui", ["aujourd'hui"]),
        ("a-t-elle dit", ["a", "elle", "dit"]),
        ("dit-il", ["dit", "il"]),
        ("un porte-avions, dit-on", ["un", "porte-avions", ",", "dit", "on"]),
        ("l'un dell'esercito", ["l'", "un", "dell'", "esercito"]),
        ("La dice Massimo D'Alvio.", ["La", "dice", "Massimo", "D'Alvio", "."]),
        ("Si. L'Italia", ["Si", ".", "L'", "Italia"]),
    ],
)
def test_joined_words_are_tokens_of_their_own(text: str, words: list[str]) -> None:
    tokens = Tokens(text, JOINED)
    assert tokens.words == words
    assert [text[s:e] for s, e in zip(tokens.starts, tokens.ends, strict=True)] == words


def test_without_such_words_nothing_is_split() -> None:
    assert Tokens("l'armée a-t-il").words == ["l'armée", "a-t-il"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("हिन्दी में खबर।", ["हिन्दी", "में", "खबर", "।"]),  # hindi men khabar
        ("Jose\u0301 sier nei.", ["Jose\u0301", "sier", "nei", "."]),
        ("\u0301 a", ["\u0301", "a"]),
    ],
)
def test_marks_belong_to_their_letter(text: str, words: list[str]) -> None:
    assert Tokens(text).words == words


def test_the_words_of_a_pack_fall_into_the_same_tokens() -> None:
    for form in ("d'après", "dit-on", "semble-t-elle", "aujourd'hui", "porte-parole"):
        assert spaced(form, JOINED).split() == Tokens(form, JOINED).lows
    assert form_tokens(spaced("d'ici le", JOINED)) == ("d'", "ici", "le")


@given(st.text(alphabet="abdlqu'’-tiloe \n.,D", max_size=60))
def test_tokens_stand_in_order_and_hold_every_letter(text: str) -> None:
    tokens = Tokens(text, JOINED)
    spans = list(zip(tokens.starts, tokens.ends, strict=True))
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert all(s < e for s, e in spans)
    covered = {k for s, e in spans for k in range(s, e)}
    left = "".join(text[k] for k in range(len(text)) if k not in covered and not text[k].isspace())
    assert set(left) <= set("-t")


@given(st.text(alphabet="aBé 1.,:-'’\"“…\n\u0301中", max_size=40), st.integers(0), st.integers(0))
def test_what_begins_and_ends_with_whole_tokens_has_the_same_tokens_by_itself(
    text: str, first: int, more: int
) -> None:
    """Sentences are remembered by their words, wherever they stand."""
    tokens = Tokens(text)
    if len(tokens):
        first %= len(tokens)
        last = first + more % (len(tokens) - first)
        alone = Tokens(tokens.slice(first, last))
        assert alone.words == tokens.words[first : last + 1]
        assert alone.lows == tokens.lows[first : last + 1]

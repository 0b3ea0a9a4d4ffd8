"""Words cut to what a word table is keyed by. No morphology: only how a script writes a word.

Two cuts a word, a short one that meets all its inflections and a longer one that tells it from its neighbours.
What is cut, and where, follows from the script of the letters, never from a language: a syllable block holds
what two or three letters do; an ideograph is a word or a half; scripts that write prefixes onto the word are
read from its end too. Marks that readers may leave out (vowel points) do not count.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import exp, log
from typing import NamedTuple

from whence.languages.tokens import Tokens


class Cut(NamedTuple):
    """Letters that are kept from the front, short and long, and from the end (0: the end is not read)."""

    short: int
    long: int
    tail: int


LETTERS = Cut(4, 6, 0)
SYLLABLES = Cut(2, 3, 0)
PREFIXED = Cut(4, 6, 4)

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""Kana and ideographs: written without spaces, so that each letter is a unit and each two are one."""
_SYLLABLES = re.compile(r"[\uac00-\ud7af]")
_PREFIXED = re.compile(r"[\u0590-\u06ff\u0750-\u077f]")
_POINTS = re.compile(r"[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]")


@lru_cache(maxsize=200_000)
def word_stems(low: str) -> tuple[str, ...]:
    """The stems of one word in lower case, each marked with how it was cut; none for numbers and marks."""
    if not low or not low[0].isalpha():
        return ()
    if _UNSPACED.search(low):
        signs = [sign for sign in low if _UNSPACED.match(sign)]
        pairs = [one + other for one, other in pairwise(signs)]
        return tuple(dict.fromkeys((*signs, *pairs)))
    plain = _POINTS.sub("", low)
    cut = SYLLABLES if _SYLLABLES.search(low) else PREFIXED if _PREFIXED.search(low) else LETTERS
    found = [plain[: cut.short]]
    if len(plain) > cut.short + 1:
        found.append(plain[: cut.long] + "-")
    if cut.tail and len(plain) > cut.tail:
        found.append("-" + plain[-cut.tail :])
    return tuple(found)


Placed = dict[str, float]
"""The stems of a sentence, each with the place of the first word that has it: 0 at the beginning, 1 at the end."""


def placed(sentence: str) -> Placed:
    """The stems of a sentence with their places, in the order of the sentence."""
    return placed_words([low for low in Tokens(sentence).lows if low[:1].isalnum()])


def placed_words(lows: Sequence[str]) -> Placed:
    """The same of a sentence's words in lower case."""
    found: Placed = {}
    for at, low in enumerate(lows):
        for stem in word_stems(low):
            found.setdefault(stem, (at + 0.5) / len(lows))
    return found


def mean_letters(sentences: Iterable[str]) -> float:
    """Letters and digits of a sentence, geometric mean; 1.0 for none."""
    words = ([low for low in Tokens(sentence).lows if low[:1].isalnum()] for sentence in sentences)
    logs = [log(1 + sum(map(len, lows))) for lows in words]
    return exp(sum(logs) / len(logs)) if logs else 1.0

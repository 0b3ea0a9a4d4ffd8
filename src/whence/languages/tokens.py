"""Tokens with offsets: the one table of words that every reader of a text shares.

A token is a word with its inner apostrophes, hyphens and dots ("don't", "Iskander-M", "U.S."), a number with
its separators ("50.000", "1,400"), or one mark. Whitespace is no token. Lower-casing keeps one entry a token,
so that words of the packs are found by a dictionary look-up; offsets come from the text itself.

Where a language says so (`TokenWords`), an elided word is a token of its own ("l'|armée", "qu'|il"), and so is a
pronoun that hangs on its verb by a hyphen ("dit-|il", "a-t-|il": the joint belongs to no token).
"""

import re
from functools import cache, cached_property
from itertools import accumulate, compress
from operator import ne

from whence.languages.words import Strict

_MARKS = (
    r"\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670"  # accents, Hebrew and Arabic points
    r"\u0900-\u0963\u0966-\u096f\u0971-\u0df3"  # the scripts of India, without their full stops
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"  # Thai, Lao
    r"\u102b-\u103e\u17b4-\u17d3"  # Burmese, Khmer
)
"""What is written above, below or behind a letter and belongs to its word, though Unicode calls it no letter."""
_WORD = rf"\w[\w{_MARKS}]*+"
_TOKEN = (
    r"[^\W\d_](?:\.[^\W\d_](?!\w))++\.?"  # U.S., z.B. (but f.eks. is two words)
    r"|\d++(?:[.,:]\d++)*+(?![^\W\d_])"  # 50.000  1,400  12:30 (but 19th is a word)
    rf"|{_WORD}(?:['’\-‑]%s{_WORD})*+(?::[a-zåäö]{{1,3}}+(?!\w))?+"  # don't  Iskander-M  19th  vd:n
    r"|\.{2,}+|--++"
    r"|''|``|’’|‘‘"
    r"|[^\w\s]"
)
_PLAIN = r"[A-Za-z]++(?= )"
"""What most tokens are, told from the rest by what is behind it: every other branch would give the same token."""
_BEFORE_SENTENCE = frozenset('.!?…:;«»"“”„‘(—–-')


class TokenWords(Strict, frozen=True, kw_only=True):
    """Words that are written together with their neighbour and are tokens all the same."""

    elisions: tuple[str, ...] = ()
    """Elided forms with their apostrophe: l', d', qu', dell'. They are split from the word behind them, in the text
    and in all lists of the pack; only a name inside a sentence keeps its own ("Massimo D'Alvio")."""
    enclitics: tuple[str, ...] = ()
    """Subject pronouns that hang on the verb by a hyphen: il, elle ("dit-il")."""
    enclitic_joints: tuple[str, ...] = ()
    """What stands between the verb and such a pronoun: "-", "-t-"."""


@cache
def _pattern(words: TokenWords | None) -> re.Pattern[str]:
    if words is None or not (words.elisions or words.enclitics):
        return re.compile(f"({_PLAIN}|{_TOKEN % ''})")
    guard, parts = "", []
    if words.enclitics:
        joints = sorted(
            (joint.lstrip("-") for joint in words.enclitic_joints or ("-",)), key=len, reverse=True
        )
        joined = "(?:" + "|".join(re.escape(joint) for joint in joints) + ")"
        pronoun = (
            "(?i:" + "|".join(map(re.escape, sorted(words.enclitics, key=len, reverse=True))) + r")(?![\w\-])"
        )
        guard = f"(?!(?<=[-‑]){joined}{pronoun})"
        parts.append(rf"(?<=\w)[-‑]{joined}({pronoun})")
    if words.elisions:
        elided = (re.escape(form.rstrip("'")) for form in sorted(words.elisions, key=len, reverse=True))
        parts.append(r"(?i:" + "|".join(elided) + r")['’](?=\w)")
    return re.compile("|".join((*parts, _PLAIN, _TOKEN % guard)))


class Tokens:
    """Parallel lists over one text: `starts`, `ends` (code points), `words` (as written), `lows` (lower case).

    `lows` has typographic apostrophes folded to "'" so that packs need to list one form. Beside them, in order, the
    indexes of `capitals`, `raised` and `marks`, found when first asked for: linking asks for none.
    """

    def __init__(self, text: str, shape: TokenWords | None = None) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[str] = []
        pattern = _pattern(shape)
        if shape is not None and (shape.elisions or shape.enclitics):
            matches = pattern.finditer(text)
            spans = _names_whole(text, [m.span(m.lastindex or 0) for m in matches])
            self.starts = [s for s, _ in spans]
            self.ends = [e for _, e in spans]
            self.words = [text[s:e] for s, e in spans]
        else:
            parts = pattern.split(text)  # gap, token, gap, …: a third cheaper than a match object for each
            self.words = parts[1::2]
            offsets = list(accumulate(map(len, parts)))
            self.starts, self.ends = offsets[:-1:2], offsets[1::2]
        self.lows = list(map(str.lower, self.words))
        for mark in "’ʼ":
            if mark in text:
                self.lows = [w.replace(mark, "'") if mark in w else w for w in self.lows]

    @cached_property
    def capitals(self) -> list[int]:
        """The tokens that begin with a capital letter."""
        return [i for i, word in enumerate(self.words) if word[0].isupper()]

    @cached_property
    def raised(self) -> list[int]:
        """The tokens that are not their lower case: a capital anywhere."""
        return list(compress(range(len(self.words)), map(ne, self.lows, self.words)))

    @cached_property
    def marks(self) -> list[int]:
        """The tokens that end in no letter or digit."""
        return [i for i, word in enumerate(self.words) if not word[-1].isalnum()]

    def __len__(self) -> int:
        return len(self.starts)

    def slice(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, both inclusive."""
        return self.text[self.starts[first] : self.ends[last]]


def _names_whole(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """An elided form with a capital before a capital, inside a sentence, is a part of the name: "Massimo D'Alvio"."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if kept:
            before, joint = kept[-1]
            if (
                joint == start
                and text[joint - 1] in "'’"
                and joint - before > 1
                and text[before].isupper()
                and text[start].isupper()
                and not text[start:end].isupper()
                and len(kept) > 1
                and text[kept[-2][1] - 1] not in _BEFORE_SENTENCE
                and "\n" not in text[kept[-2][1] : before]
            ):
                kept[-1] = (before, end)
                continue
        kept.append((start, end))
    return kept


def spaced(form: str, words: TokenWords) -> str:
    """A form of a pack with spaces where its tokens part in a text: "d'après" is "d' après", "dit-il" is "dit il"."""
    if "'" in form and words.elisions:
        form = _elision(words.elisions).sub(r"\1 ", form)
    if "-" in form and words.enclitics:
        form = _enclitic(words.enclitic_joints or ("-",), words.enclitics).sub(r" \1", form)
    return form


@cache
def _elision(elisions: tuple[str, ...]) -> re.Pattern[str]:
    forms = (re.escape(form) for form in sorted(elisions, key=len, reverse=True))
    return re.compile(r"(?<!\w)(" + "|".join(forms) + r")(?=\w)")


@cache
def _enclitic(joints: tuple[str, ...], pronouns: tuple[str, ...]) -> re.Pattern[str]:
    joined = "|".join(re.escape(joint) for joint in sorted(joints, key=len, reverse=True))
    return re.compile(rf"(?<=\w)(?:{joined})({'|'.join(map(re.escape, pronouns))})(?![\w\-])")


def form_tokens(form: str) -> tuple[str, ...]:
    """The lower-case tokens of a form in a pack, in which elided words stand apart ("d' après")."""
    lows: list[str] = []
    for part in form.split():
        lows += [part] if part.endswith("'") and part[:-1].isalpha() else Tokens(part).lows
    return tuple(lows)

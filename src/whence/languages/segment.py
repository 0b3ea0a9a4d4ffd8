"""Paragraphs and sentences, on the shared table of tokens.

A paragraph is a line (crawled text has one paragraph a line; empty lines only separate). A sentence ends at
`. ! ? …` together with the closing quotation marks and brackets that stand right behind, unless what follows
or stands before says otherwise: a lower-case word, an abbreviation, an initial, an ordinal, a reporting
clause behind a quotation. Sentences inside a quotation are split like all others; a headline without a full
stop is a sentence.

What this file refuses to do: it does not read commas, semicolons or colons, does not mend missing full stops,
and does not split a line that holds two headlines.
"""

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from whence.languages.tokens import Tokens
from whence.languages.words import Strict


class SegmentExample(Strict, frozen=True, kw_only=True):
    """A text of one paragraph and the sentences that it must fall into."""

    text: str
    sentences: tuple[str, ...]


class SentenceWords(Strict, frozen=True, kw_only=True):
    """What a full stop may follow without ending a sentence. All lower case, without the last dot, inner dots
    kept.

    So "bl.a." is listed as "bl.a". Single letters and dotted capitals (J., U.S., z.B.) need no entry.
    """

    abbreviations: tuple[str, ...]
    """They end a sentence only where one of `starters` follows with a capital letter: etc, inc, bl.a, dec."""
    before_names: tuple[str, ...]
    """They never end a sentence: dr, mr, gen."""
    before_numbers: tuple[str, ...]
    """Abbreviations only in front of a number, else plain words or rare: no, nr, kl, art."""
    starters: tuple[str, ...]
    """Words that begin a sentence and no name: the, he, but, det, han. They end what stands before."""
    ordinal_dot: bool
    """A number with a dot may be an ordinal ("31. desember")."""
    ordinal_capital: bool = False
    """An ordinal may stand before a capitalised noun ("31. Dezember", "die 72. Brigade")."""
    examples: tuple[SegmentExample, ...]


class Sentence(NamedTuple):
    """Indexes of its first and last token, both inclusive, and the number of its paragraph (from 0)."""

    first: int
    last: int
    paragraph: int


_LINE = re.compile(r"[^\n\r\u2028\u2029]++")
_ENDERS = frozenset(".!?…‽。！？؟।")
_QUOTES = frozenset("\"”“»«’'‘›‹」』")
_CLOSERS = _QUOTES | frozenset(")]}")
_OPENERS = frozenset("\"“”„«»‘’'‚‹›([{–—-‐‑―¿¡*•")
_CONTINUES = frozenset(",;:/%")
_ROMAN = frozenset("IVXLC")
_LONGEST_NAME_TOKENS = 6
_LONGEST_ORDINAL_DIGITS = 3
"""A number of more digits is a year or an amount: "im Jahr 2019. Hansen …" ends."""


class _Compiled(NamedTuple):
    abbreviations: frozenset[str]
    before_names: frozenset[str]
    before_numbers: frozenset[str]
    starters: frozenset[str]
    ordinal_dot: bool
    ordinal_capital: bool


@lru_cache(maxsize=64)
def _compiled(words: SentenceWords) -> _Compiled:
    return _Compiled(
        frozenset(words.abbreviations),
        frozenset(words.before_names),
        frozenset(words.before_numbers),
        frozenset(words.starters),
        words.ordinal_dot,
        words.ordinal_capital,
    )


def segment(
    tokens: Tokens,
    words: SentenceWords,
    *,
    reporting: frozenset[str] = frozenset(),
    opening: frozenset[str] = frozenset(),
) -> list[Sentence]:
    """The sentences of a text, in order. Every token belongs to exactly one. Linear in the number of tokens.

    `reporting` are finite verbs, lower case, that end a reporting clause behind a quotation: with "asked"
    among them, “Is it true?” Hallam asked. is one sentence. `opening` are quotation marks that never close in this
    language, so that one between spaces belongs to what follows.
    """
    compiled = _compiled(words)
    written = tokens.words
    enders = [i for i in tokens.marks if written[i][-1] in _ENDERS]
    enders.append(len(written))
    sentences: list[Sentence] = []
    starts = tokens.starts
    paragraph = -1
    begin = pointer = 0
    for line in _LINE.finditer(tokens.text):
        end = bisect_left(starts, line.end(), begin)
        if end == begin:
            continue
        paragraph += 1
        first = begin
        while enders[pointer] < end:
            index = enders[pointer]
            pointer += 1
            if index < first:
                continue
            last = _ending(tokens, index, first, end, compiled, reporting, opening)
            if last is not None:
                sentences.append(Sentence(first, last, paragraph))
                first = last + 1
        if first < end:
            sentences.append(Sentence(first, end - 1, paragraph))
        begin = end
    return sentences


def _ending(
    tokens: Tokens,
    index: int,
    first: int,
    end: int,
    words: _Compiled,
    reporting: frozenset[str],
    opening: frozenset[str],
) -> int | None:
    """The last token of the sentence that the mark at `index` ends, or None where it ends none."""
    written, starts, ends = tokens.words, tokens.starts, tokens.ends
    if index > first and written[index - 1] in "([{":
        return None  # (!), […]
    last = index
    quoted = False
    while last + 1 < end:
        follower = written[last + 1]
        if follower[-1] in _ENDERS and len(follower) <= 3 and not follower[0].isalnum():
            last += 1
        elif follower in _CLOSERS and follower not in opening and _closes(tokens, last, end):
            quoted = quoted or follower in _QUOTES
            last += 1
        else:
            break
    if last + 1 >= end:
        return last
    if first == index and written[index][-1] in ".…":
        return None  # "… and then": the mark opens the sentence
    following = written[last + 1]
    if following in _CONTINUES:
        return None
    follow = last + 1
    while follow < end - 1 and written[follow] in _OPENERS:
        follow += 1
    following = written[follow]
    if following[0].islower() and following.islower():
        return None
    mark = written[index]
    if mark == "." or (len(mark) > 1 and mark[0].isalpha()):
        return last if _full_stop(tokens, index, first, last, follow, quoted, words) else None
    if mark[0] in ".…" and index > first and starts[index] > ends[index - 1] and not quoted:
        return last if tokens.lows[follow] in words.starters else None  # an elision between spaces
    if quoted and reporting and _is_reporting(tokens, follow, end, words, reporting):
        return None
    return last


def _is_reporting(tokens: Tokens, follow: int, end: int, words: _Compiled, reporting: frozenset[str]) -> bool:
    """Whether a name, a reporting verb and a stop or comma follow: “Why?” Ms. Okoro asked, …"""
    written, lows = tokens.words, tokens.lows
    if lows[follow] in words.starters:
        return False
    for k in range(follow, min(follow + _LONGEST_NAME_TOKENS, end)):
        if k > follow and lows[k] in reporting and written[k] == lows[k]:
            return k + 1 >= end or written[k + 1] in ".,;"
        if not (written[k][0].isupper() or written[k] == "."):
            return False
    return False


def _closes(tokens: Tokens, last: int, end: int) -> bool:
    """Whether the quotation mark or bracket behind token `last` belongs to what stands before it."""
    follower = last + 1
    if tokens.starts[follower] == tokens.ends[last]:
        return True
    return follower + 1 >= end or (
        tokens.words[follower] in _QUOTES and tokens.starts[follower + 1] > tokens.ends[follower]
    )


def _full_stop(
    tokens: Tokens, index: int, first: int, last: int, follow: int, quoted: bool, words: _Compiled
) -> bool:
    """Whether a dot ends its sentence, given that no lower-case word follows (`follow` is what does)."""
    written, lows, starts, ends = tokens.words, tokens.lows, tokens.starts, tokens.ends
    starter = lows[follow] in words.starters and not _is_initial(tokens, follow)
    mark = written[index]
    if len(mark) > 1:  # U.S.  z.B.
        return quoted or starter
    if index == first:
        return False
    before = written[index - 1]
    low = lows[index - 1]
    number = before[0].isdigit()
    if index - 1 == first and (number or len(before) == 1):
        return False  # "1. Hansen", "A. Hansen": a list's number, an initial
    if last == index and starts[follow] == ends[index]:  # nothing between: a web address, or a lost space
        return (
            len(before) > 2 and before.islower() and written[follow][0].isupper() and len(written[follow]) > 1
        )
    digit_follows = written[follow][0].isdigit()
    if number:
        if not words.ordinal_dot or not before.isdigit() or len(before) > _LONGEST_ORDINAL_DIGITS or starter:
            return True
        return not (words.ordinal_capital or digit_follows) or quoted
    if len(before) == 1 and before.isalpha():
        spaced = index - 3 >= first and written[index - 2] == "." and len(written[index - 3]) <= 2
        if before.islower() or (spaced and written[index - 3].islower()):
            return quoted or (
                starter and not digit_follows and not spaced and starts[index - 1] == ends[index - 2]
            )
        return quoted or starter
    if low in words.before_names:
        return False
    if digit_follows and low in words.before_numbers:
        return False
    if low in words.abbreviations or _joined(tokens, index, first) in words.abbreviations:
        return starter or quoted
    if words.ordinal_capital and len(before) > 1 and _ROMAN.issuperset(before):
        return starter
    return True


def _is_initial(tokens: Tokens, index: int) -> bool:
    """Whether a token is a single letter with a dot: "I." may look like a word."""
    written = tokens.words
    return len(written[index]) == 1 and index + 1 < len(written) and written[index + 1] == "."


def _joined(tokens: Tokens, index: int, first: int) -> str:
    """The abbreviation with inner dots that ends at the dot `index`: f.eks, bl.a."""
    form = tokens.lows[index - 1]
    at = index - 1
    for _ in range(3):
        if at - 2 < first or tokens.words[at - 1] != "." or tokens.starts[at] != tokens.ends[at - 1]:
            break
        if tokens.starts[at - 1] != tokens.ends[at - 2]:
            break
        at -= 2
        form = f"{tokens.lows[at]}.{form}"
    return form

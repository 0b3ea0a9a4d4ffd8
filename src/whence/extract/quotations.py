"""Where the quotation marks stand and what they enclose.

A quotation is a stretch of tokens inside one paragraph. Marks pair by their class (double, single, guillemet) and
by what stands beside them, because crawled text mixes national styles and plain ASCII: a mark opens where a space
stands before it and a word behind, and closes where a word or a full stop stands before it. Inner marks of
another class are nested and belong to the outer quotation. An opening mark at the start of a paragraph that never
closes there runs to the paragraph's end (a quotation over several paragraphs); any other mark that does not pair
is reported and left alone. A dash at the start of a paragraph opens direct speech (`dash`).
"""

from collections.abc import Mapping

from whence.extract.spans import Shape
from whence.languages.tokens import Tokens

_CLASS = {
    **dict.fromkeys('"“”„‟″', "double"),
    **dict.fromkeys(("''", "``", "’’", "‘‘"), "double"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("'‘’‚‛`", "single"),
    **dict.fromkeys("‹›", "angle"),
}
MARKS = frozenset(_CLASS)
SIGNS = frozenset("+")
"""Signs that agencies of some countries write for quotation marks, inside others or without any: marks only where a
pack pairs them, and only around words ("+prom zatonął+", not "+5")."""
LONG_DASHES = frozenset("—―")


_CLOSED_BY = frozenset(".,;:!?)]}")
"""What stands behind a mark that closes; dots may open a quotation: “… and nothing else.”"""


class Quotation(Shape, frozen=True):
    """Tokens `open` and `close` are the marks (equal to `first` and `last` where there is none); inclusive."""

    open: int
    close: int
    first: int
    last: int
    paragraph: int
    kind: str
    closed: bool = True


def quotations(
    tokens: Tokens,
    paragraphs: list[tuple[int, int]],
    *,
    dashes: frozenset[str],
    directed: Mapping[str, bool] | None = None,
    signs: frozenset[str] = frozenset(),
) -> tuple[list[Quotation], list[int]]:
    """All outermost quotations in order, and the tokens of marks that do not pair.

    `paragraphs` are (first, last) token indexes. `directed` tells of the marks that only ever open (True) or close
    (False) in the text's language: it decides where spaces stand on both sides (« Oui »). Linear in the number of
    tokens.
    """
    directed = directed or {}
    words, starts, ends, text = tokens.words, tokens.starts, tokens.ends, tokens.text
    found: list[Quotation] = []
    stray: list[int] = []
    marks = [i for i in tokens.marks if words[i] in MARKS]
    pointer = 0
    for number, (first, last) in enumerate(paragraphs):
        if words[first] in dashes and first < last and _opens_speech(text, ends[first], words[first]):
            found.append(Quotation(first, last, first + 1, last, number, "dash"))
            continue
        opened: list[tuple[int, str]] = []
        while pointer < len(marks) and marks[pointer] < first:
            pointer += 1
        while pointer < len(marks) and (i := marks[pointer]) <= last:
            pointer += 1
            kind = _CLASS[words[i]]
            space_before = (
                i == first or starts[i] > ends[i - 1] or words[i - 1] in "([{–—―-/" or words[i - 1] in MARKS
            )
            space_after = i == last or starts[i + 1] > ends[i] or words[i + 1] in _CLOSED_BY
            if space_before and space_after and words[i] in directed:
                space_before, space_after = directed[words[i]], not directed[words[i]]
            same = bool(opened) and opened[-1][1] == kind
            if same and (not space_before or (space_after and i > opened[-1][0] + 1)):
                start, _ = opened.pop()
                if not opened and i > start + 1:
                    found.append(Quotation(start, i, start + 1, i - 1, number, kind))
            elif space_before and not space_after:
                if same and not _within(words, opened[-1][0], i):
                    stray.append(opened.pop()[0])
                if len(opened) < 3:
                    opened.append((i, kind))
            elif kind != "single" and not same:
                depth = next((d for d in range(len(opened) - 1, -1, -1) if opened[d][1] == kind), None)
                if depth is None:
                    stray.append(i)
                else:
                    start = opened[depth][0]
                    del opened[depth:]
                    if not opened and i > start + 1:
                        found.append(Quotation(start, i, start + 1, i - 1, number, kind))
        if opened:
            start, kind = opened[0]
            leads = start == first or words[start - 1] == ":" or _goes_on(words, paragraphs, number, kind)
            if leads and kind != "single" and last > start + 3:
                found.append(Quotation(start, last, start + 1, last, number, kind, closed=False))
            stray += [mark for mark, kind in opened if kind != "single"]
    if signs and not signs.isdisjoint(words):
        found += _between_signs(tokens, paragraphs, signs)
    found.sort(key=lambda quotation: quotation.open)
    return _outermost(found), stray


def _between_signs(
    tokens: Tokens, paragraphs: list[tuple[int, int]], signs: frozenset[str]
) -> list[Quotation]:
    """What stands between two signs of one paragraph, each of which touches words on its inner side alone."""
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    found: list[Quotation] = []
    number, opened = 0, -1
    for i in tokens.marks:
        if words[i] not in signs:
            continue
        while i > paragraphs[number][1]:
            number, opened = number + 1, -1
        first, last = paragraphs[number]
        before = i > first and starts[i] == ends[i - 1]
        behind = i < last and starts[i + 1] == ends[i]
        if behind and not before and words[i + 1][0].isalpha():
            opened = i
        elif opened >= 0 and before and (not behind or words[i + 1] in _CLOSED_BY) and i > opened + 1:
            found.append(Quotation(opened, i, opened + 1, i - 1, number, "sign"))
            opened = -1
    return found


def _within(words: list[str], outer: int, mark: int) -> bool:
    """Whether a mark like the one that opened speech behind a colon opens words inside it: : "… feel like "cows"."."""
    return outer > 0 and words[outer - 1] == ":" and words[mark - 1][-1].isalnum()


def _opens_speech(text: str, end: int, dash: str) -> bool:
    """Whether a dash that opens a paragraph opens direct speech: a space follows, or a long dash and a capital."""
    follows = text[end : end + 1]
    return follows.isspace() or (dash in LONG_DASHES and (follows.isupper() or follows in "¿¡…"))


def _goes_on(words: list[str], paragraphs: list[tuple[int, int]], number: int, kind: str) -> bool:
    """Whether the next paragraph opens with a mark of the same class: the quotation runs over both."""
    return number + 1 < len(paragraphs) and _CLASS.get(words[paragraphs[number + 1][0]]) == kind


def _outermost(found: list[Quotation]) -> list[Quotation]:
    kept: list[Quotation] = []
    for quotation in found:
        if kept and quotation.open <= kept[-1].close:
            continue
        kept.append(quotation)
    return kept

"""Quotations beside a reporting clause: which one belongs to it and where direct speech begins."""

from bisect import bisect_left

from whence.extract.drafts import Draft
from whence.extract.lexicon import C
from whence.extract.quotations import Quotation
from whence.extract.reading import Reading
from whence.extract.standing import has_finite

COMP = int(C.COMP)
SUBORD = int(C.SUBORD)
COORD = int(C.COORD)
INFM = int(C.INFM)
FIN = int(C.FIN)
PUNCT = int(C.PUNCT)
PREP = int(C.PREP)
TIME = int(C.TIME)
CUE = int(C.CUE)
LONGEST_TITLE = 4
SHORTEST_BLOCK = 3
LONGEST_BETWEEN = 8
LONGEST_ADVERBIAL = 16
"""\"Holk said in a telephone interview from Varde on Tuesday night,\" before the second half."""
"""Tokens between a reporting verb and the comma before the second half: \"he told the board on Monday, “…”\"."""


def quotation_before(reading: Reading, token: int, paragraph: int) -> Quotation | None:
    """The quotation that ends right before the token (a comma or full stop may stand between)."""
    words, quote_of = reading.tokens.words, reading.quote_of
    k = token - 1
    steps = 0
    while k >= 0 and steps < 2 and quote_of[k] < 0 and words[k] in (",", ".", "–", "—", "―", "-", "?", "!"):
        k -= 1
        steps += 1
    if k < 0 or quote_of[k] < 0:
        return None
    quotation = reading.quotations[quote_of[k]]
    return (
        quotation
        if quotation.paragraph == paragraph and quotation.close == k and quotation.kind != "dash"
        else None
    )


def quotation_after(reading: Reading, token: int, ceiling: int, *, reach: int = 14) -> Quotation | None:
    """The quotation that opens behind a cue ending before `token`: at once, or behind a comma or a colon."""
    classes, words, quote_of = reading.classes, reading.tokens.words, reading.quote_of
    k = token
    while k <= min(ceiling, token + reach):
        if quote_of[k] >= 0:
            quotation = reading.quotations[quote_of[k]]
            return quotation if quotation.open == k and quotation.kind != "dash" else None
        if words[k] in (",", ":"):
            if k + 1 <= ceiling and quote_of[k + 1] >= 0:
                k += 1
                continue
            if words[k] == ":":
                return None
            return None
        if classes[k] & (COMP | SUBORD | FIN | INFM | COORD) or words[k] in (".", ";", "!", "?"):
            return None
        k += 1
    return None


def behind_speech(reading: Reading, token: int) -> bool:
    """Whether the token stands right behind a quotation: “…,” one wrote; somebody spoke, whoever it was."""
    mark = token - 2 if token and reading.classes[token - 1] & CUE else token - 1  # “…,” wrote one
    spoken = mark > 0 and (reading.quote_of[mark] >= 0 or mark in reading.stray_marks)
    return spoken and reading.tokens.words[mark - 1] in (",", "!", "?")


def make_direct(reading: Reading, draft: Draft, quotation: Quotation, rule: str) -> Draft:
    draft.rule = rule
    draft.direct = True
    draft.content = [(quotation.open, quotation.close)]
    draft.span = (min(draft.span[0], quotation.open), draft.span[1])
    return draft


def block_behind(reading: Reading, token: int) -> tuple[int, int] | None:
    """The paragraph that begins at a token, where a reporting clause with a colon ended the one before: words set apart
    without quotation marks ("The board added:" and a new line). None where it is no prose."""
    k = bisect_left(reading.paragraphs, (token, 0))
    if k >= len(reading.paragraphs) or reading.paragraphs[k][0] != token or reading.marked[token]:
        return None
    first, last = reading.paragraphs[k]
    words = reading.tokens.words
    opens = words[first][0].isalpha() or first in reading.stray_marks
    prose = last - first >= SHORTEST_BLOCK and words[last] in (".", "!", "?", "…", "...")
    return (first, last) if opens and prose else None


def add_second_half(reading: Reading, draft: Draft, end: int, ceiling: int) -> None:
    """ "…", sagde X, "…": the second half of one sentence is the second piece of one statement."""
    words, quote_of, classes = reading.tokens.words, reading.quote_of, reading.classes
    comma = end + 1
    while comma < ceiling and words[comma] != ",":
        reach = LONGEST_ADVERBIAL if classes[end + 1] & (PREP | TIME) else LONGEST_BETWEEN
        if comma - end > reach or quote_of[comma] >= 0 or classes[comma] & (FIN | PUNCT | COMP):
            return
        comma += 1
    opener = comma + 1
    while opener < ceiling and (classes[opener] & COORD or words[opener] in reading.lexicon.dashes):
        if quote_of[opener] >= 0:
            break
        opener += 1
    if opener > ceiling or words[comma] != "," or quote_of[opener] < 0:
        return
    second = reading.quotations[quote_of[opener]]
    if second.open == opener:
        draft.rule = "split_quotation"
        draft.content.append((second.open, second.close))
        draft.span = (draft.span[0], second.close)


def is_embedded(reading: Reading, quotation: Quotation, floor: int) -> bool:
    """Whether the marks only set off some words of a longer clause that another cue or mark has begun."""
    words = reading.tokens.words
    if quotation.open <= floor or words[quotation.open - 1] in (",", ":", "–", "—", "―", ".", "("):
        return False
    if _is_title(reading, quotation):
        return True
    if words[quotation.first][0].isupper():
        return False
    return any(reading.classes[k] & (CUE | PUNCT | COORD) for k in range(floor, quotation.open))


def _is_title(reading: Reading, quotation: Quotation) -> bool:
    """A few words without a verb behind another word: a name or a scare quote, no speech."""
    short = quotation.last - quotation.first < LONGEST_TITLE
    return short and not has_finite(reading, quotation.first, quotation.last)


def opening_of(reading: Reading, quotation: Quotation, floor: int) -> int:
    """Where direct speech begins: "The town “has changed,” he said" takes the sentence's start with it."""
    first = quotation.first
    if not floor < quotation.open or reading.tokens.words[first][0].isupper() or reading.quote_of[floor] >= 0:
        return quotation.open
    if any(reading.classes[k] & (CUE | PUNCT | COORD) for k in range(floor, quotation.open)):
        return quotation.open
    return floor

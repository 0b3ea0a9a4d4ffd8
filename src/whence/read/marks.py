"""What in a captured page is no reporting: marked with its kind, never cut.

The shapes are code, once for all languages; the words are the packs' `[boilerplate]`. The document's own pack
knows bylines, captions and sections; packs of other languages only add what a site's software says (comment
forms, subscription lines), because a page is often built in one language and written in another.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from whence.languages.boilerplate import BoilerplateWords
from whence.languages.pack import Pack
from whence.model import Mark, MarkKind
from whence.read.lines import Line, lines, lower
from whence.read.stamps import STAMP, date_lines
from whence.settings import settings

_BULLET = re.compile(r"\A[\W_]++")
_SIGNS = re.compile(r"[\W_]++")
_WORD = re.compile(r"[^\W_]++(?:['’.\-][^\W_]++)*+")
_COPYRIGHT = re.compile(r"©|\([cC]\)(?= )|ⓒ")
_INITIALS = re.compile(r"\(([^\W\d_]{2,4}(?:[/,] ?[^\W\d_]{2,8}){0,3})\)$")
_QUOTED = re.compile(r"[\"“”„«»'‘][^\n]{10,400}[\"“”“»«'’]\.?$")
_CREDIT_WORDS = 12
"""A credit names a few people and agencies; what is longer is prose."""
_BOTTOM = 8
"""Lines from the bottom, or the last third, among which an author's box stands."""
_TOP = 10
"""Lines from the top among which a byline, an age or a lone name belongs to the page's head."""


class _Words(NamedTuple):
    photo: tuple[str, ...]
    see_also: tuple[str, ...]
    related: tuple[str, ...]
    related_lines: tuple[str, ...]
    comment_lines: frozenset[str]
    comment_phrases: tuple[str, ...]
    bylines: tuple[str, ...]
    promotion: tuple[str, ...]
    sections: frozenset[str]
    section_words: frozenset[str]
    ages: frozenset[str]
    age_words: frozenset[str]


@lru_cache(maxsize=64)
def _compiled(words: tuple[BoilerplateWords, ...]) -> _Words:
    own = words[:1]
    return _Words(
        photo=tuple(p for w in own for p in w.photo_prefixes),
        see_also=tuple(p for w in own for p in w.see_also_prefixes),
        related=tuple(p for w in own for p in w.related_prefixes),
        related_lines=tuple(p for w in own for p in w.related_lines),
        comment_lines=frozenset(p for w in words for p in w.comment_lines),
        comment_phrases=tuple(p for w in words for p in w.comment_phrases),
        bylines=tuple(p for w in own for p in sorted(w.byline_prefixes, key=len, reverse=True)),
        promotion=tuple(p for w in words for p in w.promotion_phrases),
        sections=frozenset(p for w in own for p in w.section_lines),
        section_words=frozenset(p for w in own for p in w.section_words),
        ages=frozenset(p for w in own for p in w.age_units),
        age_words=frozenset(p for w in own for p in w.age_words),
    )


def mark_boilerplate(
    text: str, packs: Sequence[Pack], foreign: Sequence[BoilerplateWords] = ()
) -> tuple[Mark, ...]:
    """The marks of `text`, in order, without overlaps.

    `packs` are the document's own first, then those of other languages, of which the words in `foreign` are
    enough; none: only shapes that need no words are known.
    """
    table = lines(text)
    if not table:
        return ()
    known = _compiled((*(p.boilerplate for p in packs), *foreign))
    marks: dict[int, Mark] = {}

    extra: list[Mark] = []

    def mark(index: int, kind: MarkKind, start: int | None = None) -> None:
        line = table[index]
        marks.setdefault(index, Mark(kind=kind, start=line.start if start is None else start, end=line.end))

    title = 0
    head = STAMP.match(table[0].words)
    if head is not None:
        rest = table[0].words[head.end() :].strip()
        if not rest or _is_section(rest.lower(), known):
            mark(0, "stamp")
            title = 1
        else:  # real text follows the stamp: from here on the line is that text
            extra.append(Mark(kind="stamp", start=table[0].start, end=table[0].start + head.end()))
            table[0] = Line(table[0].end - len(rest), table[0].end, rest, lower(rest))
    for dated in date_lines(table, packs[0] if packs else None):
        mark(dated.at, "stamp")
    for index, line in enumerate(table):
        kind = _whole_line(line, known)
        if kind is not None:
            mark(index, kind)
        elif (start := _credit(line, known)) is not None:
            caption = line.end - line.start <= settings().read.caption_limit_code_points
            mark(index, "photo", line.start if caption else start)
    if title < len(table):
        key = _key(table[title].low)
        if len(key.split()) >= 3:
            for index in range(title + 1, len(table)):
                if _key(table[index].low) == key:
                    mark(index, "repeated_title")
    _mark_bylines(table, title, known, marks)
    _mark_blurb(table, marks)
    last = next((i for i in range(len(table) - 1, -1, -1) if i not in marks), None)
    if last is not None and (initials := _INITIALS.search(table[last].words)) is not None:
        extra.append(Mark(kind="byline", start=table[last].start + initials.start(), end=table[last].end))
    return tuple(sorted([*marks.values(), *extra], key=lambda m: m.start))


def _whole_line(line: Line, words: _Words) -> MarkKind | None:
    """The kind of a line that is boilerplate from end to end by its own words, or None."""
    low = line.low
    if _SIGNS.fullmatch(low):
        return "stamp"
    bare = _BULLET.sub("", low, count=1)
    length = line.end - line.start
    if length <= settings().read.pointer_limit_code_points:
        if _begins(bare, words.see_also):
            return "see_also"
        if _begins(bare, words.related):
            return "related"
        if any(phrase in low for phrase in words.comment_phrases):
            return "comment_form"
        if any(phrase in low for phrase in words.promotion):
            return "promotion"
    if length > 80:
        return None
    label = bare.rstrip(" :*.!…→›»")
    if label in words.comment_lines:
        return "comment_form"
    if _is_heading(label, words.related_lines):
        return "related"
    if _is_section(label, words) or _is_age(label, words):
        return "stamp"
    return None


def _begins(low: str, prefixes: tuple[str, ...]) -> bool:
    """Whether a line begins with one of the markers, as whole words."""
    if not prefixes or not low.startswith(prefixes):
        return False
    for prefix in prefixes:
        if low.startswith(prefix):
            behind = low[len(prefix) : len(prefix) + 1]
            if not (prefix[-1].isalnum() and behind.isalnum()):
                return True
    return False


def _is_heading(label: str, headings: tuple[str, ...]) -> bool:
    """Whether a label is one of the headings, with at most two words before it."""
    return any(
        label == heading or (label.endswith(f" {heading}") and label.count(" ") <= heading.count(" ") + 2)
        for heading in headings
    )


def _is_section(label: str, words: _Words) -> bool:
    """Whether a line is a section's label: one of them, or only words that such labels are made of."""
    if label in words.sections:
        return True
    parts = _WORD.findall(label)
    return 0 < len(parts) <= 6 and all(
        part in words.section_words or part in words.sections for part in parts
    )


def _is_age(label: str, words: _Words) -> bool:
    """Whether a line is an age: "3 hours ago", "vor 2 Tagen"."""
    parts = _WORD.findall(label)
    if not 2 <= len(parts) <= 5 or not any(part in words.age_words for part in parts):
        return False
    return any(part.isdigit() for part in parts) and all(
        part.isdigit() or part in words.ages or part in words.age_words for part in parts
    )


def _credit(line: Line, words: _Words) -> int | None:
    """The offset in the document where a line's closing picture credit begins, or None."""
    best: int | None = None
    for found in _COPYRIGHT.finditer(line.words):
        if _is_credit(line.words[found.end() :]):
            best = found.start()
            break
    for prefix in words.photo:
        at = line.low.rfind(prefix)
        if at < 0 or (at > 0 and line.low[at - 1].isalnum()) or (best is not None and at >= best):
            continue
        if _is_credit(line.words[at + len(prefix) :]):
            best = at
    if best is None:
        return None
    if best and line.words[best - 1] == "(":
        best -= 1
    return line.start + best


def _is_credit(words: str) -> bool:
    """Whether what follows "Photo:" names people and agencies, and is no prose."""
    parts = _WORD.findall(words)
    if len(parts) > _CREDIT_WORDS or (not parts and words.strip(" .)")):
        return False
    lower = sum(1 for part in parts if part[0].islower() and len(part) > 3)
    return lower * 4 <= len(parts) and not any(sign in words for sign in ';:?!"“”„«»')


def _is_name(words: str) -> bool:
    """Whether a line looks like nothing but a person's name: two to four capitalised words."""
    parts = words.replace("-", " ").split()
    return (
        2 <= len(parts) <= 4
        and len(words) <= 50
        and all(p[0].isupper() and all(c.isalpha() or c in ".'’" for c in p) for p in parts)
        and words[-1] != "."
    )


def _mark_bylines(table: list[Line], title: int, words: _Words, marks: dict[int, Mark]) -> None:
    """Marks "By NAME" at the top and the bottom of a page, and a lone name beside the page's dates."""
    size = len(table)
    for index, line in enumerate(table):
        if index in marks or _TOP <= index < size - 3 or line.end - line.start > 90:
            continue
        rest = _byline_rest(line, words.bylines)
        if rest is not None and (index > title or ":" in line.words):
            marks[index] = Mark(kind="byline", start=line.start, end=line.end)
    for index in range(title + 1, min(_TOP, size)):
        if index in marks or not _is_name(table[index].words):
            continue
        beside = (marks.get(index - 1), marks.get(index + 1))
        if any(m is not None and m.kind == "stamp" for m in beside):
            marks[index] = Mark(kind="byline", start=table[index].start, end=table[index].end)


def _byline_rest(line: Line, prefixes: tuple[str, ...]) -> str | None:
    """What stands behind a byline's prefix where it is made of names, or None."""
    for prefix in prefixes:
        if not line.low.startswith(prefix):
            continue
        rest = line.words[len(prefix) :]
        colon = prefix.endswith(":") or rest.startswith(":")
        if not colon and not rest.startswith(" "):
            continue
        names = rest.lstrip(": ").rstrip(" ,.")
        parts = [p for p in re.split(r"[\s,/&|]+", names) if p]
        capitals = [p for p in parts if p[0].isupper()]
        if (
            (2 if not colon else 1) <= len(capitals)
            and len(parts) <= 8
            and all(p[0].isupper() or len(p) <= 3 for p in parts)
        ):
            return names
    return None


def _mark_blurb(table: list[Line], marks: dict[int, Mark]) -> None:
    """Marks an author's box below the report: the name twice, and the words in quotation marks behind it."""
    size = len(table)
    for index in range(max(1, min(size * 2 // 3, size - _BOTTOM)), size - 1):
        line = table[index]
        if index in marks or not _is_name(line.words) or table[index + 1].low != line.low:
            continue
        last = index + 1
        if last + 1 < size and last + 1 not in marks and _QUOTED.match(table[last + 1].words):
            last += 1
        for at in range(index, last + 1):
            marks[at] = Mark(kind="author_blurb", start=table[at].start, end=table[at].end)


def _key(low: str) -> str:
    """A line for comparison: its words alone."""
    return " ".join(_WORD.findall(low))

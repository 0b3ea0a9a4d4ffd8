"""Which of two documents the other was made from: by credit, by time, by what was lost on the way.

The three are asked in this order, and the first that answers decides. A month that overlaps a month answers
nothing. What a translation loses or garbles is only counted where the other side has it whole, and has to
outweigh what speaks for the other direction. Where nothing answers, the direction is unknown: it is never
guessed.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from whence.languages.fold import fold_key, name_similarity, same_name
from whence.languages.pack import codes, pack
from whence.link.documents.alignment import Alignment
from whence.link.documents.outline import Outline
from whence.model import Evidence, Statement
from whence.settings import settings

ADDED = frozenset(("see_also", "related", "comment_form", "author_blurb", "promotion"))


class Direction(NamedTuple):
    """1: the first is the source; -1: the second is; 0: unknown. With the evidence."""

    order: int
    evidence: tuple[Evidence, ...]


class Sign(NamedTuple):
    """Something that speaks for `order` (1 or -1) with a weight."""

    order: int
    weight: float
    evidence: Evidence


def direction(
    a: Outline,
    b: Outline,
    alignment: Alignment | None,
    statements: Mapping[str, Sequence[Statement]],
    *,
    longer_first: bool = False,
) -> Direction:
    """Which came first. `longer_first`: an excerpt is made from the longer text."""
    credits = [*_credit(a, b, statements, 1), *_credit(b, a, statements, -1)]
    if (found := _decided(credits, 1.0)) is not None:
        return found
    if (found := _decided(list(_time(a, b)), 1.0)) is not None:
        return found
    signs = [*_losses(a, b, alignment, 1), *_losses(b, a, _turned(alignment), -1)]
    signs += _names(a, b, alignment, statements)
    if longer_first:
        order = 1 if a.size >= b.size else -1
        why = "the shorter text is an excerpt of the longer one"
        signs.append(Sign(order, 0.6, Evidence(kind="lost", why=why)))
    found = _decided(signs, settings().lineage.direction_weight)
    if found is not None:
        return found
    why = "direction unknown: no credit, no dates that tell, and losses that do not decide"
    return Direction(0, (Evidence(kind="direction", why=why), *(sign.evidence for sign in signs)))


def _decided(signs: list[Sign], needed: float) -> Direction | None:
    """The order for which at least `needed` speaks, and twice what speaks against it."""
    ahead = sum(sign.weight for sign in signs if sign.order > 0)
    behind = sum(sign.weight for sign in signs if sign.order < 0)
    for order, mine, other in ((1, ahead, behind), (-1, behind, ahead)):
        if mine >= needed and mine >= 2 * other:
            return Direction(order, tuple(sign.evidence for sign in signs if sign.order == order))
    return None


def _turned(alignment: Alignment | None) -> Alignment | None:
    if alignment is None:
        return None
    pairs = tuple(pair._replace(a=pair.b, b=pair.a) for pair in alignment.pairs)
    return alignment._replace(pairs=pairs, coverage_a=alignment.coverage_b, coverage_b=alignment.coverage_a)


# --- credit and time ----------------------------------------------------------------------------------------


def _credit(
    source: Outline, target: Outline, statements: Mapping[str, Sequence[Statement]], order: int
) -> Iterable[Sign]:
    """The target names the source's outlet as one of its voices."""
    outlet = source.document.outlet
    if outlet is None or (target.document.outlet is not None and same_name(outlet, target.document.outlet)):
        return
    for statement in statements.get(target.document.id, ()):
        for voice in statement.chain:
            if voice.role != "publisher" and voice.start is not None and same_name(voice.name, outlet):
                why = f"{target.document.report} credits {outlet}"
                place = Evidence(kind="credit", why=why, exact=voice.exact, start=voice.start, end=voice.end)
                yield Sign(order, 1.0, place)
                return


def _time(a: Outline, b: Outline) -> Iterable[Sign]:
    """One was certainly published before the other: their intervals do not overlap."""
    mine, theirs = a.document.published, b.document.published
    if mine is None or theirs is None:
        return
    if mine.end is not None and theirs.start is not None and mine.end < theirs.start:
        yield Sign(1, 1.0, Evidence(kind="time", why=f"published {mine.edtf}, the other {theirs.edtf}"))
    elif theirs.end is not None and mine.start is not None and theirs.end < mine.start:
        yield Sign(-1, 1.0, Evidence(kind="time", why=f"published {theirs.edtf}, the other {mine.edtf}"))


# --- what was lost or garbled -------------------------------------------------------------------------------


def _losses(source: Outline, target: Outline, alignment: Alignment | None, order: int) -> Iterable[Sign]:
    """What the target lost, added or broke that the source has whole."""
    weights = settings().lineage
    ours = {mark.kind for mark in source.document.marks} & ADDED
    added = [mark for mark in target.document.marks if mark.kind in ADDED and mark.kind not in ours]
    if added:
        kinds = ", ".join(sorted({mark.kind.replace("_", " ") for mark in added}))
        exact = target.document.text[added[0].start : added[0].end]
        why = f"{target.document.report} stands among page residue that the other lacks: {kinds}"
        place = Evidence(kind="boilerplate", why=why, exact=exact, start=added[0].start, end=added[0].end)
        yield Sign(order, weights.residue_weight, place)
    if alignment is None:
        return
    yield from _lost_lead(source, target, alignment, order)
    yield from _broken(source, target, alignment, order)


def _lost_lead(source: Outline, target: Outline, alignment: Alignment, order: int) -> Iterable[Sign]:
    """A sentence that points back is there on both sides; what it points to is only there on one."""
    at = {pair.b[0]: pair for pair in alignment.pairs}
    met = {index for pair in alignment.pairs for index in pair.a}
    there = {index for pair in alignment.pairs for index in pair.b}
    for index, line in enumerate(target.lines):
        pair = at.get(index)
        if pair is None:
            continue
        before = pair.a[0] - 1
        if before < 0 or before in met or not _is_sentence(source, before):
            continue
        headed = index == 0 or index - 1 in there or not _is_sentence(target, index - 1)
        if headed and _points_back(target, index) and _points_back(source, pair.a[0]):
            lost = source.lines[before]
            why = "a sentence points back to one that is only there in the other text"
            exact = f"{source.exact(before)} → {target.exact(index)}"
            place = Evidence(kind="lost", why=why, exact=exact, start=lost.start, end=lost.end)
            yield Sign(order, settings().lineage.lost_lead_weight, place)
            return
        if line.paragraph > 3:
            return


def _is_sentence(outline: Outline, index: int) -> bool:
    """Whether a line ends like a sentence and not like a headline."""
    return outline.exact(index).rstrip("\"'”’»“)")[-1:] in (".", "!", "?", "…")


def _points_back(outline: Outline, index: int) -> bool:
    """Whether a sentence opens with a word that stands for what was said before."""
    language = outline.document.language
    words = outline.lines[index].words
    if language not in codes() or not words:
        return False
    pronouns = pack(language).pronouns
    return words[0] in pronouns.demonstrative or words[0] in pronouns.neuter


def _broken(source: Outline, target: Outline, alignment: Alignment, order: int) -> Iterable[Sign]:
    """Sentences that begin without a capital where the other text has one."""
    broken: list[int] = []
    for pair in alignment.pairs:
        if target.lines[pair.b[0]].opens_lower and not source.lines[pair.a[0]].opens_lower:
            broken.append(pair.b[0])
    if not broken:
        return
    line = target.lines[broken[0]]
    begin = "1 sentence begins" if len(broken) == 1 else f"{len(broken)} sentences begin"
    why = f"{begin} without a capital where the other text has one"
    exact = target.exact(broken[0])[:60]
    place = Evidence(kind="garbled", why=why, exact=exact, start=line.start, end=line.end)
    yield Sign(order, settings().lineage.broken_weight * min(2, len(broken)), place)


def _names(
    a: Outline, b: Outline, alignment: Alignment | None, statements: Mapping[str, Sequence[Statement]]
) -> Iterable[Sign]:
    """A spelling that kept its foreign letters cannot have come from one that lost them."""
    if alignment is None:
        return
    mine, theirs = _mentions(a, statements), _mentions(b, statements)
    for pair in alignment.pairs:
        for x in _inside(mine, a, pair.a):
            for y in _inside(theirs, b, pair.b):
                if x == y or _foreign(x) == _foreign(y):
                    continue
                if name_similarity(x, y).score >= settings().names.aligned_score and _respelt(x, y):
                    order = 1 if _foreign(x) else -1
                    kept, lost = (x, y) if order > 0 else (y, x)
                    why = f"{lost} was respelt by ear from {kept}: letters that are lost do not come back"
                    place = Evidence(kind="garbled", why=why, exact=lost)
                    yield Sign(order, settings().lineage.respelt_weight, place)
                    return


def _mentions(outline: Outline, statements: Mapping[str, Sequence[Statement]]) -> list[tuple[int, str]]:
    found = set()
    for statement in statements.get(outline.document.id, ()):
        for voice in (*statement.chain, *statement.alleged):
            if voice.start is not None and voice.source_id.startswith("name:"):
                found.add((voice.start, voice.name))
        found |= {(a.start, a.name) for a in statement.actors if a.source_id.startswith("name:")}
    return sorted(found)


def _inside(mentions: list[tuple[int, str]], outline: Outline, lines: tuple[int, ...]) -> list[str]:
    first, last = outline.lines[lines[0]].start, outline.lines[lines[-1]].end
    return [exact for start, exact in mentions if first <= start < last]


def _foreign(name: str) -> bool:
    """Whether a name has Latin letters beyond the plain alphabet."""
    return any(unicodedata.name(c, "").startswith("LATIN") for c in name if not c.isascii())


def _respelt(x: str, y: str) -> bool:
    """Whether more than the diacritics differ: Käihkö / Kehko and not Käihkö / Kaihko."""
    return fold_key(x) != fold_key(y)

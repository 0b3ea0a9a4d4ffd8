"""Whether two reports of which neither was made from the other tell one claim.

Nothing says which sentence of the one belongs to which of the other, and of the thousands of statements of the same
days many share a deed, an office or a reason by chance. What differs therefore counts as much as what agrees: a figure,
a day or a name that only one of the two has makes it another claim as likely as a shorter telling of the same. No
single thing in common is enough, however rare: a figure needs words that fit it or a day, a name a matching rest.
What adds to the score here is bounded in `likely`, before two statements are compared.
"""

from collections.abc import Iterable

from whence.link.documents.anchors import Anchor
from whence.link.statements.evidence import (
    ROUNDING,
    Context,
    Table,
    equal_figures,
    telling,
    times_met,
    told_apart,
    wording_share,
)
from whence.link.statements.features import Features
from whence.link.statements.senses import alike_but_for
from whence.settings import settings


def independent(a: Features, b: Features, context: Context, table: Table, *, whole: bool = True) -> bool:
    """Whether two statements of such reports are one claim; adds the lines that say why. `whole`: all lines also where
    they are none; else only until that is certain."""
    w = settings().claims.independent
    one_language = a.statement.language == b.statement.language
    own = not (a.statement.attributed and b.statement.attributed)
    if own and not one_language and not whole:
        return False
    figures, times = _figures(a, b, table), _times(a, b, table)
    least = w.same_score - (w.wording if one_language else w.sense) - ROUNDING
    if not whole:
        rest = Table()
        _voices(a, b, rest)
        _published(a, b, context, rest, timed=times, pinned=times or figures)
        if table.score + rest.score + w.name < least:
            return False
    _names(a, b, table, pinned=figures and times)
    _voices(a, b, table)
    _published(a, b, context, table, timed=times, pinned=times or figures)
    if not whole and table.score < least:
        return False
    if one_language:
        share = wording_share(a, b, strangers=False)
        if not whole and table.score + _worded(share) + ROUNDING < w.same_score:
            return False
        share = told_apart(share, a, b)
        if share > w.wording_floor_share:
            table.add("wording", _worded(share), f"{share:.0%} of the wording is the same")
        matching = share >= w.echo_words_share if own else share >= w.rest_words_share or (figures and times)
    else:
        fewer = min(len(a.content), len(b.content))
        share = alike_but_for(a.sense, b.sense, _named_alike(a, b)) * min(
            1.0, fewer / settings().claims.fewest_words
        )
        if share > w.sense_floor_share:
            weight = w.sense * (share - w.sense_floor_share) / (1 - w.sense_floor_share)
            table.add("meaning", round(weight, 3), "the words of one may mean those of the other")
        matching = not own and (share >= w.sense_floor_share or (figures and times))
    return matching and table.score >= w.same_score


def _worded(share: float) -> float:
    """What so much of the same wording counts."""
    w = settings().claims.independent
    return round(w.wording * max(0.0, share - w.wording_floor_share) / (1 - w.wording_floor_share), 3)


def _figures(a: Features, b: Features, table: Table) -> bool:
    """Whether both give one telling figure; adds its line.

    "Buys 5,295 carriages in three stages" and "loads 7,515 tonnes in three stages" give other figures: what tells
    counts before what does not.
    """
    w = settings().claims.independent
    if not a.figures and not b.figures:
        return False
    best = equal_figures(a, b)
    if best is not None and telling(best[0]) and telling(best[1]):
        table.add("figure", w.same_figure, "the same figure", f"{best[0].exact} / {best[1].exact}")
        return True
    tells = any(map(telling, a.figures)), any(map(telling, b.figures))
    if all(tells) or (best is None and a.figures and b.figures):
        table.add("figure", -w.other_figure, "other figures")
    elif any(tells) or best is None:
        table.add("figure", -w.figure_missing, "only one of them gives a figure")
    else:
        table.add("figure", w.same_small_figure, "the same figure", f"{best[0].exact} / {best[1].exact}")
    return False


def _times(a: Features, b: Features, table: Table) -> bool:
    """Whether both give one time; adds its line."""
    w = settings().claims.independent
    if not a.times and not b.times:
        return False
    if not a.times or not b.times:
        table.add("time", -w.time_missing, "only one of them says when")
        return False
    met, hit = times_met(a, b)
    if met:
        table.add("time", w.same_time, "the same time", f"{hit[0].exact} / {hit[1].exact}")
    elif met is False:
        table.add("time", -w.other_time, "another time", f"{hit[0].exact} / {hit[1].exact}")
    return bool(met)


def _names(a: Features, b: Features, table: Table, *, pinned: bool) -> None:
    """Names of people, organisations and places in common, and those that only one has; adds its lines.

    `pinned`: figure and day say that it is one affair, whoever else is named.
    """
    w = settings().claims.independent
    mine, theirs = _proper(a), _proper(b)
    shared = [one.exact for one in mine if not one.keys.isdisjoint(b.named_keys)]
    if shared:
        only_states = a.origin != b.origin and not any(key[0] == "n" for key in a.named_keys & b.named_keys)
        weight = w.state_name if only_states else w.name
        table.add("name", weight, "a name in common", ", ".join(shared))
    if pinned:
        return
    fewer, more = sorted((_missing(mine, b), _missing(theirs, a)))
    if fewer:
        table.add("name", -round(w.other_name * fewer, 3), "other names")
    if more > fewer:
        table.add("name", -round(w.name_missing * (more - fewer), 3), "a name that only one of them has")


def _named_alike(a: Features, b: Features) -> frozenset[str]:
    """The keys of names in common, which are counted as names already and not as what is meant too."""
    return frozenset(key for key in a.named_keys & b.named_keys if key[0] in "nt")


def _proper(a: Features) -> list[Anchor]:
    """The names, without the word that a quotation opens with: a capital says nothing there."""
    found = [one for one in a.named if one.kind != "w"]
    if not found:
        return found
    opening = next((word for word in a.words.split(" ") if word.isalnum()), "")
    return [one for one in found if one.kind == "t" or one.exact.lower() != opening]


def _missing(mine: Iterable[Anchor], other: Features) -> float:
    """How many names are missing in the other, at most one; less where what has a capital need not be a name."""
    return min(1.0, sum(one.missed for one in mine if one.keys.isdisjoint(other.named_keys)) / NAME)


NAME = 0.6
"""What a word counts that is certainly a name, and is missing (`outline.Anchor.missed`)."""


def _voices(a: Features, b: Features, table: Table) -> None:
    w = settings().claims
    if a.origin == b.origin and not a.origin.startswith("unnamed:"):
        table.add("origin", w.same_origin, "the same origin", a.statement.chain[0].name)
    elif a.voices & b.voices or a.alleged & b.alleged:
        table.add("voice", w.shared_voice, "a voice in common")


def _published(
    a: Features, b: Features, context: Context, table: Table, *, timed: bool, pinned: bool
) -> None:
    """What the days of publication tell; adds its lines.

    Independent reports of an event come within days. `pinned`: a time or a figure says which affair it is. A time does
    so whenever it is told; of the figures of some months many are equal by chance. One speaker says many things in some
    days. Where nothing is pinned, who foretells something and who says that it has happened make two claims.
    """
    w = settings().claims.independent
    if context.days is not None:
        if context.days < w.fresh_days:
            weight = w.fresh if a.origin != b.origin else w.fresh_origin
            table.add("published", weight, "published within the same days")
        elif context.days > w.stale_days and not timed:
            table.add("published", -(w.stale_figure if pinned else w.stale), "published long apart")
    if not pinned and {a.statement.stance.horizon, b.statement.stance.horizon} == {"past", "future"}:
        table.add("horizon", -w.other_horizon, "one foretells, the other tells what has happened")

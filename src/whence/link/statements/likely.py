"""Which pairs of statements can be anything to each other at all: a first look, before they are compared.

Of fourteen pairs that share keys one gets a verdict, and comparing is what costs. What a verdict needs is bounded here
from above, for many pairs at once, by what is packed of the two (`sketches`): what `independent` needs where neither
report was made from the other, what `likeness` needs where one was, and within a report. A pair that fails gets no
verdict (`verdicts.verdict`); one that passes may get none. What takes away from a score counts where it is certain.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from whence.link.statements import sketches as packed
from whence.link.statements.sketches import SOME, UNKNOWN, Sketched
from whence.settings import settings

Truths = NDArray[np.bool_]
Reals = NDArray[np.float64]
Bits = Sequence[bytes | None]
Sense = tuple[bytes, bytes]
"""Features and weights."""

SLACK = 0.002
"""More than rounding takes from a share or a score."""
SENSES = 4096
"""Features of a sense are told apart by so many last digits; of what falls together the larger counts."""
LAID_OUT = 128
"""Pairs of which the senses are looked at in one go: a table of `SENSES` places for each takes 2 MB. It is cleared
where something was laid out, and used again: to be given a new one each time took more than looking at the pairs."""
_ONES = np.array([bin(byte).count("1") for byte in range(256)], dtype=np.int64)
_NO_BITS = bytes(2 * SOME // 8)


def likely(
    ones: Sequence[bytes],
    others: Sequence[bytes],
    *,
    together: Truths,
    related: Truths,
    merged: tuple[Bits, Bits],
) -> Truths:
    """Which of the pairs of statements (sketches) may get a verdict. `together`: both stand in one report; `related`:
    an edge connects their two reports, but not their sentences; `merged`: of either report the bits of its merged ids
    (`sketches.merged_bits`)."""
    if not ones:
        return np.zeros(0, dtype=bool)
    look = _Look(Sketched(ones), Sketched(others), merged)
    derived = ~together & (related | look.credited)
    # First with the best that wording and sense could do, which cost most to look at, then with what wording does, and
    # then with what both do: sense costs more than wording, and is asked least often last.
    best = np.ones(len(ones))
    strange = ~together & ~related & look.strangers(best, best)
    hanging = (derived | together) & look.hanging(best, best, derived)
    wording = look.wording(strange | hanging)
    strange &= look.strangers(wording, best)
    hanging &= look.hanging(wording, best, derived)
    sense = look.sense(strange | hanging & look.abroad)
    return strange & look.strangers(wording, sense) | hanging & look.hanging(wording, sense, derived)


class _Look:
    """What may be said of pairs of statements; every array has a value for each pair."""

    def __init__(self, one: Sketched, other: Sketched, merged: tuple[Bits, Bits]) -> None:
        self._one, self._other = one, other
        a, b = one.heads, other.heads
        both, differ = a["flags"] & b["flags"], a["flags"] ^ b["flags"]
        self._own = (both & packed.ATTRIBUTED) == 0
        self._agreed = (differ & (packed.DENIAL | packed.NEGATED)) == 0
        self._negated = (both & packed.NEGATED) != 0
        self._figures, self._one_figure = (both & packed.FIGURES) != 0, (differ & packed.FIGURES) != 0
        self._telling, self._one_telling = (both & packed.TELLING) != 0, (differ & packed.TELLING) != 0
        self._same_figure = self._figures & ((a["figure_bits"] & b["figure_bits"]) != 0)
        self._rival = self._figures & ((a["unit_bits"] & b["unit_bits"]) != 0)
        self._times, self._one_time = (both & packed.TIMES) != 0, (differ & packed.TIMES) != 0
        self._names = _met(a["name_bits"], b["name_bits"])
        self._borrowed = _met(a["borrowed_bits"], b["borrowed_bits"])
        self._shared_concepts = _shared(a, b, "concepts")
        self._language = a["language"] == b["language"]
        self.abroad: Truths = ~self._language & ~self._own
        few = np.minimum(a["words"], b["words"]) < settings().claims.fewest_words
        self._few = few & self._language
        self._content = np.minimum(a["content"], b["content"])
        self._same_origin = a["origin"] == b["origin"]
        mine, theirs = (_ids(side, bits) for side, bits in zip((a, b), merged, strict=True))
        self._voices = self._same_origin | _met(mine["voice_bits"], theirs["voice_bits"])
        self.credited: Truths = _met(mine["outlet_bits"], theirs["credited_bits"])
        self.credited |= _met(mine["credited_bits"], theirs["outlet_bits"])

    def strangers(self, wording: Reals, sense: Reals) -> Truths:
        """Where neither report was made from the other, see `independent`. To disagree is a verdict too."""
        c, w = settings().claims, settings().claims.independent
        counted, dated = self._same_figure & self._telling, self._times
        score = np.where(self._figures, -min(w.other_figure, w.figure_missing), 0.0)
        score[self._same_figure & ~self._one_telling] = w.same_small_figure
        score[counted] = w.same_figure
        score -= w.figure_missing * self._one_figure
        score += w.same_time * dated - w.time_missing * self._one_time + w.name * self._names
        apart, known = self._days()
        fresh, stale = known & (apart < w.fresh_days), known & (apart > w.stale_days)
        one_origin, others = c.same_origin + w.fresh_origin * fresh, w.fresh * fresh
        voices = np.where(self._voices, np.maximum(others + c.shared_voice, one_origin), others)
        score += np.where(self._same_origin, one_origin, voices)
        score -= np.where(counted, min(w.stale_figure, w.stale), w.stale) * (stale & ~dated)
        score -= w.other_horizon * (self._foretold() & ~dated & ~counted)
        share = np.where(self._language, np.minimum(wording, sense) + SLACK, self._meant(sense))
        floor = np.where(self._language, w.wording_floor_share, w.sense_floor_share)
        score += np.where(self._language, w.wording, w.sense) * np.maximum(0.0, share - floor) / (1 - floor)
        own = self._language & (share >= w.echo_words_share)
        rest = share >= np.where(self._language, w.rest_words_share, w.sense_floor_share)
        same = np.where(self._own, own, rest | counted & dated) & (score >= w.same_score - SLACK)
        found: Truths = np.where(self._agreed, same | self._rival & ~self._own, ~self._own)
        return found

    def hanging(self, wording: Reals, sense: Reals, derived: Truths) -> Truths:
        """Where one report was made from the other, or credits it (`derived`), and where both statements stand in one
        report, see `likeness`. Two of one report that give no figure, or different ones, are known to be apart."""
        w = settings().claims
        concepts, names = self._shared_concepts > 0, self._names | self._borrowed
        a, b = self._one.heads, self._other.heads
        share = 2 * self._shared_concepts / np.maximum(1, a["plain"].astype(np.int64) + b["plain"])
        score = w.concepts * np.minimum(1.0, share) * np.minimum(1.0, (1 + self._shared_concepts) / 3)
        score += np.where(self._telling, w.same_figure, w.same_small_figure) * self._same_figure
        score += w.overlapping_figure * (self._figures & ~self._same_figure)
        score += w.same_time * self._times + w.names * names + w.derived * derived
        score += max(w.same_origin, w.shared_voice) * self._voices + w.both_negated * (
            self._negated & concepts
        )
        words = np.where(self._language, wording + SLACK, 0.0)
        score += w.wording * np.maximum(0.0, words - w.words_floor_share) / (1 - w.words_floor_share)
        meant = np.where(self.abroad, self._meant(sense), 0.0)
        score += w.sense * np.maximum(0.0, meant - w.sense_floor_share) / (1 - w.sense_floor_share)
        score -= w.figure_missing * (self._one_figure & (words < w.same_words_share))
        something = concepts | names | self._times
        basis = words >= w.same_words_share
        basis |= concepts & (names | derived & self._voices)
        basis |= something & (meant >= w.same_sense_share)
        basis |= self._same_figure & (something | derived | (meant >= w.sense_floor_share))
        same = basis & (score >= min(w.same_score, w.echo_score) - SLACK)
        again = (words >= w.same_document_words_share) | self._same_figure & (self._times | concepts)
        other = np.where(derived, self._rival, ~self._one_figure) & ~self._own
        found: Truths = np.where(self._agreed, same & (derived | again) | other, ~self._own)
        return found

    def wording(self, where: Truths) -> Reals:
        """How much of the wording is the same at most, where that is asked; see `evidence.wording_share`."""
        w = settings().claims
        found = np.zeros(len(where))
        at = (where & self._language).nonzero()[0]
        if not len(at):
            return found
        ordered = [[side.ordered(one) for one in at.tolist()] for side in (self._one, self._other)]
        ratio = (
            cpdist(*ordered, scorer=fuzz.ratio, score_cutoff=100 * w.words_floor_share, dtype=np.float64)
            / 100
        )
        content = _shared(self._one.heads[at], self._other.heads[at], "content")
        fewer = self._content[at]
        overlap = np.where(fewer >= w.fewest_words, content / np.maximum(1, fewer), 0.0)
        found[at] = np.where(self._few[at], ratio >= 1 - SLACK, np.maximum(ratio, np.minimum(1.0, overlap)))
        return found

    def sense(self, where: Truths) -> Reals:
        """How alike the senses are at most, where that is asked; see `senses.alike`. Of few words in one language
        only the wording counts."""
        found = np.ones(len(where))
        at = (where & ~self._few).nonzero()[0]
        one, other = self._one, self._other
        found[at] = _cosines(
            [one.sense(row) for row in at.tolist()], [other.sense(row) for row in at.tolist()]
        )
        return found

    def _meant(self, sense: Reals) -> Reals:
        """The share of what may be meant in two languages: less of few words."""
        found: Reals = sense * np.minimum(1.0, self._content / settings().claims.fewest_words) + SLACK
        return found

    def _days(self) -> tuple[NDArray[np.int64], Truths]:
        """How many days there are at least between the publication of two, and where that is known."""
        a, b = self._one.heads, self._other.heads
        known = np.ones(len(a), dtype=bool)
        for side in (a, b):
            known &= (side["begin"] != UNKNOWN) & (side["end"] != UNKNOWN)
        between = np.maximum(a["begin"] - b["end"], b["begin"] - a["end"])
        return np.maximum(0, between).astype(np.int64), known

    def _foretold(self) -> Truths:
        """Where one foretells, and the other tells what has happened."""
        past, future = packed.PAST, packed.FUTURE
        a, b = (side.heads["flags"] & (past | future) for side in (self._one, self._other))
        found: Truths = (a | b) == (past | future)
        found &= a != b
        return found


def _ids(heads: NDArray[np.void], merged: Bits) -> dict[str, NDArray[np.uint64]]:
    """The bits of ids of sources, and where one of them was merged, of what such ids are now."""
    held = np.frombuffer(b"".join([one or _NO_BITS for one in merged]), "<u8").reshape(len(heads), 2, -1)
    found: dict[str, NDArray[np.uint64]] = {}
    for name in ("voice_bits", "outlet_bits", "credited_bits"):
        bits: NDArray[np.uint64] = heads[name]
        changed = _met(bits, held[:, 0])
        found[name] = bits | np.where(changed[:, None], held[:, 1], np.uint64(0))
    return found


def _met(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> Truths:
    """Where two rows of bits have one in common."""
    found: Truths = ((a & b) != 0).any(axis=1)
    return found


def _shared(a: NDArray[np.void], b: NDArray[np.void], of: str) -> NDArray[np.int64]:
    """How many members two sets share at most: a bit in common each, and those that fall together in one."""
    mine, theirs = a[f"{of}_bits"], b[f"{of}_bits"]
    both = _ONES[mine & theirs].sum(axis=1)
    hidden = [side[of].astype(np.int64) - _ONES[bits].sum(axis=1) for side, bits in ((a, mine), (b, theirs))]
    found: NDArray[np.int64] = np.where(both > 0, both + np.maximum(0, np.minimum(*hidden)), 0)
    return found


def _cosines(ones: Sequence[Sense], others: Sequence[Sense]) -> Reals:
    """The cosines of pairs of senses, or more."""
    found = np.zeros(len(ones))
    table = np.zeros(LAID_OUT * SENSES, dtype=np.float32)
    for start in range(0, len(ones), LAID_OUT):
        stop = min(start + LAID_OUT, len(ones))
        # Pairs come in the order of their first statement.
        fresh = [at == start or ones[at] != ones[at - 1] for at in range(start, stop)]
        rows = np.cumsum(fresh) - 1
        places = [one for one, new in zip(ones[start:stop], fresh, strict=True) if new]
        laid, weights, _ = _entries(places, np.arange(len(places)))
        np.maximum.at(table, laid, weights)
        at, weights, ends = _entries(others[start:stop], rows)
        sums = np.concatenate([[0.0], np.cumsum(table[at] * weights, dtype=np.float64)])[ends]
        found[start:stop] = np.diff(sums, prepend=0.0)
        table[laid] = 0.0
    return found


def _entries(
    given: Sequence[Sense], rows: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.intp]]:
    """Where the features of senses stand in a table of such rows, their weights, and where each sense ends."""
    sizes = np.array([len(keys) // 4 for keys, _ in given], dtype=np.intp)
    keys = np.frombuffer(b"".join([keys for keys, _ in given]), np.uint32)
    weights = np.frombuffer(b"".join([weights for _, weights in given]), np.float32)
    at = np.repeat(rows * SENSES, sizes) + keys % SENSES
    return at.astype(np.intp), weights, np.cumsum(sizes)

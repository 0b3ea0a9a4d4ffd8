"""Scores texts that say the same, sentence by sentence, in several languages: where one speaks, do the others?

No language but the one of `speech` needs annotation, and that one is whence's own reading of it: a measure of how
much is lost or invented between two packs, not of how good either is. A text is made of its sentences, each a
paragraph of its own; a statement belongs to the sentence in which its cue stands, without a cue to the one in
which its content begins.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from whence.evaluate.scores import Miss, Row, Split, Tally
from whence.evaluate.speech import is_speech, is_speech_by_id, speech
from whence.languages.pack import codes
from whence.model import Statement

SHOWN: Split = "fold0"
"""Misses are listed of this fold only: the other is for reporting, and reading it would spoil it."""

Extract = Callable[[Sequence[dict[str, Any]]], list[list[Statement]]]
"""From records with `text` and `lang` to the statements of each."""


class Sentence(NamedTuple):
    """What is attributed in one sentence: any statement, and one of speech by its words or its id."""

    any: bool
    words: bool
    id: bool


def score(
    records: Sequence[dict[str, Any]],
    extract: Extract,
    folds: Mapping[str, int],
    languages: Sequence[str] = (),
) -> tuple[tuple[Row, ...], tuple[Miss, ...]]:
    """Rows over all languages, by language and by fold; languages without a pack are left out."""
    pivot = speech().language
    wanted = [code for code in codes() if code != pivot and (not languages or code in languages)]
    apart = speech().apart if len(wanted) > 1 else frozenset()
    texts = [one for one in records if one["lang"] in (pivot, *wanted)]
    made = [{"text": "\n".join(one["sentences"]), "lang": one["lang"]} for one in texts]
    found = {
        (str(one["doc"]), str(one["lang"])): (one["sentences"], sentences(one["sentences"], statements))
        for one, statements in zip(texts, extract(made), strict=True)
    }
    tally = Tally()
    misses: list[Miss] = []
    for code in wanted:
        for doc, lang in found:
            if lang != pivot or (doc, code) not in found:
                continue
            fold: Split | None = ("fold0", "fold1")[folds[doc]] if doc in folds else None
            keys: list[tuple[str, Split]] = [(code, "all")]
            if fold is not None:
                keys.append((code, fold))
            keys += [("all", split) for _, split in keys if code not in apart]
            (ours, here), (theirs, there) = found[doc, pivot], found[doc, code]
            for n, (a, b) in enumerate(zip(here, there, strict=False)):
                for part, right in judge(a, b):
                    tally.add(part, "accuracy", keys, (right, 1, right, 1))
                    if not right and fold in (None, SHOWN):
                        where = f"{code} {doc} sentence {n + 1}"
                        misses.append(Miss(part=part, where=where, gold=ours[n], predicted=theirs[n]))
    return tally.rows(), tuple(misses)


def judge(ours: Sentence, theirs: Sentence) -> list[tuple[str, bool]]:
    """What a pair of aligned sentences is scored for, and whether the second does as the first."""
    found: list[tuple[str, bool]] = []
    if ours.words:
        found.append(("speech found", theirs.any))
    else:
        found.append(("no speech where none", not theirs.id))
    if not ours.id:
        found.append(("no speech where none, by group", not theirs.id))
    if not ours.any:
        found.append(("none where none", not theirs.any))
    return found


def sentences(texts: Sequence[str], statements: Sequence[Statement]) -> list[Sentence]:
    """What is attributed in each sentence of a text that is made of them, one a line."""
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    held: list[list[Statement]] = [[] for _ in texts]
    for one in statements:
        place = one.cue.start if one.cue is not None else one.content[0].start
        held[min(bisect_right(starts, place), len(texts)) - 1].append(one)
    return [Sentence(bool(some), any(map(is_speech, some)), any(map(is_speech_by_id, some))) for some in held]

"""Which language a text is in, or "don't know".

A character model (py3langid, loaded on first use, no network) gives the candidates. Between languages that it
confuses (Danish, Norwegian, Swedish) the words of their packs (`[identify]`) break the tie. An answer that is
a pack's must also show some of that pack's frequent words: a list of names or a page of figures is "don't
know", however sure the model.
"""

import math
import re
from functools import cache
from typing import NamedTuple, Protocol

from whence.languages.pack import codes, part
from whence.languages.telling import IdentifyWords
from whence.languages.words import WordMap
from whence.settings import settings


class Model(Protocol):
    """What is needed of the character model: labels with probabilities, best first."""

    def rank(self, text: str) -> list[tuple[str, float]]: ...


class _Group(NamedTuple):
    """A pack's words compiled: its code, model labels, neighbours (codes) and what
    tells it from them."""

    code: str
    labels: tuple[str, ...]
    neighbours: tuple[str, ...]
    words: WordMap[bool]
    letters: frozenset[str]


_WORD = re.compile(r"[^\W\d_]++(?:['’][^\W\d_]++)?+")
_LEAST_PROBABILITY = 1e-4
"""Where the model sees nothing of a language, so that words can still speak for it."""

# Languages in which the model is asked. Left out are those for which it mistakes names and noise (pidgins,
# constructed and ancient languages, regional ones without a press), except where a neighbour of a pack is
# concerned.
_CANDIDATES = frozenset(
    {
        "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es",
        "et", "eu", "fa", "fi", "fo", "fr", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is",
        "it", "ja", "ka", "kk", "km", "kn", "ko", "ku", "ky", "lb", "lo", "lt", "lv", "mk", "ml", "mn",
        "mr", "ms", "mt", "my", "ne", "nl", "nn", "no", "pa", "pl", "ps", "pt", "ro", "ru", "si", "sk",
        "sl", "so", "sq", "sr", "sv", "sw", "ta", "te", "tg", "th", "tk", "tl", "tr", "ug", "uk", "ur",
        "uz", "vi", "zh",
    }
)  # fmt: skip

# What records call a language -> our code, where it is not the same: ISO 639-2 and -3, and the
# macro-language.
_ALIASES = {
    "no": "nb", "nob": "nb", "nor": "nb", "nno": "nn", "eng": "en", "dan": "da", "swe": "sv", "deu": "de",
    "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "nld": "nl", "dut": "nl", "rus": "ru",
    "ukr": "uk", "pol": "pl", "fin": "fi", "ara": "ar", "heb": "he", "fas": "fa", "per": "fa", "zho": "zh",
    "chi": "zh", "jpn": "ja", "por": "pt",
}  # fmt: skip

_SHAPE = re.compile(r"[a-z]{2,3}")


def language_code(name: str) -> str | None:
    """Our code for a language tag ("en-GB", "nob", "NO"), or None
    where it is no tag."""
    head = re.split(r"[-_]", name.strip().lower(), maxsplit=1)[0]
    if not _SHAPE.fullmatch(head):
        return None
    return _ALIASES.get(head, head)


def identify(text: str) -> tuple[str | None, float]:
    """The code of the text's language and the confidence (0..1); None where it cannot be told.

    The code is a pack's where one of them fits, else ISO 639-1 where the language is known but has no pack.
    """
    limits = settings().identify
    sample = text[: limits.sample_code_points]
    words = _WORD.findall(sample.lower())
    if sum(map(len, words)) < limits.minimum_letters:
        return None, 0.0
    ranking = dict(_model().rank(sample))
    groups = _groups()
    labels = {label: group.code for group in groups.values() for label in group.labels}
    scores: dict[str, float] = {}
    for label, probability in ranking.items():
        code = labels.get(label, label)
        scores[code] = scores.get(code, 0.0) + probability
    best = max(scores, key=lambda code: (scores[code], code))
    family = _family(best, groups)
    if len(family) > 1:
        best, scores = _told_apart(sorted(family), scores, words, groups)
    confidence = scores[best]
    group = groups.get(best)
    floor = limits.unverified_floor_share if group is None else limits.confidence_floor_share
    if confidence < floor:
        return None, confidence
    if group is not None and len(words) >= limits.common_from_words:
        common = sum(1 for word in words if group.words.word(word) is not None)
        if common < limits.common_words_floor_share * len(words):
            return None, confidence
    return best, confidence


def _family(code: str, groups: dict[str, _Group]) -> set[str]:
    """The language and all that are confused with
    it, as far as words are known for them."""
    family = {code, *(groups[code].neighbours if code in groups else ())}
    family.update(other.code for other in groups.values() if code in other.neighbours)
    return {member for member in family if member in groups}


def _told_apart(
    family: list[str], scores: dict[str, float], words: list[str], groups: dict[str, _Group]
) -> tuple[str, dict[str, float]]:
    """The member of a family that words and letters speak for, and all scores
    with the family's mass shared anew."""
    mass = sum(scores.get(code, 0.0) for code in family)
    limits = settings().identify
    evidence: dict[str, float] = {}
    hits = {code: [0, 0] for code in family}
    for word in words[: limits.compared_words]:
        known = [code for code in family if groups[code].words.word(word) is not None]
        if 0 < len(known) < len(family):
            for code in known:
                hits[code][0] += 1
        if not word.isascii():
            for code in family:
                if not groups[code].letters.isdisjoint(word):
                    hits[code][1] += 1
    for code in family:
        evidence[code] = (
            math.log(max(scores.get(code, 0.0), _LEAST_PROBABILITY))
            + limits.word_weight_log * min(hits[code][0], limits.most_hits)
            + limits.letter_weight_log * min(hits[code][1], limits.most_hits)
        )
    top = max(evidence.values())
    shares = {code: math.exp(value - top) for code, value in evidence.items()}
    total = sum(shares.values())
    renewed = scores | {code: mass * share / total for code, share in shares.items()}
    best = max(family, key=lambda code: (evidence[code], code))
    return best, renewed


@cache
def _groups() -> dict[str, _Group]:
    """The words of all packs and of their neighbours without a pack, by
    code."""
    groups: dict[str, _Group] = {}
    for code in codes():
        words: IdentifyWords = part(code, "identify")
        groups[code] = _Group(
            code,
            words.model,
            words.neighbours,
            WordMap((w, True) for w in words.words),
            frozenset(words.letters),
        )
        for foreign, telling in words.foreign.items():
            groups.setdefault(
                foreign,
                _Group(foreign, (foreign,), (code,), WordMap((w, True) for w in telling), frozenset()),
            )
    return groups


@cache
def _model() -> Model:
    """The character model with the candidates it is asked about. Loading takes about half
    a second, once."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(sorted(_CANDIDATES.intersection(model.labels)))
    loaded: Model = model
    return loaded

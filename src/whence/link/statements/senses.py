"""What a statement means, as far as word tables tell: to be found again, and compared, in another language.

Two independent reports of one event share no sentence, and in two languages no word either. What is left of a
statement then is what its words may mean in the pivot language (`documents.vectors`), its names and concepts, and the
sound of what languages borrow. What this module refuses to do: numbers are not looked at, because figures and times
are compared as such, and the same number may count two things.
"""

from collections.abc import Iterable, Mapping
from weakref import WeakKeyDictionary

from whence.link.documents.outline import Anchor, weighed
from whence.link.documents.vectors import Meaning, meaning, number

SEEN_WORDS = 100_000


def sense(content: Iterable[str], found: Iterable[Anchor], language: str | None) -> Mapping[int, float]:
    """What content words and anchors may mean: weights of features, of unit length; empty where nothing is known."""
    weights = {number(key): weight for key, weight in weighed(found).items() if not key.startswith("#")}
    for low in content:
        for key, weight in _features(low, language):
            if weight > weights.get(key, 0.0):
                weights[key] = weight
    length = sum(weight * weight for weight in weights.values()) ** 0.5
    return {key: weight / length for key, weight in weights.items()} if length else {}


def alike(a: Mapping[int, float], b: Mapping[int, float]) -> float:
    """How alike two senses are, 0 to 1: the cosine, the same whichever comes first."""
    return round(sum(a[key] * b[key] for key in sorted(a.keys() & b.keys())), 4)


def telling_stems(content: Iterable[str], language: str | None, most: int) -> list[str]:
    """The likeliest stem of the pivot language for each word, those that tell most."""
    best: dict[str, float] = {}
    for low in content:
        found = _likeliest(low, language)
        if found is not None:
            best[found[0]] = max(found[1], best.get(found[0], 0.0))
    return sorted(best, key=lambda stem: (-best[stem], stem))[:most]


_Known = tuple[tuple[str, float] | None, tuple[tuple[int, float], ...]]

_seen: WeakKeyDictionary[Meaning, dict[str, _Known]] = WeakKeyDictionary()


def _likeliest(low: str, language: str | None) -> tuple[str, float] | None:
    return None if low[:1].isdigit() else _known(low, language)[0]


def _features(low: str, language: str | None) -> tuple[tuple[int, float], ...]:
    return _known(low, language)[1]


def _known(low: str, language: str | None) -> _Known:
    """The likeliest stem of a word with what it tells, and its features, as the tables in force have them."""
    tables = meaning(language)
    words = _seen.setdefault(tables, {})
    found = words.get(low)
    if found is None:
        if len(words) >= SEEN_WORDS:
            words.clear()
        stem = min(tables.of(low), key=lambda item: (-item[1], item[0]), default=None)
        keys, weights = tables.features(low)
        found = words[low] = (stem, tuple(zip(keys.tolist(), weights.tolist(), strict=True)))
    return found

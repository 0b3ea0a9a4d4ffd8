"""Words that together say that a voice is not named: "meg nem nevezett", "nicht namentlich genannte"."""

from functools import cache

from whence.extract.lexicon import C, Lexicon
from whence.languages.words import WordMap

CAP, VAGUE = int(C.CAP), int(C.VAGUE)


@cache
def _entries(lexicon: Lexicon) -> tuple[WordMap[bool], frozenset[str]]:
    """The entries of several words under `sources.vague`, and their first words."""
    forms = [form for form in lexicon.pack.sources.vague if " " in form]
    return WordMap((form, True) for form in forms), frozenset(form.split()[0] for form in forms)


def mark_nameless(lexicon: Lexicon, lows: list[str], classes: list[int]) -> None:
    """Makes each of these words one that opens a nameless source, the negation in them too: it negates nothing."""
    entries, opening = _entries(lexicon)
    if not opening or opening.isdisjoint(lows):
        return
    for i in [i for i, low in enumerate(lows) if low in opening]:
        if (hit := entries.at(lows, i)) is not None:
            for k in range(i, hit[1]):
                classes[k] = VAGUE | classes[k] & CAP

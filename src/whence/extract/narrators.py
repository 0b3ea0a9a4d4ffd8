"""Who speaks where a pronoun means nobody that the text has named: the author himself, or somebody unnamed.

"I asked the mayor whether the pier was safe" is the author's own question. "They told the court that …" says that some
people once spoke; "They say that time heals" means everybody, and gives no voice.
"""

from bisect import bisect_right

from whence.extract.drafts import Draft
from whence.extract.lexicon import C
from whence.extract.reading import Reading
from whence.extract.spans import Phrase
from whence.model import Voice

FIRST, GENERIC, DET = int(C.FIRST), int(C.GENERIC), int(C.DET)
SPOKEN = frozenset(("say", "tell", "ask", "write", "add", "report", "reply"))
"""Verbs of speech that an author uses of himself; what he thinks and claims is his text."""


def narrator(reading: Reading, draft: Draft, phrase: Phrase) -> tuple[Voice, str] | None:
    """The voice of a pronoun that nothing resolves, and its kind; None where it means nobody in particular."""
    if _by_author(reading, draft):
        name = source = "author"
    elif _told_once(reading, draft):
        name = reading.tokens.words[phrase.core[0]]
        source = name.lower()
    else:
        return None
    start, end = reading.tokens.starts[phrase.core[0]], reading.tokens.ends[phrase.core[1]]
    voice = Voice(
        name=f"unnamed: {name}",
        source_id=f"unnamed:{reading.document.id}:{source}",
        role="origin",
        exact=reading.text[start:end],
        start=start,
        end=end,
    )
    return voice, "pronoun"


def _by_author(reading: Reading, draft: Draft) -> bool:
    """Whether the author tells what he himself said or asked."""
    if draft.source is None or draft.verb not in SPOKEN or draft.kind not in ("assert", "ask"):
        return False
    first, last = draft.source.core
    spoken = first == last and reading.classes[first] & FIRST and reading.quote_of[first] < 0
    return bool(spoken) and not _in_lost_quotation(reading, first)


def _told_once(reading: Reading, draft: Draft) -> bool:
    """Whether "they" or "one" of nobody named before said something once: the verb tells the past."""
    spoken = draft.verb in SPOKEN or (draft.kind in ("assert", "deny") and reading.lexicon.tells_apart)
    if draft.source is None or not spoken or draft.frame == "np" or draft.cue is None:
        return False
    token = draft.source.core[0]
    bits = reading.classes[token]
    plural = reading.tokens.lows[token] in reading.lexicon.plural
    if draft.source.core[1] != token or not (plural or (bits & GENERIC and bits & DET)):
        return False
    if not reading.lexicon.tells_apart:
        return draft.direct  # words between quotation marks were said once
    said = reading.tokens.lows[draft.cue[0] : draft.cue[1] + 1]
    often = reading.lexicon.present_forms | reading.lexicon.habitual
    return not any(low in often for low in said)


def _in_lost_quotation(reading: Reading, token: int) -> bool:
    """Whether a quotation mark without its partner stands in the paragraph of a token: "I" may be whoever is quoted."""
    if not reading.stray:
        return False
    k = bisect_right(reading.paragraphs, (token, len(reading.tokens))) - 1
    first, last = reading.paragraphs[max(k, 0)]
    return any(first <= mark <= last for mark in reading.stray)

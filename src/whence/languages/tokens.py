"""Tokens with offsets: the one table of words that every reader of a text shares.

A token is a word with its inner apostrophes, hyphens and dots ("don't", "Iskander-M", "U.S."), a number with
its separators ("50.000", "1,400"), or one mark. Whitespace is no token. Lower-casing keeps one entry a token,
so that words of the packs are found by a dictionary look-up; offsets come from the text itself.
"""

import re
from itertools import islice

_AT_ONCE = 4096

_TOKEN = re.compile(
    r"[^\W\d_](?:\.[^\W\d_](?!\w))++\.?"  # U.S., z.B. (but f.eks. is two words)
    r"|\d++(?:[.,:]\d++)*+(?![^\W\d_])"  # 50.000  1,400  12:30 (but 19th is a word)
    r"|\w++(?:['’\-‑]\w++)*+(?::[a-zåäö]{1,3}+(?!\w))?+"  # don't  Iskander-M  19th  vd:n
    r"|\.{2,}+"
    r"|''|``|’’|‘‘"
    r"|[^\w\s]"
)


class Tokens:
    """Parallel lists over one text: `starts`, `ends` (code points), `words` (as written), `lows` (lower case).

    `lows` has the typographic apostrophe folded to "'" so that packs need to list one form.
    """

    __slots__ = ("ends", "lows", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[str] = []
        matches = _TOKEN.finditer(text)
        while found := list(islice(matches, _AT_ONCE)):  # matches are large: a text may hold millions
            self.starts += map(re.Match.start, found)
            self.ends += map(re.Match.end, found)
            self.words += map(re.Match.group, found)
        self.lows = list(map(str.lower, self.words))
        if "’" in text:
            self.lows = [w.replace("’", "'") if "’" in w else w for w in self.lows]

    def __len__(self) -> int:
        return len(self.starts)

    def slice(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, both inclusive."""
        return self.text[self.starts[first] : self.ends[last]]

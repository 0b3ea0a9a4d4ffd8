"""Two spellings in one script that differ in one letter: a habit of spelling, a slip, or another name.

What separates two habits of romanising mostly changes several letters (Shcherbak, Sjtjerbak), or one of a few
pairs that stand for one sound (Gomel, Homel). One other letter, all else being
equal, is another name: Jensen and Jansen, Berg and Borg, Zelensky and Zelinsky, Serra and Serro; and so is one with
more at its end: Lund and Lundy, Berg and Berge. How alike the two sound plays no part here. Whether what is at the end
is a case ending is for the caller to say.
"""

_HABITS = frozenset(
    frozenset(pair)
    for pair in (
        "ao",  # Kolesnikova / Kalesnikova: unstressed o is written a in Belarusian
        "gh",  # Gomel / Homel
        "hk",  # Bakhmut / Bakmut
        "ck",  # Tsichan / Tsikhan
        "cs",
        "cz",
        "kq",
        "sz",  # Resnikow / Reznikow
        "jz",  # Jukov / Zukov, the French way
        "ij",
        "iy",
        "jy",
        "gj",
        "vw",
        "fv",
        "uv",
        "uw",
        "hx",
        "uy",
        "lw",
        "ei",  # only before or behind another vowel: Alexei / Alexii
        "eo",  # only behind a sibilant: Gorbachev / Gorbachov
        "ea",  # only before or behind another vowel
    )
)
_VOWELS = frozenset("aeiouy")
_GLIDES = frozenset("ijy")
_LONGEST_TAIL = 3
_SIBILANTS = frozenset("hzjcs")
_SHORTEST = 4


def another_letter(a: str, b: str) -> bool:
    """Whether two words in plain lower-case letters differ in one letter that no habit of spelling explains.

    Either one stands in the other's place, or a vowel stands inside one word only ("Khrenin", "Kharenin").
    """
    if min(len(a), len(b)) < _SHORTEST or abs(len(a) - len(b)) > 1:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) == len(b):
        last = at == len(a) - 1
        if last and not {a[at], b[at]} <= _VOWELS - {"y"}:
            return False
        return a[at + 1 :] == b[at + 1 :] and not _habit(a, b, at, last=last)
    long, short = (a, b) if len(a) > len(b) else (b, a)
    inside = 0 < at < len(short) and long[at + 1 :] == short[at:]
    around = inside and not {long[at - 1], short[at]} & _VOWELS
    return around and long[at] in "aou"


def another_ending(a: str, b: str) -> bool:
    """Whether one of two words in plain lower-case letters is the other with something behind it that is no habit of
    spelling: a glide behind a vowel (Yuri, Yurii), a letter doubled (Hofman, Hofmann), an "h" that nobody says
    (Saleh), the French way of "-in" (Fokin, Fokine)."""
    long, short = (a, b) if len(a) > len(b) else (b, a)
    tail = long[len(short) :]
    if (
        min(len(a), len(b)) < _SHORTEST - 1
        or not long.startswith(short)
        or not 0 < len(tail) <= _LONGEST_TAIL
    ):
        return False
    last = short[-1]
    if last in _VOWELS:
        return not (set(tail) <= _GLIDES or tail == "h")
    return not (set(tail) <= {last} or (tail == "e" and short.endswith("in")))


def _habit(a: str, b: str, at: int, *, last: bool) -> bool:
    pair = frozenset((a[at], b[at]))
    if last:
        return pair == frozenset("ao") and a[at - 1 : at] == "k"  # Lysenko / Lysenka, as Belarusian has it
    if pair not in _HABITS:
        return False
    before, after = a[at - 1 : at], a[at + 1 : at + 2]
    if pair == frozenset("eo"):
        return before in _SIBILANTS
    if pair in (frozenset("ei"), frozenset("ea")):
        return before in _VOWELS or after in _VOWELS
    return True

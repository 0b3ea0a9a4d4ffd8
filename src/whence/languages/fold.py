"""The fold of names: which spellings may be one name, across romanisations, scripts and case endings.

Three things come from here. `fold_key` makes trivially equal spellings equal and nothing more: it is what ids
are built from. `name_similarity` scores two names and says which words met. `same_name` applies the
thresholds.

A word has one reading for every spelling habit that knows it (`sounds`). Two words are as similar as their
best pair of readings: half the whole sound string, half the consonants alone. In a name the weakest word
dominates: one wrong word is another person. What this module refuses to do: it knows no persons, no aliases
and no nicknames, and never decides that two people are the same because they are famous.
"""

import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from whence.languages.inflection import bases, everywhere, goes_with
from whence.languages.slips import another_ending, another_letter
from whence.languages.sounds import skeleton
from whence.languages.spoken import readings, sounds_alike
from whence.languages.tokens import Tokens
from whence.languages.words import WordMap, word_map
from whence.settings import settings

OTHER_WORD = 0.5  # likeness up to which two words are two names, whatever ending is taken off
SAME_WORD = 0.8  # likeness up to which a word brings no name to any threshold, all others being equal
INFLECTED = "sounds, without a case ending"
FEMININE = "sounds, without the ending of a woman's surname"
STEM = 0.9  # what an ending leaves is the other name itself, or it is another: Novot, Novotný
SHORTEST_STEM = 3  # letters that an ending must leave
MOST_NEARER = 4  # nominatives of two words that are read aloud


class TokenMatch(NamedTuple):
    """Two words that met (either may be empty: nothing met it), how alike they are, and why."""

    a: str
    b: str
    score: float
    why: str


class NameEvidence(NamedTuple):
    """The similarity of two names in 0..1 and the table it rests on."""

    score: float
    matches: tuple[TokenMatch, ...]
    threshold: float

    @property
    def same(self) -> bool:
        """Whether the score reaches the threshold for names of this length."""
        return self.score >= self.threshold

    @property
    def why(self) -> str:
        """The table in words."""
        return "; ".join(f"{m.a or '–'} ~ {m.b or '–'} {m.score:.2f} ({m.why})" for m in self.matches)


@lru_cache(maxsize=100_000)
def fold_key(name: str) -> str:
    """A stable key: the words of `name`, romanised and lower case, in their order, joined by one blank.

    Equal for trivially equal spellings only (case, accents, punctuation). Empty where nothing can be
    romanised.
    """
    return " ".join(_plain(word) for word in _words(name))


def same_name(a: str, b: str) -> bool:
    """Whether two spellings are the same name by the thresholds."""
    return name_similarity(a, b, floor=SAME_WORD).same


@lru_cache(maxsize=20_000)  # some kilobytes each
def name_similarity(a: str, b: str, *, floor: float = OTHER_WORD) -> NameEvidence:
    """How alike two names are, with the table of words that met.

    Words whose likeness is not above `floor` count as 0: with SAME_WORD it is only told whether two names are the
    same, which is several times faster than how far they are from it.

    A name of one word is only ever compared with a name of one word: a bare surname is no evidence for a
    person (it resolves inside its document). Words are aligned in their order; where they do not meet, with
    the surname that stands first ("Kovács János") put last.
    """
    mine, theirs = list(telling_words(a)), list(telling_words(b))
    found = _aligned(mine, theirs, floor)
    if found.same or min(len(mine), len(theirs)) < 2:
        return found
    for turned, other in ((_turned(mine), theirs), (mine, _turned(theirs))):
        if turned and other:
            again = _aligned(turned, other, floor)
            if again.same and min(match.score for match in again.matches) >= settings().names.turned_score:
                return again._replace(matches=(*again.matches, TokenMatch("", "", 1.0, "surname first")))
    return found


def unlike(a: str, b: str) -> bool:
    """Whether two full names are not the same, told by one word of either alone: the last ones, which are surnames, and
    where the surname may stand first, that one. A quick look: where it is False, they may be another all the same."""
    mine, theirs = telling_words(a), telling_words(b)
    if min(len(mine), len(theirs)) < 2 or _may_meet(mine[-1], theirs[-1]):
        return False
    turned = _turned(list(mine)), _turned(list(theirs))
    return not (
        (turned[0] and _may_meet(turned[0][-1], theirs[-1]))
        or (turned[1] and _may_meet(mine[-1], turned[1][-1]))
    )


@lru_cache(maxsize=100_000)
def _may_meet(a: str, b: str) -> bool:
    """Whether two words reach what a word needs for any threshold."""
    return _token(a, b, SAME_WORD).score >= SAME_WORD or _feminine(a, b) is not None


def _turned(words: list[str]) -> list[str]:
    """The words with the first one last, where it may be a surname; empty where it is a given name."""
    known = [is_given_name(word) for word in words[:2]]
    maybe = sum(known) == 1 if len(words) == 2 else known == [False, True]
    return [*words[1:], words[0]] if maybe else []


def _aligned(mine: list[str], theirs: list[str], floor: float) -> NameEvidence:
    threshold = (
        settings().names.single_token_score
        if len(mine) == 1 and len(theirs) == 1
        else settings().names.full_name_score
    )
    if not mine or not theirs:
        return NameEvidence(0.0, (), threshold)
    if len(mine) == len(theirs) and all(_plain(m) == _plain(t) for m, t in zip(mine, theirs, strict=True)):
        why = "the same spelling"
        pairs = zip(mine, theirs, strict=True)
        return NameEvidence(1.0, tuple(TokenMatch(m, t, 1.0, why) for m, t in pairs), threshold)
    if len(mine) == len(theirs):
        return _scored(_met(mine, theirs, floor), 1.0, threshold)
    for short, full, swap in ((mine, theirs, False), (theirs, mine, True)):
        if len(short) == 1 and _is_acronym(short[0], full):
            long = " ".join(full)
            pair = (long, short[0]) if swap else (short[0], long)
            return NameEvidence(
                settings().names.acronym_score,
                (TokenMatch(*pair, settings().names.acronym_score, "initials"),),
                threshold,
            )
    for short, full, swap in ((mine, theirs, False), (theirs, mine, True)):
        if 2 <= len(short) < len(full) and is_given_name(short[0]) and is_given_name(full[-len(short)]):
            tail = full[-len(short) :]  # a role stands before the name
            return _scored(_met(*((tail, short) if swap else (short, tail)), floor), 1.0, threshold)
    if min(len(mine), len(theirs)) >= 2 and abs(len(mine) - len(theirs)) == 1:
        return _with_middle(mine, theirs, threshold, floor)
    rest = tuple(TokenMatch(m, "", 0.0, "nothing meets it") for m in mine)
    return NameEvidence(
        0.0, rest + tuple(TokenMatch("", t, 0.0, "nothing meets it") for t in theirs), threshold
    )


def is_given_name(word: str) -> bool:
    """Whether a word is a given name of the table, in any spelling."""
    return _given_row(word) is not None


def given_rows(word: str) -> frozenset[str]:
    """The rows of the given-name table that a word may belong to, in any spelling; empty for other words."""
    return _given_row(word) or frozenset()


@lru_cache(maxsize=100_000)
def telling_words(name: str) -> tuple[str, ...]:
    """The words of a name that are compared: without articles, titles and words for what it is."""
    return tuple(_telling(_words(name)))


def token_similarity(a: str, b: str, *, floor: float = OTHER_WORD) -> float:
    """How alike two single words are, in 0..1; 0 where not more than `floor`."""
    return _token(a, b, floor).score


@lru_cache(maxsize=50_000)
def token_skeletons(word: str) -> frozenset[str]:
    """The consonant skeletons of all readings: what an index of spellings is keyed by."""
    return frozenset(s for reading in readings(word.lower()) if (s := skeleton(reading)))


@lru_cache(maxsize=50_000)
def territory_of(low: str) -> str | None:
    """The territory that an adjective or a name of inhabitants speaks of, in any pack's language."""
    if _any_demonym().word(low) is None:
        return None
    return next((code for words in _demonyms() if (code := words.word(low)) is not None), None)


# --- words ----------------------------------------------------------------------------------------------


def _words(name: str) -> list[str]:
    tokens = Tokens(name.replace("-", " ").replace("‑", " "))
    return [word for word in tokens.words if _plain(word)]


@lru_cache(maxsize=100_000)
def _plain(word: str) -> str:
    return "".join(c for c in anyascii(word).lower() if c.isalnum())


def _telling(words: list[str]) -> list[str]:
    """The words without what is no part of the name, where anything else remains."""
    kept = [word for word in words if word.lower() not in _generic()]
    return kept or words


def _is_acronym(short: str, full: list[str]) -> bool:
    return (
        2 <= len(short) <= 6
        and short.isupper()
        and len(full) == len(short)
        and fold_key("".join(word[0] for word in full)) == fold_key(short)
    )


# --- scores ---------------------------------------------------------------------------------------------


def _met(mine: list[str], theirs: list[str], floor: float) -> list[TokenMatch]:
    """Each word with the one in its place. The last, a surname, is compared first: where it is another, the rest
    cannot bring the name to any threshold (the weakest word weighs most) and is not read."""
    last = _token(mine[-1], theirs[-1], floor)
    if len(mine) > 1 and last.score == 1.0 and is_given_name(mine[-2]) and is_given_name(theirs[-2]):
        last = _token(mine[-1], theirs[-1], floor, everywhere(), everywhere())  # Jack England, Jack English
    if last.why == INFLECTED and len(mine) > 1:
        mine_in, theirs_in = _agreeing(mine[:-1], theirs[:-1]), _agreeing(theirs[:-1], mine[:-1])
        last = _token(mine[-1], theirs[-1], floor, mine_in, theirs_in)
    if last.score < SAME_WORD and len(mine) > 1:
        last = _feminine(mine[-1], theirs[-1]) or last
    if last.score < floor and len(mine) > 1:
        rest = zip(mine[:-1], theirs[:-1], strict=True)
        return [*(TokenMatch(m, t, 0.0, "not compared") for m, t in rest), last]
    found = [_token(m, t, floor) for m, t in zip(mine[:-1], theirs[:-1], strict=True)]
    if last.why == FEMININE and any(match.why == INFLECTED for match in found):
        last = last._replace(score=0.0)  # Petra Nováková is no case of Petr Novák
    return [*found, last]


def _feminine(a: str, b: str) -> TokenMatch | None:
    """Two surnames, one of which a language gave the ending that it gives to women; beside a full given name only."""
    for mine, theirs in ((a, b), (b, a)):
        low = mine.lower()
        for ending in _feminine_endings():
            if low.endswith(ending) and len(low) - len(ending) >= SHORTEST_STEM:
                score = sounds_alike(low[: -len(ending)], theirs, SAME_WORD)
                if score:
                    return TokenMatch(a, b, round(score * settings().names.inflected_share, 4), FEMININE)
    return None


def _scored(matches: list[TokenMatch], factor: float, threshold: float) -> NameEvidence:
    scores = [match.score for match in matches]
    score = settings().names.weakest_share * min(scores) + (1 - settings().names.weakest_share) * sum(
        scores
    ) / len(scores)
    return NameEvidence(round(score * factor, 4), tuple(matches), threshold)


def _with_middle(mine: list[str], theirs: list[str], threshold: float, floor: float) -> NameEvidence:
    """First and last word must meet; what stands between on one side only is a middle name."""
    longer, shorter = (mine, theirs) if len(mine) > len(theirs) else (theirs, mine)
    best: NameEvidence | None = None
    for gap in range(1, len(longer) - 1):
        rest = longer[:gap] + longer[gap + 1 :]
        a, b = (rest, shorter) if longer is mine else (shorter, rest)
        extra = TokenMatch(longer[gap], "", settings().names.middle_name_share, "a middle name on one side")
        found = _scored(
            _met(a, b, floor),
            settings().names.middle_name_share,
            threshold,
        )
        found = found._replace(matches=(*found.matches, extra))
        if best is None or found.score > best.score:
            best = found
    return best or NameEvidence(0.0, (), threshold)


def _agreeing(mine: list[str], theirs: list[str]) -> frozenset[str]:
    """The languages in which the surname behind given names may be in another case than the one behind `theirs`."""
    found = everywhere()
    for given, other in zip(mine, theirs, strict=True):
        if len(given) > 1:
            met = frozenset(
                code
                for base in bases(given)
                for code in base.codes
                if _plain(given) != _plain(other) and _same_word(base.form, other, base.codes)
            )
            found &= goes_with(_plain(given), met, known=is_given_name(given))
    return found


def _same_word(a: str, b: str, codes: frozenset[str]) -> bool:
    rows = given_rows(a) & given_rows(b)
    return bool(rows) or sounds_alike(a, b, SAME_WORD, codes) >= settings().names.single_token_score


@lru_cache(maxsize=100_000)
def _token(
    a: str,
    b: str,
    floor: float,
    mine_in: frozenset[str] | None = None,
    theirs_in: frozenset[str] | None = None,
) -> TokenMatch:
    """Two words. Where the languages are given in which either may be inflected, it is a surname: no other language
    takes an ending off, and no state is meant."""
    if _plain(a) == _plain(b):
        return TokenMatch(a, b, 1.0, "the same spelling")
    mine, theirs = _given_row(a), _given_row(b)
    if mine is not None and theirs is not None:
        if mine & theirs:
            return TokenMatch(a, b, 1.0, "the same given name")
        return TokenMatch(a, b, settings().names.other_given_name_score, "two different given names")
    here, there = (None, None) if mine_in else (territory_of(a.lower()), territory_of(b.lower()))
    if here and there:
        if here == there:
            return TokenMatch(a, b, 1.0, f"both say {here}")
        return TokenMatch(a, b, settings().names.other_territory_score, f"{here} is not {there}")
    if (initial := _initial(a, b)) is not None:
        return TokenMatch(a, b, initial, "an initial")
    score = sounds_alike(a, b, floor)
    why = "sounds"
    if score > settings().names.another_letter_score and _another(a, b, alike=score == 1.0):
        score, why = settings().names.another_letter_score, "another letter"
    if score < settings().names.slip_score and _slip(_plain(a), _plain(b)):
        score, why = settings().names.slip_score, "one letter too many"
    share = settings().names.inflected_share
    if score < share:
        for x, y, codes in _nearer(a, b, mine_in, theirs_in):
            found = sounds_alike(x, y, max(score, floor, STEM) / share, codes) * share
            if found > score and not _another(x, y, alike=True):
                score, why = found, INFLECTED
    return TokenMatch(a, b, round(score, 4), why)


def _another(a: str, b: str, *, alike: bool) -> bool:
    """Whether the spelling of two words of one script shows two names; `alike`, if they may sound the same."""
    if a[:1].isascii() != b[:1].isascii():
        return False
    return another_ending(_plain(a), _plain(b)) or (not alike and another_letter(_plain(a), _plain(b)))


def _slip(a: str, b: str) -> bool:
    """Whether one word is the other with one letter more, neither at its beginning nor at its end."""
    long, short = (a, b) if len(a) > len(b) else (b, a)
    if len(long) < settings().names.slip_letters or len(long) != len(short) + 1:
        return False
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    return 0 < at < len(short) and long[at + 1 :] == short[at:]


def _initial(a: str, b: str) -> float | None:
    """The score of an initial and a word, or of two initials; None where neither is one."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) != 1 or not short.isupper():
        return None
    openings = {form[:1] for row in given_rows(long) for form in _given_forms()[row]}
    openings |= {reading[:1] for reading in readings(long.lower())} | {_plain(long)[:1]}
    met = _plain(short)[:1] in openings or any(reading[:1] in openings for reading in readings(short.lower()))
    return settings().names.initial_score if met else 0.0


def _nearer(
    a: str, b: str, mine_in: frozenset[str] | None, theirs_in: frozenset[str] | None
) -> list[tuple[str, str, frozenset[str]]]:
    """The pairs in which a case ending taken off one word (which comes first) leaves fewer letters between the two,
    the fewest first, with the languages that have the ending."""
    mine, theirs = _plain(a), _plain(b)
    apart = Levenshtein.distance(mine, theirs)
    if 2 * apart > max(len(mine), len(theirs)) + 4:
        return []
    found = []
    for word, other, plain, allowed in ((a, b, theirs, mine_in), (b, a, mine, theirs_in)):
        for base in bases(word.lower()):
            codes = base.codes if allowed is None else base.codes & allowed
            if codes and (distance := Levenshtein.distance(_plain(base.form), plain)) <= apart:
                found.append((distance, base.form, other, sorted(codes)))
    return [(x, y, frozenset(codes)) for _, x, y, codes in sorted(found)[:MOST_NEARER]]


# --- data -----------------------------------------------------------------------------------------------


def _data(name: str) -> dict[str, dict[str, list[str]]]:
    text = (files("whence.languages") / "data" / name).read_text("utf-8")
    return {key: table for key, table in tomllib.loads(text).items() if isinstance(table, dict)}


@cache
def _feminine_endings() -> tuple[str, ...]:
    from whence.languages.pack import codes, part

    endings = {ending for code in codes() for ending in part(code, "names").feminine_endings}
    return tuple(sorted(endings, key=lambda e: (-len(e), e)))


@cache
def _demonyms() -> tuple[WordMap[str], ...]:
    from whence.languages.pack import codes, part

    return tuple(word_map(part(code, "demonyms")) for code in codes())


@cache
def _any_demonym() -> WordMap[str]:
    """Those of all languages together: most words are none in any, which one look-up tells."""
    from whence.languages.pack import codes, part

    tables = (part(code, "demonyms") for code in codes())
    return WordMap((form, key) for table in tables for key, forms in table.items() for form in forms)


@cache
def _generic() -> frozenset[str]:
    return frozenset(_data("given_names.toml")["generic"]["words"])


@cache
def _given_forms() -> dict[str, list[str]]:
    return _data("given_names.toml")["equivalents"]


@cache
def _given_index() -> dict[str, frozenset[str]]:
    index: dict[str, set[str]] = {}
    for row, forms in _given_forms().items():
        for form in forms:
            for key in _row_keys(form):
                index.setdefault(key, set()).add(row)
    return {key: frozenset(rows) for key, rows in index.items()}


def _row_keys(form: str) -> Iterable[str]:
    return (form, *readings(form))


@lru_cache(maxsize=50_000)
def _given_row(word: str) -> frozenset[str] | None:
    """The rows of the given-name table that a word may belong to, or None."""
    index = _given_index()
    low = word.lower()
    if (rows := index.get(_plain(low))) is not None:
        return rows
    found: set[str] = set()
    for reading in readings(low):
        found |= index.get(reading, frozenset())
    return frozenset(found) or None

"""What a single word tells of the mention that holds it, remembered by word: its own form, and what it is a form of."""

from functools import cache, lru_cache

from whence.extract.lexicon import Lexicon, Noun
from whence.extract.spans import Shape
from whence.languages.declension import Declensions
from whence.languages.territories import territories
from whence.languages.words import MOST_REMEMBERED

LONGEST_CASE_ENDING = 4
MARKS = '„“”«»"‚‘'


@lru_cache(maxsize=MOST_REMEMBERED)
def without_genitive(name: str) -> str:
    """A name without quotation marks, with them what stands before: laikraštis „Uosto žinios“, and without the
    possessive ending that languages may put on it."""
    bare = name.strip(MARKS + " ")
    opening = next((k for k, letter in enumerate(bare) if letter in MARKS), None)
    if opening is not None and name[-1] in MARKS and not set(MARKS) & set(bare[opening + 1 :]):
        bare = bare[opening + 1 :]
    name = bare
    for ending in ("'s", "’s", ":s", "'", "’"):
        if name.endswith(ending):
            return name[: -len(ending)]
    letters, colon, ending = name.rpartition(":")
    if colon and letters[-1:].isupper() and ending.islower() and len(ending) <= LONGEST_CASE_ENDING:
        return letters  # "STT:lle", "KRP:n": the case of letters stands behind a colon
    return name


class Naming(Shape, frozen=True):
    """One word, lower case."""

    noun: Noun | None
    """The noun whose genitive or plural in -s it is, for a word that has no entry of its own."""
    demonym: str | None
    """The territory of an adjective or an inhabitant: "swedish", "swede"."""
    territory: str | None
    """The territory that it names, in whatever case."""
    opens: str | None
    """Without its genitive, where a territory's name of two words may begin with it."""
    media: bool
    """Whether an outlet's name may hold it: "post", "kurier"."""


_SILENT = Naming(None, None, None, None, media=False)


class NamingWords(dict[str, Naming | None]):
    """From a word to what it tells, None where that is nothing."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._territories = territories(lexicon.pack.cldr)
        names = lexicon.pack.names
        self._cases = Declensions([names.declensions, names.surname_declensions])
        self._openers = {name.split(" ")[0] for name in self._territories if " " in name}

    def __missing__(self, low: str) -> Naming | None:
        lexicon, bare = self._lexicon, without_genitive(low)
        noun = None
        if low.endswith("s"):
            noun = lexicon.nouns.word(bare) or lexicon.nouns.word(low[:-1])
        made = Naming(
            noun,
            lexicon.demonyms.word(low),
            self._territory(low, bare),
            bare if bare in self._openers else None,
            media=bool(lexicon.media_heads.word(bare)),
        )
        found = None if made == _SILENT else made
        if len(self) < MOST_REMEMBERED:
            self[low] = found
        return found

    def _territory(self, low: str, bare: str) -> str | None:
        """The territory that a word names, in whatever case: "prezydent Norwegii Karol Wolski"."""
        forms = (bare, bare.removesuffix("s"), *self._cases.nominatives(low))
        return next((self._territories[form] for form in forms if form in self._territories), None)

    def two(self, opener: str, low: str) -> str | None:
        """The territory named by two words."""
        return self._territories.get(f"{opener} {low}")


@cache
def naming_words(lexicon: Lexicon) -> NamingWords:
    """The words of a language that tell something of a mention."""
    return NamingWords(lexicon)


@cache
def agency_heads(lexicon: Lexicon) -> frozenset[str]:
    """The nouns that make a news agency with what follows them ("agence | de presse"): with a name right behind them
    they are one too, alone they may be any office."""
    forms = lexicon.pack.sources.media.get("news_agency", ())
    return frozenset(form.split()[0] for form in forms if " " in form)

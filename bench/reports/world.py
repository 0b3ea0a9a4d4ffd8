"""The invented world: people, places, agencies and outlets, each by a number, spelt as each language spells them.

Everything follows from the number, so nothing is stored: person 7 is the same in every story and every language. The
lower the number, the more often somebody is named (`hot`): one report in twenty speaks of the first.
"""

import re
from functools import lru_cache
from random import Random
from typing import NamedTuple

PEOPLE = 200_000
PLACES = 20_000
OUTLETS = 400
"""Outlets of each language."""

_MEN = (
    "Otto", "Anton", "Viktor", "Emil", "Marek", "Jonas", "Leon", "Bruno", "Tomas", "Adrian",
    "Kasper", "Mirko", "Oskar", "Felix", "Ruben", "Stefan", "Arvid", "Boris", "Damian", "Edgar",
    "Gustav", "Igor", "Konrad", "Lukas",
)  # fmt: skip
_WOMEN = (
    "Ada", "Berta", "Clara", "Dora", "Elsa", "Flora", "Greta", "Helena", "Irma", "Julia", "Karla",
    "Lena", "Marta", "Nina", "Olga", "Petra", "Rita", "Sonia", "Thea", "Ulla", "Vera", "Wanda",
    "Silvia", "Alma",
)  # fmt: skip
_WEST = (
    ("Brel", "Mar", "Thor", "Quil", "Gran", "Fol", "Hals", "Lind", "Net", "Pol", "Rast", "Sel",
    "Tor", "Ulv", "Varn", "Dol", "Kerm", "Bos", "Crad", "Edv", "Fens", "Grub", "Hock", "Ives",
    "Jarl", "Krop", "Lom", "Moss", "Norl", "Orm"), ("a", "e", "i", "o", "u", "an", "er", "in", "ol",
    "ar", "en", "il", "om", "us", "ad", "el", "ir", "ot", "un", "as"), ("vik", "dal", "sen", "berg",
    "stad", "mann", "ton", "ley", "rup", "feld", "holt", "by", "ström", "gard", "nes", "lund",
    "worth", "bach", "ham", "den", "quist", "ster", "more", "land", "hoff", "ville", "sey", "dorn",
    "ing", "mark"),
)  # fmt: skip
_EAST = (
    ("Or", "Shel", "Zhar", "Che", "Bor", "Dub", "Kov", "Mel", "Pet", "Rud", "Sav", "Ter", "Vol",
    "Yan", "Zel", "Gri", "Lov", "Nov", "Tish", "Kash", "Bach", "Vash", "Mush", "Pash", "Rozh",
    "Buzh", "Luch", "Koch", "Mach", "Drozh"), ("a", "e", "i", "o", "u", "an", "ar", "en", "il",
    "ov", "ush", "ak", "in", "ol", "od", "ik", "or", "um", "at", "esh"), ("ov", "enko", "chuk",
    "sky", "in", "ich", "ak", "yan", "evich", "uk", "an", "iev", "ko", "ets", "ar", "iuk", "as",
    "aitis", "onis", "ul", "escu", "idze", "adze", "ai", "oy", "ash", "eka", "ina", "ura", "yk"),
)  # fmt: skip
_TOWNS = (
    ("Rud", "Sker", "Brod", "Vand", "Hol", "Kest", "Lam", "Mor", "Nev", "Pel", "Quar", "Ros",
    "Stav", "Tul", "Halm", "Vesk", "Wol", "Yar", "Zad", "Gor", "Fel", "Dres", "Crom", "Blek", "Galv",
    "Trin", "Sorn", "Hask", "Jul", "Dokr"), ("o", "a", "e", "u", "i", "or", "an", "el", "in", "ov",
    "ar", "en", "ul", "is", "at", "om", "es", "il", "un", "ad"), ("va", "sk", "dorf", "by", "grad",
    "mouth", "vik", "rath", "no", "mar", "dia", "gol", "sund", "tal", "bor", "nitsa", "ria", "tun",
    "bruk", "heim", "ford", "nets", "lia", "stead", "kop", "lin", "rod", "gate", "pol", "var",
    "las", "mi", "tof", "dam"),
)  # fmt: skip
AGENCIES = ("Norpress", "Baltra", "Interlom", "Vestkrin", "Agrapol", "Telumar", "Osprina", "Kontrel")

_LETTERS = {
    "shch": "щ", "sky": "ский", "oy": "ой", "ey": "ей", "ay": "ай", "ju": "ю", "ia": "ия", "th":
    "т", "qu": "кв", "sh": "ш", "zh": "ж", "ch": "ч", "ts": "ц", "kh": "х", "ya": "я", "yu": "ю",
    "ck": "к", "ö": "ё", "a": "а", "b": "б", "c": "к", "d": "д", "e": "е", "f": "ф", "g": "г", "h":
    "х", "i": "и", "j": "й", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к",
    "r": "р", "s": "с", "t": "т", "u": "у", "v": "в", "w": "в", "x": "кс", "y": "ы", "z": "з",
}  # fmt: skip
_CYRILLIC = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)))


class Spelling(NamedTuple):
    """How a language writes foreign names: letters in place of letters, or another script."""

    respell: tuple[tuple[str, str], ...] = ()
    cyrillic: bool = False


def hot(random: Random, count: int, level: int) -> int:
    """A number below `count`, each about as often as one over its rank; a higher `level` flattens the head."""
    return int(level * ((count + level) / level) ** random.random()) - level


def person(number: int) -> tuple[str, str]:
    """The given name and the surname, in neutral Latin letters. Even numbers are men."""
    pick = Random(number * 2_654_435_761 + 17)
    first = pick.choice(_WOMEN if number % 2 else _MEN)
    return first, "".join(pick.choice(part) for part in (_EAST if eastern(number) else _WEST))


def eastern(number: int) -> bool:
    """Whether a person's name is respelt from language to language."""
    return number % 5 < 2


def is_woman(number: int) -> bool:
    """Whether the person is a woman: nouns for what she does follow that in some languages."""
    return number % 2 == 1


def place(number: int) -> str:
    """The name of a town, in neutral Latin letters; different for different numbers."""
    first, rest = number % len(_TOWNS[0]), number // len(_TOWNS[0])
    middle, last = rest % len(_TOWNS[1]), rest // len(_TOWNS[1])
    return _TOWNS[0][first] + _TOWNS[1][middle] + _TOWNS[2][last % len(_TOWNS[2])]


def spell(name: str, spelling: Spelling, *, respelt: bool) -> str:
    """A name in a language's letters; `respelt` names (of another script at home) are written by its sounds."""
    if spelling.cyrillic:
        return " ".join(_in_cyrillic(word) for word in name.split(" "))
    if not respelt:
        return name
    low = name.lower()
    if not spelling.respell:
        return name
    table = dict(spelling.respell)
    low = re.sub("|".join(map(re.escape, table)), lambda found: table[found.group()], low)
    return " ".join(word[:1].upper() + word[1:] for word in low.split(" "))


@lru_cache(maxsize=4_096)
def _in_cyrillic(word: str) -> str:
    written = _CYRILLIC.sub(lambda found: _LETTERS[found.group()], word.lower())
    return written[:1].upper() + written[1:]

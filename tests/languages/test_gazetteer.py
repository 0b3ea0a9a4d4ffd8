"""Places by name: spellings, genitives, and what only looks like a place."""

import hashlib
import tomllib
from importlib.resources import files

import pytest

from whence.languages.gazetteer import find_places
from whence.languages.tokens import Tokens


def places(code: str, text: str) -> list[tuple[str, str]]:
    tokens = Tokens(text)
    return [(tokens.slice(m.first, m.last), m.name) for m in find_places(tokens, code)]


UNSEEN = [
    ("en", "He left Wizebsk for Vitebsk.", [("Wizebsk", "Vitebsk"), ("Vitebsk", "Vitebsk")]),
    ("en", "Kyiv's mayor met Estonia's envoy.", [("Kyiv's", "Kyiv"), ("Estonia's", "Estonia")]),
    ("en", "A fire broke out in New York.", [("New York", "New York City")]),
    ("en", "Voters in West Virginia were calm.", [("West Virginia", "West Virginia")]),
    ("en", "The U.S. and the UK agreed.", [("U.S.", "United States"), ("UK", "United Kingdom")]),
    ("en", "The ship left St. Petersburg.", [("St. Petersburg", "Saint Petersburg")]),
    ("en", "They flew from Copenhagen to Riga.", [("Copenhagen", "Copenhagen"), ("Riga", "Riga")]),
    ("en", "Sarajevo is in Bosnia.", [("Sarajevo", "Sarajevo"), ("Bosnia", "Bosnia and Herzegovina")]),
    ("da", "Minsks borgmester rejste til Tjernihiv.", [("Minsks", "Minsk"), ("Tjernihiv", "Chernihiv")]),
    ("da", "Hviderusland grænser op til Litauen.", [("Hviderusland", "Belarus"), ("Litauen", "Lithuania")]),
    ("da", "Møder i Bruxelles og Warszawa.", [("Bruxelles", "Brussels"), ("Warszawa", "Warsaw")]),
    ("da", "Ukraines hær stod ved Kharkiv.", [("Ukraines", "Ukraine"), ("Kharkiv", "Kharkiv")]),
    ("da", "Toget til Aarhus var forsinket.", [("Aarhus", "Århus")]),
    ("da", "Belarus' hovedstad er Minsk.", [("Belarus", "Belarus"), ("Minsk", "Minsk")]),
    ("nb", "Hviterussland varslet Polen.", [("Hviterussland", "Belarus"), ("Polen", "Poland")]),
    ("nb", "Uroen i Brest-oblast vokste.", [("Brest-oblast", "Brest")]),
    ("nb", "Skipet gikk fra Bergen til Tromsø.", [("Bergen", "Bergen"), ("Tromsø", "Tromsø")]),
    ("nb", "Kiev og Moskva svarte ikke.", [("Kiev", "Kyiv"), ("Moskva", "Moscow")]),
    ("nb", "Storbritannia stengte grensen.", [("Storbritannia", "United Kingdom")]),
    ("sv", "Ryssland hotade Finland.", [("Ryssland", "Russia"), ("Finland", "Finland")]),
    ("sv", "Han bor i Göteborg.", [("Göteborg", "Gothenburg")]),
    ("sv", "Köpenhamns hamn är stängd.", [("Köpenhamns", "Copenhagen")]),
    ("sv", "Vitryssland och Tjeckien enades.", [("Vitryssland", "Belarus"), ("Tjeckien", "Czechia")]),
    ("sv", "Bron i Mariupol föll.", [("Mariupol", "Mariupol")]),
    ("de", "Kiew und Moskau schweigen.", [("Kiew", "Kyiv"), ("Moskau", "Moscow")]),
    ("de", "Weißrussland schloss die Grenze.", [("Weißrussland", "Belarus")]),
    ("de", "Er fuhr nach Essen und aß.", [("Essen", "Essen")]),
    ("de", "Züge aus Warschau nach Wien.", [("Warschau", "Warsaw"), ("Wien", "Vienna")]),
    ("de", "Charkiws Bahnhof brannte.", [("Charkiws", "Kharkiv")]),
    ("de", "Die Tschechische Republik zögert.", [("Tschechische Republik", "Czechia")]),
    ("de", "Deutschlands Nachbar Dänemark.", [("Deutschlands", "Germany"), ("Dänemark", "Denmark")]),
    ("en", "Planes land in Matjulisjtji.", [("Matjulisjtji", "Machulishchy")]),
    ("nb", "Kampene ved Asipowitschy og Bachmut.", [("Asipowitschy", "Osipovichi"), ("Bachmut", "Bakhmut")]),
    ("en", "The mayor of Kyïv spoke.", [("Kyïv", "Kyiv")]),
    ("en", "Bratislava was calm.", [("Bratislava", "Bratislava")]),
    ("de", "Der Zug aus Lwiw hielt in Odessa.", [("Lwiw", "Lviv"), ("Odessa", "Odesa")]),
]


@pytest.mark.parametrize(("code", "text", "expected"), UNSEEN)
def test_names_of_our_own_choice(code: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert places(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Most of them came. Nice people, and the Reading was good."),
        ("en", "Us? They told us so."),
        ("en", "Peter London wrote it, and London is still read."),
        ("en", "The White House said that Google would pay."),
        ("da", "Den man finder, har en have. Over for os stod han."),
        ("nb", "Men da han kom, var det for sent."),
        ("sv", "Många var där, och Sala eller inte, de sala."),
        ("de", "Das Essen war gut, die Halle voll, und der Hof leer."),
        ("en", "belarus and minsk in lower case"),
    ],
)
def test_what_is_no_place(code: str, text: str) -> None:
    assert places(code, text) == []


def test_ids_and_countries() -> None:
    (town, country) = find_places(Tokens("Minsk is in Belarus."), "en")
    assert (town.id, town.country) == ("geonames:625144", "BY")
    assert (country.id, country.country) == ("territory:BY", "BY")


def test_the_more_populous_place_has_the_name() -> None:
    assert [m.country for m in find_places(Tokens("He lives in Paris, not in Birmingham."), "en")] == [
        "FR",
        "GB",
    ]


def test_a_locale_without_a_pack_is_read_by_its_territories() -> None:
    assert places("fi", "Hän lensi Saksaan, ja Saksa vastasi.") == [("Saksa", "Germany")]


def test_the_file_is_the_one_of_its_manifest() -> None:
    data = files("whence.languages") / "data"
    manifest = tomllib.loads((data / "gazetteer.toml").read_text("utf-8"))
    built = (data / "gazetteer.gz").read_bytes()
    assert hashlib.sha256(built).hexdigest() == manifest["sha256"]
    assert len(built) <= 600 * 1024
    assert "CC BY 4.0" in manifest["source"]


def test_odd_input_is_survived() -> None:
    for text in ("", "A", "St.", "New", "New " * 3000, "-", "'S", "É" * 500):
        assert isinstance(find_places(Tokens(text), "en"), list)

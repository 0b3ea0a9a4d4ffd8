"""Where a title ends and the name begins, also with given names that no list holds; who gave what is told."""

import pytest
from tests.extract.said import only, read


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("nl", "De weg is dicht, zegt minister van Binnenlandse Zaken Zlat Mirek Orvan.", "Zlat Mirek Orvan"),
        ("nl", "Minister van Volksgezondheid Zlata Orvan zegt dat ze schrok.", "Zlata Orvan"),
        ("es", "La ministra de Asuntos Exteriores Zlata Orvan dijo que el muelle cedió.", "Zlata Orvan"),
        ("es", "El ministro de Defensa Tadjo Orvan dijo que el muelle cedió.", "Tadjo Orvan"),
        (
            "es",
            "El vicepresidente del parlamento Tadjo Orvan dijo que el muelle cedió.",
            "Tadjo Orvan",
        ),
        ("it", "Il ministro della Difesa Zlato Orvan ha detto che il molo è chiuso.", "Zlato Orvan"),
        ("en", "Minister of Defence Zlato Orvan said the pier had sunk.", "Zlato Orvan"),
        ("en", "U.S. Defence Department spokesman Zlato Orvan said the pier had sunk.", "Zlato Orvan"),
        ("en", "President-elect Zlato Orvan said the pier had sunk.", "Zlato Orvan"),
        ("pl", "Wcześniej szef KRP Zlat Orwan powiedział, że molo zamknięto.", "Zlat Orwan"),
        ("de", '"Die Mole ist alt", sagte der zuständige Ermittler Orvan.', "Orvan"),
    ],
)
def test_a_name_behind_a_title_is_the_bearers(language: str, text: str, name: str) -> None:
    assert only(text, language=language).chain[0].name == name


def test_a_portfolio_alone_is_no_name() -> None:
    found = only("La ministra de Transición Ecológica dijo que el muelle cedió.", language="es")
    assert found.chain[0].name.startswith("unnamed: ministra")


def test_a_portfolio_is_no_part_of_the_name_that_a_surname_finds() -> None:
    text = "Dat zei minister van Binnenlandse Zaken Zlat Orvan. Volgens Orvan is de weg dicht."
    assert read(text, language="nl")[-1].chain[0].name == "Zlat Orvan"


def test_the_cue_before_a_title_is_no_part_of_the_name() -> None:
    text = 'Die Mole sank nach Angaben von Präsident Zlat Orvan am Abend. "Sie war alt", sagte Orvan.'
    assert {one.chain[0].name for one in read(text, language="de")} == {"Zlat Orvan"}


@pytest.mark.parametrize(
    ("language", "text", "exact"),
    [
        ("en", "According to information provided by the police, the pier sank.", "the police"),
        ("es", "Según la información facilitada por la policía, el muelle era viejo.", "la policía"),
        ("it", "Secondo le informazioni fornite dalla polizia, il molo è chiuso.", "polizia"),
        ("pl", "Według informacji przekazanych przez policję, molo zamknięto.", "policję"),
    ],
)
def test_who_gave_the_information_is_its_source(language: str, text: str, exact: str) -> None:
    assert only(text, language=language).chain[0].exact == exact


def test_who_obtained_a_paper_did_not_write_it() -> None:
    found = only("The pier sank, according to a copy of the letter obtained by the Harbour Post.")
    assert found.chain[0].name == "unnamed: copy"


def test_the_case_of_letters_stands_behind_a_colon() -> None:
    found = only("Laituri upposi, kertoo STT:lle poliisi.", language="fi")
    assert [voice.name for voice in found.chain][1:] == ["STT"]


def test_when_something_was_said_is_nobody() -> None:
    text = "Am Mittwoch hieß es, die Mole sei am Dienstag gesunken."
    assert only(text, language="de").chain[0].name == "unnamed: unstated"


def test_a_pronoun_that_stands_for_nobody_named_is_no_name() -> None:
    """ "who" and "its" tell of nobody."""
    assert only("According to him, officers boarded a ship.").chain[0].name == "unnamed: unstated"


def test_who_was_asked_is_the_speaker_before() -> None:
    text = "Premier Adam Orwan był w porcie. Pytany o molo odparł, że jest stare."
    assert only(text, language="pl").chain[0].name == "Adam Orwan"


def test_the_media_of_a_country_are_no_outlet_by_name() -> None:
    found = only("По сообщениям польских СМИ, мол затонул.", language="ru")
    assert found.chain[0].name == "unnamed: польских СМИ"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Президент Иван Орванов приехал. «Надо ждать», — сказал глава государства."),
        ("uk", "Президент Іван Орванко приїхав. «Треба чекати», — сказав глава держави."),
    ],
)
def test_the_head_of_state_is_the_president(language: str, text: str) -> None:
    assert only(text, language=language).chain[0].name.startswith(("Иван Орванов", "Іван Орванко"))


@pytest.mark.parametrize(
    "text",
    [
        "The navy shot down a drone and it fell into the sea.",
        "The officials spoke on condition of anonymity because the talks are secret.",
    ],
)
def test_nothing_is_said(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The strike killed two people, spokesman Zlato Orvan said in a statement.",
        "A storm wrecked the pier and sank two boats in Tarn, Zlato Orvan said at a news conference on Monday.",
    ],
)
def test_where_it_was_said_may_stand_behind_it(text: str) -> None:
    found = only(text)
    assert found.chain[0].name == "Zlato Orvan"
    assert found.rule == "inquit"


def test_what_opens_a_sentence_is_not_said_in_a_letter() -> None:
    assert read("A year later, she added in a letter to the council.") == []


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        (
            "According to the minister, the gunman chose his day after the vote that Ida Holk won, a friend of his.",
            "the minister",
        ),
        ("According to the media, the gunman, who was arrested at once, is a writer.", "the media"),
        ("According to Ida Holk, the mayor, the bridge is closed.", "Ida Holk, the mayor"),
    ],
)
def test_a_subject_behind_the_source_is_no_apposition(text: str, exact: str) -> None:
    assert only(text).chain[0].exact == exact


@pytest.mark.parametrize(
    "text",
    [
        "Les jours du maire, Luc Sorel, ne sont plus en danger, a déclaré, dimanche 4 mai à la presse, la "
        "ministre Zlata Orvan.",
        "Le pont est fermé, a déclaré, lundi, la ministre Zlata Orvan.",
    ],
)
def test_a_time_between_commas_stands_before_who_speaks(text: str) -> None:
    found = only(text, language="fr")
    assert found.chain[0].name == "Zlata Orvan"
    assert found.wording.startswith(("Les jours", "Le pont"))


def test_what_a_group_is_doing_is_no_part_of_its_name() -> None:
    text = "Swedish authorities investigating the fire said the pier was old. Authorities believe it fell."
    assert {one.chain[0].name for one in read(text)} == {"Swedish authorities"}

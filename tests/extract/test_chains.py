"""Chains: relays outward, alleged voices inward, anaphors for media; the origin is always one, and first."""

import pytest
from tests.extract.said import document, named, only, read, who, wordings

from whence.extract import extract

CITED = [
    ("en", "The weir has burst, the Lock Gazette writes, according to Northwire."),
    ("en", "The weir has burst, the Lock Gazette reports, citing Northwire."),
    ("da", "Slusen er bristet, skriver Slusebladet ifølge Nordpress."),
    ("nb", "Slusa har røket, skriver Slusebladet ifølge Nordpress."),
    ("sv", "Slussen har brustit, skriver Slussbladet enligt Nordpress."),
    ("de", "Die Schleuse ist geborsten, schreibt das Schleusenblatt unter Berufung auf Nordpress."),
]


@pytest.mark.parametrize(("language", "text"), CITED)
def test_who_is_cited_stands_behind_who_writes(language: str, text: str) -> None:
    statement = only(text, language=language)
    assert [voice.role for voice in statement.chain] == ["origin", "relay"]
    assert statement.chain[0].exact in ("Northwire", "Nordpress")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Slusen åbner i juni, siger Ida Holk ifølge nyhedsbureauet Nordpress."),
        ("nb", "Slusa åpner i juni, sier Ida Holk ifølge nyhetsbyrået Nordpress."),
        ("sv", "Slussen öppnar i juni, säger Ida Holk enligt nyhetsbyrån Nordpress."),
        ("de", "Die Schleuse öffnet im Juni, sagt Ida Holk laut der Nachrichtenagentur Nordpress."),
        ("en", "The weir opens in June, Ida Holk said, according to the news agency Nordpress."),
    ],
)
def test_a_person_is_the_origin_and_the_agency_a_relay(language: str, text: str) -> None:
    assert who(only(text, language=language)) == [("Ida Holk", "origin"), ("Nordpress", "relay")]


def test_the_outlet_that_somebody_spoke_to_is_a_relay() -> None:
    statement = only("Ida Holk told Radio Westland that the weir would open in June.")
    assert who(statement) == [("Ida Holk", "origin"), ("Radio Westland", "relay")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Borgmesteren siger til Kystposten, at slusen er lukket."),
        ("nb", "Ordføreren sier til Kystposten at slusa er stengt."),
        ("sv", "Borgmästaren säger till Kustposten att slussen är stängd."),
        ("de", "Die Bürgermeisterin sagte der Zeitung Sundbote, die Schleuse sei gesperrt."),
        ("en", "The mayor told the Harbour Post that the weir was shut."),
    ],
)
def test_whom_somebody_told_is_a_relay_in_each_language(language: str, text: str) -> None:
    chain = only(text, language=language).chain
    assert [voice.role for voice in chain] == ["origin", "relay"]
    assert chain[1].source_id.startswith("outlet:")


def test_the_newspaper_is_the_one_named_before() -> None:
    text = (
        "The weir has burst, writes the Lock Gazette. Ida Holk expects more rain, according to the newspaper."
    )
    first, second = read(text)
    assert first.chain[0].source_id == second.chain[-1].source_id
    assert second.chain[-1].exact == "the newspaper"
    assert [voice.role for voice in second.chain] == ["origin", "relay"]


def test_who_is_merely_said_to_have_said_it_is_alleged_and_no_relay() -> None:
    statement = only("The ministry says the rebels claim that 300 men have surrendered.")
    assert who(statement) == [("unnamed: ministry", "origin")]
    assert named(statement.alleged) == ["unnamed: rebels"]
    assert statement.wording == "the rebels claim that 300 men have surrendered"


def test_alleged_voices_of_two_depths_are_innermost_last() -> None:
    statement = only(
        "The ministry says the rebels claim that the mayor has admitted that the weir was mined."
    )
    assert len(statement.chain) == 1
    assert [voice.exact for voice in statement.alleged] == ["the rebels", "the mayor"]


def test_the_publisher_is_last_where_the_outlet_is_known() -> None:
    statements, _ = extract(document("Ida Holk said the weir was shut.", outlet="Lock Gazette"))
    statement = next(one for one in statements if one.attributed)
    assert who(statement) == [("Ida Holk", "origin"), ("Lock Gazette", "publisher")]
    assert statement.chain[-1].start is None
    assert statement.chain[-1].exact == ""


def test_a_report_of_unknown_outlet_has_no_publisher() -> None:
    assert who(only("Ida Holk said the weir was shut.")) == [("Ida Holk", "origin")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The weir is shut. That is according to the harbour office."),
        ("da", "Slusen er lukket. Det skriver Slusebladet."),
        ("nb", "Slusa er stengt. Det skriver Slusebladet."),
        ("sv", "Slussen är stängd. Det skriver Slussbladet."),
        ("de", "Die Schleuse ist gesperrt. Das berichtet das Schleusenblatt."),
    ],
)
def test_that_is_according_to_points_to_the_sentence_before(language: str, text: str) -> None:
    statement = only(text, language=language)
    assert statement.rule == "anaphor"
    assert statement.content[0].start == 0
    assert statement.cue is not None
    assert statement.content[0].end < statement.cue.start


def test_a_quote_that_goes_on_keeps_its_relay() -> None:
    text = '"We waited," Ida Holk told Radio Westland. "Nobody came."'
    first, second = read(text)
    assert wordings([first, second]) == ["We waited", "Nobody came"]
    assert who(first) == who(second)


def test_relays_are_in_the_order_of_transmission() -> None:
    statement = only("The weir has burst, Ida Holk told Northwire, according to the Lock Gazette.")
    assert named(statement.chain) == ["Ida Holk", "Northwire", "Lock Gazette"]


def test_an_outlet_before_a_speaker_is_a_relay() -> None:
    statement = only("According to the Lock Gazette, Ida Holk said that the weir had burst.")
    assert who(statement) == [("Ida Holk", "origin"), ("Lock Gazette", "relay")]


@pytest.mark.parametrize(
    "text",
    [
        "Two ministers have resigned, Northwire quoted a diplomat as saying.",
        "Two ministers have resigned, Northwire reported, citing a diplomat.",
        "Two ministers have resigned, according to a diplomat quoted by Northwire.",
    ],
)
def test_whom_an_agency_quotes_is_the_origin(text: str) -> None:
    statement = only(text)
    assert statement.wording == "Two ministers have resigned"
    assert who(statement)[0] == ("unnamed: diplomat", "origin")


def test_who_is_quoted_by_an_agency_is_the_origin() -> None:
    statement = only("Ida Holk was quoted by Northwire as saying that the weir would hold.")
    assert who(statement) == [("Ida Holk", "origin"), ("Northwire", "relay")]


def test_the_outlet_of_an_interview_is_a_relay() -> None:
    statement = only("In an interview with the Harbour Post, Ida Holk said the weir would hold.")
    assert who(statement) == [("Ida Holk", "origin"), ("Harbour Post", "relay")]


def test_nobody_is_alleged_by_himself() -> None:
    assert only("Ida Holk said she did not know whether the weir had burst.").alleged == ()

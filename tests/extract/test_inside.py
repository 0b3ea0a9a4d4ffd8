"""What a statement holds: figures, times with their roles, places, actors, concepts, events."""

import pytest
from tests.extract.said import only

BULLETIN = (
    "The Latvian General Staff said on 3 March 2024 that 1,200 soldiers would be sent to Vilnius "
    "by 30 June 2024."
)


def test_a_bulletin_holds_its_figure_its_deadline_and_its_place() -> None:
    statement = only(BULLETIN)
    (figure,) = statement.figures
    assert (figure.low, figure.high, figure.unit, figure.exact) == (1200, 1200, "soldier", "1,200")
    (time,) = statement.times
    assert (time.edtf, time.role, time.granularity) == ("2024-06-30", "deadline", "day")
    (place,) = statement.places
    assert (place.name, place.country) == ("Vilnius", "LT")


def test_what_stands_outside_the_content_is_not_inside() -> None:
    assert "2024-03-03" not in [time.edtf for time in only(BULLETIN).times], "the day it was said"


@pytest.mark.parametrize(
    ("words", "low", "high", "approximator"),
    [
        ("40 tanks were", 40, 40, None),
        ("more than 40 tanks were", 40, None, "more_than"),
        ("at least 40 tanks were", 40, None, "at_least"),
        ("at most 40 tanks were", None, 40, "at_most"),
        ("about 40 tanks were", 40, 40, "about"),
        ("between 40 and 50 tanks were", 40, 50, "range"),
    ],
)
def test_figures_have_inclusive_bounds(
    words: str, low: float | None, high: float | None, approximator: str | None
) -> None:
    (figure,) = only(f"Ida Holk said {words} destroyed.").figures
    assert (figure.low, figure.high, figure.approximator) == (low, high, approximator)


@pytest.mark.parametrize(
    ("language", "text", "edtf"),
    [
        ("en", "Ida Holk said the weir must be mended by 31 October 2024.", "2024-10-31"),
        ("da", "Ida Holk siger, at slusen skal være repareret senest den 31. oktober 2024.", "2024-10-31"),
        ("nb", "Ida Holk sier at slusa må være reparert innen 31. oktober 2024.", "2024-10-31"),
        ("sv", "Ida Holk säger att slussen måste lagas senast den 31 oktober 2024.", "2024-10-31"),
        ("de", "Ida Holk sagt, die Schleuse müsse bis zum 31. Oktober 2024 repariert sein.", "2024-10-31"),
    ],
)
def test_a_deadline_in_each_language(language: str, text: str, edtf: str) -> None:
    assert [(time.edtf, time.role) for time in only(text, language=language).times] == [(edtf, "deadline")]


def test_without_a_day_of_publication_the_year_stays_open() -> None:
    (time,) = only("Ida Holk said the weir must be mended by 31 October.").times
    assert (time.edtf, time.start, time.end) == ("XXXX-10-31", None, None)


def test_with_a_day_of_publication_the_year_is_resolved() -> None:
    (time,) = only("Ida Holk said the weir must be mended by 31 October.", published="2023-09-02").times
    assert (time.edtf, time.start, time.end) == ("2023-10-31", "2023-10-31", "2023-10-31")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ida Holk said 5,000 call-up papers would be printed."),
        ("da", "Ida Holk siger, at 5.000 indkaldelser vil blive trykt."),
        ("nb", "Ida Holk sier at 5.000 innkallinger vil bli trykt."),
        ("sv", "Ida Holk säger att 5.000 inkallelser ska tryckas."),
        ("de", "Ida Holk sagt, dass 5.000 Einberufungsbescheide gedruckt werden."),
    ],
)
def test_concepts_make_wordings_comparable_across_languages(language: str, text: str) -> None:
    statement = only(text, language=language)
    (figure,) = statement.figures
    assert (figure.low, figure.unit) == (5000, "summons")
    assert "printed" in [concept.id for concept in statement.concepts if concept.kind == "stage"]


def test_an_event_has_its_stage() -> None:
    printed = only("Ida Holk said 5,000 call-up papers would be printed.").event
    called = only("Ida Holk said 5,000 men had been mobilised.").event
    assert printed is not None
    assert called is not None
    assert printed.concept == called.concept == "mobilize"
    assert (printed.type, printed.mode) == (called.type, called.mode) == ("MOBILIZE", "troops")
    assert (printed.stage, called.stage) == ("printed", "called_up")


@pytest.mark.parametrize(
    ("words", "type", "mode"),
    [
        ("the island would be attacked", "ASSAULT", None),
        ("two missile batteries had been deployed", "MOBILIZE", "weapons"),
        ("riot police were being deployed", "MOBILIZE", "police"),
        ("the fleet had withdrawn", "RETREAT", "withdraw"),
        ("the mayor had resigned", "RETREAT", "resign"),
        ("six fishermen had been arrested", "COERCE", "arrest"),
        ("the talks would go on", "CONSULT", None),
        ("the treaty was ready", "AGREE", None),
        ("the port would cooperate", "COOPERATE", None),
        ("humanitarian convoys were on their way", "AID", None),
        ("the rebels had set an ultimatum", "REQUEST", None),
        ("the harbour master was accused of theft", "ACCUSE", None),
        ("the offer had been rejected", "REJECT", None),
        ("the pilots had threatened a walkout", "THREATEN", None),
        ("students had protested", "PROTEST", None),
        ("new sanctions were ready", "SANCTION", None),
        ("a concession was near", "CONCEDE", None),
        ("all parties had shown solidarity", "SUPPORT", None),
        ("a tender was open", None, None),
    ],
)
def test_an_event_has_its_plover_type(words: str, type: str | None, mode: str | None) -> None:
    event = only(f"Ida Holk said {words}.").event
    assert event is not None
    assert (event.type, event.mode) == (type, mode)


def test_persons_in_the_content_are_actors_not_voices() -> None:
    statement = only("Ida Holk said Karl Ottesen had left the country.")
    assert [actor.name for actor in statement.actors] == ["Karl Ottesen"]
    assert len(statement.chain) == 1


@pytest.mark.parametrize(
    ("words", "exact"),
    [
        ("For Karl Ottesen the bridge is safe", ["Karl Ottesen"]),
        ("For Ukraine, the bridge is safe", []),  # a place
        ("De Vries has crossed the bridge", ["De Vries"]),
    ],
)
def test_a_preposition_that_opens_a_sentence_is_no_part_of_a_name(words: str, exact: list[str]) -> None:
    assert [actor.exact for actor in only(f"“{words},” Ida Holk said.").actors] == exact


def test_times_and_places_are_no_actors() -> None:
    assert only(BULLETIN).actors == ()

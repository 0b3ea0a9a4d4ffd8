"""How many origins there really are: texts of our own, from words to counts."""

from collections.abc import Sequence
from datetime import date

from tests.link.build import report
from tests.link.linking import link

from whence.assess import assess
from whence.extract import extract
from whence.model import Claim, Document

SKIPPER = (
    "The ferry Lysandra ran aground off Tervik on Monday evening with 140 passengers on board, the harbour master "
    "Ada Brem said. "
    "Divers will look at the hull at first light. The crossing stays closed for the rest of the week."
)
FISHER = (
    "Auf der Insel war der Knall bis zur Kirche zu hören. Die Fähre Lysandra sei am Montagabend mit 140 Passagieren "
    "vor Tervik auf Grund gelaufen, sagte die Fischerin Greta Holm. Am Hafen warteten die Angehörigen bis Mitternacht."
)
KEEPER = (
    "Światła portu zgasły na godzinę. Prom Lysandra osiadł w poniedziałek wieczorem na mieliźnie koło Tervik ze 140 "
    "pasażerami, powiedział latarnik Otto Kwil. W remizie rozdano koce i herbatę."
)


def _claim(documents: Sequence[Document], words: str) -> Claim:
    """The claim of the statement whose content holds some words."""
    said = [one for document in documents for one in extract(document)[0]]
    graph, _ = link(documents, said)
    made, problems = assess(graph, documents, said, as_of=date(2031, 6, 1))
    assert not problems
    wanted = {one.id for one in said if one.attributed and words in one.wording}
    return next(claim for claim in made.claims if wanted & {one.id for one in claim.statements})


def test_three_who_saw_it_in_three_languages_are_three_origins() -> None:
    documents = [
        report("a", SKIPPER, outlet="Tervik Post", published="2031-05-05"),
        report("b", FISHER, language="de", outlet="Inselbote", published="2031-05-05"),
        report("c", KEEPER, language="pl", outlet="Kurier Sundu", published="2031-05-06"),
    ]
    claim = _claim(documents, "ran aground")
    assert len(claim.statements) == 3
    assert len(claim.origins) == 3


def test_one_agency_report_in_ten_copies_is_one_origin() -> None:
    documents = [report("a", SKIPPER, outlet="Norwood Wire", published="2031-05-05")]
    documents += [
        report(f"c{number}", SKIPPER, outlet=f"Varde Post {number}", published="2031-05-06")
        for number in range(9)
    ]
    claim = _claim(documents, "ran aground")
    assert len(claim.statements) == 10
    assert claim.origins == ("Ada Brem",)


def test_a_copy_with_a_voice_of_its_own_is_one_origin_more() -> None:
    own = (
        " Our reporter reached the lighthouse keeper. The ferry Lysandra ran aground off Tervik on Monday evening "
        "with 140 passengers, Otto Quill said."
    )
    documents = [
        report("a", SKIPPER, outlet="Norwood Wire", published="2031-05-05"),
        report("b", SKIPPER, outlet="Varde Post", published="2031-05-06"),
        report("c", SKIPPER + own, outlet="Sund Daily", published="2031-05-06"),
    ]
    claim = _claim(documents, "ran aground")
    assert set(claim.origins) == {"Ada Brem", "Otto Quill"}


def test_an_outlet_that_cites_two_gives_two_origins() -> None:
    both = (
        "The ferry Lysandra ran aground off Tervik on Monday evening with 140 passengers, the harbour master Ada "
        "Brem told Varde Post. Otto Quill said that the ferry Lysandra ran aground off Tervik with 140 passengers."
    )
    documents = [
        report("a", both, outlet="Varde Post", published="2031-05-05"),
        report("b", both, outlet="Sund Daily", published="2031-05-06"),
    ]
    claim = _claim(documents, "140 passengers")
    assert set(claim.origins) == {"Ada Brem", "Otto Quill"}


VARDE = (
    "The lock gate at Tervik gave way under 300 tonnes of ice on Sunday night, port officials told the Varde Post. "
    "Nobody was hurt. Barges wait at both ends of the canal."
)
TOLD = (
    "En la capital se habló de ello toda la mañana. La compuerta de Tervik cedió el domingo por la noche bajo 300 "
    "toneladas de hielo, informó el Varde Post, que cita a dos funcionarios del puerto. El consejo se reúne hoy."
)
WROTE = (
    "Der Verkehr wurde umgeleitet. Das Schleusentor in Tervik gab am Sonntagabend unter 300 Tonnen Eis nach, "
    "berichtete die Varde Post unter Berufung auf Kreise der Hafenbehörde. In der Schule blieb es kalt."
)
BARE = (
    "Buses were late and the market stayed empty. The lock gate at Tervik gave way under 300 tonnes of ice on Sunday, "
    "the Varde Post reported. Bakers gave away what they could not sell."
)
SEEN = (
    "A crowd had come to the bridge before dawn. “The gate at Tervik gave way on Sunday night, there were 300 tonnes "
    "of ice on it,” the skipper Ilma Rost told the Varde Post. She had moored there for the winter."
)


def _gate(*texts: tuple[str, str, str]) -> Claim:
    documents = [
        report(key, text, language=language, outlet=f"Outlet {key}", published="2031-03-10")
        for key, language, text in texts
    ]
    return _claim(documents, "gave way")


def test_what_one_paper_had_from_nameless_officials_is_one_origin() -> None:
    claim = _gate(("a", "en", VARDE), ("b", "es", TOLD), ("c", "de", WROTE), ("d", "en", BARE))
    assert len(claim.statements) == 4
    assert len(claim.origins) == 1


def test_somebody_with_a_name_is_an_origin_whoever_passed_it_on() -> None:
    claim = _gate(("a", "en", VARDE), ("b", "en", SEEN))
    assert "Ilma Rost" in claim.origins
    assert len(claim.origins) == 2


def test_two_nameless_voices_of_one_report_are_two() -> None:
    two = VARDE + " The lock gate at Tervik gave way under 300 tonnes of ice, rescuers told the Varde Post."
    claim = _gate(("a", "en", two), ("b", "en", BARE))
    assert len(claim.statements) == 3
    assert len(claim.origins) == 2

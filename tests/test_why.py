"""Why two things belong together or do not: what decided is told, and what was missing beside what it had to reach."""

from pathlib import Path

import pytest

import whence
from whence.explanation import Explanation
from whence.pipeline import Case
from whence.problems import RunAborted

HARBOUR = (
    "Old quay to close\n\n"
    "The old quay of Visholm will be closed on 12 May 2031, said harbour master Ida Holk.\n\n"
    "Some 4,200 passengers a week use the quay, she said.\n\n"
    "The crane was sold to a yard in Lenna, according to the Visholm Courier.\n\n"
    "Nobody has asked the fishermen, whose boats lie there since 1987.\n"
)
HAVN = (
    "Gammel kaj lukker\n\n"
    "Den gamle kaj i Visholm bliver lukket den 12. maj 2031, siger havnefoged Ida Holk.\n\n"
    "Omkring 4.200 passagerer om ugen bruger kajen, siger hun.\n\n"
    "Kranen blev solgt til et værft i Lenna ifølge Visholm Courier.\n\n"
    "Ingen har spurgt fiskerne, hvis både har ligget der siden 1987.\n"
)
DENIAL = (
    "Board\n\nThe quay of Visholm will not be closed on 12 May 2031, the board's chairman Rolf Emdal said.\n"
)
OTHER = "Weather\n\nIt will snow in Tarnik on Friday, said meteorologist Petra Zelnik.\n"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("why")
    reports = folder / "reports"
    reports.mkdir()
    texts = {
        "harbour": HARBOUR,
        "copy": HARBOUR + "Ferries go on.\n",
        "havn": HAVN,
        "denial": DENIAL,
        "other": OTHER,
    }
    for name, text in texts.items():
        (reports / f"{name}.txt").write_text(text, encoding="utf-8")
    case = whence.open_case(folder / "case")
    case.add([str(reports)])
    return case


def whys(found: Explanation) -> tuple[str, str]:
    """All that speaks for, and all that speaks against."""
    return " | ".join(one.why for one in found.for_), " | ".join(one.why for one in found.against)


def said(case: Case, report: str, words: str) -> str:
    return next(one.id for one in case.statements(case.document(report).id) if words in one.wording)


def test_a_translation_is_explained_by_its_sentences_side_by_side(case: Case) -> None:
    found = case.why("harbour.txt", "havn.txt")
    assert (found.outcome, found.judged) == ("translation", False)
    assert "in the same order" in whys(found)[0]
    assert found.against == ()
    assert all(measure.reached for measure in found.measures)
    row = next(row for row in found.beside if "4,200" in row.a[0].exact + row.b[0].exact)
    assert "kajen" in row.a[0].exact + row.b[0].exact
    assert any("4" in number for number in row.numbers)
    lenna = next(row for row in found.beside if "Lenna" in row.a[0].exact)
    assert any(name.startswith("Lenna") for name in lenna.names)
    assert lenna.words


def test_passages_of_sentences_are_those_of_the_documents(case: Case) -> None:
    found = case.why("havn.txt", "harbour.txt")
    texts = [case.document(thing.report).text for thing in (found.a, found.b)]
    for row in found.beside:
        for text, pieces in zip(texts, (row.a, row.b), strict=True):
            assert all(text[piece.start : piece.end] == piece.exact for piece in pieces)


def test_documents_without_an_edge_say_what_was_missing(case: Case) -> None:
    found = case.why("harbour.txt", "other.txt")
    assert (found.outcome, found.direction) == ("none", None)
    assert "never compared" in whys(found)[1] or "is needed" in whys(found)[1]
    assert [m for m in found.measures if not m.reached]


def test_one_claim_is_explained_by_what_the_statements_share(case: Case) -> None:
    found = case.why(said(case, "harbour.txt", "closed"), said(case, "havn.txt", "lukket"))
    assert found.outcome == "same claim"
    assert "the same time" in whys(found)[0]
    assert "never compared" not in whys(found)[1]


def test_a_denial_is_never_in_the_claim_and_says_so(case: Case) -> None:
    found = case.why(said(case, "harbour.txt", "closed"), said(case, "denial.txt", "closed"))
    assert found.outcome != "same claim"
    assert "one says yes, the other no" in whys(found)[1] or "one denies" in whys(found)[1]


def test_statements_that_share_nothing_were_never_compared(case: Case) -> None:
    found = case.why(said(case, "harbour.txt", "crane"), said(case, "other.txt", "snow"))
    assert found.outcome == "none"
    assert "never compared" in whys(found)[1]


def test_two_claims_are_explained_by_their_nearest_statements(case: Case) -> None:
    claims = {claim.gloss.wording: claim.id for claim in case.claims(as_of="2031-01-01")}
    snow = next(id_ for words, id_ in claims.items() if "snow" in words)
    closed = next(id_ for words, id_ in claims.items() if "closed" in words or "lukket" in words)
    found = case.why(snow[:8], closed)
    assert (found.a.kind, found.a.claim, found.b.claim) == ("statement", snow, closed)


def test_names_are_explained_by_their_words(case: Case) -> None:
    found = case.why("Ida Holk", "Petra Zelnik")
    assert found.outcome == "none"
    assert "they share no sound" in whys(found)[1]
    assert "is needed" in whys(found)[1]


@pytest.mark.parametrize(
    ("names", "code", "detail"),
    [
        (("harbour.txt", "Ida Holk"), "not_comparable", "the first is a document, the second a source"),
        (("harbour.txt", "harbour.txt"), "not_comparable", "both are one document"),
        (("harbour.txt", "nothing.txt"), "not_found", ""),
        (("", "harbour.txt"), "not_found", ""),
    ],
)
def test_what_cannot_be_explained_is_refused_with_the_reason(
    case: Case, names: tuple[str, str], code: str, detail: str
) -> None:
    with pytest.raises(RunAborted) as caught:
        case.why(*names)
    assert caught.value.problem.code == code
    assert detail in caught.value.problem.detail


def test_a_judgement_is_told_first_and_the_rest_stays(tmp_path: Path) -> None:
    for name, text in (("harbour", HARBOUR), ("havn", HAVN), ("other", OTHER)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    with whence.open_case(tmp_path / "case") as case:
        case.add([str(tmp_path / f"{name}.txt") for name in ("harbour", "havn", "other")])
        case.judge("different", ["harbour.txt", "havn.txt"], by="Ada Holt")
        found = case.why("harbour.txt", "havn.txt")
        assert found.judged
        assert "judged independent by Ada Holt" in whys(found)[1]
        assert found.beside
        case.judge("same", ["Ida Holk", "Petra Zelnik"], by="Ada Holt")
        found = case.why("Ida Holk", "Petra Zelnik")
        assert (found.outcome, found.judged) == ("same source", True)
        pair = [said(case, "harbour.txt", "crane"), said(case, "other.txt", "snow")]
        case.judge("same", pair, by="Ada Holt", why="a riddle")
        found = case.why(*pair)
        assert found.outcome == "same claim"
        assert "judged the same by Ada Holt" in found.for_[0].why
        third = said(case, "harbour.txt", "passengers")
        case.judge("same", [pair[1], third], by="Ada Holt")
        found = case.why(pair[0], third)
        assert [len(found.way), found.outcome] == [2, "same claim"]

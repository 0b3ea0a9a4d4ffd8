"""Offices, acronyms and bynames are somebody's only where a report tells so, and nobody's where two bear them."""

import pytest
from tests.link.build import report
from tests.link.linking import link

from whence.extract import extract
from whence.languages.callings import borne, called
from whence.link.explain.names import told
from whence.link.judgements.decided import NOTHING, Decisions
from whence.link.names.told import bearings, told_pairs
from whence.link.report import Report
from whence.model import Source

MAYOR = ("en", "2031-04-02", "Nordby mayor Lena Krag said that taxes would rise.")
ALONE = ("en", "2031-04-09", "The mayor of Nordby said that rents would fall.")


def _sources(*texts: tuple[str, str, str], decisions: Decisions = NOTHING) -> tuple[Source, ...]:
    """The sources of texts `(language, day, text)`, as extraction reads them."""
    documents = [
        report(f"r{at}", text, language=language, published=day)
        for at, (language, day, text) in enumerate(texts)
    ]
    statements = [one for document in documents for one in extract(document)[0]]
    return link(documents, statements, decisions)[0].sources


def _named(found: tuple[Source, ...], words: str) -> Source:
    return next(source for source in found if words in source.variants)


@pytest.mark.parametrize(
    ("language", "told", "alone", "name", "words"),
    [
        ("en", MAYOR[2], ALONE[2], "Lena Krag", "The mayor of Nordby"),
        (
            "en",
            "Anna Holm, the harbour master of Nordby, said that the port was full.",
            "The harbour master of Nordby said that the pier would close.",
            "Anna Holm",
            "The harbour master of Nordby",
        ),
        (
            "de",
            "Anna Holm, die Hafenmeisterin von Nordby, sagte, der Hafen sei voll.",
            "Die Hafenmeisterin von Nordby sagte, dass niemand ausfahre.",
            "Anna Holm",
            "Die Hafenmeisterin von Nordby",
        ),
        (
            "fr",
            "Anna Holm, la directrice du port de Nordby, a déclaré que le port était plein.",
            "La directrice du port de Nordby a annoncé que le bac partirait mardi.",
            "Anna Holm",
            "La directrice du port de Nordby",
        ),
        (
            "da",
            "Lena Krag, der er borgmester i Nordby, siger, at havnen er fuld.",
            "Borgmesteren i Nordby siger, at færgen sejler tirsdag.",
            "Lena Krag",
            "Borgmesteren i Nordby",
        ),
        (
            "en",
            "Belarusian strongman Oleg Baran said that taxes would rise.",
            "The Belarusian strongman said that prices would fall.",
            "Oleg Baran",
            "The Belarusian strongman",
        ),
        (
            "nb",
            "Tidevannsskolen (TVS) sier at planen er god.",
            "Tidevannsskolen mener at den er billig.",
            "Tidevannsskolen (TVS)",
            "Tidevannsskolen",
        ),
        (
            "en",
            "The Nordby Ferry Workers Union (NFWU) said it would strike.",
            "NFWU said the strike was over.",
            "NFWU",
            "The Nordby Ferry Workers Union (NFWU)",
        ),
    ],
)
def test_what_a_report_tells_merges_with_the_passage(
    language: str, told: str, alone: str, name: str, words: str
) -> None:
    source = _named(_sources((language, "2031-04-02", told), (language, "2031-04-05", alone)), words)
    assert name in source.variants
    assert source.name == name
    proof = next(one for one in source.evidence if one.kind in ("role", "alias"))
    assert "“" in proof.why
    apart = _sources((language, "2031-04-05", alone))
    assert (
        len([one for one in apart if words in one.variants and name in one.variants and words != name]) == 0
    )


def test_a_byname_stands_for_the_one_who_is_known_by_it() -> None:
    text = "Karl Brand, known as the Fox, said he would resign. The Fox said he was tired."
    (source,) = _sources(("en", "2031-04-02", text))
    assert (source.id, source.name) == ("name:karl brand", "Karl Brand")


@pytest.mark.parametrize(
    "other",
    [
        "Karl Brand, mayor of Nordby, said that nobody would pay.",
        "Nordby mayor Ada Krag said that nobody would pay.",
    ],
)
def test_two_holders_of_one_office_block(other: str) -> None:
    found = _sources(MAYOR, ("en", "2031-04-03", other), ALONE)
    assert _named(found, "The mayor of Nordby").kind == "unnamed"


def test_two_spellings_of_one_holder_do_not_block() -> None:
    found = _sources(MAYOR, ("en", "2031-04-03", "Nordby mayor L. Krag said that nobody would pay."), ALONE)
    assert "Lena Krag" in _named(found, "The mayor of Nordby").variants


@pytest.mark.parametrize(
    "told",
    [
        "Lena Krag and the mayor of Nordby said that taxes would rise.",
        "Lena Krag, a former mayor of Nordby, said that taxes would rise.",
        "Lena Krag, who is not the mayor of Nordby, said that taxes would rise.",
        "Lena Krag, spokeswoman for the mayor of Nordby, said that taxes would rise.",
        "Lena Krag said that taxes would rise. Karl Brand spoke for the mayor.",
    ],
)
def test_what_is_not_told_is_not_taken(told: str) -> None:
    found = _sources(("en", "2031-04-02", told), ALONE)
    assert _named(found, "The mayor of Nordby").kind == "unnamed"


def test_an_office_is_held_around_the_days_on_which_it_is_told() -> None:
    late = ("en", "2032-04-09", ALONE[2])
    assert _named(_sources(MAYOR, late), "The mayor of Nordby").kind == "unnamed"


@pytest.mark.parametrize(
    "words", ["The mayor said so", "a mayor of Nordby", "mayors of Nordby", "spokesman for Nordby", "she"]
)
def test_what_many_may_be_is_no_office(words: str) -> None:
    assert not [one for one in called(words, "en") if one.kind == "role"]


def test_an_acronym_is_made_of_the_words_before_it() -> None:
    kinds = {one.words for one in borne("the Institute of Tides (IT)", "Institute of Tides (IT)", "en")}
    assert {"IT", "Institute of Tides"} <= kinds
    assert not borne("Anna Holm (SV)", "Anna Holm (SV)", "en")
    assert not borne("the Institute of Tides (Nordby)", "Institute of Tides", "en")


def test_a_translation_tells_whose_an_office_is() -> None:
    one = "The plan costs 700 euros, said Ilkka Virta. The bridge opens on 4 May in Varde with 300 guests."
    other = "Planen koster 700 euro, sagde borgmesteren. Broen åbner den 4. maj i Varde med 300 gæster."
    source = _named(_sources(("en", "2031-04-02", one), ("da", "2031-04-02", other)), "unnamed: borgmesteren")
    assert source.name == "Ilkka Virta"
    assert [proof.kind for proof in source.evidence] == ["aligned in translation"]


def test_pairs_depend_on_no_order_and_not_on_other_keys() -> None:
    documents = [report(f"r{at}", text, published=day) for at, (_, day, text) in enumerate((MAYOR, ALONE))]
    rows = [row for document in documents for row in bearings(Report(document, extract(document)[0]))]
    (pair,) = told_pairs([row for row in rows if row.key == "office:en:mayor nordby"])
    assert pair.told
    assert told_pairs([row for row in reversed(rows) if row.key == "office:en:mayor nordby"]) == [pair]
    assert told_pairs([row for row in rows if not row.bears]) == []


def test_why_tells_who_else_bears_an_office() -> None:
    texts = (MAYOR, ("en", "2031-04-03", "Karl Brand, mayor of Nordby, said that nobody would pay."), ALONE)
    rows = [
        row
        for at, (language, day, text) in enumerate(texts)
        for document in [report(f"r{at}", text, language=language, published=day)]
        for row in bearings(Report(document, extract(document)[0]))
    ]
    asking = next(row.source for row in rows if not row.bears)
    (proof,) = told(asking, "name:lena krag", rows)
    assert "Nordby mayor Lena Krag" in proof.why
    assert "Karl Brand" in proof.why
    (proof,) = told(asking, "name:lena krag", [row for row in rows if "Brand" not in row.exact])
    assert "60 days" in proof.why

"""Two reports of which neither was made from the other: when they tell one claim, and when they only sound like it."""

import pytest
from tests.link.build import report, say, when
from tests.link.linking import link

from whence.link.report import Report
from whence.link.statements.evidence import Context, Table
from whence.link.statements.features import Features
from whence.link.statements.independent import independent
from whence.link.statements.senses import alike, alike_but_for
from whence.model import Document, Graph, Statement
from whence.settings import settings


def _together(graph: Graph, a: Statement, b: Statement) -> bool:
    return any({a.id, b.id} <= set(family.statements) for family in graph.families)


OTHER = {
    "a": "Tickets went on sale at noon. Children drew kites on the beach. A brass band played until the rain came.",
    "b": "Beekeepers met in a barn. Someone painted all benches green. The choir looked for two tenors again.",
    "c": "Old maps turned up in a cellar. Cyclists asked for lights. Her bakery sold nine hundred pretzels.",
}
"""What else the reports tell: without it each would be one sentence, and made from the other."""


def _told(name: str, words: str, who: str, *, language: str = "en", day: int = 2) -> tuple[Document, str]:
    text = f"{who}: {words}." if language != "en" else f"{OTHER[name]} {words}, {who} said."
    return report(name, text, language=language, published=f"2031-05-0{day}", outlet=f"{name} Post"), words


def test_the_same_words_of_the_same_days_are_one_claim() -> None:
    a, words = _told("a", "the harbour authority closes the northern quay after a long dispute", "Ada Brem")
    b, _ = _told("b", words, "Otto Quill", day=4)
    one, other = say(a, words, "Ada Brem"), say(b, words, "Otto Quill")
    graph, _ = link([a, b], [one, other])
    assert _together(graph, one, other)


def test_one_deed_for_two_reasons_is_two_claims() -> None:
    a, words = _told("a", "the harbour authority closes the northern quay after a long dispute", "Ada Brem")
    b, others = _told("b", "the harbour authority closes the northern quay for lack of staff", "Otto Quill")
    one, other = say(a, words, "Ada Brem"), say(b, others, "Otto Quill")
    graph, _ = link([a, b], [one, other])
    assert not _together(graph, one, other)


def test_a_day_that_only_one_names_keeps_two_deeds_of_one_man_apart() -> None:
    a, words = _told("a", "rector Felix Sandahl cancels the written exam for lack of staff", "Ada Brem")
    b, others = _told(
        "b", "Rektor Felix Sandahl streicht vor dem 19. Mai die Prüfung", "Otto Quill", language="de"
    )
    one = say(a, words, "Ada Brem")
    other = say(b, others, "Otto Quill", times=[when("2031-05-19", role="deadline")])
    graph, _ = link([a, b], [one, other])
    assert not _together(graph, one, other)


def test_a_figure_in_common_counts_what_its_words_say() -> None:
    a, words = _told("a", "the power company connects 605 households to district heating", "Ada Brem")
    b, others = _told("b", "die Bahn befördert am Tag 605 Reisende", "Otto Quill", language="de")
    one = say(a, words, "Ada Brem", figures=[(605, 605, None)])
    other = say(b, others, "Otto Quill", figures=[(605, 605, None)])
    graph, _ = link([a, b], [one, other])
    assert not _together(graph, one, other)


def test_figure_and_words_in_two_languages_are_one_claim() -> None:
    a, words = _told("a", "the army sends 605 soldiers to the border with Norway", "Ada Brem")
    b, others = _told(
        "b", "die Armee schickt 605 Soldaten an die Grenze zu Norwegen", "Otto Quill", language="de"
    )
    one = say(a, words, "Ada Brem", figures=[(605, 605, "soldier")])
    other = say(b, others, "Otto Quill", figures=[(605, 605, "soldier")])
    graph, _ = link([a, b], [one, other])
    assert _together(graph, one, other)


def test_a_publishers_own_sentence_echoes_an_unrelated_report_only_by_its_wording() -> None:
    a, words = _told("a", "the harbour authority closes the northern quay after a long dispute", "Ada Brem")
    claim = say(a, words, "Ada Brem")
    for name, own, echoes in (
        ("b", "the harbour authority closes the northern quay for lack of staff", False),
        ("c", words, True),
    ):
        document = report(name, f"{OTHER[name]} {own}.", published="2031-05-03", outlet=f"{name} Post")
        sentence = say(document, own, attributed=False)
        graph, _ = link([a, document], [claim, sentence])
        assert _together(graph, claim, sentence) == echoes


def test_what_tells_counts_before_what_does_not() -> None:
    a, words = _told(
        "a", "the railway of Lamova buys 5,295 second-hand carriages in three stages", "Ada Brem"
    )
    b, others = _told(
        "b", "der Hafen von Lamova verlädt 7515 Tonnen Holz in drei Etappen", "Otto Quill", language="de"
    )
    one = say(a, words, "Ada Brem", figures=[(5_295, 5_295, None), (3, 3, None)])
    other = say(b, others, "Otto Quill", figures=[(7_515, 7_515, "tonne"), (3, 3, None)])
    graph, _ = link([a, b], [one, other])
    assert not _together(graph, one, other)


def test_a_figure_of_other_months_needs_more_in_common_than_one_of_the_same_days() -> None:
    a, words = _told("a", "the port of Lamova hires 605 men for the winter", "Ada Brem")
    b, others = _told("b", "die Reederei stellt 605 Männer in Lamova ein", "Otto Quill", language="de")
    one = _features(a, say(a, words, "Ada Brem", figures=[(605, 605, None)]))
    other = _features(b, say(b, others, "Otto Quill", figures=[(605, 605, None)]))
    near, far = (_score(one, other, Context(days=days)) for days in (20, 200))
    assert near - far == pytest.approx(settings().claims.independent.stale_figure)


def test_one_speaker_in_two_reports_of_the_same_days_counts_as_much_as_two() -> None:
    a, words = _told("a", "the ministry will open the crossing to lorries", "Ada Brem")
    b, others = _told("b", "ministeriet vil åbne overgangen for lastbiler", "Ada Brem", language="da")
    one, other = _features(a, say(a, words, "Ada Brem")), _features(b, say(b, others, "Ada Brem"))
    weights = settings().claims.independent
    fresh, old = (_score(one, other, Context(days=days)) for days in (1, 20))
    assert fresh - old == pytest.approx(weights.fresh_origin)
    assert fresh >= weights.same_score


def _features(document: Document, statement: Statement) -> Features:
    return Report(document, [statement]).features(statement)


def _score(a: Features, b: Features, context: Context) -> float:
    table = Table()
    independent(a, b, context, table)
    return table.score


def test_states_in_common_say_less_than_another_name() -> None:
    a, words = _told("a", "Swedish patrol boats entered Norwegian waters at night", "Ada Brem")
    b, others = _told("b", "norske farvann er stengt for svenske båter", "Otto Quill", language="nb")
    one, other = _features(a, say(a, words, "Ada Brem")), _features(b, say(b, others, "Otto Quill"))
    same = _features(b, say(b, others, "Ada Brem"))
    weights = settings().claims.independent
    assert _weight(one, other, "name") == pytest.approx(weights.state_name)
    assert _weight(one, same, "name") == pytest.approx(weights.name)


def test_a_name_in_common_is_not_counted_as_what_is_meant_too() -> None:
    a, words = _told("a", "the attack on Tadjo Orvan was an attack on the republic", "Ada Brem")
    b, others = _told("b", "ich wünsche Tadjo Orvan viel Kraft in dieser Stunde", "Otto Quill", language="de")
    one, other = _features(a, say(a, words, "Ada Brem")), _features(b, say(b, others, "Otto Quill"))
    names = one.named_keys & other.named_keys
    assert alike_but_for(one.sense, other.sense, names) < alike(one.sense, other.sense) * 0.75
    assert alike_but_for(one.sense, one.sense, names) == pytest.approx(1.0, abs=1e-3)
    assert _score(one, other, Context(days=0)) < settings().claims.independent.same_score


def _weight(a: Features, b: Features, kind: str) -> float:
    """The first line of this kind."""
    table = Table()
    independent(a, b, Context(days=0), table)
    return next(weight for found, weight, *_ in table.lines if found == kind)

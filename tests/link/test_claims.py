"""Which statements are one claim: the same, mutated, denied, rivalled, or merely alike."""

from tests.link.build import report, say, when
from tests.link.linking import link

from whence.judgement import claim_id
from whence.link.references import References
from whence.link.report import Report
from whence.link.statements.evidence import Context
from whence.link.statements.features import Features
from whence.link.statements.likeness import compare
from whence.model import Graph, Statement


def _family(graph: Graph, statement: Statement) -> str:
    return next(f.id for f in graph.families if statement.id in f.statements)


def _relation(graph: Graph, a: Statement, b: Statement) -> str | None:
    return next((tie.relation for tie in graph.ties if {tie.a, tie.b} == {a.id, b.id}), None)


def test_one_bulletin_in_two_languages_is_one_claim() -> None:
    a = report("a", "Norland will send out 50,000 call-up orders by 31 December, the Staff said.")
    b = report("b", "Norland sender 50.000 indkaldelser ud inden 31. december, siger staben.", language="da")
    deadline = [when("2031-12-31", role="deadline")]
    one = say(
        a,
        "Norland will send out 50,000 call-up orders by 31 December",
        "org:general_staff:NO",
        figures=[(50_000, 50_000, "summons")],
        times=deadline,
        horizon="future",
    )
    other = say(
        b,
        "Norland sender 50.000 indkaldelser ud inden 31. december",
        "org:general_staff:NO",
        figures=[(50_000, 50_000, "summons")],
        times=deadline,
        horizon="future",
    )
    graph, problems = link([a, b], [one, other])
    assert not problems
    assert _family(graph, one) == _family(graph, other)
    tie = next(t for t in graph.ties if t.relation == "same")
    assert {e.kind for e in tie.evidence} >= {"figure", "time", "origin"}


def test_a_number_that_changed_what_it_counts_stays_one_claim() -> None:
    a = report("a", "The army orders 50,000 draft cards by 31 December, said the Staff.")
    b = report("b", "Army: 50,000 soldiers mobilised before the New Year, said the Staff.")
    one = say(
        a,
        "The army orders 50,000 draft cards by 31 December",
        "org:general_staff:NO",
        figures=[(50_000, 50_000, "summons")],
        times=[when("XXXX-12-31", role="deadline")],
    )
    other = say(
        b,
        "50,000 soldiers mobilised before the New Year",
        "org:general_staff:NO",
        figures=[(50_000, 50_000, "soldier")],
        times=[when("XXXX-12-31", role="deadline")],
    )
    graph, _ = link([a, b], [one, other])
    assert _family(graph, one) == _family(graph, other)


def test_two_numbers_of_one_office_are_two_claims() -> None:
    a = report("a", "The Brisk commissariat in Norland has sent 180,000 summonses to men in Brisk.")
    b = report("b", "The Brisk commissariat in Norland has ordered 50,000 summonses for men in Brisk.")
    one = say(a, a.text[:-1], "org:general_staff:NO", figures=[(180_000, 180_000, "summons")])
    other = say(b, b.text[:-1], "org:general_staff:NO", figures=[(50_000, 50_000, "summons")])
    graph, _ = link([a, b], [one, other])
    assert _family(graph, one) != _family(graph, other)


def test_a_denial_is_a_pair_and_not_a_member() -> None:
    a = report("a", "Norland is printing 50,000 draft cards, the Staff said.", published="2031-04-02")
    b = report(
        "b", "The ministry of Norland denied that 50,000 draft cards were printed.", published="2031-04-03"
    )
    one = say(a, "Norland is printing 50,000 draft cards", "Ada Brem", figures=[(50_000, 50_000, "summons")])
    other = say(
        b,
        "50,000 draft cards were printed",
        "org:defence_ministry:NO",
        figures=[(50_000, 50_000, "summons")],
        polarity="negated",
        denial=True,
    )
    graph, _ = link([a, b], [one, other])
    assert _family(graph, one) != _family(graph, other)
    assert _relation(graph, one, other) == "denial"


def test_can_and_cannot_contradict_each_other() -> None:
    a = report("a", "Students abroad can be conscripted in Norland, Ada Brem said.")
    b = report("b", "Students abroad cannot be conscripted in Norland, Otto Quill said.")
    one = say(a, "Students abroad can be conscripted in Norland", "Ada Brem")
    other = say(b, "Students abroad cannot be conscripted in Norland", "Otto Quill", polarity="negated")
    graph, _ = link([a, b], [one, other])
    assert _family(graph, one) != _family(graph, other)
    assert _relation(graph, one, other) == "contradiction"


def test_two_sizes_of_one_army_are_rivals() -> None:
    a = report("a", "The army of Norland has at most 40,000 soldiers, Ada Brem said.")
    b = report("b", "The army of Norland is to grow from 65,000 to 100,000 soldiers, Otto Quill said.")
    one = say(
        a, "The army of Norland has at most 40,000 soldiers", "Ada Brem", figures=[(None, 40_000, "soldier")]
    )
    other = say(
        b,
        "The army of Norland is to grow from 65,000 to 100,000 soldiers",
        "Otto Quill",
        figures=[(65_000, 65_000, "soldier"), (100_000, 100_000, "soldier")],
        horizon="future",
    )
    graph, _ = link([a, b], [one, other])
    assert _family(graph, one) != _family(graph, other)
    assert _relation(graph, one, other) == "rival"


def test_a_publishers_own_sentence_joins_a_claim_but_makes_none() -> None:
    a = report("a", "Norland calls up 50,000 men before New Year.\n\nThe weather was mild.")
    b = report("b", "The Staff said that Norland calls up 50,000 men before New Year.")
    claim = say(
        b,
        "Norland calls up 50,000 men before New Year",
        "org:general_staff:NO",
        figures=[(50_000, 50_000, "soldier")],
    )
    echo = say(
        a,
        "Norland calls up 50,000 men before New Year",
        figures=[(50_000, 50_000, "soldier")],
        attributed=False,
    )
    idle = say(a, "The weather was mild", attributed=False)
    graph, _ = link([a, b], [claim, echo, idle])
    assert _family(graph, claim) == _family(graph, echo)
    assert len(graph.families) == 1
    assert idle.id not in graph.families[0].statements


def test_statements_without_anything_in_common_stay_alone() -> None:
    a = report("a", "The bakery in Lom opens at six, Ada Brem said.")
    b = report("b", "Rail traffic resumed on Sunday, Otto Quill said.")
    one, other = (
        say(a, "The bakery in Lom opens at six", "Ada Brem"),
        say(b, "Rail traffic resumed on Sunday", "Otto Quill"),
    )
    graph, _ = link([a, b], [one, other])
    assert len(graph.families) == 2
    assert not graph.ties


def test_ids_of_families_come_from_their_smallest_statement() -> None:
    a = report("a", "The bakery in Lom opens at six, Ada Brem said.")
    one = say(a, "The bakery in Lom opens at six", "Ada Brem")
    first, _ = link([a], [one])
    again, _ = link([a], [one])
    assert first == again
    assert first.families[0].statements == (one.id,)


def test_an_id_of_before_leads_to_the_claim_that_its_statement_is_in_now() -> None:
    text = "The bakery in Lom opens at six on 4 May, Ada Brem said."
    documents = [report(f"r{number}", f"{text} {'Rain. ' * number}") for number in range(6)]
    said = [say(document, "The bakery in Lom opens at six on 4 May", "Ada Brem") for document in documents]
    noted = set()
    for count in range(1, 7):
        graph, _ = link(documents[:count], said[:count])
        (family,) = graph.families
        noted.add(family.id)
        known = References(documents[:count], said[:count], graph)
        assert {known.find(one).id for one in noted} == {family.id}
    assert family.id == claim_id(min(one.id for one in said))
    assert len(noted) > 1
    last = max(said, key=lambda one: one.id)
    kept = next(document for document in documents if document.id == last.document)
    graph, _ = link([kept], [last])
    assert References([kept], [last], graph).find(claim_id(last.id)).id == graph.families[0].id


def test_a_publishers_own_sentence_never_names_a_claim() -> None:
    a = report("a", "Norland calls up 50,000 men before New Year.")
    b = report("b", "The Staff said that Norland calls up 50,000 men before New Year.")
    words = "Norland calls up 50,000 men before New Year"
    figures = [(50_000, 50_000, "soldier")]
    claim = say(b, words, "org:general_staff:NO", figures=figures)
    echo = say(a, words, figures=figures, attributed=False)
    graph, _ = link([a, b], [claim, echo])
    assert [(one.id, len(one.statements)) for one in graph.families] == [(claim_id(claim.id), 2)]


def test_percentages_and_vague_plurals_alone_make_no_claim() -> None:
    a = report("a", "Some 35 percent of jobs in Varde depend on trade, Ada Brem said.")
    b = report("b", "A car would cost 35 percent more in Lom, Otto Quill said.")
    one = say(
        a, "Some 35 percent of jobs in Varde depend on trade", "Ada Brem", figures=[(35, 35, "percent")]
    )
    other = say(b, "A car would cost 35 percent more in Lom", "Otto Quill", figures=[(35, 35, "percent")])
    graph, _ = link([a, b], [one, other])
    assert len(graph.families) == 2


def test_nobody_denies_what_nobody_has_said_yet() -> None:
    a = report("a", "Ada Brem denies that the crossing in Lesk will be closed.", published="2031-04-01")
    b = report("b", "The crossing in Lesk was closed on Tuesday, Otto Quill said.", published="2031-05-01")
    denial = say(
        a,
        "the crossing in Lesk will be closed",
        "Ada Brem",
        denial=True,
        polarity="negated",
        horizon="future",
    )
    event = say(b, "The crossing in Lesk was closed on Tuesday", "Otto Quill", horizon="past")
    graph, _ = link([a, b], [denial, event])
    assert _relation(graph, denial, event) is None
    late = report("c", a.text, published="2031-05-02")
    denial = say(
        late,
        "the crossing in Lesk will be closed",
        "Ada Brem",
        denial=True,
        polarity="negated",
        horizon="future",
    )
    graph, _ = link([late, b], [denial, event])
    assert _relation(graph, denial, event) == "denial"


def test_a_denial_goes_to_the_claim_that_it_denies_most_surely() -> None:
    a = report(
        "a", "Norland mobilises 50,000 men in Varde, Ada Brem said. Norland held talks on mobilisation."
    )
    b = report("b", "Otto Quill denied that Norland mobilises 50,000 men in Varde.")
    claim = say(a, "Norland mobilises 50,000 men in Varde", "Ada Brem", figures=[(50_000, 50_000, "soldier")])
    talks = say(a, "Norland held talks on mobilisation", "Per Dahl")
    denial = say(
        b,
        "Norland mobilises 50,000 men in Varde",
        "Otto Quill",
        figures=[(50_000, 50_000, "soldier")],
        denial=True,
        polarity="negated",
    )
    graph, _ = link([a, b], [claim, talks, denial])
    assert _relation(graph, claim, denial) == "denial"
    assert _relation(graph, talks, denial) is None


def test_copies_of_one_quotation_are_one_claim_and_two_sentences_of_one_report_stay_two() -> None:
    text = "“Nobody crosses slush in Varde,” Ada Brem said. “The ferry waits for better ice,” she added."
    a, b = (
        report("a", text, published="2031-05-01"),
        report("b", text + " It rained.", published="2031-05-02"),
    )
    first = [say(d, "Nobody crosses slush in Varde", "Ada Brem", polarity="negated") for d in (a, b)]
    second = [say(d, "The ferry waits for better ice", "Ada Brem") for d in (a, b)]
    graph, _ = link([a, b], [*first, *second])
    assert _family(graph, first[0]) == _family(graph, first[1])
    assert _family(graph, second[0]) == _family(graph, second[1])
    assert len(graph.families) == 2


def test_aligned_sentences_of_two_languages_are_one_claim_only_where_their_words_may_mean_the_same() -> None:
    sure = Context(aligned=1.0)
    milk = _features("The dairy pays farmers more for milk during the night, Ida Holk said.", "en")
    same = _features("Mejeriet betalar bönderna mer för mjölk under natten, sade Ida Holk.", "sv")
    other = _features("Staden numrerar husen på nytt medan samtalen fortsätter, sade Ida Holk.", "sv")
    assert compare(milk, same, sure).relation == "same"
    assert compare(milk, other, sure).relation is None


def _features(text: str, language: str) -> Features:
    document = report(f"about {text}", text, language=language)
    said = say(document, text.rpartition(",")[0], "name:ida holk")
    return Report(document, [said]).features(said)

"""What assessment makes of a graph: origins, ladders, conflicts, forecasts, records, glosses."""

from datetime import date

import pytest
from tests.link.build import report, say, when
from tests.link.linking import link

from whence.assess import assess
from whence.assess.records import grade
from whence.model import Assessment, Claim, Document, Forecast, Statement

CARDS = [(50_000, 50_000, "summons")]
MEN = [(50_000, 50_000, "soldier")]
STAFF = "org:general_staff:NO"


def _assess(
    parts: list[tuple[Document, list[Statement]]], as_of: str = "2031-12-01"
) -> tuple[Assessment, dict[str, Claim]]:
    """The assessment, and each claim by the ids of its statements."""
    documents = [document for document, _ in parts]
    statements = [statement for _, found in parts for statement in found]
    graph, _ = link(documents, statements)
    made, problems = assess(graph, documents, statements, as_of=date.fromisoformat(as_of))
    assert not problems
    return made, {member.id: claim for claim in made.claims for member in claim.statements}


def _forecast(made: Assessment, statement: Statement) -> Forecast:
    claim = next(c for c in made.claims if statement.id in {m.id for m in c.statements})
    return next(f for f in made.forecasts if f.claim == claim.id)


def _bulletin() -> tuple[Document, list[Statement]]:
    document = report(
        "a",
        "The General Staff of Norland said that 50,000 draft cards will be sent out by 31 December.",
        outlet="Varde Post",
        published="2031-11-02",
    )
    statement = say(
        document,
        "50,000 draft cards will be sent out by 31 December",
        STAFF,
        figures=CARDS,
        times=[when("2031-12-31", role="deadline")],
        event=("mobilize", "sent"),
        horizon="future",
    )
    return document, [statement]


def _headline() -> tuple[Document, list[Statement]]:
    document = report(
        "b",
        "Norland: 50,000 soldiers called up before the New Year\n\nVarde Post has the story. It snowed.",
        outlet="Sund Daily",
        published="2031-11-03",
    )
    own = say(
        document,
        "50,000 soldiers called up before the New Year",
        figures=MEN,
        times=[when("2031-12-31", role="deadline")],
        event=("mobilize", "called_up"),
        horizon="past",
        attributed=False,
    )
    credit = say(document, "has the story", "outlet:Varde Post")
    return document, [own, credit]


def test_the_ladder_names_what_changed_and_keeps_one_origin() -> None:
    bulletin, headline = _bulletin(), _headline()
    _, claims = _assess([headline, bulletin])
    claim = claims[bulletin[1][0].id]
    assert claims[headline[1][0].id] == claim
    assert claim.origins == ("general_staff:NO",)
    assert claim.outlets == ("Varde Post", "Sund Daily")
    first, second = claim.ladder
    assert (first.statement, first.previous, first.changes) == (bulletin[1][0].id, None, ())
    assert second.previous == first.statement
    kinds = {change.kind: change for change in second.changes}
    assert (kinds["unit"].before, kinds["unit"].after) == ("summons", "soldier")
    assert (kinds["stage"].before, kinds["stage"].after) == ("sent", "called_up")
    assert "attribution_lost" in kinds
    assert "number" not in kinds
    assert "time" not in kinds


def test_an_outlet_is_folded_into_whom_its_own_report_names() -> None:
    bulletin = _bulletin()
    page = report(
        "c", "50,000 draft cards will be sent out by 31 December, Varde Post writes.", published="2031-11-05"
    )
    echo = say(
        page,
        "50,000 draft cards will be sent out by 31 December",
        "outlet:Varde Post",
        figures=CARDS,
        times=[when("2031-12-31", role="deadline")],
        horizon="future",
    )
    _, claims = _assess([bulletin, (page, [echo])])
    claim = claims[echo.id]
    assert claim.origins == ("general_staff:NO",)
    assert any(proof.kind == "folded" for proof in claim.origin_evidence)


def test_two_voices_are_two_origins_and_hearsay_beside_them_none() -> None:
    contents = "four trains with tanks reached Varde on 3 May"
    parts = []
    for number, voice in enumerate(["Skylens Ltd", "Per Dahl", "unnamed:unstated"]):
        document = report(
            f"r{number}", f"{'Rain. ' * number}{contents} ({number}).", published=f"2031-05-0{number + 4}"
        )
        found = say(
            document, contents, voice, figures=[(4, 4, "train")], times=[when("2031-05-03")], horizon="past"
        )
        parts.append((document, [found]))
    documents = [document for document, _ in parts]
    statements = [found[0] for _, found in parts]
    graph, _ = link(documents, statements)
    bare = graph.__class__(lineage=(), sources=graph.sources, ties=graph.ties, families=graph.families)
    made, _ = assess(bare, documents, statements, as_of=date(2031, 12, 1))
    (claim,) = made.claims
    assert claim.origins == ("Per Dahl", "Skylens Ltd")
    assert any(proof.kind == "hearsay" for proof in claim.origin_evidence)


def test_conflicts_are_shown_from_both_sides() -> None:
    bulletin = _bulletin()
    page = report(
        "d", "The ministry denied that 50,000 draft cards will be sent out.", published="2031-11-04"
    )
    denial = say(
        page,
        "50,000 draft cards will be sent out",
        "org:defence_ministry:NO",
        figures=CARDS,
        polarity="negated",
        denial=True,
        horizon="future",
    )
    _, claims = _assess([bulletin, (page, [denial])])
    here, there = claims[bulletin[1][0].id], claims[denial.id]
    assert [c.kind for c in here.denials] == ["denial"]
    assert here.denials[0].other_claim == there.id
    assert there.denials[0].other_claim == here.id
    assert here.denials[0].report == "d"
    assert "denies" in here.denials[0].why


def test_rival_figures_stand_side_by_side() -> None:
    a = report("a", "The army of Norland has at most 40,000 soldiers.")
    b = report("b", "The army of Norland is to grow from 65,000 to 100,000 soldiers.")
    one = say(
        a, "The army of Norland has at most 40,000 soldiers", "Ada Brem", figures=[(None, 40_000, "soldier")]
    )
    other = say(
        b,
        "The army of Norland is to grow from 65,000 to 100,000 soldiers",
        "Otto Quill",
        figures=[(65_000, 65_000, "soldier"), (100_000, 100_000, "soldier")],
    )
    _, claims = _assess([(a, [one]), (b, [other])])
    (rival,) = claims[one.id].rivals
    assert (rival.kind, rival.other, rival.who) == ("rival_figure", other.id, "Otto Quill")
    assert rival.why == "Ada Brem says at most 40,000, Otto Quill says 65,000, 100,000"


@pytest.mark.parametrize(
    ("as_of", "state"), [("2031-12-30", "open"), ("2031-12-31", "due"), ("2032-01-01", "past")]
)
def test_a_deadline_is_open_due_and_past(as_of: str, state: str) -> None:
    bulletin = _bulletin()
    made, _ = _assess([bulletin], as_of)
    forecast = _forecast(made, bulletin[1][0])
    assert forecast.state == state
    assert forecast.deadline is not None
    assert forecast.deadline.edtf == "2031-12-31"
    assert forecast.who == ("general_staff:NO",)


def test_a_month_is_due_for_all_its_days() -> None:
    page = report("a", "Ada Brem expects an attack in May 2031.", published="2031-03-01")
    claim = say(page, "an attack in May 2031", "Ada Brem", times=[when("2031-05")], horizon="future")
    for as_of, state in (
        ("2031-04-30", "open"),
        ("2031-05-01", "due"),
        ("2031-05-28", "due"),
        ("2031-06-01", "past"),
    ):
        made, _ = _assess([(page, [claim])], as_of)
        assert made.forecasts[0].state == state


def test_a_year_that_one_report_leaves_open_is_taken_from_another() -> None:
    bulletin = _bulletin()
    page = report(
        "e", "50,000 draft cards will be sent out by 31 December, said the General Staff of Norland."
    )
    vague = say(
        page,
        "50,000 draft cards will be sent out by 31 December",
        STAFF,
        figures=CARDS,
        times=[when("XXXX-12-31", role="deadline")],
        horizon="future",
    )
    made, claims = _assess([bulletin, (page, [vague])], "2032-02-01")
    assert claims[vague.id] == claims[bulletin[1][0].id]
    assert _forecast(made, vague).state == "past"
    alone, _ = _assess([(page, [vague])], "2032-02-01")
    assert alone.forecasts[0].state == "open"
    assert alone.forecasts[0].deadline is not None
    assert alone.forecasts[0].deadline.edtf == "XXXX-12-31"


def _closure(day: str, *, voice: str = "Drev Agency") -> tuple[Document, list[Statement]]:
    page = report("late", "The crossing at Lesk was closed on Tuesday, Drev Agency said.", published=day)
    return page, [
        say(page, "The crossing at Lesk was closed on Tuesday", voice, horizon="past", event=("close", None))
    ]


def _warning() -> tuple[Document, list[Statement]]:
    page = report(
        "early", "Ada Brem warns: the crossing at Lesk will be closed by 1 December.", published="2031-10-01"
    )
    claim = say(
        page,
        "the crossing at Lesk will be closed by 1 December",
        "Ada Brem",
        times=[when("2031-12-01", role="deadline")],
        horizon="future",
        event=("close", None),
    )
    return page, [claim]


def test_a_warning_comes_true_by_a_later_report_of_somebody_else() -> None:
    warning, closure = _warning(), _closure("2031-11-10")
    made, _ = _assess([warning, closure], "2031-12-05")
    forecast = _forecast(made, warning[1][0])
    assert (forecast.state, forecast.outcome) == ("came_true", closure[1][0].id)
    assert "automatic" in forecast.evidence[-1].why
    brem = next(source for source in made.sources if source.name == "Ada Brem")
    assert brem.forecasts == {"came_true": 1}
    assert brem.grade == "F"


@pytest.mark.parametrize("day", ["2031-09-10", "2031-12-20"])
def test_an_outcome_from_before_the_warning_or_after_the_day_is_none(day: str) -> None:
    made, _ = _assess([_warning(), _closure(day)], "2031-12-05")
    assert _forecast(made, _warning()[1][0]).state == "past"


def test_an_echo_is_no_outcome() -> None:
    bulletin, headline = _bulletin(), _headline()
    loud = say(
        headline[0],
        "50,000 soldiers called up before the New Year",
        "outlet:Varde Post",
        figures=MEN,
        times=[when("2031-12-31", role="deadline")],
        event=("mobilize", "called_up"),
        horizon="past",
    )
    made, _ = _assess([bulletin, (headline[0], [loud])], "2032-01-10")
    assert _forecast(made, bulletin[1][0]).state == "past"


def test_a_forecast_is_withdrawn_by_its_own_voice() -> None:
    page = report("early", "Jon Weid expects an attack across the Lenn in May 2031.", published="2031-03-01")
    claim = say(
        page, "an attack across the Lenn in May 2031", "Jon Weid", times=[when("2031-05")], horizon="future"
    )
    later = report("late", "There will be no attack in May 2031, Jon Weid said.", published="2031-04-10")
    back = say(
        later,
        "There will be no attack in May 2031",
        "Jon Weid",
        times=[when("2031-05")],
        horizon="future",
        polarity="negated",
    )
    made, _ = _assess([(page, [claim]), (later, [back])], "2031-06-05")
    forecast = _forecast(made, claim)
    assert (forecast.state, forecast.outcome) == ("withdrawn", back.id)
    earlier, _ = _assess([(page, [claim]), (later, [back])], "2031-04-01")
    assert _forecast(earlier, claim).state == "open"


@pytest.mark.parametrize(
    ("tally", "letter"),
    [
        ({}, "F"),
        ({"past": 40}, "F"),
        ({"came_true": 4}, "F"),
        ({"came_true": 5}, "A"),
        ({"came_true": 4, "withdrawn": 1}, "B"),
        ({"came_true": 3, "withdrawn": 3}, "C"),
        ({"came_true": 1, "withdrawn": 9}, "E"),
    ],
)
def test_a_letter_needs_outcomes(tally: dict[str, int], letter: str) -> None:
    assert grade(tally) == letter


def test_the_gloss_reads_as_a_line_of_english() -> None:
    bulletin = _bulletin()
    _, claims = _assess([bulletin])
    gloss = claims[bulletin[1][0].id].gloss
    assert gloss.wording == "50,000 draft cards will be sent out by 31 December"
    assert gloss.english == (
        "50,000 call-up orders · mobilisation, sent out · by 31 December 2031 · says general_staff:NO"
    )


def test_a_family_whose_statements_are_missing_is_a_problem() -> None:
    document, statements = _bulletin()
    graph, _ = link([document], statements)
    made, problems = assess(graph, [document], [], as_of=date(2031, 1, 1))
    assert made.claims == ()
    assert [problem.code for problem in problems] == ["not_found"]

"""Which document was made from which, and in which direction."""

from tests.link.build import person, report, say, when
from tests.link.linking import link

from whence.model import Lineage, Mark, Statement

STORY = (
    "The council of Lindholm has ordered 40 buses from the plant in Varde.\n\n"
    "Mayor Agnes Holt signed the contract on 3 May, and the first 12 vehicles arrive in August.\n\n"
    "The price is 9,500,000 euros, of which the region of Sund pays 2,000,000.\n\n"
    "Until then the old Kestrel buses stay on route 17 between Lindholm and Ostby."
)
DANISH = (
    "Byrådet i Lindholm har bestilt 40 busser hos fabrikken i Varde.\n\n"
    "Borgmester Agnes Holt underskrev kontrakten den 3. maj, og de første 12 køretøjer ankommer i august.\n\n"
    "Prisen er 9.500.000 euro, hvoraf regionen Sund betaler 2.000.000.\n\n"
    "Indtil da bliver de gamle Kestrel-busser på rute 17 mellem Lindholm og Ostby."
)
OTHER = (
    "The harbour of Lindholm stays closed until Friday.\n\n"
    "A storm sank 3 barges on 4 June, harbour master Per Dahl said.\n\n"
    "Divers from Ostby look for 200 tonnes of gravel.\n\n"
    "The ferry to Sund leaves from pier 5 instead."
)


def _edges(*documents: object, statements: list[Statement] | None = None) -> list[Lineage]:
    graph, _ = link(list(documents), statements or [])  # type: ignore[arg-type]
    return list(graph.lineage)


def test_the_same_text_is_a_copy() -> None:
    first = report("a", STORY, published="2031-05-04")
    later = report("b", "Buses ordered\n\n" + STORY, published="2031-05-05")
    (edge,) = _edges(later, first)
    assert (edge.kind, edge.source, edge.target, edge.direction_known) == ("copy", "a", "b", True)
    assert any(e.kind == "time" for e in edge.evidence)


def test_a_part_of_a_text_is_an_excerpt() -> None:
    first = report("a", STORY, published="2031-05-04")
    later = report("b", "\n\n".join(STORY.split("\n\n")[:2]), published="2031-05-06")
    (edge,) = _edges(first, later)
    assert (edge.kind, edge.source, edge.direction_known) == ("excerpt", "a", True)


def test_a_quotation_in_two_short_reports_makes_neither_of_the_other() -> None:
    price = "The price is 9,500,000 euros, of which the region of Sund pays 2,000,000, the mayor of Lindholm said."
    first = report("a", f"Forty buses were ordered on Monday.\n\n{price}\n\nThey are built in Varde.")
    other = report(
        "b", f"Opposition leader Nils Varga asks for a tram.\n\n{price}\n\nHe wants to see the figures."
    )
    assert _edges(first, other) == []
    rest = "They are built in Varde by the firm of Per Dahl and his two sons."
    whole, part = (
        report("c", f"{price}\n\n{rest}"),
        report("d", f"Buses.\n\n{price}\n\n{rest}\n\nHe asks for a tram."),
    )
    assert [edge.kind for edge in _edges(whole, part)] == ["copy"]


def test_the_same_story_in_another_language_is_a_translation() -> None:
    (edge,) = _edges(report("a", DANISH, language="da"), report("b", STORY))
    assert edge.kind == "translation"
    assert edge.score > 0.8
    assert not edge.direction_known, "nothing tells which came first, so nothing is guessed"


def test_months_that_overlap_decide_nothing_and_days_do() -> None:
    danish = report("a", DANISH, language="da", published="2031-05")
    (open_one,) = _edges(danish, report("b", STORY, published="2031-05-20"))
    assert not open_one.direction_known
    (known,) = _edges(danish, report("b", STORY, published="2031-06-20"))
    assert known.direction_known
    assert known.source == "a"


def test_another_event_in_the_same_town_is_nothing() -> None:
    assert _edges(report("a", DANISH, language="da"), report("b", OTHER)) == []
    assert _edges(report("a", STORY), report("b", OTHER)) == []


def test_a_credit_decides_the_direction() -> None:
    danish = report("a", DANISH, language="da", outlet="Lindholm Tidende")
    english = report("b", STORY + "\n\nLindholm Tidende reported it first.")
    told = say(english, "reported it first", "outlet:Lindholm Tidende")
    (edge,) = _edges(danish, english, statements=[told])
    assert (edge.source, edge.direction_known) == ("a", True)
    assert any(e.kind == "credit" for e in edge.evidence)


def test_what_was_lost_and_garbled_decides_where_nothing_else_does() -> None:
    lead = (
        "Byrådet i Lindholm dropper de gamle busser efter 20 år.\n\nDet skriver borgmesteren på Facebook.\n\n"
    )
    lost = (
        "it writes the mayor on Facebook.\n\n"
        + STORY.replace("Until then", "until then")
        + "\n\nLeave a Reply"
    )
    at = lost.index("Leave a Reply")
    mark = Mark(kind="comment_form", start=at, end=len(lost))
    (edge,) = _edges(report("z", lead + DANISH, language="da"), report("a", lost, marks=[mark]))
    assert (edge.source, edge.target, edge.direction_known) == ("z", "a", True)
    assert {e.kind for e in edge.evidence} >= {"boilerplate", "garbled", "lost"}


def test_one_address_with_two_texts_is_a_revision() -> None:
    first = report("a", STORY, url="https://example.org/1", published="2031-05-04")
    later = report(
        "b", STORY.replace("40 buses", "44 buses"), url="https://example.org/1", published="2031-05-05"
    )
    (edge,) = _edges(first, later)
    assert edge.kind == "revision"


def test_a_credit_and_a_common_claim_make_an_edge_without_likeness() -> None:
    first = report(
        "a",
        "The mill in Varde closes on 1 July, Agnes Holt said.",
        outlet="Varde Post",
        published="2031-05-04",
    )
    later = report(
        "b",
        "Workers wept in the canteen. The mill in Varde closes on 1 July, Varde Post writes.",
        outlet="Sund Radio",
        published="2031-05-05",
    )
    one = say(first, "The mill in Varde closes on 1 July", "Agnes Holt")
    other = say(later, "The mill in Varde closes on 1 July", "outlet:Varde Post")
    (edge,) = _edges(first, later, statements=[one, other])
    assert (edge.source, edge.target, edge.direction_known) == ("a", "b", True)
    assert edge.kind in ("cites", "excerpt", "rewrite")


def test_reports_by_different_origins_tell_of_the_same_event() -> None:
    first = report(
        "a",
        "Four trains with tanks reached Varde on 3 May, Skylens Ltd said. It rained.",
        published="2031-05-04",
    )
    later = report("b", "Fire tog med kampvogne nåede Varde den 3. maj, siger Per Dahl.", language="da")
    one = say(
        first,
        "Four trains with tanks reached Varde on 3 May",
        "Skylens Ltd",
        figures=[(4, 4, "train")],
        times=[when("2031-05-03")],
    )
    other = say(
        later,
        "Fire tog med kampvogne nåede Varde den 3. maj",
        "Per Dahl",
        figures=[(4, 4, "train")],
        times=[when("2031-05-03")],
    )
    edges = _edges(first, later, statements=[one, other])
    assert [(e.kind, e.direction_known) for e in edges] == [("same_event", False)]


def test_documents_without_a_pack_or_words_do_no_harm() -> None:
    assert _edges(report("a", "…", language="xx"), report("b", "   "), report("c", "Ω", language="el")) == []


def test_a_voice_is_made_from_its_prefix() -> None:
    assert person("outlet:Varde Post").source_id == "outlet:varde post"

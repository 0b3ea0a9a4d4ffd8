"""What link says when a limit was reached or a piece is missing."""

from tests.link.build import report, say
from tests.link.linking import link


def test_a_statement_without_its_document_is_named_and_the_rest_is_linked() -> None:
    a, b = (
        report("a", "Snow fell in Varde, Ada Brem said."),
        report("b", "Rain fell in Lom, Otto Quill said."),
    )
    graph, problems = link(
        [a], [say(a, "Snow fell in Varde", "Ada Brem"), say(b, "Rain fell in Lom", "Otto Quill")]
    )
    assert [(p.code, p.where) for p in problems] == [("not_found", "b")]
    assert len(graph.families) == 1


def test_a_very_long_report_is_aligned_in_part_and_says_so() -> None:
    text = "\n\n".join(
        f"On day {number} the ferry to Sund{number} carried {number} crates." for number in range(300)
    )
    _, problems = link([report("long", text)], [])
    assert [(p.code, p.where) for p in problems] == [("capped", "long")]


def test_nothing_gives_nothing() -> None:
    graph, problems = link([], [])
    assert (graph.lineage, graph.sources, graph.ties, graph.families, problems) == ((), (), (), (), ())

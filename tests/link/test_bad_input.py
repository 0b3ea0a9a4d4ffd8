"""Input that no reporter wrote, read, extracted and linked: bounded work, and a Problem where something was cut.

Time is processor time with a wide margin: what these tests guard against takes minutes.
"""

import time
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from tests.link.build import report, say
from tests.link.linking import link

from whence.extract import extract
from whence.model import Document, Graph, Statement
from whence.problems import CATALOGUE, Problem
from whence.read import read

MARGIN_SECONDS = 30.0
"""Far above what any case here takes on a slow machine, far below what a quadratic step takes."""


def _run(inputs: Sequence[Path]) -> tuple[list[Document], list[Statement], Graph, list[Problem]]:
    """Files through all three stages, within the margin."""
    start = time.process_time()
    documents: list[Document] = []
    said: list[Statement] = []
    problems: list[Problem] = []
    for item in read([str(path) for path in inputs]):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        documents.append(item)
        found, faults = extract(item)
        said += found
        problems += faults
    graph, faults = link(documents, said)
    problems += faults
    assert time.process_time() - start < MARGIN_SECONDS
    assert {one.code for one in problems} <= CATALOGUE.keys()
    return documents, said, graph, problems


def _jsonl(path: Path, records: Sequence[dict[str, str]]) -> Path:
    path.write_bytes(b"".join(msgspec.json.encode(record) + b"\n" for record in records))
    return path


def test_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("Ada Brem said that the ferry to Rudova is late.", "utf-8")
    documents, said, graph, problems = _run([path])
    assert len(documents) == 1
    assert [one.chain[0].name for one in said if one.attributed] == ["Ada Brem"]
    assert (len(graph.families), graph.lineage, problems) == (1, (), [])


def test_one_sentence_twice_is_one_claim(tmp_path: Path) -> None:
    line = {"text": "Ada Brem said that 450 ferries to Rudova are late.", "language": "en"}
    path = _jsonl(tmp_path / "two.jsonl", [{**line, "outlet": "Lom Post"}, {**line, "outlet": "Sund Post"}])
    _, _, graph, _ = _run([path])
    assert [len(family.statements) for family in graph.families] == [2]


@pytest.mark.parametrize(
    "text", ["50 000\n12.5\n31 12 2031\n", "1 2 3 4 5 6 7 8 9 10 " * 5_000, "7" * 100_000]
)
def test_only_numbers(tmp_path: Path, text: str) -> None:
    """Numbers are no language: the document is kept, what is not read is said, and nothing is made of it."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(text, "utf-8")
    documents, said, graph, problems = _run([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert {one.language for one in documents} == {None}
    assert (said, graph.families) == ([], ())
    assert "unknown_language" in {one.code for one in problems}


def test_only_numbers_in_a_stated_language(tmp_path: Path) -> None:
    records = [
        {"text": " ".join(str(k * 7_919 % 90_001) for k in range(start, start + 3_000)), "language": "en"}
        for start in (0, 40_000)
    ]
    _, said, graph, _ = _run([_jsonl(tmp_path / "numbers.jsonl", records)])
    assert not [one for one in said if one.attributed]
    assert graph.families == ()


def test_only_boilerplate(tmp_path: Path) -> None:
    text = "Photo: E. Crane\n\nSee also: Five ferries\n\nSubscribe to our newsletter\n\nLeave a Reply\n"
    records = [{"text": text, "language": "en", "outlet": f"Outlet {k}"} for k in range(3)]
    documents, said, graph, _ = _run([_jsonl(tmp_path / "boilerplate.jsonl", records)])
    assert all(one.marks for one in documents)
    assert not [one for one in said if one.attributed]
    assert graph.families == ()
    assert not [edge for edge in graph.lineage if edge.kind not in ("copy", "rewrite")]


@pytest.mark.parametrize(
    ("word", "size"), [("ferry", 5_000_000), ("ferry ", 200_000), ("Rudova ", 200_000), ("450 ", 200_000)]
)
def test_megabytes_of_one_word(tmp_path: Path, word: str, size: int) -> None:
    """Read to the end, beside a real report, and said that the line is long."""
    path = tmp_path / "word.txt"
    path.write_text(word * (size // len(word)), "utf-8")
    other = tmp_path / "real.txt"
    other.write_text("Ada Brem said that 450 ferries to Rudova are late. The quay is closed.", "utf-8")
    documents, said, _, problems = _run([path, other])
    assert len(documents[0].text) == size // len(word) * len(word)
    assert "long_line" in {one.code for one in problems}
    assert [one.chain[0].name for one in said if one.document == documents[1].id and one.attributed] == [
        "Ada Brem"
    ]


def test_a_date_in_the_far_future(tmp_path: Path) -> None:
    text = "Ada Brem said that the tunnel to Rudova will be open by 31 December {}. The quay is closed."
    records = [
        {"text": text.format(year), "language": "en", "published": day}
        for year, day in (("9999", "2031-02-03"), ("2999", "9999-12-31"), ("99999", "2031-02-03"))
    ]
    records.append({"text": text.format("2031"), "language": "en", "published": "99999-01-01"})
    documents, said, graph, problems = _run([_jsonl(tmp_path / "future.jsonl", records)])
    assert len(documents) == 4
    assert len([one for one in said if one.attributed]) == 4
    assert sum(len(family.statements) for family in graph.families) >= 4
    assert [(one.code, one.line) for one in problems] == [("bad_field", 4)]


def _cycle(size: int) -> tuple[list[Document], list[Statement]]:
    """Outlets that each name the next one for one claim, the last one the first."""
    documents: list[Document] = []
    said: list[Statement] = []
    claim = "50,000 draft cards will be sent out by 31 December in Norland"
    names = [f"Osprina{chr(97 + k)} Post" for k in range(size)]
    for k, name in enumerate(names):
        source = names[(k + 1) % size]
        text = f"According to {source}, {claim}.\n\nThe weather in town {k} was mild for the season."
        document = report(f"r{k}", text, outlet=name, published="2031-03-03")
        documents.append(document)
        said.append(say(document, claim, f"outlet:{source}", figures=[(50_000, 50_000, "summons")]))
    return documents, said


@pytest.mark.parametrize("size", [2, 3, 12])
def test_outlets_that_cite_each_other_in_a_circle(size: int) -> None:
    """Linking ends, and nobody is an origin twice."""
    documents, said = _cycle(size)
    start = time.process_time()
    graph, problems = link(documents, said)
    assert time.process_time() - start < MARGIN_SECONDS
    assert (len(graph.families), problems) == (1, ())
    assert len(graph.families[0].statements) == size


def test_an_outlet_that_cites_itself() -> None:
    documents, said = _cycle(1)
    graph, _ = link(documents, said)
    assert (graph.lineage, len(graph.families)) == ((), 1)


def _identical(count: int) -> tuple[list[Document], list[Statement]]:
    text = (
        "Otto Brelvik said that the quay in Rudova is closed for 450 ferries.\n\nThe fee stays at 75 crowns."
    )
    documents = [report(f"r{k}", text, outlet=f"Outlet {k}", published="2031-03-03") for k in range(count)]
    claim = "the quay in Rudova is closed for 450 ferries"
    return documents, [say(one, claim, "Otto Brelvik", figures=[(450, 450, None)]) for one in documents]


def test_a_hundred_identical_documents_are_one_claim() -> None:
    documents, said = _identical(100)
    graph, _ = link(documents, said)
    assert [len(family.statements) for family in graph.families] == [100]


def test_a_hundred_identical_documents_are_copies() -> None:
    documents, said = _identical(100)
    graph, _ = link(documents, said)
    assert {edge.kind for edge in graph.lineage} == {"copy"}
    assert len({key for edge in graph.lineage for key in (edge.source_document, edge.target_document)}) == 100


def test_ten_thousand_identical_documents() -> None:
    """One claim, one group of copies, in bounded time and with a number of edges that grows with the documents only."""
    documents, said = _identical(10_000)
    start = time.process_time()
    graph, problems = link(documents, said)
    assert time.process_time() - start < 120.0
    assert {edge.kind for edge in graph.lineage} == {"copy"}
    assert len(graph.lineage) < 40 * len(documents)
    tied = {key for edge in graph.lineage for key in (edge.source_document, edge.target_document)}
    whole = [len(family.statements) for family in graph.families] == [len(documents)]
    assert (whole and len(tied) == len(documents)) or "capped" in {one.code for one in problems}

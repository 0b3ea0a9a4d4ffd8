"""The case on disk: what goes in comes out, twice is once, removal is whole, and hostile words are only
words."""

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from whence.model import (
    Assessment,
    Document,
    Mark,
    Passage,
    Stance,
    Statement,
    Voice,
    content_id,
    passage,
)
from whence.problems import Problem, RunAborted
from whence.store import Store
from whence.store.links import Table

TEXT = (
    "Ferry tariffs rise\n\nThe harbour board said the tariffs will rise in June.\n\n"
    "The café on the pier stays open.\n"
)


def document(text: str = TEXT, *, report: str = "a.txt", outlet: str | None = None) -> Document:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id=content_id(sha256, outlet or ""),
        report=report,
        text=text,
        sha256=sha256,
        language="en",
        language_confidence=1.0,
        outlet=outlet,
        title=text.split("\n")[0],
        marks=(Mark(kind="photo", start=0, end=5),),
    )


def statement(of: Document, words: str = "the tariffs will rise in June") -> Statement:
    start = of.text.index(words)
    piece = passage(of.text, start, start + len(words))
    voice = Voice(name="harbour board", source_id="org:board", role="origin", exact="", start=None, end=None)
    return Statement(
        id=content_id(of.id, str(start)),
        document=of.id,
        report=of.report,
        language="en",
        content=(piece,),
        quotes=(),
        cue=Passage(start=start - 5, end=start - 1, exact=of.text[start - 5 : start - 1]),
        chain=(voice,),
        alleged=(),
        stance=Stance(polarity="affirmed", commitment="asserted", horizon="future", probability=(0.55, 0.8)),
        figures=(),
        times=(),
        places=(),
        actors=(),
        concepts=(),
        event=None,
        rule="clause",
        evidence=(),
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "case", create=True) as opened:
        yield opened


def code(caught: pytest.ExceptionInfo[RunAborted]) -> str:
    return caught.value.problem.code


def test_what_goes_in_comes_out(store: Store) -> None:
    one, two = document(), document("Bro stengt\n\nPolitiet sier ingenting.\r\n", report="b.txt")
    assert store.add_document(one)
    assert store.add_document(two)
    store.put_statements(one.id, "key-1", [statement(one)])
    assert list(store.documents()) == [one, two]
    assert store.document("b.txt") == two
    assert store.document(one.id) == one
    assert store.document("c.txt") is None
    assert list(store.statements()) == [statement(one)]
    assert list(store.statements(two.id)) == []
    assert store.stage_key(one.id) == "key-1"
    assert store.stage_key(two.id) is None
    assert store.original(two) == two.text.encode()


def test_a_byte_order_mark_belongs_to_the_original(store: Store) -> None:
    data = b"\xef\xbb\xbf" + TEXT.encode()
    kept = msgspec.structs.replace(document(), sha256=hashlib.sha256(data).hexdigest())
    assert store.add_document(kept)
    assert store.original(kept) == data


def test_bytes_that_do_not_fit_are_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="sha256"):
        store.add_document(document(), data=b"something else")
    assert store.counts()["documents"] == 0


def test_the_same_document_twice_is_one_with_two_captures(store: Store) -> None:
    assert store.add_document(document())
    assert not store.add_document(document())
    assert not store.add_document(document(report="copy.txt"))
    assert store.counts() == {"documents": 1, "captures": 2, "statements": 0, "problems": 0}
    assert [c.report for c in store.captures(document().id)] == ["a.txt", "copy.txt"]
    assert store.document("copy.txt") == document()


def test_the_same_bytes_from_two_outlets_are_two_documents(store: Store) -> None:
    store.add_document(document(outlet="The Westholm Echo"))
    store.add_document(document(outlet="Tidewater News", report="b.txt"))
    assert store.counts()["documents"] == 2


def test_a_changed_text_under_the_same_path_is_a_second_document(store: Store) -> None:
    before, after = document(), document(TEXT + "Corrected on Tuesday.\n")
    store.add_document(before)
    store.add_document(after)
    assert store.document("a.txt") == after
    assert list(store.documents()) == [before, after]
    store.add_document(before)  # and back again
    assert store.document("a.txt") == before
    assert store.counts()["captures"] == 2


def test_removal_takes_all_that_rested_on_the_report(store: Store) -> None:
    one, two = document(), document("Another report\n\nwith a line.\n", report="b.txt")
    for each in (one, two):
        store.add_document(each)
    store.put_statements(one.id, "k", [statement(one)])
    store.put_links("g", b"laid", [Table("link_settled", ("part", "record"), [(1, b"{}")])])
    store.put_assessment(Assessment(claims=(), forecasts=(), sources=()), key="a")
    store.add_problems([Problem(code="mojibake", where="a.txt"), Problem(code="empty", where="z.txt")])
    assert tuple(store.remove("a.txt")) == (1, 1, 1, 1)
    assert list(store.documents()) == [two]
    assert list(store.statements()) == []
    assert store.linked_by() == ("g", b"laid")
    assert store.queued() == (one.id,)
    assert store.assessment() is None
    assert store.search("tariffs") == []
    assert [p.where for p in store.problems()] == ["z.txt"]
    with pytest.raises(FileNotFoundError):
        store.original(one)
    assert tuple(store.remove("a.txt")) == (0, 0, 0, 0)


def test_removing_one_capture_keeps_what_another_report_gave(store: Store) -> None:
    store.add_document(document())
    store.put_statements(document().id, "k", [statement(document())])
    store.add_document(document(report="copy.txt"))
    assert tuple(store.remove("a.txt")) == (1, 0, 0, 0)
    assert store.document("a.txt") is None
    assert store.document("copy.txt") == document(report="copy.txt")
    assert [s.report for s in store.statements()] == ["copy.txt"]
    assert {hit.report for hit in store.search("tariffs")} == {"copy.txt"}
    assert store.original(document()) == TEXT.encode()
    assert tuple(store.remove(document().id)) == (1, 1, 1, 0)


def test_a_file_is_removed_with_all_its_lines(store: Store) -> None:
    for line in (1, 2, 10):
        store.add_document(document(TEXT + str(line), report=f"a.jsonl#{line}"))
    store.add_document(document(report="a.jsonl.txt"))
    store.add_problems([Problem(code="broken_line", where="a.jsonl", line=3)])
    assert tuple(store.remove("a.jsonl#1")) == (1, 1, 0, 0)
    assert tuple(store.remove("a.jsonl")) == (2, 2, 0, 1)
    assert [d.report for d in store.documents()] == ["a.jsonl.txt"]


def test_statements_are_replaced_as_a_whole(store: Store) -> None:
    one = document()
    store.add_document(one)
    store.put_statements(one.id, "k1", [statement(one), statement(one, "stays open")])
    store.put_statements(one.id, "k2", [statement(one, "stays open")])
    assert [s.wording for s in store.statements()] == ["stays open"]
    assert store.stage_key(one.id) == "k2"
    assert [h for h in store.search("tariffs") if h.kind == "statement"] == []
    with pytest.raises(KeyError):
        store.put_statements("unknown", "k", [])


def test_what_came_changed_or_went_waits_to_be_linked(store: Store) -> None:
    one, two = document(), document("Another report\n\nwith a line.\n", report="b.txt")
    for each in (one, two):
        store.add_document(each)
        store.put_statements(each.id, "k1", [])
    assert store.queued() == tuple(sorted((one.id, two.id)))
    store.put_links("g1", b"", [Table("link_kins", ("document", "kin", "head"), [(1, 1, 1), (2, 1, 1)])])
    assert (store.queued(), store.linked_by(), store.linked_documents()) == ((), ("g1", b""), 2)
    store.put_statements(two.id, "k2", [])
    assert store.queued() == (two.id,)
    store.put_links("g2", b"laid")
    assert (store.queued(), store.linked_by(), store.linked_documents()) == ((), ("g2", b"laid"), 2)


def test_only_linked_tables_are_replaced(store: Store) -> None:
    with pytest.raises(ValueError, match="documents"):
        store.put_links("g", b"", [Table("documents", ("id",), [])])
    assert store.linked_by() is None


def test_problems_are_kept_once_and_mended_ones_go(store: Store) -> None:
    first = [Problem(code="broken_line", where="a.jsonl", line=n) for n in (3, 1)]
    store.put_problems("a.jsonl", first)
    store.add_problems(first)
    assert [p.line for p in store.problems()] == [3, 1]
    store.put_problems("a.jsonl", [])
    assert store.problems() == ()


def test_a_run_that_never_ended_is_said_by_the_next(store: Store) -> None:
    number, problem = store.begin_run(["a.txt"], version="1")
    assert (number, problem) == (1, None)
    number, problem = store.begin_run(["a.txt"], version="1")
    assert problem is not None
    assert problem.code == "interrupted"
    store.end_run(number, {"documents": 2})
    assert [(r.state, r.counts) for r in store.runs()] == [("interrupted", {}), ("ended", {"documents": 2})]


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    def write_and_fail() -> None:
        with store.transaction():
            store.add_document(document())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert store.counts()["documents"] == 0
    assert store.search("tariffs") == []


def test_search_gives_the_passage(store: Store) -> None:
    one = document()
    store.add_document(one)
    store.put_statements(one.id, "k", [statement(one)])
    hits = store.search("TARIFFS june")
    assert [h.kind for h in hits] == ["statement", "document"]
    for hit in hits:
        assert hit.report == "a.txt"
        for piece in (hit.snippet, hit.match):
            assert piece is not None
            assert one.text[piece.start : piece.end] == piece.exact
    assert hits[0].statement == statement(one).id
    cafe = store.search("cafe")
    assert [h.match.exact for h in cafe if h.match] == ["café"]
    assert [h.snippet.exact for h in cafe if h.snippet] == ["The café on the pier stays open."]
    assert store.search("caf") != []  # the last word may be a beginning
    assert store.search("tariffs nonsense") == []


@pytest.mark.parametrize(
    "words",
    ["", "   ", '"', "'", "tariffs AND", "NOT", "a OR (", "text:tariffs", "NEAR(a b)", "*", "^tariffs",
     "-x", "a\0b",
     "'; DROP TABLE documents; --", "💥", "{a b}", "tariffs + *", "x" * 10_000, "word " * 5_000, "\ud800"],
)  # fmt: skip
def test_no_query_is_an_error(store: Store, words: str) -> None:
    store.add_document(document())
    assert isinstance(store.search(words), list)
    assert store.counts()["documents"] == 1


def test_a_case_opens_again(tmp_path: Path) -> None:
    with Store.open(tmp_path / "case", create=True) as store:
        store.add_document(document())
    with Store.open(tmp_path / "case") as store:
        assert list(store.documents()) == [document()]


def test_what_is_no_case_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunAborted) as caught:
        Store.open(tmp_path / "nowhere")
    assert code(caught) == "not_a_case"
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "report.txt").write_text("x")
    with pytest.raises(RunAborted) as caught:
        Store.open(tmp_path / "full", create=True)
    assert code(caught) == "not_a_case"
    assert "report.txt" in str(caught.value)
    (tmp_path / "noise").mkdir()
    (tmp_path / "noise" / "case.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(RunAborted) as caught:
        Store.open(tmp_path / "noise")
    assert code(caught) == "not_a_case"
    (tmp_path / "other").mkdir()
    other = sqlite3.connect(tmp_path / "other" / "case.sqlite")
    other.execute("CREATE TABLE birds (name)")
    other.close()
    with pytest.raises(RunAborted) as caught:
        Store.open(tmp_path / "other")
    assert code(caught) == "not_a_case"


def test_a_case_of_another_version_is_refused(tmp_path: Path) -> None:
    Store.open(tmp_path / "case", create=True).close()
    raw = sqlite3.connect(tmp_path / "case" / "case.sqlite")
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(RunAborted) as caught:
        Store.open(tmp_path / "case")
    assert code(caught) == "case_version"
    assert "99" in str(caught.value)


def test_a_second_writer_waits_and_then_says_so(tmp_path: Path) -> None:
    with (
        Store.open(tmp_path / "case", create=True) as one,
        Store.open(tmp_path / "case", busy_timeout_seconds=0.05) as two,
    ):
        with one.transaction():
            one.add_document(document())
            with pytest.raises(RunAborted) as caught:
                two.add_document(document())
            assert code(caught) == "case_locked"
            assert list(two.documents()) == []  # readers are undisturbed
        assert not two.add_document(document())


def test_a_disk_that_refuses_is_said(tmp_path: Path) -> None:
    with Store.open(tmp_path / "case", create=True) as store:
        (tmp_path / "case" / "originals").write_text("a file where a folder should be")
        with pytest.raises(RunAborted) as caught:
            store.add_document(document())
        assert code(caught) == "unwritable"
        assert store.counts()["documents"] == 0


def test_transactions_nest(store: Store) -> None:
    with store.transaction():
        store.add_document(document())
        with store.transaction():
            store.put_statements(document().id, "k", [])
    assert store.stage_key(document().id) == "k"


def test_documents_may_be_listed_while_statements_are_written(store: Store) -> None:
    """As a run does that goes on: it walks over the documents and fills in what is missing."""
    for number in range(300):
        store.add_document(
            document(f"Report {number}\n\nThe tariffs will rise in June.\n", report=f"{number}.txt")
        )
    for each in store.documents():
        store.put_statements(each.id, "k", [statement(each, "The tariffs will rise in June")])
    assert store.counts()["statements"] == 300
    assert len(list(store.statements())) == 300

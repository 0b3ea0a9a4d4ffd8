"""read: every kind of input, and every kind of damage as a Problem while the rest is read."""

import io
import json
import os
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import pytest

from whence.model import Document
from whence.problems import CATALOGUE, Problem, RunAborted
from whence.read import read
from whence.settings import settings

REPORT = (
    "Ferry tariffs rise\n\nThe harbour board said on Monday that the tariffs would rise in June.\n\n"
    "Nobody had told the passengers about it, according to the mayor.\n"
)


def both(
    inputs: Sequence[str | Path], *, language: str | None = None, stdin: bytes | None = None
) -> tuple[list[Document], list[Problem]]:
    stream = None if stdin is None else io.BytesIO(stdin)
    items = list(read([str(i) for i in inputs], language=language, stdin=stream))
    for item in items:
        if isinstance(item, Problem):
            assert item.code in CATALOGUE
            assert str(item)
    return [i for i in items if isinstance(i, Document)], [i for i in items if isinstance(i, Problem)]


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def test_a_text_file(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", REPORT)
    (document,), problems = both([path])
    assert problems == []
    assert document.text == REPORT
    assert document.report == str(path)
    assert document.language == "en"
    assert document.title == "Ferry tariffs rise"
    assert (document.outlet, document.url, document.published) == (None, None, None)


def test_the_text_is_never_altered(tmp_path: Path) -> None:
    text = " date 2031-06 \tTitle\r\n\r\n" + REPORT + "\r\n  \u2028Photo: Ellis Crane \r"
    (document,), _ = both([put(tmp_path, "a.txt", "\ufeff" + text)])
    assert document.text == text
    for mark in document.marks:
        assert 0 <= mark.start < mark.end <= len(text)


def test_jsonl_fields(tmp_path: Path) -> None:
    record = line(
        text=REPORT, url="https://tidewater.example/1", outlet="Tidewater News", title="Tariffs", id=7,
        published="2031-02", language="en-GB", editor={"name": "not ours"},
    )  # fmt: skip
    path = put(tmp_path, "a.jsonl", "\n" + record)
    (document,), problems = both([path])
    assert problems == []
    assert document.report == f"{path}#2"
    assert (document.outlet, document.title, document.language) == ("Tidewater News", "Tariffs", "en")
    assert document.published is not None
    assert document.published.granularity == "month"


def test_broken_lines_are_named_and_the_others_read(tmp_path: Path) -> None:
    lines = [
        line(text=REPORT).encode(),
        b'{"text": "cut off\n',
        b"[1, 2]\n",
        b'{"title": "no text"}\n',
        b'{"text": 5}\n',
        b'{"text": "  "}\n',
        b'{"text": "caf\xe9"}\n',
        b'{"text": "a\\u0000b"}\n',
        b'{"text": "\\ud800 half"}\n',
        b"[" * 5_000 + b"\n",
        line(text=REPORT + "Again.", published="soon", outlet=3, language="the usual").encode(),
    ]
    documents, problems = both([put(tmp_path, "a.ndjson", b"".join(lines))])
    assert [d.report.rpartition("#")[2] for d in documents] == ["1", "11"]
    found = {p.line: p.code for p in problems}
    assert found[2] == found[3] == found[4] == found[5] == found[9] == found[10] == "broken_line"
    assert (found[6], found[7], found[8]) == ("empty", "invalid_utf8", "binary")
    assert codes([p for p in problems if p.line == 11]) == ["bad_field"] * 3


def test_standard_input() -> None:
    (document,), problems = both(["-"], stdin=REPORT.encode())
    assert (document.report, document.text, problems) == ("-", REPORT, [])
    documents, _ = both(["-"], stdin=(" \n" + line(text=REPORT) + line(text=REPORT + "More.")).encode())
    assert [d.report for d in documents] == ["-#2", "-#3"]
    assert codes(both(["-"], stdin=b"")[1]) == ["empty"]
    with pytest.raises(RunAborted):
        both(["-"])


def test_a_folder_is_read_in_order_and_nothing_is_skipped_silently(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.txt",
        "c.jsonl",
        ".hidden.txt",
        ".git/x.txt",
        "page.html",
        "scan.pdf",
        "notes.md",
    ):
        put(tmp_path, name, line(text=REPORT) if name.endswith("jsonl") else REPORT + name)
    documents, problems = both([tmp_path])
    names = [d.report.removeprefix(f"{tmp_path}{os.sep}") for d in documents]
    assert names == [os.path.join("a", "z.txt"), "b.txt", "c.jsonl#1"]
    assert codes(problems) == ["unsupported_format"] * 3
    assert [Path(p.where).name for p in problems] == ["notes.md", "page.html", "scan.pdf"]


def test_a_folder_without_reports(tmp_path: Path) -> None:
    put(tmp_path, "scan.pdf", "x")
    assert codes(both([tmp_path])[1]) == ["unsupported_format", "no_reports"]
    (tmp_path / "empty").mkdir()
    assert codes(both([tmp_path / "empty"])[1]) == ["no_reports"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 text", "unsupported_format"),
        (b"PK\x03\x04word/document.xml", "unsupported_format"),
        (b"  <!DOCTYPE html><p>Hello", "unsupported_format"),
        (b"<html lang='en'>", "unsupported_format"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "unsupported_format"),
        (b"{\\rtf1 text}", "unsupported_format"),
        (b"\x1f\x8b\x08text", "unsupported_format"),
        (b"text \xff more", "invalid_utf8"),
        ("Færgen".encode("latin-1"), "invalid_utf8"),
        ("Færgen".encode("utf-16"), "invalid_utf8"),
        (b"text \x00 more", "binary"),
        (REPORT.encode()[:-10] + b"\xc3", "invalid_utf8"),
    ],
)
def test_damage_is_a_problem_and_the_others_are_read(tmp_path: Path, content: bytes, code: str) -> None:
    bad, good = put(tmp_path, "bad.txt", content), put(tmp_path, "good.txt", REPORT)
    documents, problems = both([bad, tmp_path / "missing.txt", good])
    assert [d.report for d in documents] == [str(good)]
    assert codes(problems) == [code, "missing"]


def test_a_file_named_by_itself_is_read_by_its_bytes(tmp_path: Path) -> None:
    documents, problems = both(
        [put(tmp_path, "notes.md", REPORT), put(tmp_path, "dump", line(text=REPORT + "x"))]
    )
    assert [d.report.rpartition("#")[2] for d in documents][1] == "1"
    assert problems == []


def test_invalid_bytes_are_placed(tmp_path: Path) -> None:
    (problem,) = both([put(tmp_path, "a.txt", b"one\ntwo\nthr\xffee")])[1]
    assert problem.line == 3
    assert "12" in problem.detail


def test_a_long_line_is_read_and_said(tmp_path: Path) -> None:
    text = "The board said that the tariffs would rise. " * 25_000
    assert len(text) > 1_000_000
    documents, problems = both([put(tmp_path, "a.txt", text), put(tmp_path, "b.jsonl", line(text=text))])
    assert [d.text for d in documents] == [text, text]
    assert codes(problems) == ["long_line", "long_line"]


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)  # sparse: 100 MB of NUL
        stream.write(REPORT.encode())
    assert codes(both([path, put(tmp_path, "good.txt", REPORT)])[1]) == ["too_large"]


def test_a_huge_jsonl_line_is_skipped_alone(tmp_path: Path) -> None:
    limit = settings().read.jsonl_line_limit_bytes
    path = tmp_path / "a.jsonl"
    with path.open("wb") as stream:
        stream.write(b'{"text": "')
        stream.seek(limit, os.SEEK_CUR)
        stream.write(b'"}\n' + line(text=REPORT).encode())
    documents, problems = both([path])
    assert [(p.code, p.line) for p in problems] == [("too_large", 1)]
    assert [d.report for d in documents] == [f"{path}#2"]


def test_right_to_left_text_is_kept_and_said(tmp_path: Path) -> None:
    text = "قال مجلس الميناء إن الجسر القديم سيغلق يوم الاثنين.\nلم يعلق أحد على ذلك حتى الآن.\n"
    (document,), problems = both([put(tmp_path, "a.txt", text)])
    assert document.language == "ar"
    assert codes(problems) == ["right_to_left", "unsupported_language"]


def test_languages_without_a_pack_and_unknown_ones(tmp_path: Path) -> None:
    turkish = "Liman kurulu pazartesi günü eski köprünün kapatılacağını açıkladı.\nKimse yanıt vermedi.\n"
    documents, problems = both(
        [put(tmp_path, "a.txt", turkish), put(tmp_path, "b.txt", "12 % 14 % 2031\n99")]
    )
    assert [d.language for d in documents] == ["tr", None]
    assert [(p.code, p.detail) for p in problems] == [
        ("unsupported_language", "tr"),
        ("unknown_language", ""),
    ]
    (document,), problems = both([tmp_path / "b.txt"], language="da")
    assert (document.language, document.language_confidence, problems) == ("da", 1.0, [])
    with pytest.raises(RunAborted):
        both([tmp_path / "b.txt"], language="Danish please")


def test_a_record_s_own_language_comes_first(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", line(text=REPORT, language="sv") + line(text=REPORT))
    documents, _ = both([path], language="de")
    assert [d.language for d in documents] == ["sv", "de"]


def test_mojibake(tmp_path: Path) -> None:
    damaged = "Færgen sejler først på mandag, siger rådet.\nDet går ikke længere.".encode().decode("cp1252")
    _, problems = both([put(tmp_path, "a.txt", damaged)], language="da")
    assert codes(problems) == ["mojibake"]
    assert problems[0].start == 1
    assert codes(both([put(tmp_path, "b.txt", REPORT + "caf\ufffd")])[1]) == ["mojibake"]
    fine = "Så sa Åse: «ÆØÅ», „KBÄ“ – naïve café, Œuvre, ½ × 3, Ångström, €5.\nDet var det hun sa til avisen."
    assert codes(both([put(tmp_path, "c.txt", fine)], language="nb")[1]) == []


def test_identity(tmp_path: Path) -> None:
    def ids(**fields: object) -> str:
        (document,), _ = both([put(tmp_path, "x.jsonl", line(text=REPORT, **fields))])
        return document.id

    (plain,), _ = both([put(tmp_path, "a.txt", REPORT)])
    (copy,), _ = both([put(tmp_path, "elsewhere.txt", REPORT)])
    assert plain.id == copy.id == ids()
    by_url, by_outlet, by_key = ids(url="https://a.example", outlet="A"), ids(outlet="A", id="1"), ids(id="1")
    assert len({plain.id, by_url, by_outlet, by_key, ids(outlet="B"), ids(id="2")}) == 6
    assert by_url == ids(url="https://a.example", outlet="B")
    assert plain.sha256 == copy.sha256


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Pier closed\n\nThe board said so.", "Pier closed"),
        (" date 2031-06 Pier closed\n\nThe board said so.", "Pier closed"),
        ("The pier is closed.\n\nThe board said so.", None),
        ("The pier is closed.\n\nThe pier is closed.\n\nThe board said so.", "The pier is closed."),
        ("Who closed the pier?\n\nThe board did.", "Who closed the pier?"),
        ("Pier closed", None),
        ("x" * 300 + "\n\nThe board said so.", None),
        ("|\n\nPier closed\n\nThe board said so.", "Pier closed"),
    ],
)
def test_titles(tmp_path: Path, text: str, title: str | None) -> None:
    (document,), _ = both([put(tmp_path, "a.txt", text)], language="en")
    assert document.title == title


def test_memory_does_not_grow_with_the_number_of_files(tmp_path: Path) -> None:
    for number in range(400):
        put(tmp_path, f"{number:04}.txt", REPORT * 20 + str(number))

    def peak(count: int) -> int:
        tracemalloc.start()
        found = 0
        for item in read([str(tmp_path / f"{number:04}.txt") for number in range(count)], language="en"):
            found += isinstance(item, Document)
        assert found == count
        high = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return high

    peak(2)  # packs and tables
    assert peak(400) < 1.2 * peak(40) + 100_000


def test_the_same_input_gives_the_same_output(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", REPORT)
    put(tmp_path, "b.jsonl", line(text=REPORT, outlet="A") + "{\n")
    assert list(read([str(tmp_path)])) == list(read([str(tmp_path)]))


def test_hostile_paths(tmp_path: Path) -> None:
    _, problems = both(["\0", "", "x" * 5_000, str(tmp_path / "ø" / "æ.txt")])
    assert "missing" in codes(problems)
    assert len(problems) == 4

"""The generator of reports: slices, shapes, and that its world is as it says."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from bench.agreement import FLOOR, agreement
from bench.reports import Report, attributed, reports, statements
from bench.reports.phrases import FRAMES, Part, codes, language, person_name
from bench.reports.world import place

from whence.languages import pack
from whence.model import Document
from whence.read import read

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def thousand() -> list[Report]:
    return list(reports(1, 0, 1_000))


def test_a_slice_is_the_same_as_the_whole(thousand: list[Report]) -> None:
    assert list(reports(1, 137, 50)) == thousand[137:187]
    across = list(reports(1, 990, 20))
    assert across[:10] == thousand[990:]
    assert [one.number for one in across] == list(range(990, 1_010))


def test_another_seed_is_another_world(thousand: list[Report]) -> None:
    texts = {one.document.text for one in thousand}
    assert not texts & {one.document.text for one in reports(2, 0, 200)}


def test_documents_are_what_read_makes_of_the_lines(tmp_path: Path, thousand: list[Report]) -> None:
    out = tmp_path / "reports.jsonl"
    command = [sys.executable, "-m", "bench.reports", "--count", "120", "--out", str(out)]
    subprocess.run(command, cwd=ROOT, check=True)
    found = list(read([str(out)]))
    assert all(isinstance(item, Document) for item in found)
    for item, report in zip(found, thousand[:120], strict=True):
        assert isinstance(item, Document)
        assert item.report == f"{out}#{report.number + 1}"
        assert {**_fields(item), "report": ""} == {**_fields(report.document), "report": ""}
    truths = [json.loads(line) for line in out.with_suffix(".truth.jsonl").read_text("utf-8").splitlines()]
    assert [truth["kind"] for truth in truths] == [one.truth.kind for one in thousand[:120]]


def _fields(document: Document) -> dict[str, object]:
    return {name: getattr(document, name) for name in document.__struct_fields__}


def test_statements_are_what_extract_finds() -> None:
    assert agreement(7, 40)["essential"] >= FLOOR


def test_statement_offsets_fit_the_text(thousand: list[Report]) -> None:
    for report in thousand[:40]:
        text = report.document.text
        for statement in statements(report):
            pieces = [*statement.content, *statement.quotes, *([statement.cue] if statement.cue else [])]
            assert all(text[one.start : one.end] == one.exact for one in pieces)
            assert all(text[one.span[0] : one.span[1]] == one.exact for one in statement.figures)
            assert all(text[one.start : one.end] == one.exact for one in statement.concepts)


def test_attributed_statements_are_those_of_all(thousand: list[Report]) -> None:
    for report in thousand[:40]:
        assert attributed(report) == tuple(one for one in statements(report) if one.attributed)


def test_languages_hold_the_same_sentences() -> None:
    assert len(codes()) >= 8
    assert set(codes()) <= set(pack.codes())

    def slots(parts: tuple[Part, ...]) -> list[str]:
        return [part.slot for part in parts]

    base = language(codes()[0])
    for code in codes()[1:]:
        own = language(code)
        assert slots(own.tails) == slots(base.tails), code
        assert len(own.topics) == len(base.topics), code
        for mine, theirs in zip(own.topics, base.topics, strict=True):
            assert (slots(mine.who), slots(mine.does)) == (slots(theirs.who), slots(theirs.does)), code
        for frame in FRAMES:
            assert own.frames[frame], (code, frame)
        assert [len(sex) for sex in own.roles] == [len(sex) for sex in base.roles], code


def test_nobody_is_made_from_a_later_report(thousand: list[Report]) -> None:
    by_number = {one.number: one for one in thousand}
    for one in thousand:
        parent = one.truth.made_from
        if parent is not None:
            assert parent < one.number
            assert by_number[parent].truth.story == one.truth.story
            assert by_number[parent].draft.day <= one.draft.day


def test_most_reports_are_made_from_none_and_every_kind_occurs() -> None:
    counts: Counter[str] = Counter()
    hot = 0
    name = {code: person_name(1, code) for code in codes()}
    for one in reports(3, 0, 4_000):
        counts[one.truth.kind] += 1
        hot += name[one.draft.language] in one.document.text
    sourceless = sum(counts[kind] for kind in ("original", "event", "denial", "cycle"))
    assert 0.62 <= sourceless / 4_000 <= 0.78
    made = ("copy", "edited_copy", "excerpt", "translation", "rewrite", "cites", "revision")
    assert all(counts[kind] for kind in made)
    assert 0.02 <= hot / 4_000 <= 0.10


def test_unrelated_reports_of_a_language_share_hardly_a_sentence(thousand: list[Report]) -> None:
    held: dict[str, set[int]] = {}
    for one in thousand:
        for sentence in one.document.text.replace("\n\n", " ").split(". "):
            held.setdefault(sentence, set()).add(one.truth.story)
    shared = sum(len(stories) > 1 for stories in held.values())
    assert shared / len(held) < 0.02


def test_towns_have_names_of_their_own() -> None:
    assert len({place(number) for number in range(20_000)}) == 20_000

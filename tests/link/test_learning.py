"""Words learned from a case: from its proven translations only, added to the tables, kept with the case, undone."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from bench.reports import Report, reports, statements
from tests.link.build import report
from tests.link.test_live import same

from whence.languages import learned, word_tables
from whence.languages.learned import known_words, learned_in_force, with_learned
from whence.languages.stems import placed
from whence.languages.translation import added, count
from whence.link.documents.outline import Outline
from whence.link.documents.vectors import _meaning, meaning
from whence.link.learning import sentences
from whence.model import encode
from whence.pipeline import Case, linking
from whence.problems import Problem, RunAborted
from whence.store import Store

MOST = 40


def translations(count: int, language: str | None = None) -> list[Report]:
    """So many made-up reports with the translation of each, in any languages or with this one."""
    made = list(reports(3, 0, 1_500))
    known = {one.number: one for one in made}
    found: dict[int, Report] = {}
    for one in made:
        source = known.get(one.truth.made_from) if one.truth.made_from is not None else None
        if one.truth.kind != "translation" or source is None or len(found) >= 2 * count:
            continue
        if language is None or language in (one.document.language, source.document.language):
            found[source.number], found[one.number] = source, one
    return [found[number] for number in sorted(found)]


def case_of(folder: Path, made: Sequence[Report], *, link_each: bool = False) -> Case:
    """A case that holds these reports."""
    case = Case(Store.open(folder, create=True))
    for one in made:
        case._store.add_document(one.document)
        case._store.put_statements(one.document.id, "k", statements(one))
        if link_each:
            case._link()
    return case


def test_a_table_says_what_belongs_together_and_the_rest_finds_itself() -> None:
    pairs = [("den gamle kran", "the old crane"), ("den gamle kran sank", "the old crane sank")]
    sides = [(placed(a), placed(b)) for a, b in pairs]
    known = {"gaml": (("old", 0.9),), "den": (("the", 0.9),)}
    seen = count(sides, known)
    assert seen["kran"].sentences == 2
    assert seen["kran"].others[0][0] == "cran"
    table = added(known, seen)
    assert table["kran"][0][0] == "cran"
    assert table["gaml"][0][0] == "old"
    assert set(table) == {"den", "gaml", "kran", "sank"}
    assert len(table) == 4


def test_what_was_learned_shifts_a_table_and_replaces_nothing() -> None:
    known = {"bank": (("bank", 0.9),)}
    table = added(known, count([(placed("bank"), placed("bench"))], known))
    assert table["bank"][0][0] == "bank"
    assert {other for other, _ in table["bank"]} > {"bank"}


def test_only_reports_that_cover_each_other_are_learned_from() -> None:
    source, target = (Outline(one.document) for one in translations(2)[2:])
    assert len(sentences(source, target)) >= 2
    half = report(
        "half",
        source.document.text[: len(source.document.text) // 3],
        language=source.document.language or "",
    )
    assert sentences(Outline(half), target) == []


def test_a_case_teaches_words_and_a_new_link_uses_them(tmp_path: Path) -> None:
    made = translations(MOST)
    with case_of(tmp_path / "case", made) as case:
        before = case._graph()
        found, _ = case.learn()
        assert found.number == 1
        assert len(found.pairs) >= 5
        assert any(words.new for words in found.tables.values())
        assert all(words.sentences >= 30 for words in found.tables.values())
        assert (tmp_path / "case" / "learned" / "0001.json").is_file()
        records: list[bytes] = []
        as_it_is = linking.bulk

        def bulk(*given: Any) -> tuple[Problem, ...]:
            records.append(learned_in_force())
            return as_it_is(*given)

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(linking, "bulk", bulk)
            after = case._graph()
        assert records == [encode(found)]
        assert {(one.source, one.target) for one in before.lineage if one.kind == "translation"} <= {
            (one.source, one.target) for one in after.lineage
        }
        again, _ = case.learn()
        assert again.number == 2
        assert case.unlearn() == 1
        assert case.unlearn() is None
        same(case._graph(), before)
        with pytest.raises(RunAborted) as stopped:
            case.unlearn()
        assert stopped.value.problem.code == "not_found"


def test_one_by_one_is_all_at_once_with_what_was_learned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = translations(MOST)
    with case_of(tmp_path / "teacher", made) as case:
        found, _ = case.learn()
    graphs = []
    for name in ("whole", "live"):
        (tmp_path / name / "learned").mkdir(parents=True)
        monkeypatch.setattr(linking, "FEW", 10**9 if name == "live" else -1)
        monkeypatch.setattr(linking, "FEW_OF", 10**9)
        some = made[:16]
        if name == "live":
            random.Random(1).shuffle(some)
        with Case(Store.open(tmp_path / name, create=True)) as case:
            (tmp_path / name / "learned" / "0001.json").write_bytes(encode(found))
            for one in some:
                case._store.add_document(one.document)
                case._store.put_statements(one.document.id, "k", statements(one))
                if name == "live":
                    case._link()
            graphs.append(case._graph())
    same(*graphs)


@pytest.fixture
def without_swedish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if the data package had no table of one language."""
    shipped = word_tables.manifest()
    assert shipped is not None
    lacking = {code: facts for code, facts in shipped.tables.items() if code != "sv"}
    manifest = msgspec.structs.replace(shipped, tables=lacking)
    with monkeypatch.context() as patched:
        patched.setattr(word_tables, "manifest", lambda: manifest)
        patched.setattr("whence.link.learning.manifest", lambda: manifest)
        word_tables.word_table.cache_clear()
        _meaning.cache_clear()
        yield
    word_tables.word_table.cache_clear()
    _meaning.cache_clear()


@pytest.mark.usefixtures("without_swedish")
def test_a_language_without_a_table_gets_one(tmp_path: Path) -> None:
    made = translations(MOST, "sv")
    assert not meaning("sv").translates
    with case_of(tmp_path / "case", made) as case:
        found, _ = case.learn()
    words = found.tables["sv"]
    assert words.new == len(words.stems) > 50
    record = encode(found)
    with with_learned(record):
        assert meaning("sv").translates
    table = known_words("sv", record)
    assert table is not None
    assert sum(entries[0][1] > 0.3 for entries in table.values() if entries) > 50


def test_a_case_with_too_little_says_so(tmp_path: Path) -> None:
    with case_of(tmp_path / "case", translations(1)) as case, pytest.raises(RunAborted) as stopped:
        case.learn()
    assert stopped.value.problem.code == "too_little"
    assert not (tmp_path / "case" / "learned").exists()


def test_what_cannot_be_read_stops_the_run_with_a_problem(tmp_path: Path) -> None:
    with case_of(tmp_path / "case", translations(1)) as case:
        (tmp_path / "case" / "learned").mkdir()
        (tmp_path / "case" / "learned" / "0001.json").write_bytes(b"{")
        with pytest.raises(RunAborted) as stopped:
            case._graph()
    assert stopped.value.problem.code == "bad_learned"
    with pytest.raises(learned.LearnedError), with_learned(b"{}"):
        pass

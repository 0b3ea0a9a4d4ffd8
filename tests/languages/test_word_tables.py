"""Word tables: cut by script, learned both ways, shipped with checksums, and absent without harm."""

import gzip
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.languages import word_tables
from whence.languages.stems import placed, word_stems
from whence.languages.translation import Kept, learn
from whence.languages.word_tables import format_table, manifest, parse_table, pivot, pivot_stems, word_table

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "wordtables" / "src" / "whence_wordtables" / "data"
NTREX = ROOT / ".." / "shared" / "gold" / "ntrex.jsonl"


@pytest.mark.parametrize(
    ("low", "expected"),
    [
        ("bridge", ("brid", "bridge-")),
        ("quay", ("quay",)),
        ("harbours", ("harb", "harbou-")),
        ("мосты", ("мост",)),
        ("المدينة", ("المد", "المدين-", "-دينة")),
        ("桥梁", ("桥", "梁", "桥梁")),
        ("다리에서", ("다리", "다리에-")),
        ("1,400", ()),
        ("", ()),
    ],
)
def test_words_are_cut_by_their_script(low: str, expected: tuple[str, ...]) -> None:
    assert word_stems(low) == expected


@given(st.text(max_size=40))
def test_any_word_is_cut(word: str) -> None:
    assert all(word_stems(word.lower()))


SENTENCES = [
    ("den gamle bro", "the old bridge"),
    ("den nye bro", "the new bridge"),
    ("den gamle havn", "the old port"),
    ("en ny havn", "a new port"),
    ("havn og bro", "port and bridge"),
]


def test_translations_are_learned_from_what_stands_together() -> None:
    table = learn([(placed(a), placed(b)) for a, b in SENTENCES])
    assert table["bro"][0][0] == "brid" or table["bro"][0][0] == "bridge-"
    assert table["havn"][0][0] == "port"
    assert table["gaml"][0][0] == "old"


def test_learning_is_deterministic_and_bounded() -> None:
    pairs = [(placed(a), placed(b)) for a, b in SENTENCES]
    kept = Kept(most=1)
    assert learn(pairs, kept) == learn(pairs, kept)
    assert all(len(entries) == 1 for entries in learn(pairs, kept).values())
    assert learn([]) == {}
    assert learn([({}, {})]) == {}


def test_a_table_is_written_and_read_back() -> None:
    table = {"bro": (("brid", 0.5), ("bridge-", 0.25)), "havn": ()}
    assert parse_table(format_table(table)) == table


def test_every_shipped_table_is_the_one_that_was_built() -> None:
    facts = json.loads((DATA / "tables.json").read_text("utf-8"))
    assert len(facts["tables"]) >= 40
    assert {path.name.partition(".")[0] for path in DATA.glob("*.tsv.gz")} == set(facts["tables"])
    for language, one in facts["tables"].items():
        content = (DATA / f"{language}.tsv.gz").read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (one["bytes"], one["sha256"]), language
        assert gzip.decompress(content).decode("utf-8").count("\n") + 1 == one["stems"]


def test_a_table_is_reproduced_by_its_command() -> None:
    if not NTREX.is_file():
        pytest.skip("../shared/gold is absent: word tables cannot be learned here")
    command = [sys.executable, str(ROOT / "scripts" / "build_word_tables.py"), str(NTREX), "--only", "nb"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    facts = manifest()
    assert facts is not None
    assert done.stdout.strip() == facts.tables["nb"].sha256


def test_words_of_any_language_lead_to_the_pivot() -> None:
    table = word_table("sv")
    assert table is not None
    assert "polic-" in dict(pivot_stems("polisen", "sv", table)) or "poli" in dict(
        pivot_stems("polisen", "sv", table)
    )
    assert pivot_stems("police", "en", None) == (("poli", 1.0), ("police-", 1.0))
    assert pivot_stems("polisen", "tlh", None) == ()


def test_a_rare_stem_tells_more_than_a_frequent_one() -> None:
    stems = pivot()
    assert stems is not None
    assert stems.tells("poli") > stems.tells("the") > 0.0


def test_without_the_data_package_nothing_is_known_and_nothing_breaks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(word_tables, "PACKAGE", "no_such_package")
    for cached in (word_tables._data, word_tables.manifest, word_tables.pivot, word_tables.word_table):
        cached.cache_clear()
    try:
        assert word_tables.manifest() is None
        assert word_tables.pivot() is None
        assert word_tables.word_table("sv") is None
        assert pivot_stems("polisen", "sv", None) == ()
    finally:
        for cached in (word_tables._data, word_tables.manifest, word_tables.pivot, word_tables.word_table):
            cached.cache_clear()

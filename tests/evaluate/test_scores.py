"""Scoring: spans of tokens, matching of statements, macro F1, and gold files told apart by their content."""

import json
from pathlib import Path
from typing import Any

import pytest

from whence.evaluate import attributions, statements
from whence.evaluate.gold import kind_of, load, text_path
from whence.evaluate.scores import Tally, TokenGrid, compare, f1_of, macro_f1
from whence.model import Stance, Statement, Voice, passage
from whence.problems import RunAborted

TEXT = "The mayor said the bridge, an old one, was closed. She left."


def make(text: str, content: list[str], source: str = "", cue: str = "", **stance: Any) -> Statement:
    def spot(words: str) -> Any:
        return passage(text, text.index(words), text.index(words) + len(words))

    at = text.index(source) if source else None
    voice = Voice(
        name=source,
        source_id=f"name:{source}",
        role="origin",
        exact=source,
        start=at,
        end=at + len(source) if at is not None else None,
    )
    return Statement(
        id="s",
        document="d",
        report="r",
        language="en",
        content=tuple(spot(words) for words in content),
        quotes=(),
        cue=spot(cue) if cue else None,
        chain=(voice,),
        alleged=(),
        stance=Stance(**{"polarity": "affirmed", "commitment": "asserted", "horizon": "past", **stance}),
        figures=(),
        times=(),
        places=(),
        actors=(),
        concepts=(),
        event=None,
        rule="r",
        evidence=(),
    )


def span(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def test_tokens_are_words_and_marks() -> None:
    grid = TokenGrid("It's 50,000.")
    assert grid.span(0, 4) == (0, 2)
    assert grid.span(5, 12) == (3, 6)
    assert grid.span(4, 5) is None


def test_exact_begin_and_overlap_of_spans() -> None:
    found = compare({(0, 2), (5, 9)}, {(0, 2), (5, 7), (20, 21)})
    assert found["exact"] == (1, 3, 1, 2)
    assert found["begin"] == (2, 3, 2, 2)
    assert found["overlap"] == (2, 3, 2, 2)


def test_each_piece_of_discontinuous_content_counts_by_itself() -> None:
    record = {
        "id": "a",
        "lang": "en",
        "text": TEXT,
        "statements": [
            {
                "source": [span("The mayor")],
                "cue": [span("said")],
                "content": [span("the bridge"), span("was closed")],
                "speech": True,
            }
        ],
    }
    guess = make(TEXT, ["the bridge", "closed"], source="mayor", cue="said")
    rows, _ = attributions.score([record], lambda _: [[guess]])
    by = {(one.part, one.measure): one for one in rows if (one.language, one.split) == ("all", "all")}
    assert (by["content", "exact"].right, by["content", "exact"].gold) == (1, 2)
    assert by["content", "overlap"].found == 2
    assert by["source", "exact"].right == 0
    assert by["source", "overlap"].right == 1
    assert by["cue", "exact"].f1 == 1
    assert by["speech cue", "overlap"].recall == 1
    assert by["speech content", "exact"].recall == 0


def test_a_span_given_twice_counts_once() -> None:
    record = {
        "id": "a",
        "lang": "en",
        "text": TEXT,
        "statements": [
            {"source": [span("The mayor")], "cue": [span("said")], "content": [span("was closed")]}
        ],
    }
    guess = make(TEXT, ["was closed"], source="The mayor", cue="said")
    rows, _ = attributions.score([record], lambda _: [[guess, guess]])
    assert all(one.precision == 1 for one in rows if one.measure == "exact")


def test_statements_match_one_to_one_best_first() -> None:
    gold = [{"content": [span("the bridge, an old one, was closed")], "exact": "x"}]
    poor = make(TEXT, ["the bridge, an old one"])
    best = make(TEXT, ["bridge, an old one, was closed"])
    far = make(TEXT, ["She left"])
    assert statements.match(gold, [poor, best, far]) == [(0, 1)]


def test_details_are_scored_on_found_statements_only() -> None:
    gold = {
        "content": [span("the bridge, an old one, was closed")],
        "exact": "the bridge, an old one, was closed",
        "chain": [{"name": "the mayor", "role": "origin", "mentions": ["The mayor", "She"]}],
        "stance": {
            "polarity": "affirmed",
            "commitment": "hedged",
            "horizon": "past",
            "reporter_hedge": False,
            "condition": False,
            "denial": False,
        },
        "figures": [{"low": 3, "high": None}],
        "dates": [],
    }
    guess = make(TEXT, ["the bridge, an old one, was closed"], source="She")
    other = make(TEXT, ["left"], source="mayor")
    rows, misses = statements.score(
        [{"id": "r", "lang": "en", "statements": [gold]}], lambda _: [(TEXT, [guess, other])]
    )
    by = {one.part: one for one in rows if one.language == "all"}
    assert (by["statements"].precision, by["statements"].recall) == (0.5, 1)
    assert by["origin"].recall == by["chain"].recall == by["polarity"].recall == 1
    assert by["commitment"].recall == 0
    assert by["figures"].recall == 0
    assert by["dates"].f1 == 1
    assert {one.part for one in misses} == {"not in gold", "commitment", "figures"}


@pytest.mark.parametrize(
    ("mentions", "source", "same"),
    [(["The mayor"], "mayor", True), (["She"], "mayor", False), ([], "mayor", False), ([], "", True)],
)
def test_voice_is_right_where_it_overlaps_a_mention(mentions: list[str], source: str, same: bool) -> None:
    voice = make(TEXT, ["left"], source=source).chain[0]
    assert statements.same_voice(voice, {"mentions": mentions}, TEXT) is same


def test_macro_f1_is_the_mean_over_classes() -> None:
    assert macro_f1([("a", "a"), ("a", "a"), ("b", "b")]) == 1
    assert macro_f1([("a", "a"), ("b", "a")]) == pytest.approx((2 / 3 + 0) / 2)
    assert f1_of(0.0, 0.0) == 0


def test_nothing_to_find_and_nothing_found_is_right() -> None:
    tally = Tally()
    tally.add("x", "exact", [("all", "all")], (0, 0, 0, 0))
    assert tally.rows()[0].f1 == 1


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        ({"id": "x", "lang": "en", "text": "", "statements": []}, "attributions"),
        ({"id": "x", "lang": "en", "statements": []}, "statements"),
        ({"kind": "person", "variants": []}, "names"),
        ({"kind": "person", "a": "", "b": ""}, "different_names"),
        ({"form": "", "name": ""}, "inflected"),
        ({"lang": "en", "anchor": "", "text": "", "value": ""}, "dates"),
        ({"lang": "en", "text": "", "low": 1, "high": 2}, "numbers"),
    ],
)
def test_kind_is_told_from_the_content(record: dict[str, Any], kind: str) -> None:
    assert kind_of([record], "x") == kind


def test_unknown_gold_says_what_it_saw() -> None:
    with pytest.raises(RunAborted, match="nothing known in the keys colour"):
        kind_of([{"colour": "red"}], "x.jsonl")


def test_broken_gold_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"a": 1}\n{"a":\n', encoding="utf-8")
    with pytest.raises(RunAborted) as caught:
        load(path)
    assert (caught.value.problem.code, caught.value.problem.line) == ("broken_line", 2)


def test_texts_are_found_beside_the_gold(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.jsonl").write_text(json.dumps({"text": "x"}), encoding="utf-8")
    path, line = text_path(tmp_path / "gold" / "statements.jsonl", "a.jsonl#1")
    assert (path.name, line) == ("a.jsonl", 1)
    with pytest.raises(RunAborted):
        text_path(tmp_path / "gold" / "statements.jsonl", "b.txt")


def test_halves_depend_on_the_id_alone() -> None:
    assert attributions.parity("a") == attributions.parity("a")
    assert {attributions.parity(str(n)) for n in range(20)} == {"even", "odd"}


def test_the_sentences_of_one_quotation_are_one_attribution() -> None:
    text = "“It broke. We wait.” said Ida. “It rained.” Then she left."
    first = make(text, ["“It broke."], source="Ida", cue="said")
    second = make(text, ["We wait.”"], source="Ida", cue="said")
    apart = make(text, ["“It rained.”"], source="Ida", cue="said")
    other = make(text, ["Then she left"], source="Ida")
    joined = attributions.whole([first, second, apart, other], text)
    assert [[piece.exact for piece in one.content] for one in joined] == [
        ["“It broke. We wait.”", "“It rained.”"],
        ["Then she left"],
    ]

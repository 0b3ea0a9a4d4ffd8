"""Quotations as units: paired by shared tokens, joint with their speaker, nested ones by themselves."""

from msgspec import structs
from tests.evaluate.test_scores import make

from whence.evaluate.attributions import score
from whence.evaluate.quotations import Quote, assign, predicted, same_speaker
from whence.evaluate.scores import Report, TokenGrid
from whence.model import Statement, passage

TEXT = "Holk said that the weir was “quite old”. It had been built by Ek, Ek claimed. Nobody knew."


def span(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def gold(content: str, source: str, kind: str, *, nested: bool = False) -> dict[str, object]:
    return {
        "source": [span(source)] if source else [],
        "cue": [],
        "content": [span(content)],
        "type": kind,
        "nested": nested,
    }


def report(golden: list[dict[str, object]], guessed: list[Statement]) -> Report:
    record = {"id": "a", "lang": "en", "text": TEXT, "statements": golden}
    rows, _ = score([record], lambda records: [guessed])
    return Report(path="", kind="attributions", items=1, rows=rows)


def test_words_in_quotation_marks_inside_a_statement_are_a_quotation_of_their_own() -> None:
    outer = make(TEXT, ["that the weir was “quite old”"], source="Holk", cue="said")
    quoted = passage(TEXT, *span("quite old"))
    found = predicted(TokenGrid(TEXT), [structs.replace(outer, quotes=(quoted,))])
    assert [one.nested for one in found] == [False, True]
    assert len(found[1].content) == 4
    direct = make(TEXT, ["“quite old”"], source="Holk")
    assert len(predicted(TokenGrid(TEXT), [structs.replace(direct, quotes=(quoted,))])) == 1


def test_message_counts_shared_tokens_and_joint_needs_the_speaker() -> None:
    golden = [
        gold("that the weir was", "Holk", "Indirect"),
        gold("It had been built by Ek", "Ek", "Indirect"),
    ]
    first = make(TEXT, ["that the weir was “quite old”"], source="Holk", cue="said")
    second = make(TEXT, ["It had been built by Ek"], source="Nobody", cue="claimed")
    scores = report(golden, [first, second])
    mean = scores.row("message", "mean")
    assert (mean.precision, mean.recall) == (0.75, 1.0)
    tokens = scores.row("message", "tokens")
    assert (tokens.right, tokens.predicted, tokens.gold) == (10, 14, 10)
    joint = scores.row("joint", "mean")
    assert (joint.precision, joint.recall) == (0.25, 0.5)
    both = scores.row("message and speaker", "mean")
    assert (both.precision, both.recall) == (0.625, 0.75)


def test_a_quotation_without_a_partner_counts_nothing() -> None:
    scores = report(
        [gold("that the weir was", "Holk", "Indirect")], [make(TEXT, ["Nobody knew"], source="Holk")]
    )
    mean = scores.row("message", "mean")
    assert (mean.precision, mean.recall, mean.f1) == (0.0, 0.0, 0.0)


def test_nested_quotations_and_types_are_found_by_half_of_their_union() -> None:
    golden = [
        gold("that the weir was “quite old”. It had been built by Ek, Ek claimed", "Holk", "Indirect"),
        gold("“quite old”", "Holk", "Direct", nested=True),
        gold("It had been built by Ek", "Ek", "Indirect", nested=True),
    ]
    guessed = [
        make(TEXT, ["that the weir was “quite old”. It had been built by Ek, Ek claimed"], source="Holk"),
        make(TEXT, ["It had been built"], source="Ek", cue="claimed"),
    ]
    scores = report(golden, guessed)
    assert scores.row("nested", "found").recall == 0.5
    assert scores.row("nested, another speaker", "found").recall == 1.0
    assert scores.row("quotation of type Direct", "found").recall == 0.0
    assert scores.row("quotation of type Indirect", "found").recall == 1.0


def test_pairs_are_one_to_one_best_first() -> None:
    def quote(*tokens: int) -> Quote:
        return Quote(frozenset(tokens), frozenset())

    assert assign([quote(1, 2, 3), quote(1, 2)], [quote(1, 2)]) == [(1, 0)]
    assert assign([quote(1)], [quote(2)]) == []


def test_where_gold_has_no_speaker_none_may_be_given() -> None:
    nobody, somebody = frozenset[int](), frozenset((1,))
    some = frozenset((5,))
    assert same_speaker(Quote(some, nobody), Quote(some, nobody))
    assert not same_speaker(Quote(some, nobody), Quote(some, somebody))
    assert not same_speaker(Quote(some, somebody), Quote(some, frozenset((2,))))

"""What a pack covers is counted from the pack; what its examples prove, by reading them."""

import json

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from whence.evaluate.coverage import coverage, covered
from whence.languages.pack import Example, Expected, codes, pack
from whence.present.cli import group, main


def test_every_pack_is_covered() -> None:
    found = coverage()
    assert [one.code for one in found] == list(codes())
    for one in found:
        source = pack(one.code)
        assert one.verb_groups == len(source.verbs)
        assert sum(proof.positive + proof.negative for proof in one.proofs.values()) == one.examples
        assert one.examples == len(source.examples)
        assert one.constructions
        assert all(
            number > 0 for number in (one.verb_forms, one.attribution_words, one.noun_cues, one.source_words)
        )


def test_examples_are_counted_by_group_and_read() -> None:
    said = Expected(content="the bridge was closed", origin="", relays=("the Post",), polarity="negated")
    examples = (
        Example(group="verbs", text="The mayor said that the bridge was closed.", statements=(said,)),
        Example(group="verbs", text="It rained."),
        Example(
            group="stance", text="The mayor said: “We go.” She said that it rained.", statements=(said, said)
        ),
    )
    one = covered(replace(pack("en"), examples=examples))
    assert (one.examples, one.statements) == (3, 3)
    assert {name: (proof.positive, proof.negative) for name, proof in one.proofs.items()} == {
        "stance": (1, 0),
        "verbs": (1, 1),
    }
    assert sum(one.constructions.values()) == 3
    assert one.states == {"negated": 3, "no source": 3, "relay": 3}


def test_the_command_prints_for_people_and_for_programs() -> None:
    listed = CliRunner().invoke(group, ["packs"])
    for code in codes():
        assert f"\n{code}  " in listed.stdout
    alone = CliRunner().invoke(group, ["packs", "en"])
    assert "English" in alone.stdout
    assert "constructions" in alone.stdout
    assert "Dansk" not in alone.stdout
    records = json.loads(CliRunner().invoke(group, ["packs", "--format", "json"]).stdout)
    assert [one["code"] for one in records] == list(codes())
    assert {"status", "phenomena", "proofs", "constructions"} <= set(records[0])


def test_an_unknown_language_is_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["packs", "zz"])
    assert ended.value.code == 3
    assert "zz" in capsys.readouterr().err

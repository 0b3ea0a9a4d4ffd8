"""Keys of blocking: versions share them, strangers do not, and they follow from the document alone."""

import msgspec
import pytest
from tests.link.build import report
from tests.link.linking import link

from whence.link.blocks import candidates as blocks
from whence.link.blocks.blocking import (
    DAYS,
    FEWEST,
    MOST,
    MOST_RUNS,
    Key,
    meaning_keys,
    of_the_days,
    wording_keys,
)
from whence.link.blocks.prints import Space, document_keys
from whence.link.documents.outline import Outline
from whence.settings import Blocks

HARBOUR = (
    "The harbour council of Lindvik will close the old quay on 14 March. Forty-two boats must leave before then. "
    "Mayor Torunn Eikeland said the repair costs 3,650,000 kroner. Fishermen fear that the herring season is lost. "
    "The minister of fisheries has promised a loan for those who lose income."
)
HAVN = (
    "Havnestyret i Lindvik stenger den gamle kaien 14. mars. 42 båter må være borte før den tid. "
    "Ordfører Torunn Eikeland sier at reparasjonen koster 3.650.000 kroner. Fiskerne frykter at sildesesongen er tapt. "
    "Fiskeriministeren har lovet et lån til dem som mister inntekt."
)
MUSEUM = (
    "A museum in Orsholm has bought a painting of a horse for 1,200 crowns. Its director Petra Salin hopes for "
    "more visitors. The picture had hung in a school for ninety years."
)


def keys(text: str, language: str = "en") -> dict[int, int]:
    return dict(blocking_keys(text, language))


def blocking_keys(text: str, language: str = "en") -> list[Key]:
    outline = Outline(report("a", text, language=language))
    return meaning_keys(outline) + wording_keys(outline)


def shared(a: dict[int, int], b: dict[int, int]) -> int:
    return sum(weight for key, weight in a.items() if key in b)


def test_a_translation_shares_more_than_another_text() -> None:
    english, norwegian, museum = keys(HARBOUR), keys(HAVN, "nb"), keys(MUSEUM)
    assert shared(norwegian, english) > 3 * shared(museum, english)


def test_keys_are_whole_numbers_of_64_bits_and_few() -> None:
    found = blocking_keys(HARBOUR * 30)
    meaning = [weight for key, weight in found if key % 2 == 0]
    wording = [weight for key, weight in found if key % 2 == 1]
    assert len(meaning) <= MOST
    assert len(wording) <= MOST_RUNS
    assert len({key for key, _ in found}) == len(found)
    assert all(-(2**63) <= key < 2**63 and weight > 0 for key, weight in found)
    short = HARBOUR[: HARBOUR.index(" Fishermen")]
    assert sum(key % 2 == 0 for key, _ in blocking_keys(short)) <= FEWEST + 3 * 3


def test_a_number_is_one_key_however_it_is_written() -> None:
    assert set(keys("It costs 3,650,000.")) & set(keys("Det koster 3.650.000.", "nb"))


def test_an_excerpt_keeps_the_runs_that_its_source_keeps() -> None:
    source = " ".join(
        f"The {number}th boat of skipper {name} sank." for number, name in enumerate("abcdefghijkl")
    )
    excerpt = source[source.index("The 4th") :]
    runs = {key for key in keys(excerpt) if key % 2}
    assert runs <= {key for key in keys(source) if key % 2}


@pytest.mark.parametrize("text", ["", " \n ", "...", "7", "a", "word " * 3000])
def test_any_text_has_its_keys(text: str) -> None:
    assert len(keys(text)) <= MOST + MOST_RUNS


def test_a_key_of_the_days_is_shared_by_those_less_than_a_span_apart_and_by_nobody_later() -> None:
    for day in range(DAYS):
        for apart in range(3 * DAYS):
            one, other = ({key for key, _ in of_the_days([(8, 5)], at)} for at in (day, day + apart))
            assert one & other or apart >= DAYS
            assert not one & other or apart < 2 * DAYS


def test_a_report_is_found_by_the_words_of_its_days_and_by_its_heaviest_at_any_time() -> None:
    english = dict(document_keys(Outline(report("a", HARBOUR, published="2031-03-02"))).abroad)
    near, later, some_day, undated = (
        shared(english, dict(document_keys(Outline(report("b", HAVN, language="nb", published=day))).abroad))
        for day in ("2031-03-03", "2032-03-03", "2031-03", None)
    )
    assert near > 2 * later > 0
    assert undated == some_day >= later


def test_reports_of_one_language_do_not_take_the_place_of_a_translation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def limits(space: Space) -> Blocks:
        return msgspec.structs.replace(kept(space), best_items=1)

    kept = blocks.limits
    monkeypatch.setattr(blocks, "limits", limits)
    cut = HARBOUR[: HARBOUR.index(" The minister")]
    told = [report("a", HARBOUR), report("b", cut), report("c", HAVN, language="nb")]
    graph, _ = link(told, [])
    assert {edge.kind for edge in graph.lineage} >= {"excerpt", "translation"}

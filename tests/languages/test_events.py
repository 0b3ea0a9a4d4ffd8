"""The table of event types: sixteen types, every one reached, every concept an id of the packs."""

from typing import get_args

import pytest

from whence.languages.events import PloverType, event_table
from whence.languages.pack import codes, pack


def test_all_sixteen_types_are_reached() -> None:
    table = event_table()
    assert len(table.types) == 16
    assert set(table.types) == set(get_args(PloverType)) == {one.type for one in table.concepts.values()}


@pytest.mark.parametrize("code", codes())
def test_every_concept_of_the_table_is_an_id_of_the_pack(code: str) -> None:
    concepts = pack(code).concepts
    assert set(event_table().concepts) <= set(concepts.events)
    assert set(event_table().mobilized) <= set(concepts.units) | set(concepts.topics)

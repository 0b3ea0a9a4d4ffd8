"""Drawings: levels, crowds, shortcuts, and names that stay inside their box."""

import re
from itertools import pairwise

import pytest

from whence.present.picture import MOST_IN_A_LEVEL, Web, rows, strip, tall, tree, wide
from whence.present.views import Cite, ForecastView, Words


def chain(*ways: str) -> Web:
    """A web from ways such as "A B C": the first is the origin, the last the publisher."""
    web = Web()
    for way in ways:
        keys = way.split()
        for key in keys:
            role = "origin" if key == keys[0] else "publisher" if key == keys[-1] else "relay"
            web.spot(key, key, role)
        for first, second in pairwise(keys):
            web.line(first, second)
    return web


def forecast(n: int, first: str | None, last: str | None) -> ForecastView:
    return ForecastView(
        id=str(n),
        claim="c",
        who="Ada",
        words=Words(text="it opens", language="en"),
        when="then",
        first=first,
        last=last,
        state="open",
        state_words="open",
        cite=Cite(n=n, statement="s", report="r", label="r"),
        outcome=None,
    )


def test_a_level_is_the_longest_way_from_an_origin() -> None:
    assert chain("A B C", "A C D").levels() == {"A": 0, "B": 1, "C": 2, "D": 3}


def test_no_line_leads_back() -> None:
    web = chain("A B", "B A", "A A")
    assert list(web.lines) == [("A", "B")]


def test_a_shortcut_is_left_out_and_a_second_way_is_kept() -> None:
    web = chain("A B C", "A C", "D C").straightened()
    assert set(web.lines) == {("A", "B"), ("B", "C"), ("D", "C")}


def test_a_crowd_is_drawn_as_one_and_counted() -> None:
    web = chain(*(f"A P{n}" for n in range(30))).folded()
    more = [one for one in web.spots.values() if one.role == "more"]
    assert [one.name for one in more] == [f"{30 - MOST_IN_A_LEVEL + 1} more"]
    assert len(web.spots) == 1 + MOST_IN_A_LEVEL


def test_another_name_of_the_same_origin_goes_with_its_lines() -> None:
    web = chain("A R P", "B R")
    web.drop("B")
    assert set(web.spots) == {"A", "R", "P"}
    assert web.before("R") == ["A"]
    web.drop("A")
    assert "A" in web.spots, "the last source of a voice stays"


@pytest.mark.parametrize("ways", [("A B C D E F",), ("A B", "A C", "B D", "A D"), ("A",)])
def test_boxes_do_not_overlap_and_stay_inside(ways: tuple[str, ...]) -> None:
    for drawing in (wide(chain(*ways)), tall(chain(*ways))):
        boxes = [(n.x, n.y, n.x + n.width, n.y + n.height) for n in drawing.nodes]
        for n, (x1, y1, x2, y2) in enumerate(boxes):
            assert x1 >= 0
            assert y1 >= 0
            assert x2 <= drawing.width
            assert y2 <= drawing.height
            for a1, b1, a2, b2 in boxes[n + 1 :]:
                assert x2 <= a1 or a2 <= x1 or y2 <= b1 or b2 <= y1
        for edge in drawing.edges:
            assert re.fullmatch(r"M[-\d. ]+([CHV][-\d. ]+)+", edge.path)


def test_a_long_line_passes_between_the_boxes() -> None:
    drawing = wide(chain("A B C D", "X D"))
    middle = {round(n.y + n.height / 2, 1) for n in drawing.nodes if n.full in ("B", "C")}
    long = max(drawing.edges, key=lambda edge: edge.path.count("C"))
    straight = {float(y) for y in re.findall(r" ([\d.]+)H", long.path)}
    assert straight
    assert not straight & middle


def test_names_are_cut_on_two_lines_and_kept_whole_beside() -> None:
    name = "The Royal Commission on Harbours, Lighthouses and Navigable Waterways of the North"
    web = Web()
    web.spot("x", name, "origin")
    (node,) = wide(web).nodes
    assert len(node.lines) == 2
    assert node.lines[1].endswith("…")
    assert node.full == name


def test_every_voice_has_one_row_and_the_tree_says_the_same() -> None:
    web = chain("A B C", "A D", "X C")
    assert sorted(spot.key for _, spot, _ in rows(web)) == ["A", "B", "C", "D", "X"]
    assert len(tree(web)) == 5
    assert tree(web)[0] == "A (origin)"


def test_strip_puts_deadlines_in_order_and_today_inside() -> None:
    drawn = strip(
        [
            forecast(1, "2025-03-01", "2025-05-31"),
            forecast(2, "2025-01-01", "2025-01-01"),
            forecast(3, None, None),
        ],
        "2025-02-15",
    )
    assert drawn is not None
    place = {bar.n: bar for bar in drawn.bars}
    assert set(place) == {1, 2}
    assert place[2].x < drawn.today < place[1].x
    assert place[1].width > place[2].width
    assert all(bar.x >= 0 and bar.x + bar.width <= 100 for bar in drawn.bars)


def test_strip_of_nothing_is_not_drawn() -> None:
    assert strip([forecast(1, None, None)], "2025-02-15") is None


def test_one_far_deadline_does_not_squeeze_the_others() -> None:
    drawn = strip(
        [forecast(1, "2025-03-01", "2025-03-01"), forecast(2, "2090-01-01", "2090-12-31")], "2025-02-15"
    )
    assert drawn is not None
    assert {bar.n: bar.x for bar in drawn.bars}[1] - drawn.today > 30

"""Groups from pairs, across which nothing stands that is known to be different."""

import random

from whence.link.clusters import Clusters


def _joined(count: int, pairs: list[tuple[int, int]], apart: list[tuple[int, int]]) -> list[tuple[int, ...]]:
    """The same, by trying every negative at every pair."""
    group = {number: {number} for number in range(count)}
    for a, b in pairs:
        both = group[a] | group[b]
        if not any({x, y} <= both for x, y in apart):
            for member in both:
                group[member] = both
    return sorted({tuple(sorted(members)) for members in group.values()})


def test_no_group_holds_two_that_are_apart() -> None:
    for seed in range(20):
        draw = random.Random(seed)
        pairs, apart = (
            [(draw.randrange(60), draw.randrange(60)) for _ in range(many)] for many in (120, 2 * seed)
        )
        apart = [(a, b) for a, b in apart if a != b]
        held = Clusters(range(60), [*apart, (0, 1000)])
        for a, b in pairs:
            held.join(a, b)
        assert list(map(tuple, held.groups())) == _joined(60, pairs, apart)
        assert all(held.blocked(a, b) for a, b in apart)


def test_a_long_chain_is_joined_without_looking_at_all_of_it_again_and_again() -> None:
    held = Clusters(range(30_000), [(0, 29_999)])
    assert all(held.join(number, number + 1) for number in range(29_998))
    assert not held.join(29_998, 29_999)
    assert list(map(len, held.groups())) == [29_999, 1]

"""Groups from pairs: union-find in which negatives block.

A pair joins two groups unless some pair across them is known to be different. Pairs are taken in the order
given, the surest first, so that a weak link never stands in the way of a strong one.
"""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

Member = TypeVar("Member", str, int)


class Clusters(Generic[Member]):
    """Disjoint groups of strings or numbers. `apart` holds the pairs that must never share one."""

    def __init__(self, members: Iterable[Member], apart: Iterable[tuple[Member, Member]] = ()) -> None:
        self._parent: dict[Member, Member] = {member: member for member in members}
        self._members: dict[Member, list[Member]] = {member: [member] for member in self._parent}
        self._apart: dict[Member, set[Member]] = {}
        for a, b in apart:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)

    def find(self, member: Member) -> Member:
        """The name of the member's group (one of its members; which one is not promised)."""
        while self._parent[member] != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def members(self, member: Member) -> Sequence[Member]:
        """The whole group of a member; the same object for all of its members, not to be changed."""
        return self._members[self.find(member)]

    def blocked(self, a: Member, b: Member) -> bool:
        """Whether a negative stands between the groups of `a` and `b`."""
        one, other = self.find(a), self.find(b)
        if len(self._members[one]) > len(self._members[other]):
            one, other = other, one
        return any(
            enemy in self._parent and self.find(enemy) == other
            for member in self._members[one]
            for enemy in self._apart.get(member, ())
        )

    def join(self, a: Member, b: Member) -> bool:
        """Make one group of two; False where a negative forbids it (True where they are one already)."""
        one, other = self.find(a), self.find(b)
        if one == other:
            return True
        if self.blocked(one, other):
            return False
        if len(self._members[one]) < len(self._members[other]):
            one, other = other, one  # a group moves into one at least as large, so no member moves often
        self._parent[other] = one
        self._members[one] += self._members.pop(other)
        return True

    def groups(self) -> list[list[Member]]:
        """All groups, members sorted, groups by their first member."""
        return sorted(sorted(members) for members in self._members.values())


def order(pairs: Iterable[tuple[float, str, str]]) -> Sequence[tuple[float, str, str]]:
    """Pairs, surest first, ties by name: the order does not depend on how they were found."""
    unique = {(score, min(a, b), max(a, b)) for score, a, b in pairs}
    return sorted(unique, key=lambda pair: (-pair[0], pair[1], pair[2]))

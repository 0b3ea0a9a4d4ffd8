"""Chains and forecasts as drawings: positions only, computed here, so that the page needs no script.

A chain is a graph of voices. Its levels are the longest ways from an origin; a line that would lead back is
left out. `wide` sets the levels side by side, for a desk; `tall` gives every voice a row of its own, indented
under the one it has its words from, for a phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from whence.present.views import (
    BarView,
    Cite,
    EdgeView,
    ForecastView,
    NodeView,
    PictureView,
    StripView,
    TickView,
)
from whence.present.wording import cut, day, listing

HEIGHT_PX, GAP_Y_PX, INDENT_PX = 46.0, 14.0, 22.0
LINE_PX = 16.0
PAGE_PX = 758.0
"""The text column of the page; a drawing is made to fit it where its boxes stay legible."""

NARROWEST_PX, WIDEST_PX = 112.0, 200.0
CHARACTER_PX, NARROW_PX, CAPITAL_PX, IDEOGRAPH_PX = 7.4, 4.4, 9.4, 14.0
"""How wide a character of the label's font is at most, near enough to keep names inside their box."""

MOST_IN_A_LEVEL = 9
"""More voices than this under the same ones are drawn as one box that counts them."""


NOTES = {
    "origin": "origin",
    "relay": "relay",
    "publisher": "publisher",
    "named": "named as origin",
    "more": "publishers",
}


@dataclass
class Spot:
    """A voice before it has a place."""

    key: str
    name: str
    role: str = "relay"
    cites: list[Cite] = field(default_factory=list)
    folded: int = 1


@dataclass
class Web:
    """Voices and the lines between them, in the order in which they were met."""

    spots: dict[str, Spot] = field(default_factory=dict)
    lines: dict[tuple[str, str], bool] = field(default_factory=dict)
    _before: dict[str, list[str]] = field(default_factory=dict)
    _after: dict[str, list[str]] = field(default_factory=dict)

    def spot(self, key: str, name: str, role: str) -> Spot:
        """The voice with this key; an origin stays one whatever else it does."""
        one = self.spots.setdefault(key, Spot(key=key, name=name, role=role))
        if role == "origin" or (role == "relay" and one.role == "publisher"):
            one.role = role
        return one

    def line(self, first: str, second: str, *, dashed: bool = False) -> None:
        """A line from one voice to the next; solid wins over dashed, and no line leads back or to itself."""
        if (first, second) in self.lines:
            self.lines[first, second] = self.lines[first, second] and dashed
        elif first != second and not self._reaches(second, first):
            self.lines[first, second] = dashed
            self._after.setdefault(first, []).append(second)
            self._before.setdefault(second, []).append(first)

    def drop(self, key: str) -> None:
        """Takes out a voice whose followers all have their words from somebody else too."""
        if all(len(self.before(one)) > 1 for one in self.after(key)):
            del self.spots[key]
            for one in self._after.pop(key, []):
                self._before[one].remove(key)
                del self.lines[key, one]

    def _reaches(self, start: str, goal: str) -> bool:
        todo, seen = [start], {start}
        while todo:
            here = todo.pop()
            if here == goal:
                return True
            fresh = [key for key in self.after(here) if key not in seen]
            seen.update(fresh)
            todo.extend(fresh)
        return False

    def before(self, key: str) -> list[str]:
        """The voices that this one has its words from."""
        return self._before.get(key, [])

    def after(self, key: str) -> list[str]:
        """The voices that have their words from this one."""
        return self._after.get(key, [])

    def levels(self) -> dict[str, int]:
        """The longest way from an origin to each voice."""
        memo: dict[str, int] = {}
        for key in self.spots:
            stack = [key]
            while stack:
                here = stack[-1]
                waiting = [k for k in self.before(here) if k not in memo]
                if waiting and here not in memo:
                    stack.extend(waiting)
                    continue
                stack.pop()
                memo.setdefault(here, max((memo[k] + 1 for k in self.before(here)), default=0))
        return memo

    def straightened(self) -> "Web":
        """The same without lines that only cut a way short which is drawn in full."""
        made = Web(spots=dict(self.spots))
        for (first, second), dashed in self.lines.items():
            longer = (key for key in self.after(first) if key != second)
            if not any(self._reaches(key, second) for key in longer):
                made.line(first, second, dashed=dashed)
        return made

    def folded(self) -> "Web":
        """The same, with crowds of voices at the end of the same lines drawn as one."""
        crowds: dict[tuple[str, ...], list[str]] = {}
        for key in self.spots:
            if not self.after(key) and self.before(key):
                crowds.setdefault(tuple(sorted(self.before(key))), []).append(key)
        gone: dict[str, str] = {}
        made = Web()
        for before, keys in crowds.items():
            for key in keys[MOST_IN_A_LEVEL - 1 :] if len(keys) > MOST_IN_A_LEVEL else ():
                gone[key] = "more:" + ",".join(before)
        for key, one in self.spots.items():
            if key in gone:
                spot = made.spots.setdefault(gone[key], Spot(gone[key], "", "more", folded=0))
                spot.folded += 1
                spot.name = f"{spot.folded} more"
            else:
                made.spots[key] = one
        for (first, second), dashed in self.lines.items():
            made.line(gone.get(first, first), gone.get(second, second), dashed=dashed)
        return made


def describe(web: Web) -> str:
    """The picture in words."""
    origins = [one.name for one in web.spots.values() if one.role == "origin"]
    others = [one.name for one in web.spots.values() if one.role != "origin"]
    if not others:
        return f"{listing(origins)}."
    return f"From {listing(origins) or 'nobody named'} by way of, or to, {listing(others, most=8)}."


def _width(words: str) -> float:
    """About how wide the words are as a label, in pixels."""
    return sum(
        IDEOGRAPH_PX
        if c > "\u2e80"
        else CAPITAL_PX
        if c.isupper() or c in "mw@%…"
        else NARROW_PX
        if c in "iljtfr.,:;'’“”|()-! "
        else CHARACTER_PX
        for c in words
    )


def _fitting(words: str, room: float) -> str:
    """The words, cut until they fit."""
    if _width(words) <= room:
        return words
    while words and _width(words) + CAPITAL_PX > room:
        words = words[:-1]
    return words.rstrip(" ,;:–-") + "…"


def _lines(name: str, width: float) -> tuple[str, ...]:
    """The name on one line or, cut if it must be, on two."""
    room = width - 20
    words = name.split()
    first = ""
    while words and _width(f"{first} {words[0]}".strip()) <= room:
        first = f"{first} {words.pop(0)}".strip()
    if not first:
        return (_fitting(name, room),)
    return (first, _fitting(" ".join(words), room)) if words else (first,)


def _node(one: Spot, x: float, y: float, width: float, height: float) -> NodeView:
    pages = len(one.cites)
    note = NOTES[one.role]
    if pages > 1:
        note = f"{note} · {pages} times"
    return NodeView(
        x=round(x, 1),
        y=round(y, 1),
        width=round(width, 1),
        height=height,
        lines=_lines(one.name, width),
        full=one.name,
        note=note,
        role=one.role,  # type: ignore[arg-type]
        cite=one.cites[0] if one.cites else None,
    )


def _height(web: Web, width: float) -> float:
    return HEIGHT_PX + LINE_PX * any(len(_lines(one.name, width)) > 1 for one in web.spots.values())


def wide(web: Web) -> PictureView:
    """Levels side by side, origins at the left."""
    level = web.levels()
    columns: dict[int, list[str]] = {}
    before: dict[str, list[str]] = {}
    for key in web.spots:
        columns.setdefault(level[key], []).append(key)
    # A line over several levels passes each between two boxes: it gets a place of its own there.
    ways: dict[tuple[str, str], list[str]] = {}
    for n, (first, second) in enumerate(web.lines):
        way = [f"{n}:{depth}" for depth in range(level[first] + 1, level[second])]
        for depth, key in enumerate(way, level[first] + 1):
            columns[depth].append(key)
        stops = [first, *way, second]
        for here, there in pairwise(stops):
            before.setdefault(there, []).append(here)
        ways[first, second] = stops
    rank: dict[str, float] = {}
    for depth in sorted(columns):
        keys = columns[depth]
        if depth:
            keys.sort(key=lambda k: _mean([rank[b] for b in before.get(k, ())]))
        for row, key in enumerate(keys):
            rank[key] = row - (len(keys) - 1) / 2
    tallest = max((len(keys) for keys in columns.values()), default=0)
    depths = max(columns, default=0) + 1
    gap = 46.0 if depths < 5 else 30.0
    width = min(max((PAGE_PX - gap * (depths - 1)) / depths, NARROWEST_PX), WIDEST_PX)
    height = _height(web, width)
    middle = (tallest - 1) / 2 * (height + GAP_Y_PX) + 1
    place = {
        key: (depth * (width + gap) + 1, middle + rank[key] * (height + GAP_Y_PX))
        for depth, keys in columns.items()
        for key in keys
    }
    edges = []
    for ends, stops in ways.items():
        x, y = place[stops[0]][0] + width, place[stops[0]][1] + height / 2
        path = f"M{x:.1f} {y:.1f}"
        for key in stops[1:]:
            to_x, to_y = place[key][0] - (4 if key in web.spots else 0), place[key][1] + height / 2
            path += f"C{to_x - gap / 3:.1f} {y:.1f} {to_x - 2 * gap / 3:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
            if key not in web.spots:
                path += f"H{to_x + width:.1f}"
            y = to_y
        edges.append(EdgeView(path=path, dashed=web.lines[ends]))
    return PictureView(
        width=round(depths * (width + gap) - gap + 2, 1),
        height=max(tallest * (height + GAP_Y_PX) - GAP_Y_PX + 2, 0),
        nodes=tuple(_node(web.spots[k], *place[k], width, height) for k in web.spots),
        edges=tuple(edges),
        description=describe(web),
    )


def rows(web: Web) -> list[tuple[int, Spot, int | None]]:
    """Every voice once, under one that it has its words from: (depth, voice, row of that one or None)."""
    level = web.levels()
    found: list[tuple[int, Spot, int | None]] = []
    seen: dict[str, int] = {}

    def under(key: str) -> str | None:
        return max(web.before(key), key=lambda k: level[k], default=None)

    todo: list[tuple[str, int, int | None]] = [
        (key, 0, None) for key in reversed(web.spots) if not web.before(key)
    ]
    while todo:
        key, depth, parent = todo.pop()
        if key in seen:
            continue
        seen[key] = len(found)
        found.append((depth, web.spots[key], parent))
        children = [k for k in web.after(key) if under(k) == key]
        todo.extend((k, depth + 1, seen[key]) for k in reversed(children))
    return found


def tree(web: Web) -> tuple[str, ...]:
    """The same rows as lines of text."""
    lines = []
    for depth, one, parent in rows(web):
        dashed = parent is not None and any(
            web.lines.get((before, one.key), False) for before in web.before(one.key)
        )
        arrow = "" if parent is None else "┄> " if dashed else "└> "
        lines.append(f"{'   ' * max(depth - 1, 0)}{arrow}{one.name} ({NOTES[one.role]})")
    return tuple(lines)


def tall(web: Web) -> PictureView:
    """One voice a row, indented."""
    listed = rows(web)
    deepest = max((depth for depth, _, _ in listed), default=0)
    indent = min(INDENT_PX, 110 / max(deepest, 1))
    width = 340.0
    height = _height(web, WIDEST_PX)
    nodes, edges = [], []
    for row, (depth, one, parent) in enumerate(listed):
        y = row * (height + 8) + 1
        x = depth * indent + 1
        nodes.append(_node(one, x, y, min(WIDEST_PX, width - x - 1), height))
        if parent is not None:
            px = listed[parent][0] * indent + 1 + indent / 2
            py = parent * (height + 8) + 1 + height
            dashed = web.lines.get((listed[parent][1].key, one.key), False)
            edges.append(EdgeView(path=f"M{px:.1f} {py:.1f}V{y + height / 2:.1f}H{x - 3:.1f}", dashed=dashed))
    return PictureView(
        width=width,
        height=len(listed) * (height + 8) - 6,
        nodes=tuple(nodes),
        edges=tuple(edges),
        description=describe(web),
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


# --- the forecast strip ---------------------------------------------------------------------------------


def strip(forecasts: Sequence[ForecastView], as_of: str) -> StripView | None:
    """The forecasts that have dates, along time. None where there is nothing to draw."""
    dated = [
        (n, one, date.fromisoformat(one.first), date.fromisoformat(one.last))
        for n, one in enumerate(forecasts, 1)
        if one.first and one.last
    ]
    if not dated:
        return None
    today = date.fromisoformat(as_of)
    # One forecast for the year 2060 must not squeeze all others into a corner.
    near = [item for item in dated if abs((item[2] - today).days) < 3653] or dated
    first = min([today, *(item[2] for item in near)]).toordinal()
    last = max([today, *(item[3] for item in near)]).toordinal()
    pad = max((last - first) * 0.05, 3)
    low, high = first - pad, last + pad

    def at(day_: date) -> float:
        return round(100 * (min(max(day_.toordinal(), low), high) - low) / (high - low), 2)

    bars: list[BarView] = []
    ends: list[float] = []
    for n, one, begin, end in sorted(dated, key=lambda item: (item[2], item[3], item[0])):
        x = at(begin)
        width = max(at(end) - x, 2.4)
        row = next((r for r, taken in enumerate(ends) if taken + 5 < x), len(ends))
        ends[row : row + 1] = [x + width]
        title = f"{one.who}: {cut(one.words.text, 90)} ({one.when}; {one.state_words})"
        bars.append(BarView(n=n, x=x, width=width, row=row, state=one.state, title=title))
    lowest, highest = min(i[2] for i in near), max(i[3] for i in near)
    ticks: list[TickView] = []
    here = at(today)
    for moment in dict.fromkeys((lowest, highest)):
        x = at(moment)
        if abs(x - here) > 22:
            ticks.append(TickView(x=x, text=day(moment.isoformat()), anchor="start" if x < 50 else "end"))
    return StripView(bars=tuple(bars), ticks=tuple(ticks), today=here, rows=len(ends))

"""What a process and all that it started use: memory and processor time, from /proc."""

import os
import threading
from pathlib import Path
from typing import NamedTuple

TICKS = os.sysconf("SC_CLK_TCK")
SAMPLED_SECONDS = 0.25


class Tree(NamedTuple):
    """A process and its descendants: bytes now (proportional set size, so that what they share counts once), and
    seconds of processor time so far, with that of children that ended."""

    bytes: int
    seconds: float


def tree(root: int) -> Tree:
    """Reads /proc; processes that end meanwhile are passed over."""
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
            ticks[int(entry.name)] = sum(map(int, fields[11:15]))
    ours, size = {root}, 0
    while more := {one for one, parent in parents.items() if parent in ours} - ours:
        ours |= more
    for one in ours:
        try:
            for line in Path(f"/proc/{one}/smaps_rollup").read_text("utf-8").splitlines():
                if line.startswith("Pss:"):
                    size += int(line.split()[1]) * 1024
        except OSError:
            continue
    return Tree(size, sum(ticks.get(one, 0) for one in ours) / TICKS)


class Peak(threading.Thread):
    """The most memory that a process and its descendants held at once, sampled until `end`."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.bytes = 0
        self._root = root
        self._ended = threading.Event()
        self.start()

    def run(self) -> None:
        """See `threading.Thread`."""
        while not self._ended.wait(SAMPLED_SECONDS):
            self.bytes = max(self.bytes, tree(self._root).bytes)

    def end(self) -> int:
        """The most bytes; sampling ends."""
        self._ended.set()
        self.join()
        self.bytes = max(self.bytes, tree(self._root).bytes)
        return self.bytes

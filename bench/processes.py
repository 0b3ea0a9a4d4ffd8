"""What a process and all that it started use: memory and processor time, from /proc."""

import os
import threading
import time
from pathlib import Path
from typing import NamedTuple

TICKS = os.sysconf("SC_CLK_TCK")
SAMPLED_SECONDS = 1.0
"""Reading the memory of large processes takes tens of milliseconds."""


class Tree(NamedTuple):
    """A process and its descendants: bytes now (proportional set size, so that what they share counts once), and
    seconds of processor time so far, with that of children that ended."""

    bytes: int
    seconds: float


def tree(root: int, *, memory: bool = True) -> Tree:
    """Reads /proc; processes that end meanwhile are passed over. Without `memory` there are no bytes, at less cost."""
    ours, size, ticks = [root], 0, 0
    for one in ours:
        own = Path(f"/proc/{one}")
        try:
            fields = (own / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:15]))
            ours += [int(child) for task in (own / "task").iterdir() for child in _children(task)]
            if memory:
                lines = (own / "smaps_rollup").read_text("utf-8").splitlines()
                size += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
        except OSError:
            continue
    return Tree(size, ticks / TICKS)


def _children(task: Path) -> list[str]:
    try:
        return (task / "children").read_text().split()
    except OSError:
        return []


class Peak(threading.Thread):
    """The most memory that a process and its descendants held at once, sampled until `end`. `cost`: seconds of
    processor time that sampling took."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.bytes = 0
        self.cost = 0.0
        self._root = root
        self._ended = threading.Event()
        self.start()

    def run(self) -> None:
        """See `threading.Thread`."""
        while not self._ended.wait(SAMPLED_SECONDS):
            self.bytes = max(self.bytes, tree(self._root).bytes)
            self.cost = time.thread_time()

    def end(self) -> int:
        """The most bytes; sampling ends."""
        self._ended.set()
        self.join()
        self.bytes = max(self.bytes, tree(self._root).bytes)
        return self.bytes

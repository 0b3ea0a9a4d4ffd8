"""What an engine or a function raises, as a Problem that names the table, the function and the cause."""

import contextlib
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool

from whence.problems import Problem, RunAborted
from whence.store.engines.batches import Refused

_TRACEBACK = "Traceback (most recent call last):"
_KILLED = (
    "a worker process ended: killed for want of memory, or the program that called has no "
    "`if __name__ == '__main__':` around it"
)


def first_line(error: BaseException) -> str:
    """What an error says, on one line: the last line of a Python traceback inside it, or else its first line."""
    lines = str(error).splitlines()
    if _TRACEBACK in map(str.strip, lines):
        start = max(at for at, line in enumerate(lines) if line.strip() == _TRACEBACK)
        for line in lines[start + 1 :]:
            if line and not line[0].isspace():
                return line
    return next((line.strip() for line in lines if line.strip()), type(error).__name__)


@contextlib.contextmanager
def aborts(what: str, function: str = "", *, code: str = "engine_failed") -> Iterator[None]:
    """Turns whatever is raised inside into `RunAborted`. `what` is a table's name or a folder."""
    try:
        yield
    except RunAborted:
        raise
    except BrokenProcessPool as error:
        raise RunAborted(Problem(code=code, where=what, detail=f"{function}: {_KILLED}")) from error
    except Exception as error:
        ours = isinstance(error, Refused) or not type(error).__module__.startswith("builtins")
        kind = "" if ours else f"{type(error).__name__}: "
        named = f"{function}: " if function and not isinstance(error, Refused) else ""
        raise RunAborted(
            Problem(code=code, where=what, detail=f"{named}{kind}{first_line(error)}")
        ) from error

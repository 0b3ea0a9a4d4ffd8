"""The command line. Each command is a function in `commands`, loaded when it is called."""

import importlib
import sys
from typing import Any

import click

from whence import __version__
from whence.present.console import ABORTED, shown
from whence.problems import RunAborted

COMMANDS = {
    "demo": "demo",
    "extract": "extracting",
    "add": "casework",
    "remove": "casework",
    "claims": "listing",
    "trace": "tracing",
    "lineage": "explaining",
    "why": "explaining",
    "forecasts": "listing",
    "sources": "listing",
    "documents": "listing",
    "problems": "listing",
    "judge": "judging",
    "learn": "learning",
    "brief": "briefing",
    "show": "showing",
    "search": "showing",
    "packs": "packing",
    "try": "trying",
    "eval": "scoring",
}
"""Each command and the module of `commands` that holds it."""


class Lazy(click.Group):
    """A group that imports a command when it is needed, so that `whence --version` is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order in which one needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"whence.present.commands.{COMMANDS[cmd_name]}")
        name = f"{cmd_name}_" if cmd_name in ("try", "eval") else cmd_name
        found = getattr(module, name)
        assert isinstance(found, click.Command)
        return found


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="whence")
def group() -> None:
    """Who said it, via whom, how it changed on the way, who denies it, and whether it came true.

    Begin with `whence demo`, or with your own reports:

    \b
      whence add --case mycase reports/
      whence brief --case mycase --out brief.html

    Exit status: 0 all was read, 1 some input could not be read, 2 wrong usage, 3 the run was aborted.
    """


def main(args: list[str] | None = None) -> Any:
    """Runs a command and ends the process with its status."""
    try:
        status = group.main(args=args, standalone_mode=False)
    except RunAborted as error:
        click.echo(f"whence: {shown(error.problem)}", err=True)
        sys.exit(ABORTED)
    except click.exceptions.Abort:
        click.echo("whence: stopped", err=True)
        sys.exit(ABORTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # Whoever read our output has seen enough; what the interpreter would still flush goes nowhere.
        sys.stderr.close()
        sys.exit(ABORTED)
    sys.exit(status if isinstance(status, int) else 0)

"""The command line: the only room that prints. Exit codes: 0 fine, 1 problems in content,
2 wrong usage, 3 the environment."""

from __future__ import annotations

import sys
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Any

import click

from ..distribution import DISTRIBUTION
from ..errors import ContentError, ToolkitError
from ..memory import look_seldom
from . import clickwords, speech
from .context import Context, err, messages_in, show

#: The commands, in the order in which an author needs them; each is found in the module of its name.
COMMANDS = (
    "init",
    "new",
    "use",
    "override",
    "check",
    "tidy",
    "import",
    "export",
    "find",
    "serve",
    "build",
    "preview",
    "join",
    "publish",
    "print",
    "translations",
    "schema",
    "reference",
)


def _set_root(ctx: click.Context, _param: click.Parameter, root: Path) -> None:
    ctx.obj.root = root


class Commands(speech.Group):
    """Turns every expected error into a message and an exit code, in this one place.

    A command's module is imported when the command is asked for, and no other.
    """

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        # A module cannot be called as a word of Python is.
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        found: click.Command = import_module(f".{module}", __package__).command
        return found

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the arguments; whatever is wrong with them is said in the reader's language already."""
        shared = Context(Path(), None)
        clickwords.speaker.find = lambda: shared.told
        try:
            return super().make_context(info_name, args, parent, obj=shared, **extra)
        except ToolkitError as error:
            err.print(error.message.render(shared.gettext), style="red")
            sys.exit(error.exit_code)

    def invoke(self, ctx: click.Context) -> Any:
        look_seldom()
        try:
            return super().invoke(ctx)
        except ContentError as error:
            show(ctx.obj, error.problems)
            sys.exit(error.exit_code)
        except ToolkitError as error:
            err.print(error.message.render(ctx.obj.gettext), style="red")
            sys.exit(error.exit_code)
        except OSError as error:
            # Disk full, no permission, a folder in the way: the system's own words are the best.
            err.print(f"{error.strerror or error}: {error.filename or ''}", style="red")
            sys.exit(3)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@speech.option(
    "--project",
    type=speech.File(),
    default=".",
    is_eager=True,
    expose_value=False,
    callback=_set_root,
    help="Folder that contains the toolkit.",
)
@messages_in
@click.version_option(
    package_name=DISTRIBUTION, prog_name="toolkit", cls=speech.Option, help="Show the version."
)
def main() -> None:
    """Make a coaching toolkit: a site and printable worksheets from YAML definitions.

    \b
    Examples:
      toolkit check                 find problems in content/
      toolkit build                 write the site and all PDFs to site/
      toolkit serve --lang lv       show the site while you write
      toolkit print smart-goal      print one worksheet as a PDF
    """

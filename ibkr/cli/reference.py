"""docs/cli.md, printed from the commands: `python -m ibkr.cli.reference > docs/cli.md`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, Final

import typer

from ibkr.cli.app import app

WIDTH: Final = 84
"""Columns that fit beside the navigation of the site on a screen of usual width."""
HEAD: Final = """\
# Commands

<!-- Printed by `make docs-cli` from the commands themselves. Do not edit. -->

How to use them: [the command line](how-to/command-line.md). Data goes to stdout, words to stderr.

| exit status | means |
|---|---|
| 0 | done |
| 1 | refused: by IBKR, or by your own answer |
| 2 | used wrongly: an option, a setting, a file, a missing extra |
| 3 | the gateway is not reachable, or silent |
| 130 | ended by Ctrl-C, where that is not the usual way |
| 141 | whoever read the output through a pipe has gone |
"""


def printed() -> str:
    """The page: the help of every command, in the order of `ibkr --help`."""
    # The width of help is that of the screen, unless somebody says so.
    os.environ["COLUMNS"] = str(WIDTH)
    root: Any = typer.main.get_command(app)
    return "\n".join([HEAD, *(_section(name, text) for name, text in _helps(root, None, "ibkr"))])


def _helps(command: Any, parent: Any, name: str) -> Iterator[tuple[str, str]]:
    """The name and the help of a command and of all below it."""
    context = command.context_class(
        command, info_name=name, parent=parent, terminal_width=WIDTH, max_content_width=WIDTH
    )
    yield context.command_path, _trimmed(command.get_help(context))
    for below in command.list_commands(context) if hasattr(command, "list_commands") else ():
        yield from _helps(command.get_command(context, below), context, below)


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines())


def _section(name: str, text: str) -> str:
    level = "##" if name.count(" ") < 2 else "###"
    return f"{level} {name}\n\n```text\n{text}\n```\n"


if __name__ == "__main__":
    print(printed(), end="")

"""Tells a story on a terminal: numbered steps, a line of code for each, and what came of it.

Through a pipe the same words come without colours, and a line that would change
in place is printed once, when it is final.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from rich.live import Live
from rich.padding import Padding
from rich.text import Text

from ibkr.cli.console import table

if TYPE_CHECKING:
    from rich.console import Console

INDENT = "   "
WIDEST = 100
"""Longer lines are hard to read, however wide the terminal."""


class Narrator:
    """Numbers the steps and keeps their layout."""

    def __init__(self, console: Console) -> None:
        """Tell it on `console`."""
        self.console = console
        self._step = 0

    def step(self, title: str, why: str, *code: str) -> None:
        """Begin a step: its title, one or two sentences of why, and the code that a user would write."""
        self._step += 1
        self._line("")
        self._line(Text.assemble((f"{self._step}  ", "bold cyan"), (title, "bold")))
        self.say(why)
        self.code(*code)

    def code(self, *lines: str) -> None:
        """What a user would write to get what follows."""
        for line in lines:
            self._line(Text(f"{INDENT}› {line}", "cyan"))

    def say(self, *lines: object, indent: str = INDENT) -> None:
        """Words or results, wrapped at the terminal's width; each argument begins a line."""
        width = min(self.console.width, WIDEST)
        for line in lines:
            for part in wrap(str(line), width, initial_indent=indent, subsequent_indent=indent):
                self._line(part)

    def show(self, block: str) -> None:
        """Text that has a layout of its own."""
        for line in block.splitlines():
            self._line(f"{INDENT}{line}".rstrip())

    def rows(self, rows: Sequence[Sequence[Any]], *headings: str) -> None:
        """A table."""
        self.console.print(Padding(table(rows, headings), (0, 0, 0, len(INDENT)), expand=False))

    @contextmanager
    def waiting(self, doing: str) -> Generator[None, None, None]:
        """Show that something takes a moment; only a terminal sees it."""
        with self.console.status(f"{doing} …"):
            yield

    @contextmanager
    def changing(self) -> Generator[Line, None, None]:
        """One line that changes in place on a terminal. Its last form stays."""
        with Live(console=self.console, auto_refresh=False, transient=True) as live:
            line = Line(live)
            yield line
        self._line(line.text)

    def _line(self, text: str | Text) -> None:
        self.console.print(text, soft_wrap=True, markup=False)


class Line:
    """The line of `Narrator.changing`."""

    def __init__(self, live: Live) -> None:
        """Draw with `live`."""
        self._live = live
        self.text = ""

    def update(self, text: str) -> None:
        """Show `text` in place of what was there."""
        self.text = f"{INDENT}{text}"
        self._live.update(Text(self.text), refresh=True)

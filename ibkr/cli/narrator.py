"""Tells a story on a terminal: numbered steps, a line of code for each, and what came of it.

Through a pipe the same words come without colours, and a line that would change
in place is printed once, when it is final.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.live import Live
from rich.padding import Padding
from rich.text import Text

from ibkr.cli.console import table

if TYPE_CHECKING:
    from rich.console import Console

INDENT = 3


class Narrator:
    """Numbers the steps and keeps their layout."""

    def __init__(self, console: Console) -> None:
        """Tell it on `console`."""
        self.console = console
        self._step = 0

    def step(self, title: str, why: str, *code: str) -> None:
        """Begin a step: its title, one or two sentences of why, and the code that a user would write."""
        self._step += 1
        self.console.print()
        self.console.print(Text.assemble((f"{self._step}  ", "bold cyan"), (title, "bold")))
        self._indented(Text(why))
        for line in code:
            self._indented(Text(f"› {line}", "cyan"))

    def say(self, *lines: object) -> None:
        """What came of it, a line each."""
        for line in lines:
            self._indented(Text(str(line)))

    def rows(self, rows: Sequence[Sequence[Any]], *headings: str) -> None:
        """What came of it, as a table."""
        self._indented(table(rows, headings))

    @contextmanager
    def waiting(self, doing: str) -> Iterator[None]:
        """Show that something takes a moment; only a terminal sees it."""
        with self.console.status(f"{doing} …"):
            yield

    @contextmanager
    def changing(self) -> Iterator[Live]:
        """One line that changes in place; `update` it. Its last form stays."""
        with Live(console=self.console, auto_refresh=False, transient=False) as live:
            yield live

    def _indented(self, what: Any) -> None:
        self.console.print(Padding(what, (0, 0, 0, INDENT)))

"""A person at a terminal: starts a program, reads what it shows, types, and presses Ctrl-C."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

PATIENCE = 40.0
# A new session takes the terminal as its own, so that Ctrl-C reaches the program.
PROGRAM = """
import fcntl, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from ibkr.cli import main, opening
import ibkr
opening.LIMITS.set(ibkr.Pacing.off())
main()
"""
TICK = 0.05
CTRL_C = b"\x03"
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """`ibkr` in a pseudo-terminal, so that it believes in a screen and a keyboard."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self._screen, theirs = pty.openpty()
        self._program = subprocess.Popen(
            [sys.executable, "-X", "faulthandler", "-c", PROGRAM, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "120", "LINES": "40", **environment},
        )
        os.close(theirs)
        self.raw = ""

    @property
    def text(self) -> str:
        """All that was shown so far, without the escapes that place and colour it."""
        return ESCAPES.sub("", self.raw).replace("\r", "")

    def expect(self, wanted: str, *, after: int = 0) -> None:
        """Read until `wanted` is shown beyond the first `after` characters."""
        deadline = time.monotonic() + PATIENCE
        while wanted not in self.text[after:]:
            assert self._read(deadline), f"{wanted!r} was not shown, but:\n{self.text}"

    def until(self, happened: Callable[[], object]) -> None:
        """Read until something has happened elsewhere."""
        deadline = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < deadline, f"it did not happen:\n{self.text}"
            self._read(time.monotonic() + TICK)

    def type(self, line: str) -> None:
        os.write(self._screen, f"{line}\n".encode())

    def interrupt(self) -> None:
        os.write(self._screen, CTRL_C)

    def end(self) -> int:
        """Read to the end; the exit status."""
        deadline = time.monotonic() + PATIENCE
        while self._read(deadline):
            pass
        if time.monotonic() >= deadline:
            self._program.send_signal(signal.SIGABRT)  # where it hangs, as its faulthandler tells
            self.expect("most recent call first")
            while self._read(time.monotonic() + TICK):
                pass
            raise AssertionError(f"it did not end, but went on:\n{self.text}")
        return self._program.wait(PATIENCE)

    def _read(self, deadline: float) -> bool:
        ready, _, _ = select.select([self._screen], [], [], max(0.0, deadline - time.monotonic()))
        try:
            shown = os.read(self._screen, 65536) if ready else b""
        except OSError:  # the program has closed its side
            shown = b""
        self.raw += shown.decode("utf-8", "replace")
        return bool(shown)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._program.kill()
        self._program.wait()
        os.close(self._screen)

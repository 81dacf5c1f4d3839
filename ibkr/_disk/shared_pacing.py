"""Limits that the processes of one machine keep together, by way of a small file.

The guarantee is that of `Pacing`: a call occupies its place from the grant until its
answer plus the window, now for all processes that name the same file. Within a process
callers come first come, first served; between processes whoever asks first.
"""

from __future__ import annotations

import os
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from ibkr._core.pacing import MARGIN, RECHECK, Pacing
from ibkr._disk.system import SYSTEM, content, opened
from ibkr.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ibkr._core.pacing import Line, Permit
    from ibkr.model.clock import Clock

# A call without an answer for so long was made by a process that is gone, or is over in all but name.
LEASE: Final = 120.0


class Place(msgspec.Struct):
    """One limit as the file has it. Times are seconds since the epoch."""

    ends: list[float] = []
    """When answered calls leave the window."""
    inside: list[float] = []
    """When calls without an answer yet were let go."""
    shut_until: float = 0.0

    def delay(self, line: Line, now: float) -> float:
        """Seconds until one more call may go; 0.0 for now."""
        if self.shut_until > now:
            return self.shut_until - now
        over = [since for since in self.inside if now - since >= LEASE]
        self.inside = [since for since in self.inside if 0 <= now - since < LEASE]
        # A clock that was set back must not hold places for longer than their window.
        longest = now + line.seconds + MARGIN
        self.ends = [min(end, longest) for end in self.ends if end > now]
        self.ends += [now + line.seconds] * len(over)
        crowded = line.concurrent is not None and len(self.inside) >= line.concurrent
        full = line.calls is not None and len(self.ends) + len(self.inside) >= line.calls
        if crowded or (full and not self.ends):
            return RECHECK
        return min(self.ends) - now + MARGIN if full else 0.0


BOOK: Final = msgspec.json.Decoder(dict[str, Place])


class SharedPacing(Pacing):
    """`Pacing` that several processes keep together.

        ibkr.Client(pacing=ibkr.SharedPacing("/run/user/1000/ibkr-pacing"))

    The file is made when it is missing, for its owner alone. It must be on a local disk.
    """

    def __init__(self, path: str | os.PathLike[str], **options: Any) -> None:
        """Share the limits by the file at `path`; `options` are those of `Pacing`.

        Raises:
            ConfigError: the file cannot be opened.
        """
        super().__init__(**options)
        self._path = Path(path).expanduser()
        self._open()
        self._granted: dict[tuple[int, str], float] = {}

    def _open(self) -> None:
        try:
            self._descriptor = opened(self._path)
        except OSError as error:
            raise ConfigError(
                f"The shared limits {str(self._path)!r} cannot be opened ({error.strerror}): name a file in "
                "a folder that exists."
            ) from error
        self._process = os.getpid()
        weakref.finalize(self, os.close, self._descriptor)

    def _elsewhere(self, permit: Permit, line: Line) -> float:
        def take(book: dict[str, Place]) -> float:
            place, now = book.setdefault(line.key, Place()), permit.clock.now()
            seconds = place.delay(line, now)
            if not seconds:
                place.inside.append(now)
                self._granted[id(permit), line.key] = now
            return seconds

        return self._with_book(take)

    def _left(self, permit: Permit, line: Line) -> None:
        since = self._granted.pop((id(permit), line.key), None)

        def leave(book: dict[str, Place]) -> float:
            place, now = book.setdefault(line.key, Place()), permit.clock.now()
            if since in place.inside:
                place.inside.remove(since)
            if line.calls is not None:
                place.ends.append(now + line.seconds + MARGIN)
            return 0.0

        self._with_book(leave)

    def _shut(self, line: Line, until: float, clock: Clock) -> None:
        super()._shut(line, until, clock)
        wall = until - clock.monotonic() + clock.now()

        def shut(book: dict[str, Place]) -> float:
            place = book.setdefault(line.key, Place())
            place.shut_until = max(place.shut_until, wall)
            return 0.0

        self._with_book(shut)

    def _with_book(self, change: Callable[[dict[str, Place]], float]) -> float:
        """Change the file while no other process has it."""
        if self._process != os.getpid():
            # One that was forked shares the descriptor with its parent, and no lock parts those who do.
            self._open()
        SYSTEM.lock(self._descriptor, wait=True)
        try:
            book = _read(content(self._descriptor))
            result = change(book)
            written = msgspec.json.encode(book)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, written)
            os.ftruncate(self._descriptor, len(written))
        finally:
            SYSTEM.unlock(self._descriptor)
        return result


def _read(book: bytes) -> dict[str, Place]:
    try:
        return BOOK.decode(book) if book else {}
    except msgspec.DecodeError:  # a process died while it wrote: the windows begin again
        return {}

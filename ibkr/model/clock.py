"""Time as an argument: the system's clock, and one that tests move by hand."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Protocol


class Clock(Protocol):
    """Where the library takes time from. Everything that waits or stamps takes one."""

    def now(self) -> float:
        """Seconds since the epoch, UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that never run backwards; only differences mean anything."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait that long."""
        ...

    async def asleep(self, seconds: float) -> None:
        """Wait that long without holding up the event loop."""
        ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> float:
        """Seconds since the epoch, UTC."""
        return time.time()

    def monotonic(self) -> float:
        """Seconds that never run backwards; only differences mean anything."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait that long; not at all for a negative number."""
        time.sleep(max(0.0, seconds))

    async def asleep(self, seconds: float) -> None:
        """Wait that long without holding up the event loop."""
        await asyncio.sleep(max(0.0, seconds))


class ManualClock:
    """A clock that stands still until somebody waits on it or moves it.

    Waiting moves the time to the end of the wait and returns at once, so that
    hours of pacing pass in microseconds. Safe for use from many threads.
    """

    def __init__(self, start: float = 1_359_730_800.0) -> None:
        """Start at `start`, seconds since the epoch (default: 2013-02-01 15:00 UTC)."""
        self._time = start
        self._lock = threading.Lock()

    def now(self) -> float:
        """Seconds since the epoch, UTC."""
        return self._time

    def monotonic(self) -> float:
        """The same reading: this clock never runs backwards."""
        return self._time

    def advance(self, seconds: float) -> None:
        """Move forward by `seconds`; a negative number is a `ValueError`."""
        if seconds < 0:
            raise ValueError(f"a clock cannot be moved back by {-seconds} seconds")
        with self._lock:
            self._time += seconds

    def sleep(self, seconds: float) -> None:
        """Move forward to the end of the wait."""
        target = self._time + max(0.0, seconds)
        with self._lock:
            self._time = max(self._time, target)

    async def asleep(self, seconds: float) -> None:
        """Move forward to the end of the wait, after letting other tasks run once."""
        target = self._time + max(0.0, seconds)
        await asyncio.sleep(0)
        with self._lock:
            self._time = max(self._time, target)

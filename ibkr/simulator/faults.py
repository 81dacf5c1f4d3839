"""The faults that are in force in one gateway, and how often each was met.

faults = Faults(Fault("drop_after", "orders.submit"), Fault("answer", "market_data.history", status=503))
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Self

import attrs

from ibkr.simulator.scenario import read

if TYPE_CHECKING:
    from pathlib import Path

    from ibkr.simulator.fault import Fault


@attrs.define(eq=False)
class Tally:
    """A fault in force: since when, and how many calls or frames counted for it and were hit."""

    fault: Fault
    since: float
    seen: int = 0
    hit: int = 0

    def take(self, now: float, rng: random.Random) -> bool:
        """Count a match; whether it is hit."""
        if not self.fault.runs(now - self.since):
            return False
        # A draw that fails does not use up one of `times`: so many are hit in the end.
        due = self.fault.due(self.seen)
        struck = due and (self.fault.chance >= 1 or rng.random() < self.fault.chance)
        if struck or not due:
            self.seen += 1
        self.hit += struck
        return struck


class Faults:
    """The faults in force. Safe to change while the gateway runs."""

    def __init__(self, *faults: Fault) -> None:
        self.now: Callable[[], float] = _start_of_time
        """Seconds of the gateway's clock; a gateway that takes these faults puts its own here."""
        self.rng = random.Random(0)
        self._tallies: list[Tally] = []
        self._lock = threading.Lock()
        self.add(*faults)

    def add(self, *faults: Fault) -> None:
        """Put more faults in force; each counts its own matches and seconds from now on."""
        with self._lock:
            self._tallies += [Tally(fault, self.now()) for fault in faults]

    def clear(self) -> None:
        """Take every fault out of force."""
        with self._lock:
            self._tallies.clear()

    def remove(self, number: int) -> bool:
        """Take the fault with that place in `tallies` out of force; False when there is none."""
        with self._lock:
            if not 0 <= number < len(self._tallies):
                return False
            del self._tallies[number]
            return True

    @property
    def tallies(self) -> list[Tally]:
        """The faults in force with their counts, in the order in which they were added."""
        with self._lock:
            return list(self._tallies)

    def at_call(self, operation: str) -> tuple[Fault, ...]:
        """The faults that hit this call of `operation`; the call is counted."""
        return self._take(operation, frame=False)

    def at_frame(self, topic: str) -> tuple[Fault, ...]:
        """The faults that hit this frame of `topic`; the frame is counted."""
        return self._take(topic, frame=True)

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """Read a scenario file; see docs/how-to/faults.md for what it holds.

        Raises:
            ConfigError: the file cannot be read, with the line at fault.
        """
        return cls(*read(path))

    def _take(self, name: str, *, frame: bool) -> tuple[Fault, ...]:
        if not self._tallies:
            return ()
        with self._lock:
            now = self.now()
            return tuple(
                tally.fault
                for tally in self._tallies
                if tally.fault.concerns(name, frame=frame) and tally.take(now, self.rng)
            )


def _start_of_time() -> float:
    return 0.0

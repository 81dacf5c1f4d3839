"""What is due when, in order of time; among equals, in the order of making the appointment."""

from __future__ import annotations

import heapq
from collections.abc import Callable

Appointment = Callable[[], None]


class Agenda:
    """A queue of things to do at given times."""

    def __init__(self) -> None:
        """Begin with nothing due."""
        self._entries: list[tuple[float, int, Appointment]] = []
        self._made = 0

    def add(self, when: float, appointment: Appointment) -> None:
        """Do something at epoch second `when`."""
        self._made += 1
        heapq.heappush(self._entries, (when, self._made, appointment))

    @property
    def next_time(self) -> float:
        """When the next thing is due; infinite if nothing is."""
        return self._entries[0][0] if self._entries else float("inf")

    def pop(self) -> tuple[float, Appointment]:
        """Take out the next thing and when it is due."""
        when, _, appointment = heapq.heappop(self._entries)
        return when, appointment

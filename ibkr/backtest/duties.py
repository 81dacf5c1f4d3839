"""What falls due besides orders: on a given step, or on each, before the open or after the close."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

Duty = Callable[[int], object]
NEVER = 1 << 62


class Duties:
    """A diary of things to do."""

    def __init__(self) -> None:
        """Nothing is due."""
        self.each_open: list[Duty] = []
        self.each_close: list[Duty] = []
        self._opens: defaultdict[int, list[Duty]] = defaultdict(list)
        self._closes: defaultdict[int, list[Duty]] = defaultdict(list)
        self._steps: list[int] = []
        self.alarm = NEVER
        """No step before this needs attention."""

    def at_open(self, step: int, duty: Duty) -> None:
        """Before the open of one step."""
        self._opens[step].append(duty)

    def at_close(self, step: int, duty: Duty) -> None:
        """After the close of one step."""
        self._closes[step].append(duty)

    def begin(self, step: int) -> None:
        """Make ready for a run from `step` on.

        What was due before an earlier open is forgotten: there was nothing to pay, split or
        roll. What was due after a close is done now: what has expired is expired.
        """
        for early in sorted(item for item in self._closes if item < step):
            for duty in self._closes.pop(early):
                duty(early)
        due = {*self._opens, *self._closes}
        self._steps = sorted((item for item in due if item >= step), reverse=True)
        self._set_alarm()

    def _set_alarm(self) -> None:
        if self.each_open or self.each_close:
            self.alarm = 0
        else:
            self.alarm = self._steps[-1] if self._steps else NEVER

    def pending(self) -> bool:
        """Whether anything is still to be done."""
        return self.alarm < NEVER

    def open(self, step: int) -> None:
        """Do what is due before the open."""
        for duty in self.each_open:
            duty(step)
        for duty in self._opens.pop(step, ()):
            duty(step)

    def close(self, step: int) -> None:
        """Do what is due after the close."""
        for duty in self._closes.pop(step, ()):
            duty(step)
        for duty in self.each_close:
            duty(step)
        if self._steps and self._steps[-1] <= step:
            self._steps.pop()
            self._set_alarm()

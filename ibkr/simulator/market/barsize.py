"""The words of a history request: bar sizes and periods."""

from __future__ import annotations

import re
from datetime import date, timedelta

import attrs

from ibkr.simulator.market import calendar

SECONDS = {"s": 1, "min": 60, "h": 3600}
"""Units that divide a session; d, w and m (month) gather whole sessions."""

_WORD = re.compile(r"(\d+)(min|[shdwmy])")


@attrs.frozen
class BarSize:
    """How long one bar is: `BarSize(5, "min")`. Units: s, min, h, d, w, m (month), y (periods only)."""

    count: int
    unit: str

    @property
    def seconds(self) -> int | None:
        """The length within a session; None for bars of whole days."""
        return self.count * SECONDS[self.unit] if self.unit in SECONDS else None

    def __str__(self) -> str:
        """The gateway's spelling, `5min`."""
        return f"{self.count}{self.unit}"


def parse(word: str) -> BarSize:
    """`1min`, `4h`, `1d`, `2w`, `3m`, `15y` as count and unit; a bar size or a period.

    Units are lower case. The gateway answers an unknown word with a default window;
    what to do is up to the caller.

    Raises:
        ValueError: not a count followed by a unit.
    """
    match = _WORD.fullmatch(word)
    if match is None or int(match[1]) == 0:
        raise ValueError(f"{word!r} is not a number with a unit s, min, h, d, w, m or y")
    return BarSize(int(match[1]), match[2])


def first_day(period: BarSize, day: date) -> date:
    """The earliest day within a period of days or longer whose last session is on `day`."""
    if period.unit == "d":
        for _ in range(period.count - 1):
            day = calendar.previous_session(day).day
        return day
    if period.unit == "w":
        return day - timedelta(days=7 * period.count - 1)
    months = period.count * (12 if period.unit == "y" else 1)
    return _months_before(day, months) + timedelta(days=1)


def _months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last; never before year 1."""
    year, month = divmod(max(day.year * 12 + day.month - 1 - months, 12), 12)
    first_of_next = date(year + month // 11, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), first_of_next - timedelta(days=1))

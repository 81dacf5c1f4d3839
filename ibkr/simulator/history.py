"""Reading a history request the way the gateway does: words it does not know get a default window.

Source: gateway facts "REST endpoints", history period and bar.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from datetime import UTC, datetime

import attrs

from ibkr.simulator.market import barsize
from ibkr.simulator.market.barsize import BarSize
from ibkr.simulator.refusals import refuse

MOST_POINTS = 1000
BARS = tuple(
    barsize.parse(word)
    for word in (
        *("1min", "2min", "3min", "5min", "10min", "15min", "30min"),
        *("1h", "2h", "3h", "4h", "8h", "1d", "1w", "1m"),
    )
)
_LONGEST = {"min": 30, "h": 8, "d": 1000, "w": 792, "m": 182, "y": 15}
_CALENDAR_SECONDS = {
    "min": 60,
    "h": 3600,
    "d": 86_400,
    "w": 604_800,
    "m": 2_592_000,
    "y": 31_536_000,
}
_SESSION_SECONDS = 23_400
_SESSIONS = {"d": 1.0, "w": 5.0, "m": 21.0, "y": 252.0}


@attrs.frozen
class Row:
    """One column of the facts' table: which bars a period of that length may have."""

    period: str
    smallest: str
    largest: str
    default: str


ROWS = (
    Row("1min", "1min", "1min", "1min"),
    Row("1h", "1min", "8h", "1min"),
    Row("1d", "1min", "8h", "1min"),
    Row("1w", "10min", "1w", "15min"),
    Row("1m", "1h", "1m", "30min"),
    Row("3m", "2h", "1m", "1d"),
    Row("6m", "4h", "1m", "1d"),
    Row("1y", "8h", "1m", "1d"),
    Row("2y", "1d", "1m", "1d"),
    Row("3y", "1d", "1m", "1w"),
    Row("15y", "1w", "1m", "1w"),
)


@attrs.frozen
class Window:
    """What a history call asks for, once understood."""

    period: BarSize
    bar: BarSize

    @property
    def bar_seconds(self) -> int:
        """`barLength`: calendar seconds of one bar."""
        return length(self.bar)

    @property
    def sessions(self) -> float | None:
        """About how many sessions the period spans; None for one within a session."""
        each = _SESSIONS.get(self.period.unit)
        return None if each is None else each * self.period.count

    @property
    def points(self) -> float:
        """About how many bars the window holds."""
        if self.bar.seconds is None:
            return (self.sessions or 1) / (_SESSIONS[self.bar.unit] * self.bar.count)
        if self.sessions is None:
            return length(self.period) / self.bar.seconds
        return self.sessions * math.ceil(_SESSION_SECONDS / self.bar.seconds)


DEFAULT = Window(BarSize(1, "d"), BarSize(1, "min"))


def length(size: BarSize) -> int:
    """Calendar seconds of a period or a bar; a month has 30 days."""
    return size.count * _CALENDAR_SECONDS[size.unit]


def end(text: str, now: float) -> float:
    """Where a window ends, epoch seconds: at `YYYYMMDD-HH:mm:ss` in UTC, but never after `now`.

    Raises:
        Refused: the text is something else.
    """
    if not text:
        return now
    try:
        return min(now, datetime.strptime(text, "%Y%m%d-%H:%M:%S").replace(tzinfo=UTC).timestamp())
    except ValueError:
        raise refuse(400, "Bad Request: startTime is not YYYYMMDD-HH:mm:ss") from None


def window(period: str, bar: str) -> Window:
    """The window for two words; upper case, unknown words and sizes out of range get defaults."""
    asked = _known(period)
    if asked is None or asked.unit not in _LONGEST or asked.count > _LONGEST[asked.unit]:
        return DEFAULT
    size = _known(bar)
    below, above = _rows_around(asked)
    if size in BARS and length(barsize.parse(below.smallest)) <= length(size) <= _most(above):
        return Window(asked, size)
    return Window(asked, barsize.parse(below.default))


def _known(word: str) -> BarSize | None:
    try:
        size = barsize.parse(word)
    except ValueError:
        return None
    return size if size.unit in _CALENDAR_SECONDS else None


def _rows_around(period: BarSize) -> tuple[Row, Row]:
    lengths = [length(barsize.parse(row.period)) for row in ROWS]
    below = max(0, bisect_right(lengths, length(period)) - 1)
    above = min(len(ROWS) - 1, bisect_left(lengths, length(period)))
    return ROWS[below], ROWS[above]


def _most(row: Row) -> int:
    return length(barsize.parse(row.largest))

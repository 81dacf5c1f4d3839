"""Bars of any size, counted from the seconds of a day or gathered from whole days."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import attrs
import numpy as np

from ibkr.simulator.data.series import UNITS_PER_DOLLAR, Floats, Ints
from ibkr.simulator.market import calendar
from ibkr.simulator.market.hours import STOCK_HOURS

if TYPE_CHECKING:
    from ibkr.simulator.market.daily import DailyColumns
    from ibkr.simulator.market.hours import Hours
    from ibkr.simulator.market.path import DayPath


@attrs.frozen(eq=False)
class BarSeries:
    """Bars as columns, oldest first: prices in the contract's currency, volume in shares or contracts.

    `time` is the opening instant in epoch milliseconds. Intraday bars begin at whole
    multiples of their size from New York midnight, except the first of a session,
    which begins at the opening bell (an hourly first bar lasts 30 minutes). Bars of
    days and longer begin at the opening bell of their first session.
    """

    time: Ints
    open: Floats
    high: Floats
    low: Floats
    close: Floats
    volume: Ints

    def __len__(self) -> int:
        """How many bars."""
        return len(self.time)

    def last(self, count: int) -> BarSeries:
        """The newest `count` bars."""
        start = max(0, len(self) - count)
        return BarSeries(
            self.time[start:],
            self.open[start:],
            self.high[start:],
            self.low[start:],
            self.close[start:],
            self.volume[start:],
        )


def joined(series: list[BarSeries]) -> BarSeries:
    """Several series, oldest first, as one."""
    parts = series or [_NO_BARS]
    return BarSeries(
        np.concatenate([each.time for each in parts]),
        np.concatenate([each.open for each in parts]),
        np.concatenate([each.high for each in parts]),
        np.concatenate([each.low for each in parts]),
        np.concatenate([each.close for each in parts]),
        np.concatenate([each.volume for each in parts]),
    )


_NO_FLOATS = np.array([], dtype=np.float64)
_NO_INTS = np.array([], dtype=np.int64)
_NO_BARS = BarSeries(_NO_INTS, _NO_FLOATS, _NO_FLOATS, _NO_FLOATS, _NO_FLOATS, _NO_INTS)


@attrs.frozen(eq=False)
class Counted:
    """Bars of one session in the path's units, and the second of the session each begins at."""

    start: Ints
    open: Ints
    high: Ints
    low: Ints
    close: Ints
    volume: Ints

    def to_series(self, session: calendar.Session, units: float = UNITS_PER_DOLLAR) -> BarSeries:
        """The same bars as times and prices, `units` of the path to 1."""
        return BarSeries(
            (self.start + int(session.opens)) * 1000,
            self.open / units,
            self.high / units,
            self.low / units,
            self.close / units,
            self.volume,
        )


def count_path(path: DayPath, bar_seconds: int, *, seconds: int | None = None) -> Counted:
    """Bars over the first `seconds` of a path (all of it by default)."""
    price, volume = path.price[:seconds], path.volume[:seconds]
    return _grouped(
        np.arange(len(price)), (price, price, price, price, volume), _starts(path.bar.session, bar_seconds)
    )


def count_bars(bars: Counted, session: calendar.Session, bar_seconds: int) -> Counted:
    """Larger bars out of smaller ones whose size divides theirs."""
    columns = (bars.open, bars.high, bars.low, bars.close, bars.volume)
    return _grouped(bars.start, columns, _starts(session, bar_seconds))


def whole_days(
    columns: DailyColumns,
    unit: str,
    count: int,
    *,
    hours: Hours = STOCK_HOURS,
    units: float = UNITS_PER_DOLLAR,
) -> BarSeries:
    """Bars of `count` days, weeks or months (units d, w, m). Groups are counted from the epoch."""
    if not len(columns.day):
        return _NO_BARS
    group = _GROUPS[unit](columns.day) // count
    first = np.flatnonzero(np.diff(group, prepend=group[0] - 1))
    last = np.append(first[1:], len(group)) - 1
    return BarSeries(
        np.array([_opening_ms(day, hours) for day in columns.day[first].tolist()], dtype=np.int64),
        columns.open[first] / units,
        np.maximum.reduceat(columns.high, first) / units,
        np.minimum.reduceat(columns.low, first) / units,
        columns.close[last] / units,
        np.add.reduceat(columns.volume, first),
    )


def _starts(session: calendar.Session, bar_seconds: int) -> Ints:
    """Seconds of the session at which bars begin."""
    since_midnight = int(session.opens - calendar.midnight(session.day))
    first_boundary = -since_midnight % bar_seconds or bar_seconds
    return np.append([0], np.arange(first_boundary, session.seconds, bar_seconds))


def _grouped(second: Ints, columns: tuple[Ints, Ints, Ints, Ints, Ints], starts: Ints) -> Counted:
    opens, highs, lows, closes, volumes = columns
    first = np.searchsorted(second, starts[: np.searchsorted(starts, second[-1], side="right")])
    last = np.append(first[1:], len(second)) - 1
    return Counted(
        second[first],
        opens[first],
        np.maximum.reduceat(highs, first),
        np.minimum.reduceat(lows, first),
        closes[last],
        np.add.reduceat(volumes, first),
    )


def _weeks(day: Ints) -> Ints:
    return (day + 3) // 7  # 1970-01-01 was a Thursday: weeks begin on Monday


def _months(day: Ints) -> Ints:
    return day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def _days(day: Ints) -> Ints:
    # Sessions, not calendar days: a bar of two days holds two sessions.
    return np.arange(len(day), dtype=np.int64)


_GROUPS = {"d": _days, "w": _weeks, "m": _months}


@lru_cache(maxsize=65_536)
def _opening_ms(day: int, hours: Hours) -> int:
    session = hours.regular(calendar.from_ordinal(day))
    assert session is not None, "the data has a day on which the exchange is shut"
    return int(session.opens) * 1000

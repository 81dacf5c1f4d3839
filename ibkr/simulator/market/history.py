"""Bars of a contract up to a moment, of any size: out of the seconds of days, or of whole days."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs
import numpy as np

from ibkr.simulator.market import bars, calendar
from ibkr.simulator.market.almanac import listed
from ibkr.simulator.market.bars import BarSeries
from ibkr.simulator.market.barsize import BarSize, first_day
from ibkr.simulator.market.contract import Instrument, instrument
from ibkr.simulator.market.daily import DailyColumns, DayBar
from ibkr.simulator.market.listing import OPTION_TYPES
from ibkr.simulator.market.seconds import printed

if TYPE_CHECKING:
    from datetime import date

    from ibkr.simulator.market.almanac import Almanac
    from ibkr.simulator.market.calendar import Session
    from ibkr.simulator.market.hours import Hours
    from ibkr.simulator.market.path import DayPath
    from ibkr.simulator.market.seconds import Seconds

_MINUTE = 60


class History:
    """Past bars of every contract."""

    def __init__(self, almanac: Almanac, seconds: Seconds) -> None:
        """Count them from these."""
        self._almanac = almanac
        self._seconds = seconds

    def bars(
        self,
        conid: int,
        *,
        size: BarSize,
        until: float,
        period: BarSize | None = None,
        count: int | None = None,
        outside_rth: bool = False,
    ) -> BarSeries:
        """Bars of regular sessions up to epoch second `until`, oldest first; the last may still grow.

        Their number is given by `count` or `period`. A period in s, min or h spans that
        much trading time, one in d so many sessions, one in w, m or y goes back in the
        calendar. What lies before the data is left out. With `outside_rth` bars within
        days come from the sessions before and after the regular one too.

        Raises:
            NoPrices: the contract has no data.
            ValueError: neither or both of `period` and `count`, or a size in years.
        """
        if (period is None) == (count is None):
            raise ValueError("give either a period or a count of bars")
        if size.unit == "y":
            raise ValueError(f"a bar is counted in seconds to months, not {size}")
        hours, first = listed(conid).hours, self._almanac.days(conid).first_day
        if period is not None and period.seconds is None:
            first = max(first, first_day(period, hours.latest(until).day))
        elif period is not None:
            count = -(-(period.seconds or 0) // (size.seconds or sys.maxsize))
        most = count or sys.maxsize
        if size.seconds is None:
            found = self._of_days(conid, size, until, first)
        else:
            found = self._within_days(conid, size, until, first, most, outside_rth=outside_rth)
        return found if count is None else found.last(count)

    def _within_days(
        self, conid: int, size: BarSize, until: float, first: date, count: int, *, outside_rth: bool
    ) -> BarSeries:
        """Bars smaller than a day, from the trading day `first` on or, if later, the newest `count`."""
        assert size.seconds is not None
        found, missing = list[BarSeries](), count
        for session in _backwards(instrument(conid).hours, until, outside_rth=outside_rth):
            if session.day < first or missing <= 0:
                break
            second = printed(conid, session, until)
            if second >= 0 and self._almanac.trades_in(conid, session):
                found.append(self._session_bars(conid, session, size.seconds, second + 1))
                missing -= len(found[-1])
        return bars.joined(found[::-1])

    def _session_bars(self, conid: int, session: Session, bar_seconds: int, seconds: int) -> BarSeries:
        if seconds < session.seconds or bar_seconds % _MINUTE:
            counted = bars.count_path(self._path(conid, session), bar_seconds, seconds=seconds)
        else:
            counted = bars.count_bars(self._seconds.minutes(conid, session), session, bar_seconds)
        return counted.to_series(session, _units(instrument(conid)))

    def _of_days(self, conid: int, size: BarSize, until: float, first: date) -> BarSeries:
        """Bars of whole days that begin on `first` or later."""
        listing, columns = instrument(conid), self._columns(conid, until)
        series = bars.whole_days(columns, size.unit, size.count, hours=listing.hours, units=_units(listing))
        return series.last(int((series.time >= calendar.midnight(first) * 1000).sum()))

    def _columns(self, conid: int, until: float) -> DailyColumns:
        """The daily bars up to `until`, the running or just ended day as far as it has come."""
        session = instrument(conid).hours.latest(until)
        past = self._almanac.days(conid).before(session.day)
        second = printed(conid, session, until)
        if second < 0 or not self._almanac.trades_in(conid, session):
            return past
        bar = self._bar_so_far(conid, session, second)
        figures = (calendar.to_ordinal(session.day), bar.open, bar.high, bar.low, bar.close, bar.volume)
        return past.extended(DailyColumns(*(np.array([figure], dtype=np.int64) for figure in figures)))

    def _bar_so_far(self, conid: int, session: Session, second: int) -> DayBar:
        if instrument(conid).sec_type in OPTION_TYPES:
            return self._seconds.tape(conid, session).bar(second)
        path = self._path(conid, session)
        return attrs.evolve(
            path.bar,
            high=int(path.high[second]),
            low=int(path.low[second]),
            close=int(path.price[second]),
            volume=int(path.total_volume[second]),
        )

    def _path(self, conid: int, session: Session) -> DayPath:
        found = self._seconds.path(conid, session)
        assert found is not None, "the contract trades in that session"
        return found


def _backwards(hours: Hours, until: float, *, outside_rth: bool) -> Iterator[Session]:
    """The sessions begun by `until`, newest first, regular ones alone or all."""
    day = hours.latest_of_any(until).day if outside_rth else hours.latest(until).day
    while True:
        sessions = hours.sessions(day) if outside_rth else (hours.regular(day),)
        yield from (each for each in reversed(sessions) if each is not None and each.opens <= until)
        day = hours.previous(day).day


def _units(listing: Instrument) -> float:
    """Units to 1 of the contract's currency."""
    return float(1 / listing.unit)

"""Daily bars of one stock without end: the recorded ones, then a seeded continuation.

After the last recorded day (2013-03-01) each calendar year is drawn as one block from
(seed, conid, year): closes follow a geometric random walk whose volatility is that of
the stock's last recorded year, with a drift of 7.5 % a year; a third of each day's
variance falls overnight; volumes are log-normal around the recorded ones. A block
starts from the last close before it, so every reader sees the same future whatever
he asks for first.
"""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs
import numpy as np

from ibkr.simulator.data.series import UNITS_PER_DOLLAR, Floats, Ints, daily_series
from ibkr.simulator.market import calendar

if TYPE_CHECKING:
    from ibkr.simulator.market.contract import Instrument

_CENT = UNITS_PER_DOLLAR // 100
_YEAR_OF_DAYS = 252
_DAILY_DRIFT = 0.075 / _YEAR_OF_DAYS
_OVERNIGHT_SHARE = 1 / 3
_LOWEST_CLOSE = UNITS_PER_DOLLAR
_SMALLEST_WICK = 2 * _CENT
_FEWEST_LOTS = 1_000
_FUTURE = 1
"""Second word of the seed of these draws; paths and quotes of a day use others."""


@attrs.frozen
class DayBar:
    """One session's figures: prices in units of 1/10000 USD, volume in shares."""

    session: calendar.Session
    open: int
    high: int
    low: int
    close: int
    volume: int
    prior_close: int
    """Close of the session before; the open on the first day of the data."""


@attrs.frozen(eq=False)
class DailyColumns:
    """Daily bars as arrays, oldest first; `day` counts days since 1970-01-01."""

    day: Ints
    open: Ints
    high: Ints
    low: Ints
    close: Ints
    volume: Ints

    def first(self, count: int) -> DailyColumns:
        """The oldest `count` days."""
        return DailyColumns(*(column[:count] for column in attrs.astuple(self, recurse=False)))

    def extended(self, later: DailyColumns) -> DailyColumns:
        """These days and the later ones behind them."""
        pairs = zip(attrs.astuple(self, recurse=False), attrs.astuple(later, recurse=False), strict=True)
        return DailyColumns(*(np.concatenate(pair) for pair in pairs))


class DailyBars:
    """The daily bars of one instrument, recorded and to come. Safe for many threads."""

    def __init__(self, instrument: Instrument, *, seed: int) -> None:
        """Read the recorded bars of `instrument`; a KeyError when there are none."""
        series = daily_series(instrument.symbol)
        self._conid = instrument.conid
        self._seed = seed
        self._columns = DailyColumns(
            series.day, series.open, series.high, series.low, series.close, series.volume
        )
        self._habits = _habits_of(self._columns)
        self._lock = threading.Lock()

    @property
    def first_day(self) -> date:
        """The first day with prices."""
        return calendar.from_ordinal(self._columns.day[0])

    def bar(self, session: calendar.Session) -> DayBar | None:
        """The bar of a session, or None before the first day."""
        number = calendar.to_ordinal(session.day)
        columns = self._reaching(number)
        at = int(np.searchsorted(columns.day, number))
        if at == len(columns.day) or columns.day[at] != number:
            return None
        figures = (columns.open, columns.high, columns.low, columns.close, columns.volume)
        prior = columns.close[at - 1] if at else columns.open[0]
        return DayBar(session, *(int(column[at]) for column in figures), prior_close=int(prior))

    def before(self, day: date) -> DailyColumns:
        """All bars of days before that date."""
        number = calendar.to_ordinal(day)
        columns = self._reaching(number)
        return columns.first(int(np.searchsorted(columns.day, number)))

    def _reaching(self, number: int) -> DailyColumns:
        """Columns that reach beyond that day."""
        if self._columns.day[-1] < number:
            with self._lock:
                while self._columns.day[-1] < number:
                    self._columns = self._columns.extended(self._next_block())
        return self._columns

    def _next_block(self) -> DailyColumns:
        last = calendar.from_ordinal(self._columns.day[-1])
        days = _rest_of_year(last) or _rest_of_year(date(last.year, 12, 31))
        year = calendar.from_ordinal(days[0]).year
        rng = np.random.default_rng([self._seed, _FUTURE, self._conid, year])
        return _drawn(np.array(days, dtype=np.int64), int(self._columns.close[-1]), self._habits, rng)


@attrs.frozen
class _Habits:
    """How a stock moves: daily volatility, and mean and spread of its log volume in lots."""

    volatility: float
    log_lots: float
    log_lots_spread: float


def _habits_of(columns: DailyColumns) -> _Habits:
    recent = slice(-_YEAR_OF_DAYS, None)
    returns = np.diff(np.log(columns.close[recent]))
    log_lots = np.log(columns.volume[recent] / 100)
    return _Habits(float(returns.std()), float(log_lots.mean()), float(log_lots.std()))


def _rest_of_year(day: date) -> list[int]:
    """Trading days after `day`: those of its year, or of the next when `day` is 31 December."""
    following = day + timedelta(days=1)
    span = range((date(following.year, 12, 31) - following).days + 1)
    days = (following + timedelta(days=step) for step in span)
    return [calendar.to_ordinal(each) for each in days if calendar.is_trading_day(each)]


def _drawn(days: Ints, last_close: int, habits: _Habits, rng: np.random.Generator) -> DailyColumns:
    noise = rng.standard_normal((5, len(days)))
    drift = _DAILY_DRIFT - habits.volatility**2 / 2
    overnight = habits.volatility * np.sqrt(_OVERNIGHT_SHARE) * noise[0]
    session = drift + habits.volatility * np.sqrt(1 - _OVERNIGHT_SHARE) * noise[1]
    log_close = np.log(last_close) + np.cumsum(overnight + session)
    opens, closes = _to_cents(np.exp(log_close - session)), _to_cents(np.exp(log_close))
    wicks = np.abs(noise[2:4]) * habits.volatility / 2
    top, bottom = np.maximum(opens, closes), np.minimum(opens, closes)
    high = np.maximum(_to_cents(top * np.exp(wicks[0])), top + _SMALLEST_WICK)
    low = np.minimum(_to_cents(bottom * np.exp(-wicks[1])), bottom - _SMALLEST_WICK)
    lots = np.exp(habits.log_lots + habits.log_lots_spread * noise[4]).astype(np.int64)
    return DailyColumns(days, opens, high, low, closes, np.maximum(lots, _FEWEST_LOTS) * 100)


def _to_cents(units: Floats) -> Ints:
    cents: Ints = np.rint(units / _CENT).astype(np.int64) * _CENT
    return np.maximum(cents, _LOWEST_CLOSE)

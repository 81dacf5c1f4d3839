"""Daily bars of one instrument without end: recorded or invented ones, then a seeded continuation.

An invented past is one random walk tied to the prices of `origin.py` at both ends. After
the last recorded day (2013-03-01; the anchor of an invented past) each calendar year is
drawn as one block from (seed, conid, year): closes follow a geometric random walk whose
volatility is that of the last recorded year, with a drift of 7.5 % a year; a third of each
day's variance falls overnight; volumes are log-normal around the recorded ones. A block
starts from the last close before it, so every reader sees the same future whatever
he asks for first.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

import attrs
import numpy as np

from ibkr.simulator.data.series import UNITS_PER_DOLLAR, Floats, Ints, daily_series
from ibkr.simulator.market import calendar
from ibkr.simulator.market.origin import ANCHOR, ORIGINS, Origin

if TYPE_CHECKING:
    from ibkr.simulator.market.hours import Hours
    from ibkr.simulator.market.listing import Instrument

_CENT = UNITS_PER_DOLLAR // 100
_YEAR_OF_DAYS = 252
_DAILY_DRIFT = 0.075 / _YEAR_OF_DAYS
_OVERNIGHT_SHARE = 1 / 3
_LOWEST_CLOSE = UNITS_PER_DOLLAR
_SMALLEST_WICK = 2 * _CENT
_FEWEST_LOTS = 1_000
_FUTURE, _PAST = 1, 4
"""Second words of the seeds of these draws; paths and quotes of a day use others."""


@attrs.frozen
class DayBar:
    """One session's figures: prices in the instrument's units (a hundredth of a tick), volume in shares."""

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

    def since(self, number: int) -> DailyColumns:
        """The days from day `number` on."""
        start = int(np.searchsorted(self.day, number))
        return DailyColumns(*(column[start:] for column in attrs.astuple(self, recurse=False)))

    def extended(self, later: DailyColumns) -> DailyColumns:
        """These days and the later ones behind them."""
        pairs = zip(attrs.astuple(self, recurse=False), attrs.astuple(later, recurse=False), strict=True)
        return DailyColumns(*(np.concatenate(pair) for pair in pairs))


class Days(Protocol):
    """The daily bars of one instrument."""

    @property
    def first_day(self) -> date:
        """The first day with prices."""
        ...

    def bar(self, session: calendar.Session) -> DayBar | None:
        """The bar of a regular session, or None outside of the instrument's life."""
        ...

    def before(self, day: date) -> DailyColumns:
        """All bars of days before that date."""
        ...


class DailyBars:
    """The daily bars of one instrument, past and to come. Safe for many threads."""

    def __init__(self, instrument: Instrument, *, seed: int, columns: DailyColumns | None = None) -> None:
        """Read or invent the past of `instrument`, unless it is given; a KeyError when it has neither."""
        self._conid = instrument.conid
        self._hours = instrument.hours
        self._lot = instrument.lot
        self._seed = seed
        origin = ORIGINS.get(instrument.conid)
        if columns is not None:
            self._columns, self._habits = columns, _habits_of(columns)
        elif origin is None:
            series = daily_series(instrument.symbol)
            self._columns = DailyColumns(
                series.day, series.open, series.high, series.low, series.close, series.volume
            )
            self._habits = _habits_of(self._columns)
        else:
            self._habits = _Habits(origin.daily_volatility, float(np.log(origin.lots)), 0.3)
            self._columns = self._invented(origin, float(instrument.unit))
        self._lock = threading.Lock()

    def _invented(self, origin: Origin, unit: float) -> DailyColumns:
        count = (ANCHOR - origin.first_day).days + 1
        days = (origin.first_day + timedelta(days=step) for step in range(count))
        trading = [calendar.to_ordinal(day) for day in days if self._hours.regular(day) is not None]
        first, anchor = round(origin.first_price / unit), round(origin.anchor_price / unit)
        rng = np.random.default_rng([self._seed, _PAST, self._conid])
        numbers = np.array(trading, dtype=np.int64)
        return _drawn(numbers, first, self._habits, rng, lot=self._lot, target=anchor)

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
        days = _rest_of_year(last, self._hours) or _rest_of_year(date(last.year, 12, 31), self._hours)
        year = calendar.from_ordinal(days[0]).year
        rng = np.random.default_rng([self._seed, _FUTURE, self._conid, year])
        numbers, last_close = np.array(days, dtype=np.int64), int(self._columns.close[-1])
        return _drawn(numbers, last_close, self._habits, rng, lot=self._lot)


class ScaledBars:
    """The daily bars of an index or future that follows an ETF: the same, times a factor of each day."""

    def __init__(
        self,
        source: DailyBars,
        factor: Callable[[Ints], Floats],
        *,
        lot: int,
        lives: tuple[date, date] | None = None,
    ) -> None:
        """Follow `source`; `factor` tells units per unit by day, `lives` the first and last day."""
        self._source = source
        self._factor = factor
        self.lot = lot
        self._lives = lives or (source.first_day, date.max)

    @property
    def first_day(self) -> date:
        """The first day with prices."""
        return max(self._source.first_day, self._lives[0])

    def bar(self, session: calendar.Session) -> DayBar | None:
        """The bar of a regular session, or None outside of the instrument's life."""
        found = self._source.bar(session) if self._lives[0] <= session.day <= self._lives[1] else None
        if found is None:
            return None
        factor = self.factor(session.day)
        prices = [scaled(each, factor) for each in (found.open, found.high, found.low, found.close)]
        prior = scaled(found.prior_close, factor)
        return DayBar(session, *prices, volume=found.volume // self.lot, prior_close=prior)

    def factor(self, day: date) -> float:
        """Units of this instrument for a unit of the source on that day."""
        return float(self._factor(np.array([calendar.to_ordinal(day)]))[0])

    def before(self, day: date) -> DailyColumns:
        """All bars of days before that date."""
        whole = self._source.before(min(day, self._lives[1]))
        columns = whole.since(calendar.to_ordinal(self.first_day))
        factor = self._factor(columns.day)
        return DailyColumns(
            columns.day,
            to_ticks(columns.open * factor),
            to_ticks(columns.high * factor),
            to_ticks(columns.low * factor),
            to_ticks(columns.close * factor),
            columns.volume // self.lot,
        )


def scaled(units: int, factor: float) -> int:
    """Units times a factor, on whole ticks."""
    return int(to_ticks(np.array([units * factor]))[0])


@attrs.frozen
class _Habits:
    """How a stock moves: daily volatility, and mean and spread of its log volume in lots."""

    volatility: float
    log_lots: float
    log_lots_spread: float


_FEWEST_DAYS = 20
_USUAL = _Habits(volatility=0.015, log_lots=float(np.log(30_000)), log_lots_spread=0.3)
"""Of a stock of which too little is known."""


def _habits_of(columns: DailyColumns) -> _Habits:
    if len(columns.day) < _FEWEST_DAYS:
        return _USUAL
    recent = slice(-_YEAR_OF_DAYS, None)
    returns = np.diff(np.log(columns.close[recent]))
    log_lots = np.log(np.maximum(columns.volume[recent] / 100, 1.0))
    return _Habits(float(returns.std()), float(log_lots.mean()), float(log_lots.std()))


def _rest_of_year(day: date, hours: Hours) -> list[int]:
    """Trading days after `day`: those of its year, or of the next when `day` is 31 December."""
    following = day + timedelta(days=1)
    span = range((date(following.year, 12, 31) - following).days + 1)
    days = (following + timedelta(days=step) for step in span)
    return [calendar.to_ordinal(each) for each in days if hours.regular(each) is not None]


def _drawn(
    days: Ints,
    last_close: int,
    habits: _Habits,
    rng: np.random.Generator,
    *,
    lot: int,
    target: int | None = None,
) -> DailyColumns:
    """The bars of those days after `last_close`; with a `target` the last one closes there."""
    noise = rng.standard_normal((5, len(days)))
    drift = _DAILY_DRIFT - habits.volatility**2 / 2
    overnight = habits.volatility * np.sqrt(_OVERNIGHT_SHARE) * noise[0]
    session = drift + habits.volatility * np.sqrt(1 - _OVERNIGHT_SHARE) * noise[1]
    log_close = np.log(last_close) + np.cumsum(overnight + session)
    if target is not None:
        log_close += np.linspace(0, 1, len(days)) * (np.log(target) - log_close[-1])
    opens, closes = to_ticks(np.exp(log_close - session)), to_ticks(np.exp(log_close))
    wicks = np.abs(noise[2:4]) * habits.volatility / 2
    top, bottom = np.maximum(opens, closes), np.minimum(opens, closes)
    high = np.maximum(to_ticks(top * np.exp(wicks[0])), top + _SMALLEST_WICK)
    low = np.minimum(to_ticks(bottom * np.exp(-wicks[1])), bottom - _SMALLEST_WICK)
    lots = np.exp(habits.log_lots + habits.log_lots_spread * noise[4]).astype(np.int64)
    return DailyColumns(days, opens, high, low, closes, np.maximum(lots, _FEWEST_LOTS) * lot)


def to_ticks(units: Floats) -> Ints:
    """Prices rounded to whole ticks; never below a hundred of them."""
    ticks: Ints = np.rint(units / _CENT).astype(np.int64) * _CENT
    return np.maximum(ticks, _LOWEST_CLOSE)

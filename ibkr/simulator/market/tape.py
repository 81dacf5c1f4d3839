"""The market of one option in one session, from the path of its underlying.

Its value follows the underlying second by second; bid and ask lie around it. It trades
seldom: whenever the underlying's volume has grown by a fixed number of shares. So the
state at one second is found without the whole day, which is what a chain of hundreds
of options on one screen needs.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import numpy as np

from ibkr.simulator.market import calendar
from ibkr.simulator.market.book import LETTERS, VENUES, Book
from ibkr.simulator.market.daily import DailyColumns, DayBar
from ibkr.simulator.market.path import DayPath, latest
from ibkr.simulator.market.pricing import YEAR_SECONDS, Greeks, Terms, greeks, payoff, smile, value
from ibkr.simulator.market.sides import HALF_SPREAD_OF_OPTIONS

if TYPE_CHECKING:
    from ibkr.simulator.data.series import Floats, Ints
    from ibkr.simulator.market.calendar import Session
    from ibkr.simulator.market.contract import Instrument
    from ibkr.simulator.market.daily import Days

_TICK = 100
"""Units in the smallest tick."""
_SHARE_OF_VOLUME = 4e-5
"""Contracts at the money that trade for each share of the underlying."""
_LONGEST_LIFE = timedelta(days=760)
_HIGHEST_EVENT = 99 * _TICK
_HASH = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


@attrs.frozen
class Touched:
    """Bid and ask in units and their sizes in contracts, by second."""

    bid: Ints
    ask: Ints
    bid_size: Ints
    ask_size: Ints


class OptionModel:
    """How one option or event contract is valued, whatever the day."""

    def __init__(self, option: Instrument, underlying: Instrument, *, volatility: float) -> None:
        """Value `option` on `underlying`, whose options at the money have that volatility."""
        assert option.strike is not None
        assert option.expiry is not None
        self.option = option
        self.unit = float(underlying.unit)
        self._strike = float(option.strike)
        self._volatility = volatility
        session = option.hours.regular(option.expiry)
        assert session is not None, "options expire on trading days"
        self.ends = session.closes

    def terms(self, prior_close: int, opens: float) -> Terms:
        """What holds for a whole session, which the underlying enters from that close."""
        moneyness = float(np.log(self._strike / (prior_close * self.unit)))
        years = max(self.ends - opens, 0) / YEAR_SECONDS
        volatility = smile(self._volatility, moneyness, years)
        is_call, is_event = self.option.right == "C", self.option.is_event
        return Terms(strike=self._strike, is_call=is_call, is_event=is_event, volatility=volatility)

    def worth(self, terms: Terms, price: Floats, at: Floats) -> Floats:
        """Value in units of the option at prices (underlying's units) and epoch seconds."""
        years = np.maximum(self.ends - at, 0.0) / YEAR_SECONDS
        return value(terms, price * self.unit, years) / float(self.option.unit)

    def payoff(self, price: float) -> float:
        """What it pays, in currency, when the underlying ends at that price."""
        return payoff(self.terms(1, self.ends), price)

    def greeks(self, terms: Terms, price: int, at: float) -> Greeks:
        """How the value moves at one moment."""
        return greeks(terms, price * self.unit, max(self.ends - at, 0.0) / YEAR_SECONDS)

    def share_of_volume(self, terms: Terms, prior_close: int) -> float:
        """Contracts that trade for each share of the underlying."""
        away = float(np.log(self._strike / (prior_close * self.unit))) / 0.1
        return max(_SHARE_OF_VOLUME * float(np.exp(-away * away / 2)), 2e-7)

    def on_ticks(self, worth: Floats) -> Ints:
        """Prices in units, on the steps that hold for their size; at least one."""
        step = self._steps(worth)
        return np.clip(np.rint(worth / step).astype(np.int64) * step, _TICK, self._highest)

    def touch(self, worth: Floats) -> tuple[Ints, Ints]:
        """Bid and ask around values; a worthless option has no bid (0)."""
        step = self._steps(worth)
        half = np.maximum(worth * HALF_SPREAD_OF_OPTIONS, step * 0.4)
        bid = np.maximum(np.floor((worth - half) / step).astype(np.int64) * step, 0)
        ask = np.maximum(np.ceil((worth + half) / step).astype(np.int64) * step, bid + step)
        return np.minimum(bid, self._highest - _TICK), np.minimum(ask, self._highest)

    @property
    def _highest(self) -> int:
        return _HIGHEST_EVENT if self.option.is_event else 2**62

    def _steps(self, worth: Floats) -> Ints:
        steps = np.full(len(worth), _TICK, dtype=np.int64)
        for edge, step in self.option.coarse_ticks:
            steps[worth >= float(edge / self.option.unit)] = int(step / self.option.unit)
        return steps


class Tape:
    """One option during one session."""

    def __init__(self, model: OptionModel, under: DayPath, prior_close: int, *, seed: int) -> None:
        """Follow the path of the underlying; `prior_close` is the option's own, in units."""
        self.model = model
        self._under = under
        self._session = under.bar.session
        self._prior_close = prior_close
        self._terms = model.terms(under.bar.prior_close, self._session.opens)
        key = seed * 1_000_003 ^ model.option.conid * 8191 ^ int(self._session.opens)
        self._key = np.uint64(key % 2**63)
        share = model.share_of_volume(self._terms, under.bar.prior_close)
        total = np.floor(under.total_volume * share).astype(np.int64)
        self._seconds = np.flatnonzero(np.diff(total, prepend=0))
        self._total = total[self._seconds]
        self._prices = model.on_ticks(self._worth(self._seconds))

    def trades(self, second: int) -> int:
        """How many prints there were up to that second."""
        return int(np.searchsorted(self._seconds, second, side="right"))

    def bar(self, second: int) -> DayBar:
        """The figures of the day up to a second; the prior close alone before the first print."""
        count, prior = self.trades(second), self._prior_close
        if not count:
            return DayBar(self._session, prior, prior, prior, prior, 0, prior)
        seen = self._prices[:count]
        prices = (int(seen[0]), int(seen.max()), int(seen.min()), int(seen[-1]))
        return DayBar(self._session, *prices, volume=int(self._total[count - 1]), prior_close=prior)

    def last_size(self, second: int) -> int:
        """Contracts of the latest print; 0 before the first."""
        count = self.trades(second)
        return int(np.diff(self._total[:count], prepend=0)[-1]) if count else 0

    def touched(self, seconds: Ints) -> Touched:
        """Bid and ask at those seconds."""
        bid, ask = self.model.touch(self._worth(seconds))
        noise = self._noise(seconds // 3)
        bid_size, ask_size = 1 + (noise & np.uint64(63)), 1 + (noise >> np.uint64(6) & np.uint64(63))
        return Touched(bid, ask, bid_size.astype(np.int64) * (bid > 0), ask_size.astype(np.int64))

    def letter(self, second: int) -> str:
        """The venues at the touch."""
        return LETTERS[int(self._venues(np.array([second]))[0])]

    def greeks(self, second: int) -> Greeks:
        """How the value moves at that second."""
        at = self._session.opens + second
        return self.model.greeks(self._terms, int(self._under.price[second]), at)

    @property
    def underlying(self) -> DayPath:
        """The path that it follows."""
        return self._under

    @cached_property
    def path(self) -> DayPath:
        """Prices and volumes of the whole session."""
        seconds = len(self._under)
        volume = np.zeros(seconds, dtype=np.int64)
        volume[self._seconds] = np.diff(self._total, prepend=0)
        price = np.full(seconds, self._prior_close, dtype=np.int64)
        price[self._seconds] = self._prices
        held = latest(volume > 0)
        return DayPath(self.bar(seconds), np.where(held > 0, price[held], price), volume)

    @cached_property
    def book(self) -> Book:
        """Bid and ask of the whole session."""
        seconds = np.arange(len(self._under))
        seen, venues = self.touched(seconds), self._venues(seconds)
        columns = (seen.bid, seen.ask, seen.bid_size, seen.ask_size)
        is_change = self.path.volume > 0
        for column in columns:
            is_change[1:] |= column[1:] != column[:-1]
        is_change[0] = True
        return Book(*columns, venues, venues, venues % len(VENUES), is_change=is_change)

    def _worth(self, seconds: Ints) -> Floats:
        price = self._under.price[seconds].astype(np.float64)
        return self.model.worth(self._terms, price, seconds.astype(np.float64) + self._session.opens)

    def _venues(self, seconds: Ints) -> Ints:
        return (self._noise(seconds // 5) >> np.uint64(12)).astype(np.int64) % len(LETTERS)

    def _noise(self, seconds: Ints) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
        """Numbers that depend on the option, the session and the second alone (splitmix64)."""
        mixed = seconds.astype(np.uint64) * _HASH[0] + self._key
        mixed = (mixed ^ (mixed >> np.uint64(30))) * _HASH[1]
        mixed = (mixed ^ (mixed >> np.uint64(27))) * _HASH[2]
        return mixed ^ (mixed >> np.uint64(31))


class OptionDays:
    """The daily bars of an option, from those of its underlying: values at its open, high, low and close."""

    def __init__(self, model: OptionModel, under: Days) -> None:
        """Follow the daily bars of the underlying."""
        self._model = model
        self._under = under

    @property
    def first_day(self) -> date:
        """The first day with prices: two years before the expiry."""
        assert self._model.option.expiry is not None
        return max(self._under.first_day, self._model.option.expiry - _LONGEST_LIFE)

    def bar(self, session: Session) -> DayBar | None:
        """The bar of a session, or None outside of the option's life."""
        under = self._under.bar(session) if self.first_day <= session.day else None
        if under is None or session.closes > self._model.ends:
            return None
        columns = self._between(session.day, session.day)
        figures = (columns.open, columns.high, columns.low, columns.close, columns.volume)
        return DayBar(session, *(int(each[0]) for each in figures), prior_close=self.prior_close(session))

    def prior_close(self, session: Session) -> int:
        """The value at the end of the session before, on ticks."""
        before = self._model.option.hours.previous(session.day)
        under = self._under.bar(before)
        if under is None:
            return _TICK
        terms = self._model.terms(under.prior_close, before.opens)
        worth = self._model.worth(terms, np.array([float(under.close)]), np.array([before.closes]))
        return int(self._model.on_ticks(worth)[0])

    def before(self, day: date) -> DailyColumns:
        """All bars of days before that date."""
        return self._between(self.first_day, day - timedelta(days=1))

    def _between(self, first: date, last: date) -> DailyColumns:
        number = calendar.to_ordinal(first)
        under = self._under.before(min(last, calendar.local_date(self._model.ends)) + timedelta(days=1))
        rows = under.since(number)
        found = [self._valued(rows, place) for place in range(len(rows.day))]
        table = np.array(found, dtype=np.int64).reshape(-1, 6).T
        return DailyColumns(*table)

    def _valued(self, rows: DailyColumns, place: int) -> tuple[int, ...]:
        session = self._model.option.hours.regular(calendar.from_ordinal(int(rows.day[place])))
        assert session is not None, "the underlying trades on trading days"
        terms = self._model.terms(int(rows.open[place]), session.opens)
        times = np.array([session.opens, session.opens, session.opens, session.closes])
        prices = [float(column[place]) for column in (rows.open, rows.high, rows.low, rows.close)]
        o, h, low, c = self._model.on_ticks(self._model.worth(terms, np.array(prices), times)).tolist()
        volume = int(rows.volume[place] * self._model.share_of_volume(terms, int(rows.open[place])))
        return int(rows.day[place]), o, max(o, h, low, c), min(o, h, low, c), c, volume

"""The market: what each stock costs at any moment, as a pure function of seed, conid and time.

No trade happens outside of regular hours: the data knows none. Each stock prints once a
second at most, each at its own fraction of the second, so that quotes and bars asked
for at the same moment have seen the same prints.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from ibkr.simulator.market import bars, calendar
from ibkr.simulator.market.bars import BarSeries, Counted
from ibkr.simulator.market.barsize import BarSize, first_day
from ibkr.simulator.market.book import LETTERS, VENUES, Book, open_book
from ibkr.simulator.market.contract import Instrument, instrument
from ibkr.simulator.market.daily import DailyBars, DailyColumns
from ibkr.simulator.market.path import DayPath, refine
from ibkr.simulator.market.quote import MarketQuote, to_price

if TYPE_CHECKING:
    from datetime import date

    from ibkr.simulator.data.series import Ints
    from ibkr.simulator.market.calendar import Session

_PATH, _BOOK = 2, 3
"""Second words of the seeds of a day's path and book; `daily.py` uses 1."""

_TRADE_LETTERS = tuple(VENUES)
_MINUTE = 60


class NoPrices(KeyError):
    """This market has no prices of that contract, or none yet at that time."""

    def __str__(self) -> str:
        """The sentence, without the quotes that a KeyError adds."""
        return str(self.args[0])


class Market:
    """Quotes, ticks and bars of the stocks with data. Same seed, same prices, in any order of asking."""

    def __init__(self, seed: int = 0) -> None:
        """Open the market of `seed`, a whole number from 0."""
        if seed < 0:
            raise ValueError(f"a seed is a whole number from 0, not {seed}")
        self.seed = seed
        self._daily: dict[int, DailyBars] = {}
        # Sizes: a path with its book takes 2.5 MB, the minutes of a day 20 kB.
        self._paths = lru_cache(maxsize=16)(self._refined)
        self._books = lru_cache(maxsize=16)(self._opened)
        self._minutes = lru_cache(maxsize=2048)(self._counted)

    def has_prices(self, conid: int) -> bool:
        """Whether the contract trades in this world."""
        return _priced(conid) is not None

    def is_open(self, at: float) -> bool:
        """Whether the regular session runs at epoch second `at`."""
        return calendar.is_open(at)

    def next_open(self, at: float) -> float:
        """Epoch second of the next opening bell after `at`."""
        return calendar.next_open(at)

    def quote(self, conid: int, at: float) -> MarketQuote:
        """The state of the market at epoch second `at`.

        Until a stock's first print of the day, and while the market is closed, this is
        the end of the session before.

        Raises:
            NoPrices: the contract has no data, or `at` is before its first print.
        """
        session, second = self._place(conid, at)
        return self._state(conid, session, second, is_open=calendar.is_open(at))

    def ticks(self, conid: int, *, after: float, until: float) -> Iterator[MarketQuote]:
        """Each new state in the span (after, until], oldest first, at least a second apart.

        Raises:
            NoPrices: the contract has no data, or the span begins before its first print.
        """
        session, second = self._place(conid, after)
        while session.opens <= until:
            seconds = self.changes(conid, session, after=second, until=until)
            for each in seconds.tolist():
                yield self._state(conid, session, each, is_open=True)
            session, second = calendar.next_session(session.day), -1

    def bars(
        self,
        conid: int,
        *,
        size: BarSize,
        until: float,
        period: BarSize | None = None,
        count: int | None = None,
    ) -> BarSeries:
        """Bars up to epoch second `until`, oldest first; the last one may still be growing.

        Their number is given by `count` or `period`. A period in s, min or h spans that
        much trading time, one in d so many sessions, one in w, m or y goes back in the
        calendar. What lies before the data is left out.

        Raises:
            NoPrices: the contract has no data.
            ValueError: neither or both of `period` and `count`, or a size in years.
        """
        if (period is None) == (count is None):
            raise ValueError("give either a period or a count of bars")
        if size.unit == "y":
            raise ValueError(f"a bar is counted in seconds to months, not {size}")
        daily = self._days(conid)
        first = daily.first_day
        if period is not None and period.seconds is None:
            first = max(first, first_day(period, calendar.latest_session(until).day))
        elif period is not None:
            count = -(-(period.seconds or 0) // (size.seconds or sys.maxsize))
        series = self._of_days if size.seconds is None else self._within_days
        found = series(conid, size, until, first, count or sys.maxsize)
        return found if count is None else found.last(count)

    # -- what the broker reads -------------------------------------------------------

    def book(self, conid: int, session: Session) -> Book | None:
        """Bid and ask by second, or None before the stock's first day."""
        return None if self._days(conid).bar(session) is None else self._books(conid, session)

    def path(self, conid: int, session: Session) -> DayPath | None:
        """Prices and volumes by second, or None before the stock's first day."""
        return None if self._days(conid).bar(session) is None else self._paths(conid, session)

    def print_time(self, conid: int, session: Session, second: int) -> float:
        """Epoch time of the print within that second of the session."""
        return session.opens + second + phase(conid)

    def changes(self, conid: int, session: Session, *, after: int, until: float) -> Ints:
        """The seconds of the session behind `after`, printed by `until`, in which anything changed."""
        if self.path(conid, session) is None:
            return np.array([], dtype=np.int64)
        first = after + 1
        is_change = self._books(conid, session).is_change[first : self.printed(conid, session, until) + 1]
        return np.flatnonzero(is_change) + first

    def printed(self, conid: int, session: Session, at: float) -> int:
        """The last second of the session whose print has happened at `at`; -1 before the first."""
        return min(int((at - session.opens - phase(conid)) // 1), session.seconds - 1)

    # -- inside ------------------------------------------------------------------------

    def _place(self, conid: int, at: float) -> tuple[Session, int]:
        """The latest session with a print by `at`, and the second of that print."""
        session = calendar.latest_session(at)
        second = self.printed(conid, session, at)
        if second < 0:
            session = calendar.previous_session(session.day)
            second = session.seconds - 1
        if session.day < self._days(conid).first_day:
            raise NoPrices(f"{instrument(conid).symbol} was not traded before {self._days(conid).first_day}")
        return session, second

    def _state(self, conid: int, session: Session, second: int, *, is_open: bool) -> MarketQuote:
        path, book = self._paths(conid, session), self._books(conid, session)
        price = [to_price(int(column[second])) for column in (path.price, path.high, path.low)]
        last, high, low = price
        return MarketQuote(
            conid=conid,
            time=self.print_time(conid, session, second),
            session=session.day,
            is_open=is_open,
            last=last,
            last_size=int(path.volume[path.last_traded[second]]),
            last_exchange=_TRADE_LETTERS[int(book.trade_venue[second])],
            bid=to_price(int(book.bid[second])),
            bid_size=int(book.bid_size[second]),
            bid_exchange=LETTERS[int(book.bid_venue[second])],
            ask=to_price(int(book.ask[second])),
            ask_size=int(book.ask_size[second]),
            ask_exchange=LETTERS[int(book.ask_venue[second])],
            open=to_price(path.bar.open),
            high=high,
            low=low,
            volume=int(path.total_volume[second]),
            prior_close=to_price(path.bar.prior_close),
        )

    def _within_days(self, conid: int, size: BarSize, until: float, first: date, count: int) -> BarSeries:
        """Bars smaller than a day, from the session of `first` on or, if later, the newest `count`."""
        assert size.seconds is not None
        session, found, missing = calendar.latest_session(until), list[BarSeries](), count
        while session.day >= first and missing > 0:
            second = self.printed(conid, session, until)
            if second >= 0:
                found.append(self._session_bars(conid, session, size.seconds, second + 1))
                missing -= len(found[-1])
            session = calendar.previous_session(session.day)
        return bars.joined(found[::-1])

    def _session_bars(self, conid: int, session: Session, bar_seconds: int, seconds: int) -> BarSeries:
        if seconds < session.seconds or bar_seconds % _MINUTE:
            counted = bars.count_path(self._paths(conid, session), bar_seconds, seconds=seconds)
        else:
            counted = bars.count_bars(self._minutes(conid, session), session, bar_seconds)
        return counted.to_series(session)

    def _of_days(self, conid: int, size: BarSize, until: float, first: date, count: int) -> BarSeries:
        """Bars of whole days that begin on `first` or later."""
        series = bars.whole_days(self._columns(conid, until), size.unit, size.count)
        return series.last(int((series.time >= calendar.midnight(first) * 1000).sum()))

    def _columns(self, conid: int, until: float) -> DailyColumns:
        """The daily bars up to `until`, the running or just ended day as far as it has come."""
        session = calendar.latest_session(until)
        past = self._days(conid).before(session.day)
        second = self.printed(conid, session, until)
        if second < 0 or session.day < self._days(conid).first_day:
            return past
        path = self._paths(conid, session)
        figures = (path.bar.open, path.high[second], path.low[second], path.price[second])
        today = (calendar.to_ordinal(session.day), *figures, path.total_volume[second])
        return past.extended(DailyColumns(*(np.array([figure], dtype=np.int64) for figure in today)))

    def _days(self, conid: int) -> DailyBars:
        found = self._daily.get(conid)
        if found is None:
            listing = _priced(conid)
            if listing is None:
                raise NoPrices(f"there are no prices of contract {conid} in this market")
            found = self._daily.setdefault(conid, DailyBars(listing, seed=self.seed))
        return found

    def _refined(self, conid: int, session: Session) -> DayPath:
        bar = self._days(conid).bar(session)
        assert bar is not None, f"{session.day} is no day of {conid}"
        return refine(bar, self._generator(_PATH, conid, session))

    def _opened(self, conid: int, session: Session) -> Book:
        return open_book(self._paths(conid, session), self._generator(_BOOK, conid, session))

    def _counted(self, conid: int, session: Session) -> Counted:
        return bars.count_path(self._paths(conid, session), _MINUTE)

    def _generator(self, purpose: int, conid: int, session: Session) -> np.random.Generator:
        return np.random.default_rng([self.seed, purpose, conid, calendar.to_ordinal(session.day)])


def phase(conid: int) -> float:
    """The fraction of each second at which a stock prints; a multiple of 1/64, so sums are exact."""
    return (conid * 37 % 61 + 1) / 64


def _priced(conid: int) -> Instrument | None:
    try:
        listing = instrument(conid)
    except KeyError:
        return None
    return listing if listing.has_prices else None

"""The market: what each contract costs at any moment, as a pure function of seed, conid and time.

Each contract prints once a second at most, at its own fraction of the second, so that
quotes and bars asked for at the same moment have seen the same prints. Outside of
regular hours stocks have prices for those who ask for them (`extended`), drawn between
a close and the next open. An index and its futures follow an ETF, options their
underlying. Halts are the one thing that is not in the seed: they are called from outside.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs
import numpy as np

from ibkr.simulator.market import bars, calendar
from ibkr.simulator.market.bars import BarSeries, Counted
from ibkr.simulator.market.barsize import BarSize, first_day
from ibkr.simulator.market.book import LETTERS, VENUES, Book, Touch, open_book
from ibkr.simulator.market.calendar import Phase, Session
from ibkr.simulator.market.contract import AAPL, SPY, Instrument, instrument
from ibkr.simulator.market.daily import DailyBars, DailyColumns, DayBar, Days, ScaledBars, to_ticks
from ibkr.simulator.market.halts import Halts
from ibkr.simulator.market.listing import OPTION_TYPES
from ibkr.simulator.market.path import DayPath, bridge, refine
from ibkr.simulator.market.quote import MarketQuote, to_price
from ibkr.simulator.market.rates import rate
from ibkr.simulator.market.sides import TOUCHES
from ibkr.simulator.market.tape import OptionDays, OptionModel, Tape
from ibkr.simulator.market.universe import SPX

if TYPE_CHECKING:
    from datetime import date

    from ibkr.simulator.data.series import Floats, Ints
    from ibkr.simulator.market.hours import Hours
    from ibkr.simulator.market.own import OwnBars

_PATH, _BOOK, _EVENING = 2, 3, 5
"""Second words of the seeds of what is drawn here; `daily.py` uses 1 and 4."""

_TRADE_LETTERS = tuple(VENUES)
_MINUTE = 60
_INDEX_FACTOR = 10.0
_CARRY = -0.015
"""Of a year: what a future is dearer than its index."""
_CONTRACT_SHARES = 100
"""Shares of the ETF that trade for one future."""
_SHARE_OF_VOLUME = {Phase.PRE_MARKET: 0.012, Phase.AFTER_HOURS: 0.018}
_OPTION_VOLATILITY = {AAPL.conid: 0.32, SPY.conid: 0.14, SPX.conid: 0.14}


class NoPrices(KeyError):
    """This market has no prices of that contract, or none yet at that time."""

    def __str__(self) -> str:
        """The sentence, without the quotes that a KeyError adds."""
        return str(self.args[0])


class Market:
    """Quotes, ticks and bars. Same seed, same prices, in any order of asking."""

    def __init__(self, seed: int = 0, *, own: Iterable[OwnBars] = ()) -> None:
        """Open the market of `seed`, a whole number from 0; `own` bars take the place of others."""
        if seed < 0:
            raise ValueError(f"a seed is a whole number from 0, not {seed}")
        self.seed = seed
        self.halts = Halts()
        self.own = {bars.conid: bars for bars in own}
        self._daily: dict[int, Days] = {}
        # Sizes: a path with its book takes 2.5 MB, the minutes of a day 20 kB, a tape less.
        self._paths = lru_cache(maxsize=16)(self._walked)
        self._books = lru_cache(maxsize=16)(self._opened)
        self._minutes = lru_cache(maxsize=2048)(self._counted)
        self._tapes = lru_cache(maxsize=512)(self._taped)
        self._models = lru_cache(maxsize=2048)(self._modelled)

    def has_prices(self, conid: int) -> bool:
        """Whether the contract trades in this world."""
        return _priced(conid) is not None

    def is_open(self, at: float, conid: int | None = None) -> bool:
        """Whether the regular session runs at epoch second `at`: of stocks, or of a contract."""
        return calendar.is_open(at) if conid is None else instrument(conid).hours.is_open(at)

    def next_open(self, at: float, conid: int | None = None) -> float:
        """Epoch second of the next opening bell after `at`: of stocks, or of a contract."""
        return calendar.next_open(at) if conid is None else instrument(conid).hours.next_open(at)

    def quote(self, conid: int, at: float, *, extended: bool = False) -> MarketQuote:
        """The state of the market at epoch second `at`.

        Until a contract's first print of the day, and while the market is closed, this
        is the end of the session before. With `extended` the sessions before and after
        the regular one count too, where there are any; those of futures always do. A
        halted contract stays as it was.

        Raises:
            NoPrices: the contract has no data, or `at` is not within its life.
        """
        listing = _listed(conid)
        hours, halt = listing.hours, self.halts.at(conid, at)
        seen = at if halt is None else halt.begins
        every = extended or hours.trades_always
        session, second = self._place(listing, seen, extended=every)
        if listing.sec_type in OPTION_TYPES:
            quote = self._option_state(conid, session, second, is_open=hours.is_open(at))
        else:
            is_open = hours.running(at) is not None if hours.trades_always else hours.is_open(at)
            quote = self._state(listing, session, second, is_open=is_open)
        running = session.opens <= at < session.closes
        return attrs.evolve(quote, phase=session.phase if running else Phase.CLOSED, halted=halt is not None)

    def rate(self, source: str, target: str, at: float) -> Decimal:
        """Units of currency `target` for one of `source`; 1 for the same.

        Raises:
            KeyError: a currency is not traded in this world.
        """
        return rate(source, target, lambda conid: self._mid(conid, at))

    def implied_volatility(self, conid: int) -> float | None:
        """The volatility from which options on a contract are priced; None without such options."""
        listing = _priced(conid)
        return None if listing is None else _volatility(listing)

    def ticks(self, conid: int, *, after: float, until: float) -> Iterator[MarketQuote]:
        """Each new state in the span (after, until], oldest first, at least a second apart.

        Raises:
            NoPrices: the contract has no data, or the span begins before its first print.
        """
        listing = _listed(conid)
        session, second = self._place(listing, after)
        while session.opens <= until:
            seconds = self.changes(conid, session, after=second, until=until)
            for each in seconds.tolist():
                yield self._at_second(listing, session, each)
            session, second = listing.hours.next(session.day), -1

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
        hours, first = _listed(conid).hours, self._days(conid).first_day
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

    # -- what the broker reads -------------------------------------------------------

    def book(self, conid: int, session: Session) -> Book | None:
        """Bid and ask by second, or None when the contract does not trade in that session."""
        return self._books(conid, session) if self._trades_in(conid, session) else None

    def path(self, conid: int, session: Session) -> DayPath | None:
        """Prices and volumes by second, or None when the contract does not trade in that session."""
        return self._paths(conid, session) if self._trades_in(conid, session) else None

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

    def settlement(self, conid: int) -> Decimal:
        """What a derivative is worth at the end of its life.

        Raises:
            NoPrices: it has no such end, or no data then.
        """
        listing = _listed(conid)
        day = listing.last_trading_day
        session = None if day is None else listing.hours.regular(day)
        bar = None if session is None else self._days(listing.underlying_conid or conid).bar(session)
        if bar is None:
            raise NoPrices(f"{listing.name} has no last day of trading")
        if listing.sec_type not in OPTION_TYPES:
            own = self._days(conid).bar(bar.session)
            assert own is not None, "a future lives on its last day of trading"
            return to_price(own.close, listing.tick)
        model = self._models(conid)
        return Decimal(str(round(model.payoff(bar.close * model.unit), 4)))

    # -- inside: where and what ------------------------------------------------------

    def _trades_in(self, conid: int, session: Session) -> bool:
        return self._days(conid).bar(_regular(_listed(conid).hours, session)) is not None

    def _place(self, listing: Instrument, at: float, *, extended: bool = False) -> tuple[Session, int]:
        """The latest session with a print by `at`, and the second of that print."""
        hours, conid = listing.hours, listing.conid
        extended = extended or hours.trades_always
        session = hours.latest_of_any(at) if extended else hours.latest(at)
        second = self.printed(conid, session, at)
        if second < 0:
            session = hours.latest_of_any(session.opens - 1) if extended else hours.previous(session.day)
            second = session.seconds - 1
        self._check_life(listing, session)
        return session, second

    def _check_life(self, listing: Instrument, session: Session) -> None:
        first = self._days(listing.conid).first_day
        if session.day < first:
            raise NoPrices(f"{listing.name} was not traded before {first}")
        if listing.last_trading_day is not None and session.day > listing.last_trading_day:
            raise NoPrices(f"{listing.name} was last traded on {listing.last_trading_day}")

    def _at_second(self, listing: Instrument, session: Session, second: int) -> MarketQuote:
        if listing.sec_type in OPTION_TYPES:
            return self._option_state(listing.conid, session, second, is_open=True)
        return self._state(listing, session, second, is_open=True)

    def _state(self, listing: Instrument, session: Session, second: int, *, is_open: bool) -> MarketQuote:
        conid, tick = listing.conid, listing.tick
        path, book = self._paths(conid, session), self._books(conid, session)
        last, high, low = [
            to_price(int(column[second]), tick) for column in (path.price, path.high, path.low)
        ]
        quote = MarketQuote(
            conid=conid,
            time=self.print_time(conid, session, second),
            session=session.day,
            is_open=is_open,
            last=last,
            last_size=int(path.volume[path.last_traded[second]]),
            last_exchange=_TRADE_LETTERS[int(book.trade_venue[second])],
            bid=to_price(int(book.bid[second]), tick),
            bid_size=int(book.bid_size[second]),
            bid_exchange=LETTERS[int(book.bid_venue[second])],
            ask=to_price(int(book.ask[second]), tick),
            ask_size=int(book.ask_size[second]),
            ask_exchange=LETTERS[int(book.ask_venue[second])],
            open=to_price(path.bar.open, tick),
            high=high,
            low=low,
            volume=int(path.total_volume[second]),
            prior_close=to_price(path.bar.prior_close, tick),
        )
        if listing.is_tradable:
            return quote
        return attrs.evolve(quote, bid=last, ask=last, bid_size=0, ask_size=0)

    def _option_state(self, conid: int, session: Session, second: int, *, is_open: bool) -> MarketQuote:
        tape, listing = self._tapes(conid, session), instrument(conid)
        under, tick = instrument(listing.underlying_conid), listing.tick
        bar, touched, letter = tape.bar(second), tape.touched(np.array([second])), tape.letter(second)
        return MarketQuote(
            conid=conid,
            time=self.print_time(conid, session, second),
            session=session.day,
            is_open=is_open,
            last=to_price(bar.close, tick),
            last_size=tape.last_size(second),
            last_exchange=letter[0],
            bid=to_price(int(touched.bid[0]), tick),
            bid_size=int(touched.bid_size[0]),
            bid_exchange=letter,
            ask=to_price(int(touched.ask[0]), tick),
            ask_size=int(touched.ask_size[0]),
            ask_exchange=letter,
            open=to_price(bar.open, tick),
            high=to_price(bar.high, tick),
            low=to_price(bar.low, tick),
            volume=bar.volume,
            prior_close=to_price(bar.prior_close, tick),
            greeks=tape.greeks(second),
            underlying=to_price(int(tape.underlying.price[second]), under.tick),
            open_interest=200 + conid * 7919 % 20_011,
        )

    def _mid(self, conid: int, at: float) -> Decimal:
        quote = self.quote(conid, at)
        return (quote.bid + quote.ask) / 2

    # -- inside: bars ----------------------------------------------------------------

    def _within_days(
        self, conid: int, size: BarSize, until: float, first: date, count: int, *, outside_rth: bool
    ) -> BarSeries:
        """Bars smaller than a day, from the trading day `first` on or, if later, the newest `count`."""
        assert size.seconds is not None
        found, missing = list[BarSeries](), count
        for session in _backwards(instrument(conid).hours, until, outside_rth=outside_rth):
            if session.day < first or missing <= 0:
                break
            second = self.printed(conid, session, until)
            if second >= 0 and self._trades_in(conid, session):
                found.append(self._session_bars(conid, session, size.seconds, second + 1))
                missing -= len(found[-1])
        return bars.joined(found[::-1])

    def _session_bars(self, conid: int, session: Session, bar_seconds: int, seconds: int) -> BarSeries:
        if seconds < session.seconds or bar_seconds % _MINUTE:
            counted = bars.count_path(self._paths(conid, session), bar_seconds, seconds=seconds)
        else:
            counted = bars.count_bars(self._minutes(conid, session), session, bar_seconds)
        return counted.to_series(session, _units(instrument(conid)))

    def _of_days(self, conid: int, size: BarSize, until: float, first: date) -> BarSeries:
        """Bars of whole days that begin on `first` or later."""
        listing, columns = instrument(conid), self._columns(conid, until)
        series = bars.whole_days(columns, size.unit, size.count, hours=listing.hours, units=_units(listing))
        return series.last(int((series.time >= calendar.midnight(first) * 1000).sum()))

    def _columns(self, conid: int, until: float) -> DailyColumns:
        """The daily bars up to `until`, the running or just ended day as far as it has come."""
        session = instrument(conid).hours.latest(until)
        past = self._days(conid).before(session.day)
        second = self.printed(conid, session, until)
        if second < 0 or not self._trades_in(conid, session):
            return past
        bar = self._bar_so_far(conid, session, second)
        figures = (calendar.to_ordinal(session.day), bar.open, bar.high, bar.low, bar.close, bar.volume)
        return past.extended(DailyColumns(*(np.array([figure], dtype=np.int64) for figure in figures)))

    def _bar_so_far(self, conid: int, session: Session, second: int) -> DayBar:
        if instrument(conid).sec_type in OPTION_TYPES:
            return self._tapes(conid, session).bar(second)
        path = self._paths(conid, session)
        return attrs.evolve(
            path.bar,
            high=int(path.high[second]),
            low=int(path.low[second]),
            close=int(path.price[second]),
            volume=int(path.total_volume[second]),
        )

    # -- inside: series --------------------------------------------------------------

    def _days(self, conid: int) -> Days:
        found = self._daily.get(conid)
        if found is None:
            found = self._daily.setdefault(conid, self._begun(_listed(conid)))
        return found

    def _begun(self, listing: Instrument) -> Days:
        if listing.sec_type in OPTION_TYPES:
            return OptionDays(self._models(listing.conid), self._days(listing.underlying_conid))
        if listing is SPX:
            return ScaledBars(self._etf, lambda day: np.full(len(day), _INDEX_FACTOR), lot=1)
        if listing.sec_type == "FUT":
            return self._followed(listing)
        own = self.own.get(listing.conid)
        return DailyBars(listing, seed=self.seed, columns=None if own is None else own.days)

    @property
    def _etf(self) -> DailyBars:
        found = self._days(SPY.conid)
        assert isinstance(found, DailyBars)
        return found

    def _followed(self, future: Instrument) -> ScaledBars:
        assert future.expiry is not None
        assert future.last_trading_day is not None
        ends = calendar.to_ordinal(future.expiry)
        level = _INDEX_FACTOR * float(SPY.unit / future.unit)

        def factor(day: Ints) -> Floats:
            return level * np.exp(_CARRY * (ends - day) / 365)

        lives = (calendar.from_ordinal(ends - 760), future.last_trading_day)
        return ScaledBars(self._etf, factor, lot=_CONTRACT_SHARES, lives=lives)

    def _modelled(self, conid: int) -> OptionModel:
        option = instrument(conid)
        under = instrument(option.underlying_conid)
        volatility = _volatility(under)
        assert volatility is not None, "whatever has options has a volatility"
        return OptionModel(option, under, volatility=volatility)

    def _taped(self, conid: int, session: Session) -> Tape:
        model, days = self._models(conid), self._days(conid)
        assert isinstance(days, OptionDays)
        under = self._paths(model.option.underlying_conid, session)
        return Tape(model, under, days.prior_close(session), seed=self.seed)

    def _walked(self, conid: int, session: Session) -> DayPath:
        listing, days = instrument(conid), self._days(conid)
        if listing.sec_type in OPTION_TYPES:
            return self._tapes(conid, session).path
        if session.phase is not Phase.REGULAR:
            return self._around(listing, session)
        if isinstance(days, ScaledBars):
            return self._scaled(days, session)
        bar = days.bar(session)
        assert bar is not None, f"{session.day} is no day of {conid}"
        rng, own = self._generator(_PATH, conid, session), self.own.get(conid)
        given = None if own is None else own.path(bar, rng, lot=listing.lot)
        return refine(bar, rng, lot=listing.lot) if given is None else given

    def _scaled(self, days: ScaledBars, session: Session) -> DayPath:
        source, bar, factor = self._paths(SPY.conid, session), days.bar(session), days.factor(session.day)
        assert bar is not None, f"{session.day} is no day of this contract"
        return DayPath(bar, to_ticks(source.price.astype(np.float64) * factor), source.volume // days.lot)

    def _around(self, listing: Instrument, session: Session) -> DayPath:
        """Before the regular session: from yesterday evening to the open; after it: to this evening."""
        days, regular = self._days(listing.conid), _regular(listing.hours, session)
        bar = days.bar(regular)
        assert bar is not None, f"{session.day} is no day of {listing.conid}"
        if session.phase is Phase.PRE_MARKET:
            start, end = (
                self._evening(listing, listing.hours.previous(session.day)) or bar.prior_close,
                bar.open,
            )
        else:
            start, end = bar.close, self._evening(listing, regular) or bar.close
        share = _SHARE_OF_VOLUME[session.phase]
        outline = attrs.evolve(bar, session=session, volume=int(bar.volume * share))
        rng = self._generator(_PATH, listing.conid, session)
        deviation = (bar.high - bar.low) * 0.12
        return bridge(outline, start, end, rng, deviation=deviation, lot=listing.lot)

    def _evening(self, listing: Instrument, session: Session) -> int | None:
        """Where the price stands when trading after a regular session ends: on its way to the next open."""
        days, conid = self._days(listing.conid), listing.conid
        bar, following = days.bar(session), days.bar(listing.hours.next(session.day))
        if bar is None or following is None:
            return None
        share = 0.35 + 0.3 * self._generator(_EVENING, conid, session).random()
        return int(to_ticks(np.array([bar.close * (following.open / bar.close) ** share]))[0])

    def _opened(self, conid: int, session: Session) -> Book:
        listing = instrument(conid)
        if listing.sec_type in OPTION_TYPES:
            return self._tapes(conid, session).book
        touch = _touch(listing, session)
        return open_book(self._paths(conid, session), self._generator(_BOOK, conid, session), touch)

    def _counted(self, conid: int, session: Session) -> Counted:
        return bars.count_path(self._paths(conid, session), _MINUTE)

    def _generator(self, purpose: int, conid: int, session: Session) -> np.random.Generator:
        words = [self.seed, purpose, conid, calendar.to_ordinal(session.day)]
        return np.random.default_rng([*words, *_PHASE_WORDS.get(session.phase, ())])


def _volatility(under: Instrument) -> float | None:
    """Futures move as the index does that they are on."""
    return _OPTION_VOLATILITY.get(under.underlying_conid if under.sec_type == "FUT" else under.conid)


_PHASE_WORDS = {Phase.PRE_MARKET: (1,), Phase.AFTER_HOURS: (2,)}


def phase(conid: int) -> float:
    """The fraction of each second at which a contract prints; a multiple of 1/64, so sums are exact."""
    return (conid * 37 % 61 + 1) / 64


def _backwards(hours: Hours, until: float, *, outside_rth: bool) -> Iterator[Session]:
    """The sessions begun by `until`, newest first, regular ones alone or all."""
    day = hours.latest_of_any(until).day if outside_rth else hours.latest(until).day
    while True:
        sessions = hours.sessions(day) if outside_rth else (hours.regular(day),)
        yield from (each for each in reversed(sessions) if each is not None and each.opens <= until)
        day = hours.previous(day).day


def _touch(listing: Instrument, session: Session) -> Touch:
    """Stocks as ever; wider and thinner around the regular session."""
    base = TOUCHES.get(listing.sec_type, Touch())
    thin = 1.0 if session.phase is Phase.REGULAR or listing.hours.trades_always else 4.0
    unit_value = float(listing.unit * listing.multiplier)
    return Touch(base.spread * thin, base.value / thin, unit_value, listing.lot)


def _regular(hours: Hours, session: Session) -> Session:
    if session.phase is Phase.REGULAR:
        return session
    found = hours.regular(session.day)
    assert found is not None, "a day with sessions has a regular one"
    return found


def _units(listing: Instrument) -> float:
    """Units to 1 of the contract's currency."""
    return float(1 / listing.unit)


def _listed(conid: int) -> Instrument:
    listing = _priced(conid)
    if listing is None:
        raise NoPrices(f"there are no prices of contract {conid} in this market")
    return listing


def _priced(conid: int) -> Instrument | None:
    try:
        listing = instrument(conid)
    except KeyError:
        return None
    return listing if listing.has_prices else None

"""The market: what each contract costs at any moment, as a pure function of seed, conid and time.

Each contract prints once a second at most, at its own fraction of the second, so that
quotes and bars asked for at the same moment have seen the same prints. Outside of
regular hours stocks have prices for those who ask for them (`extended`), drawn between
a close and the next open. An index and its futures follow an ETF, options their
underlying. Halts are the one thing that is not in the seed: they are called from outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs
import numpy as np

from ibkr.simulator.market import calendar
from ibkr.simulator.market.almanac import Almanac, NoPrices, listed, priced, volatility_of
from ibkr.simulator.market.book import LETTERS, VENUES
from ibkr.simulator.market.calendar import Phase, Session
from ibkr.simulator.market.contract import Instrument, instrument
from ibkr.simulator.market.halts import Halts
from ibkr.simulator.market.history import History
from ibkr.simulator.market.listing import OPTION_TYPES
from ibkr.simulator.market.quote import MarketQuote, to_price
from ibkr.simulator.market.rates import rate
from ibkr.simulator.market.seconds import Seconds, phase, print_time, printed

if TYPE_CHECKING:
    from decimal import Decimal

    from ibkr.simulator.market.own import OwnBars

__all__ = ["Market", "NoPrices", "phase"]

_TRADE_LETTERS = tuple(VENUES)


class Market:
    """Quotes, ticks and bars. Same seed, same prices, in any order of asking."""

    def __init__(self, seed: int = 0, *, own: Iterable[OwnBars] = ()) -> None:
        """Open the market of `seed`, a whole number from 0; `own` bars take the place of others."""
        if seed < 0:
            raise ValueError(f"a seed is a whole number from 0, not {seed}")
        self.seed = seed
        self.halts = Halts()
        self.own = {bars.conid: bars for bars in own}
        self._almanac = Almanac(seed, self.own)
        self._seconds = Seconds(self._almanac, seed, self.own)
        self._history = History(self._almanac, self._seconds)
        self.bars = self._history.bars
        """Bars of any size up to a moment."""
        self.settlement = self._almanac.settlement
        """What a derivative is worth at the end of its life."""
        self.path, self.book = self._seconds.path, self._seconds.book
        """Prices, and bid and ask, by second of a session."""
        self.changes = self._seconds.changes
        """The seconds of a session in which anything changed."""
        self.print_time, self.printed = print_time, printed
        """When a second of a session prints, and which was the last to."""

    def has_prices(self, conid: int) -> bool:
        """Whether the contract trades in this world."""
        return priced(conid) is not None

    def is_open(self, at: float, conid: int | None = None) -> bool:
        """Whether the regular session runs at epoch second `at`: of stocks, or of a contract."""
        return calendar.is_open(at) if conid is None else instrument(conid).hours.is_open(at)

    def quote(self, conid: int, at: float, *, extended: bool = False) -> MarketQuote:
        """The state of the market at epoch second `at`.

        Until a contract's first print of the day, and while the market is closed, this
        is the end of the session before. With `extended` the sessions before and after
        the regular one count too, where there are any; those of futures always do. A
        halted contract stays as it was.

        Raises:
            NoPrices: the contract has no data, or `at` is not within its life.
        """
        listing = listed(conid)
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
        listing = priced(conid)
        return None if listing is None else volatility_of(listing)

    def ticks(self, conid: int, *, after: float, until: float) -> Iterator[MarketQuote]:
        """Each new state in the span (after, until], oldest first, at least a second apart.

        Raises:
            NoPrices: the contract has no data, or the span begins before its first print.
        """
        listing = listed(conid)
        session, second = self._place(listing, after)
        while session.opens <= until:
            seconds = self.changes(conid, session, after=second, until=until)
            for each in seconds.tolist():
                yield self._at_second(listing, session, each)
            session, second = listing.hours.next(session.day), -1

    # -- inside ----------------------------------------------------------------------

    def _place(self, listing: Instrument, at: float, *, extended: bool = False) -> tuple[Session, int]:
        """The latest session with a print by `at`, and the second of that print."""
        hours, conid = listing.hours, listing.conid
        extended = extended or hours.trades_always
        session = hours.latest_of_any(at) if extended else hours.latest(at)
        second = printed(conid, session, at)
        if second < 0:
            session = hours.latest_of_any(session.opens - 1) if extended else hours.previous(session.day)
            second = session.seconds - 1
        self._check_life(listing, session)
        return session, second

    def _check_life(self, listing: Instrument, session: Session) -> None:
        first = self._almanac.days(listing.conid).first_day
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
        path, book = self.path(conid, session), self.book(conid, session)
        assert path is not None, "the contract trades in that session"
        assert book is not None, "whatever has a path has a book"
        last, high, low = [
            to_price(int(column[second]), tick) for column in (path.price, path.high, path.low)
        ]
        quote = MarketQuote(
            conid=conid,
            time=print_time(conid, session, second),
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
        tape, listing = self._seconds.tape(conid, session), instrument(conid)
        under, tick = instrument(listing.underlying_conid), listing.tick
        bar, touched, letter = tape.bar(second), tape.touched(np.array([second])), tape.letter(second)
        return MarketQuote(
            conid=conid,
            time=print_time(conid, session, second),
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

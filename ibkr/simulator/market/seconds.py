"""The seconds of each session: the path of a contract's price, the book beside it, bars of minutes.

All of it is drawn anew from the seed whenever it is wanted, and kept for a while.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import attrs
import numpy as np

from ibkr.simulator.market import bars, calendar
from ibkr.simulator.market.almanac import Almanac, regular_of
from ibkr.simulator.market.book import Book, Touch, open_book
from ibkr.simulator.market.calendar import Phase, Session
from ibkr.simulator.market.contract import SPY, Instrument, instrument
from ibkr.simulator.market.daily import ScaledBars, to_ticks
from ibkr.simulator.market.listing import OPTION_TYPES
from ibkr.simulator.market.path import DayPath, bridge, refine
from ibkr.simulator.market.sides import TOUCHES
from ibkr.simulator.market.tape import OptionDays, Tape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ibkr.simulator.data.series import Ints
    from ibkr.simulator.market.bars import Counted
    from ibkr.simulator.market.own import OwnBars

_PATH, _BOOK, _EVENING = 2, 3, 5
"""Second words of the seeds of what is drawn here; `daily.py` uses 1 and 4."""
_PHASE_WORDS = {Phase.PRE_MARKET: (1,), Phase.AFTER_HOURS: (2,)}
_SHARE_OF_VOLUME = {Phase.PRE_MARKET: 0.012, Phase.AFTER_HOURS: 0.018}
_MINUTE = 60


class Seconds:
    """Paths and books by contract and session."""

    def __init__(self, almanac: Almanac, seed: int, own: Mapping[int, OwnBars]) -> None:
        """Fill the days of `almanac`; `own` bars, by conid, take the place of others."""
        self._almanac = almanac
        self._seed = seed
        self._own = own
        # Sizes: a path with its book takes 2.5 MB, the minutes of a day 20 kB, a tape less.
        self._path = lru_cache(maxsize=16)(self._walked)
        self._book = lru_cache(maxsize=16)(self._opened)
        self.minutes = lru_cache(maxsize=2048)(self._counted)
        """The minutes of a session in which the contract trades."""
        self.tape = lru_cache(maxsize=512)(self._taped)
        """The market of an option in a session in which it trades."""

    def book(self, conid: int, session: Session) -> Book | None:
        """Bid and ask by second, or None when the contract does not trade in that session."""
        return self._book(conid, session) if self._almanac.trades_in(conid, session) else None

    def path(self, conid: int, session: Session) -> DayPath | None:
        """Prices and volumes by second, or None when the contract does not trade in that session."""
        return self._path(conid, session) if self._almanac.trades_in(conid, session) else None

    def changes(self, conid: int, session: Session, *, after: int, until: float) -> Ints:
        """The seconds of the session behind `after`, printed by `until`, in which anything changed."""
        if self.path(conid, session) is None:
            return np.array([], dtype=np.int64)
        first = after + 1
        is_change = self._book(conid, session).is_change[first : printed(conid, session, until) + 1]
        return np.flatnonzero(is_change) + first

    def _taped(self, conid: int, session: Session) -> Tape:
        model, days = self._almanac.model(conid), self._almanac.days(conid)
        assert isinstance(days, OptionDays)
        under = self._path(model.option.underlying_conid, session)
        return Tape(model, under, days.prior_close(session), seed=self._seed)

    def _walked(self, conid: int, session: Session) -> DayPath:
        listing, days = instrument(conid), self._almanac.days(conid)
        if listing.sec_type in OPTION_TYPES:
            return self.tape(conid, session).path
        if session.phase is not Phase.REGULAR:
            return self._around(listing, session)
        if isinstance(days, ScaledBars):
            return self._scaled(days, session)
        bar = days.bar(session)
        assert bar is not None, f"{session.day} is no day of {conid}"
        rng, own = self._generator(_PATH, conid, session), self._own.get(conid)
        given = None if own is None else own.path(bar, rng, lot=listing.lot)
        return refine(bar, rng, lot=listing.lot) if given is None else given

    def _scaled(self, days: ScaledBars, session: Session) -> DayPath:
        source, bar, factor = self._path(SPY.conid, session), days.bar(session), days.factor(session.day)
        assert bar is not None, f"{session.day} is no day of this contract"
        return DayPath(bar, to_ticks(source.price.astype(np.float64) * factor), source.volume // days.lot)

    def _around(self, listing: Instrument, session: Session) -> DayPath:
        """Before the regular session: from yesterday evening to the open; after it: to this evening."""
        days, regular = self._almanac.days(listing.conid), regular_of(listing.hours, session)
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
        days, conid = self._almanac.days(listing.conid), listing.conid
        bar, following = days.bar(session), days.bar(listing.hours.next(session.day))
        if bar is None or following is None:
            return None
        share = 0.35 + 0.3 * self._generator(_EVENING, conid, session).random()
        return int(to_ticks(np.array([bar.close * (following.open / bar.close) ** share]))[0])

    def _opened(self, conid: int, session: Session) -> Book:
        listing = instrument(conid)
        if listing.sec_type in OPTION_TYPES:
            return self.tape(conid, session).book
        touch = _touch(listing, session)
        return open_book(self._path(conid, session), self._generator(_BOOK, conid, session), touch)

    def _counted(self, conid: int, session: Session) -> Counted:
        return bars.count_path(self._path(conid, session), _MINUTE)

    def _generator(self, purpose: int, conid: int, session: Session) -> np.random.Generator:
        words = [self._seed, purpose, conid, calendar.to_ordinal(session.day)]
        return np.random.default_rng([*words, *_PHASE_WORDS.get(session.phase, ())])


def phase(conid: int) -> float:
    """The fraction of each second at which a contract prints; a multiple of 1/64, so sums are exact."""
    return (conid * 37 % 61 + 1) / 64


def printed(conid: int, session: Session, at: float) -> int:
    """The last second of the session whose print has happened at `at`; -1 before the first."""
    return min(int((at - session.opens - phase(conid)) // 1), session.seconds - 1)


def print_time(conid: int, session: Session, second: int) -> float:
    """Epoch time of the print within that second of the session."""
    return session.opens + second + phase(conid)


def _touch(listing: Instrument, session: Session) -> Touch:
    """Stocks as ever; wider and thinner around the regular session."""
    base = TOUCHES.get(listing.sec_type, Touch())
    thin = 1.0 if session.phase is Phase.REGULAR or listing.hours.trades_always else 4.0
    unit_value = float(listing.unit * listing.multiplier)
    return Touch(base.spread * thin, base.value / thin, unit_value, listing.lot)

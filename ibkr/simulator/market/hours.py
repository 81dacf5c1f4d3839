"""When each kind of contract trades.

A trading day has one regular session and, for some, one before and one after it. Its
date is the one on the calendar of New York, except that the days of futures and
currencies begin on the evening before.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import attrs

from ibkr.simulator.market import calendar
from ibkr.simulator.market.calendar import Phase, Session

_ONE_DAY = timedelta(days=1)
Sessions = tuple[Session, ...]


@attrs.frozen
class Hours:
    """The trading hours of one kind of venue; compared by their name."""

    name: str
    timezone: str
    plan: Callable[[date], Sessions] = attrs.field(eq=False, repr=False)
    """The sessions of a trading day, in order of time; () when it has none."""
    begins_before: timedelta = timedelta(0)
    """How long before midnight in New York a trading day begins."""
    trades_always: bool = False
    """Whether every order works in the sessions around the regular one too."""

    def sessions(self, day: date) -> Sessions:
        """All sessions of a trading day, in order of time; () when it has none."""
        return self.plan(day)

    def regular(self, day: date) -> Session | None:
        """The regular session of a trading day, or None."""
        return next((each for each in self.plan(day) if each.phase is Phase.REGULAR), None)

    def day_of(self, at: float) -> date:
        """The trading day that epoch second `at` belongs to, whether or not anything trades."""
        return calendar.local_date(at + self.begins_before.total_seconds())

    def running(self, at: float) -> Session | None:
        """The session, of whatever phase, that runs at `at`."""
        return next((each for each in self.plan(self.day_of(at)) if each.opens <= at < each.closes), None)

    def is_open(self, at: float) -> bool:
        """Whether the regular session runs at `at`."""
        session = self.running(at)
        return session is not None and session.phase is Phase.REGULAR

    def latest(self, at: float) -> Session:
        """The regular session that runs at `at`, else the one before."""
        session = self.regular(self.day_of(at))
        return session if session is not None and session.opens <= at else self.previous(self.day_of(at))

    def latest_of_any(self, at: float) -> Session:
        """The session, of whatever phase, that began last at `at`."""
        begun = [each for each in self.plan(self.day_of(at)) if each.opens <= at]
        return begun[-1] if begun else self.plan(self.previous(self.day_of(at)).day)[-1]

    def previous(self, day: date) -> Session:
        """The last regular session before that trading day."""
        return self._walk(day, -_ONE_DAY)

    def next(self, day: date) -> Session:
        """The first regular session after that trading day."""
        return self._walk(day, _ONE_DAY)

    def before_close(self, at: float) -> Session:
        """The regular session that runs at `at` or, if none does, the next to open."""
        session = self.regular(self.day_of(at))
        return session if session is not None and at < session.closes else self.next(self.day_of(at))

    def next_bell(self, at: float) -> float:
        """When the next session of whatever phase opens or closes, strictly after `at`."""
        day = self.day_of(at)
        while True:
            bells = [bell for each in self.plan(day) for bell in (each.opens, each.closes) if bell > at]
            if bells:
                return bells[0]
            day += _ONE_DAY

    def _walk(self, day: date, step: timedelta) -> Session:
        while True:
            day += step
            session = self.regular(day)
            if session is not None:
                return session


def _at(day: date, clock: time) -> float:
    return datetime.combine(day, clock, calendar.new_york()).timestamp()


def _regular_only(day: date) -> Sessions:
    session = calendar.session_of(day)
    return () if session is None else (session,)


@lru_cache(maxsize=4096)
def _globex(day: date) -> Sessions:
    """18:00 of the evening before to 17:00, around the hours of the stock exchange."""
    regular = calendar.session_of(day)
    if regular is None:
        return ()
    return (
        Session(day, _at(day - _ONE_DAY, time(18)), regular.opens, Phase.PRE_MARKET),
        regular,
        Session(day, regular.closes, _at(day, time(17)), Phase.AFTER_HOURS),
    )


@lru_cache(maxsize=4096)
def _interbank(day: date) -> Sessions:
    """17:15 of the evening before to 17:00, Monday to Friday but for Christmas and New Year."""
    if day.weekday() > 4 or (day.month, day.day) in ((1, 1), (12, 25)):
        return ()
    return (Session(day, _at(day - _ONE_DAY, time(17, 15)), _at(day, time(17))),)


@lru_cache(maxsize=4096)
def _always(day: date) -> Sessions:
    return (Session(day, _at(day, time(0)), _at(day + _ONE_DAY, time(0))),)


STOCK_HOURS = Hours("stocks", "America/New_York", calendar.extended_sessions)
"""09:30 to 16:00, with trading before (from 04:00) and after (to 20:00) for orders that ask for it."""
EXCHANGE_HOURS = Hours("exchange", "America/New_York", _regular_only)
"""09:30 to 16:00 and nothing else: options, indices, bonds, event contracts."""
FUTURES_HOURS = Hours("futures", "America/Chicago", _globex, timedelta(hours=6), trades_always=True)
FOREX_HOURS = Hours("forex", "America/New_York", _interbank, timedelta(hours=6, minutes=45))
CRYPTO_HOURS = Hours("crypto", "America/New_York", _always)

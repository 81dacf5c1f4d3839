"""Regular sessions of the New York Stock Exchange, in UTC.

Within the span of the bundled bars a day is a trading day when the data has it (so
11 September 2001 and hurricane Sandy are as they were); before and after, the
exchange's rules for weekends and holidays decide.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import attrs

from ibkr.simulator.data.series import daily_series

_EPOCH = date(1970, 1, 1)
_ONE_DAY = timedelta(days=1)
_OPEN, _CLOSE, _EARLY_CLOSE = time(9, 30), time(16), time(13)
_PRE_MARKET, _AFTER_HOURS_END = time(4), time(20)


class Phase(StrEnum):
    """Where in the day an instant lies."""

    CLOSED = "closed"
    PRE_MARKET = "pre-market"
    REGULAR = "regular"
    AFTER_HOURS = "after-hours"


@attrs.frozen
class Session:
    """One trading day: the New York date, and the epoch seconds at which it opens and closes."""

    day: date
    opens: float
    closes: float
    phase: Phase = Phase.REGULAR

    @property
    def seconds(self) -> int:
        """Length: 23,400 for a regular session in New York, 12,600 on a half day."""
        return int(self.closes - self.opens)


@cache
def new_york() -> ZoneInfo:
    """The exchange's time zone.

    Raises:
        RuntimeError: this system has no time zone data; the message names the remedy.
    """
    try:
        return ZoneInfo("America/New_York")
    except ZoneInfoNotFoundError as error:
        raise RuntimeError(
            "this system has no time zone data for America/New_York: `pip install tzdata`"
        ) from error


def is_trading_day(day: date) -> bool:
    """Whether the exchange opens on that date."""
    recorded, first, last = _recorded_days()
    if first <= day <= last:
        return day in recorded
    return day.weekday() < 5 and day not in holidays(day.year)


@lru_cache(maxsize=8192)
def session_of(day: date) -> Session | None:
    """The regular session of a New York date, or None when the exchange stays shut."""
    if not is_trading_day(day):
        return None
    close = _EARLY_CLOSE if closes_early(day) else _CLOSE
    return Session(day, _epoch(day, _OPEN), _epoch(day, close))


@lru_cache(maxsize=8192)
def extended_sessions(day: date) -> tuple[Session, ...]:
    """Pre-market (from 04:00), regular session and after-hours (to 20:00) of a date; () when shut."""
    regular = session_of(day)
    if regular is None:
        return ()
    return (
        Session(day, _epoch(day, _PRE_MARKET), regular.opens, Phase.PRE_MARKET),
        regular,
        Session(day, regular.closes, _epoch(day, _AFTER_HOURS_END), Phase.AFTER_HOURS),
    )


def latest_session(at: float) -> Session:
    """The session that is running at epoch second `at`, else the one before it."""
    day = local_date(at)
    session = session_of(day)
    return session if session is not None and session.opens <= at else previous_session(day)


def previous_session(day: date) -> Session:
    """The last session before that date."""
    return _walk(day, -_ONE_DAY)


def next_session(day: date) -> Session:
    """The first session after that date."""
    return _walk(day, _ONE_DAY)


def is_open(at: float) -> bool:
    """Whether the regular session runs at epoch second `at`."""
    session = session_of(local_date(at))
    return session is not None and session.opens <= at < session.closes


def local_date(at: float) -> date:
    """The date in New York at epoch second `at`."""
    return datetime.fromtimestamp(at, new_york()).date()


def midnight(day: date) -> float:
    """Epoch second at which that date begins in New York."""
    return _epoch(day, time(0))


def to_ordinal(day: date) -> int:
    """Days since 1970-01-01, as the bundled data counts."""
    return (day - _EPOCH).days


def from_ordinal(days: int) -> date:
    """The date that many days after 1970-01-01."""
    return _EPOCH + timedelta(days=int(days))


def closes_early(day: date) -> bool:
    """Whether trading on that day ends at 13:00: the eves of holidays."""
    if day in _EARLY_CLOSES_BY_NOTICE:
        return True
    if (day.month, day.day) == (12, 24):
        return True
    if day == _weekday_of_month(day.year, 11, 3, 4) + _ONE_DAY:
        return True
    return _is_short_by_independence_day(day)


def _is_short_by_independence_day(day: date) -> bool:
    """3 July; in years when the 4th was a Thursday, until 2012 the Friday after in its stead."""
    if (day.month, day.day) == (7, 5):
        return day.weekday() == 4 and day.year < 2013
    return (day.month, day.day) == (7, 3) and (day.weekday() != 2 or day.year >= 2013)


_EARLY_CLOSES_BY_NOTICE = frozenset({date(2003, 12, 26)})


@cache
def holidays(year: int) -> frozenset[date]:
    """The days on which the exchange's rules keep it shut in that year."""
    fixed = [date(year, 1, 1), date(year, 7, 4), date(year, 12, 25)]
    if year >= 2022:
        fixed.append(date(year, 6, 19))
    floating = {
        _weekday_of_month(year, 1, 0, 3),  # Martin Luther King
        _weekday_of_month(year, 2, 0, 3),  # Washington
        _easter(year) - timedelta(days=2),  # Good Friday
        _last_monday_of_may(year),  # Memorial Day
        _weekday_of_month(year, 9, 0, 1),  # Labor Day
        _weekday_of_month(year, 11, 3, 4),  # Thanksgiving
    }
    return frozenset(floating | {_observed(day) for day in fixed})


def _observed(day: date) -> date:
    # A Sunday holiday is kept on Monday, a Saturday one on Friday, except New Year:
    # the exchange does not close on the last day of an accounting year.
    if day.weekday() == 6:
        return day + _ONE_DAY
    return day - _ONE_DAY if day.weekday() == 5 and day.month != 1 else day


def _weekday_of_month(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _last_monday_of_may(year: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(days=last.weekday())


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous rule of 1876 (Meeus, Jones, Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


@cache
def _recorded_days() -> tuple[frozenset[date], date, date]:
    ordinals = daily_series("IBM").day  # the longest series; every other one is a subset of its days
    days = [from_ordinal(number) for number in ordinals.tolist()]
    return frozenset(days), days[0], days[-1]


def _walk(day: date, step: timedelta) -> Session:
    while True:
        day += step
        session = session_of(day)
        if session is not None:
            return session


def _epoch(day: date, at: time) -> float:
    return datetime.combine(day, at, new_york()).astimezone(UTC).timestamp()

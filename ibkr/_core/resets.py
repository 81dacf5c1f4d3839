"""IBKR's daily resets: when they are, and calls that wait until one is over.

The brokerage session is dropped once a night in each region, for seconds to minutes: calls
are answered with 503, or the status says that nobody is authenticated. Sources disagree on
midnight or one o'clock of the region, and nothing says which region a login belongs to, so
both hours of all three count. Nothing waits because of the hour alone: only a call that has
failed, and that is safe to make again, is made again.

The weekly maintenance, on Saturday evening, has no documented hour and is not waited for.
Source: limits-and-session.md, clock.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, TypeVar
from zoneinfo import ZoneInfo

from ibkr._core.flow import Pause
from ibkr.errors import ConfigError, GatewayFault, NoBrokerageSession

if TYPE_CHECKING:
    from collections.abc import Callable

    from ibkr_wire.operation import Info

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow

T = TypeVar("T")

REGIONS: Final = ("America/New_York", "Europe/Zurich", "Asia/Hong_Kong")
HOURS: Final = (0, 1)
LENGTH: Final = timedelta(minutes=15)
# Clocks differ, and a reset may begin a little before the hour.
EARLY: Final = timedelta(minutes=1)
ASK_EVERY: Final = 15.0


def waiting(seconds: float) -> float:
    """How long a call may wait for the end of a reset.

    Raises:
        ConfigError: it is not a number of seconds from 0 on.
    """
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not seconds >= 0:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may be untyped
        raise ConfigError(f"Client(reset_wait=...) is a number of seconds from 0 on, not {seconds!r}.")
    return seconds


def reset_left(now: float) -> float | None:
    """Seconds until the reset that may be going on at `now` is over; None where there is none."""
    instant = datetime.fromtimestamp(now, UTC)
    left = [each for region in REGIONS for each in _left_in(instant.astimezone(ZoneInfo(region)))]
    return max(left, default=None)


def _left_in(local: datetime) -> list[float]:
    """Seconds left of each window that a local time is in."""
    # A window that begins before midnight belongs to the day that follows.
    midnight = (local + EARLY).replace(hour=0, minute=0, second=0, microsecond=0)
    begins = (midnight + timedelta(hours=hour) for hour in HOURS)
    ends = (begin + LENGTH for begin in begins if begin - EARLY <= local < begin + LENGTH)
    return [(end - local).total_seconds() for end in ends]


def after_reset(
    error: GatewayFault | NoBrokerageSession, info: Info, again: Callable[[], Flow[T]], desk: Desk
) -> Flow[T]:
    """The answer to a call that failed, once IBKR's reset is over.

    The session is under `maintenance` meanwhile, which is a change that listeners hear of.

    Raises:
        GatewayFault, NoBrokerageSession: `error` itself outside of a reset, when the call may not be
            made twice, or when it lasts longer than `Client(reset_wait=...)`.
    """
    until = desk.clock.monotonic() + desk.reset_wait
    failure: GatewayFault | NoBrokerageSession = error
    while _is_worth_waiting(failure, info, desk) and desk.clock.monotonic() < until:
        desk.session.move("maintenance", now=desk.clock.now(), why="IBKR's daily reset")
        yield Pause(ASK_EVERY)
        try:
            return (yield from again())
        except (GatewayFault, NoBrokerageSession) as following:
            failure = following
    raise failure


def _is_worth_waiting(error: GatewayFault | NoBrokerageSession, info: Info, desk: Desk) -> bool:
    # A fault with a status that is not retryable is about the thing asked for.
    passing = error.retryable or error.status is None
    return info.retry == "safe" and passing and reset_left(desk.clock.now()) is not None

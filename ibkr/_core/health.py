"""What an operator wants to know of a client."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ibkr._core.opening import check
from ibkr._core.resets import reset_left

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr._core.pacing import PacingStatistics
    from ibkr._core.session import State
    from ibkr._core.stream.health import StreamHealth


@attrs.frozen
class Health:
    """One look at a client and its gateway. Times are seconds since the epoch."""

    base_url: str
    state: State
    last_tickle: float | None
    """When the last keep-alive was answered; None before the first."""
    keep_alive_problem: str | None
    """Why the last keep-alive failed; None while it works."""
    pacing: Mapping[str, PacingStatistics]
    drifts: int
    """Differences seen between answers and their description; `client.drift` lists them."""
    penalties: Mapping[str, float]
    """Limits that a 429 has shut, and for how many seconds more; `global` is all of them."""
    unsettled: int
    """Orders whose fate is not known; `client.orders.recover()` finds it out."""
    journal_problem: str | None
    """Why the journal could not be written last; None while it can."""
    last_success: float | None = None
    """When a call was last answered well; None before the first."""
    waited: float = 0.0
    """Seconds that calls have waited for the gateway's limits so far, all together."""
    waiting: int = 0
    """Calls that wait for a limit now."""
    keep_alive_failures: int = 0
    """Keep-alives that failed since the last that worked."""
    reset_left: float | None = None
    """Seconds until a daily reset of IBKR's that may be going on is over; None where there is none."""
    hook_failures: int = 0
    """How often a listener or an `on_request` hook raised."""
    hook_problem: str | None = None
    """Which one raised last, and what."""
    streams: tuple[StreamHealth, ...] = ()
    """The open streams made with `client.stream()`."""


def health(desk: Desk) -> Flow[Health]:
    """Ask for the session's state, and add what is known already."""
    state = yield from check(desk)
    session, lines = desk.session, desk.pacing.statistics()
    return Health(
        desk.base_url,
        state,
        session.last_tickle,
        session.keep_alive_problem,
        lines,
        len(desk.drift),
        desk.pacing.penalties(desk.clock),
        len(desk.journal.open),
        desk.journal.problem,
        last_success=desk.last_success,
        waited=sum(line.waited for line in lines.values()),
        waiting=sum(line.waiting for line in lines.values()),
        keep_alive_failures=session.keep_alive_failures,
        reset_left=reset_left(desk.clock.now()),
        hook_failures=desk.problems.count,
        hook_problem=desk.problems.last,
        streams=tuple(stream.health for stream in tuple(desk.streams)),
    )

"""What an operator wants to know of a client."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ibkr._core.opening import check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr._core.pacing import PacingStatistics
    from ibkr._core.session import State


@attrs.frozen
class Health:
    """One look at a client and its gateway."""

    base_url: str
    state: State
    last_tickle: float | None
    """When the last keep-alive was answered, seconds since the epoch; None before the first."""
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


def health(desk: Desk) -> Flow[Health]:
    """Ask for the session's state, and add what is known already."""
    state = yield from check(desk)
    return Health(
        desk.base_url,
        state,
        desk.session.last_tickle,
        desk.session.keep_alive_problem,
        desk.pacing.statistics(),
        len(desk.drift),
        desk.pacing.penalties(desk.clock),
        len(desk.journal.open),
        desk.journal.problem,
    )

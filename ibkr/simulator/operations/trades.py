"""Executions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr.simulator.market import calendar
from ibkr.simulator.refusals import refuse
from ibkr.simulator.rendering.orders import trade_row

if TYPE_CHECKING:
    from ibkr.simulator.call import Call
    from ibkr.simulator.state import State

_DAY_SECONDS = 86_400
MOST_DAYS = 7


def executions(state: State, call: Call) -> list[dict[str, Any]]:
    """Fills of today, or of so many days; [] on the first call of a session."""
    days = call.number("days", default=1)
    if not 1 <= days <= MOST_DAYS:
        raise refuse(400, f"Bad Request: days is not between 1 and {MOST_DAYS}")
    if not state.reads.trades_warm:
        state.reads.trades_warm = True
        return []
    return rows_of_days(state, days)


def rows_of_days(state: State, days: int) -> list[dict[str, Any]]:
    """Executions of the active account today and on the days before, `days` in all, oldest first."""
    since = calendar.midnight(calendar.local_date(state.world.now() - (days - 1) * _DAY_SECONDS))
    return [
        trade_row(each, with_commission=each.execution_id in state.settled_executions())
        for each in state.broker.executions(state.account, since=since)
    ]


SERVES = {"trades.executions": executions}

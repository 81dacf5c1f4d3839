"""The bridge to the old historical data service: closed until it is asked for, and what lies behind it.

Source: gateway facts "REST endpoints", sections session and market data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr.simulator import history
from ibkr.simulator.market.market import NoPrices
from ibkr.simulator.refusals import Refused, not_there, refuse
from ibkr.simulator.rendering.history import points
from ibkr.simulator.rendering.numbers import dashed_time

if TYPE_CHECKING:
    from ibkr.simulator.call import Call
    from ibkr.simulator.market.bars import BarSeries
    from ibkr.simulator.state import State

_SOURCES_WITHOUT_VOLUME = ("Midpoint", "Bid_Ask")


def open_bridge(state: State, _: Call) -> dict[str, Any]:
    """Open the bridge; the answer looks like the state of the brokerage session."""
    state.reads.bridge_open = True
    return bridge_status(state)


def bridge_status(state: State) -> dict[str, Any]:
    """What the bridge says of itself once it is open."""
    return {**state.session.status(), "authenticated": True, "established": True, "connected": True}


def through_bridge(state: State) -> None:
    """Refuse with the page of a path that does not exist while the bridge is closed."""
    if not state.reads.bridge_open:
        raise Refused(not_there())


def beta_history(state: State, call: Call) -> dict[str, Any]:
    """Bars from behind the bridge."""
    through_bridge(state)
    conid, end = call.number("conid", default=0), history.end(call.query("startTime"), state.world.now())
    # Here seconds are a capital S, and the other units are as elsewhere.
    window = history.window(call.query("period").replace("S", "s"), call.query("bar"))
    series = _series(state, conid, window, end)
    volume = call.query("barType") not in _SOURCES_WITHOUT_VOLUME
    first, last = int(series.time[0]), int(end * 1000)
    return {
        "startTime": dashed_time(first / 1000),
        "startTimeVal": first,
        "endTime": dashed_time(end),
        "endTimeVal": last,
        "data": points(series, volume=volume),
        "points": len(series) - 1,
        "mktDataDelay": 0,
    }


def _series(state: State, conid: int, window: history.Window, end: float) -> BarSeries:
    try:
        series = state.market.bars(conid, size=window.bar, until=end, period=window.period)
    except NoPrices:
        raise refuse(500, "Chart data unavailable") from None
    if not len(series):
        raise refuse(500, "Chart data unavailable")
    return series.last(history.MOST_POINTS)


SERVES = {
    "auth.history_init": open_bridge,
    "auth.history_init_post": open_bridge,
    "market_data.beta_history": beta_history,
}

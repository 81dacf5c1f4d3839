"""Snapshots and history."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ibkr.simulator import history
from ibkr.simulator.http import Response
from ibkr.simulator.market.contract import Instrument, instrument
from ibkr.simulator.market.market import NoPrices
from ibkr.simulator.quoting import contract_conid, row
from ibkr.simulator.refusals import Refused, refuse
from ibkr.simulator.rendering.history import points
from ibkr.simulator.rendering.numbers import dashed_time

if TYPE_CHECKING:
    from ibkr.simulator.call import Call
    from ibkr.simulator.history import Window
    from ibkr.simulator.market.bars import BarSeries
    from ibkr.simulator.state import State

MOST_CONIDS = 100
MOST_FIELDS = 50
TRAVEL_SECONDS = 0.05
"""How long a history answer takes: long enough that six at once are six at once."""
PRICE_FACTOR = 100
_SOURCES_WITHOUT_VOLUME = ("bid_ask", "bid", "ask", "midpoint")


def snapshot_rows(state: State, call: Call) -> list[dict[str, Any]]:
    """One row a contract: bare on the first call, then the wanted tags that are known."""
    contracts = [word for word in call.query("conids").split(",") if word]
    fields = [word for word in call.query("fields").split(",") if word]
    if not contracts or any(contract_conid(word) is None for word in contracts):
        raise refuse(400, "Bad Request: conids are missing or not numbers")
    if len(contracts) > MOST_CONIDS or len(fields) > MOST_FIELDS:
        raise refuse(400, f"Bad Request: at most {MOST_CONIDS} conids and {MOST_FIELDS} fields")
    return [_snapshot_row(state, word, fields) for word in contracts]


def _snapshot_row(state: State, contract: str, fields: list[str]) -> dict[str, Any]:
    now = state.now()
    line = state.lines.ask(contract, now)
    if line is None:
        return {"conid": contract_conid(contract), "conidEx": contract}
    return row(state, contract, fields, age=now - line.opened)


def bars(state: State, call: Call) -> Response:
    """Bars that end at `startTime` (yes, the END of the window) or now; at most 1000."""
    conid = call.number("conid", default=0)
    if call.query("direction", "-1") not in ("-1", ""):
        raise refuse(400, "Bad Request: direction is not -1")
    end = _end(state, call.query("startTime"))
    _warm_up(state, conid)
    window = history.window(call.query("period"), call.query("bar"))
    series = _series(state, conid, window, end)
    answer = _history(instrument(conid), window, series)
    answer["outsideRth"] = call.flag("outsideRth")
    answer["data"] = points(series, volume=call.query("source") not in _SOURCES_WITHOUT_VOLUME)
    response = Response.json(answer)
    return Response(response.status, response.body, response.headers, delay=TRAVEL_SECONDS)


def _end(state: State, text: str) -> float:
    if not text:
        return state.world.now()
    try:
        end = datetime.strptime(text, "%Y%m%d-%H:%M:%S").replace(tzinfo=UTC).timestamp()
    except ValueError:
        raise refuse(400, "Bad Request: startTime is not YYYYMMDD-HH:mm:ss") from None
    return min(end, state.world.now())


def _warm_up(state: State, conid: int) -> None:
    if state.habits.cold_history and conid not in state.warm_history:
        state.warm_history.add(conid)
        raise refuse(503, "Service Unavailable")


def _series(state: State, conid: int, window: Window, end: float) -> BarSeries:
    try:
        # Well above the limit the window need not be gathered to be cut.
        if window.points > 1.2 * history.MOST_POINTS:
            series = state.market.bars(conid, size=window.bar, until=end, count=history.MOST_POINTS)
        else:
            series = state.market.bars(conid, size=window.bar, until=end, period=window.period)
    except NoPrices:
        raise _no_data() from None
    if not len(series):
        raise _no_data()
    return series.last(history.MOST_POINTS)


def _no_data() -> Refused:
    return refuse(500, "Chart data unavailable")


def _history(listing: Instrument, window: Window, series: BarSeries) -> dict[str, Any]:
    return {
        "serverId": str(10_000 + listing.conid % 89_999),
        "symbol": listing.symbol,
        "text": listing.company_name,
        "priceFactor": PRICE_FACTOR,
        "startTime": dashed_time(int(series.time[0]) / 1000),
        "high": _extreme(series, int(series.high.argmax()), float(series.high.max())),
        "low": _extreme(series, int(series.low.argmin()), float(series.low.min())),
        "timePeriod": str(window.period),
        "barLength": window.bar_seconds,
        "mdAvailability": "S",
        "mktDataDelay": 0,
        "outsideRth": False,
        "tradingDayDuration": 390,
        "volumeFactor": 1,
        "priceDisplayRule": 1,
        "priceDisplayValue": "2",
        "negativeCapable": False,
        "messageVersion": 2,
        "points": len(series) - 1,
        "travelTime": round(TRAVEL_SECONDS * 1000),
    }


def _extreme(series: BarSeries, index: int, price: float) -> str:
    """`65820/26572.9/67`: price times priceFactor, volume, minutes since the first bar."""
    minutes = (int(series.time[index]) - int(series.time[0])) // 60_000
    return f"{round(price * PRICE_FACTOR)}/{float(series.volume[index])}/{minutes}"


SERVES = {"market_data.snapshot_rows": snapshot_rows, "market_data.history": bars}

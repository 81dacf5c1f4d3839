"""Snapshots and history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ibkr.simulator import history
from ibkr.simulator.charts import SOURCES_WITHOUT_VOLUME, Chart, chart
from ibkr.simulator.http import Response
from ibkr.simulator.quoting import contract_conid, row
from ibkr.simulator.refusals import refuse
from ibkr.simulator.rendering.history import points

if TYPE_CHECKING:
    from ibkr.simulator.call import Call
    from ibkr.simulator.state import State

MOST_CONIDS = 100
MOST_FIELDS = 50
TRAVEL_SECONDS = 0.05
"""How long a history answer takes: long enough that six at once are six at once."""


def snapshot_rows(state: State, call: Call) -> list[Mapping[str, Any]]:
    """One row a contract: bare on the first call, then the wanted tags that are known."""
    contracts, fields = asked_for(call)
    return [_snapshot_row(state, word, fields) for word in contracts]


def asked_for(call: Call) -> tuple[list[str], list[str]]:
    """The contracts and the fields of a snapshot, as they are written. Raises `Refused`."""
    contracts = [word for word in call.query("conids").split(",") if word]
    fields = [word for word in call.query("fields").split(",") if word]
    if not contracts or any(contract_conid(word) is None for word in contracts):
        raise refuse(400, "Bad Request: conids are missing or not numbers")
    if len(contracts) > MOST_CONIDS or len(fields) > MOST_FIELDS:
        raise refuse(400, f"Bad Request: at most {MOST_CONIDS} conids and {MOST_FIELDS} fields")
    return contracts, fields


def _snapshot_row(state: State, contract: str, fields: list[str]) -> Mapping[str, Any]:
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
    end = history.end(call.query("startTime"), state.world.now())
    _warm_up(state, conid)
    found = _chart(state, call, conid, end)
    answer = {
        "serverId": str(10_000 + conid % 89_999),
        **found.head(),
        "tradingDayDuration": 390,
        "points": len(found.series) - 1,
        "travelTime": round(TRAVEL_SECONDS * 1000),
        "data": points(found.series, volume=call.query("source") not in SOURCES_WITHOUT_VOLUME),
    }
    response = Response.json(answer)
    return Response(response.status, response.body, response.headers, delay=TRAVEL_SECONDS)


def _chart(state: State, call: Call, conid: int, end: float) -> Chart:
    window = history.window(call.query("period"), call.query("bar"))
    try:
        return chart(
            state.market,
            conid,
            window,
            until=end,
            outside_rth=call.flag("outsideRth"),
            source=call.query("source"),
        )
    except LookupError:
        raise refuse(500, "Chart data unavailable") from None


def _warm_up(state: State, conid: int) -> None:
    if state.habits.cold_history and conid not in state.warm_history:
        state.warm_history.add(conid)
        raise refuse(503, "Service Unavailable")


SERVES = {"market_data.snapshot_rows": snapshot_rows, "market_data.history": bars}

"""Giving market data lines back, and the beta's snapshot. Source: gateway facts "REST endpoints"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr.simulator import reading
from ibkr.simulator.operations.market_data import asked_for
from ibkr.simulator.quoting import contract_conid, row
from ibkr.simulator.refusals import refuse

if TYPE_CHECKING:
    from ibkr.simulator.call import Call
    from ibkr.simulator.state import State


def unsubscribe(state: State, call: Call) -> dict[str, bool]:
    """Give back the line of a contract; 500 with the word `unknown` when there was none."""
    conid = reading.whole(call.object(), "conid")
    if not state.lines.close_all(lambda contract: contract_conid(contract) == conid):
        raise refuse(500, "unknown")
    return {"success": True}


def unsubscribe_all(state: State, _: Call) -> dict[str, bool]:
    """Give back every line: each next snapshot is a first one again."""
    state.lines.clear()
    return {"unsubscribed": True}


def beta_snapshot(state: State, call: Call) -> list[dict[str, Any]]:
    """One row a contract, bare at first. A contract may be written `265598@SMART:CS`."""
    contracts, fields = asked_for(call)
    return [_beta_row(state, word, fields) for word in contracts]


def _beta_row(state: State, word: str, fields: list[str]) -> dict[str, Any]:
    now = state.now()
    contract = word.partition(":")[0]
    line = state.lines.ask(contract, now)
    if line is None:
        return {"conid": contract_conid(contract), "conidEx": word}
    return {**row(state, contract, fields, age=now - line.opened), "conidEx": word}


SERVES = {
    "market_data.unsubscribe": unsubscribe,
    "market_data.unsubscribe_all": unsubscribe_all,
    "market_data.beta_snapshot": beta_snapshot,
}

"""Rules, algorithms and definitions of contracts.

Source: gateway facts "REST endpoints", section contracts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr.simulator import reading
from ibkr.simulator.http import Response
from ibkr.simulator.market import catalogue
from ibkr.simulator.market.contract import instrument
from ibkr.simulator.market.market import NoPrices
from ibkr.simulator.operations.contracts import described
from ibkr.simulator.quoting import contract_conid
from ibkr.simulator.refusals import refuse
from ibkr.simulator.rendering.definitions import contract_row, definition_row
from ibkr.simulator.rendering.rules import ALGOS, UNAVAILABLE, algo_row, order_rules

if TYPE_CHECKING:
    from decimal import Decimal

    from ibkr.simulator.call import Call
    from ibkr.simulator.market.contract import Instrument
    from ibkr.simulator.state import State

MOST_DEFINITIONS = 200
MOST_ALGOS = 8


# --- rules ------------------------------------------------------------------------------


def rules(state: State, call: Call) -> dict[str, Any]:
    """What an order may look like; for a contract nobody knows the reason, under status 200."""
    body = call.object()
    conid = reading.whole(body, "conid")
    is_buy = reading.flag(body, "isBuy", default=True)
    if reading.flag(body, "modifyOrder", default=False):
        reading.whole(body, "orderId")
    try:
        return _rules(state, instrument(conid), is_buy=is_buy)
    except KeyError:
        return {"error": UNAVAILABLE}


def info_and_rules(state: State, call: Call) -> dict[str, Any]:
    """The description of a contract, and its rules in a nest of their own."""
    listing = described(call.path_number("conid"))
    return {**contract_row(listing), "rules": _rules(state, listing, is_buy=True)}


def _rules(state: State, listing: Instrument, *, is_buy: bool) -> dict[str, Any]:
    return order_rules(listing, _last(state, listing), is_buy=is_buy, accounts=state.broker.accounts)


def _last(state: State, listing: Instrument) -> Decimal | None:
    try:
        return state.market.quote(listing.conid, state.world.now()).last
    except NoPrices:
        return None


def algos(_: State, call: Call) -> dict[str, Any]:
    """The algorithms of a contract; ids in the filter are case sensitive."""
    try:
        instrument(call.path_number("conid"))
    except KeyError:
        raise refuse(503, "Service Unavailable") from None
    wanted = [word for word in call.query("algos").split(";") if word]
    if len(wanted) > MOST_ALGOS:
        raise refuse(400, f"Bad Request: at most {MOST_ALGOS} algos")
    description, parameters = call.query("addDescription") == "1", call.query("addParams") == "1"
    return {
        "algos": [
            algo_row(algo, description=description, parameters=parameters)
            for algo in ALGOS
            if not wanted or algo["id"] in wanted
        ]
    }


# --- definitions --------------------------------------------------------------------------


def definitions(_: State, call: Call) -> object:
    """Definitions of up to 200 contracts; 204 when none of them exists."""
    words = [word for word in call.query("conids").split(",") if word]
    conids = [contract_conid(word) for word in words]
    if not words or None in conids:
        raise refuse(400, "Bad Request: conids are missing or not numbers")
    return _defined([conid for conid in conids if conid is not None])


def definitions_by_body(_: State, call: Call) -> object:
    """The same from a JSON body, as older clients ask."""
    return _defined(reading.wholes(call.object(), "conids"))


def _defined(conids: list[int]) -> object:
    if len(conids) > MOST_DEFINITIONS:
        raise refuse(400, f"Bad Request: at most {MOST_DEFINITIONS} conids")
    rows = [definition_row(listing) for listing in map(_known, conids) if listing is not None]
    return {"secdef": rows} if rows else Response.empty(204)


def _known(conid: int) -> Instrument | None:
    try:
        return instrument(conid)
    except KeyError:
        return None


def conids(_: State, call: Call) -> list[dict[str, Any]]:
    """The contracts that an exchange lists, stocks unless another class is asked for."""
    exchange, sec_type = call.query("exchange").upper(), call.query("assetClass") or "STK"
    if not exchange:
        raise refuse(400, "Bad Request: exchange is missing")
    return [
        # Stocks of NASDAQ are said to be on its national market system.
        {"ticker": each.symbol, "conid": each.conid, "exchange": "NMS" if exchange == "NASDAQ" else exchange}
        for each in catalogue.conids_of(exchange, asset_class=sec_type)
    ]


SERVES = {
    "contracts.rules": rules,
    "contracts.info_and_rules": info_and_rules,
    "contracts.algos": algos,
    "contracts.definitions": definitions,
    "contracts.definitions_post": definitions_by_body,
    "contracts.conids": conids,
}

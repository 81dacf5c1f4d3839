"""JSON to ticket, refusing what the gateway refuses before the broker sees it.

Source: gateway facts "Errors", placing: errors of the request.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from ibkr.simulator.broker.order import ORDER_TYPES
from ibkr.simulator.broker.ticket import Ticket
from ibkr.simulator.market import catalogue
from ibkr.simulator.quoting import contract_conid
from ibkr.simulator.refusals import refuse

_Json = Mapping[str, Any]

_TYPES: dict[str, tuple[type, ...]] = {
    "acctId": (str,),
    "conid": (int,),
    "conidex": (str,),
    "cOID": (str,),
    "orderType": (str,),
    "side": (str,),
    "tif": (str,),
    "price": (int, float),
    "auxPrice": (int, float),
    "quantity": (int, float),
    "outsideRTH": (bool,),
    "referrer": (str,),
    "ticker": (str,),
    "secType": (str,),
    "listingExchange": (str,),
    # The facts say text; an order id is a number nearly everywhere else.
    "parentId": (str, int),
    "isSingleGroup": (bool,),
    "cashQty": (int, float),
    "fxQty": (int, float),
    "isCcyConv": (bool,),
    "deactivated": (bool,),
    "trailingAmt": (int, float),
    "trailingType": (str,),
    "allOrNone": (bool,),
    "isClose": (bool,),
    "strategy": (str,),
    "strategyParameters": (dict,),
    "allocationMethod": (str,),
    "manualIndicator": (bool,),
    "extOperator": (str,),
}
_IDS = ("conid", "parentId")
LONGEST_COID = 64
_LARGEST_NUMBER = 10**12


def read_tickets(body: object, account: str) -> list[Ticket]:
    """The tickets of a placing body, `{"orders": [...]}`."""
    orders = cast("_Json", body).get("orders") if isinstance(body, dict) else None
    if not isinstance(orders, list) or not orders:
        raise refuse(400, "Bad Request: orders are missing")
    return [read_ticket(entry, account) for entry in cast("list[object]", orders)]


def read_ticket(entry: object, account: str) -> Ticket:
    """One ticket. What is left unsaid is left for the broker to refuse."""
    if not isinstance(entry, dict):
        raise refuse(400, "Bad Request: an order is an object")
    json = cast("_Json", entry)
    _check_types(json)
    combo = catalogue.combo(json.get("conidex") or "")
    return Ticket(
        account=_account(json, account),
        conid=_conid(json) if combo is None else combo.conid,
        legs=() if combo is None else combo.legs,
        side=_side(json),
        quantity=_decimal(json.get("quantity")) or Decimal(0),
        order_type=_order_type(json),
        tif=json.get("tif") or "",
        price=_decimal(json.get("price")),
        aux_price=_decimal(json.get("auxPrice")),
        client_order_id=_client_order_id(json),
        outside_rth=json.get("outsideRTH") or False,
        referrer=json.get("referrer"),
        **_more(json),
    )


def _more(json: _Json) -> dict[str, Any]:
    """What most tickets do not have."""
    parent = json.get("parentId")
    return {
        "parent_id": None if parent in (None, "") else str(parent),
        "single_group": json.get("isSingleGroup") or False,
        "cash_quantity": _decimal(json.get("cashQty") or None),
        "fx_quantity": _decimal(json.get("fxQty") or None),
        "is_currency_conversion": json.get("isCcyConv") or False,
        "deactivated": json.get("deactivated") or False,
        "trailing_amount": _decimal(json.get("trailingAmt")),
        "trailing_type": json.get("trailingType") or "amt",
        "all_or_none": json.get("allOrNone") or False,
        "exchange": (json.get("conidex") or "").partition("@")[2] or None,
        "strategy": json.get("strategy") or None,
        "strategy_parameters": json.get("strategyParameters") or {},
        "allocation_method": json.get("allocationMethod"),
        "manual_indicator": json.get("manualIndicator"),
        "ext_operator": json.get("extOperator"),
        "is_close": json.get("isClose") or False,
    }


def _check_types(json: _Json) -> None:
    for key, types in _TYPES.items():
        value = json.get(key)
        # bool is an int to Python, and no number to the gateway.
        if value is not None and (not isinstance(value, types) or isinstance(value, bool) != (bool in types)):
            raise refuse(400, f"Bad Request: {key} has the wrong type")
        if isinstance(value, (int, float)) and key not in _IDS and not abs(value) <= _LARGEST_NUMBER:
            raise refuse(500, f"{key} is out of range")


def _account(json: _Json, account: str) -> str:
    if json.get("acctId") not in (None, account):
        raise refuse(400, f"Bad Request: acctId is not {account}")
    return account


def _conid(json: _Json) -> int:
    if json.get("conid") is not None:
        return json["conid"]
    conid = contract_conid(json.get("conidex") or "")
    if conid is None:
        raise refuse(400, "conid or conidex is required")
    return conid


def _side(json: _Json) -> str:
    side = str(json.get("side") or "").upper()
    if side not in ("BUY", "SELL"):
        raise refuse(400, "Bad Request: side is neither BUY nor SELL")
    return side


def _order_type(json: _Json) -> str:
    order_type = str(json.get("orderType") or "")
    if order_type not in ORDER_TYPES:
        raise refuse(400, "Unknown order type")
    return order_type


def _client_order_id(json: _Json) -> str | None:
    given = json.get("cOID")
    if given is not None and len(given) > LONGEST_COID:
        raise refuse(500, f"cOID is longer than {LONGEST_COID} characters")
    return given or None


def _decimal(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(repr(number))

"""The client's own limits, checked on the very bytes that are about to be sent."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NoReturn, cast

import msgspec
from ibkr_wire.rest.api.contracts import info

from ibkr._core.exchange import converse
from ibkr._core.snapshots import snapshots
from ibkr.errors import ContractError, LimitExceeded, ResponseError
from ibkr.model.numbers import read_number

if TYPE_CHECKING:
    from ibkr_wire.operation import Operation

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr.model.limits import Limits

# Orders of these types fill at whatever the market asks; `price` of the others bounds or starts them.
UNPRICED: Final = frozenset({"MKT", "MOC", "MIDPRICE", "TRAIL", "REL"})
LEG: Final = re.compile(r"(\d+)/-?\d+")
# How long to wait for a last price before an order is refused for lack of one, in seconds.
PATIENCE: Final = 3.0


def check_limits(operation: Operation[Any], desk: Desk) -> Flow[None]:
    """Raise `LimitExceeded` when a request would place or change an order beyond the client's limits."""
    limits = desk.limits
    if limits is None:
        return
    for ticket in _tickets(operation.body):
        _check_contract(ticket, limits)
        _check_quantity(ticket, limits)
        if limits.max_order_value is not None:
            yield from _check_value(ticket, limits.max_order_value, desk)


def _tickets(body: bytes | None) -> list[dict[str, Any]]:
    """The tickets of a request body: a list under `orders`, or one by itself."""
    if not body:
        return []
    content = msgspec.json.Decoder(float_hook=Decimal).decode(body)
    if not isinstance(content, dict):
        return []
    found = cast("dict[str, Any]", content)
    orders = found.get("orders", [found] if "orderType" in found or "conid" in found else [])
    return [one for one in orders if isinstance(one, dict)]


def _conids(ticket: dict[str, Any]) -> list[int]:
    long = str(ticket.get("conidex", ""))
    if ";;;" in long:
        return [int(conid) for conid in LEG.findall(long.partition(";;;")[2])]
    digits = long.partition("@")[0] or str(ticket.get("conid", ""))
    return [int(digits)] if digits.isdigit() else []


def _check_contract(ticket: dict[str, Any], limits: Limits) -> None:
    conids = _conids(ticket)
    if limits.allow is not None and not (conids and limits.allow.issuperset(conids)):
        named = ", ".join(map(str, conids)) or "of that name"
        _refuse("allow", f"contract {named} is not among those that this client may trade")


def _check_quantity(ticket: dict[str, Any], limits: Limits) -> None:
    if limits.max_quantity is None:
        return
    quantity = ticket.get("quantity")
    if quantity is None:
        _refuse("max_quantity", "the order names an amount of money, so its quantity cannot be checked")
    if Decimal(str(quantity)) > limits.max_quantity:
        _refuse("max_quantity", f"a quantity of {quantity} is above {limits.max_quantity}")


def _check_value(ticket: dict[str, Any], most: Decimal, desk: Desk) -> Flow[None]:
    money = ticket.get("cashQty", ticket.get("fxQty"))
    value = Decimal(str(money)) if money is not None else (yield from _value(ticket, desk))
    if value > most:
        _refuse("max_order_value", f"the order is worth {value:,.2f}, above {most:,}")


def _value(ticket: dict[str, Any], desk: Desk) -> Flow[Decimal]:
    conids = _conids(ticket)
    price = None if ticket.get("orderType") in UNPRICED else ticket.get("price")
    if price is None:
        price = yield from _last_price(conids, desk)
    largest = Decimal(1)
    for conid in conids:
        largest = max(largest, (yield from _multiplier(conid, desk)))
    return Decimal(str(ticket.get("quantity", 0))) * abs(Decimal(str(price))) * largest


def _last_price(conids: list[int], desk: Desk) -> Flow[Decimal]:
    try:
        found = yield from snapshots(conids, desk, fields=["last"], wait=PATIENCE)
    except (ResponseError, ContractError):
        found = []
    prices = [one.last for one in found if one.last is not None]
    if len(prices) < len(conids) or not prices:
        _refuse("max_order_value", "the order has no price of its own and the last price cannot be learnt")
    return sum((abs(price) for price in prices), Decimal())


def _multiplier(conid: int, desk: Desk) -> Flow[Decimal]:
    """How many units one contract stands for: 100 shares for most options."""
    if conid not in desk.multipliers:
        try:
            found = (yield from converse(info.operation(conid), desk)).multiplier
        except ResponseError as error:
            raise _exceeded("max_order_value", f"contract {conid} cannot be looked up") from error
        number = read_number(found) if isinstance(found, (str, int, float)) else None
        desk.multipliers[conid] = number.value if number is not None and number.value > 0 else Decimal(1)
    return desk.multipliers[conid]


def _exceeded(limit: str, why: str) -> LimitExceeded:
    return LimitExceeded(
        f"The order was not sent, because {why}: change it, or give the client other Limits({limit}=...).",
        limit=limit,
    )


def _refuse(limit: str, why: str) -> NoReturn:
    raise _exceeded(limit, why)

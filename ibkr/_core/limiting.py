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
# Keys that tell a ticket from what else an order's conversation sends, such as the reply to a question.
OF_A_TICKET: Final = frozenset({"conid", "conidex", "orderType", "quantity", "cashQty", "fxQty"})
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
    """The tickets of a request body: a list, under `orders` or not, or one by itself."""
    content = msgspec.json.Decoder(float_hook=Decimal).decode(body) if body else None
    found = cast("dict[str, Any]", content).get("orders", content) if isinstance(content, dict) else content
    rows = cast("list[Any]", found) if isinstance(found, list) else [found]
    objects = [cast("dict[str, Any]", one) for one in rows if isinstance(one, dict)]
    return [one for one in objects if OF_A_TICKET.intersection(one)]


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
    if _size("max_quantity", quantity) > limits.max_quantity:
        _refuse("max_quantity", f"a quantity of {quantity} is above {limits.max_quantity}")


def _check_value(ticket: dict[str, Any], most: Decimal, desk: Desk) -> Flow[None]:
    sums = [
        _size("max_order_value", ticket[key]) for key in ("cashQty", "fxQty") if ticket.get(key) is not None
    ]
    value = max(sums) if sums else (yield from _value(ticket, desk))
    if value > most:
        _refuse("max_order_value", f"the order is worth {value:,.2f}, above {most:,}")


def _value(ticket: dict[str, Any], desk: Desk) -> Flow[Decimal]:
    conids = _conids(ticket)
    if not conids:
        _refuse("max_order_value", "the order does not name its contract by a number")
    price = None if ticket.get("orderType") in UNPRICED else ticket.get("price")
    if price is None:
        price = yield from _last_price(conids, desk)
    largest = Decimal(1)
    for conid in conids:
        largest = max(largest, (yield from _multiplier(conid, desk)))
    quantity, price = (_size("max_order_value", one) for one in (ticket.get("quantity", 0), price))
    return quantity * price * largest


def _size(limit: str, value: object) -> Decimal:
    """A quantity, price or sum of money without its sign."""
    found = read_number(str(value))
    if found is None:
        _refuse(limit, f"{value!r} is no number")
    return abs(found.value)


def _last_price(conids: list[int], desk: Desk) -> Flow[Decimal]:
    try:
        found = yield from snapshots(conids, desk, fields=["last"], wait=PATIENCE)
    except (ResponseError, ContractError):
        found = []
    prices = [one.last for one in found if one.last is not None]
    if len(prices) < len(conids):
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

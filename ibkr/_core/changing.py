"""Changing one thing of a working order: IBKR wants the whole ticket, so it is read first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from ibkr._core.facing import facing
from ibkr._core.looking import find_row
from ibkr._core.orders import check_changes, modify
from ibkr.errors import InvalidOrder, NotFound
from ibkr.model.numbers import read_number
from ibkr.model.orders import NEEDS, Order

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from ibkr_wire.models.orders import LiveOrder

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr.model.answers import Policy
    from ibkr.model.receipts import OrderReceipt

# How live orders show an order's type, and what it is sent as. Source: orders.md, order types. Trailing
# orders are not here: their amounts are not shown.
TYPES: Final = {
    "MARKET": "MKT",
    "LIMIT": "LMT",
    "STOP": "STP",
    "STOP_LIMIT": "STOP_LIMIT",
    "STOPLIMIT": "STOP_LIMIT",
    "MIDPRICE": "MIDPRICE",
    "LIMITONCLOSE": "LOC",
    "MARKETONCLOSE": "MOC",
    "MIT": "MIT",
    "LIT": "LIT",
    "RELATIVE": "REL",
}
TIMES: Final = {"CLOSE": "DAY"}


def changed(
    place: tuple[str, str],
    changes: Mapping[str, Any],
    policy: Policy,
    desk: Desk,
    *,
    ticket: Order | None = None,
) -> Flow[tuple[Order, OrderReceipt]]:
    """Change what `changes` names of a working order, and keep the rest of its ticket.

    `place` is the account and the order id. Without a `ticket` the rest is read from the live orders.

    Raises:
        NotFound: IBKR lists no such order.
        InvalidOrder: the order cannot be read back whole, or cannot take the change.
    """
    account_id, order_id = place
    check_changes(changes)
    known = ticket or (yield from facing(account_id, partial(_read_back, order_id, desk), desk))
    fresh = known.with_changes(**changes)
    return fresh, (yield from modify(account_id, order_id, fresh, policy, desk))


def _read_back(order_id: str, desk: Desk) -> Flow[Order]:
    row = yield from find_row(lambda row: str(row.order_id) == order_id, desk)
    if row is None:
        raise NotFound(
            f"IBKR lists no order {order_id} of today: check the id with `ib.orders.live()`.",
            operation="orders.live",
        )
    return ticket_of(row)


def ticket_of(row: LiveOrder) -> Order:
    """The ticket that a live order was placed with, as far as IBKR shows it."""
    shown = str(row.orig_order_type or row.order_type).upper().replace(" ", "_")
    order_type = TYPES.get(shown)
    if order_type is None:
        raise InvalidOrder(
            f"an order of type {shown} does not show all it was placed with: give the whole ticket to "
            "`ib.orders.modify(account_id, order_id, ticket)`."
        )
    needs, cash = NEEDS[order_type], _number(row.total_cash_size)
    fields: dict[str, Any] = {
        "conid": row.conid,
        "side": row.side,
        "order_type": order_type,
        "quantity": None if cash else _number(row.total_size),
        "cash_quantity": cash or None,
        "tif": TIMES.get(str(row.time_in_force), row.time_in_force),
        "price": None if needs.price == "none" else _number(row.price),
        "aux_price": None if needs.aux_price == "none" else _number(row.aux_price),
        "outside_rth": row.outside_rth if isinstance(row.outside_rth, bool) else None,
        "conid_ex": _routed(row),
    }
    name = cast("object", row.order_ref)
    if isinstance(name, str) and name:
        fields["client_order_id"] = name
    return Order(**fields)


def _routed(row: LiveOrder) -> str | None:
    """The long form of the contract, where the order was sent elsewhere than to SMART."""
    long = row.conidex if isinstance(row.conidex, str) else ""
    return long if ("@" in long and not long.endswith("@SMART")) or ";;;" in long else None


def _number(value: object) -> Decimal | None:
    read = read_number(value) if isinstance(value, (str, int, float)) else None
    return None if read is None else read.value

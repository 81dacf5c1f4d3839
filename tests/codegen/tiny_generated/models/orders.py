# Generated from spec/. Do not edit.
"""Wire models of the group `orders`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType

from ibkr_wire.models.market_data import SnapshotRow
from ibkr_wire.operation import Dispatch

__all__ = [
    "ErrorAnswer",
    "OpenOrders",
    "OrderAnswer",
    "OrderName",
    "OrderQuestion",
    "OrderTicket",
    "OrderTickets",
    "PlacedOrder",
]


class OrderAnswer(Dispatch):
    """What the gateway says to an order."""

    __slots__ = ()

    @classmethod
    def model_for(cls, keys: dict[str, Any]) -> type[Any]:
        if "message" in keys:
            return OrderQuestion
        if "error" in keys:
            return ErrorAnswer
        return PlacedOrder


class OrderTickets(Struct, kw_only=True):
    """Orders that are sent together."""

    orders: list[OrderTicket]


class OrderTicket(Struct, kw_only=True, gc=False, rename={"c_oid": "cOID", "outside_rth": "outsideRTH"}):
    """One order, as the gateway wants it."""

    conid: int
    side: Literal["BUY", "SELL"]
    quantity: Decimal
    price: Decimal | UnsetType = UNSET
    """Limit, in the currency of the contract."""
    c_oid: str | UnsetType = UNSET
    """Our own id."""
    outside_rth: bool | UnsetType = UNSET


class OrderQuestion(Struct, OrderAnswer, kw_only=True):
    """The gateway asks before it sends the order."""

    id: str
    message: list[str]


class ErrorAnswer(Struct, OrderAnswer, kw_only=True, gc=False):
    """The order was refused."""

    error: str


class PlacedOrder(Struct, OrderAnswer, kw_only=True, gc=False):
    """The order was taken."""

    order_id: str | int
    order_status: str | UnsetType = UNSET


class OpenOrders(Struct, kw_only=True, rename={"put_or_call": "putOrCall"}):
    """Open orders by id."""

    names: dict[str, OrderName] | UnsetType = UNSET
    put_or_call: str | None | UnsetType = UNSET
    """Null for what is \\ no option, even "odd"."""
    row: SnapshotRow | None | UnsetType = UNSET
    """Quotes of the first of them."""


class OrderName(Struct, kw_only=True, gc=False):
    """What an order is called."""

    text: str | UnsetType = UNSET

"""What a client asks for, and why a broker says no."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import attrs

if TYPE_CHECKING:
    from decimal import Decimal

Side = Literal["BUY", "SELL"]


@attrs.frozen(kw_only=True)
class Ticket:
    """An order as it was asked for, in the gateway's own words (`orders.md`, ticket table)."""

    account: str
    conid: int
    side: str
    """BUY or SELL."""
    quantity: Decimal
    """Shares; whole and above zero."""
    order_type: str = "LMT"
    """MKT, LMT, STP or STOP_LIMIT."""
    tif: str = "DAY"
    """DAY, GTC or IOC."""
    price: Decimal | None = None
    """Limit; for STP the stop."""
    aux_price: Decimal | None = None
    """Stop of a STOP_LIMIT."""
    client_order_id: str | None = None
    """The wire's cOID."""
    outside_rth: bool = False
    referrer: str | None = None

    @property
    def limit(self) -> Decimal | None:
        """The worst price it may fill at, or None."""
        return self.price if self.order_type in _WITH_LIMIT else None

    @property
    def stop(self) -> Decimal | None:
        """The price that wakes it, or None."""
        return {"STP": self.price, "STOP_LIMIT": self.aux_price}.get(self.order_type)


_WITH_LIMIT = ("LMT", "STOP_LIMIT")

Cause = Literal[
    "account",
    "contract",
    "side",
    "quantity",
    "order_type",
    "tif",
    "price",
    "tick",
    "duplicate",
    "funds",
    "unknown_order",
    "inactive_order",
    "modification",
]


class Refused(Exception):
    """The broker does not take the ticket, the change or the cancellation.

    `cause` is for programs (which status the gateway answers with), the text is what
    the gateway shows.
    """

    def __init__(self, cause: Cause, text: str) -> None:
        """Refuse for `cause`, explained by `text`."""
        super().__init__(text)
        self.cause: Cause = cause
        self.text = text

"""What a client asks for, and why a broker says no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

import attrs

from ibkr.simulator.broker.kinds import KINDS

if TYPE_CHECKING:
    from decimal import Decimal

    from ibkr.simulator.market.catalogue import Leg

Side = Literal["BUY", "SELL"]


@attrs.frozen(kw_only=True)
class Ticket:
    """An order as it was asked for, in the gateway's own words (`orders.md`, ticket table)."""

    account: str
    """An account, or the name of an advisor's group."""
    conid: int
    """The contract; for a combination the spread conid of its currency."""
    side: str
    """BUY or SELL."""
    quantity: Decimal
    """Shares, contracts or units; zero with a cash quantity, which `Broker.resolved` turns into one."""
    order_type: str = "LMT"
    """One of `kinds.KINDS`."""
    tif: str = "DAY"
    """DAY, GTC, IOC, OPG, or PAX for a coin."""
    price: Decimal | None = None
    """Limit; for STP and TRAIL the stop; for MIDPRICE and REL the worst price."""
    aux_price: Decimal | None = None
    """Stop of a STOP_LIMIT or TRAILLMT, trigger of a MIT or LIT, offset of a REL."""
    client_order_id: str | None = None
    """The wire's cOID."""
    outside_rth: bool = False
    referrer: str | None = None
    parent_id: str | None = None
    """cOID of an order of the same request, or the order id of one that was placed before."""
    single_group: bool = False
    """Whether it belongs to the one-cancels-all group of its request."""
    trailing_amount: Decimal | None = None
    trailing_type: str = "amt"
    """`amt`, in currency, or `%`."""
    all_or_none: bool = False
    cash_quantity: Decimal | None = None
    """Money to spend or raise, instead of a quantity."""
    fx_quantity: Decimal | None = None
    """Units of currency to convert, with `is_currency_conversion`."""
    is_currency_conversion: bool = False
    deactivated: bool = False
    """Keep the order without sending it."""
    exchange: str | None = None
    """Where to, None for SMART."""
    legs: tuple[Leg, ...] = ()
    """Parts of a combination."""
    strategy: str | None = None
    """Id of an algorithm."""
    strategy_parameters: Mapping[str, Any] = attrs.field(factory=dict[str, Any])
    allocation_method: str | None = None
    manual_indicator: bool | None = None
    ext_operator: str | None = None
    is_close: bool = False

    @property
    def limit(self) -> Decimal | None:
        """The worst price it may fill at, or None."""
        kind = KINDS.get(self.order_type)
        return self.price if kind is not None and kind.limit is not None else None

    @property
    def stop(self) -> Decimal | None:
        """The price that wakes it, or None; for a trailing stop where it begins, if that is given."""
        kind = KINDS.get(self.order_type)
        if kind is None or kind.stop is None:
            return None
        if kind.stop == "either":
            return self.price if self.aux_price is None else self.aux_price
        return self.price if kind.stop == "price" else self.aux_price

    @property
    def sleeps(self) -> bool:
        """Whether it first waits for a price that wakes it."""
        kind = KINDS.get(self.order_type)
        return kind is not None and kind.wake is not None


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
    "parent",
    "permission",
    "strategy",
    "short",
    "expired",
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

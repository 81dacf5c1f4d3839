"""What happens to orders and positions: events that are never dropped and never told twice."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import attrs

from ibkr.model.quotes import read_decimal, read_time

if TYPE_CHECKING:
    from datetime import datetime

Origin: TypeAlias = Literal["stream", "reread"]
"""`reread`: learnt by asking over REST, when the subscription began or after a gap."""

_SIDES: Final = {"B": "BUY", "S": "SELL"}


class _Row:
    """Values under the gateway's own keys, read when they are asked for."""

    __slots__ = ()

    values: Mapping[str, object]

    def text(self, key: str) -> str | None:
        """The value under the gateway's own key, as text; None if it never came or is empty."""
        value = self.values.get(key)
        return None if value is None or value == "" else str(value)

    def number(self, key: str) -> Decimal | None:
        """The value under the gateway's own key, as a number; None if it never came or is no number."""
        return read_decimal(self.values.get(key))

    def _integer(self, key: str) -> int | None:
        number = self.number(key)
        return None if number is None else int(number)


@attrs.frozen(eq=False, repr=False)
class OrderUpdate(_Row):
    """The state of one order after a change: merged, because the gateway sends only what changed.

    Quantities are in units of the contract, prices in its currency. What the
    gateway has not told is None.

    Source: spec/asyncapi.yaml, topic sor; GET /iserver/account/orders.
    """

    order_id: int
    values: Mapping[str, object]
    """Everything known of the order, by the gateway's own keys."""

    changed: frozenset[str]
    """The gateway's keys that changed with this update."""

    origin: Origin = "stream"

    @property
    def account_id(self) -> str | None:
        """The account that the order belongs to."""
        return self.text("acct") or self.text("account")

    @property
    def conid(self) -> int | None:
        """The contract."""
        return self._integer("conid")

    @property
    def client_order_id(self) -> str | None:
        """The id that the order was sent with (`cOID`)."""
        return self.text("order_ref")

    @property
    def status(self) -> str | None:
        """`Inactive PendingSubmit PreSubmitted Submitted Filled PendingCancel PreCancelled Cancelled …`."""
        return self.text("status")

    @property
    def side(self) -> str | None:
        """`BUY` or `SELL`; `EXER` for an option that is exercised."""
        return self.text("side")

    @property
    def order_type(self) -> str | None:
        """As the gateway shows it: `Limit`, `Market`, `Stop`, …"""
        return self.text("orderType")

    @property
    def symbol(self) -> str | None:
        """Ticker of the contract."""
        return self.text("ticker")

    @property
    def quantity(self) -> Decimal | None:
        """How much was ordered."""
        return self.number("totalSize")

    @property
    def filled(self) -> Decimal | None:
        """How much of it is done."""
        return self.number("filledQuantity")

    @property
    def remaining(self) -> Decimal | None:
        """How much is still to do."""
        return self.number("remainingQuantity")

    @property
    def price(self) -> Decimal | None:
        """The order's own price, limit or stop; None for a market order."""
        return self.number("price")

    @property
    def avg_price(self) -> Decimal | None:
        """Average price of what is done."""
        return self.number("avgPrice")

    @property
    def description(self) -> str | None:
        """One line, such as `Buy 10 IBM Limit 200.50, Day`."""
        return self.text("orderDesc")

    @property
    def time(self) -> datetime | None:
        """When the order last changed at the broker, as far as told."""
        return read_time(self.values.get("lastExecutionTime_r"))

    def __repr__(self) -> str:
        return (
            f"OrderUpdate({self.order_id}, {self.status}, {self.side} {self.filled}/{self.quantity} "
            f"{self.symbol}, origin={self.origin!r}, changed={sorted(self.changed)})"
        )


@attrs.frozen(eq=False, repr=False)
class Execution(_Row):
    """One execution. It comes once as news, and again when something about it becomes known.

    The gateway sends each execution without its commission first and with it later:
    the second is an update (`is_update`), with `commission` among the changes.

    Source: spec/asyncapi.yaml, topic str; GET /iserver/account/trades.
    """

    execution_id: str
    values: Mapping[str, object]
    """The execution by the gateway's own keys."""

    changed: frozenset[str]
    """The gateway's keys that are new or differ from what was told before."""

    is_update: bool = False
    """Whether this execution has been told already, with less."""

    origin: Origin = "stream"

    @property
    def account_id(self) -> str | None:
        """The account that it belongs to."""
        return self.text("account") or self.text("accountCode")

    @property
    def conid(self) -> int | None:
        """The contract."""
        return self._integer("conid")

    @property
    def symbol(self) -> str | None:
        """Ticker of the contract."""
        return self.text("symbol")

    @property
    def side(self) -> str | None:
        """`BUY` or `SELL`."""
        side = self.text("side")
        return None if side is None else _SIDES.get(side, side)

    @property
    def quantity(self) -> Decimal | None:
        """How much was bought or sold."""
        return self.number("size")

    @property
    def price(self) -> Decimal | None:
        """At what price, in the contract's currency."""
        return self.number("price")

    @property
    def commission(self) -> Decimal | None:
        """What the broker took; None while it is not known."""
        return self.number("commission")

    @property
    def net_amount(self) -> Decimal | None:
        """Price times quantity times multiplier."""
        return self.number("net_amount")

    @property
    def position(self) -> Decimal | None:
        """The position after it."""
        return self.number("position")

    @property
    def exchange(self) -> str | None:
        """The venue, such as ARCA."""
        return self.text("exchange")

    @property
    def order_id(self) -> int | None:
        """The order that was executed."""
        return self._integer("order_id")

    @property
    def client_order_id(self) -> str | None:
        """The id that the order was sent with (`cOID`)."""
        return self.text("order_ref")

    @property
    def time(self) -> datetime | None:
        """When it happened."""
        return read_time(self.values.get("trade_time_r"))

    def __repr__(self) -> str:
        return (
            f"Execution({self.execution_id}, {self.side} {self.quantity} {self.symbol} at {self.price}, "
            f"commission={self.commission}, is_update={self.is_update}, origin={self.origin!r})"
        )


@attrs.frozen(eq=False, repr=False)
class PositionUpdate(_Row):
    """A position that differs from what was told before; a quantity of zero means that it is gone.

    The gateway has no topic for positions: they are read over REST when they are
    asked for, after executions and after every gap.

    Source: GET /portfolio/{accountId}/positions/{pageId}.
    """

    account_id: str
    conid: int
    values: Mapping[str, object]
    """The position by the gateway's own keys."""

    origin: Origin = "reread"

    @property
    def quantity(self) -> Decimal:
        """How much is held; negative for a short position."""
        return self.number("position") or Decimal(0)

    @property
    def avg_cost(self) -> Decimal | None:
        """Average cost of one contract, with commissions and multiplier."""
        return self.number("avgCost")

    @property
    def market_price(self) -> Decimal | None:
        """Price of the contract when the position was read."""
        return self.number("mktPrice")

    @property
    def symbol(self) -> str | None:
        """Ticker, or the contract in words."""
        return self.text("ticker") or self.text("contractDesc")

    def __repr__(self) -> str:
        return f"PositionUpdate({self.account_id}, {self.quantity} {self.symbol}, {self.conid})"

"""The reference broker: orders in, fills out, by the rules of docs/explanation/execution-rules.md."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .costs import Commission
    from .records import OrderStatus, Side

# Money is float64 and nothing is rounded: this much below zero is arithmetic, not debt.
DUST = 1e-6


class Broker:
    """One account with one asset; it knows the current bar and nothing later."""

    __slots__ = (
        "bar",
        "cash",
        "commission",
        "event_rows",
        "fill_rows",
        "order_rows",
        "pending",
        "position",
        "price",
        "statuses",
    )

    def __init__(self, cash: float, commission: Commission) -> None:
        """Start with `cash` and no position."""
        self.cash = cash
        self.position = 0
        self.commission = commission
        self.bar = -1
        self.price = math.nan
        self.pending: list[tuple[int, Side, int | None, float | None]] = []
        self.order_rows: list[tuple[Any, ...]] = []
        self.statuses: list[OrderStatus] = []
        self.fill_rows: list[tuple[Any, ...]] = []
        self.event_rows: list[tuple[Any, ...]] = []

    def submit(self, side: Side, quantity: float | None, fraction: float | None) -> int:
        """Take a market order for the next bar's open and return its number."""
        if (quantity is None) == (fraction is None):
            raise ValueError("an order needs either quantity= or fraction=, and not both")
        if fraction is not None and not 0 < fraction <= 1:
            raise ValueError(f"fraction={fraction} is not above 0 and at most 1")
        shares = None if quantity is None else _whole(quantity)
        order_id = len(self.order_rows)
        self.order_rows.append((self.bar, order_id, side, shares, fraction))
        self.statuses.append("pending")
        self.pending.append((order_id, side, shares, fraction))
        return order_id

    def fill_pending(self, bar: int, price: float) -> None:
        """Carry out what was decided earlier, in the order it was decided, at `price`."""
        orders = self.pending[:]
        self.pending.clear()
        for order_id, side, quantity, fraction in orders:
            shares = self._affordable(fraction, price) if quantity is None else quantity
            self._fill(bar, price, order_id, side, shares)

    def _fill(self, bar: int, price: float, order_id: int, side: Side, shares: int) -> None:
        commission = self.commission(shares, price) if shares else 0.0
        change = shares if side == "BUY" else -shares
        position = self.position + change
        cash = self.cash - change * price - commission
        reason = self._objection(shares, position, cash, price)
        if reason:
            self._refuse(bar, order_id, f"{side} {shares:,} at {price:,.2f} refused: {reason}")
            return
        self.position = position
        self.cash = cash
        self.statuses[order_id] = "filled"
        self.fill_rows.append((bar, order_id, side, shares, price, commission, position, cash))

    def _objection(self, shares: int, position: int, cash: float, price: float) -> str:
        """Why a fill that would leave this position and cash cannot be; empty if it can."""
        if not shares:
            return "the size comes to no whole share"
        held = self.position
        if abs(position) <= abs(held) and position * held >= 0:
            return ""  # Reducing a position is never refused, whatever it costs.
        if position > 0 and cash < -DUST:
            return f"it costs {self.cash - cash:,.2f} with commission and the cash is {self.cash:,.2f}"
        short = -position * price
        equity = cash - short
        if position < 0 and short > equity + DUST:
            return f"the short position would be worth {short:,.2f}, more than the equity of {equity:,.2f}"
        return ""

    def _affordable(self, fraction: float | None, price: float) -> int:
        """Whole shares whose value and commission fit into `fraction` of the equity at `price`."""
        budget = (fraction or 0.0) * (self.cash + self.position * price)
        most = int(budget / price) if budget > 0 else 0
        if not most:
            return 0
        # The commission of the larger number covers that of the smaller one.
        shares = int((budget - self.commission(most, price)) / price)
        if shares > 0 and shares * price + self.commission(shares, price) > budget:
            shares -= 1
        return max(shares, 0)

    def _refuse(self, bar: int, order_id: int, reason: str) -> None:
        self.statuses[order_id] = "refused"
        self.event_rows.append((bar, "refused", order_id, reason))

    def expire_pending(self) -> None:
        """End the orders that no bar is left to fill."""
        for order_id, side, quantity, fraction in self.pending:
            size = f"{quantity:,}" if fraction is None else f"{fraction:.0%} of equity"
            reason = f"{side} {size} expired: it was decided on the last bar, and no bar is left to fill it"
            self.statuses[order_id] = "expired"
            self.event_rows.append((self.bar, "expired", order_id, reason))
        self.pending.clear()


def _whole(quantity: float) -> int:
    if not math.isfinite(quantity) or quantity < 0 or quantity != int(quantity):
        raise ValueError(f"quantity={quantity} is not a whole number of shares, 0 or more")
    return int(quantity)

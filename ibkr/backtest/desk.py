"""The orders of an account: what is asked for, and what becomes of it, short of being filled."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, cast

from ..model.bars import from_milliseconds
from . import rules
from .account import Account
from .orders import PRICES, OrderOptions, Working, describe, order_row
from .records import Order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from .assets import Asset
    from .records import OrderStatus
    from .risk import Guardian

NO_OPTIONS: OrderOptions = {}


class OrderDesk(Account):
    """An account that takes orders, keeps them in books, and ends them; who walks the bars fills them."""

    __slots__ = (
        "books",
        "convention",
        "delayed",
        "fractional",
        "groups",
        "guardian",
        "latency",
        "orders",
        "stage",
        "stopped",
        "time_of",
        "told",
    )

    def __init__(
        self,
        cash: float,
        assets: Sequence[Asset],
        *,
        convention: str,
        leverage: float,
        fractional: bool,
        latency: int,
    ) -> None:
        """Open an account with `cash` and no order."""
        super().__init__(cash, assets, leverage=leverage)
        self.convention = convention
        self.fractional = fractional
        self.latency = latency
        self.orders: list[Working] = []
        self.books: list[list[Working]] = [[] for _ in assets]
        """The orders at work, by asset."""
        self.delayed: list[tuple[int, Callable[[], object]]] = []
        """What was asked for and is still on its way: from which step on, and what."""
        self.groups: dict[str, list[Working]] = {}
        """The orders of each OCA group none of which has filled."""
        self.stopped: dict[int, str] = {}
        """Assets that cannot be traded any more, and why."""
        self.guardian: Guardian | None = None
        self.told: list[Working | tuple[Any, ...]] | None = None
        """What callbacks and wake-ups are due for: fill rows and changed orders; None if nobody listens."""
        self.stage = "open"
        """How far the current bar is: `open`, `inside` or `close`."""
        self.time_of: Callable[[int], datetime] = from_milliseconds
        """The instant of a step."""

    # --- what a strategy asks for -----------------------------------------------------------------

    def submit(
        self,
        sign: int,
        index: int,
        quantity: float | None,
        fraction: float | None,
        options: OrderOptions = NO_OPTIONS,
    ) -> Working:
        """Take an order that may be filled from the next bar on."""
        bar = self.bar
        order = Working(len(self.orders), bar, index, sign, None, since=bar + 1 + self.latency)
        if fraction is None and not options and quantity is not None:
            order.quantity = self._counted(quantity)
        else:
            self._measure(order, quantity, fraction, options)
        if options:
            describe(order, options)
            self._arrange(order, options)
        if self.convention != "next_open" and order.code == rules.MARKET:
            order.code = rules.BAR_CLOSE
            order.since -= self.convention == "close"
        self.orders.append(order)
        if self.guardian is not None:
            reason = self.guardian.forbids(order)
            if reason:
                self.finish(order, "refused", f"{order} refused: {reason}")
                return order
        if not order.waiting:
            if self.stopped:
                self._activate(order)
            else:
                self.books[index].append(order)
        elif order.parent is not None and order.parent.status != "pending":
            ended = f"order {order.parent.number}, its parent, was {order.parent.status} already"
            self.finish(order, "cancelled", f"{order} cancelled: {ended}")
        return order

    def _measure(
        self, order: Working, quantity: float | None, fraction: float | None, options: OrderOptions
    ) -> None:
        if quantity is None and fraction is not None and not options and 0 < fraction <= self.leverage:
            order.fraction = fraction
            return
        weight = options.get("weight")
        given = (quantity is not None) + (fraction is not None) + (weight is not None)
        if given != 1:
            if given == 0 and "parent" in options:
                order.follows = True
                return
            raise ValueError("an order needs either quantity= or fraction=, and not both")
        if quantity is not None:
            order.quantity = self._counted(quantity)
        elif fraction is not None:
            if not 0 < fraction <= self.leverage:
                raise ValueError(f"fraction={fraction} is not above 0 and at most {self.leverage:g}")
            order.fraction = fraction
        elif weight is not None:
            if not math.isfinite(weight):
                raise ValueError(f"weight={weight} is not a number")
            order.weight = weight

    def _counted(self, quantity: float) -> float:
        if quantity.__class__ is int and quantity >= 0 and not self.fractional:
            return quantity
        if not math.isfinite(quantity) or quantity < 0:
            raise ValueError(f"quantity={quantity} is not a number of shares, 0 or more")
        if self.fractional:
            return float(quantity)
        if quantity != int(quantity):
            raise ValueError(f"quantity={quantity} is not a whole number of shares, 0 or more")
        return int(quantity)

    def _arrange(self, order: Working, options: OrderOptions) -> None:
        """Place an order beside its parent, and give a trailing one its first level."""
        if "parent" in options:
            parent = self.order(options["parent"])
            if parent.asset != order.asset:
                raise ValueError(f"order {parent.number} trades another asset than its child")
            order.parent = parent
            parent.linked = order.linked = True
            order.waiting = not parent.filled
            parent.children += (order,)
            if order.follows and parent.filled:
                order.quantity = parent.filled
        if order.oca is not None:
            order.linked = True
            self.groups.setdefault(order.oca, []).append(order)
        if order.trail == order.trail or order.trail_percent == order.trail_percent:
            self._trail_from(order, self.marks[order.asset])

    def order(self, number: int) -> Working:
        """The order of that number.

        Raises:
            ValueError: there is none.
        """
        if not 0 <= number < len(self.orders):
            raise ValueError(f"there is no order {number}")
        return self.orders[number]

    def cancel(self, number: int) -> None:
        """Withdraw an order before the next bar, or `latency` bars later; one that has ended stays so."""
        order = self.order(number)
        self._soon(lambda: self.finish(order, "cancelled", f"{order} cancelled by the strategy"))

    def modify(self, number: int, changes: OrderOptions, quantity: float | None) -> None:
        """Change size or prices of a working order before the next bar; its number and place stay.

        Raises:
            ValueError: a price it does not have, a size below what is filled already.
        """
        order, values, size = self._asked_change(number, changes, quantity)
        self._soon(lambda: self._change(order, values, size))

    def _asked_change(
        self, number: int, changes: OrderOptions, quantity: float | None
    ) -> tuple[Working, dict[str, float], float | None]:
        """The order, its new prices and its new size, checked."""
        order = self.order(number)
        for name in changes:
            if name not in PRICES or getattr(order, name) != getattr(order, name):
                raise ValueError(f"order {number} has no {name} to modify")
        values = {name: float(cast("Any", value)) for name, value in changes.items()}
        if any(not (math.isfinite(value) and value > 0) for value in values.values()):
            raise ValueError(f"a price to modify order {number} is not above zero: {values}")
        return order, values, None if quantity is None else self._counted(quantity)

    def _change(self, order: Working, values: dict[str, float], size: float | None) -> None:
        if order.status != "pending":
            self.event(
                "refused", f"{order} was {order.status} before it could be modified", order=order.number
            )
            return
        said = [f"{name} {getattr(order, name):,g} to {value:,g}" for name, value in values.items()]
        if size is not None:
            said.append(f"quantity {order.quantity if order.quantity is not None else 'open'} to {size:,}")
            order.quantity = max(size, order.filled)
        for name, value in values.items():
            setattr(order, name, value)
        if order.best == order.best:
            self._trail_from(order, order.best)
        asset = self.names[order.asset]
        self.event("changed", f"{order} modified: {', '.join(said)}", order=order.number, asset=asset)
        if order.quantity is not None and order.filled and order.filled >= order.quantity:
            self.finish(order, "filled")
        elif self.told is not None:
            self.told.append(order)

    def _soon(self, action: Callable[[], object]) -> None:
        if self.latency:
            self.delayed.append((self.bar + 1 + self.latency, action))
        else:
            action()

    def catch_up(self, step: int) -> None:
        """Carry out what was asked for `latency` bars ago."""
        due = [action for since, action in self.delayed if since <= step]
        self.delayed[:] = [item for item in self.delayed if item[0] > step]
        for action in due:
            action()

    def describe(self, order: Working) -> Order:
        """An order as a value."""
        return Order(self.time_of(order.decided), *order_row(order, self.names))

    def open_orders(self) -> list[Working]:
        """Orders that have not ended, children that wait included, oldest first."""
        working = {order.number: order for book in self.books for order in book if order.status == "pending"}
        for order in list(working.values()):
            _add_children(working, order)
        return [working[number] for number in sorted(working)]

    # --- life of an order -------------------------------------------------------------------------

    def _activate(self, order: Working) -> None:
        reason = self.stopped.get(order.asset)
        if reason and not order.forced:
            self.finish(order, "refused", f"{order} refused: {reason}")
            return
        self.books[order.asset].append(order)

    def _trail_from(self, order: Working, best: float) -> None:
        order.best = best
        order.stop = rules.trailing_stop(order.sign, best, order.trail, order.trail_percent)
        if order.code == rules.TRAILING_LIMIT:
            order.limit = order.stop + order.sign * order.limit_offset

    def trail(self, order: Working, high: float, low: float) -> None:
        """Move a trailing order's level after a bar."""
        self._trail_from(order, rules.better(order.sign, order.best, high, low))

    def finish(self, order: Working, status: OrderStatus, reason: str = "") -> None:
        """End an order; its children that never worked end with it, and so does its group if it filled."""
        if order.status != "pending":
            return
        order.status = status
        if self.told is not None:
            self.told.append(order)
        if reason:
            kind = "refused" if status == "refused" else "expired" if status == "expired" else "cancelled"
            self.event(kind, reason, order=order.number, asset=self.names[order.asset])
        if not order.linked:
            return
        for child in order.children:
            if not order.filled:
                self.finish(child, "cancelled", f"{child} cancelled: order {order.number} was {status}")

    def _concern_others(self, order: Working, market: float) -> None:
        """Tell children, group and parent of a fill."""
        if order.children:
            self._release(order, market)
        if order.oca is not None:
            self._cancel_group(order)
        if order.follows and order.parent is not None:
            reason = f"{order.parent} cancelled: its child {order.number} filled"
            self.finish(order.parent, "cancelled", reason)

    def _release(self, order: Working, price: float) -> None:
        """Set the children to work: their parent has begun to fill at the market's `price`."""
        for child in order.children:
            if child.status != "pending":
                continue
            if child.follows:
                child.quantity = order.filled
            if not child.waiting:
                continue
            child.waiting = False
            child.since = self.bar + (self.stage == "close")
            child.entered = self.bar if self.stage == "inside" else -1
            child.start = price
            if child.code in (rules.TRAILING, rules.TRAILING_LIMIT):
                self._trail_from(child, price)
            self._activate(child)

    def _cancel_group(self, order: Working) -> None:
        for other in self.groups.pop(order.oca or "", ()):
            if other is not order:
                reason = f"{other} cancelled: order {order.number} of its group {order.oca} filled"
                self.finish(other, "cancelled", reason)

    def split_order(self, order: Working, ratio: float) -> None:
        """Restate a working order for a split."""
        for name in ("limit", "stop", "trail", "limit_offset", "best"):
            value = getattr(order, name)
            if value == value:  # noqa: PLR0124 - NaN is "no price"
                setattr(order, name, value / ratio)
        if order.quantity is not None and not order.whole_position:
            left = (order.quantity - order.filled) * ratio
            order.quantity = order.filled + (left if self.fractional else rules.whole(left))
        reason = f"{order} restated: {ratio:g} new shares for 1"
        self.event("changed", reason, order=order.number, asset=self.names[order.asset])

    def expire(self, order: Working, reason: str) -> None:
        """End an order whose time is over."""
        self.finish(order, "expired", f"{order} expired: {reason}")

    def expire_all(self) -> None:
        """End the orders that no bar is left to fill."""
        for order in self.orders:
            if order.status == "pending":
                last = order.decided == self.bar
                why = "it was decided on the last bar, and no bar is left to fill it"
                self.expire(order, why if last else "the bars are over")

    # --- the account's own orders -----------------------------------------------------------------

    def force(self, index: int, change: float, since: int) -> None:
        """Enter a market order that is not refused for lack of money."""
        order = Working(len(self.orders), self.bar, index, 1 if change > 0 else -1, abs(change), since=since)
        order.forced = True
        if self.convention != "next_open":
            order.code = rules.BAR_CLOSE
        self.orders.append(order)
        self.books[index].append(order)

    def close_everything(self, why: str) -> None:
        """Cancel every working order and close every position as soon as orders fill."""
        for order in self.open_orders():
            self.finish(order, "cancelled", f"{order} cancelled: {why}")
        since = self.bar + (self.convention != "close")
        for index in sorted(self.held):
            self.force(index, -self.positions[index], since)

    def liquidating(self) -> bool:
        """Whether the broker is closing positions already."""
        return any(order.forced and order.status == "pending" for book in self.books for order in book)

    def guard(self, index: int, sign: int, code: int, market: float) -> Working:
        """Enter an exit for the whole position, to work from now on; its price is still to be set."""
        since = self.bar + (self.stage == "close")
        order = Working(len(self.orders), self.bar, index, sign, None, since=since)
        order.code = code
        order.guard = order.whole_position = True
        order.oca = f"exits of {self.names[index]}"
        order.entered = self.bar if self.stage == "inside" else -1
        order.start = order.best = market
        order.linked = True
        self.orders.append(order)
        self.groups.setdefault(order.oca, []).append(order)
        self.books[index].append(order)
        return order


def _add_children(found: dict[int, Working], order: Working) -> None:
    for child in order.children:
        if child.status == "pending" and child.number not in found:
            found[child.number] = child
            _add_children(found, child)

"""The reference broker: orders in, fills out, by the rules of docs/explanation/execution-rules.md."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

from . import rules
from .costs import TieredCommission
from .desk import NO_OPTIONS, OrderDesk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .assets import Asset
    from .costs import Commission
    from .orders import Working
    from .slippage import Slippage

__all__ = ["NO_OPTIONS", "Broker"]

PRICELESS = (rules.MARKET, rules.ON_OPEN, rules.ON_CLOSE, rules.BAR_CLOSE)


class Broker(OrderDesk):
    """Fills the orders of an account; it knows the current bar and nothing later."""

    __slots__ = (
        "closing",
        "commissions",
        "direct",
        "month_volume",
        "multipliers",
        "now",
        "opening",
        "slippages",
        "tiered",
        "used",
        "volume",
        "volume_limit",
    )

    def __init__(
        self,
        cash: float,
        assets: Sequence[Asset],
        *,
        commission: Commission,
        slippage: Slippage | None = None,
        convention: str = "next_open",
        leverage: float = 1.0,
        fractional: bool = False,
        volume_limit: float | None = None,
        latency: int = 0,
    ) -> None:
        """Open an account with `cash` and these terms."""
        super().__init__(
            cash, assets, convention=convention, leverage=leverage, fractional=fractional, latency=latency
        )
        self.commissions = [asset.commission or commission for asset in assets]
        self.tiered = [isinstance(model, TieredCommission) for model in self.commissions]
        self.multipliers = [asset.multiplier for asset in assets]
        self.slippages = [asset.slippage or slippage for asset in assets]
        self.volume_limit = volume_limit
        self.direct = self.plain and not (
            self.tiered[0] or self.slippages[0] or volume_limit or assets[0].currency
        )
        """Whether a fill is whole and at the market's price, as in most runs: see `_execute_directly`."""
        # About an asset's current bar, set by whoever walks the bars.
        self.volume: Callable[[int], float] = _unknown
        self.now: Callable[[int], float] = _unknown
        """When it opened, in milliseconds since the epoch."""
        self.opening: Callable[[int], bool] = _yes
        """Whether it is the first of its trading day."""
        self.closing: Callable[[int], bool] = _yes
        """Whether it is the last of its trading day."""
        self.used: dict[int, float] = {}
        """What our orders have taken of each asset's volume on the current step."""
        self.month_volume = 0.0

    # --- fills ------------------------------------------------------------------------------------

    def execute(self, order: Working, market: float, slips: bool) -> None:
        """Fill an order, or what can be filled of it, where the market stands at `market`."""
        if self.direct and not order.linked and self.guardian is None:
            self._execute_directly(order, market)
            return
        index = order.asset
        slippage = self.slippages[index] if slips else None
        if order.quantity is None:
            order.quantity = self._first_size(order, market, slippage)
        size = order.quantity - order.filled
        if self.volume_limit is not None:
            size = self._available(order, size)
            if size == 0 and order.quantity:
                return
        price = market if slippage is None else slippage(order.sign, size, market, self.volume(index))
        charge = self._charge(order, size, price)
        change = size if order.sign > 0 else -size
        reason = self._refusal(order, change, price, charge)
        if reason:
            self.finish(order, "refused", f"{order} at {price:,.2f} refused: {reason}")
            return
        self._book(order, change, price, charge)
        if order.filled < order.quantity:
            order.value += size * price
            order.paid += charge
        if order.linked:
            self._concern_others(order, market)
            if order.filled >= order.quantity:
                self.finish(order, "filled")
        elif order.filled >= order.quantity:
            order.status = "filled"
            if self.told is not None:
                self.told.append(order)
        if self.guardian is not None:
            self.guardian.protect(index, market)

    def _execute_directly(self, order: Working, price: float) -> None:
        """The same for an order of one asset, paid in full, that concerns no other and fills whole.

        It is what nearly every fill of nearly every run is, so it is one function: the
        operations of the general way, in their order, without the questions whose answers
        are known. The two are held against each other in the tests.
        """
        if order.quantity is None:
            order.quantity = self._sized(order, price)
        size, factor, held = order.quantity, self.factor[0], self.positions[0]
        change = size if order.sign > 0 else -size
        charge = self.commissions[0](size, price * factor) if size else 0.0
        cash = self.cash - change * price * factor - charge
        position = held + change
        # A purchase that the cash pays for, or a sale of what is held.
        sound = cash >= 0.0 if change > 0 < position else change < 0 <= position
        if not sound:
            reason = "" if order.forced and change else self.objection(0, change, price, charge)
            if reason:
                self.finish(order, "refused", f"{order} at {price:,.2f} refused: {reason}")
                return
        self.cash = cash
        self.hold(0, position)
        order.filled = size
        order.status = "filled"
        side = "BUY" if change > 0 else "SELL"
        row = (self.bar, order.number, side, size, price, charge, position, cash, self.names[0], factor)
        self.fill_rows.append(row)
        if self.told is not None:
            self.told += (row, order)

    def _first_size(self, order: Working, market: float, slippage: Slippage | None) -> float:
        told = len(self.event_rows)
        size = self._sized(order, market)
        if slippage is not None:
            # The first size only finds the price; what it says about a cut is said again.
            del self.event_rows[told:]
            size = self._sized(order, slippage(order.sign, size, market, self.volume(order.asset)))
        return size

    def _refusal(self, order: Working, change: float, price: float, charge: float) -> str:
        if order.forced and change:
            return ""
        reason = self.objection(order.asset, change, price, charge * self.rate[order.asset])
        if not reason and self.guardian is not None and not order.forced:
            reason = self.guardian.objects(order, change, price)
        return reason

    def _book(self, order: Working, change: float, price: float, charge: float) -> None:
        index, size = order.asset, abs(change)
        paid = charge * self.rate[index]
        self.apply(index, change, price, paid)
        order.filled += size
        self.month_volume += size
        row = (
            self.bar,
            order.number,
            "BUY" if change > 0 else "SELL",
            size,
            price,
            paid,
            self.positions[index],
            self.cash,
            self.names[index],
            self.factor[index],
        )
        self.fill_rows.append(row)
        if self.told is not None:
            self.told.append(row)

    def _charge(self, order: Working, size: float, price: float) -> float:
        """The commission of this part, in the asset's currency: the order's so far, less what it has paid."""
        if not size:
            return 0.0
        index = order.asset
        multiplier = self.multipliers[index]
        if not order.filled:
            model = self.commissions[index]
            if self.tiered[index]:
                model = order.model = cast("TieredCommission", model).after(self.month_volume)
            return model(size, price * multiplier)
        model = order.model or self.commissions[index]
        total = order.filled + size
        average = (order.value + size * price) / total * multiplier
        return max(model(total, average) - order.paid, 0.0)

    def _available(self, order: Working, size: float) -> float:
        """How much of an order the bar's volume still allows."""
        index = order.asset
        left = (self.volume_limit or 0.0) * self.volume(index) - self.used.get(index, 0.0)
        most = max(left, 0.0) if self.fractional else max(rules.whole(left), 0)
        if order.tif == "FOK" and most < size:
            return 0
        size = min(size, most)
        self.used[index] = self.used.get(index, 0.0) + size
        return size

    # --- sizes ------------------------------------------------------------------------------------

    def _sized(self, order: Working, price: float) -> float:
        """Shares for an order that was given as a part of the equity, at the fill's price."""
        index = order.asset
        if order.fraction is not None:
            return self._affordable(index, order.fraction * self._equity_at(index, price), price)
        if order.weight is not None:
            return self._to_weight(order, price)
        return max(-order.sign * self.positions[index], 0)

    def _equity_at(self, index: int, price: float) -> float:
        if not self.held:
            return self.cash
        before = self.marks[index]
        self.marks[index] = price
        equity = self.equity
        self.marks[index] = before
        return equity

    def _affordable(self, index: int, budget: float, price: float) -> float:
        """Shares whose value and commission fit into `budget` of the account's money."""
        each = price * self.factor[index]
        if not budget > 0:
            return 0
        most = budget / each if self.fractional else int(budget / each)
        if not most:
            return 0
        model, unit, rate = self.commissions[index], price * self.multipliers[index], self.rate[index]
        # The commission of the larger number covers that of the smaller one.
        shares = (budget - model(most, unit) * rate) / each
        if self.fractional:
            return max(shares, 0.0)
        shares = int(shares)
        if shares > 0 and shares * each + model(shares, unit) * rate > budget:
            shares -= 1
        return max(shares, 0)

    def _to_weight(self, order: Working, price: float) -> float:
        """Shares that bring the position to its weight; the order turns round if it must.

        Cut, with an event, to what the account can bear: other positions may be worth more
        by now than when the weights were chosen.
        """
        index = order.asset
        equity = self._equity_at(index, price)
        aim = (order.weight or 0.0) * equity
        sign = 1 if aim > 0 else -1
        wanted = self._affordable(index, abs(aim), price)
        room = (equity - self._required_by_others(index)) * self.leverage
        if self.assets[index].margin is None and room < abs(aim):
            most = self._affordable(index, max(room, 0.0), price)
            if most < wanted:
                reason = f"{order} cut from {wanted:,} to {most:,} in all: the account has no more to give"
                self.event("changed", reason, order=order.number, asset=self.names[index])
                wanted = most
        change = sign * wanted - self.positions[index]
        if order.code in PRICELESS:
            order.sign = 1 if change > 0 else -1
        # A price was chosen for one side: an order that has one does not change sides.
        return max(order.sign * change, 0)

    def _required_by_others(self, index: int) -> float:
        return math.fsum(self.margin_of(other, self.positions[other]) for other in self.held - {index})

    # --- without orders ---------------------------------------------------------------------------

    def maintenance(self, fraction: float) -> float:
        """The margin below which the equity must not fall: `fraction` of the positions' value."""
        total = 0.0
        for index in sorted(self.held):
            if self.assets[index].margin is not None:
                # A contract's own margin is its initial one; exchanges keep maintenance near it.
                total += self.margin_of(index, self.positions[index])
            else:
                total += abs(self.positions[index]) * self.factor[index] * self.marks[index] * fraction
        return total

    def settle(self, index: int, price: float) -> None:
        """Close a position at `price` without an order or commission: it has expired."""
        position = self.positions[index]
        before = self.cash
        self.apply(index, -position, price, 0.0)
        self.flow_rows.append((self.bar, "expiry", self.names[index], self.cash - before, self.cash))


def _unknown(_index: int) -> float:
    return 0.0


def _yes(_index: int) -> bool:
    return True

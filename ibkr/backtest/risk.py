"""Rules that protect an account: exits at a distance, limits of size, halts after losses, margin calls.

Execution rules, "Risk". Each refusal and each forced exit says why in the events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from . import rules
from .market import local_days

if TYPE_CHECKING:
    from collections.abc import Callable

    from .broker import Broker
    from .market import Market
    from .orders import Working

_fraction = attrs.validators.optional(
    attrs.validators.and_(attrs.validators.gt(0.0), attrs.validators.lt(1.0))
)
_above_zero = attrs.validators.optional(attrs.validators.gt(0.0))


@attrs.frozen(kw_only=True)
class Risk:
    """Limits for a whole run; None leaves a rule out. Distances and losses are fractions: 0.05 is 5 %."""

    stop_loss: float | None = attrs.field(default=None, validator=_fraction)
    """A stop so far beyond the average entry price."""
    take_profit: float | None = attrs.field(default=None, validator=_above_zero)
    """A limit so far in favour of it."""
    trailing_stop: float | None = attrs.field(default=None, validator=_fraction)
    """A stop so far from the best price since the entry."""
    daily_loss: float | None = attrs.field(default=None, validator=_fraction)
    """Loss of a day at which everything is closed and no position opened until the next (UTC)."""
    max_drawdown: float | None = attrs.field(default=None, validator=_fraction)
    """Loss from the highest equity at which everything is closed for good."""
    max_exposure: float | None = attrs.field(default=None, validator=_above_zero)
    """Value of all positions, long plus short, over equity."""
    max_weight: float | None = attrs.field(default=None, validator=_above_zero)
    """Value of one position over equity."""
    max_position: float | None = attrs.field(default=None, validator=_above_zero)
    """Shares of one asset, long or short."""
    max_order: float | None = attrs.field(default=None, validator=_above_zero)
    """Shares of one order."""
    max_order_value: float | None = attrs.field(default=None, validator=_above_zero)
    """Value of one order at its fill, in the account's money."""
    max_open_orders: float | None = attrs.field(default=None, validator=_above_zero)
    """Orders working at a time."""

    @property
    def protects(self) -> bool:
        """Whether positions get exits of their own."""
        return not (self.stop_loss is None and self.take_profit is None and self.trailing_stop is None)


class Guardian:
    """Watches one account by one set of rules."""

    def __init__(self, broker: Broker, risk: Risk) -> None:
        """Begin with nothing to watch."""
        self._broker = broker
        self._risk = risk
        self._exits: dict[int, list[Working]] = {}
        self._halted = ""

    # --- orders -----------------------------------------------------------------------------------

    def forbids(self, order: Working) -> str:
        """Why an order may not even wait; empty if it may."""
        most = self._risk.max_open_orders
        if most is not None and not order.forced and not order.guard:
            working = sum(not other.guard for other in self._broker.open_orders())
            if working >= most:
                return f"{working:,} orders are working, the limit is {most:,}"
        return ""

    def objects(self, order: Working, change: float, price: float) -> str:
        """Why an order may not fill so; empty if it may. What reduces a position always may."""
        broker, index = self._broker, order.asset
        held = broker.positions[index]
        if not change or rules.reduces(held, change):
            return ""
        if self._halted:
            return self._halted
        position, worth = abs(held + change), price * broker.factor[index]
        owned = held * broker.factor[index] * broker.marks[index] if held else 0.0
        others = broker.exposure() - abs(owned)
        equity = broker.equity + held * worth - owned
        risk = self._risk
        checks = (
            (abs(change), risk.max_order, "the order is {:,g} shares, the limit is {:,g}"),
            (abs(change) * worth, risk.max_order_value, "the order is worth {:,.2f}, the limit is {:,.2f}"),
            (position, risk.max_position, "the position would be {:,g} shares, the limit is {:,g}"),
            (_over(position * worth, equity), risk.max_weight, "the position would be {:.1%} {}"),
            (_over(others + position * worth, equity), risk.max_exposure, "the exposure would be {:.1%} {}"),
        )
        for value, limit, words in checks:
            if limit is not None and value > limit * (1 + 1e-12):
                return words.format(
                    value,
                    limit if "{:,." in words or "{:,g}" in words else f"of equity, the limit is {limit:.1%}",
                )
        return ""

    # --- exits ------------------------------------------------------------------------------------

    def protect(self, index: int, market: float) -> None:
        """Give a position its exits after a fill, or take them away with it."""
        if not self._risk.protects:
            return
        broker = self._broker
        position = broker.positions[index]
        exits = self._exits.get(index, [])
        if exits and (not position or exits[0].sign * position > 0):
            for order in exits:
                broker.finish(order, "cancelled", f"{order} cancelled: the position it protects is closed")
            exits = self._exits[index] = []
        if not position:
            return
        if not exits:
            self._exits[index] = self._new_exits(index, -1 if position > 0 else 1, market)
        else:
            self._place_exits(index)

    def _new_exits(self, index: int, sign: int, market: float) -> list[Working]:
        broker, risk = self._broker, self._risk
        exits: list[Working] = []
        if risk.stop_loss is not None:
            exits.append(broker.guard(index, sign, rules.STOP, market))
        if risk.trailing_stop is not None:
            order = broker.guard(index, sign, rules.TRAILING, market)
            order.trail_percent = 100.0 * risk.trailing_stop
            broker.trail(order, market, market)
            exits.append(order)
        if risk.take_profit is not None:
            exits.append(broker.guard(index, sign, rules.LIMIT, market))
        self._exits[index] = exits
        self._place_exits(index)
        return exits

    def _place_exits(self, index: int) -> None:
        """Stops and targets follow the average entry price."""
        entry = self._broker.average[index]
        for order in self._exits[index]:
            if order.code == rules.STOP:
                order.stop = entry * (1.0 + order.sign * (self._risk.stop_loss or 0.0))
            elif order.code == rules.LIMIT:
                order.limit = entry * (1.0 - order.sign * (self._risk.take_profit or 0.0))

    # --- losses -----------------------------------------------------------------------------------

    def watch(self, market: Market) -> Callable[[int], None] | None:
        """What to do after each close; None if no rule needs it."""
        risk, broker = self._risk, self._broker
        if risk.daily_loss is None and risk.max_drawdown is None:
            return None
        days = local_days(market.times, "UTC")
        peak, began, day, over = broker.cash, broker.cash, -1, False
        last = broker.cash

        def check(step: int) -> None:
            nonlocal peak, began, day, over, last
            equity = broker.equity
            today = int(days.item(step))
            if today != day:
                day, began = today, last
                if not over:
                    self._halted = ""
            last = equity
            peak = max(peak, equity)
            if not over and risk.max_drawdown is not None and equity <= peak * (1.0 - risk.max_drawdown):
                over = True
                self._halt(
                    f"the equity of {equity:,.2f} is {1 - equity / peak:.1%} below its highest, {peak:,.2f}"
                )
            elif (
                not self._halted and risk.daily_loss is not None and equity <= began * (1.0 - risk.daily_loss)
            ):
                self._halt(
                    f"the day's loss is {1 - equity / began:.1%}: equity {equity:,.2f} after {began:,.2f}"
                )

        return check

    def _halt(self, reason: str) -> None:
        self._halted = f"trading is halted: {reason}"
        self._broker.event("halted", reason)
        self._broker.close_everything("trading is halted")


def _over(value: float, equity: float) -> float:
    return value / equity if equity > 0 else float("inf")


def margin_watch(broker: Broker, maintenance: float) -> Callable[[int], None]:
    """Close everything once the equity at a close is less than `maintenance` of the positions' value."""

    def check(_step: int) -> None:
        if not broker.held or broker.liquidating():
            return
        needed = broker.maintenance(maintenance)
        equity = broker.equity
        if equity < needed:
            broker.event(
                "liquidation",
                f"the equity of {equity:,.2f} is less than the maintenance margin of {needed:,.2f}: "
                "all positions are closed at the market",
            )
            broker.close_everything("the account is liquidated")

    return check

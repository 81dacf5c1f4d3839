"""Cash and at most one share."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

import attrs

from .errors import InvalidFill, Undefined
from .newest import Newest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STARTING_CASH = 100_000.0


class Fill(NamedTuple):
    """One share bought or sold."""

    side: Literal["buy", "sell"]
    price: float
    timestamp: datetime


def added(values: Iterable[float]) -> float:
    """The sum from left to right, each step rounded.

    Python's own `sum` compensates for rounding since 3.12, which the original does not.
    """
    return reduce(add, values, 0)


def quotient(part: float, whole: float, what: str) -> float:
    """part / whole.

    Raises:
        Undefined: `whole` is zero.
    """
    if whole == 0:
        raise Undefined(f"{what} is divided by zero here; start with cash and keep a value above zero.")
    return part / whole


def _no_fills() -> Newest[Fill]:
    return Newest()


@attrs.frozen
class Portfolio:
    """What is held; every change makes a new one."""

    cash: float = STARTING_CASH
    position: int = 0
    entry_price: float | None = None
    trades: Sequence[Fill] = attrs.field(factory=_no_fills)
    """Fills, the newest first."""

    @classmethod
    def new(cls, starting_cash: float = STARTING_CASH) -> Portfolio:
        """Nothing but cash."""
        return cls(cash=starting_cash)

    def buy(self, price: float, timestamp: datetime | None = None) -> Portfolio:
        """Buy one share; unchanged, whatever the price, if one is held. Cash may go below zero.

        `timestamp` is now if it is not given.

        Raises:
            InvalidFill: the price is not above zero, or the position below it.
        """
        if self.position > 0:
            return self
        if self.position < 0 or not price > 0:
            raise _no_rule("bought", self.position, price)
        return attrs.evolve(
            self,
            cash=self.cash - price,
            position=1,
            entry_price=price,
            trades=self._with(Fill("buy", price, _or_now(timestamp))),
        )

    def sell(self, price: float, timestamp: datetime | None = None) -> Portfolio:
        """Sell the share; unchanged, whatever the price, if none is held.

        `timestamp` is now if it is not given.

        Raises:
            InvalidFill: the price is not above zero, or the position is neither 0 nor 1.
        """
        if self.position == 0:
            return self
        if self.position != 1 or not price > 0:
            raise _no_rule("sold", self.position, price)
        return attrs.evolve(
            self,
            cash=self.cash + price,
            position=0,
            entry_price=None,
            trades=self._with(Fill("sell", price, _or_now(timestamp))),
        )

    def hold(self) -> Portfolio:
        """Nothing happens."""
        return self

    def total_value(self, current_price: float) -> float:
        """Cash, and the share at this price."""
        return self.cash if self.position == 0 else self.cash + self.position * current_price

    def unrealized_pnl(self, current_price: float) -> float:
        """What the share has gained since it was bought; 0.0 without one."""
        if self.position == 0:
            return 0.0
        # A position comes with its entry price; the original has no rule for one without.
        return self.position * (current_price - cast("float", self.entry_price))

    def realized_pnl(self) -> float:
        """What each purchase gained until the next sale; what has no counterpart is left out."""
        total = 0.0
        bought: float | None = None
        for side, price, *_ in reversed(self.trades):
            if side == "buy":
                bought = price if bought is None else bought
            elif bought is not None:
                total += price - bought
                bought = None
        return total

    def performance_stats(
        self, current_price: float, starting_value: float = STARTING_CASH
    ) -> dict[str, Any]:
        """Nine numbers. `total_trades` counts fills; `return_percent` is in percent.

        Raises:
            Undefined: `starting_value` is zero.
        """
        value = self.total_value(current_price)
        gain = value - starting_value
        return {
            "total_value": value,
            "total_return": gain,
            "return_percent": quotient(gain, starting_value, "The return") * 100.0,
            "realized_pnl": self.realized_pnl(),
            "unrealized_pnl": self.unrealized_pnl(current_price),
            "total_trades": len(self.trades),
            "cash": self.cash,
            "position": self.position,
            "entry_price": self.entry_price,
        }

    def _with(self, fill: Fill) -> Newest[Fill]:
        trades = self.trades
        return (trades if isinstance(trades, Newest) else Newest(reversed(trades))).with_newest(fill)


def _or_now(timestamp: datetime | None) -> datetime:
    return datetime.now(UTC) if timestamp is None else timestamp


def _no_rule(done: str, position: int, price: float) -> InvalidFill:
    return InvalidFill(
        f"Nothing can be {done} at {price!r} with a position of {position}: "
        "a price is above zero and a position 0 or 1."
    )

"""Strategies that live runs and backtests are given."""

from __future__ import annotations

from typing import Any

from ibkr.backtest import Strategy
from ibkr.backtest.indicators import crossover, sma


class Flip(Strategy):
    """Buys ten on one third bar and sells them on the next."""

    size = 10

    def next(self) -> None:
        if self.index % 3 == 0:
            if self.position:
                self.close_position()
            else:
                self.buy(quantity=self.size)


class Cross(Strategy):
    """Moving averages, with what it was told written down."""

    fast = 2
    slow = 4

    def init(self) -> None:
        close = self.data.close
        fast, slow = (self.indicator(sma, close, size) for size in (self.fast, self.slow))
        self.rises = self.wake(crossover, fast, slow)
        self.falls = self.wake(crossover, slow, fast)
        self.seen: list[tuple[int, float]] = []
        self.told: list[str] = []

    def next(self) -> None:
        self.seen.append((self.index, self.data.close[-1]))
        if self.rises[-1] and not self.position:
            self.buy(quantity=10)
        elif self.falls[-1] and self.position:
            self.close_position()

    def on_fill(self, fill: Any) -> None:
        self.told.append(f"{fill.side} {fill.quantity:g}")

    def on_order(self, order: Any) -> None:
        self.told.append(order.status)


class Brackets(Strategy):
    """Enters with both exits whenever it holds nothing."""

    def next(self) -> None:
        if not self.position and not self.orders:
            close = self.data.close[-1]
            self.bracket("BUY", quantity=10, stop_loss=close * 0.9, take_profit=close * 1.1)


class Raises(Flip):
    """Fails on the fifth bar that it is asked on."""

    def next(self) -> None:
        super().next()
        self.asked = getattr(self, "asked", 0) + 1
        if self.asked == 5:
            raise RuntimeError("out of ideas")

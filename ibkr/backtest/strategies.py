"""Strategies that come with the library."""

from __future__ import annotations

from .indicators import crossover, sma
from .strategy import Strategy


class MovingAverageCross(Strategy):
    """Buy when the fast moving average crosses above the slow one, sell out when it crosses below.

    Long only. A purchase takes `fraction` of the equity, sized at the fill, so that a
    gap between the decision and the fill cannot make it too dear.
    """

    fast = 10
    slow = 30
    fraction = 1.0

    def init(self) -> None:
        """Calculate both averages and where they cross."""
        if not 0 < self.fast < self.slow:
            raise ValueError(f"fast={self.fast} must be at least 1 and less than slow={self.slow}")
        close = self.data.close
        fast = self.indicator(sma, close, self.fast)
        slow = self.indicator(sma, close, self.slow)
        self.rises = self.wake(crossover, fast, slow)
        self.falls = self.wake(crossover, slow, fast)

    def next(self) -> None:
        """Buy on the way up, sell what is held on the way down."""
        if self.rises[-1]:
            if not self.position:
                self.buy(fraction=self.fraction)
        elif self.falls[-1] and self.position:
            self.sell(quantity=self.position)


class BuyAndHold(Strategy):
    """Buy once, on the first bar, and keep it: what other strategies are compared with.

    Several assets get equal parts of the equity, each on its own first bar.
    """

    fraction = 1.0

    def init(self) -> None:
        """Look only where something is left to buy."""
        self.left = list(self.assets)

    def next(self) -> None:
        """Buy what has its first bar."""
        if len(self.assets) == 1:
            if self.index == 0:
                self.buy(fraction=self.fraction)
            return
        for name in [name for name in self.left if len(self.data[name])]:
            self.left.remove(name)
            self.target(self.fraction / len(self.assets), asset=name)

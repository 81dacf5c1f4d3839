"""Backtest a moving average crossover on a year of daily bars; writes crossover.html.

python examples/ma_crossover_backtest.py
"""

from __future__ import annotations

import ibkr
from ibkr.backtest import Strategy, backtest
from ibkr.backtest.indicators import sma


class Crossover(Strategy):
    """Hold the share while the fast average of its closes is above the slow one."""

    fast = 10
    slow = 30

    def init(self) -> None:
        """Declare what is calculated once, for all bars; `next` sees no value before its time."""
        self.quick = self.indicator(sma, self.data.close, self.fast)
        self.calm = self.indicator(sma, self.data.close, self.slow)

    def next(self) -> None:
        """Decide when a bar is over; the order fills at the next bar's open."""
        above = self.quick[-1] > self.calm[-1]
        if above and not self.position:
            self.buy(fraction=1.0)
        elif not above and self.position:
            self.sell(quantity=self.position)


def main() -> None:
    """Download, test, report."""
    with ibkr.simulate() as gateway, ibkr.Client(gateway.base_url) as ib:
        apple = ib.contracts.find("AAPL")
        bars = ib.market_data.bars(apple.conid, period="1y", bar="1d")
    result = backtest(Crossover, bars, cash=100_000)
    print(result.summary())
    result.report("crossover.html")
    print("crossover.html")


if __name__ == "__main__":
    main()

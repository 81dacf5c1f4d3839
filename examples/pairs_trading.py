"""Trade the distance between two shares: sell the dear one, buy the cheap one, wait until they meet.

Shows: a strategy with two assets, short positions with what borrowing costs, and the order tickets that
its last decision would have meant for the account.

    python examples/pairs_trading.py                                  # on a simulated gateway
    python examples/pairs_trading.py https://localhost:5000/v1/api GOOG AAPL

Nothing is placed: the tickets are only shown as they would leave (`orders.dry_run`).
"""

from __future__ import annotations

import sys

import numpy as np

import ibkr
from ibkr.backtest import Asset, Strategy, backtest
from ibkr.simulator import Gateway
from ibkr.testing import SimulatorTransport


class Pair(Strategy):
    """Half the equity on each side when the distance is wide, nothing when it has closed."""

    window = 40
    wide = 1.5
    closed = 0.25

    def init(self) -> None:
        """Begin without a position."""
        self.first, self.second = self.assets
        self.side = 0.0

    def distance(self) -> float:
        """How many standard deviations the log ratio of the prices is from its average."""
        one, other = (np.asarray(self.data[name].close[-self.window :]) for name in self.assets)
        ratio = np.log(one / other)
        return float((ratio[-1] - ratio.mean()) / ratio.std())

    def next(self) -> None:
        """Open when it is wide, close when it is not any more."""
        if self.index < self.window:
            return
        score = self.distance()
        wanted = self.side
        if abs(score) > self.wide:
            wanted = -float(np.sign(score))
        elif abs(score) < self.closed:
            wanted = 0.0
        if wanted != self.side:
            self.side = wanted
            self.rebalance({self.first: 0.5 * wanted, self.second: -0.5 * wanted})


def test_and_show(ib: ibkr.Client, symbols: list[str]) -> None:
    """Two years of daily bars, and what the last decision would mean for the account."""
    contracts = {symbol: ib.contracts.find(symbol) for symbol in symbols}
    bars = {symbol: ib.market_data.bars(one, period="2y", bar="1d") for symbol, one in contracts.items()}
    result = backtest(Pair, bars, assets=[Asset(symbol, borrow_rate=0.01) for symbol in symbols])
    print(result.summary())
    account = ib.portfolio.accounts()[0].account_id
    for fill in result.fills[-2:]:
        side, shares = ("BUY" if fill.quantity > 0 else "SELL"), round(abs(fill.quantity))
        print(ib.orders.dry_run(account, ibkr.Order.market(contracts[fill.asset], side, shares)))


def practice() -> ibkr.Client:
    """A client of a simulated gateway in this process, on a clock that nobody has to wait for."""
    clock = ibkr.ManualClock()
    return ibkr.Client(transport=SimulatorTransport(Gateway(clock=clock, seed=1)), clock=clock)


def main() -> None:
    """Test the pair that is named, or two banks of search and software on a simulated gateway."""
    with ibkr.Client(sys.argv[1]) if len(sys.argv) > 1 else practice() as ib:
        test_and_show(ib, sys.argv[2:4] or ["GOOG", "MSFT"])


if __name__ == "__main__":
    main()

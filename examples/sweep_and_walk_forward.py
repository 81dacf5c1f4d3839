"""Look for good parameters, and then find out how much of what was found is luck.

Shows: `sweep` over a grid (`executor=4` would take four processes), `walk_forward`, where parameters are
only ever judged on bars that they were not chosen on, the deflated Sharpe ratio, and a Monte Carlo of
the returns.

    python examples/sweep_and_walk_forward.py                         # on a simulated gateway
    python examples/sweep_and_walk_forward.py https://localhost:5000/v1/api SYMBOL
"""

from __future__ import annotations

import sys
from math import isnan

import ibkr
from ibkr.backtest import MovingAverageCross
from ibkr.backtest.research import grid, monte_carlo, sweep, walk_forward
from ibkr.simulator import Gateway
from ibkr.testing import SimulatorTransport

PARAMETERS = grid(fast=range(3, 15, 3), slow=range(20, 50, 10))


def study(bars: ibkr.Bars) -> None:
    """The best of the grid, and three doubts about it."""
    found = sweep(MovingAverageCross, bars, PARAMETERS)
    best = found.best
    print(f"the best of {len(found.trials)}: {best.parameters}, Sharpe {best.metrics['sharpe']:.2f}")

    luck = found.deflated_sharpe()
    print(f"luck alone would find {luck.expected_by_luck:.2f}; better than that: {luck.probability:.0%} sure")

    honest = walk_forward(MovingAverageCross, bars, PARAMETERS, train=250, test=125)
    for window in honest.windows:
        after = "no position" if isnan(window.out_of_sample) else f"{window.out_of_sample:.2f}"
        print(f"  {dict(window.parameters)}: {window.in_sample:.2f} where chosen, {after} afterwards")
    print(f"out of sample: Sharpe {honest.metrics.sharpe:.2f}")

    drawn = monte_carlo(found.best_result, paths=1000, seed=1)
    low, high = (drawn.bands[level][-1] for level in (min(drawn.bands), max(drawn.bands)))
    print(f"had the weather come in another order: between {low:,.0f} and {high:,.0f} in the end")


def practice() -> ibkr.Client:
    """A client of a simulated gateway in this process, on a clock that nobody has to wait for."""
    clock = ibkr.ManualClock()
    return ibkr.Client(transport=SimulatorTransport(Gateway(clock=clock, seed=1)), clock=clock)


def main() -> None:
    """Study three years of daily bars."""
    with ibkr.Client(sys.argv[1]) if len(sys.argv) > 1 else practice() as ib:
        symbol = sys.argv[2] if len(sys.argv) > 2 else "AAPL"
        bars = ib.market_data.bars(ib.contracts.find(symbol), period="3y", bar="1d")
    study(bars)


if __name__ == "__main__":
    main()

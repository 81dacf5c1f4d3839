"""How many bars a second of CPU the reference engine takes through a moving average cross.

Prints the number and, as the yardstick of this machine at this moment, its ratio to an
empty Python function called once per bar:

    python benchmarks/backtest/engine.py [bars]
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import numpy as np

from ibkr.backtest import MovingAverageCross, backtest
from ibkr.model.bars import Bars

if TYPE_CHECKING:
    from collections.abc import Callable

    from ibkr.backtest import Result

ROUNDS = 7


def random_walk(size: int) -> Bars:
    """One-minute bars, the same every time."""
    random = np.random.default_rng(7)
    close = 100.0 * np.exp(np.cumsum(random.normal(0.0, 1e-3, size)))
    opened = np.concatenate(([100.0], close[:-1])) * (1.0 + random.normal(0.0, 1e-4, size))
    return Bars(
        time=1_357_000_200_000 + 60_000 * np.arange(size),
        open=opened,
        high=np.maximum(opened, close),
        low=np.minimum(opened, close),
        close=close,
        volume=np.full(size, 1000.0),
    )


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of the fastest of several rounds."""
    fastest = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        fastest = min(fastest, time.process_time() - start)
    return fastest


def bare(opens: list[float], closes: list[float]) -> None:
    """The least a callback per bar can cost in Python."""

    def decide(open_: float, close: float) -> None:
        pass

    for open_, close in zip(opens, closes, strict=True):
        decide(open_, close)


def run(bars: Bars) -> Result:
    """The whole way: checking the bars, indicators, orders, fills, equity, trades, metrics."""
    result = backtest(MovingAverageCross, bars, asset="random walk")
    _ = result.metrics
    return result


def main(size: int) -> None:
    """Print one line."""
    bars = random_walk(size)
    fills = len(run(bars).fills)
    opens, closes = bars.open.tolist(), bars.close.tolist()
    engine, floor = seconds(lambda: run(bars)), seconds(lambda: bare(opens, closes))
    print(
        f"reference engine, {size:,} bars, {fills:,} fills: {size / engine:,.0f} bars/s of CPU "
        f"({engine / size * 1e9:,.0f} ns a bar, {engine / floor:.1f} times a bare Python function a bar)"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)

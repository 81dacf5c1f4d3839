"""How many bars a second of CPU the reference engine takes through a moving average cross.

Workload A: one-minute bars, averages of 10 and 30, all in and all out, commission. Three
ways: `next` on every bar, `next` woken by the crossing, and an empty `next`. Beside them,
as the yardstick of this machine at this moment, an empty Python function called once per
bar. "With metrics" adds the trades and every statistic.

    python benchmarks/backtest/engine.py [bars]
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import numpy as np

from ibkr.backtest import MovingAverageCross, Strategy, backtest
from ibkr.backtest.indicators import crossover, sma
from ibkr.model.bars import Bars

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5


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


class EveryBar(MovingAverageCross):
    """The same decisions, asked on every bar."""

    def init(self) -> None:
        """Declare the crossings as indicators, not as conditions."""
        close = self.data.close
        fast = self.indicator(sma, close, self.fast)
        slow = self.indicator(sma, close, self.slow)
        self.rises = self.indicator(crossover, fast, slow)
        self.falls = self.indicator(crossover, slow, fast)


class Empty(Strategy):
    """Does nothing: what the loop alone costs."""

    def next(self) -> None:
        """Nothing."""


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


def main(size: int) -> None:
    """Print one line a way."""
    bars = random_walk(size)
    opens, closes = bars.open.tolist(), bars.close.tolist()
    floor = seconds(lambda: bare(opens, closes))
    fills = len(backtest(EveryBar, bars).fills)
    print(f"reference engine, {size:,} bars, {fills:,} fills; CPU time")
    ways: dict[str, Callable[[], object]] = {
        "a bare Python function a bar": lambda: bare(opens, closes),
        "an empty next on every bar": lambda: backtest(Empty, bars),
        "next on every bar": lambda: backtest(EveryBar, bars),
        "next on every bar, with metrics": lambda: backtest(EveryBar, bars).metrics,
        "next woken by conditions": lambda: backtest(MovingAverageCross, bars),
    }
    for name, work in ways.items():
        taken = seconds(work)
        print(
            f"  {name:<32} {size / taken:>12,.0f} bars/s {taken / size * 1e9:>7,.0f} ns a bar"
            f" {taken / floor:>6.1f} x bare"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)

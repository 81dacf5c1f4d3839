"""Buy and hold: what the same money would have become without a strategy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from ..broker import Broker
from ..metrics import Metrics, measure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..result import Result


@attrs.frozen(eq=False)
class Benchmark:
    """The equity at each close, and the metrics that belong to it."""

    equity: NDArray[np.float64]
    metrics: Metrics


def buy_and_hold(result: Result) -> Benchmark:
    """All of the starting cash into the asset at the second bar's open, same commission, kept.

    Through the reference broker, so it is what `backtest(BuyAndHold, ...)` gives.
    """
    bars = result.bars
    broker = Broker(result.starting_cash, result.commission)
    if len(bars) > 1:
        broker.submit("BUY", None, 1.0)
        broker.fill_pending(1, float(bars.open[1]))
    position = np.full(len(bars), broker.position, dtype=np.int64)
    position[0] = 0
    equity = np.where(position != 0, broker.cash + position * bars.close, result.starting_cash)
    metrics = measure(
        equity,
        position,
        (),
        commission=sum(row[5] for row in broker.fill_rows),
        calendar=result.metrics.calendar,
    )
    return Benchmark(equity, metrics)

"""Buy and hold: what the same money would have become without a strategy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ..broker import Broker
from ..carry import rate_series, schedule
from ..curves import Curves
from ..duties import Duties
from ..market import Market
from ..metrics import Metrics, measure
from ..turns import turner

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ..result import Result


@attrs.frozen(eq=False)
class Benchmark:
    """The equity at each close, and the metrics that belong to it."""

    equity: NDArray[np.float64]
    metrics: Metrics


def buy_and_hold(result: Result) -> Benchmark:
    """All of the starting cash into the assets, in equal parts, each after its first bar, and kept.

    Through the reference broker, on the run's own terms but for limits and leverage: it is
    what `backtest(BuyAndHold, ...)` gives.
    """
    terms = result.terms
    market = Market(list(result.series.values()), terms.assets)
    broker = Broker(
        result.starting_cash,
        terms.assets,
        commission=terms.commission,
        slippage=terms.slippage,
        # A price that nobody can decide on and have is no benchmark: `close` becomes `next_close`.
        convention="next_open" if terms.convention == "next_open" else "next_close",
        fractional=terms.fractional,
    )
    rates = rate_series(result.rates, market.times)
    _buy(market, broker, rates)
    curves = Curves(broker, market, len(market), result.starting_cash, rates)
    equity = curves.equity()
    held = curves.position(0) if market.single else curves.positions()
    metrics = measure(
        equity,
        held,
        (),
        commission=sum(row[5] for row in broker.fill_rows),
        calendar=result.metrics.calendar,
        times=market.times,
        traded=sum(row[3] * row[4] * row[9] for row in broker.fill_rows),
    )
    return Benchmark(equity, metrics)


def _buy(market: Market, broker: Broker, rates: dict[str, Any]) -> None:
    """Order each asset when its first bar is over, and go on while anything may still happen."""
    duties = Duties()
    market.connect(broker)
    schedule(market, broker, duties, rates)
    duties.begin(0)
    turn, left, present = turner(market, broker, duties, 0), len(market.series), market.present()
    for step, assets in enumerate(present):
        turn(step, assets)
        for index in assets:
            if market.rows[index] == 0:
                left -= 1
                if market.single:
                    broker.submit(1, index, None, 1.0)
                else:
                    broker.submit(1, index, None, None, {"weight": 1.0 / len(market.series)})
        if not left and not any(broker.books) and not duties.pending():
            break

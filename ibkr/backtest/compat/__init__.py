"""The engine of the Elixir library, number for number.

    from ibkr.backtest import compat

    result = compat.run_detailed(bars, compat.MA, strategy_opts={"window": 20})
    print(compat.calculate_metrics(result)["sharpe_ratio"])

One asset, one share at most, long only. A signal is filled at the close of the very bar it
was decided on, without costs and without asking whether there is cash: that is what the
original does, and why this is for comparing with it and `ibkr.backtest.backtest` for
everything else. Results are mappings with the original's keys; atoms are texts, and every
sum goes from left to right, so that the numbers agree to the last bit. A run costs time
and memory in proportion to its bars.

Where the original crashes, a named error says why: see `errors`.
"""

from __future__ import annotations

from .bar import Bar
from .engine import Engine, TradeRecord, calculate_metrics, run, run_detailed
from .errors import InvalidBar, InvalidFill, NoBars, Undefined, UnknownSignal
from .moving_average import MA
from .newest import Newest
from .portfolio import Fill, Portfolio
from .strategy import HasSignal, Strategy

__all__ = [
    "MA",
    "Bar",
    "Engine",
    "Fill",
    "HasSignal",
    "InvalidBar",
    "InvalidFill",
    "Newest",
    "NoBars",
    "Portfolio",
    "Strategy",
    "TradeRecord",
    "Undefined",
    "UnknownSignal",
    "calculate_metrics",
    "run",
    "run_detailed",
]

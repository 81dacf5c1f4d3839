"""The compiled engine: the rules of `backtest` for strategies that numba can compile.

    from ibkr.backtest import compiled

    result = compiled.run(bars, compiled.moving_averages(10, 30))
    outcomes = compiled.sweep(bars, compiled.moving_averages(), {"fast": [5, 10], "slow": [30, 60]})

Needs the extra `ibkr[backtest]`. numba is imported, and kernels are compiled, when they are
first used; kernels stay on disk. What is not supported is refused by name: see
docs/how-to/compiled.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..._lazy import lazy_names

if TYPE_CHECKING:
    from .decisions import Account, Bar, Decision, buy, cancel, close, hold, sell, target
    from .forms import (
        Crossing,
        Indicator,
        Signals,
        Step,
        Targets,
        Weights,
        indicator,
        moving_averages,
        signals,
        step,
        targets,
        weights,
    )
    from .outcomes import Outcome, Outcomes
    from .prepared import Prepared, prepare
    from .referring import reference
    from .running import Options, measure, run, sweep

__all__ = [
    "Account",
    "Bar",
    "Crossing",
    "Decision",
    "Indicator",
    "Options",
    "Outcome",
    "Outcomes",
    "Prepared",
    "Signals",
    "Step",
    "Targets",
    "Weights",
    "buy",
    "cancel",
    "close",
    "hold",
    "indicator",
    "measure",
    "moving_averages",
    "prepare",
    "reference",
    "run",
    "sell",
    "signals",
    "step",
    "sweep",
    "target",
    "targets",
    "weights",
]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        f"{__name__}.decisions": [
            "Account",
            "Bar",
            "Decision",
            "buy",
            "cancel",
            "close",
            "hold",
            "sell",
            "target",
        ],
        f"{__name__}.forms": [
            "Crossing",
            "Indicator",
            "Signals",
            "Step",
            "Targets",
            "Weights",
            "indicator",
            "moving_averages",
            "signals",
            "step",
            "targets",
            "weights",
        ],
        f"{__name__}.outcomes": ["Outcome", "Outcomes"],
        f"{__name__}.prepared": ["Prepared", "prepare"],
        f"{__name__}.referring": ["reference"],
        f"{__name__}.running": ["Options", "measure", "run", "sweep"],
    },
)

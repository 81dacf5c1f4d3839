"""From one backtest to a judgement: searches over parameters, honest splits, luck, comparison.

    from ibkr.backtest.research import grid, sweep, walk_forward

    found = sweep(MovingAverageCross, bars, grid(fast=range(5, 30, 5), slow=range(30, 120, 10)))
    print(found.best.parameters, found.best.metrics["sharpe"])
    honest = walk_forward(MovingAverageCross, bars, grid(fast=[5, 10], slow=[30, 60]), train=500, test=125)

A search finds the luckiest parameters as readily as the best ones: `deflated_sharpe`,
`overfitting` and `monte_carlo` say how much of a result luck alone would give.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..._lazy import lazy_names

if TYPE_CHECKING:
    from .attribution import Attribution, Contribution, FactorModel, attribute
    from .chance import MonteCarlo, monte_carlo
    from .comparison import Comparison, Difference, compare
    from .luck import DeflatedSharpe, Overfitting, deflated_sharpe, overfitting, probabilistic_sharpe
    from .ranking import HeatMap, Sweep, Trial
    from .search import bayesian, random
    from .space import Between, Choice, Grid, Search, between, choice, grid
    from .sweeping import sweep
    from .walking import WalkForward, Window, walk_forward

__all__ = [
    "Attribution",
    "Between",
    "Choice",
    "Comparison",
    "Contribution",
    "DeflatedSharpe",
    "Difference",
    "FactorModel",
    "Grid",
    "HeatMap",
    "MonteCarlo",
    "Overfitting",
    "Search",
    "Sweep",
    "Trial",
    "WalkForward",
    "Window",
    "attribute",
    "bayesian",
    "between",
    "choice",
    "compare",
    "deflated_sharpe",
    "grid",
    "monte_carlo",
    "overfitting",
    "probabilistic_sharpe",
    "random",
    "sweep",
    "walk_forward",
]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        f"{__name__}.attribution": ["Attribution", "Contribution", "FactorModel", "attribute"],
        f"{__name__}.chance": ["MonteCarlo", "monte_carlo"],
        f"{__name__}.comparison": ["Comparison", "Difference", "compare"],
        f"{__name__}.luck": [
            "DeflatedSharpe",
            "Overfitting",
            "deflated_sharpe",
            "overfitting",
            "probabilistic_sharpe",
        ],
        f"{__name__}.search": ["bayesian", "random"],
        f"{__name__}.space": ["Between", "Choice", "Grid", "Search", "between", "choice", "grid"],
        f"{__name__}.ranking": ["HeatMap", "Sweep", "Trial"],
        f"{__name__}.sweeping": ["sweep"],
        f"{__name__}.walking": ["WalkForward", "Window", "walk_forward"],
    },
)

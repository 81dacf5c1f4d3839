"""Our side of the workloads: the reference engine asked on every bar or woken, and the compiled one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ibkr.backtest import IBKR_FIXED, MovingAverageCross, NoCommission, Result, Strategy, backtest, compiled
from ibkr.backtest.indicators import crossover, sma
from ibkr.model.bars import Bars

from ._workloads import CASH, FAST, SLOW

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ._workloads import Columns

FREE_AT_CLOSE: dict[str, Any] = {"cash": CASH, "commission": NoCommission(), "convention": "close"}
FULL: dict[str, Any] = {"cash": CASH, "commission": IBKR_FIXED, "convention": "next_open"}
"""What a user gets who says nothing: IBKR's commission, the next bar's open."""


class EveryBar(MovingAverageCross):
    """The same decisions, asked on every bar."""

    def init(self) -> None:
        """Declare the crossings as indicators, not as conditions."""
        close = self.data.close
        fast = self.indicator(sma, close, self.fast)
        slow = self.indicator(sma, close, self.slow)
        self.rises = self.indicator(crossover, fast, slow)
        self.falls = self.indicator(crossover, slow, fast)


class Nothing(Strategy):
    """Does nothing: what the loop alone costs."""

    def next(self) -> None:
        """Nothing."""


def bars_of(columns: Columns) -> Bars:
    """As our engines take them."""
    return Bars(**columns)


def reference(strategy: type[Strategy], bars: Any, terms: dict[str, Any], **parameters: Any) -> Result:
    """A run of the reference engine."""
    return backtest(strategy, bars, parameters=parameters, **terms)


def compiled_final(bars: Any, terms: dict[str, Any], *, statistics: bool = False) -> float:
    """The compiled engine on the crossing averages, its equity curve kept."""
    form = compiled.moving_averages(FAST, SLOW)
    outcome = compiled.measure(bars, form, curve=True, statistics=statistics, **terms)
    return float(outcome.equity[-1])


def compiled_result(bars: Any, terms: dict[str, Any]) -> float:
    """The compiled engine, with orders, fills, positions and all else."""
    return float(compiled.run(bars, compiled.moving_averages(FAST, SLOW), **terms).equity[-1])


def swept(
    bars: Bars,
    some: list[tuple[int, int]],
    terms: dict[str, Any],
    *,
    statistics: bool = False,
    **stops: float,
) -> NDArray[Any]:
    """The last equity of each pair of averages, by the compiled engine."""
    parameters = {"fast": [fast for fast, _ in some], "slow": [slow for _, slow in some]}
    extra = {name: [value] * len(some) for name, value in stops.items()}
    form = compiled.moving_averages()
    table = {**parameters, **extra}
    return compiled.sweep(bars, form, table, statistics=statistics, **terms).final_equity


def panel_of(columns: Columns) -> dict[str, Bars]:
    """A series an asset."""
    found: dict[str, Bars] = {}
    for asset in range(columns["close"].shape[1]):
        opened, close = columns["open"][:, asset], columns["close"][:, asset]
        high, low = np.maximum(opened, close), np.minimum(opened, close)
        found[f"A{asset:03}"] = Bars(columns["time"], opened, high, low, close, np.full(len(close), 1e6))
    return found


def momentum_strategy(weights: NDArray[np.float64]) -> type[Strategy]:
    """Takes the weights of a day where there are any."""

    class Momentum(Strategy):
        def init(self) -> None:
            self.wake(~np.isnan(weights[:, 0]))

        def next(self) -> None:
            today = weights[self.index]
            if not np.isnan(today[0]):
                self.rebalance(dict(zip(self.assets, today.tolist(), strict=True)))

    return Momentum


def compiled_panel(panel: Any, weights: NDArray[np.float64], terms: dict[str, Any]) -> float:
    """The compiled engine on weights."""
    return float(compiled.measure(panel, compiled.weights(weights), **terms).final_equity)

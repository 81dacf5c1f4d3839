"""Backtests in one call: of a symbol, of made-up bars, of several strategies; and what to print of them.

`run_backtest` asks any object that finds contracts and has bars, such as `ibkr.Client`:
this package knows no client.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, cast

import numpy as np

from ..errors import BacktestError
from ..model.bars import Bars
from .engine import backtest
from .strategies import MovingAverageCross

if TYPE_CHECKING:
    from typing import TextIO

    from .inputs import BarsLike
    from .report import Reportable
    from .research.comparison import Comparison
    from .result import Result
    from .strategy import Strategy

Strategies: TypeAlias = (
    "Iterable[type[Strategy]] | Mapping[str, type[Strategy] | tuple[type[Strategy], Mapping[str, Any]]]"
)
"""Classes; or by name a class, or a class with its parameters."""

MONDAY_MS = 1_325_462_400_000
"""2 January 2012, 00:00 UTC."""
DAY_MS = 86_400_000
DRIFT, DEVIATION, GAP = 0.0004, 0.014, 0.003


class BarSource(Protocol):
    """Finds contracts and has their bars, as `ibkr.Client` does."""

    @property
    def contracts(self) -> Any:
        """Has `find(symbol, exchange=...)`, which gives something with a `conid`."""

    @property
    def market_data(self) -> Any:
        """Has `bars(conid, period=..., bar=...)`."""


def run_backtest(
    source: BarSource,
    symbol: str,
    strategy: type[Strategy] = MovingAverageCross,
    *,
    period: str = "1y",
    bar: str = "1d",
    exchange: str | None = None,
    **terms: Any,
) -> Result:
    """Ask for the bars of a symbol and run a strategy on them.

    `terms` are what `backtest` takes: cash, commission, parameters, ... The asset is
    called by its symbol. With an `AsyncClient`, await the bars and call `backtest`.

    Raises:
        AmbiguousContract, NoSuchContract: the symbol means several contracts, or none.
        BacktestError: as `backtest`.
    """
    conid = source.contracts.find(symbol, exchange=exchange).conid
    bars = source.market_data.bars(conid, period=period, bar=bar)
    terms.setdefault("asset", symbol)
    return backtest(strategy, bars, **terms)


def sample_bars(count: int = 250, *, seed: int = 1, price: float = 100.0) -> Bars:
    """Made-up daily bars of weekdays from 2 January 2012: a random walk with gaps, prices in cents.

    The same seed makes the same bars, and more of them begin with the same ones.

    Raises:
        BacktestError: fewer than one bar, or a price below one.
    """
    if count < 1 or price < 1:
        raise BacktestError(f"count={count} and price={price} must be at least 1.")
    # One row a bar, so that a longer series begins like a shorter one.
    dice = np.random.default_rng(seed).normal(size=(count, 5))
    steps = DRIFT + DEVIATION * dice[:, 0]
    close = price * np.exp(np.cumsum(steps))
    open_ = np.concatenate(([price], close[:-1])) * np.exp(GAP * dice[:, 1])
    reach = 0.5 * DEVIATION * np.abs(dice[:, 2:4])
    high, low = np.maximum(open_, close) * (1 + reach[:, 0]), np.minimum(open_, close) * (1 - reach[:, 1])
    # Rounding keeps an order: what was highest stays so.
    opens, highs, lows, closes = (np.maximum(np.round(each, 2), 0.01) for each in (open_, high, low, close))
    days = np.arange(count)
    times = MONDAY_MS + DAY_MS * (days // 5 * 7 + days % 5)
    return Bars(times, opens, highs, lows, closes, np.round(1e6 * np.exp(0.3 * dice[:, 4])))


def run_sample_backtest(
    strategy: type[Strategy] = MovingAverageCross, *, bars: int = 250, seed: int = 1, **terms: Any
) -> Result:
    """Run a strategy on made-up bars: no gateway, no file, the same every time."""
    terms.setdefault("asset", "SAMPLE")
    return backtest(strategy, sample_bars(bars, seed=seed), **terms)


def compare_strategies(
    strategies: Strategies, bars: BarsLike | Mapping[str, BarsLike], *, seed: int = 0, **terms: Any
) -> Comparison:
    """Run several strategies on the same bars and put them beside each other, best return first.

    `strategies` are classes, or by name a class or a class with its parameters:
    `{"quick": (MovingAverageCross, {"fast": 5, "slow": 20}), "hold": BuyAndHold}`.

    Raises:
        BacktestError: fewer than two strategies, two of the same name, or as `backtest`.
    """
    from .research.comparison import compare
    from .research.trials import loaded

    series = loaded(bars)
    results = {
        name: backtest(made, series, parameters=parameters, **terms)
        for name, (made, parameters) in _named(strategies).items()
    }
    ranked = sorted(results.items(), key=lambda item: -item[1].metrics.total_return)
    return compare(dict(ranked), seed=seed)


def _named(strategies: Strategies) -> dict[str, tuple[type[Strategy], Mapping[str, Any]]]:
    if isinstance(strategies, Mapping):
        given = cast("Mapping[str, Any]", strategies)
        return {name: one if isinstance(one, tuple) else (one, {}) for name, one in given.items()}
    classes = list(strategies)
    if len({one.__name__ for one in classes}) < len(classes):
        raise BacktestError("Two strategies have the same name: give them by name, in a mapping.")
    return {one.__name__: (one, {}) for one in classes}


def print_report(what: Reportable, *, file: TextIO | None = None) -> None:
    """Print the figures of a result, sweep, walk-forward or comparison, to stdout unless told otherwise."""
    from .report import to_text

    print(to_text(what), file=file or sys.stdout)

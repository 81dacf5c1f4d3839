"""Strategies beside each other, and whether their difference is more than chance."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from ...errors import BacktestError
from ..metrics import calendar_of, returns_of
from .chance import circular_blocks, usual_block
from .tables import to_pandas, to_polars
from .trials import numbers_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..result import Result

COLUMNS: Final = (
    "total_return",
    "cagr",
    "annual_volatility",
    "sharpe",
    "sortino",
    "max_drawdown",
    "calmar",
    "trades",
    "win_rate",
    "commission",
)
FEWEST: Final = 10
DRAWS: Final = 2000
PARTS: Final = 20
"""In which draws are looked at, so that memory stays flat."""


@attrs.frozen
class Difference:
    """`one` against `other`, over the bars that both have."""

    one: str
    other: str
    correlation: float
    """Of their returns."""
    sharpe: float
    """The Sharpe ratio of `one` less that of `other`, annualised."""
    low: float
    high: float
    """Between which 90 % of the differences lie when the same bars are drawn again."""
    p_value: float
    """How often a difference at least as big would be drawn if there were none."""


@attrs.frozen(eq=False)
class Comparison:
    """Several results, and every pair of them."""

    results: Mapping[str, Result]
    differences: tuple[Difference, ...]
    bars: int
    """Returns that all have in common; what `differences` is about."""

    def rows(self) -> list[dict[str, Any]]:
        """The metrics of each, by name, over its own bars."""
        return [{"name": name, **numbers_of(result.metrics)} for name, result in self.results.items()]

    def table(self, columns: Sequence[str] = COLUMNS) -> list[dict[str, Any]]:
        """The chosen metrics of each."""
        return [{name: row.get(name, math.nan) for name in ("name", *columns)} for row in self.rows()]

    def to_pandas(self) -> Any:
        """`rows()` as a pandas frame, one row a strategy."""
        return to_pandas(self.rows())

    def to_polars(self) -> Any:
        """`rows()` as a polars frame, one row a strategy."""
        return to_polars(self.rows())


def compare(results: Mapping[str, Result], *, seed: int = 0, draws: int = DRAWS) -> Comparison:
    """Put results beside each other, by name, and test each pair of Sharpe ratios.

    The test draws blocks of bars again (circular, as long as the cube root of their
    number), the same for both, so that what they have in common cancels.

    Raises:
        BacktestError: fewer than two results, fewer than ten bars that all have, or a ruined account.
    """
    if len(results) < 2:
        raise BacktestError(f"A comparison needs two results at least; there is {len(results)}.")
    common = reduce(np.intersect1d, [result.times for result in results.values()])
    if len(common) <= FEWEST:
        raise BacktestError(f"The results have {len(common)} bars in common: too few to compare them.")
    returns = {name: _returns(result, common) for name, result in results.items()}
    for name, each in returns.items():
        if not np.isfinite(each).all():
            raise BacktestError(f"{name} lost everything: there are no returns to compare from then on.")
    count, year = len(common) - 1, calendar_of(common).periods_per_year
    places = circular_blocks(count, usual_block(count), draws, np.random.default_rng(seed))
    pairs = _Pairs(returns, places, math.sqrt(year))
    differences = [pairs.difference(one, other) for one, other in itertools.combinations(results, 2)]
    return Comparison(dict(results), tuple(differences), count)


def _returns(result: Result, times: NDArray[np.int64]) -> NDArray[np.float64]:
    return returns_of(result.equity[np.searchsorted(result.times, times)])


@attrs.frozen(eq=False)
class _Pairs:
    """What pairs are told apart by: returns by name, and the same draws for all."""

    returns: Mapping[str, NDArray[np.float64]]
    places: NDArray[np.int64]
    year: float

    def difference(self, one: str, other: str) -> Difference:
        first, second = self.returns[one], self.returns[other]
        seen = float(_sharpe(first) - _sharpe(second)) * self.year
        parts = np.array_split(self.places, PARTS)
        drawn = np.concatenate([_sharpe(first[rows]) - _sharpe(second[rows]) for rows in parts]) * self.year
        low, high = np.quantile(drawn, [0.05, 0.95])
        # Around what was seen the draws spread as they would around no difference.
        beyond = np.abs(drawn - seen) >= abs(seen)
        p_value = (1 + int(beyond.sum())) / (1 + len(drawn))
        return Difference(one, other, _correlation(first, second), seen, float(low), float(high), p_value)


def _sharpe(returns: NDArray[np.float64]) -> NDArray[np.float64]:
    """Per bar, along the last axis; 0 where nothing moved."""
    mean, deviation = np.mean(returns, axis=-1), np.std(returns, axis=-1, ddof=1)
    return np.divide(mean, deviation, out=np.zeros_like(mean), where=deviation > 0)


def _correlation(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    if not (np.std(first) and np.std(second)):
        return math.nan
    return float(np.corrcoef(first, second)[0, 1])

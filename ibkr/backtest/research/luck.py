"""How much of a Sharpe ratio is left when one knows how often it was tried for.

Sources: Bailey and López de Prado, The Sharpe Ratio Efficient Frontier (2012) and The Deflated
Sharpe Ratio (2014); Bailey, Borwein, López de Prado and Zhu, The Probability of Backtest
Overfitting (2015).
"""

from __future__ import annotations

import itertools
import math
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

import attrs
import numpy as np

from ...errors import BacktestError
from ..metrics import kurtosis, sharpe, skew

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike, NDArray

NORMAL: Final = NormalDist()
EULER: Final = 0.5772156649015329
FEWEST: Final = 3
ROUNDING: Final = 1e-14
"""Deviations below it are what is left of returns that do not differ."""
CHUNK: Final = 2_000_000
"""Numbers held at a time, so that memory stays flat."""


@attrs.frozen
class DeflatedSharpe:
    """The Sharpe ratio of the best of several trials, beside what luck would have found.

    Ratios are annualised.
    """

    sharpe: float
    trials: int
    expected_by_luck: float
    """The highest ratio to be expected of as many trials that are worth nothing."""
    probability: float
    """That the true ratio is above what luck would have found."""


def probabilistic_sharpe(
    returns: ArrayLike, *, benchmark: float = 0.0, periods_per_year: float = 252.0
) -> float:
    """The probability that the true Sharpe ratio is above `benchmark` (annualised).

    It knows how long the sample is and how far its returns are from a normal distribution.

    Raises:
        BacktestError: fewer than three returns.
    """
    sample = _sample(returns)
    return _probability(sample, benchmark / math.sqrt(periods_per_year))


def deflated_sharpe(
    returns: ArrayLike, tried: ArrayLike, *, periods_per_year: float = 252.0
) -> DeflatedSharpe:
    """The probabilistic Sharpe ratio against the best that luck finds in as many trials.

    `returns` are the chosen trial's, `tried` the Sharpe ratios of all trials, per period
    (annual ones over the root of the periods in a year).

    Raises:
        BacktestError: fewer than three returns or no trial.
    """
    sample, ratios = _sample(returns), np.asarray(tried, dtype=np.float64)
    if not len(ratios):
        raise BacktestError("No trial has a Sharpe ratio: there is nothing to compare with.")
    luck = _expected_maximum(ratios)
    year = math.sqrt(periods_per_year)
    return DeflatedSharpe(sharpe(sample, 1.0) * year, len(ratios), luck * year, _probability(sample, luck))


def _sample(returns: ArrayLike) -> NDArray[np.float64]:
    sample = np.asarray(returns, dtype=np.float64)
    if len(sample) < FEWEST:
        raise BacktestError(
            f"{len(sample)} returns tell nothing about a ratio: there must be {FEWEST} at least."
        )
    return sample


def _probability(sample: NDArray[np.float64], benchmark: float) -> float:
    """Phi((SR - SR*) * sqrt(n - 1) / sqrt(1 - skew * SR + (kurtosis - 1) / 4 * SR**2)), per period."""
    ratio = sharpe(sample, 1.0)
    # `kurtosis` is in excess of the normal distribution's 3.
    spread = 1 - skew(sample) * ratio + (kurtosis(sample) + 2) / 4 * ratio**2
    if math.isnan(spread) or spread <= 0:
        return math.nan
    return NORMAL.cdf((ratio - benchmark) * math.sqrt(len(sample) - 1) / math.sqrt(spread))


def _expected_maximum(ratios: NDArray[np.float64]) -> float:
    """Of that many draws from a normal distribution with the trials' deviation around zero.

    deviation * ((1 - g) * Phi^-1(1 - 1 / N) + g * Phi^-1(1 - 1 / (N * e))), g the Euler-Mascheroni constant.
    """
    count = len(ratios)
    if count == 1:
        return 0.0
    deviation = float(np.std(ratios, ddof=1))
    high = NORMAL.inv_cdf(1 - 1 / count)
    higher = NORMAL.inv_cdf(1 - 1 / (count * math.e))
    return deviation * ((1 - EULER) * high + EULER * higher)


@attrs.frozen(eq=False)
class Overfitting:
    """How the best in one half of the time did in the other half, over all ways to halve it."""

    probability: float
    """That the best in sample is not above the median out of sample."""
    ranks: NDArray[np.float64]
    """The relative rank out of sample of the best in sample, between 0 and 1, for each way."""
    splits: int

    @property
    def logits(self) -> NDArray[np.float64]:
        """Of the ranks: below zero is worse than the median."""
        return np.log(self.ranks / (1 - self.ranks))


def overfitting(returns: ArrayLike, *, splits: int = 16) -> Overfitting:
    """Combinatorially symmetric cross-validation of trials.

    `returns` has one row a period and one column a trial; its time is cut into `splits`
    parts, of which every half is once the sample.

    Raises:
        BacktestError: fewer than two trials, an odd number of splits, or too few returns for them.
    """
    table = np.asarray(returns, dtype=np.float64)
    if table.ndim != 2 or table.shape[1] < 2:
        raise BacktestError("Overfitting is told from at least two trials: one column of returns for each.")
    if splits < 2 or splits % 2 or len(table) < 2 * splits:
        raise BacktestError(
            f"splits={splits} must be even, and each part needs two of the {len(table)} returns."
        )
    if not np.isfinite(table).all():
        row, trial = np.argwhere(~np.isfinite(table))[0].tolist()
        raise BacktestError(f"Return {row} of trial {trial} is {table[row, trial]}, not a number.")
    ranks = np.concatenate([*_ranks(table, splits)])
    return Overfitting(float(np.mean(ranks <= 0.5)), ranks, splits)


def _ranks(table: NDArray[np.float64], splits: int) -> Iterator[NDArray[np.float64]]:
    # Sums of squares around the mean of all: what differs little from it keeps its digits.
    means = table.mean(axis=0)
    parts = np.array_split(table - means, splits)
    sums = np.array([part.sum(axis=0) for part in parts])
    squares = np.array([(part**2).sum(axis=0) for part in parts])
    counts = np.array([len(part) for part in parts], dtype=np.float64)
    trials = sums.shape[1]
    ways = itertools.combinations(range(len(parts)), len(parts) // 2)
    while batch := list(itertools.islice(ways, max(1, CHUNK // trials))):
        chosen = np.zeros((len(batch), len(parts)))
        np.put_along_axis(chosen, np.array(batch), 1.0, axis=1)
        inside = _ratios(chosen, sums, squares, counts, means)
        outside = _ratios(1 - chosen, sums, squares, counts, means)
        best = np.argmax(inside, axis=1)
        reached = outside[np.arange(len(batch)), best][:, None]
        # A rank between equal ones is the middle of them, and never 0 or 1.
        below = (outside < reached).sum(axis=1) + 0.5 * ((outside == reached).sum(axis=1) + 1)
        yield below / (trials + 1)


def _ratios(
    chosen: NDArray[np.float64],
    sums: NDArray[np.float64],
    squares: NDArray[np.float64],
    counts: NDArray[np.float64],
    means: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The Sharpe ratio of every trial in each choice of parts; 0 where nothing moved.

    Sums and squares are of what is above `means`.
    """
    count = (chosen @ counts)[:, None]
    mean = (chosen @ sums) / count
    variance = np.maximum((chosen @ squares) - count * mean**2, 0.0) / (count - 1)
    deviation = np.sqrt(variance)
    return np.divide(mean + means, deviation, out=np.zeros_like(mean), where=deviation > ROUNDING)

"""Reward, risk, and one over the other. Returns are simple returns per bar, warm-up included."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ._sample import complete, deviation, ratio
from .drawdown import max_drawdown
from .growth import cagr

if TYPE_CHECKING:
    from numpy.typing import NDArray


def annual_volatility(returns: NDArray[np.float64], periods_per_year: float) -> float:
    """Standard deviation of returns (ddof 1) * sqrt(periods per year)."""
    if not complete(returns, 2):
        return math.nan
    return deviation(returns) * math.sqrt(periods_per_year)


def downside_risk(returns: NDArray[np.float64], periods_per_year: float, *, required: float = 0.0) -> float:
    """sqrt(mean(min(r - required, 0)**2)) * sqrt(periods per year).

    The mean is over all bars, not over the losing ones. `required` is a return per bar.
    """
    if not complete(returns, 1):
        return math.nan
    below = np.minimum(returns - required, 0.0)
    return math.sqrt(float(np.mean(below * below)) * periods_per_year)


def sharpe(returns: NDArray[np.float64], periods_per_year: float, *, risk_free: float = 0.0) -> float:
    """Sharpe ratio: mean(r - risk_free) / standard deviation (ddof 1) * sqrt(periods per year).

    `risk_free` is a return per bar. NaN where the returns do not vary.
    """
    if not complete(returns, 2):
        return math.nan
    excess = float(np.mean(returns - risk_free))
    return ratio(excess, deviation(returns)) * math.sqrt(periods_per_year)


def sortino(returns: NDArray[np.float64], periods_per_year: float, *, required: float = 0.0) -> float:
    """Sortino ratio: mean(r - required) * periods per year / `downside_risk`.

    Arithmetic mean, downside over all bars. NaN where no bar falls short of `required`.
    """
    if not complete(returns, 2):
        return math.nan
    excess = float(np.mean(returns - required)) * periods_per_year
    return ratio(excess, downside_risk(returns, periods_per_year, required=required))


def calmar(equity: NDArray[np.float64], periods_per_year: float) -> float:
    """Calmar ratio: `cagr` (year counted in bars) / depth of `max_drawdown`.

    Over the whole series, not the last three years. NaN where the equity never fell.
    """
    return ratio(cagr(equity, periods_per_year), -max_drawdown(equity))


def omega(returns: NDArray[np.float64], *, required: float = 0.0) -> float:
    """Omega ratio: sum of what is above `required` (a return per bar) / sum of what is below.

    NaN where nothing is below.
    """
    if not complete(returns, 2):
        return math.nan
    excess = returns - required
    return ratio(float(np.sum(excess[excess > 0])), -float(np.sum(excess[excess < 0])))


def tail_ratio(returns: NDArray[np.float64]) -> float:
    """|95th percentile| / |5th percentile| of returns, interpolated linearly."""
    if not complete(returns, 1):
        return math.nan
    high, low = np.percentile(returns, [95.0, 5.0])
    return ratio(abs(float(high)), abs(float(low)))


def skew(returns: NDArray[np.float64]) -> float:
    """Third central moment / second ** 1.5, of the population (no correction for bias)."""
    if not complete(returns, 2) or not deviation(returns):
        return math.nan
    centred, squares = _centred(returns)
    return float(np.mean(squares * centred)) / float(np.mean(squares)) ** 1.5


def kurtosis(returns: NDArray[np.float64]) -> float:
    """Excess kurtosis: fourth central moment / second ** 2 - 3, of the population; normal is 0."""
    if not complete(returns, 2) or not deviation(returns):
        return math.nan
    _, squares = _centred(returns)
    return float(np.mean(squares * squares)) / float(np.mean(squares)) ** 2 - 3.0


def stability(returns: NDArray[np.float64]) -> float:
    """R² of a straight line through the cumulated log returns: 1 is growth at a steady rate.

    NaN after a loss of everything, and of a curve that is level.
    """
    if not complete(returns, 2) or float(np.min(returns)) <= -1.0:
        return math.nan
    logs = np.cumsum(np.log1p(returns))
    steps = np.arange(len(logs)) - (len(logs) - 1) / 2.0
    centred = logs - np.mean(logs)
    spread = float(centred @ centred)
    return ratio(float(steps @ centred) ** 2, spread * float(steps @ steps))


def _centred(returns: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    centred = returns - np.mean(returns)
    return centred, centred * centred

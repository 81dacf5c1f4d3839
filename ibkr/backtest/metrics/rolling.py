"""Metrics over the last `window` returns: one value a return, NaN for the first `window - 1`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ..indicators import rolling_covariance, rolling_mean, rolling_std
from ._sample import ROUNDING

if TYPE_CHECKING:
    from numpy.typing import NDArray


def rolling_volatility(
    returns: NDArray[np.float64], window: int, periods_per_year: float
) -> NDArray[np.float64]:
    """`annual_volatility` of each window.

    Raises:
        ValueError: `window` is less than 2.
    """
    return _deviations(returns, window) * math.sqrt(periods_per_year)


def rolling_sharpe(
    returns: NDArray[np.float64], window: int, periods_per_year: float, *, risk_free: float = 0.0
) -> NDArray[np.float64]:
    """`sharpe` of each window; NaN also where its returns do not vary.

    Raises:
        ValueError: `window` is less than 2.
    """
    spread = _deviations(returns, window)
    with np.errstate(all="ignore"):
        result = (rolling_mean(returns, window) - risk_free) / spread * math.sqrt(periods_per_year)
    return np.where(spread > 0, result, np.nan)


def rolling_beta(
    returns: NDArray[np.float64], benchmark: NDArray[np.float64], window: int
) -> NDArray[np.float64]:
    """`beta` of each window; NaN also where the benchmark does not vary.

    Raises:
        ValueError: `window` is less than 2, or the series differ in length.
    """
    spread = _deviations(benchmark, window)
    with np.errstate(all="ignore"):
        result = rolling_covariance(returns, benchmark, window) / (spread * spread)
    return np.where(spread > 0, result, np.nan)


def _deviations(returns: NDArray[np.float64], window: int) -> NDArray[np.float64]:
    spread = rolling_std(returns, window)
    return np.where(spread <= ROUNDING, 0.0, spread)

"""Returns beside those of a benchmark, bar by bar. Both series must belong to the same bars."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ._sample import complete, compounded, deviation, ratio
from .growth import annual_return

if TYPE_CHECKING:
    from numpy.typing import NDArray


def beta(returns: NDArray[np.float64], benchmark: NDArray[np.float64]) -> float:
    """Covariance with the benchmark / variance of the benchmark. NaN if that does not vary."""
    if not _pair(returns, benchmark, 2) or not deviation(benchmark):
        return math.nan
    centred = benchmark - np.mean(benchmark)
    return float(centred @ returns) / float(centred @ centred)


def alpha(
    returns: NDArray[np.float64],
    benchmark: NDArray[np.float64],
    periods_per_year: float,
    *,
    risk_free: float = 0.0,
) -> float:
    """Jensen's alpha a year, compounded: (1 + mean(r - rf - beta * (b - rf))) ** periods per year - 1.

    `risk_free` is a return per bar. (quantstats multiplies by the periods instead.)
    """
    slope = beta(returns, benchmark)
    if math.isnan(slope):
        return math.nan
    per_bar = np.mean(returns - risk_free - slope * (benchmark - risk_free))
    return compounded(1.0 + float(per_bar), periods_per_year)


def tracking_error(
    returns: NDArray[np.float64], benchmark: NDArray[np.float64], periods_per_year: float
) -> float:
    """Standard deviation (ddof 1) of r - b, * sqrt(periods per year)."""
    if not _pair(returns, benchmark, 2):
        return math.nan
    return deviation(returns - benchmark) * math.sqrt(periods_per_year)


def information_ratio(
    returns: NDArray[np.float64], benchmark: NDArray[np.float64], periods_per_year: float
) -> float:
    """mean(r - b) / standard deviation (ddof 1) of r - b, * sqrt(periods per year).

    NaN where the difference does not vary. (empyrical's `excess_sharpe` is not annualised.)
    """
    if not _pair(returns, benchmark, 2):
        return math.nan
    active = returns - benchmark
    return ratio(float(np.mean(active)), deviation(active)) * math.sqrt(periods_per_year)


def up_capture(
    returns: NDArray[np.float64], benchmark: NDArray[np.float64], periods_per_year: float
) -> float:
    """`annual_return` over the benchmark's, both on the bars on which the benchmark rose only.

    1 is as much as the benchmark. NaN where it never rose, or so much that no float holds it.
    """
    return _capture(returns, benchmark, periods_per_year, benchmark > 0)


def down_capture(
    returns: NDArray[np.float64], benchmark: NDArray[np.float64], periods_per_year: float
) -> float:
    """`annual_return` over the benchmark's, both on the bars on which the benchmark fell only."""
    return _capture(returns, benchmark, periods_per_year, benchmark < 0)


def _capture(
    returns: NDArray[np.float64],
    benchmark: NDArray[np.float64],
    periods_per_year: float,
    bars: NDArray[np.bool_],
) -> float:
    if not _pair(returns, benchmark, 1):
        return math.nan
    theirs = annual_return(benchmark[bars], periods_per_year)
    return ratio(annual_return(returns[bars], periods_per_year), theirs)


def _pair(returns: NDArray[np.float64], benchmark: NDArray[np.float64], least: int) -> bool:
    if len(returns) != len(benchmark):
        raise ValueError(
            f"{len(returns)} returns cannot be compared with {len(benchmark)} of the benchmark, bar by bar"
        )
    return complete(returns, least) and complete(benchmark, least)

"""How much the money grew."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from ._sample import complete, compounded
from .calendar import DAY_MS

if TYPE_CHECKING:
    from numpy.typing import NDArray

DAYS_PER_YEAR: Final = 365.25


def returns_of(equity: NDArray[np.float64]) -> NDArray[np.float64]:
    """Simple returns from each bar to the next: equity[t] / equity[t-1] - 1, one fewer than bars.

    NaN from the bar on where the equity before was not above zero.
    """
    before = equity[:-1]
    with np.errstate(all="ignore"):
        returns = equity[1:] / before - 1.0
    returns[np.minimum.accumulate(before) <= 0 if len(before) else slice(0)] = np.nan
    return returns


def total_return(equity: NDArray[np.float64]) -> float:
    """Last equity over first, minus 1. The first is the starting cash: bar 0 has no fill.

    NaN where the first is not above zero.
    """
    return _growth(equity) - 1.0


def cagr(equity: NDArray[np.float64], periods_per_year: float) -> float:
    """Compound annual growth rate: (last / first) ** (periods per year / number of returns) - 1.

    The year is counted in bars, not in calendar days; see `cagr_calendar`. NaN of fewer than
    two values, -1 where nothing is left, infinite where it exceeds any float.
    """
    if len(equity) < 2:
        return math.nan
    return compounded(_growth(equity), periods_per_year / (len(equity) - 1))


def cagr_calendar(equity: NDArray[np.float64], times: NDArray[np.int64]) -> float:
    """Compound annual growth rate: (last / first) ** (365.25 days / time between them) - 1.

    `times` holds each bar's opening instant in milliseconds. This is the year of ffn and of
    fund reports; `cagr` counts bars. NaN where no time has passed.
    """
    if len(equity) < 2 or times[-1] <= times[0]:
        return math.nan
    return compounded(_growth(equity), DAYS_PER_YEAR * DAY_MS / float(times[-1] - times[0]))


def annual_return(returns: NDArray[np.float64], periods_per_year: float) -> float:
    """The same as `cagr`, from returns: product(1 + r) ** (periods per year / number) - 1."""
    if not complete(returns, 1):
        return math.nan
    with np.errstate(over="ignore"):
        return compounded(float(np.prod(1.0 + returns)), periods_per_year / len(returns))


def _growth(equity: NDArray[np.float64]) -> float:
    if not len(equity) or not equity[0] > 0:
        return math.nan
    return float(equity[-1] / equity[0])

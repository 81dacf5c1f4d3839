"""What every metric asks of its numbers before it answers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Returns are ratios of equity less 1, so the rounding of equal returns is some 1e-16.
ROUNDING: Final = 1e-14


def complete(values: NDArray[np.float64], least: int) -> bool:
    """Whether there are at least so many values and none of them is NaN or infinite."""
    return len(values) >= least and bool(np.isfinite(values).all())


def deviation(values: NDArray[np.float64]) -> float:
    """The sample standard deviation (ddof 1); zero where the values differ by rounding only."""
    spread = float(np.std(values, ddof=1))
    return spread if spread > ROUNDING else 0.0


def ratio(part: float, whole: float) -> float:
    """part / whole, NaN where there is no whole."""
    return part / whole if whole else math.nan


def compounded(growth: float, times: float) -> float:
    """growth ** times - 1; -1 where nothing is left, infinite where no float is large enough."""
    if math.isnan(growth) or growth > 0:
        with np.errstate(over="ignore"):
            return float(np.power(growth, times)) - 1.0
    return -1.0

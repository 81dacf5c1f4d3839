"""Losses to expect on a bad bar. Returns per bar; a loss is negative; nothing is annualised."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from ._sample import complete, deviation

if TYPE_CHECKING:
    from numpy.typing import NDArray


def value_at_risk(returns: NDArray[np.float64], *, level: float = 0.05) -> float:
    """Historical value at risk: the `level` quantile of returns, interpolated linearly.

    The return that one bar in twenty falls below, at the level of 0.05.
    """
    if not complete(returns, 1):
        return math.nan
    return float(np.percentile(returns, 100.0 * _checked(level)))


def conditional_value_at_risk(returns: NDArray[np.float64], *, level: float = 0.05) -> float:
    """Historical expected shortfall: the mean of the worst 1 + floor((n - 1) * level) returns."""
    if not complete(returns, 1):
        return math.nan
    last = int((len(returns) - 1) * _checked(level))
    return float(np.mean(np.partition(returns, last)[: last + 1]))


def normal_value_at_risk(returns: NDArray[np.float64], *, level: float = 0.05) -> float:
    """Value at risk if returns were normal: mean + standard deviation (ddof 1) * z(level).

    z(0.05) is -1.645. quantstats calls this value at risk. The mean where returns do not vary.
    """
    if not complete(returns, 2):
        return math.nan
    return float(np.mean(returns)) + deviation(returns) * NormalDist().inv_cdf(_checked(level))


def _checked(level: float) -> float:
    if not 0.0 < level < 1.0:
        raise ValueError(f"the level of a value at risk lies between 0 and 1, not at {level}")
    return level

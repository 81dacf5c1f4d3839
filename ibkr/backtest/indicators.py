"""Indicators: functions from whole arrays to one array of the same length.

Each value depends on its own bar and earlier ones only. Where there are too few bars
the value is NaN, or False where the answer is yes or no.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def sma(prices: ArrayLike, period: int) -> NDArray[np.float64]:
    """Simple moving average: the mean of the last `period` values, the current one included.

    The first `period - 1` values are NaN, and so is every mean that contains a NaN.

    Raises:
        ValueError: `period` is less than 1.
    """
    if period < 1:
        raise ValueError(f"a moving average needs a period of at least 1, not {period}")
    array = np.asarray(prices, dtype=np.float64)
    result = np.full(len(array), np.nan)
    if len(array) >= period:
        # Each window is summed by itself: a running sum would carry its rounding, and any NaN, along.
        result[period - 1 :] = np.lib.stride_tricks.sliding_window_view(array, period).mean(axis=1)
    return result


def crossover(first: ArrayLike, second: ArrayLike) -> NDArray[np.bool_]:
    """True on the bars where `first` is above `second` and was not on the bar before.

    False where either value is missing, on this bar or the one before.
    """
    above = np.asarray(first, dtype=np.float64)
    below = np.asarray(second, dtype=np.float64)
    result = np.zeros(len(above), dtype=np.bool_)
    result[1:] = (above[1:] > below[1:]) & (above[:-1] <= below[:-1])
    return result

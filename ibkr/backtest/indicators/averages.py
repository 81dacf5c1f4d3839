"""Moving averages: simple, weighted, exponential, Wilder's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from . import _windows
from ._arguments import bars, column, warming
from ._recursion import decayed

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def sma(prices: ArrayLike, period: int) -> NDArray[np.float64]:
    """Simple moving average: the mean of the last `period` values, the current one included.

    First value on bar `period - 1`. The mean of equal prices is exactly that price.

    Raises:
        ValueError: `period` is less than 1.
    """
    array, count = column(prices), bars(period)
    with np.errstate(all="ignore"):
        return warming(_windows.means(array, count) if count <= len(array) else array[:0], len(array))


def wma(prices: ArrayLike, period: int) -> NDArray[np.float64]:
    """Linearly weighted moving average: weights 1, 2, ... `period`, the current bar the heaviest.

    First value on bar `period - 1`.

    Raises:
        ValueError: `period` is less than 1.
    """
    array, count = column(prices), bars(period)
    if count > len(array):
        return np.full(len(array), np.nan)
    with np.errstate(all="ignore"):
        return warming(_windows.ramp_means(array, count), len(array))


def ema(prices: ArrayLike, period: int) -> NDArray[np.float64]:
    """Exponential moving average: y + 2 / (period + 1) * (price - y), from a simple mean.

    The first value, on bar `period - 1`, is the mean of the first `period` prices, as in
    TA-Lib. Leading NaN are skipped.

    Raises:
        ValueError: `period` is less than 1.
    """
    array, count = column(prices), bars(period)
    first = _first_present(array) + count - 1
    if first >= len(array):
        return np.full(len(array), np.nan)
    keep = (count - 1.0) / (count + 1.0)
    with np.errstate(all="ignore"):
        seed = _mean(array[first - count + 1 : first + 1])
        # How far the price is from its average obeys a recursion over price changes: prices
        # that stand still have exactly themselves as average, and errors fade with it.
        behind = np.concatenate(([array[first] - seed], keep * np.diff(array[first:])))
        return warming(array[first:] - decayed(behind, keep), len(array))


def rma(prices: ArrayLike, period: int) -> NDArray[np.float64]:
    """Wilder's average: y + (price - y) / period, from a simple mean.

    The first value, on bar `period - 1`, is the mean of the first `period` prices.
    Leading NaN are skipped. It is what RSI, ATR and ADX are smoothed with.

    Raises:
        ValueError: `period` is less than 1.

    Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978.
    """
    array, count = column(prices), bars(period)
    first = _first_present(array) + count - 1
    if first >= len(array):
        return np.full(len(array), np.nan)
    keep = (count - 1.0) / count
    with np.errstate(all="ignore"):
        # Only sums, no differences: averages of values above zero keep all their digits.
        inflow = np.concatenate(([_mean(array[first - count + 1 : first + 1])], array[first + 1 :] / count))
        return warming(decayed(inflow, keep), len(array))


def _first_present(array: NDArray[np.float64]) -> int:
    present = ~np.isnan(array)
    return int(present.argmax()) if present.any() else len(array)


def _mean(array: NDArray[np.float64]) -> float:
    """The mean; exact for equal values."""
    first = float(array[0])
    return first + float(np.mean(array - first))

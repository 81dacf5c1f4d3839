"""Statistics of the last `period` values, the current one included.

All have their first value on bar `period - 1`, and NaN where a window holds a NaN.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from . import _selection, _windows
from ._arguments import bars, column, columns, warming
from .averages import sma as rolling_mean

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike, NDArray

__all__ = [
    "rolling_correlation",
    "rolling_covariance",
    "rolling_max",
    "rolling_mean",
    "rolling_median",
    "rolling_min",
    "rolling_rank",
    "rolling_std",
    "rolling_sum",
]

STRETCH: Final = 8192


def rolling_sum(values: ArrayLike, period: int) -> NDArray[np.float64]:
    """The sum."""
    return _combined(values, period, np.add)


def rolling_min(values: ArrayLike, period: int) -> NDArray[np.float64]:
    """The lowest value."""
    return _combined(values, period, np.minimum)


def rolling_max(values: ArrayLike, period: int) -> NDArray[np.float64]:
    """The highest value."""
    return _combined(values, period, np.maximum)


def rolling_std(values: ArrayLike, period: int, *, ddof: int = 1) -> NDArray[np.float64]:
    """The standard deviation: sqrt(sum((value - mean)**2) / (period - ddof)).

    `ddof` is 1 for a sample, 0 for a population. Exactly zero where all values are equal.

    Raises:
        ValueError: `period` is not greater than `ddof`.
    """
    array, count = column(values), bars(period, least=ddof + 1)
    if count > len(array):
        return np.full(len(array), np.nan)
    with np.errstate(all="ignore"):
        return warming(np.sqrt(_windows.squares(array, count) / (count - ddof)), len(array))


def rolling_correlation(first: ArrayLike, second: ArrayLike, period: int) -> NDArray[np.float64]:
    """Pearson's correlation of two columns, from -1 to 1.

    NaN also where either of them does not vary.

    Raises:
        ValueError: `period` is less than 2, or the columns differ in length.
    """
    (left, right), count = columns(first, second), bars(period, least=2)
    if count > len(left):
        return np.full(len(left), np.nan)
    with np.errstate(all="ignore"):
        spreads = [np.sqrt(_windows.squares(each, count)) for each in (left, right)]
        result = _windows.products(left, right, count) / spreads[0] / spreads[1]
    result[(spreads[0] == 0) | (spreads[1] == 0)] = np.nan
    return warming(np.clip(result, -1.0, 1.0), len(left))


def rolling_covariance(first: ArrayLike, second: ArrayLike, period: int) -> NDArray[np.float64]:
    """The covariance of two columns, of a sample: divided by `period - 1`.

    Raises:
        ValueError: `period` is less than 2, or the columns differ in length.
    """
    (left, right), count = columns(first, second), bars(period, least=2)
    if count > len(left):
        return np.full(len(left), np.nan)
    with np.errstate(all="ignore"):
        return warming(_windows.products(left, right, count) / (count - 1), len(left))


def rolling_median(values: ArrayLike, period: int) -> NDArray[np.float64]:
    """The middle value; the mean of the two in the middle where `period` is even."""
    array, count = column(values), bars(period)
    return warming(_by_order(array, count, _medians), len(array))


def rolling_rank(values: ArrayLike, period: int) -> NDArray[np.float64]:
    """The current value's place among the last `period`: 1 the lowest, `period` the highest.

    Equal values share the mean of their places, as in pandas' `rolling().rank()`.
    """
    array, count = column(values), bars(period)
    return warming(_by_order(array, count, _ranks), len(array))


def _by_order(
    array: NDArray[np.float64],
    width: int,
    answer: Callable[[NDArray[np.float64], int], NDArray[np.float64]],
) -> NDArray[np.float64]:
    """The answer for each window, a stretch of windows at a time: short ones stay in the cache."""
    whole = len(array) - width + 1
    stretch = max(STRETCH, width)
    parts = [answer(array[at : at + stretch + width - 1], width) for at in range(0, whole, stretch)]
    result = np.concatenate([array[:0], *parts])
    missing = np.isnan(array)
    if len(result) and missing.any():
        result[_windows.combined(missing.astype(np.float64), width, np.maximum) > 0] = np.nan
    return result


def _medians(array: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    ascending, order = _sorted(array)
    middle = ascending[_selection.smallest(order, width, width // 2)]
    if width % 2:
        return middle
    with np.errstate(all="ignore"):
        return 0.5 * (middle + ascending[_selection.smallest(order, width, width // 2 - 1)])


def _ranks(array: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    ascending, order = _sorted(array)
    current = array[width - 1 :]
    lower = _selection.below(order, width, np.searchsorted(ascending, current, side="left"))
    up_to = _selection.below(order, width, np.searchsorted(ascending, current, side="right"))
    return (lower + up_to + 1) / 2.0


def _combined(values: ArrayLike, period: int, operation: np.ufunc) -> NDArray[np.float64]:
    array, count = column(values), bars(period)
    if count > len(array):
        return np.full(len(array), np.nan)
    with np.errstate(all="ignore"):
        return warming(_windows.combined(array, count, operation), len(array))


def _sorted(array: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """The values in ascending order, NaN last, and each one's place among them."""
    by_value = np.argsort(array, kind="stable")
    order = np.empty_like(by_value)
    order[by_value] = np.arange(len(array))
    return array[by_value], order

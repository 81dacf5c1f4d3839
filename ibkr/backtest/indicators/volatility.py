"""Range and trend: true range, ATR, Bollinger bands, ADX."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ._arguments import bars, column, columns, warming
from ._recursion import decayed
from .averages import rma, sma
from .rolling import rolling_std

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


class Bollinger(NamedTuple):
    """A moving average and the bands around it, in price."""

    lower: NDArray[np.float64]
    middle: NDArray[np.float64]
    upper: NDArray[np.float64]


class Directional(NamedTuple):
    """Wilder's directional movement, each from 0 to 100."""

    adx: NDArray[np.float64]
    plus: NDArray[np.float64]
    minus: NDArray[np.float64]


def true_range(high: ArrayLike, low: ArrayLike, close: ArrayLike) -> NDArray[np.float64]:
    """The bar's range, or the way from the close before to its far end if that is longer.

    First value on bar 1: bar 0 has no close before it.

    Raises:
        ValueError: the columns differ in length.
    """
    highs, lows, closes = columns(high, low, close)
    with np.errstate(all="ignore"):
        return warming(
            np.maximum(highs[1:], closes[:-1]) - np.minimum(lows[1:], closes[:-1]),
            len(highs),
        )


def atr(high: ArrayLike, low: ArrayLike, close: ArrayLike, period: int = 14) -> NDArray[np.float64]:
    """Average true range: Wilder's average (`rma`) of `true_range`, in price.

    First value on bar `period`.

    Raises:
        ValueError: `period` is less than 1, or the columns differ in length.
    """
    return rma(true_range(high, low, close), period)


def bollinger(prices: ArrayLike, period: int = 20, *, width: float = 2.0) -> Bollinger:
    """sma(period), and `width` standard deviations (of the population, ddof 0) below and above.

    First value on bar `period - 1`.

    Raises:
        ValueError: `period` is less than 1, or `width` is negative.
    """
    if not width >= 0:
        raise ValueError(f"the width of a band is a number of deviations, not {width}")
    array = column(prices)
    middle = sma(array, period)
    with np.errstate(all="ignore"):
        reach = width * rolling_std(array, period, ddof=0)
        return Bollinger(middle - reach, middle, middle + reach)


def adx(high: ArrayLike, low: ArrayLike, close: ArrayLike, period: int = 14) -> Directional:
    """Average directional index with +DI and -DI.

    A bar's upward movement is the rise of its high if that is positive and more than the fall
    of its low, else 0; the downward one likewise. Movements and true ranges are summed over
    the first `period - 1` bars that have them and then decay by 1 / period a bar; DI is
    100 * movement / range, ADX is Wilder's average of 100 * |+DI - -DI| / (+DI + -DI).
    Where nothing moves all three are 0. These are the sums of TA-Lib.

    +DI and -DI have their first value on bar `period`, ADX on bar `2 * period - 1`.

    Raises:
        ValueError: `period` is less than 2, or the columns differ in length.

    Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978.
    """
    highs, lows, closes = columns(high, low, close)
    count = bars(period, least=2)
    with np.errstate(all="ignore"):
        rise, fall = np.diff(highs, prepend=np.nan), -np.diff(lows, prepend=np.nan)
        reach = _running(true_range(highs, lows, closes), count)
        plus = _share(_running(_movement(rise, fall), count), reach)
        minus = _share(_running(_movement(fall, rise), count), reach)
        index = _share(np.abs(plus - minus), plus + minus)
        return Directional(rma(index, count), plus, minus)


def _movement(ahead: NDArray[np.float64], behind: NDArray[np.float64]) -> NDArray[np.float64]:
    moved = np.where((ahead > behind) & (ahead > 0), ahead, 0.0)
    moved[np.isnan(ahead) | np.isnan(behind)] = np.nan
    return moved


def _running(movement: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Wilder's running sum from bar `count` on; bar 0 has no movement yet."""
    if len(movement) <= count:
        return np.full(len(movement), np.nan)
    inflow = np.concatenate(([np.sum(movement[1:count])], movement[count:]))
    return warming(decayed(inflow, (count - 1.0) / count)[1:], len(movement))


def _share(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    """100 * part / whole, 0 of nothing."""
    result = 100.0 * part / whole
    result[whole == 0] = 0.0
    return result

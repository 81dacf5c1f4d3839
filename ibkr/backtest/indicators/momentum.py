"""Momentum: RSI, MACD, stochastic."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ._arguments import bars, column, columns
from .averages import ema, rma, sma
from .rolling import rolling_max, rolling_min

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


class Macd(NamedTuple):
    """Moving average convergence and divergence, in price."""

    line: NDArray[np.float64]
    signal: NDArray[np.float64]
    histogram: NDArray[np.float64]
    """Line minus signal."""


class Stochastic(NamedTuple):
    """Where the close lies in the range of the last bars, from 0 to 100."""

    k: NDArray[np.float64]
    d: NDArray[np.float64]


def rsi(prices: ArrayLike, period: int = 14) -> NDArray[np.float64]:
    """Wilder's relative strength index, 0 to 100: 100 * rise / (rise + fall).

    Rise and fall are Wilder's averages (`rma`) of the upward and the downward changes.
    First value on bar `period`. 50 while the price has never moved, where there is nothing
    to compare (TA-Lib says 0 there, which would read as oversold).

    Raises:
        ValueError: `period` is less than 1.

    Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978.
    """
    array, count = column(prices), bars(period)
    with np.errstate(all="ignore"):
        changes = np.diff(array, prepend=np.nan)
        rise = rma(np.maximum(changes, 0.0), count)
        fall = rma(np.maximum(-changes, 0.0), count)
        result = 100.0 * rise / (rise + fall)
    result[(rise == 0) & (fall == 0)] = 50.0
    return result


def macd(prices: ArrayLike, *, fast: int = 12, slow: int = 26, signal: int = 9) -> Macd:
    """ema(fast) - ema(slow); its own ema(signal); and the difference of the two.

    The line has its first value on bar `slow - 1`, signal and histogram on bar
    `slow + signal - 2`. Each average starts from the mean of the first prices; TA-Lib's MACD
    starts the fast one later, with the slow one, so its first values differ.

    Raises:
        ValueError: a period is less than 1, or `fast` is not less than `slow`.
    """
    if fast >= slow:
        raise ValueError(f"fast={fast} must be less than slow={slow}")
    array = column(prices)
    with np.errstate(all="ignore"):
        line = ema(array, fast) - ema(array, slow)
        average = ema(line, signal)
        return Macd(line, average, line - average)


def stochastic(
    high: ArrayLike, low: ArrayLike, close: ArrayLike, *, period: int = 14, smooth: int = 3, signal: int = 3
) -> Stochastic:
    """%K: sma(smooth) of 100 * (close - lowest) / (highest - lowest); %D: sma(signal) of %K.

    Lowest low and highest high of the last `period` bars; 50 where they are equal.
    `smooth=1` is the fast stochastic. First value of %K on bar `period + smooth - 2`, of %D
    on bar `period + smooth + signal - 3`.

    Raises:
        ValueError: a period is less than 1, or the columns differ in length.
    """
    highs, lows, closes = columns(high, low, close)
    with np.errstate(all="ignore"):
        lowest, highest = rolling_min(lows, period), rolling_max(highs, period)
        raw = 100.0 * (closes - lowest) / (highest - lowest)
    raw[highest == lowest] = 50.0
    k = sma(raw, smooth)
    return Stochastic(k, sma(k, signal))

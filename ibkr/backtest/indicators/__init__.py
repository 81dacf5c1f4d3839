"""Indicators: functions from whole arrays to arrays of the same length.

    from ibkr.backtest.indicators import macd, rsi, sma

    line, signal, histogram = macd(close)

Each value depends on its own bar and earlier ones only, and stays what it is when bars
are added. Where there are too few bars the value is NaN, or False where the answer is
yes or no; every docstring names the first bar that has one. A missing price (NaN) makes
every window that holds it NaN and no other; in recursive indicators (`ema`, `rma` and
what is made of them) leading NaN are skipped and a later one lasts to the end.

The cost does not grow with the period: windows are put together from sums within blocks,
recursions are scans, and medians and ranks descend a wavelet matrix.
"""

from __future__ import annotations

from .averages import ema, rma, sma, wma
from .crossing import crossover, crossunder
from .momentum import Macd, Stochastic, macd, rsi, stochastic
from .rolling import (
    rolling_correlation,
    rolling_covariance,
    rolling_max,
    rolling_mean,
    rolling_median,
    rolling_min,
    rolling_rank,
    rolling_std,
    rolling_sum,
)
from .volatility import Bollinger, Directional, adx, atr, bollinger, true_range
from .volume import trading_days, vwap

__all__ = [
    "Bollinger",
    "Directional",
    "Macd",
    "Stochastic",
    "adx",
    "atr",
    "bollinger",
    "crossover",
    "crossunder",
    "ema",
    "macd",
    "rma",
    "rolling_correlation",
    "rolling_covariance",
    "rolling_max",
    "rolling_mean",
    "rolling_median",
    "rolling_min",
    "rolling_rank",
    "rolling_std",
    "rolling_sum",
    "rsi",
    "sma",
    "stochastic",
    "trading_days",
    "true_range",
    "vwap",
    "wma",
]

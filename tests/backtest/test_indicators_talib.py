"""Indicators against TA-Lib, value for value."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ibkr.backtest import indicators as ind

talib: Any = pytest.importorskip("talib", reason="TA-Lib is not installed; it is in the dev group")

RANDOM = np.random.default_rng(2013)
CLOSE = 100 * np.exp(np.cumsum(RANDOM.normal(0, 0.01, 3_000)))
HIGH = CLOSE * (1 + abs(RANDOM.normal(0, 0.01, 3_000)))
LOW = CLOSE * (1 - abs(RANDOM.normal(0, 0.01, 3_000)))
VOLUME = RANDOM.integers(1, 1000, 3_000).astype(float)


def agree(found: np.ndarray, reference: np.ndarray, *, within: float = 1e-10, since: int = 0) -> None:
    """Equal from the reference's first value (or `since`) on, and NaN before ours."""
    first = max(int(np.argmin(np.isnan(reference))), since)
    np.testing.assert_allclose(found[first:], reference[first:], rtol=within, atol=within)


@pytest.mark.parametrize("period", [2, 3, 14, 100, 1_000])
def test_one_line_indicators_agree_from_their_first_value(period):
    for found, reference in [
        (ind.sma(CLOSE, period), talib.SMA(CLOSE, period)),
        (ind.ema(CLOSE, period), talib.EMA(CLOSE, period)),
        (ind.wma(CLOSE, period), talib.WMA(CLOSE, period)),
        (ind.rma(CLOSE, period), talib.RMA(CLOSE, period)),
        (ind.rsi(CLOSE, period), talib.RSI(CLOSE, period)),
        (ind.atr(HIGH, LOW, CLOSE, period), talib.ATR(HIGH, LOW, CLOSE, period)),
        (ind.rolling_sum(CLOSE, period), talib.SUM(CLOSE, period)),
        (ind.rolling_min(CLOSE, period), talib.MIN(CLOSE, period)),
        (ind.rolling_max(CLOSE, period), talib.MAX(CLOSE, period)),
        (ind.true_range(HIGH, LOW, CLOSE), talib.TRANGE(HIGH, LOW, CLOSE)),
    ]:
        assert np.array_equal(np.isnan(found), np.isnan(reference))
        agree(found, reference)


@pytest.mark.parametrize("period", [2, 3, 14, 100])
def test_directional_movement_agrees_from_its_first_value(period):
    found = ind.adx(HIGH, LOW, CLOSE, period)
    for line, reference in zip(
        found,
        [each(HIGH, LOW, CLOSE, period) for each in (talib.ADX, talib.PLUS_DI, talib.MINUS_DI)],
        strict=True,
    ):
        assert np.array_equal(np.isnan(line), np.isnan(reference))
        agree(line, reference)


@pytest.mark.parametrize("period", [5, 20, 250])
def test_deviations_agree_to_what_their_running_sums_allow(period):
    # TA-Lib subtracts squares of prices, so these are its digits that are missing, not ours.
    agree(ind.rolling_std(CLOSE, period, ddof=0), talib.STDDEV(CLOSE, period), within=1e-8)
    agree(ind.rolling_correlation(CLOSE, VOLUME, period), talib.CORREL(CLOSE, VOLUME, period), within=1e-7)
    upper, middle, lower = talib.BBANDS(CLOSE, period, 2.0, 2.0)
    for line, reference in zip(ind.bollinger(CLOSE, period), (lower, middle, upper), strict=True):
        agree(line, reference, within=1e-9)


def test_the_stochastic_agrees_once_both_lines_have_started():
    slow_k, slow_d = talib.STOCH(HIGH, LOW, CLOSE, 14, 3, 0, 3, 0)
    found = ind.stochastic(HIGH, LOW, CLOSE, period=14, smooth=3, signal=3)
    agree(found.k, slow_k)
    agree(found.d, slow_d)


def test_macd_agrees_once_the_different_start_of_the_fast_average_is_forgotten():
    for line, reference in zip(ind.macd(CLOSE), talib.MACD(CLOSE, 12, 26, 9), strict=True):
        agree(line, reference, within=1e-9, since=300)


def test_vwap_without_sessions_agrees():
    agree(ind.vwap(HIGH, LOW, CLOSE, VOLUME), talib.VWAP(HIGH, LOW, CLOSE, VOLUME))

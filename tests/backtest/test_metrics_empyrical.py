"""Metrics against empyrical-reloaded, to 1e-10."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ibkr.backtest import metrics
from ibkr.backtest.metrics import returns_of

empyrical: Any = pytest.importorskip(
    "empyrical", reason="empyrical-reloaded is not installed; it is in the dev group"
)
pandas: Any = pytest.importorskip("pandas", reason="empyrical-reloaded brings pandas")

YEAR = 252


def series(seed: int, size: int = 1_260) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Equity and its returns, with fat tails, and a benchmark that explains part of them."""
    random = np.random.default_rng(seed)
    benchmark = random.standard_t(4, size) * 0.007 + 0.0003
    equity = 1e5 * np.concatenate(([1.0], np.cumprod(1 + 0.7 * benchmark + random.normal(0, 0.006, size))))
    return equity, returns_of(equity), benchmark


def agree(found: Any, reference: Any) -> None:
    np.testing.assert_allclose(found, reference, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("seed", range(5))
def test_metrics_of_one_series_agree(seed):
    equity, returns, _ = series(seed)
    agree(metrics.total_return(equity), empyrical.cum_returns_final(returns))
    agree(metrics.cagr(equity, YEAR), empyrical.cagr(returns))
    agree(metrics.annual_return(returns, YEAR), empyrical.annual_return(returns))
    agree(metrics.annual_volatility(returns, YEAR), empyrical.annual_volatility(returns))
    agree(metrics.downside_risk(returns, YEAR), empyrical.downside_risk(returns))
    agree(metrics.downside_risk(returns, YEAR, required=1e-3), empyrical.downside_risk(returns, 1e-3))
    agree(metrics.sharpe(returns, YEAR), empyrical.sharpe_ratio(returns))
    agree(metrics.sharpe(returns, YEAR, risk_free=1e-4), empyrical.sharpe_ratio(returns, 1e-4))
    agree(metrics.sortino(returns, YEAR), empyrical.sortino_ratio(returns))
    agree(metrics.sortino(returns, YEAR, required=1e-4), empyrical.sortino_ratio(returns, 1e-4))
    agree(metrics.calmar(equity, YEAR), empyrical.calmar_ratio(returns))
    agree(metrics.omega(returns), empyrical.omega_ratio(returns))
    agree(metrics.omega(returns, required=1e-3), empyrical.omega_ratio(returns, 0.0, 1e-3, annualization=1))
    agree(metrics.tail_ratio(returns), empyrical.tail_ratio(returns))
    agree(metrics.stability(returns), empyrical.stability_of_timeseries(returns))
    agree(metrics.max_drawdown(equity), empyrical.max_drawdown(returns))
    for level in (0.01, 0.05, 0.5):
        agree(metrics.value_at_risk(returns, level=level), empyrical.value_at_risk(returns, level))
        reference = empyrical.conditional_value_at_risk(returns, level)
        agree(metrics.conditional_value_at_risk(returns, level=level), reference)


@pytest.mark.parametrize("seed", range(5))
def test_shape_agrees_with_scipy(seed):
    stats = pytest.importorskip("scipy.stats", reason="empyrical-reloaded brings scipy")
    _, returns, _ = series(seed)
    agree(metrics.skew(returns), stats.skew(returns))
    agree(metrics.kurtosis(returns), stats.kurtosis(returns))


@pytest.mark.parametrize("seed", range(5))
def test_comparisons_with_a_benchmark_agree(seed):
    _, returns, benchmark = series(seed, 250)
    agree(metrics.beta(returns, benchmark), empyrical.beta(returns, benchmark))
    agree(metrics.alpha(returns, benchmark, YEAR), empyrical.alpha(returns, benchmark))
    reference = empyrical.alpha(returns, benchmark, risk_free=1e-4)
    agree(metrics.alpha(returns, benchmark, YEAR, risk_free=1e-4), reference)
    yearly = empyrical.excess_sharpe(returns, benchmark) * np.sqrt(YEAR)
    agree(metrics.information_ratio(returns, benchmark, YEAR), yearly)
    days = pandas.date_range("2012-01-02", periods=len(returns), freq="B")
    ours, theirs = pandas.Series(returns, days), pandas.Series(benchmark, days)
    agree(metrics.up_capture(returns, benchmark, YEAR), empyrical.up_capture(ours, theirs))
    agree(metrics.down_capture(returns, benchmark, YEAR), empyrical.down_capture(ours, theirs))


def test_rolling_metrics_agree():
    _, returns, benchmark = series(9, 300)
    window = 60
    found = metrics.rolling_sharpe(returns, window, YEAR)[window - 1 :]
    agree(found, empyrical.roll_sharpe_ratio(returns, window))
    found = metrics.rolling_volatility(returns, window, YEAR)[window - 1 :]
    agree(found, empyrical.roll_annual_volatility(returns, window))
    found = metrics.rolling_beta(returns, benchmark, window)[window - 1 :]
    agree(found, empyrical.roll_beta(returns, benchmark, window))


def test_months_and_years_agree():
    equity, returns, _ = series(3)
    days = pandas.date_range("2011-03-01", periods=len(equity), freq="B")
    times = days.to_numpy().astype("datetime64[ms]").astype(np.int64)
    years, months, totals = metrics.monthly_returns(equity, times)
    dated = pandas.Series(returns, days[1:])
    yearly = empyrical.aggregate_returns(dated, "yearly")
    assert years.tolist() == yearly.index.tolist()
    agree(totals, yearly)
    monthly = empyrical.aggregate_returns(dated, "monthly")
    agree(months[~np.isnan(months)], monthly)
    assert int(np.count_nonzero(~np.isnan(months))) == len(monthly)

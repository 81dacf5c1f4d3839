"""Metrics, each against its formula on numbers small enough to check."""

from __future__ import annotations

import math
import statistics

import numpy as np
import pytest

from ibkr.backtest.metrics import (
    DAY_MS,
    cagr,
    calendar_of,
    drawdowns,
    exposure,
    max_drawdown,
    returns_of,
    sharpe,
    total_return,
    win_rate,
)

from .examples import buy, daily, run, sell

EQUITY = np.array([100.0, 110.0, 99.0, 121.0])


def test_total_return_is_last_over_first():
    assert total_return(EQUITY) == pytest.approx(0.21)


def test_cagr_counts_the_year_in_bars():
    assert cagr(EQUITY, 3.0) == pytest.approx(0.21)
    assert cagr(EQUITY, 6.0) == pytest.approx(1.21**2 - 1)
    assert math.isnan(cagr(EQUITY[:1], 252.0))
    assert cagr(np.array([100.0, -5.0]), 252.0) == -1.0


def test_sharpe_is_mean_over_sample_deviation_times_the_root_of_the_year():
    returns = [0.1, -0.1, 22 / 99]
    expected = statistics.mean(returns) / statistics.stdev(returns) * math.sqrt(252)
    assert sharpe(returns_of(EQUITY), 252.0) == pytest.approx(expected, rel=1e-12)
    assert math.isnan(sharpe(np.zeros(5), 252.0))


def test_drawdown_is_measured_from_the_highest_so_far():
    assert drawdowns(EQUITY).tolist() == pytest.approx([0.0, 0.0, -0.1, 0.0])
    assert max_drawdown(EQUITY) == pytest.approx(-0.1)


def test_returns_end_where_the_money_does():
    returns = returns_of(np.array([100.0, 50.0, -10.0, 20.0]))
    assert returns[:2].tolist() == [-0.5, -1.2]
    assert np.isnan(returns[2:]).all()


def test_a_trade_that_only_breaks_even_is_no_win():
    result = run(
        daily((10, 10), (10, 10), (10, 10), (10, 12), (12, 12)),
        {0: buy(1), 1: sell(1), 2: buy(1), 3: sell(1)},
    )
    assert [trade.pnl for trade in result.trades] == [0.0, 2.0]
    assert win_rate(result.trades) == result.metrics.win_rate == 0.5
    assert exposure(result.position) == 0.4
    assert math.isnan(win_rate(()))


def every(milliseconds: int, count: int = 50) -> np.ndarray:
    return 1_357_516_800_000 + milliseconds * np.arange(count)


SESSIONS = np.concatenate(
    [1_357_516_800_000 + day * DAY_MS + 60_000 * np.arange(870, 1260) for day in range(12) if day % 7 < 5]
)
WEEKDAYS = np.array([1_357_516_800_000 + day * DAY_MS for day in range(40) if day % 7 < 5])


@pytest.mark.parametrize(
    ("times", "periods", "basis"),
    [
        (WEEKDAYS, 252.0, "daily bars, 252 trading days a year"),
        (every(DAY_MS), 365.0, "daily bars, 365 calendar days a year"),
        (every(7 * DAY_MS), 52.0, "weekly bars, 52 a year"),
        (every(30 * DAY_MS), 12.0, "monthly bars, 12 a year"),
        (every(91 * DAY_MS), 4.0, "quarterly bars, 4 a year"),
        (every(365 * DAY_MS), 1.0, "yearly bars"),
        (SESSIONS, 252.0 * 390, "390 bars a day, 252 trading days a year"),
        (every(3_600_000, 24 * 30), 365.0 * 24, "24 bars a day, 365 calendar days a year"),
        (every(DAY_MS, 1), 252.0, "daily bars, 252 trading days a year"),
    ],
)
def test_the_year_is_inferred_from_the_spacing_and_named(times, periods, basis):
    calendar = calendar_of(times)
    assert (calendar.periods_per_year, calendar.basis) == (periods, basis)
